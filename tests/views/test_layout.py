"""What a reader meets on the page: ids and dates whole, proofs beside their numbers, words instead of signs."""

import re

import pytest
from rich.text import Text

import dongbei_cli
from dongbei_cli.views import evidence, figures, grid
from tests.conftest import Runner
from tests.views.test_charts import figure, total

BASE = dongbei_cli.open_base()
COMMANDS = [
    ["timeline"],
    ["timeline", "--all"],
    ["stats"],
    ["stats", "--chart"],
    ["quote"],
    ["policy"],
    ["people"],
    ["list"],
    ["search", "人口"],
    ["show", "share-2003"],
    ["article"],
    ["stats", "transfers", "--cite", "apa"],
]
LANGS = ["zh", "en"]


@pytest.mark.parametrize("columns", [60, 80, 100, 120, 160])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("command", COMMANDS[:10], ids=" ".join)
def test_an_id_stands_whole(command: list[str], lang: str, columns: int, dongbei: Runner) -> None:
    """It can be copied: no line ends within one."""
    text = dongbei(*command, "--lang", lang, COLUMNS=str(columns)).stdout
    assert re.findall(r"(?m)\b[a-z]+(?:-[a-z0-9]+)*-$", text) == []
    if command == ["list"]:
        assert [fact.id for fact in BASE.facts() if not re.search(rf"(?<![\w-]){fact.id}(?![\w-])", text)] == []


@pytest.mark.parametrize("columns", [60, 80, 100, 120, 160])
@pytest.mark.parametrize("lang", LANGS)
def test_a_date_and_a_time_stand_whole(lang: str, columns: int, dongbei: Runner) -> None:
    """13:34, 2023年10月27日 and 27 October 2023 are each on one line."""
    text = dongbei("timeline", "--lang", lang, COLUMNS=str(columns)).stdout
    dates = text.count("2023年10月27日") if lang == "zh" else text.count("27 October 2023")
    assert dates == len([event for event in BASE.events() if event.date == "2023-10-27"]) == 2
    assert text.count("13:34") == 4
    assert re.findall(r"(?m)[0-9]:(?: |$)|\b[0-9]{1,2} *$\n +(?:October|November)", text) == []


@pytest.mark.parametrize(
    ("lang", "expected"), [("zh", "先后  2003年先于2021年"), ("en", "Order in time  2003 before 2021")]
)
def test_an_order_is_told_in_words_and_with_its_change(lang: str, expected: str, dongbei: Runner) -> None:
    """Earlier is not less: 8.5 and 4.9 are no inequality, and what lies between them is given."""
    text = dongbei("show", "share-2003", "--lang", lang).stdout
    assert expected in text
    assert "<" not in text
    assert "order:" not in text
    assert "−3.6个百分点" in text


@pytest.mark.parametrize(
    ("unit", "sum_of_all"), [("亿元", "120028亿元"), ("元", "12002800000000元"), ("千亿元", "120.028千亿元")]
)
@pytest.mark.parametrize("chart", [[], ["--chart"]])
def test_a_computed_sum_is_given_in_the_unit_of_its_column(
    unit: str, sum_of_all: str, chart: list[str], dongbei: Runner
) -> None:
    """Whatever the user wants the figures in."""
    text = dongbei("stats", "transfers", "--unit", unit, *chart, "--lang", "zh").stdout
    assert re.search(rf"实际相加 +{sum_of_all}", text)
    assert "12.0028万亿元" not in text


def test_a_sum_of_which_parts_are_missing_is_said_to_be_missing(dongbei: Runner) -> None:
    """Two rows of four have no total, and the page tells why; four of four have one, and no such line."""
    two = dongbei("stats", "transfers", "-n", "2", "--lang", "zh").stdout
    assert "未列合计：和由3项相加，这里只显示其中2项" in two
    assert "实际相加" not in two
    four = dongbei("stats", "transfers", "--lang", "zh").stdout
    assert "未列合计" not in four
    assert "实际相加" in four


def test_what_is_measured_comes_before_what_is_counted(dongbei: Runner) -> None:
    """Money, shares and people open the page, and within a topic ordinals come last; JSON keeps the article's order."""
    text = dongbei("stats", "--lang", "zh").stdout
    slugs = re.findall(r"(?m)^\S+  ([a-z-]+)(?:  .*)?$\n\n", text)
    assert slugs[:3] == ["transfers", "economy", "population"]
    assert slugs.index("outlook") < slugs.index("assessment")
    rows = re.findall(r"(?m)^([1-4])   \S+ +(\S+)", dongbei("stats", "population", "--lang", "zh").stdout)
    assert rows[:4] == [("1", "821万人"), ("2", "354万人"), ("3", "10年"), ("4", "第7次")]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("columns", [30, 80])
def test_one_blank_line_stands_before_the_source(command: list[str], lang: str, columns: int, dongbei: Runner) -> None:
    """In every command alike, and nothing after it."""
    lines = dongbei(*command, "--lang", lang, COLUMNS=str(columns)).stdout.split("\n")
    (at,) = [number for number, line in enumerate(lines) if line.startswith(("来源：", "Source: "))]
    assert lines[at - 1] == ""
    assert lines[at - 2] != ""
    assert lines[-2:] != ["", ""]


def test_a_written_statement_says_so_once(dongbei: Runner) -> None:
    """Kind, verb and occasion of 徐林's article are one word."""
    text = dongbei("quote", "--expert", "徐林", "--lang", "zh").stdout
    written = [quote for quote in BASE.quotes(["徐林"]) if quote.speech == "written"]
    assert text.count("撰文") == len(written) == 2


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_a_name_that_has_no_room_beside_another_has_a_line_of_its_own(columns: int, dongbei: Runner) -> None:
    """The role of a speaker is not begun at the end of the line of his name."""
    text = dongbei("quote", "--expert", "迟福林", "--lang", "en", COLUMNS=str(columns)).stdout
    assert re.search(r"(?m)(?:^|  )中国东北振兴研究院院长$", text)


def test_numbers_among_chosen_fields_stand_to_the_right(dongbei: Runner) -> None:
    """And a column is as wide as what it holds."""
    lines = dongbei("stats", "transfers", "--fields", "region,value,paragraph").stdout.split("\n")
    assert lines[0] == "region   value   paragraph"
    assert lines[2] == "辽宁     32553          13"
    assert lines[5] == "            11          13"


def test_each_passage_is_printed_once(dongbei: Runner) -> None:
    """A passage that another holds, or touches, is part of it; the numbers before it tell which rows it proves."""
    economy = dongbei("stats", "economy", "--lang", "zh", COLUMNS="120").stdout
    assert economy.count("东北地区经济总量占全国经济总量的比重") == 1
    assert "1, 2 [第16段] 东北地区经济总量占全国经济总量的比重也从2003年的8.5%下降到2021年底的4.9%" in economy
    population = dongbei("stats", "population", "--lang", "zh", COLUMNS="120").stdout
    assert "1–3 [第16段] 在2010~2020年这十年间，东北地区人口流失达到821万，平衡流入人口后净流出354万" in population
    assert "2 注：原文未明说354万涵盖哪些地方。" in population


TEXT = "甲乙，丙丁。戊己"


def passage(start: int, end: int, source: str = "s") -> evidence.Passage:
    """A passage of that text."""
    return evidence.Passage(source, 3, start, end, TEXT[start:end], (1,))


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        (passage(0, 2), passage(3, 5), "甲乙，丙丁"),
        (passage(3, 5), passage(0, 2), "甲乙，丙丁"),
        (passage(0, 5), passage(1, 2), "甲乙，丙丁"),
        (passage(0, 4), passage(1, 5), "甲乙，丙丁"),
        (passage(0, 2), passage(0, 2), "甲乙"),
        (passage(0, 5), passage(6, 8), None),
        (passage(0, 2), passage(4, 5), None),
        (passage(0, 2), passage(3, 5, source="t"), None),
    ],
)
def test_passages_that_touch_are_one(one: evidence.Passage, other: evidence.Passage, whole: str | None) -> None:
    """Over a comma, but not over the end of a sentence, nor over words that are left out, nor between articles."""
    assert evidence.touch(one, other, lambda _: TEXT) == (whole is not None)
    if whole:
        assert evidence.joined(one, other, lambda _: TEXT).words == whole


def test_the_change_is_told_in_the_table(dongbei: Runner) -> None:
    """8.5% to 4.9% is −3.6 percentage points, without a chart."""
    assert re.search(r"计算所得变化 +−3\.6个百分点\n", dongbei("stats", "economy", "--lang", "zh").stdout)
    assert "−3.6 percentage points" in dongbei("stats", "economy", "--lang", "en").stdout


def test_a_figure_in_two_contradictions_shows_both() -> None:
    """The record itself names one of them only."""
    relations = [
        total("f-3", ("f-1", "f-2"))._replace(id="one", discrepancy="甲不符"),
        total("f-4", ("f-1", "f-3"))._replace(id="two", discrepancy="乙不符"),
        total("f-8", ("f-6", "f-7"))._replace(id="far", discrepancy="丙不符"),
    ]
    assert figures.contradictions([figure(1, discrepancy="甲不符")], relations, "zh") == ["甲不符", "乙不符"]


@pytest.mark.parametrize("columns", [30, 60, 80, 160])
def test_an_address_is_never_broken(columns: int, dongbei: Runner) -> None:
    """It stands on a line of its own, however long, below all that is told of the fact."""
    lines = dongbei("show", "share-2003", COLUMNS=str(columns)).stdout.split("\n")
    at = lines.index(BASE.fact("share-2003").link)
    assert lines[at + 1] == ""
    assert lines[at + 2].startswith("Source: ")


def test_a_fact_is_shown_in_the_language_of_the_reader(dongbei: Runner) -> None:
    """Chinese alone, or English with the Chinese beside it; quantities and dates are words and not codes."""
    chinese = dongbei("show", "transfers-total-2003-2022", "--lang", "zh").stdout
    assert re.search(r"(?m)^数值 +近11万亿元$", chinese)
    assert re.search(r"(?m)^时期 +2003年至2022年$", chinese)
    assert not re.search(r"2003/2022|nearly|indicator|cumulative|_en|value_si", chinese)
    english = dongbei("show", "transfers-total-2003-2022", "--lang", "en").stdout
    assert re.search(r"(?m)^Value +nearly 11 trillion yuan  近11万亿元$", english)
    assert re.search(r"(?m)^Indicator +cumulative fiscal transfers  累计转移支付规模$", english)
    assert re.search(r"(?m)^Fact base +facts.yaml:[0-9]+$", english)


def test_records_of_one_sentence_share_a_row_of_the_full_timeline(dongbei: Runner) -> None:
    """The transfers of three provinces and their total stand below the event that tells them; its words come once."""
    text = dongbei("timeline", "--all", "--lang", "zh", COLUMNS="120").stdout
    assert text.count("32553亿") == 1
    assert "数据 中央对吉林的转移支付总额  transfers-jilin-2003-2022" in text
    assert "事实" in text.split("\n")[0]
    assert len(text.split("\n")) < 260


def test_a_table_with_a_tail_keeps_it_under_its_column() -> None:
    """Below the cell where it fits, else across the columns to the right, beside a taller cell to the left."""
    columns = [grid.Column("A"), grid.Column("B"), grid.Column("C")]
    rows = [[Text(cell) for cell in ("1\n2\n3", "bb", "c")]]
    drawn = grid.table(columns, rows, 40, tails=[[Text("i"), Text("a-long-tail")]], at=1)
    lines = "\n".join(line.plain for line in drawn.renderables).split("\n")  # type: ignore[union-attr]
    assert [line.rstrip() for line in lines[2:]] == ["1   bb   c", "2   i", "3   a-long-tail"]
