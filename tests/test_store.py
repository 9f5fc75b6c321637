"""The compiled base as a file: what holds in it, what other programs see of it, and what is refused."""

import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dongbei_cli import base, errors, model, schemas, store
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped base as one SQLite file."""
    path = tmp_path_factory.mktemp("compiled") / "facts.db"
    path.write_bytes(base.build(ROOT / "facts.yaml", unproved=True).image())
    return path


@pytest.fixture
def connection(compiled: Path) -> sqlite3.Connection:
    """The file as any program opens it."""
    return sqlite3.connect(compiled)


@pytest.mark.parametrize("kind", model.KINDS)
def test_the_view_of_a_kind(kind: str, connection: sqlite3.Connection) -> None:
    """It has the keys of JSON and a row a record; numbers sort and sum as such, their digits are beside them.

    Every column is described, in the database and in the metadata that Datasette reads.
    """
    columns = {row[1] for row in connection.execute(f"PRAGMA table_info('{kind}')")}
    assert {*model.KINDS[kind].KEYS} <= columns
    records = {record.id: record for record in base.open_base().facts(kind)}
    assert connection.execute(f'SELECT count(*) FROM "{kind}"').fetchone() == (len(records),)
    for field in model.KINDS[kind].FIELDS.values():
        if field.decimal or field.whole:
            exact = f'"{field.name}_exact"' if field.decimal else "NULL"
            sql = f'SELECT id, "{field.name}", typeof("{field.name}"), {exact} FROM "{kind}"'
            for fact_id, value, of, digits in connection.execute(sql):
                stated = getattr(records[fact_id], field.name)
                assert of == "null" if stated is None else of in ("integer", "real"), (fact_id, field.name)
                assert digits == (f"{stated:f}" if field.decimal and stated is not None else None)
                assert value == (None if stated is None else float(stated))
    sql = 'SELECT "column", description FROM descriptions WHERE view = ?'
    found = dict(connection.execute(sql, (kind,)).fetchall())
    assert {None, *columns} == set(found)
    told = json.loads(schemas.text("sqlite"))["databases"]["facts"]["tables"]
    assert told[kind] == {"description": found.pop(None), "columns": found}


def test_figures_can_be_asked_for_by_size(connection: sqlite3.Connection) -> None:
    """The file is sound; three figures are above a thousand in their unit, and the provinces can be summed."""
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("SELECT count(*) FROM figure WHERE value > 1000").fetchone() == (3,)
    sql = "SELECT sum(value) FROM figure WHERE topics = 'transfers' AND region IS NOT NULL"
    assert connection.execute(sql).fetchone() == (120028,)


@pytest.mark.parametrize("word", ["人口", "population", "人口流失"])
def test_the_index_finds_words(word: str, connection: sqlite3.Connection) -> None:
    """Chinese of up to four characters and English, as programs quote them."""
    sql = "SELECT id FROM facts WHERE number IN (SELECT rowid FROM browse WHERE browse MATCH ?)"
    found = [name for (name,) in connection.execute(sql, (f'"{word}"',))]
    assert "population-loss-2010-2020" in found
    assert len(found) < 40


def test_yaml_and_database_give_the_same_answers(compiled: Path) -> None:
    """Compiling loses nothing, and doing it twice gives the same bytes."""
    one, other = base.open_base(ROOT / "facts.yaml"), base.open_base(compiled)
    assert one.facts() == other.facts()
    assert one.topics() == other.topics()
    assert one.relations() == other.relations()
    assert one.sources == other.sources
    assert other.search("徐林")[0].record == one.search("徐林")[0].record
    assert base.build(ROOT / "facts.yaml", unproved=True).image() == compiled.read_bytes()
    assert one.image() == one.image()  # however often it is exported, it is described once


def test_an_open_base_cannot_be_changed(compiled: Path, tmp_path: Path) -> None:
    """Neither rows nor tables; and its path may hold what means something in an address."""
    path = tmp_path / "事实 a?b#c%20.db"
    path.write_bytes(compiled.read_bytes())
    connection = store.open_readonly(path)
    for sql in ("DELETE FROM facts", "DROP TABLE facts", "PRAGMA user_version = 9", "CREATE TABLE x (y)"):
        with pytest.raises(sqlite3.OperationalError):
            connection.execute(sql)
    connection.close()


FOREIGN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "a zero": lambda _: b"\0",
    "a text": lambda _: b"not a database at all, but long enough to have a header" * 9,
    "only the magic": lambda data: data[:16],
    "only the header": lambda data: data[:100],
    "zeros": lambda data: bytes(len(data)),
    "twice": lambda data: data * 2,
    "without its check sum": lambda data: data[: -store.SEAL_BYTES],
    "with a byte more": lambda data: data + b"\0",
    "as text for Windows": lambda data: data.replace(b"\n", b"\r\n"),
    "of another schema version": lambda data: data[:60] + b"\0\0\0\x63" + data[64:],
    "of another program": lambda data: data[:68] + bytes(4) + data[72:],
    "a page of zeros": lambda data: data[:4096] + bytes(4096) + data[8192:],
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_base_of_ours_is_refused(name: str, compiled: Path, tmp_path: Path) -> None:
    """An UnusableBaseError, whatever the file holds."""
    path = tmp_path / "facts.db"
    path.write_bytes(FOREIGN[name](compiled.read_bytes()))
    with pytest.raises(errors.UnusableBaseError) as caught:
        base.open_base(path).facts()
    assert "\n" not in str(caught.value)
    assert name != "of another schema version" or f"dongbei build facts.yaml -o {path}" in caught.value.hint


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_bit_or_a_cut_is_never_an_answer(seed: int, compiled: Path, tmp_path: Path) -> None:
    """One bit of the file, and an end that is missing."""
    chance = random.Random(seed)
    data = bytearray(compiled.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path = tmp_path / "facts.db"
    for content in (bytes(data), bytes(data[: chance.randrange(len(data))])):
        path.write_bytes(content)
        with pytest.raises(errors.UnusableBaseError):
            base.open_base(path).facts()


def test_a_large_file_is_read_with_care(compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one too large to be summed the end is looked at, and records that are none are damage."""
    path = tmp_path / "facts.db"
    path.write_bytes(compiled.read_bytes()[: -store.SEAL_BYTES])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE facts SET record = substr(record, 1, 40)")
    connection.close()
    path.write_bytes(path.read_bytes() + store.seal(b""))
    monkeypatch.setattr(store, "MOST_SUMMED", 1000)
    with pytest.raises(errors.DamagedBaseError, match="cannot be read"):
        base.open_base(path).facts()
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(errors.DamagedBaseError, match="changed or cut"):
        base.open_base(path)
