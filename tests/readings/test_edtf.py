"""Dates and intervals in EDTF, with the `edtf` library as an independent reader."""

import calendar

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli.readings import edtf

DAYS = st.dates().map(lambda day: day.isoformat())
MONTHS = DAYS.map(lambda day: day[:7])
YEARS = DAYS.map(lambda day: day[:4])
PLAIN = st.one_of(YEARS, MONTHS, DAYS)
MARKED = st.builds("{}{}".format, PLAIN, st.sampled_from("?~%"))
ERAS = st.one_of(YEARS.map(lambda year: year[:3] + "X"), YEARS.map(lambda year: year[:2] + "XX"))
PARTS = st.builds("{}-{}".format, YEARS, st.sampled_from(["21", "22", "23", "33", "34", "35", "36", "40", "41", "XX"]))
INTERVALS = st.tuples(PLAIN, PLAIN).map(lambda sides: "/".join(sorted(sides)))
OPEN = st.one_of(PLAIN.map("../{}".format), PLAIN.map("{}/..".format))
SETS = st.one_of(PLAIN.map("[..{}]".format), PLAIN.map("[{}..]".format))
TIMES = st.builds("{}T{:%H:%M:%S}{}".format, DAYS, st.times(), st.sampled_from(["", "Z", "+08:00", "-04"]))
ANY = st.one_of(PLAIN, MARKED, ERAS, PARTS, INTERVALS, OPEN, SETS, TIMES)

READ = [
    ("2003", "2003-01-01", "2003-12-31", "year"),
    ("2003-10", "2003-10-01", "2003-10-31", "month"),
    ("2024-02", "2024-02-01", "2024-02-29", "month"),
    ("1900-02", "1900-02-01", "1900-02-28", "month"),
    ("2023-10-27", "2023-10-27", "2023-10-27", "day"),
    ("2023-11-01T13:34", "2023-11-01", "2023-11-01", "minute"),
    ("2023-11-01T13", "2023-11-01", "2023-11-01", "minute"),
    ("2023-11-01T00:30:05+08:00", "2023-11-01", "2023-11-01", "minute"),
    ("2003/2022", "2003-01-01", "2022-12-31", "interval"),
    ("2003-10/2023-11-01", "2003-10-01", "2023-11-01", "interval"),
    ("2003-10/2003", "2003-10-01", "2003-12-31", "interval"),
    ("2023-11/..", "2023-11-01", None, "interval"),
    ("../2003", None, "2003-12-31", "interval"),
    ("2003?/2022~", "2003-01-01", "2022-12-31", "interval"),
    ("199X/20XX", "1990-01-01", "2099-12-31", "interval"),
    ("[..2023-11-01]", None, "2023-11-01", "interval"),
    ("[2023..]", "2023-01-01", None, "interval"),
    ("201X", "2010-01-01", "2019-12-31", "decade"),
    ("20XX", "2000-01-01", "2099-12-31", "century"),
    ("2023-XX", "2023-01-01", "2023-12-31", "month"),
    ("2003?", "2003-01-01", "2003-12-31", "year"),
    ("2003-10~", "2003-10-01", "2003-10-31", "month"),
    ("2003-10-27%", "2003-10-27", "2003-10-27", "day"),
    ("2023-21", "2023-03-01", "2023-05-31", "season"),
    ("2023-24", "2023-12-01", "2024-02-29", "season"),
    ("9998-24", "9998-12-01", "9999-02-28", "season"),
    ("9999-24", "9999-12-01", "9999-12-31", "season"),
    ("2023-33", "2023-01-01", "2023-03-31", "quarter"),
    ("2023-36", "2023-10-01", "2023-12-31", "quarter"),
    ("2023-40", "2023-01-01", "2023-06-30", "half"),
    ("2023-41", "2023-07-01", "2023-12-31", "half"),
    ("0000", "0000-01-01", "0000-12-31", "year"),
]

REFUSED = [
    ("", "is missing"),
    ("  ", "is missing"),
    ("２００３", "write 2003"),
    ("2003 ", "write 2003"),
    (" 2003-10", "write 2003-10"),
    ("2003_10", "write 2003-10"),
    ("2003-1", "write 2003-01"),
    ("2023-10-27\n", "write 2023-10-27"),
    ("2023/10/27", "write 2023-10-27"),
    ("2023.10.27", "write 2023-10-27"),
    ("2023年10月27日", "write 2023-10-27"),
    ("2003年", "write 2003"),
    ("今年", "write 2003"),
    ("203", "write 2003"),
    ("20030", "write 2003"),
    ("-2003", "write 2003"),
    ("y20030", "write 2003"),
    ("20X3", "write 2003"),
    ("2023-02-29", "write 2023-02-28"),
    ("1900-02-29", "write 1900-02-28"),
    ("2023-02-30", "write 2023-02-28"),
    ("2023-04-31", "write 2023-04-30"),
    ("2023-10-00", "write 2023-10-31"),
    ("2023-00", "write a month"),
    ("2023-13", "write a month"),
    ("2023-37", "write a month"),
    ("199X-05", "write a month"),
    ("2023-21-03", "write 2023-21"),
    ("2023-33~", "write 2023-33"),
    ("2023-XX-01", "write 2023-XX"),
    ("2023-11-01T24:00", "write 2003"),
    ("2023-11-01T13:60", "write 2003"),
    ("2023-11-01 13:34", "write 2003"),
    ("2023-11-01T13:34~", "leave the sign out"),
    ("2022/2003", "write 2003/2022"),
    ("2023-11-01/2023-10", "write 2023-10/2023-11-01"),
    ("../..", "write 2003/.."),
    ("2003/", "write 2003/2022"),
    ("/2003", "write 2003/2022"),
    ("2003/10", "write 2003"),
    ("2003/2010/2022", "write 2003"),
    ("2003–2022", "write 2003"),
    ("2023-33/2023-35", "write days, months or years"),
    ("2023-40/2024", "write days, months or years"),
    ("2023-11-01T13:34/2024", "write days, months or years"),
    ("2023-XX/2024", "write days, months or years"),
    ("[..]", "is missing"),
    ("[..2003?]", "write [..2023-11-01]"),
    ("[..201X]", "write [..2023-11-01]"),
    ("[2023-33..]", "write [..2023-11-01]"),
    ("[..2003..]", "write 2003"),
    ("[2003..2005]", "write 2003"),
    ("[2003,2005]", "write 2003"),
    ("[2003", "write 2003"),
    ("x2003..]", "write 2003"),
    ("[..2003", "write 2003"),
    ("{2003..2005}", "write 2003"),
]

WORDED = [
    ("2003", "2003年", "2003"),
    ("2003-10", "2003年10月", "October 2003"),
    ("2023-10-07", "2023年10月7日", "7 October 2023"),
    ("2023-11-01T13:34", "2023年11月1日13:34", "1 November 2023, 13:34"),
    ("2023-11-01T09", "2023年11月1日9时", "1 November 2023, 09h"),
    ("2023-11-01T13:34:05Z", "2023年11月1日13:34:05（UTC）", "1 November 2023, 13:34:05 UTC"),
    ("2023-11-01T13:34+08:00", "2023年11月1日13:34（+08:00）", "1 November 2023, 13:34 +08:00"),
    ("2003/2022", "2003年至2022年", "2003 to 2022"),
    ("2003-10/2023-11-01", "2003年10月至2023年11月1日", "October 2003 to 1 November 2023"),
    ("2023-11/..", "2023年11月起", "from November 2023"),
    ("../2003", "2003年及以前", "until 2003"),
    ("[..2023-11-01]", "2023年11月1日或更早", "on or before 1 November 2023"),
    ("[..2003-10]", "2003年10月或更早", "in or before October 2003"),
    ("[2023..]", "2023年或更晚", "in or after 2023"),
    ("201X", "2010年代", "the 2010s"),
    ("20XX", "21世纪", "21st century"),
    ("10XX", "11世纪", "11th century"),
    ("11XX", "12世纪", "12th century"),
    ("2023-XX", "2023年某月", "some month of 2023"),
    ("2003?", "2003年（存疑）", "2003 (uncertain)"),
    ("2003~", "约2003年", "about 2003"),
    ("2003-10%", "约2003年10月（存疑）", "about October 2003 (uncertain)"),
    ("2023-24", "2023年冬季", "winter 2023"),
    ("2023-33", "2023年第一季度", "first quarter of 2023"),
    ("2023-40", "2023年上半年", "first half of 2023"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), READ)
def test_reads_every_supported_form(text: str, earliest: str | None, latest: str | None, precision: str) -> None:
    """Each form keeps its text and knows its first day, its last day and its precision."""
    assert edtf.parse(text) == (text, earliest, latest, precision)
    assert edtf.bounds(text) == (earliest, latest)
    assert str(edtf.parse(text)) == text


@pytest.mark.parametrize(("text", "advice"), REFUSED)
def test_refuses_the_rest_and_shows_a_right_form(text: str, advice: str) -> None:
    """The error is one line, and says what to write instead."""
    with pytest.raises(ValueError, match=r"^.+$") as refusal:
        edtf.parse(text)
    assert advice in str(refusal.value)
    assert "\n" not in str(refusal.value)


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
    date = edtf.parse(text)
    days = [day for day in (date.earliest, date.latest) if day is not None]
    assert days == sorted(days)
    assert days
    assert all(edtf.parse(day).precision == "day" for day in days)


@given(st.one_of(PLAIN, MARKED, ERAS, PARTS, INTERVALS, TIMES))
def test_agrees_with_the_oracle_on_bounds(text: str) -> None:
    """The `edtf` library finds the same first and last day (it knows no winter that spans two years)."""
    oracle = parse_edtf(text)
    expected = tuple(
        f"{t.tm_year:04}-{t.tm_mon:02}-{t.tm_mday:02}" for t in (oracle.lower_strict(), oracle.upper_strict())
    )
    assert edtf.bounds(text) == expected


@given(st.one_of(OPEN, SETS))
def test_agrees_with_the_oracle_on_openness(text: str) -> None:
    """What is unbounded for us is infinite for the `edtf` library, and the other way round."""
    oracle = parse_edtf(text)
    expected = tuple(isinstance(bound, float) for bound in (oracle.lower_strict(), oracle.upper_strict()))
    assert tuple(bound is None for bound in edtf.bounds(text)) == expected


@pytest.mark.parametrize("text", [text for text, _ in REFUSED])
def test_the_oracle_refuses_too(text: str) -> None:
    """The `edtf` library refuses the same, but for the forms that we leave out on purpose."""
    stricter = {
        "-2003": "a year before 0000",
        "199X-05": "a month of an unknown year",
        "2023-XX-01": "a day of an unknown month",
        "20X3": "a digit unknown in the middle",
        "2023-37": "a third of a year",
        "2023-02-29": "a day that is not in the calendar",
        "1900-02-29": "a day that is not in the calendar",
        "2022/2003": "a reversed interval",
        "2023-11-01/2023-10": "a reversed interval",
        "../..": "an interval without bounds",
        "2003/": "an unknown end",
        "/2003": "an unknown beginning",
        "[2003..2005]": "a closed set",
        "[2003,2005]": "a list",
        "{2003..2005}": "a list",
        " 2003-10": "a space",
        "2003 ": "a space",
        "2023-10-27\n": "a line end",
    }
    if text in stricter:
        assert parse_edtf(text) is not None
    else:
        with pytest.raises((EDTFParseException, TypeError, AttributeError)):
            parse_edtf(text)


@given(st.integers(0, 9999), st.integers(1, 12))
def test_months_have_the_days_of_the_calendar(year: int, month: int) -> None:
    """Leap years follow the Gregorian rule."""
    assert edtf.days_in_month(year, month) == calendar.monthrange(2000 + year % 400, month)[1]


def test_since_and_until_are_the_outer_days() -> None:
    """--since keeps from the first day on, --until up to the last."""
    assert edtf.since("2003-10") == "2003-10-01"
    assert edtf.until("2003") == "2003-12-31"
    assert edtf.since("2003/2022") == "2003-01-01"
    assert edtf.until("2003/2022") == "2022-12-31"
    assert edtf.since("[2023..]") == "2023-01-01"
    with pytest.raises(ValueError, match="has no first day"):
        edtf.since("../2003")
    with pytest.raises(ValueError, match="has no last day"):
        edtf.until("2003/..")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2003/2022", "2010/..", True),
        ("2003/2022", "2022-12-31", True),
        ("2003/2022", "2023", False),
        ("2003", "2003-10-27", True),
        ("2003", "2004", False),
        ("[..2023-11-01]", "1953", True),
        ("[..2023-11-01]", "2023-11-02/..", False),
        ("../2003", "2003/..", True),
        ("2023-40", "2023-34", True),
        ("2023-40", "2023-35", False),
    ],
)
def test_overlap_is_interval_logic_both_ways(a: str, b: str, expected: bool) -> None:
    """A span overlaps whatever shares a day with it, whichever is named first."""
    assert edtf.overlaps(edtf.parse(a), edtf.parse(b)) is expected
    assert edtf.overlaps(edtf.parse(b), edtf.parse(a)) is expected


@given(ANY, ANY)
def test_within_implies_overlap(inner: str, outer: str) -> None:
    """What lies within overlaps, and two that lie within each other have the same bounds."""
    a, b = edtf.parse(inner), edtf.parse(outer)
    assert not edtf.within(a, b) or edtf.overlaps(a, b)
    assert (edtf.within(a, b) and edtf.within(b, a)) == (edtf.bounds(inner) == edtf.bounds(outer))


def test_within_needs_every_day() -> None:
    """A month lies within its year and not the other way round; an open interval lies within no closed one."""
    year, month, onwards = (edtf.parse(text) for text in ("2003", "2003-10", "2003-10/.."))
    assert edtf.within(month, year)
    assert not edtf.within(year, month)
    assert not edtf.within(onwards, year)
    assert edtf.within(month, onwards)


def test_order_is_chronological() -> None:
    """By first day, then by last; no beginning first; "on or before" ahead of its day, a day ahead of its times."""
    in_order = [
        "../2003",
        "1953/1957",
        "199X",
        "2000",
        "2003",
        "2003/2022",
        "2003/..",
        "2003-10",
        "2022-12",
        "2023-10-27",
        "[..2023-11-01]",
        "2023-11-01",
        "2023-11-01T09:00",
        "2023-11-01T13:34",
        "2023-11",
    ]
    assert [date.text for date in sorted(map(edtf.parse, reversed(in_order)), key=edtf.order)] == in_order


@pytest.mark.parametrize(
    ("text", "precision", "expected"),
    [
        ("2023-10-27", "month", "2023-10"),
        ("2023-10-27", "quarter", "2023-36"),
        ("2023-10-27", "half", "2023-41"),
        ("2023-10-27", "year", "2023"),
        ("2023-11-01T13:34", "day", "2023-11-01"),
        ("2023-33", "half", "2023-40"),
        ("2023-34", "year", "2023"),
        ("2003", "decade", "200X"),
        ("199X", "century", "19XX"),
        ("2003", "year", "2003"),
    ],
)
def test_coarser_precision(text: str, precision: str, expected: str) -> None:
    """A date can be said more coarsely, and then holds the finer one."""
    assert edtf.at_precision(text, precision) == expected
    assert edtf.within(edtf.parse(text), edtf.parse(expected))


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2003", "month"), ("2003~", "decade"), ("2003/2004", "decade"), ("2023-24", "year"), ("../2003", "year"),
     ("2023-10-27", "minute"), ("2023-10-27", "season")],
)  # fmt: skip
def test_no_finer_precision_than_is_known(text: str, precision: str) -> None:
    """A year does not become a month, and what is qualified, spans more or has no end is not cut."""
    with pytest.raises(ValueError, match=f"does not name one {precision}"):
        edtf.at_precision(text, precision)


@pytest.mark.parametrize(("text", "chinese", "english"), WORDED)
def test_words(text: str, chinese: str, english: str) -> None:
    """Each form has its Chinese and its English wording."""
    assert edtf.worded(text, "zh") == chinese
    assert edtf.worded(text, "en") == english


@given(ANY, ANY)
def test_different_dates_have_different_words(a: str, b: str) -> None:
    """No two expressions share a wording, in either language."""
    for lang in ("zh", "en"):
        assert (edtf.worded(a, lang) == edtf.worded(b, lang)) == (a == b)
