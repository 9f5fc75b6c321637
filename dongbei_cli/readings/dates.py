"""Dates in Chinese text, read as EDTF against the day of publication.

Read: years, months, days and times in digits or Chinese numerals, spans (2003~2022年之间), parts of a year (上半年,
前三季度), five-year plans (“十四五”时期), decades and centuries, and what counts from the publication (去年12月,
近三年, 日前). A bare 10月27日 takes the year named before it, else it is the latest one up to the publication, or the
next after 将于. Left alone: durations (3~5年, 这十年间), anniversaries, "N years after", recurrences (每年9月), the
lunar calendar, reigns, years before Christ, and web addresses.

A wording that leaves room is read in its likeliest sense, with `certain` False.
"""

import re
from collections.abc import Callable
from datetime import timedelta

from dongbei_cli.readings import datepatterns as forms
from dongbei_cli.readings import edtf
from dongbei_cli.readings.datepatterns import pattern
from dongbei_cli.readings.datepoints import STEPS, DateReading, Found, Scan, is_edtf, number, point, shifted

__all__ = ["DateReading", "readings", "written"]


def readings(text: str, published: str) -> list[DateReading]:
    """Return the dates in `text`, from left to right, none overlapping.

    ValueError when `published` is not a day, or a time on one, in EDTF.
    """
    scan = Scan(text, published)
    at = 0
    while begins := pattern(forms.BEGINS).search(scan.text, at):
        at = _step(scan, begins.start())
    return scan.found


def written(edtf_text: str) -> str:
    """Write a date in Chinese; `readings` reads it back for the years 1000 to 2199."""
    return edtf.worded(edtf_text, "zh")


_DAYS = {"大前": -3, "前天": -2, "昨": -1, "今": 0, "明": 1, "后天": 2, "大后": 3}
_EARLY_PLANS = {1: "1953/1957", 2: "1958/1962"}


def _step(scan: Scan, at: int) -> int:
    """Keep what the first fitting rule reads at a place, and return where to go on."""
    for rule in _RULES:
        read = rule(scan, at)
        if read:
            unread = scan.text[read.end - 1] in "年月" and pattern(forms.UNREAD).match(scan.text, read.end)
            words, certain = scan.original[at : read.end], read.certain and not unread
            reading = DateReading(at, read.end, words, read.edtf, certain, read.relative)
            scan.found += [reading] if is_edtf(read.edtf) else []
            return read.end
    return at + 1


def _plan(scan: Scan, at: int) -> Found | None:
    """Read a five-year plan; one that may be its document, or another word in quotes, is uncertain."""
    found = pattern(forms.PLAN).match(scan.text, at)
    if not found:
        return None
    ordinal, noun = number(found["plan"]), found["noun"]
    quoted = bool(found["opens"] and found["closes"])
    counted = re.match(r"[0-9个年月日天名人岁项家次分折点万亿倍]", scan.text[found.end() :])
    if not (quoted or (not found["opens"] and (noun or (ordinal > 10 and not counted)))):
        return None
    span = _EARLY_PLANS.get(ordinal) or f"{1951 + 5 * ordinal}/{1955 + 5 * ordinal}"
    first, last = span.split("/")
    certain = noun in ("时期", "期间", "末", "初") or (noun is None and ordinal > 10)
    return _followed(scan, Found(found.end(), {"末": last, "初": first}.get(noun, span), certain))


def _count(scan: Scan, at: int) -> Found | None:
    """Read what counts from the publication: 二十年来, 近三年, 近30天, 20年前, 未来3~5年. Never certain."""
    found = pattern(forms.COUNT).match(scan.text, at)
    if not found:
        return None
    lead, tail, unit = found["lead"] or "", found["tail"] or "", found["unit"]
    size = number(found["to"] or found["n"])
    now, then = shifted(scan.today, 0, unit), shifted(scan.today, -size, unit)
    if tail.endswith("前") and lead in ("", "近", "这"):
        made = f"[..{then}]" if found["more"] or found["over"] else then
    elif lead in ("未来", "今后", "此后", "接下来", "往后"):
        made = f"{now}/{shifted(scan.today, size, unit)}"
    elif lead in ("最近", "近", "过去") or tail.endswith("来"):
        made = f"{then}/{now}"
    else:
        return None
    return Found(found.end(), made, certain=False, relative=True)


def _near(scan: Scan, at: int) -> Found | None:
    """Read 日前 and the like: some day up to the publication, or from it on before 将; 近年来: up to it."""
    today = scan.today.isoformat()
    years = pattern(forms.RECENT_YEARS).match(scan.text, at)
    if years:
        return Found(years.end(), f"../{today}", certain=False, relative=True)
    found = pattern(forms.NEAR).match(scan.text, at)
    if not found or (found[0] == "此前" and point(scan, found.end())):
        return None
    if re.match("[内,，]?(?:将|拟|会|有望|计划)", scan.text[found.end() : found.end() + 3]):
        return Found(found.end(), f"[{today}..]", certain=False, relative=True)
    return Found(found.end(), f"[..{today}]", found[0] not in ("最近", "此前", "先前", "早前"), relative=True)


def _day_word(scan: Scan, at: int) -> Found | None:
    """Read 昨日, 今天; the words for today and the days after it also name the age, so they are uncertain."""
    found = pattern(forms.DAY_WORD).match(scan.text, at)
    if not found:
        return None
    shift = _DAYS.get(found[0][:2]) or _DAYS.get(found[0][0], 0)
    certain = found[0] not in ("今天", "明天", "后天")
    return Found(found.end(), (scan.today + timedelta(shift)).isoformat(), certain, relative=True)


def _week(scan: Scan, at: int) -> Found | None:
    """Read 本周 (Monday to Sunday), 上周三 and 上周末; a bare 周三 is the latest one, and uncertain."""
    found = pattern(forms.WEEK).match(scan.text, at)
    if not found:
        return None
    shift = 7 * STEPS.get(found["which"] or found["whole"] or "", 0)
    monday = scan.today - timedelta(scan.today.weekday()) + timedelta(shift)
    if found["whole"]:
        return Found(found.end(), f"{monday}/{monday + timedelta(6)}", relative=True)
    if found["end"]:
        return Found(found.end(), f"{monday + timedelta(5)}/{monday + timedelta(6)}", certain=False, relative=True)
    day = monday + timedelta("一二三四五六日天".index(found["weekday"].replace("天", "日")))
    if not found["which"] and day > scan.today:
        day -= timedelta(7)
    return Found(found.end(), day.isoformat(), bool(found["which"]), relative=True)


def _bare_years(scan: Scan, at: int) -> Found | None:
    """Read 2016—2020 without 年, which may be something else."""
    found = pattern(forms.BARE_YEARS).match(scan.text, at)
    if not found or not found[1] < found[2] < f"{scan.today.year + 50}":
        return None
    return Found(found.end(), f"{found[1]}/{found[2]}", certain=found[0].endswith("期间"))


def _span(scan: Scan, at: int) -> Found | None:
    """Read a date, or a span between two."""
    if pattern(forms.RECURRING).search(scan.text, max(0, at - 5), at) and (once := point(scan, at)):
        return Found(once.end, "")
    left = point(scan, at)
    between = left and pattern(forms.SEP).match(scan.text, left.end)
    if left and between and (right := point(scan, between.end(), left)):
        joined = _joined(left, right)
        if is_edtf(joined):
            end = pattern(forms.SPAN_END).match(scan.text, right.end)
            certain, relative = left.certain and right.certain, left.relative or right.relative
            return Found(end.end() if end else right.end, joined, certain, relative)
    return _followed(scan, left) if left else None


def _joined(left: Found, right: Found) -> str:
    """Return the interval between two dates; a bare left one falls in the year that ends with the right one."""
    first, last = (_side(side.edtf, place) for place, side in enumerate((left, right)))
    if left.bare and right.bare:
        first = f"{int(last[:4]) - (first[4:] > last[4:]):04}{first[4:]}"
    return f"{first}/{last}"


def _side(text: str, place: int) -> str:
    """Return what an interval may begin (0) or end (1) with: months for quarters and halves, days for times."""
    if re.fullmatch("[0-9X-]+/[0-9X-]+", text):
        return text.split("/")[place]
    if not is_edtf(text) or edtf.parse(text).precision not in ("quarter", "half", "minute"):
        return text
    return (edtf.bounds(text)[place] or "")[: 10 if "T" in text else 7]


def _followed(scan: Scan, date: Found) -> Found:
    """Read what follows a date: 以来, 至今, 起, 前, 后 make it an interval or a set."""
    found = pattern(forms.AFTER).match(scan.text, date.end)
    if not found or not is_edtf(date.edtf):
        return date
    kind, first, last = found.lastgroup or "", _side(date.edtf, 0), _side(date.edtf, 1)
    certain = date.certain and kind not in ("since", "before", "after")
    relative = date.relative or kind in ("since", "now")
    made = {
        "until": f"../{last}",
        "from": f"{first}/..",
        "or_before": f"[..{last}]",
        "or_after": f"[{first}..]",
        "before": f"[..{last}]",
        "after": f"[{first}..]",
    }.get(kind) or _to_publication(scan, date.edtf)
    return Found(found.end(), made, certain, relative) if is_edtf(made) else date


def _to_publication(scan: Scan, text: str) -> str:
    """Return the span from a date to the publication, as precisely as the date is, or else in days."""
    first, today = text.partition("/")[0], scan.today.isoformat()
    start = edtf.parse(first)
    end = today[: {"year": 4, "month": 7}.get(start.precision, 10)]
    return f"{start.earliest}/{today}" if first == end or len(first) != len(end) else f"{first}/{end}"


_RULES: tuple[Callable[[Scan, int], Found | None], ...] = (
    _plan,
    _count,
    _near,
    _day_word,
    _week,
    _bare_years,
    _span,
)
