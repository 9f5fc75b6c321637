"""facts.yaml as loaded: its entries, where each of their fields stands, and the articles they cite."""

import hashlib
from collections.abc import Iterator, Mapping, MutableMapping
from functools import cached_property
from typing import Any

from dongbei_cli import yamlnodes
from dongbei_cli.facts import entries
from dongbei_cli.problems import Place, Problem
from dongbei_cli.readings.article import Article, Span

SPANS_KEPT = 4096


def digest(article: bytes) -> str:
    """The SHA-256 that a source is pinned by."""
    return hashlib.sha256(article).hexdigest()


class FactFile:
    """What the checks prove and the database compiles: entries with their places, and their articles."""

    def __init__(
        self,
        name: str,
        base: entries.FactBase,
        nodes: Mapping[int, yamlnodes.Mapping],
        articles: Mapping[str, Article],
        pins: Mapping[str, str] = {},
    ) -> None:
        """`nodes` are keyed by the identity of the entry, `articles` and `pins` (SHA-256 found) by source id."""
        self.name = name
        self.base = base
        self.nodes = nodes
        self.articles = articles
        self.pins = pins
        self._spans: dict[tuple[str, entries.Anchor], list[Span]] = {}

    def place(self, entry: entries.Entry, *path: str | int) -> Place:
        """Where the value at `path` of `entry` stands; the entry itself where it has no such value."""
        line, column = yamlnodes.at(self.nodes[id(entry)], *path)
        return Place(self.name, line, column)

    def problem(self, entry: entries.Entry, path: tuple[str | int, ...], rule: str, message: str, hint: str) -> Problem:
        """A fault of the value at `path`."""
        return Problem(self.place(entry, *path), rule, message, hint)

    def source(self, cited: entries.Fact | entries.Waiver) -> entries.Source:
        """The article that a fact cites or a waiver excuses; the first one where it names none."""
        return self.sources_by_id[cited.source or self.first]

    @cached_property
    def first(self) -> str:
        """The id of the first article."""
        return self.base.sources[0].id

    def article(self, fact: entries.Fact) -> Article:
        """The text that `fact` cites."""
        return self.articles[fact.source or self.first]

    def spans(self, source: str, anchor: entries.Anchor) -> list[Span]:
        """Every place in the article where the anchor stands; just one when it is sound."""
        key = (source, anchor)
        if key not in self._spans:
            if len(self._spans) >= SPANS_KEPT:
                self._spans.clear()
            self._spans[key] = self.articles[source].locate(anchor.exact, anchor.prefix, anchor.suffix)
        return self._spans[key]

    def anchored(self, fact: entries.Fact) -> Iterator[tuple[entries.Anchor, Span]]:
        """The anchors of `fact` that are sound, each with its place."""
        source = fact.source or self.first
        for anchor in fact.anchors:
            found = self.spans(source, anchor)
            if len(found) == 1:
                yield anchor, found[0]

    def words(self) -> MutableMapping[str, int]:
        """An empty mapping from words to lines, for a check to fill."""
        return {}

    @cached_property
    def sources_by_id(self) -> Mapping[str, entries.Source]:
        """Every source by its id; of two with one id, the earlier."""
        return {source.id: source for source in reversed(self.base.sources)}

    @cached_property
    def facts_by_id(self) -> Mapping[str, entries.Fact]:
        """Every fact by its id; of two with one id, the later."""
        return {fact.id: fact for fact in self.base.facts()}

    @cached_property
    def names(self) -> Mapping[str, entries.Person | entries.Organization]:
        """Every person and organisation by name."""
        parties: list[entries.Person | entries.Organization] = [*self.base.people, *self.base.organizations]
        return {party.name: party for party in parties}


class Shelf:
    """Entries on their way into a FactFile that holds them in memory."""

    def __init__(self) -> None:
        self.sections: dict[str, list[entries.Entry]] = {}
        self.nodes: dict[int, yamlnodes.Mapping] = {}
        self.articles: dict[str, Article] = {}
        self.pins: dict[str, str] = {}

    def keep(self, section: str, entry: entries.Entry, node: yamlnodes.Mapping) -> None:
        """Take in an entry of a section and the node that it was made from."""
        self.sections.setdefault(section, []).append(entry)
        self.nodes[id(entry)] = node

    def keep_article(self, source: str, data: bytes) -> None:
        """Take in the text that a source cites; of two sources with one id, the later."""
        self.articles[source] = Article(data.decode())
        self.pins[source] = digest(data)

    def file(self, name: str) -> FactFile:
        """All that was taken in."""
        sections: dict[str, Any] = {section: tuple(found) for section, found in self.sections.items()}
        return FactFile(name, entries.FactBase(**sections), self.nodes, self.articles, self.pins)
