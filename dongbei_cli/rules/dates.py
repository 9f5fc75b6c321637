"""What the words say of when: the dates of events, and of what is said, adopted or issued."""

import re
from collections.abc import Iterator

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings import dates as chinese_dates
from dongbei_cli.readings.article import Span
from dongbei_cli.rules.readers import Allowed, one_of
from dongbei_cli.rules.text import Placed, Text, holds, inside, text_of

FUTURE = ("未来", "今后", "将来", "今后一段时间")


def event_date(file: FactFile, event: model.Event) -> Allowed:
    """What `date_text` reads to where an anchor of the event has it."""
    text, found = text_of(file, event), list[Allowed]()
    for _, span in file.anchored(event):
        for start in text.article.occurrences(event.date_text):
            place = Span(0, start, start + len(event.date_text), event.date_text)
            if holds(span, place):
                found.append(read(text, place))
    if not found:
        held = [date.text for _, span in file.anchored(event) for date in inside(text.dates, span)]
        why = f"no anchor says {event.date_text!r}" + (f", they say {'、'.join(held)}" if held else "")
        return Allowed(why=why)
    sure = [each for each in found if each.certain] or found
    return one_of((value for each in sure for value in each.values), all(each.certain for each in sure))


def date_text(file: FactFile, event: model.Event) -> Allowed:
    """The words of the date, in an anchor."""
    said = any(event.date_text in anchor.exact for anchor in event.anchors)
    return Allowed((event.date_text,)) if said else Allowed(why="no anchor has the words")


def read(text: Text, place: Span) -> Allowed:
    """What some words give as a date: one date, or a span from one to another; never certain of what they imply."""
    held = inside(text.dates, place)
    if len(held) == 1 and (held[0].start, held[0].end) == (place.start, place.end):
        return Allowed((held[0].edtf,), text.is_sure(held[0]))
    if place.text in FUTURE and not any(date.start <= place.start < date.end for date in text.dates):
        return Allowed((f"{text.source.published[:10]}/..",), certain=False)
    if (
        len(held) == 2
        and re.match("从|自", place.text)
        and held[0].start == place.start + 1
        and held[1].end == place.end
    ):
        between = text.text[held[0].end : held[1].start]
        if re.search("(?:到|至)$", between) and not re.search("[。；]", between):
            return Allowed((f"{held[0].edtf}/{held[1].edtf}",), all(date.certain for date in held))
    return one_of(
        (date.edtf for date in held), certain=False, why="" if held else f"{place.text!r} is no date that can be read"
    )


def said_on(file: FactFile, fact: model.Quote | model.Measure | model.Document) -> Allowed:
    """The date of something said, adopted or issued: in the anchors that name who says it, else before its words."""
    text = text_of(file, fact)
    found = list(dates_told(file, text, fact))
    return one_of((date.edtf for date in found), all(text.is_sure(date) for date in found))


def dates_told(
    file: FactFile, text: Text, fact: model.Quote | model.Measure | model.Document
) -> Iterator[chinese_dates.DateReading]:
    """The dates that the article gives for a fact."""
    spans = [span for _, span in file.anchored(fact)]
    if isinstance(fact, model.Document):
        yield from (date for span in spans for date in inside(text.dates, span))
        return
    speaker = fact.speaker if isinstance(fact, model.Quote) else fact.proposer
    naming = [span for span in spans if speaker in {mention.name for mention in inside(text.parties, span)}]
    anchored = [date for span in naming for date in inside(text.dates, span) if not is_said(date, spans[0])]
    if anchored:
        yield from anchored
        return
    for span in spans:
        for passage in (text.sentence(span.start), text.paragraph(span.start)):
            found = [date for date in inside(text.dates, passage) if date.end <= span.start]
            if found:
                yield from found
                break


def is_said(date: Placed, words: Placed) -> bool:
    """Whether a date is part of what is said, as in 抓住未来3~5年的窗口期."""
    return holds(words, date)
