"""The rule that nothing in an article is left unclaimed, and what its waivers excuse."""

import pytest

from dongbei_cli import rules
from dongbei_cli.curate import load
from dongbei_cli.errors import Problem
from dongbei_cli.rules.annotation import coverage
from tests.conftest import Writer

ARTICLE = """\
# 湾区外贸回升

**甲某**

![](https://e.org/2024/08/a.jpg)

**新的一页**

2023年，湾区出口达500亿元，商会发布《报告》。“要开放。”会长王五表示，包括减税等。（完）【编辑：赵六】
"""
FACTS = """\
sources:
  - {id: paper, file: article.txt, sha256: {sha256}, title: 题, title_en: T, author: 甲某, author_en: A,
     publisher: 某报, publisher_en: P, published: 2024-08-15, url: "https://e.org/a"}
topics:
  - {slug: trade, zh: 外贸, en: trade}
figures:
  - {id: exports, {common}, indicator: 出口, indicator_en: exports, period: 2023, value: 500, unit: 亿元,
     qualifier: exact, written: 500亿元, anchors: [{exact: 2023年，湾区出口达500亿元}]}
quotes:
  - {id: opening, {common}, text_en: We must open up., speaker: 王五, speech: direct, verb: 表示,
     anchors: [{exact: 要开放。}, {exact: 会长王五表示}]}
  - {id: taxes, {common}, text_en: Taxes must be cut., speaker: 王五, speech: reported, verb: 表示,
     anchors: [{exact: 减税}]}
claims:
  - {id: recovery, {common}, attribution: heading, anchors: [{exact: 湾区外贸回升}]}
people:
  - {id: wang-wu, {common}, name: 王五, name_en: Wang Wu, pinyin: Wáng Wǔ, role: 会长, role_en: chair,
     anchors: [{exact: 会长王五}]}
documents:
  - {id: report, {common}, name: 报告, name_en: Report, anchors: [{exact: 商会发布《报告》}]}
waivers:
  - {exact: 甲某, reason: metadata}
  - {exact: "![](https://e.org/2024/08/a.jpg)", reason: image}
  - {exact: 新的一页, reason: heading}
  - {exact: （完）【编辑：赵六】, reason: metadata}
""".replace("{common}", "title: 题, title_en: T, topics: [trade]")


def found(write_base: Writer, facts: str = FACTS, article: str = ARTICLE) -> list[Problem]:
    """What the rule finds wrong in a base that can be read."""
    file, problems = load.load(write_base(facts, article))
    assert file is not None, problems
    return [each for each in rules.judged(file, coverage) if isinstance(each, Problem)]


def test_a_complete_base_is_proved(write_base: Writer) -> None:
    """包括 and 等 may be free between anchors; who signs is waived in a part of a line."""
    assert found(write_base) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "expected"),
    [
        ("。“要", "，其中进口三成。“要", 9, "sentence '其中进口三成'"),
        ("500亿元，", "500亿元，增长8.2%，", 9, "sentence '增长8.2'"),
        ("包括减税等", "包括减税降费等", 9, "sentence '降费等'"),
        ("**新的一页**", "**2024年新的一页**", 7, "sentence '2024年新的一页'"),
        ("某**", "某**\n\n**某报**", 5, "sentence '某报'"),
        ("《报告》。", "《报告》。近日降息。", 9, "sentence '近日降息'"),
        ("减税等。", "减税等。如“特区”。", 9, "sentence '如“特区'"),
    ],
)
def test_what_no_record_claims_is_told_once_at_its_place(
    write_base: Writer, before: str, after: str, line: int, expected: str
) -> None:
    """Words and the numbers, dates and names among them are one problem, with line and column."""
    article = ARTICLE.replace(before, after)
    problems = [problem for problem in found(write_base, article=article) if problem.place.file.endswith(".txt")]
    assert [(problem.place.line, problem.message.split(": ")[0]) for problem in problems] == [(line, expected)]
    column = article.split("\n")[line - 1].rindex(expected.split("'")[1]) + 1
    assert problems[0].place.column == column


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("written: 500亿元", "written: 50亿元", "quantity '500亿元'"),
        ("speech: direct", "speech: reported", "quotation '“要开放。”'"),
    ],
)
def test_only_the_right_record_claims_a_thing(write_base: Writer, before: str, after: str, expected: str) -> None:
    """A quantity wants the figure that has it, speech its quote."""
    problems = found(write_base, FACTS.replace(before, after))
    assert [problem.message.split(": ")[0] for problem in problems] == [expected]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("exact: 新的一页", "exact: 新的一", "not just this line"),
        ("exact: 新的一页", "exact: 包括", "is no heading"),
        ("reason: heading", "reason: image", "is no image"),
        ("reason: heading", "reason: metadata", "which its entry under sources does not"),
        ("exact: 甲某, reason: metadata", "exact: 甲某, reason: misread", "holds no number and no date"),
        ("exact: 甲某, reason: metadata", "exact: 甲某, reason: heading", "is metadata"),
        ("exact: 甲某, reason: metadata", "exact: 湾区外贸回升, reason: heading", "claimed by a record"),
        ("reason: image", "reason: heading", "is no heading"),
    ],
)
def test_a_waiver_beyond_its_limits_is_refused(write_base: Writer, before: str, after: str, why: str) -> None:
    """A waiver that is widened, narrowed, moved or given another reason is a problem of its line in facts.yaml."""
    problems = found(write_base, FACTS.replace(before, after, 1))
    assert [why in problem.message for problem in problems if problem.place.file.endswith(".yaml")] == [True]


@pytest.mark.parametrize("heading", ["出口再增三成", "今年出口再增", "王五的一页"])
def test_a_heading_that_states_something_is_not_waived(write_base: Writer, heading: str) -> None:
    """Numbers, dates and names of a heading want a record, its other words do not."""
    changed = (FACTS.replace("新的一页", heading), ARTICLE.replace("新的一页", heading))
    assert ["states" in problem.message for problem in found(write_base, *changed)][:1] == [True]


def test_a_misread_number_is_waived_inside_claimed_words(write_base: Writer) -> None:
    """减税 is claimed by its quote; what is read as a number in it counts nothing."""
    article, facts = ARTICLE.replace("减税", "五台减税"), FACTS.replace("exact: 减税", "exact: 五台减税")
    assert [problem.message.split(": ")[0] for problem in found(write_base, facts, article)] == ["quantity '五台'"]
    assert found(write_base, f"{facts}  - {{exact: 五台, reason: misread}}\n", article) == []


def test_a_source_without_a_day_cannot_be_read(write_base: Writer) -> None:
    """Dates are read against a day; a source dated by the month is refused and no traceback."""
    problems = found(write_base, FACTS.replace("published: 2024-08-15", "published: 2024-08"))
    assert [problem.message for problem in problems] == ["dates cannot be read without the day"]
