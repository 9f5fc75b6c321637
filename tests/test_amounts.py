"""Which figures compare and what they give together; amounts in the article's words, in English, in another unit."""

from decimal import Decimal

import pytest

from dongbei_cli import amounts, errors
from dongbei_cli.amounts import comparisons
from dongbei_cli.base import open_base
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
    found = amounts.change([figure(1, **first), figure(2, **last)])
    assert (found and (str(found.value), found.unit)) == change


def test_shares_and_totals() -> None:
    """Of what the parts of a sum give; the total in the unit of the stated one, else in that of the parts."""
    figures = [figure(1, value=Decimal(30007)), figure(2, region="辽宁", value=Decimal(90021))]
    whole = figure(3, indicator="累计", value=Decimal(11), unit="万亿元")
    relation = total("f-3", "f-1", "f-2")
    (found,) = comparisons([*figures, whole], [relation])
    assert amounts.shares([found]) == {"f-1": 25, "f-2": 75}
    assert found.totals == {"f-3"}
    assert amounts.total(relation, [*figures, whole]) == (Decimal("12.0028"), "万亿元")
    assert amounts.total(relation, figures) == (Decimal(120028), "亿元")
    assert comparisons(figures[:1], [relation]) == []


def test_a_figure_in_two_contradictions_shows_both() -> None:
    """The record itself names one of them only."""
    relations = [
        total("f-3", "f-1", "f-2", id="one", discrepancy="甲不符"),
        total("f-4", "f-1", "f-3", id="two", discrepancy="乙不符"),
        total("f-8", "f-6", "f-7", id="far", discrepancy="丙不符"),
    ]
    assert amounts.contradictions([figure(1, discrepancy="甲不符")], relations, "zh") == ["甲不符", "乙不符"]


def test_what_is_measured_comes_before_what_is_counted() -> None:
    """Within a topic and among topics."""
    topics = [Term(type="topic", slug=slug, zh=slug, en=slug, facts=1) for slug in ("a", "b")]
    years, copies = {"unit": "年", "value": Decimal(3)}, {"unit": "份", "value": Decimal(4)}
    figures = [figure(1, topics=("a",), **years), figure(2, topics=("b",), **copies), figure(3, topics=("b",))]
    found = [(topic.slug, [each.id for each in members]) for topic, members in amounts.by_topic(figures, topics)]
    assert found == [("b", ["f-3", "f-2"]), ("a", ["f-1"])]


@pytest.mark.parametrize(
    ("given", "mere"),
    [
        ({"unit": "大", "period": None}, True), ({"unit": "次", "qualifier": "ordinal"}, True),
        ({"unit": "份", "period": "2003/2023"}, False), ({"unit": "年", "period": None}, False), ({}, False),
    ],
)  # fmt: skip
def test_a_mere_count(given: dict[str, object], mere: bool) -> None:
    """三大 and 第七次 say nothing of a time; four documents in twenty years do, and a measure always does."""
    assert amounts.is_mere_count(figure(1, value=Decimal(3), **given)) == mere


BASE = open_base()


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "written", "shown", "english"),
    [
        (100, "种", "over", "上百种", "上百种", "100 or more kinds"),
        (1000, "万人", "over", "上千万人", "上千万人", "10 million people or more"),
        (5, "个", "over", "5个以上", "5个以上", "5 or more"),
        (100, "亿元", "over", "超100亿元", "超100亿元", "over 10 billion yuan"),
        (28628, "亿元", "exact", "28628亿", "28628亿元", "2.8628 trillion yuan"),
        (11, "万亿元", "nearly", "近11万亿元", "近11万亿元", "nearly 11 trillion yuan"),
        (4, "份", "exact", "四份", "四份", "4"),
        (7, "次", "ordinal", "第七次", "第七次", "7th"),
        (3255300000000, "元", "exact", "32553亿", "3,255,300,000,000元", "3,255,300,000,000 yuan"),
    ],
)
def test_an_amount(value: int, unit: str, qualifier: str, written: str, shown: str, english: str) -> None:
    """As written where that is the whole amount in this unit, else in full; never 超100种 for 上百种."""
    one = figure(1, value=Decimal(value), unit=unit, qualifier=qualifier, written=written)
    assert (amounts.written(one), amounts.in_english(one)) == (shown, english)


def test_long_digits_are_grouped() -> None:
    """From seven digits on, before the point only."""
    assert amounts.grouped("近11000000000000元，32553亿，0.12345678") == "近11,000,000,000,000元，32553亿，0.12345678"
    assert amounts.in_base_units(figure(1)) == "2,862,800,000,000元"
    shown = ["12.0028 trillion yuan", "12.0028万亿元"]
    assert [amounts.computed(Decimal("12.0028"), "万亿元", lang) for lang in ("en", "zh")] == [shown, shown[1:]]


@pytest.mark.parametrize(
    ("typed", "measure", "unit"),
    [
        ("万亿", "元", "万亿元"), ("萬億元", "元", "万亿元"), ("億元", "元", "亿元"), ("亿人民币", "元", "亿元"),
        ("人民币", "元", "元"), ("％", "%", "%"), ("trillion", "元", "万亿元"), ("million", "人", "百万人"),
        ("billion yuan", "元", "十亿元"), ("ten thousand people", "人", "万人"), ("CNY", "元", "元"),
        ("斗", "元", "斗"),
    ],
)  # fmt: skip
def test_a_unit_is_understood_as_people_write_it(typed: str, measure: str, unit: str) -> None:
    """In Chinese of both scripts, in full width, in English; a bare scale is of what is measured."""
    assert amounts.unit_named(typed, measure) == unit


def test_figures_in_another_unit() -> None:
    """Both figures of people are converted, and the census, which is the seventh, is not; billions stay billions."""
    found = BASE.figures("population", unit="million")
    assert [(str(figure.value), figure.unit) for figure in found] == [("8.21", "百万人"), ("3.54", "百万人")]
    assert {figure.unit_si for figure in BASE.figures(unit="million")} == {"元", "人"}  # nothing is the 0.000007th
    found += BASE.figures("transfers", region="吉林", unit="billion yuan")
    english = [quantities.english(figure.value, None, figure.unit, "exact") for figure in found]
    assert english == ["8.21 million people", "3.54 million people", "2,862.8 billion yuan"]
    (window,) = [figure for figure in BASE.figures(unit="年") if figure.id == "window-years"]
    assert [window.value, window.upper] == [3, 5]


@pytest.mark.parametrize("unit", ["公里", "million 年", "nonsense"])
def test_a_unit_that_fits_nothing_is_refused(unit: str) -> None:
    """With the units that there are."""
    with pytest.raises(errors.UsageError, match="can be given in") as caught:
        BASE.figures("transfers", unit=unit)
    assert "亿元" in caught.value.hint
