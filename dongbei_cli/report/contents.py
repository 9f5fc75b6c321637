"""What the page holds: the records in their sections, each record in exactly one of them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dongbei_cli import citations, comparison, model
from dongbei_cli.readings import edtf
from dongbei_cli.readings.article import Article, body_paragraphs
from dongbei_cli.report import charts, words
from dongbei_cli.report.words import Passage, Words

if TYPE_CHECKING:
    from dongbei_cli.base import Base

R = TypeVar("R", bound=model.Record)
STYLES = {"gbt7714": "GB/T 7714—2025", "gbt7714-2015": "GB/T 7714—2015", "apa": "APA 7", "bibtex": "BibTeX"}
SECTIONS = {
    "timeline": ("event",),
    "figures": ("figure",),
    "quotes": ("quote",),
    "measures": ("measure",),
    "claims": ("claim",),
    "names": ("person", "organization", "document"),
}
"""The sections of the page, in order, with the kinds of record that they hold."""
PARAGRAPH = 900000009
"""What the script of the page replaces by the number of a paragraph, and after a # by the rest of its address."""


class Section(NamedTuple):
    """Records under a heading; `about` is the speaker's role, where they are one speaker's."""

    heading: Words
    about: Words | None
    records: Sequence[Any]


class Topic(NamedTuple):
    """The figures of a topic: those that are drawn, and the rest."""

    heading: Words
    charts: Sequence[charts.Chart]
    rest: Sequence[model.Figure]


class Highlight(NamedTuple):
    """A number to set large: its amounts, what it is, when, and the fact it is taken from."""

    amounts: Sequence[Words]
    caption: Words
    context: Words
    record: model.Figure


class Sum(NamedTuple):
    """A relation worked out; `drawn` where its parts add up in one unit, `scale` where both results are amounts."""

    relation: model.Relation
    whole: model.Record | None
    parts: Sequence[model.Record]
    computed: Words | None
    stated: Words | None
    drawn: charts.Total | None
    scale: tuple[str, str] | None


class Contents:
    """The sections of one page, each computed when the template asks for it."""

    styles = STYLES

    def __init__(self, base: "Base", accessed: str) -> None:
        """Read the base once; `accessed` is the day in the citations."""
        self.base = base
        self.accessed = accessed
        self.records = base.facts()
        self.sources = {source.id: source for source in base.sources}
        self.articles = {source: Article(base.article(source)) for source in self.sources}
        self.bodies = {source: body_paragraphs(article) for source, article in self.articles.items()}
        self.terms = base.topics()
        by_id = {record.id: record for record in self.records}
        self.sums = [worked_out(relation, by_id) for relation in base.relations()]
        self.topic_words = {term.slug: Words(term.zh, term.en) for term in self.terms if term.type == "topic"}
        parties: list[Any] = [*self.of("person"), *self.of("organization")]
        self.english_names = {record.name: record.name_en for record in parties}

    def of(self, kind: str) -> list[Any]:
        """The records of one kind."""
        return [record for record in self.records if record.kind == kind]

    @property
    def headline(self) -> Words:
        """What the page is about: the title of its article, or how many articles there are."""
        number = len(self.sources)
        if number == 1:
            return words.of(self.base.sources[0], "title")
        return Words(f"{number}篇报道里的事实", f"Facts from {number} articles")

    @cached_property
    def counts(self) -> dict[str, int]:
        """The sections that hold anything, in order, and how many facts (or sums, or articles) each."""
        contradictions = sum(bool(each.relation.discrepancy) for each in self.sums)
        kinds: list[str] = [record.kind for record in self.records]
        found = {
            "contradictions": contradictions,
            **{name: sum(map(kinds.count, members)) for name, members in SECTIONS.items()},
            "sources": len(self.sources),
        }
        return {name: count for name, count in found.items() if count}

    def sums_of(self, record: model.Record) -> list[Sum]:
        """The arithmetic that a record takes part in."""
        return [each for each in self.sums if record.id in (each.relation.whole, *each.relation.parts)]

    def evidence(self, sum_: Sum) -> Iterator[Passage]:
        """The sentences that hold the terms of a calculation."""
        terms = [*([sum_.whole] if sum_.whole else []), *sum_.parts]
        for source in dict.fromkeys(term.source for term in terms):
            anchors = [anchor for term in terms if term.source == source for anchor in term.anchors]
            yield from words.passages(source, anchors, self.articles[source])

    def anchored(self, record: model.Record) -> Iterator[tuple[str, int, list[tuple[int, str]]]]:
        """The words that prove a record, a source and line at a time, each with its place in UTF-16 in the line."""
        lines = {line.number: line for line in self.articles[record.source].paragraphs}
        for number in dict.fromkeys(anchor.paragraph for anchor in record.anchors):
            anchors = [anchor for anchor in record.anchors if anchor.paragraph == number]
            before = [lines[number].text[: anchor.start - lines[number].start] for anchor in anchors]
            places = [len(text.encode("utf-16-le")) // 2 for text in before]
            yield record.source, number, [(at, anchor.exact) for at, anchor in zip(places, anchors, strict=True)]

    def body(self, source: str, line: int) -> int | None:
        """The paragraph that a reader counts, by its line; None in the head and in headings."""
        return self.bodies[source].get(line)

    def anchor(self, source: str, line: int) -> str:
        """The id on the page of a line of an article."""
        return f"_{list(self.sources).index(source) + 1}-{line}"

    def publisher(self, source: str) -> Words:
        """Who published a source."""
        return words.of(self.sources[source], "publisher")

    def origin(self, figures: Sequence[model.Figure]) -> Words:
        """Where the figures of a chart come from: publisher and paragraphs."""
        said = [self.publisher(source) for source in dict.fromkeys(figure.source for figure in figures)]
        numbers = [str(number) for number in sorted({figure.body_paragraph or 0 for figure in figures} - {0})]
        chinese, english = "、".join(each.zh for each in said), ", ".join(each.en or each.zh for each in said)
        places = (f"，原文第{'、'.join(numbers)}段", f", ¶ {', '.join(numbers)}") if numbers else ("", "")
        return Words(chinese + places[0], english + places[1])

    @cached_property
    def events(self) -> list[model.Event]:
        """Events in the order of time."""
        return sorted(self.of("event"), key=lambda event: edtf.order(edtf.parse(event.date)))

    @cached_property
    def axis(self) -> charts.Axis | None:
        """The line of time that all events share."""
        return charts.axis(event.date for event in self.events)

    @cached_property
    def topics(self) -> list[Topic]:
        """The figures under their first topics, those with charts first, else in the order of the vocabulary."""
        topics = [self.topic(each.heading, each.records) for each in self.sections("topic", self.of("figure"))]
        return sorted(topics, key=lambda topic: not topic.charts)

    def topic(self, heading: Words, figures: Sequence[model.Figure]) -> Topic:
        """The figures of one topic, drawn where they compare."""
        drawn = charts.charts(figures, [each.relation for each in self.sums])
        shown = {figure.id for chart in drawn for figure in chart.figures}
        return Topic(heading, drawn, [figure for figure in figures if figure.id not in shown])

    @property
    def highlights(self) -> list[Highlight]:
        """At most four numbers to set large: the leading one of each chart."""
        return [highlight(chart) for topic in self.topics for chart in topic.charts][:4]

    @property
    def speakers(self) -> Iterator[Section]:
        """The statements under their speakers, in the order in which these are first heard."""
        quotes = self.of("quote")
        for name in dict.fromkeys(quote.speaker for quote in quotes):
            said = [quote for quote in quotes if quote.speaker == name]
            about = words.of(said[0], "role") if said[0].role else None
            yield Section(words.of(said[0], "speaker"), about, said)

    @property
    def names(self) -> list[Section]:
        """People, organisations and documents."""
        kinds = (
            (Words("人物", "People"), self.of("person")),
            (Words("机构", "Organisations"), self.of("organization")),
            (Words("文件与数据来源", "Documents and data"), self.of("document")),
        )
        return [Section(heading, None, records) for heading, records in kinds if records]

    @property
    def voices(self) -> Iterator[Section]:
        """The claims under those who make them: heading, standfirst, reporter."""
        claims = self.of("claim")
        for voice in dict.fromkeys(claim.attribution for claim in claims):
            yield Section(words.closed(voice), None, [claim for claim in claims if claim.attribution == voice])

    def sections(self, sort: str, records: Sequence[R]) -> list[Section]:
        """Records under the terms of one sort, in the order of the vocabulary; those of none come last."""
        terms = [term for term in self.terms if term.type == sort]
        keys = dict.fromkeys([*(term.slug for term in terms), *(key(record, terms) for record in records)])
        names = {term.slug: Words(term.zh, term.en) for term in terms}
        found = [(name, [record for record in records if key(record, terms) == name]) for name in keys]
        return [Section(names.get(name, Words(name, None)), None, members) for name, members in found if members]

    def heard(self, record: model.Record) -> list[model.Record]:
        """What a person or organisation says and puts forward."""
        said = {each.id: getattr(each, "speaker", None) or getattr(each, "proposer", None) for each in self.records}
        return [each for each in self.records if said[each.id] and said[each.id] == getattr(record, "name", None)]

    def fields(self, record: model.Record) -> Iterator[words.Field]:
        """The fields of a record beside its words."""
        return words.fields(record, self.english_names, self.topic_words)

    def cited(self, source: model.Source) -> list[tuple[int, str]]:
        """The lines of an article that prove anything, with their numbers."""
        records = [record for record in self.records if record.source == source.id]
        numbers = {anchor.paragraph for record in records for anchor in record.anchors}
        return [(line.number, line.text) for line in self.articles[source.id].paragraphs if line.number in numbers]

    def template(self, source: model.Source, style: str) -> str:
        """How to cite a passage of an article, with marks for its paragraph and its address."""
        passage = next((record for record in self.records if record.source == source.id), None)
        if passage is None:
            return self.citation(source, style)
        marked = passage.replace(body_paragraph=PARAGRAPH, link=f"{source.url}#{PARAGRAPH}")
        return citations.citation(source, style, self.accessed, marked)

    def citation(self, source: model.Source, style: str) -> str:
        """How to cite an article."""
        return citations.citation(source, style, self.accessed)


def worked_out(relation: model.Relation, records: dict[str, model.Record]) -> Sum:
    """One relation worked out among the records by id."""
    whole = records.get(relation.whole or "")
    parts = [records[part] for part in relation.parts if part in records]
    figures = {name: record for name, record in records.items() if isinstance(record, model.Figure)}
    drawn = charts.total(relation, figures) if relation.kind == "sum" else None
    stated = words.measured(whole) if whole else None
    scale = None
    if isinstance(whole, model.Figure) and relation.computed is not None and min(relation.computed, whole.value) > 0:
        longest = max(relation.computed, whole.value)
        scale = charts.percent(relation.computed, longest), charts.percent(whole.value, longest)
    return Sum(relation, whole, parts, words.computed(relation), stated, drawn, scale)


def key(record: model.Record, terms: Iterable[model.Term]) -> str:
    """The slug that a record is listed under: its first topic, or its area; an area without a term is its own name."""
    area = getattr(record, "area", None)
    if area is None:
        return record.topics[0] if record.topics else ""
    return next((term.slug for term in terms if term.zh == area), area)


def highlight(chart: charts.Chart) -> Highlight:
    """The leading number of a chart: the stated sum, else first and last over time, else the largest."""
    if chart.columns:
        first, last = sorted((bar.figure for bar in chart.bars), key=comparison.when)[:: len(chart.bars) - 1]
        years = Words(*(" → ".join(filter(None, pair)) for pair in zip(*map(words.dated, (first, last)), strict=True)))
        return Highlight([words.amount(first), words.amount(last)], chart.heading, years, last)
    largest = max((bar.figure for bar in chart.bars), key=lambda each: each.value_si)
    figure = chart.total.stated.figure if chart.total else largest
    english = f"{figure.indicator_en}, {figure.region_en}" if figure.region_en else figure.indicator_en
    caption = Words(f"{figure.region or ''}{figure.indicator}", english)
    return Highlight([words.amount(figure)], caption, words.dated(figure), figure)
