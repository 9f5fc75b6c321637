"""One fact whole: its fields, its words marked in their paragraph, its arithmetic, and where to cite and mend it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import amounts, comparison, model
from dongbei_cli.base import Base
from dongbei_cli.readings import edtf, quantities
from dongbei_cli.readings.article import Article, body_paragraphs
from dongbei_cli.views.table import APART, BLANK, NARROW, RULE, Look, indented, run
from dongbei_cli.views.words import cell, clean, date_of, label, place, text_of, word
from dongbei_cli.views.wrap import wrap

ELSEWHERE = frozenset(
    (
        *("kind", "id", "title", "excerpt", "anchors", "start", "end", "paragraph", "body_paragraph", "source", "link"),
        *("note", "date_text", "start_date", "end_date", "discrepancy"),
        *("value", "upper", "unit", "qualifier", "written", "value_si", "unit_si"),
    )
)
"""What stands in the heading, in the paragraph, under the relations, or in the line of another field."""
WIDEST_RULE = 80
SIGNS = {"sum": "+", "difference": "−", "share": "÷", "ratio": "÷"}
"""What stands between two parts; the parts of other relations are a list."""
DECIMALS = 4
"""More than these are rounded in a quotient."""

Line = tuple[str, Sequence[str]]
"""The name of a field, and the pieces of its value: the English before the Chinese."""


def whole(records: Sequence[model.Record], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw each record, one below the other."""
    topics = {term.slug: term for term in base.topics("topic")}
    for number, record in enumerate(records):
        yield from [BLANK, BLANK] if number else []
        names = [Text(word(record.kind, look.lang), "magenta"), Text(text_of(record, "title", look.lang), "bold")]
        yield run([*names, *([Text(clean(record.title), "bold")] if look.lang == "en" else ())], look.width)
        yield Text(clean(record.id), "dim")
        yield Text(RULE * min(look.width, WIDEST_RULE), "dim")
        yield listed(list(fields(record, topics, look.lang)), look.width)
        yield BLANK
        yield from marked_paragraphs(record, base, look)
        for relation in base.relations([record.id]):
            yield from equation(relation, base, look)
            yield BLANK
        line, citing = f"{clean(base.name)}:{base.line(record)}", f"dongbei cite {clean(record.id)}"
        yield listed([(label("fact base", look.lang), [line]), (label("to cite", look.lang), [citing])], look.width)
        yield Text(clean(record.link), "dim")


def fields(record: model.Record, topics: Mapping[str, model.Term], lang: str) -> Iterator[Line]:
    """Yield every field that holds something, the amount of a figure first and the note last."""
    if isinstance(record, model.Figure):
        yield from figure_lines(record, lang)
    for key, found in record:
        if key in ELSEWHERE or key.endswith("_en") or found in (None, "", (), {}):
            continue
        pieces = worded(record, key, found, topics, lang)
        english = record.__dict__.get(f"{key}_en") if lang == "en" else None
        yield model.label(key, lang, type(record)), [*([cell(english)] if english else ()), *pieces]
    if note := text_of(record, "note", lang):
        yield model.label("note", lang), [note]


def worded(record: model.Record, key: str, found: Any, topics: Mapping[str, model.Term], lang: str) -> list[str]:
    """Return the value of one field in words."""
    if key in ("date", "period"):
        words, own = edtf.worded(found, lang), clean(record.__dict__.get("date_text") or "")
        return [words] if own in words else [words, own]
    if key == "topics":
        return [named(topics.get(slug), slug, lang) for slug in found]
    if key == "text" and record.__dict__.get("speech") == "direct":
        return [f"“{clean(found)}”"]
    return [word(found, lang) if record.FIELDS[key].choices else cell(found)]


def named(topic: model.Term | None, slug: str, lang: str) -> str:
    """Return the name of a topic, and the slug that is typed for it."""
    name = topic and (topic.zh if lang == "zh" else topic.en)
    return clean(f"{name} ({slug})" if name and name != slug else slug)


def figure_lines(figure: model.Figure, lang: str) -> Iterator[Line]:
    """Yield what a figure says, how the article writes it, and what that is without 万 and 亿."""
    shown, gloss = clean(amounts.written(figure)), clean(amounts.in_english(figure))
    yield model.label("value", lang), [shown] if lang == "zh" or gloss == shown else [gloss, shown]
    if clean(figure.written) != shown:
        yield model.label("written", lang), [clean(figure.written)]
    if figure.upper is None and figure.value_si != figure.value:
        yield model.label("value_si", lang), [clean(amounts.in_base_units(figure))]


def listed(rows: Sequence[Line], width: int) -> Text:
    """Draw a line a field, its name before it."""
    margin = max(cell_len(name) for name, _ in rows) + len(APART)
    found = []
    for name, pieces in rows:
        if width < NARROW:
            found.append(wrap(Text.assemble((f"{name}: ", "cyan"), APART.join(pieces)), width))
        else:
            found.append(indented(run(map(Text, pieces), width - margin), Text(name, "cyan"), margin, width))
    return Text("\n").join(found)


def marked_paragraphs(record: model.Record, base: Base, look: Look) -> Iterator[RenderableType]:
    """Yield the paragraphs in which a record is anchored, its words marked: in colour and in brackets."""
    article = Article(base.article(record.source))
    body = body_paragraphs(article)
    for span in article.paragraphs:
        inside = [anchor for anchor in record.anchors if span.holds(anchor.start, anchor.end)]
        if inside:
            text = place(body.get(span.number), look.lang).append(" ")
            text.append_text(bracketed(span.text, [(at.start - span.start, at.end - span.start) for at in inside]))
            yield wrap(text, look.width)
            yield BLANK


def bracketed(text: str, spans: Sequence[tuple[int, int]]) -> Text:
    """Return a text with these passages, which may overlap, in colour and in brackets."""
    result = Text()
    covered = [any(start <= at < end for start, end in spans) for at in range(len(text))]
    for inside, stretch in groupby(zip(text, covered, strict=True), lambda pair: pair[1]):
        words = clean("".join(character for character, _ in stretch))
        result.append(f"[{words}]" if inside else words, "bold yellow" if inside else "")
    return result


def equation(relation: model.Relation, base: Base, look: Look) -> Iterator[RenderableType]:
    """Yield a relation: its whole, a line a part, what these give, and the contradiction if there is one."""
    lang = look.lang
    parts = base.records(relation.parts)
    order = (" before " if lang == "en" else "先于").join(dated(part, lang) for part in parts)
    whole_ = member(base.fact(relation.whole), lang) if relation.whole else [Text(order, "bold cyan")]
    yield run([Text(word(relation.kind, lang).capitalize(), "bold magenta"), *whole_], look.width)
    for number, part in enumerate(parts):
        sign = SIGNS.get(relation.kind, "·") if number or relation.kind not in SIGNS else " "
        yield indented(run(member(part, lang), look.width - 4), Text(f"  {sign}"), 4, look.width)
    if given := result(relation, parts, lang):
        name = label("change" if relation.kind == "order" else "gives", lang)
        yield indented(Text(f"{given}{APART}{name}", "italic"), Text("  ="), 4, look.width)
    if said := text_of(relation, "discrepancy", lang):
        yield wrap(Text(f"⚠ {label('contradiction', lang)}{said}", "bold yellow"), look.width)


def member(fact: model.Record, lang: str) -> list[Text]:
    """Return a fact of a relation: what it amounts to, else when it was; its title; its id."""
    if isinstance(fact, model.Figure):
        gloss = [amounts.in_english(fact)] if lang == "en" else []
        said = Text(clean(" · ".join(dict.fromkeys([*gloss, amounts.written(fact)]))), "bold")
    else:
        said = Text(dated(fact, lang), "bold cyan")
    return [*([said] if said.plain else []), Text(text_of(fact, "title", lang)), Text(clean(fact.id), "dim")]


def dated(record: model.Record, lang: str) -> str:
    """Return the date or period of a record in words; empty where it has none."""
    return edtf.worded(date_of(record), lang) if date_of(record) else ""


def result(relation: model.Relation, parts: Sequence[model.Record], lang: str) -> str:
    """Return what the parts give: the change between the figures of an order, else what was computed."""
    if relation.kind == "order":
        figures = [part for part in parts if isinstance(part, model.Figure)]
        one_series = len(figures) == len(parts) and len(comparison.same_measure(figures)) == 1
        change = comparison.change(figures) if one_series else None
        return " · ".join(amounts.change(change, lang)) if change else ""
    if relation.computed is None:
        return ""
    rounded = round(relation.computed, DECIMALS)
    if rounded == relation.computed:
        return " · ".join(amounts.computed(relation.computed, relation.unit or "", lang))
    found = quantities.Quantity(rounded, None, relation.unit or "", "about")
    return quantities.written(found) if lang == "zh" else f"{quantities.english(*found)} · {quantities.written(found)}"
