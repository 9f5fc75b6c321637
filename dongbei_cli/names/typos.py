"""Suggesting the names that a slip of keyboard or ear may have been meant for; a guess is offered, never run."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from dongbei_cli.names import pinyin
from dongbei_cli.names.fold import words
from dongbei_cli.names.match import Form, Match, Name, Query, forms, worded
from dongbei_cli.names.tables import Readings

Slip = Callable[[Query, Name], tuple[int, str] | None]
"""Returns how far apart a query and the nearest form of a name are, and that form."""


def suggestions(typed: str, names: Sequence[Name], limit: int = 3) -> list[Match]:
    """Return at most `limit` names that may have been meant, likeliest first; none that is spelled right.

    All are slips of one sort, the likeliest of `SLIPS` that explains any.
    """
    query = Query(typed)
    if not query.folded:
        return []
    others = [name for name in names if not any(form.folded == query.folded for form in forms(name))]
    for how, slip in SLIPS:
        found = [(*slipped, name.key) for name in others if (slipped := slip(query, name))]
        if found:
            found.sort(key=lambda each: each[0])
            return [Match(key, how, form) for apart, form, key in found[:limit] if apart <= found[0][0] + 1]
    return []


def same_sound(query: Query, name: Name) -> tuple[int, str] | None:
    """Other characters, read alike."""
    return heard(query, name, usual_readings)


def near_sound(query: Query, name: Name) -> tuple[int, str] | None:
    """Other characters, read alike by many: lin and ling."""
    return heard(query, name, blurred)


@cache
def usual_readings(syllable: Readings) -> frozenset[str]:
    """Return the common readings."""
    return frozenset(syllable.common)


@cache
def blurred(syllable: Readings) -> frozenset[str]:
    """Return the common readings with near sounds made the same."""
    return frozenset(map(pinyin.blur, syllable.common))


def heard(query: Query, name: Name, ear: Callable[[Readings], frozenset[str]]) -> tuple[int, str] | None:
    """The form that sounds like the query, at distance 0, or has a part of two or more characters that does, at 1."""
    typed = [ear(syllable) for syllable in pinyin.sound(query.folded)] if query.chinese else []
    size = len(typed)
    for form in forms(name) if typed else ():
        full = [ear(syllable) for syllable in form.sound]
        if size == len(full) or 1 < size < len(full):
            for start in range(len(full) - size + 1):
                if not any(map(frozenset.isdisjoint, typed, full[start:])):
                    return int(len(full) > size), form.text
    return None


def inside(query: Query, name: Name) -> tuple[int, str] | None:
    """The name in Chinese with words around it, as 徐林教授; the distance is how many characters these have."""
    for form in forms(name):
        if not form.folded.isascii() and len(form.folded) > 1 and form.folded in query.folded:
            return len(query.folded) - len(form.folded), form.text
    return None


def inside_words(query: Query, name: Name) -> tuple[int, str] | None:
    """All words of an English form with others around them, as Mr Xu Lin; the distance is these."""
    for form in forms(name):
        parts = form.words if form.text.isascii() else []
        if len("".join(parts)) > 3 and set(parts) <= set(query.words):
            return len(query.words) - len(parts), form.text
    return None


def part(query: Query, name: Name) -> tuple[int, str] | None:
    """Words of an English form that are too few to find it: Beijing of Beijing Society for Reform."""
    fits = (form.text for form in forms(name) if worded(query, form))
    return None if query.says_little else next(((0, text) for text in fits), None)


def misspelt(query: Query, name: Name) -> tuple[int, str] | None:
    """Few letters wrong, for the length of the query; the least distance and the form. A number is never a typo."""
    found = []
    for form, typed, right in () if query.folded.isdigit() else comparable(query, name):
        allowed = allowance(typed)
        apart = distance(typed, right, max(allowed, 1)) if abs(len(typed) - len(right)) <= allowed else 0
        if 1 <= apart <= allowed or (apart == 1 and sorted(typed) == sorted(right)):
            found.append((apart, form.text))
    return min(found, default=None, key=lambda each: each[0])


def comparable(query: Query, name: Name) -> Iterator[tuple[Form, str, str]]:
    """Yield each form with what was typed and what is right for it: whole spellings, single words and pinyin."""
    for form in forms(name):
        yield form, query.folded, form.folded
        for word in words(form.text) if len(query.pieces) == 1 else ():
            yield form, query.folded, word
        if query.letters and form.sound:
            yield form, query.letters, "".join([syllable.common[0] for syllable in form.sound])


@cache
def allowance(text: str) -> int:
    """Return how many wrong letters are a typo and not another word; a swap of two neighbours is always one."""
    least = (4, 8, 11) if text.isascii() else (3, 6, 99)
    return sum(len(text) >= size for size in least)


def distance(one: str, other: str, limit: int) -> int:
    """Return how many letters must be changed, added, dropped or swapped with a neighbour; at most limit + 1.

    A swapped pair is not edited again (optimal string alignment).
    """
    if abs(len(one) - len(other)) > limit or len(set(one).difference(other)) > limit:
        return limit + 1
    beyond = limit + 1
    before: list[int] = []
    last = [min(column, beyond) for column in range(len(other) + 1)]
    for row in range(1, len(one) + 1):
        line = [min(row, beyond)] + [beyond] * len(other)
        for column in range(max(1, row - limit), min(len(other), row + limit) + 1):
            changed = last[column - 1] + (one[row - 1] != other[column - 1])
            line[column] = min(last[column] + 1, line[column - 1] + 1, changed)
            if row > 1 and column > 1 and one[row - 2 : row] == other[column - 1] + other[column - 2]:
                line[column] = min(line[column], before[column - 2] + 1)
        if min(line) > limit and min(last) > limit:
            return beyond
        before, last = last, line
    return min(last[-1], beyond)


SLIPS: tuple[tuple[str, Slip], ...] = (
    ("sound", same_sound),
    ("substring", inside),
    ("sound", near_sound),
    ("spelling", misspelt),
    ("substring", inside_words),
    ("substring", part),
)
"""Likeliest first."""
