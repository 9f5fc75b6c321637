"""What a user typed -> what is to be looked for: dates, numbers, Chinese words, English words, pinyin.

Chinese is cut into words that the base has, by the fewest pieces; what it does not have is kept as an unknown word,
so that a search can tell that something is missing. Nothing typed is ever run as FTS syntax.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from dongbei_cli.names import spellings
from dongbei_cli.search import askwords, typeddates, typednumbers
from dongbei_cli.search.lexemes import BREAK, SPOKEN, lexeme, pieces, syllable

LONGEST = 300
"""Code points of a query; a sentence of the article is shorter."""

COUNTED = ("周年", "个月", *"年个种份次大波极省区项条位家岁月天周倍")

Phrase = tuple[str, ...]


class Index(Protocol):
    """What the base can tell of lexemes."""

    def has(self, phrase: Phrase) -> bool:
        """Whether they stand somewhere, side by side."""

    def spelled(self, syllables: Phrase) -> tuple[Phrase, ...]:
        """The Chinese words of titles and names that are so said."""


class Word(NamedTuple):
    """Something to look for: any of its phrases, or facts of its date (EDTF).

    `role` is must (numbers, dates), wanted, soft (looked for and not missed) or unknown (nowhere in the base as a word,
    and thus without phrases).
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


class Piece(NamedTuple):
    """One piece of a query: a lexeme with its place in the folded text."""

    lexeme: str
    start: int
    end: int


def folded(query: str) -> str:
    """A query without what nobody sees in it; the spaces between its words stay."""
    return " ".join(part for word in query.split() if (part := spellings.fold(word)))


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
    return Question(found, tuple(dict.fromkeys(kinds)))


def settled(words: Sequence[tuple[int, Word]], index: Index) -> Iterator[tuple[int, Word]]:
    """The words in their final roles: what is loose or soft beside others is wanted where it stands alone."""
    alone = all(word.role in ("soft", "loose") for _, word in words)
    about = any(word.role == "wanted" for _, word in words)
    for start, word in words:
        if word.role == "spare":
            if not about:
                yield start, word._replace(role="unknown", phrases=())
            continue
        role = ("wanted" if alone else "soft") if word.role in ("soft", "loose") else word.role
        known = role != "unknown" and (role != "wanted" or any(map(index.has, word.phrases)))
        yield (
            start,
            word
            if word.role == role and known
            else word._replace(role=role if known else "unknown", phrases=word.phrases if known else ()),
        )


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
    for start, end, date in typeddates.dates(text, published):
        rest = rest[:start] + "\n" * (end - start) + rest[end:]
        yield start, Word(text[start:end], (as_written(text[start:end]),), "must", date)
    for start, end, amounts in typednumbers.numbers(rest):
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
    spoken: list[Piece] = []
    at = 0
    while at < len(run):
        size = next(
            (
                n
                for n in (3, 2, 1)
                if (phrase := " ".join(typed_words(text, run[at : at + n]))) in askwords.ASKING_ENGLISH
            ),
            0,
        )
        if size:
            kinds += askwords.ASKING_ENGLISH[phrase]
            at += size
            continue
        piece = run[at]
        typed = text[piece.start : piece.end]
        known = index.has((piece.lexeme,))
        syllables = [] if known or typed in askwords.SOFT_ENGLISH else in_pinyin(typed)
        if spoken and not syllables:
            yield from aloud(text, spoken, index)
            spoken = []
        if syllables:
            spoken += [Piece(one, piece.start, piece.end) for one in syllables]
        else:
            role = "soft" if typed in askwords.SOFT_ENGLISH else "wanted" if known else "unknown"
            yield piece.start, Word(typed, ((piece.lexeme,),), role)
        at += 1
    yield from aloud(text, spoken, index)


def typed_words(text: str, run: Sequence[Piece]) -> list[str]:
    """What was typed for these pieces."""
    return [text[piece.start : piece.end] for piece in run]


def in_pinyin(word: str) -> list[str]:
    """The syllables of a word in pinyin as lexemes; none where it is no pinyin."""
    letters = re.sub("(?<=[ln])y(?=u)", "", spellings.letters(word))
    syllables = spellings.pattern(spellings.SYLLABLE).findall(letters)
    return [syllable(one) for one in syllables] if letters and "".join(syllables) == letters else []


def aloud(text: str, run: Sequence[Piece], index: Index) -> Iterator[tuple[int, Word]]:
    """The words of a run of syllables; what was typed as one word is found as a whole or not at all."""
    cuts = cut(run, text, index, {})
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
        yield run[first].start, Word(typed, known, "wanted" if sort == "known" else "unknown")


def chinese(text: str, run: Sequence[Piece], index: Index, kinds: list[str]) -> Iterator[tuple[int, Word]]:
    """The words of a run of Chinese; the run itself where it stands in the base as it is, and is long."""
    whole = tuple(piece.lexeme for piece in run)
    if len(run) == 1 or (len(run) >= 6 and index.has(whole)):
        yield (
            run[0].start,
            Word(text[run[0].start : run[-1].end], (whole,), "wanted" if index.has(whole) else "unknown"),
        )
        return
    cuts = cut(run, text, index, askwords.ASKING)
    typed_pieces = [text[run[first].start : run[last - 1].end] for first, last, _ in cuts]
    if all(sort == "asking" for _, _, sort in cuts):
        yield run[0].start, Word(text[run[0].start : run[-1].end], (whole,), "soft")
        return
    for at, ((first, last, sort), typed) in enumerate(zip(cuts, typed_pieces, strict=True)):
        if sort == "asking":
            kinds += askwords.ASKING.get(typed, ())
        else:
            beside = typed_pieces[max(0, at - 1) : at] + typed_pieces[at + 1 : at + 2]
            role = {"known": "wanted", "soft": "soft"}.get(sort) or ("spare" if is_verb(typed, beside) else "unknown")
            phrase = whole[first:last]
            yield (
                run[first].start,
                Word(typed, (phrase,), role, parts=halves(phrase, index) if role == "wanted" else ()),
            )


def is_verb(typed: str, beside: Sequence[str]) -> bool:
    """Whether an unknown character is likely the verb of a question, as in 靠什么."""
    asked = any(not askwords.INTERROGATIVE.isdisjoint(word) for word in beside)
    return len(typed) == 1 and asked and askwords.PARTICLES.isdisjoint(beside)


def halves(phrase: Phrase, index: Index) -> tuple[Phrase, ...]:
    """The two words that a phrase of four or more characters is made of; nothing where it is not."""
    cuts = [(phrase[:at], phrase[at:]) for at in range(2, len(phrase) - 1)]
    named = (pair for pair in cuts if all(index.has((BREAK, *half, BREAK)) for half in pair))
    return next(named, cuts[0] if len(phrase) == 4 and all(map(index.has, cuts[0])) else ())


Cut = tuple[int, int, str]
"""Where a piece begins and ends in its run, and its sort: known, unknown, asking, soft."""


def cut(run: Sequence[Piece], text: str, index: Index, asking: dict[str, tuple[str, ...]]) -> list[Cut]:
    """The cheapest way to cut a run into pieces; neighbours that are unknown come as one."""
    best: list[tuple[float, list[Cut]]] = [(0.0, [])] * (len(run) + 1)
    for first in range(len(run) - 1, -1, -1):
        ways = (
            (cost + best[last][0], first, last, sort) for last, sort, cost in ways_on(run, first, text, index, asking)
        )
        cost, _, last, sort = min(ways)
        best[first] = (cost, [(first, last, sort), *best[last][1]])
    joined: list[Cut] = []
    for first, last, sort in best[0][1]:
        if sort == "unknown" and joined and joined[-1][2] == "unknown":
            joined[-1] = (joined[-1][0], last, sort)
        else:
            joined.append((first, last, sort))
    return joined


def ways_on(
    run: Sequence[Piece], first: int, text: str, index: Index, asking: dict[str, tuple[str, ...]]
) -> Iterator[tuple[int, str, float]]:
    """What a piece that begins at `first` may be: its end, sort and cost. A name of the base is cheapest."""
    for last in range(first + 1, min(first + 6, len(run)) + 1) if asking else ():
        typed = text[run[first].start : run[last - 1].end]
        if typed in asking:
            yield last, "asking", 0.4
        elif typed in askwords.SOFT:
            yield last, "soft", 0.6
        elif typed in askwords.PARTICLES:
            yield last, "asking", 0.9
        elif len(typed) == 2 and typed[0] in "一二三四五六七八九十两" and typed[1] in COUNTED:
            yield last, "soft", 1.5
    phrase = [run[first].lexeme]
    last = first + 1
    alone = index.has((BREAK, *phrase, BREAK)) and not phrase[0].startswith(SPOKEN)
    yield (last, "known", 1.1) if alone else (last, "unknown", 2.0 if index.has(tuple(phrase)) else 3.0)
    while last < len(run):
        phrase.append(run[last].lexeme)
        last += 1
        if not index.has(tuple(phrase)):
            return
        named = index.has((BREAK, *phrase, BREAK))
        yield last, "known", 1.0 if named else 0.1 + 0.62 * len(phrase)
