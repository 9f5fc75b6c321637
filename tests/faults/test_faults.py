"""Writing on disks that fail, processes that are killed, and many at once: a file is old or new, never torn.

In most of these tests each call of the system on the folder can be made to fail, by a shim between Python and the C
library that is compiled here; `python -m tests.reliability --long` tries every fault at every call of every command.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bad_bases import whole
from tests.conftest import ROOT
from tests.faults import ERRORS, WRITINGS, Disk, Writing, compiled, contents, trial
from tests.warm import Warm, uncautioned

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="a C compiler makes the shim")
EVERY_CALL = ("lookup-named",)
POINTS = 4


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """What processes are forked from, the shim loaded."""
    with Warm(preload=compiled(tmp_path_factory.mktemp("shim"))) as process:
        yield process


def spawned(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    """`dongbei` as a process of its own in a folder."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "dongbei_cli", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    """Its exit code and what it wrote, when it has ended."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.mark.parametrize("writing", WRITINGS, ids=lambda writing: writing.name)
def test_a_fault_leaves_the_old_or_the_new_and_no_litter(writing: Writing, warm: Warm, tmp_path: Path) -> None:
    """Whichever call fails, with whichever error, or is the last of a killed process: one line, no torn file."""
    found = trial(Disk(tmp_path / "disk", writing, warm), None if writing.name in EVERY_CALL else POINTS)
    assert found.flaws == []
    assert found.tried >= 6 * POINTS


@pytest.mark.parametrize("error", ERRORS)
def test_the_faults_are_felt(error: str, warm: Warm, tmp_path: Path) -> None:
    """Some calls are such that the command must fail, and says why."""
    disk = Disk(tmp_path / "disk", WRITINGS[4], warm)
    codes = [disk.run(call, ERRORS[error]).code for call in range(1, disk.calls + 2)]
    assert {0, 3, 4} == set(codes)
    assert codes[-1] == 0
    assert os.strerror(ERRORS[error]) in disk.run(codes.index(4) + 1, ERRORS[error]).err


@pytest.mark.parametrize(
    ("arguments", "target"),
    [
        (("build", "--unproved", "facts.yaml", "-o", "t.db"), "t.db"),
        (("export", "datapackage", "--unproved", "-o", "t"), "t"),
    ],
)
def test_a_kill_at_any_time_leaves_the_target_whole(arguments: tuple[str, ...], target: str, tmp_path: Path) -> None:
    """Fifteen random moments for each of two commands; the run after a kill clears away what it left."""
    whole.write(tmp_path)
    rng = random.Random(target)
    base = () if arguments[0] == "build" else ("--facts", "facts.yaml")
    assert ended(spawned(tmp_path, *arguments, *base))[0] == 0
    before = contents(tmp_path)
    killed = 0
    for _ in range(15):
        process = spawned(tmp_path, *arguments, *base)
        time.sleep(rng.uniform(0.05, 0.6))
        process.kill()
        killed += ended(process)[0] == -signal.SIGKILL
        now = contents(tmp_path)
        assert {name: data for name, data in now.items() if ".part" not in name} == before
    assert ended(spawned(tmp_path, *arguments, *base))[0] == 0
    assert contents(tmp_path) == before
    assert killed > 1


def test_many_who_write_one_file_and_read_it_are_not_mixed_up(tmp_path: Path) -> None:
    """Eight builds of two bases onto one path, readers all the while: each reads one base or the other, whole."""
    answers = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        whole.write(tmp_path / name, whole.text().replace("A title", f"Title {name}"))
        answers.append(ended(spawned(tmp_path, "list", "--json", "--facts", f"{name}/facts.yaml"))[1])
    build = ("build", "--unproved", "-o", "facts.db")
    assert ended(spawned(tmp_path, *build, "one/facts.yaml"))[0] == 0
    writers = [spawned(tmp_path, *build, f"{'one' if number % 2 else 'two'}/facts.yaml") for number in range(8)]
    readers = 0
    while any(writer.poll() is None for writer in writers) or not readers:
        code, out, err = ended(spawned(tmp_path, "list", "--json", "--facts", "facts.db"))
        assert (code, uncautioned(err), out in answers) == (0, "", True)
        readers += 1
    assert [ended(writer)[:2] for writer in writers] == [(0, "")] * 8
    assert sorted(each.name for each in tmp_path.iterdir()) == ["facts.db", "one", "two"]


@pytest.mark.parametrize("atomic", [True, False])
def test_a_base_that_changes_while_it_is_read_gives_the_old_answer_the_new_or_none(
    atomic: bool, tmp_path: Path, warm: Warm
) -> None:
    """Replaced by a rename, as good editors do, or written over in pieces: never a mixture of both."""
    texts = [whole.text(), whole.text().replace("A title", "Another title, which is longer")]
    answers = []
    for text in texts:
        path = whole.write(tmp_path, text)
        answers.append(warm.run("list", "--json", "--facts", path).out)
    assert len(set(answers)) == 2
    child = os.fork()
    if not child:
        keep_changing(Path(path), texts, atomic)
    try:
        done = [warm.run("list", "--json", "--facts", path) for _ in range(60)]
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert all(each.out in answers if each.code == 0 else (each.code, each.out) == (3, b"") for each in done)
    assert not any("Traceback" in each.err or "a bug in" in each.err for each in done)
    assert any(each.code == 0 for each in done)


def keep_changing(path: Path, texts: list[str], atomic: bool) -> None:
    """Write one text after the other for ever; in pieces of 777 bytes, which end in the middle of lines."""
    other = path.with_suffix(".new")
    while True:
        for text in texts:
            data = text.encode()
            if atomic:
                other.write_bytes(data)
                other.replace(path)
                continue
            with path.open("wb", buffering=0) as stream:
                for start in range(0, len(data), 777):
                    stream.write(data[start : start + 777])
            time.sleep(0.01)


def test_a_compiled_base_written_over_while_it_is_read_is_refused_or_whole(tmp_path: Path, warm: Warm) -> None:
    """Whoever copies onto a database in place tears it for those who read; they are told, and get no half answer."""
    path = whole.write(tmp_path)
    target = str(tmp_path / "facts.db")
    assert warm.run("build", "--unproved", path, "-o", target).code == 0
    data = Path(target).read_bytes()
    answer = warm.run("list", "--json", "--facts", target).out
    assert len(json.loads(answer)) == 9
    for keep in range(0, len(data), len(data) // 40):
        Path(target).write_bytes(data[:keep])
        assert warm.run("list", "--json", "--facts", target).code == 3
    Path(target).write_bytes(data)
    assert warm.run("list", "--json", "--facts", target).out == answer
