"""Comparing names: what the user typed against the names that the base has.

`match` finds what a name means, by the surest way of comparing that finds anything; several matches are an ambiguity,
which the caller reports. `suggestions` guesses at typos: they are offered and never run. `completions` is for Tab.
"""

from collections.abc import Callable, Iterable, Sequence

from dongbei_cli.names import Name, spellings
from dongbei_cli.names.shapes import Match, Query, forms, sounds
from dongbei_cli.names.spellings import Typing, fold, syllables, words

__all__ = ["Match", "Name", "completions", "fold", "match", "suggestions", "syllables"]


def exact(query: Query, name: Name) -> str | None:
    """The very characters."""
    return query.text if query.text == name.key or query.text in name.forms else None


def folded(query: Query, name: Name) -> str | None:
    """The same but for width, case, spaces and traditional characters."""
    return next((form for form in forms(name) if query.fold(form) == query.folded), None)


def english(query: Query, name: Name) -> str | None:
    """The English name in full, beginning with any of its words: Lin Xu; Xu, Lin."""
    for form in name.english:
        parts = words(form)
        if len(query.words) >= len(parts) and "".join(parts) in query.turns:
            return form
    return None


def said(query: Query, name: Name, typing: Typing) -> str | None:
    """The form whose syllables the letters are, when each is typed in that way."""
    return next((form for form, sound in sounds(name) if spellings.spells(query.letters, sound, typing)), None)


def pinyin(query: Query, name: Name) -> str | None:
    """Every syllable in full."""
    return said(query, name, spellings.in_full) if query.letters else None


def initials(query: Query, name: Name) -> str | None:
    """Every syllable by its first letter: xl."""
    return said(query, name, spellings.in_short) if len(query.letters) > 1 else None


def abbreviated(query: Query, name: Name) -> str | None:
    """Every syllable in full or by its first letter: wangmy."""
    return said(query, name, spellings.either_way) if len(query.letters) > 2 else None


def part(query: Query, name: Name) -> str | None:
    """Some characters in a row, some words by their beginnings, or some syllables.

    Single letters, and letters from inside a word, say too little to be run.
    """
    if not query.ascii:
        return next((form for form in forms(name) if query.folded in query.fold(form)), None)
    return worded(query, (*name.english, *forms(name))) or said_in_part(query, name) if len(query.folded) > 1 else None


def worded(query: Query, texts: Iterable[str]) -> str | None:
    """The text in which each word of the query begins a word."""
    for text in texts if query.starts else ():
        spaced = spellings.spaced(text)
        if all(start in spaced for start in query.starts):
            return text
    return None


def said_in_part(query: Query, name: Name) -> str | None:
    """The form of which the letters are some syllables."""
    if len(query.letters) < 2:
        return None
    return next((form for form, sound in sounds(name) if spellings.spells_some(query.letters, sound)), None)


Way = Callable[[Query, Name], str | None]

WAYS: tuple[tuple[str, Way], ...] = (
    ("exact", exact),
    ("folded", folded),
    ("english", english),
    ("pinyin", pinyin),
    ("initials", initials),
    ("initials", abbreviated),
    ("substring", part),
)
"""Surest first."""


def match(query: str, names: Sequence[Name]) -> list[Match]:
    """The names that a query means, in the order of `names`, all by the surest way that finds any; none if blank."""
    asked = Query(query)
    for how, way in WAYS if query.strip() else ():
        if found := [Match(name.key, how, form) for name in names if (form := way(asked, name)) is not None]:
            return found
        if not asked.folded:
            break
    return []


def began(query: Query, name: Name) -> str | None:
    """A form that begins with the query."""
    return next((form for form in forms(name) if query.fold(form).startswith(query.folded)), None)


def english_began(query: Query, name: Name) -> str | None:
    """An English name with words that begin like those of the query."""
    return worded(query, name.english)


def pinyin_began(query: Query, name: Name) -> str | None:
    """A form whose syllables begin with the letters, in full or with initials among them."""
    return said_to_begin(query, name, spellings.usually)


def initials_began(query: Query, name: Name) -> str | None:
    """A form whose syllables begin with the letters, when some are typed by their first letter."""
    return said_to_begin(query, name, spellings.either_way)


def said_to_begin(query: Query, name: Name, typing: Typing) -> str | None:
    """The form whose first syllables the letters are, when each is typed in that way."""
    if not query.letters:
        return None
    return next((form for form, sound in sounds(name) if spellings.begins(query.letters, sound, typing)), None)


BEGINNINGS: tuple[tuple[str, Way], ...] = (
    ("prefix", began),
    ("english", english_began),
    ("pinyin", pinyin_began),
    ("initials", initials_began),
)


def completions(prefix: str, names: Sequence[Name]) -> list[Match]:
    """The names that what was typed so far could become, surest way first, each once; all of them if blank."""
    query = Query(prefix)
    if prefix.strip() and not query.folded:
        return []
    left = list(names)
    found: list[Match] = []
    for how, way in BEGINNINGS:
        found += [Match(name.key, how, form) for name in left if (form := way(query, name)) is not None]
        keys = {one.key for one in found}
        left = [name for name in left if name.key not in keys]
    return found


def suggestions(query: str, names: Sequence[Name], limit: int = 3) -> list[Match]:
    """At most `limit` names that may have been meant, likeliest first: see `slips`, imported only when it is needed."""
    from dongbei_cli.names import typos

    return typos.suggestions(query, names, limit)
