"""The proof of a fact base: one function a rule, and the list of them all.

A rule looks at every thing of its sort and yields a verdict on each: a `Problem`, or PROVED. A rule that yields
nothing at all has proved nothing, which `verify` counts as a failure.
"""

from collections.abc import Callable, Iterator

from dongbei_cli.checks.structure import (
    anchor_unique,
    anchor_verbatim,
    ids_unique,
    references_resolve,
    source_pinned,
    vocabulary,
)
from dongbei_cli.checks.verdicts import Verdict
from dongbei_cli.factfile import FactFile
from dongbei_cli.problems import Problem

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

RULES: tuple[Rule, ...] = STRUCTURE


def rule_id(rule: Rule) -> str:
    """A rule's name as it is printed: `anchor-verbatim`."""
    return rule.__name__.replace("_", "-")


def structural_problems(file: FactFile) -> list[Problem]:
    """Every fault that keeps `file` from being used, in the order of the file."""
    return sorted(verdict for rule in STRUCTURE for verdict in rule(file) if verdict is not None)
