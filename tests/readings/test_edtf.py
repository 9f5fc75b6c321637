"""Dates and intervals in EDTF, with the `edtf` library as an independent reader."""

import re
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from dongbei_cli.readings import edtf
from tests.conftest import cells


def dates(days: SearchStrategy[date]) -> SearchStrategy[str]:
    """Expressions of every kind about some days."""
    day = days.map(date.isoformat)
    year = day.map(lambda text: text[:4])
    plain = st.one_of(year, day.map(lambda text: text[:7]), day)
    eras = st.one_of(year.map(lambda text: text[:3] + "X"), year.map(lambda text: text[:2] + "XX"))
    sides = st.one_of(plain, eras, st.builds("{}{}".format, plain, st.sampled_from("?~%")))
    groups = st.sampled_from(["21", "22", "23", "24", "33", "34", "35", "36", "40", "41", "XX"])
    return st.one_of(
        sides,
        st.builds("{}-{}".format, year, groups),
        st.tuples(sides, sides).map(lambda ends: "/".join(sorted(ends, key=edtf.bounds))),
        st.builds(str.format, st.sampled_from(["../{}", "{}/.."]), sides),
        st.builds(str.format, st.sampled_from(["[..{}]", "[{}..]"]), plain),
        st.builds("{}T{:%H:%M:%S}{}".format, day, st.times(), st.sampled_from(["", "Z", "+08:00", "-04"])),
    )


ANY = dates(st.dates())

# Expression, first day, last day, precision.
READ = """
2003 2003-01-01 2003-12-31 year | 2003-10 2003-10-01 2003-10-31 month | 2024-02 2024-02-01 2024-02-29 month
2023-10-27 2023-10-27 2023-10-27 day | 2023-11-01T13:34 2023-11-01 2023-11-01 minute
2023-11-01T00:30:05+08:00 2023-11-01 2023-11-01 minute | 2003/2022 2003-01-01 2022-12-31 interval
2003-10/2023-11-01 2003-10-01 2023-11-01 interval | 2023-11/.. 2023-11-01 None interval
../2003 None 2003-12-31 interval | [..2023-11-01] None 2023-11-01 interval | [2023..] 2023-01-01 None interval
201X 2010-01-01 2019-12-31 decade | 20XX 2000-01-01 2099-12-31 century | 2023-XX 2023-01-01 2023-12-31 month
2003-10-27% 2003-10-27 2003-10-27 day | 2023-21 2023-03-01 2023-05-31 season | 2023-24 2023-12-01 2024-02-29 season
9999-24 9999-12-01 9999-12-31 season | 2023-33 2023-01-01 2023-03-31 quarter | 2023-36 2023-10-01 2023-12-31 quarter
2023-40 2023-01-01 2023-06-30 half | 2023-41 2023-07-01 2023-12-31 half | 0000 0000-01-01 0000-12-31 year
"""

# What the error advises to write, and what it is about, with _ for a space and ↵ for a line end.
REFUSED = """
is missing | [..] _ __
write | 2003_ 2023-10-27↵ 2023-11-01_13:34
write 2003 | ２００３ 2003年 今年 20030 -2003 20X3 2023-11-01T13:60 2003/10 [2003..2005] [..2003 {2003..2005}
write 2003-01 | 2003-1
write 2023-10-27 | 2023年10月27日 2023/10/27
write 2023-02-28 | 2023-02-29
write 2023-10-31 | 2023-10-00
write a month | 2023-13 199X-05
write 2023-21 | 2023-21-03
write 2023-33 | 2023-33~
leave the sign out | 2023-11-01T13:34~
write 2003/2022 | 2022/2003 2003/
write 2003/.. | ../..
write days, months or years | 2023-33/2023-35
write [..2023-11-01] | [..2003?]
"""

WORDED = """
2003 = 2003年 = 2003 | 2003-10 = 2003年10月 = October 2003 | 2023-10-07 = 2023年10月7日 = 7 October 2023
2023-11-01T13:34 = 2023年11月1日13:34 = 1 November 2023, 13:34
2023-11-01T13:34+08:00 = 2023年11月1日13:34（+08:00） = 1 November 2023, 13:34 +08:00
2003/2022 = 2003年至2022年 = 2003 to 2022
2003-10/2023-11-01 = 2003年10月至2023年11月1日 = October 2003 to 1 November 2023
2023-11/.. = 2023年11月起 = from November 2023 | ../2003 = 2003年及以前 = until 2003
[..2023-11-01] = 2023年11月1日或更早 = on or before 1 November 2023 | [2023..] = 2023年或更晚 = in or after 2023
201X = 2010年代 = the 2010s | 20XX = 21世纪 = 21st century | 11XX = 12世纪 = 12th century
2023-XX = 2023年某月 = some month of 2023 | 2003? = 2003年（存疑） = 2003 (uncertain) | 2003~ = 约2003年 = about 2003
2003-10% = 约2003年10月（存疑） = about October 2003 (uncertain) | 2023-24 = 2023年冬季 = winter 2023
2023-33 = 2023年第一季度 = first quarter of 2023 | 2023-40 = 2023年上半年 = first half of 2023
"""


@pytest.mark.parametrize("row", cells(READ))
def test_reads_every_supported_form(row: str) -> None:
    """Each form keeps its text and knows its first day, its last day and its precision."""
    text, *rest = row.split()
    earliest, latest, precision = (None if word == "None" else word for word in rest)
    assert edtf.parse(text) == (text, earliest, latest, precision)
    assert edtf.bounds(text) == (earliest, latest)
    assert str(edtf.parse(text)) == text


@pytest.mark.parametrize("row", REFUSED.strip().splitlines())
def test_refuses_the_rest_and_shows_a_right_form(row: str) -> None:
    """The error is one line, and says what to write instead."""
    advice, _, texts = row.partition(" | ")
    for text in texts.split():
        with pytest.raises(ValueError, match=r"\A.+\Z") as refusal:
            edtf.parse(text.replace("_", " ").replace("↵", "\n"))
        assert advice in str(refusal.value)


@given(st.text(alphabet="0123456789-/.[]TXZ?~%: ２年_+", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes it fail in another way, and what is read is within the language of digits."""
    try:
        date = edtf.parse(text)
    except ValueError:
        return
    assert date.text == text
    assert text.isascii()
    assert " " not in text


@given(ANY)
def test_bounds_are_days_in_order(text: str) -> None:
    """Bounds are real calendar days, the first not after the last."""
    days = [day for day in edtf.bounds(text) if day is not None]
    assert days == sorted(days) != []
    assert all(edtf.parse(day).precision == "day" for day in days)


@given(ANY)
def test_agrees_with_the_oracle(text: str) -> None:
    """The `edtf` library finds the same first and last day, or none.

    It knows no winter that spans two years, and no interval with an era.
    """
    assume(not re.fullmatch(r"\d{4}-24|.*X.*/.*|.*/.*X.*", text))
    oracle = parse_edtf(text)
    for own, other in zip(edtf.bounds(text), (oracle.lower_strict(), oracle.upper_strict()), strict=True):
        if text.startswith(("[", "..")) or text.endswith(".."):
            assert (own is None) == isinstance(other, float)
        else:
            assert own == f"{other.tm_year:04}-{other.tm_mon:02}-{other.tm_mday:02}"


IN_ORDER = """
../2003 1953/1957 199X 2000 2003 2003/2022 2003/.. 2003-10 2022-12 2023-10-27 [..2023-11-01] 2023-11-01
2023-11-01T09:00 2023-11-01T13:34 2023-11
"""


def test_order_is_chronological() -> None:
    """By first day, then by last; no beginning first; "on or before" ahead of its day, a day ahead of its times."""
    dates = sorted(map(edtf.parse, reversed(IN_ORDER.split())), key=edtf.order)
    assert [date.text for date in dates] == IN_ORDER.split()


@pytest.mark.parametrize("row", cells(WORDED))
def test_words(row: str) -> None:
    """Each form has its Chinese and its English wording."""
    text, chinese, english = row.split(" = ")
    assert (edtf.worded(text, "zh"), edtf.worded(text, "en")) == (chinese, english)


@given(ANY, ANY)
def test_different_dates_have_different_words(a: str, b: str) -> None:
    """No two expressions share a wording, in either language."""
    for lang in ("zh", "en"):
        assert (edtf.worded(a, lang) == edtf.worded(b, lang)) == (a == b)
