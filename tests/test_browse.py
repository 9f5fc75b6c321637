"""What other programs see of a base: descriptions of its views, a full-text index, lists that are tables."""

import json
import sqlite3
from collections.abc import Iterator

import pytest

from dongbei_cli import model, schemas, store
from dongbei_cli.base import open_base
from tests.conftest import ROOT

BASE = open_base(ROOT / "facts.yaml")


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    """The database that is exported."""
    opened = sqlite3.connect(":memory:")
    opened.deserialize(BASE.image())
    yield opened
    opened.close()


def test_every_column_of_every_view_is_described(connection: sqlite3.Connection) -> None:
    """In the database itself and in the metadata that Datasette reads."""
    told = json.loads(schemas.text("sqlite"))["databases"]["facts"]["tables"]
    for kind in model.KINDS:
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info('{kind}')")}
        described = connection.execute('SELECT "column", description FROM descriptions WHERE view = ?', (kind,))
        found = dict(described.fetchall())
        assert {None, *columns} == set(found)
        assert told[kind] == {"description": found.pop(None), "columns": found}


@pytest.mark.parametrize(
    ("word", "fact"),
    [("人口", "population-loss-2010-2020"), ("population", "population-loss-2010-2020"), ("徐林", "person-xu-lin")],
)
def test_the_index_finds_words(word: str, fact: str, connection: sqlite3.Connection) -> None:
    """Chinese of up to four characters and English, as programs quote them."""
    sql = "SELECT id FROM facts WHERE number IN (SELECT rowid FROM browse WHERE browse MATCH ?)"
    found = [name for (name,) in connection.execute(sql, (f'"{word}"',))]
    assert fact in found
    assert len(found) < len(BASE.facts())


def test_the_database_is_described_once(connection: sqlite3.Connection) -> None:
    """However often it is exported."""
    before = connection.execute("SELECT count(*) FROM descriptions").fetchone()
    store.describe(connection)
    assert connection.execute("SELECT count(*) FROM descriptions").fetchone() == before


def test_what_a_query_returns_gives_itself_as_dictionaries() -> None:
    """With the keys of JSON, anchors too, in every sort of list."""
    (figure,) = BASE.figures("transfers", region="吉林").to_dicts()
    assert (figure["value"], figure["unit"]) == (28628, "亿元")
    assert figure["anchors"][0]["exact"] == figure["excerpt"]
    lists = (BASE.events(), BASE.timeline(), BASE.quotes(), BASE.measures(), BASE.people(), BASE.facts(), BASE.topics())
    assert all(len(found.to_dicts()) == len(found) > 0 for found in lists)
    assert BASE.records(["share-2003"]).to_dicts()[0]["id"] == "share-2003"


def test_what_a_query_returns_is_a_table_in_a_notebook() -> None:
    """A row a record, and no text is markup."""
    people = BASE.people()
    html = people._repr_html_()
    assert html.count("<tr>") == len(people) + 1
    assert "<td>徐林</td>" in html
    marked = type(people)([people[0].replace(note="<b>x</b>")])._repr_html_()
    assert "&lt;b&gt;x&lt;/b&gt;" in marked
