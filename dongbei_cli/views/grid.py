"""Rich tables that lose no character at any width, and the lines they turn into where they do not fit."""

from collections.abc import Sequence
from typing import NamedTuple

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dongbei_cli.views import typesetting

NARROW = 40
GUTTER = 3
"""Cells between two columns: what the padding and the divider of the box take."""
FEWEST_CELLS = 14
"""What a column of prose wants at the least, where the terminal has it."""


class Column(NamedTuple):
    """A heading and how its cells stand; `prose` columns share the room that is left."""

    heading: str
    right: bool = False
    prose: bool = False


def fold(text: Text, room: int) -> Text:
    """`text` with line breaks so that no line takes more than `room` cells; its styles stay."""
    offsets = [offset for line in typesetting.line_offsets(text.plain, room) for offset in line]
    return Text("\n").join(text.divide(offsets)[1::2])  # one cut for all: a slice looks at the whole text


def least(column: Column, cells: Sequence[Text]) -> int:
    """Cells that a column cannot do without."""
    pieces = max((typesetting.longest_piece(cell.plain) for cell in cells), default=0)
    return max(pieces, typesetting.longest_piece(column.heading), FEWEST_CELLS if column.prose else 0)


def wanted(column: Column, cells: Sequence[Text]) -> int:
    """Cells that a column would fill."""
    lines = (line for cell in cells for line in cell.plain.split("\n"))
    return max(max(map(typesetting.width, lines), default=0), typesetting.width(column.heading))


def table(columns: Sequence[Column], rows: Sequence[Sequence[Text]], room: int, spaced: bool = False) -> RenderableType:
    """A table of at most `room` cells, or one `heading: value` line a cell where it does not fit."""
    by_column = [[row[number] for row in rows] for number in range(len(columns))]
    filled = [number for number, cells in enumerate(by_column) if any(cell.plain for cell in cells)]
    columns, by_column = [columns[n] for n in filled], [by_column[n] for n in filled]
    widths = column_widths(columns, by_column, room - GUTTER * (len(columns) - 1)) if room >= NARROW else None
    if widths is None:
        return lines(columns, list(zip(*by_column, strict=True)), room)
    drawn = Table(
        box=box.SIMPLE_HEAD, padding=(0, GUTTER - 1, 0, 0), pad_edge=False, show_edge=False, leading=int(spaced)
    )
    for column, width in zip(columns, widths, strict=True):
        drawn.add_column(
            fold(Text(column.heading), width), width=width, no_wrap=True, justify="right" if column.right else "left"
        )
    for row in zip(*by_column, strict=True):
        drawn.add_row(*(fold(cell, width) for cell, width in zip(row, widths, strict=True)))
    return drawn


def column_widths(columns: Sequence[Column], by_column: Sequence[Sequence[Text]], room: int) -> list[int] | None:
    """How wide each column is; columns of short values are folded only where prose would have no room otherwise."""
    lows = [least(column, cells) for column, cells in zip(columns, by_column, strict=True)]
    highs = [wanted(column, cells) for column, cells in zip(columns, by_column, strict=True)]
    whole = [low if column.prose else high for column, low, high in zip(columns, lows, highs, strict=True)]
    return typesetting.column_widths(whole, highs, room) or typesetting.column_widths(lows, highs, room)


def lines(columns: Sequence[Column], rows: Sequence[Sequence[Text]], room: int) -> RenderableType:
    """The rows one below the other, each cell as `heading: value`."""
    blocks: list[RenderableType] = []
    for row in rows:
        block = Text("\n").join(
            fold(Text.assemble((f"{column.heading}: " if column.heading else "", "bold"), cell), room)
            for column, cell in zip(columns, row, strict=True)
            if cell.plain
        )
        blocks.append(Padding(block, (0, 0, 1, 0)))
    return Group(*blocks)
