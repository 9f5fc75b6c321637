"""Dates and intervals in EDTF, with the `edtf` library as an independent reader."""

import re
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from dongbei_cli.readings import edtf
from tests.readings import table


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


@pytest.mark.parametrize("row", table("edtf/read", " | "))
def test_reads_every_supported_form(row: str) -> None:
    """Each form keeps its text and knows its first day, its last day and its precision."""
    text, *rest = row.split()
    earliest, latest, precision = (None if word == "None" else word for word in rest)
    assert edtf.parse(text) == (text, earliest, latest, precision)
    assert edtf.bounds(text) == (earliest, latest)


@pytest.mark.parametrize("row", table("edtf/refused"))
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
        found = edtf.parse(text)
    except ValueError:
        return
    assert found.text == text
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
    found = sorted(map(edtf.parse, reversed(IN_ORDER.split())), key=edtf.order)
    assert [each.text for each in found] == IN_ORDER.split()


@pytest.mark.parametrize("row", table("edtf/worded", " | "))
def test_words(row: str) -> None:
    """Each form has its Chinese and its English wording."""
    text, chinese, english = row.split(" = ")
    assert (edtf.worded(text, "zh"), edtf.worded(text, "en")) == (chinese, english)


@given(ANY, ANY)
def test_different_dates_have_different_words(a: str, b: str) -> None:
    """No two expressions share a wording, in either language."""
    for lang in ("zh", "en"):
        assert (edtf.worded(a, lang) == edtf.worded(b, lang)) == (a == b)
