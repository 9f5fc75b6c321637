"""Pinyin: how names are said, and which letters spell them."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from dongbei_cli.names import PIECE, fold, plain, table


class Readings(NamedTuple):
    """How a character is read, without tones and with v for ü; the most usual reading first."""

    common: tuple[str, ...]
    rare: tuple[str, ...] = ()


Sound = tuple[Readings, ...]
"""How a text is said: the readings of each Chinese character; a word or number that is not Chinese reads as itself."""

Typing = Callable[[Readings], tuple[str, ...]]
"""What may be typed for a syllable: `in_full`, `usually`, `in_short` or `either_way`."""
_INITIAL, _VOWELS = "(?:[zcs]h|[b-df-hj-np-tw-z])?", "(?:i(?:ao?|e|u|o(?=ng))?|u(?:ai?|e|i|o)?|ve?|a[io]?|ei?|ou?)"
SYLLABLE = _INITIAL + _VOWELS + "(?:(?:ng?|r)(?![aeiouv]))?"
"""A syllable of pinyin in standard spelling: n, g and r begin the next one if a vowel follows."""


@cache
def readings(character: str) -> Readings:
    """Return the readings of one Chinese character; none for what is not in the table.

    The character is searched for in the text, which holds it once: a dictionary of all 20,925 takes some 15 ms to make.
    """
    rows = table("pinyin.txt")
    found = rows.find(character) if len(character) == 1 and character >= "\u3007" else -1
    start = rows.rfind("\n", 0, found) + 1
    common, _, rare = rows[start : rows.index("\t", start)].partition("/") if found >= 0 else ("", "", "")
    return Readings(tuple(common.split()), tuple(rare.split()))


def sound(text: str) -> Sound:
    """Return how a text is said, by the table and before it is simplified: 乾 of 乾坤 is qian, and no 干."""
    found = re.findall(PIECE, plain(text))
    return tuple(said if (said := readings(piece)).common else Readings((piece,)) for piece in found)


def usual(text: str) -> str:
    """Return a text in pinyin, run together: each character in its most usual reading."""
    return "".join(syllable.common[0] for syllable in sound(text))


def letters(text: str) -> str:
    """Return a text as pinyin: letters without tones, spaces or marks, v for ü; empty when it cannot be pinyin."""
    marks = unicodedata.normalize("NFD", fold(text)).replace("u\u0308", "v").replace("u:", "v")
    printed = {0x251: "a", 0x261: "g"}  # the script letters of primers, as they are typed
    bare = "".join(mark for mark in marks if not unicodedata.combining(mark)).translate(printed)
    bare = re.sub(r"[\s'`·.,-]+", "", re.sub("(?<=[a-z])[0-5](?![0-9])", "", bare))
    return bare if bare.isascii() and bare.isalnum() and not bare.isdigit() else ""


def spoken(pinyin: str) -> list[Sound]:
    """Return the words of a pinyin in standard spelling ("Xú Lín"), each cut into syllables."""
    found = []
    for word in fold(pinyin).replace("-", " ").split():
        parts = [part for each in word.split("'") if (part := letters(each))]
        cut = [(part, re.findall(SYLLABLE, part)) for part in parts]
        said = [one for part, own in cut for one in (own if "".join(own) == part else [part])]
        found += [tuple(Readings((one,)) for one in said)] if said else []
    return found


@cache
def in_full(syllable: Readings) -> tuple[str, ...]:
    """Return every reading, the rare ones too: for whole names, which leave little to chance."""
    return usually(Readings(syllable.common + syllable.rare))


@cache
def usually(syllable: Readings) -> tuple[str, ...]:
    """Return the common readings, of which ü is typed v, u or yu: rare ones would match too many parts of names."""
    typed = (reading.replace("v", letter) for reading in syllable.common for letter in ("v", "u", "yu"))
    return tuple(dict.fromkeys(typed))


@cache
def in_short(syllable: Readings) -> tuple[str, ...]:
    """Return the initial, as z or zh for zhong."""
    return tuple({reading[:size] for reading in syllable.common for size in (1, 2) if size == 1 or reading[1:2] == "h"})


def either_way(syllable: Readings) -> tuple[str, ...]:
    """Return the common readings and the initial, as in wangmy."""
    return usually(syllable) + in_short(syllable)


def advance(typed: str, positions: set[int], options: tuple[str, ...]) -> set[int]:
    """Return where one more syllable ends in the letters; combinations of readings would multiply, positions do not."""
    return {at + len(option) for at in positions for option in options if typed.startswith(option, at)}


def spells(typed: str, said: Sound, typing: Typing) -> bool:
    """Whether the letters are exactly these syllables, of which there must be some."""
    return any((start, end) == (0, len(said)) for start, end in spans(typed, said, typing, (0,)))


def spans(typed: str, said: Sound, typing: Typing, starts: tuple[int, ...] | None = None) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run of syllables that the letters spell, beginning at one of `starts`."""
    for start in range(len(said)) if starts is None else starts:
        positions = {0}
        for end in range(start, len(said)):
            positions = advance(typed, positions, typing(said[end]))
            if len(typed) in positions:
                yield start, end + 1
            if not positions:
                break


def begins(typed: str, said: Sound, typing: Typing) -> bool:
    """Whether there are letters, and they begin these syllables, the last of them perhaps unfinished."""
    positions = {0}
    for syllable in said if typed else ():
        options = typing(syllable)
        if any(option.startswith(typed[at:]) for at in positions for option in options):
            return True
        positions = advance(typed, positions, options)
    return False


@cache
def blur(reading: str) -> str:
    """Return a reading with near sounds, and n and l at the beginning, made the same: zhang, zang, zan are one."""
    for sharp, dull in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n")):
        reading = reading.replace(sharp, dull)
    return "l" + reading[1:] if reading.startswith("n") else reading
