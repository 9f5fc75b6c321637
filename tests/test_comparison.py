"""Which figures compare, by what, and what they give together."""

from decimal import Decimal

import pytest

from dongbei_cli import comparison
from dongbei_cli.comparison import comparisons
from dongbei_cli.model import Figure, Relation, Term
from dongbei_cli.readings import quantities


def figure(number: int, **given: object) -> Figure:
    """A figure of 28628亿元 for 吉林 unless told otherwise; what it derives follows."""
    values: dict[str, object] = {
        "id": f"f-{number}", "title": f"数据之{number}", "title_en": f"Number {number}", "topics": ("transfers",),
        "indicator": "转移支付总额", "indicator_en": "total fiscal transfers", "region": "吉林", "region_en": "Jilin",
        "period": "2003/2022", "value": Decimal(28628), "unit": "亿元", "qualifier": "exact", "anchors": (),
    } | given  # fmt: skip
    value, unit = values["value"], str(values["unit"])
    assert isinstance(value, Decimal)
    si = dict(zip(("value_si", "unit_si"), quantities.in_si(value, unit), strict=True))
    return Figure(**{"written": f"{value:f}{unit}"} | values | si)


def total(whole: str | None, *parts: str, **given: object) -> Relation:
    """A sum of 120028亿元."""
    values = {"id": "sum", "kind": "sum", "computed": Decimal(120028), "unit": "亿元", "discrepancy": "不符"}
    return Relation(whole=whole, parts=parts, **(values | given))


def ids(figures: list[Figure], *relations: Relation) -> list[list[str]]:
    """Which figures compare."""
    return [[each.id for each in one.figures] for one in comparisons(figures, relations)]


WHOLE = figure(3, indicator="累计", region=None, period=None)


@pytest.mark.parametrize(
    ("figures", "relations", "groups"),
    [
        ([figure(1), figure(2, region="辽宁"), figure(3, region="辽宁", unit="万人")], [], [["f-1", "f-2"]]),
        ([figure(1), figure(2, indicator="GDP增速"), figure(3, indicator="别的", period="2001")], [], [["f-1", "f-2"]]),
        ([figure(1, period=None), figure(2, indicator="GDP增速", period=None)], [], []),
        ([figure(1), figure(2, region="辽宁", qualifier="ordinal")], [], []),
        ([figure(1), figure(2, region="辽宁", value=Decimal(-1))], [], []),
        ([figure(1), figure(2, region="辽宁"), WHOLE], [], [["f-1", "f-2"]]),
        ([figure(1), figure(2, region="辽宁"), WHOLE], [total("f-3", "f-1", "f-2")], [["f-1", "f-2", "f-3"]]),
    ],
)
def test_figures_compare(figures: list[Figure], relations: list[Relation], groups: list[list[str]]) -> None:
    """By indicator, by place and time, by sum; not across units, ordinals, negatives, or by no period in common."""
    assert ids(figures, *relations) == groups


def test_one_thing_at_several_times_is_a_series() -> None:
    """Each region has its own, the earliest first; intervals are no points."""
    points = [figure(number, period=str(2020 - number), region=["辽宁", "东北"][number % 2]) for number in range(4)]
    found = comparisons(points, [])
    assert [([each.id for each in one.figures], one.over_time) for one in found] == [
        (["f-2", "f-0"], True),
        (["f-3", "f-1"], True),
    ]
    spans = [figure(1, period="2003/2010"), figure(2, period="2011/2020")]
    assert [one.over_time for one in comparisons(spans, [])] == [False]


@pytest.mark.parametrize(
    ("first", "last", "change"),
    [
        ({"unit": "%", "value": Decimal("8.5")}, {"unit": "%", "value": Decimal("4.9")}, ("-3.6", "个百分点")),
        ({}, {"value": Decimal(28629)}, ("1", "亿元")),
        ({}, {"qualifier": "about"}, None),
        ({}, {"unit": "万人"}, None),
    ],
)
def test_a_change(first: dict[str, object], last: dict[str, object], change: tuple[str, str] | None) -> None:
    """Of exact amounts in one unit only; percentages differ by percentage points."""
    found = comparison.change([figure(1, **first), figure(2, **last)])
    assert (found and (str(found.value), found.unit)) == change


@pytest.mark.parametrize(
    ("qualifier", "low", "high"), [("exact", 2, 2), ("over", 2, None), ("nearly", 1, 2), ("under", 0, 2)]
)
def test_how_far_an_amount_reaches(qualifier: str, low: int, high: int | None) -> None:
    """近2 may be little more than 1; 不超过2 may be next to nothing; 超2 has no end."""
    found = comparison.reach(figure(1, value=Decimal(2), unit="元", qualifier=qualifier))
    assert [end if end is None else int(end) for end in found] == [low, high]


def test_shares_and_totals() -> None:
    """Of what the parts of a sum give; the total in the unit of the stated one, else in that of the parts."""
    figures = [figure(1, value=Decimal(30007)), figure(2, region="辽宁", value=Decimal(90021))]
    whole = figure(3, indicator="累计", value=Decimal(11), unit="万亿元")
    relation = total("f-3", "f-1", "f-2")
    (found,) = comparisons([*figures, whole], [relation])
    assert comparison.shares([found]) == {"f-1": 25, "f-2": 75}
    assert found.totals == {"f-3"}
    assert comparison.total(relation, [*figures, whole]) == (Decimal("12.0028"), "万亿元")
    assert comparison.total(relation, figures) == (Decimal(120028), "亿元")
    assert comparisons(figures[:1], [relation]) == []


def test_a_figure_in_two_contradictions_shows_both() -> None:
    """The record itself names one of them only."""
    relations = [
        total("f-3", "f-1", "f-2", id="one", discrepancy="甲不符"),
        total("f-4", "f-1", "f-3", id="two", discrepancy="乙不符"),
        total("f-8", "f-6", "f-7", id="far", discrepancy="丙不符"),
    ]
    assert comparison.contradictions([figure(1, discrepancy="甲不符")], relations, "zh") == ["甲不符", "乙不符"]


def test_what_is_measured_comes_before_what_is_counted() -> None:
    """Within a topic and among topics."""
    topics = [Term(type="topic", slug=slug, zh=slug, en=slug, facts=1) for slug in ("a", "b")]
    years, copies = {"unit": "年", "value": Decimal(3)}, {"unit": "份", "value": Decimal(4)}
    figures = [figure(1, topics=("a",), **years), figure(2, topics=("b",), **copies), figure(3, topics=("b",))]
    found = [(topic.slug, [each.id for each in members]) for topic, members in comparison.by_topic(figures, topics)]
    assert found == [("b", ["f-3", "f-2"]), ("a", ["f-1"])]


@pytest.mark.parametrize(
    ("given", "mere"),
    [
        ({"unit": "大", "period": None}, True),
        ({"unit": "次", "qualifier": "ordinal"}, True),
        ({"unit": "份", "period": "2003/2023"}, False),
        ({"unit": "年", "period": None}, False),
        ({}, False),
    ],
)
def test_a_mere_count(given: dict[str, object], mere: bool) -> None:
    """三大 and 第七次 say nothing of a time; four documents in twenty years do, and a measure always does."""
    assert comparison.is_mere_count(figure(1, value=Decimal(3), **given)) == mere
