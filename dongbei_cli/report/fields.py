"""What the page tells of a record beside its words: fields with their names, amounts and dates in both languages."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dongbei_cli import model
from dongbei_cli.readings import edtf, quantities
from dongbei_cli.report.wording import CLOSED, FIELDS, NOTHING, Words

ELSEWHERE = frozenset(("discrepancy", "text", "quotes", "measures", "upper", "unit", "unit_si"))
"""Keys that the page shows in places of their own or together with another key."""
CLOSED_KEYS = frozenset(("category", "speech", "status", "attribution", "type", "qualifier"))


class Field(NamedTuple):
    """A name and a value; `code` is the value as the base has it, where that differs."""

    name: Words
    value: Words
    code: str | None = None


def fields(record: model.Record, names: Mapping[str, str], topics: Mapping[str, Words]) -> Iterator[Field]:
    """Every field that holds something, in the order of the record's keys; `names` gives English names by Chinese."""
    own = [key for key in type(record).__annotations__ if not key.endswith("_en") and key not in ELSEWHERE]
    for key in own:
        if getattr(record, key) not in (None, ()):
            yield field(record, key, names)
    told = [topics.get(topic, Words(topic, None)) for topic in record.topics]
    if told:
        yield Field(FIELDS["topics"], joined(told))


def field(record: Any, key: str, names: Mapping[str, str]) -> Field:
    """One field of a record, worded."""
    value, name = getattr(record, key), FIELDS.get(key, Words(key, key))
    if key in ("date", "period"):
        return Field(name, dated(record), value)
    if key in CLOSED_KEYS:
        return Field(name, closed(value))
    if key == "value":
        return Field(name, amount(record))
    if key == "value_si":
        return Field(name, Words(f"{value:,f}{record.unit_si}", None))
    if isinstance(value, tuple):
        return Field(name, joined([Words(member, names.get(member)) for member in value]))
    return Field(name, Words(str(value), getattr(record, f"{key}_en", None)))


def joined(members: list[Words]) -> Words:
    """A list on one line; in English only where every member has an English name."""
    english = [member.en for member in members if member.en]
    return Words("、".join(m.zh for m in members), ", ".join(english) if len(english) == len(members) else None)


def dated(record: model.Record) -> Words:
    """The date or period of a record in words; empty where it has none."""
    expression = getattr(record, "date", None) or getattr(record, "period", None)
    return when(expression) if expression else NOTHING


def when(expression: str) -> Words:
    """An EDTF expression in words."""
    return Words(edtf.worded(expression, "zh"), edtf.worded(expression, "en"))


def amount(figure: model.Figure) -> Words:
    """The value with its qualifier and unit: 近11万亿元, nearly 11 trillion yuan."""
    parts = (figure.value, figure.upper, figure.unit, figure.qualifier)
    return Words(quantities.written(quantities.Quantity(*parts)), quantities.english(*parts))


def measured(record: model.Record) -> Words:
    """What a record contributes to a calculation: its value, else its date."""
    return amount(record) if isinstance(record, model.Figure) else dated(record)


def split_unit(amount: str) -> tuple[str, str, str]:
    """What stands before the digits of an amount, the digits, and what follows: 近, 11, 万亿元."""
    places = [place for place, character in enumerate(amount) if character.isdigit()]
    if not places:
        return "", amount, ""
    return amount[: places[0]], amount[places[0] : places[-1] + 1], amount[places[-1] + 1 :]


def clauses(title: str) -> list[str]:
    """A Chinese title cut after its punctuation, where a large line may break."""
    return re.findall(r"[^，：；。！？]*[，：；。！？]?", title)[:-1]


def closed(word: str) -> Words:
    """A word of a closed vocabulary."""
    return CLOSED.get(word, Words(word, None))


def described(record: Any) -> Words:
    """What a person, an organisation or a document is, in a word: role, type, issuer or date."""
    if isinstance(record, model.Person):
        return Words(record.role, record.role_en)
    if isinstance(record, model.Organization):
        return closed(record.type)
    return Words(record.issuer, record.issuer_en) if record.issuer else dated(record)
