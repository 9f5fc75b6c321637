"""Quantities: readings by kind, what is left out, lists, and writing as the inverse of reading; numerals and units.

cn2an is an oracle of numerals. What is read, and as what, is in the tables beside this file.
"""

from decimal import Decimal, Inexact
from itertools import pairwise

import cn2an  # type: ignore[import-untyped]
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dongbei_cli.readings.quantities import Interval, Quantity, interval, readings, written
from dongbei_cli.readings.units import SCALES, converted, english, in_si, measures, number, span, split_unit
from tests.conftest import ROOT, table


def brief(text: str) -> list[str]:
    """Show each reading as `text=value[~upper] unit qualifier`, with a ? where it is not certain."""
    lines = []
    for reading in readings(text):
        value, upper, unit, qualifier = reading.quantity
        ends = f"{value}" if upper is None else f"{value}~{upper}"
        lines.append(f"{reading.text}={ends} {unit} {qualifier}" + ("" if reading.certain else " ?"))
    return lines


def quantity(text: str) -> Quantity:
    """Return the one quantity that a text is."""
    (reading,) = readings(text)
    assert reading.text == text
    return reading.quantity


@pytest.mark.parametrize("cell", table("readings/quantities/one", " | "))
def test_one_quantity_is_read_whole(cell: str) -> None:
    """Between other words exactly this stretch is read, with certainty."""
    assert brief(f"其中，{cell.partition('=')[0]}。") == [cell]


@pytest.mark.parametrize("cell", table("readings/quantities/open", " | "))
def test_what_the_words_leave_open_is_not_certain(cell: str) -> None:
    """What is vague, may count nothing, or may be another number is read, but flagged."""
    assert brief(f"其中，{cell.partition('=')[0]}。") == [f"{cell} ?"]


@pytest.mark.parametrize("text", [*table("readings/quantities/dated", " "), *table("readings/quantities/words", " ")])
def test_dates_codes_and_words_are_no_quantities(text: str) -> None:
    """Digits of a date, an address or a code, a ratio, and a numeral inside a word count nothing."""
    assert brief(f"，{text}，") == []


@pytest.mark.parametrize(
    "text", ["1.2万3", "1,23亿", "1,2345元", "3亿亿亿", "1年3个月", "5千3百2十", "3.5亿3千万", "±3%"]
)
def test_half_of_a_number_is_never_certain(text: str) -> None:
    """Where reading stops inside a number, nothing that was read passes for the whole."""
    assert not any(reading.certain for reading in readings(f"，{text}，"))


@pytest.mark.parametrize("row", table("readings/quantities/neighbours"))
def test_neighbours_are_joined_or_kept_apart(row: str) -> None:
    """Lists share the unit of the last member; changes, dates and unrelated neighbours do not join."""
    text, *expected = row.split(" | ")
    assert brief(text) == expected


@example("万万分之七")
@given(
    st.text(
        "一二三十百千万亿两半点第近约上数几多余来分之至到~—-、，和年月个元角人%成倍番度0123456789.,/ a（含）以零下港",
        max_size=40,
    )
)
def test_readings_keep_their_place(text: str) -> None:
    """Whatever the text: no error; ordered, apart, each with its characters, an interval and a gloss."""
    found = readings(text)
    assert all(text[r.start : r.end] == r.text != "" for r in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for reading in found:
        value, upper, unit, qualifier = reading.quantity
        assert interval(value, upper, qualifier)
        assert english(value, upper, unit, qualifier)
        in_si(value, unit)


NUMBERS = st.decimals(min_value=-(10**7), max_value=10**7, places=2) | st.integers(-(10**6), 10**6).map(Decimal)
UNITS = st.builds(
    lambda scale, measure: scale + measure, st.sampled_from(["", *SCALES]), st.sampled_from(["", *measures()])
)


@given(NUMBERS, NUMBERS, UNITS, st.sampled_from(["exact", "nearly", "over", "under", "about", "ordinal", "range"]))
def test_writing_then_reading_is_the_identity(low: Decimal, upper: Decimal, unit: str, qualifier: str) -> None:
    """Every known unit at every scale, with every qualifier, or both ends of a range, comes back as it went."""
    assume(low < upper)
    found = Quantity(low, upper if qualifier == "range" else None, unit, qualifier)
    assert quantity(written(found)) == found


def test_any_unit_is_written_but_no_unknown_qualifier() -> None:
    """A choice of characters is kept; any curated unit is shown; an unknown qualifier is refused, not dropped."""
    for text in ("近11万亿元", "2,003年", "约3分之1", "翻2番", "第7次", "8.50%", "3~5年"):
        assert written(quantity(text)) == text
    assert written(Quantity(Decimal(1), None, "斗", "exact")) == "1斗"
    for refused in (
        lambda: written(Quantity(Decimal(1), None, "元", "some")),
        lambda: interval(Decimal(1), None, "some"),
    ):
        with pytest.raises(ValueError, match="no qualifier"):
            refused()


ALLOWED = """
4份=[4,4] 近11万亿元=(10,11] 近300=(200,300] 近3.50%=(3.4,3.5] 近-3%=[-3,-2) 上百种=[100,Infinity]
不超过3%=[-Infinity,3] 约3.5%=[3.15,3.85] 约3%=[2.5,3.5] 3~5年=[3,5]
"""


@pytest.mark.parametrize("cell", ALLOWED.split())
def test_what_a_qualifier_allows(cell: str) -> None:
    """The interval of each qualifier, with its open and closed ends."""
    text, ends = cell.split("=")
    value, upper, _, qualifier = quantity(text)
    low, high = (Decimal(end) for end in ends[1:-1].split(","))
    assert interval(value, upper, qualifier) == Interval(low, high, ends[0] == "(", ends[-1] == ")")


def test_the_article_holds_these_quantities_and_no_others() -> None:
    """Every count of the article in its order; only the 一 of 一轮 and 一条 is left open."""
    expected = """20年 一轮? 20周年 一轮? 一条? 一轮? 一轮? 二十年 三大 两个 二十年 四份 上百种 32553亿 28628亿
    58847亿元 近11万亿元 第四极 第七次 十年 821万 354万 8.5% 4.9% 第二波 一两个 一两个 一条? 3~5年 三省 一区 五大"""
    found = readings(next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8"))
    assert [r.text + ("" if r.certain else "?") for r in found] == expected.split()


@pytest.mark.parametrize("cell", table("readings/units/numerals", " "))
def test_a_numeral_is_read_with_its_decimals(cell: str) -> None:
    """Every way of writing a number gives the exact Decimal, written zeros kept."""
    text, value = cell.split("=")
    assert str(number(text)) == value


@pytest.mark.parametrize("text", ["", *table("readings/units/no_numerals", " "), "百" * 5000])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    """A wrong run of numeral characters raises instead of giving some number, or some two ends (三一重工)."""
    for read in (number, span):
        with pytest.raises(ValueError, match="numeral"):
            read(text)


@pytest.mark.parametrize("cell", table("readings/units/pairs", " "))
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


@pytest.mark.parametrize("cell", table("readings/units/base", " | "))
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


@pytest.mark.parametrize("cell", table("readings/units/glosses", " | "))
def test_the_english_gloss(cell: str) -> None:
    """Scales become thousand, million, billion and trillion, the qualifier a word; what has no English stays."""
    text, expected = cell.split("=")
    assert english(*readings(text)[0].quantity) == expected
    assert english(Decimal(5), None, "万斗", "exact") == "50,000 斗"
