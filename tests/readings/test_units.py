"""Numerals, with cn2an as an oracle; units: exact arithmetic, conversion, and English glosses."""

from decimal import Decimal, Inexact

import cn2an  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli.readings.quantities import readings
from dongbei_cli.readings.units import converted, english, in_si, measures, number, span, split_unit
from tests.readings import table


@pytest.mark.parametrize("cell", table("units/numerals", " "))
def test_a_numeral_is_read_with_its_decimals(cell: str) -> None:
    """Every way of writing a number gives the exact Decimal, written zeros kept."""
    text, value = cell.split("=")
    assert str(number(text)) == value


@pytest.mark.parametrize("text", ["", *table("units/no_numerals", " "), "百" * 5000])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    """A wrong run of numeral characters raises instead of giving some number, or some two ends (三一重工)."""
    for read in (number, span):
        with pytest.raises(ValueError, match="numeral"):
            read(text)


@pytest.mark.parametrize("cell", table("units/pairs", " "))
def test_neighbouring_digits_are_two_ends(cell: str) -> None:
    """Two digits side by side are a low and a high end, wherever in the numeral they are."""
    text, ends = cell.split("=")
    low, _, high = ends.partition("~")
    assert span(text) == (Decimal(low), Decimal(high) if high else None)


@given(st.integers(min_value=0, max_value=10**16 - 1), st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_numerals_agree_with_cn2an(whole: int, value: Decimal) -> None:
    """What cn2an writes we read: whole numbers in plain and in formal characters, and decimals."""
    assert number(cn2an.an2cn(whole, "low")) == number(cn2an.an2cn(whole, "up")) == whole
    assert number(cn2an.an2cn(format(value, "f"), "low")) == value


@pytest.mark.parametrize("cell", table("units/base", " | "))
def test_si_units(cell: str) -> None:
    """The scale is multiplied out and the base measure named, digit for digit."""
    text, expected = cell.split(" = ")
    value, unit = text.split()
    amount, base = in_si(Decimal(value), unit)
    assert f"{amount:f} {base}".strip() == expected


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


@pytest.mark.parametrize("cell", table("units/glosses", " | "))
def test_the_english_gloss(cell: str) -> None:
    """Scales become thousand, million, billion and trillion, the qualifier a word; what has no English stays."""
    text, expected = cell.split("=")
    assert english(*readings(text)[0].quantity) == expected
    assert english(Decimal(5), None, "万斗", "exact") == "50,000 斗"
