"""A facts.yaml as loaded: its entries, the place of each of their fields, and the articles they cite."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dongbei_cli.model import (
    KINDS,
    SECTIONS,
    Anchor,
    Claim,
    Document,
    Entry,
    Event,
    Figure,
    Measure,
    Organization,
    Person,
    Quote,
    Record,
    Relation,
    Source,
    Term,
    Waiver,
)
from dongbei_cli.problems import Place, Problem
from dongbei_cli.readings.article import Article, Span

if TYPE_CHECKING:
    from dongbei_cli.curate import yaml

Party = Person | Organization


class FactBase:
    """The sections of facts.yaml, each a tuple in the order of the file."""

    sources: tuple[Source, ...]
    topics: tuple[Term, ...]
    areas: tuple[Term, ...]
    regions: tuple[Term, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    measures: tuple[Measure, ...]
    claims: tuple[Claim, ...]
    people: tuple[Person, ...]
    organizations: tuple[Organization, ...]
    documents: tuple[Document, ...]
    relations: tuple[Relation, ...]
    waivers: tuple[Waiver, ...]

    def __init__(self, sections: Mapping[str, list[Any]]) -> None:
        """Take the entries by section; a section that is not given is empty."""
        self.__dict__.update({name: tuple(sections.get(name, ())) for name in SECTIONS})

    def facts(self) -> Iterator[Record]:
        """Every fact, section by section."""
        for cls in KINDS.values():
            yield from getattr(self, cls.SECTION)

    def __len__(self) -> int:
        return sum(len(getattr(self, cls.SECTION)) for cls in KINDS.values())


class FactFile:
    """What the rules prove and the store compiles: entries with their places, and their articles."""

    def __init__(
        self, name: str, base: FactBase, nodes: "Mapping[int, yaml.Mapping]", articles: Mapping[str, bytes]
    ) -> None:
        """Take the nodes by the identity of their entry, and the bytes of the articles by source id."""
        self.name = name
        self.base = base
        self.nodes = nodes
        self.articles = {source: Article(data.decode()) for source, data in articles.items()}
        self.pins = {source: hashlib.sha256(data).hexdigest() for source, data in articles.items()}
        self._spans: dict[tuple[str, str, str | None, str | None], list[Span]] = {}

    def place(self, entry: Entry, *path: str | int) -> Place:
        """Where the value at `path` of `entry` begins; the entry itself where it has no such value."""
        from dongbei_cli.curate import yaml  # PyYAML with it, which the help of a command does without

        return Place(self.name, *yaml.place(self.nodes[id(entry)], *path))

    def problem(self, entry: Entry, path: tuple[str | int, ...], rule: str, message: str, hint: str) -> Problem:
        """A fault of the value at `path`."""
        return Problem(self.place(entry, *path), rule, message, hint)

    def source(self, cited: Record | Waiver) -> Source:
        """The article that a fact cites or a waiver excuses; the first one where it names none."""
        return self.sources_by_id[cited.source or self.first]

    @property
    def first(self) -> str:
        """The id of the first article."""
        return self.base.sources[0].id

    def article(self, fact: Record) -> Article:
        """The text that `fact` cites."""
        return self.articles[fact.source or self.first]

    def spans(self, source: str, anchor: Anchor | Waiver) -> list[Span]:
        """Every place in the article where the anchor stands; just one when it is sound."""
        key = (source, anchor.exact, anchor.prefix, anchor.suffix)
        if key not in self._spans:
            self._spans[key] = self.articles[source].locate(*key[1:])
        return self._spans[key]

    def anchored(self, fact: Record) -> Iterator[tuple[Anchor, Span]]:
        """The anchors of `fact` that are sound, each with its place."""
        for anchor in fact.anchors:
            found = self.spans(fact.source or self.first, anchor)
            if len(found) == 1:
                yield anchor, found[0]

    @cached_property
    def sources_by_id(self) -> Mapping[str, Source]:
        """Every source by its id; of two with one id, the earlier."""
        return {source.id: source for source in reversed(self.base.sources)}

    @cached_property
    def facts_by_id(self) -> Mapping[str, Record]:
        """Every fact by its id; of two with one id, the later."""
        return {fact.id: fact for fact in self.base.facts()}

    @cached_property
    def names(self) -> Mapping[str, Party]:
        """Every person and organisation by name."""
        parties: tuple[Party, ...] = (*self.base.people, *self.base.organizations)
        return {party.name: party for party in parties}
