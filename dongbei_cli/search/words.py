"""What words are apart from any base: asking, light, a subject, the name of a place, a synonym.

All are read from `words.txt`, whose sections say what they hold. Light words are those that a reporter on any beat would
use (到底, even): they are looked for and not missed. Particles are never looked for.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

from dongbei_cli.search.lexemes import Phrase, lexeme, syllables

COURTESIES = ("先生", "女士", "老师", "教授", "专家", "研究员", "博士")
COURTESIES_EN = [
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
]
"""What people call somebody beside the family name."""
EXTREMES = (
    r"(?P<most>最[多大高长快]|\b(?:most|largest|biggest|highest|greatest|longest)\b)"
    r"|最[少小低短慢]|\b(?:least|smallest|lowest|fewest|shortest)\b"
)
"""What asks for the first or the last of several figures."""
SORTS = {
    "subjects": ("subject", 0.9, 0.9),
    "places": ("place", 0.5, 0.5),
    "light": ("soft", 0.9, 0.6),
    "particles": ("stopped", 0.9, 0.9),
    "bare": ("bare", 1.0, 1.0),
}
"""By the list of Chinese words: their sort, and what it costs to read one character so, or several."""


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
def words(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(word.replace("_", " ") for line in sections()[name] for word in line.split())


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


@cache
def counted() -> frozenset[str]:
    """Return what may be counted: the measure words."""
    lines = [line for line in sections()["asking"] if line.startswith("counted")]
    return frozenset(word for line in lines for word in halves(line)[0][1:])


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

    asking, subject, place, soft for a light word, stopped for a particle, bare for a single character.
    """
    if typed in asking():
        return "asking", 0.4
    for name, (sort, single, longer) in SORTS.items():
        if typed in words(f"{name}-zh"):
            return sort, longer if len(typed) > 1 else single
    return None


@cache
def by_sound() -> dict[Phrase, str]:
    """Return the Chinese words of the language at large by the syllables in which they are usually said."""
    longer = (word for name in ("light", "places", "subjects") for word in sorted(words(f"{name}-zh")) if len(word) > 1)
    found: dict[Phrase, str] = {}
    for word in (*longer, *sorted(words("particles-pinyin")), *asking()):
        said = [syllables(character)[:1] for character in word]
        if all(said) and not word.isascii():
            found[tuple(sound for (sound,) in said)] = word
    return found


def in_english(typed: str) -> str | None:
    """Return what an English word or phrase of the language at large is: place, stopped or soft; None for another."""
    if not words("places-en").isdisjoint(typed.split()):
        return "place"
    if typed in words("subjects-en"):
        return "subject"
    if typed in words("stopped-en"):
        return "stopped"
    return "soft" if lexeme(typed) in light_stems() else None
