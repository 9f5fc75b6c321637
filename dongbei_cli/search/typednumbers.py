"""The numbers in what a user types, as the lexemes of amounts: 32553, 58,847亿元, 8.21 million, 8.5%, 三万亿."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from dongbei_cli.search.lexemes import BARE, PERCENTAGE, WHOLE, amount

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
