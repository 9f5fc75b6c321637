"""The HTML report: what stands where, what proves it, and that no value of a base is ever markup."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli import errors, model, report, workspace
from dongbei_cli.readings.article import Article
from dongbei_cli.report import charts, fields, sums
from dongbei_cli.report.passages import passages
from dongbei_cli.report.wording import Words
from tests.conftest import Writer

TEXT = "# 题目\n\n甲省得3亿元，乙省得4亿元，共8亿元。2003年占8.5%，2021年占4.9%。\n\n“要改革。”徐林说，路还长。\n"
SOURCE = model.Source(
    "paper",
    "article.txt",
    "0" * 64,
    "题目",
    "A title",
    "甲",
    "Jia",
    "某报",
    "A paper",
    "2023-11-01",
    "https://a.example/b",
)
TERMS = (
    model.Term("topic", "money", "钱款", "money", (), 0),
    model.Term("topic", "share", "份额", "share", (), 0),
    model.Term("area", "reform", "改革", "reform", (), 0),
)
COMMON: dict[str, Any] = {
    "topics": ("money",),
    "note": None,
    "note_en": None,
    "source": "paper",
    "link": "https://a.example/b#:~:text=x",
}
OWN: dict[str, dict[str, Any]] = {
    "event": {"date": "2003-10", "date_text": "2003年10月", "category": "meeting", "actors": ("徐林",), "place": None,
              "place_en": None},
    "figure": {"indicator": "拨款", "indicator_en": "grants", "region": None, "region_en": None, "period": "2003",
               "value": Decimal(3), "upper": None, "unit": "亿元", "qualifier": "exact", "written": "3亿元",
               "value_si": Decimal(300000000), "unit_si": "元", "discrepancy": None, "discrepancy_en": None},
    "quote": {"speaker": "徐林", "speaker_en": "Xu Lin", "role": "司长", "role_en": "director", "affiliation": None,
              "affiliation_en": None, "speech": "direct", "verb": "说", "text": "要改革。", "text_en": "Reform!",
              "occasion": None, "date": None},
    "measure": {"area": "改革", "area_en": "reform", "status": "proposed", "proposer": "徐林", "proposer_en": "Xu Lin",
                "date": None, "components": ("改", "革")},
    "claim": {"attribution": "reporter"},
    "person": {"name": "徐林", "name_en": "Xu Lin", "pinyin": "Xú Lín", "role": "司长", "role_en": "director",
               "affiliation": None, "affiliation_en": None, "quotes": 1, "measures": 1},
    "organization": {"name": "某报", "name_en": "A paper", "pinyin": "Mǒubào", "type": "media"},
    "document": {"name": "意见", "name_en": "Opinions", "issuer": "某报", "issuer_en": "A paper", "date": "2003-10"},
}  # fmt: skip


def record(kind: str, name: str, words: str = "要改革", **changed: Any) -> Any:
    """A record of `kind` anchored at `words` of the article."""
    start = TEXT.index(words)
    number = Article(TEXT).paragraph_number(start)
    placed = {"excerpt": words, "paragraph": number, "start": start, "end": start + len(words)}
    anchors = (model.Anchor(words, None, None, number, start, start + len(words)),)
    titles = {"id": name, "title": f"标题{name}", "title_en": f"Title {name}"}
    values = {"kind": kind, **OWN[kind], **COMMON, **titles, **placed, "anchors": anchors, **changed}
    cls = model.KINDS[kind]
    return cls(values[key] for key in cls.KEYS)


def figure(name: str, value: str, **changed: Any) -> model.Figure:
    """A figure of so many 亿元."""
    made: model.Figure = record(
        "figure", name, "共8亿元", value=Decimal(value), value_si=Decimal(value) * 10**8, **changed
    )
    return made


def share(year: str, value: str, **changed: Any) -> model.Figure:
    """A percentage of a year."""
    measured: dict[str, Any] = {
        "indicator": "比重",
        "indicator_en": "share",
        "unit": "%",
        "unit_si": "%",
        "value_si": Decimal(value),
    }
    made: model.Figure = record("figure", f"share-{year}", period=year, value=Decimal(value), **measured, **changed)
    return made


def page(*records: model.Record, lang: str = "zh", relations: tuple[model.Relation, ...] = ()) -> str:
    """The page of these records."""
    return report.render(
        report.Page(records, [SOURCE], {"paper": TEXT}, relations, TERMS, lang=lang, accessed="2023-12-01")
    )


ONE_OF_EACH = tuple(record(kind, f"a-{kind}") for kind in model.KINDS)
PROVINCES = (
    figure("jia", "3", region="甲省", region_en="Jia"),
    figure("yi", "4", region="乙省", region_en="Yi"),
    figure("whole", "8", indicator="总额"),
)
SUM = model.Relation(
    "sum", "sum", "whole", ("jia", "yi"), Decimal(7), "亿元", "两省之和与总额不符", "they do not add up"
)


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


def values(html: str, attribute: str) -> list[str]:
    """Every value of an attribute, in the order of the page."""
    return [value for name, value in Reading(html).attributes if name == attribute]


def test_every_record_stands_on_the_page_exactly_once() -> None:
    """An id is a permalink, so it names one place; no kind is forgotten."""
    ids = Counter(values(page(*ONE_OF_EACH), "id"))
    assert {record.id: ids[record.id] for record in ONE_OF_EACH} == {f"a-{kind}": 1 for kind in model.KINDS}
    assert max(ids.values()) == 1


def test_every_link_within_the_page_leads_somewhere() -> None:
    """The contents, the highlights and the equations name ids that exist."""
    html = page(*ONE_OF_EACH, *PROVINCES, relations=(SUM,))
    inner = {href[1:] for href in values(html, "href") if href.startswith("#")}
    assert {"whole", "jia", "_timeline"} <= inner
    assert inner <= set(values(html, "id"))


def test_the_policy_allows_this_style_and_this_script_and_nothing_else() -> None:
    """The hashes are of the very texts between the tags, as a browser computes them."""
    html = page(*ONE_OF_EACH)
    (style,), (script,) = (re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL) for tag in ("style", "script"))
    allowed = f"default-src 'none'; style-src {report.digest(style)}; script-src {report.digest(script)}"
    assert next(content for content in values(html, "content") if "-src" in content).startswith(f"{allowed};")
    assert report.digest("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def test_the_page_needs_nothing_from_outside() -> None:
    """No element or rule that loads a thing, no handler or style in an attribute."""
    html = page(*ONE_OF_EACH, *PROVINCES, relations=(SUM,))
    shape = Reading(html).shape
    assert {tag for tag, *_ in shape}.isdisjoint({"link", "img", "iframe", "object", "embed", "base", "form", "audio"})
    names = {name for _, *names in shape for name in names}
    assert not {name for name in names if name.startswith("on") or name in ("src", "srcset", "style", "action")}
    assert "url(" not in html
    assert "@import" not in html


def test_the_same_input_gives_the_same_page(write_base: Writer, tmp_path: Path) -> None:
    """A facts.yaml and the facts.db compiled from it are one base, and nothing depends on when it is drawn."""
    facts = write_base()
    workspace.build(facts, tmp_path / "facts.db", unproved=True)
    pages = {workspace.open_base(path).report("zh", "2023-12-01") for path in (facts, facts, tmp_path / "facts.db")}
    assert len(pages) == 1


def test_the_day_of_access_stands_in_the_citations_only_as_given(write_base: Writer) -> None:
    """The one date that is not the base's own is a parameter; what is no day is refused."""
    base = workspace.open_base(write_base())
    assert "[2024-02-29]" in base.report("zh", "2024-02-29")
    with pytest.raises(errors.UsageError):
        base.report("zh", "yesterday")


@pytest.mark.parametrize(("lang", "said"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_opens_in_the_language_asked_for(lang: str, said: str) -> None:
    """The root says the language; both are on the page, so that it reads without script too."""
    html = page(*ONE_OF_EACH, lang=lang)
    assert values(html, "lang")[0] == said
    assert "标题a-event" in html
    assert "Title a-event" in html


def test_a_base_without_facts_is_a_page_too() -> None:
    """Only what holds something has a section."""
    ids = values(page(), "id")
    assert "_sources" in ids
    assert not {"_timeline", "_figures", "_quotes", "_measures", "_names", "_contradictions"} & set(ids)


@pytest.mark.parametrize(
    ("speech", "shown"), [("direct", "“要改革。”"), ("reported", "要改革。"), ("written", "要改革。")]
)
def test_quotation_marks_stand_only_around_direct_speech(speech: str, shown: str) -> None:
    """What the reporter put into his own words is never dressed up as the speaker's."""
    html = page(record("quote", "said", speech=speech))
    summary = html[html.index("<summary>") : html.index("</summary>")]
    assert f'<span class="record" lang="zh-CN">{shown}</span>' in summary


def test_a_fact_shows_its_words_marked_in_their_paragraph() -> None:
    """The anchor is marked, the rest of its sentence stands, what is around recedes."""
    html = page(record("claim", "road", "路还长"))
    assert '<p><span class="around">“要改革。”</span>徐林说，<mark>路还长</mark>。</p>' in html


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(1, 30)), min_size=1, max_size=5))
def test_a_passage_is_the_paragraph_and_marks_the_anchors(places: list[tuple[int, int]]) -> None:
    """Cutting a paragraph loses nothing, whatever overlaps, and marks exactly the anchored characters."""
    article = Article(TEXT)
    anchors = tuple(
        model.Anchor("", None, None, paragraph.number, start, min(start + length, paragraph.end))
        for start, length in places
        if (paragraph := article.paragraph_at(start))
    )
    found = list(passages(record("claim", "any", anchors=anchors), article))
    covered = {position for anchor in anchors for position in range(anchor.start, anchor.end)}
    marked = set()
    for passage in found:
        paragraph = article.paragraphs[passage.paragraph - 1]
        assert "".join(piece.text for piece in passage.pieces) == paragraph.text
        at = paragraph.start
        for piece in passage.pieces:
            marked |= set(range(at, at + len(piece.text))) if piece.sort == "anchor" else set()
            at += len(piece.text)
    assert marked == covered


def test_figures_of_one_thing_compare_and_their_sum_is_shown_beside_what_is_stated() -> None:
    """Bars share a scale with the total, so that what disagrees is seen."""
    (drawn,) = charts.charts(PROVINCES, (SUM,))
    assert [(bar.label.zh, bar.width) for bar in drawn.bars] == [("甲省", "37.50%"), ("乙省", "50.00%")]
    assert drawn.total is not None
    assert [(bar.start, bar.width) for bar in drawn.total.segments] == [("0.00%", "37.50%"), ("37.50%", "50.00%")]
    assert (drawn.total.amount.zh, drawn.total.stated.figure.id) == ("7亿元", "whole")
    assert drawn.total.stated.width == "100.00%"


def test_one_thing_at_several_times_is_drawn_over_time() -> None:
    """Columns stand where their years are, as high as they are; the change is in percentage points."""
    (drawn,) = charts.charts((share("2021", "4.9"), share("2003", "8.5"), share("2012", "8.5")), ())
    assert [column.period.zh for column in drawn.columns] == ["2003年", "2012年", "2021年"]
    assert [column.x for column in drawn.columns] == ["16.00%", "50.00%", "84.00%"]
    assert drawn.columns[0].y == charts.TOP
    assert drawn.change == Words("−3.6个百分点", "−3.6 percentage points")


@pytest.mark.parametrize(
    "figures",
    [
        (figure("a", "3"), figure("b", "4", indicator="别的", period="2004")),
        (figure("a", "3"), figure("b", "4", unit="人", unit_si="人")),
        (figure("a", "3", qualifier="ordinal"), figure("b", "4", qualifier="ordinal")),
        (figure("a", "-3"), figure("b", "4")),
        (figure("a", "3", period=None), figure("b", "4", period=None, indicator="别的")),
    ],
)
def test_what_does_not_compare_is_not_drawn_together(figures: tuple[model.Figure, ...]) -> None:
    """Neither different things of different years, nor units, ordinals, losses, or counts without a period."""
    assert charts.charts(figures, ()) == []


def test_a_range_is_drawn_as_far_as_it_reaches() -> None:
    """The upper end sets the scale."""
    (drawn,) = charts.charts(
        (figure("a", "3", upper=Decimal(5), qualifier="range"), figure("b", "4", region="甲省")), ()
    )
    assert (drawn.bars[0].width, drawn.bars[0].reach, drawn.bars[1].width) == ("60.00%", "100.00%", "80.00%")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2003-10", charts.Strip("18.22%", "0%", True, False, False)),
        ("2000/2023", charts.Strip("4.00%", "94.00%", False, False, False)),
        ("2012/..", charts.Strip("49.00%", "100.00%", False, False, True)),
        ("[..2012-01-01]", charts.Strip("41.01%", "49.01%", False, True, False)),
    ],
)
def test_a_date_has_its_place_on_the_line_of_time(date: str, expected: charts.Strip) -> None:
    """Points for what is short, spans for what is long, margins for what has no beginning or no end."""
    line = charts.axis(["2000", "2023", date])
    assert line is not None
    assert charts.strip(date, line) == expected
    assert [year for _, year in line.ticks] == ["2000", "2005", "2010", "2015", "2020"]


@pytest.mark.parametrize(
    ("amount", "parts"),
    [("近11万亿元", ("近", "11", "万亿元")), ("3–5 years", ("", "3–5", " years")), ("两成", ("", "两成", ""))],
)
def test_the_digits_of_an_amount_are_set_apart(amount: str, parts: tuple[str, str, str]) -> None:
    """What is set large is the number alone."""
    assert fields.split_unit(amount) == parts


def test_contradictions_come_before_the_timeline_and_say_both_numbers() -> None:
    """A reader meets what is wrong before what is told."""
    html = page(*ONE_OF_EACH, *PROVINCES, relations=(SUM,))
    section = html[html.index('id="_contradictions"') : html.index('id="_timeline"')]
    assert "两省之和与总额不符" in section
    assert "they do not add up" in section
    assert "<b>7</b>亿元" in section
    assert "<b>8</b>亿元" in section


def test_a_contradiction_shows_the_sentence_that_holds_its_numbers() -> None:
    """The terms are marked in one sentence of the article, and what one bar lacks to the other is drawn."""
    html = page(*ONE_OF_EACH, *PROVINCES, relations=(SUM,))
    section = html[html.index('id="_contradictions"') : html.index('id="_timeline"')]
    assert '<blockquote lang="zh-CN"><p>甲省得3亿元，乙省得4亿元，<mark>共8亿元</mark>。</p>' in section
    assert "2003年占8.5%" not in section
    assert '<rect class="lack" x="100.00%"' in section


@pytest.mark.parametrize(
    ("computed", "stated", "expected"),
    [("7", "8", ("87.50%", "100.00%")), ("12", "9", ("100.00%", "75.00%")), ("-1", "8", None), ("7", "0", None)],
)
def test_what_is_computed_and_what_is_stated_share_a_scale(
    computed: str, stated: str, expected: tuple[str, str] | None
) -> None:
    """A difference or a share is drawn as two bars where both are above nothing."""
    relation = SUM._replace(kind="difference", computed=Decimal(computed))
    assert sums.scale(relation, figure("whole", stated)) == expected


def test_the_headline_is_that_of_the_article() -> None:
    """The page speaks of whatever base it is made from."""
    html = page(*ONE_OF_EACH)
    heading = html[html.index("<h1>") : html.index("</h1>")]
    assert "题目" in heading
    assert "A title" in heading
    assert "<title>题目 · A title</title>" in html
    assert "东北" not in html
    assert "Northeast" not in html


def test_several_articles_are_counted_in_the_headline_and_named_below() -> None:
    """No article's title stands for the others."""
    sources = [SOURCE, SOURCE._replace(id="second", title="又一题")]
    articles = {"paper": TEXT, "second": TEXT}
    html = report.render(report.Page(ONE_OF_EACH, sources, articles, (), TERMS, "zh", "2023-12-01"))
    heading = html[html.index("<h1>") : html.index("</h1>")]
    assert ("2篇报道" in heading, "题目" in heading) == (True, False)
    origins = html[html.index('class="origins"') : html.index("</header>", html.index('class="origins"'))]
    assert all(title in origins for title in ("题目", "又一题"))


@pytest.mark.parametrize("kind", ["figure", "event"])
def test_a_caveat_stands_where_the_number_or_the_date_is(kind: str) -> None:
    """A reader need not open a fact to learn that its number or date is doubtful, and reads so once."""
    html = page(record(kind, "doubtful", note="未说明起止", note_en="no beginning is given"))
    summary = html[html.index("<summary>") : html.index("</summary>")]
    assert "未说明起止" in summary
    assert "no beginning is given" in summary
    assert html.count('class="note"') == 1


def test_a_stated_total_says_that_it_is_contradicted() -> None:
    """Beside the number itself, not only in the section on contradictions."""
    html = page(*PROVINCES, relations=(SUM,))
    fact = html[html.index('id="whole"') :]
    assert "两省之和与总额不符" in fact[: fact.index("</summary>")]


def test_a_chart_says_where_its_figures_come_from() -> None:
    """Publisher and paragraphs, in both languages, with the punctuation of each."""
    html = page(
        *(each for each in PROVINCES), record("figure", "next", "2003年占8.5%", region="丙省", region_en="Bing")
    )
    assert "来源：某报，原文第2段" in html
    assert "Source: A paper, ¶ 2" in html
    assert charts.context((figure("a", "3", region="甲省", region_en="Jia"),)) == Words("甲省，2003年", "Jia, 2003")


def test_a_reader_may_search_in_traditional_characters() -> None:
    """The page holds the pairs that it needs: 億 for 亿, and nothing for what it does not print."""
    (pairs,) = values(page(*ONE_OF_EACH), "data-traditional")
    table = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert table["億"] == "亿"
    assert {*table.values()} <= {*TEXT, *"标题"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [("二十年后，新一轮：开始", ["二十年后，", "新一轮：", "开始"]), ("题目", ["题目"]), ("完。", ["完。"]), ("", [])],
)
def test_a_headline_breaks_after_its_punctuation(title: str, expected: list[str]) -> None:
    """Nothing is lost, and no line is empty."""
    assert fields.clauses(title) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [("吉林", "23.85%", "always"), ("吉林", "10.00%", "wide"), ("吉林", "5.00%", "never"), ("Jilin", "12.00%", "wide")],
)
def test_a_label_stands_in_a_bar_only_where_it_fits(text: str, width: str, expected: str) -> None:
    """Half a name is worse than none; the same names stand beside the bars above."""
    assert charts.roomy(text, width) == expected


def test_paper_has_the_cited_paragraphs_once_each() -> None:
    """The words of a fact are under it; the paragraphs they stand in are listed at the end."""
    html = page(record("claim", "road", "路还长"), record("claim", "reform"), record("claim", "again"))
    listed = html[html.index('<ul class="paragraphs">') :]
    assert listed[: listed.index("</ul>")].count("<li>") == 1
    assert "“要改革。”徐林说，路还长。" in listed


PAYLOADS = (
    "</script><script>document.title='taken'</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    '" onmouseover="alert(1)" x=\'',
    "{{ 7 * 7 }}{% raw %}",
    "</style></title><svg onload=alert(1)>",
    "&lt;b&gt;&#x3c;b>&amp;",
    "<!-- --><![CDATA[ ]]><?php ?>",
    "\x1b[31m\x00\x07\x7f\x9b",
    "\u202e\u2066evil\u2066 \u2028|a|\nb",
)
NOT_TEXT = {"kind", "id", "source", "date", "period", "qualifier", "link"}
"""Fields that hold ids, dates and closed words, which a base is checked for; links have a test of their own."""
NOT_SHOWN = {"excerpt", "discrepancy", "discrepancy_en"}
"""Fields whose texts the page takes from elsewhere: the article and the relations."""


def filled(payload: str) -> tuple[list[model.Record], dict[str, str]]:
    """One record of each kind with another text in each field, and the key of the field by its text."""
    keys: dict[str, str] = {}

    def text(key: str) -> str:
        made = f"{payload}{len(keys)}."
        keys[made] = key
        return made

    def value(key: str, old: Any) -> Any:
        if key in NOT_TEXT or isinstance(old, Decimal | int) or key in ("upper", "anchors"):
            return old
        return (text(key), text(key)) if isinstance(old, tuple) else text(key)

    return [type(each)(value(key, old) for key, old in each) for each in ONE_OF_EACH], keys


def dressed(payload: str) -> tuple[str, dict[str, str]]:
    """A page with a payload in every text of its records, its source, its terms and its relation."""
    records, keys = filled(payload)
    source = model.Source(
        *(f"{payload}{key}" if key not in ("id", "published") else getattr(SOURCE, key) for key in SOURCE._fields)
    )
    terms = [model.Term(sort, "money", f"{payload}zh", f"{payload}en", (payload,), 0) for sort in ("topic", "area")]
    said = (f"{payload}zh", f"{payload}en")
    relation = model.Relation("sum", "sum", "a-figure", ("a-figure",), Decimal(7), payload, *said)
    article = TEXT + payload
    return report.render(
        report.Page(records, [source], {"paper": article}, [relation], terms, "zh", "2023-12-01")
    ), keys


def seen(text: str) -> str:
    """A text as the page prints it: control characters as pictures."""
    return str(report.visible(text))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_comes_out_as_text(payload: str) -> None:
    """Whatever stands in a field, the page has the same elements and attributes as with a harmless word."""
    hostile, keys = dressed(payload)
    harmless, _ = dressed("x")
    read = Reading(hostile)
    assert read.shape == Reading(harmless).shape
    shown = "".join(read.text)
    assert {key for text, key in keys.items() if seen(text) not in shown} == NOT_SHOWN


def links(html: str) -> Iterator[str]:
    """Every address that a reader can follow."""
    return (href for href in values(html, "href") if not href.startswith("#"))


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://a.example/b#:~:text=%E6%94%B9", True),
        ("HTTP://a.example/", True),
        ("javascript:alert(1)//https://a.example", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("//a.example/b", False),
        ("https://a.example/\nb", False),
        ("vbscript:x", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_links(address: str, followed: bool) -> None:
    """Another scheme is text in the citation and nothing that can be pressed."""
    html = page(record("claim", "linked", link=address))
    assert (address in set(links(html))) is followed
    assert all(href.lower().startswith(("https://", "http://")) for href in links(html))
