"""What a curator reads after one slip: one line that says what to write, and none that leads astray."""

import pytest
from dongbei_cli.facts import loader
from dongbei_cli.workspace import standing

from dongbei_cli import checks
from tests.checks.test_rules import ARTICLE, FACTS
from tests.conftest import Writer

SLIPS = (
    ("topics: [ports]\n    date: 2022-06-10", "topics: [port]\n    date: 2022-06-10", "did you mean ports?"),
    ("region: 东港\n    period", "region: east\n    period", "write 东港"),
    ("speaker: 周文\n    speech: direct", "speaker: 陆远\n    speech: direct", "it is 周文"),
)
"""The right words, the wrong ones, and what the one failure hints."""


@pytest.mark.parametrize(("right", "wrong", "hint"), SLIPS)
def test_one_slip_is_one_failure_that_says_what_to_write(write_base: Writer, right: str, wrong: str, hint: str) -> None:
    """A second failure that only follows from the first is not reported."""
    assert FACTS.count(right) == 1
    found = standing.failures(write_base(FACTS.replace(right, wrong), ARTICLE))
    assert [problem.hint for problem in found] == [hint]


def test_a_relation_of_a_wrong_figure_is_not_to_be_mended(write_base: Writer) -> None:
    """Whoever followed a hint to change the stated total would make the base worse."""
    found = standing.failures(write_base(FACTS.replace("value: 800", "value: 900"), ARTICLE))
    assert [problem.rule for problem in found] == ["value-in-anchor", "relation-holds"]
    assert found[1].hint == "mend line 80 first"


def test_typographic_marks_around_a_passage_are_named(write_base: Writer) -> None:
    """The commonest slip of a Chinese keyboard."""
    found = standing.failures(write_base(FACTS.replace('exact: "两港各有长处"', "exact: “两港各有长处”", 1), ARTICLE))
    hints = [problem.hint for problem in found if problem.rule == "anchor-verbatim"]
    assert hints == ['the marks around it are typographic: write "..." with the straight ones of ASCII']


def test_words_in_the_place_of_a_slug_are_told_the_slug(write_base: Writer) -> None:
    """The name of an area is not what a measure takes."""
    facts = FACTS.replace("area: transport\n    status: official", "area: 交通\n    status: official")
    file, problems = loader.load(write_base(facts, ARTICLE))
    assert file is None
    assert [problem.hint for problem in problems] == ["write the slug, transport"]


def test_a_region_misspelt_in_english_is_refused(write_base: Writer) -> None:
    """Its pinyin is one letter away; a translation is none of this rule's business."""
    facts = FACTS.replace("en: East Port\n", "en: Donggng\n").replace("of East Port", "of Donggng")
    (problem,) = standing.failures(write_base(facts, ARTICLE))
    assert (problem.rule, problem.hint) == ("pinyin-agrees", "write Donggang, or its English name")


def test_a_base_without_facts_of_some_sort_stands(write_base: Writer) -> None:
    """A rule that has nothing to look at fails `verify`, and keeps nobody from building."""
    silent = FACTS[: FACTS.index("claims:")] + FACTS[FACTS.index("people:") :]
    path = write_base(silent, ARTICLE)
    file, _ = loader.load(path)
    assert file is not None
    idle = [outcome.rule for outcome in checks.prove(file) if "ran on nothing" in str(outcome.problems)]
    assert idle == ["attribution-as-placed"]
    assert "attribution-as-placed" not in [problem.rule for problem in standing.failures(path)]
