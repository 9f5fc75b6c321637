"""Guessing at typos: which names a query that means nothing may have been meant for. A guess is offered, never run."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from dongbei_cli.names import Name, spellings
from dongbei_cli.names.shapes import Match, Query, forms, sounds
from dongbei_cli.names.spellings import words
from dongbei_cli.names.tables import Readings

Ear = Callable[[Readings], frozenset[str]]


def suggestions(query: str, names: Sequence[Name], limit: int = 3) -> list[Match]:
    """At most `limit` names that may have been meant, likeliest first; none that the query spells right.

    All are slips of one kind, the likeliest of `SLIPS` that explains any.
    """
    asked = Query(query)
    if not asked.folded:
        return []
    others = [name for name in names if not any(asked.fold(form) == asked.folded for form in forms(name))]
    for how, slip in SLIPS:
        found = [(*slipped, name.key) for name in others if (slipped := slip(asked, name))]
        if found:
            found.sort(key=lambda one: one[0])
            return [Match(key, how, form) for apart, form, key in found[:limit] if apart <= found[0][0] + 1]
    return []


def same_sound(query: Query, name: Name) -> tuple[int, str] | None:
    """Other characters, read alike."""
    return heard(query, name, spellings.usual_readings)


def near_sound(query: Query, name: Name) -> tuple[int, str] | None:
    """Other characters, read alike by many: lin and ling."""
    return heard(query, name, spellings.blurred)


def heard(query: Query, name: Name, ear: Ear) -> tuple[int, str] | None:
    """The form that sounds like the query, at distance 0, or has a part of two or more characters that does, at 1."""
    size = len(query.sound)
    for form, sound in sounds(name) if size else ():
        if size == len(sound) or 1 < size < len(sound):
            typed, full = [ear(syllable) for syllable in query.sound], [ear(syllable) for syllable in sound]
            if any(alike(typed, full[start:]) for start in range(len(full) - size + 1)):
                return int(len(full) > size), form
    return None


def alike(typed: Sequence[frozenset[str]], full: Sequence[frozenset[str]]) -> bool:
    """Whether each syllable has a reading in common with the other's, as far as both go."""
    return not any(map(frozenset.isdisjoint, typed, full))


def inside(query: Query, name: Name) -> tuple[int, str] | None:
    """The name in Chinese with words around it, as 徐林教授; the distance is how many characters these have."""
    for form in forms(name):
        folded = query.fold(form)
        if not folded.isascii() and len(folded) > 1 and folded in query.folded:
            return len(query.folded) - len(folded), form
    return None


def inside_words(query: Query, name: Name) -> tuple[int, str] | None:
    """All words of the English name or the slug with others around them, as Mr Xu Lin; the distance is these."""
    for form in (*name.english, *forms(name)):
        parts = words(form) if form.isascii() else []
        if len("".join(parts)) > 3 and set(parts) <= set(query.words):
            return len(query.words) - len(parts), form
    return None


def misspelt(query: Query, name: Name) -> tuple[int, str] | None:
    """Few letters wrong, for the length of the query; the least distance and the form. A number is never a typo."""
    if query.folded.isdigit():
        return None
    found = []
    for form, typed, right in comparable(query, name):
        allowed = allowance(typed)
        apart = spellings.distance(typed, right, max(allowed, 1)) if abs(len(typed) - len(right)) <= allowed else 0
        if 1 <= apart <= allowed or (apart == 1 and sorted(typed) == sorted(right)):
            found.append((apart, form))
    return min(found, default=None, key=lambda one: one[0])


def comparable(query: Query, name: Name) -> Iterator[tuple[str, str, str]]:
    """Each form with what was typed and what is right for it: whole spellings, single words and pinyin."""
    texts = (*forms(name), *name.english)
    for form in texts:
        yield form, query.folded, query.fold(form)
    for form in texts if len(query.words) == 1 else ():
        for word in words(form):
            yield form, query.folded, word
    for form, sound in sounds(name) if query.letters else ():
        yield form, query.letters, "".join([syllable.common[0] for syllable in sound])


@cache
def allowance(text: str) -> int:
    """How many wrong letters are a typo and not another word; a swap of two neighbours is always one."""
    least = (4, 8, 14) if text.isascii() else (3, 6, 99)
    return sum(len(text) >= size for size in least)


Slip = Callable[[Query, Name], tuple[int, str] | None]

SLIPS: tuple[tuple[str, Slip], ...] = (
    ("sound", same_sound),
    ("substring", inside),
    ("sound", near_sound),
    ("spelling", misspelt),
    ("substring", inside_words),
)
"""Likeliest first."""
