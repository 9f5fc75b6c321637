"""A name and what was typed for it, in the shapes in which `matching` and `slips` compare them, and what they find."""

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import NamedTuple

from dongbei_cli.names import Name, spellings
from dongbei_cli.names.spellings import Sound, fold, plain, words

LONGEST_QUERY = 200
"""In code points; what is longer can only be an exact name."""


class Match(NamedTuple):
    """A name that was found, by which way of comparing, and the form of it that fits.

    `how` is exact, folded, english, pinyin, initials or substring; of a suggestion also sound or spelling; of a
    completion prefix, english, pinyin or initials.
    """

    key: str
    how: str
    form: str


@lru_cache(maxsize=32768)
def forms(name: Name) -> tuple[str, ...]:
    """Every form of a name but the English ones."""
    return name.forms if name.key in name.forms else (*name.forms, name.key)


@lru_cache(maxsize=32768)
def sounds(name: Name) -> tuple[tuple[str, Sound], ...]:
    """Every way of saying a name, with the form so said; the table is opened only for what has no curated reading."""
    curated = {len(said): said for said in map(spellings.spoken, name.pinyin) if said}
    chinese = [form for form in forms(name) if not form.isascii()]
    pairs = [(form, curated.get(len(spellings.pieces(form))) or spellings.sound(form)) for form in chinese]
    unused = (said for said in curated.values() if not any(said is other for _, other in pairs))
    return (*pairs, *((forms(name)[0], said) for said in unused))


class Query:
    """What the user typed, in each shape in which it is compared, made when that is first needed.

    A query that is blank or too long has no shape but its text.
    """

    def __init__(self, text: str) -> None:
        """Cap the text: folding and reading take time for each character."""
        self.text = text
        self.shown = text if len(text) <= LONGEST_QUERY else ""

    @cached_property
    def fold(self) -> Callable[[str], str]:
        """How forms are folded for it: what is ASCII is no traditional character, so that table stays shut."""
        return plain if plain(self.shown).isascii() else fold

    @cached_property
    def folded(self) -> str:
        """It folded."""
        return self.fold(self.shown)

    @cached_property
    def ascii(self) -> bool:
        """Whether it is in ASCII when it is folded."""
        return self.folded.isascii()

    @cached_property
    def words(self) -> list[str]:
        """Its words; none when some of it is Chinese."""
        found = words(self.shown)
        return found if found == spellings.pieces(self.shown) else []

    @cached_property
    def starts(self) -> list[str]:
        """Its words as they stand at the beginning of a word in a spaced text."""
        return [f" {word}" for word in self.words]

    @cached_property
    def turns(self) -> set[str]:
        """Its words run together, beginning with each of them: Lin Xu is linxu and xulin."""
        some = self.words[:12]
        return {"".join(some[start:] + some[:start]) for start in range(len(some))}

    @cached_property
    def letters(self) -> str:
        """It as pinyin; empty when it cannot be."""
        return spellings.letters(self.shown)

    @cached_property
    def sound(self) -> Sound:
        """How it is said when it is Chinese; empty when it is not."""
        return () if self.ascii else spellings.sound(self.shown)
