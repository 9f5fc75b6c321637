"""The source's own arithmetic: what parts give, and when the whole can agree with them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from dongbei_cli import model
from dongbei_cli.curate import arithmetic

COMMON: dict[str, Any] = {"title": "题", "title_en": "T", "topics": ("t",), "anchors": (model.Anchor(exact="词"),)}
PROVINCES = "32553 亿元; 28628 亿元; 58847 亿元"


def fact(name: str, written: str) -> model.Record:
    """A figure, as "11 万亿元 nearly", or an event of a date; only the arithmetic counts."""
    value, *rest = written.split()
    if not rest:
        return model.Event(id=name, date=value, date_text=value, category="strategy", **COMMON)
    unit, qualifier = (*rest, "exact")[:2]
    return model.Figure(
        id=name, indicator="量", indicator_en="amount", value=Decimal(value), unit=unit, qualifier=qualifier,
        written=value, **COMMON,
    )  # fmt: skip


def related(kind: Any, whole: str, parts: str) -> tuple[model.Relation, Mapping[str, Any]]:
    """A relation with its facts by id."""
    facts = [fact(f"p{number}", part) for number, part in enumerate(parts.split("; "))]
    names = tuple(each.id for each in facts)
    facts += [fact("w", whole)] if whole else []
    relation = model.Relation(id="r", kind=kind, whole="w" if whole else None, parts=names)
    return relation, {each.id: each for each in facts}


@pytest.mark.parametrize(
    ("kind", "whole", "parts", "value"),
    [
        ("sum", "11 万亿元", PROVINCES, "12.0028"), ("difference", "90 万千瓦", "120 万千瓦; 30 万千瓦", "90"),
        ("share", "55 %", "2860 亿元; 0.52 万亿元", "55"), ("ratio", "4 倍", "120 万千瓦; 300000 千瓦", "4"),
        ("count", "2 个", "1 元; 2 元", "2"), ("duration", "20 周年", "2003-10; 2023", "20"),
        ("duration", "20 周年", "2023; 2003-10", "-20"),
    ],
)  # fmt: skip
def test_parts_give_the_whole_exactly(kind: str, whole: str, parts: str, value: str) -> None:
    """The value of the parts in the unit of the whole, scales multiplied out; a duration may be backwards."""
    assert arithmetic.computed(*related(kind, whole, parts)) == (Decimal(value), whole.split()[1])


@pytest.mark.parametrize(
    ("kind", "whole", "parts"),
    [
        ("sum", "1 元", "1 元"), ("sum", "1 元", "1 元; 1 人"), ("sum", "1 人", "1 元; 1 元"),
        ("sum", "", "1 元; 1 元"), ("sum", "1 元", "2003; 2004"), ("difference", "1 元", "1 元; 1 元; 1 元"),
        ("share", "1 元", "1 元; 1 元"), ("ratio", "1 %", "1 元; 1 元"), ("count", "2 个", "1 元; 2004"),
        ("duration", "1 元", "2003; 2004"), ("duration", "1 年", "../2003; 2004"), ("share", "1 %", "1 元; 0 元"),
        ("ratio", "1 倍", "0 元; 0 元"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_gives_nothing(kind: str, whole: str, parts: str) -> None:
    """Mixed measures, too few parts, no dates, a division by zero: none is an error, and none has a value."""
    assert arithmetic.computed(*related(kind, whole, parts)) is None


AGREEING = "13 万亿元 nearly; 12 万亿元; 12.0 万亿元; 12 万亿元 over; 11 万亿元 about; 120028 亿元"
CONTRADICTING = "11 万亿元 nearly; 12 万亿元 nearly; 12.1 万亿元; 12.1 万亿元 over; 10 万亿元 about; 120031 亿元"


@pytest.mark.parametrize(
    ("kind", "whole", "parts", "contradicts"),
    [
        *(("sum", whole, PROVINCES, False) for whole in AGREEING.split("; ")),
        *(("sum", whole, PROVINCES, True) for whole in CONTRADICTING.split("; ")),
        ("share", "8.5 %", "853 亿元; 10000 亿元", False),
        ("share", "8.5 %", "853 亿元; 9900 亿元", True),
        ("count", "3 大", "2000; 2003; 2004", False),
        ("count", "4 大", "2000; 2003; 2004", True),
    ],
)
def test_a_whole_contradicts_its_parts_only_when_its_words_exclude_them(
    kind: str, whole: str, parts: str, contradicts: bool
) -> None:
    """Parts and shares may be rounded at their last digit, what the whole says is taken widely, a count is exact."""
    assert arithmetic.contradicts(*related(kind, whole, parts)) is contradicts


def test_an_order_never_falls() -> None:
    """2023-09 is before 2023-10-27; the same day is not after itself."""
    assert arithmetic.rises(*related("order", "", "2023-09; 2023-10-27"))
    assert not arithmetic.rises(*related("order", "", "2023-10-27; 2023-09"))
    assert arithmetic.rises(*related("order", "", "2023-10-27; 2023-10-27"))
