"""What people type finds what it names, and nothing else; slips suggest the name that was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC  # type: ignore[import-untyped]

from dongbei_cli import resolve
from dongbei_cli.base import open_base
from dongbei_cli.names import pinyin
from dongbei_cli.names.match import Match, Name, completions, distance, match, suggestions
from tests.names import cases

TRADITIONAL = OpenCC("s2t")
CONNECTION = open_base().connection
NAMES = {sort: resolve.names(CONNECTION, sort) for sort in resolve.TERMS} | {
    "party": resolve.terms(CONNECTION, resolve.PARTIES)
}
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def found(sort: str, typed: str) -> list[str]:
    """Return the keys of the names that what was typed finds."""
    return [each.key for each in match(typed, NAMES[sort])]


@pytest.mark.parametrize(("sort", "keys", "typed"), cases("found") + cases("several"))
def test_all_names_are_found_that_may_be_meant(sort: str, keys: str, typed: str) -> None:
    """A name, a part of it that says what it is, pinyin, initials and English find one thing, or all that they fit."""
    assert found(sort, typed) == keys.split("+")


@pytest.mark.parametrize(("sort", "reason", "typed"), cases("nothing"))
def test_nothing_is_meant(sort: str, reason: str, typed: str) -> None:
    """Fillers, parts of words, the owner or place in a longer name, another place and slips find nothing."""
    assert found(sort, typed) == [], reason


@pytest.mark.parametrize(
    "typed", ["", " ", "\u3000", "\u200b", "\ud800", "徐林" * 60000, "a" * 120000, "\u0315\u0300" * 60000]
)
def test_odd_queries_find_nothing(typed: str) -> None:
    """Blank and overlong queries are answered at once, by every function."""
    assert match(typed, NAMES["party"]) == suggestions(typed, NAMES["party"]) == []
    assert completions(typed, NAMES["party"]) == [] or not typed.strip()


@pytest.mark.parametrize("sort", NAMES)
def test_every_form_of_a_name_finds_it_alone(sort: str) -> None:
    """Each name, alias and reading, also in other case, width and script and run together; its beginnings offer it."""
    for name in NAMES[sort]:
        for form in (*name.forms, *name.english):
            for size in range(1, len(form)):
                assert name.key in [each.key for each in completions(form[:size], NAMES[sort])]
        for form in (name.key, *name.forms, *name.english, *name.pinyin):
            together = form.replace(" ", "").replace("-", "")
            others = (form.upper(), TRADITIONAL.convert(form), form.translate(WIDE), together, pinyin.usual(form))
            for typed in (form, *others):
                assert found(sort, typed) == [name.key], typed


FEW = {
    "whole": [Name("东北亚"), Name("东北"), Name("东北三省一区", ("三省一区",))],
    "words": [Name("a", (), ("new energies",)), Name("b", (), ("green energy",)), Name("c", (), ("energy-saving",))],
    "places": [Name(key, (), (), (), ("地区", "region")) for key in ("山东半岛", "浙江", "长江三角洲")],
    "rare": [Name("覃建国", (), (), ("Qín Jiànguó",)), Name("覃建军")],
    "ids": [Name("jilin-2003-2022"), Name("liaoning-2003-2022")],
}


@pytest.mark.parametrize(("few", "keys", "typed"), cases("meant"))
def test_the_surest_of_a_few_is_meant(few: str, keys: str, typed: str) -> None:
    """A whole name wins over parts, whole words over beginnings; a place is no other that holds its name.

    Rare readings are for whole names; numbers are words of an id.
    """
    assert "+".join(each.key for each in match(typed, FEW[few])) == keys.strip("-")


def test_curated_pinyin_overrules_the_table() -> None:
    """A name is read as its curator reads it and in no other way; aliases are read by the table."""
    names = [Name("单乐行", ("乐行",), (), ("Shàn Lèxíng",))]
    assert match("shan le xing", names) == [Match("单乐行", "单乐行")]
    assert match("dan yue hang", names) == []
    assert match("yuehang", names) == [Match("单乐行", "乐行")]
    assert match("xu lin", [Name("expert-1", (), (), ("Xú Lín",))])[0].key == "expert-1"


@pytest.mark.parametrize(("sort", "key", "typed"), cases("offered"))
def test_what_is_typed_so_far_can_be_completed(sort: str, key: str, typed: str) -> None:
    """A name is offered from the beginning of a form, of an English word, of its pinyin or of its initials."""
    assert key in [each.key for each in completions(typed, NAMES[sort])]


def test_completions_are_in_order_and_only_beginnings() -> None:
    """Beginnings of a form come first and initials last; the middle of a name is no beginning; a blank is anything."""
    names = [Name("兴林"), Name("x", (), ("New Xlo",)), Name("xl-1")]
    assert [each.key for each in completions("xl", names)] == ["xl-1", "x", "兴林"]
    assert [each.key for each in completions("", names)] == ["兴林", "x", "xl-1"]
    assert completions("林", names) == completions("u lin", names) == completions("\0", names) == []


TEXT = st.text(st.characters() | st.sampled_from("徐林东东北 -'xulin吉2"), max_size=12)
KEYS = st.lists(TEXT.filter(str.strip), min_size=1, max_size=6, unique=True)


@given(KEYS, st.data())
def test_an_exact_name_means_itself(keys: list[str], data: st.DataObject) -> None:
    """Whatever the names are, one typed as it is written finds itself alone."""
    key = data.draw(st.sampled_from(keys))
    assert match(key, [Name(key) for key in keys]) == [Match(key, key)]


@given(TEXT, KEYS)
def test_no_query_breaks_anything(query: str, keys: list[str]) -> None:
    """Any query against any names gives names of the base, each once."""
    names = [Name(key, (key[::-1],), (key,), (key,), ("会议",)[: len(key) % 2]) for key in keys]
    for results in (match(query, names), suggestions(query, names), completions(query, names)):
        answered = [each.key for each in results]
        assert len(set(answered)) == len(answered)
        assert set(answered) <= set(keys)


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
