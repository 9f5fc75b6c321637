"""Which figures can stand side by side in one picture: that follows from the figures and their sums, never from ids."""

from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.readings import edtf, quantities


class Comparison(NamedTuple):
    """Figures of one unit that compare, at least two; `over_time` are one thing at several times, the earliest first.

    `sums` are the relations of which all parts are here.
    """

    figures: tuple[model.Figure, ...]
    sums: tuple[model.Relation, ...]
    over_time: bool


def comparisons(figures: Sequence[model.Figure], relations: Iterable[model.Relation]) -> list[Comparison]:
    """Every group of figures that compare; no figure is in two of them, and one that compares with none is in none.

    Ordinals and what is not above nothing are never compared.
    """
    over_time = courses(figures)
    taken = {figure.id for course in over_time for figure in course.figures}
    sums = [relation for relation in relations if relation.kind == "sum"]
    others = linked([figure for figure in comparable(figures) if figure.id not in taken], sums)
    return over_time + [Comparison(tuple(group), sums_within(group, sums), False) for group in others]


def comparable(figures: Iterable[model.Figure]) -> list[model.Figure]:
    """Those that can be drawn to a scale."""
    return [figure for figure in figures if figure.qualifier != "ordinal" and figure.value > 0]


def courses(figures: Iterable[model.Figure]) -> list[Comparison]:
    """Each thing that is told at several points of time."""
    groups = [group for group in gathered(comparable(figures)) if is_course(group)]
    return [Comparison(tuple(sorted(group, key=when)), (), True) for group in groups]


def gathered(figures: Iterable[model.Figure]) -> list[list[model.Figure]]:
    """Figures of one indicator, region and unit, in the order in which each group begins."""
    found: dict[Hashable, list[model.Figure]] = {}
    for figure in figures:
        found.setdefault((figure.indicator, figure.region, figure.unit_si), []).append(figure)
    return list(found.values())


def is_course(group: Sequence[model.Figure]) -> bool:
    """Whether a group is one thing at several points of time."""
    periods = {figure.period for figure in group}
    points = all(period is not None and edtf.parse(period).precision != "interval" for period in periods)
    return len(group) > 1 and points and len(periods) == len(group)


def when(figure: model.Figure) -> tuple[str, str, str]:
    """A sort key by time."""
    return edtf.order(edtf.parse(figure.period or ""))


def linked(figures: Sequence[model.Figure], sums: Sequence[model.Relation]) -> list[list[model.Figure]]:
    """Groups of figures that share a link with each other, directly or by way of others."""
    groups: list[tuple[set[Hashable], list[model.Figure]]] = []
    for figure in figures:
        found, members = links(figure, sums), [figure]
        for group in [group for group in groups if group[0] & found]:
            groups.remove(group)
            found, members = group[0] | found, [*group[1], *members]
        groups.append((found, members))
    order = {figure.id: number for number, figure in enumerate(figures)}
    return [sorted(members, key=lambda each: order[each.id]) for _, members in groups if len(members) > 1]


def links(figure: model.Figure, sums: Sequence[model.Relation]) -> set[Hashable]:
    """What a figure compares by: its indicator, its place and time together, the sums it takes part in."""
    found: set[Hashable] = {("indicator", figure.indicator, figure.unit_si)}
    if figure.period:
        found.add(("there and then", figure.region, figure.period, figure.unit_si))
    mine = (relation for relation in sums if figure.id in (relation.whole, *relation.parts))
    return found | {("sum", relation.id, figure.unit_si) for relation in mine}


def sums_within(group: Sequence[model.Figure], sums: Iterable[model.Relation]) -> tuple[model.Relation, ...]:
    """The sums of which all parts are in the group."""
    ids = {figure.id for figure in group}
    return tuple(relation for relation in sums if {*relation.parts} <= ids and relation.computed is not None)


def change(comparison: Comparison) -> quantities.Quantity | None:
    """What the last figure is more than the first, where both are exact and in one unit.

    Percentages differ by percentage points.
    """
    first, last = comparison.figures[0], comparison.figures[-1]
    if {first.qualifier, last.qualifier} != {"exact"} or first.unit != last.unit:
        return None
    unit = "个百分点" if first.unit in ("%", "％") else first.unit
    return quantities.Quantity(last.value - first.value, None, unit, "exact")


def reach(figure: model.Figure) -> tuple[Decimal, Decimal | None]:
    """From where to where the words of a figure let it be, in SI; None where they set no upper bound."""
    interval = quantities.interval(figure.value, figure.upper, figure.qualifier)
    factor = figure.value_si / figure.value
    low = max(Decimal(0), (interval.low or Decimal(0)) * factor)
    return low, None if interval.high is None else interval.high * factor
