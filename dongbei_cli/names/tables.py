"""Readings of Chinese characters and simplified forms of traditional ones, from the text files in `data`.

Each file is read when it is first needed, and then kept. `data/README.md` says where the data comes from.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple


class Readings(NamedTuple):
    """How a character is read, without tones and with v for ü; the most usual reading first."""

    common: tuple[str, ...]
    rare: tuple[str, ...] = ()


@cache
def text(name: str) -> str:
    """Return a table as it is stored: comments, then lines of a value, a tab and the characters that have it."""
    return (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")


@cache
def simplified() -> dict[int, str]:
    """Return the simplified characters by the code point of the traditional one, as `str.translate` takes them."""
    rows = (line.split("\t") for line in text("traditional.txt").splitlines() if not line.startswith("#"))
    return {ord(character): simple for simple, characters in rows for character in characters}


@cache
def readings(character: str) -> Readings:
    """Return the readings of one character; none at all for what is no Chinese character or not in the table.

    The character is searched for in the text, which holds it once: a dictionary of all 20,925 takes some 15 ms to make.
    """
    table = text("pinyin.txt")
    found = table.find(character) if len(character) == 1 and character >= "\u3007" else -1
    start = table.rfind("\n", 0, found) + 1
    common, _, rare = table[start : table.index("\t", start)].partition("/") if found >= 0 else ("", "", "")
    return Readings(tuple(common.split()), tuple(rare.split()))
