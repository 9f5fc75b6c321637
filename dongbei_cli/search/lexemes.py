"""Text -> lexemes, the pieces that the full-text index compares: the same for facts and for what a user types.

A Chinese character, a number and the stem of a word are one lexeme each; punctuation is one too, so that no phrase is
found across it. Lexemes hold only ASCII letters, digits, common Chinese characters and private-use marks: SQLite's
tokenizer, whose tables are of Unicode 6.1, takes each of them as it is.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache

from dongbei_cli.names import pinyin
from dongbei_cli.names.fold import fold
from dongbei_cli.readings import units

Phrase = tuple[str, ...]

BREAK, PERCENT, RANGE, SPOKEN, AMOUNT = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""Punctuation, which also parts the members of a list; %; the dash of 3~5; what begins a syllable, and an amount."""
IDEOGRAPHS = "〇㐀-鿿豈-龎\U00020000-\U0003ffff"
LAST_COMMON = "\u9fcc"
"""The last character that the tokenizer knows for a letter."""

INFLECTIONS = (("sses", "ss"), ("ies", "y"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", ""))
SUFFIXES = (
    "ization", "isation", "izing", "ising", "ized", "ised", "ize", "ise", "ating", "ated", "ation", "ative", "ate",
    "ional", "ness", "ment", "ical", "ing", "ial", "ion", "ive", "ed", "al", "ic", "ly", "e", "y",
)  # fmt: skip
"""Longer ones before those that end them."""
SHORTEST_STEM = 4
WHOLE = frozenset(("founded", "founding", "united", "nation", "nations", "party", "parties", "station", "stations"))
"""Words that are no forms of what their stem would be: found, unit, nat, part, stat."""


@cache
def pieces() -> re.Pattern[str]:
    """Match a number, a Chinese character, a word, a percent sign, a dash between digits, or punctuation."""
    number = r"\d+(?:[,，]\d{3}(?!\d))+(?:[.\uff0e]\d+)?|\d+(?:[.\uff0e]\d+)?"
    word = rf"[^\W\d_{IDEOGRAPHS}]+(?:['’]s\b)?"
    return re.compile(rf"{word}|[{IDEOGRAPHS}]|{number}|[%％]|(?<=\d)[~～–—-](?=\d)|(?:[^\w\s%％'’·-]|_)+")


def lexemes(text: str) -> list[str]:
    """Return the lexemes of a text, in order."""
    return [lexeme(piece) for piece in pieces().findall(text)]


def phrase(text: str) -> Phrase:
    """Return the lexemes of a text as a phrase."""
    return tuple(lexemes(text))


@lru_cache(maxsize=16384)
def lexeme(piece: str) -> str:
    """Return what one piece is compared by."""
    if piece[0] in "%％":
        return PERCENT
    if piece[0] in "~～–—-" and len(piece) == 1:
        return RANGE
    if piece[0].isdecimal():
        return numeral(piece)
    return stem(bare(piece)) if piece[0].isalpha() or piece[0] == "\u3007" else BREAK


def numeral(digits: str) -> str:
    """Return one form for one number: 08.50 and 8.5 are 8d5, since SQLite would part it at the point."""
    whole, _, decimals = unicodedata.normalize("NFKC", digits).replace(",", "").partition(".")
    decimals = decimals.rstrip("0")
    return encoded((whole.lstrip("0") or "0") + (f"d{decimals}" if decimals else ""))


def bare(word: str) -> str:
    """Return a word or character folded, without accents and without the English genitive."""
    folded = fold(word).removesuffix("'s")
    if not folded.isascii():
        marks = unicodedata.normalize("NFD", folded)
        folded = unicodedata.normalize("NFC", "".join(mark for mark in marks if not unicodedata.combining(mark)))
    return folded


def stem(word: str) -> str:
    """Return an English word without its ending, in its American spelling; anything else as the index can hold it."""
    if not word.isascii() or len(word) < SHORTEST_STEM or word in WHOLE:
        return encoded(word)
    word = american(singular(word))
    for _ in range(2):
        cut = next((suffix for suffix in SUFFIXES if word.endswith(suffix) and leaves_a_stem(word, suffix)), "")
        word = word.removesuffix(cut)
        if cut in ("ed", "ing") and word[-1:] == word[-2:-1] and word[-1:] not in "sl":
            word = word[:-1]  # transferr, from transferred
    return encoded(word)


def leaves_a_stem(word: str, suffix: str) -> bool:
    """Tell whether enough is left of a word without its suffix: owned is own, speed is no spe."""
    short = suffix in ("ed", "ing") and word[-len(suffix) - 1] != "e"
    return len(word) - len(suffix) >= (3 if short else SHORTEST_STEM)


def singular(word: str) -> str:
    """Return a word without the s of a plural or a verb."""
    if word.endswith(("ss", "us", "is")):
        return word
    ending, instead = next((pair for pair in INFLECTIONS if word.endswith(pair[0])), ("", ""))
    return word.removesuffix(ending) + instead if len(word) - len(ending) >= 2 else word


def american(word: str) -> str:
    """Return the American spelling of a British word: center, program, labor."""
    if word.endswith("tre"):
        return word[:-2] + "er"
    return word[:-2] if word.endswith("mme") else word.replace("our", "or") if len(word) > 5 else word


def encoded(text: str) -> str:
    """Return text that the tokenizer leaves whole: what is neither ASCII nor a common character becomes its number."""
    if (text.isascii() and text.isalnum()) or (len(text) == 1 and ("一" <= text <= LAST_COMMON or text == "\u3007")):
        return text
    return "x" + "x".join(f"{ord(character):x}" for character in text)


def spoken(text: str) -> list[str]:
    """Return the syllables of a Chinese text by the usual reading of each character; a BREAK for what has none."""
    return [syllables(piece)[0] if syllables(piece) else BREAK for piece in pieces().findall(text)]


@lru_cache(maxsize=16384)
def syllables(character: str) -> Phrase:
    """Return how a Chinese character may be said, the usual way first."""
    readings = pinyin.readings(bare(character)).common if len(character) == 1 else ()
    return tuple(map(syllable, readings))


def syllable(letters: str) -> str:
    """Return a syllable of pinyin as a lexeme; ü is u, since people type both."""
    return SPOKEN + letters.replace("v", "u")


def amount(value: Decimal, unit: str = "") -> str:
    """Return an amount as a lexeme, with the base unit where it matters."""
    return AMOUNT + numeral(f"{value:f}") + encoded(unit) * bool(unit)


def amounts(value: Decimal, unit: str, digits: Iterable[int] = ()) -> list[str]:
    """Return the lexemes of an amount: its digits as written, its value in the base unit, and that rounded to `digits`.

    So 354万人 is found by 354, 354万, 3.54 million and 3540000 people, and 58847亿 by 5.88万亿.
    """
    whole, base = units.in_si(value, unit)
    rounded = (Decimal(f"{whole:.{digit - 1}e}") for digit in digits)
    values = dict.fromkeys((whole, *rounded))
    measured = [amount(each, measure(base)) for each in values] if measure(base) else []
    return [*dict.fromkeys((amount(value), *map(amount, values))), *measured]


def digits(value: Decimal, unit: str) -> str:
    """Return the lexeme of the digits of an amount that count, as people type those of a computed total: 120028."""
    whole, _ = units.in_si(value, unit)
    return amount(Decimal("".join(map(str, whole.normalize().as_tuple().digits))))


def measure(unit: str) -> str:
    """Return a base unit; nothing for a classifier, as 种."""
    known = units.measures().get(unit)
    return "" if known is not None and known.counted else unit
