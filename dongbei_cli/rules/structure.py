"""Rules on the skeleton: the article is the pinned one, ids and names resolve, anchors stand in the article once."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from itertools import chain

from dongbei_cli import errors, model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.names.match import Name
from dongbei_cli.names.typos import suggestions
from dongbei_cli.rules.text import PROVED, Verdict

INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def source_pinned(file: FactFile) -> Iterator[Verdict]:
    """The article's bytes have the pinned SHA-256, and its text is NFC and free of invisible characters.

    Fails: a sha256 that differs in one digit; an article in which a zero-width space was pasted.
    """
    for source in file.base.sources:
        text = file.articles[source.id].text
        odd = next((c for c in text if c != "\n" and unicodedata.category(c) in INVISIBLE_CATEGORIES), None)
        if file.pins[source.id] != source.sha256:
            message = f"{source.file} has the SHA-256 {file.pins[source.id]}"
            hint = "restore the article, or check every fact against the changed text and pin it anew"
            yield file.problem(source, ("sha256",), "source-pinned", message, hint)
        elif odd is not None or not unicodedata.is_normalized("NFC", text):
            message = f"{source.file} holds the invisible character U+{ord(odd):04X}" if odd else "the text is not NFC"
            yield file.problem(source, ("file",), "source-pinned", message, "publish the text without it and pin it")
        else:
            yield PROVED


def ids_unique(file: FactFile) -> Iterator[Verdict]:
    """No two sources, facts or relations have one id, no two terms of a sort one slug or name, no two parties one name.

    Fails: two figures called transfers-jilin-2003-2022.
    """
    base = file.base
    yield from repeats(file, chain(base.sources, base.facts(), base.relations), "id")
    for terms in (base.topics, base.areas, base.regions):
        yield from repeats(file, terms, "slug")
        yield from repeats(file, terms, "zh")
    yield from repeats(file, chain(base.people, base.organizations), "name")
    yield from repeats(file, base.documents, "name")


def repeats(file: FactFile, named: Iterable[model.Entry], key: str) -> Iterator[Verdict]:
    """A verdict on each entry: whether an earlier one has the same value at `key`."""
    lines: dict[str, int] = {}
    for entry in named:
        value = getattr(entry, key)
        if (line := lines.get(value)) is not None:
            message = f"{value!r} is taken by line {line}"
            yield file.problem(entry, (key,), "ids-unique", message, f"choose another {key}")
        else:
            lines[value] = file.place(entry).line
            yield PROVED


def vocabulary(file: FactFile) -> Iterator[Verdict]:
    """Every topic, area and region that a fact names is declared, and every one declared is used.

    Fails: topics: [transfer] where the vocabulary says transfers.
    """
    base = file.base
    topics = ((fact, ("topics", number), topic) for fact in base.facts() for number, topic in enumerate(fact.topics))
    areas = ((measure, ("area",), measure.area) for measure in base.measures)
    places = ((event, ("place",), event.place) for event in base.events if event.place)
    regions = ((figure, ("region",), figure.region) for figure in base.figures if figure.region)
    yield from declared(file, "topics", base.topics, {term.slug for term in base.topics}, topics)
    yield from declared(file, "areas", base.areas, {term.slug for term in base.areas}, areas)
    yield from declared(file, "regions", base.regions, {term.zh for term in base.regions}, chain(places, regions))


def declared(
    file: FactFile,
    section: str,
    terms: tuple[model.Term, ...],
    words: set[str],
    uses: Iterable[tuple[model.Record, tuple[str | int, ...], str]],
) -> Iterator[Verdict]:
    """A verdict on each use of a word and on each declared term."""
    used: set[str] = set()
    for fact, path, word in uses:
        used.add(word)
        if word in words:
            yield PROVED
        else:
            hint = meant(word, terms, words) or f"declare it under {section}"
            yield file.problem(fact, path, "vocabulary", f"{section} has no {word!r}", hint)
    for term in terms:
        alive = term.slug in used or term.zh in used
        yield PROVED if alive else file.problem(term, (), "vocabulary", f"no fact uses {term.slug!r}", "remove it")


def meant(word: str, terms: tuple[model.Term, ...], words: set[str]) -> str:
    """Which declared word is meant by one that is not: by another form of it, or by a slip of the keyboard."""
    forms = {form: term for term in terms for form in (*term.aliases, term.en, term.zh, term.slug)}
    term = forms.get(word)
    if term is not None:
        return f"write {term.slug if term.slug in words else term.zh}"
    near = suggestions(word, [Name(known, (known,)) for known in sorted(words)])
    return errors.did_you_mean(match.form for match in near)


def references_resolve(file: FactFile) -> Iterator[Verdict]:
    """Every speaker, proposer, issuer, actor, affiliation, source and relation names a record that exists.

    Fails: speaker: 徐琳 where people has 徐林.
    """
    names, facts, sources = file.names, file.facts_by_id, file.sources_by_id
    for fact in file.base.facts():
        for path, name in named_parties(fact):
            yield resolved(file, fact, path, name, names, "people or organizations")
        if fact.source:
            yield resolved(file, fact, ("source",), fact.source, sources, "sources")
    for waiver in file.base.waivers:
        if waiver.source:
            yield resolved(file, waiver, ("source",), waiver.source, sources, "sources")
    for relation in file.base.relations:
        if relation.whole:
            yield resolved(file, relation, ("whole",), relation.whole, facts, "the facts")
        for number, part in enumerate(relation.parts):
            yield resolved(file, relation, ("parts", number), part, facts, "the facts")


def named_parties(fact: model.Record) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where a fact names a person or an organisation, and whom."""
    for key in ("speaker", "proposer", "issuer", "affiliation"):
        name = getattr(fact, key, None)
        if name:
            yield (key,), name
    for number, actor in enumerate(getattr(fact, "actors", ())):
        yield ("actors", number), actor


def resolved(
    file: FactFile, entry: model.Entry, path: tuple[str | int, ...], name: str, known: Container[str], where: str
) -> Verdict:
    """The verdict on one reference."""
    if name in known:
        return PROVED
    return file.problem(entry, path, "references-resolve", f"{name!r} is not among {where}", "add it or mend the name")


def anchor_verbatim(file: FactFile) -> Iterator[Verdict]:
    """The words of every anchor and waiver stand in the article, code point for code point, inside one paragraph.

    Fails: exact: "28682亿" where the article says 28628亿.
    """
    for entry, path, source, anchor in quoted(file):
        if file.spans(source, anchor):
            yield PROVED
        elif file.articles[source].occurrences(anchor.exact):
            message = "the words stand in the article, but not between this prefix and suffix"
            yield file.problem(entry, path, "anchor-verbatim", message, "take the words beside them in the article")
        else:
            message = f"the article does not say {anchor.exact!r}"
            inner = re.fullmatch("[“”](.+)[“”]", anchor.exact)
            typed = inner is not None and file.articles[source].occurrences(inner[1])
            marks = 'the marks around it are typographic: write "..." with the straight ones of ASCII'
            hint = marks if typed else closest(file.articles[source].text, anchor.exact)
            yield file.problem(entry, path, "anchor-verbatim", message, hint)


def anchor_unique(file: FactFile) -> Iterator[Verdict]:
    """The words of every anchor and waiver, with their prefix and suffix, stand in the article only once.

    Fails: exact: "王明远" without a prefix, when he is named twice.
    """
    for entry, path, source, anchor in quoted(file):
        places = len(file.spans(source, anchor))
        if places <= 1:
            yield PROVED
        else:
            message = f"{anchor.exact!r} stands in the article {places} times"
            yield file.problem(entry, path, "anchor-unique", message, "add a prefix or a suffix that tells which")


def quoted(file: FactFile) -> Iterator[tuple[model.Entry, tuple[str | int, ...], str, model.Anchor | model.Waiver]]:
    """Every anchor of a fact and every waiver: whose it is, where it stands, its source, itself."""
    for fact in file.base.facts():
        if fact.source is None or fact.source in file.articles:
            for number, anchor in enumerate(fact.anchors):
                yield fact, ("anchors", number, "exact"), fact.source or file.first, anchor
    for waiver in file.base.waivers:
        if waiver.source is None or waiver.source in file.articles:
            yield waiver, ("exact",), file.source(waiver).id, waiver


LEAST = 3
"""Fewer characters in common are chance."""


def closest(text: str, words: str) -> str:
    """Where the article says almost the same, with the first character that differs; else to copy the passage."""
    head, tail = longest_prefix(text, words), longest_prefix(text[::-1], words[::-1])
    if max(head, tail) < LEAST:
        return "copy the passage from the article"
    if head >= tail:
        start = text.index(words[:head])
        found, here, there = (
            text[start : start + len(words)],
            words[head : head + 1],
            text[start + head : start + head + 1],
        )
    else:
        end = text.rindex(words[len(words) - tail :]) + tail
        at = len(words) - tail - 1
        found, here, there = text[max(0, end - len(words)) : end], words[at : at + 1], text[end - tail - 1 : end - tail]
    return f"the article has {found.strip()!r}, that is {there!r} where this has {here!r}"


def longest_prefix(text: str, words: str) -> int:
    """How many of the first characters of `words` stand together in `text`."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in text else (low, middle - 1)
    return low
