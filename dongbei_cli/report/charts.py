"""The geometry of the charts, in percent of their width: bars, sums of bars, columns over time, the line of time."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

from dongbei_cli import amounts
from dongbei_cli.model import Figure, Relation
from dongbei_cli.readings import edtf

LEFT, RIGHT = 4, 94  # where the line of time begins and ends; what has no beginning or no end runs into the margins
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 10000)


class Bar(NamedTuple):
    """A figure as a bar, labelled by its field `label`; `reach` is the width of the upper end of a range."""

    figure: Figure
    label: str
    start: float
    width: float
    reach: float | None


class Total(NamedTuple):
    """The bars of a sum laid end to end, and the figure that the article states for it."""

    relation: Relation
    segments: list[Bar]
    stated: Bar


class Column(NamedTuple):
    """A figure at its time: the middle and the width in percent, the height in pixels."""

    figure: Figure
    x: float
    width: float
    height: int


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


def chart(group: amounts.Comparison) -> Chart:
    """Figures that compare as bars, with their sum or their course over time."""
    by_id = {figure.id: figure for figure in group.figures}
    found = next(filter(None, (total(relation, by_id) for relation in group.sums)), None)
    drawn = [figure for figure in group.figures if found is None or figure.id != found.relation.whole]
    added = sum((part.figure.value_si for part in found.segments), Decimal(0)) if found else Decimal(0)
    tallest = max(added, *map(reached, group.figures))
    return Chart(bars(drawn, tallest), list(columns(group.figures)) if group.over_time else [], found)


def total(relation: Relation, figures: dict[str, Figure]) -> Total | None:
    """Return a sum as its parts end to end over what is stated; None when it is not one of amounts in one unit."""
    known = [figures[name] for name in (relation.whole or "", *relation.parts) if name in figures]
    one_unit = len({figure.unit_si for figure in known}) == 1 and all(figure.value > 0 for figure in known)
    if relation.computed is None or len(known) <= len(relation.parts) or not one_unit:
        return None
    whole, *parts = known
    *starts, added = accumulate((part.value_si for part in parts), initial=Decimal(0))
    tallest = max(added, whole.value_si)
    laid = zip(bars(parts, tallest), starts, strict=True)
    segments = [bar._replace(start=percent(start, tallest)) for bar, start in laid]
    return Total(relation, segments, bars([whole], tallest)[0])


def reached(figure: Figure) -> Decimal:
    """The amount of a figure, of a range its upper end, in the base unit."""
    return figure.value_si * (figure.upper or figure.value) / figure.value


def bars(group: Sequence[Figure], tallest: Decimal) -> list[Bar]:
    """Figures as bars that begin on the left, each labelled by the field that tells it from the others."""
    found = []
    for figure in group:
        values = {key: {getattr(other, key) for other in group} for key in ("region", "indicator", "period")}
        label = next((key for key in values if getattr(figure, key) and len(values[key]) == len(group)), "title")
        reach = percent(reached(figure), tallest) if figure.upper else None
        found.append(Bar(figure, label, 0, percent(figure.value_si, tallest), reach))
    return found


def percent(part: Decimal, whole: Decimal) -> float:
    """A part of a whole."""
    return float(part / whole * 100)


def roomy(text: str, width: float) -> str:
    """Where a label fits into a bar of this width: `always`, on a `wide` screen (400 pixels and more), or `never`."""
    needed = 10 + sum(7 if character.isascii() else 14 for character in text)
    return "always" if needed <= 2.6 * width else "wide" if needed <= 4 * width else "never"


def columns(ordered: Sequence[Figure]) -> Iterator[Column]:
    """One thing over time, in the order of time, each where the middle of its period is."""
    middles = [sum(filter(None, years(figure.period or ""))) / 2 for figure in ordered]
    tallest = max(figure.value_si for figure in ordered)
    places = [16 + 68 * (middle - middles[0]) / (middles[-1] - middles[0]) for middle in middles]
    width = min(12.0, 0.6 * min(after - before for before, after in pairwise(places)))
    for figure, place in zip(ordered, places, strict=True):
        yield Column(figure, place, width, int(128 * figure.value_si / tallest))


class Axis(NamedTuple):
    """The whole years that the line of time covers."""

    first: int
    last: int

    @property
    def ticks(self) -> list[tuple[float, int]]:
        """At most six round years with their places."""
        step = next(step for step in STEPS if (self.last - self.first) / step <= 6)
        return [(self.at(year), year) for year in range(self.first, self.last + 1) if year % step == 0]

    def at(self, year: float) -> float:
        """Where a year begins, in percent of the width."""
        return LEFT + (RIGHT - LEFT) * (year - self.first) / (self.last - self.first)

    def span(self, date: str) -> list[float | None]:
        """Where a date begins and ends on the line of time; None where it is open."""
        return [None if year is None else self.at(year) for year in years(date)]


def axis(dates: Iterable[str]) -> Axis | None:
    """The line of time for these EDTF dates; None where no date has a year."""
    known = [int(day[:4]) for date in dates for day in edtf.bounds(date) if day]
    return Axis(min(known), max(known) + 1) if known else None


def years(date: str) -> list[float | None]:
    """When a date begins and ends, as years with a fraction; None where it is open."""
    days = [[int(part) for part in day.split("-")] if day else None for day in edtf.bounds(date)]
    return [day[0] + (day[1] - 1) / 12 + (day[2] - 1 + after) / 372 if day else None for after, day in enumerate(days)]
