"""Numerals, and units: a scale (万, 亿) before a measure (元, 人), their exact arithmetic, and their English.

Numerals are 3,255.3, 三百五十, 三点五, 壹佰, 廿 and the pair 三四十. A unit is written as in the text: 亿元, 万人, %,
个百分点, 万亿, 元/吨, "" for none; a fraction of three is "/3".
"""

import re
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dongbei_cli.readings import rows
from dongbei_cli.readings.edtf import ordinal

ENGLISH_SCALES = {
    "hundred million": "亿", "ten thousand": "万", "hundred": "百", "thousand": "千",
    "million": "百万", "billion": "十亿", "trillion": "万亿", "": "",
}  # fmt: skip
"""What English calls a scale."""
_DIGITS = "零一二三四五六七八九"
VALUES = str.maketrans(_DIGITS, "0123456789")
_POWERS = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "十": 10}
_PLAIN = str.maketrans(
    "０１２３４５６７８９\u3007○两壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億，．負點",
    "0123456789零零二一二二三三四五六六七八九十百千万亿,.负点",
) | str.maketrans({"廿": "二十", "卅": "三十"})
_NEIGHBOURS = re.compile(f"(?<![{_DIGITS[1:]}])([{_DIGITS[1:]}])([{_DIGITS[1:]}])(?![{_DIGITS[1:]}])")
_LONGEST_NUMERAL = 64
SCALES = {"百": 100, "千": 1000, "万万": 10**8} | {
    tens + name: size * power
    for name, power in {"万": 10**4, "亿": 10**8, "万亿": 10**12, "亿亿": 10**16}.items()
    for tens, size in {"": 1, "十": 10, "百": 100, "千": 1000}.items()
}
_SIZES = {10**12: " trillion", 10**9: " billion", 10**6: " million"}
_PERIODS = {"月": "month", "日": "day", "时": "hour", "季": "quarter"}
_EXACT = Context(prec=400, Emax=999999, Emin=-999999, traps=[Inexact, InvalidOperation])


class Measure(NamedTuple):
    """A measure in its base: `factor` of `base` make one; its `sort` is measure, currency or, of a classifier, counted.

    The name is the beginning of another word before the characters `not_before`.
    """

    sort: str
    base: str
    factor: Decimal
    one: str
    many: str
    not_before: str

    @property
    def counted(self) -> bool:
        """Whether it is a classifier (个) as against a unit."""
        return self.sort == "counted"


def number(text: str) -> Decimal:
    """Return the value of a numeral, decimals as written: 三百五, 二〇二三, 4.90. ValueError for none (一二三)."""
    plain = text.translate(_PLAIN)
    unsigned = plain[1:] if plain[:1] in ("-", "−", "负") else plain
    if re.fullmatch(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?", unsigned):
        value = Decimal(unsigned.replace(",", ""))
    elif len(unsigned) > _LONGEST_NUMERAL:
        raise ValueError(f"{unsigned!r} is not a numeral: too long")
    else:
        whole, _, decimals = unsigned.partition("点")
        spelled = decimals and set(decimals) <= set(_DIGITS)
        value = Decimal(f"{_integer(whole)}.{decimals.translate(VALUES)}" if spelled else _integer(unsigned))
    return value if unsigned == plain else -value


def span(text: str) -> tuple[Decimal, Decimal | None]:
    """Return the number, or both ends of two neighbours: 三四十 is 30 to 40, 三五 3 to 5. ValueError for 一三."""
    plain = text.translate(_PLAIN)
    pairs = [] if {"零", "点"} & set(plain) else list(_NEIGHBOURS.finditer(plain))
    if len(pairs) != 1:
        return number(text), None
    low, high = map(_DIGITS.index, pairs[0].groups())
    if high != low + 1 and (low, high) != (3, 5):
        raise ValueError(f"{text!r} is neither one numeral nor two neighbours")
    middle = pairs[0].start() + 1
    return number(plain[:middle] + plain[middle + 1 :]), number(plain[: middle - 1] + plain[middle:])


def _integer(text: str) -> int:
    """Return a whole number in plain Chinese digits."""
    unit = next((unit for unit in _POWERS if unit in text), "")
    if not unit:
        if not text or set(text) - set(_DIGITS) or (len(text) > 1 and "零" not in text):
            raise ValueError(f"{text!r} is not a numeral")
        return int(text.translate(VALUES))
    power, (head, _, tail) = _POWERS[unit], text.rpartition(unit)
    times = _integer(head.lstrip("零") or "零") if head else 1
    rest = _integer(tail.lstrip("零")) if tail else 0
    if len(tail) == 1 and power > 10:
        rest = rest * power // 10  # 三百五
    if (head and not 0 < times < (10 if power < 10**4 else power)) or rest >= power:
        raise ValueError(f"{text!r} is not a numeral: {unit} does not fit there")
    return times * power + rest


@cache
def measures() -> dict[str, Measure]:
    """Return every known measure by its Chinese name; a classifier is its own base."""
    lines = ((*row, *[""] * 5)[:7] for row in rows(Path(__file__).with_name("measures.txt")))
    return {
        name: Measure(sort, base or name, Decimal(factor or 1), one, many or one, not_before)
        for sort, name, base, factor, one, many, not_before in lines
    }


def currencies() -> list[str]:
    """Return the names of the foreign currencies."""
    return [name for name, measure in measures().items() if measure.sort == "currency"]


def split_unit(unit: str) -> tuple[str, str]:
    """Return the scale, if any, and the measure, known or not: 万亿元 is 万亿 and 元, 千瓦 is only a measure."""
    if unit in measures():
        return "", unit
    return next(((unit[:cut], unit[cut:]) for cut in (3, 2, 1) if unit[:cut] in SCALES), ("", unit))


def in_si(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Convert to the base measure, without scale: 32553 亿元 is 3255300000000 元, two 成 are 20 %, 2 元/吨 stay so.

    Percent and percentage points stay apart, and years and months; decimal.Inexact for too many digits.
    """
    scale, written = split_unit(unit)
    head, slash, rest = written.partition("/")
    measure = measures().get(head)
    factor = SCALES.get(scale, 1) * (measure.factor if measure else 1)
    with localcontext(_EXACT):
        return _plain(value * factor), (measure.base if measure else head) + slash + rest


def converted(value: Decimal, unit: str, to: str) -> Decimal:
    """Convert an amount to the unit `to`, exactly: 32553 亿元 is 3.2553 万亿元. ValueError where that is impossible."""
    amount, base = in_si(value, unit)
    one, other = in_si(Decimal(1), to)
    if base != other:
        raise ValueError(f"{unit or 'a bare number'} cannot be turned into {to or 'a bare number'}")
    try:
        with localcontext(_EXACT):
            return _plain(amount / one)
    except Inexact:
        raise ValueError(f"{value}{unit} has no exact value in {to}") from None


def _plain(value: Decimal) -> Decimal:
    """Return the value without zeros at its end and without an exponent."""
    return Decimal(f"{value.normalize():f}")


def english(value: Decimal, upper: Decimal | None, unit: str, qualifier: str) -> str:
    """Return an exact English gloss: nearly 11 trillion yuan, 3–5 years, 7th. An unknown measure stays (5 斗)."""
    ends = [value] if upper is None else [value, upper]
    dash = " to " if value < 0 else "–"
    if qualifier == "ordinal":
        return dash.join(ordinal(f"{end:f}") for end in ends)
    scale, measure = split_unit(unit)
    with localcontext(_EXACT):
        amounts = [_plain(end * 10) if measure == "成" else end * SCALES.get(scale, 1) for end in ends]
        parts, own = [], _SIZES.get(SCALES.get(scale, 1), "")
        for end, amount in zip(ends, amounts, strict=True):
            size = next((size for size in _SIZES if abs(amount) >= size), 1)
            short = _plain(amount / size), _SIZES.get(size, "")
            parts.append((end, own) if own else short if scale else (amount, ""))
    if len({word for _, word in parts}) == 1:
        parts = [*((number, "") for number, _ in parts[:-1]), parts[-1]]
    digits = dash.join(f"{number:,f}{word}" for number, word in parts)
    head, slash, rest = measure.partition("/")
    known, per = measures().get(head), measures().get(rest)
    name = head if known is None else known.one if amounts in ([1], [-1]) else known.many
    if slash:
        name = f"{name} per {per.one if per else _PERIODS.get(rest, rest)}" if head else measure
    name = "%" if measure == "成" else name
    lead = f"{qualifier} " if qualifier in ("nearly", "over", "about", "under") else ""
    return lead + digits + (name if name[:1] in ("", "%", "‰", "‱", "/", ":", "°") else f" {name}")
