"""Pictures in the terminal: what is compared, to which scale, and that no character is lost at any width."""

import io
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

import dongbei_cli
from dongbei_cli import model, views
from dongbei_cli.readings import edtf, quantities
from dongbei_cli.views import charts, comparison, strips
from tests.conftest import Runner
from tests.screen import Screen

BASE = dongbei_cli.open_base()
TERMS = BASE.topics()
EN = {
    "辽宁": "Liaoning", "黑龙江": "Heilongjiang", "东北": "Northeast China", "": None,
    "转移支付总额": "total fiscal transfers", "人口净流出（十年）": "net outflow, ten years", "GDP增速": "GDP growth",
}  # fmt: skip


def figure(number: int, **given: object) -> model.Figure:
    """A figure of 28628亿元 for 吉林 unless told otherwise; what it derives follows."""
    values: dict[str, object] = dict.fromkeys(model.Figure.KEYS) | {
        "indicator": "转移支付总额", "region": "吉林", "region_en": "Jilin", "period": "2003/2022",
        "value": Decimal(28628), "unit": "亿元", "qualifier": "exact", "kind": "figure", "id": f"f-{number}",
        "title": f"数据之{number}", "title_en": f"Figure number {number}", "topics": ("transfers",), "paragraph": 3,
        "excerpt": "转移支付总额达28628亿元", "source": "s", "start": 0, "end": 1, "link": "https://example.org/",
        "anchors": (),
    } | given  # fmt: skip
    values["indicator_en"] = EN.get(str(values["indicator"]), "an indicator")
    values["region_en"] = EN.get(str(values["region"] or ""), values["region_en"])
    value, unit = values["value"], values["unit"]
    assert isinstance(value, Decimal)
    values["value_si"], values["unit_si"] = quantities.in_si(value, str(unit))
    values["written"] = f"{value:f}{unit}"
    return model.Figure(values[key] for key in model.Figure.KEYS)


def total(whole: str, parts: tuple[str, ...], computed: str = "120028") -> model.Relation:
    """A sum in 亿元."""
    return model.Relation("sum", "sum", whole, parts, Decimal(computed), "亿元", "不符", "they differ")


def drawn(figures: list[model.Figure], relations: list[model.Relation], lang: str, room: int) -> str:
    """What `stats --chart` draws of figures."""
    console = Console(file=io.StringIO(), width=room, highlight=False, markup=False, emoji=False)
    for renderable in views.named("pictures")(figures, relations, TERMS, BASE.article, lang, room):
        console.print(renderable)
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in printed.split("\n"))


def lengths(text: str) -> list[int]:
    """The lengths of the bars in a text from above, in eighths of a cell; shading and computed bars are not counted."""
    found = re.findall(r"(?m)[█▏▎▍▌▋▊▉]+", text)
    return [sum("▏▎▍▌▋▊▉█".index(character) + 1 for character in bar) for bar in found]


figures_strategy = st.lists(
    st.fixed_dictionaries(
        {
            "indicator": st.sampled_from(["转移支付总额", "人口净流出（十年）", "GDP增速"]),
            "region": st.sampled_from(["辽宁", "黑龙江", "东北", None]),
            "period": st.sampled_from(["2003/2022", "2003", "2021-10", "2022-12-31", None]),
            "value": st.decimals(Decimal("0.1"), Decimal(9999999), places=1),
            "unit": st.sampled_from(["亿元", "万亿元", "万人", "%", "个"]),
            "qualifier": st.sampled_from(["exact", "nearly", "over", "about", "under", "ordinal"]),
        }
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(figures_strategy, st.sampled_from(["zh", "en"]), st.integers(20, 200), st.booleans())
def test_no_chart_loses_a_character_or_splits_a_number(
    given_figures: list[dict[str, object]], lang: str, room: int, has_sum: bool
) -> None:
    """At every width: each amount can be read, no number is in two pieces, no line is too wide, nothing is cut."""
    figures = [figure(number, **each) for number, each in enumerate(given_figures)]
    relations = [total("f-0", tuple(each.id for each in figures[1:]))] if has_sum and len(figures) > 2 else []
    text = drawn(figures, relations, lang, room)
    screen = Screen(text)
    assert "…" not in text
    assert [line for line in screen.lines if cell_len(line) > room] == []
    for each in figures:
        written = quantities.written(quantities.Quantity(each.value, None, each.unit, each.qualifier))
        assert screen.shows(written), written
        number = f"{each.value:f}"
        assert re.search(rf"(?<![0-9.]){re.escape(number)}(?![0-9])", text), number
    for compared in comparison.comparisons(figures, relations):
        if not compared.over_time:
            names = [charts.name_among(each, compared.figures, lang) for each in compared.figures]
            assert [part for name in names for part in name.split("\n") if not screen.shows(part)] == []
            assert all(names.count(name) == 1 for name in names)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("room", [20, 33, 39, 40, 41, 60, 80, 100, 200])
def test_the_shipped_figures_are_all_there_at_every_width(lang: str, room: int) -> None:
    """Compared or not, each figure's amount, words and contradiction are shown."""
    figures = BASE.figures()
    text = drawn(figures, BASE.relations([each.id for each in figures]), lang, room)
    screen = Screen(text)
    for each in figures:
        said = each.discrepancy if lang == "zh" else each.discrepancy_en
        assert screen.shows(each.excerpt)
        assert screen.shows(said or "")
        assert screen.shows(quantities.written(quantities.Quantity(each.value, each.upper, each.unit, each.qualifier)))


def test_provinces_stand_with_the_stated_and_the_computed_total() -> None:
    """All to one scale, on which the computed total is the longest and the stated one as long as its words allow."""
    figures = BASE.figures("transfers")
    text = drawn(figures, BASE.relations([each.id for each in figures]), "zh", 100)
    full = lengths(text)
    values = [32553, 28628, 58847, 100000]  # 近11万亿 may be little more than 10
    longest = text.count(charts.COMPUTED) * 8
    assert len(full) == len(values)
    assert all(abs(bar - longest * value / 120028) < 8 for bar, value in zip(full, values, strict=True))
    assert re.search(r"累计转移支付规模.*近11万亿元 +█+[▏▎▍▌▋▊▉]?░+\n原文所说的合计", text)
    assert re.search(r"实际相加 +12.0028万亿元 +▒+\n", text)


def test_a_course_runs_in_the_order_of_time_and_to_scale() -> None:
    """2003 above 2021, the ends as far apart from the axis as 8.5 from 4.9, falling from line to line."""
    text = drawn(BASE.figures("economy"), [], "zh", 80)
    rows = re.findall(r"(?m)^.*[├│].*$", text)
    first, *path, last = rows
    assert (first[:5], last[:5]) == ("2003年", "2021年")
    places = [re.search(f"[{charts.POINT}{charts.PATH}]", row) for row in rows]
    columns = [
        place.start() - row.index(row.lstrip("2013年 ")[0]) - 1
        for place, row in zip(places, rows, strict=True)
        if place
    ]
    assert len(columns) == len(rows)
    assert all(before > after for before, after in pairwise(columns))
    assert abs(columns[-1] / columns[0] - 4.9 / 8.5) < 0.03
    assert len(path) == charts.LONGEST_COURSE
    assert "计算所得变化: −3.6个百分点" in text


def test_population_loss_stands_with_the_net_outflow() -> None:
    """Two indicators of one place, time and unit compare; the census beside them is left to the table."""
    text = drawn(BASE.figures("population"), [], "en", 80)
    loss, _, outflow, _ = lengths(text)
    assert abs(outflow / loss - 354 / 821) < 0.02
    assert re.search(r"The seventh population census +7th", text)


def ids(figures: list[model.Figure], relations: list[model.Relation] | None = None) -> list[list[str]]:
    """Which figures compare."""
    return [[each.id for each in one.figures] for one in comparison.comparisons(figures, relations or [])]


def test_figures_compare_by_indicator_by_circumstance_and_by_sum() -> None:
    """And by nothing else: not across units, not ordinals, not when they only have no period in common."""
    assert ids([figure(1), figure(2, region="辽宁"), figure(3, region="辽宁", unit="万人")]) == [["f-1", "f-2"]]
    assert ids([figure(1), figure(2, indicator="GDP增速"), figure(3, indicator="别的", period="2001")]) == [
        ["f-1", "f-2"]
    ]
    assert ids([figure(1, period=None), figure(2, indicator="GDP增速", period=None)]) == []
    assert ids([figure(1), figure(2, region="辽宁", qualifier="ordinal")]) == []
    whole = figure(3, indicator="累计", region=None, period=None)
    assert ids([figure(1), figure(2, region="辽宁"), whole], [total("f-3", ("f-1", "f-2"))]) == [["f-1", "f-2", "f-3"]]
    assert ids([figure(1), figure(2, region="辽宁"), whole]) == [["f-1", "f-2"]]


def test_one_thing_at_several_times_is_a_course_and_the_others_are_bars() -> None:
    """Each region has its own; intervals are no points."""
    points = [figure(number, period=str(2020 - number), region=["辽宁", "东北"][number % 2]) for number in range(4)]
    found = comparison.comparisons(points, [])
    assert [([each.id for each in one.figures], one.over_time) for one in found] == [
        (["f-2", "f-0"], True),
        (["f-3", "f-1"], True),
    ]
    spans = [figure(1, period="2003/2010"), figure(2, period="2011/2020")]
    assert [one.over_time for one in comparison.comparisons(spans, [])] == [False]


@pytest.mark.parametrize(("last", "change"), [(figure(2, period="2021", unit="%", qualifier="about"), None),
                                              (figure(2, period="2021", unit="万人"), None)])  # fmt: skip
def test_a_change_is_computed_of_exact_amounts_in_one_unit_only(last: model.Figure, change: None) -> None:
    """A difference of about and nearly would claim more than the article says."""
    compared = comparison.Comparison((figure(1, period="2003", unit="%"), last), (), True)
    assert comparison.change(compared) is change


@pytest.mark.parametrize(
    ("qualifier", "drawn_so"),
    [("exact", "█{8}$"), ("over", "█{7}▸$"), ("nearly", "█{4}░{4}$"), ("under", "^░{8}$")],
)
def test_a_bar_shows_what_the_words_leave_open(qualifier: str, drawn_so: str) -> None:
    """近2 may be little more than 1; 不超过2 may be next to nothing; 超2 has no end."""
    one = figure(1, value=Decimal(2), qualifier=qualifier)
    low, high = comparison.reach(one)
    bar = charts.pictured(charts.Bar(Text(), Text(), low, high), one.value_si, 8)
    assert re.search(drawn_so, bar.plain), bar.plain


def test_the_smallest_amount_is_visible() -> None:
    """However great the greatest."""
    bar = charts.pictured(charts.Bar(Text(), Text(), Decimal(1), Decimal(1)), Decimal(10**9), 20)
    assert bar.plain == "▏"


@pytest.mark.parametrize("arguments", [["--chart", "-j"], ["--chart", "--fields", "id"], ["--chart", "-f", "csv"]])
def test_a_chart_is_for_people(arguments: list[str], dongbei: Runner) -> None:
    """With a machine format it is a contradiction, and said to be one."""
    result = dongbei("stats", *arguments)
    assert (result.stdout, result.returncode) == ("", 2)
    assert "--chart draws on a terminal" in result.stderr


@pytest.mark.parametrize("topic", ["transfers", "economy"])
def test_a_console_without_block_characters_gets_plain_ones(topic: str, dongbei: Runner) -> None:
    """ASCII has # for a bar, = for what is computed, * and . for a course; the picture keeps its size."""
    plain = dongbei("stats", topic, "--chart", PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C").stdout
    rich = dongbei("stats", topic, "--chart").stdout
    assert plain.isascii()
    for block, sign in zip("█▒├●∙", "#=+*.", strict=True):
        if block in rich:
            assert plain.count(sign) >= rich.count(block)
    bars = [re.findall(f"{full}{{2,}}|{computed}+", text) for full, computed, text in
            (("#", "=", plain), ("[█▏▎▍▌▋▊▉]", "▒", rich))]  # fmt: skip
    assert [len(bar) for bar in bars[0]] == [len(bar) for bar in bars[1]]


DATES = [
    "2000",
    "2003/2022",
    "2003-10",
    "2010/2020",
    "2023-10-27",
    "2023-11-01/..",
    "[..2023-11-01]",
    "2023-11-01T13:34",
]


@given(st.lists(st.sampled_from(DATES), min_size=1), st.integers(10, 40))
def test_strips_stand_on_one_scale(dates: list[str], cells: int) -> None:
    """All are as long as their scale, and each begins no further left than one of an earlier day."""
    scale = strips.Scale(dates, cells)
    drawn_strips = [scale.drawn(date) for date in dates]
    assert {len(strip) for strip in (*drawn_strips, scale.heading())} == {cells}
    starts = {
        date: len(strip) - len(strip.lstrip(strips.RAIL)) for date, strip in zip(dates, drawn_strips, strict=True)
    }
    order = sorted(
        (date for date in starts if edtf.parse(date).earliest), key=lambda date: str(edtf.parse(date).earliest)
    )
    assert all(starts[one] <= starts[two] for one, two in pairwise(order))


def test_points_spans_and_open_ends_look_different() -> None:
    """● is a point, ├─┤ a span, ▸ and ◂ a side without a bound."""
    scale = strips.Scale(["2000", "2023"], 24)
    assert scale.heading() == "2000╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌2023"
    assert scale.drawn("2000") == "●╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌"
    assert scale.drawn("2003/2022") == "╌╌╌├──────────────────┤╌"
    assert scale.drawn("2022/..") == "╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌├▸"
    assert scale.drawn("2023-11-01/..") == "╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌▸"
    assert scale.drawn("[..2001]") == "◂┤╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌"


@pytest.mark.parametrize(("columns", "cells"), [(60, 16), (80, 16), (99, 16), (100, 20), (150, 30), (200, 40)])
def test_the_timeline_has_its_scale_where_there_is_room(columns: int, cells: int, dongbei: Runner) -> None:
    """From 60 cells on under the dates, from 100 on in a column of its own: a strip an event, none of them folded."""
    shown = dongbei("timeline", COLUMNS=str(columns)).stdout
    heading, *found = re.findall(r"(?:[0-9]{4})?[╌├─┤●◂▸]*╌[╌├─┤●◂▸]*(?:[0-9]{4})?", shown)
    assert {len(strip) for strip in (heading, *found)} == {cells}
    assert len(found) == len(BASE.events())


def test_the_timeline_has_no_scale_where_there_is_no_room(dongbei: Runner) -> None:
    """Under 60 cells."""
    assert "╌" not in dongbei("timeline", COLUMNS="59").stdout


@given(st.sampled_from(["2000", "2004", "2003-10", "2022-12", "2023-10-27"]), st.integers(10, 60))
def test_a_date_is_a_point_and_an_interval_a_span_at_every_width(date: str, cells: int) -> None:
    """A year that takes two cells of a wide scale is the same point as on a narrow one."""
    scale = strips.Scale(["2000", "2028"], cells)
    assert scale.drawn(date).strip(strips.RAIL) == strips.POINT
    for interval in ("2003/2021", "2023-09/2023-10", "2028-11/2028-12"):
        assert re.fullmatch("├─*┤", scale.drawn(interval).strip(strips.RAIL)), interval


def test_a_scale_of_one_year_says_it_once() -> None:
    """It has no other end."""
    assert strips.Scale(["2023-10-27", "2023"], 10).heading() == "2023╌╌╌╌╌╌"
