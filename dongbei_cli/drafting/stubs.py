"""Records as far as the readings of an article give them: what is certain is filled in, the rest is TODO.

A field of a stub is what the proof would derive from its anchor; where the words leave it open the candidates go along.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactBase, FactFile
from dongbei_cli.drafting import naming
from dongbei_cli.names import pinyin
from dongbei_cli.readings.article import Span
from dongbei_cli.rules import annotation, speech
from dongbei_cli.rules.questions import READERS
from dongbei_cli.rules.text import MARKS, Placed, authors, holds, inside, is_byline, read

TODO = "TODO"
TITLE = 40
"""Code points of a clause that can be a title."""
ISSUED = "印发|发布|出台|公布|下发|颁布"
WIDE = ("全国", "中国", "我国", "全球", "世界")
"""Places that a number is often only compared with."""
UNLISTED = "[\u4e00-\u9fff]{2}(?:地区|新区|经济圈|两地|[省市县州盟])"
"""What may be a region that no table knows."""
THERE = "在|于|赴|到|来到|前往|抵达"
LEAD = 4
"""Code points of a word that may stand alone before the clause that it belongs to."""
SHORT = 8
"""Code points that the beginning of longer words has at least, to be their title."""
PLANS = "建议|要求|提出|部署|呼吁"
"""Verbs of speech behind which there are measures."""
DUTY = "(?:要|应|必须|须|需要)(?![求])"
SORTS = {
    "publication": "电$|刊载|发表|撰文",
    "meeting": "召开|会议|座谈会|论坛|调研",
    "document": "印发|审议|发布(?!会)|出台",
    "forecast": "预计|未来|将",
    "strategy": "战略|规划",
}
"""What sort of event some words may speak of."""


SAID = model.Quote | model.Measure | model.Claim


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


def section(cls: type[model.Entry]) -> str:
    """Return the section of facts.yaml that holds records of a class."""
    return next(name for name, each in model.SECTIONS.items() if each is cls)


def line_words(line: Span) -> tuple[int, int]:
    """Return where the words of a heading or of a line of the head begin and end."""
    found = re.fullmatch(
        rf"(?s)(?:{annotation.IMAGE})|(?:{annotation.HEADING.replace('words', 'inner').replace('said', 'told')})",
        line.text,
    )
    name = "words" if found and found["words"] else "inner"
    return (line.start + found.start(name), line.start + found.end(name)) if found else (line.start, line.end)


def is_claimed(now: annotation.Annotation, stub: Stub) -> bool:
    """Whether the records of the base have what a stub is for; who and what is named they know by name already."""
    if stub.cls in (model.Person, model.Organization, model.Document):
        return False
    over: list[Placed] = [*now.waived, *now.claims]
    if stub.cls is model.Figure:
        return any(holds(each, stub) and now.counts(each, stub) for each in now.claims) or any(
            holds(each, stub) for each in now.waived
        )
    if stub.cls is model.Event:
        return any(holds(each, stub) for each in over)
    alike = [each for each in over if not isinstance(each, annotation.Claim) or isinstance(each.record, SAID)]
    letters = [at for at in range(stub.start, stub.end) if now.text[at].isalnum()]
    return sum(any(each.start <= at < each.end for each in alike) for at in letters) * 2 > len(letters)


def titled(words: str) -> "str | Open":
    """Return some words as a title, as many of their clauses as fit; open where not even the first does."""
    words = words.strip()
    ends = [at.start() for at in re.finditer("[，。；：！？]|$", words) if at.start() <= TITLE]
    whole = [end for end in ends if end in range(1, len(words) + 1) and balanced(words[:end])]
    short = not whole or (whole[-1] < SHORT and whole[-1] < len(words))
    return Open((f"{words[:TITLE]}…",)) if short else words[: whole[-1]]


def balanced(words: str) -> bool:
    """Whether some words have their marks in pairs."""
    return all(words.count(pair[0]) == words.count(pair[1]) for pair in ("“”", "（）", "《》", "‘’"))


def is_whole(quotation: Span) -> bool:
    """Whether a quotation holds a whole sentence."""
    return quotation.text[-2:-1] in "。！？!?…"


class Draft:
    """What can be drafted from one article; `file` is the base that knows its persons and bodies."""

    def __init__(self, file: FactFile, source: model.Source) -> None:
        self.known, self.source = file, source
        plain = read(file, source)
        people = list(naming.persons(plain.text))
        self.bodies = naming.organizations(plain.text, naming.bodies(plain.text, plain.dates, people))
        self.people = people
        base = {name: list(getattr(file.base, name)) for name in model.SECTIONS}
        names = {form for party in file.names.values() for form in (party.name, *party.aliases)}
        self.text = plain
        parties = [stub for stub in self.parties() if stub.values["name"] not in names]
        for stub in parties:
            base[section(stub.cls)].append(self.made(stub))
        self.file = FactFile(file.name, FactBase(base), file.nodes, {})
        self.file.articles, self.file.pins = file.articles, file.pins
        self.text = read(self.file, source)
        self.named = [self.settled(stub, "role") if stub.cls is model.Person else stub for stub in parties]

    @cached_property
    def held(self) -> list[Span]:
        """The passages of records that are still to be filled in, and are none before."""
        here = [each for each in self.known.held if self.known.source(each).id == self.source.id]
        return [span for each in here for span in self.known.spans(self.source.id, each)]

    def stubs(self) -> list[Stub]:
        """Return every stub for what no record claims and no waiver covers, in the order of the article."""
        found = [
            *self.named,
            *self.documents(),
            *self.figures(),
            *self.statements(),
            *self.publication(),
            *self.events(),
        ]
        now = self.annotated(())
        found = [s for s in found if not (is_claimed(now, s) or any(holds(each, s) for each in self.held))]
        found += self.rest(found)
        return sorted(found, key=lambda stub: (stub.start, stub.end))

    def regions(self, found: Sequence[Stub]) -> list[model.Term]:
        """Return the places that some stubs are for, or may be, and the base does not have."""
        values = (stub.values.get(key) for stub in found for key in ("region", "place"))
        named = {name for each in values if each for name in (each.candidates if isinstance(each, Open) else (each,))}
        known = {*WIDE, *(term.zh for term in self.known.base.regions)}
        return [term for term in naming.regions(self.text.text) if term.zh in named - known]

    def stub(self, cls: type[model.Record], key: Placed, spans: Sequence[Placed], **values: Any) -> Stub:
        """Return a stub whose words are at `key`, with the anchors at `spans`."""
        anchors = tuple(self.anchor(span) for span in spans)
        common = {"title": titled(values.get("title") or anchors[0].exact), "anchors": anchors}
        own = {key: value for key, value in values.items() if key != "title"}
        return Stub(cls, key.start, key.end, common | self.cited() | own)

    def cited(self) -> dict[str, str]:
        """Return the source of a record, which the first article does not need."""
        return {} if self.source.id == self.known.first else {"source": self.source.id}

    def anchor(self, span: Placed) -> model.Anchor:
        """Return the words at a place as an anchor, with as much before or behind them as makes them unique."""
        text, exact, line = self.text.text, self.text.text[span.start : span.end], self.text.paragraph(span.start)
        for size in range(line.end - line.start):
            before, behind = text[max(line.start, span.start - size) : span.start], text[span.end : span.end + size]
            for words in ({"suffix": behind.split("\n")[0]}, {"prefix": before}):
                said = any(c.isalnum() for each in words.values() for c in each)
                if (not size or said) and len(self.text.article.locate(exact, **words)) == 1:
                    return model.Anchor(exact=exact, **(words if size else {}))
        return model.Anchor(exact=exact, prefix=text[line.start : span.start] or None)

    def made(self, stub: Stub) -> Any:
        """Return the record that a stub will be, with stand-ins for what is open."""
        absent = {
            name: Decimal(0) if field.decimal else (TODO,) if field.several else TODO
            for name, field in stub.cls.FIELDS.items()
            if field.default is model.REQUIRED
        }
        return stub.cls(**(absent | self.plain(stub)))

    def plain(self, stub: Stub) -> dict[str, Any]:
        """Return the values of a stub that are settled."""
        return {key: value for key, value in stub.values.items() if not isinstance(value, Open)}

    def settled(self, stub: Stub, *fields: str) -> Stub:
        """Return the stub with these fields as the proof derives them; open where the words allow several values."""
        for field in fields:
            reader = READERS.get(stub.cls.__name__.lower(), {}).get(field)
            if reader is None or field in stub.values:
                continue
            allowed = reader(self.file, self.made(stub))
            if allowed.certain and len(allowed.values) == 1:
                value = allowed.values[0]
            else:
                value = (
                    Open(tuple(str(each) for each in allowed.values if each is not None)) if allowed.values else None
                )
            if value is None and stub.cls.FIELDS[field].default is model.REQUIRED:
                value = Open()
            if value is not None:
                stub.values[field] = value
        return stub

    def parties(self) -> Iterator[Stub]:
        """Persons and bodies: who signs, who has a title, and what has the name of a body."""
        for name in authors(self.source):
            at = self.text.text.find(name)
            if at >= 0 and name != self.source.publisher and is_byline(self.text.article, name):
                yield self.person(
                    Span(0, at, at + len(name), name), name, Span(0, at, at + len(name), name), role="作者"
                )
        for each in self.people:
            if each.name not in authors(self.source) and each.what != "记者":
                start, end = naming.role_place(self.text, each)
                whole = end == each.end or not self.text.text[end : end + 1].isalnum()
                role = Open((self.text.text[start : each.start] + self.text.text[each.end : end],))
                place = Span(0, start, end if whole else each.end, "")
                yield self.person(each, each.name, place, **({} if whole else {"role": role}))
        for body, forms in self.bodies:
            values = {"name": body.name, "type": body.what, **self.spelt(body.name)}
            values |= {"aliases": tuple(forms)} if forms else {}
            yield self.stub(model.Organization, body, [body], title=body.name, **values)

    def person(self, key: Placed, name: str, place: Placed, **values: Any) -> Stub:
        """Return the stub of a person; the body that begins the role is the affiliation."""
        role = self.text.text[place.start : key.start]
        heads = [body.name for body, forms in self.bodies for form in (body.name, *forms) if role.startswith(form)]
        stub = self.stub(model.Person, key, [place], title=name, name=name, **self.spelt(name, True), **values)
        former = re.match("原|前|曾任", role.removeprefix(max(heads, key=len, default="")))
        if heads and role.startswith(max(heads, key=len)) and not former:
            stub.values["affiliation"] = max(heads, key=len)
        return stub

    def spelt(self, name: str, person: bool = False) -> dict[str, Any]:
        """Return the pinyin of a name where each character has just one reading; else the usual ones are offered."""
        said = pinyin.sound(name)
        words = [said[:1], said[1:]] if person else [said]
        letters = " ".join("".join(each.common[0] for each in word).title() for word in words)
        return {"pinyin": letters if all(len(each.common) == 1 for each in said) else Open((letters,))}

    def documents(self) -> Iterator[Stub]:
        """What is between 《 and 》, each once; issuer and date where the words say that it is issued."""
        seen = {document.name for document in self.known.base.documents}
        for title in self.text.article.titles:
            name = title.text[1:-1]
            sentence = self.text.sentence(title.start)
            issued = re.search(f"(?:{ISSUED})[^，。]{{0,6}}$", self.text.text[sentence.start : title.start])
            if name in seen:
                continue
            seen.add(name)
            place = self.whole(Span(0, sentence.start, title.end, "")) if issued else title
            stub = self.stub(model.Document, title, [place], title=name, name=name)
            yield self.settled(stub, "issuer", "date") if issued else stub

    def figures(self) -> Iterator[Stub]:
        """Every number that counts or measures something."""
        for reading in self.text.quantities:
            named = [Span(0, m.start, m.end, "") for m in self.text.parties]
            if reading.certain and not any(holds(each, reading) for each in (*self.text.article.titles, *named)):
                clause = self.whole(self.led(self.text.clause(reading)))
                stub = self.stub(
                    model.Figure, reading, [clause], written=reading.text, indicator=self.measured(reading)
                )
                stub = self.settled(stub, "value", "upper", "unit", "qualifier")
                timed = stub.values["qualifier"] != "ordinal" and not str(stub.values["unit"]).endswith("年")
                yield self.located(self.settled(stub, "region", "period") if timed else self.settled(stub, "region"))

    def led(self, clause: Span) -> Span:
        """Return a clause with the one before it where that is no more than a date or a short word (目前)."""
        mark = clause.start - 1
        if self.text.text[mark : clause.start] != "，":
            return clause
        before = self.text.clause(Span(0, mark - 1, mark, ""))
        dated = any((date.start, date.end) == (before.start, before.end) for date in self.text.dates)
        short = before.end - before.start <= LEAD and before.text.strip() == before.text
        return Span(0, before.start, clause.end, "") if dated or short else clause

    def located(self, stub: Stub) -> Stub:
        """Return a figure that keeps region and period only where they are named in its clause, or right before it."""
        clause = self.text.clause(Span(0, stub.start, stub.end, ""))
        around, period = self.led(clause), stub.values.get("period")
        if isinstance(period, str) and period not in {date.edtf for date in inside(self.text.dates, around)}:
            stub.values["period"] = Open((period,))
        before = self.text.text[clause.start : stub.start]
        own = [each.name for each in inside(self.text.places, clause) if each.end <= stub.start]
        region = stub.values.get("region")
        vague = region not in own or region in WIDE or re.search(UNLISTED, before)
        if isinstance(region, str) and vague and len(own) < 2:
            stub.values["region"] = Open((region,))
        others = {each.name for each in inside(self.text.places, clause)} - {region}
        if others or not isinstance(region, str):
            title = stub.values["title"]
            stub.values["title"] = Open((str(title),)) if others and isinstance(title, str) else title
        return stub

    def measured(self, reading: Placed) -> Open:
        """Return the words before a number that may say what it measures."""
        clause = self.text.clause(reading)
        first = inside(self.text.quantities, clause)[0]
        named: list[Placed] = [*self.text.places, *self.text.dates]
        before = [m.end for m in named if clause.start <= m.start < first.start]
        begin = max(before, default=clause.start)
        words = self.text.text[begin : first.start].strip(" #的、，“|")
        words = re.sub("(?:分别|合计)?(?:达到?|为|是|超过?|有|约|近|至|到|占|增长|下降)*$", "", words)
        behind = re.match("[\u4e00-\u9fff]{2,10}", self.text.text[reading.end : clause.end])
        counted = f"{behind[0]}数" if behind else ""
        return Open(tuple(each for each in (words, counted) if len(each) > 1))

    def whole(self, span: Span) -> Span:
        """Return a clause without what a passage does not begin or end with."""
        text = self.text.text
        start, end = span.start, span.end
        while start < end and (text[start] in f"{MARKS}、 ，的|" or not text[start].isprintable()):
            start += 1
        while end > start and text[end - 1] in "，；：、 \n#*“|":
            end -= 1
        return Span(0, start, end, text[start:end])

    def statements(self) -> Iterator[Stub]:
        """What somebody says, a sentence a stub: a measure behind 建议, 要求 or with 要, else a quote."""
        taken: list[Placed] = []
        spoken = [s for s in self.text.article.quotations if s.text[-2:-1] in "。！？!?…，" and len(s.text) > 3]
        for span in spoken:
            frame = speech.under(self.text, span)
            if frame and frame.speakers and frame.start >= span.end:
                end = span.end - 1 - (span.text[-2] == "，")
                taken.append(span)
                yield self.said(Span(0, span.start + 1, end, ""), frame)
        for frame in speech.frames(self.text):
            if frame.speakers:
                for span in self.told(frame):
                    if not any(span.start < each.end and each.start < span.end for each in taken):
                        yield self.said(span, frame)

    def told(self, frame: speech.Frame) -> Iterator[Span]:
        """The sentences behind a verb of speech, up to the next verb or the end of the paragraph."""
        line = self.text.paragraph(frame.start)
        later = [each.head for each in speech.frames(self.text) if frame.end < each.start < line.end]
        begin, end = (
            frame.end if self.voice(line, frame) else frame.head,
            min((each for each in later if each >= frame.end), default=line.end),
        )
        if any(each < frame.end for each in later):
            end = begin
        begin += begin == frame.end and self.text.text.startswith("了", begin)
        quoted = [q for q in self.text.article.quotations if begin <= q.start < q.end <= end and is_whole(q)]
        at = begin
        for sentence in [*inside(self.text.article.sentences, line), Span(0, end, end, "")]:
            start, stop = max(at, sentence.start), min(end, sentence.end)
            across = next((q for q in quoted if start <= q.start < stop < q.end), None)
            if across:
                stop = across.end
            span = self.trimmed(start, stop)
            if start < stop and any(c.isalnum() for c in span.text):
                yield span
                at = stop

    def trimmed(self, start: int, end: int) -> Span:
        """Return a passage without the marks around it; what is wholly between “ and ” keeps its full stop."""
        text = self.text.text
        while start < end and text[start] in "，：:、 \n":
            start += 1
        quoted = next((q for q in self.text.article.quotations if q.start == start and q.end >= end - 1), None)
        if quoted:
            return Span(0, start + 1, quoted.end - 1, text[start + 1 : quoted.end - 1])
        while end > start and text[end - 1] in "，。；：:、！？ \n":
            end -= 1
        return Span(0, start, end, text[start:end])

    def said(self, span: Span, frame: speech.Frame) -> Stub:
        """Return the quote or the measure of some words under a verb of speech."""
        plan = re.match(PLANS, frame.verb) or re.match(DUTY, self.text.text[span.start : span.end])
        quoted = any(each.holds(span.start, span.end) for each in self.text.article.quotations)
        cls: type[model.Record] = model.Measure if plan and not quoted else model.Quote
        who = "proposer" if cls is model.Measure else "speaker"
        stub = self.stub(cls, span, [span, *self.voice(span, frame)])
        if frame.together:
            stub.values[who] = Open(frame.speakers)
        if cls is model.Measure:
            return self.sure(self.settled(stub, "proposer", "status", "date"), "date")
        return self.sure(self.settled(stub, "speaker", "speech", "verb", "date"), "date")

    def sure(self, stub: Stub, field: str) -> Stub:
        """Return the stub without a field that nobody need say and the words leave open."""
        if isinstance(stub.values.get(field), Open):
            del stub.values[field]
        return stub

    def voice(self, span: Placed, frame: speech.Frame) -> list[Span]:
        """Return the clause that names who speaks, with the verb; none where no clause of the sentence does."""
        sentence = self.text.sentence(frame.start).start
        for head in (frame.head, sentence):
            place = self.whole(Span(0, head, frame.end, ""))
            names = inside(self.text.parties, place) or re.match("[他她]|在?会", place.text)
            apart = span.end <= place.start or place.end <= span.start or holds(span, place)
            if names and apart:
                return [place]
        return []

    def publication(self) -> Iterator[Stub]:
        """The publication of the article, by the line of its date and whoever signs or publishes it."""
        lines = [line for line in self.text.article.paragraphs if self.headed(line)]
        held = [d for d in self.text.dates if d.edtf == self.source.published and any(holds(line, d) for line in lines)]
        if held:
            who = [name for name in authors(self.source) if name in self.file.names]
            near = [self.text.article.locate(each) for each in (*who[:1], self.source.url)]
            spans: list[Placed] = [held[0], *(found[0] for found in near if found)]
            values: dict[str, Any] = {
                "title": "文章发布",
                "title_en": "The article is published",
                "category": "publication",
            }
            values |= {"actors": tuple(who)} if who else {}
            stub = self.stub(model.Event, held[0], spans, date_text=held[0].text, **values)
            yield self.settled(stub, "date")

    def events(self) -> Iterator[Stub]:
        """Every date of the text that is not just the day on which somebody says something."""
        frames = [f for f in speech.frames(self.text) if f.speakers]
        for date in self.text.dates:
            said = any(f.head <= date.start < f.end for f in frames)
            clause = self.text.clause(date)
            vague = not self.text.is_sure(date) and not re.search("[0-9年纪]", date.text)
            if self.headed(date) or vague or (said and not re.search("召开|举行|举办|撰文|发文|刊文", clause.text)):
                continue
            if (
                not self.text.text[date.end : clause.end].strip()
                and self.text.text[clause.end : clause.end + 1] == "，"
            ):
                behind = self.text.clause(Span(0, clause.end + 1, clause.end + 2, ""))
                clause = Span(0, clause.start, max(behind.end, clause.end), "")
            whole = self.whole(Span(0, clause.start, clause.end, ""))
            sorts = tuple(sort for sort, signs in SORTS.items() if re.search(signs, whole.text))
            stub = self.stub(model.Event, date, [whole], date_text=date.text, category=Open(sorts))
            there = [
                p for p in inside(self.text.places, whole) if re.search(f"(?:{THERE})$", self.text.text[: p.start])
            ]
            if len(there) == 1 and not any(0 < p.start - there[0].end < 2 for p in self.text.places):
                stub.values["place"] = there[0].name
            yield self.settled(stub, "date")

    def headed(self, place: Placed) -> bool:
        """Whether a place is in a line of the head, which is no prose."""
        line = self.text.paragraph(place.start)
        return speech.is_heading(line.text) or line.text.startswith(("!", "http"))

    def rest(self, found: Sequence[Stub]) -> Iterator[Stub]:
        """Waivers for pictures, headings and lines of the head, and claims for the passages that no stub holds."""
        lines = [Span(0, *line_words(line), "") for line in self.text.article.paragraphs if self.headed(line)]
        waived = self.annotated(()).waived
        lines = [line for line in lines if not any(holds(each, line) for each in waived)]
        waivers = [each for line in lines for each in self.waiver(line, found)]
        yield from waivers
        for gap in self.annotated([*found, *waivers]).findings:
            around = self.text.sentence(gap.start)
            signed = Span(0, max(gap.start - 1, around.start), min(gap.end + 1, around.end), "")
            if any(annotation.overlap(each, gap) for each in self.held):
                continue
            if gap.fault and not annotation.left_over(self.text.text[signed.start : signed.end], self.source):
                marks = [at for at in (signed.start, gap.start) if self.text.text[at] in "（【" or at == gap.start]
                ends = signed.end if self.text.text[signed.end - 1] in "）】" else gap.end
                yield from self.waiver(Span(0, marks[0], ends, ""), [*found, *waivers])
            elif gap.sort == "sentence" and gap.fault:
                line = next((each for each in lines if holds(each, gap)), None)
                first, last = self.text.clause(Span(0, gap.start, gap.start + 1, "")), Span(0, gap.end - 1, gap.end, "")
                start, end = (line.start, line.end) if line else (first.start, self.text.clause(last).end)
                whole = self.trimmed(self.whole(Span(0, start, end, "")).start, end)
                stub = self.stub(model.Claim, gap, [whole if holds(whole, gap) else gap])
                stub = self.settled(stub, "attribution")
                if isinstance(stub.values["attribution"], Open):
                    stub.values["attribution"] = Open(("reporter",))
                yield stub

    def waiver(self, line: Placed, found: Sequence[Stub]) -> Iterator[Stub]:
        """A waiver for a line that states no fact, if the rules accept one."""
        for reason in ("image", "metadata", "heading"):
            anchor = self.anchor(line)
            values = {key: getattr(anchor, key) for key in ("exact", "prefix", "suffix") if getattr(anchor, key)}
            stub = Stub(model.Waiver, line.start, line.end, {**self.cited(), **values, "reason": reason})
            if not any(fault for _, fault in self.annotated([*found, stub]).judged):
                yield stub
                return

    def annotated(self, found: Sequence[Stub]) -> annotation.Annotation:
        """Return the article with what the base and some stubs claim and waive."""
        base = {name: list(getattr(self.known.base, name)) for name in model.SECTIONS}
        for stub in found:
            base[section(stub.cls)].append(self.made(stub))
        file = FactFile(self.known.name, FactBase(base), {}, {})
        file.articles = self.known.articles
        return annotation.annotated(file, self.source)[0]
