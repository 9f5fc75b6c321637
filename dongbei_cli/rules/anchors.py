"""Rules on the anchors as passages: they cut neither numbers nor words, and each adds to its fact."""

import re
from collections.abc import Iterator
from functools import lru_cache

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings.article import Span
from dongbei_cli.rules import speech
from dongbei_cli.rules.text import MARKS, Text, Verdict, dates_of, inside, quantities_of, read, text_of, verdict

LEADS = "的|了|着|是|于|为|和|与|及|或|(?<![重主需])要|(?<![供响反适对相])应|必须|需要|包括|其中|将|已|被|由|在"
"""Words after which a passage may begin in the middle of a clause."""
FOLLOWERS = "(?<![新旧好大小多少高低强样])的|等|和|与|及|或|并|才能|显示|是|为|将|已|被|在|对|也|都|达|从|到|至|了|以"
"""Words before which a passage may end in the middle of a clause."""
DANGLING = tuple("的和与及或并、，；：“《（*# \n")
"""What a passage does not end with: it joins on what follows, or is a mark of the layout."""
CLITICS = tuple("的了着，、；：。！？”》）*# \n")
"""What a passage does not begin with: it leans on what is before it."""


def placed(file: FactFile) -> Iterator[tuple[model.Record, int, model.Anchor, Span]]:
    """Every sound anchor of a fact: whose it is, which of its anchors, itself, and its place."""
    for fact in file.base.facts():
        for number, anchor in enumerate(fact.anchors):
            spans = file.spans(file.source(fact).id, anchor)
            if len(spans) == 1:
                yield fact, number, anchor, spans[0]


def anchor_whole_number(file: FactFile) -> Iterator[Verdict]:
    """No anchor begins or ends inside a number, a number with its unit and qualifier, or a date.

    Fails: exact: "8628亿" over 28628亿; exact: "11万亿元" over 近11万亿元; exact: "10月" over 10月27日.
    """
    for fact, number, anchor, span in placed(file):
        text, fault, hint = text_of(file, fact), "", ""
        cut = [(s, e) for s, e in numbers(text.text, text.source.published) if s < span.start < e or s < span.end < e]
        if cut:
            start, end = max(cut, key=lambda at: at[1] - at[0])
            fault = f"{anchor.exact!r} cuts {text.text[start:end]!r} in two"
            hint = f"write {text.text[min(span.start, *(s for s, _ in cut)) : max(span.end, *(e for _, e in cut))]!r}"
        yield verdict(file, fact, ("anchors", number, "exact"), "anchor-whole-number", fault, hint)


@lru_cache(maxsize=16)
def numbers(text: str, published: str) -> tuple[tuple[int, int], ...]:
    """Where an article has quantities, dates and runs of digits."""
    runs = [run.span() for run in re.finditer(r"[0-9０-９]+(?:[.,，][0-9０-９]+)*", text)]
    counted = [(reading.start, reading.end) for reading in quantities_of(text)]
    return (*runs, *counted, *((date.start, date.end) for date in dates_of(text, published)))


def anchor_whole_words(file: FactFile) -> Iterator[Verdict]:
    """An anchor begins and ends where a clause, a name, a number or a date does, or at a joint, within one paragraph.

    Joints are words such as 的, 和, 要, 等 that link what is beside them. Marks belong to an anchor only in pairs, or
    where they end what is said in “ ”. A name inside a longer one is whole only as the name of its own record.

    Fails: exact: "央对吉林的转移支付"; exact: "，先后出台四份文件"; exact: "产业亮点或".
    """
    for fact, number, anchor, span in placed(file):
        text, fault = text_of(file, fact), ""
        begins, ends = borders(file, text.source)
        own = anchor.exact in (getattr(fact, "name", ""), *getattr(fact, "aliases", ()))
        if not (own or begins_well(text.text, span, begins)):
            fault = f"{anchor.exact[:12]!r} begins inside a word or with a mark"
        elif not (own or ends_well(text.text, span, ends)):
            fault = f"{anchor.exact[-12:]!r} ends inside a word or with a mark"
        hint = "take the whole clause, name or number"
        yield verdict(file, fact, ("anchors", number, "exact"), "anchor-whole-words", fault, hint)


def begins_well(text: str, span: Span, begins: frozenset[int]) -> bool:
    """Whether a passage begins with a whole word, and has its marks in pairs."""
    pairs = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"))
    if (
        span.text.startswith(CLITICS)
        or "\n" in span.text
        or any(span.text.count(a) != span.text.count(b) for a, b in pairs)
    ):
        return False
    before = text[max(0, span.start - 4) : span.start]
    apart = not before or not (before[-1].isalnum() and span.text[0].isalnum())
    return apart or span.start in begins or span.text[0] == "等" or re.search(f"(?:{LEADS})$", before) is not None


def ends_well(text: str, span: Span, ends: frozenset[int]) -> bool:
    """Whether a passage ends with a whole word."""
    last, after = text[span.end - 1], text[span.end : span.end + 1]
    if last in DANGLING or (last in "。！？" and after not in ("”", "’")):
        return False
    apart = not after or not (last.isalnum() and after.isalnum())
    return apart or span.end in ends or re.compile(FOLLOWERS).match(text, span.end) is not None


@lru_cache(maxsize=8)
def borders(file: FactFile, source: model.Source) -> tuple[frozenset[int], frozenset[int]]:
    """Where names, numbers and dates begin, and where they, verbs of speech and subjects of place end.

    What follows a subject, a date or a verb of speech begins well too, but 也建议 without its subject does not.
    """
    text = read(file, source)
    spans = [match.span() for each in file.base.documents for match in re.finditer(re.escape(each.name), text.text)]
    spans += [(each.start, each.end) for things in (text.parties, text.quantities, text.dates) for each in things]
    spoken = speech.frames(text)
    verbs = {frame.end + (text.text[frame.end : frame.end + 1] == "了") for frame in spoken}
    follow = {m.end for m in text.parties if not any(frame.head < m.end <= frame.start for frame in spoken)}
    follow |= verbs | {date.end for date in text.dates}
    heads = {place.end for place in text.places if text.text[place.start - 1 : place.start] in MARKS}
    return frozenset({start for start, _ in spans} | follow), frozenset({end for _, end in spans} | verbs | heads)


def anchors_belong_together(file: FactFile) -> Iterator[Verdict]:
    """Every anchor adds something: none overlaps another of its fact, and all of them are about the fact.

    An anchor is about it by its words, or by being in the sentence of one that is. By its words: a figure's has its
    number or time, an event's its date or one who acts; a statement's or a measure's names who speaks, with the verb
    and in the paragraph of the words. Any has three characters of the title in a row.

    Fails: a second anchor 会议指出 for the figure 821万; for a measure the name of its proposer in another paragraph.
    """
    for fact in file.base.facts():
        text, before = text_of(file, fact), list[Span]()
        spans = [span for _, span in file.anchored(fact)]
        about = [speaks_of(text, fact, spans, span) for span in spans]
        sentences = {text.sentence(span.start).start for span, own in zip(spans, about, strict=True) if own}
        said = isinstance(fact, model.Quote | model.Measure)
        for (anchor, span), own in zip(file.anchored(fact), about, strict=True):
            shared = [other for other in before if span.start < other.end and other.start < span.end]
            near = text.sentence(span.start).start in sentences and not (said and speech.voices(text, span))
            fault = f"{anchor.exact[:24]!r} shares words with another anchor" if shared else ""
            fault = fault or ("" if own or near else f"{anchor.exact[:24]!r} has nothing to do with it")
            path, hint = ("anchors", fact.anchors.index(anchor)), "keep the words that prove the fact, each once"
            yield verdict(file, fact, path, "anchors-belong-together", fault, hint)
            before.append(span)


def speaks_of(text: Text, fact: model.Record, spans: list[Span], span: Span) -> bool:
    """Whether an anchor is about its fact by its own words."""
    dates = {date.edtf for date in inside(text.dates, span)}
    titled = any(fact.title[at : at + 3] in span.text for at in range(max(1, len(fact.title) - 2)))
    match fact:
        case model.Figure():
            return fact.written in span.text or fact.period in dates
        case model.Event():
            imprint = fact.category == "publication" and span.text in (text.source.author, text.source.url)
            dated = fact.date_text in span.text or fact.date in dates
            return imprint or dated or titled or any(actor in span.text for actor in fact.actors)
        case model.Quote() | model.Measure():
            speaker = fact.speaker if isinstance(fact, model.Quote) else fact.proposer
            voices = speech.voices(text, span)
            beside = speaker in voices and names_speaker(text, fact.date, spans, span)
            return beside or span == spans[0] or (titled and not voices)
    return titled or not isinstance(fact, model.Claim)


def names_speaker(text: Text, date: str | None, spans: list[Span], span: Span) -> bool:
    """Whether an anchor that names the speaker takes in the verb, and is beside the words or has their date."""
    if any(frame.head < span.end < frame.end and frame.head <= span.start for frame in speech.frames(text)):
        return False
    over = speech.under(text, spans[0])
    paragraph = text.paragraph(span.start)
    behind = any(span.start < other.start and text.paragraph(other.start) == paragraph for other in spans)
    dated = date in {each.edtf for each in inside(text.dates, span)}
    return behind or dated or bool(over and span.start <= over.start and over.end <= span.end)
