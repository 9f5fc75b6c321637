"""What a curator writes: a facts.yaml as loaded, with its articles and the place of every field, and what follows."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dongbei_cli import model
from dongbei_cli.curate import arithmetic
from dongbei_cli.errors import Place, Problem
from dongbei_cli.model import Anchor, Entry, Organization, Person, Record, Source, Term, Waiver
from dongbei_cli.names import Forms, forms
from dongbei_cli.readings import Article, Span, body_paragraphs, edtf, quantities, text_fragment

if TYPE_CHECKING:
    from dongbei_cli.curate import yaml


class FactBase:
    """The sections of facts.yaml, each a tuple in the order of the file."""

    sources: tuple[Source, ...]
    topics: tuple[Term, ...]
    areas: tuple[Term, ...]
    regions: tuple[Term, ...]
    events: tuple[model.Event, ...]
    figures: tuple[model.Figure, ...]
    quotes: tuple[model.Quote, ...]
    measures: tuple[model.Measure, ...]
    claims: tuple[model.Claim, ...]
    people: tuple[Person, ...]
    organizations: tuple[Organization, ...]
    documents: tuple[model.Document, ...]
    relations: tuple[model.Relation, ...]
    waivers: tuple[Waiver, ...]

    def __init__(self, sections: Mapping[str, list[Any]]) -> None:
        """Take the entries by section; a section that is not given is empty."""
        self.__dict__.update({name: tuple(sections.get(name, ())) for name in model.SECTIONS})

    def facts(self) -> Iterator[Record]:
        """Every fact, section by section."""
        for cls in model.KINDS.values():
            yield from getattr(self, cls.SECTION)


class FactFile:
    """What the rules prove and the store compiles: entries with their places, and their articles."""

    def __init__(
        self, name: str, base: FactBase, nodes: "Mapping[int, yaml.Mapping]", articles: Mapping[str, bytes]
    ) -> None:
        """Take the nodes by the identity of their entry, and the bytes of the articles by source id."""
        import hashlib  # only what is loaded needs it

        self.name, self.base, self.nodes = name, base, nodes
        self.first = base.sources[0].id if base.sources else ""
        """The id of the first article, which records cite that name none."""
        self.articles = {source: Article(data.decode()) for source, data in articles.items()}
        self.pins = {source: hashlib.sha256(data).hexdigest() for source, data in articles.items()}
        self.sources_by_id = {source.id: source for source in reversed(base.sources)}  # of two with one id, the earlier
        self.facts_by_id = {fact.id: fact for fact in base.facts()}  # of two, the later
        self.parties: tuple[Person | Organization, ...] = (*base.people, *base.organizations)
        """Every person and organisation; of one that several articles name, the record of each."""
        self.names = {party.name: party for party in self.parties}
        self.todo: list[tuple[yaml.Mapping, Problem]] = []
        """What is still to be filled in, with the entry that it is in."""
        self.held: list[Waiver] = []
        """The passages of the entries that are no records before they are filled in."""
        self.files: dict[int, str] = {}
        """The file of each entry by its identity, where the base has several."""
        self._spans: dict[tuple[str, str, str | None, str | None], list[Span]] = {}

    def place(self, entry: Entry, *path: str | int) -> Place:
        """Where the value at `path` of `entry` begins; the entry itself where it has no such value."""
        from dongbei_cli.curate import yaml  # PyYAML with it, which the help of a command does without

        return Place(self.files.get(id(entry), self.name), *yaml.place(self.nodes[id(entry)], *path))

    def source(self, cited: Record | Waiver) -> Source:
        """The article that a fact cites or a waiver excuses; the first one where it names none."""
        return self.sources_by_id[cited.source or self.first]

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
    def party_forms(self) -> Forms:
        """The name of each person and body by its Chinese forms."""
        found = {form: party.name for party in self.parties for form in forms(party.name, party.aliases)}
        return Forms(found | {name: name for name in self.names})

    @cached_property
    def unfinished(self) -> frozenset[tuple[str, int]]:
        """The lines of the entries in which something is still to be filled in, each with its file."""
        from dongbei_cli.curate import yaml

        waiting = ((problem.place.file, range(node.line, yaml.last_line(node) + 1)) for node, problem in self.todo)
        return frozenset((file, line) for file, lines in waiting for line in lines)


class Completion:
    """What the derived fields of the records of one file follow from."""

    def __init__(self, file: FactFile) -> None:
        base = file.base
        self.file = file
        self.quotes = Counter((quote.speaker, file.source(quote).id) for quote in base.quotes)
        self.measures = Counter((measure.proposer, file.source(measure).id) for measure in base.measures)
        self.people = {(person.name, file.source(person).id): person for person in base.people}
        self.body = {source: body_paragraphs(article) for source, article in file.articles.items()}
        self.areas = {term.slug: term for term in base.areas}
        self.regions = {term.zh: term.en for term in base.regions}
        self.parties = {name: party.name_en for name, party in file.names.items()}
        self.parts = {one.whole: one.parts for one in base.relations if one.kind == "sum" and one.whole}
        self.contradictions = {
            fact_id: arithmetic.discrepancy(relation, file.facts_by_id)
            for relation in reversed(base.relations)
            for fact_id in (relation.whole, *relation.parts)
            if relation.discrepancy
        }

    def record(self, fact: Record) -> Record:
        """A fact with its derived fields: the place of its words, its days, and what only facts of its kind have."""
        source, article = self.file.source(fact), self.file.article(fact)
        anchors = tuple(
            anchor.replace(paragraph=article.paragraph(span.start).number, start=span.start, end=span.end)
            for anchor, span in self.file.anchored(fact)
        )
        first = anchors[0]
        days = edtf.bounds(fact.when) if fact.when else (None, None)
        dated = dict(zip(("start_date", "end_date"), days, strict=True)) if isinstance(fact, model.DATED) else {}
        return fact.replace(
            source=source.id,
            excerpt=first.exact,
            paragraph=first.paragraph,
            body_paragraph=self.body[source.id].get(first.paragraph),
            start=first.start,
            end=first.end,
            link=text_fragment(source.url, first.exact, first.prefix, first.suffix),
            anchors=anchors,
            **dated,
            **self.own_fields(fact),
        )

    def own_fields(self, fact: Record) -> dict[str, Any]:
        """The derived fields that only facts of this kind have: names in English, and what follows from other facts."""
        found: dict[str, Any] = {}
        for key in ("place", "region", "speaker", "proposer", "issuer"):
            if key in fact.FIELDS:
                glosses = self.regions if key in ("place", "region") else self.parties
                found[f"{key}_en"] = glosses.get(getattr(fact, key) or "")
        match fact:
            case model.Figure():
                value, unit = quantities.in_si(fact.value, fact.unit)
                chinese, english = self.contradictions.get(fact.id, (None, None))
                told = {"value_si": value, "unit_si": unit, "discrepancy": chinese, "discrepancy_en": english}
                return found | told | {"total_of": self.parts.get(fact.id, ())}
            case model.Quote():
                here = (fact.speaker, self.file.source(fact).id)
                speaker = self.people.get(here) or self.file.names.get(fact.speaker)
                keys = ("role", "role_en", "affiliation", "affiliation_en") if isinstance(speaker, Person) else ()
                return found | {"text": fact.anchors[0].exact} | {key: getattr(speaker, key) for key in keys}
            case model.Measure():
                area = self.areas[fact.area]
                return found | {"area": area.zh, "area_en": area.en}
            case Person() | model.Organization():
                said = (fact.name, self.file.source(fact).id)
                return {"quotes": self.quotes[said], "measures": self.measures[said]}
        return found


def relations(file: FactFile) -> Iterator[model.Relation]:
    """The relations with what their parts give, and the sentence for a contradiction that is declared."""
    for relation in file.base.relations:
        value, unit = arithmetic.computed(relation, file.facts_by_id) or (None, None)
        chinese, english = arithmetic.discrepancy(relation, file.facts_by_id) if relation.discrepancy else (None, None)
        yield relation.replace(computed=value, unit=unit, discrepancy=chinese, discrepancy_en=english)
