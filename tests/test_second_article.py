"""The second base: every rule holds on another article, and every lookup answers from it."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from dongbei_cli.facts import loader
from dongbei_cli.facts.factfile import FactFile

from dongbei_cli import checks, workspace
from tests.conftest import run_dongbei

FACTS = Path(__file__).parent / "data" / "lanjiang" / "facts.yaml"


@pytest.fixture(scope="module")
def file() -> FactFile:
    """The base as `verify` has it."""
    found, problems = loader.load(FACTS)
    assert problems == []
    assert found is not None
    return found


@pytest.fixture(scope="module")
def base() -> workspace.Base:
    """The base as lookups have it."""
    return workspace.open_base(FACTS)


@pytest.mark.parametrize("rule", checks.RULES, ids=checks.rule_id)
def test_every_rule_holds_and_proves_something(file: FactFile, rule: checks.Rule) -> None:
    """No rule is wired to the shipped article: each finds its things in this one, and finds them right."""
    verdicts = list(rule(file))
    assert [verdict for verdict in verdicts if verdict] == []
    assert verdicts


def test_every_section_is_used(file: FactFile) -> None:
    """The base has entries in all sections, so that nothing passes by not being there."""
    assert [section for section in loader.SECTIONS if not getattr(file.base, section)] == []
    assert {relation.kind for relation in file.base.relations} >= {"sum", "difference", "share", "ratio", "order"}
    assert {waiver.reason for waiver in file.base.waivers} == {"heading", "image", "metadata"}
    assert {quote.speech for quote in file.base.quotes} == {"direct", "reported", "written"}


def test_people_find_what_they_ask_for(base: workspace.Base) -> None:
    """Names, topics and regions of this base are matched as those of the shipped one: Chinese, pinyin, English."""
    assert [quote.id for quote in base.quotes(["hemingchuan"])] == ["quote-he-fate", "quote-he-sameness"]
    assert {quote.speaker for quote in base.quotes(["Gu Qinghe"])} == {"顾青禾"}
    assert {figure.id for figure in base.figures("trade", region="望屿")} == {"trade-wangyu-2024-h1"}
    assert {measure.proposer for measure in base.measures(status="official")} == {"澜江湾区第三次联席会议"}


def test_dates_count_from_this_article_s_day(base: workspace.Base) -> None:
    """今年, 7月18日 and 今年5月 are read against August 2024, and `--since` uses what they mean."""
    assert [event.date for event in base.events(since="2024-06", until="2024-12", category="meeting")] == ["2024-07-18"]
    assert [event.id for event in base.events(until="2024-05", category="publication")] == ["article-gu-2024-05"]


def test_units_convert(base: workspace.Base) -> None:
    """A unit that the shipped article does not have is converted as exactly."""
    wind = {figure.id: figure.value for figure in base.figures("wind-power", unit="千瓦")}
    assert wind["wind-2024-06"] == Decimal(1200000)
    assert wind["wind-target-2027"] == Decimal(3000000)


def test_the_contradiction_of_this_article_is_shown(base: workspace.Base) -> None:
    """What its own numbers contradict is with the figures that take part, computed."""
    relation = next(relation for relation in base.relations() if relation.discrepancy)
    assert (relation.computed, relation.unit) == (Decimal(90), "万千瓦")
    told = {figure.id for figure in base.figures() if figure.discrepancy}
    assert told == {"wind-increase", "wind-2024-06", "wind-2020"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline"], ["timeline", "--all"], ["stats"], ["quote"], ["policy"], ["people"], ["list"], ["topics"],
        ["article"], ["article", "--coverage"], ["show", "wind-increase"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_lookup_answers(arguments: list[str], tmp_path: Path) -> None:
    """Each command prints the same JSON from the YAML and from its compiled form, and a table of either."""
    compiled = tmp_path / "second.db"
    assert workspace.build(FACTS, compiled) > 40
    from_yaml, from_db = (
        run_dongbei(*arguments, "--json", "--facts", str(path), DONGBEI_FACTS="") for path in (FACTS, compiled)
    )
    assert (from_yaml.returncode, from_yaml.stderr) == (0, "")
    assert json.loads(from_yaml.stdout)
    assert from_yaml.stdout == from_db.stdout
    table = run_dongbei(*arguments, "--facts", str(compiled))
    assert (table.returncode, table.stderr) == (0, "")
    assert "澜江" in table.stdout
