"""Files and folders are written whole or not at all; what exists, what is read and what is a device stays."""

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dongbei_cli import errors, files
from tests.conftest import ROOT

PACKAGE = {"datapackage.json": b'{"resources": [{"path": "a.csv"}]}', "a.csv": b"1"}


def names(folder: Path) -> list[str]:
    """Return what is in a folder, hidden or not."""
    return sorted(each.name for each in folder.iterdir())


def broken() -> Iterator[bytes]:
    """Yield some bytes, then fail."""
    yield b"half"
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_is_written_with_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    """All bytes are there, and nothing else is in the folder; a longer name than the system allows is one error."""
    path = tmp_path / "数据.csv"
    files.write(path, [b"new", b"er"])
    assert (path.read_bytes(), names(tmp_path)) == (b"newer", [path.name])
    (tmp_path / "other").touch()
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode
    files.write(tmp_path / ("x" * 250), [b"x"])
    with pytest.raises(errors.UnwritableOutputError, match="too long"):
        files.write(tmp_path / ("x" * 300), [b"x"])


def test_what_exists_is_replaced_only_by_force(tmp_path: Path) -> None:
    """By way of a link too, which stays a link; an empty file holds nothing to lose."""
    path, link = tmp_path / "a.csv", tmp_path / "link.csv"
    path.write_bytes(b"old")
    link.symlink_to("a.csv")
    for place in (path, link):
        with pytest.raises(errors.UnwritableOutputError, match="it exists") as caught:
            files.write(place, [b"new"])
        assert (caught.value.exit_code, caught.value.hint, path.read_bytes()) == (4, "--force replaces it", b"old")
    files.write(link, [b"new"], force=True)
    assert (link.is_symlink(), path.read_bytes()) == (True, b"new")
    (tmp_path / "empty").touch()
    files.write(tmp_path / "empty", [b"new"])


def test_a_fault_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    """Whether the disk is full or the bytes cannot be made; signals come through again."""
    path = tmp_path / "a.csv"
    with pytest.raises(errors.UnwritableOutputError, match="No space left"):
        files.write(path, broken())
    assert names(tmp_path) == []
    path.write_bytes(b"old")
    with pytest.raises(errors.UnwritableOutputError):
        files.write(path, broken(), force=True)
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a.csv"])
    (tmp_path / "folder").mkdir()
    for place in ("missing/b.csv", "a.csv/b.csv", "folder"):  # a place that cannot be written is named
        with pytest.raises(errors.UnwritableOutputError, match=place):
            files.write(tmp_path / place, [b"x"], force=True)
    assert names(tmp_path) == ["a.csv", "folder"]
    assert signal.SIGTERM not in signal.pthread_sigmask(signal.SIG_BLOCK, ())  # held back while something is written


def test_a_pipe_gets_the_bytes_and_stays_a_pipe(tmp_path: Path) -> None:
    """What is neither a file nor a folder is written to, never replaced; no folder takes its place."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    files.write(pipe, [b"some", b"thing"])
    reader.join(10)
    assert (read, stat.S_ISFIFO(pipe.stat().st_mode), names(tmp_path)) == ([b"something"], True, ["pipe"])
    with pytest.raises(errors.UnwritableOutputError, match="no folder"):
        files.write_folder(pipe, PACKAGE, force=True)


def test_nothing_takes_the_place_of_what_is_being_read(tmp_path: Path) -> None:
    """Neither by its name, nor by a link of either sort, nor as the folder that holds it; whatever is forced."""
    read = tmp_path / "in" / "facts.yaml"
    read.parent.mkdir()
    read.write_bytes(b"facts")
    (tmp_path / "soft").symlink_to(read)
    (tmp_path / "hard").hardlink_to(read)
    for path in (read, tmp_path / "soft", tmp_path / "hard", read.parent, tmp_path):
        with pytest.raises(errors.UnwritableOutputError, match="would be lost"):
            files.write(path, [b"x"], force=True, inputs=[read])
        with pytest.raises(errors.UnwritableOutputError, match="would be lost"):
            files.write_folder(path, PACKAGE, force=True, inputs=[read])
    assert read.read_bytes() == b"facts"


def test_a_folder_replaces_a_data_package_by_force_and_nothing_else_ever(tmp_path: Path) -> None:
    """An empty folder is filled; one with anything else in it, or a file, stays, and so does the old one at a fault."""
    path = tmp_path / "数据"
    files.write_folder(path, PACKAGE)
    with pytest.raises(errors.UnwritableOutputError, match="it exists"):
        files.write_folder(path, PACKAGE)
    with pytest.raises(errors.UnwritableOutputError, match="too long"):
        files.write_folder(path, {"a.csv": b"new", "x" * 300: b"2"}, force=True)
    assert ((path / "a.csv").read_bytes(), names(tmp_path)) == (b"1", ["数据"])
    files.write_folder(path, {**PACKAGE, "a.csv": b"2"}, force=True)
    assert (names(path), (path / "a.csv").read_bytes()) == (["a.csv", "datapackage.json"], b"2")
    (path / "notes.txt").touch()
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "thesis.tex").touch()
    (tmp_path / "empty").mkdir()
    for other in (path, tmp_path / "papers", path / "a.csv"):
        with pytest.raises(errors.UnwritableOutputError, match=r"other things|no folder"):
            files.write_folder(other, PACKAGE, force=True)
    files.write_folder(tmp_path / "empty", PACKAGE)
    assert names(tmp_path) == ["empty", "papers", "数据"]


SLOW = """
import sys, time
from pathlib import Path
from dongbei_cli import files

def chunks():
    yield b"new"
    print("writing", flush=True)
    time.sleep(0.5)
    yield b"er"

files.write(Path(sys.argv[1]), chunks(), force=True)
print("done", flush=True)
time.sleep(20)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_writer_leaves_a_whole_file(number: signal.Signals, tmp_path: Path) -> None:
    """A signal that can wait lets the file be finished; the other leaves the old one."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with subprocess.Popen([sys.executable, "-c", SLOW, path], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(number)
        assert process.wait(30) == -number
    assert path.read_bytes() == (b"newer" if number == signal.SIGTERM else b"old")
    assert number == signal.SIGKILL or names(tmp_path) == ["a.csv"]


def test_writers_at_the_same_time_leave_one_whole_file(tmp_path: Path) -> None:
    """The last one wins, and none is mixed with another."""
    path = tmp_path / "a.csv"
    texts = [bytes([letter]) * 200_000 for letter in b"abcd"]
    threads = [threading.Thread(target=files.write, args=(path, [text[:1000], text[1000:]], True)) for text in texts]
    for thread in threads:
        thread.start()
        time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert path.read_bytes() in texts
    assert names(tmp_path) == ["a.csv"]
