"""The names that a base declares, found in short texts: in Chinese, and in the English that it gives for them."""

import re
from collections.abc import Sequence

from dongbei_cli.checks import passages
from dongbei_cli.checks.passages import Mention
from dongbei_cli.facts import entries

SLIGHT = frozenset(("the", "of", "and", "on", "in", "for", "a", "an", "at", "to"))
"""Words of an English name that tell nobody apart."""
ASIAN = ("东亚", "南亚", "西亚", "北亚")
"""How a region ends that is part of a wider one: 东北 in 东北亚."""
COMPASS = ("east", "west", "north", "south")


class Names:
    """Persons, bodies and regions with all their forms; `sorts` says of each name which of the three it is."""

    def __init__(self, base: entries.FactBase) -> None:
        parties: list[entries.Person | entries.Organization] = [*base.people, *base.organizations]
        self.parties = {form: party.name for party in parties for form in forms(party.name, party.aliases)}
        self.regions = {form: region.zh for region in base.regions for form in forms(region.zh, region.aliases)}
        self.sorts = {region.zh: "region" for region in base.regions}
        self.sorts |= {party.name: "person" if isinstance(party, entries.Person) else "body" for party in parties}
        self.english = {region.zh: glosses(region.en, region.aliases) for region in base.regions}
        self.english |= {party.name: glosses(party.name_en, party.aliases) for party in parties}
        self._parties, self._regions = pattern(self.parties), pattern(self.regions)
        self._named = {form: name for name, known in self.english.items() for form in cased(known)}
        self._english = pattern(self._named, r"(?<![\w-])", r"(?!\w)(?! Asia)")

    def parties_in(self, text: str) -> list[Mention]:
        """Where a person or a body is named; of two names in one place the longer."""
        return [Mention(*match.span(), self.parties[match.group()]) for match in self._parties.finditer(text)]

    def regions_in(self, text: str) -> list[Mention]:
        """Where a region is named for itself: not 东北 in 中国东北振兴研究院, in 《…》 or in 东北亚."""
        longer = [*self.parties_in(text), *(Mention(*match.span(), "") for match in re.finditer("《[^》]*》", text))]
        found = self.regions_anywhere(text)
        return [mention for mention in found if not any(passages.inside([mention], name) for name in longer)]

    def regions_anywhere(self, text: str) -> list[Mention]:
        """Where a region is named, in the name of a body or a document too."""
        found = (Mention(*match.span(), self.regions[match.group()]) for match in self._regions.finditer(text))
        return [mention for mention in found if text[mention.end - 1 : mention.end + 1] not in ASIAN]

    def named(self, text: str) -> list[str]:
        """Everyone and every region that a Chinese text names, in its order."""
        return [mention.name for mention in sorted((*self.parties_in(text), *self.regions_in(text)))]

    def told(self, gloss: str) -> list[tuple[str, str]]:
        """The proper names of an English text: the form that stands there, and what it is in Chinese."""
        found = ((match.group(), self._named[match.group()]) for match in self._english.finditer(gloss))
        return [(form, name) for form, name in found if form[1:] != form[1:].lower() or form[:1].isupper()]

    def says(self, gloss: str, name: str) -> bool:
        """Whether an English text names somebody or a region: wholly, or a body by half of the words of its name."""
        known = self.english[name]
        if name in gloss or any(re.search(rf"\b{re.escape(form)}\b", gloss, re.IGNORECASE) for form in known):
            return True
        if self.sorts[name] == "region":
            points = [form.lower() for form in known if form.lower().endswith(COMPASS)]
            return any(f"{point}ern" in gloss.lower() for point in points)
        said = words(gloss)
        bodies = [words(form) for form in known] if self.sorts[name] == "body" else []
        return any(2 * len(own & said) >= len(own) for own in bodies if own)


def forms(name: str, aliases: Sequence[str]) -> list[str]:
    """How Chinese writes a name."""
    return passages.chinese_forms(name, aliases)


def glosses(english: str, aliases: Sequence[str]) -> list[str]:
    """How English writes it."""
    return [english, *(alias for alias in aliases if alias.isascii())]


def cased(known: Sequence[str]) -> list[str]:
    """English forms as they stand inside a sentence, and as they begin one."""
    return [form for each in known for form in (each, each[:1].upper() + each[1:])]


def words(text: str) -> set[str]:
    """The words of an English text that tell something."""
    return set(re.findall(r"[a-z]+", text.lower())) - SLIGHT


def pattern(known: dict[str, str], before: str = "", after: str = "") -> re.Pattern[str]:
    """What finds any of these forms, the longest first; nothing where there are none."""
    either = "|".join(map(re.escape, sorted(known, key=lambda form: (-len(form), form))))
    return re.compile(f"{before}(?:{either}){after}" if known else "(?!)")
