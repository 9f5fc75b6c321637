"""Quantities of claims, Chinese and English, and how one is to another: the same, different, or open."""

import re
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from dongbei_cli.readings import Grammar, quantities, rows, units
from dongbei_cli.readings.quantities import Quantity
from dongbei_cli.readings.units import ENGLISH_SCALES

TABLES = Path(__file__).parents[1] / "curate" / "words"
"""Tables that the rules read too; the module that reads them there would take time to import."""
EXACT = ("exact", "range", "ordinal")
NEAR = Decimal("0.05")
"""How far from a total that the article contradicts a claim may be to be disputed, as a part of it."""
LOOSE = Decimal("0.1")
"""How far a number may be from the one that 近, 超 or under name it by."""
WORDS = Path(__file__).parent / "words"
ENGLISH = rows(WORDS / "english.tsv")
UNITS, QUALIFIERS = ({word: name for sort, word, name in ENGLISH if sort == kind} for kind in ("unit", "qualifier"))
"""What English words of measure are, and those before a number."""
RANKS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
"""English words of rank, from 2."""
CLASSIFIERS = frozenset("个项种份次轮波批类部件")
"""Words that only count, of which each may stand for another: 四份 and 四个."""
MOST_COUNTED = 20
TIMES = {"年", "月", "个月", "日", "天", "周", "小时"}


class Amount(NamedTuple):
    """A quantity and its place in a text."""

    start: int
    end: int
    text: str
    quantity: Quantity


@lru_cache(maxsize=256)
def in_text(text: str, chinese: bool) -> tuple[Amount, ...]:
    """Return the quantities of a text; 约 belongs to the number behind it, whatever is before it (流失约820万)."""
    if not chinese:
        return tuple(Amount(*match.span(), match[0], in_english(match)) for match in english().finditer(text))
    found = []
    for start, end, words_, quantity, _ in quantities.readings(text):
        about = re.search("大?约(?:[为是有达占合]|等于)?$", text[:start]) if quantity.qualifier == "exact" else None
        if about:
            said = quantity._replace(qualifier="about")
            found.append(Amount(about.start(), end, f"{about[0]}{words_}", said))
        else:
            found.append(Amount(start, end, words_, quantity))
    return tuple(found)


@cache
def number_words() -> dict[str, Decimal]:
    """Return the value of each English number word that counts something."""
    named = (row for row in rows(TABLES / "numbers.tsv") if row[0] not in ("both", "second", "third", "decade", "may"))
    return {word: Decimal(value) for word, value in named}


@cache
def english() -> re.Pattern[str]:
    """The pattern of a quantity in English, in digits or words."""
    words = {
        "NUMBER": rf"[0-9][0-9,]*(?:\.[0-9]+)?|(?:{'|'.join(number_words())})\b",
        "RANK": "|".join(RANKS), "QUALIFIER": "|".join(QUALIFIERS),
        "SCALE": "|".join(filter(None, ENGLISH_SCALES)), "MEASURE": "|".join(map(re.escape, UNITS)),
    }  # fmt: skip
    return Grammar(WORDS / "amounts.tsv", **words)["quantity"].compiled


def in_english(match: re.Match[str]) -> Quantity:
    """Return the quantity of a match of `english`."""
    if match["rank"]:
        return Quantity(
            Decimal(RANKS.index(match["rank"].lower()) + 2), None, "大" * (match["most"] is not None), "ordinal"
        )
    part = {name: (text or "").lower() for name, text in match.groupdict().items()}
    low, high = (number_words().get(part[end]) or Decimal(part[end].replace(",", "") or 0) for end in ("low", "high"))
    low = -low if part["minus"] or part["sign"] else low
    if match["anniversary"] is not None:
        return Quantity(low, None, "周年", "exact")
    unit = ENGLISH_SCALES[part["scale"]] + ("美元" if part["dollars"] else UNITS.get(part["measure"], ""))
    ordinal = part["ordinal"] or part["low"].endswith("th")
    qualifier = "ordinal" if ordinal else "range" if part["high"] else QUALIFIERS.get(part["qualifier"], "exact")
    return Quantity(low, high if part["high"] else None, unit, qualifier)


def relation(said: Quantity, stated: Quantity) -> str:
    """Return same, differs, unit (percent for points), open, or other where the two measure different things."""
    (a, base), (b, other) = (units.in_si(each.value, each.unit) for each in (said, stated))
    base, other = ("个" if each in CLASSIFIERS else each for each in (base, other))
    elided = base != other and (leaves_out(said, stated) or leaves_out(stated, said))
    if (base != other and not elided) or (said.qualifier == "ordinal") != (stated.qualifier == "ordinal"):
        scales = [units.split_unit(each.unit)[0] for each in (said, stated)]
        alike = (scales[0] == scales[1] != "") or {base, other} <= TIMES
        large = scales[0] and scales[1] and "" not in (base, other)
        if (alike and (said.value, said.upper) == (stated.value, stated.upper)) or (large and a == b):
            return "unit"
        return "unit" if {base, other} in ({"%", "个百分点"}, {"元", "美元"}) else "other"
    if said.qualifier in EXACT and stated.qualifier in EXACT:
        same = a == b and (said.upper is None) == (stated.upper is None) and upper(said) == upper(stated)
        close = a == -b or 0 < abs(a - b) <= half_unit(said) < abs(b) / 20  # a growth of -5 may be a loss of 5
        return "same" if same else "open" if close else "differs"
    if a == b and (said.qualifier == stated.qualifier or {said.qualifier, stated.qualifier} == {"about", "nearly"}):
        return "same"
    if stated.qualifier in EXACT:
        return rounded(said, a, b)
    weaker = said.qualifier == stated.qualifier == "over" and b / 10 < a < b
    unlike = said.qualifier == stated.qualifier or apart(said, stated) or apart(stated, said)
    return "differs" if unlike and not weaker else "open"


def upper(quantity: Quantity) -> Decimal:
    """Return the upper end of a quantity in its base unit."""
    return units.in_si(quantity.value if quantity.upper is None else quantity.upper, quantity.unit)[0]


def apart(one: Quantity, other: Quantity) -> bool:
    """Return whether all that one quantity can be is below what the other can be."""
    high = quantities.interval(one.value, one.upper, one.qualifier).high
    low = quantities.interval(other.value, other.upper, other.qualifier).low
    return units.in_si(high, one.unit)[0] <= units.in_si(low, other.unit)[0]


def leaves_out(short: Quantity, whole: Quantity) -> bool:
    """Return whether a number leaves out the measure of another: 821万 for 821万人, four for 四份."""
    scale, measure = units.split_unit(short.unit)
    known = units.measures().get(units.split_unit(whole.unit)[1])
    return not measure and known is not None and (known.base in ("人", "元") if scale else known.counted)


def rounded(said: Quantity, a: Decimal, b: Decimal) -> str:
    """Return how a number that a claim gives with a qualifier is to an exact one: same, differs or open."""
    gap, about = abs(b - a), said.qualifier == "about"
    fits = {"about": gap <= half_unit(said), "nearly": b <= a, "over": b >= a, "under": b <= a}[said.qualifier]
    close = gap <= LOOSE * abs(b) or (said.qualifier == "over" and gap < 2 * half_unit(said))
    return "same" if fits and close else "open" if (fits and b / 10 < a < b * 10) or (about and close) else "differs"


def half_unit(said: Quantity) -> Decimal:
    """Return half of the last digit of a number, in its base unit."""
    exponent = said.value.normalize().as_tuple().exponent
    return units.in_si(Decimal(1).scaleb(int(exponent)) / 2, said.unit)[0]


def near(said: Quantity, value: Decimal, unit: str) -> bool:
    """Return whether a number is so near a total that the article itself leaves it open."""
    (a, _), (b, _) = units.in_si(said.value, said.unit), units.in_si(value, unit)
    return abs(a - b) <= NEAR * abs(b)


def is_count(quantity: Quantity) -> bool:
    """Return whether it only counts things or years, as 三省 and 十年."""
    scale, measure = units.split_unit(quantity.unit)
    known = units.measures().get(measure)
    if not quantity.unit:
        return quantity.value == int(quantity.value) and quantity.value <= MOST_COUNTED
    return not scale and known is not None and (known.counted or known.base == "年")


def is_article(quantity: Quantity) -> bool:
    """Return whether it may be no more than an article: 一份, 一场."""
    return is_count(quantity) and quantity == Quantity(Decimal(1), None, quantity.unit, "exact")
