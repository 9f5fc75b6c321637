"""Who is speaking where: the places at which an article says that someone says something.

A frame is a verb of speech with those who are its subject (王明远认为, 会议指出, 他还建议, 在徐林看来). What follows
it in the paragraph is theirs, up to the next frame.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dongbei_cli.checks import passages
from dongbei_cli.checks.passages import Mention
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.readings.article import Article, Span

Party = entries.Person | entries.Organization

WRITING = "撰文|著文|刊文|发文|写道"
_STRONG = "指出|强调|表示|认为|提出|建议|预计|预测|坦言|直言|呼吁|主张|宣布|看来|(?<![名号职简俗])称(?![之为号作呼])"
_WEAK = "介绍|分析|透露|解释|补充|总结|提醒|判断|回应|谈到|提到|要求|告诉[^，。]{1,12}|(?<![来据小学传听])说"
_ADVERBS = "(?:也|还|又|并|都|则|均|再次|进一步|同时|此外|特别|着重|曾|曾经|就此|对此|为此|因此|此前|日前|近日|最后)*"


class Frame(NamedTuple):
    """A verb of speech at [start, end); `head` is where its clause begins, `speakers` are the names of its subjects."""

    start: int
    end: int
    verb: str
    head: int
    speakers: frozenset[str]


@cache
def verbs() -> re.Pattern[str]:
    """Verbs of speech; those that are nouns as well only before a comma, a colon or a quotation mark."""
    written = "(?:撰文|著文|刊文|发文)(?:分析|指出|表示|认为|称|说|提出|建议)?|写道"
    return re.compile(rf"(?P<verb>{written}|(?:{_STRONG})(?:说|称|道)?(?!的)|(?:{_WEAK})(?:说|称|道)?(?=[，：:,“]))")


def frames(file: FactFile, source: entries.Source) -> tuple[Frame, ...]:
    """Every frame in the article of `source`, in order."""
    return frames_of(file.articles[source.id].text, (*file.base.people, *file.base.organizations))


@lru_cache(maxsize=64)
def frames_of(text: str, parties: tuple[Party, ...]) -> tuple[Frame, ...]:
    """Every frame of a text in which `parties` may speak."""
    reader = _Reader(Article(text), parties)
    found: list[Frame] = []
    for match in verbs().finditer(text):
        found.append(reader.frame(match, found))
    return tuple(found)


class _Reader:
    """One article on the way to its frames."""

    def __init__(self, article: Article, parties: tuple[Party, ...]) -> None:
        self.article = article
        self.text = article.text
        self.kinds = {
            party.name: party.type if isinstance(party, entries.Organization) else "person" for party in parties
        }
        self.mentions = passages.parties_named(self.text, parties)

    def frame(self, match: re.Match[str], before: Sequence[Frame]) -> Frame:
        """The frame of one verb; it has no speakers when the text names none that we know."""
        head = passages.clause_start(self.text, match.start())
        paragraph = self.article.paragraph_at(match.start())
        earlier = [frame for frame in before if paragraph and frame.start >= paragraph.start]
        speakers = self.subjects(head, match.start(), earlier)
        return Frame(match.start(), match.end(), match["verb"], head, frozenset(speakers))

    def subjects(self, head: int, verb: int, earlier: Sequence[Frame]) -> Sequence[str] | frozenset[str]:
        """Who speaks, when the clause begins at `head` and the verb stands at `verb`."""
        words = self.text[head:verb]
        named = self.named(head, verb)
        if named:
            return self.chosen(named, together="都" in words[-2:])
        if re.match("(?:在)?(?:他|她)", words):
            return earlier[-1].speakers if earlier else ()
        if re.search("(?:会议|座谈会|全会|论坛|会上)(?:还|也|特别)?$", words):
            return self.meeting_before(head)
        if not re.fullmatch(_ADVERBS, words):
            return ()
        return self.carried_over(head, words, earlier)

    def carried_over(self, head: int, words: str, earlier: Sequence[Frame]) -> Sequence[str] | frozenset[str]:
        """The subject of a verb that begins its clause: of this sentence, else of what is said before."""
        sentence = self.article.sentence_at(head)
        start = sentence.start if sentence else head
        if earlier and earlier[-1].start >= start:
            return earlier[-1].speakers
        named = self.named(start, head)
        if named:
            return self.chosen(named, together="都" in words)
        return earlier[-1].speakers if earlier else ()

    def named(self, start: int, end: int) -> list[Mention]:
        """The parties named in a passage that may be a subject: not 某人的 …, nor 某报记者."""
        held = passages.inside(self.mentions, Span(0, start, end, ""))
        return [mention for mention in held if not self.text.startswith(("的", "记者"), mention.end)]

    def chosen(self, named: Sequence[Mention], *, together: bool) -> Sequence[str]:
        """Of several the first person, else the last meeting, else the first organisation; all of them before 都."""
        names = [mention.name for mention in named]
        persons = [name for name in names if self.kinds[name] == "person"]
        meetings = [name for name in names if self.kinds[name] == "meeting"]
        if together:
            return persons or meetings or names
        return persons[:1] or meetings[-1:] or names[:1]

    def meeting_before(self, head: int) -> Sequence[str]:
        """The meeting that 会议 means: the last one named before in the paragraph."""
        paragraph = self.article.paragraph_at(head)
        named = self.named(paragraph.start if paragraph else head, head)
        return [mention.name for mention in named if self.kinds[mention.name] == "meeting"][-1:]


def governing(file: FactFile, source: entries.Source, place: passages.Placed) -> Frame | None:
    """The frame under which the words at `place` stand: the last one of the paragraph that begins no later than they.

    Words in “ ” may have theirs behind them: “…。”李洪彪表示.
    """
    article = file.articles[source.id]
    paragraph = article.paragraph_at(place.start)
    if paragraph is None:
        return None
    found = passages.inside(frames(file, source), paragraph)
    before = [frame for frame in found if frame.start <= place.start][-1:]
    quoted = quotation(article, place)
    if quoted is None or (before and is_spoken(article, quoted, before[0])):
        return before[0] if before else None
    after = (frame for frame in found if frame.head >= quoted.end and is_spoken(article, quoted, frame))
    return next(after, before[0] if before else None)


def voices(file: FactFile, source: entries.Source, place: passages.Placed) -> frozenset[str]:
    """Who is named in a passage, or is the subject of a verb of speech there (会议指出, 他还建议)."""
    mentions = passages.inside(passages.named(file, source), place)
    spoken = [speaker for frame in passages.inside(frames(file, source), place) for speaker in frame.speakers]
    return frozenset((*(mention.name for mention in mentions), *spoken))


def quotation(article: Article, place: passages.Placed) -> Span | None:
    """The “ ” that hold the words at `place`."""
    return next((span for span in article.quotations if span.holds(place.start, place.end)), None)


def is_spoken(article: Article, quoted: Span, frame: Frame) -> bool:
    """Whether a passage in “ ” is speech: it stands right after the verb, or the clause of the verb right after it."""
    if frame.end <= quoted.start:
        return article.text[frame.end : quoted.start] in ("", "了", "，", "：", ",", ":")
    return frame.head >= quoted.end and not article.text[quoted.end : frame.head].strip("，")
