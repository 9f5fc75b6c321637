"""Which words of a claim a passage accounts for, and which it turns round.

A word is accounted for where the passage has it, a synonym, or a word of the same concept of the polarity table; light
words, particles and verbs of saying need no account. Chinese is cut into the longest pieces that the passage has.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dongbei_cli.check.claims import FORMS, GAP, WORDS, is_chinese
from dongbei_cli.readings import rows
from dongbei_cli.readings.polarity import concepts, longest, pattern, pointers
from dongbei_cli.search.words import lexeme, words

LONGEST_WORD = 8
START = 3
"""How many first letters the forms of an English word share."""
ENGLISH_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
NOT = FORMS["not"].pattern
"""What denies, in both languages."""
NEUTRAL, LIGHT, LACKING = -1, -2, -3
"""Places of pieces that need no account, of light words, of which a few need none, and of those that have none."""
INSTEAD = {"must": ("plan", "propose"), "future": ("expect",), "expect": ("future",)}
"""Concepts that a passage may have instead of another."""
GRAVE = (
    "不没未无非否反副原前最更仅只每多少大小高低升降增减南北东西内外上下老长短快慢早晚先首末全半倍余超男女比因"
    "一二三四五六七八九十百千万亿两几双单轻重软硬"
)
"""Characters that by themselves say more or the contrary."""
OTHER = "副亚准非"
"""Characters before a word that make another thing of it."""
ADJECTIVES = "更最再新老大好强高快"
"""Characters that are words by themselves, where the passage has them."""
MORE = ("更", "最", "较")
"""Characters of degree, with which an adjective counts as one word."""
PARTICLES = "的了着在是为于与和及也而又就其从到至由对向给把被让以之等都均将并还曾已"
"""Characters that are words by themselves wherever they are."""
GROWTH = frozenset(("增长", "增速", "增幅", "发展", "growth", "development"))
"""Words of direction that are mere names of what may rise or fall."""
CLOSE_BY = {True: 3, False: 12}
"""Within how many characters of a word of direction is what it is said of, in Chinese and in English."""
NEARBY = 50
"""Within how many characters of a word English names what it is said of."""
MOST_SPARED = 2
"""How many light words may be left over."""
MOST_BORROWED = 4
"""How many characters only the sentence around a record may have."""
WORDS_A_LIGHT = {True: 20, False: 80}
"""For how many characters of a claim one more light word is spared."""
LITERAL, SYNONYM, PLAIN, SPARED = 0.1, 0.12, 0.15, 0.5
"""What a piece costs: as the passage has it, by a synonym, one that needs no account, or a light one; else each
character costs 1."""


class Piece(NamedTuple):
    """A piece of a claim, where the passage has it (a place, NEUTRAL or LACKING), and whether in these very words."""

    start: int
    end: int
    place: int
    literal: bool = False


class Difference(NamedTuple):
    """A slot in which a claim and a record differ, and what each says."""

    slot: str
    claimed: str
    stated: str


class Cover(NamedTuple):
    """What a passage accounts for: the pieces, the words without account, and those that it turns round.

    `borrowed` are words that only the sentence around the passage has; `spared` is how many characters are light words.
    """

    pieces: tuple[Piece, ...]
    lacking: tuple[str, ...]
    turned: tuple[Difference, ...]
    borrowed: tuple[str, ...]
    spared: int


@cache
def lines(name: str) -> tuple[frozenset[str], ...]:
    """Return the lines of a list of words, each as its words."""
    return tuple(frozenset(line.lower().split()) for (line,) in rows(WORDS / f"{name}.txt"))


@cache
def listed(name: str) -> frozenset[str]:
    """Return all words of a list."""
    return frozenset[str]().union(*lines(name))


@cache
def by_start(known: frozenset[str]) -> dict[str, list[str]]:
    """Return words by their first letters, which all forms of a word share."""
    found: dict[str, list[str]] = {}
    for word in known:
        found.setdefault(word[:START], []).append(word)
    return found


@cache
def kin(word: str, known: frozenset[str]) -> list[str]:
    """Return an English word where it is among these words, else those of the same stem; not is no kin of noted."""
    near = by_start(known).get(word[:START], ()) if not re.fullmatch(NOT, word) else ()
    return [word] if word in known else [each for each in near if lexeme(each) == lexeme(word)]


@cache
def groups() -> dict[str, list[frozenset[str]]]:
    """Return the groups of words that say the same, by each of their words."""
    found: dict[str, list[frozenset[str]]] = {}
    for word, group in ((word, each) for name in ("synonyms", "general") for each in lines(name) for word in each):
        found.setdefault(word, []).append(group)
    return found


@cache
def grouped() -> frozenset[str]:
    """Return the words of all groups."""
    return frozenset(groups())


@cache
def synonyms(word: str) -> frozenset[str]:
    """Return the words of both languages that say the same as a word; an English one may have another ending."""
    forms = kin(word, grouped()) if word.isascii() else [word]
    return frozenset[str]().union(*(group for form in forms for group in groups().get(form, ()))) - {word, *forms}


@cache
def opposites() -> list[tuple[list[str], list[str]]]:
    """Return the words of degree that contradict each other, in both directions."""
    halves = [[spaced(half) for half in line.split(" | ")] for (line,) in rows(WORDS / "opposites.txt")]
    return [pair for one, other in halves for pair in ((one, other), (other, one))]


@cache
def siblings() -> list[list[list[str]]]:
    """Return the sorts of things, each thing by its forms, of which each is another one."""
    return [[thing.lower().split("=") for thing in spaced(line)] for (line,) in rows(WORDS / "siblings.txt")]


def spaced(line: str) -> list[str]:
    """Return the words of a line, in which _ is a space."""
    return [word.replace("_", " ") for word in line.split()]


def has(text: str, known: Iterable[str]) -> str:
    """Return the first of these words that a text has; English ones only whole."""
    text = text.lower()
    found = (word for word in known if word in text)
    return next((word for word in found if not word.isascii() or re.search(rf"(?<![\w-]){word}(?![\w-])", text)), "")


@cache
def binds(word: str) -> bool:
    """Return whether a word says a cause, a rank or a rate, which a claim may have only where the article has it."""
    return bool(has(word.lower(), sorted(listed("binding"))))


def alternatives(text: str, chinese: bool) -> list[str]:
    """Return what an article may have instead of the words of a claim, of two characters at least."""
    spans = (text[at:end] for at in range(len(text)) for end in range(at + 2, at + 6)) if chinese else text.split()
    return sorted({other for word in spans for other in synonyms(word.lower()) if len(other) > 1})


def cover(text: str, rest: str, passage: str, other: str = "", proposed: bool = False) -> Cover:
    """Compare the words of a claim with a passage; a `proposed` one accounts for should and must.

    In `rest` the slots are blanked: they need no account, but a piece may run through them. `other` is the Chinese
    of the passage for an English claim, and the sentence around it for a Chinese one, whose words count as light ones.
    """
    chinese = is_chinese(text)
    rest = FORMS["must"].sub(lambda match: GAP * len(match[0]), rest) if proposed else rest
    pieces = tuple(in_chinese(text, rest, passage, other) if chinese else in_english(rest, passage, other))
    lacking = [piece for piece in pieces if piece.place == LACKING]
    strange = [piece for piece in pieces if piece.place < NEUTRAL]
    turned, held = list[Difference](), set[int]()
    for (start, end), names in loaded(rest, strange, chinese).items() if strange else ():
        denial, stated = "not" in names, any(stated_by(name, passage, chinese) for name in names)
        against = "" if stated else max(opposite(name, rest, passage, chinese) for name in names)
        near_by = [piece for piece in pieces if abs(piece.start - end) < NEARBY]
        elsewhere = lines("concepts")[3].issuperset(names) and not before_same(against, passage, text, end, chinese)
        elsewhere = elsewhere or bool(against and not chinese and not within(against, passage, near_by))
        said = stated and rest[start:end].lower() not in listed("weighty")
        if said or denial or (against and not elsewhere):
            held.update(range(start, end))
        if (against or (denial and not stated)) and not elsewhere:
            turned.append(Difference("negation" if denial else "direction", rest[start:end], against))
    bare = ("".join(GAP if at in held else rest[at] for at in range(each.start, each.end)) for each in lacking)
    left = [word for part in bare for word in part.split(GAP) if word]
    light = [rest[each.start : each.end] for each in pieces if each.place == LIGHT and each.start not in held]
    borrowed = tuple(word for word in light if chinese and not is_light(word, chinese))
    most = MOST_SPARED + len(text) // WORDS_A_LIGHT[chinese]
    many = sum(not said_in(word, other) for word in light) > most or sum(map(len, borrowed)) > MOST_BORROWED
    return Cover(pieces, (*left, *(light if many else ())), tuple(turned), borrowed, sum(map(len, light)))


@cache
def is_light(word: str, chinese: bool) -> bool:
    """Return whether a word is one of the language at large that neither turns nor counts anything."""
    if word in listed("weighty") or word in listed("light"):
        return word not in listed("weighty")
    known = word in words("light-zh") if chinese else bool(kin(word, words("light-en")))
    grave = binds(word) or any(character in GRAVE for character in word) or re.search(NOT, word)
    return known and not (grave or opposed(word, chinese) or any(has(word, side) for side, _ in opposites()))


def within(word: str, passage: str, pieces: Iterable[Piece]) -> bool:
    """Return whether a word of a passage is near one of some pieces there."""
    places = [match.start() for match in re.finditer(re.escape(word), passage)]
    known = [piece.place for piece in pieces if piece.place >= 0]
    return not known or any(abs(place - at) < NEARBY for place in known for at in places)


def before_same(word: str, passage: str, text: str, end: int, chinese: bool) -> bool:
    """Return whether a word of a passage stands before the same as what it contradicts in a claim."""
    behind = text[end : end + 1].strip(GAP) if chinese else "".join(text[end:].split(" ", 2)[1:2])
    return bool(behind) and f"{word}{'' if chinese else ' '}{behind}" in passage


@lru_cache(maxsize=512)
def known_words(text: str) -> tuple[tuple[tuple[int, int, frozenset[str]], ...], ...]:
    """Return for each place of a text the ends of listed words, with the synonyms; neutral words have none."""
    neutral, found = listed("neutral"), []
    compounds = {match.span() for match in FORMS["compound"].finditer(text)}
    for at in range(len(text)):
        spans = ((end, text[at:end].lower()) for end in range(at + 1, min(at + LONGEST_WORD, len(text)) + 1))
        known = ((end, word, synonyms(word)) for end, word in spans)
        sorts = (
            (end, NEUTRAL if word in neutral else LIGHT if is_light(word, chinese=True) else LACKING, others)
            for end, word, others in known
        )
        kept = (each for each in sorts if (at, each[0]) not in compounds)
        found.append(tuple(each for each in kept if each[1] != LACKING or each[2]))
    return tuple(found)


@lru_cache(maxsize=512)
def bound_places(text: str) -> dict[str, frozenset[int]]:
    """Return the places of each word of cause, rank or rate in a text."""
    found = {word: re.finditer(re.escape(word), text) for word in listed("binding") if word in text}
    return {word: frozenset(at for match in its for at in range(*match.span())) for word, its in found.items()}


def in_chinese(whole: str, rest: str, passage: str, sentence: str) -> Iterator[Piece]:
    """Yield the pieces of a Chinese claim, cut so that the fewest characters are without account."""
    for match in re.finditer(r"[^\W_]+", whole):
        text, free, begin = match[0], rest[match.start() : match.end()], match.start()
        if not free.strip(GAP):
            continue
        bound = {at for word, its in bound_places(free).items() if not said_in(word, passage) for at in its}
        best: list[tuple[float, tuple[Piece, ...]]] = [(0.0, ())] * (len(text) + 1)
        for at in range(len(text) - 1, -1, -1):
            cost, pieces = best[at + 1]
            lacking = (cost + 1, (Piece(begin + at, begin + at + 1, LACKING), *pieces))
            best[at] = (cost, pieces) if free[at] == GAP else lacking
            for end, price, place in accounts(text, free, at, passage, sentence) if at not in bound else ():
                cost, pieces = best[end]
                if cost + price < best[at][0]:
                    best[at] = (cost + price, (Piece(begin + at, begin + end, place, price == LITERAL), *pieces))
        yield from merged(best[0][1], whole)


def said_in(word: str, passage: str) -> bool:
    """Return whether a passage has a Chinese word or a synonym."""
    return word in passage or any(other in passage for other in synonyms(word))


def find(passage: str, words_: str) -> int:
    """Return where a passage has Chinese words, not as a part of what is no such thing (主任 in 副主任), else -1."""
    place = passage.find(words_)
    while place > 0 and passage[place - 1] in OTHER:
        place = passage.find(words_, place + 1)
    return place


def accounts(text: str, free: str, at: int, passage: str, sentence: str) -> Iterator[tuple[int, float, int]]:
    """Yield the words from a place on that have an account: each end, what it costs, and where the passage has it."""
    degree = text[at - 1 : at] if text[at - 1 : at] in MORE else ""
    if text[at] in ADJECTIVES and f"{degree}{text[at]}" in passage:
        yield at + 1, PLAIN, NEUTRAL
    end = at + 2
    while end <= len(text) and ((place := find(passage, text[at:end])) >= 0 or text[at:end] in sentence):
        own = len(free[at:end].replace(GAP, ""))
        if (own > 1 or (own and end - at > 2)) and place >= 0:
            yield end, LITERAL, NEUTRAL if text[at:end] in listed("neutral") else place
        elif GAP not in free[at:end]:
            yield end, SPARED + LITERAL * (end - at), LIGHT
        end += 1
    for end, sort, synonyms_ in known_words(text)[at]:
        others = synonyms_ if not re.fullmatch(NOT, text[at:end]) or re.search(NOT, passage) else ()
        place = max((passage.find(other) for other in others), default=LACKING) if sort != NEUTRAL else NEUTRAL
        if place >= 0 or sort != LACKING:
            yield end, *((SYNONYM, place) if place >= 0 else (PLAIN if sort == NEUTRAL else SPARED, sort))


def merged(pieces: Sequence[Piece], whole: str) -> list[Piece]:
    """Return pieces with neighbours that lack account as one, and small words that may be part of a longer one."""
    found: list[Piece] = []
    for number, one in enumerate(pieces):
        piece = one
        beside = (other for other in pieces[max(0, number - 1) : number + 2] if other.place == LACKING)
        part = piece.end - piece.start == 1
        joined = any(other.end == piece.start or other.start == piece.end for other in beside)
        if part and whole[piece.start] not in PARTICLES and (joined or cut(whole, piece.start)):
            piece = piece._replace(place=LACKING)
        if found and piece.place == LACKING == found[-1].place and found[-1].end == piece.start:
            piece = Piece(found.pop().start, piece.end, LACKING)
        found.append(piece)
    return found


def cut(text: str, at: int) -> bool:
    """Return whether a character of a text is half of a listed word, which is another one than the character: 国内."""
    ended = at == 0 or text[max(at - 2, 0) : at] in grouped()
    pairs = (text[start : start + 2] for start in ((at,) if ended else (at - 1, at)))
    known = (word for word in pairs if word in grouped() or word in listed("weighty"))
    return any(word in listed("weighty") or not (word in listed("neutral") or is_light(word, True)) for word in known)


@lru_cache(maxsize=512)
def stem_places(passage: str) -> dict[str, int]:
    """Return where the stem of each English word of a passage first is, of compounds that of each part too."""
    found: dict[str, int] = {}
    for match in ENGLISH_WORD.finditer(passage):
        parts = (part for part in match[0].split("-") if part not in listed("binding"))
        for part in (match[0], *parts):
            found.setdefault(lexeme(part), match.start())
    return found


@cache
def forms(word: str) -> tuple[str, ...]:
    """Return what an English word is compared by: its stem, those of its synonyms, and the Chinese ones."""
    ending = [f"{word[:-3]}y"] if word.endswith("ied") else []
    return tuple(dict.fromkeys(lexeme(each) if each.isascii() else each for each in (word, *ending, *synonyms(word))))


def in_english(rest: str, passage: str, other: str) -> Iterator[Piece]:
    """Yield the words of an English claim, each with its place in the passage or, behind that, in its Chinese."""
    known = stem_places(passage)
    for match in ENGLISH_WORD.finditer(rest):
        word = match[0].lower().replace("’", "'").removesuffix("'s").rstrip("'")
        place = english_place(word, known, passage, other)
        if place == LACKING and "-" in word:
            parts = (part for part in word.split("-") if part and part not in listed("neutral"))
            place = min((english_place(part, known, passage, other) for part in parts), default=LACKING)
        if place == LACKING and word not in listed("weighty") and kin(word, listed("neutral")):
            place = NEUTRAL
        elif place == LACKING and is_light(word, chinese=False):
            place = LIGHT
        yield Piece(*match.span(), place, lexeme(word) in known)


def english_place(word: str, known: dict[str, int], passage: str, other: str) -> int:
    """Return where a passage, or the Chinese of it, has an English word or a synonym; LACKING where neither has."""
    if word in listed("binding"):
        return known.get(lexeme(word), LACKING)
    place = min((known[form] for form in forms(word) if form in known), default=LACKING)
    if place != LACKING or re.fullmatch(NOT, word):
        return place
    return len(passage) if any(form in other for form in forms(word) if not form.isascii()) else LACKING


def loaded(rest: str, lacking: Sequence[Piece], chinese: bool) -> dict[tuple[int, int], list[str]]:
    """Return where words of concepts overlap what has no account, the longest, with all concepts of each."""
    over = [one for one in opposed(rest, chinese) if any(p.start < one[1] and one[0] < p.end for p in lacking)]
    over = [one for one in over if chinese or rest[one[0] : one[1]].lower() not in listed("binding")]
    chosen: dict[tuple[int, int], list[str]] = {}
    for start, end, name in sorted(over, key=lambda one: (one[0] - one[1], one[2])):
        if not any(other[0] < end and start < other[1] for other in chosen if other != (start, end)):
            chosen.setdefault((start, end), []).append(name)
    return chosen


@lru_cache(maxsize=512)
def opposed(rest: str, chinese: bool) -> tuple[tuple[int, int, str], ...]:
    """Return the places of words of concepts in a claim; single characters say too little, but for negations."""
    denials = [(*match.span(), "not") for match in re.finditer(NOT, rest)]
    known = longest(pointers(rest, "chinese" if chinese else "english"))
    found = [(*each[:2], name) for each in known for name in each.names & lines("concepts")[1]]
    return (*denials, *(each for each in sorted(found) if each[1] - each[0] > 1))


def turned_title(rest: str, heading: str, chinese: bool) -> Iterator[Difference]:
    """Yield the words of direction in a claim whose contrary, and not they, the heading of a record has."""
    for name in sorted(lines("concepts")[2]) if not re.search(NOT, rest) else ():
        said = [match[0] for match in pattern(source(name, chinese)).finditer(rest) if len(match[0]) > 1]
        unsaid = said and not pattern(source(name, chinese)).search(heading)
        if unsaid and (other := opposite(name, rest, heading, chinese)):
            yield Difference("direction", said[0], other)


def directions(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of direction in a Chinese text."""
    names = sorted(lines("concepts")[2])
    return pattern("|".join(source(name, chinese=True) for name in names)).finditer(text)


def nearest_directions(rest: str, passage: str, pieces: Sequence[Piece], chinese: bool) -> Iterator[Difference]:
    """Yield the words of direction in a claim whose contrary is what the passage says of the piece beside."""
    known = [piece for piece in pieces if piece.literal and piece.end - piece.start > (1 if chinese else 3)]
    close = CLOSE_BY[chinese]
    for start, end, name in opposed(rest, chinese):
        if (
            name not in lines("concepts")[2]
            or rest[start:end] in GROWTH
            or any(each.start < end and start < each.end for each in known)
        ):
            continue
        before = [piece for piece in known if 0 <= start - piece.end < close][-1:]
        behind = [piece for piece in known if 0 <= piece.start - end < close][:1]
        for piece in (before or behind) if chinese else (behind or before):
            far = {distance(other, passage, piece, chinese): other for other in concepts()[name].contrary}
            if min(far) < distance(name, passage, piece, chinese):
                yield Difference("direction", rest[start:end], far[min(far)])


def distance(name: str, passage: str, piece: Piece, chinese: bool) -> int:
    """Return how far the nearest word of a concept, not denied, is from a piece in its clause of a passage."""
    first, last = piece.place, piece.place + piece.end - piece.start
    marks = "|。；，" if chinese else "|.;,"
    begin = max(passage.rfind(mark, 0, first) for mark in marks) + 1
    end = min((at for mark in marks if (at := passage.find(mark, last)) >= 0), default=len(passage))
    matches = pattern(source(name, chinese)).finditer(passage, begin, end)
    sure = (match for match in matches if match[0] not in GROWTH)
    found = (match.span() for match in sure if not FORMS["not_done"].search(passage[: match.start()]))
    apart = (max(start - last, first - stop) for start, stop in found)
    return min((gap for gap in apart if gap >= 0), default=len(passage))


def source(name: str, chinese: bool) -> str:
    """Return the pattern of a concept in a language."""
    return NOT if name == "not" else concepts()[name].chinese if chinese else concepts()[name].english


def stated_by(name: str, passage: str, chinese: bool) -> bool:
    """Return whether a passage has a word of a concept, or of one that may stand for it."""
    alike = name == "not" or name in lines("concepts")[0]
    names = (name, *INSTEAD.get(name, ())) if alike else ()
    return any(pattern(source(each, chinese)).search(passage) for each in names)


def opposite(name: str, rest: str, passage: str, chinese: bool) -> str:
    """Return the word of a contrary concept that a passage has, of two characters at least, and the claim has not."""
    sources = [source(each, chinese) for each in concepts()[name].contrary] if name != "not" else []
    if any(pattern(each).search(rest) for each in sources):
        return ""
    matches = (match for each in sources for match in pattern(each).finditer(passage))
    sure = (match for match in matches if not passage.startswith((" not ", "不"), match.end()))
    found = (match[0] for match in sure if not FORMS["not_done"].search(passage[: match.start()]))
    word = next((word for word in found if len(word) > 1), "")
    said = rest.lower() if chinese else rest.lower().split()
    return "" if any(each in said for each in synonyms(word)) else word
