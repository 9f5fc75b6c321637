"""Slips suggest the name that was meant, and other words suggest nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli.names.match import Name, distance, match, suggestions
from tests.names import cases
from tests.names.test_match import NAMES


@pytest.mark.parametrize(("sort", "key", "typed"), cases("slips"))
def test_a_slip_suggests_the_name_but_does_not_find_it(sort: str, key: str, typed: str) -> None:
    """A slip of the ear, of the keyboard or of the eye is never run."""
    assert match(typed, NAMES[sort]) == []
    assert [each.key for each in suggestions(typed, NAMES[sort])][:1] == [key]


@pytest.mark.parametrize(
    "typed", ["徐明", "张三", "上海", "东", "zzz", "cat", "qwertyuiop", "unemployment", "\0", "2023", "China"]
)
@pytest.mark.parametrize("sort", ["party", "region"])
def test_nothing_far_fetched_is_suggested(sort: str, typed: str) -> None:
    """Another word is no typo."""
    assert suggestions(typed, NAMES[sort]) == []


def test_suggestions_are_few_and_the_nearest_first() -> None:
    """At most as many as asked for, none much farther off than the first, none that is spelled right."""
    names = [Name(slug) for slug in ("transfers-total", "transfer-total", "transfers-totals-x", "transfers", "total")]
    assert [each.key for each in suggestions("transfers-totl", names)] == ["transfers-total", "transfer-total"]
    assert [each.key for each in suggestions("transfers-totl", names, 1)] == ["transfers-total"]
    assert "transfers-total" not in [each.key for each in suggestions("transfers-total", names)]


def slow_distance(one: str, other: str) -> int:
    """The distance by its definition."""
    if not one or not other:
        return len(one) + len(other)
    ways = [slow_distance(one[1:], other) + 1, slow_distance(one, other[1:]) + 1]
    ways.append(slow_distance(one[1:], other[1:]) + (one[0] != other[0]))
    if len(one) > 1 and len(other) > 1 and one[:2] == other[1::-1]:
        ways.append(slow_distance(one[2:], other[2:]) + 1)
    return min(ways)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(1, 7))
def test_distance_is_its_definition_up_to_the_limit(one: str, other: str, limit: int) -> None:
    """Changes, additions, omissions and swaps count one each; the band and the early end change nothing."""
    assert distance(one, other, limit) == min(slow_distance(one, other), limit + 1)
