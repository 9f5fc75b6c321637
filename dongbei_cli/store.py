"""The compiled fact base, one SQLite file: write it, open it read-only, read records out of it.

`facts` holds each record as JSON with the columns that it is searched by, `tags` what filters find it by. A view a
kind, for sqlite3, Datasette or DuckDB, has the keys of the record as columns: numbers are numbers, a list is lines.
"""

import json
import re
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dongbei_cli import errors, files, formats, model

if TYPE_CHECKING:
    from dongbei_cli.curate import FactFile

__all__ = ["Condition", "Connection", "Records"]

E = TypeVar("E", bound=model.Entry)


class Records(list[E]):
    """The records that a query finds: a list that is also dictionaries, or a table of pandas or of a notebook."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """Each record as a dictionary with the keys of JSON; its anchors are dictionaries too."""

        def plain(value: Any) -> Any:
            return [dict(each) if isinstance(each, model.Entry) else each for each in value]

        return [{key: plain(value) if isinstance(value, tuple) else value for key, value in each} for each in self]

    def to_pandas(self) -> Any:
        """A DataFrame, if pandas is installed; its numbers are floats, which keep 15 digits."""
        import pandas as pd  # type: ignore[import-untyped]

        rows = self.to_dicts()
        numbers = {key for row in rows for key, value in row.items() if isinstance(value, Decimal)}
        return pd.DataFrame(rows).astype(dict.fromkeys(numbers, float))

    def _repr_html_(self) -> str:
        """The records as a table of HTML, which notebooks show."""
        from html import escape

        heading, *lines = formats.cells([dict(each) for each in self]) or [[]]
        body = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in line)}</tr>" for line in lines)
        return f"<table><tr>{''.join(f'<th>{key}</th>' for key in heading)}</tr>{body}</table>"


SCHEMA_VERSION = 4
APPLICATION_ID = 0x646F6E67  # `dong`, so that `file` and others can tell our databases
OLDEST_SQLITE = (3, 38, 0)  # the first with `->`, which gives a number of JSON digit for digit
SEAL = b"dongbei "
SEAL_BYTES = len(SEAL) + 4
MOST_SUMMED = 32 << 20  # bytes of the largest file whose check sum is computed when it is opened, in some 20 ms

TABLES = """
CREATE TABLE base (file TEXT NOT NULL, proved INTEGER NOT NULL);
CREATE TABLE sources (id TEXT PRIMARY KEY, published TEXT NOT NULL, record TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE terms (type TEXT NOT NULL, key TEXT NOT NULL, zh TEXT NOT NULL, en TEXT, pinyin TEXT, aliases TEXT,
    kind TEXT, facts INTEGER, fact INTEGER);
CREATE INDEX terms_by_name ON terms (type, zh);
CREATE TABLE facts (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, source TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, line INTEGER NOT NULL, date TEXT, start_date TEXT, end_date TEXT,
    chronology TEXT, record TEXT NOT NULL);
CREATE INDEX facts_in_article ON facts (source, start, "end", number);
CREATE INDEX facts_in_time ON facts (chronology, source, start, "end", number) WHERE chronology IS NOT NULL;
CREATE INDEX facts_by_kind ON facts (kind, source, start, "end", number);
CREATE INDEX facts_of_a_kind_in_time ON facts (kind, chronology, source, start, "end", number)
    WHERE chronology IS NOT NULL;
CREATE TABLE tags (type TEXT NOT NULL, value TEXT NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (type, value, fact))
    WITHOUT ROWID;
CREATE TABLE relations (id TEXT PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE waivers (source TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, reason TEXT NOT NULL);
"""


def views() -> Iterator[str]:
    """The statement that makes the view of each kind: a list is lines, and a decimal number is exact text as well."""
    for name, cls in model.KINDS.items():
        columns = []
        for field in (field for field in cls.FIELDS.values() if field.shown):
            path = f"'$.{field.name}'"
            value = f"json_extract(record, {path})"
            if field.several and field.name != "anchors":
                value = f"(SELECT group_concat(value, char(10)) FROM json_each(record, {path}))"
            columns.append(f'{value} AS "{field.name}"')
            if field.decimal:
                columns.append(f'CASE WHEN {value} IS NOT NULL THEN record -> {path} END AS "{field.name}_exact"')
        yield f"CREATE VIEW \"{name}\" AS SELECT {', '.join(columns)} FROM facts WHERE kind = '{name}'"


def create() -> Connection:
    """Make an empty database in memory with our tables."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise errors.UnusableBaseError(
            "SQLite {version} is too old", "use a Python whose SQLite is {oldest} or newer",
            version=sqlite3.sqlite_version, oldest=".".join(map(str, OLDEST_SQLITE)),
        )  # fmt: skip
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES + ";".join(views()))
    connection.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}")
    return connection


def compile_file(file: "FactFile") -> Connection:
    """Compile a facts.yaml, whose structure must be sound, into a database in memory."""
    from dongbei_cli import curate

    connection, base = create(), file.base
    cited = [(file.source(waiver).id, waiver) for waiver in base.waivers]
    rows = {
        "base": [(Path(file.name).name, 0)],
        "sources": ((one.id, one.published, as_json(one), file.articles[one.id].text) for one in base.sources),
        "terms": term_rows(file),
        "facts": fact_rows(file),
        "tags": tag_rows(file),
        "relations": ((one.id, as_json(one)) for one in curate.relations(file)),
        "waivers": ((id_, span.start, span.end, one.reason) for id_, one in cited for span in file.spans(id_, one)),
    }
    fill(connection, rows)
    connection.execute(COUNTED)
    connection.commit()
    return connection


def fill(connection: Connection, rows: Mapping[str, Iterable[tuple[Any, ...]]]) -> None:
    """Insert whole rows by table, in the order of its columns."""
    for table, row in ((table, row) for table, each in rows.items() for row in each):
        connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def as_json(record: model.Entry) -> str:
    """The record as JSON, numbers digit for digit."""
    return formats.json_value(dict(record))


def fact_rows(file: "FactFile") -> Iterator[tuple[Any, ...]]:
    """The facts in the order of the file."""
    from dongbei_cli.curate import Completion
    from dongbei_cli.readings import edtf

    completion = Completion(file)
    for number, fact in enumerate(file.base.facts(), 1):
        record = completion.record(fact)
        chronology = " ".join(edtf.order(edtf.parse(record.when))) if record.when else None
        dates = (record.when, getattr(record, "start_date", None), getattr(record, "end_date", None), chronology)
        place = (record.source, record.start, record.end, file.place(fact).line)
        yield (number, record.id, record.kind, *place, *dates, as_json(record))


def tag_rows(file: "FactFile") -> Iterator[tuple[str, str, int]]:
    """What filters find each fact by."""
    for number, fact in enumerate(file.base.facts(), 1):
        for name, field in fact.FIELDS.items():
            value = getattr(fact, name) if field.tag else None
            for each in value if isinstance(value, tuple) else (value,) if value is not None else ():
                yield (field.tag, each, number)


def term_rows(file: "FactFile") -> Iterator[tuple[Any, ...]]:
    """Everything that has a name: topics, areas and regions, whose facts are not counted yet, persons and bodies."""
    base = file.base
    for sort, terms in (("topic", base.topics), ("area", base.areas), ("region", base.regions)):
        for term in terms:
            yield (sort, term.slug, term.zh, term.en, None, "\n".join(term.aliases), None, 0, None)
    aliases: dict[str, tuple[str, ...]] = {}
    for party in file.parties:
        aliases[party.name] = tuple(dict.fromkeys((*aliases.get(party.name, ()), *party.aliases)))
    for number, fact in enumerate(base.facts(), 1):
        if isinstance(fact, model.Person | model.Organization) and fact.name in aliases:
            also = "\n".join(aliases.pop(fact.name))
            what = getattr(fact, "type", None)
            yield (fact.kind, fact.name, fact.name, fact.name_en, fact.pinyin, also, what, None, number)


COUNTED = """UPDATE terms SET facts = (SELECT count(*) FROM tags WHERE tags.type = terms.type
    AND value = iif(terms.type = 'region', zh, key)) WHERE facts IS NOT NULL"""
"""What counts the facts that use each topic, area and region."""
OTHERS = f"""
DELETE FROM sources WHERE id NOT IN (SELECT value FROM json_each(:sources));
DELETE FROM facts WHERE source NOT IN (SELECT id FROM sources);
DELETE FROM waivers WHERE source NOT IN (SELECT id FROM sources);
DELETE FROM tags WHERE fact NOT IN (SELECT number FROM facts);
DELETE FROM relations WHERE EXISTS
    (SELECT 1 FROM json_each(relations.record, '$.parts') WHERE value NOT IN (SELECT id FROM facts));
{COUNTED};
DELETE FROM terms WHERE facts = 0 OR (facts IS NULL AND key NOT IN (SELECT value FROM tags)
    AND key NOT IN (SELECT record ->> '$.name' FROM facts WHERE kind IN ('person', 'organization')));
DROP TABLE IF EXISTS browse;
DROP TABLE IF EXISTS descriptions
"""
"""What takes the other articles out of a base."""


UNINDEXED = "DELETE FROM search WHERE rowid NOT IN (SELECT number FROM facts)"  # what takes them out of the index


def narrowed(connection: Connection, sources: Sequence[str]) -> Connection:
    """Return a copy in memory of a base that has these articles alone."""
    copy = sqlite3.connect(":memory:")
    copy.deserialize(connection.serialize())
    for statement in OTHERS.split(";"):
        copy.execute(statement, {"sources": formats.json_value(list(sources))})
    if copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'search'").fetchone():
        copy.execute(UNINDEXED)
    copy.commit()
    copy.execute("VACUUM")
    return copy


def open_readonly(path: Path) -> Connection:
    """Open a compiled base; it can be neither changed nor made to run code of its own."""
    try:
        files.demand(path)
        sealed = is_sealed(path)
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        connection.executescript("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
    except (sqlite3.DatabaseError, OSError) as fault:
        said = errors.Message(getattr(fault, "strerror", None) or str(fault))
        hint = errors.Message("give a facts.yaml or facts.db")
        raise errors.UnusableBaseError("{path} cannot be opened: {fault}", hint, path=path, fault=said) from fault
    if application != APPLICATION_ID:
        hint = errors.Message("make one: dongbei build facts.yaml -o PATH")
        raise errors.UnusableBaseError("{path} was not made by dongbei", hint, path=path)
    if version != SCHEMA_VERSION:
        raise errors.UnusableBaseError(
            "{path} has schema version {found}, this dongbei reads {wanted}",
            "rebuild it from its YAML: dongbei build facts.yaml -o {path} --force",
            path=path, found=version, wanted=SCHEMA_VERSION,
        )  # fmt: skip
    if not sealed:
        raise errors.DamagedBaseError(errors.Message("{path} was changed or cut after it was built", path=path))
    return connection


def is_sealed(path: Path) -> bool:
    """Whether a file ends with its check sum and, unless it is very large, holds what was summed."""
    if path.stat().st_size <= MOST_SUMMED:
        data = path.read_bytes()
        return data[-SEAL_BYTES:] == seal(data[:-SEAL_BYTES])
    with path.open("rb") as stream:
        stream.seek(-SEAL_BYTES, 2)
        return stream.read().startswith(SEAL)


def seal(image: bytes) -> bytes:
    """The check sum that follows the last page of a file, where SQLite never looks."""
    return SEAL + zlib.crc32(image).to_bytes(4, "big")


def image(connection: Connection) -> bytes:
    """The base as the bytes of a sealed file."""
    data = connection.serialize()
    return data + seal(data)


def is_damage(fault: Exception) -> bool:
    """Whether a fault of a query says that the file is damaged, not that the SQL is wrong."""
    code = getattr(fault, "sqlite_errorcode", None)
    return isinstance(fault, sqlite3.DatabaseError) and code != sqlite3.SQLITE_ERROR


def read(cls: type[E], text: str) -> E:
    """A record of a class out of its JSON; DamagedBaseError where it is none."""
    try:
        return cls.read(json.loads(text, parse_float=Decimal))
    except (KeyError, TypeError, ValueError, ArithmeticError) as fault:
        raise errors.DamagedBaseError(errors.Message("a record cannot be read")) from fault


BROWSED = """
CREATE TABLE descriptions (view TEXT NOT NULL, "column" TEXT, description TEXT NOT NULL);
CREATE VIRTUAL TABLE browse USING fts5 (record, content="facts", content_rowid="number", detail=none);
"""
"""What Datasette needs beside the tables: it shows a search box above `facts`, since `browse` names that table."""


def describe(connection: Connection) -> None:
    """Describe the views and index the facts, unless that has been done."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'browse'").fetchone():
        return
    connection.executescript(BROWSED)
    connection.executemany("INSERT INTO descriptions VALUES (?, ?, ?)", descriptions())
    names = dict(connection.execute("SELECT key, zh || ' ' || en FROM terms WHERE type = 'topic'"))
    rows = connection.execute("SELECT number, kind, record FROM facts ORDER BY number").fetchall()
    indexed = ((number, " ".join(words(model.KINDS[kind], json.loads(text), names))) for number, kind, text in rows)
    connection.executemany("INSERT INTO browse (rowid, record) VALUES (?, ?)", indexed)
    connection.commit()


def words(cls: type[model.Record], record: dict[str, Any], names: dict[str, str]) -> Iterator[str]:
    """Everything that a reader may search a record by, cut into words; Chinese, without spaces, into up to four."""
    own = [key for key in cls.KEYS if key not in model.Record.FIELDS and cls.FIELDS[key].type in (str, str | None)]
    keys = ("title", "title_en", "note", "note_en", "excerpt", *own)
    for text in dict.fromkeys((*(record[key] or "" for key in keys), *(names.get(t, t) for t in record["topics"]))):
        yield from re.findall(r"[^\W_〇一-鿿]+", text)
        for run in re.findall(r"[〇一-鿿]+", text):
            yield from (run[at : at + size] for size in range(1, 5) for at in range(len(run) - size + 1))


def descriptions() -> Iterator[tuple[str, str | None, str]]:
    """Each view with what it holds, then each of its columns."""
    for kind, cls in model.KINDS.items():
        yield kind, None, (cls.__doc__ or "").partition("\n")[0]
        for key in cls.KEYS:
            yield kind, key, cls.FIELDS[key].description
            if cls.FIELDS[key].decimal:
                yield kind, f"{key}_exact", f"{cls.FIELDS[key].description} Digit for digit, as text."


def metadata() -> dict[str, Any]:
    """The descriptions as Datasette reads them from a file, for a database called facts."""
    views: dict[str, Any] = {}
    for view, column, description in descriptions():
        if column is None:
            views[view] = {"description": description, "columns": {}}
        else:
            views[view]["columns"][column] = description
    return {"databases": {"facts": {"tables": views}}}


class Condition(NamedTuple):
    """A piece of SQL on `facts` with its values; several are joined by AND."""

    sql: str
    values: Iterable[Any] = ()


ARTICLE_ORDER = 'source, start, "end", number'
CHRONOLOGICAL = f"chronology, {ARTICLE_ORDER}"


def one_of(column: str, values: Collection[str]) -> list[Condition]:
    """The column is one of `values`; no condition at all when there are none."""
    return [Condition(f"{column} IN (SELECT value FROM json_each(?))", [as_list(values)])] if values else []


def tagged(tag: str, values: Collection[str]) -> list[Condition]:
    """A filter finds the fact by one of `values`; no condition at all when there are none."""
    sql = "number IN (SELECT fact FROM tags WHERE type = ? AND value IN (SELECT value FROM json_each(?)))"
    return [Condition(sql, (tag, as_list(values)))] if values else []


def as_list(values: Iterable[str]) -> str:
    """A list of any length as one value of SQL."""
    return formats.json_value(tuple(values))


def dated(since: str | None, until: str | None) -> list[Condition]:
    """What overlaps the days from `since` to `until`; of a date with an open side, what certainly lies among them."""
    if not (since or until):
        return []
    first, last = since or "0000", until or "9999"
    sql = """chronology IS NOT NULL AND CASE
        WHEN start_date IS NULL THEN ? = '0000' AND end_date <= ?
        WHEN end_date IS NULL THEN ? = '9999' AND start_date >= ?
        ELSE end_date >= ? AND start_date <= ? END"""
    return [Condition(sql, (first, last, last, first, first, last))]


def select(
    connection: Connection, conditions: Sequence[Condition] = (), order: str = ARTICLE_ORDER, limit: int | None = None
) -> Records[Any]:
    """The records that meet all conditions, in the order of the article unless another is named."""
    clause = " AND ".join(f"({condition.sql})" for condition in conditions) or "1"
    values = [value for condition in conditions for value in condition.values]
    sql = f"SELECT kind, record FROM facts WHERE {clause} ORDER BY {order} LIMIT {-1 if limit is None else limit}"
    return Records(read(model.KINDS[kind], text) for kind, text in connection.execute(sql, values))
