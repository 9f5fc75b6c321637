"""A name that the base has, and one that was found: what `matching` takes and gives. `shapes` compares them."""

from typing import NamedTuple


class Name(NamedTuple):
    """One thing that can be named; `key` is what the caller gets back, and one of its forms."""

    key: str
    forms: tuple[str, ...] = ()
    """Chinese names, slugs and aliases."""
    english: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    """Readings in standard spelling, "Xú Lín"; the table reads only forms that have another number of syllables."""


class Match(NamedTuple):
    """A name that was found, by which way of comparing, and the form of it that fits.

    `how` is exact, folded, english, pinyin, initials or substring; of a suggestion also sound or spelling; of a
    completion prefix, english, pinyin or initials.
    """

    key: str
    how: str
    form: str
