"""The rule on glosses: the English says the numbers of the Chinese, and no others."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from dongbei_cli.checks import passages
from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.readings import quantities, units

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
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
        if isinstance(fact, entries.Quote):
            yield verdict(file, fact, ("text_en", fact.text_en), fact.anchors[0].exact, held)


def verdict(file: FactFile, fact: entries.Fact, english: tuple[str, str], wanted: str, held: str) -> Verdict:
    """The verdict on one gloss; `wanted` is what it translates, `held` what it may take numbers from besides."""
    key, gloss = english
    said = told(gloss)
    known = numbers(held, file.source(fact).published)
    years = set(re.findall(r"\b[12][0-9]{3}\b", gloss))
    repeated = [year for year in years if gloss.count(year) > max(wanted.count(year), 1)]
    extra = [word for word, number in said.items() if number not in known and word not in PAIRED] + repeated
    counted = (reading for reading in read(wanted) if reading.certain and is_plain(reading.quantity))
    lacking = [reading.text for reading in counted if not values(reading.quantity) & {*said.values()}]
    if not extra and not lacking:
        return PROVED
    message = f"says {extra[0]!r}, which the Chinese does not" if extra else f"leaves out {lacking[0]}"
    return file.problem(fact, (key,), "gloss-agrees", f"{key} {message}", "translate the numbers as they stand")


def told(gloss: str) -> dict[str, Decimal]:
    """The numbers of an English text by their words."""
    found = {}
    for match in re.finditer(
        r"([0-9][0-9,]*(?:\.[0-9]+)?)(?: (thousand|million|billion|trillion))?|[a-z]+", gloss.lower()
    ):
        if match[1]:
            found[match.group()] = Decimal(match[1].replace(",", "").rstrip(".")) * SCALES.get(match[2] or "", 1)
        elif match.group() in words():
            found[match.group()] = Decimal(words()[match.group()])
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
    for numeral, value in zip("两二三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True):
        found |= {Decimal(value)} if numeral in text else set()
    dates = passages.dates_of(text, published)
    return frozenset(found | {Decimal(digits) for date in dates for digits in re.findall("[0-9]+", date.edtf)})


def values(quantity: quantities.Quantity) -> set[Decimal]:
    """The values of a quantity, as written and with its scale multiplied out."""
    ends = [end for end in (quantity.value, quantity.upper) if end is not None]
    return {*ends, *(end * units.SCALES.get(units.parted(quantity.unit)[0], 1) for end in ends)}
