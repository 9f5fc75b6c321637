"""The shapes in which names are compared: folded text, words, pinyin, and the distance between two spellings.

Nothing here knows what a name is: see `matching`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from dongbei_cli.names import tables
from dongbei_cli.names.tables import Readings

Sound = tuple[Readings, ...]
"""How a text is said: the readings of each Chinese character; a run of other letters or digits reads as itself."""

Typing = Callable[[Readings], tuple[str, ...]]
"""What may be typed for a syllable: `in_full`, `usually`, `in_short` or `either_way`."""

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
"""What comes along when text is copied from a page: zero-width, bidi and variation characters."""

PRINTED = {0x251: "a", 0x261: "g"}
"""The script letters a and g of primers, as they are typed."""

SYLLABLE = (
    "(?:[zcs]h|[b-df-hj-np-tw-z])?"
    "(?:i(?:ao?|e|u|o(?=ng))?|u(?:ai?|e|i|o)?|ve?|a[io]?|ei?|ou?)"
    "(?:(?:ng?|r)(?![aeiouv]))?"
)
"""A syllable of pinyin in standard spelling: n, g and r begin the next one if a vowel follows."""


@cache
def pattern(regex: str) -> re.Pattern[str]:
    """A compiled regex, compiled when it is first needed: a lookup that needs none starts sooner."""
    return re.compile(regex)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Fold width, case, compatibility forms, invisible characters and spaces, but not traditional characters."""
    if text.isascii():
        return " ".join(text.casefold().split())
    text = unicodedata.normalize("NFKC", text.translate(INVISIBLE)).casefold()
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = " ".join(text.split())
    return pattern("(?<=[〇一-鿿]) (?=[〇一-鿿])").sub("", text) if " " in text else text


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """What two spellings of one name have in common: width, case, traditional characters and spaces are folded."""
    folded = plain(text)
    return folded if folded.isascii() else folded.translate(tables.simplified())


def pieces(text: str) -> list[str]:
    """The Chinese characters and the runs of other letters or digits, in order and folded, without punctuation."""
    return pattern(r"[〇一-鿿]|[^\W_〇一-鿿]+").findall(plain(text))


@lru_cache(maxsize=65536)
def words(text: str) -> list[str]:
    """The words and numbers in a text that are not Chinese, folded; a slug is cut at its dashes."""
    return pattern(r"[^\W_〇一-鿿]+").findall(plain(text))


@lru_cache(maxsize=65536)
def spaced(text: str) -> str:
    """The words of a text with a space before each, so that a word's beginning is found by searching."""
    return "".join(f" {word}" for word in words(text))


def as_written(piece: str) -> Readings:
    """The reading of what is read as it is written."""
    return Readings((piece,), ())


def sound(text: str) -> Sound:
    """How a text is said, by the table; a character that is not in it reads as itself."""
    return tuple(said if (said := tables.readings(piece)).common else as_written(piece) for piece in pieces(text))


def syllables(text: str) -> tuple[tuple[str, ...], ...]:
    """The common readings of a text, character by character, without tones and with v for ü.

    A run of Latin letters or digits is one syllable, itself; punctuation has none: `重庆` is
    `(("zhong", "chong"), ("qing",))`.
    """
    return tuple(said.common for said in sound(text))


def letters(text: str) -> str:
    """A text as pinyin: letters without tones, spaces or apostrophes, v for ü; empty when it cannot be pinyin."""
    marks = unicodedata.normalize("NFD", plain(text)).replace("u\u0308", "v").replace("u:", "v")
    bare = "".join(mark for mark in marks if not unicodedata.combining(mark)).translate(PRINTED)
    bare = pattern(r"(?<=[a-z])[0-5](?![0-9])").sub("", bare)
    bare = pattern(r"[\s'’\u02bc`·.,-]+").sub("", bare)
    return bare if bare.isascii() and bare.isalnum() and not bare.isdigit() else ""


def spoken(pinyin: str) -> Sound:
    """Pinyin in standard spelling ("Xú Lín") cut into syllables; a word that is no pinyin is one syllable."""
    parts = [part for word in pattern(r"[\s'’-]+").split(pinyin) if (part := letters(word))]
    cut = [pattern(SYLLABLE).findall(part) if pattern(f"(?:{SYLLABLE})+").fullmatch(part) else [part] for part in parts]
    return tuple(as_written(syllable) for syllables_of_word in cut for syllable in syllables_of_word)


def typed(readings: tuple[str, ...]) -> Iterator[str]:
    """The readings as people type them: ü is v, u or yu."""
    for reading in readings:
        yield reading
        if "v" in reading:
            yield reading.replace("v", "u")
            yield reading.replace("v", "yu")


@cache
def in_full(syllable: Readings) -> tuple[str, ...]:
    """Every reading, the rare ones too: for whole names, which leave little to chance."""
    return tuple(typed(syllable.common + syllable.rare))


@cache
def usually(syllable: Readings) -> tuple[str, ...]:
    """The common readings: for parts of names, where rare ones would match too much."""
    return tuple(typed(syllable.common))


@cache
def in_short(syllable: Readings) -> tuple[str, ...]:
    """The initial, as z or zh for zhong."""
    return tuple({reading[:size] for reading in syllable.common for size in (1, 2) if size == 1 or reading[1:2] == "h"})


@cache
def either_way(syllable: Readings) -> tuple[str, ...]:
    """A common reading or its initial, as in wangmy."""
    return usually(syllable) + in_short(syllable)


def advance(typed_letters: str, positions: set[int], options: tuple[str, ...]) -> set[int]:
    """Where one more syllable ends, from each of the positions.

    Following positions instead of combinations of readings keeps polyphones from multiplying.
    """
    return {at + len(option) for at in positions for option in options if typed_letters.startswith(option, at)}


def spells(typed_letters: str, said: Sound, typing: Typing) -> bool:
    """Whether the letters are exactly these syllables, of which there must be some."""
    if not said or not typed_letters.startswith(typing(said[0])):
        return False
    positions = {0}
    for syllable in said:
        positions = advance(typed_letters, positions, typing(syllable))
    return len(typed_letters) in positions


def spells_some(typed_letters: str, said: Sound) -> bool:
    """Whether the letters are some of these syllables in a row, whole ones and commonly read."""
    starts = (start for start, syllable in enumerate(said) if typed_letters.startswith(usually(syllable)))
    return any(spells_first(typed_letters, said[start:]) for start in starts)


def spells_first(typed_letters: str, said: Sound) -> bool:
    """Whether the letters are the first of these syllables, whole ones and commonly read."""
    positions = {0}
    for syllable in said:
        positions = advance(typed_letters, positions, usually(syllable))
        if len(typed_letters) in positions or not positions:
            return bool(positions)
    return False


def begins(typed_letters: str, said: Sound, typing: Typing) -> bool:
    """Whether the letters are the beginning of these syllables, the last of them perhaps unfinished."""
    positions = {0}
    for syllable in said:
        options = typing(syllable)
        if any(option.startswith(typed_letters[at:]) for at in positions for option in options):
            return True
        positions = advance(typed_letters, positions, options)
        if not positions:
            return False
    return False


NEAR_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
"""What many speakers do not keep apart."""


@cache
def usual_readings(syllable: Readings) -> frozenset[str]:
    """The common readings, for asking whether two characters share one."""
    return frozenset(syllable.common)


@cache
def blurred(syllable: Readings) -> frozenset[str]:
    """The common readings with near sounds made the same."""
    return frozenset(map(blur, syllable.common))


def blur(reading: str) -> str:
    """One reading with near sounds made the same, n and l at the beginning as well: zhang, zang and zan are one."""
    for sharp, dull in NEAR_SOUNDS:
        reading = reading.replace(sharp, dull)
    return "l" + reading[1:] if reading.startswith("n") else reading


def distance(one: str, other: str, limit: int) -> int:
    """How many letters must be changed, added, dropped or swapped with a neighbour; more than `limit` is limit + 1.

    A swapped pair is not edited again (optimal string alignment).
    """
    if abs(len(one) - len(other)) > limit or len(set(one).difference(other)) > limit:
        return limit + 1
    same = shared(one, other)
    one, other = one[same:], other[same:]
    beyond = limit + 1
    before: list[int] = []
    last: list[int] = [min(column, beyond) for column in range(len(other) + 1)]
    for row in range(1, len(one) + 1):
        line = [beyond] * (len(other) + 1)
        line[0] = min(row, beyond)
        for column in range(max(1, row - limit), min(len(other), row + limit) + 1):
            line[column] = min(
                last[column] + 1, line[column - 1] + 1, last[column - 1] + (one[row - 1] != other[column - 1])
            )
            if row > 1 and column > 1 and one[row - 2 : row] == other[column - 1] + other[column - 2]:
                line[column] = min(line[column], before[column - 2] + 1)
        if min(line) > limit and min(last) > limit:
            return beyond
        before, last = last, line
    return min(last[-1], beyond)


def shared(one: str, other: str) -> int:
    """How many letters two words have in common at the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
