"""Exports: what they hold, and that the same base gives the same bytes."""

import csv
import io
import json
import zipfile
from contextlib import nullcontext
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dongbei_cli import errors, export
from dongbei_cli.base import build, open_base
from dongbei_cli.export import jsonld
from tests.conftest import ROOT, Writer

BASE = open_base(ROOT / "facts.yaml")
FACTS = BASE.facts()
NODES = {node["@id"]: node for node in json.loads(jsonld.document(BASE))["@graph"]}


@pytest.mark.parametrize("form", export.FORMS)
def test_an_export_is_the_same_from_text_and_compiled(form: str, write_base: Writer, tmp_path: Path) -> None:
    """To the byte, however often it is made."""
    path = write_base()
    compiled = tmp_path / "facts.db"
    compiled.write_bytes(build(path, unproved=True).image())
    bases = [open_base(path), open_base(path), open_base(compiled)]
    made = [export.content(base, form, "zh", "2026-07-31") for base in bases]
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize(
    ("form", "name", "right"),
    [
        ("sqlite", "a.db", True), ("sqlite", "a.sqlite3", True), ("sqlite", "a", False), ("sqlite", "a.zip", False),
        ("datapackage", "a", True), ("datapackage", "v1.2", True), ("datapackage", "a.zip", True),
        ("datapackage", "a.db", False), ("datapackage", "a.csv", False), ("datapackage", "a.tar.gz", False),
        ("jsonld", "a.json", True), ("jsonld", "a.html", False), ("html", "a.HTM", True), ("html", "a", False),
    ],
)  # fmt: skip
def test_the_suffix_tells_of_the_form(form: str, name: str, right: bool, tmp_path: Path) -> None:
    """A name that tells of something else is a slip."""
    with nullcontext() if right else pytest.raises(errors.UsageError):
        export.demand_suffix(tmp_path / name, form)


def test_a_data_package_holds_every_value_of_every_record() -> None:
    """Read back by the types of its descriptor, each table of a kind gives the records, digit for digit."""
    files = export.data_package(BASE)
    seen, units = 0, dict[tuple[str, str], str]()
    for resource in json.loads(files["datapackage.json"])["resources"]:
        heading, *body = csv.reader(io.StringIO(files[resource["path"]].decode(), newline=""))
        fields = resource["schema"]["fields"]
        assert heading == [field["name"] for field in fields]
        assert all(field["description"] for field in fields)
        units |= {(resource["name"], f["name"]): f["unitField"] for f in fields if "unitField" in f}
        if "kind" in heading and resource["name"] not in ("facts", "relations"):
            for row in body:
                read = {field["name"]: typed(field["type"], cell) for field, cell in zip(fields, row, strict=True)}
                record = dict(BASE.fact(str(read["id"])))
                assert {**read, "anchors": record["anchors"]} == record
                seen += 1
    assert seen == len(FACTS)
    amounts = {("figures", "value"): "unit", ("figures", "upper"): "unit", ("figures", "value_si"): "unit_si"}
    assert units == amounts | {("units", "factor"): "unit_si", ("relations", "computed"): "unit"}


def typed(kind: str, cell: str) -> object:
    """A cell by its type in the descriptor."""
    readers: dict[str, Any] = {"integer": int, "number": Decimal, "string": str, "object": json.loads}
    if kind == "array":
        return tuple(json.loads(cell))
    return readers[kind](cell) if cell else None


def test_an_archive_says_nothing_of_when_and_where_it_was_packed() -> None:
    """All times are the first that a zip can name, and its files are those of the folder."""
    files = export.data_package(BASE)
    with zipfile.ZipFile(io.BytesIO(export.zipped(files))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert archive.namelist()[0] == "datapackage.json"


def test_a_stated_total_is_marked_so_that_a_column_is_not_added_up_twice() -> None:
    """The three provinces add up; the total that the article gives says what it is the total of."""
    transfers = BASE.figures("transfers")
    (total,) = [figure for figure in transfers if figure.total_of]
    assert sum(figure.value for figure in transfers if figure.id in total.total_of) == 120028
    assert total.qualifier == "nearly"
    assert all(figure.total_of == () for figure in BASE.figures() if figure is not total and figure.id != total.id)


def test_linked_data_has_a_node_for_every_fact_and_selectors_for_every_anchor() -> None:
    """The positions are those of the text that the check sum names; no name is the newspaper's."""
    source = BASE.sources[0]
    text = BASE.article(source.id)
    assert NODES[f"urn:dongbei:text:{source.id}"]["sha256"] == source.sha256
    assert len(NODES) == len(json.loads(jsonld.document(BASE))["@graph"])
    assert all(name.startswith("urn:dongbei:") for name in NODES)
    for record in FACTS:
        assert NODES[jsonld.fact(record)]["identifier"] == record.id
        for number, anchor in enumerate(record.anchors, 1):
            page, file = NODES[f"urn:dongbei:anchor:{source.id}:{record.id}:{number}"]["hasTarget"]
            words, place = file["hasSelector"]
            assert text[int(place["start"]) : int(place["end"])] == words["exact"] == anchor.exact
            assert (page["hasSource"], page["hasSelector"]) == (source.url, words)


def test_linked_data_says_what_a_fact_is() -> None:
    """Only direct speech is a quotation; shares of two years are of one variable; a period is EDTF, and two days."""
    for quote in BASE.quotes():
        assert (NODES[jsonld.fact(quote)]["@type"] == "Quotation") == (quote.speech == "direct")
    first, second = (NODES[jsonld.fact(BASE.fact(name))]["variableMeasured"] for name in ("share-2003", "share-2021"))
    assert first == second
    (dataset,) = [node for node in NODES.values() if node["@type"] == "Dataset"]
    variables = {node["@id"] for node in NODES.values() if node["@type"] == "StatisticalVariable"}
    assert first["@id"] in variables == {link["@id"] for link in dataset["variableMeasured"]}
    assert dataset["license"].startswith("https://")
    transfers = NODES[jsonld.fact(BASE.fact("transfers-jilin-2003-2022"))]
    assert transfers["edtf"] == "2003/2022"
    assert transfers["dct:temporal"]["dcat:endDate"] == {"@value": "2022-12-31", "@type": "xsd:date"}
