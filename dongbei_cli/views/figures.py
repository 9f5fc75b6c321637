"""Figures under their topics: values, bars of those that compare, totals, contradictions, and the words that prove them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import amounts, comparison, model
from dongbei_cli.base import Base
from dongbei_cli.comparison import Comparison
from dongbei_cli.views.bars import bar
from dongbei_cli.views.lists import IDS, compact
from dongbei_cli.views.table import (
    APART,
    BLANK,
    ROOMY,
    Column,
    Look,
    Section,
    clean,
    indented,
    label,
    note,
    place,
    run,
    tables,
    title,
)
from dongbei_cli.views.wrap import wrap

BAR_CELLS = 10
COMMAS = ("", "，", "、", "；", ",", " ")
"""What may be between two passages that are printed as one."""


def stats(records: Sequence[model.Figure], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw figures under their topics, those that only count things of their sentence left out unless asked for."""
    shown = list(records) if look.everything else [each for each in records if not comparison.is_mere_count(each)]
    shown = shown or list(records)
    relations = base.relations([figure.id for figure in shown])
    compared = comparison.comparisons(shown, relations)
    id_column = look.width >= ROOMY and all(len(figure.id) <= IDS for figure in shown)
    sections = [
        Section(
            list(rows(members, compared, look, id_column)),
            heading(topic, members, look),
            [*remarks(members, relations, look), *([BLANK] if look.narrowed else []), *evidence(members, base, look)],
        )
        for topic, members in comparison.by_topic(shown, base.topics("topic"))
    ]
    names = [model.word("figure", look.lang).capitalize(), model.label("value", look.lang), label("bar", look.lang)]
    columns = [Column("", "right"), Column(names[0], prose=True), Column(names[1], "right"), Column(names[2])]
    columns += [Column(label("share", look.lang), "right"), Column(model.label("period", look.lang)), Column()]
    yield from tables(columns, sections, look.width, ruled=look.narrowed, spaced=look.narrowed and look.lang == "en")
    if len(shown) < len(records):
        yield wrap(Text(label("mere counts", look.lang).format(count=len(records) - len(shown)), "dim"), look.width)


def heading(topic: model.Term, figures: Sequence[model.Figure], look: Look) -> Text:
    """Return the name of a topic, its slug, and the period of all its figures where that is one."""
    names = [Text(clean(topic.zh), "bold underline")]
    if look.lang == "en":
        names = [Text(clean(topic.en), "bold underline"), Text(clean(topic.zh), "dim")]
    return run([*names, Text(clean(topic.slug), "dim"), Text(common_period(figures, look.lang))], look.width)


def common_period(figures: Sequence[model.Figure], lang: str) -> str:
    """Return the period that several figures share; empty where they differ."""
    periods = {figure.period for figure in figures}
    return compact(figures[0].period, lang) if len(figures) > 1 and len(periods) == 1 and figures[0].period else ""


def rows(
    figures: Sequence[model.Figure], compared: Sequence[Comparison], look: Look, id_column: bool
) -> Iterator[list[Text]]:
    """Yield a row a figure, numbered for the words below, then one a sum of them and one a change over time."""
    cells = BAR_CELLS if look.width < ROOMY else BAR_CELLS * 3 // 2
    bars, shares = bars_by_id(compared, cells), comparison.shares(compared)
    shared = common_period(figures, look.lang)
    for number, figure in enumerate(figures, 1):
        what = Text(title(figure, look.lang), "bold" if look.narrowed else "")
        record_id = Text(clean(figure.id), "dim")
        if look.narrowed or look.long:
            below = [Text(clean(figure.title))] * (look.lang == "en") + [record_id] * (not id_column)
            what = Text("\n").join([what, Text(APART).join(below)] if below else [what])
        share = f"{shares[figure.id]:.1f}%" if figure.id in shares else ""
        period = compact(figure.period, look.lang) if figure.period and not shared else ""
        drawn = [Text(bars.get(figure.id, ""), "cyan"), Text(share), Text(period, "cyan")]
        yield [Text(str(number), "dim"), what, value(figure, look.lang), *drawn, record_id if id_column else BLANK]
    for each in compared:
        if each.figures[0] in figures:
            yield from ([BLANK, *computed, BLANK, share, BLANK, BLANK] for *computed, share in results(each, look.lang))


def value(figure: model.Figure, lang: str) -> Text:
    """Return the amount as the article writes it, with its unit; in English the gloss over it."""
    written = Text(clean(amounts.written(figure)), "bold")
    gloss = clean(amounts.in_english(figure))
    return written if lang == "zh" or gloss == written.plain else Text.assemble((f"{gloss}\n", "bold"), (written.plain, "dim"))


def bars_by_id(compared: Sequence[Comparison], cells: int) -> dict[str, str]:
    """Return a bar for each figure that compares with others; a stated total is no part, and has none."""
    found: dict[str, str] = {}
    for each in compared:
        members = [figure for figure in each.figures if figure.id not in each.totals]
        tallest = max(figure.value_si for figure in members)
        found |= {figure.id: bar(figure.value_si / tallest * cells) for figure in members}
    return found


def results(compared: Comparison, lang: str) -> Iterator[list[Text]]:
    """Yield what the parts of each sum give together, and how much a series changed: a name, an amount, a share."""
    for relation in compared.sums:
        given = amounts.computed(*comparison.total(relation, compared.figures), lang)
        yield [Text(label("computed", lang), "italic"), Text("\n".join(given), "italic"), Text("100%")]
    change = comparison.change(compared.figures) if compared.over_time else None
    if change:
        given = amounts.change(change, lang)
        yield [Text(label("change", lang), "italic"), Text("\n".join(given), "italic"), BLANK]


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
            said = label("incomplete", look.lang).format(parts=parts, shown=shown)
            yield wrap(Text(said, "italic"), look.width)
    for number, sentence in enumerate(comparison.contradictions(figures, relations, look.lang)):
        yield from gap if not number else []
        yield wrap(Text(f"⚠ {label('contradiction', look.lang)}{clean(sentence)}", "bold yellow"), look.width)


class Passage(NamedTuple):
    """Words of an article and the numbers of the rows that they prove; `record` is one of these."""

    start: int
    end: int
    rows: tuple[int, ...]
    record: model.Record


def evidence(figures: Sequence[model.Figure], base: Base, look: Look) -> Iterator[RenderableType]:
    """Yield each passage once, after the numbers of its rows, and, where asked for, the notes in the same way."""
    entries = []
    for passage in passages(figures, base):
        words = base.article(passage.record.source)[passage.start : passage.end]
        text = Text.assemble(place(passage.record.body_paragraph, look.lang), " ", (clean(words), "" if look.narrowed else "dim"))
        entries.append((passage.rows, text))
    if look.narrowed or look.long:
        notes: dict[str, tuple[int, ...]] = {}
        for number, figure in enumerate(figures, 1):
            if said := note(figure, look.lang):
                notes[said] = (*notes.get(said, ()), number)
        entries += [(at, Text(f"{label('note', look.lang)}{said}", "dim italic")) for said, at in notes.items()]
    margin = max(len(ranges(at)) for at, _ in entries) + 1
    for at, text in entries:
        yield indented(text, Text(ranges(at).rjust(margin - 1), "dim"), margin, look.width)


def passages(figures: Sequence[model.Figure], base: Base) -> list[Passage]:
    """Return the passages in the order of their first rows; those that overlap, or that a comma parts, are one."""
    found: list[Passage] = []
    for number, figure in enumerate(figures, 1):
        start, end = figure.start, figure.end
        at: tuple[int, ...] = (number,)
        for other in list(found):
            if touch(other, figure, start, end, base.article(figure.source)):
                found.remove(other)
                start, end, at = min(start, other.start), max(end, other.end), tuple(sorted((*other.rows, *at)))
        found.append(Passage(start, end, at, figure))
    return sorted(found, key=lambda passage: passage.rows)


def touch(one: Passage, figure: model.Figure, start: int, end: int, text: str) -> bool:
    """Whether a passage overlaps the words of a figure in their paragraph, or has no more than a comma between."""
    if (one.record.source, one.record.paragraph) != (figure.source, figure.paragraph):
        return False
    gap = text[min(one.end, end) : max(one.start, start)]
    return gap in COMMAS


def ranges(numbers: Sequence[int]) -> str:
    """Return rising numbers, three and more in a row with a dash: 1–3, 5."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(f"{row[0]}–{row[-1]}" if len(row) > 2 else ", ".join(map(str, row)) for row in found)
