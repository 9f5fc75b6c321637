"""Records -> what a person reads: each view yields Rich renderables of at most `look.width` cells a line.

Words of the article stay as they are, quotation marks are only around direct speech, nothing from a base is markup.
Here is what all views share: values, dates and words as a person reads them.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.base import Base
from dongbei_cli.errors import Message, translated
from dongbei_cli.readings import edtf
from dongbei_cli.views.table import Look

__all__ = ["VIEWS", "Look", "draw"]

LISTS = "bibliography chosen facts found measures people proof quotes source_line timeline topics"
VIEWS = {
    "stats": "figures",
    **dict.fromkeys(LISTS.split(), "lists"),
    **dict.fromkeys(("annotated", "coverage", "verdicts", "whole"), "show"),
}  # every view and its module
STYLES = {
    "event": "cyan", "figure": "yellow", "quote": "green", "measure": "magenta", "claim": "blue",
    "person": "bold", "organization": "bold", "document": "underline",
}  # fmt: skip
CONTRADICTION = Message("The article contradicts itself: ")
INFERRED = Message("* counted, not written in the article")
PLAIN_DATE = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?(T.*)?")


def draw(view: str, records: Any, base: Base | None, look: Look) -> Iterator[RenderableType]:
    """Draw records in a view; it asks the base for what stands around them."""
    module = import_module(f"{__name__}.{VIEWS[view]}")
    yield from getattr(module, view)(records, base, look)


def word(key: str, lang: str) -> str:
    """Return a word of a vocabulary in `lang`."""
    return clean(model.word(key, lang))


def clean(text: str) -> str:
    """Return the text with all that cannot be seen shown as its picture or its code, so that it does nothing."""

    def picture(character: str) -> str:
        if character.isprintable() or unicodedata.category(character) == "Zs":
            return character
        return chr(0x2400 + ord(character)) if character < " " else f"<U+{ord(character):04X}>"

    return text if text.isprintable() else "".join(map(picture, text))


def cell(value: Any) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, dict):
        return "; ".join(f"{clean(str(key))}: {cell(each)}" for key, each in value.items())
    if isinstance(value, tuple | list):
        members = [cell(each) for each in value]
        return ("、" if re.search("[一-鿿]", "".join(members)) else ", ").join(members)
    return "" if value is None else clean(f"{value:f}" if isinstance(value, Decimal) else str(value))


def text_of(entry: model.Entry, key: str, lang: str) -> str:
    """Return a field in `lang`, in Chinese where it has no English; empty where it is null or there is none."""
    values = entry.__dict__
    return cell((lang == "en" and values.get(f"{key}_en")) or values.get(key))


def place(body_paragraph: int | None, lang: str, mark: str = "") -> Text:
    """Return the paragraph that a reader counts, behind the mark of its article; 题 or head for what is above them."""
    return Text(mark + (f"¶{body_paragraph}" if body_paragraph else translated("head", lang)), "dim")


def capital(text: str) -> str:
    """Return the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def when(record: model.Record, lang: str) -> str:
    """Return the date of a record, marked * where its words leave out the year; in Chinese an open one as written."""
    date, own = record.when or "", text_of(record, "date_text", lang)
    if own and lang == "zh" and is_open(record):
        return own
    words = own or " ".join(anchor.exact for anchor in record.anchors)
    by_curator = not {"date", "period"}.isdisjoint(record.curated or ()) or is_open(record)
    counted = by_curator and any(year not in words for year in re.findall("[0-9]{4}", date))
    return compact(date, lang) + "*" * counted


def is_open(record: model.Record) -> bool:
    """Whether a date has no beginning or no end."""
    return not (record.__dict__.get("start_date") and record.__dict__.get("end_date"))


def compact(date: str, lang: str) -> str:
    """Return a date in digits, 2003–2022 or 2023-11-01; in words what digits cannot say; nothing for none."""
    parts = re.split("/|(?<=[0-9])[.]{2}|[.]{2}(?=[0-9])", date.strip("[]"))
    first, *last = ["" if part == ".." else part for part in parts]
    if len(last) > 1 or not all(not part or PLAIN_DATE.fullmatch(part) for part in (first, *last)):
        return edtf.worded(date, lang)
    if lang == "en" and last and not (first and last[0]):
        return f"from {first[:10]}" if first else f"by {last[0][:10]}"
    return "–".join(part[:10] for part in (first, *last))
