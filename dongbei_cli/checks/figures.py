"""Rules on figures: value, unit and qualifier are what the anchor reads to, and they are those of the place named."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dongbei_cli.checks import passages
from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.readings import quantities, units
from dongbei_cli.readings.article import Article, Span

MEASURED_BY = {"人": "人口|人数|人员|人次|就业|居民|职工|人", "元": "元|资金|支付|投资|收入|产值|财政"}
"""Words one of which must stand in the sentence where the measure itself is left out (821万)."""
JOINTS = r"(?:、|和|与|及|以及)"
CALCULATED = (
    "周年数|年数|种数|份数|项数|个数|次数|人数|户数|家数|(?:的|之)?次序|波次|(?:的|之)?数|的?(?:份额|比重|比例|占比)"
    "|之比|增速|增幅|增量|目标"
)
"""What the name of an indicator adds to the name of the thing that it counts or measures."""
LEADING = "相隔|回顾时段|时段|其他|其余"
THERE = "在|于|赴|到|亲临|来到|前往|抵达|抵|访问|考察"
"""Words before the place of an event."""
LISTED = "take the number that stands in the same place of its list"
LEAST_SHARE = 0.5
"""How many of its pairs of neighbouring characters must stand in the sentence."""


def readings_of(file: FactFile, figure: entries.Figure) -> list[quantities.Reading]:
    """The quantities in the anchors of a figure that are written as it says, whatever they read to."""
    text = file.article(figure).text
    held = (
        reading for _, span in file.anchored(figure) for reading in passages.inside(passages.quantities_of(text), span)
    )
    return [reading for reading in held if reading.text == figure.written]


def says(reading: quantities.Reading, figure: entries.Figure) -> bool:
    """Whether a reading is the figure's value, upper end, unit and qualifier."""
    upper = None if figure.upper is None else Decimal(figure.upper)
    return quantities.agrees(reading, Decimal(figure.value), upper, figure.unit, figure.qualifier)


def value_in_anchor(file: FactFile) -> Iterator[Verdict]:
    """Reading an anchor gives exactly the figure's value, upper end, unit and qualifier, in the words of `written`.

    In a list after 分别 the k-th number belongs to the k-th name or date before it. A measure that the text leaves out
    (821万) is one that the sentence speaks of.

    Fails: value 28682 over 28628亿; 近11万亿元 with the qualifier exact; for 吉林 the first number of three.
    """
    for figure in file.base.figures:
        found = [reading for reading in readings_of(file, figure) if says(reading, figure)]
        if not found:
            yield unread(file, figure)
            continue
        faults = [fault for reading in found for fault in misplaced(file, figure, reading)]
        if faults and len(faults) >= len(found):
            scale = figure.unit in units.SCALES
            hint = f"write {figure.unit}人, {figure.unit}元 or the like" if scale else LISTED
            key = "unit" if scale else "written"
            yield file.problem(figure, (key,), "value-in-anchor", faults[0], hint)
        else:
            yield PROVED


def unread(file: FactFile, figure: entries.Figure) -> Verdict:
    """The problem of a figure that none of its anchors says, at the field that is wrong."""
    text = file.article(figure).text
    held = [r for _, span in file.anchored(figure) for r in passages.inside(passages.quantities_of(text), span)]
    same_words = [reading for reading in held if reading.text == figure.written]
    if not same_words:
        heard = "、".join(dict.fromkeys(reading.text for reading in held)) or "no number"
        message = f"the anchors do not say {figure.written!r}"
        return file.problem(figure, ("written",), "value-in-anchor", message, f"they say {heard}")
    read = same_words[0].quantity
    pairs = {"value": str(read.value), "upper": read.upper and str(read.upper), "unit": read.unit}
    pairs["qualifier"] = read.qualifier
    wrong = [key for key, value in pairs.items() if getattr(figure, key) != value] or ["value"]
    message = f"{figure.written!r} does not read as {wrong[0]} {getattr(figure, wrong[0])}"
    measure = units.split_unit(figure.unit)[1]
    bare = wrong[0] == "unit" and read.unit in units.SCALES and measure
    said = f"{read.unit}{measure}, if it counts {measure}" if bare else pairs[wrong[0]]
    return file.problem(figure, (wrong[0],), "value-in-anchor", message, f"it reads as {wrong[0]} {said}")


def misplaced(file: FactFile, figure: entries.Figure, reading: quantities.Reading) -> Iterator[str]:
    """Why a number that reads right is not this figure's."""
    article = file.article(figure)
    sentence = article.sentence_at(reading.start) or Span(0, reading.start, reading.end, reading.text)
    if figure.unit in units.SCALES:
        yield f"{figure.unit} is a scale and no unit: say what it counts"
    measure = figure.unit.removeprefix(reading.quantity.unit)
    if reading.quantity.unit != figure.unit and not re.search(
        MEASURED_BY.get(measure, re.escape(measure)), sentence.text
    ):
        yield f"nothing in the sentence says that {reading.text} counts {measure}"
    listed = respectively(article, sentence, reading)
    if listed is None:
        return
    names, place, size = listed
    members = enumerated(file, figure, names, size)
    if members is None:
        yield f"the names before 分别 are not the {size} that its {size} numbers want"
    elif not belongs(figure, members[place]) and is_declared(file, figure):
        yield f"{reading.text} is number {place + 1} after 分别 and belongs to {members[place]}"


def respectively(article: Article, sentence: Span, reading: quantities.Reading) -> tuple[Span, int, int] | None:
    """What stands before the 分别 of a list that holds the reading, its place in the list, and the list's length."""
    mark = article.text.rfind("分别", sentence.start, reading.start)
    if mark < 0:
        return None
    group = [r for r in passages.quantities_of(article.text) if mark < r.start and r.end <= sentence.end]
    run: list[quantities.Reading] = []
    for each in group:
        if run and not re.fullmatch(rf"{JOINTS}\D{{0,3}}|，", article.text[run[-1].end : each.start]):
            break
        run.append(each)
    if reading not in run or len(run) < 2:
        return None
    return Span(0, sentence.start, mark, article.text[sentence.start : mark]), run.index(reading), len(run)


def enumerated(file: FactFile, figure: entries.Figure, names: Span, size: int) -> list[str] | None:
    """The last run of `size` regions, dates or other words before 分别; None when no run has that length."""
    source = file.source(figure)
    text = file.article(figure).text
    kinds: tuple[Sequence[tuple[int, int, str]], ...] = (
        passages.inside(passages.regions(file, source), names),
        [(date.start, date.end, date.edtf) for date in passages.inside(passages.dates(file, source), names)],
    )
    for found in kinds:
        run: list[tuple[int, int, str]] = []
        for each in found:
            joined = run and re.fullmatch(JOINTS, text[run[-1][1] : each[0]])
            run = [*run, each] if joined or not run else [each] if len(run) < size else run
        if len(run) == size:
            return [name for _, _, name in run]
    words = re.split(JOINTS, re.split("[，；：]", names.text)[-1])
    return words if len(words) == size else None


def belongs(figure: entries.Figure, member: str) -> bool:
    """Whether a member of the list is the figure's region, period or thing measured."""
    if member in (figure.region, figure.period):
        return True
    return figure.region != member and any(
        len(member) > 1 and member in words for words in (figure.indicator, figure.title) if figure.region is None
    )


def region_in_anchor(file: FactFile) -> Iterator[Verdict]:
    """A figure's region is the one that its sentence speaks of at the number: the last one named before it.

    Where none stands before the number it is the first one after it in its clause. An event's place stands in an anchor
    at the beginning of a clause or after a word for being or going there (在, 赴, 亲临). A region inside a longer name
    (中国东北振兴研究院) does not count.

    Fails: region: 吉林 over 辽宁下降8.5%; place: 东北 over 东北振兴座谈会在哈尔滨召开.
    """
    for figure in file.base.figures:
        read = readings_of(file, figure) if figure.region is not None else []
        if read:
            told = [regions_told(file, figure, reading) for reading in read]
            heard = dict.fromkeys(region for names in told for region in names)
            if figure.region in heard:
                yield PROVED
            elif is_declared(file, figure):
                message = f"the sentence does not give this number for {figure.region}"
                hint = f"it speaks of {'、'.join(heard)}" if heard else "leave the region out"
                yield file.problem(figure, ("region",), "region-in-anchor", message, hint)
    for event in file.base.events:
        if event.place is not None:
            yield place_verdict(file, event, event.place)


def is_declared(file: FactFile, figure: entries.Figure) -> bool:
    """Whether the region of a figure is one of the base; where it is not, `vocabulary` says so, and that is enough."""
    return figure.region is None or any(region.zh == figure.region for region in file.base.regions)


def regions_told(file: FactFile, figure: entries.Figure, reading: quantities.Reading) -> list[str]:
    """The regions that a number can be for: one, or those of a list."""
    article, source = file.article(figure), file.source(figure)
    sentence = article.sentence_at(reading.start)
    if sentence is None:
        return []
    held = passages.inside(passages.regions(file, source), sentence)
    listed = respectively(article, sentence, reading)
    if listed:
        members = enumerated(file, figure, listed[0], listed[2])
        named = {mention.name for mention in held}
        if members and named.issuperset(members):
            return [members[listed[1]]]
    return nearest(article.text, [mention for mention in held if not compared(article.text, mention)], reading)


def nearest(text: str, held: Sequence[passages.Mention], reading: quantities.Reading) -> list[str]:
    """The region named last before a number, or first after it in its clause; none of several that are listed.

    The country, named in the clause of the number, takes the place of a region of an earlier clause.
    """
    begin = max(text.rfind(mark, 0, reading.start) for mark in "，；：。！？\n") + 1
    end = min((text + "，").find(mark, reading.end) % (len(text) + 1) for mark in "，；。")
    before = [mention for mention in held if mention.start <= reading.start]
    after = [mention for mention in held if reading.start < mention.start < end]
    if not before:
        return [mention.name for mention in after[:1]]
    listed = len(before) > 1 and re.fullmatch(JOINTS, text[before[-2].end : before[-1].start])
    country = before[-1].end <= begin and re.search("国家|全国|中国|我国", text[begin : reading.start])
    return [] if listed or country else [before[-1].name]


def compared(text: str, mention: passages.Mention) -> bool:
    """Whether a region is only what another is compared with: 比辽宁高."""
    return text[mention.start - 1 : mention.start] in ("比", "较") or text[: mention.start].endswith("低于")


def place_verdict(file: FactFile, event: entries.Event, place: str) -> Verdict:
    """The verdict on the place of an event."""
    text = file.article(event).text
    for _, span in file.anchored(event):
        for mention in passages.inside(passages.regions(file, file.source(event)), span):
            lead = text[max(0, mention.start - 3) : mention.start]
            if mention.name == place and re.search(f"(?:{THERE}|[{re.escape(passages.CLAUSE_MARKS)}])$", lead):
                return PROVED
    message = f"no anchor says that it was in {place}"
    return file.problem(
        event, ("place",), "region-in-anchor", message, "take the place from the article, or leave it out"
    )


def indicator_in_anchor(file: FactFile) -> Iterator[Verdict]:
    """A figure counts or measures what its sentence speaks of, and no other figure gives another value for the same.

    At least half of the indicator, taken in pairs of characters, stands in the sentences of its anchors, and of a
    count in the anchors themselves, without what only names it as a count or a share (产业亮点数 over 一两个产业亮点).
    Years are counted in 年, and only what has a place in a row (次序, 波次) is ordinal. The same are figures of one
    indicator, region and period.

    Fails: indicator: 人口净流出 over 进出口总额达821万; 人口流失 both for 821万 and for 354万 of 2010/2020.
    """
    first: dict[tuple[str | None, ...], entries.Figure] = {}
    for figure in file.base.figures:
        same = first.setdefault((figure.indicator, figure.region, figure.period, figure.source), figure)
        if not measured(file, figure):
            message = f"hardly anything of {figure.indicator!r} stands with this number, or it is of another sort"
            hint = "name what is counted or measured in the words of the article"
            yield file.problem(figure, ("indicator",), "indicator-in-anchor", message, hint)
        elif (same.value, same.upper, same.unit) != (figure.value, figure.upper, figure.unit):
            message = f"line {file.place(same).line} gives {same.written} for the same {figure.indicator}"
            hint = "say in the indicator what tells the two apart"
            yield file.problem(figure, ("indicator",), "indicator-in-anchor", message, hint)
        else:
            yield PROVED


def measured(file: FactFile, figure: entries.Figure) -> bool:
    """Whether the words around a number are about the indicator, and the indicator is of the number's sort."""
    ordinal = re.search("次序|波次|名次|位次|排名|届次|批次$", figure.indicator) is not None
    yearly = re.search("年数|年限|时长|期限$", figure.indicator) is not None
    if ordinal != (figure.qualifier == "ordinal") or yearly != figure.unit.endswith("年"):
        return False
    plain = re.sub(f"^(?:{LEADING})", "", figure.indicator)
    thing = re.sub(f"(?:{CALCULATED})$", "", plain)
    if len(thing) < 2:
        return yearly or thing == figure.unit
    article = file.article(figure)
    sentences = (article.sentence_at(span.start) for _, span in file.anchored(figure))
    counted = plain == figure.indicator and thing != plain and figure.indicator.endswith(("数", "次序", "波次"))
    words = (anchor.exact for anchor in figure.anchors) if counted else (s.text for s in sentences if s)
    return passages.share_of_pairs(thing, "|".join(words)) >= LEAST_SHARE
