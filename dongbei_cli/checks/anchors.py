"""Rules on the anchors as passages: they cut neither numbers nor words, and they are about their fact."""

import re
from collections.abc import Iterator
from functools import lru_cache

from dongbei_cli import entries
from dongbei_cli.article import Span
from dongbei_cli.checks import frames, passages
from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.factfile import FactFile

LEADS = "的|了|着|是|在|于|对|将|为|为了|和|与|及|或|要|应|必须|需要|可以|包括|从|由|把|向|使|让|以|也|都|还"
"""Words after which a passage may begin in the middle of a clause."""
FOLLOWERS = "的|了|等|和|与|及|或|并|而|才能|才|也|都|是|为|在|将|已|对|从|由|向|以|显示|之"
"""Words before which a passage may end in the middle of a clause."""
DANGLING = tuple("的和与及或并、，；：“《（")
"""What a passage does not end with: it joins on what follows."""
TITLED_KINDS = ("event", "quote", "measure", "claim")
LEAST_SHARE = 0.5
"""How many of a title's pairs of neighbouring characters must stand in what it is the title of."""


def placed(
    file: FactFile,
) -> Iterator[tuple[entries.Entry, tuple[str | int, ...], entries.Source, entries.Anchor, Span]]:
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
        cut = [pair for pair in numbers(text, source.published) if splits(span, *pair)]
        if not cut:
            yield PROVED
        else:
            longest = max(cut, key=lambda pair: pair[1] - pair[0])
            message = f"{anchor.exact!r} cuts {text[slice(*longest)]!r} in two"
            whole = text[min(span.start, *(start for start, _ in cut)) : max(span.end, *(end for _, end in cut))]
            yield file.problem(entry, path, "anchor-whole-number", message, f"write {whole!r}")


@lru_cache(maxsize=16)
def numbers(text: str, published: str) -> tuple[tuple[int, int], ...]:
    """Where an article has quantities, dates and runs of digits."""
    runs = (run.span() for run in re.finditer(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*", text))
    readings = (*passages.quantities_of(text), *passages.dates_of(text, published))
    return (*runs, *((reading.start, reading.end) for reading in readings))


def splits(span: Span, start: int, end: int) -> bool:
    """Whether a passage begins or ends inside [start, end)."""
    return start < span.start < end or start < span.end < end


def anchor_whole_words(file: FactFile) -> Iterator[Verdict]:
    """An anchor begins and ends where a clause, a name, a number, a date or a verb of speech does, or at a joint.

    Joints are words such as 的, 和, 要, 等 that link what stands beside them. Punctuation belongs to an anchor only in
    pairs, or as the end of what is said in “ ”.

    Fails: exact: "央对吉林的转移支付"; exact: "，先后出台四份文件"; exact: "产业亮点或".
    """
    for entry, path, source, anchor, span in placed(file):
        text = file.articles[source.id].text
        borders = edges(file, source)
        if not begins_well(text, span, borders):
            message = f"{anchor.exact[:12]!r} begins inside a word or with a mark: …{text[max(0, span.start - 6) : span.start]}|"
        elif not ends_well(text, span, borders):
            message = f"{anchor.exact[-12:]!r} ends inside a word or with a mark: |{text[span.end : span.end + 6]}…"
        else:
            yield PROVED
            continue
        yield file.problem(entry, path, "anchor-whole-words", message, "take the whole clause, name or number")


def begins_well(text: str, span: Span, borders: frozenset[int]) -> bool:
    """Whether the passage begins with a whole word."""
    first = text[span.start]
    if first in "，、；：。！？”》）" or (first in "“《（" and not balanced(text[span.start : span.end])):
        return False
    if span.start == 0 or span.start in borders:
        return True
    outside = text[max(0, span.start - 3) : span.start]
    return (
        not ideograph(outside[-1])
        or not ideograph(first)
        or bool(re.search(f"(?:{LEADS})$", outside))
        or text.startswith("等", span.start)
    )


def ends_well(text: str, span: Span, borders: frozenset[int]) -> bool:
    """Whether the passage ends with a whole word."""
    last, after = text[span.end - 1], text[span.end : span.end + 3]
    if text[span.start : span.end].endswith(DANGLING):
        return False
    if last in "。！？":
        return after[:1] in ("”", "’")
    if last in "”》）" and not balanced(text[span.start : span.end]):
        return False
    if span.end in borders or not ideograph(after[:1]) or not ideograph(last):
        return True
    return bool(re.match(FOLLOWERS, after))


def ideograph(character: str) -> bool:
    """Whether words are written with it: a letter, a digit or an ideograph."""
    return character.isalnum()


def balanced(words: str) -> bool:
    """Whether each opening mark has its closing one."""
    return all(words.count(opening) == words.count(closing) for opening, closing in ("“”", "《》", "（）", "()"))


def edges(file: FactFile, source: entries.Source) -> frozenset[int]:
    """Where names, numbers, dates and verbs of speech begin and end."""
    text = file.articles[source.id].text
    parties = (*file.base.people, *file.base.organizations)
    return borders_of(text, source.published, parties, file.base.regions, file.base.documents)


@lru_cache(maxsize=32)
def borders_of(
    text: str,
    published: str,
    parties: tuple[entries.Person | entries.Organization, ...],
    regions: tuple[entries.Term, ...],
    documents: tuple[entries.Document, ...],
) -> frozenset[int]:
    """The same for a text; longer and shorter names in one place both count."""
    names = [form for party in parties for form in passages.chinese_forms(party.name, party.aliases)]
    names += [form for region in regions for form in passages.chinese_forms(region.zh, region.aliases)]
    names += [document.name for document in documents]
    spans = [match.span() for name in names for match in re.finditer(re.escape(name), text)]
    spans += [match.span("verb") for match in frames.verbs().finditer(text)]
    readings = (*passages.quantities_of(text), *passages.dates_of(text, published))
    return frozenset(edge for span in (*spans, *((r.start, r.end) for r in readings)) for edge in span)


def title_as_anchored(file: FactFile) -> Iterator[Verdict]:
    """A fact is about its anchors: at least half of its title, taken in pairs of characters, stands in their sentences.

    An anchor of a quote or a measure that does not name who speaks is held to that by itself.

    Fails: the title 推进多方位一体化 over the anchor 人才的振兴是东北振兴的关键.
    """
    for fact in file.base.facts():
        if fact.kind not in TITLED_KINDS or (isinstance(fact, entries.Event) and fact.category == "publication"):
            continue
        for number, words in titled_words(file, fact):
            if passages.share_of_pairs(fact.title, words) >= LEAST_SHARE:
                yield PROVED
            else:
                message = f"hardly anything of {fact.title!r} stands in {words[:40]!r}"
                hint = "move the anchor back to the words of the title, or mend the title"
                yield file.problem(fact, ("anchors", number), "title-as-anchored", message, hint)


def titled_words(file: FactFile, fact: entries.Fact) -> Iterator[tuple[int, str]]:
    """What the title has to agree with, and the number of the anchor that it comes from."""
    article = file.article(fact)
    sound = list(file.anchored(fact))
    if isinstance(fact, entries.Quote | entries.Measure):
        speaker = fact.speaker if isinstance(fact, entries.Quote) else fact.proposer
        party = file.names.get(speaker)
        names = [speaker, *(party.aliases if party else ()), getattr(fact, "verb", "")]
        for anchor, span in sound:
            number = fact.anchors.index(anchor)
            if number == 0 or not frames.voices(file, file.source(fact), span):
                yield number, "|".join((anchor.exact, *names))
    elif sound:
        sentences = (article.sentence_at(span.start) for _, span in sound)
        yield 0, "|".join(sentence.text for sentence in sentences if sentence)
