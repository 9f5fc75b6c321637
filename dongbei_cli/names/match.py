"""Finding what a typed name means among the names that a base has.

`match` finds the names that fit best: none, one, or several, between which the caller does not choose. `completions` is
for Tab. Slips of the keyboard never match: see `typos`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from dongbei_cli.names import pinyin
from dongbei_cli.names.fold import fold, is_chinese, pieces, words
from dongbei_cli.names.pinyin import Sound, Typing

LONGEST_QUERY = 200
"""In code points; what is longer can only be an exact name."""

SMALL_WORDS = frozenset(("the", "a", "an", "of", "in", "on", "for", "to", "at", "and"))
PLACES = {"省": "省", "province": "省", "市": "市", "city": "市"}
"""Words for a kind of place, which may be left out but not be another."""
FILLERS = SMALL_WORDS | {"china", "chinese", "中国", *PLACES}
"""Words that find nothing by themselves."""
COMPASS = frozenset(("north", "south", "east", "west"))
"""Words that are no beginning of another: north is not northeast."""
AFTER_HEAD = frozenset(("of", "on", "for", "in", "at", "under"))
"""Words that end the first phrase of an English name: the meeting in "meeting of the Political Bureau"."""


class Name(NamedTuple):
    """One thing that can be named; `key` is what the caller gets back, and one of its forms."""

    key: str
    forms: tuple[str, ...] = ()
    """Chinese names, slugs and aliases."""
    english: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    """Readings in standard spelling, "Xú Lín", which also tell the words of the form that they read."""
    kinds: tuple[str, ...] = ()
    """Words for all of its kind, as 会议 and meeting. What has any, as organisations and regions have, is not found by
    a part that names something larger or smaller: 中央 is no 中央会议, 山东 no 山东半岛."""


class Match(NamedTuple):
    """A name that was found, the way it was found, and the form of it that fits."""

    key: str
    how: str
    form: str


class Form(NamedTuple):
    """One form of a name, cut for comparison."""

    text: str
    folded: str
    pieces: tuple[str, ...]
    sound: Sound
    """Empty for a form without Chinese characters."""
    breaks: frozenset[int]
    """Where words begin and end, counted in pieces."""
    read: bool
    """Whether a curated reading tells its words."""

    @property
    def words(self) -> list[str]:
        """The words that can be found; a number in a Chinese name is none."""
        return [word for word in words(self.text) if self.text.isascii() or not word.isdigit()]

    @property
    def head(self) -> str:
        """The word that says what is named: the last one of the first phrase."""
        found = self.words or [""]
        return found[next((at for at, word in enumerate(found) if at and word in AFTER_HEAD), len(found)) - 1]


@lru_cache(maxsize=32768)
def forms(name: Name) -> tuple[Form, ...]:
    """Return every form of a name; a reading that fits none of them is a form of its own."""
    curated = {sum(map(len, spoken)): spoken for each in name.pinyin if (spoken := pinyin.spoken(each))}
    found = [cut(text, curated) for text in dict.fromkeys((*name.forms, name.key, *name.english))]
    used = {len(form.pieces) for form in found if form.read}
    return (*found, *(unwritten(name.key, sum(spoken, ())) for size, spoken in curated.items() if size not in used))


def unwritten(key: str, said: Sound) -> Form:
    """Return the form of a name that is only said."""
    return Form(key, "", tuple(syllable.common[0] for syllable in said), said, frozenset((0, len(said))), True)


def cut(text: str, curated: dict[int, list[Sound]]) -> Form:
    """Return a form of a name, read by the curated reading of its length if that can be its own, else by the table."""
    parts = pieces(text)
    chinese = [is_chinese(part) for part in parts]
    said = pinyin.sound(text) if any(chinese) else ()
    spoken = curated.get(len(said), [])
    curated_sound = sum(spoken, ())
    if spoken and all(one.common[0] in pinyin.in_full(other) for one, other in zip(curated_sound, said, strict=True)):
        ends = frozenset(sum(map(len, spoken[:count])) for count in range(len(spoken) + 1))
        return Form(text, fold(text), parts, curated_sound, ends, True)
    changes = (at for at in range(1, len(parts)) if chinese[at - 1] != chinese[at])
    return Form(text, fold(text), parts, said, frozenset((0, *changes, len(parts))), False)


class Query:
    """What was typed, in each shape in which it is compared; blank or too long, it has no shape but its text."""

    def __init__(self, text: str) -> None:
        """Cut it."""
        shown = text if len(text) <= LONGEST_QUERY else ""
        self.text = text
        self.folded = fold(shown)
        self.pieces = pieces(shown)
        self.chinese = any(map(is_chinese, self.pieces))
        self.words = [] if self.chinese else [piece for piece in self.pieces if piece not in SMALL_WORDS]
        self.letters = pinyin.letters(shown)

    @property
    def says_little(self) -> bool:
        """Whether it is a letter, a digit or nothing but fillers."""
        return self.folded in FILLERS or not (self.chinese or (len(self.folded) > 1 and set(self.words) - FILLERS))


def exact(query: Query, name: Name) -> str | None:
    """The very characters."""
    return query.text if query.text in (name.key, *name.forms, *name.english) else None


def folded(query: Query, name: Name) -> str | None:
    """The same characters when both are folded."""
    if not query.folded:
        return None
    return next((form.text for form in forms(name) if form.folded == query.folded), None)


def reworded(query: Query, name: Name) -> str | None:
    """The same words without fillers, beginning with any of them: Xu, Lin; the Northeast; 浙江省 for 浙江."""
    typed, place = core(query.pieces)
    places = {known for form in forms(name) if (known := core(form.pieces)[1])}
    if not typed or (place and places and place not in places):
        return None
    together = "".join(query.pieces)
    for form in forms(name):
        if "".join(core(form.pieces)[0]) in turns(typed) or "".join(form.pieces) == together:
            return form.text
    return None


@lru_cache(maxsize=32768)
def core(parts: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the pieces of a name without fillers, and the kind of place that it ends with."""
    if not parts:
        return (), ""
    if parts[:2] == ("中", "国") and len(parts) > 3:
        parts = parts[2:]
    place = PLACES.get(parts[-1], "") if len(parts) > 1 + is_chinese(parts[-1]) else ""
    return tuple(part for part in (parts[:-1] if place else parts) if part not in FILLERS), place


@lru_cache(maxsize=1024)
def turns(parts: tuple[str, ...]) -> frozenset[str]:
    """Return pieces run together, beginning with each of them where all are words: Lin Xu is linxu and xulin."""
    starts = range(1 if any(map(is_chinese, parts)) else min(len(parts), 12))
    return frozenset("".join(parts[start:] + parts[:start]) for start in starts)


def spelled(query: Query, name: Name) -> str | None:
    """Every syllable in full."""
    return said(query.letters, name, pinyin.in_full)


def kind(query: Query, name: Name) -> str | None:
    """A word for all things of its kind."""
    named = any(query.folded == fold(each) or query.letters == pinyin.usual(each) for each in name.kinds)
    return name.key if named else None


def initials(query: Query, name: Name) -> str | None:
    """Every syllable by its first letter: xl."""
    return said(query.letters, name, pinyin.in_short) if len(query.letters) > 1 else None


def abbreviated(query: Query, name: Name) -> str | None:
    """Every syllable in full or by its first letter: wangmy."""
    return said(query.letters, name, pinyin.either_way) if len(query.letters) > 2 else None


def said(letters: str, name: Name, typing: Typing) -> str | None:
    """The form whose syllables the letters are, when each is typed in that way."""
    return next((form.text for form in forms(name) if letters and pinyin.spells(letters, form.sound, typing)), None)


def whole_words(query: Query, name: Name) -> str | None:
    """Whole words; of what has a kind the last Chinese one, or the head of its English name, among them."""
    for form in forms(name):
        if worded(query, form) and (not name.kinds or form.head in query.words):
            return form.text
        if any(end == len(form.pieces) or not name.kinds for _, end in whole_runs(query, form)):
            return form.text
    return None


def beginnings(query: Query, name: Name) -> str | None:
    """Beginnings of English words, or the beginning or end of Chinese ones, the head among them as in `whole_words`."""
    for form in forms(name):
        if begun(query.words, form.words) and (not name.kinds or begun(query.words, (form.head,), any)):
            return form.text
        for start, end in runs(query, form):
            edge = end == len(form.pieces) or (not name.kinds and {start, end} & form.breaks)
            if edge and (end - start > 1 or (form.read and not name.kinds)):
                return form.text
    return None


def within(query: Query, name: Name) -> str | None:
    """Whole words that name something larger or smaller: 中共 in 中共中央."""
    fits = (form.text for form in forms(name) if worded(query, form) or any(whole_runs(query, form)))
    return next(fits, None) if name.kinds else None


def worded(query: Query, form: Form) -> bool:
    """Whether all words of the query are words of the form."""
    return bool(query.words) and set(query.words) <= set(form.words)


def begun(typed: Sequence[str], whole: Sequence[str], enough: Callable[[Iterable[bool]], bool] = all) -> bool:
    """Whether all typed words (or any) are the beginning of one of these."""
    return bool(typed) and enough(
        any(word == each or (each.startswith(word) and word not in COMPASS) for each in whole) for word in typed
    )


def runs(query: Query, form: Form) -> Iterator[tuple[int, int]]:
    """Yield start and end of the pieces of a form that the query is, or spells in pinyin."""
    if len(query.letters) > 1:
        yield from pinyin.spans(query.letters, form.sound, pinyin.usually)
    size = len(query.pieces) if query.chinese else 0
    for start in range(len(form.pieces) - size + 1) if size else ():
        if form.pieces[start : start + size] == query.pieces:
            yield start, start + size


def whole_runs(query: Query, form: Form) -> Iterator[tuple[int, int]]:
    """Yield the runs of more than one piece that are whole words."""
    return ((start, end) for start, end in runs(query, form) if end - start > 1 and {start, end} <= form.breaks)


Way = Callable[[Query, Name], str | None]

WHOLE: tuple[tuple[Way, ...], ...] = ((exact,), (folded,), (reworded,), (spelled,))
PARTS: tuple[tuple[Way, ...], ...] = ((kind, initials, whole_words), (abbreviated, beginnings))
"""Surest first; those beside each other are equally sure."""


def match(typed: str, names: Sequence[Name]) -> list[Match]:
    """Return the names that fit best, in the order of `names`: all that fit by the surest ways that find any.

    A name that contains that of something larger, as 中共, fits it only as one of several.
    """
    query = Query(typed)
    for ways in WHOLE if query.says_little else WHOLE + PARTS:
        if found := found_by(ways, query, names):
            return found
    found = [] if query.says_little else found_by((within,), query, names)
    return found if len(found) > 1 else []


def found_by(ways: Sequence[Way], query: Query, names: Iterable[Name]) -> list[Match]:
    """Return the names that fit in one of the ways, each once."""
    found: dict[str, Match] = {}
    for name in names:
        for way in ways:
            if name.key not in found and (form := way(query, name)) is not None:
                found[name.key] = Match(name.key, way.__name__, form)
    return list(found.values())


def prefix(query: Query, name: Name) -> str | None:
    """A form that begins with what was typed."""
    return next((form.text for form in forms(name) if form.folded.startswith(query.folded)), None)


def english(query: Query, name: Name) -> str | None:
    """A form with words that begin as those typed."""
    return next((form.text for form in forms(name) if begun(query.words, form.words)), None)


def pinyin_begun(query: Query, name: Name) -> str | None:
    """A form whose syllables begin with the letters, in full."""
    return said_to_begin(query, name, pinyin.usually)


def initials_begun(query: Query, name: Name) -> str | None:
    """A form whose syllables begin with the letters, some typed by their first letter."""
    return said_to_begin(query, name, pinyin.either_way)


def said_to_begin(query: Query, name: Name, typing: Typing) -> str | None:
    """The form whose first syllables the letters are, when each is typed in that way."""
    fits = (form.text for form in forms(name) if pinyin.begins(query.letters, form.sound, typing))
    return next(fits, None) if query.letters else None


def completions(begun_with: str, names: Sequence[Name]) -> list[Match]:
    """Return the names that what was typed so far could become, surest first, each once; all of them if blank."""
    query = Query(begun_with)
    if begun_with.strip() and not query.folded:
        return []
    found: dict[str, Match] = {}
    for way in (prefix, english, pinyin_begun, initials_begun):
        found |= {each.key: each for each in found_by((way,), query, [name for name in names if name.key not in found])}
    return list(found.values())
