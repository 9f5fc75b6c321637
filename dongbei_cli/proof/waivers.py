"""Which waivers are sound, and what of the article each of them excuses from being claimed by a record.

A waiver may not swallow a fact, so each reason has its own limits; one that breaks them excuses nothing.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from dongbei_cli.readings import dates as chinese_dates
from dongbei_cli.readings.article import Article, Span

LONGEST_HEADING = 40
"""Code points; what is longer is a paragraph in bold."""


class Waiver(NamedTuple):
    """A passage that is said to state no fact; `reason` is heading, image or metadata."""

    start: int
    end: int
    reason: str


class Excuse(NamedTuple):
    """A passage that needs no record; unless `wholly`, what counts in it (numbers, dates, names ...) still does."""

    start: int
    end: int
    wholly: bool


class Imprint(Protocol):
    """What the entry of a source says, which a line of metadata may repeat."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def author(self) -> str:
        """Who wrote it; several with 、 between them."""

    @property
    def publisher(self) -> str:
        """Where it appeared."""

    @property
    def published(self) -> str:
        """When, in EDTF."""

    @property
    def url(self) -> str:
        """Its address."""


def fault(article: Article, imprint: Imprint, waiver: Waiver, claimed: Iterable[tuple[int, int]]) -> str:
    """Why the waiver excuses nothing, as the end of a sentence; empty when it is sound.

    `claimed` are the passages that records claim: what states a fact cannot be waived.
    """
    if any(start < waiver.end and waiver.start < end for start, end in claimed):
        return "is claimed by a record, so it states a fact"
    line = line_of(article, waiver.start)
    words = image(line) if waiver.reason == "image" else bare(line)
    if words is None:
        return "is not on a line of its own that holds an image and nothing else"
    if (waiver.start, waiver.end) != words:
        return f"is not just this line: {article.text[words[0] : words[1]]}"
    if waiver.reason == "image":
        return ""
    return heading_fault(line, imprint) if waiver.reason == "heading" else metadata_fault(line, imprint)


def line_of(article: Article, position: int) -> Span:
    """The line that holds `position`; `number` counts all lines, blank ones too."""
    start = article.text.rfind("\n", 0, position) + 1
    end = article.text.find("\n", position)
    end = len(article.text) if end < 0 else end
    return Span(article.text.count("\n", 0, start) + 1, start, end, article.text[start:end])


def bare(line: Span) -> tuple[int, int]:
    """Where the words of a line stand, without the marks of a heading or of bold type around them."""
    found = re.fullmatch(r"\s*(?:#+\s+)?(\*\*|)(?P<words>.*?)\1\s*", line.text)
    start, end = found.span("words") if found else (0, len(line.text))
    return line.start + start, line.start + end


def image(line: Span) -> tuple[int, int] | None:
    """Where the image of a line stands that holds nothing else; None for any other line."""
    found = re.fullmatch(r"\s*(!\[[^\[\]]*\]\([^()\s]+\))\s*", line.text)
    return (line.start + found.start(1), line.start + found.end(1)) if found else None


def heading_fault(line: Span, imprint: Imprint) -> str:
    """A heading is a line in bold or after #, short, without the punctuation of a statement."""
    start, end = bare(line)
    if (start, end) == (line.start, line.end):
        return "is no heading: those stand between ** or after #"
    words = line.text[start - line.start : end - line.start]
    if len(words) > LONGEST_HEADING or re.search("[。；;]", words):
        return "is no heading: it is too long, or makes a statement"
    return "" if left_over(words, imprint) else "is no heading but metadata"


def metadata_fault(line: Span, imprint: Imprint) -> str:
    """A line of metadata says nothing but what the source's entry says too."""
    start, end = bare(line)
    rest = left_over(line.text[start - line.start : end - line.start], imprint)
    return f"says {rest!r}, which its entry under sources does not" if rest else ""


def left_over(words: str, imprint: Imprint) -> str:
    """What a line says beside the author, the publisher, the date and the address of the source."""
    for known in (imprint.url, imprint.publisher, *authors(imprint)):
        words = words.replace(known, " ")
    for reading in reversed(chinese_dates.readings(words, imprint.published[:10])):
        if imprint.published.startswith(reading.edtf):
            words = f"{words[: reading.start]} {words[reading.end :]}"
    words = re.sub(LABELS, " ", words)
    return words.strip() if any(character.isalnum() for character in words) else ""


def authors(imprint: Imprint) -> list[str]:
    """The names of those who wrote it."""
    return [name for name in re.split("[、，,；; ]+", imprint.author) if name]


LABELS = "本[报网刊台]讯?记者|记者|作者|来源|发布(?:时间)?|时间|日期|原文|链接|文(?=[ /:：])"
"""What stands before a name or a date in a byline."""


def excuses(article: Article, sound: Sequence[Waiver]) -> list[Excuse]:
    """What sound waivers excuse: metadata and the address of an image wholly, other words only as words."""
    found = []
    for waiver in sound:
        found.append(Excuse(waiver.start, waiver.end, waiver.reason == "metadata"))
        if waiver.reason == "image":
            address = article.text.index("](", waiver.start) + 1
            found.append(Excuse(address, waiver.end, wholly=True))
    return found
