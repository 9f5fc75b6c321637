"""What the page holds: the records in their sections, each in exactly one of them, and their words in two languages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from dongbei_cli import amounts, citations, model
from dongbei_cli.readings import Article, body_paragraphs, edtf
from dongbei_cli.report import charts

if TYPE_CHECKING:
    from dongbei_cli.base import Base

SECTIONS = {
    "timeline": ("event",),
    "figures": ("figure",),
    "quotes": ("quote",),
    "measures": ("measure",),
    "claims": ("claim",),
    "names": ("person", "organization", "document"),
}
"""The sections of the page, in order, with the kinds of record that they hold."""
ELSEWHERE = (
    "start_date", "end_date", "value", "upper", "unit", "unit_si", "total_of", "discrepancy", "text", "speaker", "role",
    "speech", "area", "status", "proposer", "attribution", "name", "quotes", "measures", "type",
)  # fmt: skip
"""Fields that the page shows in the line or the heading of a fact, or together with another field."""
PARAGRAPH = 900000009
"""What the script of the page replaces by the number of a paragraph, and after a # by the rest of its address."""


class Words(NamedTuple):
    """A text in both languages; `en` is None where there is Chinese only."""

    zh: str
    en: str | None


class Passage(NamedTuple):
    """The sentences of a paragraph that hold anchors, in pieces: each a text, and whether an anchor holds it."""

    source: str
    paragraph: int
    pieces: tuple[tuple[str, bool], ...]


class Sum(NamedTuple):
    """A relation worked out; `drawn` where its parts add up in one unit, `scale` where both results are amounts."""

    relation: model.Relation
    whole: model.Record | None
    parts: Sequence[model.Record]
    drawn: charts.Total | None
    scale: tuple[str, str] | None


class Contents:
    """The sections of one page, each computed when the template asks for it."""

    def __init__(self, base: "Base", accessed: str) -> None:
        """Read the base once; `accessed` is the day in the citations."""
        self.accessed = accessed
        self.records = base.facts()
        self.sources = {source.id: source for source in base.sources}
        self.articles = {source: Article(base.article(source)) for source in self.sources}
        self.bodies = {source: body_paragraphs(article) for source, article in self.articles.items()}
        self.terms = base.topics()
        by_id = {record.id: record for record in self.records}
        self.sums = [worked_out(relation, by_id) for relation in base.relations()]
        self.names = {term.slug: Words(term.zh, term.en) for term in self.terms if term.type == "topic"}
        self.names |= {each.name: of(each, "name") for each in [*self.of("person"), *self.of("organization")]}

    def of(self, kind: str) -> list[Any]:
        """The records of one kind."""
        return [record for record in self.records if record.kind == kind]

    @property
    def headline(self) -> Words:
        """What the page is about: the title of its article, or how many articles there are."""
        first, *others = self.sources.values()
        number = len(self.sources)
        return Words(f"{number}篇报道里的事实", f"Facts from {number} articles") if others else of(first, "title")

    @cached_property
    def counts(self) -> dict[str, int]:
        """The sections that hold anything, in order, and how many facts (or sums, or articles) each."""
        found = {
            "contradictions": sum(bool(each.relation.discrepancy) for each in self.sums),
            **{name: sum(len(self.of(kind)) for kind in kinds) for name, kinds in SECTIONS.items()},
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
            yield from passages(source, anchors, self.articles[source])

    def anchored(self, record: model.Record) -> Iterator[tuple[int, list[tuple[int, str]]]]:
        """The words that prove a record by their lines, each with its place in the line in units of UTF-16."""
        text = {line.number: (line.start, line.text) for line in self.articles[record.source].paragraphs}
        for number in dict.fromkeys(anchor.paragraph for anchor in record.anchors):
            start, line = text[number]
            found = [anchor for anchor in record.anchors if anchor.paragraph == number]
            yield number, [(len(line[: a.start - start].encode("utf-16-le")) // 2, a.exact) for a in found]

    def body(self, source: str, line: int) -> int | None:
        """The paragraph that a reader counts, by its line; None in the head and in headings."""
        return self.bodies[source].get(line)

    def anchor(self, source: str, line: int) -> str:
        """The id on the page of a line of an article."""
        return f"_{list(self.sources).index(source) + 1}-{line}"

    def origin(self, figures: Sequence[model.Figure]) -> Words:
        """Where the figures of a chart come from: publisher and paragraphs."""
        said = joined([of(self.sources[source], "publisher") for source in dict.fromkeys(f.source for f in figures)])
        numbers = [str(number) for number in sorted({figure.body_paragraph or 0 for figure in figures} - {0})]
        places = (f"，原文第{'、'.join(numbers)}段", f", ¶ {', '.join(numbers)}") if numbers else ("", "")
        return Words(said.zh + places[0], (said.en or said.zh) + places[1])

    @cached_property
    def events(self) -> list[model.Event]:
        """Events in the order of time."""
        return sorted(self.of("event"), key=lambda event: edtf.order(edtf.parse(event.date)))

    @cached_property
    def axis(self) -> charts.Axis | None:
        """The line of time that all events share."""
        return charts.axis(event.date for event in self.events)

    @cached_property
    def topics(self) -> list[tuple[Words, list[charts.Chart], list[model.Figure]]]:
        """By first topic the figures that are drawn and the rest; topics with charts before the others."""
        found = []
        for heading, figures in self.sections("topic", "figure"):
            drawn = charts.charts(figures, [each.relation for each in self.sums])
            shown = {figure.id for chart in drawn for figure in chart.figures}
            found.append((heading, drawn, [figure for figure in figures if figure.id not in shown]))
        return sorted(found, key=lambda topic: not topic[1])

    def grouped(self, kind: str, key: str) -> list[list[Any]]:
        """The records of a kind, those of one value of a field together, in the order in which these first come."""
        found: dict[str, list[Any]] = {}
        for record in self.of(kind):
            found.setdefault(getattr(record, key), []).append(record)
        return list(found.values())

    def sections(self, sort: str, kind: str) -> list[tuple[Words, list[Any]]]:
        """Records under the terms of one sort, in the order of the vocabulary; those of none come last."""
        names = {term.zh if sort == "area" else term.slug: of_term(term) for term in self.terms if term.type == sort}
        found: dict[str, list[Any]] = {name: [] for name in names}
        for record in self.of(kind):
            found.setdefault(record.area if sort == "area" else next(iter(record.topics), ""), []).append(record)
        return [(names.get(name, Words(name, None)), members) for name, members in found.items() if members]

    def heard(self, record: model.Record) -> list[model.Record]:
        """What a person or organisation says and puts forward."""
        name = getattr(record, "name", None)
        voices = (("quote", "speaker"), ("measure", "proposer"))
        return [
            each for each in self.records for kind, key in voices if each.kind == kind and getattr(each, key) == name
        ]

    def fields(self, record: Any) -> Iterator[str]:
        """The fields of its kind that hold something, and that its line on the page does not show."""
        for key in (*type(record).__annotations__, "curated", "topics"):
            gloss = key.endswith("_en") and key[:-3] in record.KEYS
            if key in record.KEYS and key not in ELSEWHERE and not gloss and getattr(record, key) not in (None, (), {}):
                yield key

    def value(self, record: Any, key: str) -> Words:
        """One field of a record, worded."""
        value, field, english = getattr(record, key), record.FIELDS[key], getattr(record, f"{key}_en", None)
        if field.several:
            glosses = english or [None] * len(value)
            pairs = zip(value, glosses, strict=True)
            return joined([self.names.get(member, Words(member, gloss)) for member, gloss in pairs])
        if field.mapping:
            named = [f"{model.label(name, 'en', type(record))}: {reason}" for name, reason in value.items()]
            return Words("；".join(named), None)
        if field.form == "edtf":
            return both(edtf.worded, value)
        if field.choices or field.form == "slug":
            return word(value)
        return Words(f"{value:,f}{record.unit_si}", None) if key == "value_si" else Words(str(value), english)

    def cited(self, source: str) -> list[tuple[int, str]]:
        """The lines of an article that prove anything, with their numbers."""
        records = [record for record in self.records if record.source == source]
        numbers = {anchor.paragraph for record in records for anchor in record.anchors}
        return [(line.number, line.text) for line in self.articles[source].paragraphs if line.number in numbers]

    def template(self, source: model.Source, style: str) -> str:
        """How to cite a passage of an article, with marks for its paragraph and its address."""
        marks = {"body_paragraph": PARAGRAPH, "link": f"{source.url}#{PARAGRAPH}"}
        passage = next((record.replace(**marks) for record in self.records if record.source == source.id), None)
        return citations.citations([(source, passage)], style, self.accessed)

    def citation(self, source: model.Source, style: str) -> str:
        """How to cite an article."""
        return citations.citations([(source, None)], style, self.accessed)


def worked_out(relation: model.Relation, records: dict[str, model.Record]) -> Sum:
    """One relation worked out among the records by id."""
    whole = records.get(relation.whole or "")
    parts = [records[part] for part in relation.parts if part in records]
    figures = {name: record for name, record in records.items() if isinstance(record, model.Figure)}
    drawn = charts.total(relation, figures) if relation.kind == "sum" else None
    scale = None
    if isinstance(whole, model.Figure) and relation.computed is not None and min(relation.computed, whole.value) > 0:
        longest = max(relation.computed, whole.value)
        scale = charts.percent(relation.computed, longest), charts.percent(whole.value, longest)
    return Sum(relation, whole, parts, drawn, scale)


def both(answer: Callable[[Any, str], str], about: Any) -> Words:
    """What a function of a thing and a language answers in both."""
    return Words(answer(about, "zh"), answer(about, "en"))


def of(record: model.Entry, key: str) -> Words:
    """A field of a record with its English; a date or period in words."""
    value = getattr(record, key) or ""
    dated = value and record.FIELDS[key].form == "edtf"
    return both(edtf.worded, value) if dated else Words(value, getattr(record, f"{key}_en", None))


def of_term(term: model.Term) -> Words:
    """A term of the vocabulary."""
    return Words(term.zh, term.en)


def dated(record: Any) -> Words:
    """The date or period of a record in words; empty where it has none."""
    return of(record, "date" if "date" in record.FIELDS else "period")


def measured(record: model.Record) -> Words:
    """What a record contributes to a calculation: its amount in the article's words and its gloss, else its date."""
    if isinstance(record, model.Figure):
        return Words(amounts.written(record), amounts.in_english(record))
    return dated(record)


def computed(relation: model.Relation) -> Words | None:
    """Return what the parts of a relation give."""
    if relation.computed is None or relation.unit is None:
        return None
    return Words(*(amounts.computed(relation.computed, relation.unit, lang)[0] for lang in ("zh", "en")))


def change(series: Sequence[model.Figure]) -> Words | None:
    """Return the last of a series less the first, where both are exact: −3.6个百分点."""
    found = amounts.change(series)
    return Words(*(amounts.signed(found, lang)[0] for lang in ("zh", "en"))) if found else None


def word(key: str) -> Words:
    """A word of a closed vocabulary."""
    return both(model.word, key)


def joined(members: list[Words]) -> Words:
    """A list on one line; in English only where every member has an English name."""
    english = [member.en for member in members if member.en]
    return Words("、".join(m.zh for m in members), ", ".join(english) if len(english) == len(members) else None)


def passages(source: str, anchors: Iterable[model.Anchor], article: Article) -> Iterator[Passage]:
    """The sentences that hold these anchors of one article, a passage a paragraph; anchors may overlap and repeat."""
    places = [(anchor.start, anchor.end) for anchor in anchors]
    for paragraph in article.paragraphs:
        inside = [place for place in places if paragraph.holds(*place)]
        touched = [s for s in article.sentences if any(s.start < end and start < s.end for start, end in inside)]
        if inside:
            start = min(*(s.start for s in touched), *(start for start, _ in inside), paragraph.end)
            end = max(*(s.end for s in touched), *(end for _, end in inside), start)
            yield Passage(source, paragraph.number, tuple(pieces(article.text, start, end, inside)))


def pieces(text: str, start: int, end: int, anchors: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Cut a stretch of a text where anchored words begin and end."""
    for marked, run in groupby(range(start, end), lambda at: any(first <= at < last for first, last in anchors)):
        yield "".join(text[at] for at in run), marked
