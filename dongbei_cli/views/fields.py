"""The fields of one record as a person reads them: a name, and what is said under it, in the language of the reader."""

from collections.abc import Iterator, Mapping
from typing import Any

from dongbei_cli import model
from dongbei_cli.readings import edtf, quantities
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import cell, clean, said

ELSEWHERE = frozenset(
    (
        *("kind", "id", "title", "excerpt", "anchors", "start", "end", "paragraph", "source", "link", "note"),
        *("date_text", "discrepancy", "value", "upper", "unit", "qualifier", "written", "value_si", "unit_si"),
    )
)
"""What stands in the heading, in the paragraph, under the relations, or in the line of another field."""
CLOSED = frozenset(("category", "speech", "status", "attribution", "type"))
"""Fields whose values are words of a closed vocabulary."""

Row = tuple[str, list[str]]
"""The name of a field, and the pieces of its value: the English before the Chinese."""


def fields(record: model.Record, topics: Mapping[str, model.Term], lang: str) -> Iterator[Row]:
    """Every field that holds something, the amount of a figure first and the note last."""
    if isinstance(record, model.Figure):
        yield from amounts(record, lang)
    values = dict(record)
    for key, found in values.items():
        if key in ELSEWHERE or key.endswith("_en") or found in (None, "", ()):
            continue
        pieces = worded(record, key, found, topics, lang)
        if lang == "en" and values.get(f"{key}_en"):
            pieces.insert(0, clean(values[f"{key}_en"]))
        yield label(f"field {key}", lang), pieces
    note = said(record, lang)
    if note:
        yield label("field note", lang), [note]


def worded(record: model.Record, key: str, found: Any, topics: Mapping[str, model.Term], lang: str) -> list[str]:
    """The value of one field in words."""
    if key in ("date", "period"):
        words, own = edtf.worded(found, lang), clean(getattr(record, "date_text", ""))
        return [words] if own in words else [words, own]
    if key == "topics":
        return [named(topics.get(slug), slug, lang) for slug in found]
    if key == "text" and getattr(record, "speech", "") == "direct":
        return [f"“{clean(found)}”"]
    return [label(found, lang) if key in CLOSED else cell(found)]


def named(topic: model.Term | None, slug: str, lang: str) -> str:
    """The name of a topic, and the slug that is typed for it."""
    name = topic and (topic.zh if lang == "zh" else topic.en)
    return clean(f"{name} ({slug})" if name and name != slug else slug)


def amounts(figure: model.Figure, lang: str) -> Iterator[Row]:
    """What a figure says, with its qualifier and unit; how the article writes it and what that is without 万 and 亿."""
    quantity = quantities.Quantity(figure.value, figure.upper, figure.unit, figure.qualifier)
    shown = clean(quantities.written(quantity))
    gloss = clean(quantities.english(*quantity))
    yield label("field value", lang), [shown] if lang == "zh" or gloss == shown else [gloss, shown]
    if clean(figure.written) != shown:
        yield label("field written", lang), [clean(figure.written)]
    if figure.upper is None and figure.value_si != figure.value:
        plain = quantities.Quantity(figure.value_si, None, figure.unit_si, figure.qualifier)
        yield label("field value_si", lang), [clean(quantities.written(plain))]
