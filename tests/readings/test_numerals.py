"""Numerals: a table of readings, what is refused, and cn2an as an oracle in both directions."""

from decimal import Decimal

import cn2an  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli.readings.numerals import chinese, number, span

READ = {
    "0": "0",
    "32553": "32553",
    "\uff13\uff12\uff15\uff15\uff13": "32553",
    "1,234,567.80": "1234567.80",
    "-3.5": "-3.5",
    "−3.5": "-3.5",
    "负三点五": "-3.5",
    "零": "0",
    "\u3007": "0",
    "两": "2",
    "十": "10",
    "十五": "15",
    "二十": "20",
    "廿五": "25",
    "卅": "30",
    "百": "100",
    "一百零五": "105",
    "一百一十": "110",
    "三百五": "350",
    "三百五十": "350",
    "两千零八": "2008",
    "二〇二三": "2023",
    "二零二三": "2023",
    "一万五": "15000",
    "一万零五": "10005",
    "三千万": "30000000",
    "一亿二千万": "120000000",
    "两万亿": "2000000000000",
    "十二万三千四百五十六": "123456",
    "三点一四": "3.14",
    "零点五零": "0.50",
    "壹佰贰拾叁": "123",
    "伍仟萬": "50000000",
}


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_a_numeral_is_read_with_its_decimals(text: str, value: str) -> None:
    """Every way of writing a number gives the exact Decimal, written zeros kept."""
    assert str(number(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "点五",
        "三点",
        "十百",
        "百千",
        "三一",
        "一二三",
        "一亿亿",
        "二十十",
        "1,23",
        "abc",
        "零十",
        "负",
        "--3",
        "百" * 5000,
    ],
)
def test_what_is_no_numeral_is_refused(text: str) -> None:
    """A wrong run of numeral characters raises instead of giving some number."""
    with pytest.raises(ValueError, match="not a numeral"):
        number(text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("一两", 1, 2),
        ("两三", 2, 3),
        ("三五", 3, 5),
        ("三四十", 30, 40),
        ("十七八", 17, 18),
        ("七八百", 700, 800),
        ("一百二三十", 120, 130),
        ("五六万", 50000, 60000),
        ("二十", 20, None),
        ("\u3007", 0, None),
        ("二零二三", 2023, None),
    ],
)
def test_neighbouring_digits_are_two_ends(text: str, low: int, high: int | None) -> None:
    """Two digits side by side are a low and a high end, wherever in the numeral they stand."""
    assert span(text) == (Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize("text", ["三一", "一四", "三四五", "二八"])
def test_other_pairs_are_refused(text: str) -> None:
    """Digits that are not neighbours are no range (三一重工)."""
    with pytest.raises(ValueError, match="numeral"):
        span(text)


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_integers_agree_with_cn2an(value: int) -> None:
    """What cn2an writes we read, and what we write cn2an reads, in plain and in formal characters."""
    assert number(cn2an.an2cn(value, "low")) == value
    assert number(cn2an.an2cn(value, "up")) == value
    assert cn2an.cn2an(chinese(Decimal(value)), "smart") == value


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_writing_then_reading_is_the_identity(value: Decimal) -> None:
    """A decimal written in Chinese comes back with the same digits."""
    assert str(number(chinese(value))) == str(value)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+16"])
def test_numbers_without_a_numeral_are_refused(value: str) -> None:
    """Chinese numerals end below 10**16."""
    with pytest.raises(ValueError, match="range"):
        chinese(Decimal(value))
