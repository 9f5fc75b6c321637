"""Dates of the calendar in Chinese text: a year, a part of it, a month or a day, with its year or without."""

import re
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dongbei_cli.readings import Grammar, edtf
from dongbei_cli.readings.units import VALUES, span

GRAMMAR = Grammar(Path(__file__).with_name("dates.txt"))
# Full-width digits, dashes, and the look-alikes of colon, tilde, zero, point, slash, space, brackets and quote.
_FOLDED = str.maketrans(
    "０１２３４５６７８９：∶～〜\u223c\u3007○\uff2f\uff0e\uff0f\u3000\u00a0（）\uff02", '0123456789::~~~零零零./  ()"'
) | dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFF0D], "-")
_PARAGRAPH, _TWO_PARAGRAPHS = "\n", r"\n[^\n]*\S[^\n]*\n"
_LISTED = ("、", "和", "与", "及", "以及")
_PARTS = {"上": "40", "下": "41", "春": "21", "夏": "22", "秋": "23", "冬": "24", "某月": "XX"}
_TENS = {"上": ("01", "10"), "中": ("11", "20"), "下": ("21", "")}
_YEARS_FROM_NOW = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "大前年": -3, "明年": 1, "后年": 2}
_YEARS_FROM_CONTEXT = {"同年": 0, "当年": 0, "全年": 0, "次年": 1, "翌年": 1}
STEPS = {"上上": -2, "上": -1, "下": 1, "下下": 2}


class DateReading(NamedTuple):
    """One date in a text. certain: the words allow no other reading. relative: the publication date was needed.

    rough: they allow no other, but name only the beginning or the end of it (2023年末 is read as 2023).
    """

    start: int
    end: int
    text: str
    edtf: str
    certain: bool
    relative: bool
    rough: bool = False


class Found(NamedTuple):
    """What a rule read up to `end`; no date when `edtf` is empty. bare: no year is written."""

    end: int
    edtf: str
    certain: bool = True
    relative: bool = False
    bare: bool = False
    rough: bool = False


class Scan:
    """A text with plain signs, the day of publication, and the dates found so far."""

    def __init__(self, text: str, published: str) -> None:
        """Fix the day of publication, make the signs plain, and blank addresses and other calendars in place."""
        if edtf.parse(published).precision not in ("day", "minute"):
            raise ValueError(f"{published!r} does not name the day of publication: write it as in 2023-11-01")
        no_dates = re.compile(rf"https?://[^\s)]+|{GRAMMAR.sources['OTHER_CALENDARS']}")
        self.text = no_dates.sub(lambda match: "\0" * len(match[0]), text.translate(_FOLDED))
        self.today = date.fromisoformat(published[:10])
        self.found: list[DateReading] = []

    def match(self, name: str, at: int) -> re.Match[str] | None:
        """Match an expression of the grammar at a place."""
        return GRAMMAR[name].compiled.match(self.text, at)

    def previous(self, at: int, until: str = "[。！!?;；？\n]") -> DateReading | None:
        """Return the last reading with a year before a place, in its sentence or after the last match of `until`."""
        for reading in reversed(self.found):
            if re.search(until, self.text[reading.end : at]):
                return None
            if reading.edtf[:4].isdigit():
                return reading
        return None

    def is_in_this_year(self) -> bool:
        """Whether the last year that the text so far writes, or calls 今年, is that of the publication, or none is."""
        for reading in reversed(self.found):
            first, last = reading.edtf[:4], last_of(reading.edtf)[:4]
            if reading.text.startswith("今年") or (reading.text.startswith("本年") and reading.certain):
                return True
            if first == last and first.isdigit() and not (reading.relative or self.match("COMPARED", reading.end)):
                return int(first) == self.today.year
        return True


def number(numeral: str) -> int:
    """Return a small number; of two neighbouring digits (三五) the larger one. ValueError for no numeral."""
    low, high = span(numeral)
    return int(high or low)


def shifted(day: date, size: int, unit: str) -> str:
    """Return the year, month or day that is `size` of the unit away from a day."""
    if unit == "年":
        return f"{day.year + size:04}"
    if unit == "天" or unit.endswith(("周", "星期")):
        days = day.toordinal() + size * (1 if unit == "天" else 7)
        return date.fromordinal(min(max(days, 1), date.max.toordinal())).isoformat()
    months = day.year * 12 + day.month - 1 + size * (3 if unit.endswith("季度") else 1)
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _clock(found: re.Match[str]) -> str:
    """Return the time of day as EDTF appends it to a day; empty for none, and for 24时."""
    zone = (found["zone"] or "").replace("UTC", "Z")
    hour, _, rest = (found["clock"] or found["hour"] or "24").partition(":")
    if int(hour) > 23:
        return ""
    afternoon = int(hour) < 12 and found["noon"] in ("下午", "傍晚", "晚上", "晚间", "晚")
    minute = "30" if found["thirty"] else rest or (found["minute"] and found["minute"].zfill(2))
    return f"T{int(hour) + 12 * afternoon:02}" + (f":{minute}" if minute else "") + zone


def last_of(text: str) -> str:
    """Return the date itself, or the later end of an interval that has begun."""
    return text.removesuffix("/..").split("/")[-1]


def calendar(scan: Scan, at: int, left: Found | None) -> Found | None:
    """Read 2023-11-01, a year, a part of it, a month or a day; after a `left` date it shares what that has written."""
    if iso := scan.match("ISO", at):
        return Found(iso.end(), f"{iso[1]}-{int(iso[3]):02}-{int(iso[4]):02}{_clock(iso)}")
    if year := scan.match("YEAR", at):
        return _in_year(scan, year, left)
    before, part = scan.text[at - 1 : at], scan.match("PART", at)
    alone = part and not part["season"] and not part["some"] and part[0][0] not in " 的"
    if part and alone and before not in [*"0123456789.第均", *GRAMMAR.sources["HAN"]]:
        return _in_some_year(scan, part, left)
    edge = scan.match("BARE_EDGE", at)
    if edge and not (edge["month"] and before in ("个", "数", "每")):
        return Found(edge.end(), scan.today.isoformat()[: 7 if edge["month"] else 4], certain=False, relative=True)
    return _day_alone(scan, at, left)


def _in_year(scan: Scan, year: re.Match[str], left: Found | None) -> Found | None:
    """Read a date whose year is written, in figures or as a word such as 去年."""
    part = scan.match("PART", year.end())
    part = None if part and (part["named"] or part["this_quarter"]) else part
    edge = None if part else scan.match("YEAR_EDGE", year.end())
    end = (part or edge or year).end()
    rough = bool(edge or (part and _has_edge(part)))
    if year["two"]:
        meant = scan.today.year // 100 * 100 + int(year["two"].translate(VALUES))
        return Found(end, _dated(part, meant - 100 * (meant > scan.today.year + 10)), certain=False, relative=True)
    written = (int(year["four"].translate(VALUES)), True, False) if year["four"] else None
    made = written or _year_from_word(scan, year, left)
    if not made:
        return Found(end, "")
    sure = made[1] and not (year["fiscal"] or scan.text.startswith(("同期", "同月"), end))
    return Found(end, _dated(part, made[0]), sure and not rough, made[2], rough=sure and rough)


def _year_from_word(scan: Scan, year: re.Match[str], left: Found | None) -> tuple[int, bool, bool] | None:
    """Return the year that a word means, whether it is certain (上年 is not before April), and counts from today."""
    word, this_year = year["word"], scan.today.year
    context: Found | DateReading | None = left or scan.previous(year.start(), _PARAGRAPH)
    if not context and word not in _YEARS_FROM_CONTEXT:  # 上年, after a paragraph that is about last year
        far = scan.previous(year.start(), "(?!)")
        context = far if far and last_of(far.edtf).startswith(f"{this_year - 1}") else None
    last = last_of(context.edtf)[:4] if context else ""
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
    if part["quarter"]:
        return f"{year:04}-{32 + number(part['quarter'].replace('首', '一').lstrip('第'))}"
    return f"{year:04}-{_PARTS[part['half'] or part['season'] or part['some']]}"


def _day_of(part: re.Match[str], month: str) -> str:
    """Return a month, the ten days of it, or the day and time that are written with it."""
    if part["ten"]:
        first, last = _TENS[part["ten"]]
        return f"{month}-{first}/{month}-{last or monthrange(int(month[:4]), int(month[5:]))[1]}"
    return f"{month}-{number(part['day']):02}{_clock(part)}" if part["day"] else month


def _in_some_year(scan: Scan, part: re.Match[str], left: Found | None) -> Found | None:
    """Read a date whose year is not written."""
    if part["named"]:
        return _named_month(scan, part)
    if part["this_quarter"]:  # after another date it may count from that
        month = shifted(scan.today, 3 * STEPS.get(part[0][0], 0), "月")
        clear = not scan.previous(part.start(), _PARAGRAPH)
        return Found(part.end(), f"{month[:4]}-{33 + (int(month[5:]) - 1) // 3}", clear, relative=True)
    sharp = not _has_edge(part)
    if left and not left.bare and left.edtf[:4].isdigit():
        year = int(left.edtf[:4])
        same = _dated(part, year)
        later = same[:7] < left.edtf[:7]
        certain = sharp and left.certain and not later
        return Found(part.end(), _dated(part, year + 1) if later else same, certain, left.relative)
    year, certain, relative = _year_meant(scan, part)
    first_of_list = not part["day"] and part[0][-1] not in "月份" and scan.text.startswith(("、", "和"), part.end())
    after_year = scan.text[max(0, part.start() - 1) : part.start()] in ("年", "\0")  # 那年9月, 光绪二十年3月
    certain = certain and bool(part["month"]) and not (first_of_list or after_year)
    return Found(part.end(), _dated(part, year), certain and sharp, relative, bare=True, rough=certain and not sharp)


def _named_month(scan: Scan, part: re.Match[str]) -> Found | None:
    """Read 本月, 上月 from the publication, uncertainly after another month; 当月, 同月 from the date before them."""
    name, today = part["named"], scan.today.isoformat()[:7]
    context = scan.previous(part.start(), _PARAGRAPH)
    told = context.edtf[:7] if context and re.match("[0-9]{4}-(0|1[0-2])", context.edtf) else ""
    if name in ("当月", "同月"):
        relative = bool(context and context.relative)
        return Found(part.end(), _day_of(part, told) if told else "", certain=False, relative=relative)
    month = shifted(scan.today, STEPS.get(name[: name.rindex("月")].rstrip("个"), 0), "月")
    return Found(part.end(), _day_of(part, month), told in ("", today) and not _has_edge(part), relative=True)


def _year_meant(scan: Scan, part: re.Match[str]) -> tuple[int, bool, bool]:
    """Return the year of a bare month or day, whether it is certain, and whether the publication decided it.

    A year named before it goes on, uncertainly, in its sentence, and after a month or day in its paragraph; a list
    keeps it for certain. Otherwise the publication decides, uncertainly where the text was last in another year.
    """
    context = scan.previous(part.start())
    if context and context.edtf[4:5] == "-" and scan.text[context.end : part.start()] in _LISTED:
        return int(last_of(context.edtf)[:4]), context.certain, context.relative
    year, certain = _year_by_publication(scan, part)
    certain = certain and scan.is_in_this_year()
    near = scan.previous(part.start(), _PARAGRAPH)
    far = near or scan.previous(part.start(), _TWO_PARAGRAPHS)
    if not far or (far is not near and far.relative) or scan.match("COMPARED", far.end):
        return year, certain, True
    told = last_of(far.edtf)[:4]
    if told == f"{scan.today.year}" or not told.isdigit():
        return year, certain, True
    carries = int(told) < scan.today.year and ("/" not in far.edtf or far.edtf[4:5] == "-")
    if carries and (context or (near and far.edtf[4:5] == "-")):
        return int(told), False, far.relative
    return year, False, True


def _year_by_publication(scan: Scan, part: re.Match[str]) -> tuple[int, bool]:
    """Return the latest year that does not pass the publication, or the next after 将于, and whether it is certain."""
    year, month, today = scan.today.year, number(part["month"] or "1"), scan.today.isoformat()
    dated = _dated(part, year)
    start = dated[:10] if part["month"] else edtf.bounds(dated)[1 if "/" in dated else 0] or ""
    ahead, gone = start > today[: len(start)], start < today[: len(start)]
    clause = re.split("[,，。;；!?！？\n]", scan.text[max(0, part.start() - 60) : part.start()])[-1]
    if GRAMMAR["SOON"].search(clause):
        return year + gone, not gone or month + 12 - scan.today.month <= 8
    if GRAMMAR["AHEAD"].search(clause) or (ahead and scan.match("TO_COME", part.end())):
        return year + gone, False
    if start[5:] == "02-29":
        return next(y for y in range(year - ahead, 0, -1) if monthrange(y, 2)[1] == 29), False
    return year - ahead, not ahead or scan.today.month + 12 - month <= 6


def _day_alone(scan: Scan, at: int, left: Found | None) -> Found | None:
    """Read 27日: of the month read before it, else the latest up to the publication; certain in a list or span."""
    found = scan.match("BARE_DAY", at)
    if not found:
        return None
    day = f"{number(found['day']):02}{_clock(found)}"
    context = left or scan.previous(at)
    if context and re.match("[0-9]{4}-(0[1-9]|1[0-2])", context.edtf):
        listed = context is left or scan.text[scan.found[-1].end : at] in _LISTED
        month = last_of(context.edtf)[:7]
        return Found(found.end(), f"{month}-{day}", context.certain and listed, context.relative)
    if left or not found["day"].isdigit():
        return None
    month = shifted(scan.today, -(int(found["day"]) > scan.today.day), "月")
    return Found(found.end(), f"{month}-{day}", certain=False, relative=True)
