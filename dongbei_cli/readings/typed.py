"""Numbers and dates as people type them in English, in digits or in pinyin -> as Chinese writes them.

So 8.21 million is 821万, 27 Oct 2023 is 2023年10月27日 and shiyue is 十月, and one reader reads them all.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from dongbei_cli.names import pinyin

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
SCALES = {"k": (1, "千"), "m": (100, "万"), "b": (10, "亿"), "t": (1, "万亿")}
"""By the first letter of a scale in English: how many of which Chinese scale it is."""


@cache
def rewritings() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    """Return what to replace in turn, and with what."""
    day, number = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<n>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    scale = r"(?P<s>k|thousand|m|mn|millions?|bn|billions?|tn|trillions?)"
    edge = r"(?!\d|[.,]\d|\s*[%万亿千百]|\s?(?:thousand|million|billion|trillion|percent|per cent|[mbt]n?\b))"
    rules: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
        (rf"(?:\b(?:{'|'.join(in_pinyin())})+\s?(?:nian|yue)|(?<=\d)\s?(?:nian|yue|ri|hao))(?=(?:li|lai|fen|yilai)?\b)",
         pronounced),
        (r"(?<=\d)\s+(?=[年月日号万亿千百元人个%])|(?<=[年月日号至到和])\s+(?=\d)", lambda _: ""),
        (rf"\b(?P<w>(?:(?:{'|'.join(TENS)})[- ])?(?:{'|'.join(COUNTS)}))(?=\s(?:thousand|[mbt]r?illion)\b)",
         spelled_out),
        (r"(?:cny|rmb|¥|￥)\s?(?=\d)(?P<rest>[\d.,]+\s?(?:[a-z]+\b|[万亿]+)?)", lambda each: f"{each['rest']} yuan"),
        (rf"(?<![\w.]){number}\s?{scale}\b", scaled),
        (r"(?<=[\d万亿千百])\s?(?:rmb|cny|yuan|renminbi)\b", lambda _: "元"),
        (r"(?<=[万亿千百])\s?(?:people|persons|residents|inhabitants)\b", lambda _: "人"),
        (r"(?<=\d)\s?(?:percent|per\s?cent|pct)\b", lambda _: "%"),
        (r"(?<=[\d%])\s?percentage points?\b", lambda _: "个百分点"),
        (rf"\b(?P<y>{YEAR})[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)", dated),
        (rf"\b(?P<d>3[01]|[12]\d|0?[1-9])[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<y>{YEAR})\b", dated),
        (rf"\b(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])/(?P<y>{YEAR})\b", dated),
        (rf"\b(?P<y>{YEAR})[-/.](?P<m>1[0-2]|0?[1-9])(?![-/.\d]){edge}", dated),
        (rf"(?:\bfrom |\bbetween )?(?P<a>(?<![\d.]){YEAR})年?\s*(?:[-–—~/至到]|to|and|until|through)\s*(?P<b>{YEAR})年?(?!\d)",  # noqa: E501
         lambda each: f"{each['a']}~{each['b']}年"),
        (rf"\b(?:q(?P<q>[1-4])\s?(?P<y>{YEAR})|(?P<y2>{YEAR})年?\s?q(?P<q2>[1-4]))\b",
         lambda each: f"{each['y'] or each['y2']}年第{'一二三四'[int(each['q'] or each['q2']) - 1]}季度"),
        (rf"\b(?P<h>first|second) half of (?P<y>{YEAR})\b",
         lambda each: f"{each['y']}年{'上' if each['h'] == 'first' else '下'}半年"),
        (r"\b(?:the )?(?P<c>1[89]\d|2[01]\d)0s\b", lambda each: f"{each['c']}0年代"),
        (rf"\b(?:{day}\s+(?:of\s+)?(?P<m>{MONTH})|(?P<m2>{MONTH})\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)),?\s*(?P<y>{YEAR})?",
         named_day),
        (rf"\b(?P<m>{MONTH}),?\s*(?P<y>{YEAR})\b", named_day),
        (rf"\b(?:last|this|in)\s+(?P<m>{MONTH.replace('|may', '')})|\b(?P<m2>{ALONE})\b", named_day),
        (r"(?<=\d\d)(?:st|nd|rd|th)\b", lambda _: ""),
        (r"\blast year\b", lambda _: "去年"),
        (r"\bthis year\b", lambda _: "今年"),
        (rf"\b(?:since|after) (?P<y>{YEAR})\b", lambda each: f"{each['y']}年以来"),
        (rf"(?<![\d.,~]){YEAR}(?!年|[-~/.]\d){edge}", lambda each: f"{each[0]}年"),
        (r"(?<=\d)[ -]years?\b", lambda _: "年"),
        (r"(?<=[一二三四])季(?!度)", lambda _: "季度"),
        (r"第[1-9](?=[次届轮])", lambda each: "第" + "一二三四五六七八九"[int(each[0][1]) - 1]),
    )  # fmt: skip
    return tuple((re.compile(pattern), replace) for pattern, replace in rules)


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
    """Return a date in digits in Chinese."""
    part = match.groupdict()
    return f"{part['y']}年{int(part['m'])}月" + (f"{int(part['d'])}日" if part.get("d") else "")


def named_day(match: re.Match[str]) -> str:
    """Return a date with the name of its month in Chinese."""
    part = match.groupdict()
    month = MONTHS.index((part["m"] or part["m2"])[:3]) + 1
    day, year = part.get("d") or part.get("d2"), part.get("y")
    return (f"{year}年" if year else "") + f"{month}月" + (f"{int(day)}日" if day else "") + " "


def numbers_in_chinese(text: str) -> str:
    """Return a folded text with its numbers and dates as Chinese writes them."""
    if re.search("[0-9月季]|nian|yue|" + "|".join((*MONTHS, "year", "hundred", "illion", "thousand")), text):
        for pattern, replace in rewritings():
            text = pattern.sub(replace, text)
    return text
