"""What the words say of numbers and times: of figures, and the dates of other facts."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dongbei_cli import model
from dongbei_cli.curate import FactFile
from dongbei_cli.curate.text import JOINTS, Allowed, P, Placed, Text, inside, one_of, rows, share_of_pairs, text_of
from dongbei_cli.readings import Span, edtf, quantities, units
from dongbei_cli.readings.dates import DateReading, is_edtf
from dongbei_cli.readings.polarity import concepts, pointers
from dongbei_cli.rules import speech
from dongbei_cli.rules.speech import WORDS

LEAST_SHARE = 0.5  # of the pairs of neighbouring characters of an indicator that must be beside the number
FUTURE = ("未来", "今后", "将来", "今后一段时间")
Dated = model.Quote | model.Measure | model.Document


def readings_of(file: FactFile, figure: model.Figure) -> list[quantities.Reading]:
    """The quantities in the anchors of a figure that are written as it says, whatever they read to."""
    text = text_of(file, figure)
    held = [reading for _, span in file.anchored(figure) for reading in inside(text.quantities, span)]
    return [reading for reading in held if reading.text == figure.written]


def written(file: FactFile, figure: model.Figure) -> Allowed:
    """The words of a number in the anchors."""
    text = text_of(file, figure)
    found = [reading.text for _, span in file.anchored(figure) for reading in inside(text.quantities, span)]
    return Allowed((figure.written,)) if figure.written in found else one_of(found)


def part(file: FactFile, figure: model.Figure, name: str) -> Allowed:
    """One part of what `written` reads to: value, upper or qualifier."""
    found = readings_of(file, figure)
    return one_of((getattr(each.quantity, name) for each in found), all(each.certain for each in found))


def unit(file: FactFile, figure: model.Figure) -> Allowed:
    """The unit that is read; where the text leaves out the measure (821万), what the clause or sentence speaks of."""
    text, found = text_of(file, figure), list[Allowed]()
    for each in readings_of(file, figure):
        read, around = each.quantity.unit, (text.clause(each).text, text.sentence(each.start).text)
        meant = [[m for m, signs in rows("measures") if re.search(signs, passage)] for passage in around]
        if read in units.SCALES:
            known = meant[0] or meant[1]
            found.append(one_of((read + measure for measure in known or [""]), bool(known) and each.certain))
        else:
            found.append(Allowed((read,), each.certain))
    return together(found, why="the text does not say what the number counts")


def together(found: Iterable[Allowed], why: str = "") -> Allowed:
    """What several readings of a number allow between them."""
    found = list(found)
    values, sure = (value for each in found for value in each.values), all(each.certain for each in found)
    return one_of(values, sure, all(each.firm for each in found), "" if sure else why)


def region(file: FactFile, figure: model.Figure) -> Allowed:
    """The place that a number is for, over all readings of it."""
    text = text_of(file, figure)
    return together(places(text, reading) for reading in readings_of(file, figure))


def places(text: Text, reading: quantities.Reading) -> Allowed:
    """The places that one number can be for: its own in a list, else those before it, in its clause if there are any.

    Where none is before it, those behind it in its clause. One that is only compared with (比辽宁高) does not count.
    """
    sentence, clause = text.sentence(reading.start), text.clause(reading)
    named = inside(text.places, sentence)
    own = [each.name for each in named if each.start == member(text, reading)]
    if own:
        return Allowed((own[0],))
    held = [each for each in named if not is_compared(text, each, reading)]
    before = [each for each in held if each.start <= reading.start]
    close = [each for each in before if each.start >= clause.start] or before
    behind = [each for each in held if reading.start <= each.start < clause.end]
    return one_of((each.name for each in close or behind), not is_rival(text, reading), firm=False)


def is_compared(text: Text, other: Placed, reading: quantities.Reading) -> bool:
    """Whether a number is only compared with a place or a time, or is a multiple or a share of what was there."""
    before = text.text[text.sentence(reading.start).start : other.start]
    proportion = reading.quantity.unit in ("倍", "番", "成", "%") or reading.quantity.unit.startswith("/")
    measured = proportion and text.text[other.end : reading.start] == "的" and WORDS["MULTIPLE"].search(before)
    return bool(measured or WORDS["COMPARED"].search(before))


def is_rival(text: Text, reading: Placed) -> bool:
    """Whether a number may be that of what is compared with."""
    return WORDS["RIVAL"].search(text.text, text.clause(reading).start, reading.start) is not None


def period(file: FactFile, figure: model.Figure) -> Allowed:
    """The time that a number is for, over all readings of it; none is apart from what its clause says."""
    text, found = text_of(file, figure), readings_of(file, figure)
    said = (date for reading in found for date in stated(text, reading))
    return beyond(figure.period, said) or together(times(text, reading) for reading in found)


def times(text: Text, reading: quantities.Reading) -> Allowed:
    """The dates that one number can be for: its own in a list, the one around or right before it, else those before it.

    The date of a saying (28日说) is not the number's, nor is one that a change is counted from (比上年增长).
    """
    sentence, clause = text.sentence(reading.start), text.clause(reading)
    held, known = inside(text.dates, sentence), dates_before(text, reading)
    elsewhere = [belongs_elsewhere(text, date, reading) for date in known]
    before = [date for date, sort in zip(known, elsewhere, strict=True) if not sort]
    compared = [date for date in before if is_compared(text, date, reading)]
    own = [date for date in held if date.start == member(text, reading)]
    own = own or [date for date in held if date.start <= reading.start and reading.end <= date.end]
    if not own and before and before[-1] not in compared:
        beside = re.fullmatch("[的为达到至是约，]{0,3}", text.text[before[-1].end : reading.start])
        own = before[-1:] if beside else []
    if own:
        return Allowed((own[0].edtf,), text.is_sure(own[0]))
    rest = [date for date in before if date not in compared]
    close = [date for date in rest if date.start >= clause.start]
    between = any(close and close[-1].end <= each.start and each.end <= reading.start for each in text.quantities)
    rest = rest if between else close or rest
    direction = "[增长加涨升降减跌落高低多少快慢缩短窄扩翻]"
    changed = compared and re.search(direction, text.text[compared[-1].end : reading.start])
    rivals = rest if changed else [*rest, *compared]
    if not rivals:
        earlier = [date for date in inside(text.dates, text.paragraph(reading.start)) if date.end <= sentence.start]
        return one_of((date.edtf for date in earlier[-1:]), certain=False)
    sure = bool(rest) and all(text.is_sure(date) for date in rest) and "other" not in elsewhere
    sure = sure and not (is_rival(text, reading) or drifts(text, rest, reading))
    return one_of((date.edtf for date in rivals), sure, firm=False)


def dates_before(text: Text, reading: Placed) -> list[DateReading]:
    """The dates before a number in its sentence, but for those of a saying."""
    said = [frame for frame in speech.frames(text) if frame.end <= reading.start]
    held = [date for date in inside(text.dates, text.sentence(reading.start)) if date.end <= reading.start]
    return [date for date in held if not any(frame.head <= date.start < frame.end for frame in said)]


def belongs_elsewhere(text: Text, date: DateReading, reading: Placed) -> str:
    """What a date before a number is of, by the words on its both sides: a base, another thing, or neither (empty)."""
    before, behind = text.nameless[max(0, date.start - 4) : date.start], text.nameless[date.end : reading.start]
    if text.masked[max(0, date.start - 1)] == "x" and text.masked[reading.start - 1] != "x":
        return "other"  # in （ ） or in a title
    found = (sort for sort, lead, tail in rows("times") if re.search(f"(?:{lead})$", before) and re.match(tail, behind))
    return next(found, "")


def stated(text: Text, reading: quantities.Reading) -> list[DateReading]:
    """The one date in the clause of a number, or right before it (截至2023年末，), that the words say it is of."""
    clause, before = text.clause(reading), dates_before(text, reading)
    close = [date for date in before if date.start >= clause.start]
    if before and not close and text.text[before[-1].end : clause.start] == "，":
        lead = text.text[text.clause(before[-1]).start : before[-1].start]
        close = before[-1:] if lead in ("", "截至", "截止", "到", "至", "在") else []
    if len(close) != 1 or is_rival(text, reading) or drifts(text, close, reading):
        return []
    (date,) = close
    other = is_compared(text, date, reading) or belongs_elsewhere(text, date, reading)
    between = any(date.end <= each.start and each.end <= reading.start for each in text.quantities)
    return close if (date.rough or text.is_sure(date)) and not (other or between) else []


def beyond(own: str | None, said: Iterable[DateReading]) -> Allowed | None:
    """The one date that the words say, where that of a record has no day in common with it."""
    values = {date.edtf for date in said}
    if not own or not is_edtf(own) or len(values) != 1:
        return None
    (first, last), (begin, end) = edtf.bounds(own), edtf.bounds(*values)
    apart = (last and begin and last < begin) or (first and end and end < first)
    return Allowed((*values,)) if apart else None


def drifts(text: Text, dates: Sequence[DateReading], reading: Placed) -> bool:
    """Whether a number may be of another time than that of `dates`: of today, or of an end of a span (由5万增至6万)."""
    between, span = text.text[dates[-1].end : reading.start], dates[-1].edtf
    summed = "累计" in between and re.fullmatch("[0-9]{4}-(?:0[1-9]|1[0-2])", span)
    changes = "/" in span and (span.endswith("..") or re.search("[由从]", between))
    return bool(WORDS["DRIFTS"].search(between) or summed or changes)


def listed(text: Text, reading: Placed) -> tuple[list[quantities.Reading], Span]:
    """The list of numbers that one is in, if any, and what is before it, or before its 分别, in the sentence."""
    sentence = text.sentence(reading.start)
    runs = lists(text, inside(text.quantities, sentence), r"\D{0,3}")
    run = next((run for run in runs if reading in run), [])
    end = run[0].start if run else sentence.end
    mark = max(text.text.rfind(word, sentence.start, end) for word in ("分别", "依次")) if run else -1
    end = mark if mark >= 0 else end
    return run, Span(0, sentence.start, end, text.text[sentence.start : end])


def member(text: Text, reading: quantities.Reading) -> int | None:
    """Where the place or date of a number in a list begins: the k-th of as many before 分别, or before the list."""
    run, before = listed(text, reading)
    named: list[Sequence[Placed]] = [*lists(text, inside(text.places, before))]
    named += lists(text, inside(text.dates, before))
    fitting = [names for names in named if len(names) == len(run) > 1]
    return fitting[-1][run.index(reading)].start if fitting else None


def lists(text: Text, things: Iterable[P], lead: str = "") -> Iterable[list[P]]:
    """The things that are joined by 、 or 和 and the like, run by run; `lead` may be before each of them."""
    run: list[P] = []
    for each in things:
        if run and not re.fullmatch(f"{JOINTS}{lead}", text.text[run[-1].end : each.start]):
            yield run
            run = []
        run.append(each)
    yield run


def indicator(file: FactFile, figure: model.Figure) -> Allowed:
    """What is measured: at least half of its words lead up to the number, and it points where the words beside it do.

    A count is told by the anchor itself. Years are counted in 年, households in 户, and only what has a place in a row
    (次序, 波次) is ordinal. What changes by so much says so (出口 is no 2.6 %).
    """
    own, text = figure.indicator, text_of(file, figure)
    ordinal = re.search("次序|波次|名次|位次|排名|届次|批次$", own) is not None
    yearly = re.search("年数|年限|时长|期限$", own) is not None
    counter = re.search("([份户家条])数$", own)
    other = counter and counter[1] != units.split_unit(figure.unit)[1]
    if ordinal != (figure.qualifier == "ordinal") or yearly != figure.unit.endswith("年") or other:
        return Allowed(why="it is of another sort than the number")
    thing = WORDS["COUNTED"].sub("", own)
    counted = thing != own or own.endswith("次序")
    short = len(thing) < 2 and (yearly or thing in figure.unit)
    places = [(span, text.sentence(span.start)) for _, span in file.anchored(figure)]
    around = "|".join(span.text if counted else sentence.text for span, sentence in places)
    if not (short or (len(thing) > 1 and share_of_pairs(thing, around) >= LEAST_SHARE)):
        return Allowed(why="hardly any of its words are beside the number")
    if not counted and not any(fits(text, own, reading) for reading in readings_of(file, figure)):
        return Allowed(why="the words beside the number are of something else")
    return Allowed((own,))


def fits(text: Text, own: str, reading: quantities.Reading) -> bool:
    """Whether the words that lead up to a number are of an indicator, and what was last said is not contrary to it.

    A change by so many percent is called one. A number behind words of its own is not of the thing that an earlier
    number is of.
    """
    sentence, behind = text.sentence(reading.start), text.clause(reading).end
    ends = [sentence.start, *(each.end for each in text.quantities if sentence.start <= each.start < reading.start)]
    parts = [text.text[start:end] for start, end in pairwise(ends)]
    beside = Span(0, ends[-1], reading.start, text.text[ends[-1] : reading.start])
    whole = text.text[sentence.start : behind]
    told = whole if text.text.startswith("的", reading.end) else text.text[sentence.start : reading.end]
    plain = WORDS["MEASURED"].sub("", own)
    asked = {name for word in pointers(plain) for name in word.names}
    last = {name: word.start for word in (pointers(told) if asked else ()) for name in word.names}
    turned = any(last.get(other, -1) > last.get(name, -1) for name in asked for other in concepts()[name].contrary)
    rank, ranks = (re.findall("第[0-9一二三四五六七八九十]+", words)[-1:] for words in (own, told))
    percent = reading.quantity.unit in ("%", "‰", "个百分点")
    change = percent and WORDS["CHANGED"].search(beside.text) and not WORDS["CHANGE"].search(own)
    named = WORDS["UNNAMED"].sub("", speech.without_dates(text, beside))
    earlier = any(share_of_pairs(own, part) >= LEAST_SHARE for part in parts)
    apart = len(named) > 2 and earlier and not share_of_pairs(own, beside.text)
    if turned or change or apart or (rank and rank != ranks) or is_of_another(text, own, reading):
        return False
    return sentence.text.startswith("|") or (set(plain) <= set(whole) and share_of_pairs(own, whole) >= LEAST_SHARE)


def is_of_another(text: Text, own: str, reading: quantities.Reading) -> bool:
    """Whether a number in a list is of another thing than the one of an indicator: the k-th is of the k-th."""
    run, before = listed(text, reading)
    for clause in reversed(re.split("[，：]", before.text) if len(run) > 1 else []):
        first, *others = re.split(f"(?<=.){JOINTS}", re.split("分别|依次", clause)[0])
        if len(others) == len(run) - 1:
            shares = [share_of_pairs(thing, own) for thing in (first[-4:], *(other[:4] for other in others))]
            return max(shares) >= LEAST_SHARE > shares[run.index(reading)]
    return False


def date_text(file: FactFile, event: model.Event) -> Allowed:
    """The words of the date, in an anchor, which cut no date and no number in two (十年来 of 二十年来)."""
    text = text_of(file, event)
    known: list[Placed] = [*text.dates, *text.quantities]
    for at in dated_places(file, event):
        if not any(each.start < end < each.end for each in known for end in (at.start, at.end)):
            return Allowed((event.date_text,))
    return Allowed(why="no anchor has the words")


def dated_places(file: FactFile, event: model.Event) -> list[Span]:
    """Where anchors of an event have the words of its date."""
    words, text = event.date_text, text_of(file, event)
    places = [Span(0, start, start + len(words), words) for start in text.occurrences(words)]
    held = [place for _, span in file.anchored(event) for place in inside(places, span)]
    return [place for place in places if place in held]


def event_date(file: FactFile, event: model.Event) -> Allowed:
    """What `date_text` reads to where an anchor of the event has it; perhaps the date of a paper that is spoken of."""
    text, places = text_of(file, event), dated_places(file, event)
    rough = (date for place in places for date in inside(text.dates, place) if date.rough and date.text == place.text)
    if apart := beyond(event.date, rough):
        return apart
    found = [
        each._replace(certain=each.certain and not WORDS["PAPER"].match(text.text, place.end))
        for place, each in ((place, read(text, place)) for place in places)
    ]
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
        first = held[0].edtf.removesuffix("/..")  # 从2003年起到2021年
        if re.search("(?:到|至)$", between) and not re.search("[。；]", between) and "/" not in first + held[1].edtf:
            return Allowed((f"{first}/{held[1].edtf}",), all(date.certain for date in held))
    return one_of((date.edtf for date in held), certain=False)


def date(file: FactFile, fact: model.Event | Dated) -> Allowed:
    """The date of something said, adopted or issued: in the anchors that name who says it, else before its words."""
    if isinstance(fact, model.Event):
        return event_date(file, fact)
    text, spans = text_of(file, fact), [span for _, span in file.anchored(fact)]
    if isinstance(fact, model.Document):
        found = [date for span in spans for date in inside(text.dates, span)]
    else:  # a date in what is said (未来3~5年的窗口期) is none
        speaker = fact.speaker if isinstance(fact, model.Quote) else fact.proposer
        naming = [span for span in spans if speaker in {mention.name for mention in inside(text.parties, span)}]
        own = inside(text.dates, spans[0])
        found = [date for span in naming for date in inside(text.dates, span) if date not in own]
        for span in spans if not found else ():
            dates = inside(text.dates, text.paragraph(span.start))
            before = [date for date in dates if date.end <= span.start and not is_said(text, date)]
            found += inside(before, text.sentence(span.start)) or before
    return one_of((date.edtf for date in found), all(text.is_sure(date) for date in found), firm=False)


def is_said(text: Text, date: DateReading) -> bool:
    """Whether a date is in what somebody says, and so not the date of the saying."""
    frame = speech.under(text, date)
    quoted = speech.quotation(text, date) is not None
    return quoted or (frame is not None and bool(frame.speakers) and frame.end <= date.start)
