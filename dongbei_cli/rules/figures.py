"""What the words say of a figure: its number, unit and qualifier, its region, its time, and what it measures."""

import re

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings import quantities, units
from dongbei_cli.readings.article import Span
from dongbei_cli.rules import speech, words
from dongbei_cli.rules.text import JOINTS, Allowed, Mention, Placed, Text, inside, one_of, share_of_pairs, text_of

COMPARED = r"(?:比|较|同比|超过|高于|低于|占|对|与|和|除)了?$"
"""Words before a place or a time that a number is only compared with."""
CALCULATED = (
    "周年数|年数|种数|份数|项数|个数|次数|人数|户数|家数|条数|(?:的|之)?次序|波次|极数|(?:的|之)?数|的?(?:份额|比重|比例|占比)"
    "|之比|增速|增幅|增量|目标"
)
"""What the name of an indicator adds to the name of the thing that it counts or measures."""
LEADING = "相隔|回顾时段|时段|其他|其余"
LEAST_SHARE = 0.5
"""How many pairs of neighbouring characters of an indicator must be in its paragraph."""


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
    held = [reading.text for _, span in file.anchored(figure) for reading in inside(text.quantities, span)]
    return one_of(held, why="" if held else "the anchors hold no number that can be read")


def value(file: FactFile, figure: model.Figure) -> Allowed:
    """The number that `written` reads to."""
    return read(file, figure, "value")


def upper(file: FactFile, figure: model.Figure) -> Allowed:
    """The upper end of a range."""
    return read(file, figure, "upper")


def qualifier(file: FactFile, figure: model.Figure) -> Allowed:
    """How exact the number is."""
    return read(file, figure, "qualifier")


def read(file: FactFile, figure: model.Figure, part: str) -> Allowed:
    """One part of what the number reads to."""
    found = readings_of(file, figure)
    return one_of((getattr(each.quantity, part) for each in found), all(each.certain for each in found))


def unit(file: FactFile, figure: model.Figure) -> Allowed:
    """The unit that is read; where the text leaves out the measure (821万), what the sentence speaks of."""
    text, found, certain = text_of(file, figure), list[str](), True
    for each in readings_of(file, figure):
        certain = certain and each.certain
        scale = each.quantity.unit
        if scale not in units.SCALES:
            found.append(scale)
            continue
        for around in (text.clause(each), text.sentence(each.start)):
            known = [scale + measure for measure, signs in words.rows("measures") if re.search(signs, around.text)]
            if known:
                break
        found += known or [scale]
        certain = certain and bool(known)
    return one_of(found, certain, "" if certain else "the text does not say what the number counts")


def region(file: FactFile, figure: model.Figure) -> Allowed:
    """The place that a number is for, over all readings of it."""
    text = text_of(file, figure)
    found = [places(text, reading) for reading in readings_of(file, figure)]
    return Allowed(
        tuple(dict.fromkeys(name for each in found for name in each.values)), all(each.certain for each in found)
    )


def places(text: Text, reading: Placed) -> Allowed:
    """The places that one number can be for: its own in a list, else those before it, in its clause if there are any.

    Where none is before it, those behind it in its clause. One that is only compared with (比辽宁高) does not count.
    """
    listed = member(text, reading)
    if listed:
        run = [mention for mention in text.places if mention.start == listed.start]
        return Allowed((run[0].name,)) if run else Allowed()
    sentence, clause = text.sentence(reading.start), text.clause(reading)
    held = [
        each
        for each in inside(text.places, sentence)
        if not re.search(COMPARED, text.text[sentence.start : each.start])
    ]
    before = [each for each in held if each.start <= reading.start]
    close = [each for each in before if each.start >= clause.start] or before
    behind = [each for each in held if reading.start <= each.start < clause.end]
    return one_of(each.name for each in close or behind)


def period(file: FactFile, figure: model.Figure) -> Allowed:
    """The time that a number is for, over all readings of it."""
    text = text_of(file, figure)
    found = [times(text, reading) for reading in readings_of(file, figure)]
    values = tuple(dict.fromkeys(edtf for each in found for edtf in each.values))
    return Allowed(values, bool(found) and all(each.certain for each in found))


def times(text: Text, reading: Placed) -> Allowed:
    """The dates that one number can be for: its own in a list, the one right before it, else those of its sentence.

    The date of a saying (28日说) is not the number's, nor is one that it is compared with (比上年).
    """
    listed = member(text, reading)
    sentence = text.sentence(reading.start)
    held = inside(text.dates, sentence)
    if listed and (own := [date for date in held if date.start == listed.start]):
        return Allowed((own[0].edtf,), text.is_sure(own[0]))
    around = [date for date in held if date.start <= reading.start and reading.end <= date.end]
    if around:
        return Allowed((around[0].edtf,), text.is_sure(around[0]))
    said = [frame for frame in speech.frames(text) if frame.end <= reading.start]
    before = [d for d in held if d.end <= reading.start and not any(f.head <= d.start < f.end for f in said)]
    compared = [d for d in before if re.search(COMPARED, text.text[sentence.start : d.start])]
    if before and is_beside(text.text[before[-1].end : reading.start]) and before[-1] not in compared:
        return Allowed((before[-1].edtf,), text.is_sure(before[-1]))
    clause = text.clause(reading)
    rest = [date for date in before if date not in compared]
    rest = [date for date in rest if date.start >= clause.start] or rest
    if not rest and not compared:
        paragraph = text.paragraph(reading.start)
        rest = [date for date in inside(text.dates, paragraph) if date.end <= reading.start][-1:]
        return one_of((date.edtf for date in rest), certain=False)
    changed = re.search("[增长加涨升降减跌高低]", text.text[compared[-1].end : reading.start]) if compared else None
    others = [] if changed else compared
    return one_of((date.edtf for date in (*rest, *others)), all(text.is_sure(date) for date in rest))


def is_beside(between: str) -> bool:
    """Whether a number follows a date with hardly a word between (2003年的8.5%)."""
    return re.fullmatch("[的为达到至是约，]{0,3}", between) is not None


def member(text: Text, reading: Placed) -> Span | None:
    """The name or date to which a number in a list belongs: the k-th of as many before 分别, or before the list."""
    sentence = text.sentence(reading.start)
    run = list_of(text, reading, sentence)
    if len(run) < 2:
        return None
    mark = text.text.rfind("分别", sentence.start, run[0].start)
    names = named_run(text, Span(0, sentence.start, mark if mark >= 0 else run[0].start, ""), len(run))
    return names[run.index(reading)] if names else None  # type: ignore[arg-type]


def list_of(text: Text, reading: Placed, sentence: Span) -> list[quantities.Reading]:
    """The numbers of a list that holds the reading (32553亿、28628亿、58847亿元)."""
    runs: list[list[quantities.Reading]] = []
    for each in inside(text.quantities, sentence):
        joined = runs and re.fullmatch(rf"{JOINTS}\D{{0,3}}", text.text[runs[-1][-1].end : each.start])
        if joined:
            runs[-1].append(each)
        else:
            runs.append([each])
    return next((run for run in runs if reading in run), [])


def named_run(text: Text, place: Placed, size: int) -> list[Span]:
    """The last list of just `size` places, dates or other words in a passage; none where there is no such list."""
    for things in (inside(text.places, place), inside(text.dates, place)):
        runs: list[list[Mention]] = [[]]
        for thing in things:
            each = Mention(thing.start, thing.end, "")
            if runs[-1] and not re.fullmatch(JOINTS, text.text[runs[-1][-1].end : each.start]):
                runs.append([])
            runs[-1].append(each)
        fitting = [run for run in runs if len(run) == size]
        if fitting:
            return [Span(0, each.start, each.end, "") for each in fitting[-1]]
    return []


def indicator(file: FactFile, figure: model.Figure) -> Allowed:
    """What is measured: at least half of its words are in the paragraph, of a count in the sentence of the number.

    Years are counted in 年, and only what has a place in a row (次序, 波次) is ordinal.
    """
    own = figure.indicator
    ordinal = re.search("次序|波次|名次|位次|排名|届次|批次$", own) is not None
    yearly = re.search("年数|年限|时长|期限$", own) is not None
    if ordinal != (figure.qualifier == "ordinal") or yearly != figure.unit.endswith("年"):
        return Allowed(why="it is of another sort than the number")
    plain = re.sub(f"^(?:{LEADING})", "", own)
    thing = re.sub(f"(?:{CALCULATED})$", "", plain)
    if len(thing) < 2:
        return Allowed((own,)) if yearly or thing in figure.unit else Allowed()
    text = text_of(file, figure)
    spans = [span for _, span in file.anchored(figure)]
    counted = plain == own and thing != plain and own.endswith(("数", "次序", "波次"))
    around = [span.text if counted else text.sentence(span.start).text for span in spans]
    told = share_of_pairs(thing, "|".join(around)) >= LEAST_SHARE
    return Allowed((own,)) if told else Allowed(why="hardly any of its words are beside the number")
