"""Folding text before it is compared, and cutting it into Chinese characters and words."""

import re
import unicodedata
from functools import lru_cache

from dongbei_cli.names import tables

INVISIBLE = dict.fromkeys(
    [
        *(0xAD, 0x61C, 0xFEFF),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    ]
)
"""Characters that come along when text is copied from a page: zero-width, bidi and variation characters."""

MARKS = str.maketrans(dict.fromkeys("•‧∙⋅・", "·") | dict.fromkeys("‐‑‒–—―−⸺⸻", "-") | dict.fromkeys("‘’ʼ", "'"))
"""Middle dots, dashes and apostrophes by the one that stands for all of its sort."""

HAN = "〇一-鿿"
BETWEEN_HAN = rf"(?<=[{HAN}]) (?=[{HAN}])"
PIECE = rf"[{HAN}]|[^\W_{HAN}]+"


def plain(text: str) -> str:
    """Return a text with width, case, spaces, dots, dashes and apostrophes made the same."""
    text = unicodedata.normalize("NFKC", text.translate(INVISIBLE)).casefold()
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(MARKS)
    return re.sub(BETWEEN_HAN, "", " ".join(text.split()))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a plain text with traditional characters simplified."""
    text = plain(text)
    return text if text.isascii() else text.translate(tables.simplified())


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
