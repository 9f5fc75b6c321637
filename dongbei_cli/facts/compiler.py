"""Entries -> the tables of the compiled base.

What a record derives (places, days, values in SI, what relations give) is computed here, once.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

from dongbei_cli import database
from dongbei_cli.database import Connection
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.proof import arithmetic
from dongbei_cli.readings import article, edtf, quantities
from dongbei_cli.search import indexing

INDEX_ROW = f"INSERT INTO search (rowid, {', '.join(indexing.FIELDS)}) VALUES (?{', ?' * len(indexing.FIELDS)})"


STEP = 256
"""Facts that are compiled together, before somebody is told."""

Heard = Callable[[int], None]
Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
"""Rows on their way into the database, by table."""


def ignored(_done: int) -> None:
    """Nobody is told."""


def fill(connection: Connection, file: FactFile, heard: Heard = ignored, *, indexed: bool = False) -> None:
    """Compile `file`, whose structure must be sound, into an empty database made by `database.create`.

    `heard` is told now and then how many facts are done. A base that is not `indexed` can be so later, by `index`.
    """
    if indexed:
        database.create_index(connection)
    with database.sorting_at_the_end(connection):
        insert(connection, "base", [(Path(file.name).name,)])
        insert(connection, "sources", (source_row(file, source) for source in file.base.sources))
        insert(connection, "terms", term_rows(file.base))
        insert(connection, "wordings", ((wording.term, lines(wording.aliases)) for wording in file.base.aliases))
        insert_facts(connection, file, heard, indexing.Vocabulary(file) if indexed else None)
        insert_relations(connection, file)
        insert(connection, "waivers", waiver_rows(file))
    connection.commit()


def insert_facts(
    connection: Connection, file: FactFile, heard: Heard, vocabulary: indexing.Vocabulary | None = None
) -> None:
    """The facts, many at a time; where there is a vocabulary, in the full-text index too."""
    facts = enumerate(file.base.facts(), 1)
    while some := list(islice(facts, STEP)):
        rows: Rows = {}
        for number, fact in some:
            add_fact(rows, file, fact, number)
        for table, of_table in rows.items():
            insert(connection, table, of_table)
        if vocabulary is not None:
            connection.executemany(INDEX_ROW, indexing.rows(file, some, vocabulary))
        heard(some[-1][0])


def index(connection: Connection, file: FactFile) -> None:
    """Add the full-text index to a base that was filled from `file`."""
    database.create_index(connection)
    facts = enumerate(file.base.facts(), 1)
    connection.executemany(INDEX_ROW, indexing.rows(file, facts, indexing.Vocabulary(file)))
    connection.commit()


def insert(connection: Connection, table: str, rows: Iterable[Row]) -> None:
    """Insert whole rows, in the order of the table's columns."""
    for row in (each := iter(rows)):
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", chain((row,), each))


def source_row(file: FactFile, source: entries.Source) -> tuple[str, ...]:
    """A source with the whole text, so that a compiled base needs no other file."""
    columns = ("id", "file", "sha256", "title", "title_en", "author", "author_en", "publisher", "publisher_en")
    values = (getattr(source, column) for column in (*columns, "published", "url"))
    return (*values, file.articles[source.id].text)


def term_rows(base: entries.FactBase) -> Iterator[tuple[str | None, ...]]:
    """The vocabulary, one row a term."""
    for sort, terms in (("topic", base.topics), ("area", base.areas), ("region", base.regions)):
        for term in terms:
            yield (sort, term.slug, term.zh, term.en, lines(term.aliases))


def lines(values: Iterable[str]) -> str | None:
    """A list in one column, a member a line; NULL when it is empty."""
    return "\n".join(values) or None


def add_fact(rows: Rows, file: FactFile, fact: entries.Fact, number: int) -> None:
    """One fact: its common row, its kind's row, its anchors and topics."""
    source, text = file.source(fact), file.article(fact)
    placed = list(file.anchored(fact))
    anchor, span = placed[0]
    link = article.text_fragment(source.url, anchor.exact, anchor.prefix, anchor.suffix)
    common = (number, fact.id, fact.kind, fact.title, fact.title_en, fact.note, fact.note_en, source.id, span.text)
    place = (text.paragraph_number(span.start), span.start, span.end, link, file.place(fact).line)
    dated = days(getattr(fact, "date", None) or getattr(fact, "period", None))
    rows.setdefault("facts", []).append((*common, *place, *dated))
    table, own_row = OWN_ROWS[fact.kind]
    rows.setdefault(table, []).append((number, *own_row(fact)))
    rows.setdefault("anchors", []).extend(
        (number, position, a.exact, a.prefix, a.suffix, text.paragraph_number(s.start), s.start, s.end)
        for position, (a, s) in enumerate(placed)
    )
    rows.setdefault("fact_topics", []).extend((number, position, topic) for position, topic in enumerate(fact.topics))


@lru_cache(maxsize=4096)
def days(date: str | None) -> tuple[str | None, ...]:
    """A date, its first and its last day, and what it is sorted by."""
    return (date, *edtf.bounds(date), " ".join(edtf.order(edtf.parse(date)))) if date else (None,) * 4


def event_row(event: entries.Event) -> Row:
    """The columns of `events`; the date stands in `facts`."""
    return (event.date_text, event.category, lines(event.actors), event.place)


def figure_row(figure: entries.Figure) -> Row:
    """The columns of `figures`: the value as SQLite's own number for queries, and exactly."""
    value_si, unit_si = quantities.in_si(Decimal(figure.value), figure.unit)
    written = (figure.value, figure.upper, figure.value, figure.upper, figure.unit, figure.qualifier, figure.written)
    return (figure.indicator, figure.indicator_en, figure.region, *written, f"{value_si:f}", unit_si)


def quote_row(quote: entries.Quote) -> Row:
    """The columns of `quotes`; the words are the excerpt in `facts`."""
    return (quote.speaker, quote.speech, quote.verb, quote.text_en, quote.occasion)


def measure_row(measure: entries.Measure) -> Row:
    """The columns of `measures`."""
    return (measure.area, measure.status, measure.proposer, lines(measure.components))


def claim_row(claim: entries.Claim) -> Row:
    """The column of `claims`."""
    return (claim.attribution,)


def person_row(person: entries.Person) -> Row:
    """The columns of `people`."""
    who = (person.name, person.name_en, person.pinyin, person.role, person.role_en)
    return (*who, person.affiliation, person.affiliation_en, lines(person.aliases))


def organization_row(organization: entries.Organization) -> Row:
    """The columns of `organizations`."""
    named = (organization.name, organization.name_en, organization.pinyin)
    return (*named, organization.type, lines(organization.aliases))


def document_row(document: entries.Document) -> Row:
    """The columns of `documents`."""
    return (document.name, document.name_en, document.issuer, lines(document.aliases))


OWN_ROWS: dict[str, tuple[str, Callable[[Any], Row]]] = {
    "event": ("events", event_row),
    "figure": ("figures", figure_row),
    "quote": ("quotes", quote_row),
    "measure": ("measures", measure_row),
    "claim": ("claims", claim_row),
    "person": ("people", person_row),
    "organization": ("organizations", organization_row),
    "document": ("documents", document_row),
}
"""By kind: the table that holds its own fields, and the row that fills it."""


def number_of(connection: Connection, fact_id: str) -> int:
    """The number that a fact got."""
    return int(connection.execute("SELECT number FROM facts WHERE id = ?", (fact_id,)).fetchone()[0])


def insert_relations(connection: Connection, file: FactFile) -> None:
    """The relations with what their parts give."""
    for relation in file.base.relations:
        result = arithmetic.computed(relation, file.facts_by_id)
        value, unit = (f"{result[0]:f}", result[1]) if result else (None, None)
        whole = number_of(connection, relation.whole) if relation.whole else None
        said = (relation.discrepancy, relation.discrepancy_en)
        insert(connection, "relations", [(relation.id, relation.kind, whole, value, unit, *said)])
        parts = [(relation.id, at, number_of(connection, part)) for at, part in enumerate(relation.parts)]
        insert(connection, "relation_parts", parts)


def waiver_rows(file: FactFile) -> Iterator[Row]:
    """The waived passages with their places."""
    for waiver in file.base.waivers:
        source = file.source(waiver).id
        for span in file.spans(source, waiver):
            yield (source, waiver.exact, waiver.reason, span.start, span.end)
