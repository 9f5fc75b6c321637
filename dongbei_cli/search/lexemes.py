"""Text -> lexemes, the pieces that the full-text index compares: the same for facts and for what a user types.

A Chinese character, a number and the stem of a word are one lexeme each; punctuation is one too, so that no phrase is
found across it. Lexemes hold only ASCII letters, digits, common Chinese characters and private-use marks: SQLite's
tokenizer, whose tables are of Unicode 6.1, takes each of them as it is.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache, lru_cache

from dongbei_cli.names import pinyin
from dongbei_cli.names.fold import fold
from dongbei_cli.readings import units

BREAK = "\ue000"
"""Punctuation, of whatever kind; also what parts the members of a list."""
PERCENT = "\ue001"
RANGE = "\ue002"
"""The dash of 3~5."""
SPOKEN = "\ue003"
"""Begins a syllable of pinyin, which is thus no English word."""

IDEOGRAPHS = "〇㐀-鿿豈-龎\U00020000-\U0003ffff"
ZERO = "\u3007"
LAST_COMMON = "\u9fcc"

INFLECTIONS = (("sses", "ss"), ("ies", "y"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", ""))
SUFFIXES = (
    "ization", "isation", "izing", "ising", "ized", "ised", "ize", "ise", "ating", "ated", "ation", "ative", "ate",
    "ional", "ness", "ment", "ical", "ing", "ial", "ion", "ive", "ed", "al", "ic", "ly", "e", "y",
)  # fmt: skip
"""Longer ones before those that end them."""
SHORTEST_STEM = 4


@cache
def pieces() -> re.Pattern[str]:
    """A number, a Chinese character, a word, a percent sign, a dash between digits, or punctuation; all but gaps."""
    number = r"\d+(?:[,，]\d{3}(?!\d))+(?:[.\uff0e]\d+)?|\d+(?:[.\uff0e]\d+)?"
    word = rf"[^\W\d_{IDEOGRAPHS}]+(?:['’]s\b)?"
    common = f"[一-{LAST_COMMON}]"  # most pieces, which a short class finds faster
    dash = r"(?<=\d)[~～–—-](?=\d)"
    return re.compile(rf"{common}|{word}|[{IDEOGRAPHS}]|{number}|[%％]|{dash}|(?:[^\w\s%％'’·-]|_)+")


class Known(dict[str, str]):
    """What a function makes of pieces; it is asked once for each, until very many are known."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self.make = make

    def __missing__(self, piece: str) -> str:
        if len(self) >= MOST_KNOWN:
            self.clear()
        made = self[piece] = self.make(piece)
        return made


MOST_KNOWN = 16384


def lexemes(text: str) -> list[str]:
    """The lexemes of a text, in order."""
    return list(map(LEXEMES.__getitem__, pieces().findall(text)))


def lexeme(piece: str) -> str:
    """What one piece is compared by."""
    return LEXEMES[piece]


def compared(piece: str) -> str:
    """The same, made anew."""
    first = piece[0]
    if first in "%％":
        return PERCENT
    if first in "~～–—-" and len(piece) == 1:
        return RANGE
    if first.isdecimal():
        return numeral(piece)
    return stem(bare(piece)) if first.isalpha() or first == ZERO else BREAK


def numeral(digits: str) -> str:
    """One form for one number: 08.50 and 8.5 are 8d5; SQLite would part it at the point."""
    plain = (digits if digits.isascii() else unicodedata.normalize("NFKC", digits)).replace(",", "")
    whole, _, decimals = plain.partition(".")
    decimals = decimals.rstrip("0")
    return encoded((whole.lstrip("0") or "0") + (f"d{decimals}" if decimals else ""))


def bare(word: str) -> str:
    """A word or character folded, without accents and without the English genitive."""
    folded = fold(word).removesuffix("'s")
    if not folded.isascii():
        marks = unicodedata.normalize("NFD", folded)
        folded = unicodedata.normalize("NFC", "".join(mark for mark in marks if not unicodedata.combining(mark)))
    return folded


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """An English word without its ending, in one of its spellings; anything else as the index can hold it."""
    if not word.isascii():
        return encoded(word)
    if len(word) <= SHORTEST_STEM - 1:
        return encoded(word)
    word = american(singular(word))
    for _ in range(2):
        cut = next((suffix for suffix in SUFFIXES if word.endswith(suffix) and goes(suffix, word)), "")
        word = undoubled(word.removesuffix(cut), cut)
    return encoded(word)


def goes(suffix: str, word: str) -> bool:
    """Whether enough is left of a word without its suffix: owned is own, speed is no spe."""
    return len(word) - len(suffix) >= (
        3 if suffix in ("ed", "ing") and word[-len(suffix) - 1] != "e" else SHORTEST_STEM
    )


def singular(word: str) -> str:
    """A word without the s of a plural or a verb."""
    if word.endswith(("ss", "us", "is")):
        return word
    ending, instead = next((pair for pair in INFLECTIONS if word.endswith(pair[0])), ("", ""))
    return word.removesuffix(ending) + instead if len(word) - len(ending) >= 2 else word


def american(word: str) -> str:
    """The American spelling of a British word."""
    if word.endswith("tre"):
        return word[:-2] + "er"
    if word.endswith("mme"):
        return word[:-2]
    return word.replace("our", "or") if len(word) > 5 else word


def undoubled(word: str, cut: str) -> str:
    """transferr, from transferred, as transfer."""
    doubled = cut in ("ed", "ing") and word[-1:] == word[-2:-1] and word[-1:] not in "sl"
    return word[:-1] if doubled else word


def encoded(text: str) -> str:
    """Text that SQLite's tokenizer leaves whole: what is neither ASCII nor a common character becomes its number."""
    if text.isascii() and text.isalnum():
        return text
    if len(text) == 1 and ("一" <= text <= LAST_COMMON or text == ZERO):
        return text
    return "x" + "x".join(f"{ord(character):x}" for character in text)


def spoken(texts: Iterable[str]) -> list[str]:
    """The syllables of Chinese texts, each text between two BREAKs, by the most usual reading of each character."""
    found = [BREAK]
    for text in texts:
        found += map(SYLLABLES.__getitem__, pieces().findall(text))
        found.append(BREAK)
    return found


def said(piece: str) -> str:
    """How a piece is said, if it is a Chinese character; else a BREAK."""
    common = pinyin.readings(bare(piece)).common if len(piece) == 1 else ()
    return syllable(common[0]) if common else BREAK


LEXEMES, SYLLABLES = Known(compared), Known(said)


def syllable(letters: str) -> str:
    """A syllable of pinyin as a lexeme; ü is u, since people type both."""
    return SPOKEN + letters.replace("v", "u")


BARE, WHOLE, PERCENTAGE = "\ue004", "\ue005", "\ue006"
"""Begin the lexemes of amounts: digits alone, a number with its scale multiplied out, a percentage."""


def amount(mark: str, value: Decimal) -> str:
    """An amount as a lexeme; 8.50 is 8.5."""
    return mark + numeral(f"{value:f}")


def amounts(value: Decimal, unit: str) -> list[str]:
    """Every way in which people type an amount: 821 of 821万, 8.21 million, 8210000; 5.88万亿 of 58847亿."""
    scale, measure = units.split_unit(unit)
    if measure == "%":
        return [amount(BARE, value), amount(PERCENTAGE, value)]
    whole = value * units.SCALES.get(scale, 1)
    rounded = Decimal(f"{whole:.2e}")
    return list(dict.fromkeys((amount(BARE, value), amount(WHOLE, whole), amount(BARE, whole), amount(WHOLE, rounded))))


def places(text: str, phrases: Iterable[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Where these phrases stand in a text, as start and end in it."""
    found = [(lexeme(match.group()), match.start(), match.end()) for match in pieces().finditer(text)]
    row = tuple(piece for piece, _, _ in found)
    return [
        (found[at][1], found[at + len(phrase) - 1][2])
        for phrase in phrases
        for at in range(len(row) - len(phrase) + 1)
        if phrase and row[at : at + len(phrase)] == phrase
    ]
