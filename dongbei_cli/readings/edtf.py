"""Dates and intervals in EDTF (ISO 8601-2): their bounds in days, their order, and their wording for people.

Supported: 2003, 2003-10, 2023-10-27, 2023-11-01T13:34 (minutes, seconds and zone optional), 201X, 20XX, 2023-XX, the
seasons 2023-21 to -24, the quarters -33 to -36, the halves -40 and -41, a final ? (uncertain), ~ (approximate) or %
(both) where EDTF has it, the intervals 2003/2022, 2023-11/.. and ../2003, and the sets [..2023-11-01] and [2023..],
which mean one day on that side. One date has one form. Seasons are those of the northern hemisphere: winter ends in
February of the next year. A zone is kept and does not move the day.
"""

import re
from contextlib import suppress
from typing import NamedTuple

_FORMS = "2003, 2003-10, 2023-10-27, 2003/2022 or [..2023-11-01]"

_DATE = (
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<part>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2})(?:T(?P<time>"
    r"(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){0,2})(?P<zone>Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?)?)?)?(?P<mark>[?~%])?"
)
# Code of a part of the year: its first month, its last month, and what it is called.
_GROUPS = {
    "21": (3, 5, "season", "春季", "spring"),
    "22": (6, 8, "season", "夏季", "summer"),
    "23": (9, 11, "season", "秋季", "autumn"),
    "24": (12, 2, "season", "冬季", "winter"),
    "33": (1, 3, "quarter", "第一季度", "first quarter of"),
    "34": (4, 6, "quarter", "第二季度", "second quarter of"),
    "35": (7, 9, "quarter", "第三季度", "third quarter of"),
    "36": (10, 12, "quarter", "第四季度", "fourth quarter of"),
    "40": (1, 6, "half", "上半年", "first half of"),
    "41": (7, 12, "half", "下半年", "second half of"),
}
# fmt: off
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
_END_OF_TIME = "~"  # sorts after every day


class Date(NamedTuple):
    """An expression with the first and last day it can mean, as yyyy-mm-dd; None where it has no bound.

    `precision` is minute (any time of day), day, month, quarter, half, season, year, decade, century, or interval for
    intervals and sets. Compare dates by `order`, not by the tuple.
    """

    text: str
    earliest: str | None
    latest: str | None
    precision: str

    def __str__(self) -> str:
        """The expression itself."""
        return self.text


def parse(text: str) -> Date:
    """Parse one expression; ValueError says in one sentence what is wrong and shows a right form."""
    if text[:3] == "[.." and text[-1] == "]":
        return Date(text, None, _member(text, text[3:-1]).latest, "interval")
    if text[:1] == "[" and text[-3:] == "..]":
        return Date(text, _member(text, text[1:-3]).earliest, None, "interval")
    if text.count("/") == 1 and not text.startswith("["):
        return _interval(text, *text.split("/"))
    return _single(text)


def bounds(text: str) -> tuple[str | None, str | None]:
    """Return the first and the last day that `text` can mean."""
    date = parse(text)
    return date.earliest, date.latest


def overlaps(a: Date, b: Date) -> bool:
    """Whether some day can belong to both."""
    return (a.earliest or "") <= (b.latest or _END_OF_TIME) and (b.earliest or "") <= (a.latest or _END_OF_TIME)


def order(date: Date) -> tuple[str, str, str]:
    """Return a sort key: by first day, then by last day, then as written (so a day comes before a time on it).

    An interval without a beginning sorts before everything. "Some day on or before D" sorts at D, before what is
    known to begin on D.
    """
    if date.text.startswith("[.."):
        return date.latest or "", "", date.text
    return date.earliest or "", date.latest or _END_OF_TIME, date.text


def year(day: str) -> float:
    """Convert a day to years: 2003-07-02 is 2003.5, exact to the day in leap years too."""
    months = [0, *(days_in_month(int(day[:4]), month) for month in range(1, 13))]
    return int(day[:4]) + (sum(months[: int(day[5:7])]) + int(day[8:10]) - 1) / sum(months)


def worded(text: str, lang: str) -> str:
    """Return the expression in words; `lang` is zh (2023年11月1日或更早) or en (on or before 1 November 2023)."""
    date = parse(text)
    chinese = lang == "zh"
    if text.startswith("["):
        return _worded_set(text.strip("[.]"), text.startswith("[.."), chinese)
    if date.precision != "interval":
        return _worded_date(text, chinese)
    start, end = text.split("/")
    if start == "..":
        return f"{_worded_date(end, True)}及以前" if chinese else f"until {_worded_date(end, False)}"
    if end == "..":
        return f"{_worded_date(start, True)}起" if chinese else f"from {_worded_date(start, False)}"
    return ("至" if chinese else " to ").join(_worded_date(side, chinese) for side in (start, end))


def _single(text: str) -> Date:
    """Parse a date that is neither interval nor set."""
    found = re.fullmatch(_DATE, text)
    if not found:
        raise ValueError(_refusal(text))
    year, part, day, time, mark = found.group("year", "part", "day", "time", "mark")
    if part is None:
        precision = ("year", "decade", "century")[year.count("X")]
        return Date(text, f"{year.replace('X', '0')}-01-01", f"{year.replace('X', '9')}-12-31", precision)
    if "X" in year or not (part in _GROUPS or part == "XX" or 1 <= int(part) <= 12):
        raise ValueError(f"{text!r} has no such part of the year: write a month as in 2003-10")
    if part in _GROUPS or part == "XX":
        return _part_of_year(text, year, part, excess=day or (mark if part in _GROUPS else None))
    return _month_or_day(text, day, time and mark)


def _part_of_year(text: str, year: str, part: str, excess: str | None) -> Date:
    """Parse a season, quarter or half, or the unspecified month XX; `excess` is what may not follow it."""
    if excess:
        raise ValueError(f"{text!r} says more than a part of a year can: write {year}-{part}")
    if part == "XX":
        return Date(text, f"{year}-01-01", f"{year}-12-31", "month")
    first, last, precision = _GROUPS[part][:3]
    ends_in = int(year) + (last < first)
    latest = f"{ends_in:04}-{last:02}-{days_in_month(ends_in, last)}" if ends_in <= 9999 else "9999-12-31"
    return Date(text, f"{year}-{first:02}-01", latest, precision)


def _month_or_day(text: str, day: str | None, marked_time: str | None) -> Date:
    """Parse a month, a day, or a time on a day, which takes no qualifier."""
    month = text[:7]
    last = days_in_month(int(month[:4]), int(month[5:]))
    if day is None:
        return Date(text, f"{month}-01", f"{month}-{last}", "month")
    if not 1 <= int(day) <= last:
        raise ValueError(f"{text!r} is not in the calendar, that month has {last} days: write {month}-{last}")
    if marked_time:
        raise ValueError(f"{text!r} qualifies a time of day: write {month}-{day}{marked_time} or leave the sign out")
    return Date(text, text[:10], text[:10], "minute" if "T" in text else "day")


def _member(text: str, inner: str) -> Date:
    """Parse the date inside a set: a plain year, month or day."""
    date = _single(inner)
    if date.precision not in ("year", "month", "day") or not re.fullmatch("[0-9-]+", inner):
        raise ValueError(f"{text!r} must hold a plain year, month or day: write [..2023-11-01]")
    return date


def _interval(text: str, start: str, end: str) -> Date:
    """Parse an interval, open on at most one side; it may not end before it begins."""
    if start == end == "..":
        raise ValueError(f"{text!r} has neither beginning nor end: write 2003/.. or ../2022")
    first, last = (None if side == ".." else _side(text, side) for side in (start, end))
    if first and last and (first.earliest or "") > (last.latest or ""):
        raise ValueError(f"{text!r} ends before it begins: write {end}/{start}")
    return Date(text, first and first.earliest, last and last.latest, "interval")


def _side(text: str, side: str) -> Date:
    """Parse one end of an interval: EDTF allows neither a time of day nor a quarter nor a half there."""
    if not side:
        raise ValueError(f"{text!r} lacks an end: write 2003/2022, or .. for an open end as in 2003/..")
    date = _single(side)
    if date.precision in ("minute", "quarter", "half") or "-XX" in side:
        raise ValueError(f"{text!r} must run from date to date: write days, months or years as in 2003-10/2023-11-01")
    return date


def days_in_month(year: int, month: int) -> int:
    """Return the length of a month in the Gregorian calendar, also before its adoption."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 + (month + month // 8) % 2


def _worded_set(member: str, before: bool, chinese: bool) -> str:
    """Return "some day on one side of `member`" in words."""
    if chinese:
        return _chinese(member) + ("或更早" if before else "或更晚")
    return f"{'on' if len(member) == 10 else 'in'} or {'before' if before else 'after'} {_english(member)}"


def _worded_date(text: str, chinese: bool) -> str:
    """Return a single date in words, with its qualifier."""
    mark = text[-1] if text[-1] in "?~%" else ""
    words = (_chinese if chinese else _english)(text.rstrip("?~%"))
    about = ("约" if chinese else "about ") if mark and mark in "~%" else ""
    return about + words + (("（存疑）" if chinese else " (uncertain)") if mark and mark in "?%" else "")


def _chinese(text: str) -> str:
    """Return an unqualified date in Chinese, as newspapers write it."""
    year, part, day, time, zone = _parts(text)
    if "X" in year:
        return f"{year[:3]}0年代" if year[2] != "X" else f"{int(year[:2]) + 1}世纪"
    if part in _GROUPS:
        return f"{year}年{_GROUPS[part][3]}"
    month = {"": "", "XX": "某月"}.get(part) or (f"{int(part)}月" if part else "")
    clock = time if ":" in time else time and f"{int(time)}时"
    return f"{year}年{month}{f'{int(day)}日' if day else ''}{clock}{zone and f'（{zone}）'}"


def _english(text: str) -> str:
    """Return an unqualified date in English, the day before the month."""
    year, part, day, time, zone = _parts(text)
    if "X" in year:
        return f"the {year[:3]}0s" if year[2] != "X" else _ordinal(int(year[:2]) + 1)
    if part in _GROUPS:
        return f"{_GROUPS[part][4]} {year}"
    month = "some month of" if part == "XX" else _MONTHS[int(part) - 1] if part else ""
    clock = time if ":" in time else time and f"{time}h"
    shown = " ".join(word for word in (day.lstrip("0"), month, year) if word)
    return shown + (f", {clock}" if clock else "") + (zone and f" {zone}")


def _parts(text: str) -> tuple[str, str, str, str, str]:
    """Return year, part, day, time and zone of a date; empty where it has none."""
    found = re.fullmatch(_DATE, text)
    named = found.groupdict("") if found else {}
    zone = "UTC" if named["zone"] == "Z" else named["zone"]
    return named["year"], named["part"], named["day"], named["time"], zone


def _ordinal(century: int) -> str:
    """Return the English name of a century, counted from 1."""
    ending = "th" if century % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(century % 10, "th")
    return f"{century}{ending} century"


def _refusal(text: str) -> str:
    """Return the error for text that is not EDTF, with its likely repair."""
    import unicodedata  # only on the way to an error

    if not text.strip():
        return f"a date is missing: write {_FORMS}"
    plain = unicodedata.normalize("NFKC", text)
    numbers = re.fullmatch(r"([0-9]{4})[^0-9]+([0-9]{1,2})(?:[^0-9]+([0-9]{1,2}))?[^0-9]*", plain)
    meant = "-".join(n.zfill(2) for n in numbers.groups() if n) if numbers else re.sub(r"[\s_年]", "", plain)
    with suppress(ValueError):
        if re.fullmatch(_DATE, meant) and _single(meant):
            return f"{text!r} is not a date: write {meant}"
    return f"{text!r} is not a date: write {_FORMS}"
