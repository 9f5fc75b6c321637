"""The proof of a fact base: one function a rule, and the list of them all.

A rule looks at everything of its sort and yields a verdict on each; see `curate.text.Verdict`. One whose sort does not
occur yields nothing, and passes.
"""

from collections.abc import Callable, Iterator, Sequence

from dongbei_cli.curate import FactFile
from dongbei_cli.curate.text import Verdict
from dongbei_cli.errors import Outcome, Place, Problem
from dongbei_cli.rules import structure
from dongbei_cli.rules.annotation import coverage
from dongbei_cli.rules.english import gloss_agrees, names_as_glossed, one_english
from dongbei_cli.rules.parties import name_in_anchor, pinyin_agrees
from dongbei_cli.rules.questions import asked, curated_known, proof, relation_holds, states
from dongbei_cli.rules.wording import note_as_told, polarity_agrees, title_as_said

__all__ = ["RULES", "STRUCTURE", "Rule", "judged", "proof", "prove", "rule_id", "states", "structural_problems"]

Rule = Callable[[FactFile], Iterator[Verdict]]

STRUCTURE: tuple[Rule, ...] = (
    structure.source_pinned, structure.ids_unique, structure.vocabulary, structure.references_resolve,
    structure.anchor_verbatim, structure.anchor_unique,
)  # fmt: skip
"""What must hold before a base can answer at all."""

RULES: tuple[Rule, ...] = (
    *STRUCTURE, structure.filled_in, structure.source_as_stated,
    structure.anchor_whole_number, structure.anchor_whole_words, structure.anchors_belong_together,
    asked("value-in-anchor", figure="written value upper unit qualifier"),
    asked("indicator-in-anchor", figure="indicator"),
    asked("region-in-anchor", figure="region", event="place"),
    asked("date-in-anchor", event="date_text date", figure="period", quote="date", measure="date", document="date"),
    asked("speaker-in-context", quote="speaker", measure="proposer status"),
    asked("speech-kind", quote="speech verb occasion"),
    asked("listed-in-anchor", event="actors", measure="components", document="issuer"),
    asked("role-as-stated", person="role affiliation"),
    asked("attribution-as-placed", claim="attribution"),
    curated_known, name_in_anchor, pinyin_agrees, title_as_said, note_as_told, gloss_agrees, polarity_agrees,
    names_as_glossed, one_english, relation_holds, coverage,
)  # fmt: skip
"""Every rule, in the order in which a curator wants to mend: what is wrong first makes what comes later wrong."""


def rule_id(rule: Rule) -> str:
    """A rule's name as it is printed: `anchor-verbatim`."""
    return rule.__name__.replace("_", "-")


def judged(file: FactFile, rule: Rule) -> Iterator[Problem | bool]:
    """Yield what a rule says of each thing: its problem, or else whether it is proved or only the curator's word."""
    for where, path, fault, hint in rule(file):
        if fault:
            place = where if isinstance(where, Place) else file.place(where, *path)
            yield Problem(place, rule_id(rule), fault, hint)
        else:
            yield fault is not None


def structural_problems(file: FactFile) -> list[Problem]:
    """Every fault that keeps `file` from being used, in the order of the file."""
    return sorted(each for rule in STRUCTURE for each in judged(file, rule) if isinstance(each, Problem))


def prove(file: FactFile, rules: Sequence[Rule] = RULES) -> list[Outcome]:
    """What each rule found; where a fact names no source that exists, only those on structure run, and others fail."""
    lost = any(fact.source is not None and fact.source not in file.sources_by_id for fact in file.base.facts())
    found = []
    for rule in rules:
        if lost and rule not in STRUCTURE:
            fault, hint = "the rule could not run", "mend the sources of the facts first"
            verdicts: list[Problem | bool] = [Problem(Place(file.name, 1, 1), rule_id(rule), fault, hint)]
        else:
            verdicts = list(judged(file, rule))
        faults = [each for each in verdicts if isinstance(each, Problem)]
        problems = tuple(sorted(each for each in faults if not is_early(file, rule, each)))
        found.append(Outcome(rule_id(rule), verdicts.count(True), problems, verdicts.count(False)))
    return found


def is_early(file: FactFile, rule: Rule, problem: Problem) -> bool:
    """Whether a problem is of an entry that is still to be filled in, which says enough, or compares it with others."""
    waits = file.todo and rule is not structure.filled_in
    return bool(waits) and (problem.place[:2] in file.unfinished or rule is one_english)
