"""Real clients open what we export: SQLite's own shell, Datasette, Frictionless, rdflib, a JSON Schema validator."""

import importlib.util
import json
import shutil
import sqlite3
import subprocess
import sys
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema  # type: ignore[import-untyped]
import pytest

import dongbei_cli
from tests.conftest import run_dongbei

BASE = dongbei_cli.open_base()
URL = BASE.sources[0].url
SCHEMA_ORG = "https://schema.org/"


def installed(name: str) -> pytest.MarkDecorator:
    """Skip where a client is not there."""
    missing = importlib.util.find_spec(name) is None
    return pytest.mark.skipif(missing, reason=f"{name} comes with the extra interop")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped base in every format."""
    folder = tmp_path_factory.mktemp("exported")
    for form, name in [("sqlite", "facts.db"), ("datapackage", "package"), ("datapackage", "package.zip"),
                       ("jsonld", "facts.jsonld")]:  # fmt: skip
        result = run_dongbei("export", form, "-o", str(folder / name))
        assert result.returncode == 0, result.stderr
    return folder


def test_sqlite_opens_the_database(exported: Path) -> None:
    """It is sound, its keys hold, and a view answers as the lookup does."""
    connection = sqlite3.connect(exported / "facts.db")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = connection.execute(
        "SELECT region, value, unit FROM figure WHERE topics = 'transfers' AND region NOTNULL ORDER BY number"
    )
    assert [(region, Decimal(value), unit) for region, value, unit in rows] == [
        (figure.region, figure.value, figure.unit) for figure in BASE.figures("transfers") if figure.region
    ]
    connection.close()


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the program sqlite3 is not installed")
def test_the_shell_of_sqlite_opens_the_database(exported: Path) -> None:
    """A number is a number there, fit for sums."""
    query = "SELECT sum(value) FROM figures JOIN facts ON number = fact WHERE id LIKE 'transfers-%' AND region NOTNULL"
    printed = subprocess.run(["sqlite3", exported / "facts.db", query], capture_output=True, text=True, check=True)
    assert printed.stdout == "120028\n"


def datasette(exported: Path, path: str) -> Any:
    """What Datasette answers to a request."""
    command = [sys.executable, "-m", "datasette", str(exported / "facts.db"), "--get", f"/facts{path}"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@installed("datasette")
def test_datasette_serves_tables_and_views(exported: Path) -> None:
    """All rows are there, and the rows of a view are the records."""
    count = datasette(exported, "/facts.json?_shape=array&_size=1000&_nofacet=1")
    assert [row["id"] for row in count] == [record.id for record in sorted(BASE.facts(), key=number_by_id(exported))]
    figure = datasette(exported, "/figure.json?_shape=array&id=share-2021")[0]
    assert (figure["value"], figure["unit"], figure["excerpt"]) == ("4.9", "%", BASE.fact("share-2021").excerpt)


def number_by_id(exported: Path) -> Any:
    """A sort key: the number of a fact in the database."""
    connection = sqlite3.connect(exported / "facts.db")
    numbers = dict(connection.execute("SELECT id, number FROM facts").fetchall())
    connection.close()
    return lambda record: numbers[record.id]


@installed("datasette")
def test_datasette_searches(exported: Path) -> None:
    """By a word in a column, and by the full-text index, in which a Chinese word is a phrase of characters."""
    by_word = datasette(exported, f"/facts.json?_shape=array&excerpt__contains={quote('净流出354万')}")
    assert [row["id"] for row in by_word] == ["population-decade-2010-2020", "net-outflow-2010-2020"]
    phrase = quote('"净 流 出 354 万"')
    sql = f"select f.id from search join facts f on f.number = search.rowid where search match '{phrase}'"
    found = datasette(exported, f".json?_shape=array&sql={sql.replace(' ', '+')}")
    assert "net-outflow-2010-2020" in [row["id"] for row in found]
    indexed = datasette(exported, f"/search.json?_shape=array&_search={phrase}")
    assert len(indexed) == len(found)


@installed("frictionless")
@pytest.mark.parametrize("name", ["package/datapackage.json", "package.zip"])
def test_frictionless_finds_the_data_package_valid(name: str, exported: Path) -> None:
    """Types, limits, keys and references, checksums and sizes; folder and archive alike."""
    command = [sys.executable, "-m", "frictionless", "validate", "--json", str(exported / name)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    report = json.loads(result.stdout)
    assert (report["valid"], report["stats"]["errors"], report["warnings"]) == (True, 0, [])
    assert report["stats"]["tasks"] == len(list((exported / "package").glob("*.csv")))


@installed("frictionless")
@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("figures.csv", "28628,,亿元", "many,,亿元", "type-error"),
        ("anchors.csv", "\r\nshare-2003,", "\r\nnobody,", "foreign-key"),
    ],
)
def test_frictionless_would_find_a_fault(
    file: str, old: str, new: str, kind: str, exported: Path, tmp_path: Path
) -> None:
    """The descriptor says enough for a broken table to be found broken."""
    shutil.copytree(exported / "package", tmp_path / "package")
    path = tmp_path / "package" / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    descriptor = str(tmp_path / "package" / "datapackage.json")
    command = [sys.executable, "-m", "frictionless", "validate", "--json", descriptor]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    assert kind in {error["type"] for task in report["tasks"] for error in task["errors"]}


@pytest.fixture(scope="module")
def graph(exported: Path) -> Any:
    """The linked data as rdflib reads it; its own use of what it deprecates is not ours to mend."""
    rdflib = pytest.importorskip("rdflib", reason="rdflib comes with the extra interop")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Graph().parse(exported / "facts.jsonld", format="json-ld")


def test_a_query_finds_the_speaker_of_a_quotation(graph: Any) -> None:
    """And the words, in both languages."""
    found = graph.query(
        """PREFIX s: <https://schema.org/>
        SELECT ?name ?words WHERE {
            ?quotation a s:Quotation ; s:creator [ a s:Person ; s:name ?name ] ; s:text ?words .
            FILTER (lang(?name) = "zh" && lang(?words) = "zh")
        }"""
    )
    direct = [(quote.speaker, quote.text) for quote in BASE.quotes(speech="direct")]
    assert sorted((str(row.name), str(row.words)) for row in found) == sorted(direct)
    assert direct


def test_a_query_sums_what_the_article_does_not(graph: Any) -> None:
    """Amounts are decimals, so that 32553 + 28628 + 58847 is 120028 and not nearly so."""
    found = graph.query(
        """PREFIX s: <https://schema.org/>
        SELECT (SUM(?value) AS ?total) WHERE {
            ?review a s:ClaimReview ; s:isBasedOn [ a s:Observation ; s:value ?value ; s:unitText "亿元" ]
        }"""
    )
    assert [row.total.toPython() for row in found] == [Decimal(120028)]


def test_every_name_in_the_linked_data_is_an_iri_that_leads_somewhere(graph: Any) -> None:
    """Whatever a node of ours refers to is described, and no name is relative."""
    import rdflib

    ours = {node for node in graph.subjects() if isinstance(node, rdflib.URIRef)}
    named = {node for node in graph.objects() if isinstance(node, rdflib.URIRef) and node.startswith(URL)}
    assert named <= ours
    assert all(":" in node for node in ours)


def test_the_words_of_a_fact_are_found_by_their_selector(graph: Any) -> None:
    """From a fact to its annotation to the exact words."""
    found = graph.query(
        """PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT DISTINCT ?exact WHERE {
            ?annotation a oa:Annotation ; oa:hasBody ?fact ;
                oa:hasTarget [ oa:hasSource ?article ; oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ?exact ] ]
        }""",
        initBindings={"fact": iri("share-2021"), "article": iri("")},
    )
    assert [str(row.exact) for row in found] == [BASE.fact("share-2021").excerpt]


def iri(fact_id: str) -> Any:
    """The name of a fact, or of the article."""
    import rdflib

    return rdflib.URIRef(f"{URL}#{fact_id}" if fact_id else URL)


@pytest.mark.parametrize("command", ["timeline --all", "stats", "quote", "policy", "people", "list", "topics"])
@pytest.mark.parametrize("cite", [[], ["--cite"]])
def test_what_a_command_prints_is_as_its_schema_says(command: str, cite: list[str]) -> None:
    """With citations and without."""
    asked = [] if command == "topics" else cite  # what is no fact is not cited
    printed = json.loads(run_dongbei(*command.split(), "-j", *asked).stdout)
    schema = json.loads(run_dongbei("schema", command.split(maxsplit=1)[0]).stdout)
    jsonschema.Draft202012Validator(schema).validate(printed)
    assert printed
