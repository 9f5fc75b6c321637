"""Amounts in the article's words, whole; in English that says the same; and in the unit that people ask for."""

from decimal import Decimal

import pytest

from dongbei_cli import amounts, errors
from dongbei_cli.base import open_base
from dongbei_cli.readings import quantities
from tests.test_comparison import figure

BASE = open_base()


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "written", "shown", "english"),
    [
        (100, "种", "over", "上百种", "上百种", "100 or more kinds"),
        (1000, "万人", "over", "上千万人", "上千万人", "10 million people or more"),
        (5, "个", "over", "5个以上", "5个以上", "5 or more"),
        (100, "亿元", "over", "超100亿元", "超100亿元", "over 10 billion yuan"),
        (28628, "亿元", "exact", "28628亿", "28628亿元", "2.8628 trillion yuan"),
        (11, "万亿元", "nearly", "近11万亿元", "近11万亿元", "nearly 11 trillion yuan"),
        (4, "份", "exact", "四份", "四份", "4"),
        (7, "次", "ordinal", "第七次", "第七次", "7th"),
        (3255300000000, "元", "exact", "32553亿", "3,255,300,000,000元", "3,255,300,000,000 yuan"),
    ],
)
def test_an_amount(value: int, unit: str, qualifier: str, written: str, shown: str, english: str) -> None:
    """As written where that is the whole amount in this unit, else in full; never 超100种 for 上百种."""
    one = figure(1, value=Decimal(value), unit=unit, qualifier=qualifier, written=written)
    assert (amounts.written(one), amounts.in_english(one)) == (shown, english)


def test_long_digits_are_grouped() -> None:
    """From seven digits on, before the point only."""
    assert amounts.grouped("近11000000000000元，32553亿，0.12345678") == "近11,000,000,000,000元，32553亿，0.12345678"
    assert amounts.in_base_units(figure(1)) == "2,862,800,000,000元"


@pytest.mark.parametrize(
    ("lang", "shown"), [("zh", ["12.0028万亿元"]), ("en", ["12.0028 trillion yuan", "12.0028万亿元"])]
)
def test_a_computed_amount(lang: str, shown: list[str]) -> None:
    """In English the gloss first."""
    assert amounts.computed(Decimal("12.0028"), "万亿元", lang) == shown


@pytest.mark.parametrize(
    ("typed", "measure", "unit"),
    [
        ("万亿", "元", "万亿元"),
        ("萬億元", "元", "万亿元"),
        ("億元", "元", "亿元"),
        ("亿人民币", "元", "亿元"),
        ("人民币", "元", "元"),
        ("％", "%", "%"),
        ("trillion", "元", "万亿元"),
        ("million", "人", "百万人"),
        ("billion yuan", "元", "十亿元"),
        ("ten thousand people", "人", "万人"),
        ("CNY", "元", "元"),
        ("斗", "元", "斗"),
    ],
)
def test_a_unit_is_understood_as_people_write_it(typed: str, measure: str, unit: str) -> None:
    """In Chinese of both scripts, in full width, in English; a bare scale is of what is measured."""
    assert amounts.unit_named(typed, measure) == unit


def test_people_in_millions() -> None:
    """Both figures of people are converted, and the census, which is the seventh, is not."""
    found = BASE.figures("population", unit="million")
    assert [(str(figure.value), figure.unit) for figure in found] == [("8.21", "百万人"), ("3.54", "百万人")]
    assert quantities.english(found[0].value, None, found[0].unit, "exact") == "8.21 million people"


def test_the_scale_that_was_asked_for_stays() -> None:
    """Billions are not turned into trillions."""
    found = BASE.figures("transfers", region="吉林", unit="billion yuan")[0]
    assert quantities.english(found.value, None, found.unit, "exact") == "2,862.8 billion yuan"


@pytest.mark.parametrize("unit", ["斗", "公里", "million 年", "nonsense"])
def test_a_unit_that_fits_nothing_is_refused(unit: str) -> None:
    """With the units that there are."""
    with pytest.raises(errors.UsageError, match="can be given in") as caught:
        BASE.figures("transfers", unit=unit)
    assert "亿元" in caught.value.hint


def test_ordinals_counts_and_years_have_no_scale() -> None:
    """Nothing is the 0.000007th."""
    units = {figure.unit_si for figure in BASE.figures(unit="million")}
    assert units == {"元", "人"}
