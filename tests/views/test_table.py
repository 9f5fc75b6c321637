"""Tables and their lines: nothing lost, nothing misplaced, numbers whole, columns in their place, nothing is markup."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dongbei_cli.views import cell, clean, table
from dongbei_cli.views.table import TIE, Column, Section, indented, run, tables
from tests.views.screens import BASE

COLUMNS = [Column("日期"), Column("Event", prose=True), Column("Value", "right"), Column("Empty")]
ROWS = [
    ["2003-10", "振兴东北等老工业基地的若干意见印发，2003年10月，中共中央、国务院正式印发《意见》", "近11万亿元", ""],
    ["2023", "a-very-long-identifier-2003-2022", "28628亿元", ""],
]
PROSE = [line for line in BASE.article(BASE.sources[0].id).split("\n") if line.strip() and "http" not in line]
NUMBER = re.compile(
    r"[近约超上第]?[0-9][0-9.,~]*(?:[%％]|[十百千万亿]*(?:元|人|年|周年|个|月|日)|"
    r"(?: (?:million|billion|trillion))? (?:yuan|people|years|kinds))?"
)


def drawn(rows: list[list[str]], width: int, *, ruled: bool = False) -> list[str]:
    """A section a row as plain lines."""
    file = io.StringIO()
    console = Console(file=file, width=width, highlight=False, markup=False, emoji=False)
    sections = [Section([[Text(cell) for cell in row]], Text(row[0]), [Text("after")]) for row in rows]
    for renderable in tables(COLUMNS, sections, width, ruled=ruled):
        console.print(renderable, no_wrap=True, overflow="ignore", crop=False)
    return [line.rstrip() for line in file.getvalue().split("\n")]


def test_columns_keep_their_place_from_section_to_section() -> None:
    """They are as wide as the widest cell of all sections; headings come once, and none over an empty column."""
    lines = drawn(ROWS, 70)
    assert len({cell_len(line) for line in lines if line.endswith(("近11万亿元", "28628亿元"))}) == 1
    assert sum("日期" in line for line in lines) == 1
    assert lines[lines.index("2023") - 2 : lines.index("2023")] == ["after", ""]
    assert "Empty" not in "".join(lines)


def test_without_room_the_cells_of_a_row_follow_each_other() -> None:
    """A bare number has its heading before it, so that it still says what it counts; no segment is begun at the end."""
    counts = [[Text("李洪彪"), Text("专家"), Text("10"), Text()], [Text("徐林"), Text("司长"), Text("3亿"), Text()]]
    (text,) = tables(COLUMNS, [Section(counts)], 24)
    assert isinstance(text, Text)
    assert text.plain.split("\n") == ["李洪彪  专家  Value 10", "徐林  司长  3亿"]
    for width, lines in ((20, ["甲" * 9, "乙乙"]), (30, [f"{'甲' * 9}  乙乙"])):
        assert run([Text("甲" * 9), Text("乙乙"), Text()], width).plain.split("\n") == lines


def test_later_lines_are_indented() -> None:
    """After a lead or a margin; at the left where there is no room for that; styles stay where they were."""
    assert indented(Text("甲" * 12), Text("1–4"), 4, 22).plain == f"1–4 {'甲' * 9}\n    {'甲' * 3}"
    assert indented(Text("甲" * 8), Text("1–4"), 4, 18).plain == f"1–4 {'甲' * 7}\n甲"
    assert table.wrap(Text("甲" * 9), 8, 2).plain == "甲甲甲甲\n  甲甲甲\n  甲甲"
    text = table.wrap(Text.assemble("ab ", ("cdefgh", "bold")), 3)
    assert [text.plain[span.start : span.end] for span in text.spans] == ["cde", "fgh"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("[red]a[/red]\x1b[31m\x07\x9b\x7f\u202e\u3000x", "[red]a[/red]␛[31m␇<U+009B><U+007F><U+202E>\u3000x"),
        (("甲", "乙"), "甲、乙"),
        ({"speaker": "他"}, "speaker: 他"),
        (None, ""),
    ],
)
def test_a_value_as_people_read_it(value: object, shown: str) -> None:
    """What cannot be seen is shown, and does nothing."""
    assert cell(value) == shown


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text."""
    return [line.plain for line in table.lines(Text(text), width)]


def bare(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("width", [*range(14, 41), 60, 80, 100, 200])
def test_lines_of_the_article_and_of_its_glosses(width: int) -> None:
    """No character is lost, no line is too wide, punctuation keeps to its side, a number keeps its unit."""
    for text in [*PROSE, *(fact.title_en for fact in BASE.facts()), *(fact.note_en or "" for fact in BASE.facts())]:
        lines = wrapped(text, width)
        assert bare("".join(lines)) == bare(text)
        assert [line for line in lines if cell_len(line) > width] == []
        assert [line for line in lines[1:] if line[0] in "、，。；：！？）”》"] == []
        assert [line for line in lines[:-1] if line[-1] in "“（《"] == []
        for number in set(NUMBER.findall(text)):
            assert cell_len(number) + 2 > width or sum(line.count(number) for line in lines) == text.count(number)


@given(st.one_of(st.text(max_size=80), st.text(st.sampled_from("甲乙ab1 ，。“"), max_size=60)), st.integers(2, 200))
def test_any_text_survives(text: str, width: int) -> None:
    """Each character that is not white space is printed, in order; a line made to fit is not broken again."""
    lines = wrapped(clean(text), width)
    assert bare("".join(lines)) == bare(clean(text))
    for line in lines:
        assert [each.rstrip() for each in wrapped(line, width)] == [line.rstrip()]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("甲\n\n  乙", 80, ["甲", "", "  乙"]),
        ("", 80, [""]),
        ("transfers-heilongjiang-2003-2022 在", 20, ["transfers-heilongjiang-2003-2022", "在"]),
        ("见https://example.org/a/very/long/address。", 12, ["见", "https://example.org/a/very/long/address。"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("(2003–2022) (120028亿元)", 12, ["(2003–2022)", "(120028亿元)"]),
        ("of nearly 11 trillion yuan", 24, ["of", "nearly 11 trillion yuan"]),
        ("or 100 or more kinds", 18, ["or", "100 or more kinds"]),
        ("fell 3.6 percentage points", 23, ["fell", "3.6 percentage points"]),
        ("自2023年10月27日起", 12, ["自", "2023年10月", "27日起"]),
        ("自2023年10月27日起", 14, ["自", "2023年10月27日", "起"]),
        ("China’s economy", 8, ["China’s", "economy"]),
        (f"甲乙丙{TIE}⚠", 6, ["甲乙", "丙 ⚠"]),
        (f"transfers-jilin{TIE}7", 16, ["transfers-jilin", "7"]),
        (f"industrialisation{TIE}¶17", 18, ["industrialisation ", "¶17"]),
    ],
)
def test_what_stays_together(text: str, width: int, lines: list[str]) -> None:
    """Line breaks, ids, addresses, periods, amounts and dates."""
    assert wrapped(text, width) == lines


def test_a_long_run_is_broken_in_reasonable_time() -> None:
    """A word of a hundred thousand characters is cut, not searched again and again."""
    assert len(wrapped("a" * 100_000, 80)) == 1250
