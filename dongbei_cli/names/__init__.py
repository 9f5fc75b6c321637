"""Names that people type or a text has; here text is folded before it is compared, and cut into words."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

INVISIBLE = "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
"""Characters that come along when text is copied from a page: zero-width, bidi and variation characters."""
MARKS = str.maketrans(dict.fromkeys("•‧∙⋅・", "·") | dict.fromkeys("‐‑‒–—―−⸺⸻", "-") | dict.fromkeys("‘’ʼ", "'"))
"""Middle dots, dashes and apostrophes by the one that stands for all of its sort."""
HAN = "〇一-鿿"
PIECE = rf"[{HAN}]|[^\W_{HAN}]+"


@cache
def table(name: str) -> str:
    """Return a file of `data`: comments, then lines of a value, a tab and the characters that have it."""
    return (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")


@cache
def simplified() -> dict[int, str]:
    """Return the simplified characters by the code point of the traditional one, as `str.translate` takes them."""
    rows = (line.split("\t") for line in table("traditional.txt").splitlines() if not line.startswith("#"))
    return {ord(character): simple for simple, characters in rows for character in characters}


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return a text with width, case, spaces, dots, dashes and apostrophes made the same."""
    text = re.sub(INVISIBLE, "", text)
    for _ in range(2):  # what is folded may be no longer normal, and the other way round
        text = unicodedata.normalize("NFKC", text).casefold()
    text = " ".join(unicodedata.normalize("NFKC", text).translate(MARKS).split())
    return re.sub(f"(?<=[{HAN}]) (?=[{HAN}])", "", text) if " " in text else text


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a plain text with traditional characters simplified."""
    text = plain(text)
    return text if text.isascii() else text.translate(simplified())


@lru_cache(maxsize=65536)
def pieces(text: str) -> tuple[str, ...]:
    """Return the Chinese characters and the words and numbers of a text, folded and without punctuation."""
    return tuple(re.findall(PIECE, fold(text)))


def words(text: str) -> list[str]:
    """Return the words and numbers in a text that are not Chinese, folded; a slug is cut at its dashes."""
    return [piece for piece in pieces(text) if not is_chinese(piece)]


def is_chinese(piece: str) -> bool:
    """Whether a piece is a Chinese character."""
    return "一" <= piece[0] <= "鿿" or piece[0] == "〇"


def forms(name: str, aliases: Iterable[str]) -> list[str]:
    """Return how Chinese writes a name; an alias of one character (辽) is too short to tell."""
    return [name, *(alias for alias in aliases if len(alias) > 1 and not alias.isascii())]


class Mention(NamedTuple):
    """A place where somebody or some region is named; `name` is what facts.yaml calls it."""

    start: int
    end: int
    name: str


class Forms(dict[str, str]):
    """Names by the forms that a text may write them in."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds any of the forms, the longest first; nothing where there are none."""
        longest = sorted(self, key=lambda form: (-len(form), form))
        return re.compile("|".join(map(re.escape, longest)) or "(?!)")

    def mentions(self, text: str) -> list[Mention]:
        """Return every place in a text where one of the forms is written."""
        return [Mention(*match.span(), self[match.group()]) for match in self.pattern.finditer(text)]
