"""Figures: bars to scale, totals stated and computed, and every kind of arithmetic between them."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.views import Look, show
from dongbei_cli.views.figures import bar
from tests.views.screens import BASE, screen

ZH = Look("zh", 80, narrowed=True)


def lengths(text: str) -> list[int]:
    """The lengths of the bars of a screen, from above, in eighths of a cell."""
    return [sum("▏▎▍▌▋▊▉█".index(each) + 1 for each in found) for found in re.findall(r"[█▏▎▍▌▋▊▉]+", text)]


def test_a_computed_sum_is_in_the_unit_of_its_column() -> None:
    """Whatever the reader wants the figures in."""
    for unit, computed in (("亿元", "120,028亿元"), ("元", "12,002,800,000,000元"), ("千亿元", "120.028千亿元")):
        text = screen("stats", BASE.figures("transfers", unit=unit), ZH)
        assert re.search(rf"实际相加 +{computed}", text)


def test_bars_grow_with_their_amounts() -> None:
    """A greater one never has a shorter bar, the greatest fills its room, and the smallest is visible."""
    found = lengths("\n".join(bar(Decimal(n) / 58847 * 10) for n in (1, 2, 500, 28628, 32553, 58847)))
    assert all(one <= two for one, two in pairwise(found))
    assert (found[0], found[-1]) == (1, 80)


def test_a_chart_has_one_scale() -> None:
    """The computed total is the longest bar, beside that of the stated one; without a chart, the largest part is."""
    found = lengths(screen("stats", BASE.figures("transfers"), ZH._replace(chart=True)))
    values = [32553, 28628, 58847, 110000, 120028]
    assert len(found) == len(values)
    assert all(abs(one - found[-1] * value / 120028) < 1 for one, value in zip(found, values, strict=True))
    assert len(lengths(screen("stats", BASE.figures("transfers"), ZH))) == 3
    loss, outflow = lengths(screen("stats", BASE.figures("population"), ZH._replace(chart=True)))
    assert abs(outflow / loss - 354 / 821) < 0.02
    change = screen("stats", BASE.figures("economy"), Look("en", 80, chart=True))
    assert re.search(r"computed change +−3.6 percentage points", change)


def told(kind: str, whole: str | None, computed: str | None, lang: str) -> list[str]:
    """The lines of a relation between the two shares."""
    number = None if computed is None else Decimal(computed)
    parts = ("share-2003", "share-2021")
    values: dict[str, Any] = {"id": "r", "kind": kind, "whole": whole, "parts": parts, "computed": number, "unit": "%"}
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


def test_what_an_order_or_a_quotient_computes() -> None:
    """An order is one of time, with the change from the first to the last; a quotient without an end is rounded."""
    order = told("order", None, None, "zh")
    assert (order[0], order[-2]) == ("先后  2003年先于2021年", "  = −3.6个百分点  计算所得变化")
    order = told("order", None, None, "en")
    assert order[0] == "Order in time  2003 before 2021"
    assert order[-2] == "  = −3.6 percentage points · −3.6个百分点  computed change"
    assert told("share", None, "57.64705882352941176470588235", "zh")[-2] == "  = 约57.6471%  计算所得"
    assert "about 57.6471% · 约57.6471%" in told("share", None, "57.64705882352941176470588235", "en")[-2]
    assert [line for line in told("sum", None, None, "zh") if "=" in line] == []
