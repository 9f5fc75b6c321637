"""The words that prove a record, where they stand: paragraphs cut into what is marked and what is around it."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.readings.article import Article, Span


class Piece(NamedTuple):
    """A run of a paragraph; `sort` is anchor, sentence (the rest of a sentence with an anchor) or around."""

    text: str
    sort: str


class Passage(NamedTuple):
    """A paragraph and its pieces, which joined are the paragraph."""

    paragraph: int
    pieces: tuple[Piece, ...]


def passages(record: model.Record, article: Article) -> Iterator[Passage]:
    """Every paragraph in which the record is anchored, in the order of the article."""
    return cut(record.anchors, article)


def cut(anchors: Iterable[model.Anchor], article: Article) -> Iterator[Passage]:
    """Every paragraph that holds an anchor, in the order of the article; anchors may overlap and repeat."""
    places = [(anchor.start, anchor.end) for anchor in anchors]
    for paragraph in article.paragraphs:
        inside = [place for place in places if paragraph.holds(*place)]
        if inside:
            yield Passage(paragraph.number, tuple(pieces(paragraph, inside, sentences(article, inside))))


def sentences(article: Article, anchors: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences that share a character with an anchor."""
    return [
        (s.start, s.end) for s in article.sentences if any(s.start < end and start < s.end for start, end in anchors)
    ]


def pieces(paragraph: Span, anchors: list[tuple[int, int]], around: list[tuple[int, int]]) -> Iterator[Piece]:
    """The paragraph cut where an anchor or a sentence begins or ends; neighbours of one sort are one piece."""
    inside = [at for span in (*anchors, *around) for at in span if paragraph.start < at < paragraph.end]
    cuts = sorted({paragraph.start, *inside, paragraph.end})
    runs = groupby(pairwise(cuts), lambda run: sort(run[0], anchors, around))
    for kind, members in runs:
        run = list(members)
        start, end = run[0][0] - paragraph.start, run[-1][1] - paragraph.start
        yield Piece(paragraph.text[start:end], kind)


def sort(position: int, anchors: list[tuple[int, int]], around: list[tuple[int, int]]) -> str:
    """What the character at `position` is part of."""
    if any(start <= position < end for start, end in anchors):
        return "anchor"
    return "sentence" if any(start <= position < end for start, end in around) else "around"
