"""What stands where on the page: the records in their sections, each record in exactly one of them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dongbei_cli import citations, model
from dongbei_cli.names import tables
from dongbei_cli.readings import edtf
from dongbei_cli.readings.article import Article
from dongbei_cli.report import charts, fields
from dongbei_cli.report.passages import Passage, passages
from dongbei_cli.report.sums import Sum, worked_out
from dongbei_cli.report.wording import SECTIONS, Words

if TYPE_CHECKING:
    from dongbei_cli.report import Page

R = TypeVar("R", bound=model.Record)

STYLES = {"gbt7714": "GB/T 7714—2025", "gbt7714-2015": "GB/T 7714—2015", "apa": "APA 7", "bibtex": "BibTeX"}


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
    """A number to set large: what stands before and after it, what it is, and the fact it is taken from."""

    amounts: Sequence[Words]
    caption: Words
    context: Words
    record: model.Figure
    disputed: bool


class Contents:
    """The sections of one page, each computed when the template asks for it."""

    def __init__(self, page: "Page") -> None:
        """Keep the page."""
        self.page = page

    @property
    def headline(self) -> Words:
        """What the page is about: the title of its article, or how many articles there are."""
        if len(self.page.sources) == 1:
            return Words(self.page.sources[0].title, self.page.sources[0].title_en)
        number = len(self.page.sources)
        return Words(f"{number}篇报道里的事实", f"Facts from {number} articles")

    @property
    def traditional(self) -> str:
        """Pairs of a traditional character and the simplified one that the page has in its place."""
        titles = "".join(f"{record.title}{record.note or ''}" for record in self.page.records)
        printed = {*titles, *"".join(self.page.articles.values())}
        pairs = ((chr(code), simple) for code, simple in sorted(tables.simplified().items()))
        return "".join(f"{old}{simple}" for old, simple in pairs if simple in printed and old not in printed)

    @cached_property
    def by_id(self) -> dict[str, model.Record]:
        """Every record by its id."""
        return {record.id: record for record in self.page.records}

    @cached_property
    def directory(self) -> dict[str, tuple[Words, int]]:
        """The sections that hold anything, by id: their headings, and how many facts (or sums, or articles) each."""
        counts = {
            "contradictions": len(self.contradictions),
            "timeline": len(self.events),
            "figures": len(self.figures_by_id),
            "quotes": len(self.of(model.Quote)),
            "measures": len(self.of(model.Measure)),
            "claims": len(self.of(model.Claim)),
            "names": sum(len(group.records) for group in self.names),
            "sources": len(self.page.sources),
        }
        return {name: (SECTIONS[name], count) for name, count in counts.items() if count}

    def of(self, cls: type[R]) -> list[R]:
        """The records of one kind."""
        return [record for record in self.page.records if isinstance(record, cls)]

    @cached_property
    def sums(self) -> list[Sum]:
        """All the arithmetic of the base, worked out."""
        return [worked_out(relation, self.by_id) for relation in self.page.relations]

    @property
    def contradictions(self) -> list[Sum]:
        """Where the article says what its own numbers do not give."""
        return [each for each in self.sums if each.relation.discrepancy]

    @property
    def agreements(self) -> list[Sum]:
        """Where the article's arithmetic holds."""
        return [each for each in self.sums if not each.relation.discrepancy]

    def disputes(self, record: model.Record) -> list[Sum]:
        """The contradictions in which what a record states is not what its parts give."""
        return [each for each in self.contradictions if each.relation.whole == record.id]

    def evidence(self, sum_: Sum) -> list[tuple[Words, Passage]]:
        """The sentences that hold the terms of a calculation, each with its publisher."""
        return [(self.publisher(source), passage) for source, passage in sum_.evidence(self.articles)]

    def publisher(self, source: str) -> Words:
        """Who published a source."""
        found = self.sources_by_id[source]
        return Words(found.publisher, found.publisher_en)

    def origin(self, figures: Sequence[model.Figure]) -> Words:
        """Where the figures of a chart come from: publisher and paragraphs."""
        said = [self.publisher(source) for source in dict.fromkeys(figure.source for figure in figures)]
        numbers = [str(number) for number in sorted({figure.paragraph for figure in figures})]
        return Words(
            f"{'、'.join(each.zh for each in said)}，原文第{'、'.join(numbers)}段",
            f"{', '.join(each.en or each.zh for each in said)}, ¶ {', '.join(numbers)}",
        )

    def sums_of(self, record: model.Record) -> list[Sum]:
        """The arithmetic that a record takes part in."""
        return [each for each in self.sums if record.id in (each.relation.whole, *each.relation.parts)]

    @cached_property
    def figures_by_id(self) -> dict[str, model.Figure]:
        """The figures by id."""
        return {figure.id: figure for figure in self.of(model.Figure)}

    @cached_property
    def events(self) -> list[model.Event]:
        """Events in the order of time."""
        return sorted(self.of(model.Event), key=lambda event: edtf.order(edtf.parse(event.date)))

    @cached_property
    def axis(self) -> charts.Axis | None:
        """The line of time that all events share."""
        return charts.axis(event.date for event in self.events)

    def strip(self, event: model.Event) -> charts.Strip | None:
        """An event on the line of time."""
        return charts.strip(event.date, self.axis) if self.axis else None

    @cached_property
    def topics(self) -> list[Topic]:
        """The figures under their first topics, those with charts first, else in the order of the vocabulary."""
        sections = self.sections("topic", self.of(model.Figure))
        topics = [self.topic(section.heading, section.records) for section in sections]
        return sorted(topics, key=lambda topic: not topic.charts)

    def topic(self, heading: Words, figures: Sequence[model.Figure]) -> Topic:
        """The figures of one topic, drawn where they compare."""
        drawn = charts.charts(figures, self.page.relations)
        shown = {figure.id for chart in drawn for figure in chart.figures}
        return Topic(heading, drawn, [figure for figure in figures if figure.id not in shown])

    @property
    def highlights(self) -> list[Highlight]:
        """At most four numbers to set large: the leading one of each chart."""
        disputed = {fact for each in self.contradictions for fact in (each.relation.whole, *each.relation.parts)}
        drawn = [chart for topic in self.topics for chart in topic.charts]
        return [highlight(chart, disputed) for chart in drawn][:4]

    @cached_property
    def speakers(self) -> list[Section]:
        """The statements under their speakers, in the order in which these are first heard."""
        quotes = self.of(model.Quote)
        names = dict.fromkeys(quote.speaker for quote in quotes)
        return [speaker([quote for quote in quotes if quote.speaker == name]) for name in names]

    @cached_property
    def areas(self) -> list[Section]:
        """The measures under their areas, in the order of the vocabulary."""
        return self.sections("area", self.of(model.Measure))

    @cached_property
    def voices(self) -> list[Section]:
        """The claims under those who make them: heading, standfirst, reporter."""
        claims = self.of(model.Claim)
        said = dict.fromkeys(claim.attribution for claim in claims)
        return [Section(fields.closed(by), None, [claim for claim in claims if claim.attribution == by]) for by in said]

    @cached_property
    def names(self) -> list[Section]:
        """People, organisations and documents."""
        kinds = (
            (Words("人物", "People"), self.of(model.Person)),
            (Words("机构", "Organisations"), self.of(model.Organization)),
            (Words("文件与数据来源", "Documents and data"), self.of(model.Document)),
        )
        return [Section(heading, None, records) for heading, records in kinds if records]

    def sections(self, sort: str, records: Sequence[R]) -> list[Section]:
        """Records under the terms of one sort, in the order of the vocabulary; those of none come last."""
        terms = [term for term in self.page.terms if term.type == sort]
        keys = dict.fromkeys([*(term.slug for term in terms), *(key(record, terms) for record in records)])
        words = {term.slug: Words(term.zh, term.en) for term in terms}
        found = [(name, [record for record in records if key(record, terms) == name]) for name in keys]
        return [Section(words.get(name, Words(name, None)), None, members) for name, members in found if members]

    def heard(self, record: model.Record) -> list[model.Record]:
        """What a person or organisation says and puts forward."""
        name = getattr(record, "name", None)
        said = (getattr(each, "speaker", None) or getattr(each, "proposer", None) for each in self.page.records)
        return [each for each, by in zip(self.page.records, said, strict=True) if by and by == name]

    def fields(self, record: model.Record) -> Iterator[fields.Field]:
        """What is told of a record beside its words."""
        return fields.fields(record, self.english_names, self.topic_words)

    @cached_property
    def english_names(self) -> dict[str, str]:
        """The English names of persons and organisations."""
        named: list[Any] = [*self.of(model.Person), *self.of(model.Organization)]
        return {record.name: record.name_en for record in named}

    @cached_property
    def topic_words(self) -> dict[str, Words]:
        """The topics by slug."""
        return {term.slug: Words(term.zh, term.en) for term in self.page.terms if term.type == "topic"}

    def passages(self, record: model.Record) -> Iterator[Passage]:
        """The paragraphs that prove a record, its words marked."""
        return passages(record, self.articles[record.source])

    @cached_property
    def articles(self) -> dict[str, Article]:
        """The articles by source id, cut into sentences once."""
        return {source: Article(text) for source, text in self.page.articles.items()}

    def cited(self, source: model.Source) -> list[tuple[int, str]]:
        """The paragraphs of an article that prove anything, with their numbers."""
        anchors = [anchor for record in self.page.records if record.source == source.id for anchor in record.anchors]
        numbers = {anchor.paragraph for anchor in anchors}
        paragraphs = self.articles[source.id].paragraphs
        return [(each.number, each.text) for each in paragraphs if each.number in numbers]

    @cached_property
    def sources_by_id(self) -> dict[str, model.Source]:
        """The sources by id."""
        return {source.id: source for source in self.page.sources}

    def citation(self, record: model.Record, style: str) -> str:
        """How to cite the passage of a record."""
        return citations.citation(self.sources_by_id[record.source], style, self.page.accessed, record)

    def source_citation(self, source: model.Source, style: str) -> str:
        """How to cite an article."""
        return citations.citation(source, style, self.page.accessed)

    def source_citations(self, source: model.Source) -> list[tuple[str, str]]:
        """How to cite an article: the name of each style, and the citation."""
        return [(name, self.source_citation(source, style)) for style, name in STYLES.items()]


def key(record: model.Record, terms: Iterable[model.Term]) -> str:
    """The slug under which a record stands: its first topic, or its area; an area without a term is its own name."""
    area = getattr(record, "area", None)
    if area is None:
        return record.topics[0] if record.topics else ""
    return next((term.slug for term in terms if term.zh == area), area)


def speaker(quotes: Sequence[model.Quote]) -> Section:
    """One speaker's statements."""
    first = quotes[0]
    about = Words(first.role, first.role_en) if first.role else None
    return Section(Words(first.speaker, first.speaker_en), about, quotes)


def highlight(chart: charts.Chart, disputed: set[str | None]) -> Highlight:
    """The leading number of a chart: the stated sum, else first and last over time, else the largest."""
    if chart.total:
        figure = chart.total.stated.figure
        return Highlight([fields.amount(figure)], named(figure), fields.dated(figure), figure, figure.id in disputed)
    if chart.columns:
        figures = sorted((bar.figure for bar in chart.bars), key=charts.begin)
        ends = [figures[0], figures[-1]]
        years = Words(*(" → ".join(pair) for pair in zip(*map(fields.dated, ends), strict=True)))
        return Highlight([fields.amount(end) for end in ends], chart.heading, years, ends[-1], ends[-1].id in disputed)
    figure = max((bar.figure for bar in chart.bars), key=lambda each: each.value_si)
    return Highlight([fields.amount(figure)], named(figure), fields.dated(figure), figure, figure.id in disputed)


def named(figure: model.Figure) -> Words:
    """What a figure measures, and of which region."""
    english = f"{figure.indicator_en}, {figure.region_en}" if figure.region_en else figure.indicator_en
    return Words(f"{figure.region or ''}{figure.indicator}", english)
