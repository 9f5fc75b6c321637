"""What keeps a lookup fast in a large base: SQLite's work for it hardly grows with the number of facts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import bases
from benchmarks.reports import World, next_report
from dongbei_cli.base import Base, build

SMALL, LARGE = 150, 1500
FACTS = next_report(World(1), 1).facts
FIGURE = next(fact for section, fact in FACTS if section == "figures" and fact.get("region"))
EXPERT = next(fact["name"] for section, fact in FACTS if section == "people")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Base]:
    """A small and a large base that begin with the same articles."""
    folders: dict[int, Path] = {size: tmp_path_factory.mktemp(str(size)) for size in (SMALL, LARGE)}
    return {size: build(bases.write(folder, size), unproved=True) for size, folder in folders.items()}


KEYED: dict[str, Callable[[Base], object]] = {
    "show": lambda base: base.fact(FIGURE["id"]),
    "quote": lambda base: base.quotes([EXPERT]),
    "policy": lambda base: base.measures(by=EXPERT),
    "region": lambda base: base.figures(region=FIGURE["region"]),
    "list": lambda base: base.facts(limit=20),
    "kind": lambda base: base.facts("quote", limit=20),
    "timeline": lambda base: base.timeline(limit=20),
    "events": lambda base: base.events(limit=5),
}


def steps(base: Base, ask: Callable[[Base], object]) -> int:
    """How many steps SQLite's machine takes for an answer, to the nearest ten."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 10
        return 0

    base.connection.set_progress_handler(count, 10)
    ask(base)
    base.connection.set_progress_handler(None, 0)
    return taken


@pytest.mark.parametrize("name", KEYED)
def test_keyed_lookups_do_not_scan(name: str, made: dict[int, Base]) -> None:
    """Ten times the facts cost a lookup by key less than three times the steps, since it walks indices; a scan more."""
    small, large = (steps(made[size], KEYED[name]) for size in (SMALL, LARGE))
    assert 0 < large < 3 * small
    small, large = (steps(made[size], lambda base: base.facts()) for size in (SMALL, LARGE))
    assert large > 6 * small
