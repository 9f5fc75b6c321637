"""Records as far as the readings of an article give them: what is certain is filled in, the rest is TODO.

A field of a stub is what the proof would derive from its anchor; where the words leave it open the candidates go along.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from dongbei_cli import model
from dongbei_cli.curate import FactBase, FactFile
from dongbei_cli.curate.load import TODO
from dongbei_cli.curate.text import Placed, holds, inside, is_byline, read
from dongbei_cli.drafting import reading
from dongbei_cli.drafting.reading import WORDS
from dongbei_cli.names import pinyin
from dongbei_cli.readings import Span, body_paragraphs, edtf
from dongbei_cli.readings.dates import DateReading
from dongbei_cli.rules import annotation, speech
from dongbei_cli.rules.questions import READERS

LEAD = 4
"""Code points of a word that may be alone before its clause."""

BEFORE, BEHIND = "，。；：:、！？!?;*# \n\u3000的|”’）》", "，。；：:、！？;*# \n\u3000|“‘（《"
"""Marks with which no passage begins, and none ends."""
SORTS = {key.removeprefix("event "): words for key, words in WORDS.items() if key.startswith("event ")}
SAID = (model.Quote, model.Measure, model.Claim)


class Open(NamedTuple):
    """A field that the words do not settle, with the values that they leave room for."""

    candidates: tuple[str, ...] = ()

    def __str__(self) -> str:
        return TODO


class Stub(NamedTuple):
    """A record or a waiver in the making, for the words at [start, end)."""

    cls: type[model.Entry]
    start: int
    end: int
    values: dict[str, Any]

    @property
    def section(self) -> str:
        """The section of facts.yaml that holds it; of the three of terms the last, since regions are drafted."""
        return {cls: name for name, cls in model.SECTIONS.items()}[self.cls]


def spelt(*words: pinyin.Sound) -> str | Open:
    """Return the pinyin of a name, word by word, where each character has one reading; else the usual is offered."""
    letters = " ".join("".join(each.common[0] for each in word).title() for word in words)
    return letters if all(len(each.common) == 1 for word in words for each in word) else Open((letters,))


def parts(anchor: model.Anchor) -> dict[str, str]:
    """Return what a curator writes of an anchor."""
    return {name: words for name, words in anchor if words and name in ("exact", "prefix", "suffix")}


class Draft:
    """What can be drafted from one article; `file` is the base that knows its persons and bodies."""

    def __init__(self, file: FactFile, source: model.Source) -> None:
        self.known, self.source, self.text = file, source, read(file, source)
        self.cited = {} if source.id == file.first else {"source": source.id}
        held = [each for each in file.held if file.source(each).id == source.id]
        self.held = [span for each in held for span in file.spans(source.id, each)]
        self.people = list(reading.persons(self.text.text))
        found = reading.bodies(self.text.text, self.text.dates, self.people)
        if source.publisher not in {each.name for each in found}:
            places = self.text.locate(source.publisher)[:1]
            found += [reading.Named(place.start, place.end, source.publisher, "media") for place in places]
        self.bodies = reading.organizations(self.text.text, found)
        names = {form for party in file.names.values() for form in (party.name, *party.aliases)}
        self.named = [stub for stub in self.parties() if stub.values["name"] not in names]
        self.file = self.with_records(self.named)
        self.text = read(self.file, source)
        for stub in self.named:
            if stub.cls is model.Person and "role" not in stub.values:
                self.settled(stub, "role")
        signs = speech.WORDS["SIGNS"].finditer(self.text.text)
        self.signs = [Span(0, *match.span(), match[0]) for match in signs if not self.is_head(match.start())]
        """The passages of the prose that only say who signs and when."""
        lines = [line for line in self.text.paragraphs if self.is_head(line.start) and re.search(r"\w", line.text)]
        self.head = [self.trimmed(line.start, line.end) if line.text[0] in "#*" else line for line in lines]
        """The words of the lines that are no prose: head, headings, pictures."""

    def is_head(self, position: int) -> bool:
        """Whether a place is in a line that is no prose."""
        line = self.text.paragraph(position).text
        plain = speech.is_heading(line) or line.startswith(("!", "http"))
        return plain or not annotation.left_over(line, self.source)

    def stubs(self, paragraph: int | None = None) -> list[Stub]:
        """Return a stub for all that no record claims and no waiver covers, or of one paragraph; then new regions."""
        said = list(self.statements())
        found = [*self.named, *self.documents(), *self.figures(), *said, *self.publication(), *self.events(said)]
        now = self.annotated(())
        found = [stub for stub in found if not self.is_claimed(now, stub)]
        found = sorted([*found, *self.rest(found)], key=lambda stub: (stub.start, stub.end))
        if paragraph is not None:
            body = body_paragraphs(self.text)
            found = [each for each in found if body.get(self.text.paragraph(each.start).number) == paragraph]
        return [*found, *self.regions(found)]

    def is_claimed(self, now: annotation.Annotation, stub: Stub) -> bool:
        """Whether the base has what a stub is for, or has it still to be filled in; names it knows already."""
        settled: list[Placed] = [*now.waived, *self.held]
        if any(holds(each, stub) for each in settled):
            return True
        if stub.cls is model.Figure:
            return any(holds(claim, stub) and now.counts(claim, stub) for claim in now.claims)
        if stub.cls is model.Event:
            return any(holds(claim, stub) for claim in now.claims)
        said = (claim for claim in now.claims if isinstance(claim.record, SAID))
        return stub.cls in SAID and any(annotation.overlap(claim, stub) for claim in said)

    def regions(self, found: Sequence[Stub]) -> Iterator[Stub]:
        """The places of the table that some stubs are for, or may be, and the base does not have."""
        values = [stub.values.get(key) for stub in found for key in ("region", "place")]
        named = {name for each in values if each for name in (each.candidates if isinstance(each, Open) else (each,))}
        known = {*WORDS["wide"].split("|"), *(term.zh for term in self.known.base.regions)}
        for place, english in reading.PLACES.items():
            if place in named - known:
                slug = re.sub("[^a-z]+", "-", english.lower()).strip("-")
                yield Stub(model.Term, 0, 0, {"slug": slug, "zh": place, "en": english})

    def stub(self, cls: type[model.Record], key: Placed, spans: Sequence[Placed], **values: Any) -> Stub:
        """Return a stub whose words are at `key`, with the anchors at `spans`; the title is their first clauses."""
        anchors = tuple(self.anchor(span) for span in spans)
        words = values.pop("title", anchors[0].exact).strip()
        ends = [at.start() for at in re.finditer("[，。；：！？]|$", words) if 0 < at.start() <= 40]
        pairs = (("“", "”"), ("（", "）"), ("《", "》"), ("‘", "’"))
        whole = [end for end in ends if all(words.count(a, 0, end) == words.count(b, 0, end) for a, b in pairs)]
        short = not whole or whole[-1] < min(8, len(words))
        title = Open((f"{words[:40]}…",)) if short else words[: whole[-1]]
        return Stub(cls, key.start, key.end, {"title": title, "anchors": anchors} | self.cited | values)

    def anchor(self, span: Placed) -> model.Anchor:
        """Return the words at a place as an anchor, with as much before or behind them as makes them unique."""
        text, exact, line = self.text.text, self.text.text[span.start : span.end], self.text.paragraph(span.start)
        for size in range(line.end - line.start):
            before, behind = text[max(line.start, span.start - size) : span.start], text[span.end : span.end + size]
            for words in ({"suffix": behind.split("\n")[0]}, {"prefix": before}):
                said = not size or re.search(r"\w", "".join(words.values()))
                if said and len(self.text.locate(exact, **words)) == 1:
                    return model.Anchor(exact=exact, **(words if size else {}))
        return model.Anchor(exact=exact, prefix=text[line.start : span.start] or None)

    def made(self, stub: Stub) -> Any:
        """Return the record that a stub will be, with stand-ins for what is open."""
        absent = {
            name: Decimal(0) if field.decimal else (TODO,) if field.several else TODO
            for name, field in stub.cls.FIELDS.items()
            if field.default is model.REQUIRED
        }
        settled = {key: value for key, value in stub.values.items() if not isinstance(value, Open)}
        return stub.cls(**(absent | settled))

    def with_records(self, stubs: Sequence[Stub]) -> FactFile:
        """Return the base with the records that some stubs will be."""
        base = {name: list(getattr(self.known.base, name)) for name in model.SECTIONS}
        for stub in stubs:
            base[stub.section].append(self.made(stub))
        file = FactFile(self.known.name, FactBase(base), self.known.nodes, {})
        file.articles, file.pins = self.known.articles, self.known.pins
        return file

    def annotated(self, found: Sequence[Stub]) -> annotation.Annotation:
        """Return the article with what the base and some stubs claim and waive."""
        return annotation.annotated(self.with_records(found), self.source)[0]

    def settled(self, stub: Stub, *fields: str) -> Stub:
        """Return the stub with these fields as the proof derives them; one is left out that need not be there."""
        for field in fields:
            allowed = READERS[field](self.file, self.made(stub))
            value: Any = Open(tuple(str(each) for each in allowed.values if each is not None))
            if allowed.certain and len(allowed.values) == 1:
                value = allowed.values[0]
            required = stub.cls.FIELDS[field].default is model.REQUIRED
            if required or (allowed.values and value is not None):
                stub.values[field] = Open() if value is None else value
        return stub

    def parties(self) -> Iterator[Stub]:
        """Persons and bodies: who signs, who has a title, and what has the name of a body."""
        named = {self.source.publisher, *(form for body, forms in self.bodies for form in (body.name, *forms))}
        for name in dict.fromkeys(self.source.authors):
            if name not in named and is_byline(self.text, name):
                place = self.text.locate(name)[0]
                yield self.person(place, name, place, role="作者")
        for each in self.people:
            start, end = reading.role_place(self.text, each)
            inner = each.end < end and self.text.text[end : end + 1].isalnum()  # no anchor may end there
            role = Open((self.text.text[start : each.start] + self.text.text[each.end : end],))
            place = Span(0, start, each.end if inner else end, "")
            if each.name not in self.source.authors and each.what != "记者":
                yield self.person(each, each.name, place, **({"role": role} if inner else {}))
        for body, forms in self.bodies:
            values: dict[str, Any] = {"name": body.name, "type": body.what, "pinyin": spelt(pinyin.sound(body.name))}
            values |= {"aliases": tuple(forms)} if forms else {}
            yield self.stub(model.Organization, body, [body], title=body.name, **values)

    def person(self, key: Placed, name: str, place: Placed, **values: Any) -> Stub:
        """Return the stub of a person; the body that begins the role is the affiliation."""
        role, sounds = self.text.text[place.start : key.start], pinyin.sound(name)
        values |= {"name": name, "pinyin": spelt(sounds[:1], sounds[1:])}
        heads = [body.name for body, _ in self.bodies if role.startswith(body.name)]
        longest = max(heads, key=len, default="")
        if longest and not re.match("原|前|曾任", role.removeprefix(longest)):
            values["affiliation"] = longest
        return self.stub(model.Person, key, [place], title=name, **values)

    def documents(self) -> Iterator[Stub]:
        """What is between 《 and 》, each once; issuer and date where the words say that it is issued."""
        seen = {document.name for document in self.known.base.documents}
        for title in self.text.titles:
            name, start = title.text[1:-1], self.text.sentence(title.start).start
            issued = re.search(f"(?:{WORDS['issued']})[^，。]{{0,6}}$", self.text.text[start : title.start])
            if name not in seen and not re.search(f"{self.source.publisher}$|{WORDS['papers']}", name):
                seen.add(name)
                place = self.trimmed(start, title.start)._replace(end=title.end) if issued else title
                stub = self.stub(model.Document, title, [place], title=name, name=name)
                yield self.settled(stub, "issuer", "date") if issued else stub

    def figures(self) -> Iterator[Stub]:
        """Every number that counts or measures something, of a region and a period that its clause names before it."""
        named: list[Placed] = [*self.text.titles, *self.text.parties]
        for number in self.text.quantities:
            if not number.certain or any(holds(each, number) for each in named):
                continue
            clause = self.text.clause(number)
            led = self.led(clause)
            values = {"written": number.text, "indicator": self.measured(number)}
            stub = self.stub(model.Figure, number, [self.trimmed(led.start, led.end)], **values)
            self.settled(stub, "value", "upper", "unit", "qualifier", "region")
            if stub.values["qualifier"] != "ordinal" and not str(stub.values["unit"]).endswith("年"):
                self.settled(stub, "period")
            dates = {date.edtf for date in inside(self.text.dates, led)}
            before = Span(0, clause.start, stub.start, self.text.text[clause.start : stub.start])
            own = {each.name for each in inside(self.text.places, before)} - {*WORDS["wide"].split("|")}
            vague = len(own) < 2 and re.search(WORDS["unlisted"], before.text)
            for key, known in (("period", dates), ("region", {} if vague else own)):
                if isinstance(stub.values.get(key), str) and stub.values[key] not in known:
                    stub.values[key] = Open((stub.values[key],))
            yield stub

    def led(self, clause: Span) -> Span:
        """Return a clause with the one before it where that is no more than a date or a short word (目前)."""
        mark = clause.start - 1
        if self.text.text[mark : clause.start] != "，":
            return clause
        before = self.text.clause(Span(0, mark - 1, mark, ""))
        dated = any((date.start, date.end) == (before.start, before.end) for date in self.text.dates)
        said = any(frame.start < mark <= frame.end for frame in speech.frames(self.text))
        short = before.end - before.start <= LEAD and before.text.strip() == before.text and not said
        return clause._replace(start=before.start) if dated or short else clause

    def measured(self, number: Placed) -> Open:
        """Return the words before a number that may say what it measures."""
        clause = self.text.clause(number)
        first = inside(self.text.quantities, clause)[0]
        named: list[Placed] = [*self.text.places, *self.text.dates]
        before = [m.end for m in named if clause.start <= m.start < first.start]
        words = self.text.text[max(before, default=clause.start) : first.start].strip(" #的、，“|")
        words = re.sub(f"{WORDS['behind a date']}|{WORDS['before a number']}", "", words)
        behind = re.match("[\u4e00-\u9fff]{2,10}", self.text.text[number.end : clause.end])
        counted = f"{behind[0]}数" if behind else ""
        return Open(tuple(each for each in (words, counted) if len(each) > 1))

    def trimmed(self, start: int, end: int) -> Span:
        """Return a passage without what it does not begin or end with: marks, and whoever signs."""
        text = self.text.text
        for sign in self.signs:
            start = sign.end if sign.start <= start < sign.end else start
            end = max(sign.start, start) if sign.start < end <= sign.end else end
        while start < end and text[start] in BEFORE:
            start += 1
        while end > start and text[end - 1] in BEHIND:
            end -= 1
        return Span(0, start, end, text[start:end])

    def statements(self) -> Iterator[Stub]:
        """What somebody says, a sentence a stub: a measure behind 建议, 要求 or with 要, else a quote."""
        quoted = [q for q in self.text.quotations if q.text[-2:-1] in "。！？!?…，" and len(q.text) > 3]
        inner = [Span(0, q.start + 1, q.end - 1 - (q.text[-2] == "，"), "") for q in quoted]
        found = [(span, speech.under(self.text, span)) for span in inner]
        found += [(span, frame) for frame in speech.frames(self.text) if frame.speakers for span in self.told(frame)]
        taken: list[Placed] = []
        for span, frame in found:
            if not any(annotation.overlap(span, each) for each in taken):
                taken.append(span)
                yield self.said(span, frame)

    def told(self, frame: speech.Frame) -> Iterator[Span]:
        """The sentences behind a verb of speech, up to the next verb or the end of the paragraph."""
        line, text = self.text.paragraph(frame.start), self.text.text
        leads = [self.lead(each) for each in speech.frames(self.text) if frame.end < each.start < line.end]
        at = frame.end if self.voice(line, frame) else frame.head
        end = min(leads, default=line.end)
        at += at == frame.end and text.startswith("了", at)
        quoted = [q for q in self.text.quotations if at <= q.start < q.end <= end]
        for sentence in inside(self.text.sentences, line):
            start, stop = max(at, sentence.start), min(end, sentence.end)
            stop = next((q.end for q in quoted if start <= q.start < stop < q.end), stop)
            span = self.trimmed(start, stop)
            if start < stop and re.search(r"\w", span.text):
                at = stop
                words = next((q for q in quoted if q.start == span.start and q.end >= stop - 1), None)
                yield Span(0, words.start + 1, words.end - 1, "") if words else span

    def said(self, span: Span, frame: speech.Frame | None) -> Stub:
        """Return the quote or the measure of some words under a verb of speech; a quote where there is no verb."""
        verb, words = frame.verb if frame else "", self.text.text[span.start : span.end]
        plan = re.match(WORDS["plans"], verb) or re.match(WORDS["duty"], words)
        is_quote = not plan or speech.quotation(self.text, span) is not None
        voice = self.voice(span, frame) if frame else []
        stub = self.stub(model.Quote if is_quote else model.Measure, span, [span, *voice])
        self.settled(stub, *(("speaker", "speech", "verb", "date") if is_quote else ("proposer", "status", "date")))
        if frame and frame.together:
            stub.values["speaker" if is_quote else "proposer"] = Open(frame.speakers)
        spoken = frame and self.led(Span(0, frame.head, frame.end, ""))
        if not spoken or stub.values.get("date") not in {date.edtf for date in inside(self.text.dates, spoken)}:
            stub.values.pop("date", None)
        return stub

    def lead(self, frame: speech.Frame) -> int:
        """Return where the words begin that lead up to a verb of speech (为了…，他还建议; 不过，她说)."""
        start = self.text.sentence(frame.start).start
        purpose = re.match(WORDS["purpose"], self.text.text[start:])
        return start if purpose else self.led(Span(0, frame.head, frame.end, "")).start

    def voice(self, span: Placed, frame: speech.Frame) -> list[Span]:
        """Return the clause that names who speaks, with the verb; none where no clause of the sentence does."""
        for head in (self.lead(frame), self.text.sentence(frame.start).start):
            place = self.trimmed(head, frame.end)
            names = inside(self.text.parties, place) or re.match(WORDS["pronoun"], self.text.text[frame.head :])
            if names and (not annotation.overlap(span, place) or holds(span, place)):
                return [place]
        return []

    def publication(self) -> Iterator[Stub]:
        """The publication of the article, by the line of its date and whoever signs or publishes it."""
        held = [d for d in self.text.dates if d.edtf == self.source.published and self.is_head(d.start)]
        if held:
            who = [name for name in self.source.authors if name in self.file.names]
            near = [self.text.locate(each) for each in (*who[:1], self.source.url)]
            spans: list[Placed] = [held[0], *(found[0] for found in near if found)]
            values: dict[str, Any] = {"title": "文章发布", "title_en": "The article is published"}
            values |= {"category": "publication", "date_text": held[0].text, **({"actors": tuple(who)} if who else {})}
            yield self.settled(self.stub(model.Event, held[0], spans, **values), "date")

    def events(self, statements: Sequence[Stub]) -> Iterator[Stub]:
        """What happens on a date; one event from a date to another. Of a figure or statement only if words say so."""
        for clause, (*dates,) in groupby(filter(self.happens, self.text.dates), self.text.clause):
            between = self.text.text[dates[0].end : dates[-1].start]
            if len(dates) == 2 and re.search("[到至]", between) and "、" not in between:
                days, words = [date.edtf for date in dates], tuple(date.text for date in dates)
                yield self.event(dates[0], clause, date=Open((f"{days[0]}/{days[1]}", *days)), date_text=Open(words))
                continue
            for date in dates:
                event = self.event(date, clause, date_text=date.text)
                place = Span(0, date.start, date.start + len(event.values["anchors"][0].exact), "")
                numbers = inside(self.text.quantities, place)
                counted = any(each.certain and re.search("[0-9]", each.text) for each in numbers)
                first, last = (day and day[:4] for day in edtf.bounds(date.edtf))
                said = any(holds(each, date) for each in statements)
                if event.values["category"].candidates or not (said or (counted and first == last)):
                    yield self.settled(event, "date")

    def event(self, key: DateReading, clause: Span, **values: Any) -> Stub:
        """Return the stub of an event in a clause; one that is hardly more than the date goes on in the next clause."""
        end = clause.end
        if len(self.text.text[key.end : end]) <= LEAD and self.text.text[end : end + 1] == "，":
            end = max(end, self.text.clause(Span(0, end + 1, end + 2, "")).end)
        whole = self.trimmed(clause.start, end)
        sorts = tuple(sort for sort, signs in SORTS.items() if re.search(signs, whole.text))
        places = inside(self.text.places, whole)
        there = [place for place in places if re.search(f"(?:{WORDS['there']})$", self.text.text[: place.start])]
        if len(there) == 1 and not any(0 < place.start - there[0].end < 2 for place in places):
            values["place"] = there[0].name
        return self.stub(model.Event, key, [whole], category=Open(sorts), **values)

    def happens(self, date: DateReading) -> bool:
        """Whether a date may be that of an event: not of a name or a comparison, or just of saying something."""
        text, before, behind = self.text, self.text.text[: date.start], self.text.text[date.end :]
        vague = not text.is_sure(date) and not re.search("[0-9年纪]", date.text)
        named: list[Placed] = [*text.parties, *self.signs]
        term = text.masked[date.start] == text.masked[date.end - 1] == "x"  # of a name in “ ”, but “十四五”时期
        other = term or before.endswith(("比", "较")) or re.match(f"”?(?:{WORDS['no day']})", behind)
        if self.is_head(date.start) or vague or other or any(holds(each, date) for each in named):
            return False
        frames = [frame for frame in speech.frames(text) if frame.speakers]
        said = any(f.head <= date.start < f.end or text.text[date.end : f.head] == "，" for f in frames)
        return not said or re.search(WORDS["held"], text.clause(date).text) is not None

    def rest(self, found: Sequence[Stub]) -> Iterator[Stub]:
        """Waivers for what is no prose, and claims for the passages that no stub holds."""
        covered = self.annotated(()).waived
        signs = [sign for sign in self.signs if not any(holds(each, sign) for each in covered)]
        stubs = [stub for sign in signs if (stub := self.waiver(sign, found, "metadata"))]
        yield from stubs
        done = 0
        for gap in self.annotated([*found, *stubs]).findings:
            held = gap.start < done or any(annotation.overlap(each, gap) for each in self.held)
            if held or gap.sort != "sentence" or not gap.fault:
                continue
            line = next((each for each in self.head if holds(each, gap)), None)
            waiver = line and self.waiver(line, found, "image", "metadata", "heading")
            stub = waiver or self.waiver(gap, found, "metadata")
            if not stub:  # a claim, for the line of the head or the clauses that the words are in
                first, last = (self.text.clause(Span(0, at, at + 1, "")) for at in (gap.start, gap.end - 1))
                whole: Placed = line or self.trimmed(first.start, last.end)
                place = whole if holds(whole, gap) else gap
                stub = self.settled(self.stub(model.Claim, place, [place]), "attribution")
            done = stub.end
            yield stub

    def waiver(self, place: Placed, found: Sequence[Stub], *reasons: str) -> Stub | None:
        """Return a waiver for a passage that states no fact, for the first reason that the rules accept."""
        words = self.cited | parts(self.anchor(place))
        for reason in reasons:
            stub = Stub(model.Waiver, place.start, place.end, {**words, "reason": reason})
            if not any(each.fault for each in self.annotated([*found, stub]).judged):
                return stub
        return None
