"""The article as text: paragraphs, sentences, quotations and titles, and where a passage stands.

All positions are code points in the file, end exclusive. Nothing is trimmed, folded or normalised.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”’」』）)]*|[^。！？!?\n]+")
QUOTATION = re.compile(r"“[^“”\n]*”")
TITLE = re.compile(r"《[^《》\n]*》")
UNSAFE = re.compile("[^A-Za-z0-9_.~]+")


class Span(NamedTuple):
    """A passage; `number` counts passages of its sort from 1."""

    number: int
    start: int
    end: int
    text: str

    def holds(self, start: int, end: int) -> bool:
        """Whether the passage holds all of [start, end)."""
        return self.start <= start and end <= self.end


LONGEST_FRAGMENT = 40
"""Code points of a text fragment that names the whole passage; a longer one names its first and last clauses."""
FEWEST_NAMED = 12
"""Code points of which the first and the last clauses are at least, so that they are found nowhere else."""
CLAUSE_END = re.compile("[，、；：。！？]")


class Article:
    """A text and its parts, each computed when first asked for."""

    def __init__(self, text: str) -> None:
        """Keep the text code point for code point."""
        self.text = text

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The lines that are not blank, in order: paragraph 1 is the first."""
        lines = re.finditer(r"[^\n]+", self.text)
        return tuple(spans(line for line in lines if line.group().strip()))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Every sentence, closing quotation marks included; together they hold all that is not white space."""
        return tuple(spans(match for match in SENTENCE.finditer(self.text) if match.group().strip()))

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """The passages between “ and ”, marks included."""
        return tuple(spans(QUOTATION.finditer(self.text)))

    @cached_property
    def titles(self) -> tuple[Span, ...]:
        """The passages between 《 and 》, marks included."""
        return tuple(spans(TITLE.finditer(self.text)))

    def occurrences(self, words: str) -> list[int]:
        """Where `words` begin, overlapping ones included, in order; none for no words."""
        found: list[int] = []
        start = self.text.find(words) if words else -1
        while start >= 0:
            found.append(start)
            start = self.text.find(words, start + 1)
        return found

    def locate(self, exact: str, prefix: str | None = None, suffix: str | None = None) -> list[Span]:
        """Every place where `exact` stands between `prefix` and `suffix`; an anchor is sound when there is just one."""
        lead = len(prefix or "")
        starts = self.occurrences((prefix or "") + exact + (suffix or ""))
        return [Span(number, start + lead, start + lead + len(exact), exact) for number, start in enumerate(starts, 1)]

    def paragraph_at(self, position: int) -> Span | None:
        """The paragraph that holds the code point at `position`; None between paragraphs."""
        return holder(self.paragraphs, position)

    def paragraph_number(self, position: int) -> int:
        """The number of the paragraph that holds `position`, which stands in one."""
        paragraph = self.paragraph_at(position)
        if paragraph is None:
            raise ValueError(f"position {position} is not inside a paragraph")
        return paragraph.number

    def sentence_at(self, position: int) -> Span | None:
        """The sentence that holds the code point at `position`; None between sentences."""
        return holder(self.sentences, position)

    def sentence_text(self, position: int) -> str | None:
        """The same without its number; of the text only one line is read, in which a sentence always ends."""
        start, end = self.text.rfind("\n", 0, position) + 1, self.text.find("\n", position)
        for match in SENTENCE.finditer(self.text, start, end if end >= 0 else len(self.text)):
            if match.start() <= position < match.end():
                return match.group() if match.group().strip() else None
        return None


def spans(matches: Iterator[re.Match[str]]) -> Iterator[Span]:
    """Matches as numbered passages."""
    for number, match in enumerate(matches, 1):
        yield Span(number, match.start(), match.end(), match.group())


def holder(passages: tuple[Span, ...], position: int) -> Span | None:
    """The one of `passages`, which are in order and apart, that holds `position`."""
    at = bisect_right(passages, position, key=attrgetter("start"))
    return passages[at - 1] if at and position < passages[at - 1].end else None


def encoded(words: str) -> str:
    """Words of a text fragment: all but letters, digits, underscore, point and tilde as %XX.

    urllib's `quote` does the same more slowly, but for the dash, which must not stand there as it is.
    """
    return UNSAFE.sub(lambda run: "%" + run[0].encode().hex("%").upper(), words)


def text_fragment(url: str, exact: str, prefix: str | None, suffix: str | None) -> str:
    """`url` with a text fragment that lets a browser scroll to the passage and mark it: all of it, or its outer clauses.

    Source: WICG, URL Fragment Text Directives.
    """
    middle = encoded(exact)
    if len(exact) > LONGEST_FRAGMENT:
        # a browser wants whole words, and knows those of Chinese by a dictionary; a clause begins and ends with one
        ends = [match.start() for match in CLAUSE_END.finditer(exact)]
        first = next((end for end in ends if end >= FEWEST_NAMED), len(exact))
        last = next((end + 1 for end in reversed(ends) if len(exact) - end > FEWEST_NAMED), 0)
        if first < last:
            middle = f"{encoded(exact[:first])},{encoded(exact[last:])}"
    before = f"{encoded(prefix)}-," if prefix else ""
    after = f",-{encoded(suffix)}" if suffix else ""
    return f"{url}#:~:text={before}{middle}{after}"
