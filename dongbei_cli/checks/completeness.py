"""Rules on what is left out: `coverage` asks for some record over each word, these for one of the right kind."""

import re
from collections.abc import Iterator
from pathlib import Path

from dongbei_cli.checks import frames, imprint, passages
from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.problems import Place, Problem
from dongbei_cli.readings.article import Span

LINKS = ("再比如", "比如说", "例如说")
HAPPENINGS = {
    "召开": ("meeting",),
    "审议": ("document", "meeting"),
    "印发": ("document",),
    "撰文": ("publication",),
    "预计": ("forecast",),
}
"""Verbs of what happens, and of which category an event must be that is anchored over them."""


def speech_recorded(file: FactFile) -> Iterator[Verdict]:
    """What a known person says is a quote or a measure of his, clause by clause; so is what two bodies say together.

    Fails: an article with 王明远称，甲，乙。 of which no quote and no measure holds 乙.
    """
    for source in file.base.sources:
        article = file.articles[source.id]
        persons = {person.name for person in file.base.people}
        for frame, clause in clauses_said(file, source):
            for speaker in sorted(frame.speakers & persons or frame.speakers):
                if any(
                    span.start <= clause.start and clause.end <= span.end for span in said_by(file, source, speaker)
                ):
                    yield PROVED
                else:
                    message = f"{speaker} says {clause.text!r}, and no quote or measure holds it"
                    place = placed(file, source, article.text, clause.start)
                    yield Problem(place, "speech-recorded", message, "add the quote, or let the anchor of one hold it")


def clauses_said(file: FactFile, source: entries.Source) -> Iterator[tuple[frames.Frame, Span]]:
    """Each clause under a verb whose subject is a person, and the first one under a verb of several subjects."""
    article = file.articles[source.id]
    persons = {person.name for person in file.base.people}
    found = frames.frames(file, source)
    for number, frame in enumerate(found):
        paragraph = article.paragraph_at(frame.start)
        if paragraph is None or not frame.speakers or imprint.is_heading(paragraph.text):
            continue
        following = [other.head for other in found[number + 1 :] if other.start < paragraph.end]
        end = max(frame.end, min([*following, paragraph.end]))
        clauses = list(pieces(article.text, frame.end, end))
        if frame.speakers & persons:
            yield from ((frame, clause) for clause in clauses)
        elif len(frame.speakers) > 1:
            yield from ((frame, clause) for clause in clauses[:1])


def pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The clauses of a passage, without 了 after the verb; single characters and words that link are none."""
    start += text.startswith("了", start)
    for match in re.compile(f"[^{re.escape(passages.CLAUSE_MARKS)}]+").finditer(text, start, end):
        if len(match.group()) > 2 and match.group() not in LINKS:
            yield Span(0, *match.span(), match.group())


def said_by(file: FactFile, source: entries.Source, speaker: str) -> list[Span]:
    """The passages that quotes and measures give to a speaker."""
    quotes: list[entries.Fact] = [quote for quote in file.base.quotes if quote.speaker == speaker]
    measures: list[entries.Fact] = [measure for measure in file.base.measures if measure.proposer == speaker]
    own = (fact for fact in (*quotes, *measures) if file.source(fact) is source)
    return [span for fact in own for _, span in file.anchored(fact)]


def events_recorded(file: FactFile) -> Iterator[Verdict]:
    """A meeting held, a document deliberated or issued, an article written and a forecast each have their event.

    Fails: an article with 去年12月，徐林撰文分析 and no event of the category publication that holds 撰文.
    """
    for source in file.base.sources:
        text = file.articles[source.id].text
        held = [
            (event, span)
            for event in file.base.events
            if file.source(event) is source
            for _, span in file.anchored(event)
        ]
        for match in re.finditer("|".join(HAPPENINGS), text):
            categories = HAPPENINGS[match.group()]
            if any(e.category in categories and s.start <= match.start() and match.end() <= s.end for e, s in held):
                yield PROVED
            else:
                message = f"no event of the category {' or '.join(categories)} holds {match.group()!r}"
                place = placed(file, source, text, match.start())
                yield Problem(place, "events-recorded", message, "add the event, anchored over the words")


def placed(file: FactFile, source: entries.Source, text: str, position: int) -> Place:
    """A position in an article as a line and a column of its file."""
    line = text.count("\n", 0, position) + 1
    return Place(str(Path(file.name).parent / source.file), line, position - text.rfind("\n", 0, position))
