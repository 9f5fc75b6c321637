"""The Python API over the shipped base: typed records, names as people type them, exact units, dates as intervals."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

import dongbei_cli
from dongbei_cli import errors, model
from dongbei_cli.readings import edtf
from dongbei_cli.workspace import Base

BASE = dongbei_cli.open_base()
MOMENTS = [
    None,
    "1999",
    "2000",
    "2003",
    "2003-10",
    "2010",
    "2020-12-31",
    "2022-12",
    "2023-09",
    "2023-10-27",
    "2023-11-01",
    "2025",
]


@pytest.mark.parametrize(
    ("ask", "cls"),
    [
        (Base.events, model.Event), (Base.figures, model.Figure), (Base.quotes, model.Quote),
        (Base.measures, model.Measure), (Base.people, model.Person), (Base.topics, model.Term),
    ],
)  # fmt: skip
def test_answers_are_typed_records(ask: Callable[[Base], list[Any]], cls: type) -> None:
    """Every question has an answer in the shipped base, of one class, and no value has a wrong type."""
    found = ask(BASE)
    assert found
    assert {type(record) for record in found} == {cls}
    for record in found:
        if isinstance(record, model.Figure):
            assert isinstance(record.value, Decimal)
            assert isinstance(record.value_si, Decimal)
        if isinstance(record, model.Record):
            assert isinstance(record.topics, tuple)
            assert all(isinstance(anchor, model.Anchor) for anchor in record.anchors)


def test_the_example_of_the_documentation_holds() -> None:
    """base.figures(topic="transfers") gives the three provinces and the total."""
    found = BASE.figures(topic="transfers")
    assert [(f.region, str(f.value), f.unit) for f in found] == [
        ("辽宁", "32553", "亿元"), ("吉林", "28628", "亿元"), ("黑龙江", "58847", "亿元"), (None, "11", "万亿元"),
    ]  # fmt: skip


def test_records_never_change_and_are_equal_when_their_values_are() -> None:
    """A record can be a key, and cannot be altered by accident."""
    one, two = BASE.fact("share-2003"), BASE.fact("share-2003")
    assert one == two
    assert one != BASE.fact("share-2021")
    assert len({one, two}) == 1
    with pytest.raises(AttributeError):
        one.title = "x"


def test_facts_come_in_the_order_of_the_article() -> None:
    """By where their first anchor stands."""
    found = BASE.facts()
    assert [r.start for r in found] == sorted(r.start for r in found)
    assert len({record.id for record in found}) == len(found)


@pytest.mark.parametrize("since", MOMENTS)
def test_since_and_until_are_interval_logic(since: str | None) -> None:
    """Brute force over every dated fact: it is found when its days can overlap the days asked for, and only then."""
    everything = [
        record for record in BASE.facts() if date_of(record) and record.kind not in ("person", "organization")
    ]
    for until in MOMENTS:
        if since and until and edtf.since(since) > edtf.until(until):
            with pytest.raises(errors.UsageError, match=f"--since {since} is after --until {until}"):
                BASE.timeline(since, until)
            continue
        expected = {record.id for record in everything if may_overlap(str(date_of(record)), since, until)}
        assert {record.id for record in BASE.timeline(since, until)} == expected, (since, until)
        assert {record.id for record in BASE.events(since, until)} == expected & {r.id for r in BASE.events()}


def date_of(record: model.Record) -> str | None:
    """The date or period of a record."""
    return getattr(record, "date", None) or getattr(record, "period", None)


def may_overlap(date: str, since: str | None, until: str | None) -> bool:
    """Whether something so dated may lie between two moments, both included whole."""
    earliest, latest = edtf.bounds(date)
    first = edtf.bounds(since)[0] if since else None
    last = edtf.bounds(until)[1] if until else None
    return (latest or "9999") >= (first or "0000") and (earliest or "0000") <= (last or "9999")


def test_figures_without_a_period_meet_no_date() -> None:
    """What the article does not date is not guessed."""
    undated = {figure.id for figure in BASE.figures() if not figure.period}
    assert undated
    assert undated.isdisjoint(figure.id for figure in BASE.figures(since="1900", until="2100"))


def test_the_timeline_is_in_chronological_order() -> None:
    """Earliest days rise; what has no beginning comes before all else of its end."""
    starts = [edtf.bounds(event.date)[0] or "" for event in BASE.events()]
    dated = [start for start in starts if start]
    assert dated == sorted(dated)


@pytest.mark.parametrize("typed", ["徐林", "xulin", "Xu Lin", "xu lin", "Xú Lín", "XU LIN", "xl", "Lin Xu"])
def test_an_expert_is_found_as_people_type_him(typed: str) -> None:
    """Chinese, pinyin with and without tones and spaces, initials and the English order all mean the same man."""
    assert {quote.speaker for quote in BASE.quotes([typed])} == {"徐林"}


@pytest.mark.parametrize(("sort", "typed", "meant"), [
    ("topic", "转移支付", "transfers"), ("topic", "money", "transfers"), ("topic", "fiscal transfers", "transfers"),
    ("region", "Jilin", "吉林"), ("region", "吉林省", "吉林"),
    ("area", "国企改革", "soe-reform"), ("proposer", "chifulin", "迟福林"),
])  # fmt: skip
def test_names_of_every_sort_resolve(sort: str, typed: str, meant: str) -> None:
    """Slug, Chinese, English and alias lead to the one thing."""
    assert BASE.name(sort, typed) == meant


@pytest.mark.parametrize("sort", ["topic", "area", "region", "expert", "proposer"])
def test_every_exact_name_means_itself(sort: str) -> None:
    """No name or alias of the shipped base is ambiguous with another thing of its sort when typed in full."""
    for name in BASE.names(sort):
        assert BASE.name(sort, name.key) == name.key


def test_a_name_that_fits_several_lists_them() -> None:
    """Nothing is chosen for the user."""
    with pytest.raises(errors.AmbiguousNameError, match=r"林.*2 names.*徐林.*迟福林") as caught:
        BASE.quotes(["林"])
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(("ask", "hint"), [
    (lambda: BASE.quotes(["徐琳"]), "did you mean 徐林?"),
    (lambda: BASE.figures(topic="trasnfers"), "did you mean transfers?"),
    (lambda: BASE.fact("share-2004"), "share-20"),
    (lambda: BASE.figures(region="火星"), "`dongbei topics` lists them"),
])  # fmt: skip
def test_a_name_that_fits_nothing_is_an_error_with_a_way_on(ask: Callable[[], object], hint: str) -> None:
    """A slip of the keyboard is suggested, never run."""
    with pytest.raises(errors.UnknownNameError) as caught:
        ask()
    assert hint in caught.value.hint
    assert caught.value.exit_code == 1


def test_several_experts_are_any_of_them() -> None:
    """Their statements together, in the order of the article."""
    both = BASE.quotes(["徐林", "迟福林"])
    assert {quote.speaker for quote in both} == {"徐林", "迟福林"}
    assert len(both) == len(BASE.quotes(["徐林"])) + len(BASE.quotes(["迟福林"]))


def test_conditions_narrow_each_other() -> None:
    """Every filter, alone and together, gives what brute force over all records gives."""
    measures = BASE.measures()
    for status in (None, "official", "proposed"):
        for by in (None, "王明远"):
            expected = [m for m in measures if status in (None, m.status) and by in (None, m.proposer)]
            assert BASE.measures(status=status, by=by) == expected
    for topic in ("industry", "opening-up"):
        assert BASE.facts(topic=topic) == [record for record in BASE.facts() if topic in record.topics]
    assert BASE.facts(kind="quote") == BASE.quotes()
    assert [q for q in BASE.quotes() if q.speech == "direct"] == BASE.quotes(speech="direct")


def test_units_are_converted_exactly() -> None:
    """No binary fraction, the value in 元 unchanged, and what cannot be given in the unit left out."""
    found = BASE.figures(topic="transfers", unit="万亿元")
    assert [str(figure.value) for figure in found] == ["3.2553", "2.8628", "5.8847", "11"]
    originals = {figure.id: figure for figure in BASE.figures()}
    assert all(figure.value_si == originals[figure.id].value_si for figure in found)
    everywhere = BASE.figures(unit="元")
    assert {figure.unit for figure in everywhere} == {"元"}
    assert {f.id for f in everywhere} == {f.id for f in originals.values() if f.unit_si == "元"}


def test_a_range_is_converted_at_both_ends() -> None:
    """3~5年 has two values."""
    (window,) = [figure for figure in BASE.figures(unit="年") if figure.id == "window-years"]
    assert (window.value, window.upper) == (Decimal(3), Decimal(5))


@pytest.mark.parametrize("ask", [
    lambda: BASE.figures(unit="斗"), lambda: BASE.figures(since="2003-13"), lambda: BASE.timeline(until="昨天"),
])  # fmt: skip
def test_a_value_that_means_nothing_is_an_error_of_the_call(ask: Callable[[], object]) -> None:
    """A unit or a date that cannot be is told from one that finds nothing."""
    with pytest.raises(errors.UsageError) as caught:
        ask()
    assert caught.value.exit_code == 2


def test_records_come_in_the_order_asked_for() -> None:
    """`show b a` shows b first."""
    ids = ["share-2021", "quote-xu-lin-cities", "share-2003"]
    assert [record.id for record in BASE.records(ids)] == ids


def test_the_contradiction_is_with_every_figure_that_takes_part() -> None:
    """The three provinces and the total carry it; another figure does not."""
    assert all(figure.discrepancy and figure.discrepancy_en for figure in BASE.figures(topic="transfers"))
    (relation,) = BASE.relations(["transfers-jilin-2003-2022"])
    assert (relation.computed, relation.unit) == (Decimal("12.0028"), "万亿元")
    assert all(figure.discrepancy is None for figure in BASE.figures(topic="population"))


def test_evidence_holds_the_article_and_the_lines() -> None:
    """`show` can lead an editor to the record."""
    record = BASE.fact("share-2003")
    evidence = BASE.evidence([record])
    assert evidence.articles[record.source][record.start : record.end] == record.excerpt
    lines = (BASE.files[0]).read_text().split("\n")
    assert lines[evidence.lines["share-2003"] - 1].strip() == "- id: share-2003"


def test_only_what_is_public_can_be_imported() -> None:
    """`open_base` comes lazily, and a slip in its name is an AttributeError."""
    assert dongbei_cli.__all__ == ["__version__", "open_base"]
    with pytest.raises(AttributeError):
        dongbei_cli.open_bases  # noqa: B018
