"""The dates in what a user types, as EDTF: 2023-09, 2023/10/27, 2003-2022, September 2023, 27 Oct, 去年12月."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

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
        rf"|\b(?:(?P<which>last|this|in)\s+(?:(?P<m4>{month})|(?P<whole>year))|(?P<m5>{alone}))\b"
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
