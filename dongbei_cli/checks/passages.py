"""What an article says at each place, read once for each text: its quantities, dates, clauses, and who is named where.

The rules ask here instead of reading again; nothing is decided here.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, Protocol, TypeVar

from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.readings import dates as chinese_dates
from dongbei_cli.readings import quantities

CLAUSE_MARKS = "，。；：！？“”‘’（）《》!?;*#\n"
"""Where a clause begins or ends; 、 joins words inside one."""


class Placed(Protocol):
    """Anything with a place in the article."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point after the last."""


P = TypeVar("P", bound=Placed)


class Mention(NamedTuple):
    """A place where a party or a region is named; `name` is what facts.yaml calls it."""

    start: int
    end: int
    name: str


@lru_cache(maxsize=16)
def quantities_of(text: str) -> tuple[quantities.Reading, ...]:
    """Every quantity of an article, in order."""
    return tuple(quantities.readings(text))


@lru_cache(maxsize=4096)
def dates_of(text: str, published: str) -> tuple[chinese_dates.DateReading, ...]:
    """Every date of an article, in order; none when `published` does not name a day to count from."""
    try:
        return tuple(chinese_dates.readings(text, published))
    except ValueError:
        return ()


def dates(file: FactFile, source: entries.Source) -> tuple[chinese_dates.DateReading, ...]:
    """Every date of the article of `source`, read against its day of publication."""
    return dates_of(file.articles[source.id].text, source.published)


def inside(things: Iterable[P], place: Placed) -> list[P]:
    """Those of `things` that lie wholly in `place`."""
    return [thing for thing in things if place.start <= thing.start and thing.end <= place.end]


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds `position` begins."""
    return max(text.rfind(mark, 0, position) for mark in CLAUSE_MARKS) + 1


@lru_cache(maxsize=64)
def parties_named(text: str, parties: tuple[entries.Person | entries.Organization, ...]) -> tuple[Mention, ...]:
    """Every place where one of `parties` is named, by name or Chinese alias; of two names in one place the longer."""
    forms = {form: party.name for party in parties for form in chinese_forms(party.name, party.aliases)}
    forms |= {party.name: party.name for party in parties}
    return found(text, forms)


@lru_cache(maxsize=64)
def regions_named(
    text: str, regions: tuple[entries.Term, ...], parties: tuple[entries.Person | entries.Organization, ...]
) -> tuple[Mention, ...]:
    """Every place where a region is named for itself: not 东北 in 中国东北振兴研究院, in 《…》 or in 东北亚."""
    forms = {form: region.zh for region in regions for form in chinese_forms(region.zh, region.aliases)}
    longer = [*parties_named(text, parties), *(Mention(*match.span(), "") for match in re.finditer("《[^》]*》", text))]
    return tuple(
        mention
        for mention in found(text, forms)
        if text[mention.end : mention.end + 1] != "亚" and not any(inside([mention], name) for name in longer)
    )


def chinese_forms(name: str, aliases: Sequence[str]) -> list[str]:
    """How a text may write a name; an alias of one character (辽) is too short to tell."""
    return [name, *(alias for alias in aliases if len(alias) > 1 and not alias.isascii())]


def found(text: str, forms: dict[str, str]) -> tuple[Mention, ...]:
    """Every place where one of `forms` stands, the longest first."""
    if not forms:
        return ()
    pattern = alternatives(tuple(sorted(forms, key=lambda form: (-len(form), form))))
    return tuple(Mention(*match.span(), forms[match.group()]) for match in pattern.finditer(text))


@cache
def alternatives(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of `words`, the first that fits."""
    return re.compile("|".join(map(re.escape, words)))


def named(file: FactFile, source: entries.Source) -> tuple[Mention, ...]:
    """Every place in the article of `source` where a person or an organisation is named."""
    return parties_named(file.articles[source.id].text, (*file.base.people, *file.base.organizations))


def regions(file: FactFile, source: entries.Source) -> tuple[Mention, ...]:
    """Every place in the article of `source` where a declared region is named for itself."""
    parties = (*file.base.people, *file.base.organizations)
    return regions_named(file.articles[source.id].text, file.base.regions, parties)


def ideographs(text: str) -> str:
    """The letters, digits and ideographs of a text, without what stands between them."""
    return re.sub(r"[\W_]", "", text)


def share_of_pairs(words: str, text: str) -> float:
    """Which part of the neighbouring pairs of characters in `words` stands in `text` too, from 0 to 1."""
    plain, held = ideographs(words), ideographs(text)
    pairs = [plain[at : at + 2] for at in range(len(plain) - 1)] or [plain]
    return sum(pair in held for pair in pairs) / len(pairs)
