"""Which way a wording points: every gloss turned round is refused, true ones are not."""

import pytest

from dongbei_cli.readings import rows
from dongbei_cli.readings.polarity import TABLE, concepts
from dongbei_cli.rules.english import Gloss, Names, number_faults, swapped_roles
from dongbei_cli.rules.wording import miscounted, turned
from tests.rules.small import file_of, people


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("人口净流出354万", "A net outflow of 3.54 million people"),
        ("目标并没有实现", "The goal has not been achieved"),
        ("比重下降", "The share fell"),
        ("会议审议意见", "The meeting deliberates on the opinions"),
        ("预计产量上升", "Output is expected to rise"),
        ("可能不是资源问题", "It may not be a matter of resources"),
        ("原文未说明期限，也未列名单", "The article neither states a term nor lists names"),
        ("货源不足", "Freight is short"),
        ("少数企业经营水平提高", "A few firms are better managed"),
        ("仅有两条", "There are only two"),
        ("二十年来不遗余力", "For twenty years no effort has been spared"),
        ("居民消费价格由涨转降", "Consumer prices turned from rising to falling"),
        ("除甲县外，各县都通了光纤", "Apart from A, every county has optical fibre"),
        ("他坦言，人手不够是最大的难题", "He admits that the shortage of hands is the biggest problem"),
        ("这座大桥已于上月建成通车", "The bridge was completed and opened to traffic last month"),
        ("项目尚未获批", "The project has not yet been approved"),
        ("竞争日趋激烈", "Competition is getting fiercer by the day"),
        (
            "负债率为58.3%，比年初上升2.1个百分点",
            "The debt ratio was 58.3%, up 2.1 percentage points on the start of the year",
        ),
        ("海外收入12.7亿美元", "Overseas revenue of $1.27 billion"),
        ("环比减少逾六成", "Down by over 60% quarter on quarter"),
        ("扣除投资后的净利润", "Net profit excluding investment"),
        ("银行批准向该项目提供1.5亿美元贷款", "The bank granted the project a loan of 150 million dollars"),
        ("拟派发现金红利", "It plans to pay a cash dividend"),
        ("同比上涨0.1%，环比上涨0.3%", "Up 0.1% year on year and 0.3% month on month"),
        ("标准由20万元提高到25万元", "The rate was raised to 250,000 yuan, from 200,000"),
        ("收入分别增长9.6%、下降3.4%", "Revenue rose 9.6% and fell 3.4% respectively"),
        ("增速比上月低0.4个百分点", "The growth rate is 0.4 percentage points lower than a month earlier"),
        ("销量增长了1.2倍", "Sales rose by 120%"),
        ("规模不低于20亿元", "No less than 2 billion yuan"),
        ("规模不低于20亿元", "2 billion yuan or more"),
        ("价格不超过18亿元", "At most 1.8 billion yuan"),
        ("交易对价不超过18亿元", "The consideration is up to 1.8 billion yuan"),
        ("资金缺口依然存在", "The funding gap still exists"),
        ("中央补助11.5亿元", "1.15 billion yuan of central subsidies"),
        ("通过了《关于民营经济的若干措施》", "It adopted the Several Measures on the Private Economy"),
        ("居民自筹比例从40%降至30%", "The share raised by residents fell from 40% to 30%"),
        ("甲市增速最低", "A grew slowest"),
        ("实际到位资金", "Funds actually in place"),
        ("项目不落地", "Projects do not land"),
        ("德国复兴信贷银行承诺提供赠款", "KfW promised a grant"),
        ("43%计划扩产，31%维持不变，26%打算减产", "43% plan to expand, 31% to stay unchanged and 26% to cut output"),
        ("比原计划提前3个月", "3 months ahead of plan"),
    ],
)
def test_a_true_gloss_passes(chinese: str, english: str) -> None:
    """Words of the right direction, number of negations and degree."""
    assert list(turned(chinese, english)) == []


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("人口净流出354万", "A net inflow of 3.54 million people"),
        ("目标并没有实现", "The goal has been achieved"),
        ("目标已经实现", "The goal has not been achieved"),
        ("比重下降", "The share rose"),
        ("会议审议意见", "The meeting adopts the opinions"),
        ("预计产量上升", "Output rises"),
        ("可能不是资源问题", "It is certainly not a matter of resources"),
        ("原文未说明期限，也未列名单", "The article states a term and does not list names"),
        ("货源不足", "Freight is plentiful"),
        ("少数企业经营水平提高", "All firms are better managed"),
        ("仅有两条", "There are two"),
        ("产量明显增加", "Output rose slightly"),
        ("必须改革", "Reform is optional"),
        ("路子更宽阔", "The path is narrower"),
        ("构建交通运输网络", "The transport network is already in operation"),
        ("会议召开", "The meeting is to be held"),
        ("提升开放水平", "Scale back opening up"),
        ("提升开放水平", "Pull up the drawbridge"),
        ("抓住战略窗口期", "The strategic window has come and gone"),
        ("建立协同机制", "The mechanism is up and running"),
        ("面临新的重大机遇", "The opportunities are new"),
        ("提出多个措施", "It put forward a single measure"),
        ("除甲县外，都是净流出", "All counties had a net outflow"),
        ("全部条款", "Some of the clauses"),
        ("略有下降", "It collapsed"),
        ("逐步形成产业链", "Form industrial chains overnight"),
        ("有望建成", "It is certain to be built"),
        ("海外收入12.7亿美元", "Overseas revenue of 1.27 billion yuan"),
        ("海外收入12.7亿美元", "Overseas revenue of 1.27 billion Hong Kong dollars"),
        ("每吨9万元", "90,000 yuan per kilogram"),
        ("比年初上升2.1个百分点", "Up 2.1% on the start of the year"),
        ("同比增长4.3%", "Up 4.3% quarter on quarter"),
        ("环比减少逾六成", "Down by over 60% year on year"),
        ("6月底前全面清理", "Fully cleaned up after the end of June"),
        ("改造后，取暖费上涨", "Before the renovation heating fees rose"),
        ("去年价格上涨", "Prices rose this year"),
        ("明年下半年", "The latter half of this year"),
        ("扣除投资后的利润", "Profit before deducting investment"),
        ("扣除投资后增长", "Growth including investment"),
        ("净利润15.8亿元", "Gross profit of 1.58 billion yuan"),
        ("贷款", "grant"),
        ("冬季室温提高", "Indoor temperatures rose in summer"),
        ("中小企业", "Large enterprises"),
        ("已有312个小区完成改造", "312 compounds have started renovation"),
        ("拟派发现金红利", "It distributed a cash dividend"),
        ("融资难有所缓解", "The difficulty of financing worsened somewhat"),
        ("同比上涨0.1%，环比上涨0.3%", "Up 0.1% month on month and 0.3% year on year"),
        ("负债率58.3%，上升2.1个百分点", "The debt ratio was 58.3%, up 2.1%"),
        ("标准由20万元提高到25万元", "The rate was raised from 250,000 to 200,000 yuan"),
        ("标准由20万元提高到25万元", "The rate was raised to 200,000 yuan, from 250,000"),
        ("收入分别增长9.6%、下降3.4%", "Revenue rose 3.4% and fell 9.6% respectively"),
        ("收入分别为61.2亿元、70.5亿元", "Revenue was 7.05 billion and 6.12 billion yuan respectively"),
        ("出口增长2.6%，进口下降6.9%", "Exports fell 6.9% and imports rose 2.6%"),
        ("销量增长了1.2倍", "Sales grew to 1.2 times"),
        ("规模不低于20亿元", "No more than 2 billion yuan"),
        ("价格不超过18亿元", "At least 1.8 billion yuan"),
        ("维持不变", "It changed"),
        ("不应归咎于需求不足", "It should not be blamed on insufficient supply"),
        ("第二产业增加值", "Value added of tertiary industry"),
        ("出厂价格下降", "Consumer prices fell"),
    ],
)
def test_a_turned_gloss_is_refused(chinese: str, english: str) -> None:
    """The contrary word, a lost or added negation, a lost hedge."""
    assert list(turned(chinese, english))


@pytest.mark.parametrize(
    ("chinese", "english", "fault"),
    [
        ("收入分别为61.2亿元、70.5亿元", "Revenue was 6.12 and 7.05 billion yuan respectively", ""),
        ("收入分别为61.2亿元、70.5亿元", "Revenue was 6.12 and 7.06 billion yuan respectively", "'7.06 billion'"),
        ("明年下半年", "The second half of next year", ""),
        ("增长1.2倍", "Up 120%", ""),
        ("增长1.2倍", "Up 130%", "'130'"),
        ("南陵、东宁、白川三市", "Nanling, Dongning and Baichuan", ""),
        ("上月末", "The end of the previous month", ""),
        ("1月末", "The end of the previous month", "1月末"),
    ],
)
def test_numbers_are_those_of_the_chinese(chinese: str, english: str, fault: str) -> None:
    """The last of a list may give the scale of all; a count of what is listed may go, a month may not."""
    found = " ".join(map(str, number_faults(Gloss("k", chinese, english, (chinese,)), "2024-02-05", chinese)))
    assert fault in found
    assert bool(found) is bool(fault)


@pytest.mark.parametrize(
    ("english", "faults"),
    [
        ("Mayor 李清 and the governor 王武", 0),
        ("李清, mayor of the city, and 王武", 0),
        ("Governor 李清 and mayor 王武", 2),
    ],
)
def test_a_rank_is_that_of_its_person(english: str, faults: int) -> None:
    """What is behind a name, or is no rank, is not judged."""
    names = Names(file_of("市长李清与省长王武出席。", people=people("李清", "王武")))
    gloss = Gloss("title_en", "市长李清与省长王武出席", english, ())
    assert len(list(swapped_roles(names, gloss))) == faults


@pytest.mark.parametrize(
    ("chinese", "english", "sound"),
    [("未说", "not said", True), ("未说", "said", False), ("说", "not said", False), ("未来", "future", True)],
)
def test_negations_are_counted(chinese: str, english: str, sound: bool) -> None:
    """未来 is none."""
    assert (not list(miscounted(chinese, english))) is sound


def test_the_table_is_whole() -> None:
    """Every contrary that a line names has a line, and no line has a column too many or too few."""
    assert {len(row) for row in rows(TABLE)} == {6}
    assert {other for each in concepts().values() for other in each.contrary} <= concepts().keys()
