"""A base that fails the proof is neither built nor exported unasked, and the file remembers."""

from pathlib import Path

import pytest

from dongbei_cli import database, workspace
from dongbei_cli.workspace import standing
from tests.checks.test_rules import ARTICLE, FACTS
from tests.conftest import ROOT, Runner, Writer

WRONG = FACTS.replace("value: 800", "value: 900")


@pytest.mark.parametrize("command", [("build", "{}"), ("export", "jsonld", "--facts", "{}")])
def test_what_fails_the_proof_is_refused_unless_it_may_be_unproved(
    command: tuple[str, ...], write_base: Writer, dongbei: Runner, tmp_path: Path
) -> None:
    """Each failure with its place, exit 3, and no file; with --unproved the file is made."""
    path, target = write_base(WRONG, ARTICLE), tmp_path / ("out.db" if command[0] == "build" else "out.jsonld")
    arguments = [word.format(path) for word in command] + ["-o", str(target)]
    done = dongbei(*arguments)
    assert (done.returncode, done.stdout, target.exists()) == (3, "", False)
    assert f"{path}:88:12: value-in-anchor: " in done.stderr
    assert done.stderr.endswith(
        "is not proved: 2 failed; mend the lines named above, or take it as it is with --unproved\n"
    )
    assert dongbei(*arguments, "--unproved").returncode == 0
    assert target.exists()


def test_a_database_remembers_that_it_was_not_proved(write_base: Writer, dongbei: Runner, tmp_path: Path) -> None:
    """An export of it as a database says so again."""
    target, again = tmp_path / "out.db", tmp_path / "again.db"
    workspace.build(write_base(WRONG, ARTICLE), target, unproved=True)
    assert dongbei("export", "sqlite", "--facts", str(target), "-o", str(again)).returncode == 0
    assert database.standing(database.open_readonly(again)) == "unproved"


def test_a_large_base_is_built_without_the_proof_and_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The proof reads a base into memory, which a build does not."""
    monkeypatch.setattr(standing, "MOST_PROVED", 10)
    workspace.build(ROOT / "facts.yaml", tmp_path / "out.db")
    assert database.standing(database.open_readonly(tmp_path / "out.db")) == "large"


@pytest.mark.parametrize("named", [True, False])
def test_verify_says_which_base_it_proves(named: bool, write_base: Writer, tmp_path: Path) -> None:
    """In the last line; and where another facts.yaml is here, that it is not the one."""
    import os
    import subprocess
    import sys

    write_base(WRONG, ARTICLE)
    command = [sys.executable, "-m", "dongbei_cli", "verify", *(["--facts", "facts.yaml"] if named else [])]
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "200", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    last = done.stdout.splitlines()[-1]
    assert last.startswith("facts.yaml: " if named else f"{ROOT / 'facts.yaml'} (packed in dongbei): ")
    assert (done.returncode, "not the facts.yaml of this folder" in done.stderr) == ((1, False) if named else (0, True))
