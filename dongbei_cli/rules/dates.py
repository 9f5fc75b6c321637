"""What the words say of when: the dates of events, and of what is said, adopted or issued."""

import re
from collections.abc import Iterator

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings.article import Span
from dongbei_cli.readings.dates import DateReading
from dongbei_cli.rules.text import Allowed, Text, holds, inside, one_of, text_of

FUTURE = ("未来", "今后", "将来", "今后一段时间")
Dated = model.Quote | model.Measure | model.Document


def date_text(_file: FactFile, event: model.Event) -> Allowed:
    """The words of the date, in an anchor."""
    said = any(event.date_text in anchor.exact for anchor in event.anchors)
    return Allowed((event.date_text,)) if said else Allowed(why="no anchor has the words")


def event_date(file: FactFile, event: model.Event) -> Allowed:
    """What `date_text` reads to where an anchor of the event has it."""
    text, found = text_of(file, event), list[Allowed]()
    for _, span in file.anchored(event):
        for start in text.article.occurrences(event.date_text):
            place = Span(0, start, start + len(event.date_text), event.date_text)
            found += [read(text, place)] if holds(span, place) else []
    sure = [each for each in found if each.certain] or found
    return one_of((value for each in sure for value in each.values), all(each.certain for each in sure))


def read(text: Text, place: Span) -> Allowed:
    """What some words give as a date: one date, or a span from one to another; never certain of what they imply."""
    held = inside(text.dates, place)
    begin = place.start + place.text.startswith(("从", "自"))
    if len(held) == 1 and (held[0].start, held[0].end) in ((place.start, place.end), (begin, place.end)):
        return Allowed((held[0].edtf,), text.is_sure(held[0]))
    if place.text in FUTURE and not any(date.start <= place.start < date.end for date in text.dates):
        return Allowed((f"{text.source.published[:10]}/..",), certain=False)
    if len(held) == 2 and begin > place.start and (held[0].start, held[1].end) == (begin, place.end):
        between = text.text[held[0].end : held[1].start]
        if re.search("(?:到|至)$", between) and not re.search("[。；]", between):
            return Allowed((f"{held[0].edtf}/{held[1].edtf}",), all(date.certain for date in held))
    return one_of((date.edtf for date in held), certain=False)


def said_on(file: FactFile, fact: Dated) -> Allowed:
    """The date of something said, adopted or issued: in the anchors that name who says it, else before its words."""
    text = text_of(file, fact)
    found = list(dates_told(file, text, fact))
    return one_of((date.edtf for date in found), all(text.is_sure(date) for date in found), firm=False)


def dates_told(file: FactFile, text: Text, fact: Dated) -> Iterator[DateReading]:
    """The dates that the article gives for a fact; a date in what is said (未来3~5年的窗口期) is none."""
    spans = [span for _, span in file.anchored(fact)]
    if isinstance(fact, model.Document):
        yield from (date for span in spans for date in inside(text.dates, span))
        return
    speaker = fact.speaker if isinstance(fact, model.Quote) else fact.proposer
    naming = [span for span in spans if speaker in {mention.name for mention in inside(text.parties, span)}]
    anchored = [date for span in naming for date in inside(text.dates, span) if not holds(spans[0], date)]
    yield from anchored
    for span in spans if not anchored else ():
        for passage in (text.sentence(span.start), text.paragraph(span.start)):
            found = [date for date in inside(text.dates, passage) if date.end <= span.start]
            yield from found
            if found:
                break
