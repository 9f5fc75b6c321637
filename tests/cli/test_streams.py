"""The process and its surroundings: pipes, full disks, closed streams, signals, consoles, odd arguments, our own bugs.

Real processes, real pipes and devices; where only arguments and variables differ, processes forked from a warm one.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT, Runner
from tests.warm import Warm

DONGBEI = f"'{sys.executable}' -m dongbei_cli"
BUFFERING = ["", "1"]
LARGE = ("list --json", "article --json", "export html", "export jsonld", "timeline --all -f yaml", "list -f csv")
SMALL = ("", "-h", "list -h", "stats transfers", "search 人口")
OTHERS = ("--version", "cite", "schema", "verify")
LONG = "x" * 120_000
WIDTHS = ["0", "-5", "abc", "9" * 30, "", " ", "１２", "1e3", "0x50", "80.5", "80\n"]


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    """What processes are forked from."""
    with Warm() as process:
        yield process


def shell(command: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a line of bash in which `dongbei` is ours; a pipeline fails with the code of its first failure."""
    defaults = {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "LANG": "en_GB.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(ROOT),
    }
    script = f'set -o pipefail; dongbei() {{ {DONGBEI} "$@"; }}; {command}'
    return subprocess.run(
        ["bash", "-c", script], env=defaults | environment, capture_output=True, timeout=120, check=False
    )


def lines_said(done: "subprocess.CompletedProcess[bytes]") -> list[str]:
    """What stderr says, line by line, none of it a traceback."""
    assert b"Traceback" not in done.stderr
    return done.stderr.decode().splitlines()


@pytest.mark.parametrize("unbuffered", BUFFERING)
@pytest.mark.parametrize("command", LARGE)
def test_a_reader_that_stops_early_ends_it_quietly(command: str, unbuffered: str) -> None:
    """`| head` gets its bytes; dongbei says nothing and ends with 141, however Python buffers."""
    done = shell(f"dongbei {command} | head -c 20", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, len(done.stdout), done.stderr) == (141, 20, b"")


@pytest.mark.parametrize("unbuffered", BUFFERING)
@pytest.mark.parametrize("command", ["list", "-h", "", "cite"])
def test_a_reader_that_reads_nothing_ends_it_quietly(command: str, unbuffered: str) -> None:
    """Small answers too, which fit into the pipe, when the other end is closed before they come."""
    done = shell(f"(sleep 0.2; dongbei {command}) | true", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("unbuffered", BUFFERING)
@pytest.mark.parametrize("command", [*LARGE, *SMALL, *OTHERS])
def test_a_full_disk_is_an_error_of_its_own(command: str, unbuffered: str) -> None:
    """Exit 4 and one line, since a script must not take half an answer for a whole one."""
    done = shell(f"dongbei {command} >/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 4
    said = [line for line in lines_said(done) if not line.startswith("dongbei: the first ")]
    assert said == ["dongbei: cannot write stdout: No space left on device; choose another place with -o"]


@pytest.mark.parametrize("command", ["list --json", "list", "-h"])
def test_a_closed_stdout_is_an_error_of_its_own(command: str) -> None:
    """Exit 4 and one line; with stderr closed too there is still the exit code."""
    done = shell(f"dongbei {command} >&-")
    assert (done.returncode, len(lines_said(done))) == (4, 1)
    assert shell(f"dongbei {command} >&- 2>&-").returncode == 4
    assert shell(f"dongbei {command} <&- >&- 2>&-").returncode == 4


@pytest.mark.parametrize("closing", ["2>&-", "2>/dev/full", "<&- 2>&-", "<&- 2>/dev/full"])
def test_nobody_listening_to_stderr_changes_no_exit_code(closing: str, tmp_path: Path) -> None:
    """The answer, the exit code and the file that is written are the same."""
    assert shell(f"dongbei list --jsom {closing}").returncode == 2
    assert shell(f"dongbei list --facts /nowhere {closing}").returncode == 3
    assert shell(f"dongbei show nothing {closing}").returncode == 1
    assert shell(f"dongbei list --json {closing}").stdout == shell("dongbei list --json").stdout
    for name in ("a.db", "b.db"):
        built = shell(f"dongbei build -o {tmp_path / name} {closing if name == 'a.db' else ''}")
        assert (built.returncode, built.stdout) == (0, b"")
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_a_closed_stdin_is_of_no_interest() -> None:
    """No command reads it."""
    done = shell("dongbei stats transfers --json <&-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)


CONSOLES = ["ascii", "latin-1", "gbk", "big5", "cp1252:strict"]


@pytest.mark.parametrize("encoding", CONSOLES)
def test_no_console_makes_it_fail(encoding: str) -> None:
    """Help, tables and messages come out as far as the console has the characters, with the same exit codes."""
    for command, code in [*((each, 0) for each in SMALL), ("nothing", 2), ("show 徐林", 1), ("list --facts 无", 3)]:
        done = shell(f"dongbei {command}", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), (command, done.stderr)
        helped = encoding == "ascii" and command in ("", "-h", "list -h")  # Typer takes ASCII for a mistake: UTF-8
        (done.stderr if code else done.stdout).decode("utf-8" if helped else encoding.partition(":")[0])


@pytest.mark.parametrize("encoding", CONSOLES)
@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_machine_formats_are_utf_8_whatever_the_console(form: str, encoding: str) -> None:
    """The bytes are the same."""
    command = f"dongbei stats transfers -f {form}"
    done = shell(command, PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0
    assert done.stdout.decode("utf-8") == shell(command).stdout.decode("utf-8")
    assert "亿元" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1", "zh_CN.GBK", "nonsense", ""])
def test_no_locale_makes_it_fail(locale: str) -> None:
    """Neither with Python's own repair of the C locale nor without it."""
    for coerced in ("0", "1"):
        environment = {"LC_ALL": locale, "PYTHONCOERCECLOCALE": coerced, "PYTHONUTF8": "0"}
        for command in ("-h", "stats transfers"):
            done = shell(f"dongbei {command} 2>&1 >/dev/null", **environment)
            assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["COLUMNS", "TERMINAL_WIDTH", "LINES"])
def test_a_width_that_makes_no_sense_is_repaired(name: str, width: str, warm: Warm) -> None:
    """Tables and help are drawn, and none of their lines is wider than 1,000 cells."""
    for command in ("stats transfers", "-h", "stats -h"):
        done = warm.run(*command.split(), **{name: width})
        assert (done.code, done.err) == (0, "")
        assert max(map(len, done.out.decode().splitlines())) <= 1000
        assert len(done.out) > 300


ODD = [
    "\udcff",
    "\udcff\udcfe",
    "徐\udce6",
    "\udced\udca0\udc80",
    "\x1b[31m",
    "a\nb",
    "\u202e",
    "😀",
    "-",
    "--",
    "",
    " ",
    "%s",
    "{}",
]
PLACES: dict[str, Sequence[str]] = {
    "command": ("{}",), "topic": ("list", "--topic", "{}"), "id": ("show", "{}"), "query": ("search", "{}"),
    "expert": ("quote", "-e", "{}"), "area": ("policy", "--area", "{}"), "region": ("stats", "--region", "{}"),
    "unit": ("stats", "--unit", "{}"), "date": ("timeline", "--since", "{}"), "kind": ("list", "--kind", "{}"),
    "format": ("list", "-f", "{}"), "fields": ("list", "--json", "--fields", "{}"), "limit": ("list", "-n", "{}"),
    "language": ("list", "--lang", "{}"), "base": ("list", "--facts", "{}"), "style": ("cite", "--style", "{}"),
    "accessed": ("cite", "--accessed", "{}"), "schema": ("schema", "{}"), "export": ("export", "{}"),
    "category": ("timeline", "--category", "{}"), "option": ("list", "--{}"), "rule": ("verify", "--only", "{}"),
    "folder": ("list", "-f", "json", "-o", "/nowhere/{}"), "build": ("build", "{}", "-o", "/nowhere/x.db"),
    "export-to": ("export", "jsonld", "-o", "/nowhere/{}"), "database": ("list", "--facts", "{}.db"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_no_argument_makes_it_fail(place: str, warm: Warm) -> None:
    """Bytes that are not UTF-8, escapes, line breaks and 120 kB of text: an exit code and at most one short line."""
    for text in (*ODD, LONG):
        arguments = [part.replace("{}", text) for part in PLACES[place]]
        done = warm.run(*arguments)
        assert done.code in (0, 1, 2, 3, 4), (arguments[:4], done.err)
        said = [line for line in done.err.splitlines() if not line.startswith("dongbei: the first ")]
        assert len(said) <= 1, (text[:20], done.err[:500])
        assert all(line.isprintable() and len(line) < 5000 for line in said), (text[:20], done.err[:500])


@pytest.mark.parametrize("arguments", [("list", "--topic", "\udcff"), ("show", "\udce6\udcff"), ("search", LONG)])
def test_no_argument_makes_a_cold_process_fail(arguments: Sequence[str], dongbei: Runner) -> None:
    """The same through the command line of the system."""
    done = dongbei(*arguments)
    assert (done.returncode in (1, 2), done.stdout, done.stderr.count("\n")) == (True, "", 1)


@pytest.mark.parametrize(
    "number", ["１２", "1_000", " 1", "1 ", "+1", "-1", "1e3", "0x1", "1.0", "", "٣", "9" * 5000, "壹", "½"]
)
def test_only_plain_digits_are_a_number(number: str, warm: Warm) -> None:
    """What Python takes for an integer, and people may not have meant, is refused in one line."""
    done = warm.run("list", "--json", "--limit", number)
    assert (done.code, done.out, done.err.count("\n")) == (2, b"", 1)
    assert "whole number" in done.err


@pytest.mark.parametrize("date", ["２０２３", "2_023", " 2023", "+2023", "20231027", "2023-1-1", "9" * 5000, "٢٠٢٣"])
def test_only_plain_digits_are_a_date(date: str, warm: Warm) -> None:
    """The same holds for dates."""
    done = warm.run("timeline", "--json", "--since", date)
    assert (done.code, done.out, done.err.count("\n")) == (2, b"", 1)


@pytest.mark.parametrize("command", ["list", "cite", "build", "verify", "export jsonld"])
def test_a_working_folder_that_is_gone_is_no_bug(command: str, tmp_path: Path) -> None:
    """Whoever stands in a deleted folder gets answers, or one line that says what cannot be written or read."""
    gone = tmp_path / "gone"
    for arguments in ("--facts facts.yaml", "--facts facts.db", "-o x.json"):
        done = shell(f"mkdir {gone}; cd {gone}; rmdir {gone}; dongbei {command} {arguments}")
        assert done.returncode in (0, 1, 2, 3, 4), done.stderr
        assert len(lines_said(done)) <= 1


def test_an_unexpected_exception_is_one_line_and_a_code_of_its_own(tmp_path: Path) -> None:
    """A broken installation, here a library that fails when it is imported, is one line; the trace on demand."""
    (tmp_path / "msgspec.py").write_text("raise ZeroDivisionError('a broken library')\n")
    environment = {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
    command = f"dongbei list --facts '{ROOT / 'facts.yaml'}'"
    done = shell(command, **environment)
    assert (done.returncode, done.stdout) == (70, b"")
    assert lines_said(done) == [
        "dongbei: a bug in dongbei: ZeroDivisionError: a broken library; DONGBEI_DEBUG=1 shows where"
    ]
    traced = shell(command, DONGBEI_DEBUG="1", **environment)
    assert traced.returncode == 70
    assert "Traceback (most recent call last)" in traced.stderr.decode()
    assert "msgspec.py" in traced.stderr.decode()
    assert traced.stderr.decode().splitlines()[-1] == lines_said(done)[-1]


INTERRUPT = """
import atexit, signal, sys
from importlib.abc import MetaPathFinder

class Finder(MetaPathFinder):
    left = int(sys.argv[1])

    def find_spec(self, name, path=None, target=None):
        self.left -= 1
        if not self.left:
            signal.raise_signal(signal.SIGINT)

finder = Finder()
from dongbei_cli.__main__ import main
sys.meta_path.insert(0, finder)
sys.argv[:] = ["dongbei", *sys.argv[2:]]
atexit.register(lambda: print(finder.left, file=sys.stderr, flush=True))
main()
"""


def test_ctrl_c_is_quiet_at_every_import() -> None:
    """A SIGINT that comes with any import, from our first statement on, gives exit 130 and no word."""
    command = [sys.executable, "-c", INTERRUPT]
    whole = subprocess.run([*command, "0", "stats", "transfers"], cwd=ROOT, capture_output=True, text=True, check=False)
    imports = -int(whole.stderr)
    assert (whole.returncode, imports > 100) == (0, True)
    for number in range(1, imports + 1, 11):
        done = subprocess.run(
            [*command, str(number), "stats", "transfers"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (130, "", ""), number


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_at_any_time_ends_it_quietly(number: signal.Signals) -> None:
    """No trace of ours and no half answer; a shell sees 130, 143 or 129."""
    rng = random.Random(number)
    ended = 0
    for _ in range(12):
        process = subprocess.Popen(
            [sys.executable, "-m", "dongbei_cli", "stats", "transfers", "--json"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        time.sleep(rng.uniform(0.0, 0.4))
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        assert f"{os.sep}dongbei_cli{os.sep}" not in err  # Python itself may still be starting
        if process.returncode in (0, -number, 128 + number):
            ended += process.returncode != 0
            assert out == "" or json.loads(out)
    assert ended > 2


def test_ctrl_c_that_is_ignored_stays_ignored() -> None:
    """As in a job of `nohup` or of a script in the background; a slow reader keeps it from ending before the signal."""
    done = shell("trap '' INT; dongbei list --json > >(sleep 1; cat) & sleep 0.5; kill -INT $!; wait $!")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)


@pytest.mark.parametrize("command", ["stats transfers", "quote", "list --json"])
def test_a_shell_sees_the_code_of_a_signal(command: str) -> None:
    """What `$?` says after `timeout -s`."""
    done = shell(f"dongbei {command} & sleep 0.02; kill -TERM $!; wait $!")
    assert (done.returncode, done.stderr) == (143, b"")
