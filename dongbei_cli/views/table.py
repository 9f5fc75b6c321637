"""Tables of records: `rich.table.Table` without a box, whose lines are broken before Rich sees them.

What sections have in common is how wide their columns are, so that columns keep their place. Where there is no room
for columns, the cells of a row follow each other.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.views.wrap import longest_piece, wrap

NARROW = 40
ROOMY = 100
"""With so many cells a table has a column for ids."""
LEAST_PROSE = 16
GUTTER = 2
APART = "  "
BLANK = Text("")
RULE = "─"
UNSEEN = ("Cf", "Cs", "Zl", "Zp")
"""Categories of characters that have no picture and change how others are seen: marks of direction, line separators."""

LABELS: dict[str, tuple[str, str]] = {
    "head": ("题", "head"),
    "note": ("注：", "Note: "),
    "contradiction": ("原文矛盾：", "The article contradicts itself: "),
    "share": ("占比", "Share"),
    "bar": ("图", "Bar"),
    "computed": ("实际相加", "computed sum"),
    "gives": ("计算所得", "computed"),
    "change": ("计算所得变化", "computed change"),
    "stated": ("原文所说的合计", "stated total"),
    "open": ("░ 措辞留有的余地", "░ what the words leave open"),
    "incomplete": ("未列合计：和由{parts}项相加，这里只显示其中{shown}项", "No total: of the {parts} parts {shown} are shown"),
    "mere counts": (
        "另有{count}个只是句中的计数（如三大、第七次），未列：--all",
        "Left out, since they only count things of their sentence (三大, 第七次): {count} · --all",
    ),
    "periods": ("时期", "Periods"),
    "expected": ("近期与展望", "Recent, without a date, and expected"),
    "inferred": ("* 起止由发布日期推算", "* counted from the date of publication"),
    "official": ("● 会议提出", "● put forward by a meeting"),
    "statements": ("{name}另有{count}条言论：dongbei quote -e {name}", "{count} statements of {name} beside: dongbei quote -e {name}"),
    "hints": ("词句与注：-l · 单条：dongbei show ID", "words and notes: -l · one fact: dongbei show ID"),
    "article": (
        "⌜ ⌟ 一条事实的起止 · 颜色示类别 · 清单与编号：--index",
        "⌜ ⌟ where a fact begins and ends · colours tell kinds · numbered list: --index",
    ),
    "index": ("⌜ 起 · ¹ 止处的编号，见下表 · 颜色示类别", "⌜ begins · ¹ ends, its number below · colours tell kinds"),
    "picture": ("图", "picture"),
    "citations": ("引文著录", "Citations"),
    "fact base": ("数据库", "Fact base"),
    "to cite": ("引用", "To cite"),
    "in the article": ("文中", "In the article"),
    "claimed": ("已收录", "Claimed"),
    "unclaimed": ("未收录", "Unclaimed"),
    "waived": ("免收录", "Waived"),
    "proved": ("{rules}条规则，{proved}项已证，{failed}项不成立", "{rules} rules, {proved} things proved, {failed} failed"),
    "rule": ("规则", "Rule"),
    "holds": ("成立", "Proved"),
    "fails": ("不成立", "Failed"),
    "number": ("序号", "No."),
    "sentence": ("句子", "sentences"),
    "digits": ("数字", "digit runs"),
    "quantity": ("数量", "quantities"),
    "date": ("日期", "dates"),
    "quotation": ("引号内文字", "quotations"),
    "title": ("书名号内文字", "titles"),
    "name": ("人名与机构名", "names"),
    "image": ("图片", "image"),
    "metadata": ("文头", "head of the article"),
}  # fmt: skip
"""What tables say that is no field of a record and no word of a vocabulary."""


def label(key: str, lang: str) -> str:
    """Return words of LABELS in `lang`; a key that has none comes back as it is."""
    chinese, english = LABELS.get(key, (key, key))
    return chinese if lang == "zh" else english


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
    """Draw a table a section, all of one shape; `ruled` has a line under the headings, `spaced` blank ones between rows
    that begin with something.
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
    """Draw the cells of a row after each other, the prose on lines of its own."""
    lines = []
    for row in rows:
        parts: list[Text] = [Text()]
        for column, cell in zip(columns, row, strict=True):
            if cell.plain and column.prose:
                parts += [cell, Text()]
            elif cell.plain:
                parts[-1].append(APART if parts[-1].plain else "").append_text(Text(" ").join(cell.split("\n")))
        lines.append(Text("\n").join(wrap(part, width) for part in parts if part.plain))
    return Text("\n").join(lines)


def run(segments: Iterable[Text], width: int) -> Text:
    """Draw segments after each other, each on a line of its own that does not fit on the line whole."""
    lines: list[Text] = []
    for segment in segments:
        if lines and cell_len(lines[-1].plain) + len(APART) + cell_len(segment.plain) <= width:
            lines[-1].append(APART).append_text(segment)
        elif segment.plain:
            lines.append(segment.copy())
    return wrap(Text("\n").join(lines), width)


def indented(text: Text, lead: Text, margin: int, width: int) -> Text:
    """Draw a text after its lead, its other lines `margin` cells from the left; at the left where there is no room."""
    if width - margin < LEAST_PROSE or longest_piece(text.plain) > width - margin:
        return wrap(Text.assemble(lead, " " if lead.plain.strip() else "", text), width)
    gap = " " * (margin - cell_len(lead.plain))
    return Text.assemble(lead, gap, Text("\n" + " " * margin).join(wrap(text, width - margin).split("\n", allow_blank=True)))


class Pictures(dict[int, str]):
    """What is shown of each character, found when first asked for."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        if category == "Cc":
            self[code] = "␡" if code == 0x7F else chr(0x2400 + code % 0x80)
        else:
            self[code] = f"<U+{code:04X}>" if category in UNSEEN else chr(code)
        return self[code]


PICTURES = Pictures()


def clean(text: str) -> str:
    """Return the text with all that cannot be seen shown as its picture or its code, so that it does nothing."""
    return text.translate(PICTURES)


def cell(value: Any) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, dict):
        return "; ".join(f"{clean(str(key))}: {cell(each)}" for key, each in value.items())
    if isinstance(value, tuple | list):
        return "、".join(map(cell, value))
    return "" if value is None else clean(f"{value:f}" if isinstance(value, Decimal) else str(value))


def place(body_paragraph: int | None, lang: str) -> Text:
    """Return the paragraph that a reader counts; 题 or head for what stands above the text or in a heading."""
    return Text(f"¶{body_paragraph}" if body_paragraph else label("head", lang), "dim")


def title(record: model.Record, lang: str) -> str:
    """Return the title of a record in `lang`."""
    return clean(record.title if lang == "zh" else record.title_en)


def note(record: model.Record, lang: str) -> str:
    """Return the note of a record; in Chinese where it has no English."""
    return clean((record.note if lang == "zh" else record.note_en) or record.note or "")
