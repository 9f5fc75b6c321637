"""The text of an article: its paragraphs, sentences, quotations and titles, and the places of passages.

All positions are code points in the file, end exclusive. Nothing is trimmed, folded or normalised.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”’」』）)]*|[^。！？!?\n]+")
_QUOTATION = re.compile(r"“[^“”\n]*”")
_TITLE = re.compile(r"《[^《》\n]*》")
_UNSAFE = re.compile("[^A-Za-z0-9_.~]+")


class Span(NamedTuple):
    """A passage; `number` counts passages of its kind from 1."""

    number: int
    start: int
    end: int
    text: str

    def holds(self, start: int, end: int) -> bool:
        """Whether the passage contains all of [start, end)."""
        return self.start <= start and end <= self.end


LONGEST_FRAGMENT = 40
"""Code points of a text fragment that names the whole passage; a longer one names its first and last clauses."""
FEWEST_NAMED = 12
"""Code points of which the first and the last clauses are at least, so that they are found nowhere else."""
CLAUSE_END = re.compile("[，、；：。！？]")


class Article:
    """A text and its parts, each computed on first use."""

    def __init__(self, text: str) -> None:
        """Keep the text unchanged."""
        self.text = text

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Return the lines that are not blank, in order, counted from 1."""
        lines = re.finditer(r"[^\n]+", self.text)
        return tuple(spans(line for line in lines if line.group().strip()))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Return every sentence, closing quotation marks included; together they hold all that is not white space."""
        return tuple(spans(match for match in _SENTENCE.finditer(self.text) if match.group().strip()))

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Return the passages between “ and ”, marks included."""
        return tuple(spans(_QUOTATION.finditer(self.text)))

    @cached_property
    def titles(self) -> tuple[Span, ...]:
        """Return the passages between 《 and 》, marks included."""
        return tuple(spans(_TITLE.finditer(self.text)))

    def occurrences(self, words: str) -> list[int]:
        """Return where `words` begin, overlapping ones included, in order; nothing for no words."""
        found: list[int] = []
        start = self.text.find(words) if words else -1
        while start >= 0:
            found.append(start)
            start = self.text.find(words, start + 1)
        return found

    def locate(self, exact: str, prefix: str | None = None, suffix: str | None = None) -> list[Span]:
        """Return every place of `exact` between `prefix` and `suffix`; a sound anchor has just one."""
        lead = len(prefix or "")
        starts = self.occurrences((prefix or "") + exact + (suffix or ""))
        return [Span(number, start + lead, start + lead + len(exact), exact) for number, start in enumerate(starts, 1)]

    def paragraph_at(self, position: int) -> Span | None:
        """Return the paragraph with the code point at `position`; None between paragraphs."""
        return passage_at(self.paragraphs, position)

    def paragraph_number(self, position: int) -> int:
        """Return the number of the paragraph with `position`; ValueError between paragraphs."""
        paragraph = self.paragraph_at(position)
        if paragraph is None:
            raise ValueError(f"position {position} is not inside a paragraph")
        return paragraph.number

    def sentence_at(self, position: int) -> Span | None:
        """Return the sentence with the code point at `position`; None between sentences."""
        return passage_at(self.sentences, position)

    def sentence_text(self, position: int) -> str | None:
        """Return the text of the sentence at `position`, reading only its line, in which every sentence ends."""
        start, end = self.text.rfind("\n", 0, position) + 1, self.text.find("\n", position)
        for match in _SENTENCE.finditer(self.text, start, end if end >= 0 else len(self.text)):
            if match.start() <= position < match.end():
                return match.group() if match.group().strip() else None
        return None


def spans(matches: Iterator[re.Match[str]]) -> Iterator[Span]:
    """Yield matches as numbered passages."""
    for number, match in enumerate(matches, 1):
        yield Span(number, match.start(), match.end(), match.group())


def passage_at(passages: tuple[Span, ...], position: int) -> Span | None:
    """Return the one of `passages`, which are in order and do not overlap, that contains `position`."""
    at = bisect_right(passages, position, key=attrgetter("start"))
    return passages[at - 1] if at and position < passages[at - 1].end else None


_NO_PARAGRAPH = re.compile(r"#.*|\*\*.+\*\*\s*|!\[.*")  # a heading, a line of the head, a picture


def body_paragraphs(article: Article) -> dict[int, int]:
    """Return by the number of a line which paragraph of the printed text it is, from 1 at the standfirst."""
    lines = [line.number for line in article.paragraphs if not _NO_PARAGRAPH.fullmatch(line.text)]
    return {line: number for number, line in enumerate(lines, 1)}


def _percent_encoded(words: str) -> str:
    """Encode words for a text fragment; unlike `urllib.parse.quote`, the dash too, which separates its parts."""
    return _UNSAFE.sub(lambda run: "%" + run[0].encode().hex("%").upper(), words)


def text_fragment(url: str, exact: str, prefix: str | None, suffix: str | None) -> str:
    """`url` with a text fragment that lets a browser scroll to the passage and mark it: all of it, or its outer clauses.

    Source: WICG, URL Fragment Text Directives.
    """  # noqa: E501
    middle = _percent_encoded(exact)
    if len(exact) > LONGEST_FRAGMENT:
        # a browser wants whole words, and knows those of Chinese by a dictionary; a clause begins and ends with one
        ends = [match.start() for match in CLAUSE_END.finditer(exact)]
        first = next((end for end in ends if end >= FEWEST_NAMED), len(exact))
        last = next((end + 1 for end in reversed(ends) if len(exact) - end > FEWEST_NAMED), 0)
        if first < last:
            middle = f"{_percent_encoded(exact[:first])},{_percent_encoded(exact[last:])}"
    before = f"{_percent_encoded(prefix)}-," if prefix else ""
    after = f",-{_percent_encoded(suffix)}" if suffix else ""
    return f"{url}#:~:text={before}{middle}{after}"
