"""What the English of a record must have of its Chinese: numbers and months; how well it is worded is not proved."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings import quantities, units
from dongbei_cli.rules import words
from dongbei_cli.rules.text import Verdict, dates_of, quantities_of, verdict

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
NUMERALS = {"两": 2, **{numeral: value for value, numeral in enumerate("二三四五六七八九十", 2)}}


class Gloss(NamedTuple):
    """English at a key of a fact, the Chinese that it translates, and the texts that it may take numbers from."""

    key: str
    chinese: str
    english: str
    held: tuple[str, ...]


def glosses(fact: model.Record) -> Iterator[Gloss]:
    """Return every gloss of a fact: each field that has an English one beside it; `text_en` glosses the main anchor."""
    for key, field in fact.FIELDS.items():
        if key.endswith("_en") and field.written and getattr(fact, key):
            own = key.removesuffix("_en")
            chinese = joined(fact.anchors[0].exact if own == "text" else getattr(fact, own), "、")
            held = (chinese, fact.title, "|".join(anchor.exact for anchor in fact.anchors))
            yield Gloss(key, chinese, joined(getattr(fact, key), ", "), held)


def joined(value: str | tuple[str, ...] | None, mark: str) -> str:
    """A text, or a list of them as one."""
    return mark.join(value) if isinstance(value, tuple) else value or ""


def gloss_agrees(file: FactFile) -> Iterator[Verdict]:
    """English has the numbers and months of its Chinese, and no others; scales are multiplied out (354万).

    It may take a number from the title or the anchors too. No year is said oftener than in the Chinese.

    Fails: title_en: Four strategies over 三大区域发展战略; text_en: the next three to six years over 未来3~5年.
    """
    for fact in file.base.facts():
        for gloss in glosses(fact):
            fault = next(number_faults(gloss, file.source(fact).published, file.article(fact).text), "")
            yield verdict(file, fact, (gloss.key,), "gloss-agrees", fault, "translate the numbers as they are")


def number_faults(gloss: Gloss, published: str, article: str) -> Iterator[str]:
    """What an English text says that the Chinese does not, and the other way round."""
    key, said = gloss.key, told(gloss.english)
    known = {number for text in gloss.held for number in numbers(text, published)}
    free = {"both"} | ({"second"} if re.search("另|后一", gloss.chinese) else set())
    extra = [word for word, number in said.items() if number not in known and word not in free]
    years = set(re.findall(r"\b[12][0-9]{3}\b", gloss.english))
    extra += [year for year in years if gloss.english.count(year) > max(gloss.chinese.count(year), 1)]
    yield from (f"{key} says {word!r}, which the Chinese does not" for word in extra)
    for reading in quantities_of(gloss.chinese):
        share = reading.quantity.unit == "成" or reading.quantity.unit.startswith("/")
        large = re.search("[0-9百千万亿]", reading.text)
        own = large or (reading.text not in article and not reading.text.startswith("两"))
        wanted = reading.certain and reading.quantity.value > 1 and not share and (own or key != "note_en")
        if wanted and not values(reading.quantity) & {*said.values()}:
            yield f"{key} leaves out {reading.text}"
    quoted = re.sub("“[^”]*”", "", gloss.chinese)
    for date in (date for date in dates_of(quoted, published) if "月" in date.text):
        for month in re.findall(r"[0-9]{4}-(0[1-9]|1[0-2])", date.edtf):
            if Decimal(month) not in said.values():
                yield f"{key} leaves out {date.text}"


def told(gloss: str) -> dict[str, Decimal]:
    """The numbers of an English text by their words, months included; May only beside a number or a preposition."""
    known, found = {word: Decimal(value) for word, value in words.rows("numbers")}, {}
    plain = re.sub(r"(?<!\d )(?<!in )(?<!of )(?<!by )(?<!since )(?<!until )\bMay\b(?! \d)|\bmay\b", "", gloss)
    pattern = r"(?:([0-9][0-9,]*(?:\.[0-9]+)?)|([a-z]+))(?:[ -](thousand|million|billion|trillion)\b)?"
    for match in re.finditer(pattern, plain.lower()):
        if match[1] or match[2] in known:
            number = Decimal(match[1].replace(",", "").rstrip(".")) if match[1] else known[match[2]]
            found[match.group()] = number * SCALES.get(match[3] or "", 1)
    return found


@lru_cache(maxsize=4096)
def numbers(text: str, published: str) -> frozenset[Decimal]:
    """Every number that a Chinese text gives: quantities, digits, dates, numerals."""
    found = {Decimal(digits) for digits in re.findall(r"[0-9]+(?:\.[0-9]+)?", text)}
    found |= {value for reading in quantities_of(text) for value in values(reading.quantity)}
    found |= {Decimal(10 + NUMERALS.get(tens[1], 1)) for tens in re.findall("十[一二三四五六七八九]", text)}
    found |= {Decimal(value) for numeral, value in NUMERALS.items() if numeral in text}
    return frozenset(
        found | {Decimal(n) for date in dates_of(text, published) for n in re.findall("[0-9]+", date.edtf)}
    )


def values(quantity: quantities.Quantity) -> set[Decimal]:
    """The values of a quantity, as written and with its scale multiplied out."""
    ends = [end for end in (quantity.value, quantity.upper) if end is not None]
    return {*ends, *(end * units.SCALES.get(units.split_unit(quantity.unit)[0], 1) for end in ends)}
