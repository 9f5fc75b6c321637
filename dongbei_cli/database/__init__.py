"""The compiled fact base: its schema, and opening it, read-only.

The tables are in schema.sql; `compiler` fills them.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import Literal

from dongbei_cli import errors
from dongbei_cli.database import soundness

__all__ = [
    "Connection", "create", "create_index", "damage", "demand_index", "has_index", "image", "is_damage", "is_ours",
    "open_readonly", "scratch", "sorting_at_the_end", "stand", "standing", "writing",
]  # fmt: skip

Standing = Literal["proved", "unproved", "large"]
"""Whether a base was proved when it was built; it was not on request, or because it is large."""

SCHEMA_VERSION = 1
APPLICATION_ID = 0x646F6E67
"""`dong`, so that `file` and others can tell our databases."""

STANDINGS: dict[int, Standing] = {0: "proved", 1 << 16: "unproved", 1 << 17: "large"}
"""Flags beside the schema version in `user_version`; older versions of dongbei refuse what is not proved."""
VERSIONS = frozenset(SCHEMA_VERSION | flag for flag in STANDINGS)

SCHEMA = Path(__file__).with_name("schema.sql")
INDEX = Path(__file__).with_name("search.sql")
UNGUARDED = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768;"
"""For a database that is thrown away when the work on it breaks off; 32 MiB of it are kept in memory."""
NEEDS_FTS5 = errors.Message("build the base anew with a Python whose SQLite has FTS5")


def open_readonly(path: Path) -> Connection:
    """Open a compiled base; it can be neither changed nor tricked into running code of its own."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        soundness.limit(connection, path.stat().st_size)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        sound = soundness.is_whole(path) and soundness.is_our_schema(connection, SCHEMA, INDEX)
    except (sqlite3.DatabaseError, OSError) as fault:
        raise errors.UnusableBaseError(
            "{path} cannot be opened: {fault}", "give a facts.yaml or facts.db", path=path, fault=fault
        ) from fault
    if application != APPLICATION_ID:
        hint = errors.Message("make one: dongbei build facts.yaml -o PATH")
        raise errors.UnusableBaseError("{path} was not made by dongbei", hint, path=path)
    if version not in VERSIONS:
        raise errors.StaleDatabaseError(path, version, SCHEMA_VERSION)
    if not sound:
        raise errors.DamagedBaseError(errors.Message("{path} was changed or cut after it was built", path=path))
    connection.row_factory = soundness.plain_row
    return connection


def is_damage(fault: Exception) -> bool:
    """Whether a fault of a query says that the file is damaged, not that the SQL is wrong."""
    code = getattr(fault, "sqlite_errorcode", None)
    return isinstance(fault, sqlite3.DatabaseError) and code != sqlite3.SQLITE_ERROR


def damage(connection: Connection) -> str | None:
    """What is wrong with a base, looked for when an answer has failed; None where it is sound."""
    return soundness.fault(connection)


def create(path: Path | None = None) -> Connection:
    """An empty database with our tables, in memory where no path is given."""
    connection = sqlite3.connect(path or ":memory:")
    if path is not None:
        connection.executescript(UNGUARDED)
    connection.executescript(SCHEMA.read_text(encoding="utf-8"))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    return connection


def stand(connection: Connection, as_: Standing) -> None:
    """Record whether a base is proved."""
    flag = next(flag for flag, known in STANDINGS.items() if known == as_)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION | flag}")


def standing(connection: Connection) -> Standing:
    """Whether a base was proved when it was built."""
    return STANDINGS[connection.execute("PRAGMA user_version").fetchone()[0] ^ SCHEMA_VERSION]


@contextmanager
def sorting_at_the_end(connection: Connection) -> Iterator[None]:
    """Indices do without what the block inserts, and are made when it ends: that takes less time, and fills pages."""
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    indices = connection.execute(made).fetchall()
    for name, _ in indices:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indices:
        connection.execute(sql)


def scratch(script: str) -> Connection:
    """A temporary database on disk, made by a script, which the system removes when it is closed."""
    connection = sqlite3.connect("")
    connection.executescript(UNGUARDED + script)
    return connection


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """A fault of the disk on the way to `path` is an UnwritableOutputError."""
    try:
        yield
    except sqlite3.OperationalError as fault:
        raise errors.UnwritableOutputError(path, str(fault)) from fault


def is_ours(start: bytes) -> bool:
    """Whether a file that begins so is a database of ours; see "The Database Header" of SQLite's file format."""
    return start.startswith(b"SQLite format 3\0") and start[68:72] == APPLICATION_ID.to_bytes(4, "big")


def create_index(connection: Connection) -> None:
    """Add the tables of the full-text index; UnusableBaseError where this SQLite cannot have them."""
    try:
        connection.executescript(INDEX.read_text(encoding="utf-8"))
    except sqlite3.DatabaseError as fault:
        raise errors.UnusableBaseError(
            "SQLite {version} cannot search: {fault}", NEEDS_FTS5, version=sqlite3.sqlite_version, fault=fault
        ) from fault


def demand_index(connection: Connection) -> None:
    """UnusableBaseError where a base has no full-text index, or this SQLite cannot read it."""
    try:
        connection.execute("SELECT rowid FROM search LIMIT 1")
    except sqlite3.OperationalError as fault:
        raise errors.UnusableBaseError("this base cannot be searched: {fault}", NEEDS_FTS5, fault=fault) from fault


def has_index(connection: Connection) -> bool:
    """Whether the base has been indexed."""
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'search'").fetchone())


def image(connection: Connection) -> bytes:
    """The base as the bytes of a database file, sealed: of one that was opened, byte for byte what it holds."""
    return soundness.sealed(connection.serialize())
