"""A name that the base has, as `matching` takes it; apart from that, since most lookups need no more of it."""

from typing import NamedTuple


class Name(NamedTuple):
    """One thing that can be named; `key` is what the caller gets back, and one of its forms."""

    key: str
    forms: tuple[str, ...] = ()
    """Chinese names, slugs and aliases."""
    english: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    """Readings in standard spelling, "Xú Lín"; the table reads only forms that have another number of syllables."""
