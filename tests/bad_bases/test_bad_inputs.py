"""Hundreds of bad fact bases, each with what dongbei says of it, in bounded time and memory.

Each is asked as a process of its own with five seconds and 512 MB, forked from a warm one; every fortieth is asked
again as a cold process. `UPDATE_BAD_BASES=1` writes `bad_bases/expected.txt` anew; then look at the difference.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bad_bases import Case, cases, whole
from tests.conftest import run_dongbei
from tests.warm import Done, Warm, uncautioned

EXPECTED = Path(__file__).with_name("expected.txt")
CASES = list(cases())
PARTS = 8


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    """What the processes are forked from."""
    with Warm() as process:
        yield process


def verdict(done: Done, path: str) -> str:
    """Exit code, and the first three problems or the sentence, without what depends on the machine."""
    *problems, last = done.err.replace(path, "PATH").splitlines() or [""]
    found = [re.sub(r"^PATH:(\d+:\d+: [a-z0-9-]+): .*", r"\1", line) for line in problems]
    said = last.removeprefix("dongbei: ").split("; ")[0]
    more = f" (+{len(found) - 3})" if len(found) > 3 else ""
    return f"{done.code} {', '.join(found[:3])}{more}" if found else f"{done.code} {shortened(said)}"


def shortened(said: str) -> str:
    """A sentence without the words of SQLite, which change with its version."""
    said = re.sub(
        r"(PATH cannot be opened|the fact base is damaged|this base cannot be searched): (?!PATH).*", r"\1", said
    )
    return re.sub(r"[^ ]{60,}", "...", said)


def flaw(done: Done) -> str | None:
    """What is wrong with the way in which a bad base was refused."""
    if done.code != 3:
        return f"exit code {done.code}: {done.err[-300:]}"
    if done.out:
        return f"an answer: {done.out[:80]!r}"
    if "Traceback" in done.err or "a bug in" in done.err:
        return done.err
    if not done.err.endswith("\n") or not all(
        line.isprintable() and len(line) < 5000 for line in done.err.splitlines()
    ):
        return f"what is said is not clean lines: {done.err[:300]!r}"
    return None


def tried(case: Case, folder: Path, warm: Warm) -> tuple[Done, str]:
    """How dongbei fares with one base."""
    folder.mkdir()
    path = case.make(folder)
    return warm.run(*case.command, "--facts", path, folder=folder), path


def pinned() -> dict[str, str]:
    """The verdicts by name."""
    return dict(line.split("\t") for line in EXPECTED.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("part", range(PARTS))
def test_each_bad_base_is_refused_as_it_is_pinned(part: int, warm: Warm, tmp_path: Path) -> None:
    """Exit 3, nothing on stdout, clean lines with the place on stderr, no traceback, within the limits."""
    found, flaws = {}, {}
    for number, case in enumerate(CASES[part::PARTS]):
        done, path = tried(case, tmp_path / str(number), warm)
        found[case.name] = verdict(done, path)
        if wrong := flaw(done):
            flaws[case.name] = wrong
    assert flaws == {}
    if os.environ.get("UPDATE_BAD_BASES"):
        lines = [
            f"{name}\t{said}" for name, said in (pinned() | found).items() if name in {case.name for case in CASES}
        ]
        EXPECTED.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    assert {name: said for name, said in found.items() if pinned().get(name) != said} == {}


@pytest.mark.parametrize("case", CASES[::40], ids=lambda case: case.name)
def test_a_cold_process_says_the_same(case: Case, tmp_path: Path, warm: Warm) -> None:
    """Every fortieth once more, as people run it."""
    done, path = tried(case, tmp_path / "base", warm)
    cold = run_dongbei(*case.command, "--facts", path)
    assert (cold.returncode, cold.stdout, cold.stderr) == (done.code, "", done.err)


def test_the_base_that_is_broken_is_sound(tmp_path: Path, warm: Warm) -> None:
    """Every refusal is of the fault that was put in, and every record has every key."""
    path = whole.write(tmp_path)
    done = warm.run("list", "-f", "csv", "--fields", "id", "--facts", path)
    assert (done.code, uncautioned(done.err), len(done.out.split())) == (0, "", 10)


def test_the_list_of_bad_bases_is_what_it_seems() -> None:
    """Names are unique, each has its verdict, and none is left over."""
    assert len({case.name for case in CASES}) == len(CASES) >= 300
    assert pinned().keys() == {case.name for case in CASES}
