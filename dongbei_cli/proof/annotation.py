"""An article with its facts: cut wherever one begins or ends, or by sentence, with what is claimed and what is not."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from dongbei_cli.proof import waivers
from dongbei_cli.proof.inventory import Finding, Inventory, Stake
from dongbei_cli.readings.article import Article, Span, passage_at


class Segment(NamedTuple):
    """A piece of the article that the same facts claim throughout; put together the pieces are the article.

    `facts` are ids; `waiver` is the reason for which it is waived; `paragraph` is null between paragraphs.
    """

    source: str
    paragraph: int | None
    start: int
    end: int
    text: str
    facts: tuple[str, ...]
    waiver: str | None


class Sentence(NamedTuple):
    """A sentence with the facts that claim any of it; `unclaimed` are its passages that lack one, `faults` say why."""

    source: str
    paragraph: int | None
    sentence: int
    start: int
    end: int
    text: str
    facts: tuple[str, ...]
    waiver: str | None
    unclaimed: tuple[str, ...]
    faults: tuple[str, ...]


class Annotation:
    """One article, the stakes of its facts, and the waivers with what is wrong with each of them."""

    def __init__(
        self,
        source: waivers.Imprint,
        article: Article,
        claimed: Sequence[Stake],
        waived: Iterable[waivers.Waiver],
        declared: Iterable[str],
    ) -> None:
        """`claimed` in the order in which facts are to be named; `declared` are the names that parties go by."""
        self.source = source
        self.article = article
        self.claimed = claimed
        passages = [(stake.start, stake.end) for stake in claimed]
        self.judged = [(waiver, waivers.fault(article, source, waiver, passages)) for waiver in waived]
        self.waived = [waiver for waiver, fault in self.judged if not fault]
        names = dict.fromkeys((source.publisher, *waivers.authors(source)), False) | dict.fromkeys(declared, True)
        excused = waivers.excuses(article, self.waived)
        self.inventory = Inventory(article, source.published, claimed, excused, names)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """Everything in the article that has to be claimed."""
        return list(self.inventory.findings())

    @cached_property
    def segments(self) -> Sequence[Segment]:
        """The whole text in order, cut at both ends of every paragraph, anchor and waiver."""
        ends = {0, len(self.article.text)}
        for spans in (self.article.paragraphs, self.claimed, self.waived):
            ends.update(end for span in spans for end in (span.start, span.end))
        changes: dict[int, set[int]] = {}
        for number, stake in enumerate(self.claimed):
            changes.setdefault(stake.start, set()).add(number)
            changes.setdefault(stake.end, set()).add(number)
        found: list[Segment] = []
        current: set[int] = set()
        for start, end in pairwise(sorted(ends)):
            current ^= changes.get(start, set())
            facts = tuple(dict.fromkeys(self.claimed[number].id for number in sorted(current)))
            place = (self.paragraph(start), start, end, self.article.text[start:end])
            found.append(Segment(self.source.id, *place, facts, self.waiver(start, end)))
        return found

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """Every sentence in order; what begins in one and ends in another is told at the first."""
        lacking: dict[int, list[Finding]] = {}
        for finding in sorted(self.findings, key=lambda each: (each.start, each.end)):
            sentence = passage_at(self.article.sentences, finding.start) if finding.fault else None
            if sentence:
                lacking.setdefault(sentence.number, []).append(finding)
        return [self.sentence(span, lacking.get(span.number, [])) for span in self.article.sentences]

    def sentence(self, span: Span, lacking: Sequence[Finding]) -> Sentence:
        """One sentence with its findings that have a fault."""
        facts = (stake.id for stake in self.claimed if stake.start < span.end and span.start < stake.end)
        place = (self.paragraph(span.start), span.number, span.start, span.end, span.text)
        claims = (tuple(dict.fromkeys(facts)), self.waiver(span.start, span.end))
        faults = tuple(f"{finding.sort}: {finding.fault}" for finding in lacking)
        return Sentence(self.source.id, *place, *claims, tuple(finding.text for finding in lacking), faults)

    def paragraph(self, position: int) -> int | None:
        """The number of the paragraph at a position."""
        paragraph = passage_at(self.article.paragraphs, position)
        return paragraph.number if paragraph else None

    def waiver(self, start: int, end: int) -> str | None:
        """The reason for which any of a passage is waived."""
        return next((waiver.reason for waiver in self.waived if waiver.start < end and start < waiver.end), None)
