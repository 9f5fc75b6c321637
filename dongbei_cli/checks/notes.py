"""The rule on notes: what a curator adds in his own words counts and quotes only what the article or the fact has.

Whether a note is right in what it explains is not proved.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from dongbei_cli.checks import glosses, passages
from dongbei_cli.checks.naming import Names
from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.proof import arithmetic
from dongbei_cli.readings import quantities
from dongbei_cli.readings.article import Article

Fault = tuple[str, str, str]

FACT_ID = r"(?<![\w-])[a-z]+(?:-[a-z0-9]+)+(?![\w-])"
"""What looks like the id of a fact in a Chinese note."""
MEASURED = re.compile("[0-9百千万亿]")
"""What makes a number one of the article's: small numerals (两处, 四项) count what the note itself speaks of."""


def note_as_told(file: FactFile) -> Iterator[Verdict]:
    """A note has its English and the English its note; the numbers, dates and “ ” of both are the article's.

    Numbers and dates in digits, and numbers above a hundred, stand in the article, or follow from the fact: its value,
    its date, what a relation of it gives, or its years counted on from publication. What stands in “ ” stands in the
    article or in the fact. A fact that is referred to exists, in both languages. The English has the numbers, months,
    persons and regions of the Chinese, and no others.

    Fails: note: 原文写“812万” over 821万; note_en: … 3.45 million for 354万; a note_en without its note.
    """
    names = Names(file.base)
    for fact in file.base.facts():
        fault = next(faults(file, names, fact, fact.note or "", fact.note_en or ""), None)
        yield PROVED if fault is None else file.problem(fact, (fault[0],), "note-as-told", *fault[1:])


def faults(file: FactFile, names: Names, fact: entries.Fact, note: str, gloss: str) -> Iterator[Fault]:
    """Every way in which a note says what neither the article nor the fact does: the key, what, how to mend it."""
    if bool(note) != bool(gloss):
        lacking, there = ("note", "note_en") if gloss else ("note_en", "note")
        yield there, f"{there} has no {lacking}", f"add {lacking}, or remove {there}"
    if not (note and gloss):
        return
    source, article = file.source(fact), file.article(fact)
    for words in stray_numbers(file, fact, note):
        yield "note", f"neither the article nor the fact has {words}", "take the number from the article"
    for quoted in re.findall("“([^”]*)”", note):
        if quoted not in article.text and quoted not in own_words(fact):
            yield "note", f"the article does not say “{quoted}”", "quote it as it stands, or leave the marks out"
    for named in re.findall(FACT_ID, note):
        if named not in file.facts_by_id:
            yield "note", f"no fact is called {named}", "mend the id"
        elif named not in gloss:
            yield "note_en", f"note_en does not refer to {named}", "refer to the same fact in both"
    held = "|".join((note, fact.title, *(anchor.exact for anchor in fact.anchors)))
    for message in glosses.disagreements(gloss, note, held, source.published, lambda text: counts(text, article)):
        yield "note_en", f"note_en {message}", "translate the numbers as they stand"
    yield from name_faults(names, fact, note, gloss)


def counts(number: str, article: Article) -> bool:
    """Whether the English of a note must have a number: one of the article's, or a count that only the note has."""
    return MEASURED.search(number) is not None or (number not in article.text and not number.startswith("两"))


def name_faults(names: Names, fact: entries.Fact, note: str, gloss: str) -> Iterator[Fault]:
    """A name that one of the two languages has and the other has not; words in “ ” may differ.

    A body that the English does not name is one that the fact speaks of.
    """
    own = f"{own_words(fact)}|{'|'.join(anchor.exact for anchor in fact.anchors)}"
    plain = names.named(re.sub("“[^”]*”", "", note))
    for name in plain:
        if not names.says(gloss, name) and (names.sorts[name] != "body" or name not in own):
            yield "note_en", f"note_en leaves out {names.english[name][0]}", f"the note speaks of {name}"
    known = names.named(note)
    told = [name for _, name in names.told(gloss)]
    for name in told:
        if name not in known and name not in note:
            hint = "name the same in both"
            yield "note_en", f"note_en speaks of {names.english[name][0]}, and the note does not speak of {name}", hint
        elif names.sorts[name] == "region" and not plain.count(name) <= told.count(name) <= known.count(name):
            yield (
                "note_en",
                f"note_en names {name} {told.count(name)} times",
                f"the note does so {known.count(name)} times",
            )


def own_words(fact: entries.Fact) -> str:
    """The Chinese values of a fact."""
    keys = ("title", "role", "written", "indicator", "name", "date_text", "verb", "occasion")
    return "|".join(str(getattr(fact, key)) for key in keys if getattr(fact, key, None))


def stray_numbers(file: FactFile, fact: entries.Fact, note: str) -> Iterator[str]:
    """The numbers and dates of a note that neither stand in the article nor follow from the fact."""
    article, published = file.article(fact), file.source(fact).published
    own = derived(file, fact, article)
    known = {date.edtf for date in passages.dates(file, file.source(fact))}
    rest = re.sub(FACT_ID, "", note)
    for date in reversed(passages.dates_of(note, published)):
        years = {Decimal(year) for year in re.findall("[0-9]{4}", date.edtf)}
        if date.text in article.text or date.edtf in known or own >= years:
            rest = rest.replace(date.text, "|")
    yield from re.findall("(?:[0-9]+年)?[0-9]+月(?:[0-9]+日)?|[0-9]+日", rest)
    told = {reading.text for reading in passages.quantities_of(article.text)}
    for reading in quantities.readings(rest):
        if MEASURED.search(reading.text) and reading.text not in told and not glosses.values(reading.quantity) & own:
            yield reading.text
    digits = set(re.findall(r"[0-9]+(?:\.[0-9]+)?", article.text))
    for run in re.findall(r"[0-9]+(?:\.[0-9]+)?", rest):
        if run not in digits and Decimal(run) not in own:
            yield run


def derived(file: FactFile, fact: entries.Fact, article: Article) -> set[Decimal]:
    """The numbers that follow from a fact: its own, those of its relations, and years counted from publication."""
    dated = f"{getattr(fact, 'date', '')}|{getattr(fact, 'period', '')}"
    found = {Decimal(digits) for digits in re.findall("[0-9]+", dated)}
    if isinstance(fact, entries.Figure):
        ends = {Decimal(fact.value), Decimal(fact.upper or fact.value)}
        found |= ends | {quantities.in_si(end, fact.unit)[0] for end in ends}
    year = int(file.source(fact).published[:4])
    spans = [span for _, span in file.anchored(fact)]
    for reading in (r for span in spans for r in passages.inside(passages.quantities_of(article.text), span)):
        if reading.quantity.unit.endswith("年"):
            years = (reading.quantity.value, reading.quantity.upper or reading.quantity.value)
            found |= {year + each for each in years} | {year - each for each in years}
    for relation in file.base.relations:
        if fact.id in (relation.whole, *relation.parts) and relation.kind != "order":
            found |= results(file, relation)
    return found


def results(file: FactFile, relation: entries.Relation) -> set[Decimal]:
    """What a relation gives, as computed and with its scale multiplied out."""
    if arithmetic.misfit(relation, file.facts_by_id):
        return set()
    result = arithmetic.computed(relation, file.facts_by_id)
    return {result[0], quantities.in_si(*result)[0]} if result else set()
