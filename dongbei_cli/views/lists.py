"""Lists of records, a line each where it fits: who, when or how much; what; the paragraph; the id."""

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model, resolve
from dongbei_cli.base import Base
from dongbei_cli.errors import Message, Outcome
from dongbei_cli.readings import edtf
from dongbei_cli.store import tagged
from dongbei_cli.views import CONTRADICTION, INFERRED, STYLES, capital, cell, clean, compact, place, text_of, when, word
from dongbei_cli.views.table import APART, BLANK, ROOMY, TIE, Column, Look, Section, lines, run, tables, wrap

T = TypeVar("T")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
WORDS = 14  # cells of a verb of speech, or of a date as written, at the most
LEAD = 20  # cells of who, when or how much at the most, and no more than a third of the line, to have a column
PERIODS, EXPECTED = Message("Periods"), Message("Recent, without a date, and expected")
PARTLY = Message("Only partly within the dates asked for")
COLUMNS = (Column(), Column(prose=True), Column(), Column())


def grouped(records: Iterable[T], key: str) -> dict[str, list[T]]:
    """Return records by the value of a field, in the order in which each value first comes."""
    found: dict[str, list[T]] = {}
    for record in records:
        found.setdefault(getattr(record, key), []).append(record)
    return found


class Listing:
    """The rows of one table: cells of each record, with marks for contradictions and for notes that several share."""

    def __init__(self, records: Sequence[model.Record], base: Base, look: Look) -> None:
        self.look, self.lang, self.base = look, look.lang, base
        self.more = look.narrowed or look.long
        self.langs = ("en", "zh") if look.lang == "en" and self.more else (look.lang,)
        # The shortest name of each body by its Chinese name: 座谈会, Symposium.
        names = resolve.terms(base.connection, ("organization",))
        forms = {name.key: name.forms if look.lang == "zh" else filter(None, name.english) for name in names}
        self.names = {key: capital(clean(min(found, key=cell_len, default=key))) for key, found in forms.items()}
        self.id_column = look.width >= ROOMY and all(len(record.id) <= 40 for record in records)
        contradictions = dict.fromkeys(filter(None, (text_of(record, "discrepancy", look.lang) for record in records)))
        notes = Counter(text_of(record, "note", look.lang) for record in records if look.long)
        shared = [text for text, count in notes.items() if text and count > 1]
        self.marks = {text: f"{TIE}⚠{raised(number)}" for number, text in enumerate(contradictions)}
        self.marks |= {text: raised(number) for number, text in enumerate(shared, 1)}

    def row(self, record: model.Record, lead: Text, what: Text) -> list[Text]:
        """Return the cells of one record: what it is, and below that its words, glosses and notes as asked for."""
        below = list(self.below(record, lead.plain, what.plain))
        for key in ("discrepancy", "note"):
            what.append(self.marks.get(text_of(record, key, self.lang), ""), "bold yellow")
        record_id = Text(clean(record.id), "dim")
        what = Text("\n").join([what, *below, *([record_id] if self.look.long and not self.id_column else [])])
        where = place(record.body_paragraph, self.lang, self.base.mark(record.source))
        return [lead, what, where, record_id if self.id_column else BLANK]

    def below(self, record: model.Record, lead: str, what: str) -> Iterator[Text]:
        """Yield the Chinese title and the words, unless the row says so; what a measure includes; the note."""
        said = {bare(text) for text in (what + lead, *what.split("\n"), *lead.split("\n"))}
        for text, wanted in ((record.title, self.lang == "en" and self.look.long), (record.excerpt, self.more)):
            if wanted and bare(text) not in said:
                yield Text(clean(text), "dim")
                said.add(bare(text))
        for key, name in (("components", Message("Includes: ")), ("note", Message("Note: "))):
            text = text_of(record, key, self.lang)
            if self.look.long and text and text not in self.marks:
                yield Text(f"{self.look.say(name)}{text}", "dim italic" if key == "note" else "dim")

    def draw(
        self, sections: Iterable[Section], *legend: str, columns: Sequence[Column] = COLUMNS
    ) -> Iterator[RenderableType]:
        """Draw the sections, and below them what the marks mean; leads without room for a column run into the rest."""
        sections = list(sections)
        leads = [line for section in sections for row in section.rows for line in row[0].plain.split("\n")]
        if max(map(cell_len, leads), default=0) > min(LEAD, self.look.width // 3):
            sections = [each._replace(rows=[[joined(*row[:2]), *row[2:]] for row in each.rows]) for each in sections]
            heading = APART.join(filter(None, (column.heading for column in columns[:2])))
            columns = [Column(heading, prose=True, margin=len(APART)), *columns[2:]]
        yield from tables(columns, sections, self.look.width)
        for text, mark in self.marks.items():
            warning = self.look.say(CONTRADICTION) if "⚠" in mark else ""
            yield wrap(Text(f"{mark.strip()} {warning}{text}", "bold yellow" if warning else "dim"), self.look.width)
        counted = self.look.say(INFERRED) if any(line.endswith("*") for line in leads) else ""
        yield from (wrap(Text(line, "dim"), self.look.width) for line in (counted, *legend) if line)

    def name(self, record: model.Record, key: str) -> str:
        """Return the short name of the person or body that a field names."""
        return self.names.get(record.__dict__[key]) or text_of(record, key, self.lang)

    def fact(self, record: model.Record) -> tuple[Text, Text]:
        """Return what tells a record of any kind from others: who, when or how much; and what it is."""
        what, date = text_of(record, "title", self.lang), compact(record.when or "", self.lang)
        match record:
            case model.Figure():
                from dongbei_cli import amounts  # reading quantities takes 20 ms of the 130 of a timeline

                lead = amounts.written(record) if self.lang == "zh" else amounts.in_english(record)
            case model.Event():
                lead = when(record, self.lang)
            case model.Quote() | model.Measure():
                lead = self.name(record, "speaker" if record.kind == "quote" else "proposer")
            case model.Claim():
                lead = word(record.attribution, self.lang)
            case model.Organization():
                lead = word(record.type, self.lang)
            case model.Person():
                lead, what = what, text_of(record, "role", self.lang)
            case _:
                lead = date or word(record.kind, self.lang)
        dated = isinstance(record, model.Figure | model.Quote) and not all(year in what for year in date.split("–"))
        return Text(lead, STYLES[record.kind]), Text.assemble(what, (f" ({date})" if dated else "", "dim"))


def bare(text: str) -> str:
    """Return a text without its punctuation: what differs in that alone is not said twice."""
    return re.sub(r"\W", "", clean(text))


def joined(lead: Text, what: Text) -> Text:
    """Return a lead and what it is of on a line; a lead with which the other begins is not said twice."""
    named = rf"(the )?{re.escape(lead.plain)}(?![a-z])"
    said = not lead.plain or (lead.plain[-1].isalpha() and re.match(named, what.plain, re.IGNORECASE))
    return Text(APART).join(Text(" ").join(cell.split("\n")) for cell in ([what] if said else [lead, what]))


def raised(number: int) -> str:
    """Return a number in small raised digits; nothing for 0."""
    return str(number or "").translate(SUPERSCRIPTS)


def timeline(records: Sequence[model.Record], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw dated records: points of time, periods, then what is expected or open."""
    listing = Listing(records, base, look)
    mixed = len({record.kind for record in records}) > 1
    rows: dict[str, list[list[Text]]] = {heading: [] for heading in ("", PERIODS, EXPECTED, PARTLY)}
    for record in records:
        date, own = Text(when(record, look.lang), "cyan"), text_of(record, "date_text", look.lang)
        if look.long and own and own not in date.plain:
            date = wrap(date.append(f"\n{own}", "dim"), WORDS)
        what = Text(text_of(record, "title", look.lang))
        if mixed and not isinstance(record, model.Event | model.Document):
            what = joined(listing.fact(record)[0], what)
        begins, ends = (record.__dict__.get(key) for key in ("start_date", "end_date"))
        first, last = look.days
        heading = PERIODS if edtf.parse(record.when or "").precision in ("interval", "decade", "century") else ""
        if begins and ends and (begins < (first or begins) or ends > (last or ends)):
            heading = PARTLY
        elif record.__dict__.get("category") == "forecast" or not (begins and ends):
            heading = EXPECTED
        rows[heading].append(listing.row(record, date, what))
    sections = [Section(rows[key], Text(look.say(key), "bold") if key else None) for key in rows if rows[key]]
    headings = model.label("date", look.lang), "" if mixed else capital(word("event", look.lang))
    columns = [Column(headings[0]), Column(headings[1], prose=True), Column(), Column()]
    yield from listing.draw(sections, columns=columns)


def quotes(records: Sequence[model.Quote], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw statements under their speakers, in English their glosses; the marks “ ” only around direct speech."""
    listing = Listing(records, base, look)
    sections = []
    for members in grouped(records, "speaker").values():
        rows = []
        for quote in members:
            direct = quote.speech == "direct"
            manner = Text(text_of(quote, "verb", look.lang), "green" if direct else "magenta")
            manner.append(f"\n{compact(quote.date, look.lang)}" if listing.more and quote.date else "", "dim")
            lead = Text(APART).append_text(Text(f"\n{APART}").join(lines(manner, WORDS)))
            texts = [text_of(quote, "text", lang) for lang in listing.langs]
            rows.append(listing.row(quote, lead, Text("\n".join(f"“{text}”" if direct else text for text in texts))))
        name, *more = [text_of(members[0], key, lang) for key in ("speaker", "role") for lang in listing.langs]
        byline = run([Text(capital(name), "bold"), *(Text(each, "dim") for each in more)], look.width)
        sections.append(Section(rows, byline))
    yield from listing.draw(sections)


def measures(records: Sequence[model.Measure], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw measures under their areas, with who put each forward, ● for a meeting."""
    listing = Listing(records, base, look)
    sections, official = [], False
    for members in grouped(records, "area").values():
        rows = []
        for each in members:
            official |= (meeting := each.status == "official")
            name = f"{APART}{listing.name(each, 'proposer')}{f'{TIE}●' * meeting}"
            lead = Text(name, "green" if meeting else "magenta")
            rows.append(listing.row(each, lead, Text(text_of(each, "title", look.lang))))
        sections.append(Section(rows, Text(capital(text_of(members[0], "area", look.lang)), "bold")))
    legend = [look.say("● put forward by a meeting")] if official else []
    proposers = {record.proposer for record in records}
    count = len(base.of_kind("quote", tagged("speaker", proposers)))
    if len(proposers) == 1 and look.narrowed and count:
        name = listing.name(records[0], "proposer")
        name = name if name.isalnum() else shlex.quote(name)
        legend.append(look.say("{count} statements beside: dongbei quote -e {name}", name=name, count=count))
    yield from listing.draw(sections, *legend)


def people(records: Sequence[Any], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw persons, and bodies that speak: role, and how often each is heard."""
    listing = Listing(records, base, look)
    rows = []
    for record in records:
        name = Text().append(listing.name(record, "name"), "bold")
        name.append(f"\n{clean(record.name)}" if look.lang == "en" and look.long else "", "dim")
        role = Text(text_of(record, "role", look.lang) or word(record.__dict__["type"], look.lang))
        counts = [Text(str(count)) for count in (record.quotes, record.measures)]
        rows.append([*(row := listing.row(record, name, role))[:2], *counts, *row[2:]])
    headings = [model.label(key, look.lang, model.Person) for key in ("name", "role", "quotes", "measures")]
    columns = [Column(headings[0]), Column(headings[1], prose=True), *(Column(each, "right") for each in headings[2:])]
    yield from listing.draw([Section(rows)], columns=[*columns, Column(), Column()])


def found(hits: Sequence[Any], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw what a search found, best first, the words that were met in colour; a search narrows nothing down."""
    listing = Listing([hit.record for hit in hits], base, look._replace(narrowed=False))
    rows = [listing.row(hit.record, *listing.fact(hit.record)) for hit in hits]
    for row, hit in zip(rows, hits, strict=True):
        met = [clean(each.partition(": ")[2]) for each in hit.matched]
        row[1].highlight_words(filter(None, met), "bold yellow", case_sensitive=False)
    yield from listing.draw([Section(rows)])


def facts(records: Sequence[model.Record], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw records of any kind under their kinds."""
    listing, by_kind = Listing(records, base, look), grouped(records, "kind")
    sections = []
    for kind in sorted(by_kind, key=list(model.KINDS).index):
        name, rows = word(kind, look.lang), []
        for record in by_kind[kind]:
            lead, what = listing.fact(record)
            rows.append(listing.row(record, BLANK if lead.plain == name else lead, what))
        heading = Text.assemble((capital(name), "bold"), (f"{TIE * len(APART)}{len(rows)}", "dim"))
        sections.append(Section(rows, heading))
    yield from listing.draw(sections)


def topics(terms: Sequence[model.Term], _base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw the vocabulary; at length with the other words for each term."""
    sections = []
    for sort, members in grouped(terms, "type").items():
        rows = []
        for term in members:
            also = f"\n{', '.join(map(clean, term.aliases))}" if look.long and term.aliases else ""
            english = Text.assemble(clean(term.en), (also, "dim"))
            rows.append([Text(clean(term.slug), "bold"), Text(clean(term.zh)), english, Text(str(term.facts))])
        sections.append(Section(rows, Text(capital(word(sort, look.lang)), "bold")))
    yield from tables([Column(), Column(), Column(prose=True), Column("", "right")], sections, look.width)
    if not look.long:
        yield wrap(Text(look.say("other words for each: -l"), "dim"), look.width)


def chosen(rows: Sequence[Mapping[str, Any]], _base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw just the fields that were named, numbers to the right."""
    columns = []
    longest = max(rows[0], key=lambda key: max(cell_len(cell(row[key])) for row in rows))
    for key in rows[0]:
        number = all(row[key] is None or isinstance(row[key], int | Decimal) for row in rows)
        columns.append(Column(key, "right" if number else "left", key == longest and not number))
    yield from tables(columns, [Section([[Text(cell(value)) for value in row.values()] for row in rows])], look.width)


def bibliography(cited: Iterable[tuple[str, str]], _base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw citations by the ids of facts: each once, after the ids that it cites; its lines keep their indentation."""
    ids_by_citation: dict[str, list[str]] = {}
    for fact_id, citation in cited:
        ids_by_citation.setdefault(citation, []).append(fact_id)
    yield BLANK
    yield Text(look.say("Citations"), "bold")
    for citation, ids in ids_by_citation.items():
        yield wrap(Text(", ".join(map(clean, ids)), "dim"), look.width)
        for line in citation.split("\n"):
            indent = min(len(line) - len(line.lstrip(" ")), max(look.width - 40, 0))
            for part in wrap(Text(clean(line.lstrip(" "))), look.width - indent).split("\n"):
                yield Text(" " * indent).append_text(part)


def source_line(sources: Sequence[model.Source], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw where all this is from: in full where the answer is narrow or long, else in one line with a hint."""
    whole, short = [], []
    for source in sources:
        mark, day = base.mark(source.id), edtf.worded(source.published, look.lang)
        said = f"来源：{source.author}：《{source.title}》，{source.publisher}，{day}，{source.url}"
        if look.lang == "en":
            who = f"{source.author_en}, “{source.title_en}”, {source.publisher_en} {source.publisher}"
            said = f"Source: {who}, {day}, {source.url}"
        whole.append(clean(f"{mark} {said}".strip()))
        short.append(clean(f"{mark} {text_of(source, 'publisher', look.lang)} {source.published[:10]}".strip()))
    if look.narrowed or look.long:
        yield from (Text("\n").append_text(wrap(Text(said, "dim"), look.width)) for said in whole)
    elif short:
        said = " · ".join([*short, look.say("words and notes: -l · one fact: dongbei show ID")])
        yield wrap(Text(said.replace(" ·", f"{TIE}·"), "dim"), look.width)


def proof(outcomes: Sequence[Outcome], _base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw the rules that fail, or at length all of them; those that found nothing of their kind have a sentence."""
    idle = [each.rule for each in outcomes if look.long and not (each.proved or each.curated or each.problems)]
    rows = []
    for outcome in outcomes:
        if outcome.problems or (look.long and outcome.rule not in idle):
            failed = Text(str(len(outcome.problems)), "bold red" if outcome.problems else "")
            rows.append([Text(outcome.rule), Text(f"{outcome.proved:,}"), failed])
    if rows:
        headings = [look.say(key) for key in (Message("Rule"), Message("Proved"), Message("Failed"))]
        columns = [Column(headings[0]), Column(headings[1], "right"), Column(headings[2], "right")]
        yield from tables(columns, [Section(rows)], look.width)
    if idle:
        names = ("、" if look.lang == "zh" else ", ").join(idle)
        said = look.say("Passed with nothing of their kind to look at: {rules}", rules=names)
        yield wrap(Text(said, "dim"), look.width)
