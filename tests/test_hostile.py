"""A base whose every text is hostile: it comes out of each format as it was or escaped, and as nothing but text."""

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from dongbei_cli.workspace import Base
from markdown_it import MarkdownIt
from rich.cells import cell_len
from rich.console import Console

from dongbei_cli import citations, database, exports, formats, model, views
from tests.conftest import Runner
from tests.payloads import PAYLOADS, hostile_base, write_hostile_base

STYLES = citations.STYLES
ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Categories of characters that act on a terminal or change what is seen of others."""


@pytest.fixture(scope="module", params=PAYLOADS)
def payload(request: pytest.FixtureRequest) -> str:
    """One hostile text."""
    return PAYLOADS[request.param]


@pytest.fixture(scope="module")
def base(payload: str) -> Iterator[Base]:
    """A base that holds it in every text field, open; not by way of a file, since some are refused there."""
    connection = hostile_base(payload)
    yield Base(connection)
    connection.close()


def rows(base: Base) -> list[dict[str, Any]]:
    """All records as the formats get them."""
    return [dict(record) for record in base.facts()]


def printed(format_name: str, given: Sequence[Mapping[str, Any]]) -> str:
    """A format's text, by way of its bytes."""
    return b"".join(chunk.encode() for chunk in formats.FORMATS[format_name](given)).decode()


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return value._asdict()
    return [plain(member) for member in value] if isinstance(value, tuple) else value


def acting(text: str) -> set[str]:
    """The characters of a text that act on a terminal, line feeds aside."""
    return {character for character in text if unicodedata.category(character) in ACTING and character != "\n"}


def test_there_are_forty_payloads_at_least_and_a_record_of_each_kind(base: Base, payload: str) -> None:
    """And the payload stands in the text fields of all, so that the tests below see it."""
    assert len(PAYLOADS) >= 40
    assert {record.kind for record in base.facts()} == set(model.KINDS)
    for record in base.facts():
        assert record.title == record.note == record.excerpt == record.anchors[0].exact == payload


@pytest.mark.parametrize("format_name", ["json", "jsonl", "yaml"])
def test_structured_text_gives_the_same_text_back(format_name: str, base: Base) -> None:
    """Key by key; and no control character stands in it as such."""
    text = printed(format_name, rows(base))
    expected = [{key: plain(value) for key, value in row.items()} for row in rows(base)]
    if format_name == "yaml":
        read = yaml.load(text, yaml.CSafeLoader)
        expected = json.loads(printed("json", rows(base)))
    elif format_name == "json":
        read = json.loads(text, parse_float=Decimal)
    else:
        read = [json.loads(line, parse_float=Decimal) for line in text.split("\n")[:-1]]
    assert read == expected
    assert not [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"]


def lines_of_tsv(text: str) -> list[dict[str, str]]:
    """What a reader of Linear TSV sees: a line a row, a tab between cells, four escapes within them."""
    meant = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    heading, *lines = [line.split("\t") for line in text.split("\r\n")[:-1]]
    cells = [[re.sub(r"\\(.)", lambda escape: meant[escape[1]], cell) for cell in line] for line in lines]
    return [dict(zip(heading, line, strict=True)) for line in cells]


@pytest.mark.parametrize("format_name", ["csv", "tsv"])
def test_tables_of_cells_give_the_same_text_back(format_name: str, base: Base) -> None:
    """Cell by cell, however many lines a cell has."""
    text = printed(format_name, rows(base))
    read = lines_of_tsv(text) if format_name == "tsv" else list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(read) == len(rows(base))
    for one, row in zip(read, rows(base), strict=True):
        assert {key: one[key] for key in row if key != "anchors"} == {
            key: formats.cell(value) for key, value in row.items() if key != "anchors"
        }


def test_no_cell_for_excel_is_a_formula(base: Base) -> None:
    """And without its apostrophe each is as it was."""
    text = printed("csv", formats.for_excel(rows(base)))
    for one, row in zip(csv.DictReader(io.StringIO(text, newline="")), rows(base), strict=True):
        assert not [cell for cell in one.values() if cell.startswith(formats.FORMULA_STARTS)]
        assert one["title"].removeprefix("'") == row["title"].removeprefix("'")


def test_markdown_has_a_row_a_record_and_no_markup(base: Base) -> None:
    """A parser of Markdown with tables finds text and line breaks, and nothing else."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [t for token in parser.parse(printed("markdown", rows(base))) for t in (token, *(token.children or ()))]
    kinds = Counter(token.type for token in tokens)
    assert kinds["tr_open"] == len(rows(base)) + 1
    html = {token.content for token in tokens if token.type in ("html_inline", "html_block")}
    assert html <= {"<br>"}
    assert not [kind for kind in kinds if re.match(r"link|image|code|strong|em_|s_|heading|fence|list", kind)]


@pytest.mark.parametrize(("lang", "room"), [("zh", 20), ("en", 80), ("zh", 150)])
def test_a_table_shows_text_and_nothing_acts(lang: str, room: int, base: Base, payload: str) -> None:
    """No escape, no control, no mark of direction; no line too wide; and what can be seen of the text is seen."""
    console = Console(file=io.StringIO(), width=room, highlight=False, markup=False, emoji=False, color_system=None)
    for renderable in drawn(base, lang, room):
        console.print(renderable)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert acting(text) == set()
    assert max(map(cell_len, text.split("\n"))) <= room
    visible = re.sub(r"\s", "", "".join(c for c in payload if unicodedata.category(c) not in ACTING))
    squeezed = re.sub(r"[\s␀-␟␡]|<U\+[0-9A-F]+>", "", text)
    assert visible in squeezed


def drawn(base: Base, lang: str, room: int) -> Iterator[Any]:
    """Every view of the base."""
    found, terms, figures = base.facts(), base.topics(), base.figures()
    yield from views.named("timeline")(base.timeline(), lang, room)
    yield from views.named("stats")(figures, base.relations(), terms, base.article, lang, room)
    yield from views.named("pictures")(figures, base.relations(), terms, base.article, lang, room)
    yield from views.named("quotes")(base.quotes(), lang, room)
    yield from views.named("measures")(base.measures(), lang, room)
    yield from views.named("people")(base.people(), lang, room)
    yield from views.named("facts")(found, lang, room)
    yield from views.named("whole")(found, base.evidence(found), lang, room)
    yield from views.named("topics")(terms, lang, room)
    fields = [{key: row[key] for key in ("id", "title", "topics", "note", "link")} for row in rows(base)]
    yield from views.named("chosen")(fields, room)
    yield from views.named("bibliography")({record.id: base.citation(record, "bibtex") for record in found}, lang, room)
    yield views.named("source_line")(base.sources[0], lang, room)


@pytest.mark.parametrize("style", STYLES)
def test_a_citation_is_one_line_or_one_entry(style: str, base: Base) -> None:
    """Plain styles stay on a line, with one for the text in APA; CSL-JSON gives the words back; braces are even."""
    record = base.facts()[0]
    text = base.citation(record, style, "2026-07-31")
    if style == "csl-json":
        (item,) = json.loads(text)
        assert (item["title"], item["annote"]) == (base.sources[0].title, record.excerpt)
    elif style == "bibtex":
        assert text.count("{") == text.count("}")
        assert re.findall(r"(?m)^@.*", text) == ["@online{" + text.split("{", 1)[1].split(",")[0] + ","]
        assert re.fullmatch(r"[A-Za-z0-9_.:-]+", text.split("{", 1)[1].split(",")[0])
    else:
        text, *in_text = text.split("\n")
        assert len(in_text) == (style == "apa")
        assert all(re.fullmatch(r"In text: \(.*, [0-9]{4}, para\. [0-9]+\)", line) for line in in_text)
        assert not [c for c in "".join((text, *in_text)) if unicodedata.category(c) == "Cc"]


def test_the_data_package_gives_the_same_text_back(base: Base) -> None:
    """Cell by cell, in CSV as its descriptor says."""
    files = exports.packaged(material(base))
    assert json.loads(files["datapackage.json"])["sources"][0]["path"] == base.sources[0].url
    for name, kind in (("events", "event"), ("quotes", "quote"), ("people", "person"), ("documents", "document")):
        found = list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode(), newline="")))
        members = [row for row in rows(base) if row["kind"] == kind]
        assert [row["id"] for row in found] == [row["id"] for row in members]
        for one, row in zip(found, members, strict=True):
            assert {key: one[key] for key in one} == {
                key: json.dumps(row[key], ensure_ascii=False) if isinstance(row[key], tuple) else formats.cell(row[key])
                for key in one
            }


def material(base: Base) -> exports.Material:
    """All of a base."""
    return exports.Material(base.facts(), base.sources, base.topics(), base.relations())


def test_linked_data_gives_the_same_text_back_and_can_stand_in_a_page(base: Base, payload: str) -> None:
    """No `<` stands in it as such, no name is a script or breaks out of its brackets."""
    text = exports.linked(material(base)).decode()
    assert not [
        c
        for c in text
        if c in "<>&\u2028\u2029" or (unicodedata.category(c) == "Cc" and c not in "\n\x7f" and c < "\x80")
    ]
    graph = json.loads(text)["@graph"]
    facts = [node for node in graph if "identifier" in node]
    assert {node["description"]["zh"] for node in facts} == {payload}
    assert {node["identifier"] for node in facts} == {record.id for record in base.facts()}
    assert not [node["@id"] for node in graph if not re.fullmatch(r"https://example\.org/[!-~]*", node["@id"])]


class Page(HTMLParser):
    """What a browser would make of a page: its tags, attributes and text."""

    def __init__(self, html: str) -> None:
        """Read it."""
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count a tag."""
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)


def test_the_report_shows_text_and_runs_nothing_of_it(base: Base, payload: str) -> None:
    """No tag, handler or address comes from the base; what can be seen of the text is there."""
    page = Page(base.report("zh", "2026-07-31"))
    assert (page.tags["script"], page.tags["style"]) == (1, 1)
    assert not {"img", "iframe", "object", "embed", "base", "form"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    addresses = [value for name, value in page.attributes if name in ("href", "src", "action", "xlink:href")]
    assert addresses
    assert not [value for value in addresses if not value.startswith(("#", "https://", "http://"))]
    visible = re.sub(r"\s", "", "".join(c for c in payload if unicodedata.category(c) not in ACTING))
    harmful = acting(payload)
    assert visible in re.sub(r"[\s␀-␟␡]", "", "".join(c for c in "".join(page.texts) if c not in harmful))


@pytest.mark.parametrize("name", ["colour", "bidi override", "line feed", "null", "very long word", "sql", "full-text"])
def test_a_hostile_name_is_refused_in_one_line(name: str, dongbei: Runner) -> None:
    """As an id, an expert, a topic, a query, a path: one line, and nothing that acts."""
    typed = f"x{PAYLOADS[name]}".replace("\0", "")
    for arguments in (["show"], ["cite"], ["quote", "--expert"], ["stats"], ["list", "--topic"]):
        result = dongbei(*arguments, typed)
        assert (result.stdout, result.returncode, result.stderr.count("\n")) == ("", 1, 1)
        assert acting(result.stderr) == set()
    found = dongbei("search", typed)
    assert found.returncode in (0, 1)
    assert acting(found.stdout) == acting(found.stderr) == set()
    for arguments in (["list", "--facts"], ["export", "jsonld", "-o"]):
        result = dongbei(*arguments, f"/{typed}/x")
        assert (result.stdout, result.stderr.count("\n")) == ("", 1)
        assert acting(result.stderr) == set()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example"])
def test_an_address_that_is_none_is_damage(address: str, dongbei: Runner, tmp_path: Path) -> None:
    """So that no link of a report or a citation can lead there."""
    connection = hostile_base("x")
    connection.execute("UPDATE sources SET url = ?", [address])
    connection.commit()
    path = tmp_path / "facts.db"
    path.write_bytes(database.image(connection))
    connection.close()
    result = dongbei("export", "html", "--facts", str(path))
    assert (result.stdout, result.returncode, result.stderr.count("\n")) == ("", 3, 1)


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_file_with_a_payload_answers_or_is_refused(name: str, dongbei: Runner, tmp_path: Path) -> None:
    """What can be seen is shown and exported; what cannot is damage, since no base that was compiled holds it."""
    path = tmp_path / "facts.db"
    write_hostile_base(path, PAYLOADS[name])
    unseen = any(unicodedata.category(c) in (*ACTING, "Co", "Cn") and c != "\n" for c in PAYLOADS[name])
    for command in (["list"], ["list", "-j"], ["export", "html"], ["export", "datapackage", "-o", str(tmp_path / "x")]):
        result = dongbei(*command, "--facts", str(path))
        assert (result.returncode, result.stderr.count("\n")) == ((3, 1) if unseen else (0, int("-o" in command)))
        assert acting(result.stdout) == acting(result.stderr) == set()
        assert bool(result.stdout) == (not unseen and "-o" not in command)
