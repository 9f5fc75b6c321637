"""What the English of a record must have of its Chinese: the numbers and months, and the way that it points.

How well it is worded is the curator's, and is not proved.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings import quantities, units
from dongbei_cli.rules import words
from dongbei_cli.rules.text import PROVED, Verdict, dates_of, quantities_of

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
NAMES = ("name_en", "role_en", "affiliation_en", "verb_en")
"""Glosses that are names: their words point nowhere."""


class Gloss(NamedTuple):
    """English at a key of a fact, the Chinese that it translates, and what it may take numbers from besides."""

    key: str
    chinese: str
    english: str
    held: tuple[str, ...]


def glosses(fact: model.Record) -> Iterator[Gloss]:
    """Return every gloss of a fact: each field that has an English one beside it; `text_en` glosses the main anchor."""
    anchors = "|".join(anchor.exact for anchor in fact.anchors)
    for key, field in fact.FIELDS.items():
        english = getattr(fact, key)
        if key.endswith("_en") and field.written and english:
            own = key.removesuffix("_en")
            chinese = fact.anchors[0].exact if own == "text" else getattr(fact, own)
            yield Gloss(key, joined(chinese, "、"), joined(english, ", "), (joined(chinese, "、"), fact.title, anchors))


def joined(value: str | tuple[str, ...] | None, mark: str) -> str:
    """A text, or a list of them as one."""
    return mark.join(value) if isinstance(value, tuple) else value or ""


def gloss_agrees(file: FactFile) -> Iterator[Verdict]:
    """English has the numbers and months of its Chinese, and no others; scales are multiplied out (3.54 million, 354万).

    It may take a number from the title or the anchors too. No year is said oftener than in the Chinese.

    Fails: title_en: Four strategies over 三大区域发展战略; text_en: the next three to six years over 未来3~5年.
    """
    for fact in file.base.facts():
        for gloss in glosses(fact):
            message = next(number_faults(gloss, file.source(fact).published, file.article(fact).text), None)
            hint = "translate the numbers as they are"
            yield (
                file.problem(fact, (gloss.key,), "gloss-agrees", f"{gloss.key} {message}", hint) if message else PROVED
            )


def number_faults(gloss: Gloss, published: str, article: str) -> Iterator[str]:
    """What an English text says that the Chinese does not, and the other way round."""
    said, known = told(gloss.english), {number for text in gloss.held for number in numbers(text, published)}
    years = set(re.findall(r"\b[12][0-9]{3}\b", gloss.english))
    repeated = [year for year in years if gloss.english.count(year) > max(gloss.chinese.count(year), 1)]
    free = {"both"} | ({"second"} if re.search("另|后一", gloss.chinese) else set())
    extra = [word for word, number in said.items() if number not in known and word not in free]
    yield from (f"says {word!r}, which the Chinese does not" for word in extra + repeated)
    for reading in quantities_of(gloss.chinese):
        plain = (
            reading.quantity.value > 1 and reading.quantity.unit != "成" and not reading.quantity.unit.startswith("/")
        )
        noted = gloss.key != "note_en" or counts(reading.text, article)
        if reading.certain and plain and noted and not values(reading.quantity) & {*said.values()}:
            yield f"leaves out {reading.text}"
    here, there = months(gloss.english), {month for text in gloss.held for month in months_of(text, published)}
    yield from (f"says {MONTHS[month - 1]}, which the Chinese does not" for month in sorted(here - there))
    lacking = months_of(re.sub("“[^”]*”", "", gloss.chinese), published, written=True) - here
    yield from (f"leaves out {MONTHS[month - 1]}" for month in sorted(lacking))


def counts(number: str, article: str) -> bool:
    """Whether the English of a note must have a number: a large one, or a count that only the note has (四项)."""
    return re.search("[0-9百千万亿]", number) is not None or (number not in article and not number.startswith("两"))


def months(gloss: str) -> set[int]:
    """The months that an English text names; May only beside a number or after a preposition."""
    doubtful = r"(?<=\d )May\b|\b(?:in|of|since|until|by) May\b|\bMay (?=\d)"
    named = {name for name in MONTHS if name != "May" and re.search(rf"\b{name}\b", gloss)}
    return {MONTHS.index(name) + 1 for name in named} | ({5} if re.search(doubtful, gloss) else set())


def months_of(text: str, published: str, written: bool = False) -> set[int]:
    """The months of the dates of a Chinese text; those that it writes with 月 only."""
    dates = [date for date in dates_of(text, published) if "月" in date.text or not written]
    ends = (end for date in dates for end in re.findall(r"[0-9]{4}-([0-9]{2})", date.edtf))
    return {int(month) for month in ends if 1 <= int(month) <= 12}


def told(gloss: str) -> dict[str, Decimal]:
    """The numbers of an English text by their words."""
    known = {word: Decimal(value) for word, value in words.rows("numbers")}
    found = {}
    pattern = r"(?:([0-9][0-9,]*(?:\.[0-9]+)?)|([a-z]+))(?:[ -](thousand|million|billion|trillion)\b)?"
    for match in re.finditer(pattern, gloss.lower()):
        if match[1] or match[2] in known:
            number = Decimal(match[1].replace(",", "").rstrip(".")) if match[1] else known[match[2]]
            found[match.group()] = number * SCALES.get(match[3] or "", 1)
    return found


@lru_cache(maxsize=4096)
def numbers(text: str, published: str) -> frozenset[Decimal]:
    """Every number that a Chinese text gives: quantities, digits, dates, numerals."""
    found = {Decimal(digits) for digits in re.findall(r"[0-9]+(?:\.[0-9]+)?", text)}
    for reading in quantities_of(text):
        found |= values(reading.quantity)
    for tens in re.findall("十[一二三四五六七八九]", text):
        found.add(Decimal(10 + "一二三四五六七八九".index(tens[1]) + 1))
    for numeral, value in zip("两二三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True):
        found |= {Decimal(value)} if numeral in text else set()
    return frozenset(
        found | {Decimal(digits) for date in dates_of(text, published) for digits in re.findall("[0-9]+", date.edtf)}
    )


def values(quantity: quantities.Quantity) -> set[Decimal]:
    """The values of a quantity, as written and with its scale multiplied out."""
    ends = [end for end in (quantity.value, quantity.upper) if end is not None]
    return {*ends, *(end * units.SCALES.get(units.split_unit(quantity.unit)[0], 1) for end in ends)}


NEGATED = re.compile(
    r"\b(?:not|never|neither|nor|cannot|without|n't)(?: (?:be|been|yet|to|fully|all))? \w+", re.IGNORECASE
)
"""A word that the English denies, which does not say the contrary of anything."""


NEGATED = re.compile(
    r"\b(?:not|never|neither|nor|cannot|without|n't)(?: (?:be|been|yet|to|fully|all))? \w+", re.IGNORECASE
)
"""A word that the English denies, which does not say the contrary of anything."""


class Concept(NamedTuple):
    """A line of the table of words that turn a sentence round, each part a pattern; see the head of the table."""

    name: str
    contrary: tuple[str, ...]
    kept: str
    chinese: str
    licence: str
    english: str


@cache
def concepts() -> dict[str, Concept]:
    """The table, by name."""
    found = {}
    for name, contrary, kept, other, licence, english in words.rows("polarity"):
        chinese = "|".join(filter(None, (kept, other))) or "(?!)"
        whole = rf"(?i)(?<![\w-])(?:{english})(?![\w])"
        found[name] = Concept(name, tuple(filter(None, contrary.split(","))), kept or "(?!)", chinese, licence, whole)
    return found


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A pattern of the table, compiled when it is first needed."""
    return re.compile(source)


@lru_cache(maxsize=4096)
def concepts_in(chinese: str) -> dict[str, Concept]:
    """The concepts that a Chinese text has a word of."""
    return {name: each for name, each in concepts().items() if pattern(each.chinese).search(chinese)}


def polarity_agrees(file: FactFile) -> Iterator[Verdict]:
    """English points the way of its Chinese, and a Chinese title the way of its anchors.

    For words of direction, negation, modality, completion and degree the gloss has one of their English words and none
    of the contrary, and no negation or hedge of its own; a title has no contrary, and keeps a hedge (可能, 预计).

    Fails: title_en: Net population inflow over 人口净流出; note_en: … is said over 原文未说明; 通过 for 审议.
    """
    for fact in file.base.facts():
        if not isinstance(fact, model.Person | model.Organization):
            message = next(turned_title(file, fact), None)
            yield (
                file.problem(fact, ("title",), "polarity-agrees", message, "say it as the words do")
                if message
                else PROVED
            )
        for gloss in glosses(fact):
            if gloss.key not in NAMES:
                message = next(turned(gloss.chinese, gloss.english), None)
                hint = "say it as the Chinese does"
                yield (
                    file.problem(fact, (gloss.key,), "polarity-agrees", f"{gloss.key} {message}", hint)
                    if message
                    else PROVED
                )


def turned(chinese: str, english: str) -> Iterator[str]:
    """How an English text says the contrary of the Chinese."""
    table, plain = concepts(), NEGATED.sub("not", english)
    here = {name: each for name, each in concepts_in(chinese).items() if not name.startswith(NEGATION)}
    said = {name: found(each, english) for name, each in here.items()}
    fitting = {word for known in said.values() for word in known}
    for name, each in here.items():
        if not said[name] and (word := pattern(each.kept).search(chinese)):
            yield f"has no word for {word[0]}"
        for other in each.contrary:
            if other not in here and (wrong := found(table[other], plain) - fitting):
                yield f"says {min(wrong)!r} where the Chinese says {matched(each, chinese)}"
    for name, each in table.items():
        if name not in here and each.licence and name != NEGATION and not pattern(each.licence).search(chinese):
            if wrong := found(each, plain) - fitting:
                yield f"says {min(wrong)!r}, and the Chinese does not"
    yield from miscounted(chinese, english)


def miscounted(chinese: str, english: str) -> Iterator[str]:
    """A negation that English leaves out, or has of its own: each is counted, and what is negative in itself may be
    said in other words (不足: short).
    """
    plain, lexical = concepts()[NEGATION], concepts()[f"{NEGATION}-in-words"]
    denied, lacking = (pattern(each.kept).findall(chinese) for each in (plain, lexical))
    said = [word.lower() for word in pattern(plain.english).findall(english)]
    other = len(pattern(lexical.english).findall(english))
    if len(said) < len(denied):
        yield f"leaves out one of {'、'.join(denied)}"
    elif len(said) + other < len(denied) + len(lacking):
        yield f"leaves out one of {'、'.join(denied + lacking)}"
    elif len(said) - said.count("nor") > max(
        0, len(pattern(plain.licence).findall(chinese)) - min(other, len(lacking))
    ):
        yield f"says {said[-1]!r}, and the Chinese does not"


def found(concept: Concept, english: str) -> set[str]:
    """The words of an English text that are of a concept."""
    return {word.lower() for word in pattern(concept.english).findall(english)}


def matched(concept: Concept, text: str) -> str:
    """The first word of a concept in a Chinese text."""
    found = pattern(concept.chinese).search(text)
    return found[0] if found else ""


NEGATION = "not"
"""The concept whose words are counted."""
HEDGES = ("may", "expect", "deliberate")
"""Concepts that a title may not leave out: without them it says more than the words."""


def turned_title(file: FactFile, fact: model.Record) -> Iterator[str]:
    """How a Chinese title says the contrary of its words, or more than they do."""
    anchors = "|".join(anchor.exact for anchor in fact.anchors)
    article = file.article(fact)
    around = "|".join(s.text for _, span in file.anchored(fact) if (s := article.sentence_at(span.start)))
    said = isinstance(fact, model.Quote | model.Measure | model.Claim)
    told = fact.anchors[0].exact if said else f"{anchors}|{around}|{getattr(fact, 'indicator', '')}"
    spoken = concepts_in(told)
    for name, each in concepts_in(fact.title).items():
        against = [spoken[other] for other in each.contrary if other in spoken]
        if name not in spoken and against:
            yield f"it says {matched(each, fact.title)} where the words have {matched(against[0], told)}"
    main, softened = fact.anchors[0].exact, re.search("将|会|要|拟|能|望", fact.title)
    for hedge in (concepts()[name] for name in HEDGES):
        for match in pattern(hedge.kept).finditer(main):
            behind = main[match.end() : match.end() + 6]
            pairs = (behind[at : at + 2] for at in range(len(behind) - 1))
            if not (softened or pattern(hedge.chinese).search(fact.title)) and any(
                pair in fact.title for pair in pairs
            ):
                yield f"it leaves out {match[0]}"
    yield from negation_faults(fact.title, anchors, around)


def negation_faults(title: str, anchors: str, around: str) -> Iterator[str]:
    """A negation that is dropped, or added: what is right beside it, or beside the gap, is not so in the words."""
    negations = "不|没有|未|非|无"
    for match in re.finditer(f"({negations})(?=(.?))", title):
        if match[1] + match[2] not in around:
            yield f"the words do not say {match[1]}{match[2]}"
    for match in re.finditer(f"(.?)({negations})([^\\W_]{{1,2}})", anchors):
        plain = re.compile(f"[^{match[2][-1]}]{match[3]}" if len(match[3]) > 1 else match[1] + match[3])
        dropped = next((found[0] for found in plain.finditer(f"|{title}") if found[0] not in f"|{anchors}"), "")
        if dropped:
            yield f"it leaves out {match[2]} before {match[3]}"
