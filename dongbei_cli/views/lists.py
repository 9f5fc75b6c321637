"""Lists of records, a line each where it fits: who, when or how much; what; the paragraph; the id."""

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dongbei_cli import amounts, model, resolve
from dongbei_cli.base import Base
from dongbei_cli.model import word
from dongbei_cli.problems import Outcome
from dongbei_cli.readings import edtf
from dongbei_cli.views.table import BLANK, NARROW, ROOMY, Column, Look, Section, indented, run, tables
from dongbei_cli.views.words import cell, clean, date_of, label, note, place, title
from dongbei_cli.views.wrap import wrap

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
PLAIN_DATE = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?(T.*)?")
LEAD, PROSE = 14, 66
"""Cells of what tells records of several kinds apart, at the least, and of the rest, at the most."""
INDENT = "  "
IDS = 40
"""Cells of the longest id that may have a column."""
COLUMNS = (Column(), Column(prose=True), Column(), Column())


class Listing:
    """The rows of one table: cells of each record, with marks for contradictions and for notes that several share."""

    def __init__(self, records: Sequence[model.Record], base: Base, look: Look) -> None:
        self.look = look
        self.names = short_names(base, look.lang)
        self.id_column = look.width >= ROOMY and all(len(record.id) <= IDS for record in records)
        contradictions = dict.fromkeys(filter(None, (contradiction(record, look.lang) for record in records)))
        notes = Counter(note(record, look.lang) for record in records if look.long)
        shared = [text for text, count in notes.items() if text and count > 1]
        self.marks = {
            said: f" ⚠{raised(number) if number > 1 else ''}" for number, said in enumerate(contradictions, 1)
        }
        self.marks |= {said: raised(number) for number, said in enumerate(shared, 1)}

    def row(self, record: model.Record, lead: Text, what: Text) -> list[Text]:
        """Return the cells of one record: what it is, and below that its words, glosses and notes as asked for."""
        lang, said = self.look.lang, note(record, self.look.lang)
        below = list(self.below(record, what.plain))
        what.append(self.marks.get(contradiction(record, lang), ""), "bold yellow").append(
            self.marks.get(said, ""), "dim"
        )
        if self.look.long and said and said not in self.marks:
            below.append(Text(f"{label('note', lang)}{said}", "dim italic"))
        record_id = Text(clean(record.id), "dim")
        if self.look.long and not self.id_column:
            below.append(record_id)
        what = Text("\n").join([what, *below])
        return [lead, what, place(record.body_paragraph, lang), record_id if self.id_column else BLANK]

    def fact_row(self, record: model.Record) -> list[Text]:
        """Return the cells of a record of any kind."""
        lead, what = self.fact(record)
        return self.row(record, wrap(lead, max(LEAD, self.look.width - PROSE)), what)

    def below(self, record: model.Record, what: str) -> Iterator[Text]:
        """Yield the Chinese of an English title, the words, and what a measure includes."""
        lang, values = self.look.lang, record.__dict__
        if not (self.look.long or self.look.narrowed):
            return
        words = clean(record.excerpt)
        if lang == "en" and self.look.long and record.title != words:
            yield Text(clean(record.title))
        if words not in (what.strip("“”"), *what.split("\n")):
            yield Text(words, "dim")
        if values.get("components") and self.look.long:
            parts = (values.get("components_en") or values["components"]) if lang == "en" else values["components"]
            yield Text(f"{label('includes', lang)}{cell(parts)}", "dim")

    def draw(
        self, sections: Iterable[Section], *legend: str, columns: Sequence[Column] = COLUMNS
    ) -> Iterator[RenderableType]:
        """Draw the sections, and below them what the marks mean."""
        yield from tables(columns, sections, self.look.width)
        for said, mark in self.marks.items():
            warning = label("contradiction", self.look.lang) if "⚠" in mark else ""
            style = "bold yellow" if warning else "dim"
            yield wrap(Text(f"{mark.strip()} {warning}{said}", style), self.look.width)
        for line in filter(None, legend):
            yield wrap(Text(line, "dim"), self.look.width)

    def name(self, chinese: str, english: str | None = None) -> str:
        """Return the short name of a person or body."""
        return self.names.get(chinese) or clean(chinese if self.look.lang == "zh" else english or chinese)

    def fact(self, record: model.Record) -> tuple[Text, Text]:
        """Return what tells a record of any kind from others: who, when or how much; and what it is."""
        lang, day = self.look.lang, date_of(record)
        date, what = compact(day, self.look.lang) if day else "", Text(title(record, self.look.lang))
        match record:
            case model.Figure():
                lead = Text(amounts.written(record) if lang == "zh" else amounts.in_english(record), "bold")
            case model.Event():
                lead = Text(when(record, lang), "cyan")
            case model.Quote():
                lead = Text(self.name(record.speaker, record.speaker_en), "green")
            case model.Measure():
                lead = Text(self.name(record.proposer, record.proposer_en), "magenta")
            case model.Claim():
                lead = Text(word(record.attribution, lang), "blue")
            case model.Organization():
                lead = Text(word(record.type, lang), "dim")
            case model.Person():
                lead, what = what, Text(clean(record.role if lang == "zh" else record.role_en))
            case _:
                lead = Text(date or word(record.kind, lang), "dim")
        if isinstance(record, model.Figure | model.Quote) and date and date not in what.plain:
            what.append(f" ({date})", "dim")
        return lead, what


def raised(number: int) -> str:
    """Return a number in small raised digits."""
    return str(number).translate(SUPERSCRIPTS)


def contradiction(record: model.Record, lang: str) -> str:
    """Return where the article contradicts itself about a record; empty where it does not."""
    return clean(record.__dict__.get("discrepancy" if lang == "zh" else "discrepancy_en") or "")


def short_names(base: Base, lang: str) -> dict[str, str]:
    """Return the shortest name of each body by its Chinese name: 座谈会, Symposium."""
    found = {}
    for name in resolve.terms(base.connection, ("organization",)):
        forms = name.forms if lang == "zh" else [form for form in name.english if form]
        shortest = clean(min(forms, key=cell_len, default=name.key))
        found[name.key] = shortest[:1].upper() + shortest[1:]
    return found


def when(record: model.Record, lang: str) -> str:
    """Return the date of a record, marked * where the curator counted it; in Chinese an open one as written."""
    date = date_of(record)
    own = clean(record.__dict__.get("date_text") or "")
    is_open = not (record.__dict__.get("start_date") and record.__dict__.get("end_date"))
    if is_open and own and lang == "zh":
        return own
    years = set(re.findall("[0-9]{4}", date))
    counted = own and (is_open or "/" in date) and not all(year in own for year in years)
    return compact(date, lang) + "*" * bool(counted)


def compact(date: str, lang: str) -> str:
    """Return a date in digits, 2003–2022 or 2023-11-01; in words what digits cannot say."""
    parts = re.split("/|(?<=[0-9])[.]{2}|[.]{2}(?=[0-9])", date.strip("[]"))
    parts = ["" if part == ".." else part for part in parts]
    if len(parts) <= 2 and all(not part or PLAIN_DATE.fullmatch(part) for part in parts):
        return "–".join(part[:10] for part in parts)
    return edtf.worded(date, lang)


def stage(record: model.Record) -> int:
    """Return 0 for a point of time, 1 for a period, 2 for what is expected or has no end."""
    values = record.__dict__
    if values.get("category") == "forecast" or not (values.get("start_date") and values.get("end_date")):
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
        if rows:
            sections.append(Section(rows, Text(label(heading, look.lang), "bold") if heading else None))
    what = model.word("event", look.lang) if not mixed else ""
    columns = [Column(model.label("date", look.lang)), Column(what.capitalize(), prose=True), Column(), Column()]
    marked = any(when(record, look.lang).endswith("*") for record in records)
    yield from listing.draw(sections, label("inferred", look.lang) if marked else "", columns=columns)


def dated(record: model.Record, look: Look) -> Text:
    """Return the date of a record, and at length the article's own wording below it."""
    text = Text(when(record, look.lang), "cyan")
    own = clean(record.__dict__.get("date_text") or "")
    return text.append(f"\n{own}", "dim") if look.long and own and own not in text.plain else text


def happened(listing: Listing, record: model.Record, mixed: bool) -> Text:
    """Return what a row of the timeline says; among other kinds with who says so or how much it is."""
    what = Text(title(record, listing.look.lang))
    if not mixed or isinstance(record, model.Event | model.Document):
        return what
    return Text.assemble(listing.fact(record)[0], "  ", what)


def quotes(records: Sequence[model.Quote], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw statements under their speakers; the marks “ ” only around direct speech."""
    listing = Listing(records, base, look)
    sections = []
    for speaker in dict.fromkeys(record.speaker for record in records):
        members = [record for record in records if record.speaker == speaker]
        rows = [listing.row(quote, manner(quote, look), statement(quote, look)) for quote in members]
        sections.append(Section(rows, byline(members[0], look)))
    yield from listing.draw(sections)


def byline(quote: model.Quote, look: Look) -> Text:
    """Return the speaker and the role that the article gives; in English the Chinese too where one is asked for."""
    both = look.lang == "en" and (look.narrowed or look.long)
    names = [quote.speaker] if look.lang == "zh" else [quote.speaker_en, *([quote.speaker] if both else ())]
    roles = [quote.role] if look.lang == "zh" else [quote.role_en, *([quote.role] if both else ())]
    first, *more = [clean(name) for name in (*names, *filter(None, roles))]
    return run([Text(first[:1].upper() + first[1:], "bold"), *(Text(each, "dim") for each in more)], look.width)


def manner(quote: model.Quote, look: Look) -> Text:
    """Return the article's verb, and, where one is asked for, when and on what occasion."""
    english = quote.__dict__.get("verb_en") or word(quote.speech, look.lang)
    verb = quote.verb if look.lang == "zh" else english
    text = Text(INDENT + clean(verb), "green" if quote.speech == "direct" else "magenta")
    if (look.narrowed or look.long) and quote.date:
        text.append(f"\n{INDENT}{compact(quote.date, look.lang)}", "dim")
    return text


def statement(quote: model.Quote, look: Look) -> Text:
    """Return the words, in marks when the speaker's own; in English the gloss, and both where one is asked for."""
    chinese = f"“{clean(quote.text)}”" if quote.speech == "direct" else clean(quote.text)
    if look.lang == "zh":
        return Text(chinese)
    english = f"“{clean(quote.text_en)}”" if quote.speech == "direct" else clean(quote.text_en)
    return Text(f"{english}\n{chinese}" if look.narrowed or look.long else english)


def measures(records: Sequence[model.Measure], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw measures under their areas, with who put each forward."""
    listing = Listing(records, base, look)
    sections = []
    for area in dict.fromkeys(record.area for record in records):
        members = [record for record in records if record.area == area]
        rows = [listing.row(each, proposer(listing, each), Text(title(each, look.lang))) for each in members]
        heading = clean(area if look.lang == "zh" else members[0].area_en)
        sections.append(Section(rows, Text(heading[:1].upper() + heading[1:], "bold")))
    official = any(record.status == "official" for record in records)
    yield from listing.draw(sections, label("official", look.lang) if official else "", *beside(listing, records, base))


def proposer(listing: Listing, measure: model.Measure) -> Text:
    """Return who put a measure forward, marked where it was a meeting."""
    name = INDENT + listing.name(measure.proposer, measure.proposer_en)
    return Text(name, "green").append(" ●") if measure.status == "official" else Text(name, "magenta")


def beside(listing: Listing, records: Sequence[model.Measure], base: Base) -> Iterator[str]:
    """Yield how many statements the one body or person of these measures made beside them, and how to see them."""
    proposers = {record.proposer for record in records}
    if len(proposers) == 1 and listing.look.narrowed:
        (name,) = proposers
        count = sum(quote.speaker == name for quote in base.of_kind("quote", []))
        if count:
            short = listing.name(name)
            quoted = short if short.isalnum() else shlex.quote(short)
            yield label("statements", listing.look.lang).format(name=quoted, count=count)


def people(records: Sequence[Any], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw persons, and bodies that speak: role, and how often each is heard."""
    listing, lang = Listing(records, base, look), look.lang
    spoken = Counter(quote.speaker for quote in base.of_kind("quote", []))
    proposed = Counter(measure.proposer for measure in base.of_kind("measure", []))
    rows = []
    for record in records:
        name = Text(listing.name(record.name, record.name_en), "bold")
        name.append(f"\n{clean(record.name)}" if lang == "en" and look.long else "", "dim")
        role = record.__dict__.get("role" if lang == "zh" else "role_en") or word(record.__dict__["type"], lang)
        first, what, *rest = listing.row(record, name, Text(clean(role)))
        rows.append([first, what, Text(str(spoken[record.name])), Text(str(proposed[record.name])), *rest])
    headings = [model.label(key, lang, model.Person) for key in ("name", "role", "quotes", "measures")]
    columns = [Column(headings[0]), Column(headings[1], prose=True)]
    columns += [*(Column(heading, "right") for heading in headings[2:]), Column(), Column()]
    yield from listing.draw([Section(rows)], columns=columns)


def found(hits: Sequence[Any], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw what a search found, best first, the words that were met in colour."""
    listing = Listing([hit.record for hit in hits], base, look)
    rows = []
    for hit in hits:
        row = listing.fact_row(hit.record)
        for words in hit.matched:
            row[1].highlight_words([clean(words.partition(": ")[2])], "bold yellow", case_sensitive=False)
        rows.append(row)
    yield from listing.draw([Section(rows)])


def facts(records: Sequence[model.Record], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw records of any kind under their kinds."""
    listing = Listing(records, base, look)
    sections = []
    for kind in model.KINDS:
        rows = [listing.fact_row(record) for record in records if record.kind == kind]
        heading = Text(word(kind, look.lang).capitalize(), "bold").append(f"  {len(rows)}", "dim")
        sections += [Section(rows, heading)] if rows else []
    yield from listing.draw(sections)


def topics(terms: Sequence[model.Term], _base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw the vocabulary; at length with the other words for each term."""
    sections = []
    for sort in dict.fromkeys(term.type for term in terms):
        rows = []
        for term in (term for term in terms if term.type == sort):
            also = f"\n{', '.join(map(clean, term.aliases))}" if look.long and term.aliases else ""
            names = [Text(clean(term.slug), "bold"), Text(clean(term.zh)), Text(clean(term.en)).append(also, "dim")]
            rows.append([*names, Text(str(term.facts))])
        sections.append(Section(rows, Text(word(sort, look.lang).capitalize(), "bold")))
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
            yield Padding(wrap(Text(clean(line.lstrip(" "))), look.width - indent), (0, 0, 0, indent))


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
    said = label("proved", look.lang).format(rules=len(outcomes), proved=f"{proved:,}", failed=failed)
    yield indented(Text(said), Text("✗ " if failed else "✓ ", "bold red" if failed else "bold green"), 2, look.width)
