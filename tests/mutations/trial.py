"""Every mutant on trial: which rule refuses it first, if any does."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from dongbei_cli.facts import entries, loader
from dongbei_cli.facts.factfile import FactFile

from dongbei_cli import checks
from dongbei_cli.readings.article import Article
from tests.mutations.mutants import Mutant, mutants

SURVIVORS = Path(__file__).with_name("SURVIVORS.md")
WIDE = {
    "source-pinned", "ids-unique", "vocabulary", "references-resolve", "source-as-stated", "indicator-in-anchor",
    "relation-holds", "speech-recorded", "events-recorded", "coverage",
}  # fmt: skip
LOCAL = [rule for rule in checks.RULES if checks.rule_id(rule) not in WIDE]
"""Rules whose verdict on a fact hangs on no other fact but persons, bodies and documents."""
ALONE = ("events", "figures", "quotes", "measures", "claims")
LIKELY = {"relations": "relation-holds", "waivers": "coverage", "figures": "indicator-in-anchor"}
"""The rule that refuses most changes to a section; it is asked first, to save time."""
SHAPE = "shape"
"""What refuses a mutant that the loader would not read."""


class Bench:
    """A sound fact base, ready to be changed."""

    def __init__(self, path: Path) -> None:
        file, problems = loader.load(path)
        assert file is not None, problems
        self.file = file
        self.article = next(iter(file.articles.values()))
        assert not self.refused(file, checks.RULES), "a base that is refused as it is proves nothing of its mutants"

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
        whole = self.mutated(mutant)
        if isinstance(mutant.entry, entries.Fact):
            sections: dict[str, Any] = dict.fromkeys(ALONE, ())
            alone = msgspec.structs.replace(whole.base, **(sections | {mutant.section: (mutant.entry,)}))
            rule = self.refused(self.rebuilt(alone, whole.nodes), LOCAL, idle=True)
            if rule:
                return rule
        likely = LIKELY.get(mutant.section)
        return self.refused(whole, sorted(checks.RULES, key=lambda rule: checks.rule_id(rule) != likely))

    def refused(self, file: FactFile, rules: Sequence[checks.Rule], idle: bool = False) -> str:
        """The first of some rules that refuses a base; one that runs on nothing does, unless it may be `idle`."""
        for rule in rules:
            verdicts = list(rule(file))
            if any(verdicts) or not (verdicts or idle):
                return checks.rule_id(rule)
        return ""

    def mutated(self, mutant: Mutant) -> FactFile:
        """The base with one entry changed or gone."""
        section = list(getattr(self.file.base, mutant.section))
        nodes = dict(self.file.nodes)
        if mutant.entry is None:
            del section[mutant.place]
        else:
            nodes[id(mutant.entry)] = nodes[id(section[mutant.place])]
            section[mutant.place] = mutant.entry
        base = msgspec.structs.replace(self.file.base, **{mutant.section: tuple(section)})
        return self.rebuilt(base, nodes)

    def rebuilt(self, base: entries.FactBase, nodes: Any) -> FactFile:
        """A file of these parts; what was found in the same article need not be found again."""
        file = FactFile(self.file.name, base, nodes, self.file.articles, self.file.pins)
        file._spans = self.file._spans
        return file

    def with_article(self, text: str, pin: str = "") -> FactFile:
        """The base over another text, with the SHA-256 that is found, or the pinned one as if nothing were changed."""
        source = self.file.base.sources[0]
        pins = {source.id: pin or source.sha256}
        return FactFile(self.file.name, self.file.base, self.file.nodes, {source.id: Article(text)}, pins)


def fits(entry: Any) -> bool:
    """Whether the loader would read an entry at all."""
    try:
        return bool(msgspec.convert(msgspec.to_builtins(entry), type(entry)))
    except msgspec.ValidationError:
        return False


def passage_refused(file: FactFile) -> bool:
    """Whether a rule refuses an article for the words under its anchors: they stand there no more, or twice."""
    rules = (checks.anchor_verbatim, checks.anchor_unique)
    return any(verdict is not None for rule in rules for verdict in rule(file))


def argued() -> dict[str, str]:
    """The survivors that are listed, each with its argument."""
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", SURVIVORS.read_text(), re.MULTILINE) if SURVIVORS.exists() else []
    return dict(rows)
