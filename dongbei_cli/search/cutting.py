"""A run of Chinese, or of pinyin -> words: the cheapest way to cut it, by what the base and the language have.

What the words of a query are to a search is said in `questions`.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple, Protocol

from dongbei_cli.names import pinyin, tables
from dongbei_cli.search import askwords, lightwords
from dongbei_cli.search.lexemes import SPOKEN, syllable

COUNTED = ("周年", "个月", *"年个种份次大波极省区项条位家岁月天周倍")
LONGEST_NAME = 12
"""Characters of a name that may be misspelt."""

Phrase = tuple[str, ...]


class Index(Protocol):
    """What the base can tell of lexemes."""

    def has(self, phrase: Phrase) -> bool:
        """Whether they stand somewhere, side by side."""

    def names(self, phrase: Phrase) -> bool:
        """Whether it is all of a title, a name, a term or an alias."""

    def spelled(self, syllables: Phrase) -> tuple[Phrase, ...]:
        """The Chinese words of titles and names that are so said."""


class Piece(NamedTuple):
    """One piece of a query: a lexeme with its place in the folded text."""

    lexeme: str
    start: int
    end: int


def misspelt(phrase: Phrase, index: Index) -> tuple[int, int] | None:
    """Where a run of Chinese sounds like a name of the base and is none: 王明元 for 王明远; the longest there."""
    sounds = [homophones(character) for character in phrase]
    for first in range(len(phrase) - 2):
        ways: list[Phrase] = [()]
        ends = []
        for last in range(first + 1, min(first + LONGEST_NAME, len(phrase)) + 1):
            ways = [(*way, sound) for way in ways for sound in sounds[last - 1] if index.has((*way, sound))]
            if last - first > 2 and any(map(index.names, ways)) and not known(phrase[first:last], index):
                ends.append(last)
        if ends:
            return first, ends[-1]
    return None


def known(phrase: Phrase, index: Index) -> bool:
    """Whether a run of Chinese is a word, or two of at least two characters each."""
    return index.has(phrase) or any(
        all(index.has(half) or lightwords.in_chinese("".join(half)) for half in (phrase[:at], phrase[at:]))
        for at in range(2, len(phrase) - 1)
    )


@cache
def homophones(character: str) -> tuple[str, ...]:
    """The syllables that a character may stand for, also those that many speakers do not keep apart from its own."""
    found: dict[str, None] = {}
    for reading in tables.readings(character).common:
        found[syllable(reading)] = None
        for sharp, dull in pinyin.NEAR_SOUNDS:
            near = reading.replace(sharp, dull) if sharp in reading else reading.replace(dull, sharp)
            found[syllable(near)] = None
    return tuple(found)


def halves(phrase: Phrase, index: Index) -> tuple[Phrase, ...]:
    """The two words that a phrase of four or more characters is made of; nothing where it is not."""
    cuts = [(phrase[:at], phrase[at:]) for at in range(2, len(phrase) - 1)]
    named = (pair for pair in cuts if all(map(index.names, pair)))
    return next(named, cuts[0] if len(phrase) == 4 and all(map(index.has, cuts[0])) else ())


Cut = tuple[int, int, str]
"""Where a piece begins and ends in its run, and its sort: asking, stopped, or the role of a word."""
UNSOUGHT = ("asking", "stopped")


def cut(run: Sequence[Piece], text: str, index: Index, asking: bool) -> list[Cut]:
    """The cheapest way to cut a run into pieces; `asking`: also into words that are not looked for."""
    best: list[tuple[float, list[Cut]]] = [(0.0, [])] * (len(run) + 1)
    for first in range(len(run) - 1, -1, -1):
        ways = [*(general(run, first, text) if asking else ()), *of_the_base(run, first, index)]
        cost, _, last, sort = min((cost + best[last][0], first, last, sort) for last, sort, cost in ways)
        best[first] = (cost, [(first, last, sort), *best[last][1]])
    return list(regrouped(best[0][1]))


def regrouped(cuts: Sequence[Cut]) -> Iterator[Cut]:
    """Unknown characters and the bare ones beside them as one unknown word; where all are bare, each says little."""
    for together, group in groupby(cuts, key=lambda cut: cut[2] in ("unknown", "bare")):
        members = list(group)
        if together and any(sort == "unknown" for _, _, sort in members):
            yield members[0][0], members[-1][1], "unknown"
        else:
            yield from ((first, last, "soft" if sort == "bare" else sort) for first, last, sort in members)


def general(run: Sequence[Piece], first: int, text: str) -> Iterator[tuple[int, str, float]]:
    """The words of the language at large that begin at `first`: their end, sort and cost."""
    for last in range(first + 1, min(first + 6, len(run)) + 1):
        typed = text[run[first].start : run[last - 1].end]
        if typed in askwords.ASKING:
            yield last, "asking", 0.4
        elif known := lightwords.in_chinese(typed):
            yield last, *known
        elif len(typed) == 2 and typed[0] in "一二三四五六七八九十两" and typed[1] in COUNTED:
            yield last, "soft", 1.5


def of_the_base(run: Sequence[Piece], first: int, index: Index) -> Iterator[tuple[int, str, float]]:
    """The words of the base that begin at `first`, or one that is unknown. A name of the base is cheapest."""
    phrase = [run[first].lexeme]
    last = first + 1
    alone = index.names(tuple(phrase)) and not phrase[0].startswith(SPOKEN)
    yield (last, "wanted", 1.1) if alone else (last, "unknown", 2.0 if index.has(tuple(phrase)) else 3.0)
    while last < len(run):
        phrase.append(run[last].lexeme)
        last += 1
        if not index.has(tuple(phrase)):
            return
        torn = not lightwords.GRAMMAR.isdisjoint((phrase[0], phrase[-1])) or lightwords.characters().issuperset(phrase)
        yield last, "wanted", 0.95 if index.names(tuple(phrase)) else 0.1 + 0.62 * len(phrase) + torn
