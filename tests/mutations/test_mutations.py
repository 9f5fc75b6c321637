"""What `verify` refuses: every change to a record but those argued in SURVIVORS.md, and every change to the article."""

import hashlib
from collections.abc import Iterator

import pytest

from dongbei_cli import checks
from tests.conftest import ROOT
from tests.mutations.mutants import SECTIONS, altered
from tests.mutations.trial import Bench, argued, passage_refused

FEWEST = 10_000
"""Mutants that are tried at the least, so that a generator that dries up is noticed."""


@pytest.fixture(scope="module")
def bench() -> Bench:
    """The shipped base, which is sound."""
    return Bench(ROOT / "facts.yaml")


@pytest.mark.parametrize("section", SECTIONS)
def test_no_mutant_survives_that_is_not_argued(bench: Bench, section: str) -> None:
    """Each change to one field of one record, or its removal, is refused, or listed with the reason why it may pass."""
    known = argued()
    survivors = [
        mutant.name
        for mutant in bench.mutants(thorough=False)
        if mutant.section == section and not bench.refusal(mutant)
    ]
    assert [name for name in survivors if name not in known] == []


def test_thousands_of_mutants_of_every_field_are_tried(bench: Bench) -> None:
    """No generator has dried up, and every name is of one mutant only."""
    names = [mutant.name for mutant in bench.mutants()]
    assert len(names) > FEWEST
    assert {mutant.section for mutant in bench.mutants()} == set(SECTIONS)


def test_every_argued_survivor_is_a_mutant(bench: Bench) -> None:
    """The list holds nothing that is tried no more."""
    names = {mutant.name for mutant in bench.mutants()}
    assert sorted(set(argued()) - names) == []


def changed_articles(text: str) -> Iterator[tuple[int, str]]:
    """The article without, with twice, and with another of each of its characters, and where that is."""
    for at, character in enumerate(text):
        for other in ("", character * 2, altered(character)):
            yield at, text[:at] + other + text[at + 1 :]


def test_the_pin_refuses_every_change_to_the_article(bench: Bench) -> None:
    """Deleting, doubling or replacing any one character fails source-pinned."""
    source = bench.file.base.sources[0]
    for at, text in changed_articles(bench.article.text):
        file = bench.with_article(text, hashlib.sha256(text.encode()).hexdigest())
        assert any(checks.source_pinned(file)), (source.file, at)


def test_with_the_pin_off_a_rule_refuses_every_change_inside_an_anchor(bench: Bench) -> None:
    """With a changed article taken for the right one, the words under an anchor still betray the change."""
    anchored = [span for fact in bench.file.base.facts() for _, span in bench.file.anchored(fact)]
    held = {at for span in anchored for at in range(span.start, span.end)}
    inner = {at for span in anchored for at in range(span.start + 1, span.end - 1)}  # twice at an end is once outside
    assert len(inner) > len(bench.article.text) // 2
    for at, text in changed_articles(bench.article.text):
        if at in (inner if len(text) > len(bench.article.text) else held) and text != bench.article.text:
            file = bench.with_article(text)
            assert passage_refused(file) or bench.refused(file, checks.RULES), (at, text[at - 5 : at + 5])
