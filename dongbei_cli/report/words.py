"""What the page prints, in Chinese and English: amounts, dates, fields, and the passages that prove a record."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from dongbei_cli import amounts, model
from dongbei_cli.readings import edtf
from dongbei_cli.readings.article import Article

ELSEWHERE: dict[type[model.Record], tuple[str, ...]] = {
    model.Event: ("start_date", "end_date"),
    model.Figure: ("value", "upper", "unit", "unit_si", "start_date", "end_date", "total_of", "discrepancy"),
    model.Quote: ("text", "speaker", "role", "speech", "start_date", "end_date"),
    model.Measure: ("area", "status", "proposer", "start_date", "end_date"),
    model.Claim: ("attribution",),
    model.Person: ("name", "role", "quotes", "measures"),
    model.Organization: ("name", "type"),
    model.Document: ("name", "start_date", "end_date"),
}
"""By kind: what the page shows in the line or the heading of a fact, or together with another field."""


class Words(NamedTuple):
    """A text in both languages; `en` is None where there is Chinese only."""

    zh: str
    en: str | None


NOTHING = Words("", "")


class Field(NamedTuple):
    """A name and a value; `code` is the value as the base has it, where that differs."""

    name: Words
    value: Words
    code: str | None = None


class Passage(NamedTuple):
    """The sentences of a paragraph that hold anchors, in pieces: each a text, and whether an anchor holds it."""

    source: str
    paragraph: int
    pieces: tuple[tuple[str, bool], ...]


def of(record: model.Entry, key: str) -> Words:
    """Return a field of a record with its English."""
    return Words(getattr(record, key) or "", getattr(record, f"{key}_en"))


def label(name: str, kind: type[model.Entry] | None = None) -> Words:
    """The name of a field."""
    return Words(model.label(name, "zh", kind), model.label(name, "en", kind))


def closed(word: str) -> Words:
    """A word of a closed vocabulary."""
    return Words(model.word(word, "zh"), model.word(word, "en"))


def joined(members: list[Words]) -> Words:
    """A list on one line; in English only where every member has an English name."""
    english = [member.en for member in members if member.en]
    return Words("、".join(m.zh for m in members), ", ".join(english) if len(english) == len(members) else None)


def dated(record: Any) -> Words:
    """The date or period of a record in words; empty where it has none."""
    expression = getattr(record, "date", None) or getattr(record, "period", None)
    return when(expression) if expression else NOTHING


def when(expression: str) -> Words:
    """An EDTF expression in words."""
    return Words(edtf.worded(expression, "zh"), edtf.worded(expression, "en"))


def amount(figure: model.Figure) -> Words:
    """Return the value in the article's words, and its gloss: 近11万亿元, nearly 11 trillion yuan."""
    return Words(amounts.written(figure), amounts.in_english(figure))


def computed(relation: model.Relation) -> Words | None:
    """Return what the parts of a relation give."""
    if relation.computed is None or relation.unit is None:
        return None
    return Words(*(amounts.computed(relation.computed, relation.unit, lang)[0] for lang in ("zh", "en")))


def measured(record: model.Record) -> Words:
    """What a record contributes to a calculation: its value, else its date."""
    return amount(record) if isinstance(record, model.Figure) else dated(record)


def parted(text: str) -> tuple[str, str, str]:
    """What comes before the digits of an amount, the digits, and what follows: 近, 11, 万亿元."""
    digits = re.search(r"\d(?:.*\d)?", text)
    return (text[: digits.start()], digits[0], text[digits.end() :]) if digits else ("", text, "")


def clauses(title: str) -> list[str]:
    """A Chinese title cut after its punctuation, where a large line may break."""
    return re.findall(r"[^，：；。！？]*[，：；。！？]?", title)[:-1]


def described(record: Any) -> Words:
    """What a person, an organisation or a document is, in a word: role, type, issuer or date."""
    if isinstance(record, model.Person):
        return of(record, "role")
    if isinstance(record, model.Organization):
        return closed(record.type)
    return of(record, "issuer") if record.issuer else dated(record)


def fields(record: model.Record, names: Mapping[str, str], topics: Mapping[str, Words]) -> Iterator[Field]:
    """Every field of its kind that holds something, and the topics; `names` gives English names by Chinese ones."""
    for key in type(record).__annotations__:
        shown = key in record.KEYS and key not in ELSEWHERE[type(record)]
        english_of_another = key.endswith("_en") and key[:-3] in record.KEYS
        if shown and not english_of_another and getattr(record, key) not in (None, ()):
            yield field(record, key, names)
    if record.curated:
        told = [f"{model.label(key, 'en', type(record))}: {reason}" for key, reason in record.curated.items()]
        yield Field(label("curated"), Words("；".join(told), None))
    if record.topics:
        yield Field(label("topics"), joined([topics.get(topic, Words(topic, None)) for topic in record.topics]))


def field(record: Any, key: str, names: Mapping[str, str]) -> Field:
    """One field of a record, worded."""
    value, name = getattr(record, key), label(key, type(record))
    if key in ("date", "period"):
        return Field(name, dated(record), value)
    if record.FIELDS[key].choices or record.FIELDS[key].form == "slug":
        return Field(name, closed(value))
    if key == "value_si":
        return Field(name, Words(f"{value:,f}{record.unit_si}", None))
    if isinstance(value, tuple):
        glosses = getattr(record, f"{key}_en", None) or ()
        english = glosses if len(glosses) == len(value) else [names.get(member) for member in value]
        return Field(name, joined([Words(*pair) for pair in zip(value, english, strict=True)]))
    return Field(name, Words(str(value), getattr(record, f"{key}_en", None)))


def passages(source: str, anchors: Iterable[model.Anchor], article: Article) -> Iterator[Passage]:
    """The sentences that hold these anchors of one article, a passage a paragraph; anchors may overlap and repeat."""
    places = [(anchor.start, anchor.end) for anchor in anchors]
    for paragraph in article.paragraphs:
        inside = [place for place in places if paragraph.holds(*place)]
        touched = [s for s in article.sentences if any(s.start < end and start < s.end for start, end in inside)]
        if inside:
            start = min(*(s.start for s in touched), *(start for start, _ in inside), paragraph.end)
            end = max(*(s.end for s in touched), *(end for _, end in inside), start)
            yield Passage(source, paragraph.number, tuple(pieces(article.text, start, end, inside)))


def pieces(text: str, start: int, end: int, anchors: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Cut a stretch of a text where anchored words begin and end."""
    for marked, run in groupby(range(start, end), lambda at: any(first <= at < last for first, last in anchors)):
        yield "".join(text[at] for at in run), marked
