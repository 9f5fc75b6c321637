"""Single amounts in Chinese text: a number with its qualifier, scale and measure.

`quantities` joins neighbouring amounts into ranges, lists and compounds (1亿2000万). Dates, clock times, addresses,
names and fixed words with numerals are no amounts; durations are: 二十年来, 20周年, 这十年间, 3~5年.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dongbei_cli.readings.datepoints import OTHER_CALENDARS
from dongbei_cli.readings.units import SCALES, currencies, measure_pattern, measures, span


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


WORDS = Path(__file__).with_name("words.txt")
_FOLD = str.maketrans(
    "０１２３４５６７８９％：∶～〜–―￥（）＞＜⩾≧≦\uff0e\uff0f\uff04\uff0d\u223c\u2010\u2011\u00a0\u3000",
    "0123456789%::~~——¥()><≥≥≤./$-~——  ",
)
_OPENERS = {
    "ordinal": "第",
    "under": "(?:不[能得可再]?|[未没][有能]?)(?:超[过出]?|突破|逾|[大高多]于)|[低少小]于(?:或?等于)?|[未没][有能]?达到?"
    "|至多|最多|未满|不满|[<≤]",
    "over": "不[能得可]?[低少小]于|不[止下]|至少|最少|起码|超[过出]?|逾|突破|[大高多]于(?:或?等于)?|[>≥]"
    "|(?<![以之史界会])上(?=[百千万亿])|(?<![经通越])过(?=[百千万亿半])|(?<!打)破(?=[百千万亿])",
    "nearly": "将近|接近|逼近|不到|不足|(?<![最附靠邻临远贴])近",
    "about": "大约|(?<![节制契合公条签预邀失履集违纽毁])约|大概|差不多",
    "several": "(?<![指人户总次倍系半基参函分岁])数(?=[十百千万亿])|几(?=[十百千万亿])",
}
_CLOSERS = {
    "over": r"(?:\((?P<without>不)?含\))?(?:[及或]者?其?)?[以之]上(?:\(含\))?|有余|开外|出头"
    "|(?<=[年天月倍时%成番米里斤吨岁度])多(?![次种个元样项家地位方部数人名款条年边党])",
    "under": r"(?:\((?P<without_>不)?含\))?(?:[及或]者?其?)?[以之][下内](?:\(含\))?",
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
_RATIOS = ("比为", "比约为", "比是", "比例", "例为", "例约为", "之比", "比值为", "配比", "结构为", "重为", "调整为")
"""Words behind which two numbers with a colon are a ratio."""
_SHARES = {"百": "%", "千": "‰", "万": "‱", "100": "%", "1000": "‰", "10000": "‱"}
_SYMBOLS = {"$": "美元", "US$": "美元", "HK$": "港元", "NT$": "新台币", "A$": "澳元", "C$": "加元", "S$": "新加坡元"}
_SYMBOLS |= {"¥": "元", "€": "欧元", "£": "英镑"}
_RANKS = ("级", "届", "代", "期", "档")
_RECENT = ("年", "个月", "周", "天", "个季度")


@cache
def _false_friends() -> re.Pattern[str]:
    year, link = "[12][0-9]{3}", r"\s?(?:[~—-]|至|到|、|和|与|及)\s?"
    month, day = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})", "(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})"
    quarter, numeral, digit = "[1-4一二三四]", "[零〇一二三四五六七八九十百千万亿]", "[一二三四五六七八九十]"
    words = [line for line in WORDS.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    fresh, unit = "(?<![0-9.,])", rf"\s?(?:[%‰十百千万亿]|{measure_pattern()})"
    share, named = r"[0-9]{1,6}(?:\.[0-9]+)?", "".join(f"(?<!{lead})" for lead in _RATIOS)
    named += rf"(?!(?=[0-9:]*\.){share}(?::{share}){{2}})"
    kinds = {
        "web address": r"https?://[^\s)]+",
        "telephone number": r"(?<![0-9])(?:0[0-9]{2,3}-[0-9]{7,8}|1[3-9][0-9]{9}|[48]00-?[0-9]{3}-?[0-9]{4})(?![0-9])",
        "document number": rf"{fresh}[〔\[(]{year}[〕\])](?:\s?[0-9]+号)?",
        "2023-11-01": rf"{fresh}{year}([-./])[0-9]{{1,2}}\1[0-9]{{1,2}}(?![0-9])",
        "other calendars": OTHER_CALENDARS,
        "year": rf"{fresh}(?:{year}年?{link}){{0,12}}{year}(?:{link}[0-9]{{2}})?(?:财年|学年|年(?!轻|龄))",
        "years": rf"{fresh}(?:19|20)[0-9]{{2}}[~—-]{{1,2}}(?:19|20)[0-9]{{2}}(?![0-9]|\.[0-9]|{unit})",
        "century": f"(?:[0-9]{{1,2}}|{digit}{{1,3}}|上)个?世纪(?:[1-9]0|{digit}{{1,3}}十)?(?:年代)?",
        "decade": f"{fresh}(?:[0-9]0、){{0,9}}[0-9]0(?:年代|后(?!年))|{digit}{{1,3}}十年代",
        "short year": f"{fresh}0[0-9]年|{fresh}(?<!{numeral})(?:[0-9]{{2}}|[零〇一二三四五六七八九]{{2}})年"
        f"(?={month}月|{quarter}季度|[上下]半年|[底初末])",
        "year in digits": "[零〇一二三四五六七八九]{4}年",
        "month": rf"(?<![0-9.第])(?:{month}月?份?{link}){{0,12}}{month}月(?!亮|球)份?",
        "day": rf"(?<![0-9.第])(?:{day}日?{link}){{0,12}}{day}[日号](?!元|均|益|常|报|用)",
        "first months": "(?<!此|之|以|提|目)前[0-9一二三四五六七八九十]{1,2}个月",
        "quarter": f"[第前]?{quarter}(?:{link}{quarter})?季[度报]",
        "last year": "(?<=[上下前后这那同某每头新又])一(?:年|周|天|个月|个?季度|小时)",
        "clock": "[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9.:])"
        "|(?<![0-9.])[0-9]{1,2}时(?!间|代|期|段|速)(?:[0-9]{1,2}分)?",
        "o'clock": "(?<=[午晨晚早日天])[0-9一二三四五六七八九十]{1,3}点(?:半|整|许|[0-9]{1,2}分?)?"
        "|(?<![0-9.])[0-9]{1,2}点(?:半|整|许|钟|[0-9]{1,2}分)",
        "proportion": rf"(?<![0-9.:]){named}{share}(?:(?:[:比]{share})+|[\u00d7xX*](?=[0-9]))|{digit}比{digit}",
        "commemorative day": r"[0-9]{1,2}·[0-9]{1,2}|(?<![0-9.])[0-9]{1,2}\.[0-9]{1,2}(?=”)|双(?:[0-9]{2}|十[一二])"
        "|十一(?=期间|假期|长假|黄金周|小长假|国庆|前夕|当天)",
        "five-year plan": '[“"]?十[一二三四五六]五[”"]?(?!个|家|种|名|位|年内|天)',
        "item number": rf"(?m:^\s*[0-9]{{1,2}}(?:[、\uff0e)](?![0-9])|\.\s))|\((?:[0-9]{{1,3}}|{digit}{{1,3}})\)",
        "word ending in one": "(?:[统单同唯专逐划归如合]|(?<!分)之)一(?![十百千万亿点成倍])",
        "place": f"{digit}{{1,2}}(?:台[县区山河]|角[大楼星形地]|道[沟河岭湾江区口街桥]|门[峡县])(?![域间块])",
        "half": "[上下前后](?:一个)?半年|半年(?:报|度|线)|半(?:导体|岛|径|决赛|成品)",
        "numeral in a word": "零(?!点[零一二三四五六七八九])(?=[部件位字组股集重任章级售])|十[一二三四五六七八九]大"
        "|[收重捡拣检朝夕]拾|拾[起到掇遗荒人]",
        "fixed word": f"(?<!{numeral})(?:{'|'.join(sorted(' '.join(words).split(), key=len, reverse=True))})",
        "party congress": "(?:十?[七八九]|二十)届",
    }
    return re.compile("|".join(kinds.values()))


def folded(text: str) -> str:
    """Return the text with full-width digits and signs made plain; its length, and so every position, stays."""
    return text.translate(_FOLD)


@cache
def _grammar() -> re.Pattern[str]:
    """Return the pattern of one amount."""
    hundred, thousand = "百(?!分[点之])", "千(?!克(?!朗)|[瓦米伏帕焦卡赫])"
    digit = "[零〇一二三四五六七八九两十廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億万亿]"
    spelled = f"(?:{digit}|{hundred}|{thousand})+"
    western = r"(?<![0-9.])(?:[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?!\.?[0-9])"
    opener = "|".join(f"(?P<{name}>{words})" for name, words in _OPENERS.items())
    closer = "|".join(f"(?P<{name}_>{words})" for name, words in _CLOSERS.items())
    foreign = "|".join(sorted(currencies(), key=len, reverse=True))
    more = "多(?!元化|样|边|方|重)|余"
    scale = f"(?:[十百千](?:{more})?(?=[万亿]))?(?:万(?:{more})?亿|万万(?!分之)|亿亿|[万亿])|{hundred}|{thousand}"
    measure, per = measure_pattern(), "月|日|时|季|百公里"
    return re.compile(
        rf"""(?:(?:{opener})[了达为占有合]?[ ]?)?(?:(?<![兑对换比])(?P<currency>人民币|{foreign})[ ]?)?
        (?:翻了?(?=[^番]{{1,9}}番))?
        (?P<sign>[-−]|(?<![担胜欠肩自抱])负|(?P<celsius>零[下上]))?(?P<symbol>(?:US|HK|NT|[ACS])?\$|[¥€£])?
        (?:(?P<idiom>成千上万|成百上千|一半|(?<!多)半数|(?<!经)过半|(?<![大小])半(?=年|个))
        |(?:(?P<parts>[0-9]+|{spelled}|[百千万])分之)?
         (?:(?P<western>{western})(?:/(?P<slash>[1-9][0-9]*)(?![0-9/])|(?P<ratio>(?::[0-9]+(?:\.[0-9]+)?)+)(?![0-9:.]))?
         |(?P<spelled>{spelled}(?:点[零一二三四五六七八九]+(?!点))?))
         (?:(?<=[0-9十百千万亿])(?P<more>{more})|(?<=[十百千])(?P<some>来(?![自源到华临访]))|(?<=十)(?P<few>几))?)
        (?:[ ]?(?P<scale>{scale}|个(?P<colloquial>多)?(?=亿(?!级|元[村镇]))亿)(?P<more2>{more})?)?
        (?:[ ]?(?P<measure>个(?:多|半)(?:月|小时|星期|季度|百分点)|(?:元(?={foreign}))?(?:{measure})
          (?:/(?:{measure}|{per})|每(?:立方米|平方米|公斤|千克|公里|小时|公顷|升|吨|亩|克))?)
          (?P<tenths>(?<=成)[一二三四五六七八九](?![十百千万亿]))?)?
        (?P<half>(?<=[年倍天个成吨斤里亩块米])半(?![数导岛径决成年个天月小场夜空途壁载]))?(?:{closer})?""",
        re.VERBOSE,
    )


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of a text from left to right, none overlapping; dates and fixed words are left out."""
    plain = _false_friends().sub(lambda match: "\0" * len(match[0]), folded(text))
    for match in _grammar().finditer(plain):
        amount = _amount(match, text)
        if amount and not _is_noise(amount, match, plain):
            yield amount


def _amount(match: re.Match[str], text: str) -> Amount | None:
    try:
        (low, high), scale, measure = _ends(match), _scale(match), _measure(match)
    except ValueError:
        return None
    numeral = match["idiom"] or match["western"] or match["spelled"]
    qualifier = "range" if high is not None and not match["ordinal"] else _qualifier(match)
    grouped_by_clause = "，" in numeral and text[match.start("western")].isascii()
    certain = not (grouped_by_clause or _is_open(match, numeral, scale, measure, qualifier))
    opened = any(match[name] for name in _OPENERS)
    dashed = match["sign"] in ("-", "−") and match.start() == match.start("sign")
    weak = bool(match["spelled"]) and not scale + measure and low < 10 and qualifier != "ordinal"
    return Amount(*match.span(), low, high, scale, measure, qualifier, certain, opened, dashed, weak, numeral)


def _ends(match: re.Match[str]) -> tuple[Decimal, Decimal | None]:
    idiom = _IDIOMS.get(match["idiom"])
    low, high = (Decimal(idiom[0]), None) if idiom else span(match["western"] or _head(match["spelled"])[0])
    half = match["half"] or (match["measure"] or "").startswith("个半")
    extra = span(match["tenths"])[0] / 10 if match["tenths"] else Decimal("0.5" if half else 0)
    sign = 1 if match["sign"] in (None, "零上") else -1
    return sign * (low + extra), None if high is None else sign * (high + extra)


def _head(spelled: str) -> tuple[str, str]:
    """Split 三千万 into 三千 and its scale 万; 一亿二千万 holds another scale and stays whole."""
    for scale in ("万亿", "亿亿", "万", "亿"):
        head = spelled.removesuffix(scale)
        if head != spelled and not set("万亿") & set(head):
            return head or "一", scale
    return spelled, ""


def _scale(match: re.Match[str]) -> str:
    """Return the scale; ValueError when the two halves of it make none (三十亿多亿)."""
    scale = _head(match["spelled"] or "")[1] + re.sub("[个多余]", "", match["scale"] or "")
    if scale and scale not in SCALES:
        raise ValueError(f"{scale!r} is no scale")
    return scale


def _measure(match: re.Match[str]) -> str:
    measure = re.sub("^个[多半]", "个", match["measure"] or "").replace("每", "/")
    if match["idiom"]:
        return _IDIOMS[match["idiom"]][1] or measure
    if match["ratio"]:
        return str(match["ratio"])
    if match["parts"]:
        return _SHARES.get(match["parts"]) or f"/{span(match['parts'])[0]}"
    if match["slash"]:
        return f"/{match['slash']}"
    if match["currency"] and measure in ("", "元"):
        return str(match["currency"]).replace("人民币", "元")
    if match["celsius"] and measure == "度":
        measure = "摄氏度"
    doubled = measure.startswith("元") and measure[1:] in currencies()  # 100元港币
    return measure[doubled:] or _SYMBOLS.get(match["symbol"] or "", "")


def _qualifier(match: re.Match[str]) -> str:
    idiom = _IDIOMS.get(match["idiom"])
    if idiom and idiom[2] != "exact":
        return idiom[2]
    inner = any(match[name] for name in ("several", "few", "more", "more2", "colloquial"))
    inner = inner or re.search("[多余]", (match["scale"] or "") + (match["measure"] or "")) is not None
    found = [name for name in ("ordinal", "under", "over", "nearly", "about") if match[name]]
    found += ["over"] if inner else [name for name in _CLOSERS if match[f"{name}_"]]
    return [*found, "about" if match["some"] else "exact"][0]


def _is_open(match: re.Match[str], numeral: str, scale: str, measure: str, qualifier: str) -> bool:
    """Whether the words leave it open: 数千亿, 成千上万, 近三年 (the last?), 二级 (a rank?), 8点 (a time?), 2023."""
    vague = match["several"] or match["few"] or (match["idiom"] or "").startswith("成")
    vague = vague or (match["parts"] and match["measure"] == "强")  # 三分之二强
    unread = match["without"] or match["without_"] or match.string[match.end() : match.end() + 1] in [*"/次半强弱+"]
    rate = match["currency"] and not (scale or match["measure"] == "元")  # 美元6.5
    bare = match["spelled"] and numeral[0] in "百千万亿" and qualifier == "exact" and not match["parts"]
    torn = (match["more"] or match["more2"]) and qualifier in ("about", "nearly", "under")  # 约三千多人
    if vague or unread or rate or bare or torn:
        return True
    if measure in _RECENT:
        return match["nearly"] == "近" or (measure == "年" and _may_be_year(match))
    if measure in _RANKS or (measure == "点" and not scale and "." not in numeral and len(numeral) < 3):
        return qualifier != "ordinal"
    if measure == "度" and not scale:
        return not re.search("电", match.string[max(0, match.start() - 6) : match.end() + 1])
    nothing = not scale or (scale in ("百", "千") and _is_glued(match))
    return not measure and qualifier != "ordinal" and nothing


def _may_be_year(match: re.Match[str]) -> bool:
    """Whether 98年 may name a year: two digits, not round, and nothing shows that years are counted."""
    if not re.fullmatch("[0-9][1-9]", match["western"] or "") or match.end() - match.end("western") > 1:
        return False
    before, after = match.string[: match.start()], match.string[match.end() :]
    counted = re.search("(?:历时|长达|达|用了?|经过|过去?|近|这|了|满|整整|为期|有)$", before)
    return not (counted or re.match("[来后前间内的多期历里半]|以[来上内]|之|时间", after))


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
