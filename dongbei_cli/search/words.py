"""What words are apart from any base: asking, light, the name of a place, another word for something. Read from files.

The files are in the folder `wordlists`; each says at its head what it holds. Light words are those that a reporter on
any beat would use (到底, even): they are looked for and not missed. Particles are never looked for.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

from dongbei_cli.search.lexemes import lexeme

Kinds = tuple[str, ...]

COURTESIES = ("先生", "女士", "老师", "教授", "专家", "研究员", "博士")
COURTESIES_EN = (
    "Mr",
    "Ms",
    "Mrs",
    "Dr",
    "Prof",
    "Professor",
    "Director",
    "President",
    "Dean",
    "researcher",
    "expert",
    "reporter",
)
"""What people call somebody beside the family name."""
EXTREMES = (
    r"(?P<most>最[多大高长快]|\b(?:most|largest|biggest|highest|greatest|longest)\b)"
    r"|最[少小低短慢]|\b(?:least|smallest|lowest|fewest|shortest)\b"
)
"""What asks for the first or the last of several figures."""


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a file that are no comments, indented ones joined to the line before."""
    text = (Path(__file__).parent / "wordlists" / f"{name}.txt").read_text(encoding="utf-8")
    for line in text.replace("\n    ", " ").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(word.replace("_", " ") for line in lines(name) for word in line.split())


@cache
def asking() -> dict[str, Kinds]:
    """Return every asking word, Chinese or English, with the kinds of fact that answer it."""
    found: dict[str, Kinds] = {}
    for line in lines("asking"):
        head, _, listed = line.partition(": ")
        chinese, english = halves(listed)
        if head == "counted":
            counts = map("".join, product(("多少", "几", "多少个"), ("", *chinese)))
            found |= dict.fromkeys((*counts, *english), ("figure", "count"))
        elif head == "chosen":
            found |= dict.fromkeys(map("".join, product(("哪", "什么"), ("", *chinese))), ())
        else:
            kinds = tuple(head.split())
            found |= {word: (*kinds, "count") if "多少" in word else kinds for word in (*chinese, *english)}
    return found


@cache
def counted() -> frozenset[str]:
    """Return what may be counted: the measure words."""
    return frozenset(word for line in lines("asking") if line.startswith("counted") for word in halves(line)[0][1:])


def halves(listed: str) -> tuple[list[str], list[str]]:
    """Return the Chinese words before the | of a line, and the English phrases after it."""
    chinese, _, english = listed.partition("|")
    return chinese.split(), [phrase.strip() for phrase in english.split(",") if phrase.strip()]


def synonyms() -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words of facts and what people type for them, line by line."""
    for line in lines("synonyms"):
        said, _, typed = line.partition(" = ")
        chinese, english = halves(typed)
        yield said.split(), [*(word for word in said.split() if len(word) > 1), *chinese, *english]


@cache
def characters() -> frozenset[str]:
    """Return the single Chinese characters that say little."""
    return words("particles-zh") | words("bare-zh")


@cache
def light_stems() -> frozenset[str]:
    """Return the light English words as the index would have them."""
    return frozenset(map(lexeme, words("light-en")))


def in_chinese(typed: str) -> tuple[str, float] | None:
    """Return what a Chinese word of the language at large is and what it costs to read it so; None for any other word.

    unknown for a subject, place, soft for a light word, stopped for a particle, bare for a single character.
    """
    if typed in words("subjects-zh"):
        return "subject", 0.9
    if typed in words("places-zh"):
        return "place", 0.5
    if typed in words("light-zh"):
        return "soft", 0.6 if len(typed) > 1 else 0.9
    if typed in words("particles-zh"):
        return "stopped", 0.9
    return ("bare", 1.0) if typed in words("bare-zh") else None


def in_english(typed: str) -> str | None:
    """Return what an English word or phrase of the language at large is: place, stopped or soft; None for another."""
    if not words("places-en").isdisjoint(typed.split()):
        return "place"
    if typed in words("subjects-en"):
        return "subject"
    if typed in words("stopped-en"):
        return "stopped"
    return "soft" if lexeme(typed) in light_stems() else None
