"""`dongbei verify` as people run it: what it prints, how it ends, and what it refuses to call a proof."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from dongbei_cli.facts import loader

from dongbei_cli import checks
from tests.checks.test_rules import ARTICLE, FACTS
from tests.conftest import ROOT, Runner, Writer


def test_the_shipped_base_is_proved(dongbei: Runner) -> None:
    """Every rule runs on it and nothing fails; the counts of all rules are printed."""
    done = dongbei("verify")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split() for line in done.stdout.splitlines()[2:-1]]
    assert [row[0] for row in rows] == [checks.rule_id(rule) for rule in checks.RULES]
    assert all(int(proved) > 0 and failed == "0" for _, proved, failed in rows)
    total = f"{len(rows)} rules, {sum(int(row[1]) for row in rows)} things proved, 0 failed\n"
    assert done.stdout.endswith(f"facts.yaml: {total}")


@pytest.mark.parametrize("path", ["tests/data/lanjiang/facts.yaml"])
def test_another_base_is_proved_by_the_same_rules(dongbei: Runner, path: str) -> None:
    """Nothing in the rules is wired to one article."""
    done = dongbei("verify", "--facts", str(ROOT / path))
    assert (done.returncode, done.stderr) == (0, "")


def test_all_failures_are_shown_in_the_order_of_the_file(dongbei: Runner, write_base: Writer) -> None:
    """Three faults of three rules: three lines that an editor can jump to, then the counts, and exit 1."""
    bad = FACTS.replace("value: 800", "value: 900").replace("status: official", "status: proposed")
    path = write_base(bad.replace("pinyin: Lù Yuǎn", "pinyin: Lù Wǎn"), ARTICLE)
    done = dongbei("verify", "--facts", str(path))
    assert done.returncode == 1
    lines = [line for line in done.stdout.splitlines() if line.startswith(str(path))]
    assert [line.removeprefix(f"{path}:").split(": ")[1] for line in lines] == [
        "value-in-anchor", "proposer-in-context", "pinyin-agrees", "relation-holds",
    ]  # fmt: skip
    assert lines[0] == (f"{path}:88:12: value-in-anchor: '800万吨' does not read as value 900; it reads as value 800")
    assert done.stderr == f"dongbei: {path} is not proved: 4 failed; mend the lines named above\n"


def test_json_holds_each_rule_with_its_problems(dongbei: Runner, write_base: Writer) -> None:
    """An array in the order of the rules; places as numbers."""
    path = write_base(FACTS.replace("value: 800", "value: 900"), ARTICLE)
    done = dongbei("verify", "--json", "--facts", str(path), "--only", "value-in-anchor", "--only", "coverage")
    assert done.returncode == 1
    value, coverage = json.loads(done.stdout)
    assert (value["rule"], value["proved"], value["failed"]) == ("value-in-anchor", 3, 1)
    assert value["problems"] == [
        {
            "file": str(path),
            "line": 88,
            "column": 12,
            "message": "'800万吨' does not read as value 900",
            "hint": "it reads as value 800",
        }
    ]
    assert coverage["failed"] == 0
    assert coverage["proved"] > 0


def test_one_rule_alone_is_no_proof(dongbei: Runner) -> None:
    """`--only` says that it does not prove the base, and does not exit 0."""
    done = dongbei("verify", "--only", "relation-holds")
    assert done.returncode == 1
    assert f"1 of {len(checks.RULES)} rules ran" in done.stderr
    assert done.stdout.splitlines()[2].split()[0] == "relation-holds"


def test_an_unknown_rule_is_a_mistake_of_the_call(dongbei: Runner) -> None:
    """The rule that may have been meant is offered."""
    done = dongbei("verify", "--only", "relation-hold")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "dongbei: no rule is called 'relation-hold'; did you mean relation-holds?\n"


def test_a_compiled_base_has_no_lines_to_prove(dongbei: Runner, tmp_path: Path) -> None:
    """A database is refused, with what to verify instead."""
    done = dongbei("verify", "--facts", str(tmp_path / "facts.db"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "verify the facts.yaml" in done.stderr


def test_a_base_that_cannot_be_read_is_not_tried(dongbei: Runner, write_base: Writer) -> None:
    """A fault of shape is exit 3 with its line, and no rule runs."""
    done = dongbei("verify", "--facts", str(write_base(FACTS.replace("value: 800", "valeu: 800"), ARTICLE)))
    assert (done.returncode, done.stdout) == (3, "")
    assert ":88:5: unknown-key: " in done.stderr


def test_a_rule_that_ran_on_nothing_has_failed(write_base: Writer) -> None:
    """A base without persons and bodies leaves the rule on their pinyin unproved."""
    nobody = FACTS[: FACTS.index("people:")] + FACTS[FACTS.index("documents:") :]
    file, _ = loader.load(write_base(nobody, ARTICLE))
    assert file is not None
    (outcome,) = checks.prove(file, [rule for rule in checks.RULES if checks.rule_id(rule) == "role-as-stated"])
    assert outcome.proved == 0
    assert [problem.message for problem in outcome.problems] == ["the rule ran on nothing, so it proves nothing"]


def test_facts_without_their_source_stop_the_rules_that_read_it(write_base: Writer) -> None:
    """A source that does not exist is reported by structure; all rules that need its text have failed."""
    bad = FACTS.replace("    title: 文章发布\n", "    title: 文章发布\n    source: another\n")
    file, _ = loader.load(write_base(bad, ARTICLE))
    assert file is not None
    found = {outcome.rule: outcome for outcome in checks.prove(file)}
    assert [problem.place.line for problem in found["references-resolve"].problems] == [35]
    assert [problem.message for problem in found["coverage"].problems] == ["the rule did not run, so it proves nothing"]


def test_verify_uses_the_base_that_is_packed_beside_the_package(tmp_path: Path) -> None:
    """An installed package has facts.yaml and seeds/ inside itself, and proves those."""
    shutil.copytree(
        ROOT / "dongbei_cli", tmp_path / "dongbei_cli", ignore=shutil.ignore_patterns("__pycache__", "*.db")
    )
    shutil.copy(ROOT / "facts.yaml", tmp_path / "dongbei_cli")
    shutil.copytree(ROOT / "seeds", tmp_path / "dongbei_cli" / "seeds")
    command = [sys.executable, "-m", "dongbei_cli", "verify"]
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("dongbei_cli/facts.yaml: ")
    assert done.stdout.endswith("0 failed\n")
