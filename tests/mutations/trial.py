"""Every mutant on trial: which rule refuses it first, if any does."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dongbei_cli import model, rules
from dongbei_cli.curate import FactBase, FactFile, load
from dongbei_cli.errors import Problem
from dongbei_cli.readings import Article
from tests.mutations.mutants import Mutant, mutants

WIDE = (
    "source-pinned", "ids-unique", "vocabulary", "references-resolve", "source-as-stated", "relation-holds",
    "one-english", "coverage",
)  # fmt: skip
LOCAL = [rule for rule in rules.RULES if rules.rule_id(rule) not in WIDE]
"""Rules whose verdict on a fact hangs on no other fact but persons, bodies and documents."""
ALONE = ("events", "figures", "quotes", "measures", "claims")
LIKELY = {"relations": "relation-holds", "waivers": "coverage"}
"""The rule that refuses most changes to a section; it is asked first, to save time."""
SHAPE = "shape"
"""What refuses a mutant that the loader would not read."""


class Bench:
    """A sound fact base, ready to be changed."""

    def __init__(self, path: Path) -> None:
        file, problems = load.load(path)
        assert file is not None, problems
        self.file = file
        self.article = next(iter(file.articles.values()))
        assert not self.refused(file, rules.RULES), "a base that is refused as it is proves nothing of its mutants"

    def mutants(self, thorough: bool = True) -> Sequence[Mutant]:
        """Every mutant of the base, or only some of the thousands with one other character in an anchor."""
        return list(mutants(self.file.base, self.article, thorough))

    def refusal(self, mutant: Mutant) -> str:
        """A rule that refuses a mutant, or none.

        Rules that judge a fact by itself are asked first about the changed fact alone: what they refuse there they
        refuse in the whole base too, and most trials end there.
        """
        if mutant.entry is not None and not fits(mutant.entry):
            return SHAPE
        base, nodes = self.mutated(mutant)
        if isinstance(mutant.entry, model.Record):
            sections: dict[str, Any] = {**vars(base), **dict.fromkeys(ALONE, ())}
            alone = FactBase({**sections, mutant.section: [mutant.entry]}) if mutant.section in ALONE else base
            if rule := self.refused(self.rebuilt(alone, nodes), LOCAL):
                return rule
        likely = LIKELY.get(mutant.section)
        whole = self.rebuilt(base, nodes)
        return self.refused(whole, sorted(rules.RULES, key=lambda rule: rules.rule_id(rule) != likely))

    def refused(self, file: FactFile, asked: Sequence[rules.Rule]) -> str:
        """The first of some rules that refuses a base."""
        refused = (r for r in asked if any(isinstance(each, Problem) for each in rules.judged(file, r)))
        return next(map(rules.rule_id, refused), "")

    def mutated(self, mutant: Mutant) -> tuple[FactBase, dict[int, Any]]:
        """The base with one entry changed or gone, and the place of each of its entries."""
        section = list(getattr(self.file.base, mutant.section))
        nodes = dict(self.file.nodes)
        if mutant.entry is None:
            del section[mutant.place]
        else:
            nodes[id(mutant.entry)] = nodes[id(section[mutant.place])]
            section[mutant.place] = mutant.entry
        return FactBase({**vars(self.file.base), mutant.section: section}), nodes

    def rebuilt(self, base: FactBase, nodes: dict[int, Any]) -> FactFile:
        """A file of these parts over the articles of this one."""
        file = FactFile(self.file.name, base, nodes, {})
        file.articles, file.pins, file._spans = self.file.articles, self.file.pins, self.file._spans
        return file

    def with_article(self, text: str) -> FactFile:
        """The base over another text, whose SHA-256 is taken for the pinned one."""
        source = self.file.base.sources[0]
        file = FactFile(self.file.name, self.file.base, self.file.nodes, {})
        file.articles, file.pins = {source.id: Article(text)}, {source.id: source.sha256}
        return file


def fits(entry: Any) -> bool:
    """Whether the loader would read an entry at all."""
    sound = True
    for name, field in entry.FIELDS.items():
        value = getattr(entry, name)
        if value is None:
            sound = sound and (field.default is None or not field.written)
        elif field.several:
            sound = sound and value != ("",)
        elif field.choices:
            sound = sound and value in field.choices
        elif field.written and not field.mapping:
            sound = sound and re.fullmatch(load.FORMS[field.form].pattern, f"{value}") is not None
    return sound
