"""Dates: expressions of EDTF, with the `edtf` library as an oracle, and Chinese text read against its publication."""

import re
from datetime import date
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from dongbei_cli.readings import edtf
from dongbei_cli.readings.dates import readings
from tests.conftest import ROOT, table

PUBLISHED = "2023-11-01T13:34"  # a Wednesday


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


@pytest.mark.parametrize("row", table("readings/edtf/read", " | "))
def test_reads_every_supported_form(row: str) -> None:
    """Each form keeps its text and knows its first day, its last day and its precision."""
    text, *rest = row.split()
    earliest, latest, precision = (None if word == "None" else word for word in rest)
    assert edtf.parse(text) == (text, earliest, latest, precision)
    assert edtf.bounds(text) == (earliest, latest)


@pytest.mark.parametrize("row", table("readings/edtf/refused"))
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


@pytest.mark.parametrize("row", table("readings/edtf/worded", " | "))
def test_words(row: str) -> None:
    """Each form has its Chinese and its English wording."""
    text, chinese, english = row.split(" = ")
    assert (edtf.worded(text, "zh"), edtf.worded(text, "en")) == (chinese, english)


@given(ANY, ANY)
def test_different_dates_have_different_words(a: str, b: str) -> None:
    """No two expressions share a wording, in either language."""
    for lang in ("zh", "en"):
        assert (edtf.worded(a, lang) == edtf.worded(b, lang)) == (a == b)


def shown(text: str, published: str = PUBLISHED) -> str:
    """Show the readings of a text as the tables do."""
    return " ; ".join(
        f"{r.text}={r.edtf}{'' if r.certain else '?'}{'*' if r.relative else ''}" for r in readings(text, published)
    )


@pytest.mark.parametrize("cell", table("readings/dates/whole", " | "))
def test_reads_a_date_whole(cell: str) -> None:
    """Each wording gives its date, is honest about its certainty, and says when it needed the publication."""
    assert shown(cell.partition("=")[0]) == cell


@pytest.mark.parametrize("row", table("readings/dates/in_text", " || "))
def test_reads_dates_in_a_sentence(row: str) -> None:
    """What precedes and follows a date decides its year, and whether that is certain."""
    text, expected = row.split(" | ")
    assert shown(text) == expected


def test_the_beginning_or_end_of_a_sure_date_is_rough() -> None:
    """2021年底 is in 2021 for certain, of which it is only a part; 同期 and 近三年 leave open what they mean."""
    found = readings("9月底，2021年底、去年12月底、2021年末，2021年、2021年同期、近三年、年底", PUBLISHED)
    assert [reading.rough for reading in found] == [True] * 4 + [False] * 4


@pytest.mark.parametrize("row", table("readings/dates/across_paragraphs"))
def test_another_year_far_above_leaves_a_bare_date_uncertain(row: str) -> None:
    """The publication gives the year for certain only where the text was last in that year, or in none."""
    text, expected = row.split(" | ")
    assert shown(text.replace("/", "\n")) == expected


@pytest.mark.parametrize("text", table("readings/dates/no_date", "、"))
def test_leaves_alone(text: str) -> None:
    """Durations, recurrences, names, other numbers and impossible days are no dates."""
    assert shown(text) == ""


@pytest.mark.parametrize("cell", table("readings/dates/published_elsewhere", " | "))
def test_reads_against_the_publication(cell: str) -> None:
    """The same words mean other days under another date of publication."""
    published, whole = cell.split(": ")
    text, _, expected = whole.rpartition(" = ")
    assert shown(text or whole.partition("=")[0], published) == expected


@pytest.mark.parametrize("published", ["2023", "2023-11", "2023/2024", "[..2023-11-01]", "昨日", ""])
def test_needs_the_day_of_publication(published: str) -> None:
    """A publication that is not a day is refused: a bare 10月27日 would hang in the air."""
    with pytest.raises(ValueError, match="write"):
        readings("2003年", published)


def test_places_are_code_points_of_the_text_as_given() -> None:
    """Full-width digits do not shift places, and the words are those of the text, not their folded form."""
    text = "🙂从２００３年到2021年底，再到１０月份"
    found = readings(text, PUBLISHED)
    assert [r.text for r in found] == [text[r.start : r.end] for r in found] == ["２００３年到2021年底", "１０月份"]


def test_a_paragraph_reads_alone_as_in_the_article() -> None:
    """The whole article gives what its paragraphs give."""
    (file,) = (ROOT / "seeds").glob("*.txt")
    article = file.read_text(encoding="utf-8")
    alone = [reading[2:] for line in article.split("\n") for reading in readings(line, PUBLISHED)]
    assert [reading[2:] for reading in readings(article, PUBLISHED)] == alone
    assert len(alone) == 22


SIGNS = "至~前后底，。十五“”90近三年来一约同次/-2023号的周本每今日月时起多间０旬天上末\n"
WORDS = "2003年 去年 10月 27日 以来 世纪 年代 个月 季度 上半年 （存疑） 13:34 二〇 未来 上年 公元前 确保"


@given(st.lists(st.sampled_from([*SIGNS, *WORDS.split()]), max_size=14).map("".join))
def test_readings_are_ordered_apart_and_valid(text: str) -> None:
    """Whatever stands in the text, readings go from left to right, share nothing, and are EDTF."""
    found = readings(text, PUBLISHED)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for reading in found:
        assert reading.text == text[reading.start : reading.end] != ""
        assert edtf.parse(reading.edtf).text == reading.edtf


DAYS = st.dates(date(1000, 1, 1), date(2199, 12, 28))
TIMES = st.builds("{}T{:%H}".format, DAYS, st.times()) | st.builds("{}T{:%H:%M}".format, DAYS, st.times())


@given(dates(DAYS) | TIMES, st.sampled_from(["{}", "经济在{}，比重", "共8.5%，{}的"]))
def test_written_dates_are_read_back(text: str, frame: str) -> None:
    """Writing a date in Chinese and reading it again is the identity, with certainty and without the publication."""
    before, after = frame.split("{}")
    words = edtf.worded(text, "zh")
    whole = f"{before}{words}{after}"
    assert readings(whole, PUBLISHED) == [(len(before), len(whole) - len(after), words, text, True, False, False)]


@given(st.integers(1, 12), st.integers(1, 28))
def test_bare_days_never_pass_the_publication(month: int, day: int) -> None:
    """A month and day without a year is the latest that is not after the publication."""
    (found,) = readings(f"{month}月{day}日", PUBLISHED)
    year = 2023 if (month, day) <= (11, 1) else 2022
    assert (found.edtf, found.relative) == (f"{year}-{month:02}-{day:02}", True)
