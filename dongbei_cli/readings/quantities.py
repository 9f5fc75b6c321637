"""Chinese quantities in running text: read with unit and qualifier, written back, and the values each allows.

Neighbouring amounts are joined here into ranges, lists and compounds (1亿2000万, 3元5角). Dates, clock times and fixed
words are left out. Where the words leave room, or only part of a number was read, a reading is not `certain`.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, cast

from dongbei_cli.readings.amounts import Amount, amounts, folded
from dongbei_cli.readings.units import SCALES, converted, english, in_si, measures

__all__ = ["Interval", "Quantity", "Reading", "converted", "english", "in_si", "interval", "readings", "written"]


class Quantity(NamedTuple):
    """A number in its unit as written: 近11万亿元 is 11, 万亿元, nearly; 3~5年 is 3, upper 5, 年, range.

    qualifier: exact; nearly (近, 不到); over (超, 多, 余, 以上, and 上百, 数千亿); under (以下, 不超过); about (约,
    左右); range (upper is set); ordinal (第七次). The unit is "" if there is none, "/3" of 三分之一, ":5:2" of 3:5:2.
    """

    value: Decimal
    upper: Decimal | None
    unit: str
    qualifier: str


class Reading(NamedTuple):
    """A quantity and its place in code points. certain: not left open by the words, as by 一轮, 数千亿, 近三年, 35."""

    start: int
    end: int
    text: str
    quantity: Quantity
    certain: bool


class Interval(NamedTuple):
    """Between two ends, which may be endless; an open end is not itself a member."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False


ENDLESS = Decimal("Infinity")
_THROUGH = {"~", "—", "——", "-", "--", "至", "到"}
_CHANGES = ("增", "长", "加", "涨", "升", "降", "减", "少", "跌", "高", "低", "缩", "扩大")
_LISTED = {"、", "和", "与", "及", "以及", "或"}
_DIGIT = "[0-9零〇一二三四五六七八九两十百千万亿]"
_NUMERAL = f"{_DIGIT}|[.,，](?=[0-9])"
_OPENING = {"exact": "", "range": "", "nearly": "近", "over": "超", "under": "不超过", "about": "约", "ordinal": "第"}
_SMALL, _DOUBTFUL = "二两三四五六七八九十", "角毛伏字道起国州城院校所园极本章区旗门方间头"
# What one of the second is in the first; a number above 1 says how many of the second make one of the first.
_PARTS = {(whole, part): Decimal("0.1") for whole in ("元", "块", "块钱") for part in ("角", "毛", "毛钱")}
_PARTS |= {("角", "分"): Decimal("0.1"), ("元", "分"): Decimal("0.01")}
_PARTS |= {("小时", part): Decimal(60) for part in ("分", "分钟")}


def readings(text: str) -> list[Reading]:
    """Return every quantity from left to right, none overlapping; in a list the last member's unit is that of all."""
    plain = folded(text)
    found = _listed(_ranged(_composed(amounts(text), plain), plain), plain)
    neighbours = zip([None, *found], found, [*found[1:], None], strict=False)
    return [_reading(text, plain, *each) for each in neighbours if not each[1].weak]


def _reading(text: str, plain: str, before: Amount | None, amount: Amount, after: Amount | None) -> Reading:
    """Turn an amount into a reading; uncertain are part of a number (1.2万3) and what may be a word (一轮, 四家子)."""
    left = before if before and before.end == amount.start else None
    right = after if after and after.start == amount.end else None
    led = re.search(f"(?:{_DIGIT}[., ]?|[±^√])$", plain[max(0, amount.start - 2) : amount.start])
    goes_on = not amount.measure and re.match(_NUMERAL, plain[amount.end :])
    torn = _may_be_one(left, amount) if left else led
    torn = torn or goes_on or (right and _may_be_one(amount, right))
    doubtful = amount.measure in [*_DOUBTFUL] or plain[amount.end : amount.end + 1] in [*"子村镇乡屯沟堡县"]
    small = (amount.numeral == "一" and _counts(amount)) or (amount.numeral in [*_SMALL] and doubtful)
    word = small and amount.qualifier == "exact" and not (amount.scale or left or right)
    value = Quantity(amount.low, amount.high, amount.unit, amount.qualifier)
    certain = amount.certain and not torn and not word
    return Reading(amount.start, amount.end, text[amount.start : amount.end], value, certain)


def _counts(amount: Amount) -> bool:
    """Whether its measure is a classifier (三省)."""
    measure = measures().get(amount.measure)
    return measure is not None and measure.counted


def _may_be_one(amount: Amount, after: Amount) -> bool:
    """Whether two adjacent amounts may be one that was not joined: 1年3个月, 1小时20, but not 三省一区."""
    return not (_counts(amount) and _counts(after)) and not (after.opened or after.qualifier == "ordinal")


def _composed(found: Iterable[Amount], plain: str) -> list[Amount]:
    """Join the parts of 1亿2000万元, 1万2, 3元5角 and 3块5 into one amount."""
    joined: list[Amount] = []
    for head in reversed(list(found)):
        amount = joined[-1] if joined else None
        whole = _joined(head, amount, plain) if amount and head.end == amount.start else None
        joined[-1:] = [whole] if whole else [*joined[-1:], head]
    return joined[::-1]


def _joined(head: Amount, amount: Amount, plain: str) -> Amount | None:
    """Return the sum of two adjacent amounts; None when they are not parts of one."""
    if amount.opened or amount.dashed or head.qualifier == "ordinal" or (head.high, amount.high) != (None, None):
        return None
    qualifier = head.qualifier if amount.qualifier == "exact" else amount.qualifier
    whole = head._replace(end=amount.end, measure=amount.measure, qualifier=qualifier, weak=False)
    whole = whole._replace(numeral=plain[head.start : amount.end])
    if not head.measure:
        return _with_digits(head, amount, whole, plain)
    if head.scale + amount.scale or "." in head.numeral:
        return None
    size = _PARTS.get((head.measure, amount.measure))
    if head.measure in ("元", "块", "米") and not amount.unit and amount.numeral.isdigit() and len(amount.numeral) < 3:
        size = Decimal(1).scaleb(-len(amount.numeral))
    if size is None:
        return None
    measure = {"块": "元", "块钱": "元"}.get(head.measure, head.measure) if size < 1 else "分钟"
    low = head.low + amount.low * size if size < 1 else head.low * size + amount.low
    return whole._replace(low=low, measure=measure, certain=True)


def _with_digits(head: Amount, amount: Amount, whole: Amount, plain: str) -> Amount | None:
    """Join 1亿2000万; 3万2553亿 and 3千5百万, both of one scale; and 1万2, whose 2 is of the next scale down."""
    if (head.scale, amount.scale) == ("万", "亿") and not {".", ","} & set(head.numeral + amount.numeral):
        sure = head.numeral[:1].isdigit() and 1000 <= amount.low < 10**4
        return whole._replace(low=head.low * 10**4 + amount.low, scale="亿", certain=sure and amount.certain)
    shared = amount.scale[1:] if SCALES.get(amount.scale[1:], 0) >= SCALES.get(head.scale, 0) > 1 else ""
    size, part = SCALES.get(head.scale, 1), amount.low * SCALES.get(amount.scale, 1) / SCALES.get(shared, 1)
    if not head.scale or not head.numeral[:1].isdigit() or not 0 < part < size or "." in head.numeral:
        return None
    colloquial = not amount.scale and part in range(1, 10)
    skips = head.scale == "亿" and amount.scale in ("千", "百")
    if colloquial or skips:
        part *= size // 10 if colloquial else 10**4
    certain = amount.certain and not colloquial if amount.measure else not re.match(_NUMERAL, plain[amount.end :])
    return whole._replace(low=head.low * size + part, scale=shared, certain=certain and not skips)


def _ranged(found: list[Amount], plain: str) -> list[Amount]:
    """Join 3~5年, 三到五年, 3亿元至5亿元, 五、六个; 从3%到5% is a change and stays two amounts."""
    joined: list[Amount] = []
    for amount in found:
        both = _range(joined[-1], amount, plain) if joined else None
        if both:
            joined[-1] = both
        elif joined and amount.dashed and re.fullmatch(r"(?:\(不?含\))?-?", plain[joined[-1].end : amount.start]):
            joined[-1] = joined[-1]._replace(certain=False)
            joined.append(amount._replace(low=-amount.low, start=amount.start + 1, certain=False, dashed=False))
        else:
            joined.append(amount)
    return joined


def _range(low: Amount, high: Amount, plain: str) -> Amount | None:
    link = re.sub(r"\(不?含\)", "", plain[low.end : high.start]).strip()
    lead, power, sure = high.low.as_tuple().digits[0], high.low.adjusted(), True
    single = re.fullmatch("[一二两三四五六七八九][十百千拾佰仟]", high.numeral.removesuffix(high.scale))
    if single and low.weak and not low.unit and low.low < lead:  # 两到三千 is 2000 to 3000
        low, sure = low._replace(low=low.low * 10**power), low.low + 1 == lead
    if high.dashed and link in ("", "-"):
        high = high._replace(low=-high.low, opened=False)
        link = "-"
    elif link not in _THROUGH or (link in "至到" and plain[: low.start].endswith(("从", "由", "自"))):
        next_to_it = high.low - low.low == 10 ** high.low.adjusted()
        if not (link == "、" and low.weak and not high.numeral.isascii() and next_to_it):  # 五、六个
            return None
    ends = _common(low, high)
    if high.opened or low.high is not None or high.high is not None or ends is None:
        return None
    qualifier = low.qualifier if low.qualifier == "ordinal" else "range"
    certain = all(end.certain or not end.unit for end in (low, high)) and bool(ends[2] + ends[3])
    change = link in ("至", "到") and low.unit and plain[: low.start].rstrip("了").endswith(_CHANGES)
    certain = certain and sure and not change and not (high.low > 0 and plain.startswith("零下", low.start))
    weak = low.weak and high.weak
    return Amount(low.start, high.end, *ends, qualifier, certain, low.opened, low.dashed, weak, low.numeral)


def _common(low: Amount, high: Amount) -> tuple[Decimal, Decimal, str, str] | None:
    """Return both ends in one unit, the second's where it has one: 8000万~1.2亿元 is 0.8 to 1.2 亿元."""
    if low.measure and high.measure and low.measure != high.measure:
        return None
    scale = high.scale or ("" if high.measure else low.scale)
    shared = scale if not low.unit and low.low < high.low else low.scale
    first, last = low.low * SCALES.get(shared, 1) / SCALES.get(scale, 1), high.low
    if last < first <= 0:
        first, last = last, first
    return (first, last, scale, high.measure or low.measure) if first < last else None


def _listed(found: list[Amount], plain: str) -> list[Amount]:
    """Give the members of a list the unit that its last member alone writes."""
    whole = found[-1:]
    for amount, after in reversed(list(pairwise(found))):
        own, last, joined = amount, whole[-1], plain[amount.end : after.start].strip() in _LISTED
        if joined and not amount.weak and "ordinal" not in (amount.qualifier, last.qualifier):
            scaled = amount.scale and not amount.measure and amount.scale == last.scale
            points = amount.measure == "个" and last.measure.startswith("个") and "." in amount.numeral
            year = re.fullmatch("(?:19|20)[0-9]{2}", amount.numeral)
            if not amount.unit and amount.numeral[:1].isdigit() and last.unit and not year:
                own = amount._replace(scale=last.scale, measure=last.measure, certain=last.certain)
            elif scaled or points:
                own = amount._replace(measure=last.measure)
        whole.append(own)
    return whole[::-1]


def written(found: Quantity) -> str:
    """Write a quantity as `readings` reads it: 近11万亿元, 3~5年, 3分之1, 第7次; ValueError for no qualifier."""
    if found.qualifier not in _OPENING:
        raise ValueError(f"{found.qualifier!r} is no qualifier")
    ends = [found.value] if found.upper is None else [found.value, found.upper]
    opening, unit = _OPENING[found.qualifier], found.unit
    if unit.startswith("/"):
        opening, unit = f"{opening}{unit[1:]}分之", ""
    digits = "~".join(f"{end:,f}" if unit in ("", "年", "周年") else f"{end:f}" for end in ends)  # 2003年 is a date
    return opening + ("翻" if unit == "番" else "") + digits + unit


def interval(value: Decimal, upper: Decimal | None = None, qualifier: str = "exact") -> Interval:
    """Return the values that the words allow, in the unit of `value`, wide enough that what is outside contradicts.

    nearly: less than one unit of the last significant digit below (近11: (10, 11], 近300: (200, 300]). over and under:
    from it on, and up to it. about: a tenth to both sides, at least half a unit of the last digit written.
    """
    if qualifier in ("exact", "range", "ordinal"):
        return Interval(value, value if upper is None else upper)
    if qualifier == "about":
        slack = max(abs(value) / 10, _unit_of(value) / 2)
        return Interval(value - slack, value + slack)
    if qualifier == "nearly":
        step = _unit_of(value.normalize()) if value else Decimal(1)
        low, high = (value, value + step) if value < 0 else (value - step, value)
        return Interval(low, high, low_open=value >= 0, high_open=value < 0)
    if qualifier in ("over", "under"):
        return Interval(value, ENDLESS) if (qualifier == "over") == (value >= 0) else Interval(-ENDLESS, value)
    raise ValueError(f"{qualifier!r} is no qualifier")


def _unit_of(value: Decimal) -> Decimal:
    """Return one unit of the last digit."""
    return Decimal(1).scaleb(cast(int, value.as_tuple().exponent))
