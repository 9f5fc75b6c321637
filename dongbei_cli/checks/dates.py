"""The rule on dates: each is what the article's wording reads to, at just this precision."""

import re
from collections.abc import Iterator, Sequence

from dongbei_cli.checks import figures, passages
from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.readings import dates as chinese_dates
from dongbei_cli.readings.article import Article

Dated = entries.Quote | entries.Measure | entries.Document
FUTURE = ("未来", "今后", "将来", "今后一段时间")


def date_in_anchor(file: FactFile) -> Iterator[Verdict]:
    """Every date is what the article's words give, read against the day of publication, at just this precision.

    An event's `date_text` stands in an anchor and reads to its `date`; 从2003年…到2021年底 reads to the interval, 未来
    to the time from publication on. A figure's period is the last date before its number, or the one that holds it,
    and may not be left out where that is certain. The date of a quote, a measure or a document stands in an anchor
    that names its speaker; else it is the one date before its words in their sentence or paragraph.

    Fails: date 2023-10 over 10月27日; date_text 去年12月 over 今年9月; period 2003 for the number of 2021.
    """
    for event in file.base.events:
        yield event_verdict(file, event)
    for figure in file.base.figures:
        yield from figure_verdicts(file, figure)
    said: list[Dated] = [*file.base.quotes, *file.base.measures, *file.base.documents]
    for fact in said:
        if fact.date is not None:
            yield dated_verdict(file, fact, fact.date)


def event_verdict(file: FactFile, event: entries.Event) -> Verdict:
    """The verdict on the date of an event."""
    article, source = file.article(event), file.source(event)
    held = [span for _, span in file.anchored(event)]
    heard = []
    for span in held:
        for start in article.occurrences(event.date_text):
            if span.start <= start and start + len(event.date_text) <= span.end:
                heard.append(read(article, file, source, start, start + len(event.date_text)))
    if event.date in heard:
        return PROVED
    if not heard:
        dates = [date.text for span in held for date in passages.inside(passages.dates(file, source), span)]
        hint = f"they say {'、'.join(dates)}" if dates else "let an anchor hold the words of the date"
        message = f"no anchor says {event.date_text!r}"
        return file.problem(event, ("date_text",), "date-in-anchor", message, hint)
    message = f"{event.date_text!r} does not read as {event.date}"
    said = next((date for date in heard if date), None)
    hint = f"it reads as {said}" if said else "take just the words of the date"
    return file.problem(event, ("date",), "date-in-anchor", message, hint)


def read(article: Article, file: FactFile, source: entries.Source, start: int, end: int) -> str | None:
    """What the words at [start, end) give as a date; None when they are not just one date or span."""
    words = article.text[start:end]
    held = [date for date in passages.dates(file, source) if start <= date.start and date.end <= end]
    if len(held) == 1 and (held[0].start, held[0].end) == (start, end):
        return held[0].edtf
    if words in FUTURE and not any(date.start <= start < date.end for date in passages.dates(file, source)):
        return f"{source.published[:10]}/.."
    if len(held) == 2 and re.match("从|自", words) and held[0].start == start + 1 and held[1].end == end:
        between = article.text[held[0].end : held[1].start]
        if re.search("(?:到|至)$", between) and not re.search("[。；]", between):
            return f"{held[0].edtf}/{held[1].edtf}"
    return None


def figure_verdicts(file: FactFile, figure: entries.Figure) -> Iterator[Verdict]:
    """The verdict on a figure's period; none when it has no period and needs none."""
    read = figures.readings_of(file, figure)
    told = [date for reading in read if (date := governing(file, figure, reading))]
    if not read:
        return  # which number is meant is another rule's question
    if figure.period is None:
        sure = [date for date in told if date.certain]
        if sure and len(sure) == len(told):
            message = f"the sentence gives this number for {sure[0].text!r}"
            yield file.problem(figure, (), "date-in-anchor", message, f"write period: {sure[0].edtf}")
    elif figure.period in [date.edtf for date in told]:
        yield PROVED
    else:
        heard = "、".join(f"{date.text} ({date.edtf})" for date in told)
        message = f"the sentence does not give this number for {figure.period}"
        hint = f"it gives it for {heard}" if heard else "leave the period out"
        yield file.problem(figure, ("period",), "date-in-anchor", message, hint)


def governing(file: FactFile, figure: entries.Figure, reading: passages.Placed) -> chinese_dates.DateReading | None:
    """The date that a number is given for: the one that holds it, else the last before it, in its sentence if any is.

    Only what stands in the sentence makes a period necessary.
    """
    article, source = file.article(figure), file.source(figure)
    sentence = article.sentence_at(reading.start)
    held = passages.inside(passages.dates(file, source), sentence) if sentence else []
    around = [date for date in held if date.start <= reading.start and reading.end <= date.end]
    if around and figure.period is None:
        return None
    before = [date for date in held if date.end <= reading.start]
    paragraph = article.paragraph_at(reading.start) if figure.period else None
    earlier = passages.inside(passages.dates(file, source), paragraph) if paragraph else []
    found = around or before or [date for date in earlier if date.end <= reading.start]
    return found[-1] if found else None


def dated_verdict(file: FactFile, fact: Dated, date: str) -> Verdict:
    """The verdict on the date of something said, adopted or issued."""
    heard = dates_told(file, fact)
    if {date} == {reading.edtf for reading in heard}:
        return PROVED
    said = "、".join(dict.fromkeys(f"{reading.text} ({reading.edtf})" for reading in heard))
    message = f"the words around it do not give {date}"
    hint = f"they give {said}" if said else "leave the date out, or anchor the words that give it"
    return file.problem(fact, ("date",), "date-in-anchor", message, hint)


def dates_told(file: FactFile, fact: Dated) -> Sequence[chinese_dates.DateReading]:
    """The dates that the article gives for it: in the anchors that name who says it, else before its words."""
    article, source = file.article(fact), file.source(fact)
    dates, named = passages.dates(file, source), passages.named(file, source)
    spans = [span for _, span in file.anchored(fact)]
    if isinstance(fact, entries.Document):
        return [date for span in spans for date in passages.inside(dates, span)]
    speaker = fact.speaker if isinstance(fact, entries.Quote) else fact.proposer
    naming = [span for span in spans if speaker in {mention.name for mention in passages.inside(named, span)}]
    anchored = [date for span in naming for date in passages.inside(dates, span) if not held_by_words(date, spans[:1])]
    if anchored:
        return anchored
    told = []
    for span in spans:
        for passage in (article.sentence_at(span.start), article.paragraph_at(span.start)):
            found = [date for date in passages.inside(dates, passage) if date.end <= span.start] if passage else []
            if found:
                told += found
                break
    return told


def held_by_words(date: chinese_dates.DateReading, words: Sequence[passages.Placed]) -> bool:
    """Whether a date is part of what is said, as in 抓住未来3~5年的窗口期."""
    return any(span.start <= date.start and date.end <= span.end for span in words)
