"""Figures under their topics: values, bars of comparable ones, stated and computed totals, contradictions."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.readings import quantities, units
from dongbei_cli.views import comparison
from dongbei_cli.views.evidence import Reader, evidence
from dongbei_cli.views.grid import NARROW, Column, fold, table
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import BLANK, clean, dated, headline, run, tail

LONGEST_BAR = 20
"""Cells; a line of 80 has room for half as many."""
ROOMY = 100
SPANS_OF_TIME = ("年", "个月", "天", "秒")
EIGHTHS = " ▏▎▍▌▋▊▉█"


def stats(
    figures: Sequence[model.Figure],
    relations: Sequence[model.Relation],
    topics: Sequence[model.Term],
    article: Reader,
    lang: str,
    room: int,
) -> Iterator[RenderableType]:
    """Figures under their topics: values, bars of comparable ones, stated and computed totals, contradictions."""
    for number, (topic, members) in enumerate(sections(figures, topics)):
        if number:
            yield BLANK
        yield heading(topic, common_period(members, lang), lang, room)
        yield figures_table(members, relations, lang, room)
        yield from remarks(members, relations, lang, room)
        yield BLANK
        yield from evidence(members, article, lang, room)


def sections(
    figures: Sequence[model.Figure], topics: Sequence[model.Term]
) -> list[tuple[model.Term, list[model.Figure]]]:
    """Each topic with its figures: money, people and shares before spans of time, and these before counts."""
    found = []
    for topic in topics:
        members = sorted((figure for figure in figures if figure.topics[0] == topic.slug), key=rank)
        found += [(topic, members)] if members else []
    return sorted(found, key=lambda section: rank(section[1][0]))


def rank(figure: model.Figure) -> int:
    """0 for what is measured, 1 for a span of time, 2 for a count of things (4份) and an ordinal (第7次)."""
    measure = units.measures().get(figure.unit_si)
    if figure.qualifier == "ordinal" or (measure and measure.counted):
        return 2
    return int(figure.unit_si in SPANS_OF_TIME)


def heading(topic: model.Term, period: str, lang: str, room: int) -> Text:
    """The name of a topic, its slug, and the period of all its figures where that is one."""
    names = [Text(clean(topic.zh), "bold underline")]
    if lang == "en":
        names = [Text(clean(topic.en), "bold underline"), Text(clean(topic.zh), "dim")]
    more = [Text(clean(topic.slug), "dim"), *([Text(period)] if period else ())]
    return run([*names, *more], room).append("\n")


def common_period(figures: Sequence[model.Figure], lang: str) -> str:
    """The period that several figures share; empty where they differ."""
    periods = {dated(figure, lang) for figure in figures}
    return periods.pop() if len(periods) == 1 and len(figures) > 1 else ""


def figures_table(
    figures: Sequence[model.Figure],
    relations: Sequence[model.Relation],
    lang: str,
    room: int,
    numbered: bool = True,
) -> RenderableType:
    """One row a figure, numbered for the words below; then one a sum of them and one a change over time."""
    columns = [
        Column(label("No.", lang) if room < NARROW else "", right=True),
        Column(label("Figure", lang), prose=True),
        Column(label("Value", lang), right=True),
        Column(label("Bar", lang)),
        Column(label("Share", lang), right=True),
        Column(label("Period", lang)),
    ]
    sums = [relation for relation in relations if relation.kind == "sum" and lacking(relation, figures) == 0]
    totals = {part: relation for relation in sums for part in relation.parts}
    bars = bars_by_id(figures, LONGEST_BAR if room >= ROOMY else LONGEST_BAR // 2)
    shared = common_period(figures, lang)
    rows = [
        [
            Text(str(number) if numbered else "", "dim"),
            headline(figure, lang),
            value(figure, lang),
            Text(bars.get(figure.id, ""), "cyan"),
            share(figure, totals.get(figure.id)),
            Text("" if shared else dated(figure, lang)),
        ]
        for number, figure in enumerate(figures, 1)
    ]
    rows += [row for relation in sums for row in sum_rows(relation, figures, lang)]
    rows += change_rows(figures, lang)
    return table(columns, rows, room, lang == "en", [tail(figure, lang, noted=False) for figure in figures], at=1)


def lacking(relation: model.Relation, figures: Sequence[model.Figure]) -> int:
    """How many parts of a relation are not among the figures."""
    return len({*relation.parts} - {figure.id for figure in figures})


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


def sum_rows(relation: model.Relation, figures: Sequence[model.Figure], lang: str) -> list[list[Text]]:
    """What the parts of a sum give together; none where that is not known."""
    if relation.computed is None or relation.unit is None:
        return []
    total = amount(*total_of(relation, figures), lang)
    return [[BLANK, Text(label("Computed", lang), "italic"), Text(total, "italic"), BLANK, Text("100%"), BLANK]]


def total_of(relation: model.Relation, figures: Sequence[model.Figure]) -> tuple[Decimal, str]:
    """What a sum gives, in the unit that the stated total is shown in, else that of the parts."""
    computed, unit = relation.computed or Decimal(0), relation.unit or ""
    for fact in (relation.whole, *relation.parts):
        for figure in figures:
            if figure.id == fact:
                with suppress(ValueError):  # the digits have no end in that unit
                    return quantities.converted(computed, unit, figure.unit), figure.unit
    return computed, unit


def amount(number: Decimal, unit: str, lang: str) -> str:
    """A computed quantity in characters; in English under its gloss."""
    written = quantities.written(quantities.Quantity(number, None, unit, "exact"))
    return written if lang == "zh" else f"{quantities.english(number, None, unit, 'exact')}\n{written}"


def change_rows(figures: Sequence[model.Figure], lang: str) -> list[list[Text]]:
    """For each thing that is told at several times, how much it changed from the first to the last."""
    changes = [comparison.change(each) for each in comparison.courses(figures)]
    return [
        [BLANK, Text(label("Change", lang), "italic"), Text(signed(each, lang), "italic"), BLANK, BLANK, BLANK]
        for each in changes
        if each
    ]


def signed(change: quantities.Quantity, lang: str, between: str = "\n") -> str:
    """A change with its sign, which is a minus and not a dash; in English the gloss first."""
    sign = "−" if change.value < 0 else "+"
    words = amount(abs(change.value), change.unit, lang).split("\n")
    return between.join(f"{sign}{each}" for each in words)


def bar(amount: Decimal, tallest: Decimal, cells: int) -> str:
    """A bar of at most so many cells, exact to an eighth of one; never empty for an amount above nothing."""
    eighths = max(int(amount > 0), int(amount / tallest * cells * 8)) if tallest > 0 else 0
    full, rest = divmod(eighths, 8)
    return "█" * full + (EIGHTHS[rest] if rest else "")


def remarks(
    figures: Sequence[model.Figure], relations: Sequence[model.Relation], lang: str, room: int
) -> Iterator[RenderableType]:
    """Which sums are not shown since some of their parts are not, and each contradiction of the article, once."""
    sums = [each for each in relations if each.kind == "sum" and 0 < lacking(each, figures) < len(each.parts)]
    for relation in sums:
        counts = {"parts": len(relation.parts), "shown": len(relation.parts) - lacking(relation, figures)}
        yield BLANK
        yield fold(Text(label("Incomplete", lang).format(**counts), "italic"), room)
    found = contradictions(figures, relations, lang)
    if found:
        yield BLANK
    for sentence in found:
        yield fold(Text(f"⚠ {label('Discrepancy', lang)}{sentence}", "bold yellow"), room)


def contradictions(figures: Sequence[model.Figure], relations: Sequence[model.Relation], lang: str) -> list[str]:
    """Every contradiction that these figures take part in; a figure of several names only one of them itself."""
    ids = {figure.id for figure in figures}
    about = [relation for relation in relations if ids & {relation.whole or "", *relation.parts}]
    tellers: list[model.Relation | model.Figure] = [*about, *figures]
    told = [each.discrepancy if lang == "zh" else each.discrepancy_en for each in tellers]
    return [clean(sentence) for sentence in dict.fromkeys(filter(None, told))]
