"""A draft, cut into the sentences that claim something; what a pronoun in one of them stands for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from dongbei_cli import model
from dongbei_cli.check.amounts import is_count
from dongbei_cli.check.claims import GAP, WORDS, Claim, Names, Slot, blanked, is_chinese, read, taken
from dongbei_cli.check.cover import NEUTRAL, cover
from dongbei_cli.readings import Grammar, rows
from dongbei_cli.readings.forms import Form

if TYPE_CHECKING:
    from markdown_it.token import Token

FORMS = Grammar(WORDS / "drafts.tsv")
"""What cuts a draft, what claims nothing, and what points back, by name."""
LONGEST_HEADING = 40
UNREAD = ("code", "html_block", "html_inline", "lheading", "entity", "escape", "autolink", "reference")
"""Rules of Markdown that would take plain text for something else."""
QUOTES = ("“", '"', "”")
STRATEGY = {True: "东北振兴战略", False: "the Northeast revitalization strategy"}
"""The strategy that an article is about, in Chinese and in English."""
CELL = "…"
"""Stands for a cell in what the heading of its column says of it."""


class Sentence(NamedTuple):
    """A sentence of a draft without its line breaks, its place in code points, and whether it claims something.

    None is a short item of a list without a verb, which is a claim where it is decided.
    """

    start: int
    end: int
    text: str
    claims: bool | None = True


class Passage(NamedTuple):
    """A part of a draft as its readers see it, where each of its characters is, and whether it is a heading."""

    text: str
    places: list[int]
    kind: str = ""

    def part(self, start: int, end: int) -> "Passage":
        """Return a part of the passage."""
        return Passage(self.text[start:end], self.places[start:end], self.kind)

    def without(self, pattern: Form) -> "Passage":
        """Return the passage without what a pattern finds."""
        left = [0, *(at for match in pattern.finditer(self.text) for at in match.span()), len(self.text)]
        return joined((self.part(*ends) for ends in zip(left[::2], left[1::2], strict=True)), self.kind)

    def sentence(self, claims: bool | None) -> Sentence:
        """Return the passage as one sentence; only between letters or digits does the end of a line become a space."""
        text = re.sub(r"\s*\n\s*", "", re.sub(r"(?<=[!-~])\s*\n\s*(?=[!-~])", " ", self.text))
        return Sentence(self.places[0], self.places[-1] + 1, text, claims)


def joined(passages: Iterable[Passage], kind: str = "") -> Passage:
    """Return several passages as one."""
    found = [*passages]
    return Passage("".join(each.text for each in found), [at for each in found for at in each.places], kind)


def sentences(draft: str) -> Iterator[Sentence]:
    """Yield the sentences of a draft; headings, questions and opinions are marked as claiming nothing."""
    prose = unescaped(Passage(draft, [*range(len(draft))]).without(FORMS["unread"]))
    read = marked(prose) if FORMS["marked"].search(draft) else [prose]
    blocks = [passage.part(*match.span()) for passage in read for match in FORMS["block"].finditer(passage.text)]
    blocks = signed(block for block in blocks if block.text.strip())
    whole, led = not all(is_nominal(block.text) for block in blocks), False
    for before, block in pairwise([Passage("", []), *blocks]):
        shown = block.without(FORMS["citation"])
        led = FORMS["list"].search(before.text) is not None or (led and block.kind == before.kind == "item")
        item = led and FORMS["phrase"].search(shown.text)
        nominal = not item and (whole or block.kind == "bold") and is_nominal(shown.text)
        if block.kind == "heading" or FORMS["heading"].match(block.text) or nominal or not shown.text.strip():
            yield shown.sentence(claims=None) if nominal and block.kind == "item" else block.sentence(claims=False)
            continue
        for sentence in cut(shown, copies=not FORMS["led"].search(before.text)):
            opinion = FORMS["opinion"].search(sentence.text) and not FORMS["figure"].search(sentence.text)
            passed = opinion or FORMS["question"].search(sentence.text)
            if passed or re.search(r"\w{2}", sentence.text):
                yield sentence.sentence(claims=not passed)


def unescaped(draft: Passage) -> Passage:
    """Return a draft with the characters that entities of HTML (&#21704;) stand for."""
    parts, end = list[Passage](), 0
    for match in FORMS["entity"].finditer(draft.text):
        character = unescape(match[0])
        parts += [draft.part(end, match.start()), Passage(character, draft.places[match.start() :][: len(character)])]
        end = match.end()
    return joined([*parts, draft.part(end, len(draft.text))])


def signed(blocks: Iterable[Passage]) -> list[Passage]:
    """Return the blocks of a draft, with a quotation that who said it signs as one block."""
    found = list[Passage]()
    for block in blocks:
        signs = found and found[-1].text.rstrip().endswith(QUOTES[1:]) and FORMS["signature"].fullmatch(block.text)
        found.append(joined([found.pop(), block]) if signs else block)
    return found


def is_nominal(text: str) -> bool:
    """Return whether a line is short and has neither an end nor a figure nor a verb with its subject."""
    return len(text) < LONGEST_HEADING and not any(FORMS[form].search(text) for form in ("paused", "figure", "verb"))


def marked(draft: Passage) -> Iterator[Passage]:
    """Yield the headings, paragraphs, items and rows of tables of a draft in Markdown, of which code is no part."""
    from markdown_it import MarkdownIt  # a single claim needs none

    lines = [0, *(match.end() for match in re.finditer("\n|\r\n?", draft.text))]
    heads, cells, at = list[str](), list[Passage](), 0
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(UNREAD)
    for before, token in pairwise(reader.parse(draft.text)):
        at = max(at, lines[token.map[0]]) if token.map else at
        if token.type == "tr_close" and any(cell.text for cell in cells):
            yield row(heads, cells)
        elif token.type in ("table_open", "tr_open"):
            heads, cells = heads if token.type == "tr_open" else [], []
        elif token.type == "inline":
            indented = token.level == 1 and FORMS["program"].match(draft.text, at)
            passage, at = shown(token, draft, at)
            if before.type in ("th_open", "td_open"):
                heads += [passage.text] if before.type == "th_open" else []
                cells += [passage] if before.type == "td_open" else []
            else:
                kind = "heading" if indented or before.type == "heading_open" else passage.kind
                yield passage._replace(kind=kind or "item" * (token.level > 2))  # deeper than a quotation


def shown(token: "Token", draft: Passage, at: int) -> tuple[Passage, int]:
    """Return what is not struck of a paragraph that begins behind a place of a draft, and its end there.

    One in bold that ends no sentence may be a heading.
    """
    text, places, struck = "", list[int](), False
    for child in token.children or ():
        struck = child.type == "s_open" or (struck and child.type != "s_close")
        at = draft.text.find(")", at) + 1 or at if child.type in ("link_close", "image") else at
        words = "\n" if child.type.endswith("break") else child.content if child.type in ("text", "code_inline") else ""
        at = max(draft.text.find(words, at), at)
        text += "" if struck else words
        places += [] if struck else draft.places[at : at + len(words)]
        at += len(words)
    return Passage(text, places, "bold" if FORMS["bold"].fullmatch(token.content) else ""), at


def row(heads: Sequence[str], cells: Sequence[Passage]) -> Passage:
    """Return a row of a table as one sentence in the language of its cells, each with what its column says of it."""
    words = next(filter(str.isalpha, "".join((*(cell.text for cell in cells), *heads))), "")
    comma, full_stop = ("，", "。") if is_chinese(words) else (", ", ".")
    text, places = "", list[int]()
    for head, cell in zip(heads, cells, strict=True):
        if FORMS["empty"].fullmatch(cell.text):
            continue
        before, behind = column(head, comma)
        before, behind = before if text else before.lstrip("，,： "), behind if cell.text[-1].isdigit() else ""
        text += before + cell.text + behind
        places += [*cell.places[:1] * len(before), *cell.places, *cell.places[-1:] * len(behind)]
    return Passage(text + full_stop, [*places, *places[-1:]])


def column(head: str, comma: str) -> tuple[str, str]:
    """Return what a heading says before the cells of its column and behind them: their period, their unit."""
    text = f"{comma}{head}{CELL}"
    for pattern, usual in rows(WORDS / "columns.tsv"):
        text = re.sub(pattern, usual, text)
    return text.partition(CELL)[::2]


def cut(block: Passage, copies: bool) -> Iterator[Passage]:
    """Yield the sentences of a block; direct speech belongs to the sentence that says whose it is, a copy to none."""
    plain, spans = block.text, list[tuple[int, int]]()
    for match in FORMS["sentence"].finditer(plain):
        quoted = plain[: match.start()].rstrip().endswith(QUOTES[1:]) and not match[0].strip().startswith(QUOTES)
        if spans and quoted and plain[spans[-1][0]] in QUOTES:
            spans[-1] = (spans[-1][0], match.end())
        else:
            inner = [match.start() + each.end() for each in FORMS["spoken"].finditer(match[0])]
            spans += [pair for pair in pairwise([match.start(), *inner, match.end()]) if pair[0] < pair[1]]
    for first, last in spans:
        lead = FORMS["lead"].match(plain[first:last])
        sentence = block.part(first + (lead.end() if lead else 0), first + len(plain[first:last].rstrip()))
        pasted = FORMS["pasted"].fullmatch(sentence.text) if copies else None
        copies = pasted is not None
        if sentence.text:
            yield sentence.part(*pasted.span(pasted.lastindex or 0)) if pasted else sentence


class Named(NamedTuple):
    """A name of a claim: which of its slots it is, none that of a stranger, and all that it is."""

    sort: str
    slot: Slot
    kinds: frozenset[str] = frozenset()


POINTERS = {
    "period": ("dates", ""), "year": ("dates", ""), "month": ("dates", ""), "spoke": ("speaker", "parties"),
    "one_of_two": ("", ""), "thing": ("thing", ""), "province": ("place", ""),
    "titled": ("title", ""), "expert": ("person", ""), "they": ("person", ""), "person": ("person", ""),
    "met": ("meeting", "body"), "subject": ("subject", "regions"),
}  # fmt: skip
"""What each form that points back may mean, and of what a claim then names none; a title is a group of its pattern."""


class Memory:
    """Who, what, where and when was named before in a draft."""

    def __init__(self, names: Names, published: str) -> None:
        self.names, self.published = names, published
        self.earlier: list[list[Named]] = []
        self.date, self.dated = "", False
        self.strategy = False
        self.spelled_out: Claim | None = None
        self.measured: model.Figure | None = None

    def read(self, text: str) -> tuple[Claim, bool]:
        """Return the claim of the next sentence, in which it is the strategy of which the one before spoke."""
        told = text
        if self.strategy and FORMS["other"].search(text):
            told = FORMS["its"].sub(STRATEGY[is_chinese(text)], text, count=1)
        self.strategy = told != text or FORMS["strategy"].search(text) is not None
        claim, several = self.resolved(read(told, self.names, self.published))
        spelled = self.spelled(claim)
        self.spelled_out = (
            self.resolved(read(spelled, self.names, self.published))[0] if spelled != claim.text else None
        )
        self.date, self.dated = (claim.dates[-1].value, True) if claim.dates else (self.date, False)
        self.earlier += filter(None, [self.named(claim)])
        return claim, several

    def resolved(self, claim: Claim) -> tuple[Claim, bool]:
        """Return a claim in which a pronoun names what it stands for, and whether one may mean several, or a stranger.

        A pronoun of which it is not certain remains.
        """
        for slot in claim.dates:
            if FORMS["now"].fullmatch(slot.text) and len(self.date) > len("2023"):
                rest = claim.rest[: slot.start] + slot.text + claim.rest[slot.end :]
                claim = claim._replace(rest=rest, dates=tuple(each for each in claim.dates if each != slot))
        several = False
        for form in POINTERS:
            for match in FORMS[form].finditer(claim.rest):
                meant = distinct(self.meant(form, match, claim))
                known = len(meant) == 1 and meant[0].sort
                several = several or (meant != [] and not known)
                claim = standing(claim, match, meant[0]) if known else claim
        return claim, several

    def named(self, claim: Claim) -> list[Named]:
        """Return what a claim names, in its order; a body that met as its meeting."""
        met = FORMS["session"].search(claim.rest) is not None
        parties = [slot._replace(value=self.names.meeting(slot.value, met) or slot.value) for slot in claim.parties]
        strangers = [Slot(*match.span(), match[0], match[0]) for match in FORMS["stranger"].finditer(claim.rest)]
        found = {"parties": parties, "regions": claim.regions, "documents": claim.documents, "": strangers}
        named = [Named(sort, slot, self.kinds(sort, slot.value)) for sort in found for slot in found[sort]]
        return sorted(named, key=lambda each: each.slot.start)

    def kinds(self, sort: str, name: str) -> frozenset[str]:
        """Return all that something is that a claim names, its titles too."""
        person, meeting = name in self.names.people or not sort, "meeting" in self.names.kinds.get(name, ())
        place, subject = sort == "regions", name in self.names.subjects
        holds = {
            "": True, sort: True, "person": person, "thing": not person, "meeting": meeting,
            "speaker": person or meeting, "body": sort == "parties" and not person, "subject": place and subject,
            "place": place and not subject and name != "中国",
        }  # fmt: skip
        titles = [title for form in ("titled", "expert") for title in FORMS[form].groupindex]
        held = {title: title in (self.names.roles.get(name) or name * (not sort)) for title in titles}
        return frozenset(kind for kind, so in (holds | held).items() if so)

    def last(self, kind: str, before: Sequence[Named] = ()) -> list[Named]:
        """Return the names of a kind in the last claim that has some."""
        found = ([each for each in named if kind in each.kinds] for named in (before, *reversed(self.earlier)))
        return next(filter(None, found), [])

    def meant(self, form: str, match: re.Match[str], claim: Claim) -> list[Named]:
        """Return all that a form may mean, of what its claim names before it, else of what was named last."""
        kind, unless = POINTERS[form]
        if kind == "dates":
            date = self.moment(form, match, claim)
            return [Named(kind, Slot(0, 0, date, date))] if date else []
        named = self.named(claim)
        before = [each for each in named if each.slot.end <= match.start()]
        if unless and any(unless in each.kinds for each in named):
            return []
        latest = self.earlier[-1:]
        if form == "one_of_two":
            return one_of_two(before if len(before) > 1 else [*chain(*latest)], match["first"] is not None)
        if form == "thing":
            things = [each for each in before or chain(*latest) if kind in each.kinds]
            return [each for each in things if "meeting" in each.kinds] or things
        titled = self.last(match.lastgroup, before) if match.lastgroup else []
        people = self.last(kind, before)
        return [] if form == "they" and len(distinct(people)) == 1 else [*titled, *people]

    def moment(self, form: str, match: re.Match[str], claim: Claim) -> str:
        """Return the period, the month or the year that was named before, the next year, or one some years later."""
        date = next((slot.value for slot in reversed(claim.dates) if slot.end <= match.start()), self.date)
        if form == "period" or "/" in date:
            return date if form == "period" and "/" in date and not claim.dates else ""
        if form == "month" or len(date) < len("2023"):
            return date[: len("2023-10")] if len(date) >= len("2023-10") else ""
        count = next((each.quantity for each in claim.amounts if each.end == match.end("count")), None)
        unit, many = (count.unit, int(count.value)) if count else (match["one"] or "年", int(not match["same"]))
        many = -many if match["ago"] else many
        if unit in ("年", "year") and not match["ago"]:
            return str(int(date[: len("2023")]) + many) if count or not match["count"] else ""
        if unit not in ("个月", "month") or len(date) < len("2023-10") or not self.dated:
            return ""
        year, month = divmod(int(date[:4]) * 12 + int(date[5:7]) - 1 + many, 12)
        return f"{year}-{month + 1:02}"

    def leaning(self, claim: Claim) -> Iterator[tuple[Claim, tuple[str, ...]]]:
        """Yield a claim as of who spoke and of what was measured last, each with the verdicts that it may have."""
        speakers = [] if claim.parties else distinct(self.last("speaker"))
        if len(speakers) == 1 and speakers[0].sort:
            verdicts = ("supported", "refuted") if FORMS["such"].search(claim.rest) else ("supported",)
            yield claim._replace(parties=(speakers[0].slot._replace(start=0, end=0),)), verdicts
        if self.spelled_out:
            yield self.spelled_out, ("supported", "refuted")

    def spelled(self, claim: Claim) -> str:
        """Return the text of a claim that names what was measured last where it is of that and does not name it."""
        last, text = self.measured, claim.text
        if last is None:
            return text
        region, what, among, of = last.region_en, last.indicator_en, " among them: ", "'s "
        if claim.chinese:
            region, what, among, of = last.region, last.indicator, "其中", ""
        if claim.amounts and FORMS["that_figure"].search(text):
            where = f"{region}{of}" if region and not claim.regions else ""
            return FORMS["that_figure"].sub(f"{where}{what}", text, count=1)
        if region and not claim.amounts and FORMS["than_it"].search(text):
            return f"{FORMS['than_it'].sub(region, text, count=1)}{among}{what}"
        rest = FORMS["ranked"].sub(lambda match: GAP * len(match[0]), claim.rest)
        bare = all(piece.place == NEUTRAL for piece in cover(text, rest, "").pieces)
        goes_on = bare and (rest != claim.rest or not all(is_count(one.quantity) for one in claim.amounts))
        return f"{text}{among}{what}" if goes_on else text


def one_of_two(named: Sequence[Named], first: bool) -> list[Named]:
    """Return the first or the second of two persons, meetings, regions or bodies."""
    sorts = (distinct([each for each in named if kind in each.kinds]) for kind in ("person", "meeting", "regions", ""))
    return next(([pair[0 if first else 1]] for pair in sorts if len(pair) == 2), [])


def standing(claim: Claim, match: re.Match[str], named: Named) -> Claim:
    """Return a claim in which a pronoun, or a number of years, is a slot."""
    own = named.slot._replace(start=match.start(), end=match.end())
    counts = tuple(amount for amount in claim.amounts if not taken(amount, [own]))
    slots: dict[str, Any] = {named.sort: tuple(sorted((*getattr(claim, named.sort), own)))}
    return claim._replace(rest=blanked(claim.rest, [own]), amounts=counts, **slots)


def distinct(named: Sequence[Named]) -> list[Named]:
    """Return each name once, where it is first."""
    return list({each.slot.value: each for each in reversed(named)}.values())[::-1]
