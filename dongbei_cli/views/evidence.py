"""The words that prove the rows of a table: each passage once, after the numbers of its rows, then what is to be known.

Passages that overlap, or that only a comma parts, are printed as the one passage that they are in the article.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.views import typesetting
from dongbei_cli.views.grid import NARROW, fold, folded
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import clean, paragraph, ranges, run, said

COMMAS = ("", "，", "、", "；", ",", " ")
"""What may stand between two passages that are printed as one."""

Reader = Callable[[str], str]
"""The text of an article by the id of its source."""


class Passage(NamedTuple):
    """Words of an article, where they stand, and the numbers of the rows that they prove."""

    source: str
    paragraph: int
    start: int
    end: int
    words: str
    rows: tuple[int, ...]


def evidence(
    records: Sequence[model.Record], article: Reader, lang: str, room: int, numbered: bool = True
) -> Iterator[RenderableType]:
    """The passages, and the notes of the records, each after the numbers of its rows, or above their ids."""
    entries = [
        (passage.rows, Text().append(f"{paragraph(passage.paragraph, lang)} ", "dim").append(clean(passage.words)))
        for passage in passages(records, article)
    ]
    entries += [(rows, Text(f"{label('Note', lang)}{note}", "dim italic")) for note, rows in notes(records, lang)]
    margin = max(len(ranges(rows)) for rows, _ in entries)
    for rows, text in entries:
        if numbered:
            yield after(ranges(rows), text, margin, room)
        else:
            yield fold(text, room)
            yield run([Text(clean(records[row - 1].id), "dim") for row in rows], room)


def passages(records: Sequence[model.Record], article: Reader) -> list[Passage]:
    """What is to be printed, in the order of the first rows; no passage holds another or touches it."""
    found: list[Passage] = []
    for number, record in enumerate(records, 1):
        place = (record.source, record.paragraph, record.start, record.end)
        passage = Passage(*place, record.excerpt, (number,))
        for other in [other for other in found if touch(other, passage, article)]:
            found.remove(other)
            passage = joined(other, passage, article)
        found.append(passage)
    return sorted(found, key=lambda passage: passage.rows)


def touch(one: Passage, other: Passage, article: Reader) -> bool:
    """Whether two passages of a paragraph overlap, or have no more than a comma between them."""
    if one[:2] != other[:2]:
        return False
    first, second = sorted((one, other), key=lambda passage: passage.start)
    gap = second.start - first.end
    return gap <= 0 or (gap == 1 and article(one.source)[first.end : second.start] in COMMAS)


def joined(one: Passage, other: Passage, article: Reader) -> Passage:
    """The passage from the beginning of the first to the end of the last."""
    start, end = min(one.start, other.start), max(one.end, other.end)
    whole = next((each.words for each in (one, other) if (each.start, each.end) == (start, end)), None)
    words = article(one.source)[start:end] if whole is None else whole
    return Passage(*one[:2], start, end, words, tuple(sorted((*one.rows, *other.rows))))


def notes(records: Sequence[model.Record], lang: str) -> list[tuple[str, tuple[int, ...]]]:
    """Each note once, with the numbers of the rows that it is about."""
    rows_by_note: dict[str, list[int]] = {}
    for number, record in enumerate(records, 1):
        if note := said(record, lang):
            rows_by_note.setdefault(note, []).append(number)
    return [(note, tuple(rows)) for note, rows in rows_by_note.items()]


def after(number: str, text: Text, margin: int, room: int) -> Text:
    """A text after its number, its lines indented; at the margin where there is little room."""
    if room < NARROW:
        return fold(Text.assemble((f"{number} ", "dim"), text), room)
    indent = f"\n{' ' * (margin + 1)}"
    lead = " " * (margin - typesetting.width(number)) + number + " "
    return Text.assemble((lead, "dim"), Text(indent).join(folded(text, room - margin - 1)))
