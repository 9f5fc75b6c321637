"""Tables of records: `rich.table.Table` without a box, whose lines are broken before Rich sees them.

No line begins with closing or ends with opening punctuation; a number keeps its qualifier and its unit; ids and
addresses are never broken; nothing is lost but the spaces at which a line breaks. Sections share the width of their
columns. Where there is no room for columns, the cells of a row follow each other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from rich.cells import cell_len, chop_cells
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dongbei_cli.errors import translated

NARROW = 40
ROOMY = 100  # with so many cells a table has a column for ids
LEAST_PROSE = 16
GUTTER = 2
APART = "  "
BLANK = Text("")
TIE = "\ue000"  # A space at which no line breaks; `clean` lets none of a base through
SHORT = 4  # cells of a paragraph or a count, which has no line of its own
RULE = "─"
OPENING = "“‘（《〈「『【〔([⌜"
CLOSING = "、，。；：！？”’）》〉」』】〕]…,.;:!?)%％⌟⁰¹²³⁴⁵⁶⁷⁸⁹·⁻●*"


class Look(NamedTuple):
    """How to draw: language, cells of a line, whether at length, whether a filter narrowed the answer.

    `everything` shows mere counts among figures, `chart` has long bars; `numbered` numbers the facts of the article and
    lists them below; `days` are the first and the last one that a timeline was asked for.
    """

    lang: str
    width: int
    long: bool = False
    narrowed: bool = False
    everything: bool = False
    chart: bool = False
    numbered: bool = False
    days: tuple[str | None, str | None] = (None, None)

    def say(self, text: str, **values: object) -> str:
        """Return an English text or template of ours in the language of the reader."""
        said = translated(text, self.lang)
        return said.format(**values) if values else said


class Column(NamedTuple):
    """A column; one of prose takes the room that the others leave. `margin` indents lines of a cell but the first."""

    heading: str = ""
    justify: Literal["left", "right"] = "left"
    prose: bool = False
    margin: int = 0


class Section(NamedTuple):
    """Rows under a heading, and what follows them."""

    rows: Sequence[Sequence[Text]]
    heading: Text | None = None
    after: Sequence[RenderableType] = ()


def tables(
    columns: Sequence[Column], sections: Iterable[Section], width: int, *, ruled: bool = False, spaced: bool = False
) -> Iterator[RenderableType]:
    """Draw a table a section, all of one shape: `ruled` under the headings, `spaced` by blank lines between rows."""
    sections = list(sections)
    rows = [row for section in sections for row in section.rows]
    filled = [at for at in range(len(columns)) if any(row[at].plain for row in rows)]
    columns = [columns[at] for at in filled]
    sections = [section._replace(rows=[[row[at] for at in filled] for row in section.rows]) for section in sections]
    widths = column_widths(columns, [row for section in sections for row in section.rows], width)
    headings = [Text(column.heading, "bold") for column in columns] if any(each.heading for each in columns) else []
    for number, section in enumerate(sections):
        title = [wrap(section.heading, width)] if section.heading else []
        headed = bool(widths and headings and (ruled or not number))
        yield from [BLANK] if number else []
        yield from title if ruled or not headed else []
        if widths and headed:
            yield table(columns, [headings], widths)
            yield from [Text(RULE * (sum(widths) + GUTTER * (len(widths) - 1)))] if ruled else title
        yield table(columns, section.rows, widths, spaced) if widths else stacked(columns, section.rows, width)
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
        cells = zip(row, widths, columns, strict=True)
        drawn.add_row(*(wrap(cell, width, column.margin) for cell, width, column in cells))
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
    pattern, fixed, _ = pieces()
    whole = (match.group() for row in rows for match in pattern.finditer(row[prose].plain))
    needed = max([min(LEAST_PROSE, wanted[prose]), 1, *(cell_len(piece) for piece in whole if fixed.fullmatch(piece))])
    wanted[prose] += min(room, 0)
    return wanted if width >= NARROW and wanted[prose] >= needed else None


def stacked(columns: Sequence[Column], rows: Sequence[Sequence[Text]], width: int) -> Text:
    """Draw the cells of a row after each other, bare numbers after their headings; other lines are indented."""
    blocks = []
    for row in rows:
        first: list[Text] = []
        below: list[Text] = []
        for column, cell in zip(columns, row, strict=True):
            head, *rest = cell.split("\n") if column.prose else [Text(" ").join(cell.split("\n"))]
            named = f"{column.heading}{TIE}" if column.heading and head.plain.isdigit() else ""
            gap = (TIE * len(APART) if head.cell_len <= SHORT and not named else APART) if first else ""
            first += [Text.assemble(gap, named, head)] if head.plain else []
            below += rest
        blocks.append(wrap(Text("\n").join([Text().join(first), *below]), width, len(APART)))
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
    if width - margin < LEAST_PROSE:
        return wrap(Text.assemble(lead, " " if lead.plain.strip() else "", text), width)
    blank = " " * margin
    found = [line if line.cell_len > width - margin else Text(blank) + line for line in lines(text, width - margin)]
    if found[0].plain.startswith(blank):
        return Text("\n").join([Text.assemble(lead, blank[lead.cell_len :], found[0][margin:]), *found[1:]])
    return Text("\n").join([lead, *found])


@cache
def pieces() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a piece that stays together, of an id or address, and of a seam of a long piece."""
    digits = r"[0-9０-９](?:[.,，:：~～–—/-]?[0-9０-９])*"
    counted = "[十百千万亿]*(?:个百分点|百分点|周年|[元人年月日种份个次波极省区大成倍段页％])?"
    measured = (
        "%|(?: or more)?(?: (?:thousand|million|billion|trillion))?"
        "(?: (?:percentage|basis|square|cubic|nautical|US))?(?: [a-z]+)?(?: or more)?"
    )
    qualified = "(?:nearly |about |over |[近约超逾上第¶+−])?"
    number = f"{qualified}{digits}{counted}(?:(?:[0-9]+[月日]){{1,2}}|{measured})"
    day = r"[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}|[A-Z][a-z]+ [0-9]{4}"
    word = r"[!-~À-ɏ]+(?:’[a-z]+)*"
    bar = "[█▏▎▍▌▋▊▉]+"
    opening, closing = re.escape(OPENING), re.escape(CLOSING)
    whole = rf"[{opening}]*(?:{day}|(?<![0-9A-Za-z-]){number}|{word}|{bar}|.)[{closing}]*"
    tied = rf"[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?={TIE})|{whole}(?:{TIE}+{whole})*"
    fixed = r"[\[(⌜]?(?:https?://\S+|[a-z0-9]+(?:-[a-z0-9]+)+)[\])，,.;:]*"
    seam = rf"(?<=[-/_&=?])(?=\w)|(?<=[ {TIE}])|(?<=[年月])(?=[0-9])"
    return re.compile(rf"(?P<gap>[ \n{TIE}]+)|{tied}", re.DOTALL), re.compile(fixed), re.compile(seam)


def wrap(text: Text, width: int, margin: int = 0) -> Text:
    """Return the text with its lines broken at `width` cells, all but the first one indented; its styles stay."""
    return Text("\n" + " " * margin).join(lines(text, width, margin))


def lines(text: Text, width: int, margin: int = 0) -> list[Text]:
    """Return the lines of the text, at most `width` cells each, all but the first one less by a margin."""
    offsets: list[int] = []  # where each line begins and ends
    start = end = used = 0
    room, rest = width, max(width - margin, 2)
    for match in pieces()[0].finditer(text.plain):
        piece, size = match.group(), cell_len(match.group())
        if match["gap"]:
            used += size
            for at, character in enumerate(piece, match.start() + 1):
                if character == "\n":
                    offsets += start, end
                    start, end, used, room = at, at, match.end() - at, rest
        elif used + size <= room:
            used, end = used + size, match.end()
        else:
            offsets += (start, end) if end > start else ()
            start, room = match.start(), rest
            *whole, last = chopped(piece, room)
            for part in whole:
                offsets += start, start + len(part)
                start += len(part)
            used, end = cell_len(last), match.end()
    found = list(text.divide([*offsets, start, end])[1::2])
    for line in found:
        line.plain = line.plain.replace(TIE, " ")
    return found


def chopped(piece: str, width: int) -> list[str]:
    """Cut a piece that is wider than a line, at a seam where it has one; an id or address stays whole."""
    _, fixed, seam = pieces()
    if cell_len(piece) <= width or fixed.fullmatch(piece):
        return [piece]
    parts = []
    while cell_len(head := piece[: 4 * width]) > width:
        fits = len(chop_cells(head, width)[0]) or 1
        seams = [match.start() for match in seam.finditer(head[: fits + 1]) if 0 < match.start() <= fits]
        whole = next((at for at in range(min(fits, len(head) - 1), 0, -1) if head[at] not in CLOSING), fits)
        cut = seams[-1] if seams else whole
        parts.append(piece[:cut])
        piece = piece[cut:]
    return [*parts, piece] if piece else parts
