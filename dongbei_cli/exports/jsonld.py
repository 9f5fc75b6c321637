"""JSON-LD: the article, its facts and who speaks in it by schema.org, their words by W3C Web Annotation.

One graph with an inline context, so that nothing is fetched to read it. Names are the address of the article with a
fragment, `https://.../101892908.html#transfers-jilin-2003-2022`, and stay the same as long as the ids of the facts do.
Reported speech is a Claim; only direct speech is a Quotation.
"""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dongbei_cli import model
from dongbei_cli.exports.nodes import NODES, Names, spoken

if TYPE_CHECKING:
    from dongbei_cli.exports import Material

IRI_SAFE = ":/?&=~!$'()*+,;@%-._"
LANGUAGE_MAPS = ("name", "alternateName", "headline", "description", "text", "reviewBody", "jobTitle", "temporal")
DECIMALS = ("value", "minValue", "maxValue")
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "generator": None,
    **{name: {"@container": "@language"} for name in LANGUAGE_MAPS},
    **{name: {"@type": "xsd:decimal"} for name in DECIMALS},
    "observationPeriod": {"@type": "edtf:EDTF"},
    "hasBody": {"@id": "oa:hasBody", "@type": "@id"},
    "hasTarget": {"@id": "oa:hasTarget"},
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "hasSelector": {"@id": "oa:hasSelector"},
    "motivatedBy": {"@id": "oa:motivatedBy", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}


def document(material: "Material") -> str:
    """The whole base as one document; safe to stand in a `<script>` as well."""
    graph = [node for node in nodes(material) if node]
    made = {"generator": "dongbei", "@context": CONTEXT, "@graph": graph}
    written = json.dumps(made, ensure_ascii=False, indent=1)
    for risky in "<>&\u2028\u2029":
        written = written.replace(risky, f"\\u{ord(risky):04x}")
    return f"{written}\n"


def nodes(material: "Material") -> Iterator[Mapping[str, Any]]:
    """Articles, vocabulary, facts in the order of the article, their words, the contradictions of the article."""
    addresses = {source.id: address(source) for source in material.sources}
    names = Names(addresses, parties(material, addresses))
    for source in material.sources:
        yield from article(source, addresses[source.id])
    yield from vocabulary(material, names)
    for record in material.records:
        yield {**common(record, names), **NODES[record.kind](record, names)}
        yield from annotations(record, names)
    facts = {record.id: record for record in material.records}
    for relation in material.relations:
        yield contradiction(relation, facts, names)


def address(source: model.Source) -> str:
    """The address of an article as an IRI, without a fragment."""
    return quote(source.url.partition("#")[0], safe=IRI_SAFE)


def parties(material: "Material", addresses: Mapping[str, str]) -> dict[str, str]:
    """The IRI of every person and body that has a record, by name."""
    known = [record for record in material.records if isinstance(record, model.Person | model.Organization)]
    return {record.name: f"{addresses[record.source]}#{quote(record.id, safe='')}" for record in known}


def article(source: model.Source, iri: str) -> Iterator[dict[str, Any]]:
    """The article and the text file in which positions are counted."""
    yield {
        "@id": iri,
        "@type": "NewsArticle",
        "headline": spoken(source.title, source.title_en),
        "author": {"@type": "Person", "name": spoken(source.author, source.author_en)},
        "publisher": {"@type": "NewsMediaOrganization", "name": spoken(source.publisher, source.publisher_en)},
        "datePublished": source.published,
        "url": source.url,
        "inLanguage": "zh-Hans",
        "encoding": {"@id": f"{iri}#text"},
    }
    yield {
        "@id": f"{iri}#text",
        "@type": "MediaObject",
        "encodingFormat": "text/plain; charset=utf-8",
        "sha256": source.sha256,
        "encodesCreativeWork": {"@id": iri},
    }


def vocabulary(material: "Material", names: Names) -> Iterator[dict[str, Any]]:
    """Topics and areas as sets of defined terms."""
    for sort in ("topic", "area"):
        terms = [term for term in material.terms if term.type == sort]
        if terms:
            yield {"@id": names.term(f"{sort}s"), "@type": "DefinedTermSet", "name": {"en": f"{sort}s"}}
        for term in terms:
            yield {
                "@id": names.term(sort, term.slug),
                "@type": "DefinedTerm",
                "name": spoken(term.zh, term.en),
                "termCode": term.slug,
                "inDefinedTermSet": {"@id": names.term(f"{sort}s")},
            }


def common(record: model.Record, names: Names) -> dict[str, Any]:
    """What every fact has."""
    node: dict[str, Any] = {
        "@id": names.fact(record),
        "name": spoken(record.title, record.title_en),
        "identifier": record.id,
        "url": record.link,
        "subjectOf": {"@id": names.addresses[record.source]},
        "about": [{"@id": names.term("topic", topic)} for topic in record.topics],
    }
    return node | ({"description": spoken(record.note, record.note_en)} if record.note else {})


def annotations(record: model.Record, names: Names) -> Iterator[dict[str, Any]]:
    """The words that prove a fact: in the article by what they say, in the text file also by where they stand."""
    iri = names.addresses[record.source]
    for number, anchor in enumerate(record.anchors, 1):
        around = {"prefix": anchor.prefix, "suffix": anchor.suffix}
        words = {"@type": "oa:TextQuoteSelector", "exact": anchor.exact} | {k: v for k, v in around.items() if v}
        place = {"@type": "oa:TextPositionSelector", "start": str(anchor.start), "end": str(anchor.end)}
        yield {
            "@id": f"{names.fact(record)}.anchor-{number}",
            "@type": "oa:Annotation",
            "motivatedBy": "oa:linking",
            "hasBody": names.fact(record),
            "hasTarget": [
                {"@type": "oa:SpecificResource", "hasSource": iri, "hasSelector": words},
                {"@type": "oa:SpecificResource", "hasSource": f"{iri}#text", "hasSelector": [words, place]},
            ],
        }


def contradiction(relation: model.Relation, facts: Mapping[str, model.Record], names: Names) -> dict[str, Any]:
    """Where a sum or the like is not what the article says, as a review of that statement; nothing where it is."""
    whole = facts.get(relation.whole or "")
    if relation.discrepancy is None or whole is None:
        return {}
    return {
        "@id": f"{names.addresses[whole.source]}#relation:{quote(relation.id, safe='')}",
        "@type": "ClaimReview",
        "claimReviewed": whole.excerpt,
        "itemReviewed": {"@id": names.fact(whole)},
        "reviewBody": spoken(relation.discrepancy, relation.discrepancy_en),
        "isBasedOn": [{"@id": names.fact(facts[part])} for part in relation.parts],
    }
