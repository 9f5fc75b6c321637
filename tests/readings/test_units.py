"""Numerals, with cn2an as an oracle; units: exact arithmetic, conversion, and English glosses."""

from decimal import Decimal, Inexact

import cn2an  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli.readings.quantities import readings
from dongbei_cli.readings.units import converted, english, in_si, measures, number, span, split_unit

READ = """
0=0 ３２５５３=32553 1,234,567.80=1234567.80 -3.5=-3.5 −3.5=-3.5
零=0 〇=0 两=2 十=10 十五=15
二十=20 廿五=25 一百零五=105 三百五=350 两千零八=2008
二〇二三=2023 一万五=15000 三千万=30000000 一亿二千万=120000000 两万亿=2000000000000
十二万三千四百五十六=123456 零点五零=0.50 壹佰贰拾叁=123 伍仟萬=50000000
"""
REFUSED = "点五 三点 十百 百千 三一 一二三 一亿亿 二十十 1,23 abc 零十 负 --3"
PAIRS = "一两=1~2 三五=3~5 三四十=30~40 十七八=17~18 七八百=700~800 一百二三十=120~130 二十=20 二零二三=2023"


@pytest.mark.parametrize("cell", READ.split())
def test_a_numeral_is_read_with_its_decimals(cell: str) -> None:
    """Every way of writing a number gives the exact Decimal, written zeros kept."""
    text, value = cell.split("=")
    assert str(number(text)) == value


@pytest.mark.parametrize("text", ["", *REFUSED.split(), "百" * 5000])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    """A wrong run of numeral characters raises instead of giving some number."""
    with pytest.raises(ValueError, match="not a numeral"):
        number(text)


@pytest.mark.parametrize("cell", PAIRS.split())
def test_neighbouring_digits_are_two_ends(cell: str) -> None:
    """Two digits side by side are two ends, wherever in the numeral they are; others are no range (三一重工)."""
    text, ends = cell.split("=")
    low, _, high = ends.partition("~")
    assert span(text) == (Decimal(low), Decimal(high) if high else None)
    for other in ("三一", "一四", "三四五", "二八"):
        with pytest.raises(ValueError, match="numeral"):
            span(other)


@given(st.integers(min_value=0, max_value=10**16 - 1), st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_numerals_agree_with_cn2an(whole: int, value: Decimal) -> None:
    """What cn2an writes we read: whole numbers in plain and in formal characters, and decimals."""
    assert number(cn2an.an2cn(whole, "low")) == number(cn2an.an2cn(whole, "up")) == whole
    assert number(cn2an.an2cn(format(value, "f"), "low")) == value


# An amount, and what it is in its base measure.
IN_SI = """
32553 亿元 = 3255300000000 元 | 821 万 = 8210000 | 8.5 % = 8.5 % | 25 个基点 = 0.25 个百分点 | 3.5 成 = 35 %
300 万千瓦 = 3000000000 瓦 | 1.39 万亿斤 = 695000000000000 克 | 2 万元/人次 = 20000 元/人次
35 微克/立方米 = 0.000035 克/立方米 | 10 亿港币 = 1000000000 港元 | 12.5 亿亿 = 125000000000000000 | 20 周年 = 20 年
2 /3 = 2 /3 | 5 万斗 = 50000 斗
"""
# A quantity and its English.
GLOSSES = """
32553亿元=3.2553 trillion yuan | 近11万亿元=nearly 11 trillion yuan | 8.5%=8.5% | 1个百分点=1 percentage point
3~5年=3–5 years | 上百种=over 100 kinds | 第七次=7th | 第11届=11th | 第二十三批=23rd | 三成五以上=over 35%
8000万~1.2亿元=80–120 million yuan | 8亿~12亿元=800 million–1.2 billion yuan | 1万户=10,000 households | 一两个=1–2
约三分之一=about 1/3 | 1800元/月=1,800 yuan per month | 10亿港币=1 billion Hong Kong dollars | 零下20度=-20°C
-3~-1%=-3 to -1% | 不超过3万吨=under 30,000 tonnes
"""


def cells(table: str) -> list[list[str]]:
    """Return both sides of each equation of a table."""
    return [cell.strip().split("=") for cell in table.strip().replace("\n", "|").split("|")]


@pytest.mark.parametrize(("text", "expected"), cells(IN_SI))
def test_si_units(text: str, expected: str) -> None:
    """The scale is multiplied out and the base measure named, digit for digit."""
    value, unit = text.split()
    amount, base = in_si(Decimal(value), unit)
    assert f"{amount:f} {base}".strip() == expected.strip()


def test_conversion_is_exact() -> None:
    """亿元 to 万亿元 moves the point; what has no finite decimals or exceeds the digits is refused."""
    assert converted(Decimal(120028), "亿元", "万亿元") == Decimal("12.0028")
    assert converted(Decimal(2), "成", "%") == 20
    with pytest.raises(ValueError, match="no exact value"):
        converted(Decimal(1), "天", "周")
    with pytest.raises(Inexact):
        in_si(Decimal("1" * 401), "万元")


@pytest.mark.parametrize(
    ("unit", "to"), [("亿元", "万人"), ("%", "个百分点"), ("亿元", "亿美元"), ("万", "万人"), ("/3", "%")]
)
def test_other_measures_are_not_converted(unit: str, to: str) -> None:
    """Money is no people, percent no percentage points, and a bare number has no measure."""
    with pytest.raises(ValueError, match="cannot be turned"):
        converted(Decimal(1), unit, to)


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=4), st.sampled_from(["万元", "亿元", "万亿元", "千元"])
)
def test_conversion_there_and_back_is_the_identity(value: Decimal, unit: str) -> None:
    """No digit is lost through 元."""
    assert converted(converted(value, unit, "元"), "元", unit) == value


@pytest.mark.parametrize("unit", ["", "万亿", "斗", "万斗", *measures(), *(f"千亿{name}" for name in measures())])
def test_a_unit_is_its_scale_and_its_measure(unit: str) -> None:
    """Both parts together are the unit, and a known measure is never cut (千瓦)."""
    scale, measure = split_unit(unit)
    assert scale + measure == unit
    assert measure in measures() or measure in ("", "斗")


@pytest.mark.parametrize(("text", "expected"), cells(GLOSSES))
def test_the_english_gloss(text: str, expected: str) -> None:
    """Scales become thousand, million, billion and trillion, the qualifier a word; what has no English stays."""
    assert english(*readings(text)[0].quantity) == expected
    assert english(Decimal(5), None, "万斗", "exact") == "50,000 斗"
