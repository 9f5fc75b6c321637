"""JSON-LD: the base as a schema.org Dataset, its facts and who speaks in it, their words by W3C Web Annotation.

One graph with an inline context, so that nothing is fetched to read it. Names of things are URNs of our own,
`urn:dongbei:fact:yicai-101892908:share-2003`, which last as long as the ids do. It holds what schema.org has a property
for, and days by DCAT; the other fields of a record are in the data package. Only direct speech is a Quotation.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dongbei_cli import model
from dongbei_cli.export.datapackage import DESCRIPTION, MIT, titles
from dongbei_cli.model import Claim, Document, Event, Figure, Measure, Organization, Person, Quote, Record

if TYPE_CHECKING:
    from dongbei_cli.base import Base

Node = dict[str, Any]
LANGUAGE_MAPS = ("name", "alternateName", "headline", "description", "text", "reviewBody", "jobTitle")
CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    **{name: {"@container": "@language"} for name in LANGUAGE_MAPS},
    **{name: {"@type": "xsd:decimal"} for name in ("value", "minValue", "maxValue")},
    **{name: {"@type": "@id"} for name in ("url", "license")},
    "edtf": {"@id": "dct:date", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    **{name: {"@id": f"oa:{name}", "@type": "@id"} for name in ("hasBody", "hasSource", "motivatedBy")},
    **{name: {"@id": f"oa:{name}"} for name in ("hasTarget", "hasSelector")},
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix")},
    **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")},
}
BODIES = {
    "party": "Organization",
    "government": "GovernmentOrganization",
    "meeting": "Organization",
    "research": "ResearchOrganization",
    "media": "NewsMediaOrganization",
}


def document(base: "Base") -> str:
    """The whole base as one document; safe to stand in a `<script>` as well."""
    graph = list(Graph(base).nodes())
    written = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
    for risky in "<>&\u2028\u2029":
        written = written.replace(risky, f"\\u{ord(risky):04x}")
    return f"{written}\n"


def urn(sort: str, *names: str) -> str:
    """The name of a thing: its sort and what tells it from others of the sort."""
    return ":".join(["urn:dongbei", sort, *(quote(name, safe="") for name in names)])


def spoken(chinese: str | None, english: str | None = None) -> dict[str, str]:
    """A text in its languages."""
    return {language: text for language, text in (("zh", chinese), ("en", english)) if text is not None}


def labelled(word: str) -> dict[str, str]:
    """A word of a closed vocabulary in its languages."""
    return spoken(model.word(word, "zh"), model.word(word, "en"))


def link(name: str) -> Node:
    """A reference to another node."""
    return {"@id": name}


class Graph:
    """The nodes of one base."""

    def __init__(self, base: "Base") -> None:
        """Read the base once."""
        self.sources = base.sources
        self.records = base.facts()
        self.relations = base.relations()
        self.terms = [term for term in base.topics() if term.type != "region"]
        self.facts = {record.id: record for record in self.records}
        named = [record for record in self.records if isinstance(record, Person | Organization)]
        self.parties = {record.name: fact(record) for record in named}
        self.figures = [record for record in self.records if isinstance(record, Figure)]
        self.series = {series(figure): figure for figure in self.figures}
        self.vocabulary = self.sources[0].id

    def nodes(self) -> Iterator[Node]:
        """The data set, articles, vocabulary, series, facts with their words, contradictions of the article."""
        yield self.dataset()
        for source in self.sources:
            yield from article(source)
        yield from self.defined_terms()
        for name, figure in self.series.items():
            measured = {"name": spoken(figure.indicator, figure.indicator_en)}
            unit = {"description": {"zh": f"单位：{figure.unit_si}"}}
            yield {"@id": name, "@type": "StatisticalVariable", **measured, **unit}
        for word in dict.fromkeys(figure.qualifier for figure in self.figures):
            yield {"@id": urn("qualifier", word), "@type": "Enumeration", "name": labelled(word)}
        for record in self.records:
            yield {**self.common(record), **NODES[record.kind](self, record)}
            yield from annotations(record)
        for relation in self.relations:
            if relation.discrepancy is not None and relation.whole in self.facts:
                yield self.contradiction(relation)

    def dataset(self) -> Node:
        """What the whole is, under which licence, from which articles."""
        return {
            "@id": urn("dataset", *(source.id for source in self.sources)),
            "@type": "Dataset",
            "name": spoken(*titles(self.sources)),
            "description": {"en": DESCRIPTION},
            "license": MIT["path"],
            "inLanguage": ["zh-Hans", "en"],
            "isBasedOn": [link(urn("article", source.id)) for source in self.sources],
            "variableMeasured": [link(name) for name in self.series],
        }

    def defined_terms(self) -> Iterator[Node]:
        """Topics and areas as sets of defined terms."""
        for sort in dict.fromkeys(term.type for term in self.terms):
            yield {"@id": urn(f"{sort}s", self.vocabulary), "@type": "DefinedTermSet", "name": labelled(sort)}
        for term in self.terms:
            yield {
                "@id": urn(term.type, self.vocabulary, term.slug),
                "@type": "DefinedTerm",
                "name": spoken(term.zh, term.en),
                "termCode": term.slug,
                "inDefinedTermSet": link(urn(f"{term.type}s", self.vocabulary)),
            }

    def common(self, record: Record) -> Node:
        """What every fact has."""
        areas = [term.slug for term in self.terms if term.type == "area" and term.zh == getattr(record, "area", "")]
        about = [*(("topic", topic) for topic in record.topics), *(("area", area) for area in areas)]
        node: Node = {
            "@id": fact(record),
            "name": spoken(record.title, record.title_en),
            "identifier": record.id,
            "url": record.link,
            "subjectOf": link(urn("article", record.source)),
            "dct:subject": [link(urn(sort, self.vocabulary, slug)) for sort, slug in about],
        }
        return node | ({"description": spoken(record.note, record.note_en)} if record.note else {}) | days(record)

    def party(self, name: str, name_en: str | None = None) -> Node:
        """A person or body: by its record where it has one, else by its name."""
        if name in self.parties:
            return link(self.parties[name])
        return {"@type": "Organization", "name": spoken(name, name_en)}

    def event(self, record: Event) -> Node:
        """An Event with its days as far as they are known."""
        node: Node = {"@type": "Event", "additionalType": record.category}
        node |= typed_days({"startDate": record.start_date, "endDate": record.end_date})
        node |= {"contributor": [self.party(actor) for actor in record.actors]} if record.actors else {}
        return node | ({"location": place(record.place, record.place_en)} if record.place else {})

    def figure(self, record: Figure) -> Node:
        """An Observation of its series; a range has two values."""
        ends = {"minValue": f"{record.value:f}", "maxValue": f"{record.upper:f}"} if record.upper is not None else {}
        node: Node = {
            "@type": "Observation",
            "variableMeasured": link(series(record)),
            **(ends or {"value": f"{record.value:f}"}),
            "unitText": record.unit,
            "measurementQualifier": link(urn("qualifier", record.qualifier)),
            "valueReference": {
                "@type": "QuantitativeValue",
                "value": f"{record.value_si:f}",
                "unitText": record.unit_si,
            },
            "alternateName": {"zh": record.written},
        }
        return node | ({"observationAbout": place(record.region, record.region_en)} if record.region else {})

    def quote(self, record: Quote) -> Node:
        """A Quotation where the words are the speaker's own, else a Claim; either way `creator` is who says it."""
        return {
            "@type": "Quotation" if record.speech == "direct" else "Claim",
            "creator": self.party(record.speaker, record.speaker_en),
            "text": spoken(record.text, record.text_en),
            "additionalType": record.speech,
            "isPartOf": link(urn("article", record.source)),
        }

    def measure(self, record: Measure) -> Node:
        """A plan of the meeting that put it forward, or a recommendation of those who propose it."""
        who = self.party(record.proposer, record.proposer_en)
        plan = {"@type": "PlanAction", "agent": who}
        advice = {"@type": "Recommendation", "creator": who, "text": spoken(record.excerpt)}
        return {**(plan if record.status == "official" else advice), "additionalType": record.status}

    def claim(self, record: Claim) -> Node:
        """A Claim of the article itself."""
        node = {"@type": "Claim", "appearance": link(urn("article", record.source)), "text": spoken(record.excerpt)}
        return node | {"additionalType": record.attribution}

    def person(self, record: Person) -> Node:
        """A Person, by name rather than by the title of the record."""
        affiliation = record.affiliation and self.party(record.affiliation, record.affiliation_en)
        node = {"@type": "Person", **named(record), "jobTitle": spoken(record.role, record.role_en)}
        return node | ({"affiliation": affiliation} if affiliation else {})

    def organization(self, record: Organization) -> Node:
        """An Organization of its sort."""
        return {"@type": BODIES.get(record.type, "Organization"), **named(record)}

    def document(self, record: Document) -> Node:
        """A CreativeWork with who issued it."""
        issuer = record.issuer and self.party(record.issuer, record.issuer_en)
        node = {"@type": "CreativeWork", "name": spoken(record.name, record.name_en)}
        return node | ({"publisher": issuer} if issuer else {})

    def contradiction(self, relation: model.Relation) -> Node:
        """Where a sum or the like is not what the article says, as a review of that statement."""
        whole = self.facts[relation.whole or ""]
        return {
            "@id": urn("relation", whole.source, relation.id),
            "@type": "ClaimReview",
            "claimReviewed": whole.excerpt,
            "itemReviewed": link(fact(whole)),
            "reviewBody": spoken(relation.discrepancy, relation.discrepancy_en),
            "mentions": [link(fact(self.facts[part])) for part in relation.parts],
        }


NODES: Mapping[str, Callable[[Graph, Any], Node]] = {kind: getattr(Graph, kind) for kind in model.KINDS}
"""By kind: what makes its node."""


def fact(record: Record) -> str:
    """The name of a fact."""
    return urn("fact", record.source, record.id)


def series(figure: Figure) -> str:
    """The name of the series of a figure: what is measured, and in which base unit."""
    return urn("series", figure.indicator, figure.unit_si)


def named(record: Person | Organization) -> Node:
    """The name of a person or body in its languages, and in pinyin."""
    return {"name": spoken(record.name, record.name_en), "alternateName": {"zh-Latn": record.pinyin}}


def place(chinese: str, english: str | None) -> Node:
    """A place by its name."""
    return {"@type": "Place", "name": spoken(chinese, english)}


def days(record: Record) -> Node:
    """The date or period of a fact: in EDTF, and by its first and last day."""
    if record.when is None or not isinstance(record, model.DATED):
        return {}
    ends = typed_days({"dcat:startDate": record.start_date, "dcat:endDate": record.end_date})
    return {"edtf": record.when, "dct:temporal": {"@type": "dct:PeriodOfTime", **ends}}


def typed_days(days: Mapping[str, str | None]) -> Node:
    """Those days that are known, as literals of their type."""
    return {key: {"@value": day, "@type": "xsd:date"} for key, day in days.items() if day}


def article(source: model.Source) -> Iterator[Node]:
    """The article and the text file in which positions are counted."""
    text = urn("text", source.id)
    yield {
        "@id": urn("article", source.id),
        "@type": "NewsArticle",
        "headline": spoken(source.title, source.title_en),
        "author": {"@type": "Person", "name": spoken(source.author, source.author_en)},
        "publisher": {"@type": "NewsMediaOrganization", "name": spoken(source.publisher, source.publisher_en)},
        "datePublished": source.published,
        "url": source.url,
        "inLanguage": "zh-Hans",
        "encoding": link(text),
    }
    yield {
        "@id": text,
        "@type": "MediaObject",
        "encodingFormat": "text/plain; charset=utf-8",
        "sha256": source.sha256,
        "encodesCreativeWork": link(urn("article", source.id)),
    }


def annotations(record: Record) -> Iterator[Node]:
    """The words that prove a fact: in the article by what they say, in the text file also by where they stand."""
    for number, anchor in enumerate(record.anchors, 1):
        around = {"prefix": anchor.prefix, "suffix": anchor.suffix}
        words = {"@type": "oa:TextQuoteSelector", "exact": anchor.exact} | {k: v for k, v in around.items() if v}
        place = {"@type": "oa:TextPositionSelector", "start": str(anchor.start), "end": str(anchor.end)}
        page, file = record.link.partition("#")[0], urn("text", record.source)
        yield {
            "@id": urn("anchor", record.source, record.id, str(number)),
            "@type": "oa:Annotation",
            "motivatedBy": "oa:linking",
            "hasBody": fact(record),
            "hasTarget": [
                {"@type": "oa:SpecificResource", "hasSource": page, "hasSelector": words},
                {"@type": "oa:SpecificResource", "hasSource": file, "hasSelector": [words, place]},
            ],
        }
