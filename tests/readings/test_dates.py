"""Dates in Chinese text, read against the day of publication."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli.readings import edtf
from dongbei_cli.readings.dates import readings
from tests.conftest import ROOT
from tests.readings import table
from tests.readings.test_edtf import dates

PUBLISHED = "2023-11-01T13:34"  # a Wednesday


def shown(text: str, published: str = PUBLISHED) -> str:
    """Show the readings of a text as the tables do."""
    return " ; ".join(
        f"{r.text}={r.edtf}{'' if r.certain else '?'}{'*' if r.relative else ''}" for r in readings(text, published)
    )


@pytest.mark.parametrize("cell", table("dates/whole", " | "))
def test_reads_a_date_whole(cell: str) -> None:
    """Each wording gives its date, is honest about its certainty, and says when it needed the publication."""
    assert shown(cell.partition("=")[0]) == cell


@pytest.mark.parametrize("row", table("dates/in_text", " || "))
def test_reads_dates_in_a_sentence(row: str) -> None:
    """What precedes and follows a date decides its year, and whether that is certain."""
    text, expected = row.split(" | ")
    assert shown(text) == expected


def test_the_beginning_or_end_of_a_sure_date_is_rough() -> None:
    """2021年底 is in 2021 for certain, of which it is only a part; 同期 and 近三年 leave open what they mean."""
    found = readings("9月底，2021年底、去年12月底、2021年末，2021年、2021年同期、近三年、年底", PUBLISHED)
    assert [reading.rough for reading in found] == [True] * 4 + [False] * 4


@pytest.mark.parametrize("row", table("dates/across_paragraphs"))
def test_another_year_far_above_leaves_a_bare_date_uncertain(row: str) -> None:
    """The publication gives the year for certain only where the text was last in that year, or in none."""
    text, expected = row.split(" | ")
    assert shown(text.replace("/", "\n")) == expected


@pytest.mark.parametrize("text", table("dates/no_date", "、"))
def test_leaves_alone(text: str) -> None:
    """Durations, recurrences, names, other numbers and impossible days are no dates."""
    assert shown(text) == ""


@pytest.mark.parametrize("cell", table("dates/published_elsewhere", " | "))
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
