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
from dongbei_cli.rules.wording import concepts, pattern
from dongbei_cli.search.words import lexeme, light_stems, words

LONGEST_WORD = 8
ENGLISH_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
NOT = (
    r"并?没有|[并尚]?(?<!所)未(?!来|必)能?|没能|[并绝]非|无法|没|无(?!论)|不(?!断|计|算|[仅但光]|遗余力|同|少|平衡|放松|足|久|得不)[会能是曾再]?"
    r"|(?i:\b(?:not|no|never|neither|nor|nothing|cannot|without|none)\b|n[’']t\b|\bfar from\b)"
)
"""What denies, in both languages."""
MUST = re.compile(
    r"应[该当]?|必须|务必|需要|[须需]|要(?!求)"
    r"|\b(?:(?:is|are) (?:needed|necessary)|should|must|ought|needs?|has to|have to|ought to)\b"
)
"""What a claim may say of a thing that is proposed."""
NEUTRAL, LACKING = -1, -2
"""Places of pieces that need no account, and of those that have none."""
INSTEAD = {"must": ("plan", "propose"), "future": ("expect",), "expect": ("future",)}
"""Concepts that a passage may have instead of another."""


GRAVE = "不没未无非否反副原前最更仅只每多少大小高低升降增减南北东西内外上下老长短快慢早晚先首末全半倍余超男女比因"
"""Characters that by themselves say more or the contrary."""
PARTICLES = "的了着地得在是为于与和及也而又就其这那该此从到至由对向给把被让以用之等中里都均才会能可将并还将要曾已"
"""Characters that are words by themselves wherever they are."""
LITERAL = 0.1
MOST_SMALL = 2
"""How many other characters may be left over."""
SMALL = "新更"
"""Words of one character that are words by themselves wherever a passage has them."""


NOUNS = frozenset("domestic foreign public private urban rural old new north south east west many few big small".split())
"""Concepts that contradict each other only in the same place: 本地 is said of one thing, 邻国 of another."""


class Piece(NamedTuple):
    """A piece of a claim, and where the passage has it: a place, NEUTRAL or LACKING."""

    start: int
    end: int
    place: int
    literal: bool = False


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


class Run(NamedTuple):
    """A run of Chinese characters of a claim, and what of it can be told whatever the passage is.

    `bound` has the places of words that are never made up of particles; `words` for each place the ends of the words
    that need no account or have synonyms.
    """

    start: int
    text: str
    free: str
    bound: tuple[tuple[str, frozenset[int]], ...]
    words: tuple[tuple[tuple[int, frozenset[str]], ...], ...]


@cache
def lines(name: str) -> tuple[frozenset[str], ...]:
    """Return the lines of a list of words, each as its words."""
    text = (Path(__file__).parent / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(frozenset(line.lower().split()) for line in text.splitlines() if not line.startswith("#"))


@cache
def listed(name: str) -> frozenset[str]:
    """Return all words of a list, English ones as the index has them too."""
    found = frozenset[str]().union(*lines(name))
    return found | {lexeme(word) for word in found if word.isascii()}


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Return the words that say the same as a word."""
    found: dict[str, frozenset[str]] = {}
    for group in (*lines("synonyms"), *lines("general")):
        for word in group:
            for form in {word, lexeme(word) if word.isascii() else word}:
                found[form] = found.get(form, frozenset()) | group - {word}
    return found


def alternatives(text: str, chinese: bool) -> list[str]:
    """Return what an article may have instead of the words of a claim, of two characters at least."""
    known = synonyms()
    spans = (
        (text[at:end] for at in range(len(text)) for end in range(at + 2, at + 6)) if chinese else text.lower().split()
    )
    return sorted({other for word in spans if word in known for other in known[word] if len(other) > 1})


@cache
def stems(word: str) -> frozenset[str]:
    """Return what an English word and its synonyms are compared by."""
    forms = (
        word,
        *synonyms().get(word, synonyms().get(lexeme(word), ())),
        *([f"{word[:-3]}y"] if word.endswith("ied") else []),
    )
    return frozenset(map(lexeme, forms))


def cover(text: str, rest: str, passage: str, proposed: bool = False, other: str = "") -> Cover:
    """Compare the words of a claim with a passage; a `proposed` one accounts for should and must.

    In `rest` the slots are blanked: they need no account, but a piece may run through them.
    """
    chinese = CHINESE.search(text) is not None
    rest = MUST.sub(lambda match: GAP * len(match[0]), rest) if proposed else rest
    pieces = tuple(in_chinese(text, rest, passage) if chinese else in_english(rest, passage, other))
    lacking = [piece for piece in pieces if piece.place == LACKING]
    turned, held = list[Turned](), set[int]()
    for (start, end), names in loaded(rest, lacking, chinese).items() if lacking else ():
        stated = any(stated_by(name, passage, chinese) for name in names)
        against = "" if stated else max(opposite(name, rest, passage, chinese) for name in names)
        denial = "not" in names
        if stated or against or denial:
            held.update(range(start, end))
        if against or (denial and not stated):
            noun = NOUNS.issuperset(names) and not beside(against, passage, text, end, chinese)
            turned += [] if noun else [Turned("negation" if denial else "direction", rest[start:end], against)]
    bare = ("".join(GAP if at in held else rest[at] for at in range(each.start, each.end)) for each in lacking)
    turned = [each for each in turned if not said_so(each.stated, rest, chinese)]
    left = [word for part in bare for word in part.split(GAP) if word]
    light = [word for word in left if is_light(word, chinese)]
    small = [word for word in left if len(word) == 1 and word not in GRAVE and chinese]
    spared = (light if len(light) <= MOST_SMALL else []) + (small if len(small) <= MOST_SMALL else [])
    return Cover(pieces, tuple(word for word in left if word not in spared), tuple(turned))


@cache
def is_light(word: str, chinese: bool) -> bool:
    """Return whether a word is one of the language at large that neither turns nor counts anything."""
    known = word in words("light-zh") if chinese else lexeme(word) in light_stems()
    loaded_ = re.search(NOT, word) or opposed(word, chinese) or any(has(word, side) for side, _ in opposites())
    bound = has(word, sorted(listed("binding"))) or any(character in GRAVE for character in word)
    return known and not loaded_ and not bound


def beside(word: str, passage: str, text: str, end: int, chinese: bool) -> bool:
    """Return whether a word of a passage stands before the same as what it contradicts in a claim."""
    behind = text[end : end + 1] if chinese else text[end:].split(" ", 2)[1:2]
    behind = behind if chinese else "".join(behind)
    gap = "" if chinese else " "
    return bool(behind.strip(GAP)) and f"{word}{gap}{behind}" in passage


def said_so(stated: str, rest: str, chinese: bool) -> bool:
    """Return whether a claim has a word that says the same as one that seems to be its contrary."""
    known = synonyms().get(stated, ())
    return any(word in rest for word in known) if chinese else any(w in known for w in rest.lower().split())


@cache
def opposites() -> list[tuple[list[str], list[str]]]:
    """Return the words of degree that contradict each other, in both directions."""
    text = (Path(__file__).parent / "words" / "opposites.txt").read_text(encoding="utf-8")
    halves = [tuple(half.split() for half in line.split(" | ")) for line in text.splitlines()[1:]]
    return [pair for one, other in halves for pair in ((one, other), (other, one))]


def has(text: str, words: Sequence[str]) -> str:
    """Return the first of these words that a text has; English ones only whole."""
    return next((w for w in words if (re.search(rf"(?i)\b{w}\b", text) if w.isascii() else w in text)), "")


@lru_cache(maxsize=512)
def runs(whole: str, rest: str) -> tuple[Run, ...]:
    """Return the runs of characters of a claim that are not all blanked."""
    found = []
    for match in re.finditer(r"[^\W_]+", whole):
        text, free = match[0], rest[match.start() : match.end()]
        bound = {word: places(word, free) for word in listed("binding") if word in free}
        ends = tuple(tuple(known_words(text, at)) for at in range(len(text)))
        found += [Run(match.start(), text, free, tuple(bound.items()), ends)] if free.strip(GAP) else []
    return tuple(found)


def places(word: str, text: str) -> frozenset[int]:
    """Return the places of all characters of a word in a text."""
    return frozenset(at for match in re.finditer(re.escape(word), text) for at in range(*match.span()))


def known_words(text: str, at: int) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield the listed words from a place on: each end, with the synonyms, of which a neutral word has none."""
    for end in range(at + 1, min(at + LONGEST_WORD, len(text)) + 1):
        word = text[at:end].lower()
        if word in listed("neutral") or word in synonyms():
            yield end, frozenset() if word in listed("neutral") else synonyms()[word]


def in_chinese(whole: str, rest: str, passage: str) -> Iterator[Piece]:
    """Yield the pieces of a Chinese claim, cut so that the fewest characters are without account."""
    for run in runs(whole, rest):
        bound = {at for word, its in run.bound if word not in passage for at in its}
        best: list[tuple[float, tuple[Piece, ...]]] = [(0.0, ())] * (len(run.text) + 1)
        for at in range(len(run.text) - 1, -1, -1):
            start = run.start + at
            cost, pieces = best[at + 1]
            blank = run.free[at] == GAP
            best[at] = (cost, pieces) if blank else (cost + 1, (Piece(start, start + 1, LACKING), *pieces))
            for end, price, place in accounts(run, at, passage) if at not in bound else ():
                cost, pieces = best[end]
                if cost + price < best[at][0]:
                    best[at] = (cost + price, (Piece(start, run.start + end, place, price == LITERAL), *pieces))
        yield from merged(best[0][1], whole)


def accounts(run: Run, at: int, passage: str) -> Iterator[tuple[int, float, int]]:
    """Yield the words from a place on that have an account: each end, what it costs, and where the passage has it."""
    end = at + 2
    while end <= len(run.text) and (place := passage.find(run.text[at:end])) >= 0:
        if len(run.free[at:end].replace(GAP, "")) > 1:
            yield end, LITERAL, NEUTRAL if run.text[at:end] in listed("neutral") else place
        end += 1
    if run.text[at] in SMALL and (place := passage.find(run.text[at])) >= 0:
        yield at + 1, 0.5, place
    for end, others in run.words[at]:
        place = max((passage.find(other) for other in others), default=NEUTRAL)
        if place >= 0 or not others:
            yield end, 0.12 if others else 0.15, place


def merged(pieces: Sequence[Piece], whole: str) -> list[Piece]:
    """Return pieces with neighbours that lack account as one, and small words that may be part of a longer one."""
    found: list[Piece] = []
    for number, piece in enumerate(pieces):
        beside = (other for other in pieces[max(0, number - 1) : number + 2] if other.place == LACKING)
        single = piece.end - piece.start == 1 and not piece.literal
        part = single and whole[piece.start] not in PARTICLES
        if part and any(other.end == piece.start or other.start == piece.end for other in beside):
            piece = piece._replace(place=LACKING)
        if found and piece.place == LACKING == found[-1].place and found[-1].end == piece.start:
            found[-1] = Piece(found[-1].start, piece.end, LACKING)
        else:
            found.append(piece)
    return found


@lru_cache(maxsize=512)
def stem_places(passage: str) -> dict[str, int]:
    """Return where the stem of each English word of a passage first is, of compounds that of each part too."""
    found: dict[str, int] = {}
    for match in ENGLISH_WORD.finditer(passage):
        for part in (match[0], *match[0].split("-")):
            found.setdefault(lexeme(part), match.start())
    return found


def abroad(word: str, other: str) -> bool:
    """Return whether a Chinese passage has what an English word is in Chinese."""
    return any(not each.isascii() and each in other for form in (word, lexeme(word)) for each in synonyms().get(form, ()))


def in_english(rest: str, passage: str, other: str) -> Iterator[Piece]:
    """Yield the words of an English claim, each with the place of its stem in the passage."""
    known = stem_places(passage)
    for match in ENGLISH_WORD.finditer(rest):
        word = match[0].lower().replace("’", "'").removesuffix("'s")
        parts = [word] if stems(word) & known.keys() or abroad(word, other) else word.split("-")
        place = min(min((known[s] for s in stems(part) if s in known), default=LACKING) for part in parts)
        if place == LACKING and abroad(word, other):
            place = len(passage) + match.start()
        plain = not listed("neutral").isdisjoint((word, lexeme(word)))
        literal = 0 <= place < len(passage) and lexeme(word) in known
        yield Piece(*match.span(), place if place >= 0 else NEUTRAL if plain else LACKING, literal)


def loaded(rest: str, lacking: Sequence[Piece], chinese: bool) -> dict[tuple[int, int], list[str]]:
    """Return where words of concepts overlap what has no account, the longest, with all concepts of each."""
    over = [one for one in opposed(rest, chinese) if any(p.start < one[1] and one[0] < p.end for p in lacking)]
    chosen: dict[tuple[int, int], list[str]] = {}
    for start, end, name in sorted(over, key=lambda one: (one[0] - one[1], one[2])):
        if not any(other[0] < end and start < other[1] for other in chosen if other != (start, end)):
            chosen.setdefault((start, end), []).append(name)
    return chosen


@lru_cache(maxsize=512)
def opposed(rest: str, chinese: bool) -> tuple[tuple[int, int, str], ...]:
    """Return the places of words of concepts in a claim; single characters say too little, but for negations."""
    names = ("not", *sorted(lines("concepts")[1]))
    found = ((name, match) for name in names for match in pattern(source(name, chinese)).finditer(rest))
    return tuple((*match.span(), name) for name, match in found if name == "not" or len(match[0]) > 1)


def turned_title(rest: str, heading: str, chinese: bool) -> Iterator[Turned]:
    """Yield the words of direction in a claim whose contrary, and not they, the heading of a record has."""
    for name in sorted(lines("concepts")[2]) if not re.search(NOT, rest) else ():
        said = [match[0] for match in pattern(source(name, chinese)).finditer(rest) if len(match[0]) > 1]
        unsaid = said and not pattern(source(name, chinese)).search(heading)
        if unsaid and (other := opposite(name, rest, heading, chinese)) and not said_so(other, rest, chinese):
            yield Turned("direction", said[0], other)


def source(name: str, chinese: bool) -> str:
    """Return the pattern of a concept in a language."""
    return NOT if name == "not" else concepts()[name].chinese if chinese else concepts()[name].english


def stated_by(name: str, passage: str, chinese: bool) -> str:
    """Return the word of a concept, or of one that may stand for it, that a passage has; empty where it has none."""
    alike = name == "not" or name in lines("concepts")[0]
    names = (name, *INSTEAD.get(name, ())) if alike else ()
    found = (pattern(source(each, chinese)).search(passage) for each in names)
    return next((match[0] for match in found if match), "")


def opposite(name: str, rest: str, passage: str, chinese: bool) -> str:
    """Return the word of a contrary concept that a passage has and the claim has not, of two characters at least."""
    if name == "not":
        return ""
    sources = [source(each, chinese) for each in concepts()[name].contrary]
    if any(pattern(each).search(rest) for each in sources):
        return ""
    found = (match[0] for each in sources for match in pattern(each).finditer(passage))
    return next((word for word in found if len(word) > 1), "")
