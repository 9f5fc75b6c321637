"""Quantities: literal readings, what is left out, lists, arithmetic, and writing as the inverse of reading."""

import re
from decimal import Decimal, Inexact
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dongbei_cli.readings import amounts, lookalikes
from dongbei_cli.readings.quantities import (
    Interval,
    Quantity,
    agrees,
    converted,
    english,
    in_si,
    interval,
    quantity,
    readings,
    written,
)
from dongbei_cli.readings.units import SCALES, measures
from tests.conftest import ROOT


def brief(text: str) -> list[str]:
    """Each reading as `text=value[~upper] unit qualifier`, with a ? where it is not certain."""
    lines = []
    for reading in readings(text):
        value, upper, unit, qualifier = reading.quantity
        ends = f"{value}" if upper is None else f"{value}~{upper}"
        lines.append(f"{reading.text}={ends} {unit} {qualifier}" + ("" if reading.certain else " ?"))
    return lines


PATTERNS = [(amounts._grammar(), re.VERBOSE), (lookalikes._false_friends(), re.NOFLAG)]
ALPHABET = "".join(sorted({character for pattern, _ in PATTERNS for character in pattern.pattern if character > " "}))


@given(
    st.text(
        st.sampled_from(ALPHABET + " \n") | st.sampled_from("0123456789一二十百万亿年月日第近上过超约元%"), max_size=40
    )
)
def test_looking_for_the_first_character_loses_nothing(text: str) -> None:
    """The two large patterns find the same without the class of characters that they look for first."""
    for pattern, flags in PATTERNS:
        first, _, rest = pattern.pattern.partition("])")
        assert first.startswith("(?=[")
        plain = re.compile(rest, flags)
        assert [match.span() for match in pattern.finditer(text)] == [match.span() for match in plain.finditer(text)]


ONE = """
32553亿元            32553 亿元 exact
1260582亿元          1260582 亿元 exact
1,234.5亿元          1234.5 亿元 exact
\uff13\uff12\uff15\uff15\uff13亿元  32553 亿元 exact
\uff13\uff15\uff0e\uff15％  35.5 % exact
8.50%                8.50 % exact
近11万亿元           11 万亿元 nearly
1.2万亿元            1.2 万亿元 exact
三点五万亿元         3.5 万亿元 exact
821万                821 万 exact
5百万元              5 百万元 exact
1亿2000万元          120000000 元 exact
3万5千元             35000 元 exact
一亿二千万元         120000000 元 exact
三千万元             3000 万元 exact
十亿元               10 亿元 exact
壹佰万元             100 万元 exact
一元                 1 元 exact
一亿元               1 亿元 exact
约合3亿美元          3 亿美元 about
约合人民币10.8亿元   10.8 亿元 about
$3.5亿               3.5 亿美元 exact
5.6个百分点          5.6 个百分点 exact
一个百分点           1 个百分点 exact
10个基点             10 个基点 exact
百分之三十五         35 % exact
近百分之三           3 % nearly
百分之百             100 % exact
百分之八九十         80~90 % range
千分之三             3 ‰ exact
3‰                   3 ‰ exact
负3.2%               -3.2 % exact
-3.2%                -3.2 % exact
−0.5%                -0.5 % exact
三分之一             1 /3 exact
约三分之二           2 /3 about
1/3                  1 /3 exact
超过一半             1 /2 over
两成                 2 成 exact
三成五               3.5 成 exact
七成以上             7 成 over
两三成               2~3 成 range
翻一番               1 番 exact
翻了两番             2 番 exact
翻了两番多           2 番 over
1~2倍                1~2 倍 range
3~5年                3~5 年 range
3—5年                3~5 年 range
3-5年                3~5 年 range
3至5年               3~5 年 range
三到五年             3~5 年 range
五、六年             5~6 年 range
三五年               3~5 年 range
3%-5%                3~5 % range
3%~5%左右            3~5 % range
百分之三到百分之五   3~5 % range
百分之三十至四十     30~40 % range
8000万~1.2亿元       0.8~1.2 亿元 range
5000—1万元           0.5~1 万元 range
3亿元至5亿元         3~5 亿元 range
一两个               1~2 个 range
七八百人             700~800 人 range
五六万人             5~6 万人 range
一百二三十万         120~130 万 range
2000-2050亿元        2000~2050 亿元 range
半年                 0.5 年 exact
两年半               2.5 年 exact
两个半月             2.5 个月 exact
三个多月             3 个月 over
5年多                5 年 over
二十年               20 年 exact
20周年               20 周年 exact
2000多年             2000 年 over
上百种               100 种 over
上千亿元             1000 亿元 over
上万人               1 万人 over
百余家               100 家 over
十余年               10 年 over
30多万               30 万 over
3.5亿多元            3.5 亿元 over
20余家               20 家 over
300万人以上          300 万人 over
超过3000亿元         3000 亿元 over
逾4000家             4000 家 over
突破1万亿元          1 万亿元 over
至少200万            200 万 over
近百家               100 家 nearly
接近14亿人           14 亿人 nearly
不到一成             1 成 nearly
不足5%               5 % nearly
不超过3%             3 % under
3%以下               3 % under
约 5 %               5 % about
3万人左右            3 万人 about
十来个               10 个 about
第七次               7 次 ordinal
第二波               2 波 ordinal
第四极               4 极 ordinal
第二大               2 大 ordinal
第1~3名              1~3 名 ordinal
三大                 3 大 exact
四份                 4 份 exact
四部委               4 部委 exact
3千米                3 千米 exact
300万千瓦            300 万千瓦 exact
三百万千瓦           300 万千瓦 exact
5亿千瓦时            5 亿千瓦时 exact
5000元/吨            5000 元/吨 exact
3018.77点            3018.77 点 exact
"""

OPEN = """
数千亿元             1000 亿元 over
数十万人             10 万人 over
几十家               10 家 over
十几年               10 年 over
二十几万人           20 万人 over
成千上万             1000  over
成百上千人           100 人 over
一轮                 1 轮 exact
一条                 1 条 exact
一个                 1 个 exact
近三年               3 年 nearly
二级                 2 级 exact
8点                  8 点 exact
万亿元               1 万亿元 exact
2023                 2023  exact
3-5                  3~5  range
"""

DATED = """
2003年10月 10月27日 2023-11-01 2023/11/1 13:34 2003~2022年之间 2003年至2022年 2010-2020年 2019、2020和2021年
9月份 9、10月 1-10月 2021年底 去年12月 “十四五”时期 十三五期间 二〇二三年十月一日 二零二三年 十二月 三月至五月
二十七日 上世纪90年代 二十一世纪 九十年代 六七十年代 80后、90后 2035年 1978年以来 前三季度 二季度 第三季度
上半年 前10个月 8点30分 上午9点 2015—2020 08年 国发〔2016〕62号 5·12地震 1号文件 双11
https://a.cn/101892908.html
"""

WORDS = """
第一财经 统一 进一步 下一步 一体化 一些 一定 一带一路 一起 万一 千万别 百姓 三农 十分 十足 五粮液 四川 三亚
九江 一揽子 一系列 唯一 之一 单一 第三方 一方面 七台河 五大连池 三一重工 四面八方 五花八门 三位一体 三角洲
二十大 十八届三中全会 七国集团 百年老店 万元户 亿万人民 两会 一致 一直 一旦 一般 千方百计 半导体 半岛 5G网络
PM2.5 G20峰会 COVID-19 3D打印 B2B 007 5nm芯片 最近 附近 近期 单位：亿元 百分百 三元材料 二元结构 八方
一线城市 一百零百 无论 多个 若干 万州 第一时间 万科 两岸 千瓦 百货 一行 一旁 三峡 双方 双循环 九寨沟 六安 七夕
百度 三星 一汽 十堰 零售 统筹 中国一重 数以万计 经过百年
"""


def rows(table: str) -> list[tuple[str, str]]:
    """The lines of a table: the text (it may hold single spaces), and what it is read as."""
    pairs = [line.split("  ", 1) for line in table.strip().splitlines()]
    return [(text, reading.strip()) for text, reading in pairs]


@pytest.mark.parametrize(("text", "reading"), rows(ONE))
def test_one_quantity_is_read_whole(text: str, reading: str) -> None:
    """Between other words exactly this stretch is read, certainly, with this value, unit and qualifier."""
    assert brief(f"其中，{text}。") == [f"{text}={reading}"]


@pytest.mark.parametrize(("text", "reading"), rows(OPEN))
def test_what_the_words_leave_open_is_not_certain(text: str, reading: str) -> None:
    """A vague amount, a bare 一, a rank and a bare year are read, but flagged."""
    assert brief(f"其中，{text}。") == [f"{text}={reading} ?"]


@pytest.mark.parametrize("text", DATED.split())
def test_dates_and_numbers_of_documents_are_no_quantities(text: str) -> None:
    """Digits that belong to a date, a clock time, an address or a file number are left out."""
    assert brief(f"在{text}，") == []


@pytest.mark.parametrize("text", WORDS.split())
def test_words_that_hold_a_numeral_are_no_counts(text: str) -> None:
    """A numeral in a name, a fixed word or a code counts nothing."""
    assert brief(f"，{text}，") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "总额分别达32553亿、28628亿、58847亿元，累计近11万亿元。",
            "32553亿=32553 亿元 exact|28628亿=28628 亿元 exact|58847亿元=58847 亿元 exact|近11万亿元=11 万亿元 nearly",
        ),
        ("3.1、2.8和5.9万亿元", "3.1=3.1 万亿元 exact|2.8=2.8 万亿元 exact|5.9万亿元=5.9 万亿元 exact"),
        ("5.2、3.1个百分点", "5.2=5.2 个百分点 exact|3.1个百分点=3.1 个百分点 exact"),
        ("流失达到821万，净流出354万，占3%", "821万=821 万 exact|354万=354 万 exact|3%=3 % exact"),
        ("200万、1.5亿元", "200万=200 万 exact|1.5亿元=1.5 亿元 exact"),
        ("2020和5%", "2020=2020  exact ?|5%=5 % exact"),
        ("第二、第三产业", "第二=2  ordinal|第三=3  ordinal"),
        ("“五大安全”，三大，另两个", "五大=5 大 exact|三大=3 大 exact|两个=2 个 exact"),
        ("深化东北三省一区合作", "三省=3 省 exact|一区=1 区 exact"),
        ("一市三省", "一市=1 市 exact|三省=3 省 exact"),
        ("从2003年的8.5%下降到2021年底的4.9%", "8.5%=8.5 % exact|4.9%=4.9 % exact"),
        ("从3%到5%", "3%=3 % exact|5%=5 % exact"),
        ("增加3亿元至5亿元", "3亿元至5亿元=3~5 亿元 range ?"),
        ("增长3.1%至5.2亿元", "3.1%=3.1 % exact|5.2亿元=5.2 亿元 exact"),
        ("在2010~2020年这十年间", "十年=10 年 exact"),
        ("二十年来，20年后，3年内", "二十年=20 年 exact|20年=20 年 exact|3年=3 年 exact"),
        ("7\u00d724小时", "24小时=24 小时 exact"),
        ("节约100万元，最近3年，人数百万", "100万元=100 万元 exact|3年=3 年 exact"),
        ("订单一百亿元，三万一千人", "一百亿元=100 亿元 exact|三万一千人=31000 人 exact"),
        ("增长——5%，CPI-0.3%，GDP126万亿元", "5%=5 % exact|-0.3%=-0.3 % exact|126万亿元=126 万亿元 exact"),
        ("20人民警察，985高校", "20=20  exact ?|985=985  exact ?"),
        ("三年多次，20多元，多元化", "三年=3 年 exact|20多元=20 元 over"),
    ],
)
def test_neighbours_are_joined_or_kept_apart(text: str, expected: str) -> None:
    """Lists share the unit of the last member; changes, dates and unrelated neighbours do not join."""
    assert brief(text) == expected.split("|")


@given(
    st.text(
        alphabet="一二三十百千万亿两半点第近约上数几多余来分之至到~—-、和年月日个元人%成倍番0123456789.,/ 亿a，",
        max_size=40,
    )
)
def test_readings_keep_their_place(text: str) -> None:
    """Whatever the text: ordered, apart, and each the very characters at its place."""
    found = readings(text)
    assert all(text[r.start : r.end] == r.text != "" for r in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


NUMBERS = st.decimals(min_value=-(10**7), max_value=10**7, places=2) | st.integers(-(10**6), 10**6).map(Decimal)
UNITS = st.builds(
    lambda scale, measure: scale + measure, st.sampled_from(["", *SCALES]), st.sampled_from(["", *measures()])
)


@given(NUMBERS, UNITS, st.sampled_from(["exact", "nearly", "over", "under", "about", "ordinal"]))
def test_writing_then_reading_is_the_identity(value: Decimal, unit: str, qualifier: str) -> None:
    """Every known unit at every scale, with every qualifier, comes back as it went."""
    found = Quantity(value, None, unit, qualifier)
    assert quantity(written(found)) == found


@given(NUMBERS, NUMBERS, UNITS)
def test_writing_a_range_then_reading_is_the_identity(low: Decimal, upper: Decimal, unit: str) -> None:
    """A range comes back with both ends, of whatever sign."""
    assume(low < upper)
    found = Quantity(low, upper, unit, "range")
    assert quantity(written(found)) == found


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Quantity(Decimal(11), None, "万亿元", "nearly"), "近11万亿元"),
        (Quantity(Decimal(2003), None, "年", "exact"), "2,003年"),
        (Quantity(Decimal(1), None, "/3", "about"), "约3分之1"),
        (Quantity(Decimal(2), None, "番", "exact"), "翻2番"),
        (Quantity(Decimal(7), None, "次", "ordinal"), "第7次"),
        (Quantity(Decimal("8.50"), None, "%", "exact"), "8.50%"),
    ],
)
def test_written_forms(found: Quantity, text: str) -> None:
    """The characters chosen, where there was a choice."""
    assert written(found) == text
    assert quantity(text) == found


def test_a_unit_that_cannot_be_read_is_written_all_the_same() -> None:
    """A view shows any curated unit; a reader then says that it is none of his."""
    text = written(Quantity(Decimal(1), None, "斗", "exact"))
    assert text == "1斗"
    with pytest.raises(ValueError, match="is not one quantity"):
        quantity(text)


def test_an_unknown_qualifier_is_not_written() -> None:
    """A qualifier that has no characters is refused instead of dropped."""
    with pytest.raises(ValueError, match="no qualifier"):
        written(Quantity(Decimal(1), None, "元", "roughly"))


@pytest.mark.parametrize("text", ["", "2003年", "元", "增长5%", "5%和6%", "5%。", "第一财经"])
def test_what_is_not_one_quantity_is_refused(text: str) -> None:
    """Nothing, a date, more than one or words beside it are no single quantity."""
    with pytest.raises(ValueError, match=r"holds no quantity|is not one quantity"):
        quantity(text)


def test_a_bare_numeral_is_a_quantity_when_it_is_the_whole_text() -> None:
    """三 alone is 3, though in running text it would not be read."""
    assert quantity("三") == Quantity(Decimal(3), None, "", "exact")


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("32553", "亿元", "3255300000000 元"),
        ("821", "万人", "8210000 人"),
        ("821", "万", "8210000 "),
        ("8.5", "%", "8.5 %"),
        ("5.6", "个百分点", "5.6 个百分点"),
        ("25", "个基点", "0.25 个百分点"),
        ("3.5", "成", "35 %"),
        ("3", "‰", "0.3 %"),
        ("300", "万千瓦", "3000000000 瓦"),
        ("1.39", "万亿斤", "695000000000000 克"),
        ("5000", "元/吨", "5000 元/吨"),
        ("2", "万元/人次", "20000 元/人次"),
        ("20", "周年", "20 年"),
        ("2", "/3", "2 /3"),
        ("5", "万斗", "50000 斗"),
    ],
)
def test_si_units(value: str, unit: str, expected: str) -> None:
    """The scale is multiplied out and the base measure named, digit for digit."""
    amount, base = in_si(Decimal(value), unit)
    assert f"{amount} {base}" == expected


def test_conversion_is_exact() -> None:
    """亿元 to 万亿元 moves the point; what has no finite decimals or exceeds the digits is refused."""
    assert converted(Decimal(120028), "亿元", "万亿元") == Decimal("12.0028")
    assert converted(Decimal(2), "成", "%") == 20
    with pytest.raises(ValueError, match="no exact value"):
        converted(Decimal(1), "天", "周")
    with pytest.raises(Inexact):
        in_si(Decimal("1" * 401), "万元")


@pytest.mark.parametrize(
    ("unit", "to"), [("亿元", "万人"), ("%", "个百分点"), ("亿元", "亿美元"), ("万", "万人"), ("/3", "%")]
)
def test_other_measures_are_not_converted(unit: str, to: str) -> None:
    """Money is no people, percent no percentage points, and a bare number has no measure."""
    with pytest.raises(ValueError, match="cannot be turned"):
        converted(Decimal(1), unit, to)


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=4),
    st.sampled_from(["万元", "亿元", "万亿元", "元", "千元"]),
)
def test_conversion_there_and_back_is_the_identity(value: Decimal, unit: str) -> None:
    """No digit is lost through 元."""
    assert converted(converted(value, unit, "元"), "元", unit) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("32553亿元", "3.2553 trillion yuan"),
        ("821万人", "8.21 million people"),
        ("近11万亿元", "nearly 11 trillion yuan"),
        ("8.5%", "8.5%"),
        ("5.6个百分点", "5.6 percentage points"),
        ("1个百分点", "1 percentage point"),
        ("3~5年", "3–5 years"),
        ("上百种", "over 100 kinds"),
        ("第七次", "7th"),
        ("第11届", "11th"),
        ("第二十三批", "23rd"),
        ("两成", "20%"),
        ("三成五以上", "over 35%"),
        ("8000万~1.2亿元", "80–120 million yuan"),
        ("8亿~12亿元", "800 million–1.2 billion yuan"),
        ("1万户", "10,000 households"),
        ("一两个", "1–2"),
        ("约三分之一", "about 1/3"),
        ("5000元/吨", "5,000 yuan per tonne"),
        ("-3~-1%", "-3 to -1%"),
        ("不超过3万吨", "under 30,000 tonnes"),
    ],
)
def test_the_english_gloss(text: str, expected: str) -> None:
    """Scales become thousand, million, billion and trillion, exactly; the qualifier becomes a word."""
    assert english(*quantity(text)) == expected


def test_an_unknown_unit_stays_chinese_in_english() -> None:
    """The gloss never drops what it cannot translate."""
    assert english(Decimal(5), None, "万斗", "exact") == "50,000 斗"


@pytest.mark.parametrize(
    ("text", "unit", "verdict"),
    [
        ("821万", "万人", True),
        ("821万", "万", True),
        ("821万人", "万人", True),
        ("821万人", "万", False),
        ("821万", "亿人", False),
        ("821万", "人", False),
        ("821万", "万%", False),
        ("821万人", "万元", False),
        ("821万", "", False),
        ("821", "人", False),
        ("821%", "个百分点", False),
        ("821亿", "亿元", True),
        ("821亿", "万亿元", False),
        ("821万", "万斗", False),
    ],
)
def test_agreement_allows_an_elided_measure_and_nothing_else(text: str, unit: str, verdict: bool) -> None:
    """万 stands for 万人; another scale, another measure, a ratio or an invented one does not agree."""
    assert agrees(readings(text)[0], Decimal(821), None, unit, "exact") is verdict


def test_agreement_needs_every_other_field() -> None:
    """Another value, end or qualifier does not agree."""
    (reading,) = readings("近11万亿元")
    assert agrees(reading, Decimal("11.0"), None, "万亿元", "nearly")
    assert not agrees(reading, Decimal(12), None, "万亿元", "nearly")
    assert not agrees(reading, Decimal(11), Decimal(12), "万亿元", "nearly")
    assert not agrees(reading, Decimal(11), None, "万亿元", "exact")


@pytest.mark.parametrize(
    ("text", "low", "high", "ends"),
    [
        ("4份", "4", "4", "[]"),
        ("近11万亿元", "10", "11", "(]"),
        ("近300", "200", "300", "(]"),
        ("近3.50%", "3.4", "3.5", "(]"),
        ("近-3%", "-3", "-2", "[)"),
        ("上百种", "100", None, "[]"),
        ("不超过3%", None, "3", "[]"),
        ("约3.5%", "3.15", "3.85", "[]"),
        ("约3%", "2.5", "3.5", "[]"),
        ("约100", "90", "110", "[]"),
        ("3~5年", "3", "5", "[]"),
        ("第7次", "7", "7", "[]"),
    ],
)
def test_what_a_qualifier_allows(text: str, low: str | None, high: str | None, ends: str) -> None:
    """The interval of each qualifier, with its open and closed ends."""
    value, upper, _, qualifier = quantity(text)
    bounds = (None if low is None else Decimal(low), None if high is None else Decimal(high))
    assert interval(value, upper, qualifier) == Interval(*bounds, ends[0] == "(", ends[1] == ")")


def test_no_interval_without_a_known_qualifier() -> None:
    """A qualifier that does not exist is refused."""
    with pytest.raises(ValueError, match="no qualifier"):
        interval(Decimal(1), None, "roughly")


ARTICLE = ROOT / "seeds" / "000_7d13b396ffd7970f.txt"


def test_the_article_holds_these_quantities_and_no_others() -> None:
    """Every count of the article in its order; only the 一 of 一轮 and 一条 is left open."""
    expected = """20年 一轮? 20周年 一轮? 一条? 一轮? 一轮? 二十年 三大 两个 二十年 四份 上百种 32553亿 28628亿
    58847亿元 近11万亿元 第四极 第七次 十年 821万 354万 8.5% 4.9% 第二波 一两个 一两个 一条? 3~5年 三省 一区 五大"""
    found = readings(ARTICLE.read_text(encoding="utf-8"))
    assert [r.text + ("" if r.certain else "?") for r in found] == expected.split()
