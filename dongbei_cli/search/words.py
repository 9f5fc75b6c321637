"""Words apart from any base, most of them of `words.txt`: text -> lexemes, and what common words are.

A lexeme is what the full-text index compares: a Chinese character, a number or the stem of a word; punctuation is one
too, so that no phrase is found across it. Lexemes hold only ASCII letters, digits, common Chinese characters and
private-use marks: SQLite's tokenizer, whose tables are of Unicode 6.1, takes each of them as it is.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from dongbei_cli.names import fold, pinyin, table
from dongbei_cli.readings import units

Phrase = tuple[str, ...]
BREAK, PERCENT, RANGE, SPOKEN, AMOUNT = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""Punctuation, which also parts the members of a list; %; the dash of 3~5; what begins a syllable, and an amount."""
IDEOGRAPHS = "〇㐀-鿿豈-龎\U00020000-\U0003ffff"
SORTS = {
    "subjects": ("subject", 0.9, 0.9),
    "places": ("place", 0.5, 0.5),
    "light": ("soft", 0.9, 0.6),
    "particles": ("stopped", 0.9, 0.9),
    "bare": ("bare", 1.0, 1.0),
}
"""By the list of Chinese words: their sort, and what it costs to read one character so, or several."""
ASPECTS = "了过着"
"""What follows a verb that is done, was done before, or is being done."""
SHORTEST_STEM = 4


@cache
def pieces() -> re.Pattern[str]:
    """Match a number, a Chinese character, a word, a percent sign, a dash between digits, or punctuation."""
    number = r"\d+(?:[,，]\d{3}(?!\d))+(?:[.\uff0e]\d+)?|\d+(?:[.\uff0e]\d+)?"
    word = rf"[^\W\d_{IDEOGRAPHS}]+(?:['’]s\b)?"
    return re.compile(rf"{word}|[{IDEOGRAPHS}]|{number}|[%％]|(?<=\d)[~～–—-](?=\d)|(?:[^\w\s%％'’·-]|_)+")


def lexemes(text: str) -> list[str]:
    """Return the lexemes of a text, in order; without 的, so that 人才振兴 finds 人才的振兴."""
    return [lexeme(piece) for piece in pieces().findall(text) if piece != "的"]


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
    if not word.isascii() or len(word) < SHORTEST_STEM or word in words("whole-en"):
        return encoded(word)
    if not word.endswith(("ss", "us", "is")):
        pairs = (pair.split(":") for pair in listed("inflections"))
        ending, instead = next((pair for pair in pairs if word.endswith(pair[0])), ("", ""))
        word = word.removesuffix(ending) + instead if len(word) - len(ending) >= 2 else word
    if word.endswith("tre"):
        word = word[:-2] + "er"
    else:  # program, labor
        word = word[:-2] if word.endswith("mme") else word.replace("our", "or") if len(word) > 5 else word
    for _ in range(2):
        for cut in (suffix for suffix in listed("suffixes") if word.endswith(suffix)):
            short = cut in ("ed", "ing") and word[-len(cut) - 1] != "e"
            if len(word) - len(cut) >= (3 if short else SHORTEST_STEM):  # owned is own, speed is no spe
                word = word.removesuffix(cut)
                doubled = cut in ("ed", "ing") and word[-1:] == word[-2:-1] and word[-1:] not in "sl"
                word = word[:-1] if doubled else word  # transferr, from transferred
                break
    return encoded(word)


def encoded(text: str) -> str:
    """Return text that the tokenizer leaves whole: what is neither ASCII nor a common character becomes its number."""
    common = len(text) == 1 and ("一" <= text <= "\u9fcc" or text == "\u3007")  # those of Unicode 6.1
    if common or (text.isascii() and text.isalnum()):
        return text
    return "x" + "x".join(f"{ord(character):x}" for character in text)


def spoken(text: str) -> list[str]:
    """Return the syllables of a Chinese text by the usual reading of each character; a BREAK for what has none."""
    return [syllables(piece)[0] if syllables(piece) else BREAK for piece in pieces().findall(text) if piece != "的"]


@lru_cache(maxsize=16384)
def syllables(character: str) -> Phrase:
    """Return how a Chinese character may be said, the usual way first."""
    readings = pinyin.readings(bare(character)).common if len(character) == 1 else ()
    return tuple(map(syllable, readings))


def syllable(letters: str) -> str:
    """Return a syllable of pinyin as a lexeme; ü is u, since people type both."""
    return SPOKEN + letters.replace("v", "u")


@cache
def all_syllables() -> frozenset[str]:
    """Return every syllable of pinyin as a lexeme."""
    lines = (line for line in table("pinyin.txt").splitlines() if not line.startswith("#"))
    return frozenset(syllable(said) for line in lines for said in re.split("[ /]", line.partition("\t")[0]))


def amount(value: Decimal, unit: str = "") -> str:
    """Return an amount as a lexeme, with the base unit where it matters."""
    return AMOUNT + numeral(f"{value:f}") + encoded(unit) * bool(unit)


def amounts(value: Decimal, unit: str) -> list[str]:
    """Return the lexemes of an amount: as written, in the base unit, and that rounded (5.88万亿 finds 58847亿)."""
    whole, base = units.in_si(value, unit)
    values = dict.fromkeys((whole, *(Decimal(f"{whole:.{digits - 1}e}") for digits in (2, 3))))
    measured = [amount(each, measure(base)) for each in values] if measure(base) else []
    return [*dict.fromkeys((amount(value), *map(amount, values))), *measured]


def measure(unit: str) -> str:
    """Return a base unit; nothing for a classifier, as 种."""
    known = units.measures().get(unit)
    return "" if known is not None and known.counted else unit


@cache
def sections() -> dict[str, list[str]]:
    """Return the lines of each section that are no comments, indented ones joined to the line before."""
    text = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.replace("\n    ", " ").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = listed = []
        elif line and not line.startswith("#"):
            listed.append(line)
    return found


@cache
def listed(name: str) -> tuple[str, ...]:
    """Return the words of a list in their order."""
    return tuple(word for line in sections()[name] for word in line.split())


@cache
def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of a section by what they mean."""
    pairs = (line.partition(": ") for line in sections()[name])
    return {meant: re.compile(pattern) for meant, _, pattern in pairs}


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(word.replace("_", " ") for word in listed(name))


@cache
def asking() -> dict[str, tuple[str, ...]]:
    """Return every asking word, Chinese or English, with the kinds of fact that answer it."""
    found: dict[str, tuple[str, ...]] = {}
    for line in sections()["asking"]:
        head, _, listed = line.partition(": ")
        chinese, english = halves(listed)
        if head == "counted":
            counts = map("".join, product(("多少", "几", "多少个"), ("", *chinese)))
            found |= dict.fromkeys((*counts, *english), ("figure", "count"))
        elif head == "chosen":
            which = map("".join, product(("哪", "哪几", "哪两", "哪三", "什么", "哪几个", "哪两个"), ("", *chinese)))
            found |= dict.fromkeys(which, ())
        else:
            kinds = tuple(head.split())
            found |= {word: (*kinds, "count") if "多少" in word else kinds for word in (*chinese, *english)}
    return found


def halves(listed: str) -> tuple[list[str], list[str]]:
    """Return the Chinese words before the | of a line, and the English phrases after it."""
    chinese, _, english = listed.partition("|")
    return chinese.split(), [phrase.strip() for phrase in english.split(",") if phrase.strip()]


def synonyms() -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words of facts and what people type for them, line by line."""
    for line in (*sections()["synonyms"], *sections()["synonyms-article"]):
        said, _, typed = line.partition(" = ")
        chinese, english = halves(typed)
        yield said.split(), [*(word for word in said.split() if len(word) > 1), *chinese, *english]


def in_chinese(typed: str) -> tuple[str, float] | None:
    """Return what a Chinese word of the language at large is and what it costs to read it so; None for any other."""
    if typed in asking():
        return "asking", 0.4
    for name, (sort, single, longer) in SORTS.items():
        if typed in words(f"{name}-zh"):
            return sort, longer if len(typed) > 1 else single
    if len(typed) == 2 and typed[0] in words("bare-zh") and typed[1] in ASPECTS:
        return "soft", 0.9
    return None


@cache
def by_sound() -> dict[Phrase, str]:
    """Return the Chinese words of the language at large by the syllables in which they are usually said."""
    others = (word for _, typed_words in synonyms() for word in typed_words)
    listed = (word for name in ("light", "places", "subjects") for word in sorted(words(f"{name}-zh")) if len(word) > 1)
    found: dict[Phrase, str] = {}
    done = map("".join, product(sorted(words("bare-zh")), ASPECTS))
    for word in (*others, *done, *listed, *sorted(words("particles-pinyin")), *asking()):
        said = [syllables(character)[:1] for character in word if not word.isascii()]
        if said and all(said):
            found[tuple(sound for (sound,) in said)] = word
    return found


@cache
def light_stems() -> frozenset[str]:
    """Return the light English words as the index would have them."""
    return frozenset(map(lexeme, words("light-en")))


def in_english(typed: str) -> str | None:
    """Return what an English word or phrase of the language at large is: place, stopped or soft; None for another."""
    if not words("places-en").isdisjoint(re.split("[ -]", typed)):
        return "place"
    if typed in words("subjects-en"):
        return "subject"
    if typed in words("stopped-en"):
        return "stopped"
    return "soft" if lexeme(typed) in light_stems() else None
