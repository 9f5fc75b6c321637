"""Facts -> rows of the full-text index: what each field of a fact says, as lexemes."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any

from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.names import spellings
from dongbei_cli.readings import lookalikes, quantities
from dongbei_cli.search import lexemes
from dongbei_cli.search.lexemes import BREAK

FIELDS = (
    "title", "title_en", "name", "field", "words", "gloss", "topic", "topics", "note", "context", "alias",
    "pinyin", "amount",
)  # fmt: skip
"""The columns of the index, in order."""

NAMED = ("name", "name_en", "aliases")
SAID = (
    "indicator",
    "role",
    "role_en",
    "affiliation",
    "affiliation_en",
    "occasion",
    "components",
    "written",
    "category",
)
"""Own fields whose words are searched as they are; names in the next ones with their English and aliases."""
REFERRING = ("region", "place", "speaker", "proposer", "actors", "issuer")
GLOSSES = ("text_en", "indicator_en")
INDICATED = ("indicator",)
BETWEEN = f" {BREAK} "
NUMERAL = re.compile("[0-9零〇一二三四五六七八九十百千万亿两半廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億]")
"""What stands in every amount that `quantities` reads; looking for it takes a tenth of the time that reading takes."""


class Vocabulary:
    """The words of a base's topics, areas, regions and names, for the facts that refer to them.

    Of the names, which are as many as the articles, only a number each is kept in memory.
    """

    def __init__(self, file: FactFile) -> None:
        base = file.base
        self.topics = {topic.slug: forms(topic) for topic in base.topics}
        self.areas = {area.slug: forms(area) for area in base.areas}
        self.regions = {region.zh: forms(region) for region in base.regions}
        self.parties = file.names
        self.hashes = frozenset(hash(party.name) for parties in (base.people, base.organizations) for party in parties)
        self.wordings = tuple(base.aliases)
        self.discrepancies = discrepancies_by_id(base)

    def party(self, name: str) -> entries.Person | entries.Organization | None:
        """The person or organisation of a name."""
        return self.parties.get(name) if hash(name) in self.hashes else None

    def named(self, name: str) -> tuple[str, ...]:
        """Every form of a person, an organisation or a region; of anything else the name alone."""
        party = self.party(name)
        return (name, party.name_en, *party.aliases) if party else self.regions.get(name, (name,))

    def reading(self, text: str) -> str | None:
        """The pinyin of a text that is a name."""
        party = self.party(text)
        return party.pinyin if party else None

    def other_names(self, names: Iterable[str]) -> Iterator[str]:
        """What people type for a term that is all of one of these names."""
        for wording in self.wordings:
            if wording.term in names:
                yield from wording.aliases

    def terms(self, text: str) -> Iterator[str]:
        """The terms that stand in a text and for which people type something else, and what that is."""
        for wording in self.wordings:
            if wording.term in text:
                yield wording.term
                yield from wording.aliases


def discrepancies_by_id(base: entries.FactBase) -> dict[str, list[str]]:
    """The contradictions of the article that facts take part in, by the ids of the facts."""
    found: dict[str, list[str]] = {}
    for relation in base.relations:
        for fact_id in dict.fromkeys((relation.whole or "", *relation.parts)) if relation.discrepancy else ():
            found.setdefault(fact_id, []).extend((relation.discrepancy or "", relation.discrepancy_en or ""))
    return found


def forms(term: entries.Term) -> tuple[str, ...]:
    """Every form of a term."""
    return (term.zh, term.en, term.slug, *term.aliases)


def rows(
    file: FactFile, facts: Iterable[tuple[int, entries.Fact]], vocabulary: Vocabulary
) -> Iterator[tuple[str | int, ...]]:
    """One row for each of these facts and its number, in the order of the columns of the index, the number first."""
    for number, fact in facts:
        yield (number, *columns(file, fact, vocabulary))


def columns(file: FactFile, fact: entries.Fact, vocabulary: Vocabulary) -> Iterator[str]:
    """The columns of one fact, in the order of FIELDS."""
    main, *others = [vocabulary.topics.get(slug, (slug,)) for slug in fact.topics]
    areas = vocabulary.areas.get(getattr(fact, "area", ""), ())
    referred: list[str] = []
    for name in values(fact, REFERRING):
        referred += vocabulary.named(name)
    named = [*values(fact, NAMED), *vocabulary.other_names((fact.title, *values(fact, ("name",))))]
    said = values(fact, SAID)
    exacts = [anchor.exact for anchor in fact.anchors]
    yield listed((fact.title,))
    yield listed((fact.title_en,))
    yield listed(named)
    yield listed((*referred, *said))
    yield listed(exacts) + numbers(exacts[0])
    yield listed(values(fact, GLOSSES))
    yield termed(main)
    yield termed((*areas, *chain.from_iterable(others)))
    yield listed(filter(None, (fact.note, fact.note_en, *vocabulary.discrepancies.get(fact.id, ()))))
    yield listed(context(file, fact))
    text = " ".join((fact.title, *referred, *said, *exacts)) if vocabulary.wordings else ""
    terms = tuple(vocabulary.terms(text))
    yield listed(terms)
    yield pinyin((fact.title, *named, *referred, *main, *values(fact, INDICATED), *terms), vocabulary)
    yield own_number(fact)


@cache
def readers(cls: type[entries.Fact], fields: tuple[str, ...]) -> tuple[Callable[[entries.Fact], Any], ...]:
    """One function for each of these fields that facts of a class have."""
    return tuple(attrgetter(field) for field in fields if field in cls.__struct_fields__)


def values(fact: entries.Fact, fields: tuple[str, ...]) -> list[str]:
    """What the fact has in these fields, members of lists one by one."""
    found: list[str] = []
    for read in readers(type(fact), fields):
        value = read(fact)
        if value:
            found += (value,) if isinstance(value, str) else value
    return found


def listed(texts: Iterable[str]) -> str:
    """Texts as one column, a BREAK before and after each."""
    found = BETWEEN.join(map(column, dict.fromkeys(texts)))
    return f"{BREAK} {found} {BREAK}" if found else ""


@lru_cache(maxsize=4096)
def termed(terms: tuple[str, ...]) -> str:
    """The same for words of the vocabulary, which come again and again."""
    return listed(terms)


@lru_cache(maxsize=4096)
def column(text: str) -> str:
    """The lexemes of one text, split_unit by spaces."""
    return " ".join(lexemes.lexemes(text))


@lru_cache(maxsize=4096)
def numbers(text: str) -> str:
    """The amounts that the words of the article name, after the words."""
    if not NUMERAL.search(lookalikes.folded(text)):
        return ""
    found = (lexemes.amounts(each.quantity.value, each.quantity.unit) for each in quantities.readings(text))
    return "".join(f" {each}" for each in chain.from_iterable(found))


def own_number(fact: entries.Fact) -> str:
    """What a figure says, as people may type it."""
    if not isinstance(fact, entries.Figure):
        return ""
    ends = [Decimal(fact.value), *([Decimal(fact.upper)] if fact.upper else [])]
    return " ".join(chain.from_iterable(lexemes.amounts(end, fact.unit) for end in ends))


def context(file: FactFile, fact: entries.Fact) -> Iterator[str]:
    """The sentences in which the fact's words stand."""
    article = file.article(fact)
    return filter(None, (article.sentence_text(span.start) for _, span in file.anchored(fact)))


def pinyin(texts: Iterable[str], vocabulary: Vocabulary) -> str:
    """How the Chinese among these texts is said; names as their curated pinyin has them."""
    curated = vocabulary.reading
    return " ".join(reading(text, curated(text)) for text in dict.fromkeys(texts) if not text.isascii())


@lru_cache(maxsize=4096)
def reading(text: str, curated: str | None) -> str:
    """The syllables of one text between two BREAKs."""
    if curated is None:
        return " ".join(lexemes.spoken((text,)))
    sound = spellings.spoken(curated)
    return " ".join((BREAK, *(lexemes.syllable(syllable.common[0]) for syllable in sound), BREAK))
