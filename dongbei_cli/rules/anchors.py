"""Rules on the anchors as passages: they cut neither numbers nor words, and each adds to its fact."""

import re
from collections.abc import Iterator
from functools import lru_cache

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings.article import Span
from dongbei_cli.rules import speech
from dongbei_cli.rules.text import MARKS, PROVED, Text, Verdict, dates_of, inside, quantities_of, read, text_of

LEADS = "的|了|着|是|于|为|和|与|及|或|(?<![重主需])要|(?<![供响反适对相])应|必须|需要|包括|其中|将|已|被|由|在"
"""Words after which a passage may begin in the middle of a clause."""
FOLLOWERS = "(?<![新旧好大小多少高低强样])的|等|和|与|及|或|并|才能|显示|是|为|将|已|被|在|对|也|都|达|从|到|至|了|以"
"""Words before which a passage may end in the middle of a clause."""
DANGLING = tuple("的和与及或并、，；：“《（*# \n")
"""What a passage does not end with: it joins on what follows, or is a mark of the layout."""
CLITICS = tuple("的了着等，、；：。！？”》）*# \n")
"""What a passage does not begin with: it leans on what is before it."""


def anchor_whole_number(file: FactFile) -> Iterator[Verdict]:
    """No anchor begins or ends inside a number, a number with its unit and qualifier, or a date.

    Fails: exact: "8628亿" over 28628亿; exact: "11万亿元" over 近11万亿元; exact: "10月" over 10月27日.
    """
    for fact, number, anchor, span in placed(file):
        text = text_of(file, fact)
        cut = [at for at in numbers(text.text, text.source.published) if splits(span, *at)]
        if not cut:
            yield PROVED
        else:
            start, end = max(cut, key=lambda at: at[1] - at[0])
            message = f"{anchor.exact!r} cuts {text.text[start:end]!r} in two"
            whole = text.text[min(span.start, *(at for at, _ in cut)) : max(span.end, *(at for _, at in cut))]
            yield file.problem(fact, ("anchors", number, "exact"), "anchor-whole-number", message, f"write {whole!r}")


def placed(file: FactFile) -> Iterator[tuple[model.Record, int, model.Anchor, Span]]:
    """Every sound anchor of a fact: whose it is, which of its anchors, itself, and its place."""
    for fact in file.base.facts():
        for number, anchor in enumerate(fact.anchors):
            spans = file.spans(file.source(fact).id, anchor)
            if len(spans) == 1:
                yield fact, number, anchor, spans[0]


@lru_cache(maxsize=16)
def numbers(text: str, published: str) -> tuple[tuple[int, int], ...]:
    """Where an article has quantities, dates and runs of digits."""
    runs = (run.span() for run in re.finditer(r"[0-9０-９]+(?:[.,，][0-9０-９]+)*", text))
    readings = (*quantities_of(text), *dates_of(text, published))
    return (*runs, *((reading.start, reading.end) for reading in readings))


def splits(span: Span, start: int, end: int) -> bool:
    """Whether a passage begins or ends inside [start, end)."""
    return start < span.start < end or start < span.end < end


def anchor_whole_words(file: FactFile) -> Iterator[Verdict]:
    """An anchor begins and ends where a clause, a name, a number or a date does, or at a joint, within one paragraph.

    Joints are words such as 的, 和, 要, 等 that link what is beside them. Marks belong to an anchor only in pairs, or
    where they end what is said in “ ”. A name inside a longer one is whole only as the name of its own record.

    Fails: exact: "央对吉林的转移支付"; exact: "，先后出台四份文件"; exact: "产业亮点或".
    """
    for fact, number, anchor, span in placed(file):
        text = text_of(file, fact)
        begins, ends = borders(file, text.source)
        named = isinstance(fact, model.Person | model.Organization | model.Document)
        own = named and anchor.exact in (getattr(fact, "name", ""), *getattr(fact, "aliases", ()))
        if not (own or begins_well(text.text, span, begins)):
            before = text.text[max(0, span.start - 6) : span.start]
            message = f"{anchor.exact[:12]!r} begins inside a word or with a mark, behind {before!r}"
        elif not (own or ends_well(text.text, span, ends)):
            after = text.text[span.end : span.end + 6]
            message = f"{anchor.exact[-12:]!r} ends inside a word or with a mark, before {after!r}"
        else:
            yield PROVED
            continue
        hint = "take the whole clause, name or number"
        yield file.problem(fact, ("anchors", number, "exact"), "anchor-whole-words", message, hint)


def begins_well(text: str, span: Span, begins: frozenset[int]) -> bool:
    """Whether a passage begins with a whole word."""
    if text.startswith(CLITICS, span.start) and not text.startswith("等", span.start):
        return False
    if span.start == 0 or span.start in begins or not text[span.start].isalnum():
        return balanced(span.text)
    outside = text[max(0, span.start - 4) : span.start]
    joint = re.search(f"(?:{LEADS})$", outside) is not None or text.startswith("等", span.start)
    return (joint or not outside[-1].isalnum()) and balanced(span.text)


def ends_well(text: str, span: Span, ends: frozenset[int]) -> bool:
    """Whether a passage ends with a whole word."""
    last, after = text[span.end - 1], text[span.end : span.end + 1]
    if last in DANGLING:
        return False
    if last in "。！？":
        return after in ("”", "’")
    if span.end in ends or not after or not (last + after).isalnum():
        return True
    return re.compile(FOLLOWERS).match(text, span.end) is not None


def balanced(words: str) -> bool:
    """Whether each opening mark has its closing one, within one line."""
    pairs = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"))
    return "\n" not in words and all(words.count(opening) == words.count(closing) for opening, closing in pairs)


@lru_cache(maxsize=8)
def borders(file: FactFile, source: model.Source) -> tuple[frozenset[int], frozenset[int]]:
    """Where names, numbers and dates begin, and where they, verbs of speech and subjects of place end.

    What follows a subject or a verb of speech begins well too, but 也建议 without its subject does not.
    """
    text = read(file, source)
    things = (*text.parties, *text.quantities, *text.dates)
    titled = [m.span() for d in file.base.documents for m in re.finditer(re.escape(d.name), text.text)]
    spans = [*titled, *((thing.start, thing.end) for thing in things)]
    spoken = speech.frames(text)
    verbs = {frame.end + (text.text[frame.end : frame.end + 1] == "了") for frame in spoken}
    predicates = {m.end for m in text.parties if not any(frame.head < m.end <= frame.start for frame in spoken)}
    heads = {place.end for place in text.places if text.text[place.start - 1 : place.start] in MARKS}
    begins, ends = {start for start, _ in spans} | {date.end for date in text.dates}, {end for _, end in spans}
    return frozenset(begins | verbs | predicates), frozenset(ends | verbs | heads)


def anchors_belong_together(file: FactFile) -> Iterator[Verdict]:
    """Every anchor adds something: none overlaps another of its fact, and all of them are about the fact.

    An anchor is about it by its words, or by being in the sentence of one that is. By its words: a figure's has its
    number or time, an event's its date or one who acts, a statement's or a measure's names who speaks in the paragraph
    of the words or is said by them; and any has three characters of the title in a row.

    Fails: a second anchor 会议指出 for the figure 821万; for a measure the name of its proposer in another paragraph.
    """
    for fact in file.base.facts():
        text, before = text_of(file, fact), list[Span]()
        sound = list(file.anchored(fact))
        said = isinstance(fact, model.Quote | model.Measure)
        about = [speaks_of(text, fact, sound[0][1], span) for _, span in sound]
        sentences = {text.sentence(span.start).start for (_, span), own in zip(sound, about, strict=True) if own}
        for (anchor, span), own in zip(sound, about, strict=True):
            path = ("anchors", fact.anchors.index(anchor))
            shared = next((other for other in before if span.start < other.end and other.start < span.end), None)
            near = text.sentence(span.start).start in sentences and (not said or not speech.voices(text, span))
            before.append(span)
            if shared is not None:
                message = f"{anchor.exact[:24]!r} shares words with {shared.text[:24]!r}"
            elif not (own or near):
                message = f"{anchor.exact[:24]!r} has nothing to do with it"
            else:
                yield PROVED
                continue
            hint = "keep the words that prove the fact, and each once"
            yield file.problem(fact, path, "anchors-belong-together", message, hint)


def speaks_of(text: Text, fact: model.Record, first: Span, span: Span) -> bool:
    """Whether an anchor is about its fact by its own words."""
    held = {date.edtf for date in inside(text.dates, span)}
    titled = longest_run(fact.title, span.text) >= min(3, len(fact.title))
    match fact:
        case model.Figure():
            return fact.written in span.text or fact.period in held
        case model.Event():
            imprint = fact.category == "publication" and span.text in (text.source.author, text.source.url)
            acts = any(actor in span.text for actor in fact.actors)
            return imprint or fact.date_text in span.text or fact.date in held or acts or titled
        case model.Quote() | model.Measure():
            speaker = fact.speaker if isinstance(fact, model.Quote) else fact.proposer
            voices = speech.voices(text, span)
            if span == first or not voices:
                return span == first or titled
            return speaker in voices and names_speaker(text, fact, first, span)
        case model.Claim():
            return titled
    return True


def names_speaker(text: Text, fact: model.Quote | model.Measure, first: Span, span: Span) -> bool:
    """Whether an anchor that names the speaker does so beside the words: in their paragraph, or with the date."""
    over = speech.under(text, first)
    if any(f.head < span.end < f.end and f.head <= span.start for f in speech.frames(text)):
        return False  # it leaves out the verb
    if over and span.start <= over.start and over.end <= span.end:
        return True
    paragraph = text.paragraph(span.start)
    same = [
        other for other in text.file.anchored(fact) if text.paragraph(other[1].start) == paragraph and other[1] != span
    ]
    dated = fact.date in {date.edtf for date in inside(text.dates, span)}
    return dated or any(span.start < other.start for _, other in same)


def longest_run(one: str, other: str) -> int:
    """How many characters in a row two texts share."""
    sizes = (
        size for size in range(len(one), 0, -1) for at in range(len(one) - size + 1) if one[at : at + size] in other
    )
    return next(sizes, 0)
