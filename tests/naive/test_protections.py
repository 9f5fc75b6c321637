"""The tests of reliability bite: what they demand of dongbei, a plain handler of the same commands does not give."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import compiled
from tests.naive.protections import PROTECTIONS, System
from tests.warm import DONGBEI, Warm

WITHSTOOD = {"sound", "unknown-option", "unknown-command", "word-for-a-number"}
"""What PyYAML, Typer and Rich give without any work of ours; everything else in the table is ours."""


@pytest.fixture(scope="module")
def systems(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, System]]:
    """dongbei, and the handler that is written in an hour."""
    shim = compiled(tmp_path_factory.mktemp("shim"))
    with Warm(DONGBEI, shim) as ours, Warm("tests.naive.handler:main", shim) as naive:
        yield {"ours": System(ours, "dongbei_cli"), "naive": System(naive, "tests.naive.handler")}


@pytest.mark.parametrize("name", PROTECTIONS)
def test_dongbei_withstands(name: str, systems: dict[str, System], tmp_path: Path) -> None:
    """Every protection that is claimed is there."""
    assert PROTECTIONS[name](systems["ours"], tmp_path)


@pytest.mark.parametrize("name", PROTECTIONS)
def test_a_plain_handler_does_not(name: str, systems: dict[str, System], tmp_path: Path) -> None:
    """Each question can be failed, and is failed by what people write first."""
    assert PROTECTIONS[name](systems["naive"], tmp_path) == (name in WITHSTOOD)


def test_most_protections_are_our_own() -> None:
    """The list of what a plain handler withstands is short, and holds nothing that is not asked."""
    assert len(PROTECTIONS) - len(WITHSTOOD) == 44
    assert PROTECTIONS.keys() > WITHSTOOD
