"""True bases over short articles of ordinary news: dispatches, openings, plans; each passes, with little curated."""

import hashlib
from pathlib import Path

import pytest

from dongbei_cli import base, rules
from dongbei_cli.curate import FactFile, load
from tests.conftest import ROOT

ARTICLES = Path(__file__).with_name("articles")
OURS = (ROOT / "facts.yaml", ROOT / "tests/data/lanjiang/facts.yaml")


def loaded(name: str, folder: Path) -> FactFile:
    """A base with the SHA-256 of its article filled in."""
    article = (ARTICLES / f"{name}.txt").read_bytes()
    (folder / f"{name}.txt").write_bytes(article)
    facts = (ARTICLES / f"{name}.yaml").read_text(encoding="utf-8")
    (folder / "facts.yaml").write_text(facts.replace("{sha256}", hashlib.sha256(article).hexdigest()), encoding="utf-8")
    file, problems = load.load(folder / "facts.yaml")
    assert file is not None, problems
    return file


def faults(file: FactFile) -> list[str]:
    """What the proof finds."""
    return [str(problem) for outcome in rules.prove(file) for problem in outcome.problems]


def share_derived(file: FactFile) -> float:
    """Which part of the fields that are asked for is derived."""
    states = [each for judged in rules.states(file).values() for each in judged.values()]
    return states.count("derived") / len(states)


@pytest.mark.parametrize("name", ["ports", "storage", "rivers"])
def test_a_true_base_of_ordinary_news_passes(name: str, tmp_path: Path) -> None:
    """At most a tenth of its fields is the curator's word."""
    file = loaded(name, tmp_path)
    assert faults(file) == []
    assert share_derived(file) >= 0.9


@pytest.mark.parametrize(("path", "least"), [*zip(OURS, (0.95, 0.9), strict=True)], ids=["shipped", "second"])
def test_our_bases_pass(path: Path, least: float) -> None:
    """Nothing in the rules is wired to one article; of the shipped base 95 % are derived."""
    file, _ = load.load(path)
    assert file is not None
    assert faults(file) == []
    assert share_derived(file) >= least
    idle = [outcome.rule for outcome in rules.prove(file) if not outcome.proved + outcome.curated]
    assert not idle or path == OURS[0]  # the second has something for every rule


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("ports", "region: 北浦\n    period: 2023\n    value: 4.8", "region: 东浦\n    period: 2023\n    value: 4.8",
         "region-in-anchor"),
        ("storage", "    curated:\n      speaker: 他 begins a paragraph; only 何乐山 speaks in the one before\n", "",
         "speaker-in-context"),
        ("rivers", "status: official", "status: proposed", "speaker-in-context"),
        ("rivers", "title: 治理可能不能只靠工程", "title: 治理不能只靠工程", "polarity-agrees"),
    ],
)  # fmt: skip
def test_a_false_base_of_ordinary_news_fails(name: str, old: str, new: str, rule: str, tmp_path: Path) -> None:
    """One change that makes it say what the article does not, or takes a reason away."""
    facts = ARTICLES / f"{name}.yaml"
    assert facts.read_text(encoding="utf-8").count(old) == 1
    loaded(name, tmp_path)
    path = tmp_path / "facts.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    changed, problems = load.load(path)
    assert changed is not None, problems
    assert rule in {problem.rule for outcome in rules.prove(changed) for problem in outcome.problems}


def test_a_compiled_base_keeps_the_proof_of_each_record(tmp_path: Path) -> None:
    """The fields that are derived, and those that are curated with their reasons; nothing where nothing was proved."""
    loaded("ports", tmp_path)
    path = tmp_path / "facts.yaml"
    proved, unproved = base.build(path), base.build(path, unproved=True)
    assert proved.fact("throughput-before").proof == {
        "derived": ["written", "value", "unit", "qualifier", "region", "indicator"],
        "curated": {"period": "it is where the growth of five years begins"},
    }
    assert unproved.fact("throughput-before").proof is None
    assert unproved.fact("throughput-before").curated == {"period": "it is where the growth of five years begins"}
