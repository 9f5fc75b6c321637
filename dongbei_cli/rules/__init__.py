"""The proof of a fact base: one function a rule, and the list of them all.

A rule looks at every thing of its sort and yields a verdict on each: a `Problem`, or PROVED. A rule that yields
nothing at all has proved nothing, which `verify` counts as a failure.
"""

from collections.abc import Callable, Iterator, Sequence

from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.problems import Outcome, Place, Problem
from dongbei_cli.rules.anchors import anchor_whole_number, anchor_whole_words, title_as_anchored
from dongbei_cli.rules.annotation import coverage
from dongbei_cli.rules.dates import date_in_anchor
from dongbei_cli.rules.english import names_as_glossed, one_english
from dongbei_cli.rules.figures import indicator_in_anchor, region_in_anchor, value_in_anchor
from dongbei_cli.rules.glosses import gloss_agrees, note_as_told
from dongbei_cli.rules.names import listed_in_anchor, name_in_anchor, pinyin_agrees, role_as_stated
from dongbei_cli.rules.passages import Verdict
from dongbei_cli.rules.placement import (
    anchors_belong_together,
    attribution_as_placed,
    events_recorded,
    source_as_stated,
    speech_recorded,
)
from dongbei_cli.rules.relations import relation_holds
from dongbei_cli.rules.speech import proposer_in_context, speaker_in_context, speech_kind
from dongbei_cli.rules.structure import (
    anchor_unique,
    anchor_verbatim,
    ids_unique,
    references_resolve,
    source_pinned,
    vocabulary,
)
from dongbei_cli.rules.titles import title_as_said

__all__ = [
    "RULES", "STRUCTURE", "Outcome", "Rule", "anchor_unique", "anchor_verbatim", "coverage", "outcome", "prove",
    "rule_id", "source_pinned", "structural_problems",
]  # fmt: skip

Rule = Callable[[FactFile], Iterator[Verdict]]

STRUCTURE: tuple[Rule, ...] = (
    source_pinned,
    ids_unique,
    vocabulary,
    references_resolve,
    anchor_verbatim,
    anchor_unique,
)
"""What must hold before a base can answer at all; `workspace` runs these whenever it opens one."""

RULES: tuple[Rule, ...] = (
    *STRUCTURE,
    source_as_stated,
    anchor_whole_number,
    anchor_whole_words,
    anchors_belong_together,
    title_as_anchored,
    title_as_said,
    value_in_anchor,
    indicator_in_anchor,
    region_in_anchor,
    date_in_anchor,
    speaker_in_context,
    proposer_in_context,
    speech_kind,
    name_in_anchor,
    role_as_stated,
    listed_in_anchor,
    pinyin_agrees,
    attribution_as_placed,
    gloss_agrees,
    names_as_glossed,
    one_english,
    note_as_told,
    relation_holds,
    speech_recorded,
    events_recorded,
    coverage,
)
"""Every rule, in the order in which a curator wants to mend: what is wrong first makes what comes later wrong."""


def rule_id(rule: Rule) -> str:
    """A rule's name as it is printed: `anchor-verbatim`."""
    return rule.__name__.replace("_", "-")


def structural_problems(file: FactFile) -> list[Problem]:
    """Every fault that keeps `file` from being used, in the order of the file."""
    return sorted(verdict for rule in STRUCTURE for verdict in rule(file) if verdict is not None)


def prove(file: FactFile, rules: Sequence[Rule] = RULES) -> list[Outcome]:
    """What each rule found, in the order given; one that looked at nothing has a problem for it.

    Where a fact names no source that exists, only the rules on structure run, since there is no text to read.
    """
    sources = {source.id for source in file.base.sources}
    lost = any(fact.source is not None and fact.source not in sources for fact in file.base.facts())
    return [
        idle(file, rule, "did not run") if lost and rule not in STRUCTURE else outcome(file, rule) for rule in rules
    ]


def outcome(file: FactFile, rule: Rule) -> Outcome:
    """What one rule found."""
    verdicts = list(rule(file))
    if not verdicts:
        return idle(file, rule, "ran on nothing")
    problems = tuple(sorted(verdict for verdict in verdicts if verdict is not None))
    return Outcome(rule_id(rule), len(verdicts) - len(problems), problems)


def idle(file: FactFile, rule: Rule, what: str) -> Outcome:
    """The failure of a rule that had nothing to look at."""
    hint = "mend the sources of the facts first" if what == "did not run" else "add facts of the kind that it proves"
    message = f"the rule {what}, so it proves nothing"
    return Outcome(rule_id(rule), 0, (Problem(Place(file.name, 1, 1), rule_id(rule), message, hint),))
