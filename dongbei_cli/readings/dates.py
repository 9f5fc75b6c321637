"""Dates in Chinese text, read as EDTF against the day of publication.

Read: years, months, days and times in digits or Chinese numerals, spans (2003~2022年之间), parts of a year (上半年,
前三季度), five-year plans (“十四五”时期), decades and centuries, and what counts from the publication (去年12月,
近三年, 日前). A bare 10月27日 is the latest one up to the publication, or the next after 将于. Left alone: durations
(3~5年, 这十年间), anniversaries, "N years after", recurrences (每年9月), the lunar calendar, years of two digits,
and web addresses.

A wording that leaves room is read in its likeliest sense and says so: `certain` is False.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from dongbei_cli.readings import edtf


class DateReading(NamedTuple):
    """One date found in a text: its place, its words, and what they mean.

    `certain` says that the words allow no other reading; `relative` that the publication date was needed.
    """

    start: int
    end: int
    text: str
    edtf: str
    certain: bool
    relative: bool


def readings(text: str, published: str) -> list[DateReading]:
    """The dates in `text`, from left to right, none overlapping another.

    `published` is a day or a time on one, in EDTF; a ValueError says when it is not.
    """
    scan = _Scan(text, published)
    at = 0
    while begins := _pattern(_BEGINS).search(scan.text, at):
        at = scan.step(begins.start())
    return scan.found


def written(edtf_text: str) -> str:
    """The date in Chinese, so that `readings` gives it back: true of the years 1000 to 2199."""
    return edtf.worded(edtf_text, "zh")


class _Found(NamedTuple):
    """What a rule read up to `end`; no date stands there when `edtf` is none. `bare`: no year is written."""

    end: int
    edtf: str
    certain: bool = True
    relative: bool = False
    bare: bool = False


class _Scan:
    """One text on its way through the rules, its digits and dashes folded one to one."""

    def __init__(self, text: str, published: str) -> None:
        """Fold the text and fix the day of publication."""
        if edtf.parse(published).precision not in ("day", "minute"):
            raise ValueError(f"{published!r} does not name the day of publication: write it as in 2023-11-01")
        self.original = text
        self.text = text.translate(_FOLDED)
        self.today = date(int(published[:4]), int(published[5:7]), int(published[8:10]))
        self.found: list[DateReading] = []

    def step(self, at: int) -> int:
        """Keep what the first fitting rule reads at a place; where to go on."""
        for rule in _RULES:
            read = rule(self, at)
            if read:
                words = self.original[at : read.end]
                reading = DateReading(at, read.end, words, read.edtf, read.certain, read.relative)
                self.found += [reading] if _is_edtf(read.edtf) else []
                return read.end
        return at + 1

    def previous(self, at: int, paragraph: bool = False) -> DateReading | None:
        """The last dated reading before a place, in its sentence or else its paragraph."""
        for reading in reversed(self.found):
            if re.search("\n" if paragraph else "[。!?;！？；\n]", self.text[reading.end : at]):
                return None
            if reading.edtf[:4].isdigit():
                return reading
        return None


# Full-width digits, dashes, and the look-alikes of colon, tilde, zero, point, slash, space, brackets and quote.
_FOLDED = (
    {0xFF10 + digit: str(digit) for digit in range(10)}
    | dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFF0D], "-")
    | str.maketrans("：～〜\u223c\u3007○\uff2f\uff0e\uff0f\u3000\u00a0（）\uff02", ':~~~零零零./  ()"')
)
_BEGINS = (
    '[0-9一二两三四五六七八九十百今去前明后上下本大同当次翌这近最过未接往此先早不日昨周星礼首头第年岁月约世“"「『‘h多]'
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_HAN = "零一二两三四五六七八九十百千万"
_SEP = " ?(?:[~-]{1,2}|起?至|到) ?"
_NUM = "(?:[0-9]{1,3}|[一二两三四五六七八九十百]{1,4})"
_MONTHS = "(?:1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九])"
_MONTH = "(?:(?:1[0-2]|0?[1-9])(?![0-9])|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_FOUR = "(?:[12][0-9]{3}|[一二][零一二三四五六七八九]{3})"
_EDGE = "初(?!步|级|始|次|中|期|创|衷)|底|末(?!端)"

_YEAR = (
    rf"(?<![0-9.{_HAN}])(?P<four>{_FOUR}) ?(?:财?年(?!多|的?历史|来[,，。的])度?|(?=(?:{_SEP}|[、和]){_FOUR} ?年))"
    "|(?P<word>今年|大前年|(?<!过)去年|(?<![以之此])前年|(?<![说表证声阐注])明年|(?<![以今之此])后年"
    "|(?<!以)上年|(?<![基成资样日])本年|同年|当年|次年|翌年)(?![轻龄纪级迈代])度?"
)
_CLOCK = (
    r"(?: ?\((?:周|星期)[一二三四五六日天]\))? ?(?:(?P<clock>[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)"
    r"(?:\((?P<zone>UTC|[+-][0-9]{2}(?::[0-9]{2})?)\))?"
    "|(?P<noon>凌晨|清晨|早上|早|上午|中午|下午|傍晚|晚上|晚间|晚)?(?P<hour>[0-2]?[0-9])(?:时|点(?![建意要看关]))"
    "(?:(?P<minute>[0-5]?[0-9])分|(?P<thirty>半))?)"
)
_PART = (
    f"(?: ?的)? ?(?:(?P<half>[上下])半年"
    f"|(?<![此之以日目])(?:前(?P<quarters>[二两三23])个?季度|[前头](?P<months>{_MONTHS})个?月(?![份前后来]))"
    f"|(?P<quarter>第?[一二三四1-4]|首) ?(?:季度[初末]?|(?<=首)季|(?={_SEP}第?[一二三四1-4] ?季度))"
    "|(?P<season>[春夏秋冬])[季天](?!奥|残奥|运动会|达沃斯)|(?P<some>某月)"
    f"|(?:(?P<month>{_MONTH}) ?(?:月份?(?![龄供租薪嫂子亮球牙饼息票期]|革命)|(?={_SEP}{_MONTH} ?月))"
    "|(?P<named>(?<![基成资样])本月|(?<!以)[上下]个?月|这个月|当月|同月))"
    f"(?: ?(?P<day>{_DAY}) ?(?:[日号]|(?={_SEP}{_DAY} ?[日号]))(?:{_CLOCK})?|{_EDGE}|[上中下]旬)?)"
)
_YEAR_EDGE = f"年?(?:{_EDGE}|尾)"
_BARE_EDGE = "(?:年底|年末|年初(?!步|级)|岁末)(?![0-9])|(?P<month>月初(?!步|级)|月底|月末)"
_BARE_DAY = (
    rf"(?<![0-9.])(?P<day>{_DAY})(?:日(?![内均游线元龄后前报夜常益期程子本式用照])(?:{_CLOCK})?|(?={_SEP}{_DAY}日))"
)
_ISO = rf"(?<![0-9/.-])([12][0-9]{{3}})([-./])(1[0-2]|0?[1-9])\2(3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:T?{_CLOCK})?"
_ERA = (
    f"(?<![0-9{_HAN}])(?:(?P<century>[0-9]{{1,2}}|[一二十]{{1,3}}[一二三四五六七八九]?|上个?|本|这个)世纪"
    "(?!经济|海上|金融)(?:(?P<decade>[0-9]0|[一二三四五六七八九]?十)年代|之?初|末|中叶)?"
    f"|(?P<full>[12][0-9]{{2}}0)年代|(?P<bare>[2-9]0|[二三四五六七八九]十)年代|世纪之(?P<turn>交)|世纪(?:之初|初|之?末))"
    "(?:[中末初后]期|初|末)?"
)
_PLAN = (
    f'(?<![第{_HAN}])(?P<opens>[“"「『‘])?(?P<plan>十[一二三四五六七八九]?|[一二三四五六七八九])五(?P<closes>[”"」』’])?'
    "(?P<noun>时期|期间|规划纲要|规划|计划|纲要|末|初)?"
)
_COUNT = (
    "(?P<lead>最近|近|过去|这|未来|今后|此后|接下来|往后)?的? ?"
    f"(?<![第0-9.{_HAN}])(?P<n>{_NUM})(?:{_SEP}(?P<to>{_NUM}))? ?"
    "(?P<more>多|余)?(?P<unit>年|个多?月)(?![期级龄代度薪])(?P<over>多)?"
    "(?P<tail>以来|来(?![自华看说到])|(?:[之以]前|前(?![后期瞻三0-9]))|间|里|内|时间)?"
)
_NEAR = "近日|近期|(?<![目0-9])日前|近来|最近|不久前|前不久|早前|此前|先前|前段时间"
_DAYS = {
    "昨日": -1,
    "昨天": -1,
    "昨晚": -1,
    "今日": 0,
    "今天": 0,
    "今晚": 0,
    "明日": 1,
    "明天": 1,
    "前天": -2,
    "后天": 2,
}
_WEEK = (
    "(?P<which>(?<!以)上|本|这|(?<!以)下)?(?:(?<![每一两三四五六七八九十各])周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![年期])"
    "|(?<![以样])(?P<whole>[上本下])周(?![期年边岁转一二三四五六日天])"
)
_AFTER = (
    "(?P<since>以来)|(?P<now>至今|迄今|到现在|到目前)|(?P<or_before>或更早)"
    "|(?P<or_after>或更晚)"
    "|(?P<until>及[以之]前)|(?P<from>及以后|起(?![草诉步点源家动初伏]))"
    "|(?P<before>[之以]前|前(?=[,，。;；、)的]|实现|完成|建成|达|基本|全面|力争|要|将|出台|$))"
    "|(?P<after>[之以]后|后(?=[,，。;；、)的才就再]|$))"
)
_SPAN_END = f"(?:之间|期间|间)?(?:这{_NUM}年(?:间|里|来|期间)?|的?{_NUM}年间)?"
_YEARS_FROM_NOW = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "大前年": -3, "明年": 1, "后年": 2}
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_EARLY_PLANS = {1: "1953/1957", 2: "1958/1962"}


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Compiled on first use: a lookup that reads no text pays nothing."""
    return re.compile(source)


def _number(numeral: str) -> int:
    """A small number in digits or Chinese; of two digits side by side (三五) the last, which is the larger."""
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


def _is_edtf(text: str) -> bool:
    """Whether a reading is a possible date: 2月30日 is not."""
    try:
        edtf.parse(text)
    except ValueError:
        return False
    return True


def _address(scan: _Scan, at: int) -> _Found | None:
    """A URL, whose path may look like a date."""
    found = _pattern(r"https?://[^\s)]+").match(scan.text, at)
    return _Found(found.end(), "") if found else None


def _plan(scan: _Scan, at: int) -> _Found | None:
    """A five-year plan; what only names its document, or could be another word in quotes, is not certain."""
    found = _pattern(_PLAN).match(scan.text, at)
    if not found:
        return None
    number, noun = _number(found["plan"]), found["noun"]
    quoted = bool(found["opens"] and found["closes"])
    counted = re.match(r"[0-9个年月日天名人岁项家次分折点万亿倍]", scan.text[found.end() :])
    if not (quoted or (not found["opens"] and (noun or (number > 10 and not counted)))):
        return None
    span = _EARLY_PLANS.get(number) or f"{1951 + 5 * number}/{1955 + 5 * number}"
    first, last = span.split("/")
    certain = noun in ("时期", "期间", "末", "初") or (noun is None and number > 10)
    return _followed(scan, _Found(found.end(), {"末": last, "初": first}.get(noun, span), certain))


def _count(scan: _Scan, at: int) -> _Found | None:
    """Years or months from the publication: 二十年来, 近三年, 20年前, 未来3~5年. Never certain: counts are round."""
    found = _pattern(_COUNT).match(scan.text, at)
    if not found:
        return None
    lead, tail, yearly = found["lead"] or "", found["tail"] or "", found["unit"] == "年"
    size = _number(found["to"] or found["n"])
    now, then = scan.today.isoformat()[: 4 if yearly else 7], _shifted(scan.today, -size, yearly)
    if tail.endswith("前") and lead in ("", "近", "这"):
        ago = f"[..{then}]" if found["more"] or found["over"] else then
        return _Found(found.end(), ago, certain=False, relative=True)
    if lead in ("未来", "今后", "此后", "接下来", "往后"):
        return _Found(found.end(), f"{now}/{_shifted(scan.today, size, yearly)}", certain=False, relative=True)
    if lead in ("最近", "近", "过去") or tail.endswith("来"):
        return _Found(found.end(), f"{then}/{now}", certain=False, relative=True)
    return None


def _shifted(day: date, size: int, yearly: bool) -> str:
    """The year, or else the month, so many of them away from a day."""
    if yearly:
        return f"{day.year + size:04}"
    months = day.year * 12 + day.month - 1 + size
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _near(scan: _Scan, at: int) -> _Found | None:
    """日前 and the like: some day up to the publication, or from it on before 将; 近年来: up to it."""
    today = scan.today.isoformat()
    years = _pattern("近(?:些|几)?年来?(?![底初末])|多年来|这些年来?").match(scan.text, at)
    if years:
        return _Found(years.end(), f"../{today}", certain=False, relative=True)
    found = _pattern(_NEAR).match(scan.text, at)
    if not found or (found[0] == "此前" and _point(scan, found.end())):
        return None
    if re.match("[内,，]?(?:将|拟|会|有望|计划)", scan.text[found.end() : found.end() + 3]):
        return _Found(found.end(), f"[{today}..]", certain=False, relative=True)
    return _Found(found.end(), f"[..{today}]", found[0] not in ("最近", "此前", "先前", "早前"), relative=True)


def _day_word(scan: _Scan, at: int) -> _Found | None:
    """昨日, 今天; the words for today and the days after it are also used of the age, so they are not certain."""
    shift = _DAYS.get(scan.text[at : at + 2])
    if shift is None or scan.text[at - 1 : at] in [*"以之此最"] or scan.text.startswith(("头条", "资本"), at + 2):
        return None
    certain = scan.text[at : at + 2] not in ("今天", "明天", "后天")
    return _Found(at + 2, (scan.today + timedelta(shift)).isoformat(), certain, relative=True)


def _week(scan: _Scan, at: int) -> _Found | None:
    """本周, from Monday to Sunday, and 上周三; a bare 周三 is the latest one, which is not certain."""
    found = _pattern(_WEEK).match(scan.text, at)
    if not found:
        return None
    shift = {"上": -7, "下": 7}.get(found["which"] or found["whole"] or "", 0)
    monday = scan.today - timedelta(scan.today.weekday()) + timedelta(shift)
    if found["whole"]:
        return _Found(found.end(), f"{monday}/{monday + timedelta(6)}", relative=True)
    day = monday + timedelta("一二三四五六日天".index(found["weekday"].replace("天", "日")))
    if not found["which"] and day > scan.today:
        day -= timedelta(7)
    return _Found(found.end(), day.isoformat(), bool(found["which"]), relative=True)


def _span(scan: _Scan, at: int) -> _Found | None:
    """A date, or a span between two."""
    if scan.text.endswith(("每年", "历年", "往年", "农历", "每", "每月"), 0, at) and (once := _point(scan, at)):
        return _Found(once.end, "")
    left = _point(scan, at)
    between = left and _pattern(_SEP).match(scan.text, left.end)
    if left and between and (right := _point(scan, between.end(), left)):
        joined = _joined(left, right)
        if _is_edtf(joined):
            end = _pattern(_SPAN_END).match(scan.text, right.end)
            certain, relative = left.certain and right.certain, left.relative or right.relative
            return _Found(end.end() if end else right.end, joined, certain, relative)
    return _followed(scan, left) if left else None


def _joined(left: _Found, right: _Found) -> str:
    """The interval between two dates; a bare left one falls in the year that ends with the right one."""
    first, last = (_side(side.edtf, place) for place, side in enumerate((left, right)))
    if left.bare and right.bare:
        first = f"{int(last[:4]) - (first[4:] > last[4:]):04}{first[4:]}"
    return f"{first}/{last}"


def _side(text: str, place: int) -> str:
    """What may stand in an interval: months for quarters and halves, days for times."""
    if not _is_edtf(text) or edtf.parse(text).precision not in ("quarter", "half", "minute"):
        return text
    return (edtf.bounds(text)[place] or "")[: 10 if "T" in text else 7]


def _followed(scan: _Scan, point: _Found) -> _Found:
    """A date with what follows it: 以来, 至今, 起, 前, 后 and their like make it an interval or a set."""
    found = _pattern(_AFTER).match(scan.text, point.end)
    if not found or not _is_edtf(point.edtf):
        return point
    kind = found.lastgroup or ""
    certain = point.certain and kind not in ("since", "before", "after")
    relative = point.relative or kind in ("since", "now")
    made = {
        "until": f"../{point.edtf}",
        "from": f"{point.edtf}/..",
        "or_before": f"[..{point.edtf}]",
        "or_after": f"[{point.edtf}..]",
        "before": f"[..{_side(point.edtf, 1)}]",
        "after": f"[{_side(point.edtf, 0)}..]",
    }.get(kind) or _to_publication(scan, point.edtf)
    return _Found(found.end(), made, certain, relative) if _is_edtf(made) else point


def _to_publication(scan: _Scan, text: str) -> str:
    """From a date to the publication, as precisely as the date is, or else in days."""
    first, today = text.partition("/")[0], scan.today.isoformat()
    start = edtf.parse(first)
    end = today[: {"year": 4, "month": 7}.get(start.precision, 10)]
    return f"{start.earliest}/{today}" if first == end or len(first) != len(end) else f"{first}/{end}"


def _point(scan: _Scan, at: int, left: _Found | None = None) -> _Found | None:
    """One date with 约, 左右, 前后 or （存疑） about it; after a `left` one it shares what that has written."""
    about = _pattern("(?<![签合节契纽违条预公邀])大?约 ?").match(scan.text, at)
    begin = about.end() if about else at
    core = _iso(scan, begin) or _era(scan, begin) or _calendar(scan, begin, left)
    if not core:
        return None
    around = _pattern("(?P<about>左右|前后)?(?P<doubt>\\(存疑\\))?").match(scan.text, core.end)
    loose, doubt = bool(about or (around and around["about"])), bool(around and around["doubt"])
    if not (loose or doubt) or not _is_edtf(core.edtf + "~"):
        return core
    mark = "%" if loose and doubt else "~" if loose else "?"
    return core._replace(end=around.end() if around else core.end, edtf=core.edtf + mark)


def _iso(scan: _Scan, at: int) -> _Found | None:
    """2023-11-01, 2023.11.01 or 2023/11/01, with or without a time."""
    found = _pattern(_ISO).match(scan.text, at)
    if not found:
        return None
    return _Found(found.end(), f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}{_clock(found)}")


def _clock(found: re.Match[str]) -> str:
    """The time of day, as EDTF appends it to a day; empty where none is read, and for the end of the day, 24时."""
    zone = (found["zone"] or "").replace("UTC", "Z")
    hour, _, rest = (found["clock"] or found["hour"] or "24").partition(":")
    if int(hour) > 23:
        return ""
    afternoon = int(hour) < 12 and found["noon"] in ("下午", "傍晚", "晚上", "晚间", "晚")
    minute = "30" if found["thirty"] else rest or (found["minute"] and found["minute"].zfill(2))
    return f"T{int(hour) + 12 * afternoon:02}" + (f":{minute}" if minute else "") + zone


def _era(scan: _Scan, at: int) -> _Found | None:
    """A decade or a century; not certain without its number, as in 90年代 or 世纪之交, which is about 2000."""
    found = _pattern(_ERA).match(scan.text, at)
    if not found:
        return None
    now = scan.today.year // 100
    if found["full"]:
        return _Found(found.end(), f"{found['full'][:3]}X")
    if found["bare"]:
        decade = now * 10 + _number(found["bare"]) // 10
        return _Found(found.end(), f"{decade - 10 * (decade > scan.today.year // 10)}X", certain=False, relative=True)
    name = found["century"]
    if not name:
        return _Found(found.end(), f"{now}00~" if found["turn"] else f"{now}XX", certain=False, relative=True)
    spoken = name in ("上", "上个", "本", "这个")
    century = now - name.startswith("上") if spoken else _number(name) - 1
    tens = f"{_number(found['decade']) // 10}X" if found["decade"] else "XX"
    return _Found(found.end(), f"{century:02}{tens}", relative=spoken)


def _calendar(scan: _Scan, at: int, left: _Found | None) -> _Found | None:
    """A year, a part of it, a month or a day, in any of the ways to name them."""
    year = _pattern(_YEAR).match(scan.text, at)
    if year:
        return _in_year(scan, year, left)
    part = _pattern(_PART).match(scan.text, at)
    before = scan.text[at - 1 : at]
    if (
        part
        and not part["season"]
        and not part["some"]
        and part[0][0] not in " 的"
        and before not in [*"0123456789.第", *_HAN]
    ):
        return _in_some_year(scan, part, left)
    edge = _pattern(_BARE_EDGE).match(scan.text, at)
    if edge and not (edge["month"] and before in ("个", "数", "每")):
        day = scan.today.isoformat()
        return _Found(edge.end(), day[:7] if edge["month"] else day[:4], certain=False, relative=True)
    return _day_alone(scan, at, left)


def _in_year(scan: _Scan, year: re.Match[str], left: _Found | None) -> _Found | None:
    """A date whose year is written, in figures or as a word such as 去年."""
    part = _pattern(_PART).match(scan.text, year.end())
    part = None if part and part["named"] else part
    edge = None if part else _pattern(_YEAR_EDGE).match(scan.text, year.end())
    end = (part or edge or year).end()
    same_time = scan.text.startswith(("同期", "同月"), end)
    if year["four"]:
        number = int("".join(str(_DIGITS.get(digit, digit)) for digit in year["four"]))
        return _Found(end, _dated(part, number), not same_time)
    shift = _YEARS_FROM_NOW.get(year["word"])
    context = left or scan.previous(year.start(), paragraph=True)
    if shift is not None:
        drifts = year["word"] in ("上年", "本年") and context and context.edtf[:4] != f"{scan.today.year}"
        return _Found(end, _dated(part, scan.today.year + shift), not (same_time or drifts), relative=True)
    if not context or not context.edtf[:4].isdigit():
        return _Found(end, "")
    number = int(context.edtf[:4]) + (year["word"] in ("次年", "翌年"))
    return _Found(end, _dated(part, number), context.certain and context is left, context.relative)


def _dated(part: re.Match[str] | None, year: int) -> str:
    """The EDTF of a part of a year, or of the whole."""
    if not part:
        return f"{year:04}"
    if part["months"] or part["quarters"]:
        last = _number(part["months"]) if part["months"] else 3 * _number(part["quarters"])
        return f"{year:04}-01/{year:04}-{last:02}"
    if part["month"]:
        return _day_of(part, f"{year:04}-{_number(part['month']):02}")
    return f"{year:04}-{_group(part)}"


def _group(part: re.Match[str]) -> str:
    """The code of a half, a quarter, a season or an unspecified month."""
    if part["half"]:
        return "40" if part["half"] == "上" else "41"
    if part["quarter"]:
        return str(32 + _number(part["quarter"].replace("首", "一").lstrip("第")))
    return str(_SEASONS[part["season"]]) if part["season"] else "XX"


def _day_of(part: re.Match[str], month: str) -> str:
    """A month, or the day and time that are written with it."""
    return f"{month}-{_number(part['day']):02}{_clock(part)}" if part["day"] else month


def _in_some_year(scan: _Scan, part: re.Match[str], left: _Found | None) -> _Found | None:
    """A date whose year is not written."""
    if part["named"]:
        return _named_month(scan, part)
    if left and not left.bare and left.edtf[:4].isdigit():
        year = int(left.edtf[:4])
        same = _dated(part, year)
        later = same[:7] < left.edtf[:7]
        return _Found(part.end(), _dated(part, year + 1) if later else same, left.certain and not later, left.relative)
    year, certain, relative = _year_meant(scan, part)
    return _Found(part.end(), _dated(part, year), certain and bool(part["month"]), relative, bare=True)


def _named_month(scan: _Scan, part: re.Match[str]) -> _Found | None:
    """本月, 上月 and 下月 count from the publication, 当月 and 同月 from the date before them.

    After another month, 上月 may count from that one, so it is not certain.
    """
    name, today = part["named"], scan.today.isoformat()[:7]
    context = scan.previous(part.start(), paragraph=True)
    told = context.edtf[:7] if context and re.match("[0-9]{4}-(0|1[0-2])", context.edtf) else ""
    if name in ("当月", "同月"):
        relative = bool(context and context.relative)
        return _Found(part.end(), _day_of(part, told) if told else "", certain=False, relative=relative)
    month = _shifted(scan.today, {"上": -1, "下": 1}.get(name[0], 0), yearly=False)
    return _Found(part.end(), _day_of(part, month), certain=told in ("", today), relative=True)


def _year_meant(scan: _Scan, part: re.Match[str]) -> tuple[int, bool, bool]:
    """The year of a bare month or day, whether that is certain, and whether the publication decided it.

    It is the latest that does not pass the publication, certain within that year or the half year before it. 将于 turns
    it to the future. A month of another year, read before in the sentence, takes over: certain in a list only.
    """
    inherited = _year_inherited(scan, part)
    if inherited:
        return inherited
    year, month = scan.today.year, _number(part["month"] or "1")
    dated = _dated(part, year)
    start = dated[:10] if part["month"] else edtf.bounds(dated)[1 if "/" in dated else 0] or ""
    ahead = start > scan.today.isoformat()[: len(start)]
    if _pattern("(?:将|拟|计划|预定|预计|定|有望)[于在]?$").search(scan.text, max(0, part.start() - 4), part.start()):
        return year + (start < scan.today.isoformat()[: len(start)]), True, True
    if start[5:] == "02-29":
        return next(y for y in range(year - ahead, 0, -1) if edtf.days_in_month(y, 2) == 29), False, True
    return year - ahead, not ahead or scan.today.month + 12 - month <= 6, True


def _year_inherited(scan: _Scan, part: re.Match[str]) -> tuple[int, bool, bool] | None:
    """The same from a month or day read before in the sentence, when it is another year's or leads a list."""
    context = scan.previous(part.start())
    if not context or context.edtf[4:5] != "-":
        return None
    listed = scan.text[context.end : part.start()] in ("、", "和", "与", "及", "以及")
    year = int(_last(context.edtf)[:4])
    if not listed and year == scan.today.year:
        return None
    return year, listed and context.certain, context.relative


def _last(text: str) -> str:
    """The date itself, or the later end of an interval that has begun."""
    return text.removesuffix("/..").split("/")[-1]


def _day_alone(scan: _Scan, at: int, left: _Found | None) -> _Found | None:
    """27日: of the month read before it, else the latest up to the publication; certain in a list or span."""
    found = _pattern(_BARE_DAY).match(scan.text, at)
    if not found:
        return None
    day = f"{_number(found['day']):02}{_clock(found)}"
    context = left or scan.previous(at)
    if context and re.match("[0-9]{4}-(0[1-9]|1[0-2])", context.edtf):
        listed = context is left or scan.text[scan.found[-1].end : at] in ("、", "和", "与", "及")
        month = _last(context.edtf)[:7]
        return _Found(found.end(), f"{month}-{day}", context.certain and listed, context.relative)
    if left or not found["day"].isdigit():
        return None
    month = _shifted(scan.today, -(int(found["day"]) > scan.today.day), yearly=False)
    return _Found(found.end(), f"{month}-{day}", certain=False, relative=True)


_RULES: tuple[Callable[[_Scan, int], _Found | None], ...] = (
    _address,
    _plan,
    _count,
    _near,
    _day_word,
    _week,
    _span,
)
