"""Facts -> rows of the full-text index: what each field of a fact says, as lexemes."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any

from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.names import spellings
from dongbei_cli.readings import quantities
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


class Vocabulary:
    """The words of a base's topics, areas, regions and names, for the facts that refer to them."""

    def __init__(self, base: entries.FactBase) -> None:
        self.topics = {topic.slug: forms(topic) for topic in base.topics}
        self.areas = {area.slug: forms(area) for area in base.areas}
        self.named = {region.zh: forms(region) for region in base.regions}
        self.readings: dict[str, str] = {}
        parties: Iterator[entries.Person | entries.Organization] = chain(base.people, base.organizations)
        for one in parties:
            self.named[one.name] = (one.name, one.name_en, *one.aliases)
            self.readings[one.name] = one.pinyin
        self.wordings = tuple(base.aliases)

        self.discrepancies = discrepancies_by_id(base)

    def other_names(self, names: Iterable[str]) -> Iterator[str]:
        """What people type for a term that is all of one of these names."""
        for wording in self.wordings:
            if wording.term in names:
                yield from wording.aliases

    def aliases(self, text: str) -> Iterator[str]:
        """What people type for the terms that stand in a text."""
        for wording in self.wordings:
            if wording.term in text:
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


def rows(file: FactFile) -> Iterator[tuple[str | int, ...]]:
    """One row a fact, in the order of the columns of the index, its number first."""
    vocabulary = Vocabulary(file.base)
    for number, fact in enumerate(file.base.facts(), 1):
        yield (number, *columns(file, fact, vocabulary))


def columns(file: FactFile, fact: entries.Fact, vocabulary: Vocabulary) -> Iterator[str]:
    """The columns of one fact, in the order of FIELDS."""
    main, *others = [vocabulary.topics.get(slug, (slug,)) for slug in fact.topics]
    areas = vocabulary.areas.get(getattr(fact, "area", ""), ())
    referred = list(chain.from_iterable(vocabulary.named.get(name, (name,)) for name in values(fact, REFERRING)))
    named = [*values(fact, NAMED), *vocabulary.other_names((fact.title, *values(fact, ("name",))))]
    exacts = [anchor.exact for anchor in fact.anchors]
    yield listed((fact.title,))
    yield listed((fact.title_en,))
    yield listed(named)
    yield listed((*referred, *values(fact, SAID)))
    yield listed(exacts) + numbers(fact.anchors[0].exact)
    yield listed(values(fact, GLOSSES))
    yield listed(main)
    yield listed((*areas, *chain.from_iterable(others)))
    yield listed(filter(None, (fact.note, fact.note_en, *vocabulary.discrepancies.get(fact.id, ()))))
    yield listed(context(file, fact))
    yield listed(vocabulary.aliases(" ".join((fact.title, *referred, *values(fact, SAID), *exacts))))
    yield pinyin((fact.title, *named, *referred, *main, *values(fact, ("indicator",))), vocabulary)
    yield own_number(fact)


def values(fact: entries.Fact, fields: Iterable[str]) -> Iterator[str]:
    """What the fact has in these fields, members of lists one by one."""
    for field in fields:
        value: Any = getattr(fact, field, None)
        if value:
            yield from (value,) if isinstance(value, str) else value


def listed(texts: Iterable[str]) -> str:
    """Texts as one column, a BREAK before and after each."""
    found = [column(text) for text in dict.fromkeys(texts)]
    return f"{BREAK} " + f" {BREAK} ".join(found) + f" {BREAK}" if found else ""


@lru_cache(maxsize=4096)
def column(text: str) -> str:
    """The lexemes of one text, parted by spaces."""
    return " ".join(lexemes.lexemes(text))


@lru_cache(maxsize=4096)
def numbers(text: str) -> str:
    """The amounts that the words of the article name, after the words."""
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
    for _, span in file.anchored(fact):
        sentence = article.sentence_at(span.start)
        if sentence is not None:
            yield sentence.text


def pinyin(texts: Iterable[str], vocabulary: Vocabulary) -> str:
    """How the Chinese among these texts is said; names as their curated pinyin has them."""
    said: list[str] = []
    for text in dict.fromkeys(text for text in texts if not text.isascii()):
        said += reading(text, vocabulary.readings.get(text))
    return " ".join(said)


@lru_cache(maxsize=4096)
def reading(text: str, curated: str | None) -> list[str]:
    """The syllables of one text between two BREAKs."""
    if curated is None:
        return lexemes.spoken((text,))
    sound = spellings.spoken(curated)
    return [BREAK, *(lexemes.syllable(syllable.common[0]) for syllable in sound), BREAK]
