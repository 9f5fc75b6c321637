"""Which words of a claim a passage accounts for, and which it turns round.

A word is accounted for where the passage has it, or a synonym, or a word of the same concept of the polarity table;
particles and verbs of saying need no account. Chinese is cut into the longest pieces that the passage has.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from dongbei_cli.check.claims import CHINESE, GAP
from dongbei_cli.rules.glosses import concepts, pattern
from dongbei_cli.search.lexemes import lexeme

LONGEST_WORD = 8
ENGLISH_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
NOT = (
    r"并?没有|[并尚]?(?<!所)未能?|没能|[并绝]非|无法|没|无(?!论)|不(?!断|[仅但光]|遗余力|同|少|平衡|放松|足|久|得不)[会能是曾再]?"
    r"|(?i:\b(?:not|no|never|neither|nor|cannot|without|none)\b|n[’']t\b|\bfar from\b)"
)
"""What denies, in both languages."""
MUST = re.compile(r"应[该当]?|必须|务必|需要|[须需]|要(?!求)|\b(?:should|must|ought|needs?|has to|have to|ought to)\b")
"""What a claim may say of a thing that is proposed."""
NEUTRAL, LACKING = -1, -2
"""Places of pieces that need no account, and of those that have none."""
ALIKE = frozenset((
    "rise", "fall", "faster", "slower", "better", "worse", "stronger", "begin", "solve", "promote", "important",
    "build", "must", "may", "expect", "future", "big", "many", "deepen", "cooperate", "broad", "clear", "safe", "attract",
))  # fmt: skip
"""Concepts whose words can stand for each other."""
OPPOSED = ALIKE | frozenset((
    "inflow", "outflow", "weaker", "surplus", "deficit", "profit", "loss", "imports", "exports", "support", "oppose",
    "success", "failure", "end", "opening", "closing", "hinder", "abolish", "aggravate", "north", "south", "east", "west",
    "join", "split", "domestic", "foreign", "public", "private", "urban", "rural", "long", "short", "direct", "indirect",
    "hope", "worry", "lead", "lag", "rich", "poor", "right", "wrong", "active", "passive", "prosper", "decay", "narrow", "vague", "unsafe", "conflict", "repel", "withhold", "shallow",
))  # fmt: skip
"""Concepts of which a word says the contrary of one of its contrary concept, whatever they are said of."""
DIRECTIONS = ("rise", "fall", "inflow", "outflow", "surplus", "deficit", "profit", "loss", "imports", "exports")
"""Concepts whose word in the title of a record settles which way it goes."""
STEPS = {"must": ("plan", "propose"), "future": ("expect",), "expect": ("future",)}
"""Concepts that a passage may have instead."""


class Piece(NamedTuple):
    """A piece of a claim, and where the passage has it: a place, NEUTRAL or LACKING."""

    start: int
    end: int
    place: int


class Turned(NamedTuple):
    """A word of a claim and the word of the passage that says the contrary."""

    slot: str
    claimed: str
    stated: str


class Cover(NamedTuple):
    """What a passage accounts for: the pieces, the words without account, and those that it turns round."""

    pieces: tuple[Piece, ...]
    lacking: tuple[str, ...]
    turned: tuple[Turned, ...]


@cache
def lines(name: str) -> tuple[frozenset[str], ...]:
    """Return the lines of a list of words, each as its words."""
    text = (Path(__file__).parent / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(frozenset(line.lower().split()) for line in text.splitlines() if not line.startswith("#"))


@cache
def neutral() -> frozenset[str]:
    """Return the words that need no account, English ones as the index has them too."""
    found = frozenset().union(*lines("neutral"))
    return found | {lexeme(word) for word in found if word.isascii()}


@cache
def binding() -> frozenset[str]:
    """Return the words of cause, rank and degree that are never made up of particles."""
    return frozenset().union(*lines("binding"))


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Return the words that say the same as a word."""
    found: dict[str, frozenset[str]] = {}
    for group in lines("synonyms"):
        for word in group:
            found[word] = found.get(word, frozenset()) | group - {word}
    return found


@cache
def stems(word: str) -> frozenset[str]:
    """Return what an English word and its synonyms are compared by."""
    forms = (word, *synonyms().get(word, ()), *([f"{word[:-3]}y"] if word.endswith("ied") else []))
    return frozenset(map(lexeme, forms))


def cover(text: str, rest: str, passage: str, proposed: bool = False) -> Cover:
    """Compare the words of a claim with a passage; a `proposed` one accounts for should and must.

    In `rest` the slots are blanked: they need no account, but a piece may run through them.
    """
    chinese = CHINESE.search(text) is not None
    if proposed:
        rest = MUST.sub(lambda match: GAP * len(match[0]), rest)
    pieces = tuple(in_chinese(text, rest, passage) if chinese else in_english(rest, passage))
    lacking = [piece for piece in pieces if piece.place == LACKING]
    turned, known = list[Turned](), list[tuple[int, int]]()
    for start, end, name in loaded(rest, lacking, chinese):
        stated = stated_by(name, passage, chinese)
        both = any(pattern(source(each, chinese)).search(rest) for each in concepts()[name].contrary)
        against = "" if stated or both or name == "not" else opposite(name, passage, chinese)
        if stated or against or name == "not":
            known.append((start, end))
        if against or (name == "not" and not stated):
            turned.append(Turned("negation" if name == "not" else "direction", rest[start:end], against))
    held = {at for start, end in known for at in range(start, end)}
    return Cover(pieces, tuple(lacking_words(rest, lacking, held)), tuple(turned))


def lacking_words(rest: str, lacking: Sequence[Piece], held: set[int]) -> Iterator[str]:
    """Yield what is without account once the words of concepts are held."""
    for piece in lacking:
        word = "".join(GAP if at in held else rest[at] for at in range(piece.start, piece.end))
        yield from filter(None, word.split(GAP))


class Run(NamedTuple):
    """A run of Chinese characters of a claim, and what of it can be told whatever the passage is.

    `words` has for each place the ends of the words that need no account, and of those that have synonyms.
    """

    start: int
    text: str
    free: str
    bound: tuple[tuple[str, frozenset[int]], ...]
    words: tuple[tuple[tuple[int, frozenset[str]], ...], ...]


@lru_cache(maxsize=512)
def runs(whole: str, rest: str) -> tuple[Run, ...]:
    """Return the runs of characters of a claim that are not all blanked."""
    found = []
    for match in re.finditer(r"[^\W_]+", whole):
        text, free = match[0], rest[match.start() : match.end()]
        if free.strip(GAP):
            bound = {word: frozenset(occurrences(word, free)) for word in binding() if word in free}
            words = tuple(tuple(listed(text, at)) for at in range(len(text)))
            found.append(Run(match.start(), text, free, tuple(bound.items()), words))
    return tuple(found)


def occurrences(word: str, text: str) -> Iterator[int]:
    """Yield each place of a character of a word in a text."""
    for match in re.finditer(re.escape(word), text):
        yield from range(*match.span())


def listed(text: str, at: int) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield the words from a place on that are listed: each end, with the synonyms, of which a neutral word has none."""
    for end in range(at + 1, min(at + LONGEST_WORD, len(text)) + 1):
        word = text[at:end].lower()
        if word in neutral():
            yield end, frozenset()
        elif word in synonyms():
            yield end, synonyms()[word]


def in_chinese(whole: str, rest: str, passage: str) -> Iterator[Piece]:
    """Yield the pieces of a Chinese claim, cut so that the fewest characters are without account."""
    for run in runs(whole, rest):
        bound = {at for word, places in run.bound if word not in passage for at in places}
        best: list[tuple[float, tuple[Piece, ...]]] = [(0.0, ())] * (len(run.text) + 1)
        for at in range(len(run.text) - 1, -1, -1):
            start = run.start + at
            cost, pieces = best[at + 1]
            blank = run.free[at] == GAP
            best[at] = (cost, pieces) if blank else (cost + 1, (Piece(start, start + 1, LACKING), *pieces))
            for end, price, place in accounts(run, at, passage) if at not in bound else ():
                cost, pieces = best[end]
                if cost + price < best[at][0]:
                    best[at] = (cost + price, (Piece(start, run.start + end, place), *pieces))
        yield from merged(best[0][1])


def accounts(run: Run, at: int, passage: str) -> Iterator[tuple[int, float, int]]:
    """Yield the words from a place on that have an account: each end, what it costs, and where the passage has it."""
    end = at + 2
    while end <= len(run.text) and (place := passage.find(run.text[at:end])) >= 0:
        yield end, 0.1, NEUTRAL if run.text[at:end] in neutral() else place
        end += 1
    for end, others in run.words[at]:
        place = max((passage.find(other) for other in others), default=NEUTRAL)
        if place >= 0 or not others:
            yield end, 0.12 if others else 0.15, place


def merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with neighbours that lack account as one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and piece.place == LACKING == found[-1].place and found[-1].end == piece.start:
            found[-1] = Piece(found[-1].start, piece.end, LACKING)
        else:
            found.append(piece)
    return found


def in_english(rest: str, passage: str) -> Iterator[Piece]:
    """Yield the words of an English claim, each with the place of its stem in the passage."""
    places: dict[str, int] = {}
    for match in ENGLISH_WORD.finditer(passage):
        places.setdefault(lexeme(match[0]), match.start())
        for part in match[0].split("-"):
            places.setdefault(lexeme(part), match.start())
    for match in ENGLISH_WORD.finditer(rest):
        word = match[0].lower().replace("’", "'").removesuffix("'s")
        parts = [word] if stems(word) & places.keys() else word.split("-")
        found = [min((places[stem] for stem in stems(part) if stem in places), default=LACKING) for part in parts]
        plain = word in neutral() or lexeme(word) in neutral()
        yield Piece(*match.span(), min(found) if min(found) >= 0 else NEUTRAL if plain else LACKING)


def loaded(rest: str, lacking: Sequence[Piece], chinese: bool) -> list[tuple[int, int, str]]:
    """Return the words of concepts that overlap what has no account, the longest first, none overlapping."""
    found = opposed(rest, chinese) if lacking else ()
    over = [one for one in found if any(p.start < one[1] and one[0] < p.end for p in lacking)]
    chosen: list[tuple[int, int, str]] = []
    for one in sorted(over, key=lambda one: (one[0] - one[1], one[2])):
        if not any(other[0] < one[1] and one[0] < other[1] for other in chosen):
            chosen.append(one)
    return chosen


@lru_cache(maxsize=512)
def opposed(rest: str, chinese: bool) -> tuple[tuple[int, int, str], ...]:
    """Return the places of words of concepts in a claim; single characters say too little, but for negations."""
    found = ((name, match) for name in ("not", *OPPOSED) for match in pattern(source(name, chinese)).finditer(rest))
    return tuple((*match.span(), name) for name, match in found if name == "not" or len(match[0]) > 1)


def source(name: str, chinese: bool) -> str:
    """Return the pattern of a concept in a language."""
    return NOT if name == "not" else concepts()[name].chinese if chinese else concepts()[name].english


def against(rest: str, heading: str, chinese: bool) -> Iterator[Turned]:
    """Yield the words of direction in a claim whose contrary, and not they, the heading of a record has."""
    for name in DIRECTIONS:
        said = [m[0] for m in pattern(source(name, chinese)).finditer(rest) if len(m[0]) > 1]
        if said and not pattern(source(name, chinese)).search(heading) and not re.search(NOT, rest):
            other = opposite(name, heading, chinese)
            if other and not any(pattern(source(each, chinese)).search(rest) for each in concepts()[name].contrary):
                yield Turned("direction", said[0], other)


def stated_by(name: str, passage: str, chinese: bool) -> str:
    """Return the word of a concept, or of one that may stand for it, that a passage has; empty where it has none."""
    alike = [each for each in (name, *STEPS.get(name, ())) if name in ALIKE or name == "not"]
    found = (pattern(source(each, chinese)).search(passage) for each in alike)
    return next((match[0] for match in found if match), "")


def opposite(name: str, passage: str, chinese: bool) -> str:
    """Return the word of a contrary concept that a passage has; a single character says too little."""
    found = (match[0] for each in concepts()[name].contrary for match in pattern(source(each, chinese)).finditer(passage))
    return next((word for word in found if len(word) > 1), "")
