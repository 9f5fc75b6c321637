"""The HTML report: what it holds, what proves it, and that no value of a base is ever markup."""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli import amounts, model, report
from dongbei_cli.base import Base, open_base
from dongbei_cli.readings import Article
from dongbei_cli.report import contents
from dongbei_cli.report.contents import Words
from tests.conftest import ROOT, Writer
from tests.payloads import PAYLOADS, hostile_base
from tests.test_amounts import figure

BASE = open_base(ROOT / "facts.yaml")
ALL = BASE.facts()
TEXT = "# 题目\n\n甲省得3亿元，乙省得4亿元，共8亿元。2003年占8.5%。\n\n“要改革。”徐林说，路还长。\n"


def amount(number: int, value: str, unit: str = "亿元", **given: Any) -> model.Figure:
    """A figure of so many 亿元, or of another unit, in 2003."""
    return figure(number, value=Decimal(value), unit=unit, **{"period": "2003"} | given)


SUM = model.Relation(id="sum", kind="sum", whole="f-3", parts=("f-1", "f-2"), computed=Decimal(7), unit="亿元")
PROVINCES = (amount(1, "3", region="甲省"), amount(2, "4", region="乙省"), amount(3, "8", indicator="总额"))


class Reading(HTMLParser):
    """The elements of a page in order, with the names of their attributes, and its text."""

    def __init__(self, html: str) -> None:
        """Read the whole page."""
        super().__init__()
        self.shape: list[tuple[str, ...]] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.shape.append((tag, *(name for name, _ in attrs)))
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.text.append(data)


PAGE = report.render(BASE, "zh", "2023-12-01")
READ = Reading(PAGE)


def values(html: str, attribute: str) -> list[str]:
    """Every value of an attribute, in the order of the page."""
    return [value for name, value in Reading(html).attributes if name == attribute]


def section(name: str, html: str = PAGE) -> str:
    """One section of the page."""
    start = html.index(f'id="_{name}"')
    return html[start : html.index("</section>", start)]


def test_every_record_is_on_the_page_exactly_once() -> None:
    """An id is a permalink, so it names one place; every link within leads to one; with all that it is small."""
    ids = Counter(values(PAGE, "id"))
    assert {record.id: ids[record.id] for record in ALL} == {record.id: 1 for record in ALL}
    assert max(ids.values()) == 1
    inner = {href[1:] for href in values(PAGE, "href") if href.startswith("#")}
    assert {"transfers-total-2003-2022", "_timeline"} <= inner <= set(ids)
    assert len(PAGE.encode()) < 400_000
    assert PAGE.count("平衡流入人口后净流出354万，除辽宁省外") == 1


def test_the_page_allows_its_own_style_and_script_and_needs_nothing_else() -> None:
    """The hashes are of the very texts between the tags; no element or rule loads a thing, no attribute acts."""
    (style,), (script,) = (re.findall(f"<{tag}>(.*?)</{tag}>", PAGE, re.DOTALL) for tag in ("style", "script"))
    allowed = f"default-src 'none'; style-src {report.digest(style)}; script-src {report.digest(script)}"
    assert next(content for content in values(PAGE, "content") if "-src" in content).startswith(f"{allowed};")
    assert report.digest("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    assert {tag for tag, *_ in READ.shape}.isdisjoint({"link", "img", "iframe", "object", "embed", "base", "form"})
    names = {name for _, *names in READ.shape for name in names}
    assert not {name for name in names if name.startswith("on") or name in ("src", "srcset", "style", "action")}
    assert "url(" not in PAGE
    assert "@import" not in PAGE


def test_a_section_is_there_only_where_it_holds_something(write_base: Writer) -> None:
    """The small base has figures, statements and names; the headline is that of its article."""
    html = report.render(open_base(write_base()), "zh", "2023-12-01")
    found = set(values(html, "id"))
    assert {"_figures", "_quotes", "_names", "_sources"} <= found
    assert not {"_timeline", "_measures", "_claims", "_contradictions"} & found
    assert "<title>题目 · A title</title>" in html
    assert "东北" not in html
    assert "Northeast" not in html


def test_quotation_marks_are_only_around_direct_speech() -> None:
    """What the reporter put into his own words is never dressed up as the speaker's."""
    for quote in BASE.quotes():
        fact = PAGE[PAGE.index(f'id="{quote.id}"') :]
        summary = fact[: fact.index("</summary>")]
        assert (f"“{quote.text}”" in summary) == (quote.speech == "direct"), quote.id


def test_a_fact_shows_its_words_and_its_paragraph() -> None:
    """Marked, with their place in the paragraph that the page lists, whose number is the reader's; quotes by name."""
    fact = BASE.fact("share-2021")
    html = PAGE[PAGE.index(f'id="{fact.id}"') :]
    proof = html[: html.index("</details>")]
    found = re.search(r"data-in=(\S+?)>.*?<mark data-at=(\d+)>(.*?)</mark>", proof, re.DOTALL)
    assert found is not None
    line = re.search(rf'<li id="{found[1]}" data-paragraph="(\d+)">.*?lang="zh-CN">(.*?)</span></li>', PAGE)
    assert line is not None
    assert line[2][int(found[2]) :].startswith(found[3])
    assert (found[3], line[1]) == (fact.excerpt, str(fact.body_paragraph))
    assert f"第{fact.body_paragraph}段" in proof
    person = PAGE[PAGE.index('id="person-xu-lin"') :]
    said = {href[1:] for href in values(person[: person.index("</details>")], "href")}
    assert {quote.id for quote in BASE.quotes("徐林")} <= said


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(1, 30)), min_size=1, max_size=5))
def test_a_passage_is_of_its_sentences_and_marks_the_anchors(places: list[tuple[int, int]]) -> None:
    """Cutting loses nothing, whatever overlaps, and marks exactly the anchored characters."""
    article = Article(TEXT)
    spans = [(start, min(start + length, p.end)) for start, length in places if (p := article.paragraph(start)).text]
    found = list(contents.passages(article, spans))
    marked = "".join(text for _, pieces in found for text, is_marked in pieces if is_marked)
    covered = sorted({position for start, end in spans for position in range(start, end)})
    assert marked == "".join(TEXT[position] for position in covered)
    for line, pieces in found:
        assert "".join(text for text, _ in pieces) in article.paragraphs[line - 1].text


def drawn(figures: Sequence[model.Figure], *relations: model.Relation) -> contents.Chart:
    """The one chart of some figures."""
    (group,) = amounts.comparisons(figures, relations)
    return contents.chart(group)


def test_figures_of_one_thing_share_a_scale_with_what_is_stated_for_their_sum() -> None:
    """So that what disagrees is seen; of a range the upper end sets the scale."""
    chart = drawn(PROVINCES, SUM)
    assert [(bar.label, bar.width) for bar in chart.bars] == [("region", 37.5), ("region", 50)]
    assert chart.total is not None
    assert [(bar.start, bar.width) for bar in chart.total.segments] == [(0, 37.5), (37.5, 50)]
    assert (contents.computed(SUM), chart.leading) == (Words("7亿元", "700 million yuan"), [PROVINCES[2]])
    chart = drawn((amount(1, "3", upper=Decimal(5), qualifier="range"), amount(2, "4", region="甲省")))
    assert [(bar.width, bar.reach) for bar in chart.bars] == [(60, 100), (80, None)]


def test_one_thing_at_several_times_is_drawn_over_time() -> None:
    """Columns are where their years are, as high as they are; the change is in percentage points."""
    shares = (("2021", "4.9"), ("2003", "8.5"), ("2012", "8.5"))
    chart = drawn([amount(number, value, "%", period=year) for number, (year, value) in enumerate(shares)])
    assert [column.figure.period for column in chart.columns] == ["2003", "2012", "2021"]
    assert [(round(column.x, 9), column.height) for column in chart.columns] == [(16, 128), (50, 128), (84, 73)]
    assert contents.change(chart.leading) == Words("−3.6个百分点", "−3.6 percentage points")


@pytest.mark.parametrize(
    ("date", "begins", "ends"),
    [
        ("2003-10", 18.1, 18.4), ("2000/2023", 4, 94), ("2012/..", 49, None), ("[..2012-01-01]", None, 49.01),
    ],
)  # fmt: skip
def test_a_date_has_its_place_on_the_line_of_time(date: str, begins: float | None, ends: float | None) -> None:
    """Margins are for what has no beginning or no end."""
    line = contents.axis(["2000", "2023", date])
    assert line is not None
    assert [at and round(at, 2) for at in line.span(date)] == [
        begins and pytest.approx(begins, abs=0.05), ends and pytest.approx(ends, abs=0.05)
    ]  # fmt: skip
    assert [year for _, year in line.ticks] == [2000, 2005, 2010, 2015, 2020]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (report.parted("近11万亿元"), ("近", "11", "万亿元")),
        (report.parted("3–5 years"), ("", "3–5", " years")),
        (report.parted("两成"), ("", "两成", "")),
        (contents.measured(BASE.fact("policies-hundred")), Words("上百种", "100 or more kinds")),
        (report.clauses("二十年后，新一轮：开始"), ["二十年后，", "新一轮：", "开始"]),
        (report.clauses("完。"), ["完。"]),
        (report.clauses(""), []),
        (contents.roomy("吉林", 23.85), "always"),
        (contents.roomy("吉林", 10), "wide"),
        (contents.roomy("吉林", 5), "never"),
        (report.readable("https://a.cn/#:~:text=%E6%94%B9%EF%BC%8C%E9%9D%A9"), "https://a.cn/#:~:text=改，革"),
        (report.readable("https://a.cn/#:~:text=a%2Cb,-%E6%94%B9"), "https://a.cn/#:~:text=a%2Cb,-改"),
        (report.readable("https://a.cn/%20%22%3C%E2%80%AE"), "https://a.cn/%20%22%3C%E2%80%AE"),
    ],
)
def test_how_texts_are_set(made: object, expected: object) -> None:
    """The digits of an amount apart, a headline in clauses, a label where it fits, an address with its Chinese."""
    assert made == expected


def test_contradictions_come_first_with_both_numbers_and_their_sentence() -> None:
    """A reader meets what is wrong before anything else, and beside the number itself."""
    assert PAGE.index('id="_contradictions"') < PAGE.index('id="_timeline"')
    found = section("contradictions")
    assert all(
        text in found for text in ("<b>12.0028</b>万亿元", "<b>11</b>万亿元", "<mark>累计转移支付规模近11万亿元</mark>")
    )
    assert '<rect class="lack"' in found
    total = PAGE[PAGE.index('id="transfers-total-2003-2022"') :]
    said = BASE.figures("transfers")[-1].discrepancy
    assert said
    assert said in total[: total.index("</summary>")]
    assert "来源：第一财经，原文第7段" in section("figures")


RISKY = (
    "end of script", "end of style", "event handler", "image", "svg", "comment", "entity", "javascript link",
    "data link", "template", "colour", "one byte escape", "null", "delete", "bidi override", "line separators", "pipe",
)  # fmt: skip


def hostile_page(payload: str) -> str:
    """The page of a base with a payload in every text field."""
    base: Base = hostile_base(payload)
    html = report.render(base, "zh", "2023-12-01")
    base.close()
    return html


@pytest.mark.parametrize("payload", [PAYLOADS[name] for name in RISKY], ids=RISKY)
def test_a_hostile_text_comes_out_as_text(payload: str) -> None:
    """Whatever is in the fields, the page has the same elements and attributes as with a harmless word."""
    read = Reading(page := hostile_page(payload))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", page)
    assert read.shape == Reading(hostile_page("x")).shape
    assert "".join(read.text).count(str(report.visible(payload)).strip()) > 50


@pytest.mark.parametrize("address", ["https://a.example/b#:~:text=%E6%94%B9", "HTTP://a.example/"])
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    """Another scheme is nothing that can be pressed."""
    assert report.web(address) == address
    others = ("javascript:alert(1)//", " javascript:", "java\nscript:", "data:text/html,", "//a.example/", "a\n")
    assert [report.web(each) for each in (*(f"{other}{address}" for other in others), "", f"{address}\nb")] == [
        None
    ] * 8
    assert all(href.lower().startswith(("https://", "http://", "#")) for href in values(PAGE, "href"))
