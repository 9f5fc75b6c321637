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
from dongbei_cli.cli import options, program
from dongbei_cli.cli.completion import SCRIPTS
from tests.conftest import FACTS, ROOT, run_dongbei

PATIENCE = 30
"""Seconds; a machine under load answers late, one that never answers fails the test."""
LINES = [
    ("dongbei tim\t", "timeline"),
    ("dongbei stats --reg\t", "stats --region"),
    ("dongbei timeline --category=mee\t", "timeline --category=meeting"),
    ("dongbei quote --expert wangm\t", "quote --expert wangmingyuan"),
    ("dongbei quote -e 徐\t", "quote -e 徐林"),
    ("dongbei quote -e xl\t", "quote -e xl"),
    ("dongbei stats 轉移\t", "stats 轉移支付"),
    ("dongbei show share-fall\t", "show share-fall-2003-2021"),
    ("dongbei people --fields name,affiliation_\t", "people --fields name,affiliation_en"),
    ("dongbei stats --facts odd.ya\t", "stats --facts odd.yaml"),
    ("dongbei stats --facts=odd.ya\t", "stats --facts=odd.yaml"),
    ("dongbei stats transfers --unit=亿\t", "stats transfers --unit=亿元"),
]
SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], "source complete.bash"),
    "zsh": (["-f", "-i"], "autoload -Uz compinit && compinit -u -D; source complete.zsh; unsetopt prompt_sp"),
}
"""The options of an interactive shell, and what is typed into it first."""
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


def typed(shell: str, home: Path, line: str, **more: str) -> str:
    """Return what an interactive shell prints once `line` was typed, until what it ran has ended."""
    options, start = SHELLS[shell]
    command = [needs(shell), *options]
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


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_shell_completes(home: Path, shell: str, line: str, expected: str) -> None:
    """Tab in an interactive bash or zsh completes commands, options, values and files."""
    shown = typed(shell, home, line)
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
@pytest.mark.parametrize("shell", SHELLS)
def test_broken_variables_say_nothing_in_a_shell(home: Path, shell: str, variable: str) -> None:
    """A variable that would stop a command puts no word of ours on the line that is being typed."""
    shown = typed(shell, home, "dongbei quote --expert zzz\tend", **{variable: "\x1b[31m/no/such/base.yaml"})
    assert ran(shown) == "quote --expert zzzend", shown
    assert "dongbei:" not in shown
    assert "Traceback" not in shown


def asked(*words: str, **variables: str) -> list[str]:
    """Return what dongbei offers for the last of these words: values, each with its description after a tab."""
    done = run_dongbei(*words, _DONGBEI_COMPLETE="fish", **variables)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def values(*words: str, **variables: str) -> list[str]:
    """Return the values that dongbei offers for the last of these words."""
    return [line.split("\t")[0] for line in asked(*words, **variables)]


def test_offers_have_descriptions_in_the_other_language() -> None:
    """Letters are told in Chinese, Chinese in English; an option that is given is offered again only if it repeats."""
    assert asked("quote", "--expert", "xul") == ["xulin\t徐林"]
    assert asked("quote", "--expert", "徐") == ["徐林\tXu Lin"]
    assert "--lang" not in values("quote", "--lang", "zh", "--")
    assert values("--lang", "") == ["zh", "en"]
    assert values("--lang", "zh", "sta") == ["stats"]
    assert {"--topic", "--expert"} < {*values("quote", "--topic", "transfers", "--expert", "xulin", "--")}


def test_every_name_that_is_offered_is_understood() -> None:
    """What Tab puts on the line means, to the command, the thing that was offered."""
    base = dongbei_cli.open_base()
    for sort in ("topic", "area", "region", "speaker", "proposer"):
        keys = [name.key for name in resolve.names(base.connection, sort)]
        assert [base.name_of(sort, value) for value, _ in options.names(sort)(CONTEXT, "")] == keys
        for start in ("", *"abcdefghijklmnopqrstuvwxyz", *"东人中国"):
            named = {base.name_of(sort, value) for value, _ in options.names(sort)(CONTEXT, start)}
            assert named <= {*keys}, start
    assert len(options.names("fact")(CONTEXT, "")) == len(base.facts())


@pytest.mark.parametrize("words", ["stats", "quote -t", "policy -t", "timeline -t", "list -k measure -t"])
def test_a_topic_that_is_offered_finds_something(words: str) -> None:
    """Topics without facts of the kind that the command gives are not offered."""
    offers = values(*words.split(), "")
    assert len(offers) > 5
    assert [offer for offer in offers if run_dongbei(*words.split(), offer).returncode] == []


@pytest.mark.parametrize("words", ["timeline", "timeline --all", "list -k event", "stats", "search 人口 -k figure"])
def test_a_field_that_is_offered_is_taken(words: str) -> None:
    """Only fields of the records that the line can give, and none that a table cannot hold."""
    done = run_dongbei(*words.split(), "--fields", ",".join(values(*words.split(), "--fields", "")))
    assert (done.returncode, done.stderr) == (0, "")


def test_the_base_on_the_line_is_the_one_that_is_asked(write_base: Callable[..., Path]) -> None:
    """`--facts` before the word decides whose names are offered; none that a shell would run gets onto the line."""
    path = write_base(FACTS.replace("aliases: [钱]", "aliases: ['$(touch pwned)', 'a;b', '`id`', 'safe']"))
    assert values("stats", "--facts", str(path), "--topic", "") == ["transfers"]
    assert values("stats", "--facts", str(path), "--topic", "$") == []
    path = write_base()
    assert values("show", "--facts", str(path), "") == ["quote-xu-lin", "transfers-jilin", "xu-lin"]
    for given in (str(path), f"~/{path.parent.name}/facts.yaml", str(path).replace("facts.yaml", "fac\\ts.yaml")):
        assert values("show", "--facts", given, "x", HOME=str(path.parent.parent)) == ["xu-lin"]
    assert values("show", f"--facts={path}", "x") == ["xu-lin"]


@pytest.mark.parametrize(
    "words",
    [(), ("nosuch", ""), ("stats", "--nosuch", ""), ("stats", "--facts", "/nowhere.yaml", "--topic", ""), ("\udcff",),
     ("show", "-"), ("people", "")],
)  # fmt: skip
def test_nothing_to_offer_is_silent(words: tuple[str, ...]) -> None:
    """Lines that cannot be completed give no error; commands and options are offered without a base."""
    asked(*words, DONGBEI_FACTS="/nowhere.yaml")
    assert asked("sta", DONGBEI_FACTS="/nowhere.yaml")
    assert "--topic" in values("stats", "--", DONGBEI_FACTS="/nowhere.yaml")
