"""Units: a scale (万, 亿) before a measure (元, 人), their exact arithmetic, and their English.

A unit is written as in the text: 亿元, 万人, %, 个百分点, 万亿, 元/吨, "" for none; a fraction of three is "/3".
"""

from contextlib import AbstractContextManager
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from functools import cache
from typing import NamedTuple, cast

_POWERS = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "亿亿": 10**16}
_TENS = {"": 1, "十": 10, "百": 100, "千": 1000}
SCALES = {"百": 100, "千": 1000, "万万": 10**8} | {
    tens + name: size * power for name, power in _POWERS.items() for tens, size in _TENS.items()
}

# measure: base measure, how many of it, English. What is not exact has no line: a 亩 is 666.66… square metres.
_MEASURED = """
元 元 1 yuan; 块钱 元 1 yuan; 人民币 元 1 yuan; 角 元 0.1 jiao; 毛 元 0.1 jiao; 毛钱 元 0.1 jiao; 圆 元 1 yuan
% % 1 %; ‰ % 0.1 ‰; ‱ % 0.01 ‱; 成 % 10 tenth/tenths; 倍 倍 1 time/times; 番 番 1 doubling/doublings
个百分点 个百分点 1 percentage_point/percentage_points; 百分点 个百分点 1 percentage_point/percentage_points
个基点 个百分点 0.01 basis_point/basis_points; 基点 个百分点 0.01 basis_point/basis_points
微克 克 0.000001 μg; 毫克 克 0.001 mg; 克 克 1 gram/grams; 千克 克 1000 kg; 公斤 克 1000 kg; kg 克 1000 kg
斤 克 500 jin; 吨 克 1000000 tonne/tonnes; 盎司 盎司 1 ounce/ounces; 磅 磅 1 pound/pounds
纳米 米 0.000000001 nm; 微米 米 0.000001 μm; 毫米 米 0.001 mm; 厘米 米 0.01 cm; 米 米 1 metre/metres
cm 米 0.01 cm; 公分 米 0.01 cm; mm 米 0.001 mm
千米 米 1000 km; 公里 米 1000 km; 华里 米 500 li; km 米 1000 km; 海里 米 1852 nautical_mile/nautical_miles
英里 英里 1 mile/miles; 英尺 英尺 1 foot/feet; 英寸 英寸 1 inch/inches
平方米 平方米 1 square_metre/square_metres; ㎡ 平方米 1 m²; m² 平方米 1 m²; 平方公里 平方米 1000000 km²
平方千米 平方米 1000000 km²; km² 平方米 1000000 km²; 公顷 平方米 10000 hectare/hectares; 亩 亩 1 mu
立方米 立方米 1 cubic_metre/cubic_metres; m³ 立方米 1 m³; 升 升 1 litre/litres; 毫升 升 0.001 ml
桶 桶 1 barrel/barrels; 标准箱 标准箱 1 TEU; 标箱 标准箱 1 TEU; TEU 标准箱 1 TEU
瓦 瓦 1 W; 千瓦 瓦 1000 kW; kW 瓦 1000 kW; 兆瓦 瓦 1000000 MW; MW 瓦 1000000 MW; 吉瓦 瓦 1000000000 GW
GW 瓦 1000000000 GW; 瓦时 瓦时 1 Wh; 千瓦时 瓦时 1000 kWh; kWh 瓦时 1000 kWh; 度 瓦时 1000 kWh
兆瓦时 瓦时 1000000 MWh; MWh 瓦时 1000000 MWh; 吉瓦时 瓦时 1000000000 GWh; GWh 瓦时 1000000000 GWh
伏 伏 1 V; 千伏 伏 1000 kV; kV 伏 1000 kV; 伏安 伏安 1 VA; 千伏安 伏安 1000 kVA; 兆伏安 伏安 1000000 MVA
焦耳 焦耳 1 J; 千焦 焦耳 1000 kJ; 帕 帕 1 Pa; 千帕 帕 1000 kPa; 兆帕 帕 1000000 MPa; 千卡 千卡 1 kcal
赫兹 赫兹 1 Hz; 千赫 赫兹 1000 kHz; 兆赫 赫兹 1000000 MHz; 分贝 分贝 1 dB; 摄氏度 摄氏度 1 °C; ℃ 摄氏度 1 °C
吨公里 吨公里 1 tonne-km; 人公里 人公里 1 passenger-km; 光年 光年 1 light-year/light-years
年 年 1 year/years; 周年 年 1 year/years; 个月 个月 1 month/months; 个季度 个月 3 quarter/quarters
周 天 7 week/weeks; 个星期 天 7 week/weeks; 星期 天 7 week/weeks; 天 天 1 day/days; 小时 秒 3600 hour/hours
个小时 秒 3600 hour/hours; 分钟 秒 60 minute/minutes; 秒 秒 1 second/seconds; 秒钟 秒 1 second/seconds
人 人 1 person/people; 个人 人 1 person/people; 人次 人次 1 visit/visits; 户 户 1 household/households
岁 岁 1 year_of_age/years_of_age; 周岁 岁 1 year_of_age/years_of_age; 点 点 1 point/points; 分 分 1 point/points
"""

# name, or name=base where the text has two names for one currency; then the English singular.
_CURRENCIES = """
美元 US_dollar 美金=美元 US_dollar 港元 Hong_Kong_dollar 港币=港元 Hong_Kong_dollar 澳门元 Macau_pataca
新台币 New_Taiwan_dollar 台币=新台币 New_Taiwan_dollar 澳元 Australian_dollar 澳币=澳元 Australian_dollar
加元 Canadian_dollar 加币=加元 Canadian_dollar 新加坡元 Singapore_dollar 新币=新加坡元 Singapore_dollar
新元=新加坡元 Singapore_dollar 新西兰元 New_Zealand_dollar 欧元 euro 英镑 pound 日元 yen/yen 日圆=日元 yen/yen
日币=日元 yen/yen 韩元 won/won 韩币=韩元 won/won 卢布 rouble 瑞士法郎 Swiss_franc 瑞郎=瑞士法郎 Swiss_franc
法郎 franc 卢比 rupee 泰铢 baht/baht 比索 peso 里拉 lira 兰特 rand/rand 雷亚尔 real 里亚尔 rial 第纳尔 dinar
迪拉姆 dirham 克朗 krone/kroner 林吉特 ringgit/ringgit 越南盾 dong/dong 印尼盾 rupiah/rupiah 图格里克 tugrik
坚戈 tenge/tenge
"""

# measure=English; none where a good gloss depends on the noun that follows (个, 份, 家 ...).
_COUNTED = """
个 项 条 件 种=kind 类=category/categories 家 名 位 批=batch/batches 轮=round 次=time 届=session 期=phase
场 座 处=place 艘 辆 台=set 套=set 架 架次=flight 车次 班次 辆次 台次 艘次 列次 天次 家次 户次 件次 项次 场次 批次 航次
列=train 只 头=head/head 支 股=share 笔 份 篇 册=volume 本 部 章=chapter 层=storey 层次=level 所 间 栋 片 块 张 枚
颗 粒 根 棵 株 箱=box/boxes 幅 任=term 组=group 宗 起 例=case 趟=trip 集=episode 遍=time 字=character 页=page
句=sentence 步=step 级=level 代=generation 重 道 门 波=wave 极=pole 翼=wing 核=core 轴=axis/axes 带=belt 圈=ring
园=park 区=region 省=province 市=city/cities 县=county/counties 州=prefecture 旗=banner 镇=town 乡=township
村=village 国=country/countries 省份=province 城 港=port 院 校=school
方=party/parties 方面=aspect 层面=level 领域=field 大=major/major 强 档 部门=department 部委=ministry/ministries
折 把 班 队=team 辈 席=seat 平方 立方 倍数 款 学时 课时
"""


class Measure(NamedTuple):
    """A measure in its base: `factor` of `base` make one; `counted` marks a classifier (个) as against a unit."""

    base: str
    factor: Decimal
    one: str
    many: str
    counted: bool


@cache
def measures() -> dict[str, Measure]:
    """Return every known measure by its Chinese name; a classifier is its own base."""
    known = {}
    for entry in _MEASURED.replace("\n", ";").split(";"):
        if entry:
            name, base, factor, english_name = entry.split()
            known[name] = Measure(base, Decimal(factor), *_forms(english_name), counted=False)
    for name, base, english_name in _currencies():
        known[name] = Measure(base, Decimal(1), *_forms(english_name), counted=False)
    for entry in _COUNTED.split():
        name, _, english_name = entry.partition("=")
        known[name] = Measure(name, Decimal(1), *_forms(_with_plural(english_name)), counted=True)
    return known


def currencies() -> list[str]:
    """Return the names of the foreign currencies."""
    return [name for name, _, _ in _currencies()]


def _currencies() -> list[tuple[str, str, str]]:
    words = _CURRENCIES.split()
    names = [(name.partition("=")[0], name.rpartition("=")[2]) for name in words[::2]]
    return [(name, base, _with_plural(form)) for (name, base), form in zip(names, words[1::2], strict=True)]


def _with_plural(english_name: str) -> str:
    return english_name if not english_name or "/" in english_name else f"{english_name}/{english_name}s"


def _forms(english_name: str) -> tuple[str, str]:
    one, _, many = english_name.replace("_", " ").partition("/")
    return one, many or one


def split_unit(unit: str) -> tuple[str, str]:
    """Return the scale and the measure of a unit: 万亿元 is 万亿 and 元, 千瓦 is no scale and 千瓦.

    An unknown measure (斗) is returned unchanged.
    """
    if unit in measures():
        return "", unit
    return next(((unit[:cut], unit[cut:]) for cut in (3, 2, 1) if unit[:cut] in SCALES), ("", unit))


def in_si(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Convert to the base measure, without scale: 32553 亿元 is 3255300000000 元, 两成 is 20 %.

    Percent (%, ‰, 成) and percentage points (个百分点, 个基点) stay apart; a year is not turned into months. Of 元/吨
    only the first part is converted. decimal.Inexact when `value` has more digits than Decimal can hold.
    """
    scale, written = split_unit(unit)
    head, slash, rest = written.partition("/")
    measure = measures().get(head)
    factor = SCALES.get(scale, 1) * (measure.factor if measure else 1)
    with _exact():
        return _plain(value * factor), (measure.base if measure else head) + slash + rest


def converted(value: Decimal, unit: str, to: str) -> Decimal:
    """Convert an amount to the unit `to`, exactly: 32553 亿元 in 万亿元 is 3.2553.

    ValueError when the units measure different things (元 and 人), or the result has no finite decimals.
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
    """Return an exact English gloss: nearly 11 trillion yuan, 8.21 million people, 3–5 years, 7th.

    An unknown measure stays Chinese (5 斗); one whose English depends on the noun after it (个, 份) is left out.
    """
    ends = [value] if upper is None else [value, upper]
    dash = " to " if value < 0 else "–"
    if qualifier == "ordinal":
        return dash.join(map(_ordinal, ends))
    scale, measure = split_unit(unit)
    tenths = measure == "成"
    with _exact():
        amounts = [_plain(end * 10) if tenths else end * SCALES.get(scale, 1) for end in ends]
        if scale in _ENGLISH_SCALES:
            digits = dash.join(f"{end:,f}" for end in ends) + _ENGLISH_SCALES[scale]
        else:
            digits = _digits(amounts, dash, in_words=bool(scale))
        words = _LEADS.get(qualifier, "") + digits
    name = "%" if tenths else _name(measure, single=amounts in ([1], [-1]))
    return f"{words}{name}" if name[:1] in _CLOSED else f"{words} {name}"


_LEADS = {"nearly": "nearly ", "over": "over ", "about": "about ", "under": "under "}
_ENGLISH_SCALES = {"百万": " million", "十亿": " billion", "万亿": " trillion"}
_CLOSED = ("", "%", "‰", "‱", "/", "°")


def _name(measure: str, *, single: bool) -> str:
    head, slash, rest = measure.partition("/")
    if slash and not head:
        return measure
    known = measures().get(head)
    name = head if known is None else known.one if single else known.many
    per = measures().get(rest)
    return f"{name} per {per.one if per else _PERIODS.get(rest, rest)}" if slash else name


_PERIODS = {"月": "month", "日": "day", "时": "hour", "季": "quarter"}


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
