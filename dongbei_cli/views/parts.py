"""The pieces that several views are made of. Everything from a base becomes `Text`, so nothing in it is markup."""

import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.readings import edtf
from dongbei_cli.views.grid import fold
from dongbei_cli.views.labels import label

BLANK = Text("")
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


def date(record: model.Record, lang: str) -> Text:
    """When, in words; the article's own wording below it where that says it otherwise."""
    text = Text().append(dated(record, lang), "bold cyan")
    own_wording = getattr(record, "date_text", None)
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
    """Title (in English over the Chinese, where English is read) and id."""
    text = Text()
    if with_kind:
        text.append(f"{label(record.kind, lang)} ", "magenta")
    if lang == "en":
        text.append(f"{clean(record.title_en)}\n", "bold").append(clean(record.title))
    else:
        text.append(clean(record.title), "bold")
    return text.append(f"\n{clean(record.id)}", "dim")


def words(record: model.Record, lang: str) -> Text:
    """The exact words of the article and their paragraph."""
    return Text(clean(record.excerpt)).append(f" {paragraph(record.paragraph, lang)}", "dim")


def paragraph(number: int, lang: str) -> str:
    """A reference to a paragraph."""
    return f"[第{number}段]" if lang == "zh" else f"[para {number}]"


def clean(text: str) -> str:
    """`text` with all that cannot be seen shown as its picture or its code, so that none of it acts on the terminal."""
    return text.translate(PICTURES)


def passages(records: Iterable[model.Record], lang: str, room: int) -> Iterator[RenderableType]:
    """The words that prove these records, each passage once."""
    found = dict.fromkeys((record.paragraph, record.excerpt) for record in records)
    for number, excerpt in found:
        yield fold(Text().append(f"{paragraph(number, lang)} ", "dim").append(clean(excerpt)), room)
    yield BLANK


def cell(value: object) -> str:
    """One value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "、".join(cell(member) for member in value)
    return clean(f"{value:f}" if isinstance(value, Decimal) else str(value))


def source_line(source: model.Source, lang: str, room: int) -> RenderableType:
    """Where all this stands."""
    when = edtf.worded(source.published, lang)
    if lang == "zh":
        told = f"来源：{source.author}：《{source.title}》，{source.publisher}，{when}，{source.url}"
    else:
        people = f"{source.author_en} {source.author}, {source.publisher_en} {source.publisher}"
        told = f"Source: {people}, {when}, 《{source.title}》, {source.url}"
    return fold(Text(clean(told), "dim"), room)
