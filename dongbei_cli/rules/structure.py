"""Rules on the skeleton: the article is the pinned one, names resolve, anchors are whole words and in it once."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain, product

from dongbei_cli import model
from dongbei_cli.curate import FactFile
from dongbei_cli.curate.text import MARKS, Path, Text, Verdict, dates_of, inside, is_byline, quantities_of, text_of
from dongbei_cli.errors import Message, Place, did_you_mean
from dongbei_cli.names.match import Name, suggestions
from dongbei_cli.readings import Span, edtf
from dongbei_cli.rules import speech

LEAST_COMMON = 3  # characters; fewer are chance
DANGLING = "的和与及或并、，；：“《（*# \n"  # no end: it joins on what follows, or is layout
CLITICS = "的了着，、；：。！？”》）*# \n"  # no beginning: it leans on what is before it


def source_pinned(file: FactFile) -> Iterator[Verdict]:
    """The article's bytes have the pinned SHA-256, and its text is NFC and free of invisible characters.

    Fails: a sha256 that differs in one digit; an article in which a zero-width space was pasted.
    """
    for source in file.base.sources:
        text = file.articles[source.id].text
        invisible = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        odd = next((c for c in text if c != "\n" and unicodedata.category(c) in invisible), None)
        if file.pins[source.id] != source.sha256:
            fault = Message("{file} has the SHA-256 {sha}", file=source.file, sha=file.pins[source.id])
            hint = "restore the article, or check every fact against the changed text and pin it anew"
            yield source, ("sha256",), fault, hint
            continue
        fault = Message("" if unicodedata.is_normalized("NFC", text) else "the text is not NFC")
        if odd:
            message = "{file} holds the invisible character U+{character:04X}"
            fault = Message(message, file=source.file, character=ord(odd))
        yield source, ("file",), fault, "publish the text without it and pin it"


def source_as_stated(file: FactFile) -> Iterator[Verdict]:
    """The title, author, publisher, time and address of a source are in the article.

    The title is the first heading, the author a line of its own, a dateline (记者王明), or the publisher where nobody
    signs; the publication names a day, since 去年 and 10月27日 are counted from it.

    Fails: published: 2023-11-02 over a line 2023-11-01; a title with one character less than the heading.
    """
    for source in file.base.sources:
        article = file.articles[source.id]
        lines = [paragraph.text.strip("#* ") for paragraph in article.paragraphs]
        days = [[(date.edtf, date.relative) for date in dates_of(line, source.published)] for line in lines]
        exact = edtf.parse(source.published).precision in ("day", "minute")
        addresses = re.findall(r"^\W*?(https?://[^\s*]+?)\**$", article.text, re.MULTILINE)
        stated = {
            "title": bool(lines) and lines[0] == source.title,
            "author": source.author == source.publisher or all(is_byline(article, name) for name in source.authors),
            "publisher": source.publisher in article.text,
            "published": exact and [(source.published, False)] in days,
            "url": source.url in addresses or not addresses,
        }
        for key, holds in stated.items():
            fault = "" if holds else Message("no line of the article says {value!r}", value=getattr(source, key))
            yield source, (key,), fault, "write it as it is in the head of the article"


def filled_in(file: FactFile) -> Iterator[Verdict]:
    """Nothing is left TODO that `dongbei new` or `suggest` could not read for certain.

    Fails: period: TODO. The other rules judge a record once nothing in it is.
    """
    yield from ((problem.place, (), problem.message, problem.hint) for _, problem in file.todo)
    yield from ((fact, (), "", "") for fact in file.base.facts())


def ids_unique(file: FactFile) -> Iterator[Verdict]:
    """No two facts, sources or relations have one id, terms of a sort one slug or name, parties of an article one name.

    Fails: two figures called transfers-jilin-2003-2022.
    """
    base = file.base
    yield from repeats(file, chain(base.sources, base.facts(), base.relations), "id")
    for terms in (base.topics, base.areas, base.regions):
        yield from chain(repeats(file, terms, "slug"), repeats(file, terms, "zh"))
    for source, named in product(base.sources, (file.parties, base.documents)):
        yield from repeats(file, (fact for fact in named if file.source(fact) == source), "name")


def repeats(file: FactFile, named: Iterable[model.Entry], key: str) -> Iterator[Verdict]:
    """A verdict on each entry: whether an earlier one has its value at `key`."""
    places: dict[str, Place] = {}
    for entry in named:
        value, place = getattr(entry, key), file.place(entry)
        first = places.setdefault(value, place)
        taken = Message("line {line}", line=first.line) if first.file == place.file else f"{first.file}:{first.line}"
        fault = Message("{value!r} is taken by {taken}", value=value, taken=taken) if first != place else ""
        yield entry, (key,), fault, Message("choose another {key}", key=key)


def vocabulary(file: FactFile) -> Iterator[Verdict]:
    """Every topic, area and region that a fact names is declared, and every one declared is used.

    Fails: topics: [transfer] where the vocabulary says transfers.
    """
    for section, key, fields in (
        ("topics", "slug", ("topics",)), ("areas", "slug", ("area",)), ("regions", "zh", ("place", "region")),
    ):  # fmt: skip
        terms = getattr(file.base, section)
        words, used = {getattr(term, key): term for term in terms}, set()
        for fact, path, word in (each for each in references(file, fields) if each[2] != "TODO"):
            used.add(word)
            fault = "" if word in words else Message("{section} has no {word!r}", section=section, word=word)
            hint = (fault and meant(word, terms, key)) or Message("declare it under {section}", section=section)
            yield fact, path, fault, hint
        for word, term in words.items():
            fault = "" if word in used or file.todo else Message("no fact uses {slug!r}", slug=term.slug)
            yield term, (), fault, "remove it"


def references(file: FactFile, fields: Iterable[str]) -> Iterator[tuple[model.Entry, Path, str]]:
    """Every name of something else that an entry has in one of these fields: whose it is, where, and the name."""
    for entry in (*file.base.facts(), *file.base.relations, *file.base.waivers):
        for field in fields:
            value = getattr(entry, field, None)
            if isinstance(value, tuple):
                yield from ((entry, (field, number), name) for number, name in enumerate(value))
            elif value is not None:
                yield entry, (field,), value


def meant(word: str, terms: tuple[model.Term, ...], key: str) -> str:
    """Which declared word is meant by one that is not: by another form of it, or by a slip of the keyboard."""
    for term in terms:
        if word in (*term.aliases, term.en, term.zh, term.slug):
            return Message("write {word}", word=getattr(term, key))
    near = suggestions(word, [Name(getattr(term, key), (getattr(term, key),)) for term in terms])
    return did_you_mean(match.form for match in near)


def references_resolve(file: FactFile) -> Iterator[Verdict]:
    """Every speaker, proposer, issuer, actor, affiliation, source and relation names a record that exists.

    Fails: speaker: 徐琳 where people has 徐林.
    """
    for where, known, fields in (
        (Message("people or organizations"), file.names, ("speaker", "proposer", "issuer", "affiliation", "actors")),
        (Message("sources"), file.sources_by_id, ("source",)),
        (Message("the facts"), file.facts_by_id, ("whole", "parts")),
    ):
        for entry, path, name in references(file, fields):
            fault = "" if name in known else Message("{name!r} is not among {where}", name=name, where=where)
            yield entry, path, fault, "add it or mend the name"


def anchor_verbatim(file: FactFile) -> Iterator[Verdict]:
    """The words of every anchor and waiver are in the article, code point for code point, inside one paragraph.

    Fails: exact: "28682亿" where the article says 28628亿.
    """
    for entry, path, source, anchor in quoted(file):
        if file.spans(source, anchor):
            yield entry, path, "", ""
        elif file.articles[source].occurrences(anchor.exact):
            message = "the words are in the article, but not between this prefix and suffix"
            yield entry, path, message, "take the words beside them in the article"
        else:
            text, inner = file.articles[source].text, re.fullmatch("[“”](.+)[“”]", anchor.exact)
            match = SequenceMatcher(None, text, anchor.exact, autojunk=False).find_longest_match()
            almost = text[max(0, match.a - match.b) :][: len(anchor.exact)].strip()  # it shows where to look
            hint = Message("the article has {words!r}", words=almost)
            if inner and inner[1] in text:
                hint = Message('the marks around it are typographic: write "..." with the straight ones of ASCII')
            elif match.size < LEAST_COMMON:
                hint = Message("copy the passage from the article")
            yield entry, path, Message("the article does not say {words!r}", words=anchor.exact), hint


def anchor_unique(file: FactFile) -> Iterator[Verdict]:
    """The words of every anchor and waiver, with their prefix and suffix, are in the article only once.

    Fails: exact: "王明远" without a prefix, when he is named twice.
    """
    for entry, path, source, anchor in quoted(file):
        times = len(file.spans(source, anchor))
        fault = Message("{words!r} is in the article {times} times", words=anchor.exact, times=times)
        yield entry, path, fault if times > 1 else "", "add a prefix or a suffix that tells which"


def quoted(file: FactFile) -> Iterator[tuple[model.Entry, Path, str, model.Anchor | model.Waiver]]:
    """Every anchor of a fact and every waiver: whose it is, where it is written, its source, itself."""
    for fact in file.base.facts():
        if fact.source is None or fact.source in file.articles:
            for number, anchor in enumerate(fact.anchors):
                yield fact, ("anchors", number, "exact"), fact.source or file.first, anchor
    for waiver in file.base.waivers:
        if waiver.source is None or waiver.source in file.articles:
            yield waiver, ("exact",), file.source(waiver).id, waiver


def placed(file: FactFile) -> Iterator[tuple[model.Record, Path, model.Anchor, Span]]:
    """Every sound anchor of a fact: whose it is, where it is written, itself, and its place."""
    for fact, path, source, anchor in quoted(file):
        spans = file.spans(source, anchor)
        if isinstance(fact, model.Record) and isinstance(anchor, model.Anchor) and len(spans) == 1:
            yield fact, path, anchor, spans[0]


def anchor_whole_number(file: FactFile) -> Iterator[Verdict]:
    """No anchor begins or ends inside a number, a number with its unit and qualifier, or a date.

    Fails: exact: "8628亿" over 28628亿; exact: "11万亿元" over 近11万亿元; exact: "10月" over 10月27日.
    """
    for fact, path, anchor, span in placed(file):
        text, fault, hint = text_of(file, fact), "", ""
        cut = [(s, e) for s, e in numbers(text.text, text.source.published) if s < span.start < e or s < span.end < e]
        if cut:
            start, end = max(cut, key=lambda at: at[1] - at[0])
            fault = Message("{words!r} cuts {number!r} in two", words=anchor.exact, number=text.text[start:end])
            whole = text.text[min(span.start, *(s for s, _ in cut)) : max(span.end, *(e for _, e in cut))]
            hint = Message("write {whole!r}", whole=whole)
        yield fact, path, fault, hint


@lru_cache(maxsize=16)
def numbers(text: str, published: str) -> tuple[tuple[int, int], ...]:
    """Where an article has quantities, dates and runs of digits."""
    runs = [run.span() for run in re.finditer(r"[0-9０-９]+(?:[.,][0-9０-９]+|，[0-9０-９]{3}(?![0-9０-９]))*", text)]
    counted = [(reading.start, reading.end) for reading in quantities_of(text)]
    return (*runs, *counted, *((date.start, date.end) for date in dates_of(text, published)))


def anchor_whole_words(file: FactFile) -> Iterator[Verdict]:
    """An anchor begins and ends where a clause, a name, a number or a date does, or at a joint, within one paragraph.

    Joints are words such as 的, 和, 要, 等 that link what is beside them. Marks belong to an anchor only in pairs, or
    where they end what is said in “ ”. A name inside a longer one is whole only as the name of its own record.

    Fails: exact: "央对吉林的转移支付"; exact: "，先后出台四份文件"; exact: "产业亮点或".
    """
    for fact, path, anchor, span in placed(file):
        text, fault = text_of(file, fact), ""
        begins, ends = borders(text)
        before, after = text.text[max(0, span.start - 4) : span.start], text.text[span.end : span.end + 1]
        first, last = span.text[0], span.text[-1]
        apart = not before or not (before[-1].isalnum() and first.isalnum())
        begins_well = apart or span.start in begins or first == "等" or speech.WORDS["BEFORE"].search(before)
        apart = not after or not (last.isalnum() and after.isalnum())
        ends_well = apart or span.end in ends or speech.WORDS["BEHIND"].match(text.text, span.end)
        paired = all(span.text.count(one) == span.text.count(other) for one, other in ("“”", "《》", "（）", "()"))
        broken = first in CLITICS or "\n" in span.text or not paired
        dangles = last in DANGLING or (last in "。！？" and after not in ("”", "’"))
        own = anchor.exact in (getattr(fact, "name", ""), *getattr(fact, "aliases", ()))
        if not own and (broken or not begins_well):
            fault = Message("{words!r} begins inside a word or with a mark", words=anchor.exact[:12])
        elif not own and (dangles or not ends_well):
            fault = Message("{words!r} ends inside a word or with a mark", words=anchor.exact[-12:])
        yield fact, path, fault, "take the whole clause, name or number"


@lru_cache(maxsize=8)
def borders(text: Text) -> tuple[frozenset[int], frozenset[int]]:
    """Where names, numbers and dates begin, and where they, verbs of speech and subjects of place end.

    What follows a subject, a date or a verb of speech begins well too, but 也建议 without its subject does not.
    """
    documents = text.file.base.documents
    spans = [match.span() for each in documents for match in re.finditer(re.escape(each.name), text.text)]
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
            fault = "" if own or near else "{words!r} has nothing to do with it"
            fault = Message("{words!r} shares words with another anchor" if shared else fault, words=anchor.exact[:24])
            path = ("anchors", fact.anchors.index(anchor))
            yield fact, path, fault, "keep the words that prove the fact, each once"
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
            voices, over = speech.voices(text, span), speech.under(text, spans[0])
            cut = any(f.head <= span.start and f.head < span.end < f.end for f in speech.frames(text))
            here = text.paragraph(span.start)
            # an anchor with the speaker takes in the verb, and is beside the words or has their date
            beside = any(span.start < other.start and text.paragraph(other.start) == here for other in spans)
            beside = beside or fact.date in dates or bool(over and span.start <= over.start and over.end <= span.end)
            return (speaker in voices and beside and not cut) or span == spans[0] or (titled and not voices)
    return titled or not isinstance(fact, model.Claim)
