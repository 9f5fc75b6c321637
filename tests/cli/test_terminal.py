"""A terminal of its own: colour, the pager, and widths."""

import os
import pty
import re
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.conftest import ROOT, Runner, run_dongbei, shipped_database
from tests.warm import Warm

ESCAPE = "\x1b"
SHORT = ("stats", "transfers")
LONG = ("list",)


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """Return what `dongbei` writes to a terminal of 24 lines, or as many as LINES says."""
    variables = {"PATH": os.environ["PATH"], "LANG": "en_GB.UTF-8", "PYTHONUTF8": "1", "TERM": "xterm-256color"}
    variables |= {"DONGBEI_FACTS": shipped_database(), "PYTHONPATH": str(ROOT)} | environment
    ours, its = pty.openpty()
    termios.tcsetwinsize(its, (24, 80))
    process = subprocess.Popen(
        [sys.executable, "-m", "dongbei_cli", *arguments], env=variables, stdin=its, stdout=its, stderr=its, cwd=ROOT
    )
    os.close(its)
    written = b""
    try:
        while chunk := os.read(ours, 65536):
            written += chunk
    except OSError:
        pass  # Linux's way of saying that the other end is closed
    os.close(ours)
    assert process.wait(30) == 0
    return written.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colour_and_the_same_words(dongbei: Runner) -> None:
    """Take the escapes away, and what a pipe gets is left."""
    written = on_a_terminal(*SHORT, LINES="99")
    assert ESCAPE in written
    bare = re.sub("\x1b\\[[0-9;]*m", "", written)
    assert [line.rstrip() for line in bare.split("\n")] == dongbei(*SHORT).stdout.split("\n")


@pytest.mark.parametrize(
    ("environment", "arguments"),
    [({"NO_COLOR": "1"}, []), ({"TERM": "dumb"}, []), ({"TERM": ""}, []), ({}, ["--no-color"]),
     ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [])],
)  # fmt: skip
def test_a_terminal_that_wants_no_colour_gets_none(
    environment: dict[str, str], arguments: list[str], dongbei: Runner
) -> None:
    """No escapes at all, and the words that a pipe gets."""
    written = on_a_terminal(*SHORT, *arguments, LINES="99", **environment)
    assert written == dongbei(*SHORT).stdout


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "CLICOLOR_FORCE"])
def test_colour_can_be_forced_into_a_pipe_but_not_into_a_file(variable: str, tmp_path: Path, dongbei: Runner) -> None:
    """Also where the terminal is dumb, as in builds; 0 forces nothing."""
    for term in ("xterm", "dumb"):
        assert ESCAPE in dongbei(*SHORT, TERM=term, **{variable: "1"}).stdout
    assert ESCAPE not in dongbei(*SHORT, **{variable: "0"}).stdout
    assert dongbei(*SHORT, "-o", str(tmp_path / "a.txt"), **{variable: "1"}).returncode == 0
    assert ESCAPE not in (tmp_path / "a.txt").read_text()


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager that says what it is before it prints."""
    script = tmp_path / "pager"
    script.write_text('#!/bin/sh\nif [ "$1" ]; then echo "PAGED $1"; else echo PAGED; fi\ncat\n')
    script.chmod(0o755)
    return str(script)


def test_what_is_taller_than_the_screen_goes_through_the_pager(pager: str) -> None:
    """$DONGBEI_PAGER before $PAGER, with its arguments; what fits on the screen does not."""
    assert on_a_terminal(*LONG, DONGBEI_PAGER=f"{pager} -x", PAGER="cat").startswith("PAGED -x\n")
    assert on_a_terminal(*LONG, PAGER=pager).startswith("PAGED\n")
    assert "PAGED" not in on_a_terminal(*SHORT, LINES="99", PAGER=pager)
    assert "PAGED" not in on_a_terminal(*LONG, DONGBEI_PAGER="", PAGER=pager)


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--no-pager"], {}),
        (["--json"], {}),
        ([], {"TERM": "dumb"}),
        ([], {"TERM": ""}),
        ([], {"DONGBEI_PAGER": "/no"}),
    ],
)
def test_there_is_a_terminal_without_a_pager(arguments: list[str], environment: dict[str, str], pager: str) -> None:
    """On request, for data, where the terminal can only print, and where the pager cannot be run."""
    written = on_a_terminal(*LONG, *arguments, **({"PAGER": pager} | environment))
    assert "PAGED" not in written
    assert "¶10" in written or "share-2003" in written


def test_there_is_no_pager_in_a_pipe(pager: str, dongbei: Runner) -> None:
    """However tall the table is."""
    assert dongbei(*LONG, PAGER=pager, LINES="5").stdout == dongbei(*LONG).stdout


def test_a_pager_that_is_left_early_is_no_fault(tmp_path: Path) -> None:
    """It does not read to the end."""
    script = tmp_path / "pager"
    script.write_text("#!/bin/sh\nhead -c 10 >/dev/null; echo LEFT\n")
    script.chmod(0o755)
    assert on_a_terminal(*LONG, PAGER=str(script)) == "LEFT\n"


def test_build_shows_its_progress_on_a_terminal_and_leaves_nothing(tmp_path: Path) -> None:
    """Elsewhere it says nothing but what it made."""
    written = on_a_terminal("build", "-o", str(tmp_path / "facts.db"), "--unproved")
    assert "compiling" in written
    assert re.sub("\x1b\\[[^A-Za-z]*[A-Za-z]", "", written).rstrip().endswith("facts.db: 146 facts")
    assert run_dongbei("build", "-o", str(tmp_path / "b.db"), "--unproved").stderr.count("\n") == 1


@pytest.mark.parametrize("width", ["0", "-5", "abc", "9" * 30, "", " ", "１２", "1e3", "80.5", "80\n"])
@pytest.mark.parametrize("name", ["COLUMNS", "LINES"])
def test_a_width_that_makes_no_sense_is_repaired(name: str, width: str, warm: Warm) -> None:
    """Tables and help are drawn, and none of their lines is wider than 1,000 cells."""
    for command in ("stats transfers", "-h", "stats -h"):
        done = warm.run(*command.split(), DONGBEI_FACTS=shipped_database(), **{name: width})
        assert (done.code, done.err) == (0, "")
        assert max(map(len, done.out.decode().splitlines())) <= 1000
        assert len(done.out) > 300
