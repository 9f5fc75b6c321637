"""Quantities: readings by kind, what is left out, lists, and writing as the inverse of reading."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dongbei_cli.readings.quantities import Interval, Quantity, english, in_si, interval, readings, written
from dongbei_cli.readings.units import SCALES, measures
from tests.conftest import ROOT, cells


def brief(text: str) -> list[str]:
    """Show each reading as `text=value[~upper] unit`, its qualifier unless exact, and a ? where it is not certain."""
    lines = []
    for reading in readings(text):
        value, upper, unit, qualifier = reading.quantity
        ends = f"{value}" if upper is None else f"{value}~{upper}"
        shown = [f"{reading.text}={ends}", unit, qualifier * (qualifier != "exact"), "?" * (not reading.certain)]
        lines.append(" ".join(filter(None, shown)))
    return lines


def quantity(text: str) -> Quantity:
    """Return the one quantity that a text is."""
    (reading,) = readings(text)
    assert reading.text == text
    return reading.quantity


ONE = """
32553亿元=32553 亿元 | 1260582亿元=1260582 亿元 | 1,234.5亿元=1234.5 亿元
\uff13\uff12\uff15\uff15\uff13亿元=32553 亿元 | \uff13\uff15\uff0e\uff15％=35.5 % | 8.50%=8.50 %
近11万亿元=11 万亿元 nearly | 1.2万亿元=1.2 万亿元 | 三点五万亿元=3.5 万亿元 | 1亿2000万元=120000000 元
3万5千元=35000 元 | 一亿二千万元=120000000 元 | 三千万元=3000 万元 | 壹佰万元=100 万元 | 一元=1 元
约合3亿美元=3 亿美元 about | 约合人民币10.8亿元=10.8 亿元 about | $3.5亿=3.5 亿美元 | 一个百分点=1 个百分点
10个基点=10 个基点 | 百分之三十五=35 % | 近百分之三=3 % nearly | 百分之百=100 % | 百分之八九十=80~90 % range
千分之三=3 ‰ | 负3.2%=-3.2 % | -3.2%=-3.2 % | −0.5%=-0.5 % | 三分之一=1 /3 | 约三分之二=2 /3 about | 1/3=1 /3
超过一半=1 /2 over | 两成=2 成 | 三成五=3.5 成 | 七成以上=7 成 over | 翻一番=1 番 | 翻了两番=2 番 | 翻了两番多=2 番 over
1~2倍=1~2 倍 range | 3~5年=3~5 年 range | 3-5年=3~5 年 range | 3至5年=3~5 年 range | 三到五年=3~5 年 range
五、六年=5~6 年 range | 三五年=3~5 年 range | 百分之三到百分之五=3~5 % range | 百分之三十至四十=30~40 % range
8000万~1.2亿元=0.8~1.2 亿元 range | 5000—1万元=0.5~1 万元 range | 3亿元至5亿元=3~5 亿元 range | 一两个=1~2 个 range
七八百人=700~800 人 range | 五六万人=5~6 万人 range | 半年=0.5 年 | 两年半=2.5 年 | 两个半月=2.5 个月
三个多月=3 个月 over | 5年多=5 年 over | 二十年=20 年 | 20周年=20 周年 | 2000多年=2000 年 over | 上百种=100 种 over
上千亿元=1000 亿元 over | 上万人=1 万人 over | 百余家=100 家 over | 十余年=10 年 over | 3.5亿多元=3.5 亿元 over
20余家=20 家 over | 300万人以上=300 万人 over | 超过3000亿元=3000 亿元 over | 逾4000家=4000 家 over
突破1万亿元=1 万亿元 over | 接近14亿人=14 亿人 nearly | 不到一成=1 成 nearly | 不足5%=5 % nearly | 不超过3%=3 % under
3%以下=3 % under | 约 5 %=5 % about | 十来个=10 个 about | 第七次=7 次 ordinal | 第四极=4 极 ordinal
第1~3名=1~3 名 ordinal | 三大=3 大 | 四份=4 份 | 3千米=3 千米 | 三百万千瓦=300 万千瓦 | 5亿千瓦时=5 亿千瓦时
5000元/吨=5000 元/吨 | 3018.77点=3018.77 点 | 3千5百万元=3500 万元 | 2百5十万=250 万 | 12万8千5百=128500 | 1万2=12000
3千5=3500 | 超10个亿=10 亿 over | 3个多亿=3 亿 over | 12.5亿亿=12.5 亿亿 | 三十万多亿=30 万亿 over | 三成半=3.5 成
一吨半=1.5 吨 | 5公里半=5.5 公里 | 零点五个百分点=0.5 个百分点 | １２，３４５吨=12345 吨 | 10亿港币=10 亿港币
港币10亿元=10 亿港币 | 100元港币=100 港币 | 美元3亿=3 亿美元 | 人民币3亿元=3 亿元 | 5万新台币=5 万新台币
2亿瑞士法郎=2 亿瑞士法郎 | 3元5角2分=3.52 元 | 八角五分=8.5 角 | 3块5=3.5 元 | 1米75=1.75 米 | 1小时20分=80 分钟
220千伏=220 千伏 | 35微克/立方米=35 微克/立方米 | 35微克每立方米=35 微克/立方米 | 500㎡=500 ㎡ | 1800元/月=1800 元/月
20天次=20 天次 | 5%（含）-10%=5~10 % range | 1万元--5万元=1~5 万元 range | -5%至-3%=-5~-3 % range
零下5至零下10度=-10~-5 摄氏度 range | 零下20度=-20 摄氏度 | 零下二十多度=-20 摄氏度 over | 零上5℃=5 ℃
5000元及以上=5000 元 over | 5%（含）以上=5 % over | 500人（含）以下=500 人 under | ≥5%=5 % over
不满18周岁=18 周岁 under | 八百亿分之三=3 /80000000000 | 两到三千元=2000~3000 元 range | 三、四百人=300~400 人 range
一到两千万元=1000~2000 万元 range | 六角七分=6.7 角 | 十块三毛=10.3 元 | HK$3亿=3 亿港元 | 不大于50人=50 人 under
没有超过10%=10 % under | 不得少于3人=3 人 over | 未达到10%=10 % under | 大于或等于10%=10 % over | 半个多月=0.5 个月 over
三十岁或者以上=30 岁 over
"""

OPEN = """
数千亿元=1000 亿元 over | 几十家=10 家 over | 十几年=10 年 over | 成千上万=1000 over | 成百上千人=100 人 over
一轮=1 轮 | 近三年=3 年 nearly | 近30天=30 天 nearly | 二级=2 级 | 8点=8 点 | 万亿元=1 万亿元 | 三国=3 国 | 十字=10 字
3-5=3~5 range | 35=35 | 985=985 | 美元6.5=6.5 美元 | 98年=98 年 | 45度=45 度 | 3年（不含）以上=3 年 over
3，255亿元=3255 亿元 | 1万2元=12000 元 | 3亿5千=350000000 | 二百五=250 | 零下10到5度=-10~5 度 range
三到五千人=3000~5000 人 range | 约三千多人=3000 人 about | 三毛=3 毛
"""

DATED = """
2003年10月 10月27日 2023-11-01 2023/11/1 13:34 2003~2022年之间 2003年至2022年 2019、2020和2021年 9月份 9、10月 1-10月
2021年底 “十四五”时期 二〇二三年十月一日 三月至五月 上世纪90年代 二十一世纪 六七十年代 80后、90后 1978年以来 前三季度
二季度 第三季度 上半年 前10个月 8点30分 上午9点 2015—2020 08年 国发〔2016〕62号 5·12地震 1号文件 双11 双十一 十一期间
22年3月 98年底 贞观三年 康熙二十年 民国三十八年 公元前221年 公元前3世纪 农历八月十五 正月初一 腊月二十三 五六十年代
上一年 同一天 https://a.cn/101892908.html
"""

WORDS = """
第一财经 统一 进一步 一体化 一些 一带一路 一起 万一 百姓 三农 十分 五粮液 四川 三亚 一揽子 唯一 之一 第三方 七台河
五大连池 四面八方 五花八门 三位一体 三角洲 二十大 十八届三中全会 二十届三中全会 七国集团 百年老店 万元户 亿万人民 两会
千方百计 半导体 5G网络 PM2.5 G20峰会 COVID-19 B2B 007 5nm芯片 最近 附近 单位：亿元 百分百 三元材料 二元结构
一线城市 万州 第一时间 千瓦 三峡 双循环 百度 数以万计 经过百年 五角大楼 三台县 三次产业 发光二极管 二十届 拾起 收拾
第三产业 九牛一毛
零件 十四大 三轮车 三重奏 二次世界大战 五角形 八角帽 歼-20 运-20 东风-41 0431-85123456 13800138000 1：3 8.4:37.5:54.1
8.4∶37.5 3比1 万万分之七
"""


NEIGHBOURS = """
32553亿、28628亿元 | 32553亿=32553 亿元 | 28628亿元=28628 亿元
3.1、2.8和5.9万亿元 | 3.1=3.1 万亿元 | 2.8=2.8 万亿元 | 5.9万亿元=5.9 万亿元
提高6.7、0.3个百分点 | 6.7=6.7 个百分点 | 0.3个百分点=0.3 个百分点
低0.3个和1.8个百分点 | 0.3个=0.3 个百分点 | 1.8个百分点=1.8 个百分点
分别为4.2%、6.4%，比上一年提高 | 4.2%=4.2 % | 6.4%=6.4 %
200万、1.5亿元 | 200万=200 万 | 1.5亿元=1.5 亿元
2020和5% | 2020=2020 ? | 5%=5 %
第二、第三阶段 | 第二=2 ordinal | 第三=3 ordinal
深化三省一区合作 | 三省=3 省 | 一区=1 区
从3%到5% | 3%=3 % | 5%=5 %
增加3亿元至5亿元 | 3亿元至5亿元=3~5 亿元 range ?
增长3.1%至5.2亿元 | 3.1%=3.1 % | 5.2亿元=5.2 亿元
在2010~2020年这十年间 | 十年=10 年
二十年来，20年后，3年内 | 二十年=20 年 | 20年=20 年 | 3年=3 年
节约100万元，最近3年，人数百万 | 100万元=100 万元 | 3年=3 年
订单一百亿元，三万一千人 | 一百亿元=100 亿元 | 三万一千人=31000 人
增长——5%，CPI-0.3%，GDP126万亿元 | 5%=5 % | -0.3%=-0.3 % | 126万亿元=126 万亿元
高于上一年-2.5%，歼-20飞机20架 | -2.5%=-2.5 % | 20架=20 架
三年多次，20多元，多元化 | 三年=3 年 | 20多元=20 元 over
两个亿级产业，四家子 | 四家=4 家 ?
"""


@pytest.mark.parametrize("cell", cells(ONE))
def test_one_quantity_is_read_whole(cell: str) -> None:
    """Between other words exactly this stretch is read, with certainty."""
    assert brief(f"其中，{cell.partition('=')[0]}。") == [cell]


@pytest.mark.parametrize("cell", cells(OPEN))
def test_what_the_words_leave_open_is_not_certain(cell: str) -> None:
    """What is vague, may count nothing, or may be another number is read, but flagged."""
    assert brief(f"其中，{cell.partition('=')[0]}。") == [f"{cell} ?"]


@pytest.mark.parametrize("text", [*DATED.split(), *WORDS.split()])
def test_dates_codes_and_words_are_no_quantities(text: str) -> None:
    """Digits of a date, an address or a code, a ratio, and a numeral inside a word count nothing."""
    assert brief(f"，{text}，") == []


@pytest.mark.parametrize(
    "text", ["1.2万3", "1,23亿", "1,2345元", "3亿亿亿", "1年3个月", "5千3百2十", "3.5亿3千万", "±3%"]
)
def test_half_of_a_number_is_never_certain(text: str) -> None:
    """Where reading stops inside a number, nothing that was read passes for the whole."""
    assert not any(reading.certain for reading in readings(f"，{text}，"))


@pytest.mark.parametrize("row", NEIGHBOURS.strip().splitlines())
def test_neighbours_are_joined_or_kept_apart(row: str) -> None:
    """Lists share the unit of the last member; changes, dates and unrelated neighbours do not join."""
    text, *expected = row.split(" | ")
    assert brief(text) == expected


@example("万万分之七")
@given(
    st.text(
        "一二三十百千万亿两半点第近约上数几多余来分之至到~—-、，和年月个元角人%成倍番度0123456789.,/ a（含）以零下港",
        max_size=40,
    )
)
def test_readings_keep_their_place(text: str) -> None:
    """Whatever the text: no error; ordered, apart, each with its characters, an interval and a gloss."""
    found = readings(text)
    assert all(text[r.start : r.end] == r.text != "" for r in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for reading in found:
        value, upper, unit, qualifier = reading.quantity
        assert interval(value, upper, qualifier)
        assert english(value, upper, unit, qualifier)
        in_si(value, unit)


NUMBERS = st.decimals(min_value=-(10**7), max_value=10**7, places=2) | st.integers(-(10**6), 10**6).map(Decimal)
UNITS = st.builds(
    lambda scale, measure: scale + measure, st.sampled_from(["", *SCALES]), st.sampled_from(["", *measures()])
)


@given(NUMBERS, NUMBERS, UNITS, st.sampled_from(["exact", "nearly", "over", "under", "about", "ordinal", "range"]))
def test_writing_then_reading_is_the_identity(low: Decimal, upper: Decimal, unit: str, qualifier: str) -> None:
    """Every known unit at every scale, with every qualifier, or both ends of a range, comes back as it went."""
    assume(low < upper)
    found = Quantity(low, upper if qualifier == "range" else None, unit, qualifier)
    assert quantity(written(found)) == found


def test_any_unit_is_written_but_no_unknown_qualifier() -> None:
    """A choice of characters is kept; any curated unit is shown; an unknown qualifier is refused, not dropped."""
    for text in ("近11万亿元", "2,003年", "约3分之1", "翻2番", "第7次", "8.50%", "3~5年"):
        assert written(quantity(text)) == text
    assert written(Quantity(Decimal(1), None, "斗", "exact")) == "1斗"
    for refused in (
        lambda: written(Quantity(Decimal(1), None, "元", "some")),
        lambda: interval(Decimal(1), None, "some"),
    ):
        with pytest.raises(ValueError, match="no qualifier"):
            refused()


ALLOWED = """
4份=[4,4] 近11万亿元=(10,11] 近300=(200,300] 近3.50%=(3.4,3.5] 近-3%=[-3,-2) 上百种=[100,] 不超过3%=[,3]
约3.5%=[3.15,3.85] 约3%=[2.5,3.5] 3~5年=[3,5]
"""


@pytest.mark.parametrize("cell", ALLOWED.split())
def test_what_a_qualifier_allows(cell: str) -> None:
    """The interval of each qualifier, with its open and closed ends."""
    text, ends = cell.split("=")
    value, upper, _, qualifier = quantity(text)
    low, high = (Decimal(end) if end else None for end in ends[1:-1].split(","))
    assert interval(value, upper, qualifier) == Interval(low, high, ends[0] == "(", ends[-1] == ")")


def test_the_article_holds_these_quantities_and_no_others() -> None:
    """Every count of the article in its order; only the 一 of 一轮 and 一条 is left open."""
    expected = """20年 一轮? 20周年 一轮? 一条? 一轮? 一轮? 二十年 三大 两个 二十年 四份 上百种 32553亿 28628亿
    58847亿元 近11万亿元 第四极 第七次 十年 821万 354万 8.5% 4.9% 第二波 一两个 一两个 一条? 3~5年 三省 一区 五大"""
    found = readings(next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8"))
    assert [r.text + ("" if r.certain else "?") for r in found] == expected.split()
