"""What holds in every compiled base that dongbei made, so that a damaged or hostile file is refused.

The seal and the schema are looked at whenever a file is opened, each row when it is read; `fault` looks at everything,
and is asked only when an answer has failed. The limits keep a file from using up time or memory.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection, Cursor
from typing import Any, BinaryIO

MARK = b"dongbei "
SEAL_BYTES = len(MARK) + 4
MOST_SUMMED = 8 << 20
"""Bytes up to which the check sum of the whole file is computed; of a larger one only the end is looked at."""
PIECE = 1 << 20
MOST_TEXT = 16 << 20
STEPS = 1_000_000
"""Steps of SQLite's machine after which the time is up for one more."""
ROUNDS, ROUNDS_PER_MEGABYTE = 100, 20
SHADOWS = (
    "CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB)",
    "CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
    "CREATE TABLE 'search_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12)",
    "CREATE TABLE 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB)",
    "CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID",
    "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
)
"""What SQLite itself adds to our tables."""
HARMLESS = ("\n", "\u3000", "\ue000")
"""Characters that are not printable and may stand in a column: between members, in an article, in the index."""
PLAIN = frozenset((str, int, type(None)))


def sealed(image: bytes) -> bytes:
    """The bytes of a database with their check sum behind the last page, where SQLite never looks."""
    return image + MARK + zlib.crc32(image).to_bytes(4, "big")


def sealing(stream: BinaryIO) -> Iterator[bytes]:
    """The same in pieces, of a database that is too large to be read at once."""
    stream.seek(0)
    yield (chunk := unworn(stream.read(PIECE)))
    total = zlib.crc32(chunk)
    while chunk := stream.read(PIECE):
        total = zlib.crc32(chunk, total)
        yield chunk
    yield MARK + total.to_bytes(4, "big")


def unworn(start: bytes) -> bytes:
    """The start of a database without how often and by which SQLite it was written, which one in memory does not say.

    Source: "The Database Header" of SQLite's file format, offsets 24, 92 and 96.
    """
    return start[:24] + bytes(4) + start[28:92] + bytes(8) + start[100:]


def is_whole(path: Path) -> bool:
    """Whether a file ends with its seal and, when it is not too large to be read at once, holds what was sealed."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        if size > MOST_SUMMED:
            stream.seek(-SEAL_BYTES, 2)
            return stream.read(len(MARK)) == MARK
        stream.seek(0)
        data = stream.read()
    return data[-SEAL_BYTES:] == MARK + zlib.crc32(memoryview(data)[:-SEAL_BYTES]).to_bytes(4, "big")


def limit(connection: Connection, size: int) -> None:
    """Bound the length of a value, and the steps of all queries together by the `size` of the file in bytes."""
    rounds = iter(range(ROUNDS + ROUNDS_PER_MEGABYTE * (size >> 20)))
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_TEXT)
    connection.set_progress_handler(lambda: int(next(rounds, None) is None), STEPS)
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")


def is_our_schema(connection: Connection, *scripts: Path) -> bool:
    """Whether the tables, indices and views are those of the first script, and nothing else but those of the others."""
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    found = {sql for (sql,) in rows}
    needed, *optional = (set(statements(script.read_text(encoding="utf-8"))) for script in scripts)
    return needed <= found <= needed.union(SHADOWS, *optional) and len(found) == len(rows)


def statements(script: str) -> Iterator[str]:
    """The CREATE statements of a script as SQLite keeps them."""
    for part in script.split(";\n"):
        start = part.find("\nCREATE ") + 1
        if start or part.startswith("CREATE "):
            yield part[start:]


def plain_row(_cursor: Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row of visible text, whole numbers and NULL, as all are that we read; any other is damage."""
    if not PLAIN.issuperset(map(type, row)):
        raise sqlite3.DatabaseError("a value is neither text nor a whole number")
    for value in row:
        if type(value) is str and not value.isprintable() and unseen(value):
            raise sqlite3.DatabaseError("a text holds a character that cannot be seen")
    return row


def unseen(text: str) -> bool:
    """Whether a text holds a character that is neither visible nor a space."""
    for character in HARMLESS:
        text = text.replace(character, "")
    if text.isprintable():
        return False
    import unicodedata

    return any(unicodedata.category(character) != "Zs" for character in text if not character.isprintable())


def fault(connection: Connection) -> str | None:
    """What is wrong with a base, seen after an answer has failed; None where the base is not to blame."""
    try:
        verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != ("ok",):
            return str(verdict[0] if verdict else "it cannot be checked")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            return "a row points to one that is not there"
        for question, answer in LACKS:
            if connection.execute(question).fetchone()[0]:
                return answer
        return impossible_date(connection)
    except sqlite3.DatabaseError as damage:
        return str(damage)


def impossible_date(connection: Connection) -> str | None:
    """The first date that is none."""
    from dongbei_cli.readings import edtf

    dates = "SELECT date FROM facts WHERE date IS NOT NULL UNION SELECT published FROM sources"
    for (date,) in connection.execute(dates):
        try:
            edtf.parse(date)
        except ValueError:
            return f"{date!r} is no date"
    return None


KINDS = ("events", "figures", "quotes", "measures", "claims", "people", "organizations", "documents")
LACKS = (
    ("SELECT count(*) = 0 FROM base", "it does not say what it was made of"),
    ("SELECT count(*) = 0 FROM sources", "it has no article"),
    ("SELECT count(*) FROM facts WHERE number NOT IN (SELECT fact FROM anchors)", "a fact has no anchor"),
    ("SELECT count(*) FROM facts WHERE number NOT IN (SELECT fact FROM fact_topics)", "a fact has no topic"),
    (
        f"SELECT count(*) FROM facts WHERE ({' + '.join(f'(number IN (SELECT fact FROM {k}))' for k in KINDS)}) <> 1",
        "a fact is not of one kind",
    ),
    (
        """SELECT count(*) FROM facts JOIN sources ON sources.id = source
        WHERE excerpt <> substr(text, start + 1, "end" - start)""",
        "an excerpt does not stand in the article",
    ),
)  # fmt: skip
"""Questions whose answer is 0 in every base that was compiled, and what it means when it is not."""
