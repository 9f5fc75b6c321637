"""Dates in Chinese text, read as EDTF against the day of publication.

Durations (3~5年, 十年间), anniversaries, recurrences (每年9月), the lunar calendar, reigns and web addresses are none.
A wording that leaves room is read in its likeliest sense, with `certain` False.
"""

import re
from contextlib import suppress
from datetime import timedelta

from dongbei_cli.readings import edtf
from dongbei_cli.readings.datepoints import GRAMMAR, STEPS, DateReading, Found, Scan, calendar, number, shifted

__all__ = ["DateReading", "readings"]

_DAYS = {"大前": -3, "前天": -2, "昨": -1, "今": 0, "明": 1, "后天": 2, "大后": 3}


def readings(text: str, published: str) -> list[DateReading]:
    """Return the dates in `text`, from left to right, none overlapping; ValueError when `published` names no day."""
    scan, at = Scan(text, published), 0
    while begins := GRAMMAR["BEGINS"].search(scan.text, at):
        at = begins.start()
        read = _first_read(scan, at)
        if read and is_edtf(read.edtf):
            last = scan.text[read.end - 1]
            unread = last in "年月" and scan.match("UNREAD", read.end)
            unread = unread or (last in "月日" and scan.match("NAMED", read.end))
            words, certain = text[at : read.end], read.certain and not unread
            rough = read.rough and not unread
            scan.found.append(DateReading(at, read.end, words, read.edtf, certain, read.relative, rough))
        at = read.end if read else at + 1
    return scan.found


def _first_read(scan: Scan, at: int) -> Found | None:
    """Return what the first fitting rule reads at a place."""
    for rule in _RULES:
        with suppress(ValueError):  # 一三年前: no numeral
            if (match := scan.match(rule.__name__[1:].upper(), at)) and (found := rule(scan, match)):
                return found
    return None


def _plan(scan: Scan, found: re.Match[str]) -> Found | None:
    """Read a five-year plan; one that may be its document, or another word in quotes, is uncertain."""
    ordinal, noun = number(found["plan"]), found["noun"]
    quoted = bool(found["opens"] and found["closes"])
    counted = scan.text[found.end() : found.end() + 1] in [*"0123456789个年月日天名人岁项家次分折点万亿倍"]
    if not (quoted or (not found["opens"] and (noun or (ordinal > 10 and not counted)))):
        return None
    span = {1: "1953/1957", 2: "1958/1962"}.get(ordinal) or f"{1951 + 5 * ordinal}/{1955 + 5 * ordinal}"
    first, last = span.split("/")
    certain = noun in ("时期", "期间", "末", "初") or (noun is None and ordinal > 10)
    return _followed(scan, Found(found.end(), {"末": last, "初": first}.get(noun, span), certain))


def _count(scan: Scan, found: re.Match[str]) -> Found | None:
    """Read what counts from the publication: 二十年来, 近三年, 近30天, 20年前, 未来3~5年. Never certain."""
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


def _near(scan: Scan, found: re.Match[str]) -> Found | None:
    """Read 日前 and the like: some day up to the publication, or from it on before 将; 近年来: up to it."""
    if found["years"]:
        return Found(found.end(), f"../{scan.today}", certain=False, relative=True)
    if found[0] == "此前" and point(scan, found.end()):
        return None
    if scan.match("WILL", found.end()):
        return Found(found.end(), f"[{scan.today}..]", certain=False, relative=True)
    return Found(found.end(), f"[..{scan.today}]", found[0] not in ("最近", "此前", "先前", "早前"), relative=True)


def _day_word(scan: Scan, found: re.Match[str]) -> Found | None:
    """Read 昨日, 今天; the words for today and the days after it also name the age, so they are uncertain."""
    shift = _DAYS.get(found[0][:2]) or _DAYS.get(found[0][0], 0)
    certain = found[0] not in ("今天", "明天", "后天")
    return Found(found.end(), (scan.today + timedelta(shift)).isoformat(), certain, relative=True)


def _week(scan: Scan, found: re.Match[str]) -> Found | None:
    """Read 本周 (Monday to Sunday), 上周三 and 上周末; a bare 周三 is the latest one, and uncertain."""
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


def _bare_years(scan: Scan, found: re.Match[str]) -> Found | None:
    """Read 2016—2020 without 年, which may be something else."""
    if not found[1] < found[2] < f"{scan.today.year + 50}":
        return None
    return Found(found.end(), f"{found[1]}/{found[2]}", certain=found[0].endswith("期间"))


def _span(scan: Scan, found: re.Match[str]) -> Found | None:
    """Read a date, or a span between two."""
    at = found.start()
    left = point(scan, at)
    if not left:
        return None
    between = scan.match("TO", left.end)
    right = between and point(scan, between.end(), left)
    if GRAMMAR["RECURRING"].search(scan.text[max(0, at - 5) : at]):
        return Found((right or left).end, "")
    if right:
        first, last = _side(left.edtf, 0), _side(right.edtf, 1)
        if left.bare and right.bare:  # the left one falls in the year that ends with the right one
            first = f"{int(last[:4]) - (first[4:] > last[4:]):04}{first[4:]}"
        if is_edtf(f"{first}/{last}"):
            end = scan.match("SPAN_END", right.end)
            certain, relative = left.certain and right.certain, left.relative or right.relative
            return Found(end.end() if end else right.end, f"{first}/{last}", certain, relative)
    return _followed(scan, left)


def point(scan: Scan, at: int, left: Found | None = None) -> Found | None:
    """Read one date with 约, 左右, 前后 or （存疑） about it; after a `left` one it shares what that has written."""
    about = scan.match("ABOUT", at)
    begin = about.end() if about else at
    core = _era(scan, begin) or calendar(scan, begin, left)
    if not core:
        return None
    around = scan.match("AROUND", core.end)
    after, doubt = around.groups("") if around else ("", "")
    mark = ("%" if doubt else "~") if about or after else "?"
    if not (about or after or doubt) or not is_edtf(core.edtf + mark):
        return core
    return core._replace(end=core.end + len(after + doubt), edtf=core.edtf + mark)


def _era(scan: Scan, at: int) -> Found | None:
    """Read decades and centuries; uncertain without a number (90年代, 世纪之交) and for a part (世纪初)."""
    found = scan.match("ERA", at)
    if not found:
        return None
    now = scan.today.year // 100
    if found["full"]:
        return Found(found.end(), f"{found['full'][:3]}X", not found["edge"])
    if found["bare"]:
        decade = now * 10 + number(found["bare"]) // 10
        century = f"{decade - 10 * (decade > scan.today.year // 10)}"[:2]
        return Found(found.end(), _decades(century, found["low"], found["bare"]), certain=False, relative=True)
    name = found["century"]
    if not name:
        return Found(found.end(), f"{now}00~" if found["turn"] else f"{now}XX", certain=False, relative=True)
    spoken = name in ("上", "上个", "本", "这个")
    century = f"{now - name.startswith('上') if spoken else number(name) - 1:02}"
    made = _decades(century, found["first"], found["decade"]) if found["decade"] else f"{century}XX"
    return Found(found.end(), made, not (found["edge"] or found["part"]), relative=spoken)


def _decades(century: str, low: str | None, high: str) -> str:
    """Return a decade, or the span of two: 五六十年代."""
    last = f"{century}{number(high) // 10}X"
    return f"{century}{number(low)}X/{last}" if low else last


def _side(text: str, place: int) -> str:
    """Return what an interval may begin (0) or end (1) with: months for quarters and halves, days for times."""
    if re.fullmatch("[0-9X-]+/[0-9X-]+", text):
        return text.split("/")[place]
    if not is_edtf(text) or edtf.parse(text).precision not in ("quarter", "half", "minute"):
        return text
    return (edtf.bounds(text)[place] or "")[: 10 if "T" in text else 7]


def _followed(scan: Scan, date: Found) -> Found:
    """Read what follows a date: 以来, 至今, 起, 前, 后 make it an interval or a set."""
    found = scan.match("AFTER", date.end)
    if not found or not is_edtf(date.edtf):
        return date
    kind, first, last = found.lastgroup or "", _side(date.edtf, 0), _side(date.edtf, 1)
    certain = date.certain and kind not in ("since", "before", "after")
    relative = date.relative or kind in ("since", "now")
    if kind.endswith(("before", "after")):
        made = f"[..{last}]" if kind.endswith("before") else f"[{first}..]"
    elif kind in ("until", "from"):
        made = f"../{last}" if kind == "until" else f"{first}/.."
    else:  # to the publication, as precisely as the date is, or else in days
        begun, today = date.edtf.partition("/")[0], scan.today.isoformat()
        start = edtf.parse(begun)
        end = today[: {"year": 4, "month": 7}.get(start.precision, 10)]
        made = f"{start.earliest}/{today}" if begun == end or len(begun) != len(end) else f"{begun}/{end}"
    return Found(found.end(), made, certain, relative) if is_edtf(made) else date


def is_edtf(text: str) -> bool:
    """Whether a reading is a possible date: 2月30日 is not."""
    with suppress(ValueError):
        return bool(edtf.parse(text))
    return False


_RULES = (_plan, _count, _near, _day_word, _week, _bare_years, _span)
"""What reads a date, each where the line of the grammar of its name matches; the first that fits counts."""
