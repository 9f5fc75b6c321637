"""Compiled bases that were cut, damaged, made by others, or made to harm: the last with a forged seal."""

import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from dongbei_cli import workspace
from dongbei_cli.database import soundness
from tests.bad_bases import Case, whole

SEARCH = ("search", "徐林", "--json")
SHOW = ("show", "jilin", "quote", "--lang", "zh")
TABLE = ("timeline", "--all")
ENDLESS = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
OPENED = "PRAGMA writable_schema = ON; UPDATE sqlite_master"
SCHEMAS: dict[str, str] = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON facts BEGIN DELETE FROM facts; END",
    "view-more": "CREATE VIEW more AS SELECT 1",
    "table-more": "CREATE TABLE more (x)",
    "index-more": "CREATE INDEX more ON facts (title)",
    "endless-view-more": f"CREATE VIEW more AS {ENDLESS}",
    "view-without-its-terms": "DROP VIEW figure; CREATE VIEW figure AS SELECT * FROM figures",
    "endless-view-for-ours": f"DROP VIEW figure; CREATE VIEW figure AS {ENDLESS}",
    "view-of-itself": "DROP VIEW claim; CREATE VIEW claim AS SELECT * FROM claim",
    "view-of-many-joins": "DROP VIEW claim; CREATE VIEW claim AS SELECT a.* FROM fact a, fact b, fact c, fact d",
    "view-for-a-table": "ALTER TABLE facts RENAME TO facts_; CREATE VIEW facts AS SELECT * FROM facts_",
    "view-that-loads": "DROP VIEW claim; CREATE VIEW claim AS SELECT load_extension('/tmp/x.so')",
    "view-that-writes": "DROP VIEW claim; CREATE VIEW claim AS SELECT writefile('/tmp/x', 'x')",
    "view-that-tokenizes": "DROP VIEW claim; CREATE VIEW claim AS SELECT fts3_tokenizer('x', x'0000')",
    "view-with-a-huge-value": "DROP VIEW claim; CREATE VIEW claim AS SELECT hex(zeroblob(2000000000))",
    "column-more": "ALTER TABLE facts ADD COLUMN more",
    "computed-column": "ALTER TABLE facts ADD COLUMN more AS (hex(zeroblob(number * 1000000)))",
    "column-less": "ALTER TABLE base RENAME COLUMN file TO path",
    "table-less": "DROP TABLE waivers",
    "view-less": "DROP VIEW names",
    "index-less": "DROP INDEX terms_by_name",
    "all-less": "PRAGMA writable_schema = ON; DELETE FROM sqlite_master",
    "shadow-renamed": f"{OPENED} SET name = 'x' WHERE name = 'search_data'",
    "virtual-table-more": "CREATE VIRTUAL TABLE more USING fts5 (x)",
    "module-unknown": f"{OPENED} SET sql = 'CREATE VIRTUAL TABLE search USING nothing (x)' WHERE name = 'search'",
    "schema-that-does-not-parse": f"{OPENED} SET sql = 'CREATE TABLE facts (' WHERE name = 'facts'",
    "table-on-the-page-of-another": f"{OPENED} SET rootpage = "
    "(SELECT rootpage FROM sqlite_master WHERE name = 'anchors') WHERE name = 'facts'",
    "table-on-a-page-that-is-not": f"{OPENED} SET rootpage = 99999 WHERE name = 'facts'",
    "two-tables-of-one-name": "PRAGMA writable_schema = ON; INSERT INTO sqlite_master "
    "SELECT * FROM sqlite_master WHERE name = 'facts'",
}  # fmt: skip
ROWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "title-is-a-blob": ("UPDATE facts SET title = x'ff00'", ("list", "--json")),
    "title-is-not-utf-8": ("UPDATE facts SET title = CAST(x'ff41' AS TEXT)", ("list", "--json")),
    "title-has-an-escape": ("UPDATE facts SET title = char(27) || '[31m'", TABLE),
    "title-turns-around": ("UPDATE facts SET title = char(8238) || 'x'", TABLE),
    "title-has-nothing-to-see": ("UPDATE facts SET title = char(8203)", TABLE),
    "title-has-a-null-byte": ("UPDATE facts SET title = 'a' || char(0) || 'b'", ("list", "-f", "csv")),
    "title-is-endless": ("UPDATE facts SET title = hex(zeroblob(20000000)) WHERE number = 1", ("list", "--json")),
    "text-is-endless": ("UPDATE sources SET text = hex(zeroblob(20000000))", ("article",)),
    "text-is-a-blob": ("UPDATE sources SET text = zeroblob(100)", ("article", "--json")),
    "start-is-a-word": ("UPDATE facts SET start = 'x'", ("list", "--json")),
    "start-is-broken": ("UPDATE facts SET start = 1.5", ("list", "--json")),
    "paragraph-is-a-word": ("UPDATE facts SET paragraph = 'x'", SHOW),
    "anchor-is-a-blob": ("UPDATE anchors SET exact = x'00'", ("list", "--json")),
    "anchor-ends-in-a-word": ("UPDATE anchors SET \"end\" = 'x'", SHOW),
    "value-is-a-word": ("UPDATE figures SET value_exact = 'x'", ("stats", "--json")),
    "value-is-not-a-number": ("UPDATE figures SET value_exact = 'NaN'", ("stats", "--json")),
    "value-is-infinite": ("UPDATE figures SET value_exact = 'Infinity'", ("stats",)),
    "value-would-fill-the-memory": ("UPDATE figures SET value_exact = '1e999999999'", ("stats", "--json")),
    "value-is-thousands-of-digits": ("UPDATE figures SET value_exact = hex(zeroblob(5000))", ("stats",)),
    "value-is-two-points": ("UPDATE figures SET value_exact = '1.2.3'", ("stats", "--json")),
    "upper-is-a-word": ("UPDATE figures SET upper_exact = 'x'", ("stats", "--json")),
    "si-value-is-empty": ("UPDATE figures SET value_si_exact = ''", ("stats", "--json")),
    "kind-is-unknown": ("UPDATE facts SET kind = 'nonsense' WHERE number = 1", ("list", "--json")),
    "kind-is-another": ("UPDATE facts SET kind = 'claim' WHERE kind = 'figure'", ("list", "--json")),
    "speech-is-unknown": ("UPDATE quotes SET speech = 'nonsense'", ("quote", "--json")),
    "status-is-unknown": ("UPDATE measures SET status = 'nonsense'", ("policy", "--json")),
    "category-is-unknown": ("UPDATE events SET category = 'nonsense'", ("timeline", "--json")),
    "qualifier-is-unknown": ("UPDATE figures SET qualifier = 'nonsense'", ("stats", "--json")),
    "attribution-is-unknown": ("UPDATE claims SET attribution = 'nonsense'", ("list", "--json")),
    "type-is-unknown": ("UPDATE organizations SET type = 'nonsense'", ("list", "--json")),
    "link-is-a-script": ("UPDATE facts SET link = 'javascript:alert(1)'", ("list", "--json")),
    "link-is-a-file": ("UPDATE facts SET link = 'file:///etc/passwd'", ("export", "html")),
    "address-is-a-script": ("UPDATE sources SET url = 'javascript:alert(1)'", ("cite",)),
    "date-is-none": ("UPDATE facts SET date = 'nonsense'", ("timeline",)),
    "event-without-a-date": ("UPDATE facts SET date = NULL", ("timeline", "--json")),
    "title-is-null": ("UPDATE facts SET title = NULL", ("list", "--json")),
    "id-is-null": ("UPDATE facts SET id = NULL WHERE number = 1", ("list", "--json")),
    "kind-is-null": ("UPDATE facts SET kind = NULL", ("list", "--json")),
    "speaker-is-null": ("UPDATE quotes SET speaker = NULL", ("quote", "--json")),
    "name-is-null": ("UPDATE people SET name = NULL", ("people", "--json")),
    "unit-is-null": ("UPDATE figures SET unit = NULL", ("stats", "--json")),
    "term-is-null": ("UPDATE terms SET zh = NULL", ("topics", "--json")),
    "text-is-null": ("UPDATE sources SET text = NULL", ("article",)),
    "base-is-null": ("UPDATE base SET file = NULL", SHOW),
    "row-of-the-kind-is-missing": ("DELETE FROM figures", ("list", "--json")),
    "anchors-are-missing": ("DELETE FROM anchors", SHOW),
    "source-is-missing": ("DELETE FROM sources", SHOW),
    "source-is-missing-for-a-citation": ("DELETE FROM sources", ("cite", "jilin")),
    "source-is-missing-for-a-search": ("DELETE FROM sources", SEARCH),
    "base-is-missing": ("DELETE FROM base", SHOW),
    "terms-are-missing": ("DELETE FROM terms", ("policy", "--json")),
    "names-are-missing": ("DELETE FROM people; DELETE FROM organizations", ("quote", "--json")),
    "relation-gives-a-word": ("UPDATE relations SET computed = 'x'", ("stats",)),
    "index-of-another-version": ("UPDATE search_config SET v = 99", SEARCH),
}  # fmt: skip
FOREIGN: dict[str, Callable[[bytes], bytes]] = {
    "zero-bytes": lambda _: b"",
    "one-zero": lambda _: b"\0",
    "text": lambda _: whole.text().encode(),
    "only-the-magic": lambda data: data[:16],
    "only-the-header": lambda data: data[:100],
    "magic-of-another": lambda data: b"SQLite format 2\0" + data[16:],
    "zeroed": lambda data: bytes(len(data)),
    "ones": lambda data: b"\xff" * len(data),
    "twice": lambda data: data * 2,
    "backwards": lambda data: data[::-1],
    "shifted": lambda data: b"\0" + data,
    "without-its-seal": lambda data: data[: -soundness.SEAL_BYTES],
    "with-a-seal-of-zeros": lambda data: data[:-4] + bytes(4),
    "with-a-byte-more": lambda data: data + b"\0",
    "with-a-page-more": lambda data: soundness.sealed(data) + bytes(4096),
    "as-text-for-windows": lambda data: data.replace(b"\n", b"\r\n"),
    "read-as-latin-1": lambda data: data.decode("latin-1").encode(),
    "without-high-bits": lambda data: bytes(byte & 0x7F for byte in data),
    "page-size-0": lambda data: data[:16] + b"\0\0" + data[18:],
    "page-size-3": lambda data: data[:16] + b"\0\3" + data[18:],
    "page-size-64k": lambda data: data[:16] + b"\0\1" + data[18:],
    "as-wal": lambda data: data[:18] + b"\2\2" + data[20:],
    "as-utf-16": lambda data: data[:56] + b"\0\0\0\2" + data[60:],
    "format-9": lambda data: data[:44] + b"\0\0\0\x09" + data[48:],
    "version-0": lambda data: data[:60] + bytes(4) + data[64:],
    "version-99": lambda data: data[:60] + b"\0\0\0\x63" + data[64:],
    "version-negative": lambda data: data[:60] + b"\xff\xff\xff\xff" + data[64:],
    "application-0": lambda data: data[:68] + bytes(4) + data[72:],
    "page-1-twice": lambda data: data[:4096] * 2 + data[8192:],
    "pages-exchanged": lambda data: data[:8192] + data[12288:16384] + data[8192:12288] + data[16384:],
    "page-2-zeroed": lambda data: data[:4096] + bytes(4096) + data[8192:],
}
RESEALED = ("as-utf-16", "page-size-3", "format-9")


def cases() -> Iterator[Case]:
    """All of them; flips come from seeds."""
    for percent in range(0, 100, 2):
        yield Case(f"database/cut-at-{percent}-percent", partial(cut, percent=percent))
    for less in (1, 4, 11, 12, 13, 4096):
        yield Case(f"database/cut-by-{less}", partial(foreign, change=partial(shortened, less=less)))
    for seed in range(60):
        yield Case(f"database/flip-{seed}", partial(foreign, change=partial(flipped, seed=seed)))
    for name, change in FOREIGN.items():
        yield Case(f"database/{name}", partial(foreign, change=change))
    for name in RESEALED:
        yield Case(f"hostile/{name}", partial(foreign, change=partial(resealed, name=name)))
    for name, script in SCHEMAS.items():
        yield Case(f"hostile/{name}", partial(forged, script=script))
    for name, (script, command) in ROWS.items():
        yield Case(f"hostile/{name}", partial(forged, script=script), command)


@cache
def sound() -> bytes:
    """The whole base, compiled."""
    with tempfile.TemporaryDirectory() as folder:
        path = whole.write(Path(folder))
        workspace.build(Path(path), Path(folder) / "facts.db", unproved=True)
        return (Path(folder) / "facts.db").read_bytes()


def cut(folder: Path, percent: int) -> str:
    """Only the beginning."""
    return foreign(folder, lambda data: data[: len(data) * percent // 100])


def shortened(data: bytes, less: int) -> bytes:
    """All but the last bytes."""
    return data[:-less]


def flipped(data: bytes, seed: int) -> bytes:
    """One bit in another state."""
    spoiled = bytearray(data)
    position = random.Random(seed).randrange(len(data) * 8)
    spoiled[position // 8] ^= 1 << position % 8
    return bytes(spoiled)


def resealed(data: bytes, name: str) -> bytes:
    """A change with a seal that fits it."""
    return soundness.sealed(FOREIGN[name](data[: -soundness.SEAL_BYTES]))


def foreign(folder: Path, change: Callable[[bytes], bytes]) -> str:
    """The compiled base with changed bytes."""
    path = folder / "facts.db"
    path.write_bytes(change(sound()))
    return str(path)


def forged(folder: Path, script: str) -> str:
    """The compiled base after a script, sealed anew, with the schema as it was where the script changed only rows.

    Constraints are no hindrance to a forger: they are taken out of the schema and put back in again.
    """
    path = folder / "facts.db"
    path.write_bytes(sound()[: -soundness.SEAL_BYTES])
    before = altered(path, "SELECT rowid, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    rows = not any(word in script for word in ("CREATE", "DROP", "ALTER", "sqlite_master"))
    if rows:
        altered(
            path,
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') "
            "WHERE type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%' AND name NOT LIKE 'search%'",
        )
    altered(path, f"PRAGMA ignore_check_constraints = ON; {script}")
    if rows:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA writable_schema = ON")
        connection.executemany("UPDATE sqlite_master SET sql = ?2 WHERE rowid = ?1", before)
        connection.commit()
        connection.close()
    path.write_bytes(soundness.sealed(path.read_bytes()))
    return str(path)


def altered(path: Path, script: str) -> sqlite3.Cursor:
    """Run a script on a file; a query gives its rows."""
    connection = sqlite3.connect(path)
    if script.startswith("SELECT"):
        return connection.execute(script)
    connection.executescript(script)
    connection.commit()
    connection.close()
    return sqlite3.connect(":memory:").execute("SELECT 1")
