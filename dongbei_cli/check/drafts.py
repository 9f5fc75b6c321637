"""A draft, cut into the sentences that claim something; what a pronoun in one of them stands for."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from dongbei_cli import model
from dongbei_cli.check.amounts import is_count
from dongbei_cli.check.claims import GAP, WORDS, Claim, Names, Slot, blanked, taken
from dongbei_cli.check.cover import NEUTRAL, cover
from dongbei_cli.readings import Grammar

if TYPE_CHECKING:
    from markdown_it.token import Token

FORMS = Grammar(WORDS / "drafts.tsv")
"""What cuts a draft, what claims nothing, and what points back, by name."""
LONGEST_HEADING = 40
UNREAD = ("code", "html_block", "html_inline", "lheading", "entity", "escape", "autolink", "reference")
"""Rules of Markdown that would take plain text for something else."""
QUOTES = ("“", '"', "”")
TITLES = {"president": "院长", "director": "司长", "researcher": "研究员"}


class Sentence(NamedTuple):
    """A sentence of a draft without its line breaks, its place in code points, and whether it claims something."""

    start: int
    end: int
    text: str
    claims: bool = True


class Passage(NamedTuple):
    """A part of a draft as its readers see it, and where in the draft each of its characters is."""

    text: str
    places: list[int]
    heading: bool = False

    def part(self, start: int, end: int) -> "Passage":
        """Return a part of the passage."""
        return Passage(self.text[start:end], self.places[start:end], self.heading)

    def without(self, pattern: re.Pattern[str]) -> "Passage":
        """Return the passage without what a pattern finds."""
        left = [0, *(at for match in pattern.finditer(self.text) for at in match.span()), len(self.text)]
        kept = [self.part(*ends) for ends in zip(left[::2], left[1::2], strict=True)]
        return Passage("".join(each.text for each in kept), [at for each in kept for at in each.places], self.heading)

    def sentence(self, claims: bool) -> Sentence:
        """Return the passage as one sentence."""
        return Sentence(self.places[0], self.places[-1] + 1, joined(self.text), claims)


def sentences(draft: str) -> Iterator[Sentence]:
    """Yield the sentences of a draft; headings, questions and opinions are marked as claiming nothing."""
    read = marked(draft) if FORMS["marked"].search(draft) else [Passage(draft, [*range(len(draft))])]
    blocks = [passage.part(*match.span()) for passage in read for match in FORMS["block"].finditer(passage.text)]
    blocks = [block for block in blocks if block.text.strip()]
    prose = any(FORMS["ended"].search(block.text) for block in blocks)
    for before, block in pairwise([Passage("", []), *blocks]):
        bare = not FORMS["paused"].search(block.text) and len(block.text) < LONGEST_HEADING
        if block.heading or FORMS["heading"].match(block.text) or (prose and bare):
            yield block.sentence(claims=False)
            continue
        for sentence in cut(block, copies=not FORMS["led"].search(before.text)):
            passed = FORMS["question"].search(sentence.text) or FORMS["opinion"].search(sentence.text)
            if passed or re.search(r"\w{2}", sentence.text):
                yield sentence.sentence(claims=not passed)


def marked(draft: str) -> Iterator[Passage]:
    """Yield the headings, paragraphs, items and rows of tables of a draft in Markdown, of which code is no part."""
    from markdown_it import MarkdownIt  # a single claim needs none

    lines = [0, *(match.end() for match in re.finditer("\n|\r\n?", draft))]
    heads, cells, at = list[str](), list[Passage](), 0
    for before, token in pairwise(MarkdownIt("commonmark").enable("table").disable(UNREAD).parse(draft)):
        at = max(at, lines[token.map[0]]) if token.map else at
        if token.type == "tr_close" and any(cell.text for cell in cells):
            yield row(heads, cells)
        elif token.type in ("table_open", "tr_open"):
            heads, cells = heads if token.type == "tr_open" else [], []
        elif token.type == "inline":
            passage = shown(token, draft, at)
            at = passage.places[-1] + 1 if passage.places else at
            if before.type in ("th_open", "td_open"):
                heads += [passage.text] if before.type == "th_open" else []
                cells += [passage] if before.type == "td_open" else []
            else:
                yield passage._replace(heading=before.type == "heading_open" or passage.heading)


def shown(token: "Token", draft: str, at: int) -> Passage:
    """Return the text of a paragraph that begins behind a place of a draft; one in bold that ends none is a heading."""
    text, places = "", list[int]()
    children = [child for child in token.children or () if child.content or child.type != "text"]
    for child in children:
        at = draft.find(")", at) + 1 or at if child.type in ("link_close", "image") else at
        words = "\n" if child.type.endswith("break") else child.content if child.type in ("text", "code_inline") else ""
        at = max(draft.find(words, at), at)
        text += words
        places += range(at, at + len(words))
        at += len(words)
    kinds = [child.type for child in children]
    bold = [*kinds[:1], *kinds[-1:]] == ["strong_open", "strong_close"] and kinds.count("strong_open") == 1
    return Passage(text, places, bold and not FORMS["ended"].search(text))


def row(heads: Sequence[str], cells: Sequence[Passage]) -> Passage:
    """Return a row of a table as one sentence: each cell behind the heading of its column and before its unit."""
    text, places = "", list[int]()
    for head, cell in ((head, cell) for head, cell in zip(heads, cells, strict=True) if cell.text):
        column = FORMS["column"].fullmatch(head)
        before = f"{'，' if text else ''}{column['head'] if column else head}"
        behind = column["unit"] if column and cell.text[-1:].isdigit() else ""
        text += before + cell.text + behind
        places += [*cell.places[:1] * len(before), *cell.places, *cell.places[-1:] * len(behind)]
    return Passage(f"{text}。", [*places, *places[-1:]])


def cut(block: Passage, copies: bool) -> Iterator[Passage]:
    """Yield the sentences of a block; direct speech belongs to the sentence that says whose it is, a copy to none."""
    block = block.without(FORMS["citation"])
    plain, spans = block.text, list[tuple[int, int]]()
    for match in FORMS["sentence"].finditer(plain):
        quoted = plain[: match.start()].rstrip().endswith(QUOTES[1:]) and not match[0].strip().startswith(QUOTES)
        if spans and quoted and plain[spans[-1][0]] in QUOTES:
            spans[-1] = (spans[-1][0], match.end())
        else:
            inner = [match.start() + each.end() for each in FORMS["spoken"].finditer(match[0])]
            spans += [pair for pair in pairwise([match.start(), *inner, match.end()]) if pair[0] < pair[1]]
    for first, last in spans:
        lead = re.match(FORMS["lead"], plain[first:last])
        sentence = block.part(first + (lead.end() if lead else 0), first + len(plain[first:last].rstrip()))
        pasted = FORMS["pasted"].fullmatch(sentence.text) if copies and first == spans[0][0] else None
        if sentence.text:
            yield sentence.part(*pasted.span(1)) if pasted else sentence


def joined(text: str) -> str:
    """Return a text on one line; only between words in letters or digits does the end of a line become a space."""
    first, *others = text.split("\n")
    for line in others:
        space = " " if first.rstrip()[-1:].isascii() and line.lstrip()[:1].isascii() else ""
        first = first.rstrip() + space + line.lstrip()
    return first


Named = tuple[str, Slot]
"""A name of a claim, with which of its slots it is."""


class Memory:
    """Who, what, where and when was named last in a draft."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.people: list[Slot] = []
        self.meeting: Slot | None = None
        self.speaker: Slot | None = None
        self.region: Slot | None = None
        self.date = ""
        self.measured: model.Figure | None = None
        self.places: list[Named] = []
        self.last: list[Named] = []
        self.pointers = (
            self.year, self.month, self.spoke, self.one_of_two, self.thing,
            self.province, self.titled, self.person, self.met, self.subject,
        )  # fmt: skip

    def resolved(self, claim: Claim) -> Claim:
        """Return a claim in which a pronoun names what it stands for; keep what it names itself.

        A pronoun of which that is not certain remains, which leaves open what the claim is about.
        """
        for slot in claim.dates:
            if FORMS["now"].fullmatch(slot.text) and len(self.date) > len("2023"):
                rest = claim.rest[: slot.start] + slot.text + claim.rest[slot.end :]
                claim = claim._replace(rest=rest, dates=tuple(each for each in claim.dates if each != slot))
        for meant in self.pointers:
            for match in FORMS[meant.__name__].finditer(claim.rest):
                for sort, slot in meant(match, claim)[:1]:
                    claim = standing(claim, sort, match, slot)
        self.keep(claim)
        return claim

    def keep(self, claim: Claim) -> None:
        """Keep what a claim names, of persons, meetings, regions and dates the last."""
        for slot in claim.parties:
            if slot.value in self.names.people:
                self.speaker = slot
                self.people.append(slot)
            elif meeting := self.names.meeting(slot.value, FORMS["met"].search(claim.rest) is not None):
                self.meeting = self.speaker = slot._replace(value=meeting)
        self.region = next((slot for slot in claim.regions if slot.value in self.names.subjects), self.region)
        self.date = claim.dates[-1].value if claim.dates else self.date
        self.last = self.named(claim) or self.last
        self.places = [each for each in self.last if self.is_place(each)] or self.places

    def named(self, claim: Claim) -> list[Named]:
        """Return what a claim names, in its order."""
        found = [(sort, slot) for sort in ("parties", "regions", "documents") for slot in getattr(claim, sort)]
        return sorted(found, key=lambda each: each[1].start)

    def is_place(self, each: Named) -> bool:
        """Return whether a name is that of a region, but of no whole that the articles are about."""
        return each[0] == "regions" and each[1].value not in (*self.names.subjects, "中国")

    def before(self, match: re.Match[str], claim: Claim) -> list[Named]:
        """Return what a claim names before a pronoun."""
        return [each for each in self.named(claim) if each[1].end <= match.start()]

    def one_of_two(self, match: re.Match[str], claim: Claim) -> list[Named]:
        """Return the former or the latter of two persons, meetings, regions or bodies."""
        before = self.before(match, claim)
        named = before if len(before) > 1 else self.last
        people = [each for each in named if each[1].value in self.names.people]
        for sort in (people, self.meetings(named), [each for each in named if each[0] == "regions"], named):
            if len(distinct(sort)) == 2:
                return [distinct(sort)[0 if match["first"] else 1]]
        return []

    def meetings(self, named: Sequence[Named]) -> list[Named]:
        """Return the meetings among names."""
        return [each for each in named if "meeting" in self.names.kinds.get(each[1].value, ())]

    def thing(self, match: re.Match[str], claim: Claim) -> list[Named]:
        """Return the meeting that was named just before, else the only thing that is no person."""
        named = self.before(match, claim) or self.last
        things = distinct([each for each in named if each[1].value not in self.names.people])
        return self.meetings(things) or (things if len(things) == 1 else [])

    def province(self, match: re.Match[str], claim: Claim) -> list[Named]:
        """Return the only province or city that was named last."""
        places = distinct([each for each in self.before(match, claim) if self.is_place(each)] or self.places)
        return places if len(places) == 1 else []

    def titled(self, match: re.Match[str], claim: Claim) -> list[Named]:
        """Return the person named last who has a title."""
        people = [*self.people, *(slot for _, slot in self.before(match, claim) if slot.value in self.names.people)]
        title = match["title"] or TITLES[match["english"]]
        return [("parties", slot) for slot in reversed(people) if title in (self.names.roles.get(slot.value) or "")]

    def spoke(self, _match: re.Match[str], claim: Claim) -> list[Named]:
        """Return who or which meeting spoke last, where a claim names nobody."""
        return [("parties", self.speaker)] if self.speaker and not claim.parties else []

    def person(self, _match: re.Match[str], claim: Claim) -> list[Named]:
        """Return the person named last, where a claim names none."""
        known = any(slot.value in self.names.people for slot in claim.parties)
        return [("parties", slot) for slot in self.people[-1:] if not known]

    def met(self, _match: re.Match[str], claim: Claim) -> list[Named]:
        """Return the meeting named last, where a claim names no body."""
        known = any(slot.value not in self.names.people for slot in claim.parties)
        return [("parties", self.meeting)] if self.meeting and not known else []

    def subject(self, _match: re.Match[str], claim: Claim) -> list[Named]:
        """Return the region that the articles are about, where a claim names none."""
        return [("regions", self.region)] if self.region and not claim.regions else []

    def year(self, match: re.Match[str], claim: Claim) -> list[Named]:
        """Return the year of the date before, the one behind it, or one some years later."""
        counts = [each for each in claim.amounts if each.end == match.end("years") and each.quantity.unit == "年"]
        later = 0 if match["same"] else int(counts[0].quantity.value) if counts else 1
        date = self.dated(match, claim, len("2023"))
        value = str(int(date) + later) if date and (counts or not match["years"]) else ""
        return [("dates", Slot(0, 0, value, value))] if value else []

    def month(self, match: re.Match[str], claim: Claim) -> list[Named]:
        """Return the month of the date before."""
        date = self.dated(match, claim, len("2023-10"))
        return [("dates", Slot(0, 0, date, date))] if date else []

    def dated(self, match: re.Match[str], claim: Claim, length: int) -> str:
        """Return as much of the date before a pronoun, which is no period."""
        date = next((slot.value for slot in reversed(claim.dates) if slot.end <= match.start()), self.date)
        return date[:length] if len(date) >= length and "/" not in date else ""

    def leaning(self, claim: Claim) -> Iterator[tuple[Claim, tuple[str, ...]]]:
        """Yield a claim as of who spoke and of what was measured last, each with the verdicts that it may have."""
        if self.speaker and not claim.parties:
            yield claim._replace(parties=(self.speaker._replace(start=0, end=0),)), ("supported",)
        rest = FORMS["ranked"].sub(lambda match: GAP * len(match[0]), claim.rest)
        bare = all(piece.place == NEUTRAL for piece in cover(claim.text, rest, "").pieces)
        if self.measured and bare and (rest != claim.rest or not all(is_count(one.quantity) for one in claim.amounts)):
            words = f"其中{self.measured.indicator}" if claim.chinese else f" among them: {self.measured.indicator_en}"
            yield claim._replace(text=claim.text + words, rest=claim.rest + words), ("supported", "refuted")


def standing(claim: Claim, sort: str, match: re.Match[str], slot: Slot) -> Claim:
    """Return a claim in which a pronoun, or a number of years, is a slot."""
    own = slot._replace(start=match.start(), end=match.end())
    slots = tuple(sorted((*getattr(claim, sort), own)))
    counts = tuple(amount for amount in claim.amounts if not taken(amount, [own]))
    changed: dict[str, Any] = {sort: slots, "rest": blanked(claim.rest, [own]), "amounts": counts}
    return claim._replace(**changed)


def distinct(named: Sequence[Named]) -> list[Named]:
    """Return each name once, where it is first."""
    return list({slot.value: (sort, slot) for sort, slot in reversed(named)}.values())[::-1]
