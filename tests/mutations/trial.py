"""Every mutant on trial: which rule refuses it first, if any does."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dongbei_cli import checks, loader
from dongbei_cli.article import Article
from dongbei_cli.checks import structure
from dongbei_cli.factfile import FactFile
from tests.mutations.mutants import Mutant, mutants

ROOT = Path(__file__).parent.parent.parent
SURVIVORS = Path(__file__).with_name("SURVIVORS.md")
SHAPE = "shape"
"""What refuses a mutant that the loader would not read."""


class Verdict(NamedTuple):
    """A mutant, and the rule that refuses it; empty when all let it pass."""

    mutant: Mutant
    rule: str


class Bench:
    """A sound fact base, ready to be changed."""

    def __init__(self, path: Path) -> None:
        file, problems = loader.load(path)
        assert file is not None, problems
        self.file = file
        self.article = next(iter(file.articles.values()))
        # the dear rule last: most mutants meet their rule before
        self.rules = sorted(checks.RULES, key=lambda rule: rule is checks.coverage)

    @cached_property
    def mutants(self) -> Sequence[Mutant]:
        """Every mutant of the base."""
        return list(mutants(self.file.base, self.article))

    def verdicts(self) -> Iterator[Verdict]:
        """The trial of each mutant."""
        for mutant in self.mutants:
            yield Verdict(mutant, self.refusal(mutant))

    def refusal(self, mutant: Mutant) -> str:
        """The rule that refuses a mutant; the first, in an order that makes the whole trial quick."""
        if mutant.entry is not None and not fits(mutant.entry):
            return SHAPE
        return self.refused(self.mutated(mutant))

    def refused(self, file: FactFile) -> str:
        """The rule that refuses a base, or none."""
        for rule in self.rules:
            verdicts = list(rule(file))
            if not verdicts or any(verdicts):
                return checks.rule_id(rule)
        return ""

    def mutated(self, mutant: Mutant) -> FactFile:
        """The base with one entry changed or gone."""
        section = list(getattr(self.file.base, mutant.section))
        nodes = dict(self.file.nodes)
        if mutant.entry is None:
            del section[mutant.index]
        else:
            nodes[id(mutant.entry)] = nodes[id(section[mutant.index])]
            section[mutant.index] = mutant.entry
        base = msgspec.structs.replace(self.file.base, **{mutant.section: tuple(section)})
        return self.rebuilt(base, nodes, self.file.articles)

    def rebuilt(self, base: Any, nodes: Any, articles: Any) -> FactFile:
        """A file of these parts; what was found in the same article need not be found again."""
        file = FactFile(self.file.name, base, nodes, articles, self.file.pins)
        if articles is self.file.articles:
            file._spans = self.file._spans
        return file

    def with_article(self, text: str) -> FactFile:
        """The base over another text, whose pin is taken as right."""
        return self.rebuilt(self.file.base, self.file.nodes, {next(iter(self.file.articles)): Article(text)})


def fits(entry: Any) -> bool:
    """Whether the loader would read an entry at all."""
    try:
        return bool(msgspec.convert(msgspec.to_builtins(entry), type(entry)))
    except msgspec.ValidationError:
        return False


def passage_refused(file: FactFile) -> bool:
    """Whether a rule refuses an article for the words under its anchors: they stand there no more, or twice."""
    rules = (structure.anchor_verbatim, structure.anchor_unique)
    return any(verdict is not None for rule in rules for verdict in rule(file))


def argued() -> dict[str, str]:
    """The survivors that are listed, each with its argument."""
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", SURVIVORS.read_text(), re.MULTILINE) if SURVIVORS.exists() else []
    return dict(rows)
