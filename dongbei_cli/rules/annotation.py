"""An article with its facts: cut wherever one begins or ends, or by sentence, with what is claimed and what is not."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.problems import Place, Problem
from dongbei_cli.readings import datewords, edtf, quantities
from dongbei_cli.readings.article import Article, Span, holder
from dongbei_cli.rules.passages import PROVED, Verdict

LONGEST_HEADING = 40
"""Code points; what is longer is a paragraph in bold."""


class Waiver(NamedTuple):
    """A passage that is said to state no fact; `reason` is heading, image or metadata."""

    start: int
    end: int
    reason: str


class Excuse(NamedTuple):
    """A passage that needs no record; unless `wholly`, what counts in it (numbers, dates, names ...) still does."""

    start: int
    end: int
    wholly: bool


def fault(article: Article, source: model.Source, waiver: Waiver, claimed: Iterable[tuple[int, int]]) -> str:
    """Why the waiver excuses nothing, as the end of a sentence; empty when it is sound.

    `claimed` are the passages that records claim: what states a fact cannot be waived.
    """
    if any(start < waiver.end and waiver.start < end for start, end in claimed):
        return "is claimed by a record, so it states a fact"
    line = line_of(article, waiver.start)
    words = image(line) if waiver.reason == "image" else bare(line)
    if words is None:
        return "is not on a line of its own that holds an image and nothing else"
    if (waiver.start, waiver.end) != words:
        return f"is not just this line: {article.text[words[0] : words[1]]}"
    if waiver.reason == "image":
        return ""
    return heading_fault(line, source) if waiver.reason == "heading" else metadata_fault(line, source)


def line_of(article: Article, position: int) -> Span:
    """The line that holds `position`; `number` counts all lines, blank ones too."""
    start = article.text.rfind("\n", 0, position) + 1
    end = article.text.find("\n", position)
    end = len(article.text) if end < 0 else end
    return Span(article.text.count("\n", 0, start) + 1, start, end, article.text[start:end])


def bare(line: Span) -> tuple[int, int]:
    """Where the words of a line stand, without the marks of a heading or of bold type around them."""
    found = re.fullmatch(r"\s*(?:#+\s+)?(\*\*|)(?P<words>.*?)\1\s*", line.text)
    start, end = found.span("words") if found else (0, len(line.text))
    return line.start + start, line.start + end


def image(line: Span) -> tuple[int, int] | None:
    """Where the image of a line stands that holds nothing else; None for any other line."""
    found = re.fullmatch(r"\s*(!\[[^\[\]]*\]\([^()\s]+\))\s*", line.text)
    return (line.start + found.start(1), line.start + found.end(1)) if found else None


def heading_fault(line: Span, source: model.Source) -> str:
    """A heading is a line in bold or after #, short, without the punctuation of a statement."""
    start, end = bare(line)
    if (start, end) == (line.start, line.end):
        return "is no heading: those stand between ** or after #"
    words = line.text[start - line.start : end - line.start]
    if len(words) > LONGEST_HEADING or re.search("[。；;]", words):
        return "is no heading: it is too long, or makes a statement"
    return "" if left_over(words, source) else "is no heading but metadata"


def metadata_fault(line: Span, source: model.Source) -> str:
    """A line of metadata says nothing but what the source's entry says too."""
    start, end = bare(line)
    rest = left_over(line.text[start - line.start : end - line.start], source)
    return f"says {rest!r}, which its entry under sources does not" if rest else ""


def left_over(words: str, source: model.Source) -> str:
    """What a line says beside the author, the publisher, the date and the address of the source."""
    for known in (source.url, source.publisher, *authors(source)):
        words = words.replace(known, " ")
    for reading in reversed(datewords.readings(words, source.published[:10])):
        if source.published.startswith(reading.edtf):
            words = f"{words[: reading.start]} {words[reading.end :]}"
    words = re.sub(LABELS, " ", words)
    return words.strip() if any(character.isalnum() for character in words) else ""


def authors(source: model.Source) -> list[str]:
    """The names of those who wrote it."""
    return [name for name in re.split("[、，,；; ]+", source.author) if name]


LABELS = "本[报网刊台]讯?记者|记者|作者|来源|发布(?:时间)?|时间|日期|原文|链接|文(?=[ /:：])"
"""What stands before a name or a date in a byline."""


def excuses(article: Article, sound: Sequence[Waiver]) -> list[Excuse]:
    """What sound waivers excuse: metadata and the address of an image wholly, other words only as words."""
    found = []
    for waiver in sound:
        found.append(Excuse(waiver.start, waiver.end, waiver.reason == "metadata"))
        if waiver.reason == "image":
            address = article.text.index("](", waiver.start) + 1
            found.append(Excuse(address, waiver.end, wholly=True))
    return found


Sort = Literal["sentence", "digits", "quantity", "date", "quotation", "title", "name"]
SORTS: tuple[Sort, ...] = get_args(Sort)
LINKS = frozenset((
    "等", "等等", "也", "则", "而", "但", "但是", "并", "并且", "还", "又", "再", "即", "和", "与", "及", "或", "以及",
    "其中", "包括", "同时", "此外", "另外", "因此", "对此", "为此", "比如", "例如",
))  # fmt: skip
"""Words between claimed passages that say nothing by themselves."""


class Stake(NamedTuple):
    """One anchor of a record, and what the record says of the words there: its `date` in EDTF, its own `words`."""

    start: int
    end: int
    id: str
    kind: str
    name: str
    written: str
    speech: str
    date: str
    words: str

    def holds(self, start: int, end: int) -> bool:
        """Whether the anchor holds all of [start, end)."""
        return self.start <= start and end <= self.end


class Finding(NamedTuple):
    """A thing that the article holds; `fault` says why it is unclaimed and is empty when it is claimed."""

    sort: Sort
    start: int
    end: int
    text: str
    fault: str = ""


def stakes(record: model.Record) -> Iterator[Stake]:
    """The stakes of a record with located anchors."""
    said = {key: getattr(record, key, None) or "" for key in ("name", "written", "speech", "date", "period")}
    words = "\n".join(getattr(record, key, None) or "" for key in ("title", "indicator", "occasion"))
    date = said["date"] or said["period"]
    for anchor in record.anchors:
        place = (anchor.start, anchor.end)
        yield Stake(*place, record.id, record.kind, said["name"], said["written"], said["speech"], date, words)


class Inventory:
    """One article, with the passages that records claim and those that are excused."""

    def __init__(
        self,
        article: Article,
        published: str,
        claimed: Sequence[Stake],
        excused: Sequence[Excuse],
        names: Mapping[str, bool],
    ) -> None:
        """`names` are those to look for; the value says whether a person or an organisation of the base has it."""
        self.article = article
        self.published = published
        self.excused = excused
        self.names = names
        self._lines = [paragraph.start for paragraph in article.paragraphs]
        self._stakes: dict[int, list[Stake]] = {}
        for stake in claimed:
            self._stakes.setdefault(bisect_right(self._lines, stake.start), []).append(stake)

    def findings(self) -> Iterator[Finding]:
        """Everything that has to be claimed, sort by sort; several of one sentence where several passages lack."""
        for look in (self.sentences, self.digits, self.quantities, self.dates, self.quotations, self.titles):
            yield from look()
        yield from self.named()

    def holders(self, start: int, end: int) -> list[Stake]:
        """The stakes that hold all of a passage."""
        near = self._stakes.get(bisect_right(self._lines, start), ())
        return [stake for stake in near if stake.holds(start, end)]

    def sentences(self) -> Iterator[Finding]:
        """Every letter, digit and ideograph of a sentence is under an anchor or a waiver, but for words that link."""
        for sentence in self.article.sentences:
            gaps = list(self.gaps(sentence))
            yield from gaps or [Finding("sentence", sentence.start, sentence.end, sentence.text)]

    def gaps(self, sentence: Span) -> Iterator[Finding]:
        """The longest passages of a sentence that nothing claims, without the punctuation at their ends."""
        text = self.article.text
        open_ = "".join(
            "\0" if self._covered[position] else text[position] for position in range(sentence.start, sentence.end)
        )
        for run in re.finditer(r"[^\0]*[^\W_][^\0]*", open_):
            words = re.findall(r"[^\W_]+", run.group())
            if not LINKS.issuperset(words):
                first, last = run.group().index(words[0]), run.group().rindex(words[-1]) + len(words[-1])
                start, end = (sentence.start + run.start() + offset for offset in (first, last))
                yield Finding("sentence", start, end, text[start:end], "no record claims these words")

    @cached_property
    def _covered(self) -> bytearray:
        """For every code point whether an anchor (1), a waiver (2) or neither (0) holds it."""
        return marked(len(self.article.text), chain.from_iterable(self._stakes.values()), self.excused)

    @cached_property
    def _claimed(self) -> bytearray:
        """The same, without what waivers excuse as words only."""
        wholly = [excuse for excuse in self.excused if excuse.wholly]
        return marked(len(self.article.text), chain.from_iterable(self._stakes.values()), wholly)

    def within(self, start: int, end: int) -> bool:
        """Whether every letter, digit and ideograph of a passage is claimed or wholly excused."""
        return all(self._claimed[at] for at in range(start, end) if self.article.text[at].isalnum())

    def excuses(self, start: int, end: int) -> bool:
        """Whether a waiver excuses a passage together with what counts in it."""
        return any(excuse.wholly and excuse.start <= start and end <= excuse.end for excuse in self.excused)

    def digits(self) -> Iterator[Finding]:
        """Digit runs, a heading's too, are under an anchor."""
        for run in re.finditer("[0-9０-９]+", self.article.text):
            fault = "" if self.within(*run.span()) else "no record claims these digits"
            yield Finding("digits", *run.span(), run.group(), fault)

    def quantities(self) -> Iterator[Finding]:
        """A quantity is written in a figure that is anchored over it; one that may not count (数千亿) in any record.

        A lone 一 that may not count (一轮) is a word like others: nothing is asked of it here.
        """
        for reading in quantities.readings(self.article.text):
            place = (reading.start, reading.end)
            lone = not reading.certain and reading.quantity.value == 1 and reading.quantity.qualifier == "exact"
            if not (lone or self.excuses(*place)):
                by_figure = reading.certain and not self.in_proper_name(*place)
                claimed = self.counted(*place) if by_figure else self.within(*place)
                lacks = "no figure anchored here has it as written" if by_figure else "no record claims it"
                yield Finding("quantity", *place, reading.text, "" if claimed else lacks)

    def counted(self, start: int, end: int) -> bool:
        """Whether a figure's `written` stands just here."""
        figures = (stake for stake in self.holders(start, end) if stake.kind == "figure")
        return any(
            start < at.end() and at.start() < end
            for stake in figures
            for at in re.compile(re.escape(stake.written)).finditer(self.article.text, stake.start, stake.end)
        )

    def dates(self) -> Iterator[Finding]:
        """A date is that of a record anchored over it, or its title or indicator says it; an unsure one is in any."""
        for reading in datewords.readings(self.article.text, self.published[:10]):
            place = (reading.start, reading.end)
            if not self.excuses(*place):
                by_date = reading.certain and not self.in_proper_name(*place)
                told = any(tells(stake, reading) for stake in self.holders(*place))
                claimed = told if by_date else self.within(*place)
                lacks = "no record anchored here has this date" if by_date else "no record claims it"
                yield Finding("date", *place, reading.text, "" if claimed else lacks)

    def quotations(self) -> Iterator[Finding]:
        """What stands in “ ” is claimed; whole sentences there, and what follows a colon, by quotes not `reported`."""
        for span in self.article.quotations:
            inner = (span.start + 1, span.end - 1)
            speech = span.text[-2:-1] in "。！？!?…" or self.article.text[span.start - 1 : span.start] in ("：", ":")
            claimed = self.spoken(*inner) if speech and len(span.text) > 2 else self.within(*inner)
            lacks = "no direct or written quote claims it" if speech else "no record claims it"
            yield Finding("quotation", span.start, span.end, span.text, "" if claimed else lacks)

    def spoken(self, start: int, end: int) -> bool:
        """Whether quotes whose words are the speaker's own hold a passage between them."""
        near = self._stakes.get(bisect_right(self._lines, start), ())
        own = [stake for stake in near if stake.speech in ("direct", "written")]
        return all(
            any(stake.holds(at, at + 1) for stake in own) for at in range(start, end) if self.article.text[at].isalnum()
        )

    def titles(self) -> Iterator[Finding]:
        """A title in 《 》 is the name of a document (or a periodical) anchored there, or the whole of its anchor."""
        for span in self.article.titles:
            inner = span.text[1:-1]
            parties = [s for s in self.holders(span.start + 1, span.end - 1) if s.kind in ("document", "organization")]
            claimed = any(s.name == inner or (span.start <= s.start and s.end <= span.end) for s in parties)
            fault = "" if claimed or self.excuses(span.start, span.end) else "no document of this name is anchored here"
            yield Finding("title", span.start, span.end, span.text, fault)

    def named(self) -> Iterator[Finding]:
        """Wherever a known name or alias stands is under an anchor; author and publisher are known, and so declared."""
        for name, declared in self.names.items():
            for start in self.article.occurrences(name):
                end = start + len(name)
                fault = "" if self.within(start, end) else "no record claims the name here"
                if not (fault or declared or self.excuses(start, end)):
                    fault = "no person or organisation has this name"
                yield Finding("name", start, end, name, fault)

    def in_proper_name(self, start: int, end: int) -> bool:
        """Whether a passage is part of a title or of the name of a party, which is claimed as a whole."""
        return any(first <= start and end <= last for first, last in self._proper_names)

    @cached_property
    def _proper_names(self) -> list[tuple[int, int]]:
        parties = {s.name for s in chain.from_iterable(self._stakes.values()) if s.kind in ("person", "organization")}
        spans = [(start, start + len(name)) for name in parties for start in self.article.occurrences(name)]
        return [(title.start, title.end) for title in self.article.titles] + spans


def marked(length: int, claimed: Iterable[Stake], excused: Iterable[Excuse]) -> bytearray:
    """For each of `length` code points 1 where it is claimed, 2 where it is excused, 0 elsewhere."""
    found = bytearray(length)
    for excuse in excused:
        found[excuse.start : excuse.end] = b"\2" * (excuse.end - excuse.start)
    for stake in claimed:
        found[stake.start : stake.end] = b"\1" * (stake.end - stake.start)
    return found


def tells(stake: Stake, reading: datewords.DateReading) -> bool:
    """Whether a record gives a date: in its date or period, or in its own words."""
    if stake.date and edtf.overlaps(edtf.parse(stake.date), edtf.parse(reading.edtf)):
        return True
    return reading.text in stake.words


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
    """One article, the stakes of its facts, and the waivers with what is wrong with each of them."""

    def __init__(
        self,
        source: model.Source,
        article: Article,
        facts: Iterable[model.Record],
        waived: Iterable[Waiver],
        declared: Iterable[str],
    ) -> None:
        """`facts` in the order in which they are to be named; `declared` are the names that parties go by."""
        self.source = source
        self.article = article
        self.claimed = [stake for fact in facts for stake in stakes(fact)]
        passages = [(stake.start, stake.end) for stake in self.claimed]
        self.judged = [(waiver, fault(article, source, waiver, passages)) for waiver in waived]
        self.waived = [waiver for waiver, wrong in self.judged if not wrong]
        names = dict.fromkeys((source.publisher, *authors(source)), False) | dict.fromkeys(declared, True)
        excused = excuses(article, self.waived)
        self.inventory = Inventory(article, source.published, self.claimed, excused, names)

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
            found.append(Segment(**self.passage(start, end), facts=facts))
        return found

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """Every sentence in order; what begins in one and ends in another is told at the first."""
        lacking: dict[int, list[Finding]] = {}
        for finding in sorted(self.findings, key=lambda each: (each.start, each.end)):
            sentence = holder(self.article.sentences, finding.start) if finding.fault else None
            if sentence:
                lacking.setdefault(sentence.number, []).append(finding)
        return [self.sentence(span, lacking.get(span.number, [])) for span in self.article.sentences]

    def sentence(self, span: Span, lacking: Sequence[Finding]) -> Sentence:
        """One sentence with its findings that have a fault."""
        facts = (stake.id for stake in self.claimed if stake.start < span.end and span.start < stake.end)
        return Sentence(
            **self.passage(span.start, span.end),
            facts=tuple(dict.fromkeys(facts)),
            sentence=span.number,
            unclaimed=tuple(finding.text for finding in lacking),
            faults=tuple(f"{finding.sort}: {finding.fault}" for finding in lacking),
        )

    def passage(self, start: int, end: int) -> dict[str, Any]:
        """The fields that every piece of the article has."""
        values = {"source": self.source.id, "paragraph": self.paragraph(start), "start": start, "end": end}
        return {**values, "text": self.article.text[start:end], "waiver": self.waiver(start, end)}

    def paragraph(self, position: int) -> int | None:
        """The number of the paragraph at a position."""
        paragraph = holder(self.article.paragraphs, position)
        return paragraph.number if paragraph else None

    def waiver(self, start: int, end: int) -> str | None:
        """The reason for which any of a passage is waived."""
        return next((waiver.reason for waiver in self.waived if waiver.start < end and start < waiver.end), None)


HINTS: dict[Sort, str] = {
    "sentence": "add a record for what they say, or let the anchor of one that says it hold them",
    "digits": "a heading's waiver excuses words only: add a record",
    "quantity": "add the figure, with `written` as it stands here",
    "date": "add the record that it dates, or let the anchor of that record hold it",
    "quotation": "add a quote whose anchor is the words between the marks",
    "title": "add a document of this name",
    "name": "anchor a record over it, and add whoever is meant to people or organizations",
}


def coverage(file: FactFile) -> Iterator[Verdict]:
    """Every sentence, digit run, quantity, date, “ ”, 《 》 and name in an article is claimed by a record, or waived.

    A sentence is claimed when each of its letters, digits and ideographs lies under an anchor; only words that link
    (等, 包括, 也) may stand free between anchors, so a record that carries a clause of its own is missed when it goes.
    A quantity is claimed by a figure that has it as `written`, a date by a record that has that date (or says it in
    its title or indicator), a whole sentence in “ ” by a quote that is not reported, a title by its document; what is
    not certain to be one (数千亿, 世纪之交) by any record, and what is part of a title or a party's name with that.

    A waiver covers just one line and no claimed words. `heading` goes for the words between ** or after #, without a
    statement's punctuation, and does not excuse a number, a date, a name, a quotation or a title among them; `image`
    for ![...](...) on a line of its own, wholly for its address; `metadata` for a line that says only what the entry
    of the source says too: author, publisher, date, address.

    Fails: an article with the sentence 吉林下降8.5%。 that no anchor holds, or only that of a claim; a waiver over
    **2023年吉林下降8.5%** with the reason heading, or over one character more than a heading has.
    """
    for source in file.base.sources:
        if edtf.parse(source.published).precision not in ("day", "minute"):
            hint = "write the day, as in 2023-11-01"
            yield file.problem(source, ("published",), "coverage", "dates cannot be read without the day", hint)
            continue
        annotation, waivers = annotated(file, source)
        for entry, (_, wrong) in zip(waivers, annotation.judged, strict=True):
            yield file.problem(*waiver_problem(entry, wrong)) if wrong else PROVED
        text = annotation.article.text
        lines = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
        for finding in annotation.findings:
            yield unclaimed(file, source, lines, finding) if finding.fault else PROVED


def unclaimed(file: FactFile, source: model.Source, lines: list[int], finding: Finding) -> Problem:
    """A finding at its line and column in the article; `lines` is where each line begins."""
    line = bisect_right(lines, finding.start)
    place = Place(str(Path(file.name).parent / source.file), line, finding.start - lines[line - 1] + 1)
    return Problem(place, "coverage", f"{finding.sort} {finding.text!r}: {finding.fault}", HINTS[finding.sort])


def waiver_problem(entry: model.Waiver, fault: str) -> tuple[model.Waiver, tuple[str], str, str, str]:
    """A waiver that excuses nothing, as `FactFile.problem` wants it told."""
    hint = "waive just the words of a line that states no fact, or claim what it states"
    return entry, ("exact",), "coverage", f"the {entry.reason} {entry.exact!r} {fault}", hint


def annotate(
    source: model.Source,
    article: Article,
    facts: Iterable[model.Record],
    waivers: Iterable[tuple[int, int, str]],
    names: Iterable[str],
) -> Annotation:
    """An article with its finished records and its waivers (start, end, reason)."""
    return Annotation(source, article, facts, [Waiver(*waiver) for waiver in waivers], names)


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
