"""Figures in the unit that people ask for: the words for it, what has no scale, and exact amounts."""

import pytest

from dongbei_cli import conversion, errors
from dongbei_cli.base import open_base
from dongbei_cli.readings import quantities

BASE = open_base()


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
    assert conversion.unit_named(typed, measure) == unit


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
