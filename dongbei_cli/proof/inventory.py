"""What an article holds that a record has to claim, and what of it none claims.

Sentences, digit runs, quantities, dates, “ ” and 《 》 spans, and the names of persons and organisations. Which record
may claim what is said at each sort. Knows neither facts.yaml nor the database: see `stakes`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, Literal, NamedTuple, get_args

from dongbei_cli.proof.waivers import Excuse
from dongbei_cli.readings import dates as chinese_dates
from dongbei_cli.readings import edtf, quantities
from dongbei_cli.readings.article import Article, Span

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


def stakes(record: Any, places: Iterable[tuple[int, int]]) -> Iterator[Stake]:
    """The stakes of a record, be it an entry of facts.yaml or a record of a lookup, whose anchors stand at `places`."""
    said = {key: getattr(record, key, None) or "" for key in ("name", "written", "speech", "date", "period")}
    words = "\n".join(getattr(record, key, None) or "" for key in ("title", "indicator", "occasion"))
    date = said["date"] or said["period"]
    for start, end in places:
        yield Stake(start, end, record.id, record.kind, said["name"], said["written"], said["speech"], date, words)


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
        for reading in chinese_dates.readings(self.article.text, self.published[:10]):
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


def tells(stake: Stake, reading: chinese_dates.DateReading) -> bool:
    """Whether a record gives a date: in its date or period, or in its own words."""
    if stake.date and edtf.overlaps(edtf.parse(stake.date), edtf.parse(reading.edtf)):
        return True
    return reading.text in stake.words
