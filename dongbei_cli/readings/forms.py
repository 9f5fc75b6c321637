"""Regular expressions that are compiled only for a text that may match: compiling is most of what a short run does."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P<\w+>|P=\w+|[a-z]*:|[a-z]+|<?[=!]))?|[)|]|[^\\()\[|]+")
"""The parts of a pattern: an escape, a class, an edge of a group or of an alternative, and what is between those."""
NOT_PLAIN = re.compile(r".(?:[?*]|\{0?,\d*\})|\{[^}]*\}|[.^$+*?]")
"""What is no plain character between those, or may be missing."""
UNREAD = re.compile(r"\\[uUxN0-9]|\(\?(?:[a-z]*-|[>#(])|\{0+\}|\{00")
"""What is not read here: a character by its number, and rare kinds of groups and repeats."""
OPTIONAL = "?*{"
LOOKAROUND = ("(?=", "(?!", "(?<")


class Form:
    """A regular expression that is compiled for the first text with one of the words that every match of it has."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self.pattern)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of which a text must have one to match."""
        return needed(self.pattern)

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The numbers of the named groups."""
        return self.compiled.groupindex

    def may_match(self, text: str) -> bool:
        """Return whether a text has one of the words; how they are written, in capitals or not, does not count."""
        return not self.words or any(map(text.casefold().__contains__, self.words))

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        """Return the first match, as `re` has it."""
        return self.compiled.search(text, *span) if self.may_match(text) else None

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        """Return the match at the beginning."""
        return self.compiled.match(text, *span) if self.may_match(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole text."""
        return self.compiled.fullmatch(text) if self.may_match(text) else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        """Return all matches."""
        return self.compiled.finditer(text, *span) if self.may_match(text) else iter(())

    def sub(self, other: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """Return a text with another one in place of its matches."""
        return self.compiled.sub(other, text, count) if self.may_match(text) else text

    def split(self, text: str) -> list[str]:
        """Return a text cut at its matches."""
        return self.compiled.split(text) if self.may_match(text) else [text]


def needed(pattern: str) -> tuple[str, ...]:
    """Return words, in lower case, of which all texts have one in which a pattern is; none where that is not known.

    A sequence needs what that part of it needs whose shortest word is longest; alternatives need what one of them does.
    """
    if UNREAD.search(pattern):
        return ()
    tokens, outer = [*TOKEN.findall(pattern), ")", " "], list[tuple[str, list[tuple[str, ...]], tuple[str, ...], int]]()
    begins, found, words, size = "", list[tuple[str, ...]](), tuple[str, ...](), 0
    for token, following in pairwise(tokens):
        part: tuple[str, ...] = ()
        if token[0] == "(":
            outer.append((begins, found, words, size))
            begins, found, words, size = token, [], (), 0
        elif token in "|)":
            found.append(words)
            words, size = (), 0
            if token == ")":
                part = tuple(word for each in found for word in each) if all(found) else ()
                if not outer:
                    return tuple({word.casefold() for word in part})
                part = () if begins.startswith(LOOKAROUND) else part
                begins, found, words, size = outer.pop()
        elif token[0] == "[":
            part = () if {"\\", "^", "-"}.intersection(token) else tuple(token[1:-1])
        elif token[0] != "\\":
            part = (token if token.isalnum() else max(NOT_PLAIN.split(token), key=len),)
        if part and following[0] not in OPTIONAL and (least := min(map(len, part))) > size:
            words, size = part, least
    return ()
