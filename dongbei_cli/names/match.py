"""Finding what a typed name means among the names that a base has; slips of keyboard or ear never match."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import NamedTuple

from dongbei_cli.names import fold, is_chinese, pieces, pinyin, words
from dongbei_cli.names.pinyin import Sound

SMALL_WORDS = frozenset(("the", "a", "an", "of", "in", "on", "for", "to", "at", "and"))
PLACES = {"省": "省", "province": "省", "市": "市", "city": "市"}
"""Words for a kind of place, which may be left out but not be another."""
FILLERS = SMALL_WORDS | {"china", "chinese", "中国", *PLACES}  # words that find nothing by themselves


class Name(NamedTuple):
    """One thing that can be named; `key` is what the caller gets back, and one of its forms."""

    key: str
    forms: tuple[str, ...] = ()  # Chinese names, slugs and aliases
    english: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    """Readings in standard spelling, "Xú Lín", which also tell the words of the form that they read."""
    kinds: tuple[str, ...] = ()
    """Words for all of its kind, as 会议 and meeting. What has any, as organisations and regions have, is not found by
    a part that names something larger or smaller: 中央 is no 中央会议, 山东 no 山东半岛."""


class Match(NamedTuple):
    """A name that was found, and the form of it that fits."""

    key: str
    form: str


class Form(NamedTuple):
    """One form of a name, cut for comparison."""

    name: Name
    text: str
    folded: str
    pieces: tuple[str, ...]
    sound: Sound  # empty for a form without Chinese characters
    breaks: frozenset[int]  # where words begin and end, counted in pieces
    read: bool = False  # whether a curated reading tells its words

    @property
    def words(self) -> list[str]:
        """The words that can be found; a number in a Chinese name is none."""
        return [word for word in words(self.text) if self.text.isascii() or not word.isdigit()]

    @property
    def head(self) -> str:
        """The word that says what is named: the last of the first phrase, as meeting in "meeting of the Bureau"."""
        found, ends = self.words or [""], ("of", "on", "for", "in", "at", "under")
        return found[next((at for at, word in enumerate(found) if at and word in ends), len(found)) - 1]


@lru_cache(maxsize=32768)
def forms(name: Name) -> tuple[Form, ...]:
    """Return every form of a name; a reading that fits none of them is a form of its own."""
    readings = {sum(map(len, spoken)): spoken for each in name.pinyin if (spoken := pinyin.spoken(each))}
    found = [cut(name, text, readings) for text in dict.fromkeys((*name.forms, name.key, *name.english))]
    for size in set(readings).difference(len(form.pieces) for form in found if form.read):
        sound = sum(readings[size], ())
        syllables = tuple(syllable.common[0] for syllable in sound)
        found.append(Form(name, name.key, "", syllables, sound, frozenset((0, size)), read=True))
    return tuple(found)


def cut(name: Name, text: str, readings: dict[int, list[Sound]]) -> Form:
    """Return a form of a name, read by the curated reading of its length if that can be its own, else by the table."""
    parts = pieces(text)
    chinese = [is_chinese(part) for part in parts]
    sound = pinyin.sound(text) if any(chinese) else ()
    spoken = readings.get(len(sound), [])
    curated = sum(spoken, ())
    if spoken and all(one.common[0] in pinyin.in_full(other) for one, other in zip(curated, sound, strict=True)):
        ends = frozenset(sum(map(len, spoken[:count])) for count in range(len(spoken) + 1))
        return Form(name, text, fold(text), parts, curated, ends, read=True)
    changes = (at for at in range(1, len(parts)) if chinese[at - 1] != chinese[at])
    return Form(name, text, fold(text), parts, sound, frozenset((0, *changes, len(parts))))


class Query:
    """What was typed, in each shape in which it is compared; blank or too long, it has no shape but its text."""

    def __init__(self, text: str) -> None:
        shown = text if len(text) <= 200 else ""  # what is longer can only be an exact name
        self.text = text
        self.folded = fold(shown)
        self.pieces = pieces(shown)
        self.chinese = any(map(is_chinese, self.pieces))
        self.words = [] if self.chinese else [piece for piece in self.pieces if piece not in SMALL_WORDS]
        self.letters = pinyin.letters(shown)
        self.sound = pinyin.sound(shown) if self.chinese else ()
        parts, self.place = core(self.pieces)
        starts = range(1 if any(map(is_chinese, parts)) else min(len(parts), 12))
        self.turns = frozenset("".join(parts[start:] + parts[:start]) for start in starts)
        """Its words run together, beginning with each of them where all are in letters: Lin Xu is linxu and xulin."""
        said = self.chinese or (len(self.folded) > 1 and bool(set(self.words) - FILLERS))
        self.says_little: bool = self.folded in FILLERS or not said
        """Whether it is a letter, a digit or nothing but fillers."""


def reworded(query: Query, form: Form) -> bool:
    """The same words without fillers, beginning with any of them: Xu, Lin; the Northeast; 浙江省 for 浙江."""
    places = {core(each.pieces)[1] for each in forms(form.name)} - {""} if query.place else set()
    if not query.turns or (places and query.place not in places):
        return False
    return "".join(core(form.pieces)[0]) in query.turns or "".join(form.pieces) == "".join(query.pieces)


@lru_cache(maxsize=32768)
def core(parts: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the pieces of a name without fillers, and the kind of place that it ends with."""
    if parts[:2] == ("中", "国") and len(parts) > 3:
        parts = parts[2:]
    named = parts and len(parts) > 1 + is_chinese(parts[-1])
    place = PLACES.get(parts[-1], "") if named else ""
    return tuple(part for part in (parts[:-1] if place else parts) if part not in FILLERS), place


def whole_words(query: Query, form: Form) -> bool:
    """Whole words; of what has a kind the last Chinese one, or the head of its English name, among them."""
    if not form.name.kinds:
        return within(query, form)
    at_end = any(end == len(form.pieces) for end in whole_runs(query, form))
    return at_end or (worded(query, form) and form.head in query.words)


def beginnings(query: Query, form: Form) -> bool:
    """Beginnings of English words, or the beginning or end of Chinese ones, the head among them as in `whole_words`."""
    kinds, size = form.name.kinds, len(form.pieces)
    found = [run for run in runs(query, form) if run[1] - run[0] > 1 or (form.read and not kinds)]
    if any(end == size if kinds else {start, end} & form.breaks for start, end in found):
        return True
    return begun(query.words, form.words) and (not kinds or any(begun([word], [form.head]) for word in query.words))


def within(query: Query, form: Form) -> bool:
    """Whole words, which of what has a kind may name something larger: 中共 in 中共中央."""
    return worded(query, form) or bool(whole_runs(query, form))


def worded(query: Query, form: Form) -> bool:
    """Whether all words of the query are words of the form."""
    return bool(query.words) and set(query.words) <= set(form.words)


def begun(typed: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether each typed word begins one of the whole words; north is no beginning of northeast."""
    compass = ("north", "south", "east", "west")
    return bool(typed) and all(
        any(word == each or (each.startswith(word) and word not in compass) for each in whole) for word in typed
    )


def runs(query: Query, form: Form) -> Iterator[tuple[int, int]]:
    """Yield start and end of the pieces of a form that the query is, or spells in pinyin."""
    if len(query.letters) > 1:
        yield from pinyin.spans(query.letters, form.sound, pinyin.usually)
    size = len(query.pieces) if query.chinese else 0
    for start in range(len(form.pieces) - size + 1) if size else ():
        if form.pieces[start : start + size] == query.pieces:
            yield start, start + size


def whole_runs(query: Query, form: Form) -> list[int]:
    """Return the ends of the runs of more than one piece that are whole words."""
    return [end for start, end in runs(query, form) if end - start > 1 and {start, end} <= form.breaks]


Way = Callable[[Query, Form], bool]

WHOLE: tuple[tuple[Way, ...], ...] = (
    (lambda query, form: form.text == query.text,),
    (lambda query, form: bool(query.folded) and form.folded == query.folded,),
    (reworded,),
    (lambda query, form: pinyin.spells(query.letters, form.sound, pinyin.in_full),),
)
"""Ways to mean a whole name, surest first: its characters, these folded, its words, its syllables in full."""
PARTS: tuple[tuple[Way, ...], ...] = (
    (
        lambda query, form: any(
            query.folded == fold(each) or query.letters == pinyin.usual(each) for each in form.name.kinds
        ),
        lambda query, form: len(query.letters) > 1 and pinyin.spells(query.letters, form.sound, pinyin.in_short),
        whole_words,
    ),
    (
        lambda query, form: len(query.letters) > 2 and pinyin.spells(query.letters, form.sound, pinyin.either_way),
        beginnings,
    ),
)
"""Ways to mean it by less: its kind, initials (xl), whole words; then syllables cut short (wangmy), beginnings."""


def match(typed: str, names: Sequence[Name]) -> list[Match]:
    """Return the names that fit best, in the order of `names`; one that names something larger only among several."""
    query = Query(typed)
    for ways in WHOLE if query.says_little else (*WHOLE, *PARTS, (within,)):
        found = once(form for name in names for way in ways for form in forms(name) if way(query, form))
        if len(found) > (within in ways):
            return found
    return []


def once(found: Iterable[Form]) -> list[Match]:
    """Return each name by the first of its forms."""
    best: dict[str, Match] = {}
    for form in found:
        best.setdefault(form.name.key, Match(form.name.key, form.text))
    return list(best.values())


def completions(begun_with: str, names: Sequence[Name]) -> list[Match]:
    """Return the names that what was typed so far could become, surest first, each once; all of them if blank."""
    query = Query(begun_with)
    if begun_with.strip() and not query.folded:
        return []
    found = []
    for form in (form for name in names for form in forms(name)):
        fits = (
            form.folded.startswith(query.folded),
            begun(query.words, form.words),
            pinyin.begins(query.letters, form.sound, pinyin.usually),
            pinyin.begins(query.letters, form.sound, pinyin.either_way),
        )
        if any(fits):
            found.append((fits.index(True), form))
    return once(form for _, form in sorted(found, key=itemgetter(0)))


Slip = Callable[[Query, Form], int | None]
"""Returns how far apart a query and a form are; None where it is no slip of this sort."""


def suggestions(typed: str, names: Sequence[Name], limit: int = 3) -> list[Match]:
    """Return at most `limit` names that may have been meant, nearest first, by the likeliest slip that finds any."""
    query = Query(typed)
    if not query.folded:
        return []
    others = [name for name in names if not any(form.folded == query.folded for form in forms(name))]
    for slip in SLIPS:
        pairs = ((slip(query, form), form) for name in others for form in forms(name))
        found = sorted(((apart, form) for apart, form in pairs if apart is not None), key=itemgetter(0))
        if found:
            return once(form for apart, form in found if apart <= found[0][0] + 1)[:limit]
    return []


def heard(query: Query, form: Form, ear: Callable[[str], str]) -> int | None:
    """Other characters, read alike by an ear: 0 if all of the form is, 1 if a part of several characters."""
    size = len(query.sound)
    if not size or not (size == len(form.sound) or 1 < size < len(form.sound)):
        return None
    typed, full = ([set(map(ear, syllable.common)) for syllable in said] for said in (query.sound, form.sound))
    starts = range(len(full) - size + 1)
    alike = any(not any(map(set.isdisjoint, typed, full[start:])) for start in starts)
    return int(len(full) > size) if alike else None


def inside(query: Query, form: Form) -> int | None:
    """A name in Chinese with words around it, as 徐林教授; the distance is how many characters these have."""
    held = not form.folded.isascii() and len(form.folded) > 1 and form.folded in query.folded
    return len(query.folded) - len(form.folded) if held else None


def inside_words(query: Query, form: Form) -> int | None:
    """All words of an English form with others around them, as Mr Xu Lin; the distance is these."""
    parts = form.words if form.text.isascii() else []
    return len(query.words) - len(parts) if len("".join(parts)) > 3 and set(parts) <= set(query.words) else None


def misspelt(query: Query, form: Form) -> int | None:
    """Few letters wrong, for the length of the query, in the whole, in a word or in the pinyin. No number is a typo."""
    if query.folded.isdigit():
        return None
    pairs = [(query.folded, form.folded)]
    pairs += [(query.folded, word) for word in words(form.text) if len(query.pieces) == 1]
    if query.letters and form.sound:
        pairs.append((query.letters, "".join(syllable.common[0] for syllable in form.sound)))
    return min((apart for pair in pairs if (apart := typo(*pair))), default=None)


def typo(typed: str, right: str, least: tuple[int, ...] = ()) -> int:
    """Return how many letters are wrong, 0 where they are no typo: one in a word of the first length of `least` ..."""
    least = least or ((4, 8, 11) if typed.isascii() else (3, 6, 99))
    allowed = sum(len(typed) >= size for size in least)
    apart = distance(typed, right, max(allowed, 1)) if abs(len(typed) - len(right)) <= allowed else 0
    return apart if apart <= allowed or (apart == 1 and sorted(typed) == sorted(right)) else 0


def distance(one: str, other: str, limit: int) -> int:
    """Return how many letters are changed, added, dropped or swapped (optimal string alignment), at most limit + 1."""
    beyond = limit + 1
    if abs(len(one) - len(other)) > limit or len(set(one).difference(other)) > limit:
        return beyond
    before, last = list[int](), list(range(len(other) + 1))
    for row in range(1, len(one) + 1):
        line = [row] + [beyond] * len(other)
        for column in range(max(1, row - limit), min(len(other), row + limit) + 1):
            changed = last[column - 1] + (one[row - 1] != other[column - 1])
            line[column] = min(last[column] + 1, line[column - 1] + 1, changed)
            if row > 1 and column > 1 and one[row - 2 : row] == other[column - 1] + other[column - 2]:
                line[column] = min(line[column], before[column - 2] + 1)
        if min(line) > limit and min(last) > limit:
            break
        before, last = last, line
    return min(last[-1], beyond)


SLIPS: tuple[Slip, ...] = (
    partial(heard, ear=str),
    inside,
    partial(heard, ear=pinyin.blur),  # lin and ling
    misspelt,
    inside_words,
    lambda query, form: 0 if worded(query, form) and not query.says_little else None,
)
"""Slips, the likeliest first; the last is too few words to find anything: Beijing of Beijing Society for Reform."""
