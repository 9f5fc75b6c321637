"""The second base: every rule holds on another article, and every lookup answers from it."""

from decimal import Decimal
from pathlib import Path

import pytest

from dongbei_cli import model, rules
from dongbei_cli.base import Base, build, open_base
from dongbei_cli.curate import load
from tests.conftest import run_dongbei

FACTS = Path(__file__).parent / "data" / "lanjiang" / "facts.yaml"
FILE = load.load_sound(FACTS)
BASE = open_base(FACTS)


def test_every_rule_holds_and_proves_something() -> None:
    """No rule is wired to the shipped article: each finds its things in this one, and finds them right."""
    outcomes = rules.prove(FILE)
    assert [outcome.problems for outcome in outcomes if outcome.problems] == []
    assert [outcome.rule for outcome in outcomes if not outcome.proved + outcome.curated] == []


def test_every_section_is_used() -> None:
    """The base has entries in all sections, so that nothing passes by not being there."""
    assert [section for section in model.SECTIONS if section != "aliases" and not getattr(FILE.base, section, ())] == []
    assert {relation.kind for relation in FILE.base.relations} >= {"sum", "difference", "share", "ratio", "order"}
    assert {quote.speech for quote in FILE.base.quotes} == {"direct", "reported", "written"}


def test_people_find_what_they_ask_for() -> None:
    """Names, topics and regions of this base are matched as those of the shipped one: Chinese, pinyin, English."""
    assert [quote.id for quote in BASE.quotes(["hemingchuan"])] == ["quote-he-fate", "quote-he-sameness"]
    assert {quote.speaker for quote in BASE.quotes(["Gu Qinghe"])} == {"顾青禾"}
    assert {figure.id for figure in BASE.figures("trade", region="望屿")} == {"trade-wangyu-2024-h1"}
    assert {measure.proposer for measure in BASE.measures(status="official")} == {"澜江湾区第三次联席会议"}


def test_dates_count_from_this_article_s_day() -> None:
    """今年, 7月18日 and 今年5月 are read against August 2024, and `--since` uses what they mean."""
    assert [event.date for event in BASE.events(since="2024-06", until="2024-12", category="meeting")] == ["2024-07-18"]
    assert [event.id for event in BASE.events(until="2024-05", category="publication")] == ["article-gu-2024-05"]


def test_units_convert_and_the_contradiction_is_computed() -> None:
    """A unit that the shipped article does not have is converted as exactly."""
    wind = {figure.id: figure.value for figure in BASE.figures("wind-power", unit="千瓦")}
    assert wind["wind-2024-06"] == Decimal(1200000)
    relation = next(relation for relation in BASE.relations() if relation.discrepancy)
    assert (relation.computed, relation.unit) == (Decimal(90), "万千瓦")
    told = {figure.id for figure in BASE.figures() if figure.discrepancy}
    assert told == {"wind-increase", "wind-2024-06", "wind-2020"}


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The base compiled and proved."""
    path = tmp_path_factory.mktemp("second") / "second.db"
    path.write_bytes(build(FACTS).image())
    return str(path)


@pytest.mark.parametrize(
    "command", ["timeline --all", "stats", "quote", "policy", "people", "list", "article", "show wind-increase"]
)
def test_every_lookup_answers(command: str, compiled: str) -> None:
    """Each command draws a table of the compiled base in which the article's own words are."""
    table = run_dongbei(*command.split(), "--facts", compiled, "--lang", "zh")
    assert (table.returncode, table.stderr) == (0, "")
    assert "澜江" in table.stdout


def test_the_compiled_base_has_the_proof_of_each_record(compiled: str) -> None:
    """And is the same in all else."""
    records = Base.facts(open_base(compiled))
    assert all(record.proof for record in records)
    assert [record.replace(proof=None) for record in records] == BASE.facts()
