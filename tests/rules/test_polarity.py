"""Which way a wording points: every gloss turned round is refused, true ones are not."""

import pytest

from dongbei_cli.readings import rows
from dongbei_cli.readings.polarity import TABLE, concepts
from dongbei_cli.rules.wording import miscounted, turned


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
    ],
)
def test_a_turned_gloss_is_refused(chinese: str, english: str) -> None:
    """The contrary word, a lost or added negation, a lost hedge."""
    assert list(turned(chinese, english))


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
