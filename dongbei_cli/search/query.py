"""What a user typed -> what is to be looked for: dates, numbers, Chinese words, English words, pinyin.

What the base does not have is kept as an unknown word. Nothing typed is ever run as FTS syntax.
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from dongbei_cli.names import fold, pinyin
from dongbei_cli.readings import typed
from dongbei_cli.search import words
from dongbei_cli.search.index import NUMERAL, Index, matching
from dongbei_cli.search.words import BREAK, SPOKEN, Phrase, amount, lexeme, measure, phrase, pieces, syllables

Cut = tuple[int, int, str]
"""Where a piece begins and ends in its run, and its sort: stopped, bare, or the role of a word."""
LONGEST = 300
"""Code points of a query; a sentence of the article is shorter."""
LONGEST_WORD = 12
"""Characters of a Chinese word or name, or its syllables."""


class Word(NamedTuple):
    """Something to look for: its phrases, what they mean in the words of the base, or facts of its date (EDTF).

    `role` is must (a number, a date), place or subject (the fact itself must have them), name (a person), wanted, soft
    (looked for and not missed), unknown (nowhere in the base, thus without phrases) or asking (not looked for).
    """

    typed: str
    phrases: tuple[Phrase, ...]
    role: str
    date: str | None = None
    meanings: tuple[Phrase, ...] = ()
    weight: float = 0.0

    @property
    def forms(self) -> tuple[Phrase, ...]:
        """All that may be found for it."""
        return (*self.phrases, *self.meanings)

    @property
    def expression(self) -> str:
        """The FTS expression for any of its forms."""
        return f"({matching(self.forms)})"


class Question(NamedTuple):
    """The words of a query in their order, and what it asks for."""

    words: tuple[Word, ...]
    kinds: tuple[str, ...]
    """Kinds of fact, the likeliest first; count, day, month, present say what these must be like."""
    extreme: int = 0
    """1 where it asks for the most, -1 for the least."""
    units: tuple[str, ...] = ()
    """Units of what is asked for."""
    listed: int = 0
    """How many names it asks for; 1 for any number."""


class Piece(NamedTuple):
    """One piece of a query: a lexeme with its place in the text; syllables of one word in pinyin share theirs."""

    lexeme: str
    start: int
    end: int


Found = Iterator[tuple[int, Word]]
"""Words with the places where they begin."""


def folded(query: str) -> str:
    """Return a query without what nobody sees in it, numbers and dates in Chinese; spaces between words stay."""
    if not query.isupper():
        query = re.sub(r"\b(?:US|U\.S\.|UK)(?!\w)", "usa", query)
    text = " ".join(part for word in query.split() if (part := fold(word)))
    for meant, pattern in words.patterns("rephrased").items():
        text = pattern.sub(f"{meant} ", text)
    return typed.numbers_in_chinese(text)


def understood(query: str, index: Index) -> Question:
    """Return what `query` asks for; it has no words where it only asks, or says nothing at all."""
    text = rest = folded(query)
    found: list[tuple[int, Word]] = []
    for start, word in exact_words(text, index.published):
        found.append((start, word._replace(meanings=index.meanings(phrase(word.typed)))))
        rest = rest[:start] + " " * len(word.typed) + rest[start + len(word.typed) :]
    for run in runs(rest):
        found += foreign(rest, run, index) if latin(run[0]) else chinese(rest, run, index)
    found.sort(key=lambda one: one[0])
    kinds = [kind for _, word in found if word.role == "asking" for kind in words.asking()[word.typed]]
    names = {fold(name) for name in re.findall(r"(?<=[a-z] )[A-Z][a-z]+", query)}
    ordered = tuple(settled([word for _, word in found if word.role != "asking"], names, index))
    flags, units = (
        [meant for meant, pattern in words.patterns(each).items() if pattern.search(text)]
        for each in ("flags", "units")
    )
    kinds += " ".join(flags).split()
    how_many = {**typed.COUNTS, "两": 2, **{digit: at for at, digit in enumerate("一二三四五六七八九十", 1)}}
    listing = None if "count" in kinds else words.patterns("listings")["listed"].search(text)
    return Question(
        words=ordered,
        kinds=tuple(dict.fromkeys(kinds)),
        extreme=("most" in kinds) - ("least" in kinds),
        units=tuple(units),
        listed=how_many.get(listing[listing.lastgroup or 0], 1) if listing else 0,
    )


def settled(found: Sequence[Word], names: Container[str], index: Index) -> Iterator[Word]:
    """Yield the words in their final roles: where none but light ones are known, these are wanted, best as names."""
    known = [word for word in found if word.date or any(map(index.has, word.forms))]
    named = [word for word in known if any(map(index.names, word.phrases))]
    alone = (named or known or found) if all(word.role == "soft" for word in found) else ()
    for word in found:
        role = "wanted" if word in alone else word.role
        if role == "unknown" or (word not in known and role != "soft"):
            if role in ("wanted", "unknown"):  # a name, what is measured (票价, 装机容量), or any other
                measured = len(word.typed) > 1 and re.search("(?:[率额值价]|[产销容储运流客货用]量)$", word.typed)
                role = "name" if word.typed in names else "subject" if measured else "unknown"
            yield word._replace(role=role, phrases=(), meanings=())
            continue
        forms = index.named(word.forms) if role in ("wanted", "place") else None
        role, others = forms or (role, ())
        phrases = word.phrases if word.date else tuple(dict.fromkeys(filter(index.has, (*word.phrases, *others))))
        yield word._replace(role=role, phrases=phrases)


def exact_words(text: str, published: str) -> Found:
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
        if (found.certain or re.search("月|以来|年[底末初中]", found.text)) and not found.edtf.startswith("["):
            yield found.start, found.text, found.edtf


def numbers(text: str) -> Found:
    """Yield the numbers in a text, both ends of a range; small ones may be no more than a way of speaking (20, 十年)."""  # noqa: E501
    from dongbei_cli.readings import quantities

    for found in quantities.readings(text):
        value, upper, unit, qualifier = found.quantity
        written = phrase(found.text)
        if found.text[0] in "几数":
            continue
        if qualifier == "ordinal":
            yield found.start, Word(found.text, (written,), "must" if value > 1 else "soft")
            continue
        base = quantities.in_si(value, unit)[1]
        small = value < 100 and value == int(value) and base != "%" and not set(unit) & set("百千万亿")
        if small and value < 10 and base != "倍" and not re.search("[0-9]", found.text):
            continue  # 三省, 五大, 一点: found as they are written
        small &= value < 10 or measure(unit) in ("", "年", "月", "天", "人")  # 20年, 30人; 65岁 is none
        for end in (value, upper):
            if end is not None:
                whole, base = quantities.in_si(end, unit)
                lexemes = amount(whole, measure(base)) if unit else amount(end)
                yield found.start, Word(found.text, ((lexemes,), written), "soft" if small else "must")


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


def foreign(text: str, run: Sequence[Piece], index: Index) -> Found:
    """Yield the words of a run in letters: phrases that mean words of the base, English words, pinyin, or unknown."""
    sounds: list[Piece] = []
    at = 0
    while at < len(run):
        size, word = longest(text, run, at, index)
        letters = re.sub("(?<=[ln])y(?=u)", "", pinyin.letters(word.typed)) if word.role == "unknown" else ""
        said = split(letters) if len(letters) < 6 * LONGEST_WORD else ()
        sounds += [Piece(one, run[at].start, run[at].end) for one in said]
        if not said:
            yield from aloud(text, sounds, index)
            sounds = []
            yield from [(run[at].start, word)] if word.role != "stopped" else ()
        at += size
    yield from aloud(text, sounds, index)


def longest(text: str, run: Sequence[Piece], at: int, index: Index) -> tuple[int, Word]:
    """Return how many words from here on are one, and that."""
    size, word = 1, Word("", (), "stopped")
    for size in range(min(5, len(run) - at), 0, -1):
        found = run[at : at + size]
        asked = " ".join(text[piece.start : piece.end].removesuffix("'s") for piece in found)
        if asked in words.asking():
            return size, Word(asked, (), "asking")
        lexemes = tuple(piece.lexeme for piece in found)
        meanings = index.meanings(lexemes)
        written = text[found[0].start : found[-1].end]
        role = words.in_english(written)
        leads = words.in_english(asked.split()[0]) != "stopped"
        if meanings or size == 1 or role == "subject" or (leads and index.names(lexemes)):
            role = role or ("wanted" if meanings or index.has(lexemes) else "unknown")
            role = "soft" if role == "stopped" and meanings else role  # not, without
            word = Word(written, (lexemes,), role, meanings=meanings)
            break
    return size, word


@lru_cache(maxsize=4096)
def split(letters: str) -> tuple[str, ...]:
    """Return the syllables of letters in pinyin, long ones first: luerqu is lu er qu."""
    for size in range(min(6, len(letters)), 0, -1):
        if (said := words.syllable(letters[:size])) in words.all_syllables():
            rest = split(letters[size:])
            if size == len(letters) or rest:
                return said, *rest
    return ()


def aloud(text: str, run: Sequence[Piece], index: Index) -> Found:
    """Yield the words of a run of syllables; what was typed as one word is found as a whole or not at all."""
    cuts = cut(run, text, index)
    unknown = any(sort == "unknown" for _, _, sort in cuts)
    parts = [list(group) for _, group in groupby(run, key=lambda piece: piece.start)]
    if unknown and len(parts) > 1:
        for one in parts:
            yield from aloud(text, one, index) if len(one) > 1 else ()
        return
    for first, last, sort in [(0, len(run), "unknown")] if unknown else cuts:
        said = tuple(piece.lexeme for piece in run[first:last])
        forms = spelled(said, index)
        known = words.by_sound().get(said) or "".join(forms[0] if forms else "")
        role = (words.in_chinese(known) or (sort,))[0] if sort == "wanted" else sort
        if role == "asking":
            yield run[first].start, Word(known, (), "asking")
        elif role != "stopped":
            written = text[run[first].start : run[last - 1].end]
            yield run[first].start, Word(written, forms or (said,), role, meanings=index.meanings(phrase(known)))


def spelled(said: Phrase, index: Index) -> tuple[Phrase, ...]:
    """Return the Chinese words of the base that are usually so said, the commonest first."""
    texts = " ".join(index.texts(matching([said]))).split()
    usual, wanted = [syllables(one)[:1] for one in texts], [(sound,) for sound in said]
    starts = (at for at in range(len(texts) - len(said) + 1) if usual[at : at + len(said)] == wanted)
    found = [tuple(texts[at : at + len(said)]) for at in starts]
    return tuple(sorted(dict.fromkeys(found), key=lambda window: -found.count(window)))


def chinese(text: str, run: Sequence[Piece], index: Index) -> Found:
    """Yield the words of a run of Chinese; 没 and 不 are particles that mean words of the base."""
    for first, last, sort in cut(run, text, index):
        written = text[run[first].start : run[last - 1].end]
        lexemes = tuple(piece.lexeme for piece in run[first:last])
        meanings = () if sort == "asking" else index.meanings(lexemes)
        if sort != "stopped" or meanings or len(run) == 1:
            yield run[first].start, Word(written, (lexemes,), sort.replace("stopped", "soft"), meanings=meanings)


def cut(run: Sequence[Piece], text: str, index: Index) -> list[Cut]:
    """Return the cheapest way to cut a run into pieces: words of the base and words of the language at large.

    Unknown characters are one unknown word with the bare ones beside them; where all are bare, each is soft.
    """
    best: list[tuple[float, list[Cut]]] = [(0.0, [])] * (len(run) + 1)
    for first in range(len(run) - 1, -1, -1):
        ends = [way for way in ways(run, first, text, index) if whole(run, first, way[0])]
        cost, _, last, sort = min((cost + best[last][0], first, last, sort) for last, sort, cost in ends)
        best[first] = (cost, [(first, last, sort), *best[last][1]])
    cuts: list[Cut] = []
    for together, group in groupby(best[0][1], key=lambda cut: cut[2] in ("unknown", "bare")):
        members = list(group)
        if together and any(sort == "unknown" for _, _, sort in members):
            cuts.append((members[0][0], members[-1][1], "unknown"))
        else:
            cuts += [(first, last, sort.replace("bare", "soft")) for first, last, sort in members]
    return cuts


def whole(run: Sequence[Piece], first: int, last: int) -> bool:
    """Tell whether a piece of several words typed in pinyin begins and ends where these do."""
    begins = first == 0 or run[first - 1].start != run[first].start
    ends = last == len(run) or run[last].start != run[last - 1].start
    return run[first].start == run[last - 1].start or (begins and ends)


def ways(run: Sequence[Piece], first: int, text: str, index: Index) -> Iterator[tuple[int, str, float]]:
    """Yield the words that begin at `first`, of the language and of the base: their end, sort and cost."""
    aloud = run[first].lexeme.startswith(SPOKEN)
    for last in range(first + 1, min(len(run), first + LONGEST_WORD) + 1):
        found = tuple(piece.lexeme for piece in run[first:last])
        written = words.by_sound().get(found, "") if aloud else text[run[first].start : run[last - 1].end]
        if aloud and last == first + 1:  # one syllable that was typed alone says little, one of several nothing
            alone = sum(piece.start == run[first].start for piece in run) == 1
            yield from [(last, "stopped", 0.9)] if alone and (written or len(run) > 1) else ()
        elif last <= first + 6 and (known := words.in_chinese(written)):
            yield last, *known
        if last == first + 1:  # a name of the base is cheapest
            named = not aloud and index.names(found)
            yield (last, "wanted", 1.1) if named else (last, "unknown", 2.0 if index.has(found) else 3.0)
        elif index.has(found) or index.meanings(phrase(written) if aloud else found):
            light = (words.words("particles-zh") | words.words("bare-zh")).issuperset(found)
            yield last, "wanted", 0.95 if index.names(found) else 0.1 + 0.62 * len(found) + light
