"""The rule on titles: what a title names, counts, dates and quotes is the fact's own, and it does not say the contrary.

How a title words it is the curator's; whether the words are well chosen is not proved.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dongbei_cli.checks import passages
from dongbei_cli.checks.naming import Names
from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.readings import dates as chinese_dates
from dongbei_cli.readings import quantities

Fault = tuple[str, str]

OPPOSITES = (
    ("流出", "流入"), ("流失", "流入"), ("上升", "下降"), ("增加", "减少"), ("增长", "下降"), ("提高", "降低"),
    ("提升", "下降"), ("扩大", "缩小"), ("加快", "放缓"), ("改善", "恶化"), ("净增", "净减"), ("顺差", "逆差"),
    ("盈利", "亏损"), ("进口", "出口"), ("高于", "低于"), ("上涨", "下跌"), ("回升", "回落"), ("增强", "减弱"),
    ("支持", "反对"), ("兴旺", "衰落"), ("成功", "失败"), ("开始", "结束"), ("加大", "减小"), ("深化", "弱化"),
)  # fmt: skip
"""Words of which a title must not have one where the article has the other."""
NEGATIONS = "不|没有|未|非|无"
FREE = frozenset("的了和与及或为对在中之有所其数个占至到由从")
"""Characters that join the words of a figure's title."""
FREE_WORDS = "标题|长度|总数|数量|目标|规模|倍数|建议"
"""Words that say what sort of figure it is, or where in the article it stands."""
GENERIC = "文章发布|文章发表|文章刊发|报道发布|报道发表"
"""What the title of an article's own publication may say without the article saying so."""
LEAST_SHARE = 0.5


class Words(NamedTuple):
    """What a title may take its words from: the anchors, their sentences, and the paragraph up to the last of them."""

    anchors: str
    sentences: str
    paragraphs: str


def title_as_said(file: FactFile) -> Iterator[Verdict]:
    """The names, numbers, dates and “ ” of a title are the fact's own, and it does not turn what is said round.

    A region in a figure's title is its region, a date there its period; a person or a body in a quote's or a measure's
    title is who speaks, or stands in the words. Whatever else is named, counted, dated or quoted stands in the anchors
    or their sentences, in the same order. A word such as 流出 or 下降 is not replaced by its opposite, a 不 or 没有
    neither dropped nor added. The characters of a figure's title come from its paragraph or its indicator, and a figure
    of another value has another title. The title of a person or a body is its name, that of a document a short form.

    Fails: title: 中央对辽宁的转移支付总额 with region: 吉林; 2020年… with period: 2021; 人口净流入 over 净流出354万.
    """
    names = Names(file.base)
    figures: dict[tuple[str, str | None], entries.Figure] = {}
    for fact in file.base.facts():
        fault = next(faults(file, names, fact), None)
        if isinstance(fact, entries.Figure):
            first = figures.setdefault((fact.title, fact.source), fact)
            fault = fault or untold(file, fact, first)
        yield PROVED if fault is None else file.problem(fact, ("title",), "title-as-said", *fault)


def untold(file: FactFile, figure: entries.Figure, first: entries.Figure) -> Fault | None:
    """What is wrong with the title of a figure that an earlier one of another value has too."""
    if (figure.value, figure.upper, figure.unit) == (first.value, first.upper, first.unit):
        return None
    return f"line {file.place(first).line} has this title and another number", "say in the title what tells them apart"


def faults(file: FactFile, names: Names, fact: entries.Fact) -> Iterator[Fault]:
    """Every way in which a title says what its fact does not: what, and how to mend it."""
    if isinstance(fact, entries.Person | entries.Organization):
        if fact.title not in (fact.name, *fact.aliases):
            yield f"{fact.title!r} is not the name {fact.name}", f"write {fact.name}"
        return
    words = held(file, fact)
    yield from party_faults(names, fact, words)
    yield from region_faults(names, fact, words)
    dates = passages.dates_of(fact.title, file.source(fact).published[:10])
    yield from date_faults(fact, dates, words)
    yield from number_faults(names, fact, words)
    for quoted in re.findall("“([^”]*)”", fact.title):
        if quoted not in words.sentences:
            yield f"“{quoted}” does not stand in the words of the fact", "quote the article as it stands"
    yield from polarity_faults(fact, words)
    yield from negation_faults(fact, words)
    yield from wording_faults(fact, words)


def held(file: FactFile, fact: entries.Fact) -> Words:
    """The words around the anchors of a fact."""
    article = file.article(fact)
    sentences, paragraphs = [], []
    for _, span in file.anchored(fact):
        sentence, paragraph = article.sentence_at(span.start), article.paragraph_at(span.start)
        sentences.append(sentence.text if sentence else span.text)
        end = max(span.end, sentence.end if sentence else 0)
        paragraphs.append(article.text[paragraph.start : end] if paragraph else span.text)
    anchors = "|".join(anchor.exact for anchor in fact.anchors)
    return Words(anchors, "|".join((anchors, *dict.fromkeys(sentences))), "|".join(dict.fromkeys(paragraphs)))


def party_faults(names: Names, fact: entries.Fact, words: Words) -> Iterator[Fault]:
    """A person or a body that the fact does not speak of."""
    own = [getattr(fact, key, None) for key in ("speaker", "proposer", "issuer")] + [*getattr(fact, "actors", ())]
    said = isinstance(fact, entries.Quote | entries.Measure)
    told = fact.anchors[0].exact if said else words.paragraphs if isinstance(fact, entries.Claim) else words.sentences
    known = {*own, *(mention.name for mention in names.parties_in(told))}
    for mention in names.parties_in(fact.title):
        form = fact.title[mention.start : mention.end]
        if mention.name not in known and form not in told:
            spoken = "、".join(sorted(name for name in known if name))
            hint = f"they speak of {spoken}" if spoken else "leave it out"
            yield f"the words of the fact do not speak of {form}", hint


def region_faults(names: Names, fact: entries.Fact, words: Words) -> Iterator[Fault]:
    """A region that is not the figure's, or that the words do not name, or not in this order."""
    titled = [mention.name for mention in names.regions_in(fact.title)]
    if isinstance(fact, entries.Figure) and fact.region is not None:
        if fact.region not in names.sorts:
            return  # another rule says so
        beside = {mention.name for mention in names.regions_in(fact.indicator)}
        other = [name for name in titled if name != fact.region and name not in beside]
        if other:
            yield f"{other[0]} is not its region", f"write {fact.region}, or mend the region"
        return
    place = getattr(fact, "place", None)
    for mention in names.regions_in(fact.title):
        if place and fact.title[: mention.start].endswith(("在", "于", "赴")) and mention.name != place:
            yield f"{mention.name} is not its place", f"write {place}"
    told = words.paragraphs if isinstance(fact, entries.Claim | entries.Quote) else words.sentences
    said = [[mention.name for mention in names.regions_anywhere(passage)] for passage in told.split("|")]
    for name in titled:
        if not any(name in passage for passage in said):
            yield f"the words of the fact do not speak of {name}", "name the region that they name"
    if len(titled) > 1 and not any(in_order(titled, passage) for passage in said):
        yield f"{'、'.join(titled)} are not named in this order", "keep the order of the article"


def in_order(names: list[str], passage: list[str]) -> bool:
    """Whether a passage names them all, in this order."""
    following = iter(passage)
    return all(name in following for name in names)


def date_faults(fact: entries.Fact, dates: tuple[chinese_dates.DateReading, ...], words: Words) -> Iterator[Fault]:
    """A date that is neither the fact's nor in its words."""
    own = getattr(fact, "period", None) or getattr(fact, "date", None)
    strict = isinstance(fact, entries.Figure) and own is not None
    told = fact.indicator if strict and isinstance(fact, entries.Figure) else words.anchors
    for date in dates:
        if date.edtf != own and date.text not in told and (date.certain or not strict):
            message = f"{date.text} is not the date of the fact, {own}" if own else f"no anchor says {date.text}"
            yield message, "take the date from the words of the fact"


def number_faults(names: Names, fact: entries.Fact, words: Words) -> Iterator[Fault]:
    """A number that does not stand in the words; it may also count the parties or the regions that they name."""
    told = words.paragraphs if isinstance(fact, entries.Claim) else words.anchors
    digits = set(re.findall("[0-9]+", f"{words.anchors}|{getattr(fact, 'period', '')}|{getattr(fact, 'date', '')}"))
    for run in re.findall("[0-9]+", fact.title):
        if run not in digits:
            yield f"no anchor says {run}", "take the number from the words of the fact"
    most = max(
        len({mention.name for mention in found(words.sentences)}) for found in (names.parties_in, names.regions_in)
    )
    for reading in quantities.readings(fact.title):
        if reading.text not in told and not 1 < reading.quantity.value <= most:
            yield f"no anchor says {reading.text}", "take the number from the words of the fact"


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Every word of a pair with its opposites."""
    pairs = [*OPPOSITES, *((other, one) for one, other in OPPOSITES)]
    return {word: frozenset(other for one, other in pairs if one == word) for word, _ in pairs}


def polarity_faults(fact: entries.Fact, words: Words) -> Iterator[Fault]:
    """A word where the article has its opposite; where it has both, what stands beside the word tells."""
    indicator = getattr(fact, "indicator", "")
    told = f"{words.sentences}|{indicator}"
    for match in re.finditer("|".join(opposites()), fact.title):
        word, others = match.group(), opposites()[match.group()]
        contrary = next((other for other in others if other in told), "")
        beside = (fact.title[max(0, match.start() - 1) : match.end()], fact.title[match.start() : match.end() + 1])
        together = any(pair != word and pair.isalnum() and pair in told for pair in beside)
        turned = word not in indicator and any(other in indicator for other in others)
        if contrary and (turned or not (word in told and together)):
            yield f"it says {word} where the words have {contrary}", f"write {contrary}"


def negation_faults(fact: entries.Fact, words: Words) -> Iterator[Fault]:
    """A negation that is dropped, or added: what stands right beside it, or beside the gap, does not stand so."""
    title, told = fact.title, words.anchors
    for match in re.finditer(f"({NEGATIONS})(?=(.?))", title):
        if match[1] + match[2] not in words.sentences:
            yield f"the words do not say {match[1]}{match[2]}", "leave the negation out"
    for match in re.finditer(f"(.?)({NEGATIONS})([^\\W_]{{1,2}})", told):
        plain = re.compile(f"[^{match[2][-1]}]{match[3]}" if len(match[3]) > 1 else match[1] + match[3])
        dropped = next((found.group() for found in plain.finditer(f"|{title}") if found.group() not in f"|{told}"), "")
        if dropped:
            yield f"it leaves out {match[2]} before {match[3]}", f"write {match[2]}{match[3]}"


def wording_faults(fact: entries.Fact, words: Words) -> Iterator[Fault]:
    """A figure's title with a character from elsewhere; a document's, or a publication's, with hardly any in common."""
    if isinstance(fact, entries.Figure):
        told = f"{words.paragraphs}|{fact.indicator}|{fact.region or ''}|{fact.period or ''}"
        counted = [re.escape(reading.text) for reading in quantities.readings(fact.title)]
        plain = re.sub("|".join((FREE_WORDS, *counted)), "", passages.ideographs(fact.title))
        alien = next((character for character in plain if character not in FREE and character not in told), "")
        if alien:
            yield f"{alien!r} stands neither in the paragraph nor in the indicator", "use the words of the article"
    told = fact.name if isinstance(fact, entries.Document) else f"{words.sentences}|{GENERIC}"
    publication = isinstance(fact, entries.Event) and fact.category == "publication"
    if (publication or isinstance(fact, entries.Document)) and passages.share_of_pairs(fact.title, told) < LEAST_SHARE:
        yield f"hardly anything of {fact.title!r} stands in {told[:40]!r}", "use the words of the article"
