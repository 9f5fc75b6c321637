"""Rules on the anchors as passages: they cut neither numbers nor words, and they are about their fact."""

import re
from collections.abc import Iterator
from functools import lru_cache

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings.article import Span
from dongbei_cli.rules import passages, speech
from dongbei_cli.rules.passages import PROVED, Mention, Verdict

LEADS = "的|了|着|是|于|为|和|与|及|或|(?<![重主需])要|(?<![供响反适对相])应|必须|需要|包括|其中"
"""Words after which a passage may begin in the middle of a clause."""
FOLLOWERS = "(?<![新旧好大小多少高低强样])的|等|和|与|及|或|并|才能|显示"
"""Words before which a passage may end in the middle of a clause."""
DANGLING = tuple("的和与及或并、，；：“《（*# \n")
"""What a passage does not end with: it joins on what follows, or is a mark of the layout."""
CLITICS = tuple("的了着等，、；：。！？”》）*# \n")
"""What a passage does not begin with: it leans on what stands before."""
TITLED_KINDS = ("event", "quote", "measure", "claim")
LEAST_SHARE = 0.5
"""How many of a title's pairs of neighbouring characters must stand in what it is the title of."""


def placed(
    file: FactFile,
) -> Iterator[tuple[model.Entry, tuple[str | int, ...], model.Source, model.Anchor, Span]]:
    """Every sound anchor of a fact: whose it is, where it stands in facts.yaml, its source, itself, its place."""
    for fact in file.base.facts():
        source = file.source(fact)
        for number, anchor in enumerate(fact.anchors):
            spans = file.spans(source.id, anchor)
            if len(spans) == 1:
                yield fact, ("anchors", number, "exact"), source, anchor, spans[0]


def anchor_whole_number(file: FactFile) -> Iterator[Verdict]:
    """No anchor begins or ends inside a number, a number with its unit and qualifier, or a date.

    Fails: exact: "8628亿" over 28628亿; exact: "11万亿元" over 近11万亿元; exact: "10月" over 10月27日.
    """
    for entry, path, source, anchor, span in placed(file):
        text = file.articles[source.id].text
        if not {span.start, span.end} & interiors(text, source.published):
            yield PROVED
        else:
            cut = [pair for pair in numbers(text, source.published) if splits(span, *pair)]
            longest = max(cut, key=lambda pair: pair[1] - pair[0])
            message = f"{anchor.exact!r} cuts {text[slice(*longest)]!r} in two"
            whole = text[min(span.start, *(start for start, _ in cut)) : max(span.end, *(end for _, end in cut))]
            yield file.problem(entry, path, "anchor-whole-number", message, f"write {whole!r}")


@lru_cache(maxsize=16)
def interiors(text: str, published: str) -> frozenset[int]:
    """Every place inside a number, where no passage may begin or end."""
    return frozenset(at for start, end in numbers(text, published) for at in range(start + 1, end))


@lru_cache(maxsize=16)
def numbers(text: str, published: str) -> tuple[tuple[int, int], ...]:
    """Where an article has quantities, dates and runs of digits."""
    runs = (run.span() for run in re.finditer(r"[0-9０-９]+(?:[.,，][0-9０-９]+)*", text))
    counted = ((reading.start, reading.end) for reading in passages.quantities_of(text))
    dated = ((reading.start, reading.end) for reading in passages.dates_of(text, published))
    return (*runs, *counted, *dated)


def splits(span: Span, start: int, end: int) -> bool:
    """Whether a passage begins or ends inside [start, end)."""
    return start < span.start < end or start < span.end < end


def anchor_whole_words(file: FactFile) -> Iterator[Verdict]:
    """An anchor begins and ends where a clause, a name, a number or a date does, or at a joint, within one paragraph.

    It may also end with a verb of speech, or with the region that is the subject of its clause. Joints are words such
    as 的, 和, 要, 等 that link what stands beside them. Marks belong to an anchor only in pairs, or where they end what
    is said in “ ”. A name inside a longer one (东北振兴研究院) is whole only as the name of its own record.

    Fails: exact: "央对吉林的转移支付"; exact: "，先后出台四份文件"; exact: "产业亮点或".
    """
    for entry, path, source, anchor, span in placed(file):
        text = file.articles[source.id].text
        begins, ends = edges(file, source)
        if not (begins_well(text, span, begins) or is_own_name(entry, anchor)):
            before = text[max(0, span.start - 6) : span.start]
            message = f"{anchor.exact[:12]!r} begins inside a word or with a mark, behind {before!r}"
        elif not (ends_well(text, span, ends) or is_own_name(entry, anchor)):
            after = text[span.end : span.end + 6]
            message = f"{anchor.exact[-12:]!r} ends inside a word or with a mark, before {after!r}"
        else:
            yield PROVED
            continue
        yield file.problem(entry, path, "anchor-whole-words", message, "take the whole clause, name or number")


def is_own_name(entry: model.Entry, anchor: model.Anchor) -> bool:
    """Whether the anchor of a person, a body or a document is just its name."""
    named = isinstance(entry, model.Person | model.Organization | model.Document)
    return named and anchor.exact in (getattr(entry, "name", ""), *getattr(entry, "aliases", ()))


def begins_well(text: str, span: Span, begins: frozenset[int]) -> bool:
    """Whether the passage begins with a whole word."""
    if text.startswith(CLITICS, span.start) and not text.startswith("等", span.start):
        return False
    if span.start == 0 or span.start in begins or not text[span.start].isalnum():
        return balanced(text[span.start : span.end])
    outside = text[max(0, span.start - 4) : span.start]
    joint = re.search(f"(?:{LEADS})$", outside) is not None or text.startswith("等", span.start)
    return (joint or not outside[-1].isalnum()) and balanced(text[span.start : span.end])


def ends_well(text: str, span: Span, ends: frozenset[int]) -> bool:
    """Whether the passage ends with a whole word."""
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


def edges(file: FactFile, source: model.Source) -> tuple[frozenset[int], frozenset[int]]:
    """Where names, numbers and dates begin, and where they, verbs of speech and subjects of place end."""
    text = file.articles[source.id].text
    documents = tuple(document.name for document in file.base.documents)
    named, regions = passages.named(file, source), passages.regions(file, source)
    return borders(text, source.published, (named, regions, speech.frames(file, source)), documents)


@lru_cache(maxsize=32)
def borders(
    text: str,
    published: str,
    found: tuple[tuple[Mention, ...], tuple[Mention, ...], tuple[speech.Frame, ...]],
    documents: tuple[str, ...],
) -> tuple[frozenset[int], frozenset[int]]:
    """The same for a text in which parties, regions and verbs of speech were `found`.

    What follows a subject or a verb of speech begins well too, but 也建议 without its subject does not.
    """
    named, regions, spoken = found
    spans: list[tuple[int, int]] = [match.span() for name in documents for match in re.finditer(re.escape(name), text)]
    spans += [(mention.start, mention.end) for mention in named]
    spans += [(reading.start, reading.end) for reading in passages.quantities_of(text)]
    spans += [(reading.start, reading.end) for reading in passages.dates_of(text, published)]
    verbs = {frame.end + (text[frame.end : frame.end + 1] == "了") for frame in spoken}
    predicates = {m.end for m in named if not any(frame.head < m.end <= frame.start for frame in spoken)}
    places = {region.end for region in regions if region.start == passages.clause_start(text, region.start)}
    begins, ends = {start for start, _ in spans}, {end for _, end in spans}
    return frozenset(begins | verbs | predicates), frozenset(ends | verbs | places)


def title_as_anchored(file: FactFile) -> Iterator[Verdict]:
    """A fact is about its anchors: at least half of its title, taken in pairs of characters, stands in their sentences.

    An anchor of a quote or a measure that does not name who speaks is held to that by itself.

    Fails: the title 推进多方位一体化 over the anchor 人才的振兴是东北振兴的关键.
    """
    for fact in file.base.facts():
        if fact.kind not in TITLED_KINDS or (isinstance(fact, model.Event) and fact.category == "publication"):
            continue
        for number, words in titled_words(file, fact):
            if passages.share_of_pairs(fact.title, words) >= LEAST_SHARE:
                yield PROVED
            else:
                message = f"hardly anything of {fact.title!r} stands in {words[:40]!r}"
                hint = "move the anchor back to the words of the title, or mend the title"
                yield file.problem(fact, ("anchors", number), "title-as-anchored", message, hint)


def titled_words(file: FactFile, fact: model.Record) -> Iterator[tuple[int, str]]:
    """What the title has to agree with, and the number of the anchor that it comes from."""
    article = file.article(fact)
    sound = list(file.anchored(fact))
    if isinstance(fact, model.Quote | model.Measure):
        speaker = fact.speaker if isinstance(fact, model.Quote) else fact.proposer
        party = file.names.get(speaker)
        names = [speaker, *(party.aliases if party else ()), getattr(fact, "verb", "")]
        for anchor, span in sound:
            number = fact.anchors.index(anchor)
            if number == 0 or not speech.voices(file, file.source(fact), span):
                yield number, "|".join((anchor.exact, *names))
    elif sound:
        sentences = (article.sentence_at(span.start) for _, span in sound)
        yield 0, "|".join(sentence.text for sentence in sentences if sentence)
