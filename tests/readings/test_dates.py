"""Dates in Chinese text, read against the day of publication."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli.readings import edtf
from dongbei_cli.readings.dates import readings, written
from tests.conftest import ROOT, cells
from tests.readings.test_edtf import dates

PUBLISHED = "2023-11-01T13:34"  # a Wednesday

# What a wording is read as: EDTF, then ? where not certain and * where the publication was needed.
WHOLE = """
二〇二三年十月二十七日=2023-10-27 | ２００３年１０月=2003-10 | 2003 年 10 月 27 日=2003-10-27
2015年至2020年=2015/2020 | 2015——2020年间=2015/2020 | ２０１５～２０２０年=2015/2020 | 2020—2021年度=2020/2021
2023年1—9月份=2023-01/2023-09 | 2023年前9个月=2023-01/2023-09 | 2023年前三季度=2023-01/2023-09
2022年11月—2023年2月=2022-11/2023-02 | 2022年11月至次年3月=2022-11/2023-03 | 2022年上半年=2022-40
2022年下半年以来=2022-07-01/2023-11-01?* | 2022年第三季度末=2022-35? | 2022年一季度到三季度=2022-01/2022-09
2022年夏天=2022-22 | 2023-11-01 13:34=2023-11-01T13:34 | 2023/11/01=2023-11-01
2023年10月27日上午9时30分=2023-10-27T09:30 | 2023年10月27日下午3点半=2023-10-27T15:30
2023年10月27日（周五）15：00=2023-10-27T15:00 | 2023年8月31日24时=2023-08-31 | “十四五”时期=2021/2025
“十四五”规划=2021/2025? | “十五”期间=2001/2005 | “二五”计划=1958/1962? | “十三五”以来=2016/2023?*
20世纪90年代末=199X? | 二十世纪九十年代=199X | 二十一世纪二十年代=202X | 2003年左右=2003~ | 大约2003年前后=2003~
2003年及以前=../2003 | 2003年10月之前=[..2003-10]? | 2003年10月至今=2003-10/2023-11* | 2003年以来=2003/2023?*
1949年10月1日以来=1949-10-01/2023-11-01?* | 去年底=2022?* | 今年年初=2023?* | 今年以来=2023-01-01/2023-11-01?*
9月以来=2023-09/2023-11?* | 下个月=2023-12* | 本月15日=2023-11-15* | 月底=2023-11?* | 年底前=[..2023]?*
10月中旬=2023-10-11/2023-10-20* | 2月29日=2020-02-29?* | 去年12月至今年3月=2022-12/2023-03*
11月至次年3月=2023-11/2024-03* | 12月至1月=2022-12/2023-01?* | 1-12月=2022-01/2022-12?*
10月27-28日=2023-10-27/2023-10-28* | 27至28日=2023-10-27/2023-10-28?* | 今年下半年=2023-41* | 一季度=2023-33?*
一至三季度=2023-01/2023-09?* | 今年前三季度=2023-01/2023-09* | 前10个月=2023-01/2023-10?* | 上世纪90年代=199X*
90年代=199X?* | 30年代=193X?* | 近年来=../2023-11-01?* | 近三年=2020/2023?* | 近两三年来=2020/2023?*
过去十年=2013/2023?* | 过去6个月=2023-05/2023-11?* | 20年前=2003?* | 二十多年前=[..2003]?* | 3个月前=2023-08?*
未来五年=2023/2028?* | 未来三个月=2023-11/2024-02?* | 本周=2023-10-30/2023-11-05* | 上周=2023-10-23/2023-10-29*
22年3月=2022-03?* | 上上周=2023-10-16/2023-10-22* | 下下周一=2023-11-13* | 大前天=2023-10-29* | 大后天=2023-11-04*
上周末=2023-10-28/2023-10-29?* | 上上个月=2023-09* | 本季度=2023-36* | 上季度=2023-35*
过去一周=2023-10-25/2023-11-01?* | 近30天=2023-10-02/2023-11-01?* | 近两周=2023-10-18/2023-11-01?*
未来两周=2023-11-01/2023-11-15?* | 两个季度以来=2023-05/2023-11?* | 三天前=2023-10-29?* | 五六十年代=195X/196X?*
二十世纪五六十年代=195X/196X | 上世纪七八十年代=197X/198X* | 2016—2020=2016/2020? | 2016—2020期间=2016/2020
1999至2003=1999/2003? | 一季度末=2023-33?* | 年末=2023?* | 6月上旬=2023-06-01/2023-06-10*
2022年6月上旬=2022-06-01/2022-06-10 | 2月下旬=2023-02-21/2023-02-28* | 10月下旬至11月上旬=2023-10-21/2023-11-10*
2021年底=2021? | 9月底=2023-09?* | 2022年春=2022-21 | 上一年=2022?* | 前一年=2022?* | 零七年八月二十九号=2007-08-29?*
九七年一季度=1997-33?* | 9月月底=2023-09?* | 20世纪60年代前期=196X?
"""

# Sentences, and the readings of each.
IN_TEXT = """
2003年10月，中共中央、国务院正式印发 | 2003年10月=2003-10
比重也从2003年的8.5%下降到2021年底的4.9% | 2003年=2003 ; 2021年底=2021?
2003~2022年之间，中央先后给 | 2003~2022年之间=2003/2022
在2010~2020年这十年间，东北地区 | 2010~2020年这十年间=2010/2020 || 2024年1月1日起施行 | 2024年1月1日起=2024-01-01/..
2022年冬季奥运会、2023年夏季达沃斯、2024年春节 | 2022年=2022 ; 2023年=2023 ; 2024年=2024
“十三五”期间，十二五时期 | “十三五”期间=2016/2020 ; 十二五时期=2011/2015 || 到“十四五”末 | “十四五”末=2025
签约2003年项目 | 2003年=2003 || 2030年前实现碳达峰 | 2030年前=[..2030]? || 2000年后，东北 | 2000年后=[2000..]?
2019年同期 | 2019年=2019? || 从1978年到现在 | 1978年到现在=1978/2023*
2003年10月印发。同年12月成立，次年3月实施 | 2003年10月=2003-10 ; 同年12月=2003-12? ; 次年3月=2004-03?
2022年10月起，上半年，印发意见 | 2022年10月起=2022-10/.. ; 上半年=2022-40?
2003年10月，印发意见，12日，成立小组 | 2003年10月=2003-10 ; 12日=2003-10-12?
10月27日召开的中共中央政治局会议 | 10月27日=2023-10-27* || 此前9月份召开的 | 9月份=2023-09*
今年是东北振兴战略实施20周年 | 今年=2023* || 去年同期 | 去年=2022?* || 本月、上月 | 本月=2023-11* ; 上月=2023-10*
9月份下降。增速与上月持平 | 9月份=2023-09* ; 上月=2023-10?* || 2022年末，比上年增长3% | 2022年末=2022? ; 上年=2021?*
比上年增长3% | 上年=2022* || 将于12月1日举行 | 12月1日=2023-12-01* || 定于10月召开 | 10月=2024-10?*
拟于明年3月召开 | 明年3月=2024-03* || 与2019年相比，9月份出口增长 | 2019年=2019 ; 9月份=2023-09*
1—9月份，规模以上工业企业 | 1—9月份=2023-01/2023-09*
10月27日、28日和30日 | 10月27日=2023-10-27* ; 28日=2023-10-28* ; 30日=2023-10-30* || 新华社27日电 | 27日=2023-10-27?*
这也是世纪之交 | 世纪之交=2000~?* || 解决世纪之初国企改革没有处理好的问题 | 世纪之初=20XX?*
近期将出台 | 近期=[2023-11-01..]?* || 对比此前的东北振兴 | 此前=[..2023-11-01]?*
昨日、昨天和前天 | 昨日=2023-10-31* ; 昨天=2023-10-31* ; 前天=2023-10-30* || 今天的中国 | 今天=2023-11-01?*
周三和周四 | 周三=2023-11-01?* ; 周四=2023-10-26?*
上周五、本周三、下周日 | 上周五=2023-10-27* ; 本周三=2023-11-01* ; 下周日=2023-11-12*
2021年5、6月 | 2021年5=2021-05 ; 6月=2021-06 || 10月27、28日 | 10月27=2023-10-27* ; 28日=2023-10-28*
3月三十 | 3月=2023-03?* || 2021年，全省增长6%，其中9月份出口增长3% | 2021年=2021 ; 9月份=2021-09?
去年，全省增长6%，其中9月份出口增长3% | 去年=2022* ; 9月份=2022-09?*
1948年，辽沈战役于9月12日打响 | 1948年=1948 ; 9月12日=1948-09-12?
至1949年1月5日。1月6日 | 1949年1月5日=1949-01-05 ; 1月6日=1949-01-06?
2003年10月，印发意见。10月27日，会议召开 | 2003年10月=2003-10 ; 10月27日=2003-10-27?
2003年启动。会议于10月27日召开 | 2003年=2003 ; 10月27日=2023-10-27?*
到2025年实现目标。9月召开会议 | 2025年=2025 ; 9月=2023-09?* || 2013年，比上年增长 | 2013年=2013 ; 上年=2012?*
截至15号，到2号线 | 15号=2023-10-15?* || 力争12月底前建成 | 12月底前=[..2023-12]?*
确保9月底前完成 | 9月底前=[..2024-09]?* || 自12月1日起施行 | 12月1日起=2023-12-01/..?*
2023年10月27，会议 | 2023年10月=2023-10? || 2003年10月10家企业 | 2003年10月=2003-10 || 八月十五 | 八月=2023-08?*
他在10月22出生，10月22家企业 | 10月=2023-10?* ; 10月=2023-10* || 那年9月，第二年3月 | 9月=2023-09?* ; 3月=2023-03?*
公元2000年，公元618年 | 2000年=2000
"""

# The day of publication, a text where it is more than its first reading, and the readings.
PUBLISHED_ELSEWHERE = """
2023-10-27: 10月27日=2023-10-27* | 2023-10-26: 10月27日=2022-10-27?* | 2024-01-05: 12月=2023-12*
2024-02-05: 5月=2023-05?* | 2024-01-05: 上月=2023-12* | 2024-03-01: 昨日=2024-02-29*
2024-03-01: 2月29日=2024-02-29?* | 2023-09-30: 四季度=2022-36?* | 2023-09-29: 前三季度=2022-01/2022-09?*
2023-03-15: 30日 =  | 2014-02-20: 比上年增长3% = 上年=2013?*
2014-02-20: 2013年末比上年末增加 = 2013年末=2013? ; 上年末=2012?*
2014-02-20: 2014年1月，比上年增长 = 2014年1月=2014-01 ; 上年=2013*
2024-03-05: 确保9月底前完成 = 9月底前=[..2024-09]?* | 2023-09-15: 自10月1日起施行 = 10月1日起=2023-10-01/..?*
2001-05-01: 98年3月=1998-03?* | 2024-03-05: 2月下旬=2024-02-21/2024-02-29* | 1995-03-15: 90年代=199X?*
1995-03-15: 上世纪90年代=189X* | 2023-11-30T08:00: 未来三个月=2023-11/2024-02?*
"""

# Paragraphs are parted by /.
ACROSS_PARAGRAPHS = """
2019年启动。/增长。/稳定。/9月12日召开 | 2019年=2019 ; 9月12日=2023-09-12?*
2019年启动。/增长。/稳定。/9月12日召开，10月1日印发 | 2019年=2019 ; 9月12日=2023-09-12?* ; 10月1日=2023-10-01?*
2019年启动。/9月12日召开。/增长。/10月1日印发 | 2019年=2019 ; 9月12日=2023-09-12?* ; 10月1日=2023-10-01?*
2019年启动。/今年增长。/稳定。/9月12日召开 | 2019年=2019 ; 今年=2023* ; 9月12日=2023-09-12*
2019年启动。/2023年增长。/稳定。/9月12日召开 | 2019年=2019 ; 2023年=2023 ; 9月12日=2023-09-12*
2019年启动。/增长。/稳定。/今年9月12日召开 | 2019年=2019 ; 今年9月12日=2023-09-12*
2003~2022年之间增长。/增长。/稳定。/9月12日召开 | 2003~2022年之间=2003/2022 ; 9月12日=2023-09-12*
与2019年相比增长。/增长。/稳定。/9月12日召开 | 2019年=2019 ; 9月12日=2023-09-12*
增长。/增长。/稳定。/9月12日召开 | 9月12日=2023-09-12*
"""

NO_DATE = """
东北振兴战略实施20周年、20年后东北新一轮全面振兴、3~5年、两年多、这十年间、第七次人口普查
821万人、110月、3.10月、10个月、数月底、前七十月、前13个月、前百五两月
5000年文明、2000年历史、百年未有之大变局
每年9月、每年10月27日、历年10月、每月15日、每周三、每年的3月、每逢10月、下下下个月、闰4月
农历八月十五、公元前221年、贞观三年、十月革命、2000-2050亿元、2020-21赛季、1号文件
三五成群，一五一十，九五折，二十五，十五年，十四五个
5日均线，3日内，7日游
如今年轻人、说明年报、过去年均增长、基本月度、成本月均、样本周期、以上年度、以前年度
同年12月、当月、2023年2月30日、2023-13-01、2023-02-30
21世纪经济报道、21世纪海上丝绸之路
https://www.yicai.com/2023/11/01/101892908.html
同比增长5.6%，近11万亿元，达32553亿、28628亿
"""


def shown(text: str, published: str = PUBLISHED) -> str:
    """Show the readings of a text as the tables do."""
    return " ; ".join(
        f"{r.text}={r.edtf}{'' if r.certain else '?'}{'*' if r.relative else ''}" for r in readings(text, published)
    )


@pytest.mark.parametrize("cell", cells(WHOLE))
def test_reads_a_date_whole(cell: str) -> None:
    """Each wording gives its date, is honest about its certainty, and says when it needed the publication."""
    assert shown(cell.partition("=")[0]) == cell


@pytest.mark.parametrize("row", IN_TEXT.strip().replace("\n", " || ").split(" || "))
def test_reads_dates_in_a_sentence(row: str) -> None:
    """What precedes and follows a date decides its year, and whether that is certain."""
    text, expected = row.split(" | ")
    assert shown(text) == expected


@pytest.mark.parametrize("row", ACROSS_PARAGRAPHS.strip().splitlines())
def test_another_year_far_above_leaves_a_bare_date_uncertain(row: str) -> None:
    """The publication gives the year for certain only where the text was last in that year, or in none."""
    text, expected = row.split(" | ")
    assert shown(text.replace("/", "\n")) == expected


@pytest.mark.parametrize("text", NO_DATE.strip().replace("\n", "、").split("、"))
def test_leaves_alone(text: str) -> None:
    """Durations, recurrences, names, other numbers and impossible days are no dates."""
    assert shown(text) == ""


@pytest.mark.parametrize("cell", cells(PUBLISHED_ELSEWHERE))
def test_reads_against_the_publication(cell: str) -> None:
    """The same words mean other days under another date of publication."""
    published, whole = cell.split(": ")
    text, _, expected = whole.rpartition(" = ")
    assert shown(text or whole.partition("=")[0], published) == expected


@pytest.mark.parametrize("published", ["2023", "2023-11", "2023/2024", "[..2023-11-01]", "昨日", ""])
def test_needs_the_day_of_publication(published: str) -> None:
    """A publication that is not a day is refused: a bare 10月27日 would hang in the air."""
    with pytest.raises(ValueError, match="write"):
        readings("2003年", published)


def test_places_are_code_points_of_the_text_as_given() -> None:
    """Full-width digits do not shift places, and the words are those of the text, not their folded form."""
    text = "🙂从２００３年到2021年底，再到１０月份"
    found = readings(text, PUBLISHED)
    assert [r.text for r in found] == [text[r.start : r.end] for r in found] == ["２００３年到2021年底", "１０月份"]


def test_a_paragraph_reads_alone_as_in_the_article() -> None:
    """The whole article gives what its paragraphs give."""
    (file,) = (ROOT / "seeds").glob("*.txt")
    article = file.read_text(encoding="utf-8")
    alone = [reading[2:] for line in article.split("\n") for reading in readings(line, PUBLISHED)]
    assert [reading[2:] for reading in readings(article, PUBLISHED)] == alone
    assert len(alone) == 22


SIGNS = "至~前后底，。十五“”90近三年来一约同次/-2023号的周本每今日月时起多间０旬天上末\n"
WORDS = "2003年 去年 10月 27日 以来 世纪 年代 个月 季度 上半年 （存疑） 13:34 二〇 未来 上年 公元前 确保"


@given(st.lists(st.sampled_from([*SIGNS, *WORDS.split()]), max_size=14).map("".join))
def test_readings_are_ordered_apart_and_valid(text: str) -> None:
    """Whatever stands in the text, readings go from left to right, share nothing, and are EDTF."""
    found = readings(text, PUBLISHED)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for reading in found:
        assert reading.text == text[reading.start : reading.end] != ""
        assert edtf.parse(reading.edtf).text == reading.edtf


DAYS = st.dates(date(1000, 1, 1), date(2199, 12, 28))
TIMES = st.builds("{}T{:%H}".format, DAYS, st.times()) | st.builds("{}T{:%H:%M}".format, DAYS, st.times())


@given(dates(DAYS) | TIMES, st.sampled_from(["{}", "经济在{}，比重", "共8.5%，{}的"]))
def test_written_dates_are_read_back(text: str, frame: str) -> None:
    """Writing a date in Chinese and reading it again is the identity, with certainty and without the publication."""
    before, after = frame.split("{}")
    words = written(text)
    whole = f"{before}{words}{after}"
    assert readings(whole, PUBLISHED) == [(len(before), len(whole) - len(after), words, text, True, False)]


@given(st.integers(1, 12), st.integers(1, 28))
def test_bare_days_never_pass_the_publication(month: int, day: int) -> None:
    """A month and day without a year is the latest that is not after the publication."""
    (found,) = readings(f"{month}月{day}日", PUBLISHED)
    year = 2023 if (month, day) <= (11, 1) else 2022
    assert (found.edtf, found.relative) == (f"{year}-{month:02}-{day:02}", True)
