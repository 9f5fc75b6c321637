"""Tables that lose nothing: every cell can be read at every width, on lines that fit."""

import pytest
from rich.cells import cell_len
from rich.text import Text

from dongbei_cli.cli import terminal
from dongbei_cli.views import typesetting
from dongbei_cli.views.grid import Column, fold, table
from tests.screen import Screen

WIDTHS = [1, 2, 5, 10, 20, 30, 39, 40, 41, 60, 80, 100, 120, 200]
COLUMNS = [Column("日期"), Column("Event", prose=True), Column("Value", right=True), Column("Words", prose=True)]
ROWS = [
    ["2003-10", "振兴东北等老工业基地的若干意见印发", "近11万亿元", "2003年10月，中共中央、国务院正式印发《意见》。"],
    ["", "[bold]no markup[/bold] :smile: https://example.org", "8.50%", "“第四极”（引号）、顿号，逗号；分号"],
    ["2023", "a-very-long-identifier-2003-2022", "28628亿元", "…"],
]


def drawn(columns: list[Column], rows: list[list[str]], capsys: pytest.CaptureFixture[bytes]) -> str:
    """A table as plain text, drawn the way the commands draw."""
    texts = [[Text(cell) for cell in row] for row in rows]
    terminal.show(terminal.drawn(lambda width: iter([table(columns, texts, width)])), paged=False)
    return capsys.readouterr().out.decode()


@pytest.mark.parametrize("room", WIDTHS)
def test_every_cell_can_be_read_and_every_line_fits(
    room: int, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Table or lines, no character is cut, nothing is taken for markup, and no line is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", str(room))
    text = drawn(COLUMNS, ROWS, capsysbinary)
    screen = Screen(text)
    assert [cell for row in ROWS for cell in row if not screen.shows(cell)] == []
    assert max(map(cell_len, screen.lines)) <= max(room, 2)
    assert text.count("…") == 1


@pytest.mark.parametrize(("room", "is_table"), [(39, False), (40, True), (200, True)])
def test_under_forty_columns_cells_stand_one_below_the_other(
    room: int, is_table: bool, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A phone's width gets `key: value` lines, without a line for a cell that is empty."""
    monkeypatch.setenv("COLUMNS", str(room))
    text = drawn([Column("A"), Column("B")], [["1", "2"], ["", "4"]], capsysbinary)
    assert ("A: 1\nB: 2\n\nB: 4\n" in text) == (not is_table)
    assert ("─" in text) == is_table


def test_a_column_without_a_value_takes_no_room(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its heading is left out as well."""
    monkeypatch.setenv("COLUMNS", "80")
    text = drawn([Column("A"), Column("Empty"), Column("C")], [["1", "", "3"]], capsysbinary)
    assert "Empty" not in text
    assert text.split()[:2] == ["A", "C"]


def test_a_column_without_a_heading_has_no_colon(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where cells become lines, one that needs no heading stands alone."""
    monkeypatch.setenv("COLUMNS", "30")
    assert drawn([Column(""), Column("B")], [["甲", "2"]], capsysbinary).startswith("甲\nB: 2")


def test_folding_keeps_styles_where_they_were() -> None:
    """A bold word is bold on both of its lines."""
    folded = fold(Text.assemble("ab ", ("cd-ef", "bold")), 3)
    assert folded.plain == "ab\ncd-\nef"
    assert [folded.plain[span.start : span.end] for span in folded.spans] == ["cd-", "ef"]


def test_a_table_is_as_wide_as_its_widest_cells_where_there_is_room() -> None:
    """No value is folded in a terminal that has room for it."""
    assert typesetting.width(ROWS[0][3]) < 60
    assert fold(Text(ROWS[0][3]), 60).plain == ROWS[0][3]
