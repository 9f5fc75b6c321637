"""The machine formats: numbers digit for digit, text code point for code point, nothing that acts on its reader."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dongbei_cli import citations, errors, formats, model
from dongbei_cli.base import open_base
from dongbei_cli.export import jsonld
from tests.conftest import ROOT
from tests.payloads import PAYLOADS, hostile_base

ROWS = [dict(record) for record in open_base(ROOT / "facts.yaml").facts()]
MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")
TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
NUMBERS = ["0", "8.50", "4.9", "-3.0", "28628", "1" + "0" * 30, "0.000000001", "1E+30", "1.5E-7"]
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), TEXT, st.lists(TEXT, max_size=3).map(tuple))
TEXTS = [name for name in formats.FORMATS if name != "xlsx"]


def written(name: str, rows: Sequence[formats.Row], columns: Sequence[str] = ()) -> str:
    """The rows as text, by way of the bytes that are printed."""
    chunks = formats.FORMATS[name](rows, columns)
    return b"".join(chunk.encode() if isinstance(chunk, str) else chunk for chunk in chunks).decode()


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("name", TEXTS)
def test_numbers_are_written_digit_for_digit(number: str, name: str) -> None:
    """No exponent, no lost zero, no binary fraction: 8.50 stays 8.50."""
    text = written(name, [{"value": Decimal(number)}])
    assert f"{Decimal(number):f}" in text
    assert "E+" not in text


def test_json_of_the_base_reads_back_as_the_records() -> None:
    """Keys keep their order, lists are lists, anchors are objects, and Chinese is not escaped."""
    rows = json.loads(written("json", ROWS), parse_float=Decimal)
    assert [list(row) for row in rows] == [list(row) for row in ROWS]
    assert [model.KINDS[row["kind"]].read(row) for row in rows] == [
        model.KINDS[str(row["kind"])].read(row) for row in ROWS
    ]
    assert "转移支付" in written("json", ROWS)
    rows = json.loads(written("json", ROWS))
    assert [json.loads(line) for line in written("jsonl", ROWS).splitlines()] == rows
    assert yaml.safe_load(written("yaml", ROWS)) == rows


@given(st.lists(st.dictionaries(st.text("abc", min_size=1, max_size=3), VALUES, min_size=1, max_size=4), max_size=3))
def test_any_text_survives_json_and_yaml(rows: list[dict[str, Any]]) -> None:
    """Line separators, control characters, quotes and colons come back as they were, and none acts on a terminal."""
    rows = [{f"k{key}": value for key, value in row.items()} for row in rows]  # `n` and `y` are no text in YAML
    expected = [{key: list(value) if isinstance(value, tuple) else value for key, value in row.items()} for row in rows]
    text = written("json", rows)
    assert json.loads(text) == yaml.safe_load(written("yaml", rows)) == expected
    assert not any(character < " " or "\x7f" <= character <= "\x9f" for character in text if character != "\n")


@pytest.mark.parametrize(("name", "delimiter", "end"), [("csv", ",", "\r\n"), ("tsv", "\t", "\n")])
def test_csv_of_the_base_reads_back(name: str, delimiter: str, end: str) -> None:
    """A heading, a line a record, CRLF in CSV and LF in TSV; each value as it was, anchors left to JSON."""
    text = written(name, ROWS)
    read = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert "anchors" not in read[0]
    for row, original in zip(read, ROWS, strict=True):
        assert all(row[key] == formats.cell(value) for key, value in original.items() if key != "anchors")
    assert text.count("\n") == text.count(end) == len(ROWS) + 1
    assert ("\r" in text) == (name == "csv")
    table = cells(written("markdown", ROWS))
    assert (len(table), {len(row) for row in table}) == (len(ROWS) + 1, {len(table[0])})


@given(st.lists(st.dictionaries(st.just("a"), TEXT, min_size=1), min_size=1, max_size=4))
def test_any_text_survives_csv_and_tsv(rows: list[dict[str, str]]) -> None:
    """CSV quotes commas, quotes and line breaks; in TSV a row is a line, and its escapes read back as the text."""
    rows = [{**row, "b": "x"} for row in rows]
    expected = [["a", "b"], *([row["a"], "x"] for row in rows)]
    assert list(csv.reader(io.StringIO(written("csv", rows), newline=""))) == expected
    lines = written("tsv", rows).split("\n")
    assert lines.pop() == ""
    meant = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    assert [[re.sub(r"\\(.)", lambda e: meant[e[1]], cell) for cell in line.split("\t")] for line in lines] == expected


def test_the_heading_does_not_depend_on_the_rows() -> None:
    """The columns that the caller knows are there without a row too, but for what no cell can hold."""
    columns = ["id", "value", "anchors"]
    for name, heading in (("csv", "id,value\r\n"), ("tsv", "id\tvalue\n"), ("markdown", "| id | value |\n")):
        assert written(name, [], columns).startswith(heading)
        full = written(name, [{"value": 1, "id": "a", "more": "x"}], columns)
        assert full.startswith(heading)
        assert "x" not in full
    assert [written(name, []) for name in ("json", "yaml", "csv")] == ["[]\n", "[]\n", ""]


def cells(markdown: str) -> list[list[str]]:
    """The cells of a table as a Markdown parser shows them, line breaks as such, links as their addresses."""
    rows: list[list[str]] = []
    for token in MARKDOWN.parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            shown = token.children or []
            allowed = {"text", "text_special", "html_inline", "softbreak", "link_open", "link_close"}
            assert {child.type for child in shown} <= allowed, markdown
            assert all(child.markup == "autolink" for child in shown if child.type == "link_open")
            rows[-1].append("".join("\n" if c.type == "html_inline" else c.content for c in shown))
    return rows


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hostile_text_comes_back(payload: str) -> None:
    """From every format that programs read, and nothing of it acts on its reader; Markdown has no markup of it."""
    with hostile_base(payload) as base:
        records = base.facts()
        linked = jsonld.document(base)
        texts = [base.citation(records[0], style, "2026-07-31") for style in citations.STYLES]
    rows = [dict(record) for record in records]
    texts += [written(name, rows) for name in ("json", "jsonl", "yaml")]
    assert not [text for text in texts if any(unicodedata.category(c) == "Cc" and c != "\n" for c in text)]
    assert not set("<>&\u2028\u2029") & set(linked)  # so that it can stand in a page
    assert {record.id for record in records} <= {node.get("identifier") for node in json.loads(linked)["@graph"]}
    read = json.loads(written("json", rows), parse_float=Decimal)
    assert [model.KINDS[row["kind"]].read(row) for row in read] == records
    assert yaml.load(written("yaml", rows), yaml.CSafeLoader) == json.loads(written("json", rows))
    for safe in (rows, formats.for_excel(rows)):
        lines = list(csv.DictReader(io.StringIO(written("csv", safe), newline="")))
        assert [line["title"] for line in lines] == [formats.cell(row["title"]) for row in safe]
    assert not [cell for line in lines for cell in line.values() if cell.startswith(formats.FORMULA_STARTS)]
    assert len(cells(written("markdown", rows))) == len(rows) + 1


@pytest.mark.parametrize("address", ["https://a.org/b_c_d", "https://a.org/~e?x=1&y=2#:~:text=20%E4%B8%AA,-b"])
def test_markdown_keeps_an_address(address: str) -> None:
    """The link leads where the address says, character for character."""
    href = f'href="{address.replace("&", "&amp;")}"'
    assert href in MARKDOWN.render(written("markdown", [{"link": f"见 {address}. 后"}]))


@given(st.text(st.sampled_from("\\`*_[]<>|~#&!-+.() a1甲“;:=/hps"), min_size=1, max_size=12))
def test_no_mixture_of_markdown_is_markup(value: str) -> None:
    """Whatever specials are together, the parser shows them; white space at the ends of a cell is not kept."""
    assert cells(written("markdown", [{"a": value, "b": "end"}]))[1] == [value.strip(), "end"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", ("=1+1", "b"), "=甲"])
def test_excel_runs_no_value_as_a_formula(value: Any) -> None:
    """Whatever Excel would run has an apostrophe before it; numbers and other texts stay."""
    row = {"b": Decimal("-3.0"), "c": "吉林", "d": None, "e": ("x", "-y"), "f": 3}
    assert formats.for_excel([{"a": value, **row}]) == [{"a": f"'{formats.cell(value)}", **row}]


def sheet(rows: Sequence[formats.Row], columns: Sequence[str] = ()) -> Any:
    """The sheet of a workbook as openpyxl reads it."""
    pytest.importorskip("xlsxwriter", reason="XlsxWriter comes with the extra excel")
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl comes with the extra interop")
    (data,) = formats.as_xlsx(rows, columns)
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_a_workbook_of_the_base_reads_back() -> None:
    """Numbers are numbers, dates and lists are text, Chinese is Chinese; the heading stays in sight."""
    read = sheet(ROWS)
    heading, *body = read.iter_rows(values_only=True)
    assert read.freeze_panes == "A2"
    for line, original in zip(body, ROWS, strict=True):
        for key, value in zip(heading, line, strict=True):
            meant = original.get(key)
            same = value == float(meant) if isinstance(meant, Decimal | int) else (value or "") == formats.cell(meant)
            assert same, (key, value, meant)
    assert read.column_dimensions["A"].width > 2 * max(len(str(line[0] or "")) for line in body)


def test_a_workbook_holds_what_excel_can_keep_and_says_what_it_cannot() -> None:
    """Nothing is run, no digit is lost, and a text that is too long is refused rather than left out."""
    read = sheet([{"a": "=1+1", "b": Decimal("12345678901234567.89"), "c": Decimal("8.50"), "d": "x\x1by"}])
    assert [(cell.value, cell.data_type) for cell in read[2][:3]] == [
        ("=1+1", "s"), ("12345678901234567.89", "s"), (8.5, "n")
    ]  # fmt: skip
    assert [cell.value for cell in sheet([], ["id", "value"])[1]] == ["id", "value"]
    with pytest.raises(errors.UsageError):
        sheet([{"text": "长" * 40_000}])
