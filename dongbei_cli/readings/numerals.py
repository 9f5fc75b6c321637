"""Read Chinese and Western numerals into exact decimals.

Numbers only: 3,255.3, 三百五十, 三点五, 壹佰, 廿, 三四十. `quantities` reads what they count.
"""

import re
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
_POWERS = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "十": 10}
_LONGEST = 64
_PLAIN = str.maketrans(
    {
        **{chr(ord("０") + n): str(n) for n in range(10)},
        **dict(zip("\u3007○两壹贰貳叁參肆伍陆陸柒捌玖", "零零二一二二三三四五六六七八九", strict=True)),
        **dict(zip("拾佰仟萬億，\uff0e", "十百千万亿,.", strict=True)),
        "廿": "二十",
        "卅": "三十",
        "負": "负",
        "點": "点",
    }
)
_NEIGHBOURS = re.compile(f"(?<![{DIGITS[1:]}])([{DIGITS[1:]}])([{DIGITS[1:]}])(?![{DIGITS[1:]}])")
_WESTERN = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


def number(text: str) -> Decimal:
    """Return the value of a numeral, with its decimals as written (4.90 keeps its zero).

    三百五 is 350; a string of digits is a number only with a zero in it (二〇二三). ValueError for anything else.
    """
    plain = text if text.isascii() else text.translate(_PLAIN)
    return -_unsigned(plain[1:]) if plain[:1] in ("-", "−", "负") else _unsigned(plain)


def span(text: str) -> tuple[Decimal, Decimal | None]:
    """Return the number, or both ends of two neighbouring digits: 一两 is 1 to 2, 三四十 is 30 to 40, 三五 is 3 to 5.

    ValueError for neither a numeral nor such a pair (一三, 一二三).
    """
    if text.isascii():
        return number(text), None
    plain = text.translate(_PLAIN)
    pairs = [match for match in _NEIGHBOURS.finditer(plain) if "零" not in plain and "点" not in plain]
    if len(pairs) != 1:
        return number(text), None
    low, high = DIGITS.index(pairs[0][1]), DIGITS.index(pairs[0][2])
    if high != low + 1 and (low, high) != (3, 5):
        raise ValueError(f"{text!r} is neither one numeral nor two neighbours")
    middle = pairs[0].start() + 1
    return number(plain[:middle] + plain[middle + 1 :]), number(plain[: middle - 1] + plain[middle:])


def _unsigned(plain: str) -> Decimal:
    if _WESTERN.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    if len(plain) > _LONGEST:
        raise ValueError(f"{plain!r} is not a numeral: too long")
    whole, point, decimals = plain.partition("点")
    if point and decimals and all(c in DIGITS for c in decimals):
        return Decimal(f"{_integer(whole)}.{_positional(decimals)}")
    return Decimal(_integer(plain))


def _positional(digits: str) -> str:
    return "".join(str(DIGITS.index(digit)) for digit in digits)


def _integer(text: str) -> int:
    for unit, power in _POWERS.items():
        if unit in text:
            return _split(text, unit, power)
    if text and all(c in DIGITS for c in text) and (len(text) == 1 or "零" in text):
        return int(_positional(text))
    raise ValueError(f"{text!r} is not a numeral")


def _split(text: str, unit: str, power: int) -> int:
    head, _, tail = text.rpartition(unit)
    times = _integer(head.lstrip("零") or "零") if head else 1
    rest = _tail(tail, power)
    if (head and (times == 0 or times >= (10 if power < 10**4 else power))) or rest >= power:
        raise ValueError(f"{text!r} is not a numeral: {unit} does not fit there")
    return times * power + rest


def _tail(text: str, power: int) -> int:
    if not text:
        return 0
    rest = _integer(text.lstrip("零"))
    colloquial = len(text) == 1 and power > 10
    return rest * power // 10 if colloquial else rest
