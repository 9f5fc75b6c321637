"""The geometry of the charts, in percent of their width: bars, sums of bars, columns over time, the line of time."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

from dongbei_cli import amounts, comparison, model
from dongbei_cli.comparison import Comparison
from dongbei_cli.readings import edtf
from dongbei_cli.report.words import NOTHING, Words, amount, computed, dated, of, when

BASELINE, TOP = 168, 40
"""Where columns rise from and how high the tallest reaches, in pixels from the upper edge."""
LEFT, RIGHT = 4, 94
"""Where the line of time begins and ends; what has no beginning or no end runs into the margins."""
SHORTEST_SPAN = 1.5
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 10000)


class Bar(NamedTuple):
    """A figure as a bar; `start` and `width` are percents, `reach` the width of the upper end of a range."""

    figure: model.Figure
    label: Words
    start: str
    width: str
    reach: str | None = None


class Total(NamedTuple):
    """The bars of a sum laid end to end, what they give, and the figure that the article states for it."""

    relation: model.Relation
    amount: Words
    segments: tuple[Bar, ...]
    stated: Bar


class Column(NamedTuple):
    """A figure at its time: places and width in percent, `y` in pixels; the label is `amount`, over its `period`."""

    x: str
    left: str
    right: str
    width: str
    y: int
    amount: Words
    period: Words


class Chart(NamedTuple):
    """Figures that compare: `bars` always, `columns` when they are one thing over time, `total` when they add up."""

    heading: Words
    context: Words
    bars: tuple[Bar, ...]
    columns: tuple[Column, ...]
    change: Words | None
    total: Total | None

    @property
    def figures(self) -> list[model.Figure]:
        """Every figure that the chart shows."""
        return [bar.figure for bar in (*self.bars, *([self.total.stated] if self.total else []))]


class Strip(NamedTuple):
    """A date on the line of time, in percent; a `point` has its place in `start`."""

    start: str
    end: str
    point: bool
    open_start: bool
    open_end: bool


class Axis(NamedTuple):
    """The years that the line of time covers, and where its ticks are."""

    first: float
    last: float
    ticks: tuple[tuple[str, str], ...]


def charts(figures: Sequence[model.Figure], relations: Iterable[model.Relation]) -> list[Chart]:
    """Return a chart for every group of figures that compare, with its sum or its course over time."""
    return [chart(group) for group in comparison.comparisons(figures, relations)]


def chart(group: Comparison) -> Chart:
    """One group as bars, with its sum or its course over time."""
    by_id = {figure.id: figure for figure in group.figures}
    found = next(filter(None, (total(relation, by_id) for relation in group.sums)), None)
    drawn = [figure for figure in group.figures if found is None or figure.id != found.relation.whole]
    tallest = max(
        [reached(figure) for figure in group.figures]
        + ([sum((part.figure.value_si for part in found.segments), Decimal(0))] if found else [])
    )
    bars = tuple(bar(figure, label(figure, drawn), tallest) for figure in drawn)
    series = columns(group.figures) if group.over_time else ()
    return Chart(
        heading(drawn), context(drawn), bars, series, change(group.figures) if group.over_time else None, found
    )


def total(relation: model.Relation, figures: dict[str, model.Figure]) -> Total | None:
    """Return a sum as its parts end to end over what is stated; None when it is not one of amounts in one unit."""
    known = [figures[name] for name in (relation.whole or "", *relation.parts) if name in figures]
    worked_out, units = computed(relation), {figure.unit_si for figure in known}
    positive = all(figure.value > 0 for figure in known)
    if worked_out is None or len(known) <= len(relation.parts) or len(units) > 1 or not positive:
        return None
    whole, *parts = known
    starts = [Decimal(0), *accumulate(part.value_si for part in parts)]
    tallest = max(starts[-1], whole.value_si)
    laid = [
        bar(part, label(part, parts), tallest)._replace(start=percent(at, tallest))
        for part, at in zip(parts, starts, strict=False)
    ]
    return Total(relation, worked_out, tuple(laid), bar(whole, of(whole, "title"), tallest))


def reached(figure: model.Figure) -> Decimal:
    """The amount of a figure, of a range its upper end, in the base unit."""
    return figure.value_si * (figure.upper or figure.value) / figure.value


def bar(figure: model.Figure, name: Words, tallest: Decimal) -> Bar:
    """A figure as a bar that begins on the left."""
    reach = percent(reached(figure), tallest) if figure.upper else None
    return Bar(figure, name, "0%", percent(figure.value_si, tallest), reach)


def percent(part: Decimal, whole: Decimal) -> str:
    """A part of a whole as SVG writes it."""
    return f"{part / whole * 100:.2f}%"


def roomy(text: str, width: str) -> str:
    """Where a label fits into a bar of this width: `always`, on a `wide` screen (400 pixels and more), or `never`."""
    needed = 10 + sum(7 if character.isascii() else 14 for character in text)
    room = float(width.removesuffix("%")) / 100
    return "always" if needed <= 260 * room else "wide" if needed <= 400 * room else "never"


def label(figure: model.Figure, group: Sequence[model.Figure]) -> Words:
    """What tells a figure from the others of its group: its region, its indicator, its period, else its title."""
    for key in ("region", "indicator"):
        if len({getattr(other, key) for other in group}) == len(group) and getattr(figure, key):
            return of(figure, key)
    if len({other.period for other in group}) == len(group) and figure.period:
        return dated(figure)
    return of(figure, "title")


def heading(group: Sequence[model.Figure]) -> Words:
    """Return what all figures of a group measure; nothing where they differ."""
    return of(group[0], "indicator") if len({figure.indicator for figure in group}) == 1 else NOTHING


def context(group: Sequence[model.Figure]) -> Words:
    """Return the region and the period that all figures of a group share."""
    shared = [of(group[0], "region")] if len({figure.region for figure in group}) == 1 else []
    shared += [dated(group[0])] if len({figure.period for figure in group}) == 1 else []
    return Words(
        "，".join(filter(None, (each.zh for each in shared))), ", ".join(each.en for each in shared if each.en)
    )


def columns(ordered: Sequence[model.Figure]) -> tuple[Column, ...]:
    """One thing over time, in the order of time."""
    years = [middle(figure.period or "") for figure in ordered]
    tallest = max(figure.value_si for figure in ordered)
    places = [16 + 68 * (year - years[0]) / (years[-1] - years[0]) for year in years]
    width = min(12.0, 0.6 * min(after - before for before, after in pairwise(places)))
    return tuple(
        Column(
            f"{place:.2f}%",
            f"{place - width / 2:.2f}%",
            f"{place + width / 2:.2f}%",
            f"{width:.2f}%",
            BASELINE - int((BASELINE - TOP) * figure.value_si / tallest),
            amount(figure),
            when(figure.period or ""),
        )
        for figure, place in zip(ordered, places, strict=True)
    )


def change(ordered: Sequence[model.Figure]) -> Words | None:
    """Return the last less the first, where both are exact: −3.6个百分点."""
    found = comparison.change(ordered)
    return Words(*(amounts.change(found, lang)[0] for lang in ("zh", "en"))) if found else None


def axis(dates: Iterable[str]) -> Axis | None:
    """The line of time for these EDTF dates: whole years, and ticks at round ones; None where no date has a year."""
    years = [int(day[:4]) for date in dates for day in edtf.bounds(date) if day]
    if not years:
        return None
    first, last = min(years), max(years) + 1
    step = next(step for step in STEPS if (last - first) / step <= 6)
    ticks = [year for year in range(first, last + 1) if year % step == 0]
    span = Axis(first, last, ())
    return span._replace(ticks=tuple((f"{at(year, span):.2f}%", str(year)) for year in ticks))


def strip(date: str, span: Axis) -> Strip:
    """A date on the line of time; what is shorter than the line can show is a point."""
    earliest, latest = edtf.bounds(date)
    begins = None if earliest is None else at(year_of(earliest, 0), span)
    ends = None if latest is None else at(year_of(latest, 1), span)
    if begins is not None and ends is not None and ends - begins < SHORTEST_SPAN:
        return Strip(f"{(begins + ends) / 2:.2f}%", "0%", True, False, False)
    start = begins if begins is not None else max((ends or LEFT) - 8, 0)
    return Strip(f"{start:.2f}%", f"{100 if ends is None else ends:.2f}%", False, begins is None, ends is None)


def year_of(day: str, days_after: int) -> float:
    """The beginning (or, one day after, the end) of a day as a year with a fraction."""
    year, month, number = (int(part) for part in day.split("-"))
    return year + (month - 1) / 12 + (number - 1 + days_after) / 372


def middle(date: str) -> float:
    """The middle of what a date can mean, as a year with a fraction."""
    days = [day for day in edtf.bounds(date) if day]
    return sum(year_of(day, number) for number, day in enumerate(days)) / len(days)


def at(year: float, span: Axis) -> float:
    """Where a year begins, in percent of the width."""
    return LEFT + (RIGHT - LEFT) * (year - span.first) / (span.last - span.first)
