"""The dates in what a user types, as EDTF: 2023-09, 2023/10/27, 2003-2022, September 2023, 27 Oct, 去年12月."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from dongbei_cli.search.lexemes import BARE, PERCENTAGE, WHOLE, amount

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED_MONTHS = (
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"
)  # fmt: skip
YEAR = r"(?:1[89]|2[01])\d\d"


class TypedDate(NamedTuple):
    """A date and its place in the text; `end` is exclusive."""

    start: int
    end: int
    edtf: str


@cache
def western() -> re.Pattern[str]:
    """Dates in digits and in English; `text` is in lower case."""
    month = (
        r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
        r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
    )
    alone = "january|february|april|june|july|august|september|october|november|december"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    scaled = r"(?!\d|[.,]\d|\s*[%万亿]|\s*(?:thousand|million|billion|trillion|percent|per cent)\b)"
    return re.compile(
        rf"(?<![\d.,])(?:(?P<first>{YEAR})年?\s*(?:-|–|—|~|/|至|到|to|and|until|through)\s*(?P<last>{YEAR})(?!\d)年?"
        rf"|(?P<iso>{YEAR}[-/.](?:1[0-2]|0?[1-9])(?:[-/.](?:3[01]|[12]\d|0?[1-9]))?){scaled}(?![-/]\d)"
        rf"|(?P<turned>(?:3[01]|[12]\d|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])[-/.]{YEAR})(?!\d)"
        rf"|(?P<decade>{YEAR[:-2]})0s\b"
        rf"|(?P<year>{YEAR})(?:年底|年末|年初)|(?P<plain>{YEAR})年?{scaled}(?!年|月|\d)"
        rf"(?![~-]))|\b(?:(?P<d1>{day})\s+(?:of\s+)?(?P<m1>{month})|(?P<m2>{month})\s*(?P<d2>{day})(?!\d))"
        rf"(?:,?\s*(?P<y1>{YEAR}))?\b|\b(?P<m3>{month}),?\s*(?P<y3>{YEAR})\b"
        rf"|\b(?:(?P<which>last|this|in)\s+(?:(?P<m4>{month})(?!,?\s*{YEAR})|(?P<whole>year))|(?P<m5>{alone}))\b"
    )


def dates(text: str, published: str) -> Iterator[TypedDate]:
    """The dates in `text`, which is folded, none overlapping; those without a year are the last before `published`."""
    rest = text
    for match in western().finditer(text) if re.search("[0-9a-z]", text) else ():  # it takes long to compile
        edtf = meaning(match, published)
        if edtf:
            rest = rest[: match.start()] + "\n" * (match.end() - match.start()) + rest[match.end() :]
            yield TypedDate(match.start(), match.end(), edtf)
    if re.search("[年月日号]", rest):
        yield from chinese(rest, published)


def chinese(text: str, published: str) -> Iterator[TypedDate]:
    """Dates in Chinese words that leave no doubt; what only counts years (近三年) is left to be found as text."""
    from dongbei_cli.readings import dates as chinese_dates

    for found in chinese_dates.readings(text, published):
        if found.certain and not found.edtf.startswith("["):
            yield TypedDate(found.start, found.end, found.edtf)


def meaning(match: re.Match[str], published: str) -> str | None:
    """What a western date means in EDTF; None for one that there is not, as 31 February."""
    part = match.groupdict()
    if part["first"]:
        return f"{part['first']}/{part['last']}" if part["first"] < part["last"] else None
    if part["iso"]:
        return valid("-".join(f"{int(number):02}" for number in re.split("[-/.]", part["iso"])))
    if part["turned"]:
        day, month, year = re.split("[-/.]", part["turned"])
        return valid(f"{year}-{month:0>2}-{day:0>2}") or valid(f"{year}-{day:0>2}-{month:0>2}")
    if part["decade"]:
        return f"{part['decade']}X"
    if part["whole"]:
        return str(int(published[:4]) - (part["which"] == "last")) if part["which"] != "in" else None
    year = part["year"] or part["plain"]
    return year or in_english(part, published)


def in_english(part: dict[str, str | None], published: str) -> str | None:
    """A date with the name of its month."""
    named = next(filter(None, (part["m1"], part["m2"], part["m3"], part["m4"], part["m5"])))
    if part["which"] == "in" and named in ("may", "mar", "march"):
        return None
    month = MONTHS.index(named[:3]) + 1
    day = re.sub(r"\D", "", part["d1"] or part["d2"] or "")
    year = part["y1"] or part["y3"] or str(int(published[:4]) - (f"{month:02}" > published[5:7]))
    return valid(f"{year}-{month:02}" + (f"-{int(day):02}" if day else ""))


def valid(edtf_text: str) -> str | None:
    """The date, if there is one of that number."""
    from dongbei_cli.readings import edtf

    try:
        return str(edtf.parse(edtf_text))
    except ValueError:
        return None


WORDS = {
    "thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12
}  # fmt: skip
ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH = {
    **{word: value for value, word in enumerate(ONES.split(), 1)},
    **{word: 10 * value for value, word in enumerate(TENS.split(), 2)},
}
"""Numbers in English words; they count where a scale follows, as in eleven trillion."""
SCALES = {"十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}


class TypedNumber(NamedTuple):
    """A number and its place in the text, `end` exclusive, and how the index may have it."""

    start: int
    end: int
    lexemes: tuple[str, ...]


@cache
def grammar() -> re.Pattern[str]:
    """A number in digits or Chinese numerals, with its scale, percent sign and the measure that goes without saying."""
    digits = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    spelled = "[零〇一二三四五六七八九十百千万亿两点]{2,}"
    scale = rf"\s?(?P<scale>[十百千万亿]+)|\s?(?P<word>{'|'.join(WORDS)})\b"
    percent = r"\s?(?P<percent>%|percent\b|per\s?cent\b|个?百分点)"
    measure = r"(?:\s?(?:人民币|元|块|人|yuan|rmb|people|persons)(?![a-z])|(?:st|nd|rd|th)\b)?"
    english = rf"\b(?:(?:{TENS.replace(' ', '|')})[- ])?(?:{'|'.join(ENGLISH)})(?=\s(?:{'|'.join(WORDS)})\b)"
    return re.compile(
        rf"(?<![~～–—几数-])(?:[近约超逾]|百分之)?(?:(?<=百分之)(?P<share>{digits}|[零〇一二三四五六七八九十点]+)"
        rf"|(?<![\w.])?(?P<digits>(?<![\d.,]){digits}|{english})(?:{percent}|{scale})?|(?P<spelled>{spelled}))(?!\d|[~～–—-]\d){measure}"
    )


def numbers(text: str) -> Iterator[TypedNumber]:
    """The numbers in `text`, which is folded; Chinese numerals only with 十, 百, 千, 万 or 亿 and more than one."""
    for match in grammar().finditer(text):
        found = lexemes(match)
        if found:
            yield TypedNumber(match.start(), match.end(), found)


def lexemes(match: re.Match[str]) -> tuple[str, ...]:
    """The lexemes of one number: with a scale just its whole value, without one the digits however meant."""
    part = match.groupdict()
    if part["share"]:
        value = valued(part["share"])
        return () if value is None else (amount(PERCENTAGE, value),)
    value = valued(part["digits"] or part["spelled"])
    if value is None or not (part["digits"] or set(part["spelled"]) & set(SCALES)):
        return ()
    if part["percent"]:
        return (amount(PERCENTAGE, value),)
    if part["scale"] or part["word"]:
        return (amount(WHOLE, value * (WORDS[part["word"]] if part["word"] else multiplied(part["scale"]))),)
    return (amount(BARE, value),) if part["digits"] else (amount(WHOLE, value),)


def valued(numeral: str) -> Decimal | None:
    """The value of a numeral; None for what is none, as 一两."""
    if numeral[:1].isascii() and numeral[:1].isalpha():
        return Decimal(sum(ENGLISH[word] for word in re.split("[- ]", numeral)))
    from dongbei_cli.readings import numerals

    try:
        return numerals.number(numeral)
    except ValueError:
        return None


def multiplied(scale: str) -> int:
    """万亿 is 10**12."""
    product = 1
    for character in scale:
        product *= SCALES[character]
    return product
