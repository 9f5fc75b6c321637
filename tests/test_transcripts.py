"""Every transcript is what the command in its first line prints, to the letter, and the README shows just those."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dongbei_cli.cli import COMMANDS

ROOT = Path(__file__).parent.parent
TRANSCRIPTS = sorted((ROOT / "tests" / "transcripts").glob("*.txt"))
UPDATE = bool(os.environ.get("UPDATE_TRANSCRIPTS"))


def printed(command: str) -> str:
    """What `command` prints to both streams in a shell of 80 columns, and its exit code, as a transcript."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "COLUMNS": "80",
        "LANG": "en_GB.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return f"$ {command}\n{done.stdout}[exit {done.returncode}]\n"


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=[path.stem for path in TRANSCRIPTS])
def test_transcript_is_what_the_command_prints(path: Path) -> None:
    """A lookup prints today what its transcript says; UPDATE_TRANSCRIPTS=1 writes the transcripts anew."""
    expected = path.read_text()
    command = expected.split("\n", 1)[0].removeprefix("$ ")
    if " jq " in command and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    actual = printed(command)
    if UPDATE:
        path.write_text(actual)
    assert UPDATE or actual == expected


def test_readme_shows_what_the_transcripts_hold() -> None:
    """Every block of output in the README stands in a transcript, so that a test has proved it."""
    shown = re.findall(r"```console\n(\$ dongbei.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    held = [re.sub(r"\[exit \d+\]\n$", "", path.read_text()) for path in TRANSCRIPTS]
    assert shown
    assert [block for block in shown if block not in held] == []


def test_readme_groups_the_commands_as_the_help_does() -> None:
    """A table a group, in the order of the help."""
    tables = re.findall(
        r"^\| ([a-z ]+) \| \|\n\|---\|---\|\n((?:\|.*\n)+)", (ROOT / "README.md").read_text(), re.MULTILINE
    )
    first = {heading: "".join(row.split("|")[1] for row in rows.splitlines()) for heading, rows in tables}
    listed = {heading: re.findall(r"`(?:dongbei )?([a-z]+)", cells) for heading, cells in first.items()}
    assert listed == {heading.lower(): [*names] for heading, names in COMMANDS.items()}
