"""Rules on the skeleton: the article is the pinned one, cited as it says; names resolve; anchors are in it once."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import chain

from dongbei_cli import errors, model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.names.match import Name
from dongbei_cli.names.typos import suggestions
from dongbei_cli.readings import edtf
from dongbei_cli.rules.text import PROVED, Path, Verdict, authors, dates_of, is_byline, verdict

INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
LEAST_COMMON = 3
"""Fewer characters in common are chance."""


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
        else:
            invisible = odd and f"{source.file} holds the invisible character U+{ord(odd):04X}"
            fault = invisible or ("" if unicodedata.is_normalized("NFC", text) else "the text is not NFC")
            yield verdict(file, source, ("file",), "source-pinned", fault, "publish the text without it and pin it")


def source_as_stated(file: FactFile) -> Iterator[Verdict]:
    """The title, author, publisher, time and address of a source are in the article.

    The title is the first heading, the author a line of its own, a dateline (记者王明), or the publisher where nobody
    signs; the publication names a day, since 去年 and 10月27日 are counted from it.

    Fails: published: 2023-11-02 over a line 2023-11-01; a title with one character less than the heading.
    """
    for source in file.base.sources:
        article = file.articles[source.id]
        lines = [paragraph.text.strip("#* ") for paragraph in article.paragraphs]
        addresses = re.findall(r"^\W*?(https?://[^\s*]+?)\**$", article.text, re.MULTILINE)
        stated = {
            "title": bool(lines) and lines[0] == source.title,
            "author": source.author == source.publisher or all(is_byline(article, name) for name in authors(source)),
            "publisher": source.publisher in article.text,
            "published": any(is_date(line, source.published) for line in lines),
            "url": source.url in addresses or not addresses,
        }
        for key, holds in stated.items():
            fault = "" if holds else f"no line of the article says {getattr(source, key)!r}"
            yield verdict(
                file, source, (key,), "source-as-stated", fault, "write it as it is in the head of the article"
            )


def is_date(line: str, published: str) -> bool:
    """Whether a line is just the date of publication, at its precision, which is a day or finer."""
    dates = dates_of(line, published) if edtf.parse(published).precision in ("day", "minute") else ()
    return len(dates) == 1 and dates[0].edtf == published and not dates[0].relative


def ids_unique(file: FactFile) -> Iterator[Verdict]:
    """No two sources, facts or relations have one id, no two terms of a sort one slug or name, no two parties one name.

    Fails: two figures called transfers-jilin-2003-2022.
    """
    base = file.base
    yield from repeats(file, chain(base.sources, base.facts(), base.relations), "id")
    for terms in (base.topics, base.areas, base.regions):
        yield from chain(repeats(file, terms, "slug"), repeats(file, terms, "zh"))
    yield from repeats(file, chain(base.people, base.organizations), "name")
    yield from repeats(file, base.documents, "name")


def repeats(file: FactFile, named: Iterable[model.Entry], key: str) -> Iterator[Verdict]:
    """A verdict on each entry: whether an earlier one has its value at `key`."""
    lines: dict[str, int] = {}
    for entry in named:
        value = getattr(entry, key)
        fault = f"{value!r} is taken by line {lines[value]}" if value in lines else ""
        lines.setdefault(value, file.place(entry).line)
        yield verdict(file, entry, (key,), "ids-unique", fault, f"choose another {key}")


def vocabulary(file: FactFile) -> Iterator[Verdict]:
    """Every topic, area and region that a fact names is declared, and every one declared is used.

    Fails: topics: [transfer] where the vocabulary says transfers.
    """
    base = file.base
    topics = [(fact, ("topics", number), topic) for fact in base.facts() for number, topic in enumerate(fact.topics)]
    areas = [(measure, ("area",), measure.area) for measure in base.measures]
    places = [(event, ("place",), event.place) for event in base.events if event.place]
    regions = [(figure, ("region",), figure.region) for figure in base.figures if figure.region]
    for section, terms, key, uses in (
        ("topics", base.topics, "slug", topics),
        ("areas", base.areas, "slug", areas),
        ("regions", base.regions, "zh", [*places, *regions]),
    ):
        words = {getattr(term, key): term for term in terms}
        for fact, path, word in uses:
            fault = "" if word in words else f"{section} has no {word!r}"
            hint = (fault and meant(word, terms, key)) or f"declare it under {section}"
            yield verdict(file, fact, path, "vocabulary", fault, hint)
        used = {word for _, _, word in uses}
        for word, term in words.items():
            fault = "" if word in used else f"no fact uses {term.slug!r}"
            yield verdict(file, term, (), "vocabulary", fault, "remove it")


def meant(word: str, terms: tuple[model.Term, ...], key: str) -> str:
    """Which declared word is meant by one that is not: by another form of it, or by a slip of the keyboard."""
    for term in terms:
        if word in (*term.aliases, term.en, term.zh, term.slug):
            return f"write {getattr(term, key)}"
    near = suggestions(word, [Name(getattr(term, key), (getattr(term, key),)) for term in terms])
    return errors.did_you_mean(match.form for match in near)


def references_resolve(file: FactFile) -> Iterator[Verdict]:
    """Every speaker, proposer, issuer, actor, affiliation, source and relation names a record that exists.

    Fails: speaker: 徐琳 where people has 徐林.
    """
    for entry, path, name, known, where in references(file):
        fault = "" if name in known else f"{name!r} is not among {where}"
        yield verdict(file, entry, path, "references-resolve", fault, "add it or mend the name")


def references(file: FactFile) -> Iterator[tuple[model.Entry, Path, str, Container[str], str]]:
    """Where an entry names another, whom, and among which."""
    for fact in file.base.facts():
        for key in ("speaker", "proposer", "issuer", "affiliation"):
            if name := getattr(fact, key, None):
                yield fact, (key,), name, file.names, "people or organizations"
        for number, actor in enumerate(getattr(fact, "actors", ())):
            yield fact, ("actors", number), actor, file.names, "people or organizations"
    citing: list[model.Record | model.Waiver] = [*file.base.facts(), *file.base.waivers]
    for entry in citing:
        if entry.source:
            yield entry, ("source",), entry.source, file.sources_by_id, "sources"
    for relation in file.base.relations:
        if relation.whole:
            yield relation, ("whole",), relation.whole, file.facts_by_id, "the facts"
        for number, part in enumerate(relation.parts):
            yield relation, ("parts", number), part, file.facts_by_id, "the facts"


def anchor_verbatim(file: FactFile) -> Iterator[Verdict]:
    """The words of every anchor and waiver are in the article, code point for code point, inside one paragraph.

    Fails: exact: "28682亿" where the article says 28628亿.
    """
    for entry, path, source, anchor in quoted(file):
        if file.spans(source, anchor):
            yield PROVED
        elif file.articles[source].occurrences(anchor.exact):
            message = "the words are in the article, but not between this prefix and suffix"
            yield file.problem(entry, path, "anchor-verbatim", message, "take the words beside them in the article")
        else:
            inner = re.fullmatch("[“”](.+)[“”]", anchor.exact)
            typed = inner is not None and file.articles[source].occurrences(inner[1])
            marks = 'the marks around it are typographic: write "..." with the straight ones of ASCII'
            hint = marks if typed else closest(file.articles[source].text, anchor.exact)
            yield file.problem(entry, path, "anchor-verbatim", f"the article does not say {anchor.exact!r}", hint)


def anchor_unique(file: FactFile) -> Iterator[Verdict]:
    """The words of every anchor and waiver, with their prefix and suffix, are in the article only once.

    Fails: exact: "王明远" without a prefix, when he is named twice.
    """
    for entry, path, source, anchor in quoted(file):
        times = len(file.spans(source, anchor))
        fault = f"{anchor.exact!r} is in the article {times} times" if times > 1 else ""
        yield verdict(file, entry, path, "anchor-unique", fault, "add a prefix or a suffix that tells which")


def quoted(file: FactFile) -> Iterator[tuple[model.Entry, Path, str, model.Anchor | model.Waiver]]:
    """Every anchor of a fact and every waiver: whose it is, where it is written, its source, itself."""
    for fact in file.base.facts():
        if fact.source is None or fact.source in file.articles:
            for number, anchor in enumerate(fact.anchors):
                yield fact, ("anchors", number, "exact"), fact.source or file.first, anchor
    for waiver in file.base.waivers:
        if waiver.source is None or waiver.source in file.articles:
            yield waiver, ("exact",), file.source(waiver).id, waiver


def closest(text: str, words: str) -> str:
    """Where the article says almost the words; a hint shows where to look, and is never a pass."""
    match = SequenceMatcher(None, text, words, autojunk=False).find_longest_match()
    if match.size < LEAST_COMMON:
        return "copy the passage from the article"
    start = max(0, match.a - match.b)
    return f"the article has {text[start : start + len(words)].strip()!r}"
