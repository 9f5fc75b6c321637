"""What a user typed -> what is to be looked for: dates, numbers, Chinese words, English words, pinyin.

Chinese is cut into words that the base has, by the fewest pieces; what it does not have is kept as an unknown word,
so that a search can tell that something is missing. Nothing typed is ever run as FTS syntax.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple, Protocol

from dongbei_cli.names import pinyin
from dongbei_cli.names.fold import fold
from dongbei_cli.search import typed as typing
from dongbei_cli.search import words as wordlists
from dongbei_cli.search.lexemes import BREAK, SPOKEN, lexeme, pieces, syllable

COUNTED = ("周年", "个月", *"年个种份次大波极省区项条位家岁月天周倍")
LONGEST_NAME = 12
"""Characters of a name that may be misspelt."""

Phrase = tuple[str, ...]

LONGEST = 300
"""Code points of a query; a sentence of the article is shorter."""

EQUATION = re.compile(r"\w+\s*=\s*\w+")
"""What is code, and no question; it is met by nothing."""
ORDINAL = re.compile("第[二三四五六七八九十百]+[次届波极]")
DIGITS = re.compile(
    f"(?<![第几百千万亿])[一二三四五六七八九]{{2,}}(?![十百千万亿几余多来]|{'|'.join(COUNTED)})[^ ]{{0,2}}"
)
"""Digits that count nothing, with what follows: a day in history, as 九一八事变."""


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


class Word(NamedTuple):
    """Something to look for: any of its phrases, or facts of its date (EDTF).

    `role` is must (numbers, dates, places), wanted, soft (looked for and not missed) or unknown (nowhere in the base as
    a word, and thus without phrases). A place that the base has not is a must without phrases.
    """

    typed: str
    phrases: tuple[Phrase, ...]
    role: str
    date: str | None = None
    parts: tuple[Phrase, ...] = ()
    """The words that a Chinese phrase is made of: together they stand for it, as 吸引 ... 人才 for 吸引人才."""
    joined: bool = False
    """Whether it follows the word before without a space, or both are words in letters."""


class Question(NamedTuple):
    """The words of a query in their order, and the kinds of fact that it asks for."""

    words: tuple[Word, ...]
    kinds: tuple[str, ...]
    extreme: int = 0
    """1 where it asks for the most, -1 for the least."""


def folded(query: str) -> str:
    """A query without what nobody sees in it; the spaces between its words stay."""
    return " ".join(part for word in query.split() if (part := fold(word)))


def understood(query: str, index: Index, published: str) -> Question:
    """What `query` asks for; it has no words where it only asks, or says nothing at all."""
    text = folded(query)
    words: list[tuple[int, Word]] = []
    rest = text
    for start, word in exact_words(text, published):
        words.append((start, word))
        end = start + len(word.typed)
        rest = rest[:start] + " " * (end - start) + rest[end:]
    kinds: list[str] = []
    for run in runs(rest):
        words += foreign(text, run, index, kinds) if latin(run[0]) else chinese(text, run, index, kinds)
    found = tuple(joined(text, sorted(settled(words, index), key=lambda one: one[0])))
    return Question(found, tuple(dict.fromkeys(kinds)), extreme(text))


def extreme(text: str) -> int:
    """Whether a query asks for the most (1) or the least (-1)."""
    found = re.search(wordlists.EXTREMES, text)
    return 0 if found is None else 1 if found["most"] else -1


def settled(words: Sequence[tuple[int, Word]], index: Index) -> Iterator[tuple[int, Word]]:
    """The words in their final roles: where all are light, those are wanted that the base has, best as names."""
    known = [word for _, word in words if word.date or any(map(index.has, word.phrases))]
    alone = all(word.role in ("soft", "loose") for _, word in words)
    named = [word for word in known if any(map(index.names, word.phrases))]
    chosen = (named or known or [word for _, word in words]) if alone else []
    for start, word in words:
        role = "wanted" if word in chosen else "soft" if word.role == "loose" else word.role
        if role in ("wanted", "must") and word not in known:
            role = "must" if role == "must" else "unknown"
        missing = role == "unknown" or (role == "must" and word not in known)
        yield start, word._replace(role=role, phrases=() if missing else word.phrases)


def joined(text: str, words: Sequence[tuple[int, Word]]) -> Iterator[Word]:
    """The words, told which of them belong together."""
    end = -1
    for start, word in words:
        gap = text[end:start] if 0 <= end <= start else "-"
        yield word._replace(joined=gap == "" or (gap == " " and word.typed.isascii() and text[end - 1].isascii()))
        end = start + len(word.typed)


def exact_words(text: str, published: str) -> Iterator[tuple[int, Word]]:
    """The dates and numbers of a query, which must be met; each may also be found as it is written."""
    rest = text
    for code in EQUATION.finditer(text):
        rest = rest[: code.start()] + "\n" * len(code.group()) + rest[code.end() :]
        yield code.start(), Word(code.group(), (), "must")
    for start, end, date in typing.dates(rest, published):
        rest = rest[:start] + "\n" * (end - start) + rest[end:]
        yield start, Word(text[start:end], (as_written(text[start:end]),), "must", date)
    for ordinal in ORDINAL.finditer(rest):
        rest = rest[: ordinal.start()] + "\n" * len(ordinal.group()) + rest[ordinal.end() :]
        yield ordinal.start(), Word(ordinal.group(), (as_written(ordinal.group()),), "must")
    for day in DIGITS.finditer(rest):
        rest = rest[: day.start()] + "\n" * len(day.group()) + rest[day.end() :]
        yield day.start(), Word(day.group(), (as_written(day.group()),), "must")
    for start, end, amounts in typing.numbers(rest):
        counted = next((measure for measure in COUNTED if rest.startswith(measure, end)), "")
        typed = text[start:end] + counted
        phrases = (*((amount,) for amount in amounts), as_written(typed))
        yield start, Word(typed, phrases, "loose" if counted or is_loose(typed) else "must")


def as_written(text: str) -> Phrase:
    """The lexemes of a text."""
    return tuple(lexeme(piece) for piece in pieces().findall(text))


def is_loose(number: str) -> bool:
    """Whether a number is small and may be no more than a way of speaking: 20, 二十."""
    bare = number.strip("近约超逾")
    return (bare.isdigit() and len(bare) < 3) or (not bare[:1].isdigit() and not set(bare) & set("万亿%"))


def latin(piece: Piece) -> bool:
    """Whether a piece is a word in letters."""
    return piece.lexeme.isascii() and piece.lexeme.isalpha()


def runs(text: str) -> Iterator[list[Piece]]:
    """The pieces of a text in runs: words in letters, or Chinese without a space or punctuation in it."""
    run: list[Piece] = []
    for match in pieces().finditer(text):
        piece = Piece(lexeme(match.group()), match.start(), match.end())
        apart = bool(run) and (latin(run[-1]) != latin(piece) or (not latin(piece) and run[-1].end != piece.start))
        if run and (apart or piece.lexeme == BREAK):
            yield run
            run = []
        if piece.lexeme != BREAK:
            run.append(piece)
    if run:
        yield run


def foreign(text: str, run: Sequence[Piece], index: Index, kinds: list[str]) -> Iterator[tuple[int, Word]]:
    """The words of a run in letters: English that the base has, else pinyin, else unknown."""
    sounds: list[Piece] = []
    at = 0
    while at < len(run):
        if size := asked(text, run, at, kinds):
            at += size
            continue
        piece = run[at]
        typed = text[piece.start : piece.end]
        role = wordlists.in_english(typed) or ("wanted" if index.has((piece.lexeme,)) else "unknown")
        syllables = in_pinyin(typed) if role == "unknown" else []
        if sounds and not syllables:
            yield from aloud(text, sounds, index)
            sounds = []
        if syllables:
            sounds += [Piece(one, piece.start, piece.end) for one in syllables]
        elif role != "stopped":
            yield piece.start, Word(typed, ((piece.lexeme,),), role)
        at += 1
    yield from aloud(text, sounds, index)


def asked(text: str, run: Sequence[Piece], at: int, kinds: list[str]) -> int:
    """How many words from here on are an asking word; the kinds it asks for are added."""
    for size in (3, 2, 1):
        phrase = " ".join(text[piece.start : piece.end].removesuffix("'s") for piece in run[at : at + size])
        if phrase in wordlists.ASKING_ENGLISH:
            kinds += wordlists.ASKING_ENGLISH[phrase]
            return size
    return 0


def in_pinyin(word: str) -> list[str]:
    """The syllables of a word in pinyin as lexemes; none where it is no pinyin."""
    letters = re.sub("(?<=[ln])y(?=u)", "", pinyin.letters(word))
    return [syllable(one) for one in pinyin.syllables(letters)]


def aloud(text: str, run: Sequence[Piece], index: Index) -> Iterator[tuple[int, Word]]:
    """The words of a run of syllables; what was typed as one word is found as a whole or not at all."""
    cuts = cut(run, text, index, False)
    typed_apart = len({piece.start for piece in run}) > 1
    if typed_apart and any(sort == "unknown" for _, _, sort in cuts):
        for start in dict.fromkeys(piece.start for piece in run):
            yield from aloud(text, [piece for piece in run if piece.start == start], index)
        return
    if any(sort == "unknown" for _, _, sort in cuts):
        cuts = [(0, len(run), "unknown")]
    for first, last, sort in cuts:
        phrase = tuple(piece.lexeme for piece in run[first:last])
        typed = text[run[first].start : run[last - 1].end]
        known = index.spelled(phrase) or (phrase,)
        yield run[first].start, Word(typed, known, sort)


def chinese(text: str, run: Sequence[Piece], index: Index, kinds: list[str]) -> Iterator[tuple[int, Word]]:
    """The words of a run of Chinese; the run itself where it stands in the base as it is, and is long."""
    whole = tuple(piece.lexeme for piece in run)
    typed = text[run[0].start : run[-1].end]
    if len(run) == 1 or (len(run) >= 6 and index.has(whole)):
        yield run[0].start, Word(typed, (whole,), "wanted")
        return
    if slip := misspelt(whole, index):
        first, last = slip
        if first:
            yield from chinese(text, run[:first], index, kinds)
        yield run[first].start, Word(text[run[first].start : run[last - 1].end], (), "unknown")
        if last < len(run):
            yield from chinese(text, run[last:], index, kinds)
        return
    cuts = cut(run, text, index, True)
    if all(sort in UNSOUGHT for _, _, sort in cuts):
        yield run[0].start, Word(typed, (whole,), "soft")
        return
    for first, last, sort in cuts:
        typed = text[run[first].start : run[last - 1].end]
        phrase = whole[first:last]
        if sort in UNSOUGHT:
            kinds += wordlists.ASKING.get(typed, ())
        else:
            parts = halves(phrase, index) if sort == "wanted" else ()
            yield run[first].start, Word(typed, (phrase,), sort, parts=parts)


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
        all(index.has(half) or wordlists.in_chinese("".join(half)) for half in (phrase[:at], phrase[at:]))
        for at in range(2, len(phrase) - 1)
    )


@cache
def homophones(character: str) -> tuple[str, ...]:
    """The syllables that a character may stand for, also those that many speakers do not keep apart from its own."""
    found: dict[str, None] = {}
    for reading in pinyin.readings(character).common:
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
        if typed in wordlists.ASKING:
            yield last, "asking", 0.4
        elif known := wordlists.in_chinese(typed):
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
        torn = not wordlists.GRAMMAR.isdisjoint((phrase[0], phrase[-1])) or wordlists.characters().issuperset(phrase)
        yield last, "wanted", 0.95 if index.names(tuple(phrase)) else 0.1 + 0.62 * len(phrase) + torn
