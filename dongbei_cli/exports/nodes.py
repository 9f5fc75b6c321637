"""Each kind of fact as a node of schema.org: what it has beside what every fact has."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from dongbei_cli import model

BODIES = {
    "party": "Organization",
    "government": "GovernmentOrganization",
    "meeting": "Organization",
    "research": "ResearchOrganization",
    "media": "NewsMediaOrganization",
}
SPEECH = {"direct": "Quotation", "reported": "Claim", "written": "Claim"}


class Names(NamedTuple):
    """IRIs: of articles by source id, of persons and bodies by name."""

    addresses: Mapping[str, str]
    parties: Mapping[str, str]

    def fact(self, record: model.Record) -> str:
        """The IRI of a fact."""
        return f"{self.addresses[record.source]}#{quote(record.id, safe='')}"

    def term(self, sort: str, slug: str = "") -> str:
        """The IRI of a term, or of all terms of a sort; ids of facts hold no colon."""
        first = next(iter(self.addresses.values()), "urn:dongbei")
        return f"{first}#{sort}:{quote(slug, safe='')}"

    def party(self, name: str, name_en: str | None = None) -> dict[str, Any]:
        """A person or body: by its record where it has one, else by its name."""
        if name in self.parties:
            return {"@id": self.parties[name]}
        return {"@type": "Organization", "name": spoken(name, name_en)}


def spoken(chinese: str | None, english: str | None = None) -> dict[str, str]:
    """A text in its languages."""
    return {language: text for language, text in (("zh", chinese), ("en", english)) if text is not None}


def day(text: str) -> dict[str, str] | None:
    """A day, a month or a year as XML Schema types it; None for all else that EDTF can say."""
    plain = re.fullmatch("([0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?)(?:T.*)?", text)
    types = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
    return {"@value": plain[1], "@type": types[len(plain[1])]} if plain else None


def event(record: model.Event, names: Names) -> dict[str, Any]:
    """An Event; its dates as precise as they are known, and as the article words them."""
    start, _, end = record.date.partition("/")
    dates = {"startDate": day(start), "endDate": day(end or start)}
    place = {"@type": "Place", "name": spoken(record.place, record.place_en)} if record.place else None
    node = {
        "@type": "Event",
        **{key: value for key, value in dates.items() if value},
        "temporal": {"@none": record.date, "zh": record.date_text},
        "additionalType": record.category,
        "contributor": [names.party(actor) for actor in record.actors],
    }
    return node | ({"location": place} if place else {})


def figure(record: model.Figure, names: Names) -> dict[str, Any]:  # noqa: ARG001 (all nodes are made alike)
    """An Observation; a range has two values."""
    ends = {"minValue": f"{record.value:f}", "maxValue": f"{record.upper:f}"} if record.upper is not None else {}
    node: dict[str, Any] = {
        "@type": "Observation",
        "variableMeasured": {"@type": "StatisticalVariable", "name": spoken(record.indicator, record.indicator_en)},
        **(ends or {"value": f"{record.value:f}"}),
        "unitText": record.unit,
        "measurementQualifier": record.qualifier,
        "valueReference": {"@type": "QuantitativeValue", "value": f"{record.value_si:f}", "unitText": record.unit_si},
        "alternateName": {"zh": record.written},
    }
    if record.region:
        node["observationAbout"] = {"@type": "Place", "name": spoken(record.region, record.region_en)}
    return node | ({"observationPeriod": record.period} if record.period else {})


def statement(record: model.Quote, names: Names) -> dict[str, Any]:
    """A Quotation where the words are the speaker's own, else a Claim; either way `creator` is who says it."""
    node: dict[str, Any] = {
        "@type": SPEECH[record.speech],
        "creator": names.party(record.speaker, record.speaker_en),
        "text": spoken(record.text, record.text_en),
        "additionalType": record.speech,
        "isPartOf": {"@id": names.addresses[record.source]},
    }
    return node | ({"temporal": {"@none": record.date}} if record.date else {})


def measure(record: model.Measure, names: Names) -> dict[str, Any]:
    """A plan of the meeting that put it forward, or a recommendation of those who propose it."""
    who = names.party(record.proposer, record.proposer_en)
    plan = {"@type": "PlanAction", "agent": who}
    proposal = {"@type": "Recommendation", "creator": who, "text": spoken(record.excerpt)}
    return {
        **(plan if record.status == "official" else proposal),
        "additionalType": record.status,
        "category": spoken(record.area, record.area_en)["zh"],
    }


def claim(record: model.Claim, names: Names) -> dict[str, Any]:
    """A Claim of the article itself."""
    iri = {"@id": names.addresses[record.source]}
    return {"@type": "Claim", "appearance": iri, "text": spoken(record.excerpt), "additionalType": record.attribution}


def person(record: model.Person, names: Names) -> dict[str, Any]:
    """A Person, by name rather than by the title of the record."""
    node: dict[str, Any] = {
        "@type": "Person",
        "name": spoken(record.name, record.name_en),
        "alternateName": {"zh-Latn": record.pinyin},
        "jobTitle": spoken(record.role, record.role_en),
    }
    whole = names.party(record.affiliation, record.affiliation_en) if record.affiliation else None
    return node | ({"affiliation": whole} if whole else {})


def organization(record: model.Organization, names: Names) -> dict[str, Any]:  # noqa: ARG001 (all nodes are made alike)
    """An Organization of its sort."""
    name = {"name": spoken(record.name, record.name_en), "alternateName": {"zh-Latn": record.pinyin}}
    return {"@type": BODIES.get(record.type, "Organization"), **name}


def work(record: model.Document, names: Names) -> dict[str, Any]:
    """A CreativeWork with who issued it."""
    node: dict[str, Any] = {"@type": "CreativeWork", "name": spoken(record.name, record.name_en)}
    if record.issuer:
        node["publisher"] = names.party(record.issuer, record.issuer_en)
    return node | ({"temporal": {"@none": record.date}} if record.date else {})


NODES: dict[str, Callable[[Any, Names], dict[str, Any]]] = {
    "event": event,
    "figure": figure,
    "quote": statement,
    "measure": measure,
    "claim": claim,
    "person": person,
    "organization": organization,
    "document": work,
}
"""By kind: what makes its node."""
