"""Tab in real shells, and what it offers without one."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

import dongbei_cli
from dongbei_cli import resolve
from dongbei_cli.cli import completion, program
from dongbei_cli.cli.completion import SCRIPTS
from tests.conftest import ROOT, run_dongbei

PATIENCE = 30
"""Seconds; a machine under load answers late, one that never answers fails the test."""
LINES = [
    pytest.param("dongbei tim\t", "timeline", id="command"),
    pytest.param("dongbei stats --reg\t", "stats --region", id="option"),
    pytest.param("dongbei timeline --category=mee\t", "timeline --category=meeting", id="closed value after ="),
    pytest.param("dongbei quote --expert wangm\t", "quote --expert wangmingyuan", id="expert in pinyin"),
    pytest.param("dongbei quote -e 徐\t", "quote -e 徐林", id="expert in Chinese"),
    pytest.param("dongbei stats transf\t", "stats transfers", id="topic"),
    pytest.param("dongbei stats zhuany\t", "stats zhuanyizhifu", id="topic in pinyin"),
    pytest.param("dongbei stats --region heil\t", "stats --region heilongjiang", id="region"),
    pytest.param("dongbei show share-fall\t", "show share-fall-2003-2021", id="fact"),
    pytest.param("dongbei people --fields name,affiliation_\t", "people --fields name,affiliation_en", id="field"),
    pytest.param("dongbei stats --facts odd.ya\t", "stats --facts odd.yaml", id="file"),
    pytest.param("dongbei stats --facts=odd.ya\t", "stats --facts=odd.yaml", id="file after ="),
    pytest.param("dongbei stats transfers --unit=亿\t", "stats transfers --unit=亿元", id="unit after ="),
    pytest.param("dongbei stats 轉移\t", "stats 轉移支付", id="topic in traditional characters"),
    pytest.param("dongbei stats fiscal\t", "stats fiscal-transfers", id="topic in English"),
    pytest.param("dongbei quote -e xl\t", "quote -e xl", id="expert by initials"),
]

CONTEXT = typer.Context(program)


def needs(shell: str) -> str:
    """Return the path of a shell; without it the test is skipped."""
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home with a `dongbei` that completes as ours does and otherwise says how it was called."""
    program = tmp_path / "bin" / "dongbei"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nif [ -n "$_DONGBEI_COMPLETE" ]; then exec "{sys.executable}" -m dongbei_cli "$@"; fi\n'
        'printf "RAN:"; printf "<%s>" "$@"; printf ":END\\n"\n'
    )
    program.chmod(0o755)
    (tmp_path / "odd.yaml").touch()
    for shell in SCRIPTS:
        (tmp_path / f"complete.{shell}").write_text(run_dongbei("completion", shell).stdout)
    return tmp_path


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return what the shells see."""
    own = {"PATH": f"{home / 'bin'}:{os.environ['PATH']}", "HOME": str(home), "ZDOTDIR": str(home), "TERM": "xterm"}
    return own | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), "PS1": "ready> "} | more


def typed(command: list[str], home: Path, start: str, line: str, **more: str) -> str:
    """Return what an interactive shell prints once `start` was run and `line` typed, until what it ran has ended."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(home)
        os.execve(command[0], command, environment(home, **more))
    try:
        os.write(terminal, f"{start}; echo set'-'up\n".encode())
        until(terminal, "set-up\r\n")
        os.write(terminal, f"{line}\n".encode())
        return until(terminal, ":END")
    finally:
        os.close(terminal)
        os.waitpid(child, 0)


def until(terminal: int, words: str) -> str:
    """Return what a terminal shows until `words` come."""
    shown = b""
    deadline = time.monotonic() + PATIENCE
    while words.encode() not in shown and time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 65536)
    return shown.decode(errors="replace")


def ran(shown: str) -> str:
    """Return the arguments with which the shell ran dongbei."""
    return " ".join(shown.partition("RAN:<")[2].partition(">:END")[0].split("><")).strip()


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_bash_completes(home: Path, line: str, expected: str) -> None:
    """Tab in an interactive bash completes commands, options, values and files."""
    shown = typed([needs("bash"), "--norc", "--noprofile", "-i"], home, "source complete.bash", line)
    assert ran(shown) == expected, shown


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_zsh_completes(home: Path, line: str, expected: str) -> None:
    """Tab in an interactive zsh completes commands, options, values and files."""
    start = "autoload -Uz compinit && compinit -u -D; source complete.zsh; unsetopt prompt_sp"
    shown = typed([needs("zsh"), "-f", "-i"], home, start, line)
    assert ran(shown) == expected, shown


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_fish_completes(home: Path, line: str, expected: str) -> None:
    """Fish offers just the one completion of commands, options, values and files."""
    script = f"source complete.fish; complete -C '{line.strip()}'"
    done = subprocess.run(
        [needs("fish"), "--no-config", "-c", script], cwd=home, env=environment(home), capture_output=True,
        encoding="utf-8", timeout=PATIENCE, check=False,
    )  # fmt: skip
    offers = [offer.split("\t")[0] for offer in done.stdout.splitlines()]
    assert offers == [expected.rsplit(" ", maxsplit=1)[-1]], done


@pytest.mark.parametrize("variable", ["DONGBEI_FACTS", "DONGBEI_LANG"])
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_broken_variables_say_nothing_in_a_shell(home: Path, shell: str, variable: str) -> None:
    """A variable that would stop a command puts no word of ours on the line that is being typed."""
    start = {"bash": "source complete.bash", "zsh": "autoload -Uz compinit && compinit -u -D; source complete.zsh"}
    flags = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"]}
    setting = {variable: "\x1b[31m/no/such/base.yaml"}
    shown = typed([needs(shell), *flags[shell]], home, start[shell], "dongbei quote --expert zzz\tend", **setting)
    assert ran(shown) == "quote --expert zzzend", shown
    assert "dongbei:" not in shown
    assert "Traceback" not in shown


def asked(*words: str, **variables: str) -> list[str]:
    """Return the values that dongbei offers for the last of these words."""
    done = run_dongbei(*words, _DONGBEI_COMPLETE="fish", **variables)
    assert (done.returncode, done.stderr) == (0, "")
    return [line.split("\t")[0] for line in done.stdout.splitlines()]


def test_offers_have_descriptions_in_the_other_language() -> None:
    """Letters are told in Chinese, Chinese in English."""
    letters = run_dongbei("quote", "--expert", "xul", _DONGBEI_COMPLETE="fish").stdout
    chinese = run_dongbei("quote", "--expert", "徐", _DONGBEI_COMPLETE="fish").stdout
    assert (letters, chinese) == ("xulin\t徐林\n", "徐林\tXu Lin\n")


def test_every_name_that_is_offered_is_understood() -> None:
    """What Tab puts on the line means, to the command, the thing that was offered."""
    base = dongbei_cli.open_base()
    for sort in ("topic", "area", "region", "speaker", "proposer"):
        keys = [name.key for name in resolve.names(base.connection, sort)]
        assert [base.name_of(sort, value) for value, _ in completion.candidates(CONTEXT, sort, "")] == keys
        for start in ("", *"abcdefghijklmnopqrstuvwxyz", *"东人中国"):
            assert {base.name_of(sort, value) for value, _ in completion.candidates(CONTEXT, sort, start)} <= {*keys}, (
                start
            )
    assert len(completion.candidates(CONTEXT, "fact", "")) == len(base.facts())


@pytest.mark.parametrize("words", ["stats", "quote -t", "policy -t", "timeline -t", "list -k measure -t"])
def test_a_topic_that_is_offered_finds_something(words: str) -> None:
    """Topics without facts of the kind that the command gives are not offered."""
    offers = asked(*words.split(), "")
    assert len(offers) > 5
    assert [offer for offer in offers if run_dongbei(*words.split(), offer).returncode] == []


@pytest.mark.parametrize("words", ["timeline", "timeline --all", "list -k event", "stats", "search 人口 -k figure"])
def test_a_field_that_is_offered_is_taken(words: str) -> None:
    """Only fields of the records that the line can give, and none that a table cannot hold."""
    done = run_dongbei(*words.split(), "--fields", ",".join(asked(*words.split(), "--fields", "")))
    assert (done.returncode, done.stderr) == (0, "")


def test_names_are_offered_by_their_pinyin_and_their_slug() -> None:
    """A topic is found from its slug, its Chinese and its pinyin."""
    assert asked("stats", "transf") == ["transfers"]
    assert asked("stats", "转移") == ["转移支付"]
    assert asked("stats", "zhuanyi") == ["zhuanyizhifu"]


def test_used_options_and_values_are_not_offered_again() -> None:
    """An option that is given once is offered once; one that repeats, again."""
    assert "--lang" not in asked("quote", "--lang", "zh", "--")
    assert "--topic" in asked("quote", "--topic", "transfers", "--")
    assert "--expert" in asked("quote", "--expert", "xulin", "--")


def test_the_base_on_the_line_is_the_one_that_is_asked(write_base: Callable[..., Path]) -> None:
    """`--facts` before the word decides whose names are offered."""
    path = str(write_base())
    assert asked("show", "--facts", path, "") == ["quote-xu-lin", "transfers-jilin", "xu-lin"]
    assert asked("show", f"--facts={path}", "x") == ["xu-lin"]
    home, name = Path(path).parent.parent, Path(path).parent.name
    assert asked("show", "--facts", f"~/{name}/facts.yaml", "x", HOME=str(home)) == ["xu-lin"]
    assert asked("show", "--facts", path.replace("facts.yaml", "fac\\ts.yaml"), "x") == ["xu-lin"]


@pytest.mark.parametrize(
    "words",
    [(), ("nosuch", ""), ("stats", "--nosuch", ""), ("stats", "--facts", "/nowhere.yaml", "--topic", ""), ("\udcff",),
     ("show", "-"), ("people", "")],
)  # fmt: skip
def test_nothing_to_offer_is_silent(words: tuple[str, ...]) -> None:
    """Lines that cannot be completed give no error."""
    done = run_dongbei(*words, _DONGBEI_COMPLETE="bash", DONGBEI_FACTS="/nowhere.yaml")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_value_that_a_shell_would_run_is_not_offered(write_base: Callable[..., Path]) -> None:
    """A name with a command in it never gets onto a command line."""
    from tests.conftest import FACTS

    path = write_base(FACTS.replace("aliases: [钱]", "aliases: ['$(touch pwned)', 'a;b', '`id`', 'safe']"))
    offers = asked("stats", "--facts", str(path), "--topic", "")
    assert offers == ["transfers"]
    assert asked("stats", "--facts", str(path), "--topic", "$") == []


def test_other_values_of_the_variable_run_the_command() -> None:
    """A `_DONGBEI_COMPLETE` that names no shell is nothing to us, nor to Typer."""
    done = run_dongbei("--version", _DONGBEI_COMPLETE="complete_bash")
    assert (done.returncode, done.stdout[:8], done.stderr) == (0, "dongbei ", "")


@pytest.mark.parametrize("words", [("",), ("sta",), ("stats", "--"), ("timeline", "--category", "")])
def test_commands_and_options_are_completed_without_the_base(words: tuple[str, ...]) -> None:
    """No base is opened, and nothing heavy imported, where no name of the base is wanted."""
    program = f"import sys; from dongbei_cli.cli import completion; offers = [*completion.offered({[*words]!r}, 'zsh')]"
    done = subprocess.run(
        [sys.executable, "-c", f"{program}; print(len(offers), *sys.modules)"],
        capture_output=True, encoding="utf-8", check=True, env={"DONGBEI_FACTS": "/nowhere.db"}, cwd=ROOT,
    )  # fmt: skip
    offers, *modules = done.stdout.split()
    assert int(offers)
    assert {"yaml", "rich", "jinja2", "pydantic"}.isdisjoint(modules)
