"""One number with what stands around it, qualifier, scale and measure, as found in Chinese text.

The grammar of a single amount and no more: `quantities` joins neighbours (ranges, lists, 1亿2000万).
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from dongbei_cli.readings.lookalikes import blanked, measure_pattern
from dongbei_cli.readings.numerals import span


class Amount(NamedTuple):
    """A number, or two (一两个), with its own unit; `start` and `end` are code points, end exclusive.

    opened: a qualifier stands before it. weak: a lone 三, no amount unless a neighbour makes it one (三到五年).
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
    weak: bool
    numeral: str

    @property
    def unit(self) -> str:
        """The scale and the measure, as written."""
        return self.scale + self.measure


_OPENERS = {
    "ordinal": "第",
    "under": "不超过|未超过|没有超过|未突破|未达到?|不高于|不多于|低于|少于|小于|至多|最多",
    "over": "不低于|不少于|不小于|不止|不下|至少|超过|超出?|逾|突破|大于|高于|多于|(?<![以之史界会])上(?=[百千万亿])"
    "|(?<![经通越])过(?=[百千万亿半])|(?<!打)破(?=[百千万亿])",
    "nearly": "将近|接近|逼近|不到|不足|(?<![最附靠邻临远贴])近",
    "about": "大约|(?<![节制契合公条签预邀失履集违纽毁])约|大概|差不多",
    "several": "(?<![指人户总次倍系半基参函分岁])数(?=[十百千万亿])|几(?=[十百千万亿])",
}
_CLOSERS = {
    "over": "以上|有余|开外|(?<=[年天月倍时%成番])多(?![次种个元样项家地位方部数])",
    "under": "以下|以内",
    "about": "左右|上下",
}
_IDIOMS = {
    "成千上万": ("1000", "", "over"),
    "成百上千": ("100", "", "over"),
    "一半": ("1", "/2", "exact"),
    "半数": ("1", "/2", "exact"),
    "过半": ("1", "/2", "over"),
    "半": ("0.5", "", "exact"),
}
_SHARES = {"百": "%", "千": "‰", "万": "‱", "100": "%", "1000": "‰", "10000": "‱"}
_SYMBOLS = {"$": "美元", "¥": "元", "€": "欧元", "£": "英镑"}
_RANKS = {"级", "届", "代", "期", "档"}
_SPELLED = "零〇一二三四五六七八九两十廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億百千万亿"
_DIGITS_ONLY = {"分", "度"}
_RECENT = {"年", "个月", "周", "天", "个季度"}


def _first_characters() -> str:
    """What an amount can begin with, as the inside of a class; a pattern that looks for that first is much faster."""
    openers = (way for ways in _OPENERS.values() for way in re.sub(r"\(\?<[!=][^)]*\)", "", ways).split("|"))
    return "".join((*(way[0] for way in openers), *(idiom[0] for idiom in _IDIOMS), _SPELLED, "翻负$¥€£0-9−-"))


@cache
def _grammar() -> re.Pattern[str]:
    spelled = r"(?:[零〇一二三四五六七八九两十廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億]|百(?!分[点之])|千(?![瓦克米])|[万亿])+"
    western = r"(?<![0-9.])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?!\.?[0-9])"
    opener = "|".join(f"(?P<{name}>{words})" for name, words in _OPENERS.items())
    closer = "|".join(f"(?P<{name}_>{words})" for name, words in _CLOSERS.items())
    measure = measure_pattern()
    more = "多(?!元化|样|边|方|重)|余"
    return re.compile(
        rf"""(?=[{_first_characters()}])(?:(?:{opener})[了达为占有合]?(?:人民币)?[ ]?)?(?:翻了?(?=[^番]{{1,9}}番))?
        (?P<sign>[-−]|(?<![担胜欠肩自抱])负)?(?P<symbol>[$¥€£])?
        (?:(?P<idiom>成千上万|成百上千|一半|(?<!多)半数|(?<!经)过半|半(?=年|个))
        |(?:(?P<parts>[0-9]+|{spelled}|[百千万])分之)?
         (?:(?P<western>{western})(?:/(?P<slash>[1-9][0-9]*)(?![0-9/]))?|(?P<spelled>{spelled}(?:点[零一二三四五六七八九]+(?!点))?))
         (?:(?<=[0-9十百千万亿])(?P<more>{more})|(?<=[十百千])(?P<some>来(?![自源到华临访]))|(?<=十)(?P<few>几))?)
        (?:[ ]?(?P<scale>[十百千]?万亿|[十百千]?[万亿]|百(?!分[点之])|千(?![瓦克米]))(?P<more2>{more})?)?
        (?:[ ]?(?P<measure>个(?:多|半)(?:月|小时|星期|季度|百分点)|(?:{measure})
          (?:/(?:{measure}))?)(?P<tenths>(?<=成)[一二三四五六七八九](?![十百千万亿]))?)?
        (?P<half>(?<=[年倍天个])半(?![数导岛径]))?(?:{closer})?""",
        re.VERBOSE,
    )


def amounts(text: str) -> Iterator[Amount]:
    """The amounts of a text, from left to right, none overlapping; dates and fixed words are no amounts."""
    plain = blanked(text)
    for match in _grammar().finditer(plain):
        amount = _amount(match)
        if amount and not _is_noise(amount, match, plain):
            yield amount


def _amount(match: re.Match[str]) -> Amount | None:
    try:
        low, high = _ends(match)
    except ValueError:
        return None
    scale = match["scale"] or _head(match["spelled"] or "")[1]
    measure = _measure(match)
    qualifier = "range" if high is not None and not match["ordinal"] else _qualifier(match)
    numeral = match["idiom"] or match["western"] or match["spelled"]
    return Amount(
        match.start(),
        match.end(),
        low,
        high,
        scale,
        measure,
        qualifier,
        certain=not _is_open(match, numeral, scale, measure, qualifier),
        opened=any(match[name] for name in _OPENERS),
        weak=bool(match["spelled"]) and not scale + measure and low < 10 and qualifier != "ordinal",
        numeral=numeral,
    )


def _ends(match: re.Match[str]) -> tuple[Decimal, Decimal | None]:
    if match["idiom"]:
        low, high = Decimal(_IDIOMS[match["idiom"]][0]), None
    else:
        low, high = span(match["western"] or _head(match["spelled"])[0])
    extra = Decimal("0.5") if match["half"] or (match["measure"] or "").startswith("个半") else Decimal(0)
    if match["tenths"]:
        extra = span(match["tenths"])[0] / 10
    sign = -1 if match["sign"] else 1
    return sign * (low + extra), None if high is None else sign * (high + extra)


def _head(spelled: str) -> tuple[str, str]:
    """Part 三千万 into 三千 and its scale 万; 一亿二千万 holds another scale and stays whole."""
    for scale in ("万亿", "万", "亿"):
        head = spelled.removesuffix(scale)
        if head != spelled and not set("万亿") & set(head):
            return head or "一", scale
    return spelled, ""


def _measure(match: re.Match[str]) -> str:
    if match["idiom"]:
        return _IDIOMS[match["idiom"]][1] or match["measure"] or ""
    if match["parts"]:
        return _SHARES.get(match["parts"]) or f"/{span(match['parts'])[0]}"
    if match["slash"]:
        return f"/{match['slash']}"
    measure = re.sub("^个[多半]", "个", match["measure"] or "")
    return (measure.removesuffix(match["tenths"] or "")) or _SYMBOLS.get(match["symbol"] or "", "")


def _qualifier(match: re.Match[str]) -> str:
    if match["idiom"] and _IDIOMS[match["idiom"]][2] != "exact":
        return _IDIOMS[match["idiom"]][2]
    named = (name for name in ("ordinal", "under", "over", "nearly", "about") if match[name])
    inner_over = match["several"] or match["few"] or match["more"] or match["more2"]
    closed = (name for name in _CLOSERS if match[f"{name}_"])
    if (match["measure"] or "").startswith("个多") or inner_over:
        return next(named, "over")
    return next(named, None) or next(closed, None) or ("about" if match["some"] else "exact")


def _is_open(match: re.Match[str], numeral: str, scale: str, measure: str, qualifier: str) -> bool:
    """Where the words leave it open: 数千亿, 成千上万, 近三年 (the last?), 二级 (a rank?), 8点 (a time?), 2023."""
    vague = match["several"] or match["few"] or (match["idiom"] or "").startswith("成")
    if vague or (match["spelled"] and numeral[0] in "百千万亿" and qualifier == "exact" and not match["parts"]):
        return True
    if measure in _RECENT:
        return bool(match["nearly"] == "近")
    if measure in _RANKS or (measure == "点" and not scale and "." not in numeral and len(numeral) < 3):
        return qualifier != "ordinal"
    bare = not scale + measure and qualifier != "ordinal"
    return bare and (bool(re.fullmatch("(?:19|20)[0-9]{2}", numeral)) or _is_glued(match))


def _is_glued(match: re.Match[str]) -> bool:
    following = match.string[match.end() : match.end() + 1]
    return "一" <= following <= "\u9fff" and following not in "的和与及或至到下上升增减降以并"


def _is_noise(amount: Amount, match: re.Match[str], plain: str) -> bool:
    """Whether it is part of a code (5G, PM2.5, 007), or a numeral that nothing shows to be counting (百姓, 十分)."""
    before, after = plain[: match.start()], plain[match.end() : match.end() + 1]
    if match["western"]:
        joined = re.search(r"[A-Za-z_]-?$", before[-2:]) and not amount.opened
        coded = joined and not (amount.scale or amount.measure in ("%", "个百分点"))
        tailed = after.isascii() and (after.isalpha() or after == "_") and not amount.scale
        return bool(coded) or tailed or bool(re.match("0[0-9]", amount.numeral))
    if amount.measure in _DIGITS_ONLY:
        return True
    if amount.opened or amount.qualifier != "exact" or match["idiom"]:
        return amount.weak and amount.opened
    if amount.numeral[0] in "百千万亿" and not match["parts"]:
        return not (amount.scale and len(amount.numeral) > 1 and amount.measure.endswith("元"))
    return not amount.weak and not amount.unit and _is_glued(match)
