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
from dongbei_cli.problems import Outcome
from dongbei_cli.readings import edtf
from dongbei_cli.store import tagged
from dongbei_cli.views.table import BLANK, NARROW, ROOMY, Column, Look, Section, indented, run, tables
from dongbei_cli.views.words import capital, cell, clean, date_of, label, place, text_of, word
from dongbei_cli.views.wrap import lines, wrap

T = TypeVar("T")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
PLAIN_DATE = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?(T.*)?")
LEAD, PROSE = 14, 66
"""Cells of what tells records of several kinds apart, at the least, and of the rest, at the most."""
INDENT = "  "
IDS = 40
"""Cells of the longest id that may have a column."""
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
        self.look, self.lang = look, look.lang
        self.more = look.narrowed or look.long
        self.names = short_names(base, look.lang)
        self.id_column = look.width >= ROOMY and all(len(record.id) <= IDS for record in records)
        contradictions = dict.fromkeys(filter(None, (text_of(record, "discrepancy", look.lang) for record in records)))
        notes = Counter(text_of(record, "note", look.lang) for record in records if look.long)
        shared = [text for text, count in notes.items() if text and count > 1]
        self.marks = {
            text: f" ⚠{raised(number) if number > 1 else ''}" for number, text in enumerate(contradictions, 1)
        }
        self.marks |= {text: raised(number) for number, text in enumerate(shared, 1)}

    def row(self, record: model.Record, lead: Text, what: Text) -> list[Text]:
        """Return the cells of one record: what it is, and below that its words, glosses and notes as asked for."""
        note, record_id = text_of(record, "note", self.lang), Text(clean(record.id), "dim")
        below = list(self.below(record, what.plain))
        for text in (text_of(record, "discrepancy", self.lang), note):
            what.append(self.marks.get(text, ""), "bold yellow")
        if self.look.long and note and note not in self.marks:
            below.append(Text(f"{label('note', self.lang)}{note}", "dim italic"))
        if self.look.long and not self.id_column:
            below.append(record_id)
        what = Text("\n").join([what, *below])
        return [lead, what, place(record.body_paragraph, self.lang), record_id if self.id_column else BLANK]

    def below(self, record: model.Record, what: str) -> Iterator[Text]:
        """Yield the Chinese of an English title, the words, and what a measure includes."""
        words = clean(record.excerpt)
        if self.lang == "en" and self.look.long and record.title != words:
            yield Text(clean(record.title))
        if self.more and words not in (what.strip("“”"), *what.split("\n")):
            yield Text(words, "dim")
        if self.look.long and (parts := text_of(record, "components", self.lang)):
            yield Text(f"{label('includes', self.lang)}{parts}", "dim")

    def draw(
        self, sections: Iterable[Section], *legend: str, columns: Sequence[Column] = COLUMNS
    ) -> Iterator[RenderableType]:
        """Draw the sections, and below them what the marks mean."""
        yield from tables(columns, sections, self.look.width)
        for text, mark in self.marks.items():
            warning = label("contradiction", self.lang) if "⚠" in mark else ""
            yield wrap(Text(f"{mark.strip()} {warning}{text}", "bold yellow" if warning else "dim"), self.look.width)
        for line in filter(None, legend):
            yield wrap(Text(line, "dim"), self.look.width)

    def name(self, record: model.Record, key: str) -> str:
        """Return the short name of the person or body that a field names."""
        return self.names.get(record.__dict__[key]) or text_of(record, key, self.lang)

    def fact(self, record: model.Record) -> tuple[Text, Text]:
        """Return what tells a record of any kind from others: who, when or how much; and what it is."""
        day, what = date_of(record), Text(text_of(record, "title", self.lang))
        date = compact(day, self.lang) if day else ""
        match record:
            case model.Figure():
                from dongbei_cli import amounts  # reading quantities takes 20 ms of the 130 of a timeline

                lead = Text(amounts.written(record) if self.lang == "zh" else amounts.in_english(record), "bold")
            case model.Event():
                lead = Text(when(record, self.lang), "cyan")
            case model.Quote():
                lead = Text(self.name(record, "speaker"), "green")
            case model.Measure():
                lead = Text(self.name(record, "proposer"), "magenta")
            case model.Claim():
                lead = Text(word(record.attribution, self.lang), "blue")
            case model.Organization():
                lead = Text(word(record.type, self.lang), "dim")
            case model.Person():
                lead, what = what, Text(text_of(record, "role", self.lang))
            case _:
                lead = Text(date or word(record.kind, self.lang), "dim")
        if isinstance(record, model.Figure | model.Quote) and date and date not in what.plain:
            what.append(f" ({date})", "dim")
        return lead, what

    def fact_row(self, record: model.Record) -> list[Text]:
        """Return the cells of a record of any kind."""
        lead, what = self.fact(record)
        return self.row(record, wrap(lead, max(LEAD, self.look.width - PROSE)), what)


def raised(number: int) -> str:
    """Return a number in small raised digits."""
    return str(number).translate(SUPERSCRIPTS)


def short_names(base: Base, lang: str) -> dict[str, str]:
    """Return the shortest name of each body by its Chinese name: 座谈会, Symposium."""
    names = resolve.terms(base.connection, ("organization",))
    forms = {name.key: name.forms if lang == "zh" else [form for form in name.english if form] for name in names}
    return {key: capital(clean(min(found, key=cell_len, default=key))) for key, found in forms.items()}


def when(record: model.Record, lang: str) -> str:
    """Return the date of a record, marked * where the curator counted it; in Chinese an open one as written."""
    date, own = date_of(record), text_of(record, "date_text", lang)
    if is_open(record) and own and lang == "zh":
        return own
    spans = is_open(record) or "/" in date
    counted = own and spans and not all(year in own for year in re.findall("[0-9]{4}", date))
    return compact(date, lang) + "*" * bool(counted)


def is_open(record: model.Record) -> bool:
    """Whether a date has no beginning or no end."""
    return not (record.__dict__.get("start_date") and record.__dict__.get("end_date"))


def compact(date: str, lang: str) -> str:
    """Return a date in digits, 2003–2022 or 2023-11-01; in words what digits cannot say."""
    parts = re.split("/|(?<=[0-9])[.]{2}|[.]{2}(?=[0-9])", date.strip("[]"))
    parts = ["" if part == ".." else part for part in parts]
    if len(parts) <= 2 and all(not part or PLAIN_DATE.fullmatch(part) for part in parts):
        return "–".join(part[:10] for part in parts)
    return edtf.worded(date, lang)


def stage(record: model.Record) -> int:
    """Return 0 for a point of time, 1 for a period, 2 for what is expected or has no end."""
    if record.__dict__.get("category") == "forecast" or is_open(record):
        return 2
    return int(edtf.parse(date_of(record)).precision in ("interval", "decade", "century"))


def timeline(records: Sequence[model.Record], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw dated records: points of time, periods, then what is expected or open."""
    listing = Listing(records, base, look)
    mixed = len({record.kind for record in records}) > 1
    sections = []
    for number, heading in enumerate(("", "periods", "expected")):
        members = [record for record in records if stage(record) == number]
        rows = [listing.row(record, dated(record, look), happened(listing, record, mixed)) for record in members]
        title = Text(label(heading, look.lang), "bold") if heading else None
        sections += [Section(rows, title)] if rows else []
    headings = model.label("date", look.lang), "" if mixed else capital(word("event", look.lang))
    columns = [Column(headings[0]), Column(headings[1], prose=True), Column(), Column()]
    marked = any(when(record, look.lang).endswith("*") for record in records)
    yield from listing.draw(sections, label("inferred", look.lang) if marked else "", columns=columns)


def dated(record: model.Record, look: Look) -> Text:
    """Return the date of a record, and at length the article's own wording below it."""
    text, own = Text().append(when(record, look.lang), "cyan"), text_of(record, "date_text", look.lang)
    return wrap(text.append(f"\n{own}", "dim"), LEAD) if look.long and own and own not in text.plain else text


def happened(listing: Listing, record: model.Record, mixed: bool) -> Text:
    """Return what a row of the timeline says; among other kinds with who says so or how much it is."""
    what = Text(text_of(record, "title", listing.lang))
    if not mixed or isinstance(record, model.Event | model.Document):
        return what
    return Text.assemble(listing.fact(record)[0], "  ", what)


def quotes(records: Sequence[model.Quote], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw statements under their speakers; the marks “ ” only around direct speech."""
    listing = Listing(records, base, look)
    sections = []
    for members in grouped(records, "speaker").values():
        rows = [listing.row(quote, manner(listing, quote), statement(listing, quote)) for quote in members]
        sections.append(Section(rows, byline(listing, members[0])))
    yield from listing.draw(sections)


def byline(listing: Listing, quote: model.Quote) -> Text:
    """Return the speaker and the role that the article gives; in English the Chinese too where one is asked for."""
    langs = ("en", "zh") if listing.lang == "en" and listing.more else (listing.lang,)
    first, *more = [text_of(quote, key, lang) for key in ("speaker", "role") for lang in langs]
    return run([Text(capital(first), "bold"), *(Text(each, "dim") for each in more)], listing.look.width)


def manner(listing: Listing, quote: model.Quote) -> Text:
    """Return how it was said, in the article's verb, and when, where one speaker is asked for."""
    verb = text_of(quote, "verb", listing.lang) if listing.lang == "zh" or "verb_en" in quote.FIELDS else quote.speech
    text = Text.assemble((word(verb, listing.lang), "green" if quote.speech == "direct" else "magenta"))
    text.append(f"\n{compact(quote.date, listing.lang)}" if listing.more and quote.date else "", "dim")
    return Text(INDENT).append_text(Text(f"\n{INDENT}").join(lines(text, LEAD)))


def statement(listing: Listing, quote: model.Quote) -> Text:
    """Return the words, in marks when the speaker's own; in English the gloss, and both where one is asked for."""
    langs = ("en", "zh") if listing.lang == "en" and listing.more else (listing.lang,)
    marks = "“{}”" if quote.speech == "direct" else "{}"
    return Text("\n".join(marks.format(text_of(quote, "text", lang)) for lang in langs))


def measures(records: Sequence[model.Measure], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw measures under their areas, with who put each forward."""
    listing = Listing(records, base, look)
    sections = []
    for members in grouped(records, "area").values():
        rows = [listing.row(each, proposer(listing, each), Text(text_of(each, "title", look.lang))) for each in members]
        sections.append(Section(rows, Text(capital(text_of(members[0], "area", look.lang)), "bold")))
    official = any(record.status == "official" for record in records)
    yield from listing.draw(sections, label("official", look.lang) if official else "", beside(listing, records, base))


def proposer(listing: Listing, measure: model.Measure) -> Text:
    """Return who put a measure forward, marked where it was a meeting."""
    official = measure.status == "official"
    name = Text(INDENT + listing.name(measure, "proposer"), "green" if official else "magenta")
    return name.append(" ●" if official else "")


def beside(listing: Listing, records: Sequence[model.Measure], base: Base) -> str:
    """Return how many statements the one proposer of these measures made beside them, and how to see them."""
    proposers = {record.proposer for record in records}
    if len(proposers) != 1 or not listing.look.narrowed:
        return ""
    count, name = len(base.of_kind("quote", tagged("speaker", proposers))), listing.name(records[0], "proposer")
    if not count:
        return ""
    return label("statements", listing.lang).format(name=name if name.isalnum() else shlex.quote(name), count=count)


def people(records: Sequence[Any], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw persons, and bodies that speak: role, and how often each is heard."""
    listing = Listing(records, base, look)
    spoken = Counter(quote.speaker for quote in base.of_kind("quote", []))
    proposed = Counter(measure.proposer for measure in base.of_kind("measure", []))
    rows = []
    for record in records:
        name = Text().append(listing.name(record, "name"), "bold")
        name.append(f"\n{clean(record.name)}" if look.lang == "en" and look.long else "", "dim")
        role = Text(text_of(record, "role", look.lang) or word(record.__dict__["type"], look.lang))
        first, what, *rest = listing.row(record, name, role)
        rows.append([first, what, *(Text(str(counts[record.name])) for counts in (spoken, proposed)), *rest])
    headings = [model.label(key, look.lang, model.Person) for key in ("name", "role", "quotes", "measures")]
    columns = [Column(headings[0]), Column(headings[1], prose=True), *(Column(each, "right") for each in headings[2:])]
    yield from listing.draw([Section(rows)], columns=[*columns, Column(), Column()])


def found(hits: Sequence[Any], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw what a search found, best first, the words that were met in colour; a search narrows nothing down."""
    listing = Listing([hit.record for hit in hits], base, look._replace(narrowed=False))
    rows = []
    for hit in hits:
        rows.append(listing.fact_row(hit.record))
        words = [clean(words.partition(": ")[2]) for words in hit.matched]
        rows[-1][1].highlight_words(filter(None, words), "bold yellow", case_sensitive=False)
    yield from listing.draw([Section(rows)])


def facts(records: Sequence[model.Record], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw records of any kind under their kinds."""
    listing, by_kind = Listing(records, base, look), grouped(records, "kind")
    sections = []
    for kind in sorted(by_kind, key=list(model.KINDS).index):
        heading = Text.assemble((capital(word(kind, look.lang)), "bold"), (f"  {len(by_kind[kind])}", "dim"))
        sections.append(Section([listing.fact_row(record) for record in by_kind[kind]], heading))
    yield from listing.draw(sections)


def topics(terms: Sequence[model.Term], _base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw the vocabulary; at length with the other words for each term."""
    sections = []
    for sort, members in grouped(terms, "type").items():
        rows = [[Text(clean(term.slug), "bold"), *map(Text, map(clean, (term.zh, term.en)))] for term in members]
        for row, term in zip(rows, members, strict=True):
            row[-1].append(f"\n{', '.join(map(clean, term.aliases))}" if look.long and term.aliases else "", "dim")
            row.append(Text(str(term.facts)))
        sections.append(Section(rows, Text(capital(word(sort, look.lang)), "bold")))
    yield from tables([Column(), Column(), Column(prose=True), Column("", "right")], sections, look.width)


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
    yield Text(label("citations", look.lang), "bold")
    for citation, ids in ids_by_citation.items():
        yield wrap(Text(", ".join(map(clean, ids)), "dim"), look.width)
        for line in citation.split("\n"):
            indent = min(len(line) - len(line.lstrip(" ")), max(look.width - NARROW, 0))
            for part in wrap(Text(clean(line.lstrip(" "))), look.width - indent).split("\n"):
                yield Text(" " * indent).append_text(part)


def source_line(sources: Sequence[model.Source], _base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw where all this is from: in full where the answer is narrow or long, else in one line with a hint."""
    chinese = look.lang == "zh"
    if look.narrowed or look.long:
        for source in sources:
            day = edtf.worded(source.published, look.lang)
            said = f"来源：{source.author}：《{source.title}》，{source.publisher}，{day}，{source.url}"
            people = f"{source.author_en} {source.author}, {source.publisher_en} {source.publisher}"
            said = said if chinese else f"Source: {people}, {day}, 《{source.title}》, {source.url}"
            yield Text("\n").append_text(wrap(Text(clean(said), "dim"), look.width))
        return
    names = [f"{each.publisher if chinese else each.publisher_en} {each.published[:10]}" for each in sources]
    yield wrap(Text(" · ".join([*map(clean, names), label("hints", look.lang)]), "dim"), look.width)


def proof(outcomes: Sequence[Outcome], _base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw what the rules proved in one line; before it the rules that fail, or at length all of them."""
    shown = [outcome for outcome in outcomes if look.long or outcome.problems]
    if shown:
        rows = []
        for outcome in shown:
            failed = len(outcome.problems)
            counts = [Text(f"{outcome.proved:,}"), Text(str(failed), "bold red" if failed else "")]
            rows.append([Text(outcome.rule), *counts])
        headings = [label(key, look.lang) for key in ("rule", "holds", "fails")]
        columns = [Column(headings[0]), Column(headings[1], "right"), Column(headings[2], "right")]
        yield from tables(columns, [Section(rows)], look.width)
    proved, failed = sum(each.proved for each in outcomes), sum(len(each.problems) for each in outcomes)
    curated = sum(each.curated for each in outcomes)
    said = label("proved", look.lang).format(rules=len(outcomes), proved=f"{proved:,}", curated=curated, failed=failed)
    yield indented(Text(said), Text("✗ " if failed else "✓ ", "bold red" if failed else "bold green"), 2, look.width)
