"""Units: a scale (万, 亿) before a measure (元, 人), their exact arithmetic, and their English.

A unit is written as the text has it: 亿元, 万人, %, 个百分点, 万亿, 元/吨, "" for none; a fraction of three is "/3".
Reads no text: `quantities` does.
"""

from contextlib import AbstractContextManager
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from functools import cache
from typing import NamedTuple, cast

SCALES = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
    "十万亿": 10**13,
    "百万亿": 10**14,
}

# measure: base measure, how many of it, English. What is not exact has no line: a 亩 is 666.66… square metres.
_MEASURED = """
元 元 1 yuan; 块钱 元 1 yuan; 角 元 0.1 jiao; 美元 美元 1 US_dollar/US_dollars; 美金 美元 1 US_dollar/US_dollars
欧元 欧元 1 euro/euros; 日元 日元 1 yen; 港元 港元 1 Hong_Kong_dollar/Hong_Kong_dollars; 英镑 英镑 1 pound/pounds
韩元 韩元 1 won; 卢布 卢布 1 rouble/roubles; 新台币 新台币 1 New_Taiwan_dollar/New_Taiwan_dollars
% % 1 %; ‰ % 0.1 ‰; ‱ % 0.01 ‱; 成 % 10 tenth/tenths; 倍 倍 1 time/times; 番 番 1 doubling/doublings
个百分点 个百分点 1 percentage_point/percentage_points; 百分点 个百分点 1 percentage_point/percentage_points
个基点 个百分点 0.01 basis_point/basis_points; 基点 个百分点 0.01 basis_point/basis_points
克 克 1 gram/grams; 千克 克 1000 kg; 公斤 克 1000 kg; kg 克 1000 kg; 斤 克 500 jin; 吨 克 1000000 tonne/tonnes
米 米 1 metre/metres; 千米 米 1000 km; 公里 米 1000 km; km 米 1000 km; 海里 米 1852 nautical_mile/nautical_miles
厘米 米 0.01 cm; 毫米 米 0.001 mm; 纳米 米 0.000000001 nm
平方米 平方米 1 square_metre/square_metres; 平方公里 平方米 1000000 km²; 平方千米 平方米 1000000 km²
公顷 平方米 10000 hectare/hectares; 亩 亩 1 mu; 立方米 立方米 1 cubic_metre/cubic_metres
升 升 1 litre/litres; 桶 桶 1 barrel/barrels; 标准箱 标准箱 1 TEU
瓦 瓦 1 W; 千瓦 瓦 1000 kW; kW 瓦 1000 kW; 兆瓦 瓦 1000000 MW; MW 瓦 1000000 MW; 吉瓦 瓦 1000000000 GW
GW 瓦 1000000000 GW; 瓦时 瓦时 1 Wh; 千瓦时 瓦时 1000 kWh; kWh 瓦时 1000 kWh; 度 瓦时 1000 kWh; MWh 瓦时 1000000 MWh
GWh 瓦时 1000000000 GWh; 兆瓦时 瓦时 1000000 MWh; 摄氏度 摄氏度 1 °C; ℃ 摄氏度 1 °C
年 年 1 year/years; 周年 年 1 year/years; 个月 个月 1 month/months; 个季度 个月 3 quarter/quarters
周 天 7 week/weeks; 个星期 天 7 week/weeks; 星期 天 7 week/weeks; 天 天 1 day/days; 小时 秒 3600 hour/hours
个小时 秒 3600 hour/hours; 分钟 秒 60 minute/minutes; 秒 秒 1 second/seconds
人 人 1 person/people; 个人 人 1 person/people; 人次 人次 1 visit/visits; 户 户 1 household/households
岁 岁 1 year_of_age/years_of_age; 周岁 岁 1 year_of_age/years_of_age; 点 点 1 point/points; 分 分 1 point/points
"""

# measure=English; none where a good gloss depends on the noun that follows (个, 份, 家 ...).
_COUNTED = """
个 项 条 件 种=kind 类=category/categories 家 名 位 批=batch/batches 轮=round 次=time 届=session 期=phase
场 座 处=place 艘 辆 台=set 套=set 架 架次=flight 车次 班次 列=train 只 头=head/head 支 股=share 笔 份 篇 册=volume
本 部 章=chapter 层=storey 层次=level 所 间 栋 片 块 张 枚 颗 粒 根 棵 株 箱=box/boxes 幅 任=term 组=group 宗
起 例=case 趟=trip 集=episode 遍=time 字=character 页=page 句=sentence 步=step 级=level 代=generation 重 道 门
波=wave 极=pole 翼=wing 核=core 轴=axis/axes 带=belt 圈=ring 园=park 区=region 省=province 市=city/cities
县=county/counties 州=prefecture 旗=banner 镇=town 乡=township 村=village 国=country/countries 省份=province
城 港=port 院 校=school
方=party/parties 方面=aspect 层面=level 领域=field 大=major/major 强 档 部门=department 部委=ministry/ministries
折 把 班 队=team 桩 声 下 辈 席=seat 光年=light-year 平方 立方 倍数
"""


class Measure(NamedTuple):
    """A measure in its base: `factor` of `base` make one; `counted` where it is a classifier (个) and not a unit."""

    base: str
    factor: Decimal
    one: str
    many: str
    counted: bool


@cache
def measures() -> dict[str, Measure]:
    """Every known measure by its Chinese name; a classifier is its own base."""
    known = {}
    for entry in _MEASURED.replace("\n", ";").split(";"):
        if entry:
            name, base, factor, english_name = entry.split()
            known[name] = Measure(base, Decimal(factor), *_forms(english_name), counted=False)
    for entry in _COUNTED.split():
        name, _, english_name = entry.partition("=")
        many = english_name if not english_name or "/" in english_name else f"{english_name}/{english_name}s"
        known[name] = Measure(name, Decimal(1), *_forms(many), counted=True)
    return known


def _forms(english_name: str) -> tuple[str, str]:
    one, _, many = english_name.replace("_", " ").partition("/")
    return one, many or one


def parted(unit: str) -> tuple[str, str]:
    """The scale and the measure of a unit: 万亿元 is 万亿 and 元, 千瓦 is no scale and 千瓦.

    A measure that is not known (斗) is kept as it stands.
    """
    if unit in measures():
        return "", unit
    return next(
        ((unit[:cut], unit[cut:]) for cut in (3, 2, 1) if unit[:cut] in SCALES),
        ("", unit),
    )


def in_si(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """The same amount without scale and in the base measure: 32553 亿元 is 3255300000000 元, 两成 is 20 %.

    Percent (%, ‰, 成) and percentage points (个百分点, 个基点) stay apart; a year is not turned into months. Of 元/吨
    the first part alone is turned. Exact: decimal.Inexact if the digits of `value` exceed what Decimal can hold.
    """
    scale, written = parted(unit)
    head, slash, rest = written.partition("/")
    measure = measures().get(head)
    factor = SCALES.get(scale, 1) * (measure.factor if measure else 1)
    with _exact():
        return _plain(value * factor), (measure.base if measure else head) + slash + rest


def converted(value: Decimal, unit: str, to: str) -> Decimal:
    """The same amount in the unit `to`, exactly: 32553 亿元 in 万亿元 is 3.2553.

    ValueError: the units measure different things (元 and 人), or the result has no finite decimals.
    """
    amount, base = in_si(value, unit)
    one, other = in_si(Decimal(1), to)
    if base != other:
        raise ValueError(f"{unit or 'a bare number'} cannot be turned into {to or 'a bare number'}")
    try:
        with _exact():
            return _plain(amount / one)
    except Inexact:
        raise ValueError(f"{value}{unit} has no exact value in {to}") from None


def _exact() -> AbstractContextManager[Context]:
    return localcontext(Context(prec=400, Emax=999999, Emin=-999999, traps=[Inexact, InvalidOperation]))


def _plain(value: Decimal) -> Decimal:
    short = value.normalize()
    return short.quantize(Decimal(1)) if cast(int, short.as_tuple().exponent) > 0 else short


def english(value: Decimal, upper: Decimal | None, unit: str, qualifier: str) -> str:
    """An English gloss, exact: nearly 11 trillion yuan, 8.21 million people, 3–5 years, 7th.

    An unknown measure stays Chinese (5 斗); one whose English hangs on the noun after it (个, 份) is left out.
    """
    ends = [value] if upper is None else [value, upper]
    dash = " to " if value < 0 else "–"
    if qualifier == "ordinal":
        return dash.join(map(_ordinal, ends))
    scale, measure = parted(unit)
    tenths = measure == "成"
    with _exact():
        amounts = [_plain(end * 10) if tenths else end * SCALES.get(scale, 1) for end in ends]
        words = _LEADS.get(qualifier, "") + _digits(amounts, dash, in_words=bool(scale))
    name = "%" if tenths else _name(measure, single=amounts in ([1], [-1]))
    return f"{words}{name}" if name[:1] in _CLOSED else f"{words} {name}"


_LEADS = {"nearly": "nearly ", "over": "over ", "about": "about ", "under": "under "}
_CLOSED = ("", "%", "‰", "‱", "/", "°")


def _name(measure: str, *, single: bool) -> str:
    head, slash, rest = measure.partition("/")
    if slash and not head:
        return measure
    known = measures().get(head)
    name = head if known is None else known.one if single else known.many
    per = measures().get(rest)
    return f"{name} per {per.one if per else rest}" if slash else name


def _digits(amounts: list[Decimal], dash: str, *, in_words: bool) -> str:
    parts = [_short(amount) if in_words else (amount, "") for amount in amounts]
    if len({word for _, word in parts}) == 1:
        return dash.join(f"{number:,f}" for number, _ in parts) + parts[0][1]
    return dash.join(f"{number:,f}{word}" for number, word in parts)


def _short(amount: Decimal) -> tuple[Decimal, str]:
    for word, size in ((" trillion", 10**12), (" billion", 10**9), (" million", 10**6)):
        if abs(amount) >= size:
            return _plain(amount / size), word
    return _plain(amount), ""


def _ordinal(value: Decimal) -> str:
    teens = value % 100 in (11, 12, 13)
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(int(value % 10), "th")
    return f"{value:f}{ending}"
