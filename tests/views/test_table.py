"""Tables: every cell can be read at every width, columns keep their place, nothing is markup."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dongbei_cli.views.table import Column, Section, indented, run, tables
from dongbei_cli.views.words import LABELS, cell
from tests.screen import Screen

COLUMNS = [Column("日期"), Column("Event", prose=True), Column("Value", "right"), Column("Empty")]
ROWS = [
    ["2003-10", "振兴东北等老工业基地的若干意见印发，2003年10月，中共中央、国务院正式印发《意见》", "近11万亿元", ""],
    ["", "[bold]no markup[/bold] :smile: https://example.org “第四极”（引号）、顿号", "8.50%", ""],
    ["2023", "a-very-long-identifier-2003-2022", "28628亿元", ""],
]


def texts(rows: list[list[str]]) -> list[list[Text]]:
    """Rows of cells."""
    return [[Text(cell) for cell in row] for row in rows]


def drawn(sections: list[Section], width: int, *, ruled: bool = False, spaced: bool = False) -> str:
    """Tables as plain text."""
    file = io.StringIO()
    console = Console(file=file, width=width, highlight=False, markup=False, emoji=False)
    for renderable in tables(COLUMNS, sections, width, ruled=ruled, spaced=spaced):
        console.print(renderable, no_wrap=True, overflow="ignore", crop=False)
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n"))


@pytest.mark.parametrize("width", [10, 20, 39, 40, 41, 50, 60, 80, 120, 200])
def test_every_cell_can_be_read(width: int) -> None:
    """In columns or not, no character is cut, and no line is too wide but for the id and the address."""
    text = drawn([Section(texts(ROWS))], width)
    screen = Screen(text)
    assert [cell for row in ROWS for cell in row if not screen.shows(cell)] == []
    wide = [line for line in screen.lines if cell_len(line) > width]
    assert [line for line in wide if not any(word in line for word in ("a-very-long", "https://"))] == []
    assert "Empty" not in text


def test_columns_keep_their_place_from_section_to_section() -> None:
    """They are as wide as the widest cell of all sections; headings come once."""
    text = drawn([Section(texts(ROWS[:1]), Text("One")), Section(texts(ROWS[2:]), Text("Two"), [Text("after")])], 60)
    lines = text.rstrip("\n").split("\n")
    ends = {cell_len(line) for line in lines if line.endswith(("近11万亿元", "28628亿元"))}
    assert len(ends) == 1
    assert text.count("日期") == 1
    assert lines[-1] == "after"
    assert lines[lines.index("Two") - 1] == ""


def test_a_ruled_table_has_its_headings_in_each_section() -> None:
    """Under the name of the section, over a line as long as the table."""
    lines = drawn([Section(texts(ROWS[2:]), Text("One"))], 60, ruled=True).split("\n")
    assert lines[0] == "One"
    assert lines[1].startswith("日期  Event")
    assert lines[2] == "─" * cell_len(lines[3])


@pytest.mark.parametrize(("width", "lines"), [(20, ["甲甲甲甲甲甲甲甲甲", "乙乙"]), (30, ["甲甲甲甲甲甲甲甲甲  乙乙"])])
def test_a_segment_without_room_beside_another_has_a_line_of_its_own(width: int, lines: list[str]) -> None:
    """It is not begun at the end of the line."""
    assert run([Text("甲" * 9), Text("乙乙"), Text()], width).plain.split("\n") == lines


def test_lines_after_a_lead_are_indented() -> None:
    """At the left where there is no room for that."""
    assert indented(Text("甲" * 12), Text("1–4"), 4, 22).plain == f"1–4 {'甲' * 9}\n    {'甲' * 3}"
    assert indented(Text("甲" * 8), Text("1–4"), 4, 18).plain == f"1–4 {'甲' * 7}\n甲"


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


def test_labels_have_both_languages() -> None:
    """And name the same placeholders in both."""
    for key, (chinese, english) in LABELS.items():
        names = [{part.partition("}")[0] for part in text.split("{")[1:]} for text in (chinese, english)]
        assert chinese and english and names[0] == names[1], key  # noqa: PT018
