"""Tables that lose no character at any width, and the lines they turn into where they do not fit.

Drawn here and not by Rich, whose tables have no line that runs across the columns: an id has to stand whole.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from dongbei_cli.views import typesetting

NARROW = 40
GUTTER = 3
"""Cells between two columns."""
FEWEST_CELLS = 14
"""What a column of prose wants at the least, where the terminal has it."""
RULE = "─"


class Column(NamedTuple):
    """A heading and how its cells stand; `prose` columns share the room that is left, and have `floor` at the least."""

    heading: str
    right: bool = False
    prose: bool = False
    floor: int = FEWEST_CELLS


class Frame(NamedTuple):
    """The columns of a table, how wide each is, the room of a line, and the column under which tails stand."""

    columns: Sequence[Column]
    widths: Sequence[int]
    room: int
    at: int

    @property
    def indent(self) -> int:
        """Cells before the column of the tails."""
        return sum(self.widths[: self.at]) + GUTTER * self.at


def fold(text: Text, room: int) -> Text:
    """`text` with line breaks so that no line takes more than `room` cells; its styles stay."""
    return Text("\n").join(folded(text, room))


def folded(text: Text, room: int) -> list[Text]:
    """The lines of `text`, none of more than `room` cells."""
    offsets = [offset for line in typesetting.line_offsets(text.plain, room) for offset in line]
    return list(text.divide(offsets)[1::2])  # one cut for all: a slice looks at the whole text


def least(column: Column, cells: Sequence[Text]) -> int:
    """Cells that a column cannot do without."""
    pieces = max((typesetting.longest_piece(cell.plain) for cell in cells), default=0)
    return max(pieces, typesetting.longest_piece(column.heading), column.floor if column.prose else 0)


def wanted(column: Column, cells: Sequence[Text]) -> int:
    """Cells that a column would fill."""
    lines = (line for text in (column.heading, *(cell.plain for cell in cells)) for line in text.split("\n"))
    return max(map(typesetting.width, lines), default=0)


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Text]],
    room: int,
    spaced: bool = False,
    tails: Sequence[Sequence[Text]] = (),
    at: int = 0,
) -> RenderableType:
    """A table of at most `room` cells, or one `heading: value` line a cell where it does not fit.

    What stands in the `tails` of a row comes below it: in the column `at` where it fits unbroken, else across from it.
    """
    by_column = [[row[number] for row in rows] for number in range(len(columns))]
    filled = [number for number, cells in enumerate(by_column) if any(cell.plain for cell in cells)]
    columns, by_column = [columns[n] for n in filled], [by_column[n] for n in filled]
    widths = column_widths(columns, by_column, room - GUTTER * (len(columns) - 1)) if room >= NARROW else None
    full = list(zip_longest(zip(*by_column, strict=True), tails, fillvalue=()))
    if widths is None:
        return lines(columns, full, room)
    frame = Frame(columns, widths, room, filled.index(at) if at in filled else 0)
    return Group(*drawn(frame, full, spaced))


def column_widths(columns: Sequence[Column], by_column: Sequence[Sequence[Text]], room: int) -> list[int] | None:
    """How wide each column is; columns of short values are folded only where prose would have no room otherwise."""
    lows = [least(column, cells) for column, cells in zip(columns, by_column, strict=True)]
    highs = [wanted(column, cells) for column, cells in zip(columns, by_column, strict=True)]
    whole = [low if column.prose else high for column, low, high in zip(columns, lows, highs, strict=True)]
    return typesetting.column_widths(whole, highs, room) or typesetting.column_widths(lows, highs, room)


def drawn(frame: Frame, rows: Sequence[tuple[Sequence[Text], Sequence[Text]]], spaced: bool) -> Iterator[Text]:
    """Headings, a rule, and the rows, with a blank line between two of them where they are `spaced`."""
    headings = [folded(Text(column.heading, "bold"), width) for column, width in zip(*frame[:2], strict=True)]
    if any(column.heading for column in frame.columns):
        yield beside(frame, headings)
        yield Text(RULE * (sum(frame.widths) + GUTTER * (len(frame.widths) - 1)))
    for number, (cells, tail) in enumerate(rows):
        if spaced and number:
            yield Text()
        yield from row(frame, cells, tail)


def row(frame: Frame, cells: Sequence[Text], tail: Sequence[Text]) -> Iterator[Text]:
    """Cells side by side, and below them what belongs to all of them.

    A tail that is wider than its column begins where that column and those to the right of it have come to an end.
    """
    columns = [folded(cell, width) for cell, width in zip(cells, frame.widths, strict=True)]
    own, room = columns[frame.at], frame.room - frame.indent
    below = list(tail)
    while below and typesetting.width(below[0].plain) <= frame.widths[frame.at]:
        own.append(below.pop(0))
    if below and all(typesetting.longest_whole(piece.plain) <= room for piece in below):
        own += [Text()] * (max(map(len, columns[frame.at :])) - len(own))
        own += [line for piece in below for line in folded(piece, room)]
        below = []
    yield beside(frame, columns)
    yield from (fold(piece, frame.room) for piece in below)


def beside(frame: Frame, cells: Sequence[Sequence[Text]]) -> Text:
    """Lines of cells as lines of the table, without blanks at their ends."""
    found = Text()
    for number, parts in enumerate(zip_longest(*cells)):
        gap = "\n" * bool(number)
        for column, width, part in zip(frame.columns, frame.widths, parts, strict=True):
            used = typesetting.width(part.plain) if part else 0
            if part and used:
                found.append(gap + " " * (width - used) if column.right else gap).append_text(part)
                gap = " " * (GUTTER if column.right else width - used + GUTTER)
            else:
                gap += " " * (width + GUTTER)
        if gap.startswith("\n"):
            found.append("\n")
    return found


def lines(
    columns: Sequence[Column], rows: Sequence[tuple[Sequence[Text], Sequence[Text]]], room: int
) -> RenderableType:
    """The rows one below the other, each cell as `heading: value`."""
    blocks = []
    for number, (cells, tail) in enumerate(rows):
        pieces = [
            Text.assemble((f"{name}: " if (name := column.heading.split("\n")[0]) else "", "bold"), cell)
            for column, cell in zip(columns, cells, strict=True)
            if cell.plain
        ]
        blocks += [Text()] if number else []
        blocks += [fold(piece, room) for piece in (*pieces, *tail)]
    return Group(*blocks)
