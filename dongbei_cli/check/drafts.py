"""A draft, cut into the sentences that claim something; what a pronoun in one of them stands for."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from dongbei_cli.check.claims import Claim, Names, Slot, blanked

BLOCK = re.compile(r"[^\n]+(?:\n(?!\s*\n|\s*[#>*\-+]|\s*\d+[.、)])[^\n]+)*")
SENTENCE = re.compile(
    r"(?:“[^”\n]*”|\b(?:Mr|Ms|Mrs|Dr|St|No|vs|cf|i\.e|e\.g|[A-Z]\.[A-Z])\.|[^。！？!?.;；]|(?<=\w)\.(?=\w))+"
    r"[。！？!?.;；]*[”’」』）)]*"
)
ENDED, PAUSED = (re.compile(rf"[{marks}][”\"』」）)]*\s*$") for marks in ("。.!！?？;；", "。.!！?？;；，,：:"))
SPOKEN = re.compile("[：:]“[^”\n]*[。！？]”(?=\\w)")
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
    r"(?<![其吉])[他她](?!们)|该(?:专家|学者|院长|研究员|司长|教授|负责人)|\b(?:[Hh]e|[Ss]he|him|her|his)\b|这位\w{2,3}"
)
MEETING = re.compile(
    r"(?<![议谈部])会议(?!室)|该会|本次会|那次会|(?<![谈议])会上|\b[Tt]he (?:meeting|session|symposium)\b"
    r"|它(?=[^，。]{0,4}(?:强调|提到|提出|点名|要求|指出|审议|部署))"
)
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


class Memory:
    """Who and where was named last in a draft."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.person: Slot | None = None
        self.meeting: Slot | None = None
        self.speaker: Slot | None = None
        self.region: Slot | None = None

    def resolved(self, claim: Claim) -> Claim:
        """Return a claim in which a pronoun names the last fitting person or meeting; keep who it names itself."""
        own = {slot.value for slot in claim.parties}
        found = list(claim.parties)
        people, others = own & self.names.people, own - self.names.people
        for pattern, last, known in ((PERSON, self.person, people), (MEETING, self.meeting, others)):
            if (match := pattern.search(claim.rest)) and last and not known:
                found.append(Slot(*match.span(), last.text, last.value))
        for slot in claim.parties:
            if slot.value in self.names.people:
                self.person = self.speaker = slot
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
