"""Reading Chinese: here an article and its parts, in code points of the file, and the tables that readers use."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from dongbei_cli.readings.forms import Form

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”’」』）)]*|[^。！？!?\n]+")
_NO_PARAGRAPH = re.compile(r"#.*|\*\*.+\*\*\s*|!\[.*")  # a heading, a line of the head, a picture
LONGEST_FRAGMENT = 40  # code points of a passage that is named whole; of a longer one the first and last clauses are
FEWEST_NAMED = 12  # code points of such clauses, so that they are found nowhere else


@cache
def rows(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a table, cut at tabs, without its comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def filled(pattern: str, words: Mapping[str, str]) -> str:
    """Return a pattern with each {NAME} in it replaced by its words."""
    return re.sub(r"\{([A-Za-z_ ]+)\}", lambda each: words[each[1]], pattern)


class Grammar(dict[str, Form]):
    """The regular expressions of a file, by name.

    A line is a name, a tab and its expression, which goes on in lines that begin with a tab; {NAME} in it is that of an
    earlier line, or one that is given.
    """

    def __init__(self, path: Path, **given: str) -> None:
        self.sources, name = given, ""
        for begins, source in rows(path):
            name = begins or name
            self.sources[name] = ("" if begins else self.sources[name]) + filled(source, self.sources)

    def __missing__(self, name: str) -> Form:
        self[name] = Form(self.sources[name])
        return self[name]


class Span(NamedTuple):
    """A passage; `number` counts passages of its kind from 1."""

    number: int
    start: int
    end: int
    text: str

    def holds(self, start: int, end: int) -> bool:
        """Whether the passage contains all of [start, end)."""
        return self.start <= start and end <= self.end


class Article:
    """A text and its parts, each computed on first use."""

    def __init__(self, text: str) -> None:
        """Keep the text unchanged."""
        self.text = text

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Return the lines that are not blank, in order, counted from 1."""
        return spans(re.finditer(r"[^\n]+", self.text))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Return every sentence, closing quotation marks included; together they hold all that is not white space."""
        return spans(_SENTENCE.finditer(self.text))

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Return the passages between “ and ”, marks included."""
        return spans(re.finditer(r"“[^“”\n]*”", self.text))

    @cached_property
    def titles(self) -> tuple[Span, ...]:
        """Return the passages between 《 and 》, marks included."""
        return spans(re.finditer(r"《[^《》\n]*》", self.text))

    def occurrences(self, words: str) -> list[int]:
        """Return where `words` begin, overlapping ones included, in order; nothing for no words."""
        found, start = list[int](), -1
        while words and (start := self.text.find(words, start + 1)) >= 0:
            found.append(start)
        return found

    def locate(self, exact: str, prefix: str | None = None, suffix: str | None = None) -> list[Span]:
        """Return every place of `exact` between `prefix` and `suffix`; a sound anchor has just one."""
        lead = len(prefix or "")
        starts = self.occurrences((prefix or "") + exact + (suffix or ""))
        return [Span(number, start + lead, start + lead + len(exact), exact) for number, start in enumerate(starts, 1)]

    def paragraph(self, position: int) -> Span:
        """Return the paragraph with the code point at `position`; an empty passage between paragraphs."""
        return passage_at(self.paragraphs, position) or Span(0, position, position, "")

    def sentence(self, position: int) -> Span:
        """Return the sentence with the code point at `position`; an empty passage between sentences."""
        return passage_at(self.sentences, position) or Span(0, position, position, "")


def spans(matches: Iterator[re.Match[str]]) -> tuple[Span, ...]:
    """Return the matches that are not blank as numbered passages."""
    found = (match for match in matches if match[0].strip())
    return tuple(Span(number, *match.span(), match[0]) for number, match in enumerate(found, 1))


def passage_at(passages: tuple[Span, ...], position: int) -> Span | None:
    """Return the one of `passages`, which are in order and do not overlap, that contains `position`."""
    at = bisect_right(passages, position, key=attrgetter("start"))
    return passages[at - 1] if at and position < passages[at - 1].end else None


def body_paragraphs(article: Article) -> dict[int, int]:
    """Return by the number of a line which paragraph of the printed text it is, from 1 at the standfirst."""
    lines = [line.number for line in article.paragraphs if not _NO_PARAGRAPH.fullmatch(line.text)]
    return {line: number for number, line in enumerate(lines, 1)}


def text_fragment(url: str, exact: str, prefix: str | None, suffix: str | None) -> str:
    """Return `url` with a text fragment by which a browser marks the passage: all of it, or its outer clauses."""
    from urllib.parse import quote

    named = [exact]
    if len(exact) > LONGEST_FRAGMENT:
        # a browser wants whole words, and knows those of Chinese by a dictionary; a clause begins and ends with one
        ends = [match.start() for match in re.finditer("[，、；：。！？]", exact)]
        first = next((end for end in ends if end >= FEWEST_NAMED), len(exact))
        last = next((end + 1 for end in reversed(ends) if len(exact) - end > FEWEST_NAMED), 0)
        named = [exact[:first], exact[last:]] if first < last else named
    # a dash separates parts of a fragment, so that of the words is encoded too
    before, *words, after = (quote(each, safe="").replace("-", "%2D") for each in (prefix or "", *named, suffix or ""))
    return f"{url}#:~:text=" + ",".join(filter(None, (before and f"{before}-", *words, after and f"-{after}")))
