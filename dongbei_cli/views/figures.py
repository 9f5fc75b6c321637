"""Figures under their topics: values, bars of those that compare, totals, contradictions, and the words that prove."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import comparison, model
from dongbei_cli.base import Base
from dongbei_cli.comparison import Comparison
from dongbei_cli.views.bars import bar, drawn, results, value
from dongbei_cli.views.lists import compact
from dongbei_cli.views.table import APART, BLANK, ROOMY, Column, Look, Section, indented, run, tables
from dongbei_cli.views.words import clean, label, place, text_of, word
from dongbei_cli.views.wrap import wrap

BAR_CELLS = 10
COMMAS = ("", "，", "、", "；", ",", " ")
"""What may be between two passages that are printed as one."""


def stats(records: Sequence[model.Figure], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw figures under their topics, those that only count things of their sentence left out unless asked for."""
    shown, left_out = worth_showing(records, look)
    relations = base.relations([figure.id for figure in shown])
    compared = comparison.comparisons(shown, relations)
    sections = [
        Section(
            list(rows(members, compared, look)),
            heading(topic, members, look),
            [*remarks(members, relations, look), *([BLANK] if look.narrowed else []), *evidence(members, base, look)],
        )
        for topic, members in comparison.by_topic(shown, base.topics("topic"))
    ]
    names = [word("figure", look.lang).capitalize(), model.label("value", look.lang), label("bar", look.lang)]
    columns = [Column("", "right"), Column(names[0], prose=True), Column(names[1], "right"), Column(names[2])]
    columns += [Column(label("share", look.lang), "right"), Column(model.label("period", look.lang))]
    yield from tables(columns, sections, look.width, ruled=look.narrowed, spaced=look.narrowed and look.lang == "en")
    yield from left_out


def worth_showing(records: Sequence[model.Figure], look: Look) -> tuple[Sequence[model.Figure], list[Text]]:
    """Return the figures without those that only count things of their sentence, and how many these are.

    All are shown where that is asked for, or where there are no others.
    """
    shown = [figure for figure in records if look.everything or not comparison.is_mere_count(figure)]
    if len(shown) in (0, len(records)):
        return records, []
    said = label("mere counts", look.lang).format(count=len(records) - len(shown))
    return shown, [wrap(Text(said, "dim"), look.width)]


def pictures(records: Sequence[model.Figure], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw a picture of the figures that compare under each topic, a table of the others, and the words of all."""
    shown, left_out = worth_showing(records, look)
    relations = base.relations([figure.id for figure in shown])
    for number, (topic, members) in enumerate(comparison.by_topic(shown, base.topics("topic"))):
        yield from [BLANK] if number else []
        yield heading(topic, members, look)
        compared = comparison.comparisons(members, relations)
        for each in compared:
            yield from drawn(each, look, with_period=not common_period(members, look.lang))
        pictured = {figure.id for each in compared for figure in each.figures}
        others = [figure for figure in members if figure.id not in pictured]
        if others:
            cells = [[Text(text_of(each, "title", look.lang)), value(each, look.lang)] for each in others]
            yield from tables([Column(prose=True), Column("", "right")], [Section(cells)], look.width)
        yield from remarks(members, relations, look)
        yield BLANK
        yield from evidence(members, base, look, numbered=False)
    yield from left_out


def heading(topic: model.Term, figures: Sequence[model.Figure], look: Look) -> Text:
    """Return the name of a topic, its slug, and the period of all its figures where that is one."""
    first, *others = [topic.zh] if look.lang == "zh" else [topic.en, topic.zh]
    names = [Text(clean(first), "bold underline"), *(Text(clean(each), "dim") for each in (*others, topic.slug))]
    return run([*names, Text(common_period(figures, look.lang))], look.width)


def common_period(figures: Sequence[model.Figure], lang: str) -> str:
    """Return the period that several figures share; empty where they differ."""
    periods = {figure.period for figure in figures}
    return compact(figures[0].period, lang) if len(figures) > 1 and len(periods) == 1 and figures[0].period else ""


def rows(figures: Sequence[model.Figure], compared: Sequence[Comparison], look: Look) -> Iterator[list[Text]]:
    """Yield a row a figure, numbered for the words below, then one a sum of them and one a change over time."""
    cells = BAR_CELLS if look.width < ROOMY else BAR_CELLS * 3 // 2
    bars, shares = bars_by_id(compared, cells), comparison.shares(compared)
    shared = common_period(figures, look.lang)
    for number, figure in enumerate(figures, 1):
        what = Text(text_of(figure, "title", look.lang), "bold" if look.narrowed else "")
        record_id = Text(clean(figure.id), "dim")
        if look.narrowed or look.long:
            below = [Text(clean(figure.title)), record_id] if look.lang == "en" else [record_id]
            what = Text("\n").join([what, Text(APART).join(below)])
        elif look.width >= ROOMY:
            what = Text(APART).join([what, record_id])
        share = f"{shares[figure.id]:.1f}%" if figure.id in shares else ""
        period = compact(figure.period, look.lang) if figure.period and not shared else ""
        drawn = [Text(bars.get(figure.id, ""), "cyan"), Text(share), Text(period, "cyan")]
        yield [Text(str(number), "dim"), what, value(figure, look.lang), *drawn]
    ids = {figure.id for figure in figures}
    for each in compared:
        if each.figures[0].id in ids:
            yield from ([BLANK, *computed, BLANK, share, BLANK] for *computed, share in results(each, look.lang))


def bars_by_id(compared: Sequence[Comparison], cells: int) -> dict[str, str]:
    """Return a bar for each figure that compares with others; a stated total is no part, and has none."""
    found: dict[str, str] = {}
    for each in compared:
        members = [figure for figure in each.figures if figure.id not in each.totals]
        tallest = max(figure.value_si for figure in members)
        found |= {figure.id: bar(figure.value_si / tallest * cells) for figure in members}
    return found


def remarks(
    figures: Sequence[model.Figure], relations: Sequence[model.Relation], look: Look
) -> Iterator[RenderableType]:
    """Yield which sums lack some of their parts here, and each contradiction of the article."""
    gap = [BLANK] if look.narrowed else []
    ids = {figure.id for figure in figures}
    for relation in relations:
        parts, shown = len({*relation.parts}), len(ids.intersection(relation.parts))
        if relation.kind == "sum" and 0 < shown < parts:
            yield from gap
            yield wrap(Text(label("incomplete", look.lang).format(parts=parts, shown=shown), "italic"), look.width)
    for number, sentence in enumerate(comparison.contradictions(figures, relations, look.lang)):
        yield from gap if not number else []
        yield wrap(Text(f"⚠ {label('contradiction', look.lang)}{clean(sentence)}", "bold yellow"), look.width)


class Passage(NamedTuple):
    """Words of an article and the numbers of the rows that they prove; `record` is one of these."""

    start: int
    end: int
    rows: tuple[int, ...]
    record: model.Record


def evidence(
    figures: Sequence[model.Figure], base: Base, look: Look, *, numbered: bool = True
) -> Iterator[RenderableType]:
    """Yield each passage once, after the numbers of its rows, and, where asked for, the notes in the same way."""
    entries = []
    for passage in passages(figures, base):
        words = clean(base.article(passage.record.source)[passage.start : passage.end])
        lead = place(passage.record.body_paragraph, look.lang).append(" ")
        entries.append((passage.rows, lead.append(words, "not dim" if look.narrowed else "")))
    if look.narrowed or look.long:
        notes: dict[str, tuple[int, ...]] = {}
        for number, figure in enumerate(figures, 1):
            if note := text_of(figure, "note", look.lang):
                notes[note] = (*notes.get(note, ()), number)
        entries += [(at, Text(f"{label('note', look.lang)}{note}", "dim italic")) for note, at in notes.items()]
    margin = max(len(ranges(at)) for at, _ in entries) + 1 if numbered else 0
    for at, text in entries:
        yield indented(text, Text(ranges(at).rjust(margin - 1) if numbered else "", "dim"), margin, look.width)


def passages(figures: Sequence[model.Figure], base: Base) -> list[Passage]:
    """Return the passages in the order of their first rows; those that overlap, or that a comma parts, are one."""
    by_paragraph: dict[tuple[str, int], list[Passage]] = {}
    for number, figure in enumerate(figures, 1):
        place = by_paragraph.setdefault((figure.source, figure.paragraph), [])
        place.append(Passage(figure.start, figure.end, (number,), figure))
    found: list[Passage] = []
    for (source, _), members in by_paragraph.items():
        text, whole = base.article(source), None
        for passage in sorted(members, key=lambda each: each.start):
            if whole and text[whole.end : passage.start] in COMMAS:
                found.pop()
                passage = whole._replace(  # noqa: PLW2901
                    end=max(whole.end, passage.end), rows=tuple(sorted((*whole.rows, *passage.rows)))
                )
            found.append(whole := passage)
    return sorted(found, key=lambda passage: passage.rows)


def ranges(numbers: Sequence[int]) -> str:
    """Return rising numbers, three and more in a row with a dash: 1–3, 5."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(f"{row[0]}–{row[-1]}" if len(row) > 2 else ", ".join(map(str, row)) for row in found)
