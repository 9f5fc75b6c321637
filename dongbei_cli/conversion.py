"""Figures and sums in the unit that people ask for, converted exactly."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dongbei_cli import errors, model
from dongbei_cli.readings import quantities, units

ENGLISH_SCALES = {
    "hundred million": "亿",
    "ten thousand": "万",
    "hundred": "百",
    "thousand": "千",
    "million": "百万",
    "billion": "十亿",
    "trillion": "万亿",
    "": "",
}


def figures_in(figures: Sequence[model.Figure], typed: str) -> list[model.Figure]:
    """The figures that can be given in a unit; UsageError for a word that is no unit of theirs."""
    unit = unit_named(typed, [figure.unit_si for figure in figures])
    converted = [other for figure in figures if (other := figure_in(figure, unit)) is not None]
    if figures and not converted:
        known = dict.fromkeys(figure.unit for figure in figures)
        raise errors.UsageError(
            "none of these figures can be given in {unit}",
            "their units are {units}",
            unit=errors.shown(typed),
            units="、".join(known),
        )
    return converted


def figure_in(figure: model.Figure, unit: str) -> model.Figure | None:
    """A figure in a unit; None where it cannot be given in it."""
    value = amount_in(figure.value, figure.unit, unit)
    upper = None if figure.upper is None else amount_in(figure.upper, figure.unit, unit)
    if value is None or (upper is None) != (figure.upper is None):
        return None
    return figure.replace(value=value, upper=upper, unit=unit)


def relations_in(relations: Sequence[model.Relation], typed: str) -> list[model.Relation]:
    """The relations with what they compute in a unit, where it can be given in it."""
    found = []
    for relation in relations:
        computed, unit = relation.computed, relation.unit
        if computed is not None and unit is not None:
            wanted = unit_named(typed, [quantities.in_si(computed, unit)[1]])
            amount = amount_in(computed, unit, wanted)
            relation = relation if amount is None else relation.replace(computed=amount, unit=wanted)  # noqa: PLW2901
        found.append(relation)
    return found


def amount_in(amount: Decimal, unit: str, wanted: str) -> Decimal | None:
    """An amount in another unit; None where it cannot be given in it."""
    try:
        return quantities.converted(amount, unit, wanted)
    except ValueError:
        return None


def unit_named(typed: str, bases: Iterable[str]) -> str:
    """The unit as the article would write it: of 万亿, "trillion yuan" and 万亿元 the last; else what was typed.

    `bases` are the measures that a bare scale can be of: 元 where it is among them, else the first.
    """
    text = " ".join(typed.split())
    if text in units.SCALES:
        kinds = list(dict.fromkeys(bases))
        return text + ("元" if "元" in kinds else kinds[0] if kinds else "")
    if not text.isascii():
        return text
    *scale, measure = text.casefold().split(" ")
    written = ENGLISH_SCALES.get(" ".join(scale))
    if not scale and measure in ENGLISH_SCALES:
        return unit_named(ENGLISH_SCALES[measure], bases) if measure else text
    if written is None:
        return text
    for name, known in units.measures().items():
        if measure in (known.one.casefold(), known.many.casefold()) and not known.counted:
            return written + name
    return text
