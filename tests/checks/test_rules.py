"""Every rule of the proof: a small sound base passes all, each bad base is refused by its rule at its line."""

from pathlib import Path

import pytest
from dongbei_cli.facts import loader

from dongbei_cli import checks
from tests.conftest import Writer

ARTICLE = """\
# 滨江两港合作升温

**陆远**

**2022-06-10**

**来源：滨江日报**

滨江省统计局6月8日公布的数据显示，2021年，东港和西港的吞吐量分别为1200万吨、800万吨，合计吞吐量近2300万吨。

5月20日召开的滨江港航工作会议审议《滨江港航发展意见》。会议强调，要统一调度平台。

“港口合作才刚开始。”滨江大学教授周文接受采访时表示，两港各有长处。他建议，建设铁路、公路和航道。
"""
FACTS = """\
sources:
  - id: paper
    file: article.txt
    sha256: {sha256}
    title: 滨江两港合作升温
    title_en: Two ports work together more
    author: 陆远
    author_en: Lu Yuan
    publisher: 滨江日报
    publisher_en: Binjiang Daily
    published: 2022-06-10
    url: https://example.org/a

topics:
  - slug: ports
    zh: 港口
    en: ports

areas:
  - slug: transport
    zh: 交通
    en: transport

regions:
  - slug: east
    zh: 东港
    en: East Port
  - slug: west
    zh: 西港
    en: West Port

events:
  - id: published
    title: 文章发布
    title_en: The article is published
    topics: [ports]
    date: 2022-06-10
    date_text: "2022-06-10"
    category: publication
    actors: [陆远]
    anchors:
      - exact: "2022-06-10"
      - exact: "陆远"
  - id: data
    title: 滨江省统计局公布数据
    title_en: The statistical office publishes data
    topics: [ports]
    date: 2022-06-08
    date_text: 6月8日
    category: publication
    actors: [滨江省统计局]
    anchors:
      - exact: "滨江省统计局6月8日公布的数据显示"
  - id: meeting
    title: 滨江港航工作会议召开
    title_en: The conference on ports and shipping meets
    topics: [ports]
    date: 2022-05-20
    date_text: 5月20日
    category: meeting
    actors: [滨江港航工作会议]
    anchors:
      - exact: "5月20日召开的滨江港航工作会议审议《滨江港航发展意见》"

figures:
  - id: east-2021
    title: 东港的吞吐量
    title_en: Throughput of East Port
    topics: [ports]
    indicator: 吞吐量
    indicator_en: throughput
    region: 东港
    period: 2021
    value: 1200
    unit: 万吨
    qualifier: exact
    written: 1200万吨
    anchors:
      - exact: "2021年，东港和西港的吞吐量分别为1200万吨、800万吨"
  - id: west-2021
    title: 西港的吞吐量
    title_en: Throughput of West Port
    topics: [ports]
    indicator: 吞吐量
    indicator_en: throughput
    region: 西港
    period: 2021
    value: 800
    unit: 万吨
    qualifier: exact
    written: 800万吨
    anchors:
      - exact: "2021年，东港和西港的吞吐量分别为1200万吨、800万吨"
  - id: total-2021
    title: 合计吞吐量
    title_en: Throughput of both
    topics: [ports]
    indicator: 合计吞吐量
    indicator_en: total throughput
    period: 2021
    value: 2300
    unit: 万吨
    qualifier: nearly
    written: 近2300万吨
    anchors:
      - exact: "合计吞吐量近2300万吨"
  - id: ports-two
    title: 合作的两港
    title_en: The two ports that work together
    topics: [ports]
    indicator: 港数
    indicator_en: number of ports
    value: 2
    unit: 港
    qualifier: exact
    written: 两港
    anchors:
      - exact: "滨江两港合作升温"
      - exact: "两港各有长处"

quotes:
  - id: zhou-beginning
    title: 港口合作才刚开始
    title_en: Cooperation of the ports has only begun
    topics: [ports]
    text_en: The ports have only begun to work together.
    speaker: 周文
    speech: direct
    verb: 表示
    occasion: 接受采访
    anchors:
      - exact: "港口合作才刚开始。"
      - exact: "滨江大学教授周文接受采访时表示"
  - id: zhou-strengths
    title: 两港各有长处
    title_en: The two ports each have their strengths
    topics: [ports]
    text_en: The two ports each have strengths of their own
    speaker: 周文
    speech: reported
    verb: 表示
    anchors:
      - exact: "两港各有长处"
      - exact: "滨江大学教授周文接受采访时表示"

measures:
  - id: platform
    title: 统一调度平台
    title_en: One platform for dispatching
    topics: [ports]
    area: transport
    status: official
    proposer: 滨江港航工作会议
    date: 2022-05-20
    anchors:
      - exact: "要统一调度平台"
      - exact: "会议强调"
  - id: links
    title: 建设铁路、公路和航道
    title_en: Build railways, roads and waterways
    topics: [ports]
    area: transport
    status: proposed
    proposer: 周文
    components: [铁路, 公路, 航道]
    anchors:
      - exact: "建设铁路、公路和航道"
      - exact: "他建议"

claims:
  - id: warmer
    title: 滨江两港合作升温
    title_en: The two ports of Binjiang work together more
    topics: [ports]
    attribution: heading
    anchors:
      - exact: "滨江两港合作升温"

people:
  - id: lu-yuan
    title: 陆远
    title_en: Lu Yuan
    topics: [ports]
    name: 陆远
    name_en: Lu Yuan
    pinyin: Lù Yuǎn
    role: 作者
    role_en: author
    anchors:
      - exact: "陆远"
  - id: zhou-wen
    title: 周文
    title_en: Zhou Wen
    topics: [ports]
    name: 周文
    name_en: Zhou Wen
    pinyin: Zhōu Wén
    role: 滨江大学教授
    role_en: professor at Binjiang University
    affiliation: 滨江大学
    affiliation_en: Binjiang University
    anchors:
      - exact: "滨江大学教授周文"

organizations:
  - id: office
    title: 滨江省统计局
    title_en: Statistical office of Binjiang
    topics: [ports]
    name: 滨江省统计局
    name_en: Statistical office of Binjiang
    pinyin: Bīnjiāng Shěng Tǒngjìjú
    type: government
    anchors:
      - exact: "滨江省统计局"
  - id: university
    title: 滨江大学
    title_en: Binjiang University
    topics: [ports]
    name: 滨江大学
    name_en: Binjiang University
    pinyin: Bīnjiāng Dàxué
    type: research
    anchors:
      - exact: "滨江大学"
  - id: conference
    title: 滨江港航工作会议
    title_en: Conference on ports and shipping
    topics: [ports]
    name: 滨江港航工作会议
    name_en: Binjiang conference on ports and shipping
    pinyin: Bīnjiāng Gǎngháng Gōngzuò Huìyì
    type: meeting
    anchors:
      - exact: "滨江港航工作会议"

documents:
  - id: opinions
    title: 滨江港航发展意见
    title_en: Opinions on ports and shipping
    topics: [ports]
    name: 滨江港航发展意见
    name_en: Opinions on the development of ports and shipping
    anchors:
      - exact: "《滨江港航发展意见》"

relations:
  - id: throughput-sum
    kind: sum
    whole: total-2021
    parts: [east-2021, west-2021]
    discrepancy: 两港之和为2000万吨，与“近2300万吨”不符
    discrepancy_en: the two ports handle 20 million tonnes together; the article says nearly 23 million

waivers:
  - exact: "来源：滨江日报"
    reason: metadata
"""
BAD = (
    ("source-pinned", "sha256: {sha256}", f"sha256: {'0' * 64}", 4),
    ("ids-unique", "id: lu-yuan", "id: zhou-wen", 191),
    ("vocabulary", "area: transport\n    status: proposed", "area: transprot\n    status: proposed", 162),
    ("references-resolve", "proposer: 周文", "proposer: 周闻", 164),
    ("anchor-verbatim", 'exact: "要统一调度平台"', 'exact: "要统一调配平台"', 156),
    ("anchor-unique", 'exact: "陆远"\n  - id: data', 'exact: "滨江"\n  - id: data', 43),
    ("source-as-stated", "author: 陆远", "author: 陆源", 7),
    ("source-as-stated", "published: 2022-06-10", "published: 2022-06-11", 11),
    ("anchor-whole-number", 'exact: "合计吞吐量近2300万吨"', 'exact: "合计吞吐量近2300"', 106),
    ("anchor-whole-words", 'exact: "合计吞吐量近2300万吨"', 'exact: "计吞吐量近2300万吨"', 106),
    ("anchor-whole-words", 'exact: "合计吞吐量近2300万吨"', 'exact: "，合计吞吐量近2300万吨"', 106),
    ("anchors-belong-together", 'exact: "合计吞吐量近2300万吨"',
     'exact: "合计吞吐量近2300万吨"\n      - exact: "他建议"', 107),
    ("title-as-anchored", "title: 统一调度平台", "title: 新的机构设置", 156),
    ("value-in-anchor", "value: 800", "value: 900", 88),
    ("value-in-anchor", "qualifier: nearly", "qualifier: exact", 103),
    ("value-in-anchor", "unit: 港", "unit: 个", 114),
    ("value-in-anchor", "value: 1200\n    unit: 万吨\n    qualifier: exact\n    written: 1200万吨",
     "value: 800\n    unit: 万吨\n    qualifier: exact\n    written: 800万吨", 77),
    ("indicator-in-anchor", "indicator: 合计吞吐量", "indicator: 新增贷款", 98),
    ("region-in-anchor", "region: 东港", "region: 西港", 72),
    ("date-in-anchor", "date: 2022-05-20\n    date_text", "date: 2022-05\n    date_text", 58),
    ("date-in-anchor", "period: 2021\n    value: 800", "period: 2020\n    value: 800", 87),
    ("date-in-anchor", "date: 2022-05-20\n    anchors", "date: 2022-05-21\n    anchors", 154),
    ("speaker-in-context", "speaker: 周文\n    speech: direct", "speaker: 陆远\n    speech: direct", 127),
    ("proposer-in-context", "proposer: 周文", "proposer: 陆远", 164),
    ("proposer-in-context", "status: official", "status: proposed", 152),
    ("speech-kind", "speech: direct", "speech: reported", 128),
    ("speech-kind", "speech: reported", "speech: direct", 140),
    ("speech-kind", "verb: 表示\n    occasion", "verb: 强调\n    occasion", 129),
    ("name-in-anchor", "name: 滨江港航发展意见", "name: 滨江港航发展规划", 242),
    ("role-as-stated", "role: 滨江大学教授", "role: 滨江大学院长", 198),
    ("listed-in-anchor", "actors: [滨江省统计局]", "actors: [滨江大学]", 51),
    ("listed-in-anchor", "components: [铁路, 公路, 航道]", "components: [铁路, 航道]", 165),
    ("pinyin-agrees", "pinyin: Zhōu Wén", "pinyin: Zhōu Wáng", 197),
    ("attribution-as-placed", "attribution: heading", "attribution: reporter", 175),
    ("gloss-agrees", "title_en: The two ports each", "title_en: The three ports each", 136),
    ("title-as-said", "title: 东港的吞吐量", "title: 西港的吞吐量", 67),
    ("title-as-said", "title: 合计吞吐量\n", "title: 2020年合计吞吐量\n", 95),
    ("title-as-said", "title: 合作的两港", "title: 合作的三港", 108),
    ("title-as-said", "title: 滨江港航工作会议召开", "title: 滨江大学会议召开", 55),
    ("title-as-said", "title: 港口合作才刚开始", "title: 港口合作才刚结束", 123),
    ("title-as-said", "title: 两港各有长处", "title: 两港没有长处", 135),
    ("names-as-glossed", "title_en: Throughput of East Port", "title_en: Throughput of West Port", 68),
    ("names-as-glossed", "role_en: professor at", "role_en: vice-professor at", 199),
    ("one-english", "affiliation_en: Binjiang University", "affiliation_en: University of Binjiang", 201),
    ("note-as-told", "written: 800万吨\n", "written: 800万吨\n    note: 原文写“800万吨”。\n", 92),
    ("note-as-told", "written: 800万吨\n",
     "written: 800万吨\n    note: 原文写900万吨。\n    note_en: The article writes 9 million tonnes.\n", 92),
    ("relation-holds", "parts: [east-2021, west-2021]", "parts: [east-2021, ports-two]", 251),
    ("relation-holds", "两港之和为2000万吨", "两港之和为2100万吨", 252),
)  # fmt: skip
"""A rule, the words to replace, what replaces them, and the line where the rule then finds fault."""
ELSEWHERE = (
    ("coverage", 'waivers:\n  - exact: "来源：滨江日报"\n    reason: metadata\n', "", 7),
    ("speech-recorded", 'exact: "建设铁路、公路和航道"', 'exact: "建设铁路"', 13),
    ("events-recorded", "category: meeting", "category: strategy", 11),
)
"""The same of rules that find fault in the article, at its line."""


def outcomes(path: Path) -> dict[str, checks.Outcome]:
    """What each rule finds in a base that can be read."""
    file, problems = loader.load(path)
    assert file is not None, problems
    return {outcome.rule: outcome for outcome in checks.prove(file)}


def test_a_sound_base_passes_every_rule(write_base: Writer) -> None:
    """The base below, which the bad ones are made of, has no fault, and no rule runs on nothing."""
    found = outcomes(write_base(FACTS, ARTICLE))
    assert [problem for outcome in found.values() for problem in outcome.problems] == []
    assert all(outcome.proved for outcome in found.values())


@pytest.mark.parametrize(("rule", "old", "new", "line"), BAD + ELSEWHERE)
def test_a_bad_base_is_refused_by_its_rule_at_its_line(
    write_base: Writer, rule: str, old: str, new: str, line: int
) -> None:
    """One replacement makes the rule fail, there."""
    assert FACTS.count(old) == 1
    outcome = outcomes(write_base(FACTS.replace(old, new), ARTICLE))[rule]
    assert line in [problem.place.line for problem in outcome.problems]
    assert all(problem.message and problem.hint for problem in outcome.problems)


def test_every_rule_has_a_bad_base() -> None:
    """No rule is without a base that it refuses."""
    assert {rule for rule, *_ in BAD + ELSEWHERE} == {checks.rule_id(rule) for rule in checks.RULES}
    assert all("Fails:" in (rule.__doc__ or "") for rule in checks.RULES)
