"""The process and its surroundings: pipes, full disks, closed streams, signals, consoles, odd arguments, terminals."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, Runner, cells, environment, run_dongbei, shipped_database
from tests.warm import Warm

DONGBEI = f"'{sys.executable}' -m dongbei_cli"
LARGE = ("list --json", "export html", "timeline --all -f yaml", "list -f csv")
SMALL = ("", "-h", "stats transfers", "search 人口")
OTHERS = ("--version", "cite", "schema", "verify")
LONG = "x" * 120_000
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ESCAPE = "\x1b"
FEW, TALL = ("stats", "transfers"), ("list",)


def shell(command: str, **more: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a line of bash in which `dongbei` is ours; a pipeline fails with the code of its first failure."""
    script = f'set -o pipefail; dongbei() {{ {DONGBEI} "$@"; }}; {command.replace("verify", "verify --facts $YAML")}'
    more = {"YAML": str(ROOT / "facts.yaml")} | more
    return subprocess.run(
        ["bash", "-c", script], env=environment(**more), capture_output=True, timeout=120, check=False
    )


def lines_said(done: "subprocess.CompletedProcess[bytes]") -> list[str]:
    """Return what stderr says, line by line, none of it a traceback, but for the count of a search."""
    assert b"Traceback" not in done.stderr
    return [line for line in done.stderr.decode().splitlines() if not line.startswith("dongbei: the first ")]


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", LARGE)
def test_a_reader_that_stops_early_ends_it_quietly(command: str, unbuffered: str) -> None:
    """`| head` gets its bytes; dongbei says nothing and ends with 141, however Python buffers."""
    done = shell(f"dongbei {command} | head -c 20", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, len(done.stdout), done.stderr) == (141, 20, b"")


@pytest.mark.parametrize("command", ["list", "-h"])
def test_a_reader_that_reads_nothing_ends_it_quietly(command: str) -> None:
    """Small answers too, which fit into the pipe, when the other end is closed before they come."""
    done = shell(f"(sleep 0.2; dongbei {command}) | true")
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("command", [*LARGE, *SMALL, *OTHERS])
def test_a_full_disk_is_an_error_of_its_own(command: str) -> None:
    """Exit 4 and one line, since a script must not take half an answer for a whole one."""
    done = shell(f"dongbei {command} >/dev/full")
    said = ["dongbei: cannot write stdout: No space left on device; choose another place with -o"]
    assert (done.returncode, lines_said(done)) == (4, said)


@pytest.mark.parametrize("command", ["list --json", "list", "-h"])
def test_a_closed_stdout_is_an_error_of_its_own(command: str) -> None:
    """Exit 4 and one line; with stderr closed too there is still the exit code."""
    done = shell(f"dongbei {command} >&-")
    assert (done.returncode, len(lines_said(done))) == (4, 1)
    assert shell(f"dongbei {command} <&- >&- 2>&-").returncode == 4


@pytest.mark.parametrize("closing", ["2>&-", "<&- 2>&-"])
def test_nobody_listening_to_stderr_changes_no_exit_code(closing: str, tmp_path: Path) -> None:
    """The answer, the exit code and the file that is written are the same."""
    for code, command in ((2, "list --jsom"), (3, "list --facts /nowhere"), (1, "show nothing")):
        assert shell(f"dongbei {command} {closing}").returncode == code
    assert shell(f"dongbei list --json {closing}").stdout == shell("dongbei list --json").stdout
    assert shell(f"dongbei build -o {tmp_path}/a.db {closing}").returncode == 0
    assert (tmp_path / "a.db").read_bytes() == Path(shipped_database()).read_bytes()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "cp1252:strict"])
def test_no_console_makes_it_fail(encoding: str) -> None:
    """Help, tables and messages come out as far as the console has the characters; machine formats are UTF-8."""
    more = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for command, code in [*((each, 0) for each in SMALL), ("nothing", 2), ("show 徐林", 1), ("list --facts 无", 3)]:
        done = shell(f"dongbei {command}", **more)
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), (command, done.stderr)
        helped = encoding == "ascii" and (code or command in ("", "-h"))  # Typer takes ASCII for a mistake: UTF-8
        (done.stderr if code else done.stdout).decode("utf-8" if helped else encoding.partition(":")[0])
    for form in ("json", "csv"):
        command = f"dongbei stats transfers -f {form}"
        assert shell(command, **more, LC_ALL="C").stdout == shell(command).stdout


ODD = [
    "\udcff", "徐\udce6", "\udced\udca0\udc80", "\x1b[31m", "a\nb", "\u202e", "😀", "-", "--", "", " ", "%s", "{}",
    LONG, "9" * 5000,
]  # fmt: skip
PLACES = """
{} | show {} | search {} | schema {} | export {} | list --{} | list --topic {} | list --kind {} | list --lang {}
list -n {} | list -f {} | list --json --fields {} | list --facts {} | list --facts {}.db | list -f json -o /nowhere/{}
quote -e {} | policy --area {} | stats --region {} | stats --unit {} | timeline --since {} | timeline --category {}
cite --style {} | cite --accessed {} | verify --only {} | build {} -o /nowhere/x.db | export jsonld -o /nowhere/{}
"""


@pytest.mark.parametrize("place", cells(PLACES))
def test_no_argument_makes_it_fail(place: str, warm: Warm) -> None:
    """Bytes that are not UTF-8, escapes, line breaks and 120 kB of text: an exit code and at most one short line."""
    base = str(ROOT / "facts.yaml") if "verify" in place else shipped_database()
    for text in ODD:
        done = warm.run(*(part.replace("{}", text) for part in place.split()), DONGBEI_FACTS=base)
        assert done.code in (0, 1, 2, 3, 4), (text[:20], done.err)
        said = [line for line in done.err.splitlines() if not line.startswith("dongbei: the first ")]
        assert len(said) <= 1, (text[:20], done.err[:500])
        assert all(line.isprintable() and len(line) < 5000 for line in said), (text[:20], done.err[:500])


@pytest.mark.parametrize("call", ["search", "quote -e", "list -o", "frob", "show", "list --topic"])
def test_no_argument_makes_a_cold_process_fail(call: str) -> None:
    """Through the command line of the system; what is no text is exit 2, not 1, which would say that there is none."""
    done = run_dongbei(*call.split(), "\udce4\udcba")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert run_dongbei("search", LONG).stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["list", "build", "verify", "export jsonld"])
def test_a_working_folder_that_is_gone_is_no_bug(command: str, tmp_path: Path) -> None:
    """Whoever stands in a deleted folder gets answers, or one line that says what cannot be written or read."""
    gone = tmp_path / "gone"
    for arguments in ("--facts facts.yaml", "--facts facts.db", "-o x.json"):
        done = shell(f"mkdir {gone}; cd {gone}; rmdir {gone}; dongbei {command} {arguments}", YAML=shipped_database())
        assert done.returncode in (0, 1, 2, 3, 4), done.stderr
        assert len(lines_said(done)) <= 1


def test_an_unexpected_exception_is_one_line_and_a_code_of_its_own(tmp_path: Path) -> None:
    """A broken installation, here a library that fails when it is imported, is one line; the trace on demand."""
    (tmp_path / "yaml.py").write_text("raise ZeroDivisionError('a broken library')\n")
    more = {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
    done = shell("dongbei schema", **more)
    line = "dongbei: a bug in dongbei: ZeroDivisionError: a broken library; DONGBEI_DEBUG=1 shows where"
    assert (done.returncode, done.stdout, lines_said(done)) == (70, b"", [line])
    traced = shell("dongbei schema", DONGBEI_DEBUG="1", **more)
    assert (traced.returncode, traced.stderr.decode().splitlines()[-1]) == (70, line)
    assert "Traceback (most recent call last)" in traced.stderr.decode()


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_at_any_time_ends_it_quietly(number: signal.Signals) -> None:
    """No trace of ours and no half answer; a shell sees 130, 143 or 129. Signals come all through the time of a run."""
    ended, took = 0, 0.0
    for turn in range(45):
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "dongbei_cli", "stats", "transfers", "--json"],
            cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # noqa: PLW1509  whoever runs the tests may ignore it
        )  # fmt: skip
        if took:
            time.sleep(took * (turn % 11) / 11)
            process.send_signal(number)
        out, err = process.communicate(timeout=60)
        took = took or time.monotonic() - began
        assert f"{os.sep}dongbei_cli{os.sep}" not in err  # Python itself may still be starting
        assert process.returncode in (0, 1, -number, 128 + number)
        if process.returncode != 1:
            ended += process.returncode != 0
            assert out == "" or json.loads(out)
        if turn >= 10 and ended > 2:
            break
    assert ended > 2


def test_ctrl_c_that_is_ignored_stays_ignored() -> None:
    """As in a job of `nohup` or of a script in the background; it comes while the answer waits for its reader."""
    command = ["bash", "-c", f"trap '' INT; exec {DONGBEI} list --json"]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    first = os.read(process.stdout.fileno(), 1)
    process.send_signal(signal.SIGINT)
    rest, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert json.loads(first + rest)


def on_a_terminal(*arguments: str, **more: str) -> str:
    """Return what `dongbei` writes to a terminal of 24 lines, or as many as LINES says."""
    variables = environment(TERM="xterm-256color") | more
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


@pytest.mark.parametrize(
    ("coloured", "option", "variables"),
    [(True, [], {}), (False, ["--no-color"], {}), (False, [], {"NO_COLOR": "1", "FORCE_COLOR": "1"}),
     (False, [], {"NO_COLOR": "1"}), (False, [], {"TERM": "dumb"}), (False, [], {"TERM": ""})],
)  # fmt: skip
def test_a_terminal_gets_colour_unless_it_wants_none_and_the_same_words(
    coloured: bool, option: list[str], variables: dict[str, str], dongbei: Runner
) -> None:
    """Take the escapes away, and what a pipe gets is left."""
    written = on_a_terminal(*FEW, *option, LINES="99", **variables)
    assert (ESCAPE in written) == coloured
    bare = re.sub("\x1b\\[[0-9;]*m", "", written)
    assert [line.rstrip() for line in bare.split("\n")] == dongbei(*FEW).stdout.split("\n")


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "CLICOLOR_FORCE"])
def test_colour_can_be_forced_into_a_pipe_but_not_into_a_file(variable: str, tmp_path: Path, dongbei: Runner) -> None:
    """Also where the terminal is dumb, as in builds; 0 forces nothing."""
    for term in ("xterm", "dumb"):
        assert ESCAPE in dongbei(*FEW, TERM=term, **{variable: "1"}).stdout
    assert ESCAPE not in dongbei(*FEW, **{variable: "0"}).stdout
    assert dongbei(*FEW, "-o", str(tmp_path / "a.txt"), **{variable: "1"}).returncode == 0
    assert ESCAPE not in (tmp_path / "a.txt").read_text()


def script(path: Path, commands: str) -> str:
    """Return the path of a program of the shell."""
    path.write_text(f"#!/bin/sh\n{commands}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager that says what it is before it prints."""
    return script(tmp_path / "pager", 'if [ "$1" ]; then echo "PAGED $1"; else echo PAGED; fi; cat')


def test_what_is_taller_than_the_screen_goes_through_the_pager(pager: str, tmp_path: Path, dongbei: Runner) -> None:
    """$DONGBEI_PAGER before $PAGER, with its arguments, however early it is left; not what fits, nor a pipe."""
    assert on_a_terminal(*TALL, DONGBEI_PAGER=f"{pager} -x", PAGER="cat").startswith("PAGED -x\n")
    assert on_a_terminal(*TALL, PAGER=pager).startswith("PAGED\n")
    assert "PAGED" not in on_a_terminal(*FEW, LINES="99", PAGER=pager)
    assert dongbei(*TALL, PAGER=pager, LINES="5").stdout == dongbei(*TALL).stdout
    assert on_a_terminal(*TALL, PAGER=script(tmp_path / "early", "head -c 10 >/dev/null; echo LEFT")) == "LEFT\n"


@pytest.mark.parametrize(
    ("option", "variables"),
    [(["--no-pager"], {}), (["--json"], {}), ([], {"TERM": "dumb"}), ([], {"TERM": ""}), ([], {"DONGBEI_PAGER": "/no"}),
     ([], {"DONGBEI_PAGER": ""})],
)  # fmt: skip
def test_there_is_a_terminal_without_a_pager(option: list[str], variables: dict[str, str], pager: str) -> None:
    """On request, for data, where the terminal can only print, and where the pager cannot be run."""
    written = on_a_terminal(*TALL, *option, **({"PAGER": pager} | variables))
    assert "PAGED" not in written
    assert "¶10" in written or "share-2003" in written


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
