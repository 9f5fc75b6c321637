"""The compiled fact base, one SQLite file: write it, open it read-only, read records out of it.

`facts` holds each record as JSON with the columns that it is searched by, `tags` what filters find it by. One view a
kind, made from the fields that `model` declares, is for people who open the file in sqlite3, Datasette or DuckDB: its
columns are the keys of the record, numbers are numbers, and a list is one text with a line feed between its members.
"""

import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dongbei_cli import errors, formats, model

if TYPE_CHECKING:
    from dongbei_cli.curate.factfile import FactFile

__all__ = ["Condition", "Connection", "Records"]

E = TypeVar("E", bound=model.Entry)


class Records(list[E]):
    """The records that a query finds: a list that is also dictionaries, or a table of pandas or of a notebook."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """Each record as a dictionary with the keys of JSON; its anchors are dictionaries too."""
        return [{key: plain(value) for key, value in each} for each in self]

    def to_pandas(self) -> Any:
        """A DataFrame, if pandas is installed; its numbers are floats, which keep 15 digits."""
        import pandas as pd  # type: ignore[import-untyped]

        rows = self.to_dicts()
        numbers = {key for row in rows for key, value in row.items() if isinstance(value, Decimal)}
        return pd.DataFrame(rows).astype(dict.fromkeys(numbers, float))

    def _repr_html_(self) -> str:
        """The records as a table of HTML, which notebooks show."""
        from html import escape

        rows = [dict(each) for each in self]
        keys = formats.flat(formats.keys_of(rows))
        lines = ["".join(f"<td>{escape(formats.cell(row.get(key)))}</td>" for key in keys) for row in rows]
        heading = "".join(f"<th>{key}</th>" for key in keys)
        return f"<table><tr>{heading}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def plain(value: Any) -> Any:
    """A value of a record with dictionaries in place of the entries in it."""
    if isinstance(value, tuple):
        return [dict(each) if isinstance(each, model.Entry) else each for each in value]
    return value


SCHEMA_VERSION = 3
APPLICATION_ID = 0x646F6E67
"""`dong`, so that `file` and others can tell our databases."""
OLDEST_SQLITE = (3, 38, 0)
"""The first with `->`, which gives a number of JSON digit for digit."""
SEAL = b"dongbei "
SEAL_BYTES = len(SEAL) + 4
MOST_SUMMED = 32 << 20
"""Bytes of the largest file whose check sum is computed when it is opened, in some 20 ms."""

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
    """The statement that makes the view of each kind of record."""
    for name, cls in model.KINDS.items():
        columns = ", ".join(column for field in cls.FIELDS.values() if field.shown for column in view_columns(field))
        yield f"CREATE VIEW \"{name}\" AS SELECT {columns} FROM facts WHERE kind = '{name}'"


def view_columns(field: model.Field) -> Iterator[str]:
    """The columns of a field: a list as lines, a number as a number and, where it is decimal, as exact text too."""
    path = f"'$.{field.name}'"
    if field.name == "anchors":
        yield f'json_extract(record, {path}) AS "anchors"'
    elif field.several:
        yield f'(SELECT group_concat(value, char(10)) FROM json_each(record, {path})) AS "{field.name}"'
    else:
        yield f'json_extract(record, {path}) AS "{field.name}"'
    if field.decimal:
        yield f'CASE WHEN json_extract(record, {path}) IS NOT NULL THEN record -> {path} END AS "{field.name}_exact"'


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
    from dongbei_cli.curate import factfile

    connection = create()
    insert(connection, "base", [(Path(file.name).name, 0)])
    sources = [(one.id, one.published, as_json(one), file.articles[one.id].text) for one in file.base.sources]
    insert(connection, "sources", sources)
    insert(connection, "terms", term_rows(file))
    insert(connection, "facts", fact_rows(file))
    insert(connection, "tags", tag_rows(file))
    insert(connection, "relations", ((one.id, as_json(one)) for one in factfile.relations(file)))
    insert(connection, "waivers", waiver_rows(file))
    connection.commit()
    return connection


def insert(connection: Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert whole rows, in the order of the table's columns."""
    for row in rows:
        connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def as_json(record: model.Entry) -> str:
    """The record as JSON, numbers digit for digit."""
    return formats.json_value(dict(record))


def fact_rows(file: "FactFile") -> Iterator[tuple[Any, ...]]:
    """The facts in the order of the file."""
    from dongbei_cli.curate import factfile
    from dongbei_cli.readings import edtf

    for number, (fact, record) in enumerate(zip(file.base.facts(), factfile.records(file), strict=True), 1):
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
    """Everything that has a name: topics, areas, regions, persons and bodies."""
    from dongbei_cli.curate import factfile

    for term in factfile.terms(file):
        yield (term.type, term.slug, term.zh, term.en, None, "\n".join(term.aliases), None, term.facts, None)
    aliases: dict[str, tuple[str, ...]] = {}
    for party in file.parties:
        aliases[party.name] = tuple(dict.fromkeys((*aliases.get(party.name, ()), *party.aliases)))
    for number, fact in enumerate(file.base.facts(), 1):
        if isinstance(fact, model.Person | model.Organization) and fact.name in aliases:
            also = "\n".join(aliases.pop(fact.name))
            what = getattr(fact, "type", None)
            yield (fact.kind, fact.name, fact.name, fact.name_en, fact.pinyin, also, what, None, number)


def waiver_rows(file: "FactFile") -> Iterator[tuple[str, int, int, str]]:
    """The waived passages with their places."""
    for waiver in file.base.waivers:
        source = file.source(waiver).id
        for span in file.spans(source, waiver):
            yield (source, span.start, span.end, waiver.reason)


def narrow(connection: Connection, sources: Sequence[str]) -> None:
    """Let a base answer from these articles alone: views of their rows hide the tables of the same name."""
    listed = ", ".join(f"'{source}'" for source in sources)  # slugs, which hold no quote
    changes = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only = OFF")
    for table, key in (("facts", "source"), ("sources", "id"), ("waivers", "source")):
        rows = f"SELECT rowid AS rowid, * FROM main.{table} WHERE {key} IN ({listed})"
        connection.execute(f"CREATE TEMP VIEW {table} AS {rows}")
    connection.execute(f"PRAGMA query_only = {changes}")


def open_readonly(path: Path) -> Connection:
    """Open a compiled base; it can be neither changed nor made to run code of its own."""
    try:
        if not path.is_file():
            raise errors.UnusableBaseError(
                "{path} is no file" if path.exists() else "{path} does not exist",
                "give the path of a facts.yaml or a facts.db",
                path=path,
            )
        sealed = is_sealed(path)
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        connection.executescript("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
    except (sqlite3.DatabaseError, OSError) as fault:
        raise errors.UnusableBaseError(
            "{path} cannot be opened: {fault}", "give a facts.yaml or facts.db", path=path, fault=fault
        ) from fault
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
    import json

    try:
        return cls.read(json.loads(text, parse_float=Decimal))
    except (KeyError, TypeError, ValueError, ArithmeticError) as fault:
        raise errors.DamagedBaseError(f"a record cannot be read ({fault})") from fault


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
