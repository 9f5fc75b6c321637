"""Exports of hostile bases are still what they say they are: a valid data package, linked data that parses."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dongbei_cli.workspace import Base

from dongbei_cli import exports
from tests.payloads import PAYLOADS, hostile_base


@pytest.fixture(params=PAYLOADS)
def base(request: pytest.FixtureRequest) -> Iterator[Base]:
    """A base with a payload in every text field."""
    connection = hostile_base(PAYLOADS[request.param])
    yield Base(connection)
    connection.close()


def material(base: Base) -> exports.Material:
    """All of a base."""
    return exports.Material(base.facts(), base.sources, base.topics(), base.relations())


@pytest.fixture(autouse=True)
def lenient() -> Iterator[None]:
    """What the clients warn of in their own code is not ours to mend."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def test_a_hostile_data_package_is_valid(base: Base, tmp_path: Path) -> None:
    """And its rows are the records."""
    frictionless: Any = pytest.importorskip("frictionless", reason="frictionless comes with the extra interop")
    exports.place(tmp_path / "package", exports.packaged(material(base)), [], force=False)
    descriptor = str(tmp_path / "package" / "datapackage.json")
    report = frictionless.validate(descriptor)
    assert report.valid, report.flatten(["type", "message"])
    rows = frictionless.Package(descriptor).get_resource("quotes").read_rows()
    assert [row["text_en"] for row in rows] == [quote.text_en for quote in base.quotes()]


def test_hostile_linked_data_parses(base: Base) -> None:
    """A query finds the words of the quotation as they were."""
    rdflib: Any = pytest.importorskip("rdflib", reason="rdflib comes with the extra interop")
    graph = rdflib.Graph().parse(data=exports.linked(material(base)), format="json-ld")
    found = graph.query("PREFIX s: <https://schema.org/> SELECT ?t WHERE { ?q a s:Quotation ; s:text ?t }")
    (quote,) = base.quotes(speech="direct")
    assert {str(row.t) for row in found} == {quote.text, quote.text_en}
