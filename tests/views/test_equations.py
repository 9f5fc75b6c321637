"""Every kind of relation in words, in both languages."""

from decimal import Decimal

import pytest

from dongbei_cli import model
from dongbei_cli.views.equations import equation
from tests.views.test_charts import figure

FACTS: dict[str, model.Record] = {
    "f-1": figure(1, title="甲", title_en="One", period="2003", value=Decimal("8.5"), unit="%"),
    "f-2": figure(2, title="乙", title_en="Two", period="2021", value=Decimal("4.9"), unit="%"),
    "f-3": figure(3, title="丙", title_en="Three", value=Decimal(3), unit="亿元"),
}


def told(kind: str, whole: str | None, computed: str | None, unit: str | None, lang: str) -> list[str]:
    """The lines of a relation between the first two facts."""
    number = None if computed is None else Decimal(computed)
    relation = model.Relation("r", kind, whole, ("f-1", "f-2"), number, unit, "不符", "they differ")
    return "\n".join(line.plain for line in equation(relation, FACTS, lang, 80)).split("\n")  # type: ignore[union-attr]


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
    assert told(kind, "f-3", "4", "亿元", "zh") == [
        f"{chinese}  3亿元  丙  f-3",
        f"  {signs[0]} 8.5%  甲  f-1",
        f"  {signs[1]} 4.9%  乙  f-2",
        "  = 4亿元  计算所得",
        "⚠ 原文矛盾：不符",
    ]
    lines = told(kind, "f-3", "4", "亿元", "en")
    assert lines[0] == f"{english}  300 million yuan · 3亿元  Three  f-3"
    assert lines[-2:] == ["  = 400 million yuan · 4亿元  computed", "⚠ The article contradicts itself: they differ"]


@pytest.mark.parametrize(
    ("lang", "first", "last"),
    [
        ("zh", "先后  2003年先于2021年", "  = −3.6个百分点  计算所得变化"),
        ("en", "Order in time  2003 before 2021", "  = −3.6 percentage points · −3.6个百分点  computed change"),
    ],
)
def test_an_order_is_one_of_time(lang: str, first: str, last: str) -> None:
    """And the change of one thing from the first time to the last is computed."""
    lines = told("order", None, None, None, lang)
    assert (lines[0], lines[-2]) == (first, last)


def test_a_quotient_without_an_end_is_rounded_and_said_to_be() -> None:
    """A share of 57.647058… % is about 57.6471%."""
    assert told("share", "f-3", "57.64705882352941176470588235", "%", "zh")[-2] == "  = 约57.6471%  计算所得"
    assert "about 57.6471% · 约57.6471%" in told("share", "f-3", "57.64705882352941176470588235", "%", "en")[-2]


def test_what_was_not_computed_is_not_claimed() -> None:
    """No line of a result."""
    assert [line for line in told("sum", "f-3", None, None, "zh") if "=" in line] == []
