"""Numerals, and units: a scale (万, 亿) before a measure (元, 人), their exact arithmetic, and their English.

Numerals are 3,255.3, 三百五十, 三点五, 壹佰, 廿 and the pair 三四十. A unit is written as in the text: 亿元, 万人, %,
个百分点, 万亿, 元/吨, "" for none; a fraction of three is "/3".
"""

import re
from contextlib import AbstractContextManager
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from functools import cache
from typing import NamedTuple

from dongbei_cli.readings.edtf import ordinal

_DIGITS = "零一二三四五六七八九"
VALUES = str.maketrans(_DIGITS, "0123456789")
_POWERS = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "十": 10}
_PLAIN = str.maketrans(
    "０１２３４５６７８９\u3007○两壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億，．負點",
    "0123456789零零二一二二三三四五六六七八九十百千万亿,.负点",
) | str.maketrans({"廿": "二十", "卅": "三十"})
_NEIGHBOURS = re.compile(f"(?<![{_DIGITS[1:]}])([{_DIGITS[1:]}])([{_DIGITS[1:]}])(?![{_DIGITS[1:]}])")
_LONGEST_NUMERAL = 64

_TENS = {"": 1, "十": 10, "百": 100, "千": 1000}
SCALES = {"百": 100, "千": 1000, "万万": 10**8} | {
    tens + name: size * power
    for name, power in {"万": 10**4, "亿": 10**8, "万亿": 10**12, "亿亿": 10**16}.items()
    for tens, size in _TENS.items()
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

# A measure word before these characters is the beginning of another word: 三人民…, 二元结构, 成都.
_NOT_BEFORE = """
个:点体性税股展亿 新元:素 元:旦素器件首老宇气结论醇酸 人:民均才口大工们物类员制帮行 家:庭居电具乡长族禽畜里店村
国:有家内际企资债产道务防民集志论岛联之 大:学豆连会型量概约多厅街道使小气米规幅力致战洲山
成:都立功果为员品长就交本效分语千百 年:轻龄度代级制生 代:表理码替价 名:单义额誉校企牌称 位:置于居 周:边围期末转
分:钟之别布公析为点红成开散层行 点:名评 度:过假 级:别 部:署分长队 本:次身地土报市省科月年轮届金息质来 件:事 头:部
条:件例约 项:目 类:似型 期:间货 场:所景地 道:路理德 门:店户槛提 市:场值民政委 区:域间别块分 省:委会政级份 县:域委级
州:委 方:面案式向法便 重:要大点视庆新工奏唱性化 带:动来领 股:份票东市权指 支:持出撑付 份:额 集:中团成体 步:伐骤走
起:到来点 任:务 组:织建合成 块:链 章:程 倍:体子 轮:车驱 院:士校长制 角:帽度点学函裤铁架帆板形型鼓亭 毛:利泽病衣重坯竹
圆:满形圈桌心明 伏:击笔特 句:话 款:项式待 帕:金 天:然津气空山 港:口澳元 校:园长 园:区林艺 城:市镇乡 强:调化劲势烈国
把:握 班:子列 席:位 列:入为车 次:数日年月要级方曲型世 米:面 亩:产均 吨:位 番:禺 升:至级高幅温值到 字:号节母形
处:于理置在长 台:湾风 间:接 片:区面 层:级面次 所:有以在得谓 例:如外 笔:者记
"""


class Measure(NamedTuple):
    """A measure in its base: `factor` of `base` make one; `counted` marks a classifier (个) as against a unit."""

    base: str
    factor: Decimal
    one: str
    many: str
    counted: bool


def number(text: str) -> Decimal:
    """Return the value of a numeral, decimals as written: 三百五, 二〇二三, 4.90. ValueError for none (一二三)."""
    plain = text.translate(_PLAIN)
    unsigned = plain[1:] if plain[:1] in ("-", "−", "负") else plain
    if re.fullmatch(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?", unsigned):
        value = Decimal(unsigned.replace(",", ""))
    elif len(unsigned) > _LONGEST_NUMERAL:
        raise ValueError(f"{unsigned!r} is not a numeral: too long")
    else:
        whole, _, decimals = unsigned.partition("点")
        spelled = decimals and set(decimals) <= set(_DIGITS)
        value = Decimal(f"{_integer(whole)}.{decimals.translate(VALUES)}" if spelled else _integer(unsigned))
    return value if unsigned == plain else -value


def span(text: str) -> tuple[Decimal, Decimal | None]:
    """Return the number, or both ends of two neighbours: 三四十 is 30 to 40, 三五 3 to 5. ValueError for 一三."""
    plain = text.translate(_PLAIN)
    pairs = [] if {"零", "点"} & set(plain) else list(_NEIGHBOURS.finditer(plain))
    if len(pairs) != 1:
        return number(text), None
    low, high = map(_DIGITS.index, pairs[0].groups())
    if high != low + 1 and (low, high) != (3, 5):
        raise ValueError(f"{text!r} is neither one numeral nor two neighbours")
    middle = pairs[0].start() + 1
    return number(plain[:middle] + plain[middle + 1 :]), number(plain[: middle - 1] + plain[middle:])


def _integer(text: str) -> int:
    """Return a whole number in plain Chinese digits."""
    unit = next((unit for unit in _POWERS if unit in text), "")
    if not unit:
        if not text or set(text) - set(_DIGITS) or (len(text) > 1 and "零" not in text):
            raise ValueError(f"{text!r} is not a numeral")
        return int(text.translate(VALUES))
    power, (head, _, tail) = _POWERS[unit], text.rpartition(unit)
    times = _integer(head.lstrip("零") or "零") if head else 1
    rest = _integer(tail.lstrip("零")) if tail else 0
    if len(tail) == 1 and power > 10:
        rest = rest * power // 10  # 三百五
    if (head and not 0 < times < (10 if power < 10**4 else power)) or rest >= power:
        raise ValueError(f"{text!r} is not a numeral: {unit} does not fit there")
    return times * power + rest


@cache
def measures() -> dict[str, Measure]:
    """Return every known measure by its Chinese name; a classifier is its own base."""
    known = {}
    for name, base, factor, gloss in map(str.split, _MEASURED.strip().replace("\n", ";").split(";")):
        known[name] = Measure(base, Decimal(factor), *_forms(gloss), counted=False)
    for names, gloss in zip(_CURRENCIES.split()[::2], _CURRENCIES.split()[1::2], strict=True):
        name, _, base = names.partition("=")
        known[name] = Measure(base or name, Decimal(1), *_forms(gloss, "s"), counted=False)
    for name, _, gloss in (entry.partition("=") for entry in _COUNTED.split()):
        known[name] = Measure(name, Decimal(1), *_forms(gloss, "s"), counted=True)
    return known


def currencies() -> list[str]:
    """Return the names of the foreign currencies."""
    return [names.partition("=")[0] for names in _CURRENCIES.split()[::2]]


def _forms(gloss: str, ending: str = "") -> tuple[str, str]:
    """Return the singular and the plural, which has the ending where the gloss does not write it."""
    one, _, many = gloss.replace("_", " ").partition("/")
    return one, many or (one and one + ending)


def measure_pattern() -> str:
    """Return a regular expression for any known measure, longest first, that does not match the start of a word."""
    not_before = dict(entry.split(":") for entry in _NOT_BEFORE.split())
    names = sorted(measures(), key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) + (f"(?![{not_before[name]}])" if name in not_before else "") for name in names)


def split_unit(unit: str) -> tuple[str, str]:
    """Return the scale, if any, and the measure, known or not: 万亿元 is 万亿 and 元, 千瓦 is only a measure."""
    if unit in measures():
        return "", unit
    return next(((unit[:cut], unit[cut:]) for cut in (3, 2, 1) if unit[:cut] in SCALES), ("", unit))


def in_si(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Convert to the base measure, without scale: 32553 亿元 is 3255300000000 元, two 成 are 20 %, 2 元/吨 stay so.

    Percent and percentage points stay apart, and years and months; decimal.Inexact for too many digits.
    """
    scale, written = split_unit(unit)
    head, slash, rest = written.partition("/")
    measure = measures().get(head)
    factor = SCALES.get(scale, 1) * (measure.factor if measure else 1)
    with _exact():
        return _plain(value * factor), (measure.base if measure else head) + slash + rest


def converted(value: Decimal, unit: str, to: str) -> Decimal:
    """Convert an amount to the unit `to`, exactly: 32553 亿元 is 3.2553 万亿元. ValueError where that is impossible."""
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
    """Return the value without zeros at its end and without an exponent."""
    return Decimal(f"{value.normalize():f}")


def english(value: Decimal, upper: Decimal | None, unit: str, qualifier: str) -> str:
    """Return an exact English gloss: nearly 11 trillion yuan, 3–5 years, 7th. An unknown measure stays (5 斗)."""
    ends = [value] if upper is None else [value, upper]
    dash = " to " if value < 0 else "–"
    if qualifier == "ordinal":
        return dash.join(ordinal(f"{end:f}") for end in ends)
    scale, measure = split_unit(unit)
    tenths = measure == "成"
    with _exact():
        amounts = [_plain(end * 10) if tenths else end * SCALES.get(scale, 1) for end in ends]
        if scale in _ENGLISH_SCALES:
            parts = [(end, _ENGLISH_SCALES[scale]) for end in ends]
        else:
            parts = [_short(amount) if scale else (amount, "") for amount in amounts]
    if len({word for _, word in parts}) == 1:
        parts = [*((number, "") for number, _ in parts[:-1]), parts[-1]]
    digits = dash.join(f"{number:,f}{word}" for number, word in parts)
    name = "%" if tenths else _name(measure, single=amounts in ([1], [-1]))
    lead = f"{qualifier} " if qualifier in ("nearly", "over", "about", "under") else ""
    return lead + digits + (name if name[:1] in _CLOSED else f" {name}")


_ENGLISH_SCALES = {"百万": " million", "十亿": " billion", "万亿": " trillion"}
_CLOSED = ("", "%", "‰", "‱", "/", ":", "°")


def _name(measure: str, *, single: bool) -> str:
    head, slash, rest = measure.partition("/")
    if slash and not head:
        return measure
    known = measures().get(head)
    name = head if known is None else known.one if single else known.many
    per = measures().get(rest)
    return f"{name} per {per.one if per else _PERIODS.get(rest, rest)}" if slash else name


_PERIODS = {"月": "month", "日": "day", "时": "hour", "季": "quarter"}


def _short(amount: Decimal) -> tuple[Decimal, str]:
    for word, size in ((" trillion", 10**12), (" billion", 10**9), (" million", 10**6)):
        if abs(amount) >= size:
            return _plain(amount / size), word
    return _plain(amount), ""
