"""Amounts are shown in the article's words, whole, and in English that says the same."""

from decimal import Decimal

import pytest

from dongbei_cli import amounts
from tests.test_comparison import figure


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
