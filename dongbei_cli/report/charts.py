"""The geometry of the charts, in percent of their width: bars, sums of bars, columns over time, the line of time.

Which figures are drawn together follows from the figures alone, never from their ids.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.readings import edtf, quantities
from dongbei_cli.report.fields import amount, dated, when
from dongbei_cli.report.wording import NOTHING, Words

BASELINE, TOP = 168, 40
"""Where columns stand and how high the tallest reaches, in pixels from the upper edge."""
LEFT, RIGHT = 4, 94
"""Where the line of time begins and ends; what has no beginning or no end runs into the margins."""
SHORTEST_SPAN = 1.5


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
    """The years that the line of time covers, and where its ticks stand."""

    first: float
    last: float
    ticks: tuple[tuple[str, str], ...]


def charts(figures: Sequence[model.Figure], relations: Iterable[model.Relation]) -> list[Chart]:
    """A chart for every group of figures that compare, with the sums among them."""
    sums = [relation for relation in relations if relation.kind == "sum"]
    return [chart(group, figures, sums) for group in groups(figures)]


def groups(figures: Iterable[model.Figure]) -> list[list[model.Figure]]:
    """Figures that compare: one thing in one unit; else one place, one period and one unit.

    Ordinals and amounts below nothing are never drawn; groups have at least two members and share none.
    """
    left = [figure for figure in figures if figure.qualifier != "ordinal" and figure.value > 0]
    by_indicator = gathered(left, lambda figure: (figure.indicator, figure.unit_si))
    taken = {figure.id for group in by_indicator for figure in group}
    rest = [figure for figure in left if figure.id not in taken and figure.period]
    return by_indicator + gathered(rest, lambda figure: (figure.region, figure.period, figure.unit_si))


def gathered(figures: Iterable[model.Figure], key: Callable[[model.Figure], Hashable]) -> list[list[model.Figure]]:
    """The figures that share a key with another, group by group, in the order in which each group begins."""
    by_key: dict[Hashable, list[model.Figure]] = {}
    for figure in figures:
        by_key.setdefault(key(figure), []).append(figure)
    return [group for group in by_key.values() if len(group) > 1]


def chart(group: Sequence[model.Figure], all_figures: Sequence[model.Figure], sums: Iterable[model.Relation]) -> Chart:
    """One group as bars, with its sum or its course over time."""
    found = next(
        filter(None, (total(each, {figure.id: figure for figure in all_figures}, group) for each in sums)), None
    )
    tallest = found_tallest(group, found)
    series = over_time(group)
    return Chart(
        heading(group),
        context(group),
        tuple(bar(figure, label(figure, group), tallest) for figure in group),
        columns(group) if series else (),
        change(group) if series else None,
        found,
    )


def total(
    relation: model.Relation, figures: dict[str, model.Figure], among: Sequence[model.Figure] | None = None
) -> Total | None:
    """A sum as a bar of its parts over the bar of what is stated; None when it is not one of amounts in one unit.

    With `among`, None also when these figures do not hold all its parts.
    """
    parts = [figures[part] for part in relation.parts if part in figures]
    whole = figures.get(relation.whole or "")
    ids = {figure.id for figure in (parts if among is None else among)}
    if whole is None or relation.computed is None or relation.unit is None or not {*relation.parts} <= ids:
        return None
    if {part.unit_si for part in parts} != {whole.unit_si} or any(part.value <= 0 for part in (*parts, whole)):
        return None
    tallest = max(sum((part.value_si for part in parts), Decimal(0)), whole.value_si)
    computed = Words(
        f"{relation.computed:f}{relation.unit}", quantities.english(relation.computed, None, relation.unit, "exact")
    )
    return Total(relation, computed, laid_out(parts, tallest), bar(whole, Words(whole.title, whole.title_en), tallest))


def laid_out(parts: Sequence[model.Figure], tallest: Decimal) -> tuple[Bar, ...]:
    """Bars end to end."""
    starts = [sum((part.value_si for part in parts[:number]), Decimal(0)) for number in range(len(parts))]
    pairs = zip(parts, starts, strict=True)
    return tuple(bar(part, label(part, parts), tallest)._replace(start=percent(at, tallest)) for part, at in pairs)


def found_tallest(group: Sequence[model.Figure], found: Total | None) -> Decimal:
    """What a full bar stands for."""
    values = [figure.value_si * (figure.upper or figure.value) / figure.value for figure in group]
    if found:
        values += [found.stated.figure.value_si, sum((part.figure.value_si for part in found.segments), Decimal(0))]
    return max(values)


def bar(figure: model.Figure, name: Words, tallest: Decimal) -> Bar:
    """A figure as a bar that begins on the left."""
    reach = percent(figure.value_si * figure.upper / figure.value, tallest) if figure.upper else None
    return Bar(figure, name, "0%", percent(figure.value_si, tallest), reach)


def percent(amount: Decimal, whole: Decimal) -> str:
    """A part of a whole as SVG writes it."""
    return f"{amount / whole * 100:.2f}%"


def roomy(text: str, width: str) -> str:
    """Where a label fits into a bar of this width: `always`, on a `wide` screen (400 pixels and more), or `never`."""
    needed = 10 + sum(7 if character.isascii() else 14 for character in text)
    room = float(width.removesuffix("%")) / 100
    return "always" if needed <= 260 * room else "wide" if needed <= 400 * room else "never"


def label(figure: model.Figure, group: Sequence[model.Figure]) -> Words:
    """What tells a figure from the others of its group: its region, its indicator, its period, else its title."""
    for key in ("region", "indicator"):
        if len({getattr(other, key) for other in group}) == len(group) and getattr(figure, key):
            return Words(getattr(figure, key), getattr(figure, f"{key}_en"))
    if len({other.period for other in group}) == len(group) and figure.period:
        return dated(figure)
    return Words(figure.title, figure.title_en)


def heading(group: Sequence[model.Figure]) -> Words:
    """What all figures of a group measure; nothing where they differ."""
    first = group[0]
    one = len({figure.indicator for figure in group}) == 1
    return Words(first.indicator, first.indicator_en) if one else NOTHING


def context(group: Sequence[model.Figure]) -> Words:
    """The region and the period that all figures of a group share."""
    first = group[0]
    region = Words(first.region or "", first.region_en) if len({f.region for f in group}) == 1 else NOTHING
    period = dated(first) if len({f.period for f in group}) == 1 else NOTHING
    chinese, english = zip(region, period, strict=True)
    return Words("，".join(filter(None, chinese)), ", ".join(filter(None, english)))


def over_time(group: Sequence[model.Figure]) -> bool:
    """Whether a group is one thing at several points of time."""
    dates = [edtf.parse(figure.period) for figure in group if figure.period]
    pointed = len(dates) == len(group) and all(date.precision != "interval" for date in dates)
    alike = len({(figure.region, figure.indicator) for figure in group}) == 1
    return pointed and alike and len({date.text for date in dates}) == len(group)


def columns(group: Sequence[model.Figure]) -> tuple[Column, ...]:
    """One thing over time, in the order of time."""
    ordered = sorted(group, key=begin)
    years = [middle(figure.period or "") for figure in ordered]
    tallest = max(figure.value_si for figure in group)
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


def change(group: Sequence[model.Figure]) -> Words | None:
    """The last less the first, where both are exact: −3.6个百分点; percentages differ by percentage points."""
    ordered = sorted(group, key=begin)
    first, last = ordered[0], ordered[-1]
    if {first.qualifier, last.qualifier} != {"exact"}:
        return None
    unit = "个百分点" if first.unit == last.unit == "%" else first.unit
    if first.unit != last.unit:
        return None
    by = last.value - first.value
    sign = "−" if by < 0 else "+"
    return Words(f"{sign}{abs(by):f}{unit}", f"{sign}{quantities.english(abs(by), None, unit, 'exact')}")


def begin(figure: model.Figure) -> str:
    """A key that puts figures in the order of time."""
    return edtf.parse(figure.period or "").earliest or ""


def axis(dates: Iterable[str]) -> Axis | None:
    """The line of time for these EDTF dates: whole years, and ticks at round ones; None where no date has a year."""
    days = [day for date in dates for day in edtf.bounds(date) if day]
    if not days:
        return None
    first, last = min(int(day[:4]) for day in days), max(int(day[:4]) for day in days) + 1
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 10000) if (last - first) / step <= 6)
    span = Axis(first, last, ())
    years = [year for year in range(first, last + 1) if year % step == 0]
    return span._replace(ticks=tuple((place(year, span), str(year)) for year in years))


def strip(date: str, span: Axis) -> Strip:
    """A date on the line of time; what is shorter than the line can show is a point."""
    earliest, latest = edtf.bounds(date)
    begins = None if earliest is None else position(earliest, span, 0)
    ends = None if latest is None else position(latest, span, 1)
    if begins is not None and ends is not None and ends - begins < SHORTEST_SPAN:
        return Strip(f"{(begins + ends) / 2:.2f}%", "0%", True, False, False)
    start = begins if begins is not None else max((ends or LEFT) - 8, 0)
    end = ends if ends is not None else 100
    return Strip(f"{start:.2f}%", f"{end:.2f}%", False, begins is None, ends is None)


def position(day: str, span: Axis, days_after: int) -> float:
    """Where the beginning (or, one day after, the end) of a day stands, in percent."""
    year, month, number = (int(part) for part in day.split("-"))
    return at(year + (month - 1) / 12 + (number - 1 + days_after) / 372, span)


def middle(date: str) -> float:
    """The middle of what a date can mean, as a year with a fraction."""
    days = [day for day in edtf.bounds(date) if day]
    wide = Axis(0, 1, ())
    return sum((position(day, wide, number) - LEFT) / (RIGHT - LEFT) for number, day in enumerate(days)) / len(days)


def place(year: float, span: Axis) -> str:
    """Where a year begins, as SVG writes it."""
    return f"{at(year, span):.2f}%"


def at(year: float, span: Axis) -> float:
    """Where a year begins, in percent of the width."""
    return LEFT + (RIGHT - LEFT) * (year - span.first) / (span.last - span.first)
