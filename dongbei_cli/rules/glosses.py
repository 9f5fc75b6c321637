"""The rule on glosses: the English says the numbers of the Chinese, and no others."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache, lru_cache

from dongbei_cli import model
from dongbei_cli.curate import arithmetic
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings import quantities, units
from dongbei_cli.readings.article import Article
from dongbei_cli.rules import passages
from dongbei_cli.rules.english import Names
from dongbei_cli.rules.passages import PROVED, Verdict

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
PAIRED = ("both",)
"""What may stand for 两 but is also said of what nobody counts."""
SMALL = "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth"
OTHERS = {
    "two": 2,
    "both": 2,
    "second": 2,
    "twenty": 20,
    "twentieth": 20,
    "thirty": 30,
    "fifty": 50,
    "hundred": 100,
    "decade": 10,
}


@cache
def words() -> dict[str, int]:
    """Number words; one, first and half are left out, since they seldom count."""
    small = {word: number for number, word in enumerate(SMALL.split(), 3)}
    return small | {word: number for number, word in enumerate(ORDINALS.split(), 3)} | OTHERS


def gloss_agrees(file: FactFile) -> Iterator[Verdict]:
    """Every number in the English title of a fact, or the English text of a quote, is one of its Chinese words.

    The Chinese words are the title and the anchors; no year is said oftener than in the title. Every quantity of the
    Chinese title, or of a quote's words, is in the English too. Scales are multiplied out (3.54 million is 354万), and
    number words count (twentieth, a hundred).

    Fails: title_en: Four strategies over 三大区域发展战略; text_en: the next three to six years over 未来3~5年.
    """
    for fact in file.base.facts():
        held = "|".join((fact.title, *(anchor.exact for anchor in fact.anchors)))
        yield verdict(file, fact, ("title_en", fact.title_en), fact.title, held)
        if isinstance(fact, model.Quote):
            yield verdict(file, fact, ("text_en", fact.text_en), fact.anchors[0].exact, held)


def verdict(file: FactFile, fact: model.Record, english: tuple[str, str], wanted: str, held: str) -> Verdict:
    """The verdict on one gloss; `wanted` is what it translates, `held` what it may take numbers from besides."""
    key, gloss = english
    message = next(disagreements(gloss, wanted, held, file.source(fact).published), None)
    hint = "translate the numbers as they stand"
    return file.problem(fact, (key,), "gloss-agrees", f"{key} {message}", hint) if message else PROVED


def disagreements(
    gloss: str, wanted: str, held: str, published: str, counts: Callable[[str], bool] = bool
) -> Iterator[str]:
    """What an English text says that the Chinese does not, and the other way round.

    Of the numbers of the Chinese, those that `counts` approves must be in the English too.
    """
    said, known = told(gloss), numbers(held, published)
    years = set(re.findall(r"\b[12][0-9]{3}\b", gloss))
    repeated = [year for year in years if gloss.count(year) > max(wanted.count(year), 1)]
    extra = [word for word, number in said.items() if number not in known and word not in PAIRED]
    if re.search("另|后一", wanted):
        extra = [word for word in extra if word != "second"]
    yield from (f"says {word!r}, which the Chinese does not" for word in extra + repeated)
    counted = (reading for reading in read(wanted) if reading.certain and is_plain(reading.quantity))
    for reading in counted:
        if not values(reading.quantity) & {*said.values()} and counts(reading.text):
            yield f"leaves out {reading.text}"
    yield from month_disagreements(gloss, wanted, held, published)


def month_disagreements(gloss: str, wanted: str, held: str, published: str) -> Iterator[str]:
    """Months that one of the two languages has and the other has not; what is quoted may go untranslated."""
    here, there = months(gloss), months_of(held, published)
    yield from (f"says {MONTHS[month - 1]}, which the Chinese does not" for month in sorted(here - there))
    lacking = months_of(re.sub("“[^”]*”", "", wanted), published, written=True) - here
    yield from (f"leaves out {MONTHS[month - 1]}" for month in sorted(lacking))


def months(gloss: str) -> set[int]:
    """The months that an English text names; May only beside a number or after a preposition."""
    doubtful = r"(?<=\d )May\b|\b(?:in|of|since|until|by) May\b|\bMay (?=\d)"
    named = {name for name in MONTHS if name != "May" and re.search(rf"\b{name}\b", gloss)}
    return {MONTHS.index(name) + 1 for name in named} | ({5} if re.search(doubtful, gloss) else set())


def months_of(text: str, published: str, written: bool = False) -> set[int]:
    """The months of the dates of a Chinese text; those that it writes with 月 only."""
    dates = [date for date in passages.dates_of(text, published) if "月" in date.text or not written]
    ends = (end for date in dates for end in re.findall(r"[0-9]{4}-([0-9]{2})", date.edtf))
    return {int(month) for month in ends if 1 <= int(month) <= 12}


def told(gloss: str) -> dict[str, Decimal]:
    """The numbers of an English text by their words."""
    found = {}
    for match in re.finditer(
        r"(?:([0-9][0-9,]*(?:\.[0-9]+)?)|([a-z]+))(?:[ -](thousand|million|billion|trillion)\b)?", gloss.lower()
    ):
        if match[1] or match[2] in words():
            number = Decimal(match[1].replace(",", "").rstrip(".")) if match[1] else Decimal(words()[match[2]])
            found[match.group()] = number * SCALES.get(match[3] or "", 1)
    return found


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[quantities.Reading, ...]:
    """The quantities of a short text."""
    return tuple(quantities.readings(text))


def is_plain(quantity: quantities.Quantity) -> bool:
    """Whether English gives it as the same number: more than one, and no share (两成 may be a fifth)."""
    return quantity.value > 1 and quantity.unit != "成" and not quantity.unit.startswith("/")


@lru_cache(maxsize=4096)
def numbers(text: str, published: str) -> frozenset[Decimal]:
    """Every number that a Chinese text gives: quantities, digits, dates, numerals."""
    found = {Decimal(digits) for digits in re.findall(r"[0-9]+(?:\.[0-9]+)?", text)}
    for reading in read(text):
        found |= values(reading.quantity)
    for tens in re.findall("十[一二三四五六七八九]", text):
        found.add(Decimal(10 + "一二三四五六七八九".index(tens[1]) + 1))
    for numeral, value in zip("两二三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True):
        found |= {Decimal(value)} if numeral in text else set()
    dates = passages.dates_of(text, published)
    return frozenset(found | {Decimal(digits) for date in dates for digits in re.findall("[0-9]+", date.edtf)})


def values(quantity: quantities.Quantity) -> set[Decimal]:
    """The values of a quantity, as written and with its scale multiplied out."""
    ends = [end for end in (quantity.value, quantity.upper) if end is not None]
    return {*ends, *(end * units.SCALES.get(units.parted(quantity.unit)[0], 1) for end in ends)}


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


def faults(file: FactFile, names: Names, fact: model.Record, note: str, gloss: str) -> Iterator[Fault]:
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
    for message in disagreements(gloss, note, held, source.published, lambda text: counts(text, article)):
        yield "note_en", f"note_en {message}", "translate the numbers as they stand"
    yield from name_faults(names, fact, note, gloss)


def counts(number: str, article: Article) -> bool:
    """Whether the English of a note must have a number: one of the article's, or a count that only the note has."""
    return MEASURED.search(number) is not None or (number not in article.text and not number.startswith("两"))


def name_faults(names: Names, fact: model.Record, note: str, gloss: str) -> Iterator[Fault]:
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


def own_words(fact: model.Record) -> str:
    """The Chinese values of a fact."""
    keys = ("title", "role", "written", "indicator", "name", "date_text", "verb", "occasion")
    return "|".join(str(getattr(fact, key)) for key in keys if getattr(fact, key, None))


def stray_numbers(file: FactFile, fact: model.Record, note: str) -> Iterator[str]:
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
        if MEASURED.search(reading.text) and reading.text not in told and not values(reading.quantity) & own:
            yield reading.text
    digits = set(re.findall(r"[0-9]+(?:\.[0-9]+)?", article.text))
    for run in re.findall(r"[0-9]+(?:\.[0-9]+)?", rest):
        if run not in digits and Decimal(run) not in own:
            yield run


def derived(file: FactFile, fact: model.Record, article: Article) -> set[Decimal]:
    """The numbers that follow from a fact: its own, those of its relations, and years counted from publication."""
    dated = f"{getattr(fact, 'date', '')}|{getattr(fact, 'period', '')}"
    found = {Decimal(digits) for digits in re.findall("[0-9]+", dated)}
    if isinstance(fact, model.Figure):
        ends = {fact.value, fact.upper or fact.value}
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


def results(file: FactFile, relation: model.Relation) -> set[Decimal]:
    """What a relation gives, as computed and with its scale multiplied out."""
    if arithmetic.misfit(relation, file.facts_by_id):
        return set()
    result = arithmetic.computed(relation, file.facts_by_id)
    return {result[0], quantities.in_si(*result)[0]} if result else set()
