"""Lists: who, when or how much in each row; marks with their legends; what `--long` and a filter add."""

import re
from collections import Counter

import pytest

from dongbei_cli.errors import Outcome, Place, Problem
from dongbei_cli.views import Look
from dongbei_cli.views.words import compact
from tests.views.screens import BASE, Hit, Screen, screen

ZH, EN = Look("zh", 80), Look("en", 80)


def row(text: str, words: str) -> str:
    """The line that holds some words."""
    return next(line for line in text.split("\n") if words in line)


def test_the_timeline_has_points_then_periods_then_what_is_expected() -> None:
    """Each in the order of time; the date, what happened, the paragraph that a reader counts."""
    text = screen("timeline", BASE.events(), ZH)
    points, periods, expected = text.split("\n\n")
    assert re.findall(r"(?m)^[0-9–-]{4,}", points) == sorted(re.findall(r"(?m)^[0-9–-]{4,}", points))
    assert all("–" in line for line in periods.split("\n")[1:])
    assert {"近期", "未来"} <= set(re.findall(r"(?m)^\S+", expected))
    assert row(text, "政治局会议审议").split() == ["2023-10-27", "政治局会议审议推动东北全面振兴的意见", "¶3"]
    assert row(text, "文章发布").endswith("题")


@pytest.mark.parametrize("look", [ZH, EN])
def test_dates_that_were_counted_are_marked(look: Look) -> None:
    """二十年来 and 未来3~5年, but not 2003~2022年, nor 今年9月; each list has the legend once."""
    for text in (screen("timeline", BASE.events(), look), screen("facts", BASE.events(), look)):
        assert len(re.findall(r"(?m)^2003–2023\* ", text)) == 3
        assert re.search(r"(?m)^2023–2028\* ", text)
        assert re.search(r"(?m)^2003–2022 ", text)
        assert len(re.findall(r"(?m)^\* ", text)) == 1
    figures = screen("stats", BASE.figures(), look)
    assert "2003–2023*\n" in figures
    assert re.search(r"(?m)^\* ", figures)
    assert "*" not in screen("timeline", BASE.records(["symposium-2023-09", "transfers-2003-2022"]), look)


def test_the_full_timeline_says_who_and_how_much() -> None:
    """Figures with their amounts, measures and statements with whose they are."""
    text = screen("timeline", BASE.timeline(), ZH)
    assert row(text, "中央对吉林的转移支付总额").split()[:2] == ["2003–2022", "28628亿元"]
    assert row(text, "继续深化国有企业改革").split()[:2] == ["2023-09", "座谈会"]


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2003/2022", "2003–2022"),
        ("2023-11-01T13:34", "2023-11-01"),
        ("2023-09", "2023-09"),
        ("2023-11-01/..", "2023-11-01– from 2023-11-01"),
        ("[..2023-11-01]", "–2023-11-01 by 2023-11-01"),
        ("../2003", "–2003 by 2003"),
        ("201X", "2010年代"),
        ("2023~", "约2023年"),
    ],
)
def test_a_date_in_few_cells(date: str, shown: str) -> None:
    """In digits where they say it all; in English an open one has a word."""
    chinese, _, english = shown.partition(" ")
    assert compact(date, "zh") == chinese
    assert not english or compact(date, "en") == english


def test_quotation_marks_are_printed_only_around_direct_speech() -> None:
    """The verb tells how else it was put; in English the gloss answers, and both where one speaker is asked for."""
    for look in (ZH, EN, EN._replace(narrowed=True)):
        page = Screen(screen("quotes", BASE.quotes(), look))
        for quote in BASE.quotes():
            said = quote.text if look.lang == "zh" else quote.text_en
            assert page.shows(f"“{said}”") == (quote.speech == "direct"), quote.id
    assert row(screen("quotes", BASE.quotes(), ZH), "很多城市").split()[0] == "撰文分析"
    assert row(screen("quotes", BASE.quotes(), EN), "Many cities").split()[0] == "analyses"
    assert "很多城市繁荣度下降" in screen("quotes", BASE.quotes("徐林"), EN._replace(narrowed=True))


def test_measures_name_who_put_them_forward() -> None:
    """Short names; ● for a meeting, with its legend; and what else that body said where it was asked for."""
    text = screen("measures", BASE.measures(), ZH)
    assert row(text, "继续深化国有企业改革").split() == ["座谈会", "●", "继续深化国有企业改革", "¶4"]
    assert row(text, "推进多方位一体化").split()[0] == "迟福林"
    assert "● 会议提出" in text
    one = screen("measures", BASE.measures(by="座谈会"), ZH._replace(narrowed=True))
    assert f"另有{len(BASE.quotes('座谈会'))}条言论：dongbei quote -e 座谈会" in one
    other = screen("measures", BASE.measures(by="迟福林"), ZH._replace(narrowed=True))
    assert "●" not in other
    assert other.count("构建统一大市场") == 1  # the words differ from the title in a comma
    english = screen("measures", BASE.measures(by="李洪彪"), EN._replace(narrowed=True))
    assert "dongbei quote -e 'Li Hongbiao'" in english


def test_what_is_long_has_words_notes_and_ids() -> None:
    """A title that repeats the words comes once; a note that several share is a mark with its legend."""
    look = ZH._replace(long=True)
    text = screen("measures", BASE.measures(), look)
    (shared, _), *_ = Counter(each.note for each in BASE.measures() if each.note).most_common(1)
    assert text.count("继续深化国有企业改革") == text.count("measure-soe-reform") == 1
    (mark,) = re.findall(rf"(?m)^([⁰¹²³⁴-⁹]) {re.escape(shared)}$", text)
    members = [each for each in BASE.measures() if each.note == shared]
    assert len(re.findall(f"{mark} +¶", text)) == len(members) > 2
    assert "包括：新能源、新材料、先进制造、电子信息" in text
    short = screen("measures", BASE.measures(), ZH)
    assert shared not in short
    assert "measure-soe-reform" not in short


@pytest.mark.parametrize("width", [80, 100])
def test_ids_have_a_column_where_there_is_room(width: int) -> None:
    """From 100 cells on."""
    text = screen("facts", BASE.facts(), Look("zh", width))
    assert [fact.id for fact in BASE.facts() if (fact.id in text) != (width == 100)] == []


def test_a_search_answers_in_the_row() -> None:
    """How much, who, when; the words that were met in colour only."""
    hits = [Hit(BASE.fact(each)) for each in ("net-outflow-2010-2020", "quote-xu-lin-cities", "claim-collapse-worry")]
    text = screen("found", hits, ZH)
    assert row(text, "净流出").split() == ["354万人", "东北地区人口净流出", "(2010–2020)", "¶10"]
    assert row(text, "很多城市").split() == ["徐林", "很多城市繁荣度和吸引力下降，人口外流", "(2022-12)", "¶9"]
    assert row(text, "担忧").split()[0] == "记者"
    english = screen("found", hits, EN)
    assert row(english, "Net population outflow").startswith("3.54 million people  Net")
    everything = screen("facts", BASE.facts(), EN)
    assert row(everything, "transfers to Jilin").startswith("2.8628 trillion yuan  Total")
    assert row(everything, "The ten years").split() == [
        "10",
        "years",
        "The",
        "ten",
        "years",
        "from",
        "2010",
        "to",
        "2020",
        "¶10",
    ]


def test_a_contradiction_always_shows() -> None:
    """As a mark in each row that it touches, and once in full."""
    text = screen("facts", BASE.facts("figure"), ZH)
    assert text.count("⚠") == 5
    assert text.count("原文矛盾") == 1


def test_a_citation_is_printed_once_with_the_ids_that_it_cites() -> None:
    """Its lines keep their indentation."""
    text = screen("bibliography", [("a-1", "@online{x,\n  a = {b}\n}"), ("a-2", "@online{x,\n  a = {b}\n}")], EN)
    assert text == "\nCitations\na-1, a-2\n@online{x,\n  a = {b}\n}\n"


def test_the_source_is_a_line_or_a_citation() -> None:
    """In full where the answer is narrow or long; its address is never broken."""
    assert screen("source_line", BASE.sources, ZH) == "第一财经 2023-11-01 · 词句与注：-l · 单条：dongbei show ID\n"
    for look in (Look("en", 30, long=True), Look("en", 80, narrowed=True)):
        assert BASE.sources[0].url in screen("source_line", BASE.sources, look).split("\n")


def test_a_proof_that_holds_is_one_line() -> None:
    """The rules that fail are named, and all of them at length."""
    good = [Outcome("coverage", 1200, ()), Outcome("ids-unique", 34, ())]
    assert screen("proof", good, EN) == "✓ 2 rules, 1,234 things hold, 0 on the curator's word, 0 fail\n"
    assert "coverage     1,200       0" in screen("proof", good, EN._replace(long=True))
    idle = screen("proof", [*good, Outcome("note-as-told", 0, ())], EN._replace(long=True))
    assert "\nPassed with nothing of their kind to look at: note-as-told\n" in idle
    bad = [*good, Outcome("anchor-unique", 1, (Problem(Place("f", 1, 1), "anchor-unique", "no"),))]
    text = screen("proof", bad, EN)
    assert "anchor-unique" in text
    assert "coverage" not in text
    assert text.endswith("✗ 3 rules, 1,235 things hold, 0 on the curator's word, 1 fail\n")
