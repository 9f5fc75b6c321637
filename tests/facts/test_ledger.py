"""A base that is read from disk, entry by entry, is the same as one in memory, and so are its problems."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import bases
from dongbei_cli import checks, database, workspace
from dongbei_cli.facts import compiler, loader
from dongbei_cli.facts.ledger import ENTRIES_KEPT, Ledger, Words
from dongbei_cli.problems import Problem
from tests.bad_bases.test_bad_bases import FAULTS, SOUND
from tests.conftest import ROOT, Writer


def dump(connection: database.Connection) -> list[str]:
    """All rows and all definitions of a database, the index with them."""
    connection.row_factory = None
    return list(connection.iterdump())


def in_memory(path: Path) -> list[str]:
    """The dump of a base compiled from entries in memory."""
    file, problems = loader.load(path)
    assert file is not None, problems
    connection = database.create()
    compiler.fill(connection, file)
    compiler.index(connection, file)
    return dump(connection)


@pytest.mark.parametrize("facts", [0, 60, 1500])
def test_same_tables(facts: int, tmp_path: Path) -> None:
    """`build`, entry by entry, writes the very rows that entries in memory give, of our base and of made ones."""
    path = bases.write(tmp_path / "made", facts) if facts else ROOT / "facts.yaml"
    built = workspace.build(path, tmp_path / "built.db", unproved=True)
    assert dump(database.open_readonly(tmp_path / "built.db")) == in_memory(path)
    assert built == facts or not facts
    assert [left.name for left in tmp_path.iterdir() if left.name != "made"] == ["built.db"]


def found(path: Path, load: object) -> list[Problem]:
    """What is wrong with a base, read one way or the other."""
    file, problems = load(path)  # type: ignore[operator]
    return problems if file is None else checks.structural_problems(file)


def broken() -> Iterator[tuple[str, str]]:
    """Bad bases by name: those of `test_bad_bases`, cut ones, and every line of a sound one left out."""
    for fault in FAULTS:
        yield fault.name, SOUND.replace(fault.old, fault.new, 1)
    lines = SOUND.splitlines(keepends=True)
    for number in range(len(lines)):
        yield f"without line {number + 1}", "".join(lines[:number] + lines[number + 1 :])
        yield f"line {number + 1} twice", "".join([*lines[: number + 1], *lines[number:]])
        yield f"cut in line {number + 1}", "".join(lines[:number]) + lines[number][: len(lines[number]) // 2]


def test_same_problems(write_base: Writer) -> None:
    """Every bad base has the same problems, at the same places, in memory and on disk; most are bad indeed."""
    bad = 0
    for name, text in broken():
        path = write_base(text)
        problems = found(path, loader.load)
        assert found(path, loader.load_large) == problems, name
        bad += bool(problems)
    assert bad > 300


def test_words() -> None:
    """The mapping on disk keeps what is put into it, forgets what is taken out, and is new each time."""
    ledger = Ledger()
    words = ledger.words()
    words["徐林"], words["a"], words["a"] = 3, 4, 5
    assert (dict(words), len(words), words.get("b")) == ({"a": 5, "徐林": 3}, 2, None)
    del words["a"]
    assert "a" not in words
    assert isinstance(words, Words)
    assert dict(ledger.words()) == {}


def test_places_while_others_are_looked_up(tmp_path: Path) -> None:
    """However many entries are found by name meanwhile, the one being looked at can still be asked where it stands."""
    path = bases.write(tmp_path, 1500)
    (small, _), (large, _) = loader.load(path), loader.load_large(path)
    assert small is not None
    assert large is not None
    ids = [fact.id for fact in small.base.facts()]
    assert len(ids) > ENTRIES_KEPT
    for number, (one, other) in enumerate(zip(small.base.facts(), large.base.facts(), strict=True)):
        for fact_id in ids if number % 400 == 0 else ids[:3]:
            assert large.facts_by_id[fact_id].id == fact_id
        assert large.place(other) == small.place(one)
        assert large.place(other, "title") == small.place(one, "title")
