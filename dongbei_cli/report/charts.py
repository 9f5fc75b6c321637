"""The geometry of the charts, in percent of their width: bars, sums of bars, columns over time, the line of time."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

from dongbei_cli import amounts
from dongbei_cli.model import Figure, Relation
from dongbei_cli.readings import edtf

BASELINE, TOP = 168, 40
"""Where columns rise from and how high the tallest reaches, in pixels from the upper edge."""
LEFT, RIGHT = 4, 94
"""Where the line of time begins and ends; what has no beginning or no end runs into the margins."""
SHORTEST_SPAN = 1.5
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 10000)


class Bar(NamedTuple):
    """A figure as a bar, labelled by its field `label`; `reach` is the width of the upper end of a range."""

    figure: Figure
    label: str
    start: str
    width: str
    reach: str | None = None


class Total(NamedTuple):
    """The bars of a sum laid end to end, and the figure that the article states for it."""

    relation: Relation
    segments: list[Bar]
    stated: Bar


class Column(NamedTuple):
    """A figure at its time: places and width in percent, the top `y` in pixels."""

    figure: Figure
    x: str
    left: str
    right: str
    width: str
    y: int


class Chart(NamedTuple):
    """Figures that compare: `bars` always, `columns` when they are one thing over time, `total` when they add up."""

    bars: list[Bar]
    columns: list[Column]
    total: Total | None

    @property
    def figures(self) -> list[Figure]:
        """Every figure that the chart shows."""
        return [bar.figure for bar in (*self.bars, *([self.total.stated] if self.total else []))]

    @property
    def leading(self) -> list[Figure]:
        """The stated sum; first and last over time; else the largest."""
        if self.columns:
            return [self.columns[0].figure, self.columns[-1].figure]
        return [self.total.stated.figure if self.total else max(self.figures, key=lambda each: each.value_si)]

    def shares(self, key: str) -> bool:
        """Whether all bars have the same value in a field."""
        return len({getattr(bar.figure, key) for bar in self.bars}) == 1


class Strip(NamedTuple):
    """A date on the line of time, in percent; a `point` has its place in `start`."""

    start: str
    end: str
    point: bool
    open_start: bool
    open_end: bool


def charts(figures: Sequence[Figure], relations: Iterable[Relation]) -> list[Chart]:
    """Return a chart for every group of figures that compare, with its sum or its course over time."""
    return [chart(group) for group in amounts.comparisons(figures, relations)]


def chart(group: amounts.Comparison) -> Chart:
    """One group as bars, with its sum or its course over time."""
    by_id = {figure.id: figure for figure in group.figures}
    found = next(filter(None, (total(relation, by_id) for relation in group.sums)), None)
    drawn = [figure for figure in group.figures if found is None or figure.id != found.relation.whole]
    added = sum((part.figure.value_si for part in found.segments), Decimal(0)) if found else Decimal(0)
    tallest = max(added, *map(reached, group.figures))
    return Chart(list(bars(drawn, tallest)), list(columns(group.figures)) if group.over_time else [], found)


def total(relation: Relation, figures: dict[str, Figure]) -> Total | None:
    """Return a sum as its parts end to end over what is stated; None when it is not one of amounts in one unit."""
    known = [figures[name] for name in (relation.whole or "", *relation.parts) if name in figures]
    one_unit = len({figure.unit_si for figure in known}) == 1 and all(figure.value > 0 for figure in known)
    if relation.computed is None or len(known) <= len(relation.parts) or not one_unit:
        return None
    whole, *parts = known
    starts = [Decimal(0), *accumulate(part.value_si for part in parts)]
    tallest = max(starts[-1], whole.value_si)
    laid = zip(bars(parts, tallest), starts, strict=False)
    (stated,) = bars([whole], tallest)
    return Total(relation, [bar._replace(start=percent(start, tallest)) for bar, start in laid], stated)


def reached(figure: Figure) -> Decimal:
    """The amount of a figure, of a range its upper end, in the base unit."""
    return figure.value_si * (figure.upper or figure.value) / figure.value


def bars(group: Sequence[Figure], tallest: Decimal) -> Iterator[Bar]:
    """Figures as bars that begin on the left."""
    for figure in group:
        reach = percent(reached(figure), tallest) if figure.upper else None
        yield Bar(figure, label(figure, group), "0%", percent(figure.value_si, tallest), reach)


def percent(part: Decimal, whole: Decimal) -> str:
    """A part of a whole as SVG writes it."""
    return f"{part / whole * 100:.2f}%"


def roomy(text: str, width: str) -> str:
    """Where a label fits into a bar of this width: `always`, on a `wide` screen (400 pixels and more), or `never`."""
    needed = 10 + sum(7 if character.isascii() else 14 for character in text)
    room = float(width.removesuffix("%")) / 100
    return "always" if needed <= 260 * room else "wide" if needed <= 400 * room else "never"


def label(figure: Figure, group: Sequence[Figure]) -> str:
    """Return the field that tells a figure from the others of its group."""
    for key in ("region", "indicator", "period"):
        if getattr(figure, key) and len({getattr(other, key) for other in group}) == len(group):
            return key
    return "title"


def columns(ordered: Sequence[Figure]) -> Iterator[Column]:
    """One thing over time, in the order of time."""
    years = [middle(figure.period or "") for figure in ordered]
    tallest = max(figure.value_si for figure in ordered)
    places = [16 + 68 * (year - years[0]) / (years[-1] - years[0]) for year in years]
    width = min(12.0, 0.6 * min(after - before for before, after in pairwise(places)))
    for figure, place in zip(ordered, places, strict=True):
        x, left, right, wide = (f"{each:.2f}%" for each in (place, place - width / 2, place + width / 2, width))
        top = BASELINE - int((BASELINE - TOP) * figure.value_si / tallest)
        yield Column(figure, x, left, right, wide, top)


class Axis(NamedTuple):
    """The whole years that the line of time covers."""

    first: int
    last: int

    @property
    def ticks(self) -> list[tuple[str, int]]:
        """At most six round years with their places."""
        step = next(step for step in STEPS if (self.last - self.first) / step <= 6)
        return [(f"{self.at(year):.2f}%", year) for year in range(self.first, self.last + 1) if year % step == 0]

    def at(self, year: float) -> float:
        """Where a year begins, in percent of the width."""
        return LEFT + (RIGHT - LEFT) * (year - self.first) / (self.last - self.first)

    def strip(self, date: str) -> Strip:
        """A date on the line of time; what is shorter than the line can show is a point."""
        earliest, latest = edtf.bounds(date)
        begins = None if earliest is None else self.at(year_of(earliest, 0))
        ends = None if latest is None else self.at(year_of(latest, 1))
        if begins is not None and ends is not None and ends - begins < SHORTEST_SPAN:
            return Strip(f"{(begins + ends) / 2:.2f}%", "0%", True, False, False)
        start = begins if begins is not None else max((ends or LEFT) - 8, 0)
        return Strip(f"{start:.2f}%", f"{100 if ends is None else ends:.2f}%", False, begins is None, ends is None)


def axis(dates: Iterable[str]) -> Axis | None:
    """The line of time for these EDTF dates; None where no date has a year."""
    years = [int(day[:4]) for date in dates for day in edtf.bounds(date) if day]
    return Axis(min(years), max(years) + 1) if years else None


def year_of(day: str, days_after: int) -> float:
    """The beginning (or, one day after, the end) of a day as a year with a fraction."""
    year, month, number = (int(part) for part in day.split("-"))
    return year + (month - 1) / 12 + (number - 1 + days_after) / 372


def middle(date: str) -> float:
    """The middle of what a date can mean, as a year with a fraction."""
    days = [day for day in edtf.bounds(date) if day]
    return sum(year_of(day, number) for number, day in enumerate(days)) / len(days)
