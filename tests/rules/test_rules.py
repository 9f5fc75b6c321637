"""Every rule of the proof: a small sound base passes all, each bad base is refused by its rule at its line.

Bases over short articles of ordinary news (dispatches, openings, plans) are, where they are true, mostly derived.
"""

from pathlib import Path

import pytest

from dongbei_cli import base, rules
from dongbei_cli.curate import load
from dongbei_cli.errors import Outcome
from tests.conftest import ROOT, Writer, in_chinese


def texts(name: str) -> list[str]:
    """A base and its article."""
    folder = Path(__file__).with_name("articles")
    return [(folder / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("yaml", "txt")]


FACTS, ARTICLE = texts("conference")
BAD = (
    ("source-pinned", "sha256: {sha256}", f"sha256: {'0' * 64}"),
    ("ids-unique", "id: lu-yuan", "id: zhou-wen"),
    ("vocabulary", "area: transport\n    status: proposed", "area: transprot\n    status: proposed"),
    ("references-resolve", "proposer: 周文", "proposer: 周闻"),
    ("anchor-verbatim", 'exact: "要统一调度平台"', 'exact: "要统一调配平台"'),
    ("anchor-unique", 'exact: "陆远"\n  - id: data', 'exact: "滨江"\n  - id: data'),
    ("filled-in", "area: transport\n    status: proposed", "area: TODO\n    status: proposed"),
    ("source-as-stated", "author: 陆远", "author: 陆源"),
    ("source-as-stated", "published: 2022-06-10", "published: 2022-06-11"),
    ("anchor-whole-number", 'exact: "合计吞吐量近2300万吨"', 'exact: "合计吞吐量近2300"'),
    ("anchor-whole-words", 'exact: "合计吞吐量近2300万吨"', 'exact: "计吞吐量近2300万吨"'),
    ("anchor-whole-words", 'exact: "合计吞吐量近2300万吨"', 'exact: "，合计吞吐量近2300万吨"'),
    ("anchors-belong-together", 'exact: "合计吞吐量近2300万吨"',
     'exact: "合计吞吐量近2300万吨"\n      - exact: "他建议"'),
    ("title-as-said", "title: 统一调度平台", "title: 新的机构设置"),
    ("value-in-anchor", "value: 800", "value: 900"),
    ("value-in-anchor", "qualifier: nearly", "qualifier: exact"),
    ("value-in-anchor", "unit: 港", "unit: 个"),
    ("value-in-anchor", "written: 1200万吨", "written: 1300万吨"),
    ("indicator-in-anchor", "indicator: 合计吞吐量", "indicator: 新增贷款"),
    ("region-in-anchor", "region: 东港", "region: 西港"),
    ("date-in-anchor", "date: 2022-05-20\n    date_text", "date: 2022-05\n    date_text"),
    ("date-in-anchor", "date_text: 5月20日", "date_text: 5月21日"),
    ("date-in-anchor", "period: 2021\n    value: 800", "period: 2020\n    value: 800"),
    ("date-in-anchor", "date: 2022-05-20\n    anchors", "date: 2022-05-21\n    anchors"),
    ("speaker-in-context", "speaker: 周文\n    speech: direct", "speaker: 陆远\n    speech: direct"),
    ("speaker-in-context", "proposer: 周文", "proposer: 陆远"),
    ("speaker-in-context", "status: official", "status: proposed"),
    ("speech-kind", "speech: direct", "speech: reported"),
    ("speech-kind", "speech: reported", "speech: direct"),
    ("speech-kind", "verb: 表示\n    occasion", "verb: 强调\n    occasion"),
    ("speech-kind", "occasion: 接受采访", "occasion: 全国两会"),
    ("name-in-anchor", "name: 滨江港航发展意见", "name: 滨江港航发展规划"),
    ("role-as-stated", "role: 滨江大学教授", "role: 滨江大学院长"),
    ("listed-in-anchor", "actors: [滨江省统计局]", "actors: [滨江大学]"),
    ("listed-in-anchor", "components: [铁路, 公路, 航道]", "components: [铁路, 航道]"),
    ("pinyin-agrees", "pinyin: Zhōu Wén", "pinyin: Zhōu Wáng"),
    ("pinyin-agrees", "en: East Port\n", "en: Donggng\n"),
    ("attribution-as-placed", "attribution: heading", "attribution: reporter"),
    ("curated-known", "status: official", "status: official\n    curated: {topics: since I like it}"),
    ("gloss-agrees", "title_en: The two ports each", "title_en: The three ports each"),
    ("title-as-said", "title: 东港的吞吐量", "title: 西港的吞吐量"),
    ("title-as-said", "title: 合计吞吐量\n", "title: 2020年合计吞吐量\n"),
    ("title-as-said", "title: 合作的两港", "title: 合作的三港"),
    ("title-as-said", "title: 滨江港航工作会议召开", "title: 滨江大学会议召开"),
    ("polarity-agrees", "title: 港口合作才刚开始", "title: 港口合作才刚结束"),
    ("polarity-agrees", "title: 两港各有长处", "title: 两港没有长处"),
    ("polarity-agrees", "text_en: The two ports each have", "text_en: The two ports do not have"),
    ("polarity-agrees", "title_en: One platform for dispatching", "title_en: One platform for dispatching was built"),
    ("names-as-glossed", "title_en: Throughput of East Port", "title_en: Throughput of West Port"),
    ("names-as-glossed", "role_en: professor at", "role_en: vice-professor at"),
    ("names-as-glossed", "role_en: professor at", "role_en: provincial professor at"),
    ("one-english", "affiliation_en: Binjiang University", "affiliation_en: University of Binjiang"),
    ("one-english", "written: 800万吨\n", "written: 800万吨\n    note: 原文写“800万吨”。\n"),
    ("note-as-told", "written: 800万吨\n",
     "written: 800万吨\n    note: 原文写900万吨。\n    note_en: The article writes 9 million tonnes.\n"),
    ("relation-holds", "parts: [east-2021, west-2021]", "parts: [east-2021, ports-two]"),
    ("relation-holds", "各项之和为2000万吨", "各项之和为2100万吨"),
    ("relation-holds", "    discrepancy: 各项之和为2000万吨，与原文的“近2300万吨”不符\n", ""),
    ("coverage", 'waivers:\n  - exact: "来源：滨江日报"\n    reason: metadata\n', ""),
)  # fmt: skip
"""A rule, the words to replace, and what replaces them: the rule finds fault in the record that has them."""


def outcomes(path: Path, least_derived: float = 0) -> dict[str, Outcome]:
    """What each rule finds in a base that can be read, at least so much of which is derived."""
    file, problems = load.load(path)
    assert file is not None, problems
    states = [each for judged in rules.states(file).values() for each in judged.values()] if least_derived else []
    assert states.count("derived") >= least_derived * len(states)
    return {outcome.rule: outcome for outcome in rules.prove(file)}


def test_a_sound_base_passes_every_rule(write_base: Writer) -> None:
    """The base that the bad ones are made of has no fault, and no rule is without one that it refuses."""
    assert {rule for rule, *_ in BAD} == {rules.rule_id(rule) for rule in rules.RULES}
    found = outcomes(write_base(FACTS, ARTICLE))
    assert [problem for outcome in found.values() for problem in outcome.problems] == []
    assert [rule for rule, outcome in found.items() if not outcome.proved] == ["curated-known", "note-as-told"]


@pytest.mark.parametrize(("rule", "old", "new"), BAD)
def test_a_bad_base_is_refused_by_its_rule_at_its_place(write_base: Writer, rule: str, old: str, new: str) -> None:
    """One replacement makes the rule fail, in the record that has it, with a hint, both in Chinese too."""
    assert FACTS.count(old) == 1
    problems = outcomes(write_base(FACTS.replace(old, new), ARTICLE))[rule].problems
    assert problems
    assert all(problem.message and problem.hint and in_chinese(problem) for problem in problems)
    first = FACTS[: FACTS.index(old)].count("\n") + 1
    near = [problem.place.line for problem in problems if abs(problem.place.line - first) <= 20]
    assert near or rule == "coverage"


def test_what_a_rule_has_nothing_of_passes_and_what_it_cannot_read_fails(write_base: Writer) -> None:
    """Without claims nothing of them is proved; rules that need the text of a source that is not there fail."""
    silent = FACTS[: FACTS.index("claims:")] + FACTS[FACTS.index("people:") :]
    outcome = outcomes(write_base(silent, ARTICLE))["attribution-as-placed"]
    assert (outcome.proved, outcome.curated, outcome.problems) == (0, 0, ())
    bad = FACTS.replace("    title: 文章发布\n", "    title: 文章发布\n    source: another\n")
    found = outcomes(write_base(bad, ARTICLE))
    assert [problem.place.line for problem in found["references-resolve"].problems] == [35]
    assert [problem.message for problem in found["coverage"].problems] == ["the rule could not run"]


@pytest.mark.parametrize(
    ("right", "wrong", "rule", "hint"),
    [
        ("topics: [ports]\n    date: 2022-06-10", "topics: [port]\n    date: 2022-06-10",
         "vocabulary", "did you mean ports?"),
        ("region: 东港\n    period", "region: east\n    period", "vocabulary", "write 东港"),
        ("speaker: 周文\n    speech: direct", "speaker: 陆远\n    speech: direct",
         "speaker-in-context", "write speaker: 周文"),
        ('exact: "建设铁路、公路和航道"', "exact: “建设铁路、公路和航道”", "anchor-verbatim",
         'the marks around it are typographic: write "..." with the straight ones of ASCII'),
        ("value: 800", "value: 900", "relation-holds", "mend line 80 first"),
    ],
)  # fmt: skip
def test_a_slip_is_told_what_to_write(write_base: Writer, right: str, wrong: str, rule: str, hint: str) -> None:
    """The hint of a failure mends it; a relation of a wrong figure is not to be mended itself."""
    assert FACTS.count(right) == 1
    problems = outcomes(write_base(FACTS.replace(right, wrong), ARTICLE))[rule].problems
    assert hint in [problem.hint for problem in problems]


def test_wording_that_is_right_all_the_same_can_be_declared(write_base: Writer) -> None:
    """A gloss that the rule cannot follow is a fault, and with a reason the curator's word."""
    english = "title_en: Cooperation of the ports has only begun\n"
    assert FACTS.count(english) == 1
    free = FACTS.replace(english, "title_en: The ports join hands at last, faster than ever\n")
    declared = free.replace(
        "faster than ever\n", "faster than ever\n    curated: {title_en: so the paper's own English}\n"
    )
    for text, failed, curated in ((free, 1, 0), (declared, 0, 1)):
        outcome = outcomes(write_base(text, ARTICLE))["polarity-agrees"]
        assert (len(outcome.problems), outcome.curated) == (failed, curated)


@pytest.mark.parametrize("name", ["ports", "storage", "rivers"])
def test_a_true_base_of_ordinary_news_passes(write_base: Writer, name: str) -> None:
    """At most a tenth of its fields is the curator's word."""
    found = outcomes(write_base(*texts(name)), least_derived=0.9)
    assert [problem for outcome in found.values() for problem in outcome.problems] == []


@pytest.mark.parametrize(
    ("path", "least", "idle"), [("facts.yaml", 0.95, True), ("tests/data/lanjiang/facts.yaml", 0.9, False)]
)
def test_our_bases_pass(path: str, least: float, idle: bool) -> None:
    """Nothing in the rules is wired to one article; the second has something for every rule."""
    found = outcomes(ROOT / path, least).values()
    assert [problem for outcome in found for problem in outcome.problems] == []
    assert idle or all(outcome.proved + outcome.curated for outcome in found)


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("ports", "region: 北浦\n    period: 2023\n    value: 4.8", "region: 东浦\n    period: 2023\n    value: 4.8",
         "region-in-anchor"),
        ("storage", "    curated:\n      speaker: 他 begins a paragraph; only 何乐山 speaks in the one before\n", "",
         "speaker-in-context"),
        ("rivers", "status: official", "status: proposed", "speaker-in-context"),
        ("rivers", "title: 治理可能不能只靠工程", "title: 治理不能只靠工程", "polarity-agrees"),
    ],
)  # fmt: skip
def test_a_false_base_of_ordinary_news_fails(write_base: Writer, name: str, old: str, new: str, rule: str) -> None:
    """One change that makes it say what the article does not, or takes a reason away."""
    facts, article = texts(name)
    assert facts.count(old) == 1
    assert outcomes(write_base(facts.replace(old, new), article))[rule].problems


def test_a_compiled_base_keeps_the_proof_of_each_record(write_base: Writer) -> None:
    """The fields that are derived, and those that are curated with their reasons; nothing where nothing was proved."""
    path = write_base(*texts("ports"))
    proved, unproved = base.build(path), base.build(path, unproved=True)
    assert proved.fact("throughput-before").proof == {
        "derived": ["written", "value", "unit", "qualifier", "region", "indicator"],
        "curated": {"period": "it is where the growth of five years begins"},
    }
    assert unproved.fact("throughput-before").proof is None
    assert unproved.fact("throughput-before").curated == {"period": "it is where the growth of five years begins"}
