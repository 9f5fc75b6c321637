"""The rule `coverage`: what an article holds is claimed by the right record or waived, else named at its place."""

import hashlib
from pathlib import Path

import msgspec
import pytest
from dongbei_cli.checks.coverage import coverage
from dongbei_cli.facts import entries, loader
from dongbei_cli.facts.factfile import FactFile

from dongbei_cli import checks
from dongbei_cli.problems import Problem
from tests.conftest import ROOT

BASES = [ROOT / "facts.yaml", ROOT / "tests" / "data" / "lanjiang" / "facts.yaml"]
ARTICLE = """\
# 湾区外贸回升

**甲某**

![](https://e.org/2024/08/a.jpg)

**新的一页**

2023年，湾区出口达500亿元，商会发布《报告》。“要开放。”会长王五表示，包括减税等。
"""
FACTS = """\
sources:
  - {id: paper, file: article.txt, sha256: SHA, title: 题, title_en: T, author: 甲某, author_en: A, publisher: 某报,
     publisher_en: P, published: 2024-08-15, url: "https://e.org/a"}
topics:
  - {slug: trade, zh: 外贸, en: trade}
figures:
  - id: exports
    {common}
    indicator: 出口
    indicator_en: exports
    period: 2023
    value: 500
    unit: 亿元
    qualifier: exact
    written: 500亿元
    anchors:
      - exact: 2023年，湾区出口达500亿元
quotes:
  - id: opening
    {common}
    text_en: We must open up.
    speaker: 王五
    speech: direct
    verb: 表示
    anchors:
      - exact: 要开放。
      - exact: 会长王五表示
  - id: taxes
    {common}
    text_en: Taxes must be cut.
    speaker: 王五
    speech: reported
    verb: 表示
    anchors:
      - exact: 减税
claims:
  - id: recovery
    {common}
    attribution: heading
    anchors:
      - exact: 湾区外贸回升
people:
  - id: wang-wu
    {common}
    name: 王五
    name_en: Wang Wu
    pinyin: Wáng Wǔ
    role: 会长
    role_en: chair
    anchors:
      - exact: 会长王五
documents:
  - id: report
    {common}
    name: 报告
    name_en: Report
    anchors:
      - exact: 商会发布《报告》
waivers:
  - exact: 甲某
    reason: metadata
  - exact: "![](https://e.org/2024/08/a.jpg)"
    reason: image
  - exact: 新的一页
    reason: heading
""".replace("{common}", "title: 题\n    title_en: T\n    topics: [trade]")


def loaded(folder: Path, facts: str = FACTS, article: str = ARTICLE) -> FactFile:
    """A base as `verify` has it before the rules."""
    (folder / "article.txt").write_text(article)
    (folder / "facts.yaml").write_text(facts.replace("SHA", hashlib.sha256(article.encode()).hexdigest()))
    file, problems = loader.load(folder / "facts.yaml")
    assert problems == []
    assert file is not None
    return file


def problems(file: FactFile) -> list[Problem]:
    """What the rule finds wrong."""
    return [verdict for verdict in coverage(file) if verdict is not None]


def told(file: FactFile) -> list[tuple[str, int, int, str]]:
    """File, line, column and the beginning of each problem."""
    return [(Path(p.place.file).name, p.place.line, p.place.column, p.message.split(": ")[0]) for p in problems(file)]


@pytest.mark.parametrize("path", BASES, ids=["shipped", "second"])
def test_a_complete_base_is_proved(path: Path) -> None:
    """The shipped base and the second one leave nothing unclaimed, and the rule looked at much of each."""
    file, _ = loader.load(path)
    assert file is not None
    verdicts = list(coverage(file))
    assert [verdict for verdict in verdicts if verdict] == []
    assert len(verdicts) > 80


def test_the_rule_is_run_by_verify() -> None:
    """`coverage` is one of the rules."""
    assert "coverage" in [checks.rule_id(rule) for rule in checks.RULES]


def test_a_small_complete_base_is_proved(tmp_path: Path) -> None:
    """The base that the other tests break holds as it stands; 包括 and 等 stand free in it."""
    assert told(loaded(tmp_path)) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "expected"),
    [
        ("。“要", "，其中进口三成。“要", 9, {"sentence": "其中进口三成", "quantity": "三成"}),
        ("500亿元，", "500亿元，增长，", 9, {"sentence": "增长"}),
        ("包括减税等", "包括减税降费等", 9, {"sentence": "降费等"}),
        ("包括减税等", "包括减税而不降费", 9, {"sentence": "而不降费"}),
        ("**新的一页**", "**2024年新的一页**", 7, {"sentence": "2024年新的一页", "digits": "2024", "date": "2024年"}),
        ("某**", "某**\n\n**某报**", 5, {"sentence": "某报", "name": "某报"}),
        ("《报告》。", "《报告》。近日降息。", 9, {"sentence": "近日降息", "date": "近日"}),
        ("减税等。", "减税等。王五说。", 9, {"sentence": "王五说", "name": "王五"}),
        ("减税等。", "减税等。如“特区”。", 9, {"sentence": "如“特区", "quotation": "“特区”"}),
        ("减税等。", "减税等。见《通知》。", 9, {"sentence": "见《通知", "title": "《通知》"}),
    ],
)
def test_words_that_no_record_claims_are_named_at_their_place(
    tmp_path: Path, before: str, after: str, line: int, expected: dict[str, str]
) -> None:
    """What is added to the article without a record is told as the sort of thing it is, with line and column."""
    article = ARTICLE.replace(before, after)
    text = article.split("\n")[line - 1]
    places = {("article.txt", line, text.rindex(words) + 1, f"{sort} {words!r}") for sort, words in expected.items()}
    found = told(loaded(tmp_path, article=article))
    assert {place for place in found if place[0] == "article.txt"} == places


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("exports", {"sentence", "digits", "quantity", "date"}),
        ("opening", {"sentence", "quotation"}),
        ("taxes", {"sentence"}),
        ("recovery", {"sentence"}),
        ("report", {"sentence", "title"}),
    ],
)
def test_a_record_with_words_of_its_own_is_missed(tmp_path: Path, fact: str, expected: set[str]) -> None:
    """Removing a record is told by the words, numbers, dates, quotations and titles that it alone claims."""
    file = loaded(tmp_path)
    assert {words.split()[0] for *_, words in told(without(file, fact))} == expected


def without(file: FactFile, fact_id: str) -> FactFile:
    """The base without one fact."""
    sections = ("figures", "quotes", "claims", "people", "documents")
    kept = {key: tuple(fact for fact in getattr(file.base, key) if fact.id != fact_id) for key in sections}
    return FactFile(file.name, msgspec.structs.replace(file.base, **kept), file.nodes, file.articles, file.pins)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("written: 500亿元", "written: 50亿元", "quantity '500亿元'"),
        ("period: 2023", "period: 2022", "date '2023年'"),
        ("speech: direct", "speech: reported", "quotation '“要开放。”'"),
        ("name: 报告", "name: 通告", "title '《报告》'"),
    ],
)
def test_only_the_right_record_claims_a_thing(tmp_path: Path, before: str, after: str, expected: str) -> None:
    """A quantity wants the figure that has it, a date a record with that date, speech its quote, a title its name."""
    file = loaded(tmp_path, FACTS.replace(before, after))
    assert [words for *_, words in told(file)] == [expected]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("exact: 新的一页", "exact: 新的一", "not just this line"),
        ("exact: 新的一页", 'exact: "*新的一页"', "not just this line"),
        ("exact: 新的一页", "exact: 包括", "not just this line"),
        ("reason: heading", "reason: image", "not on a line of its own"),
        ("reason: heading", "reason: metadata", "which its entry under sources does not"),
        ("exact: 甲某\n    reason: metadata", "exact: 甲某\n    reason: heading", "no heading but metadata"),
        ("exact: 甲某\n    reason: metadata", "exact: 湾区外贸回升\n    reason: heading", "claimed by a record"),
        ("reason: image", "reason: heading", "no heading"),
    ],
)
def test_a_waiver_beyond_its_limits_is_refused(tmp_path: Path, before: str, after: str, why: str) -> None:
    """A waiver that is widened, narrowed, moved or given another reason is a problem of its line in facts.yaml."""
    file = loaded(tmp_path, FACTS.replace(before, after))
    faults = [problem for problem in problems(file) if Path(problem.place.file).name == "facts.yaml"]
    assert [why in problem.message for problem in faults] == [True]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("出口再增三成", {"quantity"}),
        ("今年出口再增", {"date"}),
        ("王五的一页", {"name"}),
        ("又一份《通知》", {"title"}),
        ("何为“新”", {"quotation"}),
        ("迈向2030", {"digits"}),
        ("再开新的一页", set()),
    ],
)
def test_a_heading_s_waiver_excuses_words_but_no_facts(tmp_path: Path, heading: str, expected: set[str]) -> None:
    """Numbers, dates, names, quotations and titles of a waived heading still want a record, its other words do not."""
    file = loaded(tmp_path, FACTS.replace("新的一页", heading), ARTICLE.replace("新的一页", heading))
    assert {words.split()[0] for *_, words in told(file)} >= expected
    assert "sentence" not in {words.split()[0] for *_, words in told(file)}
    assert bool(told(file)) == bool(expected)


def test_an_image_s_waiver_excuses_its_address_but_no_facts_of_its_caption(tmp_path: Path) -> None:
    """The digits of an address state nothing; a date in the words of the image does."""
    file = loaded(tmp_path, FACTS.replace("![]", "![2024年5月的港口]"), ARTICLE.replace("![]", "![2024年5月的港口]"))
    assert [(line, words) for _, line, _, words in told(file)] == [
        (5, "digits '2024'"),
        (5, "digits '5'"),
        (5, "date '2024年5月'"),
    ]


def test_a_source_without_a_day_cannot_be_read(tmp_path: Path) -> None:
    """Dates are read against a day; a source dated by the month is refused and no traceback."""
    file = loaded(tmp_path, FACTS.replace("published: 2024-08-15", "published: 2024-08"))
    assert [(Path(p.place.file).name, p.rule) for p in problems(file)] == [("facts.yaml", "coverage")]


@pytest.mark.parametrize("path", BASES, ids=["shipped", "second"])
def test_every_figure_and_person_is_missed(path: Path) -> None:
    """In real bases no figure can go, nor any person, without this rule or one on the skeleton telling."""
    file, _ = loader.load(path)
    assert file is not None
    sections = {"figures": file.base.figures, "people": file.base.people}
    unnoticed = [
        fact.id
        for section, facts in sections.items()
        for fact in facts
        if not faulty(file, section, tuple(each for each in facts if each is not fact))
    ]
    assert unnoticed == []


def faulty(file: FactFile, section: str, facts: tuple[entries.Fact, ...]) -> bool:
    """Whether the base has problems with just these facts in a section."""
    base = msgspec.structs.replace(file.base, **{section: facts})
    changed = FactFile(file.name, base, file.nodes, file.articles, file.pins)
    return bool(problems(changed) or checks.structural_problems(changed))
