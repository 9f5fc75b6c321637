"""An article with its facts: which passages they claim, which are waived, and what nobody claims."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.problems import Place, Problem
from dongbei_cli.readings import edtf
from dongbei_cli.readings.article import Article, Span, passage_at
from dongbei_cli.rules.text import PROVED, Verdict, dates_of, holds, inside, quantities_of

LONGEST_HEADING = 40
"""Code points; what is longer is a paragraph in bold."""
LINKS = frozenset(
    [
        "等",
        "等等",
        "也",
        "则",
        "而",
        "但",
        "但是",
        "并",
        "并且",
        "还",
        "又",
        "再",
        "即",
        "和",
        "与",
        "及",
        "或",
        "以及",
        "其中",
        "包括",
        "同时",
        "此外",
        "另外",
        "因此",
        "对此",
        "为此",
        "比如",
        "例如",
    ]
)
"""Words between claimed passages that say nothing by themselves."""
LABELS = "本[报网刊台]讯?|(?:见习|特约|特派)?记者|(?:责任)?编辑|责编|校对|摄影|通讯员|作者|撰文|文字|审核|监制|来源|发布(?:时间)?|时间|日期|原文|链接|文(?=[ /:：])"
"""What is before a name or a date in a byline."""
SIGNED = re.compile(
    rf"(?:{LABELS})[:：/ ]*[\u4e00-\u9fff·]{{2,4}}(?:[、 ][\u4e00-\u9fff·]{{2,4}})*(?=[^\u4e00-\u9fff·]|$)|（完）|[\u4e00-\u9fff]{{2,14}}[0-9]{{1,2}}月[0-9]{{1,2}}日(?:电|讯)"
)
"""Whoever signs, whom nobody need record."""
HINTS = {
    "sentence": "add a record for what they say, let an anchor hold them, or waive them",
    "quantity": "add the figure, with `written` as it is here; waive it as misread if it counts nothing",
    "quotation": "add a quote whose anchor is the words between the marks",
    "title": "add a document of this name",
}


class Claim(NamedTuple):
    """One anchor of a record, and what the record says of the words there."""

    start: int
    end: int
    record: model.Record


class Waiver(NamedTuple):
    """A passage that is said to state no fact."""

    start: int
    end: int
    reason: str


class Finding(NamedTuple):
    """A thing that the article holds; `fault` says why it is unclaimed and is empty when it is claimed."""

    sort: str
    start: int
    end: int
    text: str
    fault: str = ""


class Passage(model.Entry):
    """A piece of the article with the facts that claim any of it."""

    source: str = model.derived("文章", "Article", "Id of the article.")
    paragraph: int | None = model.derived("行段", "Line", "Which line that is not blank; null between lines.")
    start: int = model.derived("起", "Start", "Where the piece begins, in code points from 0.")
    end: int = model.derived("止", "End", "Where the piece ends, in code points, exclusive.")
    text: str = model.derived("原文", "Words", "The words of the piece.")
    facts: tuple[str, ...] = model.derived("事实", "Facts", "Ids of the facts that claim any of it.")
    waiver: str | None = model.derived("免责", "Waiver", "Why any of it is waived, if it is.")


class Segment(Passage):
    """A piece of the article that one set of facts claims throughout; put together the pieces are the article."""


class Sentence(Passage):
    """A sentence with the facts that claim any of it."""

    sentence: int = model.derived("句", "Sentence", "Which sentence of the article, counted from 1.")
    unclaimed: tuple[str, ...] = model.derived("未覆盖", "Unclaimed", "Its passages that lack a record.")
    faults: tuple[str, ...] = model.derived("缺陷", "Faults", "Why each of them lacks a record.")


Sentence.KEYS = ("source", "paragraph", "sentence", *Passage.KEYS[2:], "unclaimed", "faults")


class Annotation:
    """One article with what records claim of it, and its waivers with what is wrong with each of them."""

    def __init__(
        self,
        source: model.Source,
        article: Article,
        facts: Iterable[model.Record],
        waived: Iterable[Waiver],
        names: Iterable[str],
    ) -> None:
        """`facts` in the order in which they are to be named; `names` are those that parties go by."""
        self.source, self.article, self.names = source, article, tuple(names)
        self.claims = [Claim(anchor.start, anchor.end, fact) for fact in facts for anchor in fact.anchors]
        self.judged = [(waiver, self.waiver_fault(waiver)) for waiver in waived]
        self.waived = [waiver for waiver, fault in self.judged if not fault]
        self._lines = [paragraph.start for paragraph in article.paragraphs]
        self._claims_by_line: dict[int, list[Claim]] = {}
        for claim in self.claims:
            self._claims_by_line.setdefault(bisect_right(self._lines, claim.start), []).append(claim)

    def waiver_fault(self, waiver: Waiver) -> str:
        """Why a waiver excuses nothing, as the end of a sentence; empty when it is sound."""
        words = self.article.text[waiver.start : waiver.end]
        readings = (*quantities_of(self.article.text), *dates_of(self.article.text, self.source.published))
        held = inside(readings, waiver)
        if waiver.reason == "misread":
            return "" if held else "holds no number and no date"
        if any(claim.start < waiver.end and waiver.start < claim.end for claim in self.claims):
            return "is claimed by a record, so it states a fact"
        if waiver.reason == "metadata":
            rest = left_over(words, self.source)
            return f"says {rest!r}, which its entry under sources does not" if rest else ""
        line = line_of(self.article, waiver.start)
        if waiver.reason == "image":
            image = re.fullmatch(r"\s*(!\[([^\[\]]*)\]\([^()\s]+\))\s*", line.text)
            if not image:
                return "is not on a line of its own that holds an image and nothing else"
            own, stated = (line.start + image.start(1), line.start + image.end(1)), image[2]
        else:
            own, stated = bare(line), words
            if fault := heading_fault(line, own, self.source):
                return fault
        if (waiver.start, waiver.end) != own:
            return f"is not just this line: {self.article.text[own[0] : own[1]]}"
        facts = [each.text for each in held if each.certain and each.text in stated]
        facts += [name for name in self.names if name in stated] + re.findall("《[^》]*》|“[^”]*[。！？]”", stated)
        return f"states {facts[0]}" if facts else ""

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """Everything in the article that has to be claimed; what lacks a record is told once, with its sentence."""
        open_passages = [each for each in self.sentence_findings() if each.fault]
        others = [*self.quantity_findings(), *self.quotation_findings(), *self.title_findings()]
        found = [each for each in others if not (each.fault and any(holds(gap, each) for gap in open_passages))]
        return sorted([*self.sentence_findings(), *found], key=lambda each: (each.start, each.end))

    def sentence_findings(self) -> Iterator[Finding]:
        """Each letter, digit and ideograph of a sentence is under an anchor or a waiver, but for words that link."""
        for sentence in self.article.sentences:
            gaps = list(self.gaps(sentence))
            yield from gaps or [Finding("sentence", sentence.start, sentence.end, sentence.text)]

    def gaps(self, sentence: Span) -> Iterator[Finding]:
        """The longest passages of a sentence that nothing claims, without the punctuation at their ends."""
        text, covered = self.article.text, self._covered
        unclaimed = "".join("\0" if covered[at] else text[at] for at in range(sentence.start, sentence.end))
        for run in re.finditer(r"[^\0]*[^\W_][^\0]*", unclaimed):
            words = re.findall(r"[^\W_]+", run.group())
            if not LINKS.issuperset(words):
                first, last = run.group().index(words[0]), run.group().rindex(words[-1]) + len(words[-1])
                start, end = (sentence.start + run.start() + offset for offset in (first, last))
                yield Finding("sentence", start, end, text[start:end], "no record claims these words")

    @cached_property
    def _covered(self) -> bytearray:
        """For every code point whether an anchor or a waiver holds it."""
        covered = bytearray(len(self.article.text))
        for each in (*self.claims, *(waiver for waiver in self.waived if waiver.reason != "misread")):
            covered[each.start : each.end] = b"\1" * (each.end - each.start)
        return covered

    def near(self, start: int, end: int) -> list[Claim]:
        """The claims that hold all of a passage."""
        near = self._claims_by_line.get(bisect_right(self._lines, start), ())
        return [claim for claim in near if claim.start <= start and end <= claim.end]

    def quantity_findings(self) -> Iterator[Finding]:
        """A quantity that certainly counts is written in a figure that is anchored over it, or is part of a name."""
        parties = {
            claim.record.name for claim in self.claims if isinstance(claim.record, model.Person | model.Organization)
        }
        whole = [Span(0, at, at + len(name), name) for name in parties for at in self.article.occurrences(name)]
        whole += self.article.titles
        for reading in quantities_of(self.article.text):
            excused = any(holds(waiver, reading) for waiver in self.waived) or any(
                holds(name, reading) for name in whole
            )
            if reading.certain and not excused:
                fault = "" if self.counted(reading.start, reading.end) else "no figure anchored here has it as written"
                yield Finding("quantity", reading.start, reading.end, reading.text, fault)

    def counted(self, start: int, end: int) -> bool:
        """Whether the words of a figure are just here."""
        figures = [claim for claim in self.near(start, end) if isinstance(claim.record, model.Figure)]
        return any(
            start < at.end() and at.start() < end
            for claim in figures
            for at in re.compile(re.escape(claim.record.written)).finditer(self.article.text, claim.start, claim.end)  # type: ignore[attr-defined]
        )

    def quotation_findings(self) -> Iterator[Finding]:
        """Whole sentences in “ ”, and what follows a colon there, are quotes that are not reported."""
        for span in self.article.quotations:
            spoken = span.text[-2:-1] in "。！？!?…" or self.article.text[span.start - 1 : span.start] in ("：", ":")
            if spoken and len(span.text) > 2:
                own = [c for c in self.claims if isinstance(c.record, model.Quote) and c.record.speech != "reported"]
                letters = [at for at in range(span.start, span.end) if self.article.text[at].isalnum()]
                claimed = all(any(claim.start <= at < claim.end for claim in own) for at in letters)
                fault = "" if claimed else "no direct or written quote claims it"
                yield Finding("quotation", span.start, span.end, span.text, fault)

    def title_findings(self) -> Iterator[Finding]:
        """A title in 《 》 is the name of a document or a periodical anchored there, or the whole of its anchor."""
        for span in self.article.titles:
            parties = [
                claim
                for claim in self.near(span.start + 1, span.end - 1)
                if isinstance(claim.record, model.Document | model.Organization)
            ]
            named = (getattr(claim.record, "name", "") == span.text[1:-1] for claim in parties)
            claimed = any(named) or any(span.start <= c.start and c.end <= span.end for c in parties)
            excused = claimed or any(holds(waiver, span) for waiver in self.waived)
            yield Finding("title", *span[1:], "" if excused else "no document of this name is anchored here")

    @cached_property
    def segments(self) -> Sequence[Segment]:
        """The whole text in order, cut at both ends of every paragraph, anchor and waiver."""
        ends = {0, len(self.article.text)}
        for spans in (self.article.paragraphs, self.claims, self.waived):
            ends.update(end for span in spans for end in (span.start, span.end))
        changes: dict[int, set[int]] = {}
        for number, claim in enumerate(self.claims):
            changes.setdefault(claim.start, set()).add(number)
            changes.setdefault(claim.end, set()).add(number)
        found: list[Segment] = []
        current: set[int] = set()
        for start, end in pairwise(sorted(ends)):
            current ^= changes.get(start, set())
            facts = tuple(dict.fromkeys(self.claims[number].record.id for number in sorted(current)))
            found.append(Segment(**self.passage(start, end), facts=facts))
        return found

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """Every sentence in order; what begins in one and ends in another is told at the first."""
        lacking: dict[int, list[Finding]] = {}
        for finding in self.findings:
            sentence = passage_at(self.article.sentences, finding.start) if finding.fault else None
            if sentence:
                lacking.setdefault(sentence.number, []).append(finding)
        return [self.sentence(span, lacking.get(span.number, [])) for span in self.article.sentences]

    def sentence(self, span: Span, lacking: Sequence[Finding]) -> Sentence:
        """One sentence with its findings that have a fault."""
        facts = (claim.record.id for claim in self.claims if claim.start < span.end and span.start < claim.end)
        return Sentence(
            **self.passage(span.start, span.end),
            facts=tuple(dict.fromkeys(facts)),
            sentence=span.number,
            unclaimed=tuple(finding.text for finding in lacking),
            faults=tuple(f"{finding.sort}: {finding.fault}" for finding in lacking),
        )

    def passage(self, start: int, end: int) -> dict[str, Any]:
        """The fields that every piece of the article has."""
        paragraph = passage_at(self.article.paragraphs, start)
        waiver = next((each.reason for each in self.waived if each.start < end and start < each.end), None)
        values = {"source": self.source.id, "paragraph": paragraph.number if paragraph else None, "waiver": waiver}
        return {**values, "start": start, "end": end, "text": self.article.text[start:end]}


def line_of(article: Article, position: int) -> Span:
    """The line that holds `position`; `number` counts all lines, blank ones too."""
    start = article.text.rfind("\n", 0, position) + 1
    end = article.text.find("\n", position)
    end = len(article.text) if end < 0 else end
    return Span(article.text.count("\n", 0, start) + 1, start, end, article.text[start:end])


def bare(line: Span) -> tuple[int, int]:
    """Where the words of a line are, without the marks of a heading or of bold type around them."""
    found = re.fullmatch(r"\s*(?:#+\s+)?(\*\*|)(?P<words>.*?)\1\s*", line.text)
    start, end = found.span("words") if found else (0, len(line.text))
    return line.start + start, line.start + end


def heading_fault(line: Span, own: tuple[int, int], source: model.Source) -> str:
    """Why a line is no heading: one is in bold or after #, short, and without the punctuation of a statement."""
    words = line.text[own[0] - line.start : own[1] - line.start]
    if own == (line.start, line.end):
        return "is no heading: those are between ** or after #"
    if len(words) > LONGEST_HEADING or re.search("[。；;]", words):
        return "is no heading: it is too long, or makes a statement"
    return "" if left_over(words, source) else "is no heading but metadata"


def left_over(words: str, source: model.Source) -> str:
    """What some words say beside the author, the publisher, the date and the address of the source, and who signs."""
    words = SIGNED.sub(" ", words)
    for known in (source.url, source.publisher, *re.split("[、，,；; ]+", source.author)):
        words = words.replace(known, " ") if known else words
    for reading in reversed(dates_of(words, source.published)):
        if source.published.startswith(reading.edtf):
            words = f"{words[: reading.start]} {words[reading.end :]}"
    words = re.sub(LABELS, " ", words)
    return words.strip() if any(character.isalnum() for character in words) else ""


def annotate(
    source: model.Source,
    article: Article,
    facts: Iterable[model.Record],
    waivers: Iterable[tuple[int, int, str]],
    names: Iterable[str],
) -> Annotation:
    """Return an article with its finished records and its waivers (start, end, reason)."""
    return Annotation(source, article, facts, [Waiver(*waiver) for waiver in waivers], names)


def coverage(file: FactFile) -> Iterator[Verdict]:
    """Every sentence, quantity, direct quotation and 《 》 in an article is claimed by a record, or waived.

    A sentence is claimed when each of its letters, digits and ideographs is under an anchor; only words that link (等,
    包括, 也) may be free between anchors. A quantity is claimed by a figure that has it as `written`, a whole sentence
    in “ ” by a quote that is not reported, a title by its document.

    A waiver covers no claimed words. `heading` is for the words between ** or after # that name nobody and count and
    date nothing, `image` for ![...](...) on a line of its own, `metadata` for a line, or a part of one, that says only
    what the source's entry says too, or who signs (【编辑：王明】), `misread` for a number that counts nothing.

    Fails: an article with the sentence 吉林下降8.5%。 that no anchor holds, or only that of a claim; a waiver over
    **2023年吉林下降8.5%** with the reason heading, or over one character more than a heading has.
    """
    for source in file.base.sources:
        if edtf.parse(source.published).precision not in ("day", "minute"):
            hint = "write the day, as in 2023-11-01"
            yield file.problem(source, ("published",), "coverage", "dates cannot be read without the day", hint)
            continue
        annotation, waivers = annotated(file, source)
        for entry, (_, fault) in zip(waivers, annotation.judged, strict=True):
            hint = "waive just the words that state no fact, or claim what they state"
            message = f"the {entry.reason} {entry.exact!r} {fault}"
            yield file.problem(entry, ("exact",), "coverage", message, hint) if fault else PROVED
        for finding in annotation.findings:
            yield unclaimed(file, source, annotation.article, finding) if finding.fault else PROVED


def unclaimed(file: FactFile, source: model.Source, article: Article, finding: Finding) -> Problem:
    """A finding at its line and column in the article."""
    line = line_of(article, finding.start)
    place = Place(str(Path(file.name).parent / source.file), line.number, finding.start - line.start + 1)
    return Problem(place, "coverage", f"{finding.sort} {finding.text!r}: {finding.fault}", HINTS[finding.sort])


def annotated(file: FactFile, source: model.Source) -> tuple[Annotation, list[model.Waiver]]:
    """An article of a facts.yaml with what is claimed of it, and the entry of each waiver."""
    facts = [located(file, fact) for fact in file.base.facts() if file.source(fact).id == source.id]
    here = [entry for entry in file.base.waivers if file.source(entry).id == source.id]
    waived = [(entry, span) for entry in here for span in file.spans(source.id, entry)]
    names = [name for party in file.names.values() for name in (party.name, *party.aliases)]
    passages = [(span.start, span.end, entry.reason) for entry, span in waived]
    return annotate(source, file.articles[source.id], facts, passages, names), [entry for entry, _ in waived]


def located(file: FactFile, fact: model.Record) -> model.Record:
    """A fact with the places of its sound anchors."""
    return fact.replace(anchors=tuple(a.replace(start=s.start, end=s.end) for a, s in file.anchored(fact)))
