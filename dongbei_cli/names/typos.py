"""Suggesting the names that a slip of keyboard or ear may have been meant for; a guess is offered, never run."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter

from dongbei_cli.names import pinyin
from dongbei_cli.names.fold import words
from dongbei_cli.names.match import Form, Match, Name, Query, forms, worded

Slip = Callable[[Query, Form], int | None]
"""Returns how far apart a query and a form are; None where it is no slip of this sort."""


def suggestions(typed: str, names: Sequence[Name], limit: int = 3) -> list[Match]:
    """Return at most `limit` names that may have been meant, nearest first, by the likeliest slip that finds any."""
    query = Query(typed)
    if not query.folded:
        return []
    others = [name for name in names if not any(form.folded == query.folded for form in forms(name))]
    for how, slip in SLIPS:
        found: list[tuple[int, Match]] = []
        for name in others:
            slips = [(apart, form.text) for form in forms(name) if (apart := slip(query, form)) is not None]
            found += [(apart, Match(name.key, how, text)) for apart, text in sorted(slips, key=itemgetter(0))[:1]]
        if found:
            found.sort(key=itemgetter(0))
            return [each for apart, each in found[:limit] if apart <= found[0][0] + 1]
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


def part(query: Query, form: Form) -> int | None:
    """Words of an English form that are too few to find it: Beijing of Beijing Society for Reform."""
    return 0 if worded(query, form) and not query.says_little else None


def misspelt(query: Query, form: Form) -> int | None:
    """Few letters wrong, for the length of the query, in the whole, in a word or in the pinyin. No number is a typo."""
    if query.folded.isdigit():
        return None
    pairs = [(query.folded, form.folded)]
    pairs += [(query.folded, word) for word in words(form.text) if len(query.pieces) == 1]
    if query.letters and form.sound:
        pairs.append((query.letters, "".join(syllable.common[0] for syllable in form.sound)))
    return min((apart for pair in pairs if (apart := typo(*pair))), default=None)


def typo(typed: str, right: str) -> int:
    """Return how many letters are wrong, at most as many as a typo has; 0 for more. A swap of neighbours is a typo."""
    least = (4, 8, 11) if typed.isascii() else (3, 6, 99)
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


SLIPS: tuple[tuple[str, Slip], ...] = (  # likeliest first
    ("sound", partial(heard, ear=str)),
    ("substring", inside),
    ("sound", partial(heard, ear=pinyin.blur)),  # lin and ling
    ("spelling", misspelt),
    ("substring", inside_words),
    ("substring", part),
)
