"""Tables of records: `rich.table.Table` without a box, whose lines are broken before Rich sees them.

What sections have in common is how wide their columns are, so that columns keep their place. Where there is no room
for columns, the cells of a row follow each other.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dongbei_cli.views.wrap import lines, longest_piece, wrap

NARROW = 40
ROOMY = 100
"""With so many cells a table has a column for ids."""
LEAST_PROSE = 16
GUTTER = 2
APART = "  "
BLANK = Text("")
RULE = "─"


class Look(NamedTuple):
    """How to draw: language, cells of a line, whether at length, whether a filter narrowed the answer.

    `everything` shows mere counts among figures; `numbered` numbers the facts of the article and lists them below.
    """

    lang: str
    width: int
    long: bool = False
    narrowed: bool = False
    everything: bool = False
    numbered: bool = False


class Column(NamedTuple):
    """A column of a table; the one of prose takes the room that the others leave."""

    heading: str = ""
    justify: Literal["left", "right"] = "left"
    prose: bool = False


class Section(NamedTuple):
    """Rows under a heading, and what follows them."""

    rows: Sequence[Sequence[Text]]
    heading: Text | None = None
    after: Sequence[RenderableType] = ()


def tables(
    columns: Sequence[Column], sections: Iterable[Section], width: int, *, ruled: bool = False, spaced: bool = False
) -> Iterator[RenderableType]:
    """Draw a table a section, all of one shape.

    `ruled` has a line under the headings, `spaced` a blank one before each row that begins with something.
    """
    sections = list(sections)
    rows = [row for section in sections for row in section.rows]
    filled = [at for at in range(len(columns)) if any(row[at].plain for row in rows)]
    columns = [columns[at] for at in filled]
    sections = [section._replace(rows=[[row[at] for at in filled] for row in section.rows]) for section in sections]
    widths = column_widths(columns, [row for section in sections for row in section.rows], width)
    headings = [Text(column.heading, "bold") for column in columns] if any(each.heading for each in columns) else []
    for number, section in enumerate(sections):
        if number:
            yield BLANK
        if widths and headings and (not number or ruled):
            yield from [wrap(section.heading, width)] if ruled and section.heading else []
            yield table(columns, [headings], widths)
            yield from [Text(RULE * (sum(widths) + GUTTER * (len(widths) - 1)))] if ruled else []
        if section.heading and not (ruled and widths):
            yield wrap(section.heading, width)
        if widths:
            yield table(columns, section.rows, widths, spaced)
        else:
            yield stacked(columns, section.rows, width)
        yield from section.after


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[Text]], widths: Sequence[int], spaced: bool = False
) -> Table:
    """Draw rows in columns of these widths, which hold every piece of their cells."""
    drawn = Table(box=None, pad_edge=False, padding=(0, GUTTER, 0, 0), show_header=False)
    for column, width in zip(columns, widths, strict=True):
        drawn.add_column(width=width, justify=column.justify, overflow="fold")
    for number, row in enumerate(rows):
        if spaced and number and row[0].plain:
            drawn.add_row()
        drawn.add_row(*(wrap(cell, width) for cell, width in zip(row, widths, strict=True)))
    return drawn


def column_widths(columns: Sequence[Column], rows: Sequence[Sequence[Text]], width: int) -> list[int] | None:
    """Return how wide each column is: as wide as its widest cell, and prose what is left; None without room for it."""
    wanted = [
        max(cell_len(line) for text in (column.heading, *(row[at].plain for row in rows)) for line in text.split("\n"))
        for at, column in enumerate(columns)
    ]
    prose = next((at for at, column in enumerate(columns) if column.prose), None)
    room = width - GUTTER * (len(columns) - 1) - sum(wanted)
    if prose is None:
        return wanted if room >= 0 else None
    wanted[prose] = min(wanted[prose], room + wanted[prose])
    needed = max([min(LEAST_PROSE, wanted[prose]), *(longest_piece(row[prose].plain) for row in rows)])
    return wanted if width >= NARROW and wanted[prose] >= max(needed, 1) else None


def stacked(columns: Sequence[Column], rows: Sequence[Sequence[Text]], width: int) -> Text:
    """Draw the cells of a row after each other, the lines of a row but its first one indented."""
    blocks = []
    for row in rows:
        cells = [
            cell if column.prose else Text(" ").join(cell.split("\n"))
            for column, cell in zip(columns, row, strict=True)
            if cell.plain
        ]
        blocks.append(Text(f"\n{APART}").join(lines(Text(APART).join(cells), max(width - len(APART), len(APART)))))
    return Text("\n").join(blocks)


def run(segments: Iterable[Text], width: int) -> Text:
    """Draw segments after each other, each on a line of its own that does not fit on the line whole."""
    found: list[Text] = []
    for segment in segments:
        if found and cell_len(found[-1].plain) + len(APART) + cell_len(segment.plain) <= width:
            found[-1].append(APART).append_text(segment)
        elif segment.plain:
            found.append(Text().append_text(segment))
    return wrap(Text("\n").join(found), width)


def indented(text: Text, lead: Text, margin: int, width: int) -> Text:
    """Draw a text after its lead, its other lines `margin` cells from the left; at the left where there is no room."""
    if width - margin < LEAST_PROSE or longest_piece(text.plain) > width - margin:
        return wrap(Text.assemble(lead, " " if lead.plain.strip() else "", text), width)
    lead = Text.assemble(lead, " " * (margin - cell_len(lead.plain)))
    return lead.append_text(Text("\n" + " " * margin).join(lines(text, width - margin)))
