"""The article as it reads, its facts marked, and what of it no fact claims.

Corners hold words that facts claim. With the list of facts below, a corner opens where a fact begins and its raised
number ends it, one group of numbers at a place: `⌜甲⌜乙²丙¹` is fact 1 on 甲乙丙 and fact 2 on 乙.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli.base import Base
from dongbei_cli.readings.article import Article, body_paragraphs
from dongbei_cli.views.figures import ranges
from dongbei_cli.views.lists import SUPERSCRIPTS
from dongbei_cli.views.table import BLANK, Column, Look, Section, tables
from dongbei_cli.views.words import cell, clean, label, place, text_of, word
from dongbei_cli.views.wrap import wrap

STYLES = {
    "event": "cyan", "figure": "yellow", "quote": "green", "measure": "magenta", "claim": "blue",
    "person": "bold", "organization": "bold", "document": "underline",
}  # fmt: skip
MARK = "dim"
OPENS, CLOSES = "⌜", "⌟"
MARKUP = re.compile(r"^#+ |\*\*|!\[[^\]\n]*\]\([^)\n]*\)")
"""Markdown that is not shown: signs of headings and of bold, and pictures, which have a word instead."""


def annotated(segments: Sequence[Any], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw the paragraphs with their marks and a legend; with `look.numbered` the facts by their numbers."""
    claimed = {fact for segment in segments for fact in segment.facts}
    facts = [fact for fact in base.facts() if fact.id in claimed]
    numbers = {fact.id: number for number, fact in enumerate(facts, 1)}
    kinds = {fact.id: fact.kind for fact in facts}
    body = numbers_of_paragraphs(base)
    for at, group in groupby(segments, key=lambda segment: (segment.source, segment.paragraph)):
        if at[1] is not None:
            number = body[at[0]].get(at[1])
            lead = Text(f"¶{number} " if number else "", MARK)
            yield wrap(lead.append_text(Paragraph(list(group), kinds).marked(numbers, look)), look.width)
            yield BLANK
    yield wrap(Text(label("index" if look.numbered else "article", look.lang), MARK), look.width)
    kinds_ = (Text(word(kind, look.lang), style) for kind, style in STYLES.items())
    yield wrap(Text(" · ").join(kinds_), look.width)
    if look.numbered:
        rows = []
        for fact in facts:
            what = Text.assemble(text_of(fact, "title", look.lang), "  ", (clean(fact.id), MARK))
            kind = Text(word(fact.kind, look.lang), STYLES[fact.kind])
            rows.append([Text(str(numbers[fact.id])), kind, what])
        yield BLANK
        yield from tables([Column("", "right"), Column(), Column(prose=True)], [Section(rows)], look.width)


def numbers_of_paragraphs(base: Base) -> dict[str, dict[int, int]]:
    """Return by source and line of the article which paragraph a reader counts there."""
    return {source.id: body_paragraphs(Article(base.article(source.id))) for source in base.sources}


class Paragraph:
    """One paragraph with the places of its facts."""

    def __init__(self, segments: Sequence[Any], kinds: Mapping[str, str]) -> None:
        self.segments, self.kinds = segments, kinds
        self.text = "".join(segment.text for segment in segments)
        self.first: int = segments[0].start

    @cached_property
    def spans(self) -> dict[tuple[int, int], list[str]]:
        """Where facts are, the ids of those at one place together; passages of one fact that touch are one."""
        begun: dict[str, int] = {}
        spans: dict[tuple[int, int], list[str]] = {}
        for segment, after in zip(self.segments, [*self.segments[1:], None], strict=True):
            for fact in segment.facts:
                begun.setdefault(fact, segment.start)
                if after is None or fact not in after.facts:
                    spans.setdefault((begun.pop(fact), segment.end), []).append(fact)
        return spans

    @property
    def stretches(self) -> dict[tuple[int, int], list[str]]:
        """Where facts are, those that overlap taken together."""
        found: dict[tuple[int, int], list[str]] = {}
        for span, ids in sorted(self.spans.items()):
            if found and span[0] < (last := max(found))[1]:
                found[last[0], max(last[1], span[1])] = [*found.pop(last), *ids]
            else:
                found[span] = ids
        return found

    def marked(self, numbers: Mapping[str, int], look: Look) -> Text:
        """Return the text without its Markdown, with a mark wherever a fact begins or ends."""
        spans = self.spans if look.numbered else self.stretches
        begun = {start for start, _ in spans}
        ended: dict[int, list[int]] = {}
        for (_, end), ids in spans.items():
            ended.setdefault(end, []).extend(numbers[each] for each in ids)
        markup = {match.start(): match for match in MARKUP.finditer(self.text)}
        hidden = {at for match in markup.values() for at in range(*match.span())}
        styles = [style for segment in self.segments for style in [self.style(segment)] * len(segment.text)]
        found = Text()
        for at, character in enumerate(self.text):
            if at in markup and markup[at].group().startswith("!"):
                found.append(f"[{label('picture', look.lang)}]", MARK)
            found.append(OPENS if self.first + at in begun else "", MARK)
            found.append("" if at in hidden else clean(character), styles[at])
            closed = sorted(ended.get(self.first + at + 1, ()))
            if closed:
                raised = ranges(closed).replace(", ", "·").replace("–", "⁻").translate(SUPERSCRIPTS)
                found.append(raised if look.numbered else CLOSES, MARK)
        if markup and not any(match.group().startswith("!") for match in markup.values()):
            found.stylize("bold")
        return found

    def style(self, segment: Any) -> str:
        """Return the style of the shortest fact that holds a segment; dim where it is waived."""
        around = [(end - start, ids) for (start, end), ids in self.spans.items() if start <= segment.start < end]
        if not around:
            return MARK if segment.waiver else ""
        return STYLES[self.kinds[min(around)[1][0]]]


def coverage(sentences: Sequence[Any], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw each sentence that lacks a claim, with the words that lack one, and the counts of all."""
    body = numbers_of_paragraphs(base)
    for sentence in sentences:
        if sentence.unclaimed:
            lead = place(body[sentence.source].get(sentence.paragraph), look.lang).append(" ")
            yield wrap(lead.append(clean(sentence.text), "not dim"), look.width)
            for words, fault in zip(sentence.unclaimed, sentence.faults, strict=True):
                yield wrap(Text.assemble(("✗ ", "bold red"), (clean(words), "red"), (f"  {fault}", MARK)), look.width)
            yield BLANK
    annotations = base.annotations()
    findings = [finding for annotation in annotations for finding in annotation.findings]
    rows = []
    for sort in dict.fromkeys(finding.sort for finding in findings):
        faults = [bool(finding.fault) for finding in findings if finding.sort == sort]
        counts = (len(faults), faults.count(False), faults.count(True))
        rows.append([Text(label(sort, look.lang)), *(Text(str(count)) for count in counts)])
    headings = [label(key, look.lang) for key in ("in the article", "claimed", "unclaimed")]
    columns = [Column(prose=True), *(Column(heading, "right") for heading in headings)]
    yield from tables(columns, [Section(rows)], look.width)
    waived = [waiver for annotation in annotations for waiver in annotation.waived]
    if waived:
        reasons = cell(tuple(dict.fromkeys(label(waiver.reason, look.lang) for waiver in waived)))
        said = label("waived", look.lang).format(count=len(waived), reasons=reasons)
        yield wrap(Text(said, MARK), look.width)
