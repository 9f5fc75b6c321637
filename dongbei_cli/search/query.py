"""What a user typed -> what is to be looked for: dates, numbers, Chinese words, English words, pinyin.

Chinese is cut into words that the base has, by the fewest pieces; what it does not have is kept as an unknown word,
so that a search can tell that something is missing. Nothing typed is ever run as FTS syntax.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from dongbei_cli.names import fold, pinyin
from dongbei_cli.search import words
from dongbei_cli.search.index import NUMERAL, Index, matching
from dongbei_cli.search.words import (
    BREAK,
    SPOKEN,
    Phrase,
    amount,
    lexeme,
    measure,
    phrase,
    pieces,
    syllable,
    syllables,
)  # fmt: skip

LONGEST = 300
"""Code points of a query; a sentence of the article is shorter."""
LONGEST_NAME = 12
"""Characters of a name that may be misspelt."""
LONGEST_TERM = 5
"""English words of a phrase that means a word of the base."""


LIGHT = ("soft", "loose")
COUNTED = ("", "年", "月", "天", "人")
"""Units of small numbers that are often no more than a way of speaking: 20年, 30人; 65岁 is none."""
LIKE_OTHERS = 0.95
"""What it costs more to read syllables as a word of the language at large: many words are said alike."""


class Word(NamedTuple):
    """Something to look for: its phrases, what they mean in the words of the base, or facts of its date (EDTF).

    `role` is must (a number, a date), place or subject (the fact itself must have them), name (a person), wanted, soft
    (looked for and not missed) or unknown (nowhere in the base, thus without phrases).
    """

    typed: str
    phrases: tuple[Phrase, ...]
    role: str
    date: str | None = None
    meanings: tuple[Phrase, ...] = ()

    @property
    def forms(self) -> tuple[Phrase, ...]:
        """All that may be found for it."""
        return (*self.phrases, *self.meanings)

    @property
    def expression(self) -> str:
        """The FTS expression for any of its forms."""
        return f"({matching(self.forms)})"


class Question(NamedTuple):
    """The words of a query in their order, and the kinds of fact that it asks for."""

    words: tuple[Word, ...]
    kinds: tuple[str, ...]
    extreme: int = 0
    """1 where it asks for the most, -1 for the least."""


class Piece(NamedTuple):
    """One piece of a query: a lexeme with its place in the text."""

    lexeme: str
    start: int
    end: int


def folded(query: str) -> str:
    """Return a query without what nobody sees in it, numbers and dates in Chinese; spaces between words stay."""
    if not query.isupper():
        query = re.sub(r"\b(?:US|U\.S\.|UK)(?!\w)", "usa", query)
    return words.numbers_in_chinese(" ".join(part for word in query.split() if (part := fold(word))))


def understood(query: str, index: Index) -> Question:
    """Return what `query` asks for; it has no words where it only asks, or says nothing at all."""
    text = folded(query)
    found: list[tuple[int, Word]] = []
    rest = text
    for start, word in exact_words(text, index.published):
        found.append((start, word._replace(meanings=index.meanings(phrase(word.typed)))))
        rest = rest[:start] + " " * len(word.typed) + rest[start + len(word.typed) :]
    kinds: list[str] = []
    for run in runs(rest):
        found += foreign(text, run, index, kinds) if latin(run[0]) else chinese(text, run, index, kinds)
    found += spokesmen(text, index)
    ordered = tuple(word for _, word in sorted(settled(found, index), key=lambda one: one[0]))
    extreme = re.search(words.EXTREMES, text)
    sense = 0 if extreme is None else 1 if extreme["most"] else -1
    kinds += ["figure"] if sense else []
    kinds += ["person", "present"] if re.search(words.PRESENT_POST, text) else []
    kinds += ["list"] if re.search(words.LISTING, text) else []
    return Question(ordered, tuple(dict.fromkeys(kinds)), sense)


def spokesmen(text: str, index: Index) -> Iterator[tuple[int, Word]]:
    """Yield the many whose opinion is asked for; they must be a speaker of the base."""
    if many := re.search(words.OPINION_OF_MANY, text):
        speaker = phrase(many[many.lastgroup or 0])
        known = index.finds(f"field : {matching([speaker])}")
        yield many.start(), Word(many[many.lastgroup or 0], (speaker,) if known else (), "subject")


def settled(found: Sequence[tuple[int, Word]], index: Index) -> Iterator[tuple[int, Word]]:
    """Yield the words in their final roles: where none but light ones are known, these are wanted, best as names."""
    known = [word for _, word in found if word.date or any(map(index.has, word.forms))]
    named = [word for word in known if any(map(index.names, word.phrases))]
    alone = all(word.role in LIGHT for _, word in found)
    empty = all(
        word.role in (*LIGHT, "unknown", "place") or (proper(word, index) or " ")[0] == "place" for _, word in found
    )
    chosen = (named or known or [word for _, word in found]) if alone else named if empty else []
    for start, word in found:
        light = word.role in LIGHT
        role = "wanted" if light and word in chosen else "soft" if light else word.role
        if role == "unknown" or (word not in known and role != "soft"):
            role = "unknown" if role == "wanted" else role
            yield start, word._replace(role=role, phrases=(), meanings=())
            continue
        forms = proper(word, index) if role in ("wanted", "place") else None
        role, others = forms or (role, ())
        phrases = word.phrases if word.date else tuple(dict.fromkeys(filter(index.has, (*word.phrases, *others))))
        yield start, word._replace(role=role, phrases=phrases)


def proper(word: Word, index: Index) -> tuple[str, tuple[Phrase, ...]] | None:
    """Return whether a word names a region (place) or a person (name), and all forms of that."""
    return index.named(word.forms)


def exact_words(text: str, published: str) -> Iterator[tuple[int, Word]]:
    """Yield the dates and numbers of a query, which must be met; each may also be found as it is written."""
    for start, written, date in dates(text, published):
        text = text[:start] + "\n" * len(written) + text[start + len(written) :]
        said = dict.fromkeys((phrase(written), phrase(written.replace("号", "日"))))
        yield start, Word(written, tuple(said), "must", date)
    if NUMERAL.search(text):
        yield from numbers(text)


def dates(text: str, published: str) -> Iterator[tuple[int, str, str]]:
    """Yield the dates in a text with their place and their EDTF; what only counts years (近三年) is left as text."""
    if not re.search("[年月日号天]", text):
        return
    from dongbei_cli.readings import dates as readings

    for found in readings.readings(text, published):
        if (found.certain or re.search("月|以来", found.text)) and not found.edtf.startswith("["):
            yield found.start, found.text, found.edtf


def numbers(text: str) -> Iterator[tuple[int, Word]]:
    """Yield the numbers in a text, both ends of a range; small ones may be no more than a way of speaking (20, 十年)."""  # noqa: E501
    from dongbei_cli.readings import quantities

    for found in quantities.readings(text):
        value, upper, unit, qualifier = found.quantity
        if found.text[0] in "几数":
            continue
        if qualifier == "ordinal":
            yield found.start, Word(found.text, ordinal(found.text), "must" if value > 1 else "loose")
            continue
        base = quantities.in_si(value, unit)[1]
        small = value < 100 and value == int(value) and base != "%" and not set(unit) & set("百千万亿")
        if small and value < 10 and base != "倍" and not re.search("[0-9]", found.text):
            continue  # 三省, 五大, 一点: found as they are written
        small &= value < 10 or measure(unit) in COUNTED
        for end in (value, upper):
            if end is not None:
                whole, base = quantities.in_si(end, unit)
                lexemes = amount(whole, measure(base)) if unit else amount(end)
                yield found.start, Word(found.text, ((lexemes,), phrase(found.text)), "loose" if small else "must")


def ordinal(text: str) -> tuple[Phrase, ...]:
    """Return an ordinal as it is written and in the other digits: 第七次, 第7次."""
    digits: dict[str, Any] = dict(zip("一二三四五六七八九", "123456789", strict=True))
    other = (
        text.translate(str.maketrans(digits))
        if set(text) & set(digits)
        else text.translate(str.maketrans("123456789", "一二三四五六七八九"))
    )
    return phrase(text), phrase(other)


def latin(piece: Piece) -> bool:
    """Tell whether a piece is a word in letters."""
    return piece.lexeme.isascii() and piece.lexeme.isalpha()


def runs(text: str) -> Iterator[list[Piece]]:
    """Yield the pieces of a text in runs: words in letters, or Chinese without a space or punctuation in it."""
    run: list[Piece] = []
    for found in pieces().finditer(text):
        piece = Piece(lexeme(found.group()), found.start(), found.end())
        apart = bool(run) and (latin(run[-1]) != latin(piece) or (not latin(piece) and run[-1].end != piece.start))
        if run and (apart or piece.lexeme == BREAK):
            yield run
            run = []
        if piece.lexeme != BREAK:
            run.append(piece)
    if run:
        yield run


def foreign(text: str, run: Sequence[Piece], index: Index, kinds: list[str]) -> Iterator[tuple[int, Word]]:
    """Yield the words of a run in letters: phrases that mean words of the base, English words, pinyin, or unknown."""
    sounds: list[Piece] = []
    at = 0
    while at < len(run):
        size, word = longest(text, run, at, index, kinds)
        said = in_pinyin(text[run[at].start : run[at].end]) if word and word.role == "unknown" else []
        if sounds and not said:
            yield from aloud(text, sounds, index, kinds)
            sounds = []
        if said:
            sounds += [Piece(one, run[at].start, run[at].end) for one in said]
        elif word and word.role != "stopped":
            yield run[at].start, word
        at += size
    yield from aloud(text, sounds, index, kinds)


def longest(text: str, run: Sequence[Piece], at: int, index: Index, kinds: list[str]) -> tuple[int, Word | None]:
    """Return how many words from here on are one, and that; an asking word is none, and its kinds are added."""
    for size in range(min(LONGEST_TERM, len(run) - at), 0, -1):
        found = run[at : at + size]
        written = text[found[0].start : found[-1].end]
        asked = words.asking().get(" ".join(text[piece.start : piece.end].removesuffix("'s") for piece in found))
        if asked is not None:
            kinds += asked
            return size, None
        lexemes = tuple(piece.lexeme for piece in found)
        meanings = index.meanings(lexemes)
        role = words.in_english(written)
        if meanings or size == 1 or role == "subject" or index.names(lexemes):
            role = role or ("wanted" if meanings or index.has(lexemes) else "unknown")
            role = "soft" if role == "stopped" and meanings else role  # not, without
            return size, Word(written, (lexemes,), role, meanings=meanings)
    return 1, None


def in_pinyin(word: str) -> list[str]:
    """Return the syllables of a word in pinyin as lexemes; none where it is no pinyin."""
    letters = re.sub("(?<=[ln])y(?=u)", "", pinyin.letters(word))
    return list(map(syllable, split(letters))) if len(letters) < 6 * LONGEST_NAME else []


@lru_cache(maxsize=4096)
def split(letters: str) -> list[str]:
    """Return the syllables of letters in pinyin, long ones first: luerqu is lu er qu."""
    for size in range(min(6, len(letters)), 0, -1):
        rest = split(letters[size:])
        said = re.fullmatch(pinyin.SYLLABLE, letters[:size]) and re.fullmatch("er|.*[^r]", letters[:size])
        if said and (size == len(letters) or (rest and not re.match("[ngr][aeo]|.[iuv]", letters[size - 1 :]))):
            return [letters[:size], *rest]
    return []


def aloud(text: str, run: Sequence[Piece], index: Index, kinds: list[str]) -> Iterator[tuple[int, Word]]:
    """Yield the words of a run of syllables; what was typed as one word is found as a whole or not at all."""
    cuts = cut(run, text, index)
    unknown = any(sort == "unknown" for _, _, sort in cuts)
    if unknown and len({piece.start for piece in run}) > 1:
        for start in dict.fromkeys(piece.start for piece in run):
            yield from aloud(text, [piece for piece in run if piece.start == start], index, kinds)
        return
    for first, last, sort in [(0, len(run), "unknown")] if unknown else cuts:
        said = tuple(piece.lexeme for piece in run[first:last])
        if sort == "asking":
            kinds += words.asking()[words.by_sound()[said]]
        elif sort != "stopped":
            written = text[run[first].start : run[last - 1].end]
            yield run[first].start, Word(written, spelled(said, index) or (said,), sort)


def spelled(said: Phrase, index: Index) -> tuple[Phrase, ...]:
    """Return the Chinese words of the base that are so said, the commonest first."""
    texts = " ".join(index.texts(matching([said]))).split()
    windows = (tuple(texts[at : at + len(said)]) for at in range(len(texts) - len(said) + 1))
    found = [window for window in windows if all(map(is_said, window, said))]
    return tuple(sorted(dict.fromkeys(found), key=lambda window: -found.count(window)))


def is_said(character: str, sound: str) -> bool:
    """Tell whether a character is usually said so."""
    return syllables(character)[:1] == (sound,)


def chinese(text: str, run: Sequence[Piece], index: Index, kinds: list[str]) -> Iterator[tuple[int, Word]]:
    """Yield the words of a run of Chinese; the run itself where the base has it as it is, and it is long."""
    whole = tuple(piece.lexeme for piece in run)
    if len(run) == 1 or (len(run) >= 6 and index.has(whole)):
        role = "soft" if words.characters().issuperset(whole) else "wanted"
        yield run[0].start, Word(text[run[0].start : run[-1].end], (whole,), role, meanings=index.meanings(whole))
        return
    cuts = cut(run, text, index)
    if all(sort in ("asking", "stopped") for _, _, sort in cuts) and index.names(whole):
        yield run[0].start, Word(text[run[0].start : run[-1].end], (whole,), "soft")
        return
    for first, last, sort in cuts:
        written, lexemes = text[run[first].start : run[last - 1].end], whole[first:last]
        if sort == "asking":
            kinds += words.asking()[written]
        elif sort != "stopped" or index.meanings(lexemes):
            sort = "soft" if sort == "stopped" else sort  # noqa: PLW2901 (没, 不)
            yield run[first].start, Word(written, (lexemes,), sort, meanings=index.meanings(lexemes))


def near_sounds(character: str) -> tuple[str, ...]:
    """Return the syllables that a character may be, also those that many speakers do not keep apart from its own."""
    found: dict[str, None] = {}
    for said in syllables(character):
        found[said] = None
        for sharp, dull in pinyin.NEAR_SOUNDS:
            found[SPOKEN + (said[1:].replace(sharp, dull) if sharp in said else said[1:].replace(dull, sharp))] = None
    return tuple(found)


Cut = tuple[int, int, str]
"""Where a piece begins and ends in its run, and its sort: asking, stopped, or the role of a word."""


def cut(run: Sequence[Piece], text: str, index: Index) -> list[Cut]:
    """Return the cheapest way to cut a run into pieces: words of the base and words of the language at large."""
    best: list[tuple[float, list[Cut]]] = [(0.0, [])] * (len(run) + 1)
    for first in range(len(run) - 1, -1, -1):
        ways = [*general(run, first, text), *of_the_base(run, first, index)]
        cost, _, last, sort = min((cost + best[last][0], first, last, sort) for last, sort, cost in ways)
        best[first] = (cost, [(first, last, sort), *best[last][1]])
    return list(regrouped(best[0][1]))


def regrouped(cuts: Sequence[Cut]) -> Iterator[Cut]:
    """Yield unknown characters and the bare ones beside them as one unknown word; where all are bare, each is soft."""
    for together, group in groupby(cuts, key=lambda cut: cut[2] in ("unknown", "bare")):
        members = list(group)
        if together and any(sort == "unknown" for _, _, sort in members):
            yield members[0][0], members[-1][1], "unknown"
        else:
            yield from ((first, last, "soft" if sort == "bare" else sort) for first, last, sort in members)


def general(run: Sequence[Piece], first: int, text: str) -> Iterator[tuple[int, str, float]]:
    """Yield the words of the language at large that begin at `first`: their end, sort and cost."""
    aloud = run[first].lexeme.startswith(SPOKEN)
    for last in range(first + 1, min(first + 6, len(run)) + 1):
        said = tuple(piece.lexeme for piece in run[first:last])
        written = words.by_sound().get(said, "") if aloud else text[run[first].start : run[last - 1].end]
        if aloud and len(written) == 1 and sum(piece.start == run[first].start for piece in run) > 1:
            continue  # a particle is a word of its own
        if known := words.in_chinese(written):
            yield last, known[0], known[1] + (LIKE_OTHERS if aloud and known[0] != "asking" else 0)
        elif len(written) > 1 and set(written) <= set("一二三四五六七八九"):
            yield last, "subject", 1.2  # a day in history, as 九一八
        elif len(written) == 2 and written[0] in "一二三四五六七八九十两" and written[1] in words.counted():
            yield last, "soft", 1.5


def of_the_base(run: Sequence[Piece], first: int, index: Index) -> Iterator[tuple[int, str, float]]:
    """Yield the words of the base that begin at `first`, or one that is unknown. A name of the base is cheapest."""
    found: Phrase = (run[first].lexeme,)
    alone = index.names(found) and not found[0].startswith(SPOKEN)
    yield (first + 1, "wanted", 1.1) if alone else (first + 1, "unknown", 2.0 if index.has(found) else 3.0)
    for last in range(first + 2, len(run) + 1):
        found = tuple(piece.lexeme for piece in run[first:last])
        known = index.has(found)
        if known or index.meanings(found):
            light = words.characters().issuperset(found)
            yield last, "wanted", 0.95 if index.names(found) else 0.1 + 0.62 * len(found) + light
        elif not index.begins(found):
            return
