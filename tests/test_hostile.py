"""A base whose every text is hostile: it comes out of each format as it was or escaped, and as nothing but text."""

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from dongbei_cli import citations, export, formats, model
from dongbei_cli.base import Base
from tests.conftest import Runner
from tests.payloads import PAYLOADS, hostile_base

ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Categories of characters that act on a terminal or change what is seen of others."""


@pytest.fixture(scope="module", params=PAYLOADS)
def payload(request: pytest.FixtureRequest) -> str:
    """One hostile text."""
    return PAYLOADS[request.param]


@pytest.fixture(scope="module")
def base(payload: str) -> Iterator[Base]:
    """A base that holds it in every text field; not by way of a file, since some are refused there."""
    with hostile_base(payload) as opened:
        yield opened


def rows(base: Base) -> list[dict[str, Any]]:
    """All records as the formats get them."""
    return [dict(record) for record in base.facts()]


def printed(format_name: str, given: list[dict[str, Any]]) -> str:
    """A format's text."""
    return "".join(str(chunk) for chunk in formats.FORMATS[format_name](given))


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, model.Entry):
        return {key: plain(each) for key, each in value}
    return [plain(member) for member in value] if isinstance(value, tuple) else value


def acting(text: str) -> set[str]:
    """The characters of a text that act on a terminal, line feeds aside."""
    return {character for character in text if unicodedata.category(character) in ACTING and character != "\n"}


@pytest.mark.parametrize("format_name", ["json", "jsonl", "yaml"])
def test_structured_text_gives_the_same_text_back(format_name: str, base: Base) -> None:
    """Key by key; and no control character stands in it as such."""
    text = printed(format_name, rows(base))
    readers: dict[str, Callable[[], Any]] = {
        "yaml": lambda: yaml.load(text, yaml.CSafeLoader),
        "json": lambda: json.loads(text, parse_float=Decimal),
        "jsonl": lambda: [json.loads(line, parse_float=Decimal) for line in text.split("\n")[:-1]],
    }
    values = [{key: plain(value) for key, value in row.items()} for row in rows(base)]
    assert readers[format_name]() == (json.loads(printed("json", values)) if format_name == "yaml" else values)
    assert not [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"]


def test_csv_gives_the_same_text_back_and_runs_no_formula(base: Base) -> None:
    """Cell by cell, however many lines a cell has; with --excel no cell begins as a formula."""
    read = list(csv.DictReader(io.StringIO(printed("csv", rows(base)), newline="")))
    for one, row in zip(read, rows(base), strict=True):
        kept = [key for key in row if key in one]
        assert len(kept) > 8
        assert {key: one[key] for key in kept} == {key: formats.cell(row[key]) for key in kept}
    safe = [dict(row) for row in formats.for_excel(rows(base))]
    for one in csv.DictReader(io.StringIO(printed("csv", safe), newline="")):
        assert not [cell for cell in one.values() if cell.startswith(formats.FORMULA_STARTS)]


def test_markdown_has_a_row_a_record_and_no_markup(base: Base) -> None:
    """A parser of Markdown with tables finds text, line breaks and addresses that are shown as they are."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [t for token in parser.parse(printed("markdown", rows(base))) for t in (token, *(token.children or ()))]
    kinds = Counter(token.type for token in tokens)
    assert kinds["tr_open"] == len(rows(base)) + 1
    assert {token.content for token in tokens if token.type in ("html_inline", "html_block")} <= {"<br>"}
    assert {token.markup for token in tokens if token.type == "link_open"} <= {"autolink"}
    assert not [kind for kind in kinds if re.match(r"image|code|strong|em_|s_|heading|fence|list", kind)]


@pytest.mark.parametrize("style", citations.STYLES)
def test_a_citation_has_no_control_character(style: str, base: Base) -> None:
    """CSL-JSON can be read back, and braces of TeX are even."""
    text = base.citation(base.facts()[0], style, "2026-07-31")
    assert not [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"]
    if style == "csl-json":
        assert json.loads(text)[0]["title"] == base.sources[0].title
    if style in ("bibtex", "biblatex"):
        assert text.count("{") == text.count("}")


def test_linked_data_can_stand_in_a_page(base: Base) -> None:
    """No `<` stands in it as such, and every fact is there."""
    content = export.content(base, "jsonld")
    assert isinstance(content, bytes)
    assert not set("<>&\u2028\u2029") & set(content.decode())
    ids = {str(node.get("identifier")) for node in json.loads(content)["@graph"]}
    assert {record.id for record in base.facts()} <= ids


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
    result = dongbei("list", "--facts", f"/{typed}/x")
    assert (result.stdout, result.stderr.count("\n")) == ("", 1)
    assert acting(result.stderr) == set()
