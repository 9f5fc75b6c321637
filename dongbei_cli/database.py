"""The compiled fact base: its schema, and opening it, read-only.

The tables are in schema.sql; `compiler` fills them.
"""

import sqlite3
from pathlib import Path
from sqlite3 import Connection

from dongbei_cli import errors

__all__ = ["Connection", "create", "open_readonly"]

SCHEMA_VERSION = 1
APPLICATION_ID = 0x646F6E67
"""`dong`, so that `file` and others can tell our databases."""

SCHEMA = Path(__file__).with_name("schema.sql")


def open_readonly(path: Path) -> Connection:
    """Open a compiled base; it can be neither changed nor tricked into running code of its own."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
    except sqlite3.DatabaseError as fault:
        raise errors.UnusableBaseError(f"{path} cannot be opened: {fault}", "give a facts.yaml or facts.db") from fault
    if application != APPLICATION_ID:
        raise errors.UnusableBaseError(f"{path} was not made by dongbei", "make one: dongbei build facts.yaml -o PATH")
    if version != SCHEMA_VERSION:
        raise errors.StaleDatabaseError(path, version, SCHEMA_VERSION)
    return connection


def create(path: Path | None = None) -> Connection:
    """An empty database with our tables, in memory where no path is given."""
    connection = sqlite3.connect(path or ":memory:")
    connection.executescript(SCHEMA.read_text(encoding="utf-8"))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    return connection
