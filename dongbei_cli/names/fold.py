"""Folding text before it is compared, and cutting it into Chinese characters and words."""

import re
import unicodedata
from functools import lru_cache

from dongbei_cli.names import tables

INVISIBLE = "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
"""Characters that come along when text is copied from a page: zero-width, bidi and variation characters."""

MARKS = str.maketrans(dict.fromkeys("•‧∙⋅・", "·") | dict.fromkeys("‐‑‒–—―−⸺⸻", "-") | dict.fromkeys("‘’ʼ", "'"))
"""Middle dots, dashes and apostrophes by the one that stands for all of its sort."""

HAN = "〇一-鿿"
BETWEEN_HAN = rf"(?<=[{HAN}]) (?=[{HAN}])"
PIECE = rf"[{HAN}]|[^\W_{HAN}]+"


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return a text with width, case, spaces, dots, dashes and apostrophes made the same."""
    text = unicodedata.normalize("NFKC", re.sub(INVISIBLE, "", text)).casefold()
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(MARKS)
    text = " ".join(text.split())
    return re.sub(BETWEEN_HAN, "", text) if " " in text else text


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
