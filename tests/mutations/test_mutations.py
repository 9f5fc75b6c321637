"""What `verify` refuses: changes to records at the rates that SURVIVORS.md states, and to the words under an anchor.

A sample is tried here; `python -m tests.mutations` tries them all.
"""

import random

import pytest

from dongbei_cli import model, rules
from tests.conftest import ROOT
from tests.mutations.mutants import SECTIONS, Mutant
from tests.mutations.trial import Bench
from tests.mutations.wording import altered, table


@pytest.fixture(scope="module")
def bench() -> Bench:
    """The shipped base, which is sound."""
    return Bench(ROOT / "facts.yaml")


@pytest.mark.parametrize(
    ("turned", "size", "least"), [(False, 300, 0.985), (True, 150, 0.9)], ids=["values", "wording"]
)
def test_mutants_are_refused(bench: Bench, turned: bool, size: int, least: float) -> None:
    """Another value, name, number or anchor, and wording turned round; not what the curator takes on his word."""
    every = [m for m in bench.mutants(thorough=False) if not m.field.startswith(("curated", "record removed"))]
    tried = random.Random(11).sample([m for m in every if m.field.startswith("turned") == turned], size)
    survivors = [mutant.name for mutant in tried if not bench.refusal(mutant)]
    assert len(survivors) <= (1 - least) * size, survivors


def test_a_record_that_nothing_changed_is_not_refused(bench: Bench) -> None:
    """What a record alone is refused for must be the change to it."""
    for section in SECTIONS:
        for at, entry in enumerate(getattr(bench.file.base, section)[:3]):
            assert not bench.refusal(Mutant("none", "none", section, at, entry)), (section, at)


def test_a_strangers_false_wordings_are_refused(bench: Bench) -> None:
    """Glosses and titles that somebody wrote false who had seen the facts and no rule, at the rate of SURVIVORS.md."""
    lines = random.Random(11).sample(table("strangers"), 200)
    sections = {section: getattr(bench.file.base, section) for section in SECTIONS}
    known = ((name, at, entry) for name, entries in sections.items() for at, entry in enumerate(entries))
    places = {entry.id: (name, at, entry) for name, at, entry in known if isinstance(entry, model.Record)}
    refused = 0
    for identifier, field, kind, wording in lines:
        section, place, entry = places[identifier]
        refused += bool(bench.refusal(Mutant(kind, identifier, section, place, entry.replace(**{field: wording}))))
    assert refused >= 0.95 * len(lines)


def test_thousands_of_mutants_of_every_field_are_tried(bench: Bench) -> None:
    """No generator has dried up."""
    every = bench.mutants()
    assert len({mutant.name for mutant in every}) > 8_000
    assert {mutant.section for mutant in every} == set(SECTIONS)


def test_with_the_pin_off_a_rule_refuses_a_change_inside_an_anchor(bench: Bench) -> None:
    """With a changed article taken for the right one, the words under an anchor still betray the change.

    A character is left out, doubled, or another.
    """
    anchored = [span for fact in bench.file.base.facts() for _, span in bench.file.anchored(fact)]
    inner = {at for span in anchored for at in range(span.start + 1, span.end - 1)}
    text = bench.article.text
    assert len(inner) > len(text) // 2
    for at in sorted(inner)[::5]:
        for other in {"", text[at] * 2, altered(text[at])}:
            file = bench.with_article(text[:at] + other + text[at + 1 :])
            assert bench.refused(file, rules.RULES), (at, text[at - 5 : at + 5])
