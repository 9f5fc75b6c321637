"""What is read on a page: who, when or how much in each row; marks with their legends; what options add."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from dongbei_cli.errors import Outcome, Place, Problem
from dongbei_cli.views import Look, compact
from tests.conftest import cells
from tests.views.screens import BASE, Hit, Screen, screen

ZH, EN = Look("zh", 80), Look("en", 80)
ZH1, EN1 = ZH._replace(narrowed=True), EN._replace(narrowed=True)
LONG, WIDE = ZH._replace(long=True), ZH1._replace(width=200)
TOTAL, POLICIES, CITIES = (
    [BASE.fact(each)] for each in ("transfers-total-2003-2022", "policies-hundred", "quote-xu-lin-cities")
)
HITS = [Hit(BASE.fact(each)) for each in ("net-outflow-2010-2020", "quote-xu-lin-cities", "claim-collapse-worry")]
RULES = [Outcome("coverage", 1200, ()), Outcome("ids-unique", 34, ())]
BAD = Outcome("anchor-unique", 1, (Problem(Place("f", 1, 1), "anchor-unique", "no"),))


PAGES: list[tuple[str, Sequence[Any], Look, list[str]]] = [
    # A view, its records, how it is looked at, and patterns of what is on the page; ! begins what is not.
    # Dates that were counted are marked: 二十年来 and 未来3~5年, but not 2003~2022年.
    ("facts", BASE.events(), ZH, ["^2003–2023\\* ", "^2023–2028\\* ", "^2003–2022 ", "^\\* ", "!^2003–2022\\*"]),
    ("facts", BASE.events(), EN, ["^2003–2023\\* ", "^2003–2022 ", "^\\* ", "!^2003–2022\\*"]),
    ("timeline", BASE.records(["symposium-2023-09", "transfers-2003-2022"]), ZH, ["^2023-09 ", "!\\*"]),
    # Figures with their amounts; measures, statements and hits with whose they are.
    ("timeline", BASE.timeline(), ZH, ["^2003–2022 +28628亿元 +中央对吉林", "^2023-09 +座谈会 +继续深化国有企业改革"]),
    ("facts", BASE.facts(), EN, ["^2.8628 trillion yuan  Total", "^10 years  The ten years from 2010 to 2020 +¶10$"]),
    ("found", HITS, ZH, ["^354万人 +东北地区人口净流出 \\(2010–2020\\) +¶10$", "^徐林 .*\\(2022-12\\) +¶9$"]),
    ("found", HITS, EN, ["^3.54 million people  Net population outflow", "^reporter +New worries"]),
    # The verb says how it was put; English answers, and both do where one speaker is asked for.
    ("quotes", BASE.quotes(), ZH, ["^ *撰文分析 +.*很多城市"]),
    ("quotes", BASE.quotes(), EN, ["^ *analyses +.*Many cities", "!很多城市"]),
    ("quotes", BASE.quotes("徐林"), EN1, ["很多城市繁荣度下降"]),
    # ● for a meeting, with its legend; what else a body said, where it was asked for; words like the title come once.
    ("measures", BASE.measures(), ZH, ["^ *座谈会 ● +继续深化国有企业改革", "^ *迟福林 +推进", "^● 会议提出"]),
    ("measures", BASE.measures(by="座谈会"), ZH1, ["另有[0-9]+条言论：dongbei quote -e 座谈会"]),
    ("measures", BASE.measures(by="迟福林"), ZH1, ["构建统一大市场", "!●", "!(?s)统一大市场.*统一大市场"]),
    ("measures", BASE.measures(by="李洪彪"), EN1, ["dongbei quote -e 'Li Hongbiao'"]),
    ("measures", BASE.measures(), LONG, ["包括：新能源、新材料、先进制造、电子信息", "measure-soe-reform"]),
    ("measures", BASE.measures(), ZH, ["!measure-soe-reform"]),
    # Mere counts are left out unless asked for, or where nothing else is.
    ("stats", BASE.figures(), ZH, ["另有10个", "^2 .*种数 +上百种", "2003–2023\\*$", "!三大区域|第四极"]),
    ("stats", BASE.figures(), ZH._replace(everything=True), ["三大", "第七次", "第四极", "一两个", "!另有"]),
    ("stats", BASE.figures("integration"), ZH1, ["三省"]),
    ("stats", BASE.figures(), EN, ["100 or more kinds\n.* 上百种\n", "2003–2023\\*$", "^\\* ", "!over 100|超100"]),
    # A sum of which parts are missing is said to be missing; a passage that another holds is part of it.
    ("stats", BASE.figures("transfers")[:2], ZH1, ["未列合计：和由3项相加，只显示其中2项", "!实际相加"]),
    ("stats", BASE.figures("economy"), WIDE, ["1, 2 ¶10 东北地区经济.*的4.9%", "计算所得变化", "−3.6个百分点"]),
    ("stats", BASE.figures("population"), WIDE, ["1–3 ¶10 在2010.*到821万，平衡.*354万", "2 注：原文未明说"]),
    # One fact, its quantities and dates in words and not codes, its words marked in their paragraph or heading.
    ("whole", TOTAL, ZH1, ["^换算 +近11,000,000,000,000元$", "!2003/2022|nearly|_en"]),
    ("whole", TOTAL, EN1, ["^Value +nearly 11 trillion yuan  近11万亿元$"]),
    ("whole", POLICIES, ZH1, ["^数值 +上百种$"]),
    ("whole", POLICIES, EN1, ["100 or more kinds  上百种", "^Fact base +facts.yaml:[0-9]+$"]),
    ("whole", CITIES, WIDE, ["¶9 \\[国家[^]]*分析\\]，过去", "\\[很多城市[^]]*外\n? *流\\]。"]),
    ("whole", [BASE.fact("claim-why-unrevived")], ZH1, ["题 \\[过去二十年为何振而不兴\\]"]),
    # The rules that fail are named, and all of them at length.
    ("proof", RULES, EN._replace(long=True), ["coverage     1,200       0"]),
    ("proof", [*RULES, Outcome("note", 0, ())], EN._replace(long=True), ["^Passed with nothing .*: note$"]),
    ("proof", [*RULES, BAD], EN, ["anchor-unique", "!coverage"]),
]


@pytest.mark.parametrize(("view", "records", "look", "patterns"), PAGES)
def test_what_is_read_on_a_page(view: str, records: Sequence[Any], look: Look, patterns: list[str]) -> None:
    """Each page says what it is for, in the language of the reader, and no more."""
    text = screen(view, records, look)
    for pattern in patterns:
        found = re.search(pattern.removeprefix("!"), text, re.MULTILINE)
        assert bool(found) != pattern.startswith("!"), f"{pattern}\n{text}"


DATES = """
2003/2022=2003–2022 | 2023-11-01T13:34=2023-11-01 | 2023-09=2023-09 | 2023-11-01/..=2023-11-01–=from 2023-11-01
[..2023-11-01]=–2023-11-01=by 2023-11-01 | ../2003=–2003=by 2003 | 201X=2010年代 | 2023~=约2023年
"""


@pytest.mark.parametrize("row", cells(DATES))
def test_a_date_in_few_cells(row: str) -> None:
    """In digits where they say it all; in English an open one has a word."""
    date, chinese, *english = row.split("=")
    assert compact(date, "zh") == chinese
    assert [compact(date, "en") for _ in english] == english


def test_quotation_marks_are_printed_only_around_direct_speech() -> None:
    """In both languages, however the list is narrowed."""
    for look in (ZH, EN, EN1):
        page = Screen(screen("quotes", BASE.quotes(), look))
        for quote in BASE.quotes():
            said = quote.text if look.lang == "zh" else quote.text_en
            assert page.shows(f"“{said}”") == (quote.speech == "direct"), quote.id


def test_a_note_that_several_share_is_a_mark_with_its_legend() -> None:
    """At length only, where a title that repeats the words comes once too."""
    text = screen("measures", BASE.measures(), LONG)
    (shared, count), *_ = Counter(each.note for each in BASE.measures() if each.note).most_common(1)
    (mark,) = re.findall(rf"(?m)^([⁰¹²³⁴-⁹]) {re.escape(shared)}$", text)
    assert len(re.findall(f"{mark} +¶", text)) == count > 2
    assert shared not in screen("measures", BASE.measures(), ZH)
    assert text.count("继续深化国有企业改革") == 1


def test_ids_have_a_column_where_there_is_room() -> None:
    """From 100 cells on; the legend of a contradiction, and that of counted dates, comes once."""
    for width in (80, 100):
        text = screen("facts", BASE.facts(), Look("zh", width))
        assert [fact.id for fact in BASE.facts() if (fact.id in text) != (width == 100)] == []
        assert (text.count("原文矛盾"), len(re.findall(r"(?m)^\* ", text))) == (1, 1)


def test_addresses_are_never_broken() -> None:
    """That of the source is shown where the answer is narrow or long; that of a fact is its last line."""
    for look in (Look("en", 30, long=True), EN1):
        assert BASE.sources[0].url in screen("source_line", BASE.sources, look).split("\n")
    for width in (30, 60, 80, 160):
        text = screen("whole", [BASE.fact("share-2003")], Look("en", width, narrowed=True))
        assert text.rstrip("\n").split("\n")[-1] == BASE.fact("share-2003").link
