"""JSON-LD: the base as a schema.org Dataset, its facts and who speaks in it, their words by W3C Web Annotation.

One graph with an inline context, so that nothing is fetched to read it. Names of things are URNs of our own,
`urn:dongbei:fact:yicai-101892908:share-2003`, which last as long as the ids do. It holds what schema.org has a property
for, and days by DCAT; the other fields of a record are in the data package. Only direct speech is a Quotation.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from dongbei_cli import model
from dongbei_cli.base import Base
from dongbei_cli.export import DESCRIPTION, MIT, titles
from dongbei_cli.model import Record

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
TYPES = {
    "event": "Event", "figure": "Observation", "claim": "Claim", "person": "Person", "document": "CreativeWork",
    "quote": "Claim", "quote direct": "Quotation", "measure": "Recommendation", "measure official": "PlanAction",
    "organization": "Organization", "organization government": "GovernmentOrganization",
    "organization research": "ResearchOrganization", "organization media": "NewsMediaOrganization",
}  # fmt: skip
"""The type of a fact by its kind, and the speech of a quote, the status of a measure, the type of a body."""
COMMON = {
    "name": "title", "identifier": "id", "url": "link", "subjectOf": "source", "description": "note", "edtf": "when",
}  # fmt: skip
"""The properties of every fact, each with the field that it is taken from."""
PROPERTIES: dict[str, dict[str, str]] = {
    "event": {
        "additionalType": "category", "startDate": "start_date", "endDate": "end_date", "contributor": "actors",
        "location": "place",
    },
    "figure": {"unitText": "unit", "alternateName": "written", "observationAbout": "region"},
    "quote": {"creator": "speaker", "text": "text", "additionalType": "speech", "isPartOf": "source"},
    "measure official": {"agent": "proposer", "additionalType": "status"},
    "measure": {"creator": "proposer", "text": "excerpt", "additionalType": "status"},
    "claim": {"appearance": "source", "text": "excerpt", "additionalType": "attribution"},
    "person": {"name": "name", "alternateName": "pinyin", "jobTitle": "role", "affiliation": "affiliation"},
    "organization": {"name": "name", "alternateName": "pinyin"},
    "document": {"name": "name", "publisher": "issuer"},
}  # fmt: skip
"""The properties of a kind of fact, of a measure by its status."""
PLAIN = ("id", "link", "when", "category", "speech", "status", "attribution", "unit")
PARTIES = ("speaker", "proposer", "affiliation", "issuer")


def document(base: Base) -> str:
    """The whole base as one document; safe to stand in a `<script>` as well."""
    written = json.dumps({"@context": CONTEXT, "@graph": [*Graph(base).nodes()]}, ensure_ascii=False, indent=1)
    for risky in "<>&\u2028\u2029":
        written = written.replace(risky, f"\\u{ord(risky):04x}")
    return f"{written}\n"


def urn(sort: str, *names: str) -> str:
    """The name of a thing: its sort and what tells it from others of the sort."""
    return ":".join(["urn:dongbei", sort, *(quote(name, safe="") for name in names)])


def link(sort: str, *names: str) -> Node:
    """A reference to another node."""
    return {"@id": urn(sort, *names)}


def fact(record: Record) -> str:
    """The name of a fact."""
    return urn("fact", record.source, record.id)


def given(**values: Any) -> Node:
    """A node of those properties that have a value."""
    return {key: value for key, value in values.items() if value not in (None, (), [], {})}


def text(record: model.Entry, key: str) -> Node:
    """A field of a record in its languages."""
    return given(zh=getattr(record, key), en=getattr(record, f"{key}_en", None))


def labelled(word: str) -> Node:
    """A word of a closed vocabulary in its languages."""
    return given(zh=model.word(word, "zh"), en=model.word(word, "en"))


def day(date: str | None) -> Node | None:
    """A day as a literal of its type, if it is known."""
    return {"@value": date, "@type": "xsd:date"} if date else None


class Graph:
    """The nodes of one base; `parties` has the names of the nodes of persons and bodies."""

    def __init__(self, base: Base) -> None:
        """Read the base once."""
        self.sources, self.records, self.relations = base.sources, base.facts(), base.relations()
        self.terms = [term for term in base.topics() if term.type != "region"]
        parties = (each for each in self.records if isinstance(each, model.Person | model.Organization))
        self.parties = {each.name: fact(each) for each in parties}
        self.vocabulary = self.sources[0].id

    def nodes(self) -> Iterator[Node]:
        """The data set, articles, vocabulary, series, facts with their words, contradictions of the article."""
        figures = [record for record in self.records if isinstance(record, model.Figure)]
        series = {urn("series", figure.indicator, figure.unit_si): figure for figure in figures}
        chinese, english = titles(self.sources)
        yield {
            "@id": urn("dataset", *(source.id for source in self.sources)),
            "@type": "Dataset",
            "name": given(zh=chinese, en=english),
            "description": {"en": DESCRIPTION},
            "license": MIT["path"],
            "inLanguage": ["zh-Hans", "en"],
            "isBasedOn": [link("article", source.id) for source in self.sources],
            "variableMeasured": [{"@id": name} for name in series],
        }
        for source in self.sources:
            yield from article(source)
        for sort in dict.fromkeys(term.type for term in self.terms):
            yield {"@id": urn(f"{sort}s", self.vocabulary), "@type": "DefinedTermSet", "name": labelled(sort)}
        for term in self.terms:
            name, terms = given(zh=term.zh, en=term.en), link(f"{term.type}s", self.vocabulary)
            node = {"@id": urn(term.type, self.vocabulary, term.slug), "@type": "DefinedTerm", "name": name}
            yield {**node, "termCode": term.slug, "inDefinedTermSet": terms}
        for variable, figure in series.items():
            node = {"@id": variable, "@type": "StatisticalVariable", "name": text(figure, "indicator")}
            yield {**node, "description": {"zh": f"单位：{figure.unit_si}"}}
        for word in dict.fromkeys(figure.qualifier for figure in figures):
            yield {"@id": urn("qualifier", word), "@type": "Enumeration", "name": labelled(word)}
        for record in self.records:
            yield self.node(record)
            yield from annotations(record)
        yield from self.contradictions()

    def node(self, record: Record) -> Node:
        """A fact, by what it is; its date or period is in EDTF, and by its first and last day."""
        areas = [term.slug for term in self.terms if term.type == "area" and term.zh == getattr(record, "area", "")]
        about = [*(("topic", topic) for topic in record.topics), *(("area", area) for area in areas)]
        sort = next((getattr(record, key) for key in ("speech", "status", "type") if key in record.FIELDS), "")
        variant = f"{record.kind} {sort}"
        own = PROPERTIES.get(variant) or PROPERTIES[record.kind]
        node: Node = {
            "@id": fact(record),
            "@type": TYPES.get(variant) or TYPES[record.kind],
            "dct:subject": [link(sort, self.vocabulary, slug) for sort, slug in about],
            **given(**{name: self.value(record, key) for name, key in {**COMMON, **own}.items()}),
        }
        if isinstance(record, model.Figure):
            base_units = {"value": f"{record.value_si:f}", "unitText": record.unit_si}
            low, high = f"{record.value:f}", None if record.upper is None else f"{record.upper:f}"
            node |= {
                "variableMeasured": link("series", record.indicator, record.unit_si),
                **({"minValue": low, "maxValue": high} if high else {"value": low}),
                "measurementQualifier": link("qualifier", record.qualifier),
                "valueReference": {"@type": "QuantitativeValue", **base_units},
            }
        if isinstance(record, model.DATED) and record.when is not None:
            ends = {"dcat:startDate": day(record.start_date), "dcat:endDate": day(record.end_date)}
            node["dct:temporal"] = {"@type": "dct:PeriodOfTime", **given(**ends)}
        return node

    def value(self, record: Record, key: str) -> Any:
        """A field of a fact as the value of a property; none where it has none."""
        found = getattr(record, key)
        if found is None or key in PLAIN:
            return found
        if key == "source":
            return link("article", found)
        if key == "actors":
            return [self.party(name, {"zh": name}) for name in found]
        if key in ("start_date", "end_date"):
            return day(found)
        words = {"zh-Latn": found} if key == "pinyin" else text(record, key)
        if key in PARTIES:
            return self.party(found, words)
        return {"@type": "Place", "name": words} if key in ("place", "region") else words

    def party(self, name: str, names: Node) -> Node:
        """A person or body: by its record where it has one, else by its name."""
        return {"@id": self.parties[name]} if name in self.parties else {"@type": "Organization", "name": names}

    def contradictions(self) -> Iterator[Node]:
        """Where a sum or the like is not what the article says, as a review of that statement."""
        facts = {record.id: record for record in self.records}
        for relation in self.relations:
            if relation.discrepancy is not None and (whole := facts.get(relation.whole or "")):
                yield {
                    "@id": urn("relation", whole.source, relation.id),
                    "@type": "ClaimReview",
                    "claimReviewed": whole.excerpt,
                    "itemReviewed": {"@id": fact(whole)},
                    "reviewBody": text(relation, "discrepancy"),
                    "mentions": [{"@id": fact(facts[part])} for part in relation.parts],
                }


def article(source: model.Source) -> Iterator[Node]:
    """The article and the text file in which positions are counted."""
    yield {
        "@id": urn("article", source.id),
        "@type": "NewsArticle",
        "headline": text(source, "title"),
        "author": {"@type": "Person", "name": text(source, "author")},
        "publisher": {"@type": "NewsMediaOrganization", "name": text(source, "publisher")},
        "datePublished": source.published,
        "url": source.url,
        "inLanguage": "zh-Hans",
        "encoding": link("text", source.id),
    }
    yield {
        "@id": urn("text", source.id),
        "@type": "MediaObject",
        "encodingFormat": "text/plain; charset=utf-8",
        "sha256": source.sha256,
        "encodesCreativeWork": link("article", source.id),
    }


def annotations(record: Record) -> Iterator[Node]:
    """The words that prove a fact: in the article by what they say, in the text file also by where they stand."""
    page, file = record.link.partition("#")[0], urn("text", record.source)
    for number, anchor in enumerate(record.anchors, 1):
        around = given(prefix=anchor.prefix, suffix=anchor.suffix)
        words = {"@type": "oa:TextQuoteSelector", "exact": anchor.exact, **around}
        place = {"@type": "oa:TextPositionSelector", "start": str(anchor.start), "end": str(anchor.end)}
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
