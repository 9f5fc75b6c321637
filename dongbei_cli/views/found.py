"""What a search found, best first, its words marked."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.search import lexemes
from dongbei_cli.views.grid import Column, table
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import bracketed, clean, paragraph, run


class Word(Protocol):
    """What was looked for; see `questions.Word`."""

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """Its lexemes, in each of its forms."""

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The lexemes of its parts."""


class Hit(Protocol):
    """A record that was found; see `searching.Hit`."""

    @property
    def record(self) -> model.Record:
        """The record."""


def found(hits: Sequence[Hit], words: Sequence[Word], lang: str, room: int) -> Iterator[RenderableType]:
    """Kind, title and id, and the words of the article, what matched marked in both."""
    phrases = [phrase for word in words for phrase in (*word.phrases, *word.parts)]
    columns = [
        Column(label("Sort", lang)),
        Column(label("Fact", lang), prose=True),
        Column(label("Words", lang), prose=True),
    ]
    rows = [
        [
            Text(label(hit.record.kind, lang), "magenta"),
            marked(hit.record.title if lang == "zh" else hit.record.title_en, phrases),
            marked(hit.record.excerpt, phrases).append(f" {paragraph(hit.record.paragraph, lang)}", "dim"),
        ]
        for hit in hits
    ]
    yield table(columns, rows, room, spaced=True, tails=[tails(hit.record, phrases, lang) for hit in hits], at=1)


def tails(record: model.Record, phrases: Sequence[tuple[str, ...]], lang: str) -> list[Text]:
    """The id, after the Chinese title where the English one stands above."""
    found = [Text(clean(record.id), "dim")]
    return [run([marked(record.title, phrases), *found])] if lang == "en" else found


def marked(text: str, phrases: Sequence[tuple[str, ...]]) -> Text:
    """A text in which these phrases are marked."""
    return bracketed(text, lexemes.places(text, phrases))
