"""An article with its facts: which passages they claim, which are waived, and what nobody claims."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from dongbei_cli import model
from dongbei_cli.curate import FactFile
from dongbei_cli.curate.text import Placed, Verdict, dates_of, holds, quantities_of, rows
from dongbei_cli.errors import Message, Place
from dongbei_cli.readings import Article, Span, edtf, passage_at
from dongbei_cli.rules.speech import WORDS

HINTS = {
    "sentence": Message("add a record for what they say, let an anchor hold them, or waive them"),
    "quantity": Message("add the figure, with `written` as it is here; waive it as misread if it counts nothing"),
    "quotation": Message("add a quote whose anchor is the words between the marks"),
}


class Claim(NamedTuple):
    """One anchor of a record."""

    start: int
    end: int
    record: model.Record


class Finding(NamedTuple):
    """A thing that the article holds, or a waiver by its reason; `fault`: why it is unclaimed, or excuses nothing."""

    sort: str
    start: int
    end: int
    text: str
    fault: str = ""


class Annotation:
    """One article with what records claim of it, and its waivers with what is wrong with each of them."""

    def __init__(
        self,
        source: model.Source,
        article: Article,
        facts: Iterable[model.Record],
        waivers: Iterable[tuple[int, int, str]],
        names: Iterable[str],
    ) -> None:
        """`facts` in the order in which they are to be named; a waiver is start, end, reason; parties have `names`."""
        self.source, self.article, self.text = source, article, article.text
        self.names = tuple(names)
        self.claims = [Claim(anchor.start, anchor.end, fact) for fact in facts for anchor in fact.anchors]
        given = [Finding(reason, start, end, self.text[start:end]) for start, end, reason in waivers]
        self.judged = [each._replace(fault=next(self.waiver_faults(each), "")) for each in given]
        self.waived = [waiver for waiver in self.judged if not waiver.fault]

    def waiver_faults(self, waiver: Finding) -> Iterator[str]:
        """Why a waiver excuses nothing, each as the end of a sentence."""
        read: list[Any] = [*quantities_of(self.text), *dates_of(self.text, self.source.published)]
        held = [each for each in read if holds(waiver, each)]
        said, line = waiver.text, line_of(self.article, waiver.start)
        if waiver.sort == "misread":
            yield from [] if held else [Message("holds no number and no date")]
            return
        if any(overlap(claim, waiver) for claim in self.claims):
            yield Message("is claimed by a record, so it states a fact")
        rest = left_over(said, self.source)
        if waiver.sort == "metadata":
            yield from [Message("says {rest!r}, which its entry under sources does not", rest=rest)] if rest else []
            return
        found = WORDS["HEADING" if waiver.sort == "heading" else "IMAGE"].fullmatch(line.text)
        if not found or (found["words"] == line.text and waiver.sort == "heading"):
            fault = "is no {reason}: a heading is between ** or after #, an image on a line of its own"
            yield Message(fault, reason=waiver.sort)
        elif (waiver.start, waiver.end) != (line.start + found.start("words"), line.start + found.end("words")):
            yield Message("is not just this line: {found[words]}", found=found)
        elif waiver.sort == "heading" and (len(said) > 40 or re.search("[。；;]", said) or not rest):
            yield Message("is no heading: it is too long, makes a statement, or is metadata")
        else:
            facts = [each.text for each in held if each.certain and each.text in found["said"]]
            facts += [name for name in self.names if name in found["said"]]
            yield from [Message("states {fact}", fact=facts[0])] if facts else []

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """Everything in the article that has to be claimed; what lacks a record is told once, with its sentence."""
        sentences = list(self.sentence_findings())
        gaps = [each for each in sentences if each.fault]
        others = [*self.quantity_findings(), *self.quotation_findings()]
        found = [each for each in others if not (each.fault and any(overlap(gap, each) for gap in gaps))]
        return sorted([*sentences, *found], key=lambda each: (each.start, each.end))

    def sentence_findings(self) -> Iterator[Finding]:
        """Each letter, digit and ideograph of a sentence is under an anchor or a waiver, but for words that link."""
        covered, links = bytearray(len(self.text)), {word for (word,) in rows("links")}
        holding: list[Placed] = [*self.claims, *(waiver for waiver in self.waived if waiver.sort != "misread")]
        for each in holding:
            covered[each.start : each.end] = b"\1" * (each.end - each.start)
        for sentence in self.article.sentences:
            unclaimed = "".join("\0" if covered[at] else self.text[at] for at in range(sentence.start, sentence.end))
            runs = re.finditer(r"[^\0]*[^\W_][^\0]*", unclaimed)
            gaps = [(run, found) for run in runs if not links.issuperset(found := re.findall(r"[^\W_]+", run[0]))]
            for run, found in gaps:
                start = sentence.start + run.start() + run[0].index(found[0])
                end = sentence.start + run.start() + run[0].rindex(found[-1]) + len(found[-1])
                yield Finding("sentence", start, end, self.text[start:end], "no record claims these words")
            if not gaps:
                yield Finding("sentence", sentence.start, sentence.end, sentence.text)

    def quantity_findings(self) -> Iterator[Finding]:
        """A quantity that certainly counts is written in a figure anchored over it, or is part of a name or a title."""
        parties = {c.record.title for c in self.claims if isinstance(c.record, model.Person | model.Organization)}
        named = [Span(0, at, at + len(name), name) for name in parties for at in self.article.occurrences(name)]
        excuses: list[Placed] = [*self.waived, *named, *self.article.titles]
        for reading in quantities_of(self.text):
            if reading.certain and not any(holds(excuse, reading) for excuse in excuses):
                counted = any(self.counts(claim, reading) for claim in self.claims if holds(claim, reading))
                fault = "" if counted else "no figure anchored here has it as written"
                yield Finding("quantity", reading.start, reading.end, reading.text, fault)

    def counts(self, claim: Claim, reading: Placed) -> bool:
        """Whether a record is a figure whose words are just here."""
        words = claim.record.written if isinstance(claim.record, model.Figure) else ""
        places = re.compile(re.escape(words)).finditer(self.text, claim.start, claim.end) if words else ()
        return any(reading.start < at.end() and at.start() < reading.end for at in places)

    def quotation_findings(self) -> Iterator[Finding]:
        """Whole sentences in “ ”, and what follows a colon there, are quotes that are not reported."""
        own = [c for c in self.claims if isinstance(c.record, model.Quote) and c.record.speech != "reported"]
        for span in self.article.quotations:
            spoken = span.text[-2:-1] in "。！？!?…" or self.text[span.start - 1 : span.start] in ("：", ":")
            if spoken and len(span.text) > 2:
                letters = (at for at in range(span.start, span.end) if self.text[at].isalnum())
                claimed = all(any(claim.start <= at < claim.end for claim in own) for at in letters)
                fault = "" if claimed else "no direct or written quote claims it"
                yield Finding("quotation", span.start, span.end, span.text, fault)

    @cached_property
    def segments(self) -> Sequence[model.Segment]:
        """The whole text in order, cut at both ends of every paragraph, anchor and waiver."""
        ends = {0, len(self.text)}
        for spans in (self.article.paragraphs, self.claims, self.waived):
            ends.update(end for span in spans for end in (span.start, span.end))
        return [model.Segment(**self.passage(start, end)) for start, end in pairwise(sorted(ends))]

    @cached_property
    def sentences(self) -> Sequence[model.Sentence]:
        """Every sentence in order, with its findings that have a fault; one that runs on is told at its first."""
        found = []
        for span in self.article.sentences:
            lacking = [each for each in self.findings if each.fault and span.start <= each.start < span.end]
            said = {"faults": tuple(f"{finding.sort}: {finding.fault}" for finding in lacking), "sentence": span.number}
            said["unclaimed"] = tuple(finding.text for finding in lacking)
            found.append(model.Sentence(**self.passage(span.start, span.end), **said))
        return found

    def passage(self, start: int, end: int) -> dict[str, Any]:
        """The fields that every piece of the article has."""
        paragraph = passage_at(self.article.paragraphs, start)
        waiver = next((each.sort for each in self.waived if each.start < end and start < each.end), None)
        values = {"source": self.source.id, "paragraph": paragraph.number if paragraph else None, "waiver": waiver}
        facts = dict.fromkeys(each.record.id for each in self.claims if each.start < end and start < each.end)
        return {**values, "start": start, "end": end, "text": self.text[start:end], "facts": tuple(facts)}


def overlap(one: Placed, other: Placed) -> bool:
    """Whether two passages share a character."""
    return one.start < other.end and other.start < one.end


def line_of(article: Article, position: int) -> Span:
    """The line that holds `position`; `number` counts all lines, blank ones too."""
    start = article.text.rfind("\n", 0, position) + 1
    end = article.text.find("\n", position)
    end = len(article.text) if end < 0 else end
    return Span(article.text.count("\n", 0, start) + 1, start, end, article.text[start:end])


def left_over(words: str, source: model.Source) -> str:
    """What some words say beside the author, the publisher, the date and the address of the source, and who signs."""
    words = WORDS["SIGNED"].sub(" ", words)
    for known in (source.url, source.publisher, *source.authors):
        words = words.replace(known, " ")
    for reading in reversed(dates_of(words, source.published)):
        if source.published.startswith(reading.edtf):
            words = f"{words[: reading.start]} {words[reading.end :]}"
    words = WORDS["LABEL"].sub(" ", words)
    return words.strip() if any(character.isalnum() for character in words) else ""


def coverage(file: FactFile) -> Iterator[Verdict]:
    """Every sentence, quantity and direct quotation in an article is claimed by a record, or waived.

    A sentence is claimed when each of its letters, digits and ideographs is under an anchor, but for words that link
    (等, 也), a quantity by a figure that has it as `written`, a sentence in “ ” by a quote not reported. A waiver
    covers no claimed words: `heading` is for words between ** or after # that name nobody and count and date nothing,
    `image` for ![...](...) on a line of its own, `metadata` for words that say only what the source's entry says too,
    or who signs (【编辑：王明】), `misread` for a number that counts nothing.

    Fails: a sentence that no anchor holds, or only that of a claim; a waiver over more than the words of a heading.
    """
    for source in file.base.sources:
        if edtf.parse(source.published).precision not in ("day", "minute"):
            yield source, ("published",), "dates cannot be read without the day", "write the day, as in 2023-11-01"
            continue
        annotation, waivers = annotated(file, source)
        for entry, fault in zip(waivers, (each.fault for each in annotation.judged), strict=True):
            message = fault and Message("the {entry.reason} {entry.exact!r} {fault}", entry=entry, fault=fault)
            yield entry, ("exact",), message, "waive just the words that state no fact, or claim what they state"
        held = [span for each in file.held if file.source(each).id == source.id for span in file.spans(source.id, each)]
        for finding in annotation.findings:
            if finding.fault and any(overlap(each, finding) for each in held):
                continue
            line, path = line_of(annotation.article, finding.start), Path(file.place(source).file).parent / source.file
            place = Place(str(path), line.number, finding.start - line.start + 1)
            sort, text, fault = Message(finding.sort), finding.text, Message(finding.fault)
            message = fault and Message("{sort} {text!r}: {fault}", sort=sort, text=text, fault=fault)
            yield place, (), message, HINTS[finding.sort]


def annotated(file: FactFile, source: model.Source) -> tuple[Annotation, list[model.Waiver]]:
    """An article of a facts.yaml with what is claimed of it, and the entry of each waiver."""
    facts = [
        fact.replace(anchors=tuple(a.replace(start=s.start, end=s.end) for a, s in file.anchored(fact)))
        for fact in file.base.facts()
        if file.source(fact).id == source.id
    ]
    here = [entry for entry in file.base.waivers if file.source(entry).id == source.id]
    waived = [(entry, span) for entry in here for span in file.spans(source.id, entry)]
    names = [name for party in file.parties for name in (party.name, *party.aliases)]
    passages = [(span.start, span.end, entry.reason) for entry, span in waived]
    return Annotation(source, file.articles[source.id], facts, passages, names), [entry for entry, _ in waived]
