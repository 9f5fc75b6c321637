"""Single amounts in Chinese text, which `quantities` joins: a number with its qualifier, scale and measure.

Dates, clock times, addresses, names and fixed words with numerals are no amounts; durations are: 二十年来, 3~5年.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dongbei_cli.readings import Grammar, datepoints, rows
from dongbei_cli.readings.units import SCALES, currencies, measures, span


class Amount(NamedTuple):
    """A number, or two (一两个), with its own unit; `start` and `end` are code points, end exclusive.

    opened: a qualifier precedes the number. dashed: it begins with a minus sign, which may be a dash.
    weak: a lone 三, which is an amount only beside another (三到五年).
    """

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    scale: str
    measure: str
    qualifier: str
    certain: bool
    opened: bool
    dashed: bool
    weak: bool
    numeral: str

    @property
    def unit(self) -> str:
        """The scale and the measure, as written."""
        return self.scale + self.measure


GRAMMAR = Path(__file__).with_name("amounts.txt")
_FOLD = str.maketrans(
    "０１２３４５６７８９％：∶～〜–―￥（）＞＜⩾≧≦\uff0e\uff0f\uff04\uff0d\u223c\u2010\u2011\u00a0\u3000",
    "0123456789%::~~——¥()><≥≥≤./$-~——  ",
)
_NUMERALS = {*"0123456789０１２３４５６７８９零〇一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億半"}
_SIGNS = {(sort, sign): said for sort, sign, *said in rows(Path(__file__).with_name("amounts.tsv"))}


@cache
def _grammar() -> Grammar:
    """Return the grammar of amounts with the words of its tables, the longest first.

    No measure begins another word there: a lookahead a character compiles faster than one class of Chinese characters.
    """
    names = sorted(measures(), key=lambda name: (-len(name), name))
    known = (re.escape(name) + "".join(f"(?!{each})" for each in measures()[name].not_before) for name in names)
    calendars = datepoints.GRAMMAR.sources["OTHER_CALENDARS"]
    foreign = "|".join(sorted(currencies(), key=len, reverse=True))
    return Grammar(GRAMMAR, MEASURE="|".join(known), CALENDARS=calendars, FOREIGN=foreign)


def folded(text: str) -> str:
    """Return the text with full-width digits and signs made plain; its length, and so every position, stays."""
    return text.translate(_FOLD)


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of a text from left to right, none overlapping; dates and fixed words are left out."""
    if _NUMERALS.isdisjoint(text):
        return
    plain = _grammar()["NO_AMOUNT"].sub(lambda match: "\0" * len(match[0]), folded(text))
    for match in _grammar()["AMOUNT"].finditer(plain):
        amount = _amount(match, text)
        if amount and not _is_noise(amount, match, plain):
            yield amount


def _amount(match: re.Match[str], text: str) -> Amount | None:
    """Return the amount of a match; None where there is no numeral (一三年), or no scale (三十亿多亿)."""
    head, scale = match["spelled"] or "", re.sub("[个多余]", "", match["scale"] or "")
    for size in ("万亿", "亿亿", "万", "亿"):  # 三千万 is 三千 and 万; 一亿二千万 holds another scale and stays whole
        rest = head.removesuffix(size)
        if rest != head and not set("万亿") & set(rest):
            head, scale = rest or "一", size + scale
            break
    try:
        idiom = _SIGNS.get(("idiom", match["idiom"]))
        low, high = (Decimal(idiom[0]), None) if idiom else span(match["western"] or head)
        tenths = span(match["tenths"])[0] / 10 if match["tenths"] else Decimal(0)
        measure = _measure(match)
    except ValueError:
        return None
    if scale and scale not in SCALES:
        return None
    half = match["half"] or (match["measure"] or "").startswith("个半")
    extra = Decimal("0.5") if half and not tenths else tenths
    sign = 1 if match["sign"] in (None, "零上") else -1
    low, high = sign * (low + extra), None if high is None else sign * (high + extra)
    numeral = match["idiom"] or match["western"] or match["spelled"]
    qualifier = "range" if high is not None and not match["ordinal"] else _qualifier(match)
    grouped_by_clause = "，" in numeral and text[match.start("western")].isascii()
    certain = not (grouped_by_clause or _is_open(match, numeral, scale, measure, qualifier))
    opened = any(match[name] for name in ("ordinal", "under", "over", "nearly", "about", "several"))
    dashed = match["sign"] in ("-", "−") and match.start() == match.start("sign")
    weak = bool(match["spelled"]) and not scale + measure and low < 10 and qualifier != "ordinal"
    return Amount(*match.span(), low, high, scale, measure, qualifier, certain, opened, dashed, weak, numeral)


def _measure(match: re.Match[str]) -> str:
    measure = re.sub("^个[多半]", "个", match["measure"] or "").replace("每", "/")
    if match["idiom"]:
        return _SIGNS["idiom", match["idiom"]][1] or measure
    if match["ratio"]:
        return str(match["ratio"])
    if match["parts"]:
        return _SIGNS.get(("share", match["parts"]), [f"/{span(match['parts'])[0]}"])[0]
    if match["slash"]:
        return f"/{match['slash']}"
    if match["currency"] and measure in ("", "元"):
        return str(match["currency"]).replace("人民币", "元")
    if match["celsius"] and measure == "度":
        measure = "摄氏度"
    doubled = measure.startswith("元") and measure[1:] in currencies()  # 100元港币
    return measure[doubled:] or _SIGNS.get(("symbol", match["symbol"]), [""])[0]


def _qualifier(match: re.Match[str]) -> str:
    idiom = _SIGNS.get(("idiom", match["idiom"]))
    if idiom and idiom[2] != "exact":
        return idiom[2]
    inner = any(match[name] for name in ("several", "few", "more", "more2", "colloquial"))
    inner = inner or re.search("[多余]", (match["scale"] or "") + (match["measure"] or "")) is not None
    found = [name for name in ("ordinal", "under", "over", "nearly", "about") if match[name]]
    found += ["over"] if inner else [name for name in ("over", "under", "about") if match[f"{name}_"]]
    return [*found, "about" if match["some"] else "exact"][0]


def _is_open(match: re.Match[str], numeral: str, scale: str, measure: str, qualifier: str) -> bool:
    """Whether the words leave it open: 数千亿, 成千上万, 近三年 (the last?), 二级 (a rank?), 8点 (a time?), 2023."""
    vague = match["several"] or match["few"] or (match["idiom"] or "").startswith("成")
    vague = vague or (match["parts"] and match["measure"] == "强")  # 三分之二强
    unread = match["without"] or match["without_"] or re.match("[/次半强弱+]|级(?!别)", match.string[match.end() :])
    unread = unread or re.match("最[高低](?!可)", match[0])  # a limit, or the extreme that was reached
    rate = match["currency"] and not (scale or match["measure"] == "元")  # 美元6.5
    bare = match["spelled"] and numeral[0] in "百千万亿" and qualifier == "exact" and not match["parts"]
    torn = (match["more"] or match["more2"]) and qualifier in ("about", "nearly", "under")  # 约三千多人
    if vague or unread or rate or bare or torn:
        return True
    if measure in ("年", "个月", "周", "天", "个季度"):
        short = re.fullmatch("[0-9][1-9]", match["western"] or "") and match.end() - match.end("western") == 1
        before, after = match.string[: match.start()], match.string[match.end() :]
        counted = re.search("(?:历时|长达|达|用了?|经过|过去?|近|这|了|满|整整|为期|有)$", before)
        counted = counted or re.match("[来后前间内的多期历里半]|以[来上内]|之|时间", after)
        return match["nearly"] == "近" or bool(measure == "年" and short and not counted)  # 98年 may name a year
    if measure in [*"级届代期档"] or (measure == "点" and not scale and "." not in numeral and len(numeral) < 3):
        return qualifier != "ordinal"
    if measure == "度" and not scale:
        return not re.search("电", match.string[max(0, match.start() - 6) : match.end() + 1])
    nothing = not scale or (scale in ("百", "千") and _is_glued(match))
    return not measure and qualifier != "ordinal" and nothing


def _is_glued(match: re.Match[str]) -> bool:
    following = match.string[match.end() : match.end() + 1]
    return "一" <= following <= "\u9fff" and following not in "的和与及或至到下上升增减降以并"


def _is_noise(amount: Amount, match: re.Match[str], plain: str) -> bool:
    """Whether it is part of a code (5G, PM2.5, 007, 歼-20), or a numeral that counts nothing (百姓, 十分)."""
    before, after = plain[: match.start()], plain[match.end() : match.end() + 1]
    known = measures().get(amount.measure.partition("/")[0])
    measured = bool(amount.scale) or (known is not None and not known.counted)
    if match["western"]:
        joined = re.search(r"[A-Za-z_]-?$", before[-2:]) and not amount.opened
        coded = joined and not (amount.scale or amount.measure in ("%", "个百分点"))
        named = amount.dashed and not measured and re.search("[一-鿿](?<![为是达至到从由于约近降跌在升])$", before[-1:])
        tailed = after.isascii() and (after.isalpha() or after == "_") and not amount.scale
        return bool(coded or named or tailed) or bool(re.match("0[0-9]", amount.numeral))
    if amount.measure == "分" or (amount.measure == "度" and not match["celsius"]):
        return not before.endswith(("角", "毛", "小时", "元")) or amount.measure == "度"
    if amount.opened or amount.qualifier != "exact" or match["idiom"]:
        return amount.weak and amount.opened
    if amount.numeral in [*"拾佰仟壹贰叁肆伍陆柒捌玖"]:
        return not (amount.scale or amount.measure == "元")
    if amount.numeral[0] in "百千万亿" and not match["parts"]:
        return not (amount.scale and len(amount.numeral) > 1 and amount.measure.endswith("元"))
    return not amount.weak and not amount.unit and _is_glued(match)
