"""A draft, cut into the sentences that claim something; what a pronoun in one of them stands for."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from dongbei_cli.check.claims import Claim, Names, Slot, blanked

BLOCK = re.compile(r"[^\n]+(?:\n(?!\s*\n|\s*[#>*\-+]|\s*\d+[.、)])[^\n]+)*")
SENTENCE = re.compile(
    r"(?:“[^”\n]*”|\"[^\"\n]*\"|\b(?:Mr|Ms|Mrs|Dr|St|No|vs|cf|approx|i\.e|e\.g|[A-Z]\.[A-Z])\."
    r"|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?= *\d)|[^。！？!?.;；]|(?<=\w)\.(?=\w))+"
    r"[。！？!?.;；]*[”’'」』）)]*"
)
ENDED, PAUSED = (re.compile(rf"[{marks}][”\"』」）)]*\s*$") for marks in ("。.!！?？;；", "。.!！?？;；，,：:"))
SPOKEN = re.compile('[：:,，]\\s?(?:“[^”\n]*[。！？.!?]”|"[^"\n]*[。！？.!?]")\\s*(?=\\w)')
"""Direct speech that ends a sentence, where another follows."""
LONGEST_HEADING = 40
HEADING = re.compile(r"\s*#|\s*\*\*.*\*\*\s*$")
CITATION = re.compile(
    r"\[\d+(?:[-,，、–]\s*\d+)*\]|[（(][^（）()]{0,40}(?:https?:|第一财经|Yicai|p\.|¶)[^（）()]*[）)]|https?://\S+"
)
OPINION = re.compile(
    r"^\s*(?:[“\"]?(?:我们?|笔者|在我看来|本文作者|依我看)(?:认为|觉得|相信|以为|希望|建议)?|个人(?:认为|觉得)"
    r"|显然，|可见，|总之，|值得(?:深思|注意|思考)|令人|不得不说|希望|但愿"
    r"|(?:I|We|In my|My|In our|Clearly|Obviously|Hopefully|It is (?:hoped|worth|clear))\b)"
    r"|令人(?:担忧|深思|遗憾)|值得(?:深思|关注|期待)|拭目以待|任重(?:而)?道远"
    r"|\b(?:in my (?:view|opinion)|I (?:think|believe|hope))\b"
    r"|印象深刻|谈何容易|[听看说]上去|听起来|看起来|说得不错|心情复杂|就更?好了|冷静得多|^这可不?是|feelings?\b"
)
QUESTION = re.compile('[?？][”"]?$')
QUOTES = ("“", '"', "”")
PERSON = re.compile(
    r"(?<![其吉])[他她](?!们)|该(?:专家|学者|负责人)|\b(?:[Hh]e|[Ss]he|him|her|his)\b|这位(?!院长|研究员|司长|教授)\w{2,3}"
)
MEETING = re.compile(
    r"(?<![议谈部])会议(?!室)|该会|本次会|那次会|(?<![谈议])会上|\b[Tt]he (?:meeting|session|symposium)\b"
    r"|它(?=[^，。]{0,4}(?:强调|提到|提出|点名|要求|指出|审议|部署))"
)
PAIR = re.compile(
    r"(?P<first>前者|\b[Tt]he former(?=[,'’]| (?:is|was|says?|said|wrote|ha[sd]|got|lost"
    r"|(?:call|argu|believ|propos|suggest|want|urg|receiv|stress|not|expect)\w*)\b))|后者|\b[Tt]he latter\b"
)
"""One of two that were named just before."""
IT = re.compile(
    r"^\W*(?:其(?![中他它实次余间])|It(?! (?:is|was|has|will|takes?|took)\b.*\b(?:that|who|to)\b))|它(?!们)|\b[Ii]ts\b"
)
"""What was named just before; no it that stands for what follows (It was X that ...)."""
PROVINCE = re.compile(
    r"[该这]个?[省市](?![长委])|\b[Tt]h(?:e|at|is) (?:province|city)\b(?! (?:of|that|where|which|in)\b)"
)
TITLE = re.compile(
    r"[该这]位?(?P<title>院长|研究员|司长|教授)|\b[Tt]he (?P<english>president|director|researcher)\b(?! of| at)"
)
TITLES = {"president": "院长", "director": "司长", "researcher": "研究员"}
YEAR = re.compile(
    r"(?P<same>同年|同一年|当年|\b(?:in )?(?:the same|that) year\b)"
    r"|次年|翌年|第二年|\b(?:the )?(?:next|following) year\b"
)
MONTH = re.compile(r"同月|当月|同一个月|\b(?:in )?(?:the same|that) month\b")
NOW = re.compile(r"[上下本]个?月|\b(?:[Ll]ast|[Tt]his|[Nn]ext) month\b")
"""A month that is counted from the day on which a draft was written."""
PLACE = re.compile(r"老家|家乡|这里|当地|这[一个片](?:地区|土地)|该地区|\b(?:[Tt]h(?:e|is) region|here|there)\b")


class Sentence(NamedTuple):
    """A sentence of a draft without its line breaks, its place in code points, and whether it claims something."""

    start: int
    end: int
    text: str
    claims: bool = True


def sentences(draft: str) -> Iterator[Sentence]:
    """Yield the sentences of a draft; headings, questions and opinions are marked as claiming nothing."""
    blocks = [match for match in BLOCK.finditer(draft) if match[0].strip()]
    prose = any(ENDED.search(block[0]) for block in blocks)
    for block in blocks:
        bare = not PAUSED.search(block[0]) and len(block[0]) < LONGEST_HEADING
        if HEADING.match(block[0]) or (prose and bare):
            yield Sentence(*block.span(), block[0], False)
            continue
        for sentence in cut(draft, *block.span()):
            passed = QUESTION.search(sentence.text) or OPINION.search(sentence.text)
            if passed or re.search(r"\w{2}", sentence.text):
                yield sentence._replace(claims=not passed)


def cut(draft: str, start: int, end: int) -> Iterator[Sentence]:
    """Yield the sentences of a block; direct speech belongs to the sentence that says whose it is."""
    plain = CITATION.sub(lambda match: " " * len(match[0]), draft[start:end])
    spans: list[tuple[int, int]] = []
    for match in SENTENCE.finditer(plain):
        quoted = plain[: match.start()].rstrip().endswith(QUOTES[1:]) and not match[0].strip().startswith(QUOTES)
        if spans and quoted and plain[spans[-1][0]] in QUOTES:
            spans[-1] = (spans[-1][0], match.end())
        else:
            ends = [match.start(), *(match.start() + each.end() for each in SPOKEN.finditer(match[0])), match.end()]
            spans += [pair for pair in pairwise(ends) if pair[0] < pair[1]]
    for first, last in spans:
        text = plain[first:last]
        lead = len(text) - len(text.lstrip(" \n\t>*-+"))
        text = re.sub(" {2,}(?=[。，；.,;])", "", text[lead:].rstrip())
        if text:
            yield Sentence(start + first + lead, start + last, joined(text))


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
        self.places: list[Named] = []
        self.last: list[Named] = []

    def resolved(self, claim: Claim) -> Claim:
        """Return a claim in which a pronoun names what it stands for; keep what it names itself.

        A pronoun of which that is not certain remains, which leaves open what the claim is about.
        """
        claim = self.timed(claim)
        pointers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], list[Named]], list[Named]]], ...]
        pointers = ((PAIR, self.one_of_two), (IT, self.thing), (PROVINCE, self.province), (TITLE, self.titled))
        named = self.named(claim)
        for pattern, meant in pointers:
            for match in pattern.finditer(claim.rest):
                for sort, slot in meant(match, [each for each in named if each[1].end <= match.start()])[:1]:
                    claim = standing(claim, sort, match, slot)
        claim = self.spoken(claim)
        self.last = self.named(claim) or self.last
        self.places = [each for each in self.last if self.is_place(each)] or self.places
        return claim

    def named(self, claim: Claim) -> list[Named]:
        """Return what a claim names, in its order."""
        found = [(sort, slot) for sort in ("parties", "regions", "documents") for slot in getattr(claim, sort)]
        return sorted(found, key=lambda each: each[1].start)

    def is_place(self, each: Named) -> bool:
        """Return whether a name is that of a region, but of no whole that the articles are about."""
        return each[0] == "regions" and each[1].value not in (*self.names.subjects, "中国")

    def one_of_two(self, match: re.Match[str], before: list[Named]) -> list[Named]:
        """Return the former or the latter of two persons, regions or bodies."""
        named = before if len(before) > 1 else self.last
        people = [each for each in named if each[1].value in self.names.people]
        for sort in (people, [each for each in named if each[0] == "regions"], named):
            if len(distinct(sort)) == 2:
                return [distinct(sort)[0 if match["first"] else 1]]
        return []

    def thing(self, _match: re.Match[str], before: list[Named]) -> list[Named]:
        """Return the meeting that was named just before, else the only thing that is no person."""
        things = distinct([each for each in before or self.last if each[1].value not in self.names.people])
        meetings = [each for each in things if "meeting" in self.names.kinds.get(each[1].value, ())]
        return meetings or (things if len(things) == 1 else [])

    def province(self, _match: re.Match[str], before: list[Named]) -> list[Named]:
        """Return the only province or city that was named last."""
        places = distinct([each for each in before if self.is_place(each)] or self.places)
        return places if len(places) == 1 else []

    def titled(self, match: re.Match[str], before: list[Named]) -> list[Named]:
        """Return the person named last who has a title."""
        people = [*self.people, *(slot for _, slot in before if slot.value in self.names.people)]
        title = match["title"] or TITLES[match["english"]]
        return [("parties", slot) for slot in reversed(people) if title in (self.names.roles.get(slot.value) or "")]

    def timed(self, claim: Claim) -> Claim:
        """Return a claim in which the same year is that of the date before; last month is no date beside such a one."""
        for slot in claim.dates:
            if NOW.fullmatch(slot.text) and len(self.date) > len("2023"):
                rest = claim.rest[: slot.start] + slot.text + claim.rest[slot.end :]
                claim = claim._replace(rest=rest, dates=tuple(each for each in claim.dates if each != slot))
        for pattern, length in ((YEAR, len("2023")), (MONTH, len("2023-10"))):
            for match in pattern.finditer(claim.rest):
                before = [slot.value for slot in claim.dates if slot.end <= match.start()]
                date = (before[-1] if before else self.date)[:length]
                if length == len(date) and "/" not in (before[-1] if before else self.date):
                    later = pattern is YEAR and not match["same"]
                    value = str(int(date) + 1) if later else date
                    claim = standing(claim, "dates", match, Slot(0, 0, value, value))
        self.date = claim.dates[-1].value if claim.dates else self.date
        return claim

    def spoken(self, claim: Claim) -> Claim:
        """Return a claim in which he, the meeting and here name the last fitting person, meeting and region."""
        own = {slot.value for slot in claim.parties}
        found = list(claim.parties)
        people, others = own & self.names.people, own - self.names.people
        for pattern, last, known in ((PERSON, self.people[-1:], people), (MEETING, [self.meeting], others)):
            if (match := pattern.search(claim.rest)) and last and last[0] and not known:
                found.append(Slot(*match.span(), last[0].text, last[0].value))
        for slot in claim.parties:
            if slot.value in self.names.people:
                self.speaker = slot
                self.people.append(slot)
            elif meeting := self.names.meeting(slot.value, MEETING.search(claim.rest) is not None):
                self.meeting = self.speaker = slot._replace(value=meeting)
        places = list(claim.regions)
        if (match := PLACE.search(claim.rest)) and self.region and not places:
            places.append(Slot(*match.span(), self.region.text, self.region.value))
        self.region = next((slot for slot in claim.regions if slot.value in self.names.subjects), self.region)
        rest = blanked(claim.rest, [*found, *places])
        return claim._replace(rest=rest, parties=tuple(sorted(found)), regions=tuple(places))

    def leaning(self, claim: Claim) -> Claim | None:
        """Return a claim that names nobody as what was last named in the draft goes on to say."""
        if claim.parties or not self.speaker:
            return None
        return claim._replace(parties=(self.speaker._replace(start=0, end=0),))


def standing(claim: Claim, sort: str, match: re.Match[str], slot: Slot) -> Claim:
    """Return a claim in which a pronoun is a slot."""
    own = slot._replace(start=match.start(), end=match.end())
    slots = tuple(sorted((*getattr(claim, sort), own)))
    changed: dict[str, Any] = {sort: slots, "rest": blanked(claim.rest, [own])}
    return claim._replace(**changed)


def distinct(named: Sequence[Named]) -> list[Named]:
    """Return each name once, where it is first."""
    return list({slot.value: (sort, slot) for sort, slot in reversed(named)}.values())[::-1]
