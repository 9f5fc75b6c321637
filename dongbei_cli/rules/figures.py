"""What the words say of a figure: its number, unit and qualifier, its region, its time, and what it measures."""

import re
from collections.abc import Callable, Iterable, Sequence

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings import quantities, units
from dongbei_cli.readings.article import Span
from dongbei_cli.rules import speech, words
from dongbei_cli.rules.text import JOINTS, Allowed, P, Placed, Text, inside, one_of, share_of_pairs, text_of

COMPARED = r"(?:比|较|同比|超过|高于|低于|占|除|不及)了?$"
"""Words before a place or a time that a number is only compared with."""
CALCULATED = (
    "周年数|年数|种数|份数|项数|个数|次数|人数|户数|家数|条数|(?:的|之)?次序|波次|极数|(?:的|之)?数|的?(?:份额|比重|比例|占比)"
    "|之比|增速|增幅|增量|目标"
)
"""What the name of an indicator adds to the name of the thing that it counts or measures."""
RIVAL = "(?:(?<![占对之正])比(?![例重率值])|较(?=[去上前同])|高于|低于|超过|不及)[^，。增长加涨升降减跌高低]{1,8}$"
"""What makes a number that of the thing compared with, perhaps (高于上一年-2.5%)."""
LEADING = "相隔|回顾时段|时段|其他|其余"
LEAST_SHARE = 0.5
"""How many pairs of neighbouring characters of an indicator must be beside the number."""


def readings_of(file: FactFile, figure: model.Figure) -> list[quantities.Reading]:
    """The quantities in the anchors of a figure that are written as it says, whatever they read to."""
    text = text_of(file, figure)
    held = [reading for _, span in file.anchored(figure) for reading in inside(text.quantities, span)]
    return [reading for reading in held if reading.text == figure.written]


def written(file: FactFile, figure: model.Figure) -> Allowed:
    """The words of a number in the anchors."""
    if readings_of(file, figure):
        return Allowed((figure.written,))
    text = text_of(file, figure)
    return one_of(reading.text for _, span in file.anchored(figure) for reading in inside(text.quantities, span))


def part(name: str) -> Callable[[FactFile, model.Figure], Allowed]:
    """Return the reader of one part of what `written` reads to: value, upper or qualifier."""

    def read(file: FactFile, figure: model.Figure) -> Allowed:
        found = readings_of(file, figure)
        return one_of((getattr(each.quantity, name) for each in found), all(each.certain for each in found))

    return read


def unit(file: FactFile, figure: model.Figure) -> Allowed:
    """The unit that is read; where the text leaves out the measure (821万), what the clause or sentence speaks of."""
    text, found = text_of(file, figure), list[Allowed]()
    for each in readings_of(file, figure):
        read, around = each.quantity.unit, (text.clause(each).text, text.sentence(each.start).text)
        meant = [[m for m, signs in words.rows("measures") if re.search(signs, passage)] for passage in around]
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
    if listed := member(text, reading):
        return one_of(each.name for each in named if each.start == listed.start)
    held = [each for each in named if not re.search(COMPARED, text.text[sentence.start : each.start])]
    before = [each for each in held if each.start <= reading.start]
    close = [each for each in before if each.start >= clause.start] or before
    behind = [each for each in held if reading.start <= each.start < clause.end]
    return one_of((each.name for each in close or behind), not is_rival(text, reading), firm=False)


def is_rival(text: Text, reading: Placed) -> bool:
    """Whether a number may be that of what is compared with."""
    return re.search(RIVAL, text.text[text.clause(reading).start : reading.start]) is not None


def period(file: FactFile, figure: model.Figure) -> Allowed:
    """The time that a number is for, over all readings of it."""
    text = text_of(file, figure)
    return together(times(text, reading) for reading in readings_of(file, figure))


def times(text: Text, reading: quantities.Reading) -> Allowed:
    """The dates that one number can be for: its own in a list, the one around or right before it, else those before it.

    The date of a saying (28日说) is not the number's, nor is one that a change is counted from (比上年增长).
    """
    sentence, clause = text.sentence(reading.start), text.clause(reading)
    held, listed = inside(text.dates, sentence), member(text, reading)
    said = [frame for frame in speech.frames(text) if frame.end <= reading.start]
    before = [d for d in held if d.end <= reading.start and not any(f.head <= d.start < f.end for f in said)]
    compared = [d for d in before if re.search(COMPARED, text.text[sentence.start : d.start])]
    own = [date for date in held if listed and date.start == listed.start]
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
    if not before:
        earlier = [date for date in inside(text.dates, text.paragraph(reading.start)) if date.end <= reading.start]
        return one_of((date.edtf for date in earlier[-1:]), certain=False)
    changed = compared and re.search("[增长加涨升降减跌高低]", text.text[compared[-1].end : reading.start])
    rivals = rest if changed else [*rest, *compared]
    sure = all(text.is_sure(date) for date in rest) and not is_rival(text, reading)
    return one_of((date.edtf for date in rivals), sure, firm=False)


def member(text: Text, reading: quantities.Reading) -> Placed | None:
    """The place or date to which a number in a list belongs: the k-th of as many before 分别, or before the list."""
    sentence = text.sentence(reading.start)
    runs = list(lists(text, inside(text.quantities, sentence), r"\D{0,3}"))
    run = next((run for run in runs if reading in run), [])
    mark = text.text.rfind("分别", sentence.start, run[0].start) if run else -1
    before = Span(0, sentence.start, mark if mark >= 0 else run[0].start, "") if run else sentence
    named: list[Sequence[Placed]] = [*lists(text, inside(text.places, before))]
    named += lists(text, inside(text.dates, before))
    fitting = [names for names in named if len(names) == len(run) > 1]
    return fitting[-1][run.index(reading)] if fitting else None


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
    """What is measured: at least half of its words are in the sentence of the number, of a count in the anchor itself.

    Years are counted in 年, and only what has a place in a row (次序, 波次) is ordinal.
    """
    own, text = figure.indicator, text_of(file, figure)
    ordinal = re.search("次序|波次|名次|位次|排名|届次|批次$", own) is not None
    yearly = re.search("年数|年限|时长|期限$", own) is not None
    if ordinal != (figure.qualifier == "ordinal") or yearly != figure.unit.endswith("年"):
        return Allowed(why="it is of another sort than the number")
    plain = re.sub(f"^(?:{LEADING})", "", own)
    thing = re.sub(f"(?:{CALCULATED})$", "", plain)
    counted = plain == own and thing != plain and own.endswith(("数", "次序", "波次"))
    around = [span.text if counted else text.sentence(span.start).text for _, span in file.anchored(figure)]
    short = len(thing) < 2 and (yearly or thing in figure.unit)
    told = short or (len(thing) > 1 and share_of_pairs(thing, "|".join(around)) >= LEAST_SHARE)
    return Allowed((own,) if told else (), why="hardly any of its words are beside the number")
