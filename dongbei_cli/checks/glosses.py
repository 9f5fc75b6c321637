"""The rule on glosses: the English says the numbers of the Chinese, and no others."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache, lru_cache

from dongbei_cli.checks import passages
from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.readings import quantities, units

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
        if isinstance(fact, entries.Quote):
            yield verdict(file, fact, ("text_en", fact.text_en), fact.anchors[0].exact, held)


def verdict(file: FactFile, fact: entries.Fact, english: tuple[str, str], wanted: str, held: str) -> Verdict:
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
    return {*ends, *(end * units.SCALES.get(units.split_unit(quantity.unit)[0], 1) for end in ends)}
