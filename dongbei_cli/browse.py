"""What programs that show any SQLite file need beside the tables: descriptions of the views, and a full-text index.

Datasette shows a search box above `facts` since `browse` names that table as its content. It looks for whole words, and
Chinese has no spaces, so the index has each run of up to four Chinese characters as a word.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from dongbei_cli import model
from dongbei_cli.store import Connection

LONGEST = 4
TABLES = """
CREATE TABLE descriptions (view TEXT NOT NULL, "column" TEXT, description TEXT NOT NULL);
CREATE VIRTUAL TABLE browse USING fts5 (record, content="facts", content_rowid="number", detail=none);
"""
SEARCHED = ("title", "title_en", "note", "note_en", "excerpt")
"""Fields of all kinds that are searched; of a kind's own fields it is the texts."""


def fill(connection: Connection) -> None:
    """Describe the views and index the facts, unless that has been done."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'browse'").fetchone():
        return
    connection.executescript(TABLES)
    connection.executemany("INSERT INTO descriptions VALUES (?, ?, ?)", descriptions())
    names = dict(connection.execute("SELECT key, zh || ' ' || en FROM terms WHERE type = 'topic'"))
    rows = connection.execute("SELECT number, kind, record FROM facts ORDER BY number").fetchall()
    indexed = ((number, " ".join(words(model.KINDS[kind], json.loads(text), names))) for number, kind, text in rows)
    connection.executemany("INSERT INTO browse (rowid, record) VALUES (?, ?)", indexed)
    connection.commit()


def words(cls: type[model.Record], record: dict[str, Any], names: dict[str, str]) -> Iterator[str]:
    """Everything that a reader may search a record by, cut into words."""
    own = [key for key in cls.KEYS if key not in model.Record.FIELDS and cls.FIELDS[key].type in (str, str | None)]
    texts = [record[key] or "" for key in (*SEARCHED, *own)] + [names.get(topic, topic) for topic in record["topics"]]
    for text in dict.fromkeys(texts):
        yield from re.findall(r"[^\W_〇一-鿿]+", text)
        for run in re.findall(r"[〇一-鿿]+", text):
            yield from (run[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(run) - size + 1))


def descriptions() -> Iterator[tuple[str, str | None, str]]:
    """Each view with what it holds, then each of its columns."""
    for kind, cls in model.KINDS.items():
        yield kind, None, (cls.__doc__ or "").partition("\n")[0]
        for key in cls.KEYS:
            yield kind, key, cls.FIELDS[key].description
            if cls.FIELDS[key].decimal:
                yield kind, f"{key}_exact", f"{cls.FIELDS[key].description} Digit for digit, as text."


def metadata(name: str = "facts") -> dict[str, Any]:
    """The descriptions as Datasette reads them from a file, for a database of this name."""
    views: dict[str, Any] = {}
    for view, column, description in descriptions():
        if column is None:
            views[view] = {"description": description, "columns": {}}
        else:
            views[view]["columns"][column] = description
    return {"databases": {name: {"tables": views}}}
