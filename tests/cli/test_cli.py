"""`dongbei` as people run it: exit codes, the two streams, options, languages, terminals, and calls that go wrong."""

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dongbei_cli.cli.app import NAMES as COMMANDS
from tests.conftest import FACTS, ROOT, Runner, Writer, run_dongbei

LOOKUPS = [
    ["timeline"],
    ["stats", "transfers"],
    ["quote"],
    ["policy"],
    ["people"],
    ["list"],
    ["show", "share-2003"],
    ["topics"],
]
ESCAPE = "\x1b"


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What `dongbei` writes to a terminal of its own."""
    defaults = {
        "PATH": os.environ["PATH"],
        "COLUMNS": "80",
        "LANG": "en_GB.UTF-8",
        "PYTHONUTF8": "1",
        "TERM": "xterm-256color",
    }
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "dongbei_cli", *arguments],
        env=defaults | environment,
        stdin=its,
        stdout=its,
        stderr=its,
        cwd=ROOT,
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
    return written.decode()


@pytest.mark.parametrize("call", LOOKUPS, ids=" ".join)
def test_a_lookup_writes_data_to_stdout_and_nothing_to_stderr(call: list[str], dongbei: Runner) -> None:
    """Exit 0, no escapes away from a terminal, no line wider than it may be or with blanks at its end."""
    done = dongbei(*call)
    assert (done.returncode, done.stderr) == (0, "")
    assert ESCAPE not in done.stdout
    assert "https://www.yicai.com" in done.stdout or call == ["topics"]
    assert not re.search("[ \t]$", done.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("code", "call", "words"),
    [
        (1, ["stats", "--since", "2100"], "nothing found"),
        (1, ["quote", "--expert", "徐琳"], "did you mean 徐林?"),
        (1, ["stats", "trasnfers"], "did you mean transfers?"),
        (1, ["policy", "--area", "国企改格"], "did you mean 国企改革?"),
        (1, ["show", "share-2033"], "share-20"),
        (2, ["timelin"], "did you mean timeline?"),
        (2, ["frobnicate"], "dongbei -h lists them"),
        (2, ["timeline", "--sinse", "2003"], "--since"),
        (2, ["timeline", "--since", "2003-13"], "2003-13"),
        (2, ["list", "--kind", "foo"], "kinds are event, figure"),
        (2, ["list", "--limit", "-1"], "whole number"),
        (2, ["list", "--limit", "\uff13"], "whole number"),
        (2, ["list", "--limit"], "--limit"),
        (2, ["list", "--format", "xml"], "formats are table, json"),
        (2, ["list", "--json", "--format", "csv"], "contradict"),
        (2, ["list", "--json", "--excel"], "--excel"),
        (2, ["list", "--fields", "id,nope"], "no field is called 'nope'"),
        (2, ["list", "--lang", "fr"], "zh or en"),
        (2, ["list", "-o", "x.foo"], "names no format"),
        (2, ["list", "extra"], "extra"),
        (2, ["show"], "ID"),
        (2, ["quote", "-e", "林"], "徐林, 迟福林"),
        (2, ["stats", "--unit", "斗"], "亿元"),
        (2, ["schema", "nope"], "timeline, stats"),
        (3, ["list", "--facts", "/nowhere/facts.yaml"], "does not exist"),
        (4, ["list", "-o", "/nowhere/facts.csv"], "cannot write /nowhere/facts.csv"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_call_that_cannot_be_answered_is_one_line_and_a_code(
    code: int, call: list[str], words: str, dongbei: Runner
) -> None:
    """Nothing goes to stdout, and stderr says what is wrong and how to go on, in one line without a traceback."""
    done = dongbei(*call)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert done.stderr.startswith("dongbei: ")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert ".;" not in done.stderr


def test_nothing_found_is_an_empty_array_and_exit_1(dongbei: Runner) -> None:
    """A program that reads the JSON gets JSON."""
    done = dongbei("stats", "--since", "2100", "--json")
    assert (done.returncode, done.stdout) == (1, "[]\n")
    assert "nothing found" in done.stderr


def test_what_was_typed_cannot_act_on_the_terminal(dongbei: Runner) -> None:
    """Escapes and line breaks in a name are shown, not obeyed."""
    done = dongbei("quote", "--expert", "\x1b[31m\n徐\x07")
    assert done.stderr.count("\n") == 1
    assert not set("\x1b\x07") & set(done.stderr)


def test_fields_are_chosen_in_the_order_asked_for(dongbei: Runner) -> None:
    """In every format, and for kinds that do not have one of them."""
    rows = json.loads(dongbei("list", "--fields", "region, id,value", "--json").stdout)
    assert {tuple(row) for row in rows} == {("region", "id", "value")}
    assert any(row["value"] is None for row in rows)
    assert any(row["value"] for row in rows)
    table = dongbei("stats", "transfers", "--fields", "region,value").stdout
    assert "吉林" in table
    assert "28628" in table
    assert "转移支付" not in table


def test_a_limit_keeps_the_first(dongbei: Runner) -> None:
    """Of none at all nobody can want to see any: that is a slip."""
    everything = json.loads(dongbei("list", "--json").stdout)
    assert json.loads(dongbei("list", "--json", "-n", "3").stdout) == everything[:3]
    none = dongbei("list", "--json", "--limit", "0")
    assert (none.returncode, none.stdout) == (2, "")
    assert "a whole number from 1" in none.stderr


@pytest.mark.parametrize(
    ("environment", "arguments", "is_chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, [], True),
        ({"LANG": "en_GB.UTF-8"}, [], False),
        ({"LANG": "de_DE.UTF-8"}, [], False),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "C.UTF-8"}, [], False),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, [], True),
        ({"LANG": "zh_CN.UTF-8", "DONGBEI_LANG": "en"}, [], False),
        ({"LANG": "en_GB.UTF-8", "DONGBEI_LANG": "zh"}, [], True),
        ({"LANG": "en_GB.UTF-8", "DONGBEI_LANG": ""}, [], False),
        ({"DONGBEI_LANG": "en"}, ["--lang", "zh"], True),
        ({"LANG": "zh_CN.UTF-8"}, ["--lang", "en"], False),
    ],
)
def test_the_language_is_that_of_the_option_the_variable_or_the_locale(
    environment: dict[str, str], arguments: list[str], is_chinese: bool, dongbei: Runner
) -> None:
    """In this order; English shows the Chinese beside its gloss, Chinese shows no gloss."""
    text = dongbei("stats", "transfers", *arguments, **environment).stdout
    assert ("数据" in text) == is_chinese
    assert ("Cumulative fiscal transfers" in text) != is_chinese
    assert "累计转移支付规模" in text


def test_machine_formats_do_not_depend_on_the_language(dongbei: Runner) -> None:
    """JSON, CSV and the rest hold both languages always."""
    for name in ("json", "csv", "yaml", "markdown"):
        assert dongbei("list", "-f", name, LANG="zh_CN.UTF-8").stdout == dongbei("list", "-f", name, LANG="C").stdout


def test_a_wrong_language_in_the_environment_is_named(dongbei: Runner) -> None:
    """It says which variable to look at."""
    done = dongbei("people", DONGBEI_LANG="fr")
    assert done.returncode == 2
    assert "DONGBEI_LANG" in done.stderr


def test_the_base_is_that_of_the_option_then_of_the_variable(tmp_path: Path, dongbei: Runner) -> None:
    """DONGBEI_FACTS stands in for --facts, and --facts goes before it."""
    assert dongbei("people", DONGBEI_FACTS="/nowhere.yaml").returncode == 3
    assert dongbei("people", "--facts", str(ROOT / "facts.yaml"), DONGBEI_FACTS="/nowhere.yaml").returncode == 0
    target = tmp_path / "facts.db"
    assert dongbei("build", "-o", str(target)).returncode == 0
    assert dongbei("people", DONGBEI_FACTS=str(target)).stdout == dongbei("people").stdout


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a.csv", "csv"),
        ("a.CSV", "csv"),
        ("a.tsv", "tsv"),
        ("a.yaml", "yaml"),
        ("a.yml", "yaml"),
        ("a.md", "markdown"),
        ("a.txt", "table"),
    ],
)
def test_the_suffix_of_a_file_sets_its_format(name: str, format_name: str, tmp_path: Path, dongbei: Runner) -> None:
    """The file holds what stdout would have had; stdout is empty."""
    done = dongbei("stats", "transfers", "-o", str(tmp_path / name))
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / name).read_text() == dongbei("stats", "transfers", "-f", format_name).stdout
    assert (b"\r\n" in (tmp_path / name).read_bytes()) == (format_name in ("csv", "tsv"))


def test_a_named_format_goes_before_the_suffix(tmp_path: Path, dongbei: Runner) -> None:
    """-f csv -o x.txt is CSV; `-o -` is stdout."""
    dongbei("people", "-f", "csv", "-o", str(tmp_path / "x.txt"))
    assert (tmp_path / "x.txt").read_text().startswith("name,name_en,")
    assert dongbei("people", "-o", "-").stdout == dongbei("people").stdout


def test_excel_gets_a_byte_order_mark(tmp_path: Path, dongbei: Runner) -> None:
    """And CSV without the option does not."""
    assert dongbei("people", "--excel").stdout.startswith("\ufeffname,")
    assert not dongbei("people", "-f", "csv").stdout.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(dongbei("people", "--excel").stdout.lstrip("\ufeff"), newline="")))
    assert len(rows) == 6
    assert not list(tmp_path.iterdir())


def test_a_fault_before_writing_leaves_the_old_file(tmp_path: Path, dongbei: Runner) -> None:
    """A call that fails never costs what was there."""
    path = tmp_path / "a.csv"
    path.write_text("old")
    assert dongbei("list", "--fields", "nope", "-o", str(path), "--force").returncode == 2
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


def test_a_terminal_gets_colour_and_the_same_words(dongbei: Runner) -> None:
    """Take the escapes away, and what a pipe gets is left."""
    written = on_a_terminal("stats", "transfers")
    assert ESCAPE in written
    bare = re.sub("\x1b\\[[0-9;]*m", "", written).replace("\r\n", "\n")
    assert [line.rstrip() for line in bare.split("\n")] == dongbei("stats", "transfers").stdout.split("\n")


@pytest.mark.parametrize(
    ("environment", "arguments"),
    [
        ({"NO_COLOR": "1"}, []),
        ({"TERM": "dumb"}, []),
        ({}, ["--no-color"]),
    ],
)
def test_a_terminal_that_wants_no_colour_gets_none(environment: dict[str, str], arguments: list[str]) -> None:
    """NO_COLOR, TERM=dumb and --no-color: no escapes at all, and the words that a pipe gets."""
    for call in (["people"], ["show", "share-2003"], ["stats", "transfers"]):
        written = on_a_terminal(*call, *arguments, **environment)
        assert ESCAPE not in written
        assert written.replace("\r\n", "\n") == run_dongbei(*call).stdout


def test_options_may_stand_before_the_command_where_they_are_global(dongbei: Runner) -> None:
    """--no-color on either side, --version and -h on the first level."""
    assert dongbei("--no-color", "people").stdout == dongbei("people").stdout
    assert re.fullmatch(r"dongbei \d+\.\d+\.\d+\n", dongbei("--version").stdout)


@pytest.mark.parametrize(
    "locale", [{"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"LC_ALL": "POSIX"}], ids=str
)
@pytest.mark.parametrize(
    "call", [[], ["-h"], ["quote", "-h"], ["stats", "transfers"], ["list", "--json"]], ids=" ".join
)
def test_a_c_locale_is_no_crash(call: list[str], locale: dict[str, str]) -> None:
    """Every answer comes, JSON in UTF-8 and whole, without any hint that UTF-8 is wanted."""
    done = subprocess.run(
        [sys.executable, "-m", "dongbei_cli", *call],
        env={"PATH": os.environ["PATH"], "COLUMNS": "80"} | locale,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    if call == ["list", "--json"]:
        assert {row["kind"] for row in json.loads(done.stdout)} >= {"event", "quote"}


def test_bare_dongbei_shows_four_examples_that_work(dongbei: Runner) -> None:
    """A newcomer can copy any of them."""
    done = dongbei()
    assert done.returncode == 0
    examples = re.findall(r"^  dongbei (.*?)  ", done.stdout, re.MULTILINE)
    assert len(examples) == 4
    for example in examples:
        answer = dongbei(*example.split())
        assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str, dongbei: Runner) -> None:
    """-h and --help say the same, within 80 columns, and each example names the command itself."""
    done = dongbei(name, "-h")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == dongbei(name, "--help").stdout
    examples = done.stdout.split("Examples:")[1].split("\n\n")[0]
    assert f"dongbei {name}" in examples
    assert examples.count("dongbei ") >= 2
    assert max(map(len, done.stdout.split("\n"))) <= 80


def test_the_help_lists_every_command(dongbei: Runner) -> None:
    """Each with one sentence."""
    text = dongbei("-h").stdout
    assert [name for name in COMMANDS if not re.search(rf"^  {name} +[A-Z]", text, re.MULTILINE)] == []


def piped(tail: str) -> int:
    """The exit code of `dongbei list --json`, its output going to another command."""
    script = f'{sys.executable} -m dongbei_cli list --json | {tail}; exit "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["/bin/bash", "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.stderr == ""
    return done.returncode


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    """`| head -1` ends quietly with the code of a broken pipe."""
    assert piped("cat") == 0
    assert piped("head -c 1") == 141


@pytest.mark.parametrize("call", [[], ["-h"], ["people"], ["people", "--json"], ["schema"]], ids=" ".join)
@pytest.mark.parametrize("target", ["/dev/full", "&-"])
def test_a_stdout_that_takes_nothing_is_exit_4(call: list[str], target: str) -> None:
    """A full disk and a closed stream: one line, no traceback, and never exit 0."""
    script = f"{sys.executable} -m dongbei_cli {' '.join(call)} >{target}"
    done = subprocess.run(
        ["/bin/sh", "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (4, 1), done.stderr
    assert done.stderr.startswith("dongbei: cannot write stdout")


def test_ctrl_c_is_exit_130_without_a_traceback(tmp_path: Path) -> None:
    """An interrupt while waiting for a pipe to be read."""
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, "-m", "dongbei_cli", "list", "--json", "-o", str(pipe)], cwd=ROOT, stderr=subprocess.PIPE
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in stderr


def test_markup_in_a_base_is_text(write_base: Writer) -> None:
    """What means something to Rich is printed, not obeyed."""
    path = write_base(FACTS.replace("title: 中央给吉林的转移支付", 'title: "[bold red]甲[/] :smile:"'))
    assert "[bold red]甲[/] :smile:" in run_dongbei("stats", "--facts", str(path)).stdout
