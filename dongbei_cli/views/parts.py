"""The pieces that several views are made of. Everything from a base becomes `Text`, so nothing in it is markup."""

import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.readings import edtf
from dongbei_cli.views.grid import fold
from dongbei_cli.views.labels import label
from dongbei_cli.views.typesetting import width

BLANK = Text("")
APART = "  "
"""Between two things that stand on one line."""
MARKS = ("[", "]")
UNSEEN = ("Cf", "Cs", "Zl", "Zp")
"""Categories of characters that have no picture and change how others are seen: marks of direction, line separators."""


class Pictures(dict[int, str]):
    """What is shown of each character, found when first asked for."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category == "Cc":
            character = "␡" if code == 0x7F else chr(0x2400 + code % 0x80)
        elif category in UNSEEN:
            character = f"<U+{code:04X}>"
        self[code] = character
        return character


PICTURES = Pictures()


def date(record: model.Record, lang: str, strip: Text = BLANK) -> Text:
    """When, in words and on a scale; the article's own wording below it where that says it otherwise."""
    text = Text().append(dated(record, lang), "bold cyan")
    own_wording = getattr(record, "date_text", None)
    if strip.plain:
        text.append("\n").append_text(strip)
    if own_wording and own_wording not in text.plain:
        text.append(f"\n{clean(own_wording)}", "dim")
    return text


def dated(record: model.Record, lang: str) -> str:
    """The date or period of a record as `lang` writes it; empty where it has none."""
    found = expression(record)
    return edtf.worded(found, lang) if found else ""


def expression(record: model.Record) -> str:
    """The date or period of a record in EDTF; empty where it has none."""
    return getattr(record, "date", None) or getattr(record, "period", None) or ""


def headline(record: model.Record, lang: str, with_kind: bool = False) -> Text:
    """The title; its English where that is read."""
    text = Text()
    if with_kind:
        text.append(f"{label(record.kind, lang)} ", "magenta")
    return text.append(clean(record.title if lang == "zh" else record.title_en), "bold")


def tail(record: model.Record, lang: str, noted: bool = True) -> list[Text]:
    """What stands below a record: its id, before it the Chinese of an English title, and what is to be known of it."""
    found = [Text(clean(record.id), "dim")]
    if lang == "en":
        found = [run([Text(clean(record.title)), *found])]
    note = noted and said(record, lang)
    return [*found, Text(f"{label('Note', lang)}{note}", "dim italic")] if note else found


def said(record: model.Record, lang: str) -> str:
    """The note of a record; in Chinese where it has no English."""
    return clean((record.note if lang == "zh" else record.note_en) or record.note or "")


def run(segments: Iterable[Text], room: int = 10**6) -> Text:
    """Segments after each other, each on a line of its own that does not fit on the line whole."""
    lines: list[Text] = []
    for segment in segments:
        if lines and width(lines[-1].plain) + len(APART) + width(segment.plain) <= room:
            lines[-1].append(APART).append_text(segment)
        else:
            lines.append(Text().append_text(segment))
    return fold(Text("\n").join(lines), room)


def ranges(numbers: Iterable[int], dash: str = "–", comma: str = ", ") -> str:
    """Numbers, which rise: three and more in a row with a dash, as 3–5, others with a comma between."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return comma.join(f"{row[0]}{dash}{row[-1]}" if len(row) > 2 else comma.join(map(str, row)) for row in rows)


def words(record: model.Record, lang: str) -> Text:
    """The exact words of the article and their paragraph."""
    return Text(clean(record.excerpt)).append(f" {paragraph(record.paragraph, lang)}", "dim")


def paragraph(number: int, lang: str) -> str:
    """A reference to a paragraph."""
    return f"[第{number}段]" if lang == "zh" else f"[para {number}]"


def clean(text: str) -> str:
    """`text` with all that cannot be seen shown as its picture or its code, so that none of it acts on the terminal."""
    return text.translate(PICTURES)


def cell(value: object) -> str:
    """One value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "、".join(cell(member) for member in value)
    return clean(f"{value:f}" if isinstance(value, Decimal) else str(value))


def source_line(source: model.Source, lang: str, room: int) -> RenderableType:
    """Where all this stands, after a blank line."""
    when = edtf.worded(source.published, lang)
    if lang == "zh":
        told = f"来源：{source.author}：《{source.title}》，{source.publisher}，{when}，{source.url}"
    else:
        people = f"{source.author_en} {source.author}, {source.publisher_en} {source.publisher}"
        told = f"Source: {people}, {when}, 《{source.title}》, {source.url}"
    return Text("\n").append_text(fold(Text(clean(told), "dim"), room))


def bracketed(text: str, spans: Sequence[tuple[int, int]]) -> Text:
    """`text` with these passages, which may overlap, marked: in colour and in brackets."""
    covered = [any(start <= position < end for start, end in spans) for position in range(len(text))]
    result = Text()
    for inside, stretch in groupby(zip(text, covered, strict=True), itemgetter(1)):
        words = clean("".join(character for character, _ in stretch))
        result.append(MARKS[0] + words + MARKS[1] if inside else words, "bold yellow" if inside else "")
    return result
