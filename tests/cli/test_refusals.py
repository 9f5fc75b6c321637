"""Calls that cannot be answered: one line that says what is wrong and what to run instead, and an exit code."""

import shlex
from pathlib import Path

import pytest

from dongbei_cli.cli import NAMES, built, helping
from tests.conftest import Runner

LINES = Path(__file__).with_name("refusals.txt").read_text(encoding="utf-8").splitlines()
REFUSALS = [line.split(" | ") for line in LINES if not line.startswith("= ")]


@pytest.mark.parametrize(("code", "call", "words"), REFUSALS, ids=[call for _, call, _ in REFUSALS])
def test_a_refusal_says_how_to_go_on(code: str, call: str, words: str, dongbei: Runner) -> None:
    """Nothing goes to stdout, and one line without any control character to stderr."""
    done = dongbei(*shlex.split(call))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (int(code), "", 1), done.stderr
    assert done.stderr.startswith("dongbei: ")
    assert words in done.stderr
    assert "\\x" not in done.stderr
    assert ".;" not in done.stderr


def test_nothing_found_is_an_empty_array_and_no_file(tmp_path: object, dongbei: Runner) -> None:
    """A program that reads the JSON gets JSON; yesterday's file stays."""
    done = dongbei("stats", "--since", "2100", "--json")
    assert (done.returncode, done.stdout) == (1, "[]\n")
    assert dongbei("stats", "--since", "2100", "-o", f"{tmp_path}/a.json").returncode == 1
    assert dongbei("cite", "-o", f"{tmp_path}/a.json").returncode == 0


def test_everything_that_is_offered_exists() -> None:
    """Commands and options that a hint names can be typed."""
    known = {name for command in NAMES for param in built(command).params for name in param.opts}
    assert {*helping.OPTIONS} <= known
    assert {word.split()[0] for word in helping.WORDS.values()} <= known | {"dongbei"}
    assert {*helping.SYNONYMS.values()} <= {*NAMES, "--version"}
    assert {*helping.WORDS} <= {*NAMES}
