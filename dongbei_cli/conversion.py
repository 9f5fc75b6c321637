"""Figures and sums in the unit that people ask for, converted exactly."""

from collections.abc import Sequence
from decimal import Decimal

from dongbei_cli import errors, model
from dongbei_cli.names.fold import fold
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
UNSCALED = ("年", "周年", "个月", "天", "秒", "%", "个百分点", "倍")
"""Measures that nobody gives in millions."""
SAME = {"人民币": "元", "块": "元", "rmb": "元", "cny": "元", "percent": "%"}
"""What people call a measure, and its name here."""


def figures_in(figures: Sequence[model.Figure], typed: str) -> list[model.Figure]:
    """The figures that can be given in a unit; UsageError for a word that is no unit of theirs."""
    converted = [other for figure in figures if (other := figure_in(figure, typed)) is not None]
    if figures and not converted:
        raise errors.UsageError(
            "none of these figures can be given in {unit}", "their units are {units}",
            unit=errors.shown(typed), units="、".join(dict.fromkeys(figure.unit for figure in figures)),
        )  # fmt: skip
    return converted


def figure_in(figure: model.Figure, typed: str) -> model.Figure | None:
    """A figure in a unit; None where it cannot be given in it: ordinals, counts and years have no scale."""
    unit = unit_named(typed, figure.unit_si)
    scaled = bool(units.split_unit(unit)[0])
    if scaled and (figure.qualifier == "ordinal" or not is_scalable(figure.unit_si)):
        return None
    value = amount_in(figure.value, figure.unit, unit)
    upper = None if figure.upper is None else amount_in(figure.upper, figure.unit, unit)
    if value is None or (upper is None) != (figure.upper is None):
        return None
    return figure.replace(value=value, upper=upper, unit=unit)


def is_scalable(measure: str) -> bool:
    """Whether amounts of a measure are given in thousands and millions."""
    known = units.measures().get(measure)
    return measure not in UNSCALED and (known is None or not known.counted)


def relations_in(relations: Sequence[model.Relation], typed: str) -> list[model.Relation]:
    """The relations with what they compute in a unit, where it can be given in it."""
    return [relation_in(relation, typed) for relation in relations]


def relation_in(relation: model.Relation, typed: str) -> model.Relation:
    """A relation with what it computes in a unit; unchanged where it cannot be given in it."""
    if relation.computed is None or relation.unit is None:
        return relation
    unit = unit_named(typed, quantities.in_si(relation.computed, relation.unit)[1])
    amount = amount_in(relation.computed, relation.unit, unit)
    return relation if amount is None else relation.replace(computed=amount, unit=unit)


def amount_in(amount: Decimal, unit: str, wanted: str) -> Decimal | None:
    """An amount in another unit; None where it cannot be given in it."""
    try:
        return quantities.converted(amount, unit, wanted)
    except ValueError:
        return None


def unit_named(typed: str, measure: str) -> str:
    """The unit as the article would write it: 万亿元 of 萬億元, "trillion yuan" and, for money, 万亿 or trillion.

    `measure` is what a bare scale is of. What is no unit comes back as it is.
    """
    text = fold(" ".join(typed.split()))
    if text in units.SCALES:
        return text + measure
    if not text.isascii():
        return next((text.removesuffix(name) + known for name, known in SAME.items() if text.endswith(name)), text)
    folded = text.casefold()
    if folded in ENGLISH_SCALES and folded:
        return ENGLISH_SCALES[folded] + measure
    scale, _, word = folded.rpartition(" ")
    if scale not in ENGLISH_SCALES:
        return text
    named = SAME.get(word) or next((name for name, known in units.measures().items() if word in forms(known)), word)
    return ENGLISH_SCALES[scale] + named


def forms(measure: units.Measure) -> tuple[str, ...]:
    """The English words for a measure, one and many; none for what is counted."""
    return () if measure.counted else (measure.one.casefold(), measure.many.casefold())
