"""Figures under their topics: values, bars of comparable ones, stated and computed totals, contradictions."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.readings import quantities
from dongbei_cli.views.grid import Column, fold, table
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import BLANK, clean, dated, headline, passages

LONGEST_BAR = 20
"""Cells; a line of 80 has room for half as many."""
ROOMY = 100
EIGHTHS = " ▏▎▍▌▋▊▉█"


def stats(
    figures: Sequence[model.Figure],
    relations: Sequence[model.Relation],
    topics: Sequence[model.Term],
    lang: str,
    room: int,
) -> Iterator[RenderableType]:
    """Figures under their topics: values, bars of comparable ones, stated and computed totals, contradictions."""
    for topic in topics:
        members = [figure for figure in figures if figure.topics[0] == topic.slug]
        if members:
            ids = {figure.id for figure in members}
            sums = [relation for relation in relations if relation.kind == "sum" and {*relation.parts} <= ids]
            yield heading(topic, common_period(members, lang), lang)
            yield figures_table(members, sums, lang, room)
            yield from contradictions(members, lang, room)
            yield from passages(members, lang, room)


def heading(topic: model.Term, period: str, lang: str) -> Text:
    """The name of a topic, its slug, and the period of all its figures where that is one."""
    text = Text().append(clean(topic.zh if lang == "zh" else topic.en), "bold underline")
    text.append(f"  {clean(topic.slug if lang == 'zh' else f'{topic.zh}  {topic.slug}')}", "dim not underline")
    return text.append(f"  {period}\n" if period else "\n", "not underline")


def common_period(figures: Sequence[model.Figure], lang: str) -> str:
    """The period that several figures share; empty where they differ."""
    periods = {dated(figure, lang) for figure in figures}
    return periods.pop() if len(periods) == 1 and len(figures) > 1 else ""


def figures_table(
    figures: Sequence[model.Figure], sums: Sequence[model.Relation], lang: str, room: int
) -> RenderableType:
    """One line a figure, then one line a sum of them."""
    columns = [
        Column(label("Figure", lang), prose=True),
        Column(label("Value", lang), right=True),
        Column(label("Bar", lang)),
        Column(label("Share", lang), right=True),
        Column(label("Period", lang)),
        Column(label("Para", lang), right=True),
    ]
    totals = {part: relation for relation in sums for part in relation.parts}
    bars = bars_by_id(figures, LONGEST_BAR if room >= ROOMY else LONGEST_BAR // 2)
    shared = common_period(figures, lang)
    rows = [
        [
            headline(figure, lang),
            value(figure, lang),
            Text(bars.get(figure.id, ""), "cyan"),
            share(figure, totals.get(figure.id)),
            Text("" if shared else dated(figure, lang)),
            Text(str(figure.paragraph), "dim"),
        ]
        for figure in figures
    ]
    rows += [sum_row(relation, lang) for relation in sums]
    return table(columns, rows, room, spaced=True)


def bars_by_id(figures: Sequence[model.Figure], cells: int) -> dict[str, str]:
    """A bar for each figure that compares with others: those of one indicator and unit."""
    by_measure: dict[tuple[str, str], list[model.Figure]] = {}
    for figure in figures:
        by_measure.setdefault((figure.indicator, figure.unit_si), []).append(figure)
    groups = (group for group in by_measure.values() if len(group) > 1)
    tallest = {figure.id: max(each.value_si for each in group) for group in groups for figure in group}
    return {figure.id: bar(figure.value_si, tallest[figure.id], cells) for figure in figures if figure.id in tallest}


def share(figure: model.Figure, total: model.Relation | None) -> Text:
    """What part of the computed sum the figure is; nothing where it is part of none."""
    if total is None or total.computed is None or total.unit is None:
        return BLANK
    return Text(f"{figure.value_si / quantities.in_si(total.computed, total.unit)[0] * 100:.1f}%")


def value(figure: model.Figure, lang: str) -> Text:
    """The value with its qualifier and unit as curated; in English the gloss over it."""
    written = Text(clean(written_value(figure)), "bold")
    if lang == "zh":
        return written
    gloss = quantities.english(figure.value, figure.upper, figure.unit, figure.qualifier)
    return written if gloss == written.plain else Text().append(f"{gloss}\n", "bold").append(written.plain, "dim")


def written_value(figure: model.Figure) -> str:
    """近11万亿元: the quantity in full, also where the article leaves its unit to the reader."""
    quantity = quantities.Quantity(figure.value, figure.upper, figure.unit, figure.qualifier)
    return quantities.written(quantity)


def sum_row(relation: model.Relation, lang: str) -> list[Text]:
    """What the parts of a sum give together."""
    if relation.computed is None or relation.unit is None:
        return []
    total = f"{relation.computed:f}{relation.unit}"
    if lang == "en":
        total = f"{quantities.english(relation.computed, None, relation.unit, 'exact')}\n{total}"
    return [Text(label("Computed", lang), "italic"), Text(total, "italic"), BLANK, Text("100%"), BLANK, BLANK]


def bar(amount: Decimal, tallest: Decimal, cells: int) -> str:
    """A bar of at most so many cells, exact to an eighth of one; never empty for an amount above nothing."""
    eighths = max(int(amount > 0), int(amount / tallest * cells * 8)) if tallest > 0 else 0
    full, rest = divmod(eighths, 8)
    return "█" * full + (EIGHTHS[rest] if rest else "")


def contradictions(figures: Sequence[model.Figure], lang: str, room: int) -> Iterator[RenderableType]:
    """Each contradiction of the article that these figures take part in, once, as a sentence."""
    said = dict.fromkeys(f.discrepancy if lang == "zh" else f.discrepancy_en for f in figures)
    for sentence in filter(None, said):
        yield fold(Text(f"⚠ {label('Discrepancy', lang)}: {clean(sentence)}", "bold yellow"), room)
