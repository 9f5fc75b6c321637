"""How an amount is shown, in the article's words or in English, and figures and sums in the unit that is asked for."""

import re
from collections.abc import Sequence
from decimal import Decimal

from dongbei_cli import errors
from dongbei_cli.comparison import is_counted
from dongbei_cli.model import Figure
from dongbei_cli.names.fold import fold
from dongbei_cli.readings import quantities, units
from dongbei_cli.readings.quantities import Quantity

INCLUSIVE = re.compile("^[上数]|以上")
"""How a Chinese number says that it may itself be meant, or more."""
LONG = re.compile(r"(?<![0-9.])[0-9]{7,}")
LONG_COMPUTED = re.compile(r"(?<![0-9.])[0-9]{5,}")
"""What has commas: in a number of the article more digits than a reader can count, in one of ours any long one."""
ENGLISH_SCALES = {
    "hundred million": "亿", "ten thousand": "万", "hundred": "百", "thousand": "千",
    "million": "百万", "billion": "十亿", "trillion": "万亿", "": "",
}  # fmt: skip
UNSCALED = ("年", "周年", "个月", "天", "秒", "%", "个百分点", "倍")
"""Measures that nobody gives in millions."""
SAME = {"人民币": "元", "块": "元", "rmb": "元", "cny": "元", "percent": "%"}
"""What people call a measure, and its name here."""


def written(figure: Figure) -> str:
    """Return 上百种 and 近11万亿元 as the article writes them; with its unit where the article leaves that out."""
    whole = quantity(figure)
    alone = [(reading.text, reading.quantity) for reading in quantities.readings(figure.written)]
    if alone == [(figure.written, whole)]:
        return grouped(figure.written)
    return grouped(quantities.written(whole)) if f"{figure.value:f}" in figure.written else ours(whole)


def in_english(figure: Figure) -> str:
    """Return the gloss: nearly 11 trillion yuan, 100 or more kinds (上百种), 10 billion yuan or more (100亿元以上)."""
    if figure.qualifier != "over" or not INCLUSIVE.search(figure.written):
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


def change(found: Quantity, lang: str) -> list[str]:
    """Return a change with its sign, a minus and not a dash."""
    return computed(abs(found.value), found.unit, lang, "−" if found.value < 0 else "+")


def ours(found: Quantity) -> str:
    """Return a quantity that the article does not write so: 近11,000,000,000,000元, 12,002.8十亿元."""
    return grouped(quantities.written(found), LONG_COMPUTED)


def grouped(text: str, long: re.Pattern[str] = LONG) -> str:
    """Return the text with commas in its long numbers."""
    return long.sub(lambda match: f"{Decimal(match.group()):,f}", text)


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
    scalable = figure.qualifier != "ordinal" and figure.unit_si not in UNSCALED and not is_counted(figure)
    if units.split_unit(unit)[0] and not scalable:
        return None
    try:
        value = quantities.converted(figure.value, figure.unit, unit)
        upper = None if figure.upper is None else quantities.converted(figure.upper, figure.unit, unit)
    except ValueError:
        return None
    return figure.replace(value=value, upper=upper, unit=unit)


def unit_named(typed: str, measure: str) -> str:
    """Return the unit as the article would write it: 万亿元 of 萬億元, "trillion yuan" and, for money, 万亿, trillion.

    `measure` is what a bare scale is of. What is no unit comes back as it is.
    """
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
    known = (name for name, each in units.measures().items() if not each.counted and word in english_forms(each))
    return ENGLISH_SCALES[scale] + (SAME.get(word) or next(known, word))


def english_forms(measure: units.Measure) -> tuple[str, str]:
    """Return the English words for a measure, one and many."""
    return measure.one.casefold(), measure.many.casefold()
