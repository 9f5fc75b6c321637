"""What the page holds: each record in one section, in two languages; and its charts, in percent of their width."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from typing import Any, NamedTuple

from dongbei_cli import amounts, citations, model
from dongbei_cli.base import Base
from dongbei_cli.readings import Article, body_paragraphs, edtf

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
PARAGRAPH = 900000009  # what the script of the page replaces by a paragraph's number, after a # by its address
Pieces = list[tuple[str, bool]]  # words of an article in pieces: each a text, and whether an anchor holds it
LEFT, RIGHT = 4, 94  # where the line of time begins and ends; what has no beginning or no end runs into the margins
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 10000)


class Bar(NamedTuple):
    """A figure as a bar, labelled by its field `label`; `reach` is the width of the upper end of a range."""

    figure: model.Figure
    label: str
    start: float
    width: float
    reach: float | None


class Total(NamedTuple):
    """The bars of a sum laid end to end, and the figure that the article states for it."""

    relation: model.Relation
    segments: list[Bar]
    stated: Bar


class Column(NamedTuple):
    """A figure at its time: the middle and the width in percent, the height in pixels."""

    figure: model.Figure
    x: float
    width: float
    height: int


class Chart(NamedTuple):
    """Figures that compare: `bars` always, `columns` when they are one thing over time, `total` when they add up."""

    bars: list[Bar]
    columns: list[Column]
    total: Total | None

    @property
    def figures(self) -> list[model.Figure]:
        """Every figure that the chart shows."""
        return [bar.figure for bar in (*self.bars, *([self.total.stated] if self.total else []))]

    @property
    def leading(self) -> list[model.Figure]:
        """The stated sum; first and last over time; else the largest."""
        if self.columns:
            return [self.columns[0].figure, self.columns[-1].figure]
        return [self.total.stated.figure if self.total else max(self.figures, key=lambda each: each.value_si)]

    def shares(self, key: str) -> bool:
        """Whether all bars have the same value in a field."""
        return len({getattr(bar.figure, key) for bar in self.bars}) == 1


def chart(group: amounts.Comparison) -> Chart:
    """Figures that compare as bars, with their sum or their course over time."""
    by_id = {figure.id: figure for figure in group.figures}
    found = next(filter(None, (total(relation, by_id) for relation in group.sums)), None)
    drawn = [figure for figure in group.figures if found is None or figure.id != found.relation.whole]
    added = sum((part.figure.value_si for part in found.segments), Decimal(0)) if found else Decimal(0)
    columns = []
    if group.over_time:  # each where the middle of its period is
        middles = [sum(filter(None, years(figure.period or ""))) / 2 for figure in group.figures]
        places = [16 + 68 * (middle - middles[0]) / (middles[-1] - middles[0]) for middle in middles]
        width = min(12.0, 0.6 * min(after - before for before, after in pairwise(places)))
        tallest = max(figure.value_si for figure in group.figures)
        placed = zip(group.figures, places, strict=True)
        columns = [Column(f, place, width, int(128 * f.value_si / tallest)) for f, place in placed]
    return Chart(bars(drawn, max(added, *map(reached, group.figures))), columns, found)


def total(relation: model.Relation, figures: dict[str, model.Figure]) -> Total | None:
    """Return a sum as its parts end to end over what is stated; None when it is not one of amounts in one unit."""
    known = [figures[name] for name in (relation.whole or "", *relation.parts) if name in figures]
    one_unit = len({figure.unit_si for figure in known}) == 1 and all(figure.value > 0 for figure in known)
    if relation.computed is None or len(known) <= len(relation.parts) or not one_unit:
        return None
    whole, *parts = known
    *starts, added = accumulate((part.value_si for part in parts), initial=Decimal(0))
    tallest = max(added, whole.value_si)
    laid = zip(bars(parts, tallest), starts, strict=True)
    segments = [bar._replace(start=percent(start, tallest)) for bar, start in laid]
    return Total(relation, segments, bars([whole], tallest)[0])


def reached(figure: model.Figure) -> Decimal:
    """The amount of a figure, of a range its upper end, in the base unit."""
    return figure.value_si * (figure.upper or figure.value) / figure.value


def bars(group: Sequence[model.Figure], tallest: Decimal) -> list[Bar]:
    """Figures as bars that begin on the left, each labelled by the field that tells it from the others."""
    found = []
    for figure in group:
        values = {key: {getattr(other, key) for other in group} for key in ("region", "indicator", "period")}
        label = next((key for key in values if getattr(figure, key) and len(values[key]) == len(group)), "title")
        reach = percent(reached(figure), tallest) if figure.upper else None
        found.append(Bar(figure, label, 0, percent(figure.value_si, tallest), reach))
    return found


def percent(part: Decimal, whole: Decimal) -> float:
    """A part of a whole."""
    return float(part / whole * 100)


def roomy(text: str, width: float) -> str:
    """Where a label fits into a bar of this width: `always`, on a `wide` screen (400 pixels and more), or `never`."""
    needed = 10 + sum(7 if character.isascii() else 14 for character in text)
    return "always" if needed <= 2.6 * width else "wide" if needed <= 4 * width else "never"


class Axis(NamedTuple):
    """The whole years that the line of time covers."""

    first: int
    last: int

    @property
    def ticks(self) -> list[tuple[float, int]]:
        """At most six round years with their places."""
        step = next(step for step in STEPS if (self.last - self.first) / step <= 6)
        return [(self.at(year), year) for year in range(self.first, self.last + 1) if year % step == 0]

    def at(self, year: float) -> float:
        """Where a year begins, in percent of the width."""
        return LEFT + (RIGHT - LEFT) * (year - self.first) / (self.last - self.first)

    def span(self, date: str) -> list[float | None]:
        """Where a date begins and ends on the line of time; None where it is open."""
        return [None if year is None else self.at(year) for year in years(date)]


def axis(dates: Iterable[str]) -> Axis | None:
    """The line of time for these EDTF dates; None where no date has a year."""
    known = [int(day[:4]) for date in dates for day in edtf.bounds(date) if day]
    return Axis(min(known), max(known) + 1) if known else None


def years(date: str) -> list[float | None]:
    """When a date begins and ends, as years with a fraction; None where it is open."""
    days = [[int(part) for part in day.split("-")] if day else None for day in edtf.bounds(date)]
    return [day[0] + (day[1] - 1) / 12 + (day[2] - 1 + after) / 372 if day else None for after, day in enumerate(days)]


class Words(NamedTuple):
    """A text in both languages; `en` is None where there is Chinese only."""

    zh: str
    en: str | None


class Sum(NamedTuple):
    """A relation worked out; `drawn` where its parts add up in one unit, `scale` the widths of computed and stated."""

    relation: model.Relation
    whole: model.Record | None
    parts: Sequence[model.Record]
    drawn: Total | None
    scale: tuple[float, float] | None


class Contents:
    """The sections of one page, each computed when the template asks for it."""

    def __init__(self, base: Base, accessed: str) -> None:
        """Read the base once; `accessed` is the day in the citations."""
        self.accessed = accessed
        self.records = base.facts()
        self.sources = {source.id: source for source in base.sources}
        self.articles = {source: Article(base.article(source)) for source in self.sources}
        self.bodies = {source: body_paragraphs(article) for source, article in self.articles.items()}
        self.terms = base.topics()
        by_id = {record.id: record for record in self.records}
        figures = {name: record for name, record in by_id.items() if isinstance(record, model.Figure)}
        self.sums = []
        for each in base.relations():
            whole, parts = by_id.get(each.whole or ""), [by_id[part] for part in each.parts if part in by_id]
            drawn = total(each, figures) if each.kind == "sum" else None
            scale = None
            if isinstance(whole, model.Figure) and each.computed is not None and min(each.computed, whole.value) > 0:
                longest = max(each.computed, whole.value)
                scale = percent(each.computed, longest), percent(whole.value, longest)
            self.sums.append(Sum(each, whole, parts, drawn, scale))
        self.names = {term.slug: Words(term.zh, term.en) for term in self.terms if term.type == "topic"}
        self.names |= {each.name: of(each, "name") for each in [*self.of("person"), *self.of("organization")]}
        self.heard: dict[str, list[model.Record]] = {}
        for record in self.records:
            if voice := getattr(record, "speaker", None) or getattr(record, "proposer", None):
                self.heard.setdefault(voice, []).append(record)

    def of(self, kind: str) -> list[Any]:
        """The records of one kind."""
        return [record for record in self.records if record.kind == kind]

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

    def evidence(self, sum_: Sum) -> Iterator[tuple[str, int, Pieces]]:
        """The sentences that hold the terms of a calculation, by source and line."""
        terms = [*([sum_.whole] if sum_.whole else []), *sum_.parts]
        for source, article in self.articles.items():
            anchors = [anchor for term in terms if term.source == source for anchor in term.anchors]
            for line, pieces in passages(article, [(anchor.start, anchor.end) for anchor in anchors]):
                yield source, line, pieces

    def anchored(self, record: model.Record) -> Iterator[tuple[int, list[tuple[int, str]]]]:
        """The words that prove a record by their lines, each with its place in the line in units of UTF-16."""
        text = {line.number: (line.start, line.text) for line in self.articles[record.source].paragraphs}
        for number in dict.fromkeys(anchor.paragraph for anchor in record.anchors):
            start, line = text[number]
            found = [anchor for anchor in record.anchors if anchor.paragraph == number]
            yield number, [(len(line[: a.start - start].encode("utf-16-le")) // 2, a.exact) for a in found]

    def anchor(self, source: str, line: int) -> str:
        """The id on the page of a line of an article."""
        return f"_{list(self.sources).index(source) + 1}-{line}"

    @cached_property
    def events(self) -> list[model.Event]:
        """Events in the order of time."""
        return sorted(self.of("event"), key=lambda event: edtf.order(edtf.parse(event.date)))

    @cached_property
    def axis(self) -> Axis | None:
        """The line of time that all events share."""
        return axis(event.date for event in self.events)

    @cached_property
    def topics(self) -> list[tuple[Words, list[Chart], list[model.Figure]]]:
        """By first topic the figures that are drawn and the rest; topics with charts before the others."""
        found = []
        for heading, figures in self.sections("figure", "topic"):
            groups = amounts.comparisons(figures, [each.relation for each in self.sums])
            drawn = [chart(group) for group in groups]
            shown = {figure.id for chart in drawn for figure in chart.figures}
            found.append((heading, drawn, [figure for figure in figures if figure.id not in shown]))
        return sorted(found, key=lambda topic: not topic[1])

    def sections(self, kind: str, key: str) -> list[tuple[Words, list[Any]]]:
        """The records of a kind by a field or their first topic, in the order of the vocabulary, else as they come."""
        terms = [term for term in self.terms if term.type == key]
        names = {term.zh if key == "area" else term.slug: Words(term.zh, term.en) for term in terms}
        found: dict[str, list[Any]] = {name: [] for name in names}
        for record in self.of(kind):
            value = next(iter(record.topics), "") if key == "topic" else getattr(record, key)
            found.setdefault(value, []).append(record)
        return [(names.get(name, Words(name, None)), members) for name, members in found.items() if members]

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
            words = [self.names.get(member, Words(member, gloss)) for member, gloss in pairs]
            in_english = ", ".join(each.en or "" for each in words) if all(each.en for each in words) else None
            return Words("、".join(each.zh for each in words), in_english)
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

    def citation(self, source: model.Source, style: str, passage: bool = False) -> str:
        """How to cite an article, or a passage of it with marks for its paragraph and its address."""
        marks = {"body_paragraph": PARAGRAPH, "link": f"{source.url}#{PARAGRAPH}"}
        marked = (record.replace(**marks) for record in self.records if record.source == source.id)
        return citations.citations([(source, next(marked, None) if passage else None)], style, self.accessed)


def both(answer: Callable[[Any, str], str], about: Any) -> Words:
    """What a function of a thing and a language answers in both."""
    return Words(answer(about, "zh"), answer(about, "en"))


def of(record: model.Entry, key: str) -> Words:
    """A field of a record with its English; a date or period in words."""
    value = getattr(record, key) or ""
    dated = value and record.FIELDS[key].form == "edtf"
    return both(edtf.worded, value) if dated else Words(value, getattr(record, f"{key}_en", None))


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


def passages(article: Article, anchors: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Pieces]]:
    """The sentences around anchors of an article by their line; anchors may overlap and repeat."""
    for line in article.paragraphs:
        inside = [place for place in anchors if line.holds(*place)]
        touched = [s for s in article.sentences if any(s.start < end and start < s.end for start, end in inside)]
        if spans := [*inside, *((sentence.start, sentence.end) for sentence in touched)]:
            stretch = range(min(start for start, _ in spans), max(end for _, end in spans))
            anchored = {at for start, end in inside for at in range(start, end)}
            runs = groupby(stretch, anchored.__contains__)
            yield line.number, [("".join(article.text[at] for at in run), marked) for marked, run in runs]
