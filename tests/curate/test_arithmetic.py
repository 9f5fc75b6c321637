"""The source's own arithmetic: what parts give, and when the whole can agree with them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from dongbei_cli import model
from dongbei_cli.curate import arithmetic

COMMON: dict[str, Any] = {"title": "题", "title_en": "T", "topics": ("t",), "anchors": (model.Anchor(exact="词"),)}


def figure(name: str, value: str, unit: str, qualifier: Any = "exact", **more: Any) -> model.Figure:
    """A figure of which only the arithmetic counts."""
    return model.Figure(
        id=name, indicator="量", indicator_en="amount", value=Decimal(value), unit=unit, qualifier=qualifier, written=value,  # noqa: E501
        **(COMMON | more),
    )  # fmt: skip


def event(name: str, date: str) -> model.Event:
    """An event of which only the date counts."""
    return model.Event(id=name, date=date, date_text=date, category="strategy", **COMMON)


def related(kind: Any, whole: model.Record | None, *parts: model.Record) -> tuple[model.Relation, Mapping[str, Any]]:
    """A relation with its facts by id."""
    relation = model.Relation(
        id="r", kind=kind, whole=whole.id if whole else None, parts=tuple(part.id for part in parts)
    )
    return relation, {fact.id: fact for fact in (*parts, *([whole] if whole else ()))}


@pytest.mark.parametrize(
    ("kind", "whole", "parts", "value"),
    [
        ("sum", figure("w", "11", "万亿元"), [("32553", "亿元"), ("28628", "亿元"), ("58847", "亿元")], "12.0028"),
        ("difference", figure("w", "90", "万千瓦"), [("120", "万千瓦"), ("30", "万千瓦")], "90"),
        ("share", figure("w", "55", "%"), [("2860", "亿元"), ("0.52", "万亿元")], "55"),
        ("ratio", figure("w", "4", "倍"), [("120", "万千瓦"), ("300000", "千瓦")], "4"),
        ("count", figure("w", "2", "个"), [("1", "元"), ("2", "元")], "2"),
    ],
)
def test_parts_give_the_whole_exactly(kind: str, whole: model.Figure, parts: list[tuple[str, str]], value: str) -> None:
    """The value of the parts in the unit of the whole, scales multiplied out."""
    members = [figure(f"p{number}", amount, unit) for number, (amount, unit) in enumerate(parts)]
    assert arithmetic.computed(*related(kind, whole, *members)) == (Decimal(value), whole.unit)


def test_a_duration_is_the_years_between_two_dates() -> None:
    """From 2003-10 to 2023 are twenty years; the other way round they are less than none."""
    whole, first, last = figure("w", "20", "周年"), event("a", "2003-10"), event("b", "2023")
    assert arithmetic.computed(*related("duration", whole, first, last)) == (Decimal(20), "周年")
    assert arithmetic.computed(*related("duration", whole, last, first)) == (Decimal(-20), "周年")


@pytest.mark.parametrize(
    ("kind", "whole", "parts"),
    [
        ("sum", figure("w", "1", "元"), [figure("a", "1", "元")]),
        ("sum", figure("w", "1", "元"), [figure("a", "1", "元"), figure("b", "1", "人")]),
        ("sum", figure("w", "1", "人"), [figure("a", "1", "元"), figure("b", "1", "元")]),
        ("sum", None, [figure("a", "1", "元"), figure("b", "1", "元")]),
        ("sum", figure("w", "1", "元"), [event("a", "2003"), event("b", "2004")]),
        ("difference", figure("w", "1", "元"), [figure(name, "1", "元") for name in "abc"]),
        ("share", figure("w", "1", "元"), [figure("a", "1", "元"), figure("b", "1", "元")]),
        ("ratio", figure("w", "1", "%"), [figure("a", "1", "元"), figure("b", "1", "元")]),
        ("count", figure("w", "2", "个"), [figure("a", "1", "元"), event("b", "2004")]),
        ("duration", figure("w", "1", "元"), [event("a", "2003"), event("b", "2004")]),
        ("duration", figure("w", "1", "年"), [event("a", "../2003"), event("b", "2004")]),
        ("share", figure("w", "1", "%"), [figure("a", "1", "元"), figure("b", "0", "元")]),
        ("ratio", figure("w", "1", "倍"), [figure("a", "0", "元"), figure("b", "0", "元")]),
    ],
)
def test_what_does_not_fit_together_gives_nothing(
    kind: str, whole: model.Figure | None, parts: list[model.Record]
) -> None:
    """Mixed measures, too few parts, no dates, a division by zero: none is an error, and none has a value."""
    assert arithmetic.computed(*related(kind, whole, *parts)) is None


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "contradicts"),
    [
        ("11", "万亿元", "nearly", True),
        ("12", "万亿元", "nearly", True),
        ("13", "万亿元", "nearly", False),
        ("12", "万亿元", "exact", False),
        ("12.0", "万亿元", "exact", False),
        ("12.1", "万亿元", "exact", True),
        ("12", "万亿元", "over", False),
        ("12.1", "万亿元", "over", True),
        ("11", "万亿元", "about", False),
        ("10", "万亿元", "about", True),
        ("120028", "亿元", "exact", False),
        ("120031", "亿元", "exact", True),
    ],
)
def test_a_whole_contradicts_its_parts_only_when_its_words_exclude_them(
    value: str, unit: str, qualifier: str, contradicts: bool
) -> None:
    """The three provinces give 120028亿元, each rounded to a whole 亿; what the whole says is taken widely too."""
    parts = [figure(name, value, "亿元") for name, value in (("a", "32553"), ("b", "28628"), ("c", "58847"))]
    relation, facts = related("sum", figure("w", value, unit, qualifier), *parts)
    assert arithmetic.contradicts(relation, facts) is contradicts


def test_a_share_may_be_rounded_at_its_last_digit() -> None:
    """8.5 % is said of 8.53 %, not of 8.6 %."""
    whole, part = figure("w", "8.5", "%"), figure("a", "853", "亿元")
    assert not arithmetic.contradicts(*related("share", whole, part, figure("b", "10000", "亿元")))
    assert arithmetic.contradicts(*related("share", whole, part, figure("b", "9900", "亿元")))


def test_a_count_is_not_rounded() -> None:
    """Three things are three, of whatever unit."""
    parts = [event("a", "2000"), event("b", "2003"), event("c", "2004")]
    assert not arithmetic.contradicts(*related("count", figure("w", "3", "大"), *parts))
    assert arithmetic.contradicts(*related("count", figure("w", "4", "大"), *parts))


def test_an_order_never_falls() -> None:
    """2023-09 is before 2023-10-27; the same day is not after itself."""
    september, october = event("a", "2023-09"), event("b", "2023-10-27")
    assert arithmetic.rises(*related("order", None, september, october))
    assert not arithmetic.rises(*related("order", None, october, september))
    assert arithmetic.rises(*related("order", None, october, event("c", "2023-10-27")))
