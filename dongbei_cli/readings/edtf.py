"""Dates and intervals in EDTF (ISO 8601-2): their bounds in days, their order, and their wording for people.

Supported: 2003, 2003-10, 2023-10-27, 2023-11-01T13:34 (minutes, seconds and zone optional), 201X, 20XX, 2023-XX, the
seasons 2023-21 to -24, the quarters -33 to -36, the halves -40 and -41, a final ? (uncertain), ~ (approximate) or %
(both) where EDTF has it, the intervals 2003/2022, 2023-11/.. and ../2003, and the sets [..2023-11-01] and [2023..],
which mean one day on that side. One date has one form. Seasons are those of the northern hemisphere: winter ends in
February of the next year. A zone is kept and does not move the day.
"""

import re
from calendar import monthrange
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dongbei_cli.errors import Message
from dongbei_cli.readings import rows

_FORMS = Message("2003, 2003-10, 2023-10-27, 2003/2022 or [..2023-11-01]")

_DATE = (
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<part>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2})(?:T(?P<time>"
    r"(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){0,2})(?P<zone>Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?)?)?)?(?P<mark>[?~%])?"
)
_PARTS = {code: said for code, *said in rows(Path(__file__).with_name("edtf.tsv"))}


class Date(NamedTuple):
    """An expression with the first and last day it can mean, as yyyy-mm-dd; None where it has no bound.

    `precision` is minute (any time of day), day, month, quarter, half, season, year, decade, century, or interval for
    intervals and sets. Compare dates by `order`, not by the tuple.
    """

    text: str
    earliest: str | None
    latest: str | None
    precision: str


def parse(text: str) -> Date:
    """Parse one expression; ValueError says in one sentence what is wrong and shows a right form."""
    before, after = text[:3] == "[.." and text[-1] == "]", text[:1] == "[" and text[-3:] == "..]"
    if before or after:
        inner = text[3:-1] if before else text[1:-3]
        date = _single(inner)
        if date.precision not in ("year", "month", "day") or not re.fullmatch("[0-9-]+", inner):
            raise wrong("{text} must hold a plain year, month or day: write [..2023-11-01]", text)
        return Date(text, None if before else date.earliest, date.latest if before else None, "interval")
    if text.startswith("[") or text.count("/") != 1:
        return _single(text)
    start, end = text.split("/")
    if start == end == "..":
        raise wrong("{text} has neither beginning nor end: write 2003/.. or ../2022", text)
    first, last = (None if side == ".." else _side(text, side) for side in (start, end))
    if first and last and (first.earliest or "") > (last.latest or ""):
        raise wrong("{text} ends before it begins: write {end}/{start}", text, end=end, start=start)
    return Date(text, first and first.earliest, last and last.latest, "interval")


def bounds(text: str) -> tuple[str | None, str | None]:
    """Return the first and the last day that `text` can mean."""
    date = parse(text)
    return date.earliest, date.latest


def order(date: Date) -> tuple[str, str, str]:
    """Return a sort key: by first day, then by last day, then as written (so a day comes before a time on it).

    What has no beginning comes first; "some day on or before D" at D, before what is known to begin on D.
    """
    if date.text.startswith("[.."):
        return date.latest or "", "", date.text
    return date.earliest or "", date.latest or "~", date.text  # ~ sorts after every day


def worded(text: str, lang: str) -> str:
    """Return the expression in words; `lang` is zh (2023年11月1日或更早) or en (on or before 1 November 2023)."""
    parse(text)
    chinese, before = lang == "zh", text.startswith("[..")
    if text.startswith("["):
        member = text.strip("[.]")
        if chinese:
            return _words(member, chinese) + ("或更早" if before else "或更晚")
        return f"{'on' if len(member) == 10 else 'in'} or {'before' if before else 'after'} {_words(member, chinese)}"
    start, _, end = (side if side in ("", "..") else _words(side, chinese) for side in text.partition("/"))
    if start == "..":
        return f"{end}及以前" if chinese else f"until {end}"
    if end == "..":
        return f"{start}起" if chinese else f"from {start}"
    return start + (end and ("至" if chinese else " to ") + end)


def ordinal(digits: str) -> str:
    """Return an English ordinal: 1st, 22nd, 113th."""
    return digits + ("th" if digits[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th"))


def _single(text: str) -> Date:
    """Parse a date that is neither interval nor set."""
    found = re.fullmatch(_DATE, text)
    if not found:
        raise refusal(text)
    year, part, day, time, mark = found.group("year", "part", "day", "time", "mark")
    if part is None:
        precision = ("year", "decade", "century")[year.count("X")]
        return Date(text, f"{year.replace('X', '0')}-01-01", f"{year.replace('X', '9')}-12-31", precision)
    if "X" in year or part not in _PARTS:
        raise wrong("{text} has no such part of the year: write a month as in 2003-10", text)
    if part > "12" and (day or (mark and part != "XX")):
        raise wrong("{text} says more than a part of a year can: write {year}-{part}", text, year=year, part=part)
    (first, last), precision = map(int, _PARTS[part][:2]), _PARTS[part][2]
    ends_in = min(int(year) + (last < first), 9999)
    last = 12 if ends_in == int(year) and last < first else last  # the winter of 9999 ends with it
    days = monthrange(ends_in, last)[1]
    if day is None:
        return Date(text, f"{year}-{first:02}-01", f"{ends_in:04}-{last:02}-{days}", precision)
    if not 1 <= int(day) <= days:
        raise wrong(
            "{text} is not in the calendar, that month has {last} days: write {month}-{last}",
            text, month=text[:7], last=days,
        )  # fmt: skip
    if time and mark:
        raise wrong(
            "{text} qualifies a time of day: write {date}{mark} or leave the sign out", text, date=text[:10], mark=mark
        )
    return Date(text, text[:10], text[:10], "minute" if "T" in text else "day")


def _side(text: str, side: str) -> Date:
    """Parse one end of an interval: EDTF allows neither a time of day nor a quarter nor a half there."""
    if not side:
        raise wrong("{text} lacks an end: write 2003/2022, or .. for an open end as in 2003/..", text)
    date = _single(side)
    if date.precision in ("minute", "quarter", "half") or "-XX" in side:
        raise wrong("{text} must run from date to date: write days, months or years as in 2003-10/2023-11-01", text)
    return date


def _words(text: str, chinese: bool) -> str:
    """Return a single date in words, in English the day before the month, with its qualifier."""
    found = re.fullmatch(_DATE, text)
    year, part, day, time, zone, mark = found.groups("") if found else [""] * 6
    zone = "UTC" if zone == "Z" else zone
    about = ("约" if chinese else "about ") if mark and mark in "~%" else ""
    doubt = ("（存疑）" if chinese else " (uncertain)") if mark and mark in "?%" else ""
    if "X" in year:
        decade, century = year[2] != "X", str(int(year[:2]) + 1)
        if chinese:
            words = f"{year[:3]}0年代" if decade else f"{century}世纪"
        else:
            words = f"the {year[:3]}0s" if decade else f"{ordinal(century)} century"
    elif chinese:
        clock = time if ":" in time else time and f"{int(time)}时"
        words = f"{year}年" + (part and _PARTS[part][3]) + (day and f"{int(day)}日") + clock + (zone and f"（{zone}）")
    else:
        clock = time and (f", {time}" if ":" in time else f", {time}h")
        words = " ".join(filter(None, (day.lstrip("0"), part and _PARTS[part][4], year + clock, zone)))
    return about + words + doubt


def wrong(template: str, text: str, **values: object) -> ValueError:
    """Return the error for a text, with the sentence in a template."""
    return ValueError(Message(template, text=repr(text), **values))


def refusal(text: str) -> ValueError:
    """Return the error for text that is not EDTF, with its likely repair."""
    import unicodedata  # only on the way to an error

    if not text.strip():
        return ValueError(Message("a date is missing: write {forms}", forms=_FORMS))
    plain = unicodedata.normalize("NFKC", text)
    between = "[^0-9A-Za-z]"  # a letter says that it is no month: 2023-W40
    numbers = re.fullmatch(rf"([0-9]{{4}}){between}+([0-9]{{1,2}})(?:{between}+([0-9]{{1,2}}))?{between}*", plain)
    meant = "-".join(n.zfill(2) for n in numbers.groups() if n) if numbers else re.sub(r"[\s_年]", "", plain)
    with suppress(ValueError):
        if re.fullmatch(_DATE, meant) and _single(meant):
            return wrong("{text} is not a date: write {meant}", text, meant=meant)
    return wrong("{text} is not a date: write {forms}", text, forms=_FORMS)
