"""What keeps a lookup fast in a large base: SQLite's work for it hardly grows, and answers stay the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from dongbei_cli.workspace import Base, naming

from benchmarks import bases
from benchmarks.reports import World, next_report
from dongbei_cli import queries, workspace
from tests.conftest import ROOT

SMALL, LARGE = 150, 3000
FACTS = next_report(World(1), 1).facts
FIGURE = next(fact for section, fact in FACTS if section == "figures" and fact.get("region"))
EXPERT = next(fact["name"] for section, fact in FACTS if section == "people")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Base]:
    """A small and a large base that begin with the same articles."""
    found = {}
    for size in (SMALL, LARGE):
        folder = tmp_path_factory.mktemp(str(size))
        workspace.build(bases.write(folder, size), folder / "facts.db", unproved=True)
        found[size] = workspace.open_base(folder / "facts.db")
    return found


KEYED: dict[str, Callable[[Base], object]] = {
    "show": lambda base: base.evidence([base.fact(FIGURE["id"])]),
    "cite": lambda base: base.citations([FIGURE["id"]], accessed="2024-01-01"),
    "quote": lambda base: base.quotes([EXPERT]),
    "policy": lambda base: base.measures(by=EXPERT),
    "region": lambda base: base.relations([figure.id for figure in base.figures(region=FIGURE["region"])]),
    "list": lambda base: base.facts(limit=20),
    "kind": lambda base: base.facts("quote", limit=20),
    "timeline": lambda base: base.timeline(limit=20),
    "events": lambda base: base.events(limit=20),
    "topic": lambda base: base.figures("transfers", limit=20),
    "topic of all": lambda base: base.facts(topic="transfers", limit=20),
    "topic in time": lambda base: base.timeline(topic="transfers", limit=20),
    "ids": lambda base: base.titles(FIGURE["id"], 20),
    "document": lambda base: base.fact(next(fact["id"] for section, fact in FACTS if section == "documents")),
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
    """Twenty times the facts cost a lookup by key less than three times the steps: it walks indices, and no table.

    Some answers are a little longer in the large base, where experts are heard in more articles.
    """
    small, large = (steps(made[size], KEYED[name]) for size in (SMALL, LARGE))
    assert 0 < large < 3 * small


def test_steps_of_a_scan_grow(made: dict[int, Base]) -> None:
    """The measure bites: a question that reads every fact takes many more steps."""
    small, large = (steps(made[size], lambda base: base.facts()) for size in (SMALL, LARGE))
    assert large > 10 * small


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("limit", [1, 20, 100_000])
def test_limits_cut(limit: int, size: int, made: dict[int, Base]) -> None:
    """A limit gives the beginning of the whole answer."""
    base = made[size]
    for topic in (term.slug for term in base.topics("topic")):  # of many facts, and of few
        assert base.facts(topic=topic, limit=limit) == base.facts(topic=topic)[:limit]
        assert base.figures(topic, limit=limit) == base.figures(topic)[:limit]
        assert base.timeline(topic=topic, limit=limit) == base.timeline(topic=topic)[:limit]
    assert base.facts(limit=limit) == base.facts()[:limit]
    assert base.facts("figure", "transfers", limit) == base.facts("figure", "transfers")[:limit]
    assert base.figures("transfers", limit=limit) == base.figures("transfers")[:limit]
    assert base.figures(unit="元", limit=limit) == base.figures(unit="元")[:limit]
    assert base.events(limit=limit) == base.events()[:limit]
    assert base.timeline("2005", "2015", limit=limit) == base.timeline("2005", "2015")[:limit]


def test_exact_names_without_reading_all() -> None:
    """What SQL finds to be written just so is what comparing every form finds, for all forms of the shipped base."""
    base = workspace.open_base(ROOT / "facts.yaml")
    for sort in ("topic", "area", "region", "expert", "proposer", "fact"):
        names = base.names(sort)
        typed = {form for name in names for form in (name.key, *name.forms, *name.english, *name.pinyin)}
        for word in (*typed, "", "人", "%", "徐\n林", "'"):
            found = [name.key for name in names if word == name.key or word in name.forms]
            assert queries.written(base.connection, sort, word) == found, (sort, word)


def test_mistyped_id_in_a_large_base(made: dict[int, Base], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not all ids are compared, those that begin alike are: a slip at the end or in the middle is still found."""
    monkeypatch.setattr(naming, "MOST_NEAR", 200)
    wanted = FIGURE["id"]
    for slip in (f"{wanted}x", wanted.replace("figure", "figrue"), wanted.replace("-", "", 1)):
        assert wanted in made[LARGE].near("fact", slip), slip


def test_sources_of(tmp_path: Path) -> None:
    """The articles of records come once each, in the order of the base, whatever the order of the records."""
    base = workspace.open_base(bases.write(tmp_path, 200))
    records = list(reversed(base.facts()))
    assert base.sources_of(records) == base.sources
    assert base.sources_of(base.topics()) == []
    assert base.source(records[0]).id == records[0].source
