"""What each column of the data package holds: its type follows from the record's class, its meaning is told here."""

from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from dongbei_cli import model


class Field(NamedTuple):
    """A column: a type of Table Schema, the values it is limited to, and whether each row has one."""

    name: str
    type: str
    required: bool
    values: tuple[str, ...] = ()


LEFT_OUT = frozenset(("anchors", "KEYS"))
"""What has a table of its own."""
DESCRIPTIONS = {
    "actors": "Who acts.",
    "affiliation": "The body that a person belongs to, as the article names it.",
    "affiliation_en": "The same in English.",
    "aliases": "Other words for the term.",
    "area": "Area of policy.",
    "area_en": "The same in English.",
    "attribution": "In whose voice the article says so.",
    "author": "Who wrote the article.",
    "author_en": "The same in English.",
    "category": "Sort of event.",
    "components": "The parts of a measure that has several.",
    "computed": "What the parts give, in the unit of the whole; the article does not say it.",
    "date": "Date in EDTF (ISO 8601-2).",
    "date_text": "The article's own wording of the date.",
    "discrepancy": "Where the article contradicts itself.",
    "discrepancy_en": "The same in English.",
    "en": "The term in English.",
    "end": "Where the words end in the file of the source, in code points, exclusive.",
    "exact": "Words of the article, code point for code point (TextQuoteSelector of W3C Web Annotation).",
    "excerpt": "The words that prove the fact, code point for code point.",
    "fact": "Id of a fact.",
    "factor": "How many of the base unit make one.",
    "file": "Name of the file that holds the article.",
    "id": "Name that never changes.",
    "indicator": "What is measured.",
    "indicator_en": "The same in English.",
    "issuer": "Who issued the document.",
    "issuer_en": "The same in English.",
    "kind": "Kind of fact.",
    "link": "Address of the article with a text fragment that leads to the words.",
    "measures": "How many measures the person proposes.",
    "name": "Name as the article gives it.",
    "name_en": "The same in English.",
    "note": "What a reader should know of the wording.",
    "note_en": "The same in English.",
    "occasion": "On what occasion it was said.",
    "paragraph": "Which line of the file that is not blank, counted from 1.",
    "period": "Period in EDTF (ISO 8601-2).",
    "pinyin": "Name in Hanyu Pinyin.",
    "place": "Where it happened.",
    "place_en": "The same in English.",
    "position": "Place in the list, counted from 1.",
    "prefix": "Words before it that make it unique in the article.",
    "proposer": "Who puts the measure forward.",
    "proposer_en": "The same in English.",
    "published": "When the article appeared (ISO 8601).",
    "publisher": "Who published the article.",
    "publisher_en": "The same in English.",
    "qualifier": "How exact the number is by the article's words; an ordinal is no amount.",
    "quotes": "How many statements of the person the article holds.",
    "region": "Region that the figure is for.",
    "region_en": "The same in English.",
    "relation": "Id of a relation.",
    "relation_kind": "What is computed: sum, share, count, duration, order ...",
    "role": "Role as the article states it.",
    "role_en": "The same in English.",
    "sha256": "SHA-256 of the file.",
    "slug": "Name of the term in Latin letters.",
    "source": "Id of the article.",
    "speaker": "Who says it.",
    "speaker_en": "The same in English.",
    "speech": "Whether these are the speaker's words (direct), the article's (reported), or written by the speaker.",
    "start": "Where the words begin in the file of the source, in code points from 0.",
    "status": "Adopted at a meeting (official), or proposed by an expert.",
    "suffix": "Words after it that make it unique in the article.",
    "text": "The words of the article; a quotation only where speech is direct.",
    "text_en": "The same in English.",
    "title": "What the fact is, in Chinese.",
    "title_en": "The same in English.",
    "topic": "Slug of a topic.",
    "topics": "Slugs of topics, the main one first.",
    "type": "Sort of body.",
    "unit": "Unit as written.",
    "unit_of_whole": "Unit of the computed value.",
    "unit_si": "The base unit: no scale such as 亿.",
    "upper": "Upper end of a range, in the unit of value.",
    "url": "Address of the article.",
    "value": "The number in its unit as written.",
    "value_si": "The number in unit_si.",
    "verb": "The article's verb for the saying.",
    "whole": "Id of the figure that the parts should give.",
    "written": "The number in the article's words.",
    "zh": "The term in Chinese.",
}
UNIT_BY_FIELD = {
    "value": "unit",
    "upper": "unit",
    "value_si": "unit_si",
    "computed": "unit_of_whole",
    "factor": "unit_si",
}
"""By a field with amounts: the field that holds their unit."""
OTHERS = {
    "fact": Field("fact", "string", required=True),
    "factor": Field("factor", "number", required=True),
    "position": Field("position", "integer", required=True),
    "topic": Field("topic", "string", required=True),
    "relation": Field("relation", "string", required=True),
    "relation_kind": Field("relation_kind", "string", required=True),
    "whole": Field("whole", "string", required=False),
    "computed": Field("computed", "number", required=False),
    "unit_of_whole": Field("unit_of_whole", "string", required=False),
    "kind": Field("kind", "string", required=True, values=tuple(model.KINDS)),
}
"""Fields of tables that have no class of their own."""


def of(cls: type[Any]) -> list[Field]:
    """The fields of a class of records, in the order of its keys."""
    hints = get_type_hints(cls)
    order = getattr(cls, "KEYS", None) or hints
    return [typed(name, hints[name]) for name in order if name not in LEFT_OUT]


def chosen(*names: str) -> list[Field]:
    """Fields by name: of the tables without a class, else of a figure."""
    known = {field.name: field for field in of(model.Figure)} | OTHERS
    return [known[name] for name in names]


def typed(name: str, hint: Any) -> Field:
    """A field from a type hint."""
    members = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    inner = next(member for member in members if member is not NoneType)
    values = tuple(get_args(inner)) if get_origin(inner) is Literal else ()
    types = {str: "string", int: "integer", Decimal: "number"}
    kind = "array" if get_origin(inner) is tuple else types.get(inner, "string")
    return Field(name, kind, NoneType not in members, values)


def described(field: Field) -> dict[str, Any]:
    """The field as a descriptor has it."""
    limits: dict[str, Any] = {"required": True} if field.required else {}
    if field.values:
        limits["enum"] = list(field.values)
    unit = {"unitField": UNIT_BY_FIELD[field.name]} if field.name in UNIT_BY_FIELD else {}
    entry = {"name": field.name, "type": field.type, "description": DESCRIPTIONS[field.name], **unit}
    return {**entry, "constraints": limits} if limits else entry
