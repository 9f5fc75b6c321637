"""The machine formats: numbers digit for digit, text code point for code point, nothing that acts on its reader."""

import csv
import io
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import dongbei_cli
from dongbei_cli import formats, model

BASE = dongbei_cli.open_base()
ROWS = [dict(record) for record in BASE.facts()]
MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")
TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
NUMBERS = [Decimal(n) for n in ("0", "8.50", "4.9", "-3.0", "28628", "1000000000000000000000000000000", "0.000000001")]
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), TEXT, st.lists(TEXT, max_size=3).map(tuple))


def written(format_name: str, rows: Sequence[formats.Row]) -> str:
    """The rows as text, by way of the bytes that are printed."""
    return b"".join(chunk.encode() for chunk in formats.FORMATS[format_name](rows)).decode()


def exactly(text: str) -> Any:
    """JSON with its numbers as they are written."""
    return json.loads(text, parse_float=str, parse_int=str)


@pytest.mark.parametrize("number", [*NUMBERS, Decimal("1E+30"), Decimal("1.5E-7")])
@pytest.mark.parametrize("format_name", ["json", "jsonl", "yaml", "csv", "tsv", "markdown"])
def test_numbers_are_written_digit_for_digit(number: Decimal, format_name: str) -> None:
    """No exponent, no lost zero, no binary fraction: 8.50 stays 8.50."""
    text = written(format_name, [{"value": number}])
    assert f"{number:f}" in text
    assert "E+" not in text


def test_json_of_the_base_reads_back_as_the_records() -> None:
    """Keys keep their order, lists are lists, absent is null, and Chinese is not escaped."""
    rows = exactly(written("json", ROWS))
    assert [list(row) for row in rows] == [list(row) for row in ROWS]
    for row, original in zip(rows, ROWS, strict=True):
        for key, value in original.items():
            assert row[key] == plain(value), key
    assert "转移支付" in written("json", ROWS)


def plain(value: Any) -> Any:
    """A value as JSON read by `exactly` has it."""
    if isinstance(value, tuple):
        return (
            value._asdict() and {k: plain(v) for k, v in value._asdict().items()}
            if hasattr(value, "_asdict")
            else list(map(plain, value))
        )
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return value


def test_json_lines_yaml_and_json_say_the_same() -> None:
    """Each line is one object, and YAML read back equals JSON."""
    rows = json.loads(written("json", ROWS))
    assert [json.loads(line) for line in written("jsonl", ROWS).splitlines()] == rows
    assert yaml.safe_load(written("yaml", ROWS)) == rows


@given(st.lists(st.dictionaries(st.text("abc", min_size=1, max_size=3), VALUES, min_size=1, max_size=4), max_size=3))
def test_any_text_survives_json_and_yaml(rows: list[dict[str, Any]]) -> None:
    """Line separators, control characters, quotes and colons come back as they were, and none acts on a terminal."""
    expected = [{key: list(value) if isinstance(value, tuple) else value for key, value in row.items()} for row in rows]
    text = written("json", rows)
    assert json.loads(text) == expected
    assert yaml.safe_load(written("yaml", [{f"k{key}": value for key, value in row.items()} for row in rows])) == [
        {f"k{key}": value for key, value in row.items()} for row in expected
    ]
    assert not any(character < " " or "\x7f" <= character <= "\x9f" for character in text if character != "\n")


@pytest.mark.parametrize("format_name", ["json", "yaml"])
def test_nothing_is_an_empty_list(format_name: str) -> None:
    """A reader need not tell nothing from a fault."""
    assert written(format_name, []) == "[]\n"


@pytest.mark.parametrize(("format_name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_csv_of_the_base_reads_back(format_name: str, delimiter: str) -> None:
    """A heading, a line a record, CRLF (RFC 4180), and each value as it was; the nested anchors are left to JSON."""
    text = written(format_name, ROWS)
    read = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert len(read) == len(ROWS)
    assert "anchors" not in read[0]
    for row, original in zip(read, ROWS, strict=True):
        assert all(row[key] == formats.cell(value) for key, value in original.items() if key != "anchors")
    assert text.count("\n") == text.count("\r\n") == len(ROWS) + 1


@given(st.lists(st.dictionaries(st.just("a"), TEXT, min_size=1), min_size=1, max_size=4))
def test_any_text_survives_csv(rows: list[dict[str, str]]) -> None:
    """Commas, quotes and line breaks are quoted."""
    rows = [{**row, "b": "x"} for row in rows]
    assert list(csv.reader(io.StringIO(written("csv", rows), newline=""))) == [
        ["a", "b"], *([row["a"], "x"] for row in rows)
    ]  # fmt: skip


@given(st.lists(st.dictionaries(st.just("a"), TEXT, min_size=1), min_size=1, max_size=4))
def test_any_text_survives_tsv_on_one_line(rows: list[dict[str, str]]) -> None:
    """A row is a line and a tab cuts cells, whatever is in them; reading the escapes back gives the text."""
    rows = [{**row, "b": "x"} for row in rows]
    lines = written("tsv", rows).split("\r\n")
    assert lines.pop() == ""
    read = [[untabbed(cell) for cell in line.split("\t")] for line in lines]
    assert read == [["a", "b"], *([row["a"], "x"] for row in rows)]


def untabbed(cell: str) -> str:
    """What an escaped cell of Linear TSV says."""
    meant = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    return re.sub(r"\\(.)", lambda escape: meant[escape[1]], cell)


def test_the_heading_does_not_depend_on_the_rows() -> None:
    """The columns that the caller knows are there without a row too, but for what no cell can hold."""
    columns = ["id", "value", "anchors"]
    for format_name, heading in (("csv", "id,value\r\n"), ("tsv", "id\tvalue\r\n"), ("markdown", "| id | value |\n")):
        assert "".join(formats.FORMATS[format_name]([], columns)).startswith(heading)
        full = "".join(formats.FORMATS[format_name]([{"value": 1, "id": "a", "more": "x"}], columns))
        assert full.startswith(heading)
        assert "x" not in full
    assert "".join(formats.FORMATS["csv"]([])) == ""


@pytest.mark.parametrize("format_name", list(formats.FORMATS))
def test_the_first_keys_of_a_written_text_are_read_back(format_name: str) -> None:
    """They tell whether a file is an answer of ours."""
    nested = format_name in formats.NESTING
    expected = [key for key in ROWS[0] if nested or key != "anchors"]
    assert formats.first_keys(written(format_name, ROWS[:1]))[: len(expected)] == expected


def cells(markdown: str) -> list[list[str]]:
    """The cells of a table as a Markdown parser shows them, line breaks as such."""
    rows: list[list[str]] = []
    for token in MARKDOWN.parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            allowed = {"text", "text_special", "html_inline", "softbreak"}
            assert {child.type for child in token.children or ()} <= allowed, markdown
            rows[-1].append("".join("\n" if c.type == "html_inline" else c.content for c in token.children or ()))
    return rows


SPECIALS = [
    "a|b", "\\", "\\|", "*a*", "**b**", "_c_", "`d`", "[e](f)", "<b>g</b>", "<!-- -->", "~~h~~", "# i", "&amp;",
    "&#35;", "a<b", "a & b", "1. j", "- k", "![](x)", "https://a.org/b_c_d", "“第四极”", "甲\n乙", "\\*", "|", "> q",
]  # fmt: skip


@pytest.mark.parametrize("value", SPECIALS)
def test_markdown_shows_a_value_as_it_is(value: str) -> None:
    """A CommonMark parser with tables finds no markup in a cell, and the text that went in."""
    assert cells(written("markdown", [{"key_of": value, "b": "end"}])) == [["key_of", "b"], [value, "end"]]


@given(st.text(st.sampled_from("\\`*_[]<>|~#&!-+.() a1甲“;:="), min_size=1, max_size=12))
def test_no_mixture_of_markdown_is_markup(value: str) -> None:
    """Whatever specials stand together, the parser shows them; white space at the ends of a cell is not kept."""
    rows = cells(written("markdown", [{"a": value, "b": "end"}]))
    assert rows[1] == [value.strip(), "end"]


def test_markdown_of_the_base_is_one_table() -> None:
    """A row a record, a cell a field."""
    rows = cells(written("markdown", ROWS))
    assert len(rows) == len(ROWS) + 1
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", ("=1+1", "b"), "=甲"])
def test_excel_runs_no_value_as_a_formula(value: Any) -> None:
    """Whatever Excel would run has an apostrophe before it, in lists as well."""
    (row,) = formats.for_excel([{"a": value}])
    text = written("csv", [row])
    assert next(csv.reader(io.StringIO(text.split("\r\n", 1)[1], newline="")))[0] == f"'{formats.cell(value)}"


def test_excel_leaves_numbers_and_other_text_alone() -> None:
    """A number below nothing is a number, not a formula."""
    row = {"a": Decimal("-3.0"), "b": "吉林", "c": None, "d": ("x", "-y"), "e": 3}
    assert formats.for_excel([row]) == [row]


def test_every_suffix_names_a_format() -> None:
    """Each suffix of a file leads to a format that exists, and each format has one."""
    assert set(formats.SUFFIXES.values()) == {*formats.FORMATS, "table"}


def test_terms_and_anchors_are_objects_in_json() -> None:
    """Named tuples become objects with their names as keys."""
    anchor = model.Anchor("甲", None, "乙", 1, 2, 3)
    assert json.loads(formats.json_value((anchor,))) == [anchor._asdict()]
