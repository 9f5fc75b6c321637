"""Rules on who says what and how: quotes and measures against the frames of speech in the article."""

import re
from collections.abc import Iterator

from dongbei_cli.checks import frames, passages
from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.readings.article import Span

Said = entries.Quote | entries.Measure
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
        body = isinstance(party, entries.Organization) and party.type in BODIES
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
        voices = frames.voices(file, source, span) if number else frozenset()
        frame = frames.governing(file, source, span)
        if name in voices:
            fault = unrelated(file, fact, sound[0][1], span, name)
            hint = "anchor the name and the verb that the words stand under"
            message = f"{anchor.exact!r} {fault}"
            yield file.problem(fact, ("anchors", number), rule, message, hint) if fault else PROVED
        elif frame and name in frame.speakers and not voices:
            yield PROVED
        elif not wrong:  # once is enough where another speaker is meant
            wrong = True
            yield file.problem(fact, (key,), rule, *misattributed(anchor, name, frame, voices))


def misattributed(
    anchor: entries.Anchor, name: str, frame: frames.Frame | None, voices: frozenset[str]
) -> tuple[str, str]:
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
    found = frames.frames(file, source)
    if any(
        frame.head < span.end < frame.end and name in frame.speakers and span.start >= frame.head for frame in found
    ):
        return "leaves out the verb"
    said = [other for _, other in file.anchored(fact) if not frames.voices(file, source, other)]
    paragraph = article.paragraph_at(span.start)
    beside = [other for other in (words, *said) if article.paragraph_at(other.start) == paragraph]
    dates = {date.edtf for date in passages.inside(passages.dates(file, source), span)}
    if not beside:
        return "" if fact.date in dates else "is not in the paragraph of the words"
    over = [frames.governing(file, source, other) for other in beside]
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


def speech_faults(file: FactFile, quote: entries.Quote, words: Span) -> Iterator[tuple[str, str, str]]:
    """Every way in which a quote is not what it says: the key, what is wrong, and how to mend it."""
    source, article = file.source(quote), file.article(quote)
    frame = frames.governing(file, source, words)
    quoted = frames.quotation(article, words)
    spoken = bool(quoted and frame and frames.is_spoken(article, quoted, frame))
    if frame is None:
        return
    writing = bool(re.match(frames.WRITING, frame.verb))
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


def whole_clauses(text: str, words: Span, frame: frames.Frame) -> bool:
    """Whether what is said begins at a mark or right after its verb, and ends at a mark or before 等."""
    lead = text[max(0, words.start - 1) : words.start]
    begins = lead in passages.CLAUSE_MARKS or re.fullmatch(
        "了?", text[frame.end : words.start] if words.start >= frame.end else "-"
    )
    after = text[words.end : words.end + 2]
    ends = after[:1] in passages.CLAUSE_MARKS and after not in ("。”", "！”", "？”")
    return bool(begins) and ends
