"""Chinese quantities in running text: read with unit and qualifier, written back, and what each of them allows.

Dates, clock times and fixed words are left out (`lookalikes`), one amount is found in `amounts` and neighbours are
joined here; numerals and unit arithmetic are in `numerals` and `units`. A measure that the text does not give stays
away, and a reading says whether it is `certain`.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, cast

from dongbei_cli.readings.amounts import Amount, amounts
from dongbei_cli.readings.lookalikes import folded
from dongbei_cli.readings.numerals import number
from dongbei_cli.readings.units import SCALES, converted, english, in_si, measures, parted

__all__ = [
    "Interval",
    "Quantity",
    "Reading",
    "agrees",
    "converted",
    "english",
    "in_si",
    "interval",
    "quantity",
    "readings",
    "written",
]


class Quantity(NamedTuple):
    """A number in its unit as written: 近11万亿元 is 11, 万亿元, nearly; 3~5年 is 3, upper 5, 年, range.

    qualifier: exact; nearly (近, 不到); over (超, 多, 余, 以上, and 上百, 数千亿); under (以下, 不超过); about (约,
    左右); range (upper is set); ordinal (第七次). The unit is "" if there is none, and "/3" of 三分之一.
    """

    value: Decimal
    upper: Decimal | None
    unit: str
    qualifier: str


class Reading(NamedTuple):
    """A quantity and its place: code points, end exclusive, from the qualifier to the unit.

    certain: False where the words leave open whether it counts, or how many (一轮, 数千亿, 近三年, 二级).
    """

    start: int
    end: int
    text: str
    quantity: Quantity
    certain: bool


class Interval(NamedTuple):
    """Between two ends; None is no end, and an open end is not itself a member."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False


_THROUGH = {"~", "—", "-", "至", "到", ""}
_CHANGES = ("增", "长", "加", "涨", "升", "降", "减", "少", "跌", "高", "低", "缩", "扩大")
_LISTED = {"、", "和", "与", "及", "以及", "或"}


def readings(text: str) -> list[Reading]:
    """Every quantity of the text, from left to right, none overlapping.

    In a list the elided unit is taken from the last member (32553亿、28628亿、58847亿元: all 亿元) while `text` keeps
    to the characters written. Dates (2003年10月, 9月份, “十四五”) and fixed words (第一财经, 一带一路) are left out.
    """
    found = _listed(_ranged(_composed(amounts(text)), text), text)
    starts, ends = {amount.start for amount in found}, {amount.end for amount in found}
    return [
        _reading(amount, text, alone=amount.start not in ends and amount.end not in starts)
        for amount in found
        if not amount.weak
    ]


def _reading(amount: Amount, text: str, *, alone: bool) -> Reading:
    """A lone 一 with a classifier is uncertain (一轮), unless it is one of several side by side (三省一区)."""
    measure = measures().get(amount.measure)
    article = amount.numeral == "一" and not amount.scale and amount.qualifier == "exact"
    certain = amount.certain and not (article and alone and measure is not None and measure.counted)
    found = Quantity(amount.low, amount.high, amount.unit, amount.qualifier)
    return Reading(amount.start, amount.end, text[amount.start : amount.end], found, certain)


def _composed(found: Iterable[Amount]) -> list[Amount]:
    """Join the parts of 1亿2000万元 into one amount without a scale."""
    joined: list[Amount] = []
    for amount in found:
        head = joined[-1] if joined else None
        if head and head.end == amount.start and not head.measure and head.scale and _continues(head, amount):
            low = head.low * SCALES[head.scale] + amount.low * SCALES.get(amount.scale, 1)
            whole = amount._replace(start=head.start, low=low, scale="", opened=head.opened)
            joined[-1] = whole if amount.qualifier != "exact" else whole._replace(qualifier=head.qualifier)
        else:
            joined.append(amount)
    return joined


def _continues(head: Amount, amount: Amount) -> bool:
    fits = 0 < amount.low * SCALES.get(amount.scale, 1) < SCALES[head.scale]
    return fits and not amount.opened and head.high is None is amount.high and head.numeral[:1].isdigit()


def _ranged(found: list[Amount], text: str) -> list[Amount]:
    """Join 3~5年, 三到五年, 3亿元至5亿元, 五、六个; 从3%到5% is a change and stays two amounts."""
    joined: list[Amount] = []
    for amount in found:
        both = _range(joined[-1], amount, text) if joined else None
        joined[-1:] = [both] if both else [*joined[-1:], amount]
    return joined


def _range(low: Amount, high: Amount, text: str) -> Amount | None:
    link = folded(text[low.end : high.start]).strip()
    if link == "" and folded(text)[high.start : high.start + 1] == "-" and low.end == high.start:
        high = high._replace(low=-high.low)
    elif not link or link not in _THROUGH or (link in "至到" and text[: low.start].endswith(("从", "由", "自"))):
        spoken = link == "、" and low.weak and not high.numeral.isascii() and high.low == low.low + 1
        if not spoken:
            return None
    ends = _common(low, high)
    if high.opened or low.high is not None or high.high is not None or ends is None:
        return None
    qualifier = low.qualifier if low.qualifier == "ordinal" else "range"
    certain = (
        (low.certain or not low.unit)
        and high.certain
        and bool(ends[2] + ends[3])
        and not _may_be_change(low, link, text)
    )
    return Amount(low.start, high.end, *ends, qualifier, certain, low.opened, low.weak and high.weak, low.numeral)


def _may_be_change(low: Amount, link: str, text: str) -> bool:
    """增加3亿元至5亿元 may also tell by how much and up to what."""
    return link in ("至", "到") and bool(low.unit) and text[: low.start].rstrip("了").endswith(_CHANGES)


def _common(low: Amount, high: Amount) -> tuple[Decimal, Decimal, str, str] | None:
    """Both ends in one unit, the second's where it has one: 8000万~1.2亿元 is 0.8 to 1.2 亿元."""
    if low.measure and high.measure and low.measure != high.measure:
        return None
    scale = high.scale or ("" if high.measure else low.scale)
    shared = scale if not low.unit and low.low < high.low else low.scale
    first = low.low * SCALES.get(shared, 1) / SCALES.get(scale, 1)
    return (first, high.low, scale, high.measure or low.measure) if first < high.low else None


def _listed(found: list[Amount], text: str) -> list[Amount]:
    """Give the members of a list the unit that its last member alone writes."""
    whole = found[-1:]
    for amount, after in reversed(list(pairwise(found))):
        joined = text[amount.end : after.start].strip() in _LISTED
        whole.append(_elided(amount, whole[-1]) if joined else amount)
    return whole[::-1]


def _elided(amount: Amount, after: Amount) -> Amount:
    if amount.weak or not amount.certain or "ordinal" in (amount.qualifier, after.qualifier):
        return amount
    if not amount.unit and amount.numeral[:1].isdigit():
        return amount._replace(scale=after.scale, measure=after.measure)
    if amount.scale and not amount.measure and amount.scale == after.scale:
        return amount._replace(measure=after.measure)
    return amount


def quantity(text: str) -> Quantity:
    """The quantity that the whole text is; a bare numeral counts (三). ValueError: it is not exactly one."""
    found = readings(text)
    if len(found) == 1 and found[0].text == text:
        return found[0].quantity
    if found:
        raise ValueError(f"{text!r} is not one quantity: it holds {'; '.join(reading.text for reading in found)}")
    try:
        return Quantity(number(text), None, "", "exact")
    except ValueError:
        raise ValueError(f"{text!r} holds no quantity (dates and fixed words are none)") from None


_OPENING = {"exact": "", "range": "", "nearly": "近", "over": "超", "under": "不超过", "about": "约", "ordinal": "第"}


def written(found: Quantity) -> str:
    """The quantity in characters: 近11万亿元, 3~5年, 3分之1, 第7次; any unit is written, and nothing compiled to do so.

    `quantity` reads it back as the same where the unit is known and upper goes with a range or an ordinal, below it.
    ValueError: the qualifier is not known.
    """
    if found.qualifier not in _OPENING:
        raise ValueError(f"{found.qualifier!r} is no qualifier")
    ends = [found.value] if found.upper is None else [found.value, found.upper]
    opening, unit = _OPENING[found.qualifier], found.unit
    if unit.startswith("/"):
        opening, unit = f"{opening}{unit[1:]}分之", ""
    if unit == "番":
        opening += "翻"
    return opening + "~".join(_figure(end, unit) for end in ends) + unit


def _figure(value: Decimal, unit: str) -> str:
    """The digits; with commas where 2003 or 2003年 would be a date."""
    return f"{value:,f}" if unit in ("", "年", "周年") else f"{value:f}"


def agrees(reading: Reading, value: Decimal, upper: Decimal | None, unit: str, qualifier: str) -> bool:
    """Whether the reading says just this, where the text may elide the measure after a scale (821万 for 821 万人).

    Never another number, scale, measure or qualifier, nor a ratio (%, 成, 倍) elided; `certain` is not asked.
    """
    read = reading.quantity
    if (read.value, read.upper, read.qualifier) != (value, upper, qualifier):
        return False
    if read.unit == unit:
        return True
    scale, measure = parted(unit)
    known = measures().get(measure)
    return read.unit == scale != "" and known is not None and known.base not in ("%", "个百分点", "倍", "番")


def interval(value: Decimal, upper: Decimal | None = None, qualifier: str = "exact") -> Interval:
    """What the words allow, in the unit of `value`; wide on purpose, so that a contradiction found is one.

    nearly: less than one unit of the last significant digit below, itself included (近11: (10, 11], 近300: (200, 300]).
    over: from it on, itself included. under: up to it. about: a tenth to both sides, at least half a unit of the last
    digit written. range, exact, ordinal: closed. ValueError: another qualifier.
    """
    if qualifier in ("exact", "range", "ordinal"):
        return Interval(value, value if upper is None else upper)
    if qualifier == "about":
        slack = max(abs(value) / 10, _unit_of(value) / 2)
        return Interval(value - slack, value + slack)
    if qualifier == "nearly":
        step = _unit_of(value.normalize()) if value else Decimal(1)
        return (
            Interval(value, value + step, high_open=True) if value < 0 else Interval(value - step, value, low_open=True)
        )
    if qualifier in ("over", "under"):
        return Interval(value, None) if (qualifier == "over") == (value >= 0) else Interval(None, value)
    raise ValueError(f"{qualifier!r} is no qualifier")


def _unit_of(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(cast(int, value.as_tuple().exponent))
