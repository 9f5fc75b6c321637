"""Amounts, for terminal and page alike: which figures compare, what they give together, and how each is written.

What compares follows from the figures and the relations between them, never from ids.
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from dongbei_cli import errors
from dongbei_cli.curate import arithmetic
from dongbei_cli.model import Figure, Relation, Term
from dongbei_cli.names import fold
from dongbei_cli.readings import edtf, quantities, units
from dongbei_cli.readings.quantities import Quantity
from dongbei_cli.readings.units import ENGLISH_SCALES

SAME = {
    "人民币": "元",
    "块": "元",
    "rmb": "元",
    "cny": "元",
    "percent": "%",
}  # what people say, and the name here
UNSCALED = ("年", "周年", "个月", "天", "秒", "%", "个百分点", "倍")  # nobody says a million of them


class Comparison(NamedTuple):
    """Figures of one unit that compare, two or more, and the sums with all their parts; `over_time` in that order."""

    figures: tuple[Figure, ...]
    sums: tuple[Relation, ...]
    over_time: bool

    @property
    def totals(self) -> frozenset[str]:
        """The ids of the figures that the article states as totals of others."""
        return frozenset(relation.whole for relation in self.sums if relation.whole)


def comparisons(figures: Sequence[Figure], relations: Iterable[Relation]) -> list[Comparison]:
    """Return every group of figures that compare, each in one of them; ordinals and what is not above 0 in none."""
    comparable = [figure for figure in figures if figure.qualifier != "ordinal" and figure.value > 0]
    sums = [relation for relation in relations if relation.kind == "sum" and relation.computed is not None]
    found = []
    for group in same_measure(comparable):
        dates = {figure.period: edtf.parse(figure.period) for figure in group if figure.period}
        points = [date for date in dates.values() if date.precision != "interval"]
        if 1 < len(group) == len(points):  # several points of time
            run = sorted(group, key=lambda figure: edtf.order(dates[figure.period or ""]))
            found.append(Comparison(tuple(run), (), True))
    taken = {figure.id for each in found for figure in each.figures}
    for group in linked([figure for figure in comparable if figure.id not in taken], sums):
        ids = {figure.id for figure in group}
        within = tuple(relation for relation in sums if {*relation.parts} <= ids)
        found.append(Comparison(tuple(group), within, False))
    return found


def same_measure(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Group figures by indicator, region and unit; without a region by their article too."""
    found: dict[Hashable, list[Figure]] = {}
    for figure in figures:
        where = figure.region or (figure.source,)
        found.setdefault((figure.indicator, where, figure.unit_si), []).append(figure)
    return list(found.values())


def linked(figures: Sequence[Figure], sums: Sequence[Relation]) -> list[list[Figure]]:
    """Group figures by indicator, by place and time together, or by a sum; directly or by way of others, none alone.

    Figures of two articles compare by their indicator only, and only if both say where and when.
    """
    root = {figure.id: figure.id for figure in figures}

    def top(name: str) -> str:
        while root[name] != name:
            root[name] = name = root[root[name]]
        return name

    first_by_link: dict[Hashable, str] = {}
    for figure in figures:
        links: set[Hashable] = {("indicator", figure.indicator, figure.unit_si, figure.source)}
        if figure.period:
            links.add(("there and then", figure.region, figure.period, figure.unit_si, figure.source))
        if figure.period and figure.region:
            links.add(("indicator", figure.indicator, figure.unit_si))
        mine = (relation for relation in sums if figure.id in (relation.whole, *relation.parts))
        for link in links | {("sum", relation.id, figure.unit_si) for relation in mine}:
            root[top(figure.id)] = top(first_by_link.setdefault(link, figure.id))
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(top(figure.id), []).append(figure)
    return [group for group in groups.values() if len(group) > 1]


def change(figures: Sequence[Figure]) -> Quantity | None:
    """Return what the last of a series is more than the first, if both are exact and in one unit; of % in points."""
    first, last = figures[0], figures[-1]
    if {first.qualifier, last.qualifier} != {"exact"} or first.unit != last.unit:
        return None
    unit = "个百分点" if first.unit in ("%", "％") else first.unit
    return Quantity(last.value - first.value, None, unit, "exact")


def shares(compared: Iterable[Comparison]) -> dict[str, Decimal]:
    """Return by id what part of the computed sum a figure is, in percent."""
    found: dict[str, Decimal] = {}
    for each in compared:
        for relation in each.sums:
            total = quantities.in_si(relation.computed or Decimal(0), relation.unit or "")[0]
            parts = [figure for figure in each.figures if figure.id in relation.parts]
            found |= {figure.id: figure.value_si / total * 100 for figure in parts if total}
    return found


def total(relation: Relation, figures: Sequence[Figure]) -> tuple[Decimal, str]:
    """Return what a sum gives, in the unit of the stated total where that is shown, else in that of the parts."""
    computed, unit = relation.computed or Decimal(0), relation.unit or ""
    units_by_id = {figure.id: figure.unit for figure in figures}
    for shown in filter(None, map(units_by_id.get, (relation.whole or "", *relation.parts))):
        with suppress(ValueError):  # the digits have no end in that unit
            return quantities.converted(computed, unit, shown), shown
    return computed, unit


def contradictions(figures: Sequence[Figure], relations: Sequence[Relation], lang: str) -> list[str]:
    """Return every contradiction of the article that these figures take part in, in the unit in which they are."""
    shown = {figure.id: figure for figure in figures}
    found = []
    for each in relations:
        if each.discrepancy and not shown.keys().isdisjoint((each.whole, *each.parts)):
            sentences = each.discrepancy, each.discrepancy_en or ""
            if (whole := shown.get(each.whole or "")) and whole.unit != each.unit:
                sentences = arithmetic.sentences(each.kind, *total(each, figures), whole)
            found.append(sentences[lang == "en"])
    return found


def by_topic(figures: Sequence[Figure], topics: Sequence[Term]) -> list[tuple[Term, list[Figure]]]:
    """Return each main topic with its figures: what is measured before spans of time, and these before counts."""
    found = []
    for topic in topics:
        members = sorted((figure for figure in figures if figure.topics[0] == topic.slug), key=rank)
        found += [(topic, members)] if members else []
    return sorted(found, key=lambda section: rank(section[1][0]))


def rank(figure: Figure) -> int:
    """Return 0 for what is measured, 1 for a span of time, 2 for a count of things (四份) and an ordinal (第七次)."""
    if figure.qualifier == "ordinal" or is_counted(figure):
        return 2
    return int(figure.unit_si in ("年", "个月", "天", "秒"))


def is_counted(figure: Figure) -> bool:
    """Whether the unit is a classifier, as 份, and no measure."""
    measure = units.measures().get(figure.unit_si)
    return measure is not None and measure.counted


def is_mere_count(figure: Figure) -> bool:
    """Whether a figure only counts things of which its sentence speaks (三大), or says which of them it is (第七次)."""
    return figure.qualifier == "ordinal" or (is_counted(figure) and figure.period is None)


def written(figure: Figure) -> str:
    """Return 上百种 and 近11万亿元 as the article writes them; with its unit where the article leaves that out."""
    whole, digits = quantity(figure), f"{figure.value:f}"
    alone = figure.upper is None and figure.written.endswith(f"{digits}{figure.unit}")
    if not alone and not (digits in figure.written and figure.unit not in figure.written and figure.unit != "%"):
        read = [(each.text, each.quantity) for each in quantities.readings(figure.written)]  # slower than a look
        alone = read == [(figure.written, whole)]
    if alone:
        return grouped(figure.written)
    return grouped(quantities.written(whole)) if digits in figure.written else ours(whole)


def in_english(figure: Figure) -> str:
    """Return the gloss: nearly 11 trillion yuan, 100 or more kinds (上百种), 10 billion yuan or more (100亿元以上)."""
    if figure.qualifier != "over" or not re.search("^[上数]|以上", figure.written):
        return quantities.english(*quantity(figure))
    number, _, unit = (gloss := quantities.english(figure.value, None, figure.unit, "exact")).partition(" ")
    return f"{number} or more {unit}" if unit and is_counted(figure) else f"{gloss} or more"


def in_base_units(figure: Figure) -> str:
    """Return 近11,000,000,000,000元."""
    return ours(Quantity(figure.value_si, None, figure.unit_si, figure.qualifier))


def quantity(figure: Figure) -> Quantity:
    """Return the quantity that a figure gives."""
    return Quantity(figure.value, figure.upper, figure.unit, figure.qualifier)


def computed(number: Decimal, unit: str, lang: str, sign: str = "") -> list[str]:
    """Return a computed amount in Chinese; in English the gloss before it."""
    chinese = sign + ours(Quantity(number, None, unit, "exact"))
    return [chinese] if lang == "zh" else [sign + quantities.english(number, None, unit, "exact"), chinese]


def signed(found: Quantity, lang: str) -> list[str]:
    """Return a change with its sign, a minus and not a dash."""
    return computed(abs(found.value), found.unit, lang, "−" if found.value < 0 else "+")


def ours(found: Quantity) -> str:
    """Return a quantity that the article does not write so, with commas in any long number: 12,002.8十亿元."""
    return grouped(quantities.written(found), 5)


def grouped(text: str, least: int = 7) -> str:
    """Return the text with commas in its numbers of so many digits; seven are more than a reader can count."""
    return re.sub(rf"(?<![0-9.])[0-9]{{{least},}}", lambda match: f"{Decimal(match.group()):,f}", text)


def figures_in(figures: Sequence[Figure], typed: str) -> list[Figure]:
    """Return the figures that can be given in a unit; UsageError for a word that is no unit of theirs."""
    converted = [other for figure in figures if (other := figure_in(figure, typed))]
    if figures and not converted:
        raise errors.UsageError(
            "none of these figures can be given in {unit}", "their units are {units}",
            unit=errors.shown(typed), units=errors.listed(dict.fromkeys(figure.unit for figure in figures)),
        )  # fmt: skip
    return converted


def figure_in(figure: Figure, typed: str) -> Figure | None:
    """Return a figure in a unit; None where it cannot be given in it: ordinals, counts and years have no scale."""
    unit = unit_named(typed, figure.unit_si)
    scaled = figure.qualifier != "ordinal" and figure.unit_si not in UNSCALED and not is_counted(figure)
    if units.split_unit(unit)[0] and not scaled:
        return None
    try:
        value = quantities.converted(figure.value, figure.unit, unit)
        upper = None if figure.upper is None else quantities.converted(figure.upper, figure.unit, unit)
    except ValueError:
        return None
    return figure.replace(value=value, upper=upper, unit=unit)


def unit_named(typed: str, measure: str) -> str:
    """Return 万亿元 of 萬億元, "trillion yuan" or, where 元 is the `measure`, trillion; what is no unit as it is."""
    text = fold(" ".join(typed.split()))
    folded = text.casefold()
    if text in units.SCALES:
        return text + measure
    if not text.isascii():
        return next((text.removesuffix(name) + known for name, known in SAME.items() if text.endswith(name)), text)
    if folded in ENGLISH_SCALES and folded:
        return ENGLISH_SCALES[folded] + measure
    scale, _, word = folded.rpartition(" ")
    if scale not in ENGLISH_SCALES:
        return text
    measures = [(name, each) for name, each in units.measures().items() if not each.counted]
    known = (name for name, each in measures if word in (each.one.casefold(), each.many.casefold()))
    return ENGLISH_SCALES[scale] + (SAME.get(word) or next(known, word))
