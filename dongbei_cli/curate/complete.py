"""Complete the records of a loaded facts.yaml: places in the article, days, base units, English names, counts."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from dongbei_cli.curate import arithmetic
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.model import Anchor, Document, Event, Figure, Measure, Person, Quote, Record, Relation, Term
from dongbei_cli.readings import edtf, quantities
from dongbei_cli.readings.article import Article, Span, body_paragraphs, text_fragment


def records(file: FactFile) -> Iterator[Record]:
    """Every fact with its derived fields, section by section; the structure of the file must be sound."""
    completion = Completion(file)
    return (completion.record(fact) for fact in file.base.facts())


class Completion:
    """What the derived fields of the records of one file follow from."""

    def __init__(self, file: FactFile) -> None:
        base = file.base
        self.file = file
        self.quotes = Counter(quote.speaker for quote in base.quotes)
        self.measures = Counter(measure.proposer for measure in base.measures)
        self.body = {source: body_paragraphs(article) for source, article in file.articles.items()}
        self.areas = {term.slug: term for term in base.areas}
        self.regions = {term.zh: term.en for term in base.regions}
        self.parts = {one.whole: one.parts for one in base.relations if one.kind == "sum" and one.whole}
        self.contradictions = {
            fact_id: arithmetic.discrepancy(relation, file.facts_by_id)
            for relation in reversed(base.relations)
            for fact_id in (relation.whole, *relation.parts)
            if relation.discrepancy
        }

    def record(self, fact: Record) -> Record:
        """A fact with its derived fields."""
        return fact.replace(**self.placed(fact), **days(fact), **self.own_fields(fact))

    def placed(self, fact: Record) -> dict[str, Any]:
        """Where the words of a fact are: source, paragraph, code points and link."""
        source, article = self.file.source(fact), self.file.article(fact)
        anchors = tuple(located(anchor, span, article) for anchor, span in self.file.anchored(fact))
        first = anchors[0]
        return {
            "source": source.id,
            "excerpt": first.exact,
            "paragraph": first.paragraph,
            "body_paragraph": self.body[source.id].get(first.paragraph),
            "start": first.start,
            "end": first.end,
            "link": text_fragment(source.url, first.exact, first.prefix, first.suffix),
            "anchors": anchors,
        }

    def own_fields(self, fact: Record) -> dict[str, Any]:  # noqa: PLR0911
        """The derived fields that only facts of this kind have."""
        match fact:
            case Event():
                return {"place_en": self.regions.get(fact.place or "")}
            case Figure():
                value, unit = quantities.in_si(fact.value, fact.unit)
                chinese, english = self.contradictions.get(fact.id, (None, None))
                return {
                    "region_en": self.regions.get(fact.region or ""),
                    "value_si": value,
                    "unit_si": unit,
                    "total_of": self.parts.get(fact.id, ()),
                    "discrepancy": chinese,
                    "discrepancy_en": english,
                }
            case Quote():
                return {"text": fact.anchors[0].exact, "speaker_en": self.english(fact.speaker), **self.roles(fact)}
            case Measure():
                area = self.areas[fact.area]
                return {"area": area.zh, "area_en": area.en, "proposer_en": self.english(fact.proposer)}
            case Person():
                return {"quotes": self.quotes[fact.name], "measures": self.measures[fact.name]}
            case Document():
                return {"issuer_en": self.english(fact.issuer)}
        return {}

    def english(self, name: str | None) -> str | None:
        """The English name of a person or an organisation."""
        party = self.file.names.get(name or "")
        return party.name_en if party else None

    def roles(self, quote: Quote) -> dict[str, str | None]:
        """Role and affiliation of a person who speaks; a meeting has none."""
        speaker = self.file.names.get(quote.speaker)
        keys = ("role", "role_en", "affiliation", "affiliation_en")
        return {key: getattr(speaker, key) for key in keys} if isinstance(speaker, Person) else {}


def located(anchor: Anchor, span: Span, article: Article) -> Anchor:
    """An anchor with its place."""
    return anchor.replace(paragraph=article.paragraph_number(span.start), start=span.start, end=span.end)


def date_of(fact: Record) -> str | None:
    """The date or period of a fact; None for a kind that has neither."""
    return getattr(fact, "period", None) if isinstance(fact, Figure) else fact.__dict__.get("date")


def days(fact: Record) -> dict[str, str | None]:
    """The first and the last day of a dated fact."""
    date = date_of(fact)
    first, last = edtf.bounds(date) if date else (None, None)
    return {"start_date": first, "end_date": last} if "start_date" in fact.FIELDS else {}


def relations(file: FactFile) -> Iterator[Relation]:
    """The relations with what their parts give, and the sentence for a contradiction that is declared."""
    for relation in file.base.relations:
        value, unit = arithmetic.computed(relation, file.facts_by_id) or (None, None)
        chinese, english = arithmetic.discrepancy(relation, file.facts_by_id) if relation.discrepancy else (None, None)
        yield relation.replace(computed=value, unit=unit, discrepancy=chinese, discrepancy_en=english)


def terms(file: FactFile) -> Iterator[Term]:
    """The vocabulary with the number of facts that use each term."""
    base = file.base
    topics = Counter(topic for fact in base.facts() for topic in fact.topics)
    areas = Counter(measure.area for measure in base.measures)
    regions = Counter([*(figure.region for figure in base.figures), *(event.place for event in base.events)])
    for term in base.topics:
        yield term.replace(type="topic", facts=topics[term.slug])
    for term in base.areas:
        yield term.replace(type="area", facts=areas[term.slug])
    for term in base.regions:
        yield term.replace(type="region", facts=regions[term.zh])
