"""Numbers and dates as people type them (English, digits, pinyin) -> as Chinese writes them, for one reader of all."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

from dongbei_cli.names import pinyin
from dongbei_cli.readings import filled, rows

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR = r"(?:1[89]|2[01])\d\d"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
ALONE = "january|february|april|june|july|august|september|october|november|december"
"""Months that are no other word."""
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred"]
COUNTS = {**{word: at for at, word in enumerate(ONES, 1)}, **{word: 10 * at for at, word in enumerate(TENS, 2)}}
ONE_TO_NINE = "一二三四五六七八九"
SCALES = {"k": (1, "千"), "m": (100, "万"), "b": (10, "亿"), "t": (1, "万亿")}
"""By the first letter of a scale in English: how many of which Chinese scale it is."""


@cache
def rewritings() -> tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]:
    """Return what to replace in turn, and with what."""
    words = {
        "YEAR": YEAR, "MONTH": MONTH, "ALONE": ALONE, "NOT_MAY": MONTH.replace("|may", ""),
        "SAID": "|".join(in_pinyin()), "TENS": "|".join(TENS), "COUNTS": "|".join(COUNTS),
        "DAY": r"(?P<d>\d{1,2})(?:st|nd|rd|th)?",
        "EDGE": r"(?!\d|[.,]\d|\s*[%万亿千百]|\s?(?:thousand|million|billion|trillion|percent|per cent|[mbt]n?\b))",
    }  # fmt: skip
    functions = {each.__name__: each for each in (pronounced, spelled_out, scaled, dated, counted)}
    return tuple(
        (re.compile(filled(pattern, words)), functions.get(replacement, replacement))
        for replacement, pattern in rows(Path(__file__).with_name("typed.tsv"))
    )


@cache
def in_pinyin() -> dict[str, str]:
    """Return numerals and the units of dates by how they are said, those first that begin with another."""
    return {pinyin.readings(character).common[0]: character for character in "十两百三五六九七八四一二年月日号"}


def pronounced(match: re.Match[str]) -> str:
    """Return a count of years, or a part of a date, in pinyin as Chinese writes it."""
    return "".join(in_pinyin()[said] for said in re.findall("|".join(in_pinyin()), match[0])) + " "


def spelled_out(match: re.Match[str]) -> str:
    """Return a number in English words in digits."""
    return str(sum(COUNTS[word] for word in re.split("[- ]", match["w"])))


def scaled(match: re.Match[str]) -> str:
    """Return a number with its scale in Chinese: 8.21 million is 821万."""
    factor, scale = SCALES["k" if match["s"] == "thousand" else match["s"][0]]
    value = Decimal(match["n"].replace(",", "")) * factor
    return f"{value.normalize():f}{scale}"


def dated(match: re.Match[str]) -> str:
    """Return a date in Chinese: in digits, with the name of its month, or of a quarter."""
    part = {name.rstrip("2"): said for name, said in match.groupdict().items() if said}
    year, month = f"{part['y']}年" if "y" in part else "", part.get("m", "")
    if "q" in part:
        return f"{year}第{ONE_TO_NINE[int(part['q']) - 1]}季度"
    named = month[:1].isalpha()
    number = MONTHS.index(month[:3]) + 1 if named else int(month)
    return f"{year}{number}月" + (f"{int(part['d'])}日" if "d" in part else "") + (" " if named else "")


def counted(match: re.Match[str]) -> str:
    """Return an ordinal in Chinese."""
    return f"第{ONE_TO_NINE[int(match['n']) - 1]}"


def numbers_in_chinese(text: str) -> str:
    """Return a folded text with its numbers and dates as Chinese writes them."""
    if re.search("[0-9月季]|nian|yue|" + "|".join((*MONTHS, "year", "hundred", "illion", "thousand")), text):
        for pattern, replace in rewritings():
            text = pattern.sub(replace, text)
    return text
