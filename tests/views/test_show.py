"""One fact whole: its fields, its words in their paragraph, every kind of arithmetic, its addresses."""

import re
from decimal import Decimal
from typing import Any

import pytest
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.views import Look, show
from tests.views.screens import BASE, screen


def shown(fact: str, lang: str = "zh", width: int = 80) -> str:
    """A fact on a screen."""
    return screen("whole", [BASE.fact(fact)], Look(lang, width, narrowed=True))


def test_a_fact_is_shown_in_the_language_of_the_reader() -> None:
    """Chinese alone, or English with the Chinese beside it; quantities and dates are words and not codes."""
    chinese = shown("transfers-total-2003-2022")
    assert re.search(r"(?m)^数值 +近11万亿元$", chinese)
    assert re.search(r"(?m)^换算 +近11,000,000,000,000元$", chinese)
    assert re.search(r"(?m)^时期 +2003年至2022年$", chinese)
    assert not re.search(r"2003/2022|nearly|indicator|cumulative|_en|value_si", chinese)
    english = shown("transfers-total-2003-2022", "en")
    assert re.search(r"(?m)^Value +nearly 11 trillion yuan  近11万亿元$", english)
    assert re.search(r"(?m)^Indicator +cumulative fiscal transfers  累计转移支付规模$", english)
    assert re.search(r"(?m)^Fact base +facts.yaml:[0-9]+$", english)
    assert re.search(r"(?m)^数值 +上百种$", shown("policies-hundred"))
    assert "100 or more kinds  上百种" in shown("policies-hundred", "en")


def test_the_words_are_marked_in_their_paragraph() -> None:
    """In brackets, after the paragraph that a reader counts; a passage in a heading is marked as well."""
    text = shown("quote-xu-lin-cities", width=200).replace("\n", "")
    assert "¶9 [国家发改委原发展规划司司长徐林去年12月也撰文分析]，过去虽然" in text
    assert "[很多城市繁荣度下降、吸引力下降，人口外流]。" in text
    assert "题 [过去二十年为何振而不兴]" in shown("claim-why-unrevived")


@pytest.mark.parametrize("width", [30, 60, 80, 160])
def test_an_address_is_never_broken(width: int) -> None:
    """It has a line of its own, however long, the last one."""
    assert shown("share-2003", "en", width).rstrip("\n").split("\n")[-1] == BASE.fact("share-2003").link


FACTS = ("share-2003", "share-2021")


def told(kind: str, whole: str | None, computed: str | None, lang: str) -> list[str]:
    """The lines of a relation between the two shares."""
    number = None if computed is None else Decimal(computed)
    values: dict[str, Any] = {"id": "r", "kind": kind, "whole": whole, "parts": FACTS, "computed": number, "unit": "%"}
    relation = model.Relation(**values, discrepancy="不符", discrepancy_en="they differ")
    drawn = show.equation(relation, BASE, Look(lang, 120))
    return "\n".join(line.plain for line in drawn if isinstance(line, Text)).split("\n")


@pytest.mark.parametrize(
    ("kind", "chinese", "english", "signs"),
    [
        ("sum", "合计", "Sum", " +"),
        ("difference", "差额", "Difference", " −"),
        ("share", "占比", "Share", " ÷"),
        ("ratio", "倍数", "Ratio", " ÷"),
        ("count", "个数", "Count", "··"),
        ("duration", "时长", "Duration", "··"),
    ],
)
def test_a_relation_names_its_kind_its_members_and_its_result(
    kind: str, chinese: str, english: str, signs: str
) -> None:
    """The whole as the article states it, a line a part, what they give, and that the two differ."""
    assert told(kind, "population-loss-2010-2020", "4", "zh") == [
        f"{chinese}  821万人  东北地区人口流失  population-loss-2010-2020",
        f"  {signs[0]} 8.5%  2003年东北地区经济总量占全国比重  share-2003",
        f"  {signs[1]} 4.9%  2021年东北地区经济总量占全国比重  share-2021",
        "  = 4%  计算所得",
        "⚠ 原文矛盾：不符",
    ]
    lines = told(kind, "population-loss-2010-2020", "4", "en")
    assert lines[0].startswith(f"{english}  8.21 million people · 821万人  Population loss")
    assert lines[-2:] == ["  = 4% · 4%  computed", "⚠ The article contradicts itself: they differ"]


@pytest.mark.parametrize(
    ("lang", "first", "last"),
    [
        ("zh", "先后  2003年先于2021年", "  = −3.6个百分点  计算所得变化"),
        ("en", "Order in time  2003 before 2021", "  = −3.6 percentage points · −3.6个百分点  computed change"),
    ],
)
def test_an_order_is_one_of_time(lang: str, first: str, last: str) -> None:
    """And the change of one thing from the first time to the last is computed."""
    lines = told("order", None, None, lang)
    assert (lines[0], lines[-2]) == (first, last)


def test_a_quotient_without_an_end_is_rounded_and_said_to_be() -> None:
    """And what was not computed is not claimed."""
    number = "57.64705882352941176470588235"
    assert told("share", None, number, "zh")[-2] == "  = 约57.6471%  计算所得"
    assert "about 57.6471% · 约57.6471%" in told("share", None, number, "en")[-2]
    assert [line for line in told("sum", None, None, "zh") if "=" in line] == []
