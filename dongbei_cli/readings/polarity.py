"""Words that point (direction, negation, modality, completion, degree), and where a text has them; see polarity.tsv."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from dongbei_cli.readings import rows

TABLE = Path(__file__).with_name("polarity.tsv")
NEGATION = "not"  # the concept whose words are counted
ALTERNATIVE = re.compile(r"(?:[^|()\[]|\[[^]]*\]|\((?:[^()]|\([^()]*\))*\))+")
"""One of several words in a column: what is between two marks that are in no bracket."""
KEPT = 1
COLUMNS = {"chinese": ((2, 1), (KEPT, 2)), "english": ((4, 3, 2), (4,))}
"""By how many first characters words are looked up, and the columns behind the name that have them."""


class Concept(NamedTuple):
    """A line of the table, each part a pattern; see its head."""

    name: str
    contrary: tuple[str, ...]
    kept: str
    chinese: str
    licence: str
    english: str


class Pointer(NamedTuple):
    """A word of some concepts at [start, end) of a text; `kept` where its English must be said."""

    start: int
    end: int
    names: frozenset[str]
    kept: bool = False


@cache
def concepts() -> dict[str, Concept]:
    """Return the table by name."""
    found, every = {}, [row[0] for row in rows(TABLE)]
    for name, against, kept, other, licence, english in rows(TABLE):
        chinese = "|".join(filter(None, (kept, other))) or "(?!)"
        whole = rf"(?<![\w-])(?:{english})(?!\w)"
        rivals = [other for other in every if "/" in name and other.startswith(against) and other != name]
        contrary = rivals or filter(None, against.split(","))
        found[name] = Concept(name, tuple(contrary), kept or "(?!)", chinese, licence, whole)
    return found


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A pattern of the table, compiled when it is first needed."""
    return re.compile(source)


@cache
def words_by_start(language: str) -> dict[str, list[tuple[str, str, str, bool]]]:
    """The words of a language by how they begin: concept, the letters before anything variable, pattern, whether kept.

    Only what begins as the text does is compiled: whole lines would take a second for a base of 150 facts.
    """
    found: dict[str, list[tuple[str, str, str, bool]]] = {}
    sizes, columns = COLUMNS[language]
    apart = (NEGATION, f"{NEGATION}-in-words", "neutral", "everyday")  # their words are not looked for one by one
    for name, *row in (row for row in rows(TABLE) if row[0] not in apart):
        for at, word in ((column, word) for column in columns for word in ALTERNATIVE.findall(row[column])):
            fixed = re.match(r"(?:[^\W\dA-Z_]| )*(?![?*])", word)
            letters = fixed[0] if fixed else ""
            size = min(len(letters), sizes[0]) if len(letters) >= sizes[-1] else 0
            found.setdefault(letters[:size], []).append((name, letters if size else "", word, at == KEPT))
    return found


@lru_cache(maxsize=8192)
def pointers(text: str, language: str = "chinese") -> tuple[Pointer, ...]:
    """Return every word of a concept in a text, in its order, with all concepts that it is of; no neutral words."""
    known, (sizes, _), english = words_by_start(language), COLUMNS[language], language == "english"
    plain, found, kept = masked(text, english), dict[tuple[int, int], set[str]](), set[tuple[int, int]]()
    first = r"(?<![\w-])\w" if english else r"\w"
    varied = pattern(f"(?={first})(?=" + "|".join(f"(?:{word})" for *_, word, _kept in known.get("", ())) + ")")
    places = {"": [match.start() for match in varied.finditer(plain)]}
    for match in re.finditer(first, plain):
        for size in sizes:
            if (start := plain[match.start() : match.start() + size]) in known:
                places.setdefault(start, []).append(match.start())
    for start, begins in places.items():
        for name, letters, word, must in known.get(start, ()):
            for at in begins:
                if plain.startswith(letters, at) and (end := end_of(plain, at, letters, word, english)):
                    found.setdefault((at, end), set()).add(name)
                    kept |= {(at, end)} if must else set()
    return tuple(Pointer(*place, frozenset(names), place in kept) for place, names in sorted(found.items()))


def end_of(text: str, start: int, letters: str, word: str, english: bool) -> int:
    """Return where a word that begins with these letters at `start` ends; 0 where it is another word.

    Two of three words are letters alone, or letters and any ending: those need no pattern, which takes time to compile.
    """
    end, rest = start + len(letters), word.removeprefix(letters)
    if letters and rest == r"\w*":
        while text[end : end + 1].isalnum():
            end += 1
        return end
    if rest:
        match = pattern(f"(?:{word})(?!\\w)" if english else word).match(text, start)
        return match.end() if match else 0
    return 0 if english and text[end : end + 1].isalnum() else end


def masked(text: str, english: bool = False) -> str:
    """Return a text with its neutral words blotted out."""
    neutral = concepts()["neutral"]
    return pattern(neutral.english if english else neutral.chinese).sub(lambda match: "|" * len(match[0]), text)


def longest(words: Sequence[Pointer]) -> Iterator[Pointer]:
    """Yield the words that lie in no longer one."""
    for each in words:
        if not any(o.start <= each.start and each.end <= o.end and o[:2] != each[:2] for o in words):
            yield each


def beside(words: Sequence[Pointer], text: str, begin: int, stop: int) -> list[Pointer]:
    """The words in the same clause, or the same part of a list, as [begin, stop)."""
    ends = re.finditer(r"[，。；、：]|[和而但]|[,;:.] |\b(?:and|but|while|whereas|or) ", text)
    cuts = [0, *(match.end() for match in ends), len(text)]
    start, end = max(cut for cut in cuts if cut <= begin), min(cut for cut in cuts if cut >= stop)
    return [each for each in words if start <= each.start and each.end <= end]
