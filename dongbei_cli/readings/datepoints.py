"""Single dates of Chinese text: a year, part of a year, a month, a day or an era, with or without its year.

`dates` joins them into spans and reads what counts from the publication.
"""

import re
from datetime import date
from typing import NamedTuple

from dongbei_cli.readings import datepatterns as forms
from dongbei_cli.readings import edtf
from dongbei_cli.readings.datepatterns import pattern


class DateReading(NamedTuple):
    """One date found in a text: its place, its words, and what they mean.

    certain: the words allow no other reading. relative: the publication date was needed.
    """

    start: int
    end: int
    text: str
    edtf: str
    certain: bool
    relative: bool


class Found(NamedTuple):
    """What a rule read up to `end`; no date when `edtf` is empty. bare: no year is written."""

    end: int
    edtf: str
    certain: bool = True
    relative: bool = False
    bare: bool = False


class Scan:
    """A text with plain signs, the day of publication, and the dates found so far."""

    def __init__(self, text: str, published: str) -> None:
        """Fold the text and fix the day of publication."""
        if edtf.parse(published).precision not in ("day", "minute"):
            raise ValueError(f"{published!r} does not name the day of publication: write it as in 2023-11-01")
        self.original = text
        self.text = forms.folded(text)
        self.today = date(int(published[:4]), int(published[5:7]), int(published[8:10]))
        self.found: list[DateReading] = []

    def previous(self, at: int, until: str = "[。!?;！？；\n]") -> DateReading | None:
        """Return the last reading with a year before a place, in its sentence or after the last match of `until`."""
        for reading in reversed(self.found):
            if re.search(until, self.text[reading.end : at]):
                return None
            if reading.edtf[:4].isdigit():
                return reading
        return None


_PARAGRAPH, _TWO_PARAGRAPHS = "\n", r"\n[^\n]*\S[^\n]*\n"
_LISTED = ("、", "和", "与", "及", "以及")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
STEPS = {"上上": -2, "上": -1, "下": 1, "下下": 2}
_YEARS_FROM_NOW = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "大前年": -3, "明年": 1, "后年": 2}
_YEARS_FROM_CONTEXT = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1}
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_TENS = {"上": ("01", "10"), "中": ("11", "20"), "下": ("21", "")}


def number(numeral: str) -> int:
    """Return a small number; of two neighbouring digits (三五) the larger one."""
    if numeral.isdigit():
        return int(numeral)
    total = digit = 0
    for character in numeral:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def is_edtf(text: str) -> bool:
    """Whether a reading is a possible date: 2月30日 is not."""
    try:
        edtf.parse(text)
    except ValueError:
        return False
    return True


def shifted(day: date, size: int, unit: str) -> str:
    """Return the year, month or day that is `size` of the unit away from a day."""
    if unit == "年":
        return f"{day.year + size:04}"
    if unit == "天" or unit.endswith(("周", "星期")):
        days = day.toordinal() + size * (1 if unit == "天" else 7)
        return date.fromordinal(min(max(days, 1), date.max.toordinal())).isoformat()
    months = day.year * 12 + day.month - 1 + size * (3 if unit.endswith("季度") else 1)
    return f"{months // 12:04}-{months % 12 + 1:02}"


def point(scan: Scan, at: int, left: Found | None = None) -> Found | None:
    """Read one date with 约, 左右, 前后 or （存疑） about it; after a `left` one it shares what that has written."""
    about = pattern("(?<![签合节契纽违条预公邀])大?约 ?").match(scan.text, at)
    begin = about.end() if about else at
    core = _iso(scan, begin) or _era(scan, begin) or _calendar(scan, begin, left)
    if not core:
        return None
    around = pattern("(?P<about>左右|前后)?(?P<doubt>\\(存疑\\))?").match(scan.text, core.end)
    loose, doubt = bool(about or (around and around["about"])), bool(around and around["doubt"])
    if not (loose or doubt) or not is_edtf(core.edtf + "~"):
        return core
    mark = "%" if loose and doubt else "~" if loose else "?"
    return core._replace(end=around.end() if around else core.end, edtf=core.edtf + mark)


def _iso(scan: Scan, at: int) -> Found | None:
    """Read 2023-11-01, 2023.11.01 or 2023/11/01, with or without a time."""
    found = pattern(forms.ISO).match(scan.text, at)
    if not found:
        return None
    return Found(found.end(), f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}{_clock(found)}")


def _clock(found: re.Match[str]) -> str:
    """Return the time of day as EDTF appends it to a day; empty for none, and for 24时."""
    zone = (found["zone"] or "").replace("UTC", "Z")
    hour, _, rest = (found["clock"] or found["hour"] or "24").partition(":")
    if int(hour) > 23:
        return ""
    afternoon = int(hour) < 12 and found["noon"] in ("下午", "傍晚", "晚上", "晚间", "晚")
    minute = "30" if found["thirty"] else rest or (found["minute"] and found["minute"].zfill(2))
    return f"T{int(hour) + 12 * afternoon:02}" + (f":{minute}" if minute else "") + zone


def _era(scan: Scan, at: int) -> Found | None:
    """Read decades and centuries; uncertain without a number (90年代, 世纪之交) and for a part (世纪初)."""
    found = pattern(forms.ERA).match(scan.text, at)
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


def _calendar(scan: Scan, at: int, left: Found | None) -> Found | None:
    """Read a year, a part of it, a month or a day."""
    year = pattern(forms.YEAR).match(scan.text, at)
    if year:
        return _in_year(scan, year, left)
    part = pattern(forms.PART).match(scan.text, at)
    before = scan.text[at - 1 : at]
    alone = part and not part["season"] and not part["some"] and part[0][0] not in " 的"
    if part and alone and before not in [*"0123456789.第", *forms.HAN]:
        return _in_some_year(scan, part, left)
    edge = pattern(forms.BARE_EDGE).match(scan.text, at)
    if edge and not (edge["month"] and before in ("个", "数", "每")):
        day = scan.today.isoformat()
        return Found(edge.end(), day[:7] if edge["month"] else day[:4], certain=False, relative=True)
    return _day_alone(scan, at, left)


def _in_year(scan: Scan, year: re.Match[str], left: Found | None) -> Found | None:
    """Read a date whose year is written, in figures or as a word such as 去年."""
    part = pattern(forms.PART).match(scan.text, year.end())
    part = None if part and (part["named"] or part["this_quarter"]) else part
    edge = None if part else pattern(forms.YEAR_EDGE).match(scan.text, year.end())
    end = (part or edge or year).end()
    sharp = not (edge or scan.text.startswith(("同期", "同月"), end) or (part and _has_edge(part)))
    if year["four"]:
        number = _year_number(year["four"])
        return Found(end, _dated(part, number), sharp)
    if year["two"]:
        number = scan.today.year // 100 * 100 + _year_number(year["two"])
        return Found(end, _dated(part, number - 100 * (number > scan.today.year + 10)), certain=False, relative=True)
    made = _year_from_word(scan, year, left)
    return Found(end, _dated(part, made[0]), sharp and made[1], made[2]) if made else Found(end, "")


def _year_number(digits: str) -> int:
    """Return a year from its digits, in either script."""
    return int("".join(str(_DIGITS.get(digit, digit)) for digit in digits))


def _year_from_word(scan: Scan, year: re.Match[str], left: Found | None) -> tuple[int, bool, bool] | None:
    """Return the year that a word means, whether that is certain, and whether it counts from the publication.

    上年 is the year before the one in question, and until March that may well be last year.
    """
    word, this_year = year["word"], scan.today.year
    context: Found | DateReading | None = left or scan.previous(year.start(), _PARAGRAPH)
    last = _last(context.edtf)[:4] if context else ""
    told = int(last) if last.isdigit() else None
    if word in _YEARS_FROM_NOW:
        drifts = word == "本年" and told not in (None, this_year)
        return this_year + _YEARS_FROM_NOW[word], not drifts, True
    if word not in _YEARS_FROM_CONTEXT:
        clear = word == "上年" and (told == this_year or (told is None and scan.today.month > 3))
        return (this_year if told is None else told) - 1, clear, True
    if not context or told is None:
        return None
    began = context.edtf[:4] if word not in ("次年", "翌年") else last
    certain = context.certain and context is left
    return int(began if began.isdigit() else last) + _YEARS_FROM_CONTEXT[word], certain, context.relative


def _has_edge(part: re.Match[str]) -> bool:
    """Whether it is only the beginning or the end of a month or a quarter: 9月底, 一季度末."""
    return bool(part["edge"] or part["quarter_edge"])


def _dated(part: re.Match[str] | None, year: int) -> str:
    """Return the EDTF of a part of a year, or of the whole."""
    if not part:
        return f"{year:04}"
    if part["months"] or part["quarters"]:
        last = number(part["months"]) if part["months"] else 3 * number(part["quarters"])
        return f"{year:04}-01/{year:04}-{last:02}"
    if part["month"]:
        return _day_of(part, f"{year:04}-{number(part['month']):02}")
    return f"{year:04}-{_group(part)}"


def _group(part: re.Match[str]) -> str:
    """Return the code of a half, a quarter, a season or an unspecified month."""
    if part["half"]:
        return "40" if part["half"] == "上" else "41"
    if part["quarter"]:
        return str(32 + number(part["quarter"].replace("首", "一").lstrip("第")))
    return str(_SEASONS[part["season"]]) if part["season"] else "XX"


def _day_of(part: re.Match[str], month: str) -> str:
    """Return a month, the ten days of it, or the day and time that are written with it."""
    if part["ten"]:
        first, last = _TENS[part["ten"]]
        return f"{month}-{first}/{month}-{last or edtf.days_in_month(int(month[:4]), int(month[5:]))}"
    return f"{month}-{number(part['day']):02}{_clock(part)}" if part["day"] else month


def _in_some_year(scan: Scan, part: re.Match[str], left: Found | None) -> Found | None:
    """Read a date whose year is not written."""
    if part["named"]:
        return _named_month(scan, part)
    if part["this_quarter"]:
        return _named_quarter(scan, part)
    sharp = not _has_edge(part)
    if left and not left.bare and left.edtf[:4].isdigit():
        year = int(left.edtf[:4])
        same = _dated(part, year)
        later = same[:7] < left.edtf[:7]
        certain = sharp and left.certain and not later
        return Found(part.end(), _dated(part, year + 1) if later else same, certain, left.relative)
    year, certain, relative = _year_meant(scan, part)
    first_of_list = (
        not part["day"] and part[0][-1] not in "月份" and scan.text[part.end() : part.end() + 1] in ("、", "和")
    )
    after_year = scan.text[part.start() - 1 : part.start()] == "年"  # 那年9月, 第二年3月
    certain = certain and sharp and bool(part["month"]) and not (first_of_list or after_year)
    return Found(part.end(), _dated(part, year), certain, relative, bare=True)


def _named_month(scan: Scan, part: re.Match[str]) -> Found | None:
    """Read 本月, 上月 and 下月 from the publication, 当月 and 同月 from the date before them.

    After another month, 上月 may count from that one, so it is uncertain.
    """
    name, today = part["named"], scan.today.isoformat()[:7]
    context = scan.previous(part.start(), _PARAGRAPH)
    told = context.edtf[:7] if context and re.match("[0-9]{4}-(0|1[0-2])", context.edtf) else ""
    if name in ("当月", "同月"):
        relative = bool(context and context.relative)
        return Found(part.end(), _day_of(part, told) if told else "", certain=False, relative=relative)
    month = shifted(scan.today, STEPS.get(name[: name.rindex("月")].rstrip("个"), 0), "月")
    return Found(part.end(), _day_of(part, month), told in ("", today) and not _has_edge(part), relative=True)


def _named_quarter(scan: Scan, part: re.Match[str]) -> Found:
    """Read 本季度, 上季度; uncertain after another date, from which they may count."""
    month = shifted(scan.today, 3 * STEPS.get(part["this_quarter"][0], 0), "月")
    clear = not scan.previous(part.start(), _PARAGRAPH)
    return Found(part.end(), f"{month[:4]}-{33 + (int(month[5:]) - 1) // 3}", clear, relative=True)


def _year_meant(scan: Scan, part: re.Match[str]) -> tuple[int, bool, bool]:
    """Return the year of a bare month or day, whether it is certain, and whether the publication decided it.

    A year named before it goes on, uncertainly, in its sentence, and after a month or day in its paragraph; a list
    keeps it for certain. Otherwise the publication decides.
    """
    context = scan.previous(part.start())
    if context and context.edtf[4:5] == "-" and scan.text[context.end : part.start()] in _LISTED:
        return int(_last(context.edtf)[:4]), context.certain, context.relative
    year, certain = _year_by_publication(scan, part)
    near = scan.previous(part.start(), _PARAGRAPH)
    far = near or scan.previous(part.start(), _TWO_PARAGRAPHS)
    if not far or (far is not near and far.relative) or re.match("(?:同期)?相?比", scan.text[far.end :]):
        return year, certain, True
    told = _last(far.edtf)[:4]
    if told == f"{scan.today.year}" or not told.isdigit():
        return year, certain, True
    carries = int(told) < scan.today.year and ("/" not in far.edtf or far.edtf[4:5] == "-")
    if carries and (context or (near and far.edtf[4:5] == "-")):
        return int(told), False, far.relative
    return year, False, True


def _year_by_publication(scan: Scan, part: re.Match[str]) -> tuple[int, bool]:
    """Return the latest year that does not pass the publication, certain within that year or half a year before.

    将于 turns it to the future; so do 确保, 力争 and their like earlier in the clause, uncertainly.
    """
    year, month, today = scan.today.year, number(part["month"] or "1"), scan.today.isoformat()
    dated = _dated(part, year)
    start = dated[:10] if part["month"] else edtf.bounds(dated)[1 if "/" in dated else 0] or ""
    ahead, gone = start > today[: len(start)], start < today[: len(start)]
    clause = re.split("[,，。;；!?！？\n]", scan.text[: part.start()][-60:])[-1]
    if re.search(forms.SOON, clause):
        return year + gone, not gone or month + 12 - scan.today.month <= 8
    if re.search(forms.AHEAD, clause) or (ahead and pattern(forms.TO_COME).match(scan.text, part.end())):
        return year + gone, False
    if start[5:] == "02-29":
        return next(y for y in range(year - ahead, 0, -1) if edtf.days_in_month(y, 2) == 29), False
    return year - ahead, not ahead or scan.today.month + 12 - month <= 6


def _last(text: str) -> str:
    """Return the date itself, or the later end of an interval that has begun."""
    return text.removesuffix("/..").split("/")[-1]


def _day_alone(scan: Scan, at: int, left: Found | None) -> Found | None:
    """Read 27日: of the month read before it, else the latest up to the publication; certain in a list or span."""
    found = pattern(forms.BARE_DAY).match(scan.text, at)
    if not found:
        return None
    day = f"{number(found['day']):02}{_clock(found)}"
    context = left or scan.previous(at)
    if context and re.match("[0-9]{4}-(0[1-9]|1[0-2])", context.edtf):
        listed = context is left or scan.text[scan.found[-1].end : at] in _LISTED
        month = _last(context.edtf)[:7]
        return Found(found.end(), f"{month}-{day}", context.certain and listed, context.relative)
    if left or not found["day"].isdigit():
        return None
    month = shifted(scan.today, -(int(found["day"]) > scan.today.day), "月")
    return Found(found.end(), f"{month}-{day}", certain=False, relative=True)
