"""How an amount is shown: in the article's words where they name it whole, its long digits grouped, and in English."""

import re
from decimal import Decimal

from dongbei_cli.comparison import is_counted
from dongbei_cli.model import Figure
from dongbei_cli.readings import quantities
from dongbei_cli.readings.quantities import Quantity

INCLUSIVE = re.compile("^[上数]|以上")
"""How a Chinese number says that it may itself be meant, or more."""
LONG = re.compile(r"(?<![0-9.])[0-9]{7,}")


def written(figure: Figure) -> str:
    """Return 上百种 and 近11万亿元 as the article writes them; with its unit where the article leaves that out."""
    whole = quantity(figure)
    alone = [(reading.text, reading.quantity) for reading in quantities.readings(figure.written)]
    return grouped(figure.written if alone == [(figure.written, whole)] else quantities.written(whole))


def in_english(figure: Figure) -> str:
    """Return the gloss: nearly 11 trillion yuan, 100 or more kinds (上百种), 10 billion yuan or more (100亿元以上)."""
    if figure.qualifier != "over" or not INCLUSIVE.search(figure.written):
        return quantities.english(*quantity(figure))
    number, _, unit = (gloss := quantities.english(figure.value, None, figure.unit, "exact")).partition(" ")
    return f"{number} or more {unit}" if unit and is_counted(figure) else f"{gloss} or more"


def in_base_units(figure: Figure) -> str:
    """Return 近11,000,000,000,000元."""
    return grouped(quantities.written(Quantity(figure.value_si, None, figure.unit_si, figure.qualifier)))


def quantity(figure: Figure) -> Quantity:
    """Return the quantity that a figure gives."""
    return Quantity(figure.value, figure.upper, figure.unit, figure.qualifier)


def computed(number: Decimal, unit: str, lang: str, sign: str = "") -> list[str]:
    """Return a computed amount in Chinese; in English the gloss before it."""
    chinese = sign + grouped(quantities.written(Quantity(number, None, unit, "exact")))
    return [chinese] if lang == "zh" else [sign + quantities.english(number, None, unit, "exact"), chinese]


def change(found: Quantity, lang: str) -> list[str]:
    """Return a change with its sign, a minus and not a dash."""
    return computed(abs(found.value), found.unit, lang, "−" if found.value < 0 else "+")


def grouped(text: str) -> str:
    """Return the text with commas in numbers of seven digits and more."""
    return LONG.sub(lambda match: f"{Decimal(match.group()):,f}", text)
