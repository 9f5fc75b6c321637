"""Numerals: a table of readings, what is refused, and cn2an as an oracle."""

from decimal import Decimal

import cn2an  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli.readings.units import number, span

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
    """Two digits side by side are a low and a high end, wherever in the numeral they are."""
    text, ends = cell.split("=")
    low, _, high = ends.partition("~")
    assert span(text) == (Decimal(low), Decimal(high) if high else None)


@pytest.mark.parametrize("text", ["三一", "一四", "三四五", "二八"])
def test_other_pairs_are_refused(text: str) -> None:
    """Digits that are not neighbours are no range (三一重工)."""
    with pytest.raises(ValueError, match="numeral"):
        span(text)


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_integers_agree_with_cn2an(value: int) -> None:
    """What cn2an writes we read, in plain and in formal characters."""
    assert number(cn2an.an2cn(value, "low")) == value
    assert number(cn2an.an2cn(value, "up")) == value


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_decimals_agree_with_cn2an(value: Decimal) -> None:
    """A decimal that cn2an writes comes back with its value."""
    assert number(cn2an.an2cn(format(value, "f"), "low")) == value
