"""Who is speaking where: the places at which an article says that someone says something.

A frame is a verb of speech with those who are its subject (王明远认为, 会议指出, 他还建议, 在徐林看来). What follows
it in the paragraph is theirs, up to the next frame.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings.article import Article, Span
from dongbei_cli.rules import passages
from dongbei_cli.rules.passages import PROVED, Mention, Verdict

Party = model.Person | model.Organization

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


def frames(file: FactFile, source: model.Source) -> tuple[Frame, ...]:
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
    """One article on the way to its speech."""

    def __init__(self, article: Article, parties: tuple[Party, ...]) -> None:
        self.article = article
        self.text = article.text
        self.kinds = {
            party.name: party.type if isinstance(party, model.Organization) else "person" for party in parties
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


def governing(file: FactFile, source: model.Source, place: passages.Placed) -> Frame | None:
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


def voices(file: FactFile, source: model.Source, place: passages.Placed) -> frozenset[str]:
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


Said = model.Quote | model.Measure
BODIES = ("meeting", "party", "government")


def speaker_in_context(file: FactFile) -> Iterator[Verdict]:
    """The words of a quote stand under a verb of speech whose subject is the speaker; every other anchor names him.

    Who is meant by 他 or 会议 is the one named last; words without a verb of their own belong to the verb before them
    in the paragraph, words in “ ” also to the one right behind them.

    Fails: speaker: 王明远 over words that follow 李洪彪认为; words that follow 专家预计.
    """
    for quote in file.base.quotes:
        yield from attributed(file, quote, quote.speaker, "speaker", "speaker-in-context")


def proposer_in_context(file: FactFile) -> Iterator[Verdict]:
    """The words of a measure stand under a verb of speech whose subject is the proposer, as for a quote.

    `official` is what a meeting, the Party or a government adopts, `proposed` what anyone else puts forward.

    Fails: proposer: 徐林 over words that follow 王明远称; status: official with the proposer 王明远.
    """
    for measure in file.base.measures:
        yield from attributed(file, measure, measure.proposer, "proposer", "proposer-in-context")
        party = file.names.get(measure.proposer)
        body = isinstance(party, model.Organization) and party.type in BODIES
        if party is None or (measure.status == "official") == body:
            yield PROVED
        else:
            fitting = "official" if body else "proposed"
            message = f"what {measure.proposer} puts forward is not {measure.status}"
            yield file.problem(measure, ("status",), "proposer-in-context", message, f"write {fitting}")


def attributed(file: FactFile, fact: Said, name: str, key: str, rule: str) -> Iterator[Verdict]:
    """A verdict on each anchor: the speaker says it, or it names him."""
    source = file.source(fact)
    sound = list(file.anchored(fact))
    wrong = False
    for number, (anchor, span) in enumerate(sound):
        heard = voices(file, source, span) if number else frozenset()
        frame = governing(file, source, span)
        if name in heard:
            fault = unrelated(file, fact, sound[0][1], span, name)
            hint = "anchor the name and the verb that the words stand under"
            message = f"{anchor.exact!r} {fault}"
            yield file.problem(fact, ("anchors", number), rule, message, hint) if fault else PROVED
        elif frame and name in frame.speakers and not heard:
            yield PROVED
        elif not wrong:  # once is enough where another speaker is meant
            wrong = True
            yield file.problem(fact, (key,), rule, *misattributed(anchor, name, frame, heard))


def misattributed(anchor: model.Anchor, name: str, frame: Frame | None, voices: frozenset[str]) -> tuple[str, str]:
    """What is wrong with an anchor that is not the speaker's, and whose it is."""
    message = f"the article does not put {anchor.exact[:24]!r} in the mouth of {name}"
    others = "、".join(sorted(voices or (frame.speakers if frame else ())))
    if frame and not others:
        return message, f"the subject of {frame.verb} is none of people and organizations"
    return message, f"it is {others}" if others else "no verb of speech stands before it in its paragraph"


def unrelated(file: FactFile, fact: Said, words: Span, span: Span, name: str) -> str:
    """What is wrong with an anchor for naming who speaks; empty when it is right.

    It stands in the paragraph of the words (or of other words of the fact) and before them, or holds their verb, or
    dates the meeting; it takes in the verb whose subject it names.
    """
    article, source = file.article(fact), file.source(fact)
    found = frames(file, source)
    if any(
        frame.head < span.end < frame.end and name in frame.speakers and span.start >= frame.head for frame in found
    ):
        return "leaves out the verb"
    said = [other for _, other in file.anchored(fact) if not voices(file, source, other)]
    paragraph = article.paragraph_at(span.start)
    beside = [other for other in (words, *said) if article.paragraph_at(other.start) == paragraph]
    dates = {date.edtf for date in passages.inside(passages.dates(file, source), span)}
    if not beside:
        return "" if fact.date in dates else "is not in the paragraph of the words"
    over = [governing(file, source, other) for other in beside]
    held = any(frame and span.start <= frame.start and frame.end <= span.end for frame in over)
    return "" if held or any(span.start < other.start for other in beside) else "stands behind the words"


def speech_kind(file: FactFile) -> Iterator[Verdict]:
    """`direct` is what stands between “ ” and is somebody's speech, `written` what somebody is said to write.

    Whatever is direct is all that stands between the marks, or whole clauses of it; whatever is not direct stands
    outside of them and is whole clauses too. `verb` is the verb over the words, `occasion` stands in an anchor that
    names the speaker, as does 接受第一财经记者采访.

    Fails: speech: direct over words without “ ”; speech: written under 认为; verb: 强调 where the article has 指出.
    """
    for quote in file.base.quotes:
        sound = list(file.anchored(quote))
        if not sound:
            continue
        fault = next((fault for fault in speech_faults(file, quote, sound[0][1])), None)
        if fault is None:
            yield PROVED
        else:
            key, message, hint = fault
            yield file.problem(quote, (key,), "speech-kind", message, hint)


def speech_faults(file: FactFile, quote: model.Quote, words: Span) -> Iterator[tuple[str, str, str]]:
    """Every way in which a quote is not what it says: the key, what is wrong, and how to mend it."""
    source, article = file.source(quote), file.article(quote)
    frame = governing(file, source, words)
    quoted = quotation(article, words)
    spoken = bool(quoted and frame and is_spoken(article, quoted, frame))
    if frame is None:
        return
    writing = bool(re.match(WRITING, frame.verb))
    fitting = "direct" if spoken else "written" if writing else "reported"
    if quote.speech != fitting:
        yield "speech", f"the words are not {quote.speech}", f"write {fitting}: they stand under {frame.verb}"
    if quote.verb != frame.verb:
        yield "verb", f"the verb over the words is not {quote.verb!r}", f"it is {frame.verb}"
    if not whole_clauses(article.text, words, frame):
        yield "anchors", "the words are not whole clauses", "begin and end them where the article has a mark"
    if quote.occasion and not any(quote.occasion in anchor.exact for anchor in quote.anchors[1:]):
        yield "occasion", f"no anchor says {quote.occasion!r}", "anchor the words of the occasion, or leave it out"
    straddled = [q for q in article.quotations if q.start < words.start < q.end < words.end]
    if straddled:
        yield "anchors", f"the words begin inside {straddled[0].text}", "take in both quotation marks, or none"


def whole_clauses(text: str, words: Span, frame: Frame) -> bool:
    """Whether what is said begins at a mark or right after its verb, and ends at a mark or before 等."""
    lead = text[max(0, words.start - 1) : words.start]
    begins = lead in passages.CLAUSE_MARKS or re.fullmatch(
        "了?", text[frame.end : words.start] if words.start >= frame.end else "-"
    )
    after = text[words.end : words.end + 2]
    ends = after[:1] in passages.CLAUSE_MARKS and after not in ("。”", "！”", "？”")
    return bool(begins) and ends
