"""Rows -> JSON, JSON lines, CSV, TSV, YAML, Markdown or a workbook. A row is one flat mapping, its keys in order.

Columns come from the caller, since they must not depend on the rows that were found. Numbers are written digit for
digit as curated, which json of the standard library cannot do with a Decimal.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from dongbei_cli import errors

Row = Mapping[str, Any]
Columns = Sequence[str]
NESTED = ("anchors",)  # keys whose values only JSON and YAML can hold
NESTING = ("json", "jsonl", "yaml")
UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
"""What JSON allows as it stands, but a terminal obeys, YAML reads as a line break, or UTF-8 does not have."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ADDRESS = r"(https?://(?:[^\s<>|&\x00-\x20\x7f]|&(?!#?\w+;))+(?<![.,;:!?。，；：！？）)]))"
"""An address in a text, without the punctuation that follows it; one that holds an entity of HTML is no link."""


def json_value(value: Any) -> str:
    """One value as JSON on one line."""
    if isinstance(value, str):  # the most usual types first
        text = encode_basestring(value)
        return text if text.isprintable() else harmless(text)
    if value is None:
        return "null"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(json_value, value))}]"
    if isinstance(value, dict) or hasattr(value, "KEYS"):
        return f"{{{', '.join(f'{json_value(key)}: {json_value(each)}' for key, each in dict(value).items())}}}"
    return json.dumps(value)


def harmless(text: str) -> str:
    """JSON with an escape for each character that acts on who reads it."""
    return UNSAFE.sub(lambda odd: f"\\u{ord(odd[0]):04x}", text)


def as_json(rows: Sequence[Row], _columns: Columns = ()) -> Iterator[str]:
    """An array of objects, a key a line."""
    opening = "["
    for row in rows:
        members = ",\n".join(f"    {json_value(key)}: {json_value(value)}" for key, value in row.items())
        yield f"{opening}\n  {{\n{members}\n  }}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def as_jsonl(rows: Sequence[Row], _columns: Columns = ()) -> Iterator[str]:
    """An object a line."""
    return (f"{json_value(row)}\n" for row in rows)


def as_yaml(rows: Sequence[Row], _columns: Columns = ()) -> Iterator[str]:
    """A list of mappings whose values are JSON, which is YAML as well and leaves nothing to guess."""
    for row in rows:
        lines = (f"{key}: {json_value(value)}" for key, value in row.items())
        yield "- " + "\n  ".join(lines) + "\n"
    if not rows:
        yield "[]\n"


def as_csv(rows: Sequence[Row], columns: Columns = ()) -> Iterator[str]:
    """A heading and a line a row, RFC 4180; lists are joined by `; `, nested ones are left to JSON."""
    import csv
    import io

    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(cells(rows, columns))
    yield buffer.getvalue()


def as_tsv(rows: Sequence[Row], columns: Columns = ()) -> Iterator[str]:
    r"""A heading and a line a row, cut by tabs; within a cell these are \t, line breaks \n and \r, a backslash \\.

    So each row is one line for `cut` and `awk`, and nothing is lost. Source: Linear TSV.
    """
    escapes = {ord("\\"): "\\\\", ord("\t"): "\\t", ord("\n"): "\\n", ord("\r"): "\\r"}
    for line in cells(rows, columns):
        yield "\t".join(text.translate(escapes) for text in line) + "\n"


def as_markdown(rows: Sequence[Row], columns: Columns = ()) -> Iterator[str]:
    """A pipe table in which no value is markup but its web addresses, which are links."""
    for number, line in enumerate(cells(rows, columns)):
        yield f"| {' | '.join(map(escaped, line) if number else line)} |\n"
        if not number:
            yield f"|{' --- |' * len(line)}\n"


def as_xlsx(rows: Sequence[Row], columns: Columns = ()) -> Iterator[bytes]:
    """A workbook of one sheet with a frozen heading: numbers are numbers, all else is text, dates too.

    A number of more digits than Excel keeps is text. UsageError where XlsxWriter is missing or a text is too long.
    """
    import datetime
    import io

    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as fault:
        raise errors.UsageError("-f xlsx needs XlsxWriter", "pip install 'dongbei-cli[excel]'") from fault

    def kept(value: Any) -> Any:
        number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        exact = value is None or (number and len(Decimal(value).as_tuple().digits) <= 15)
        return value if exact else cell(value)

    def wide(value: Any) -> int:
        return sum(1 if character < "\u1100" else 2 for character in cell(value))  # a Chinese character is two

    heading = heading_of(rows, columns)
    lines = [[kept(row.get(key)) for key in heading] for row in rows]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)})
        sheet = workbook.add_worksheet("dongbei")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, heading, workbook.add_format({"bold": True}))
        for place, values in enumerate(zip(heading, *lines, strict=True)):
            sheet.set_column(place, place, min(max(map(wide, values)) + 2, 60))
        for number, line in enumerate(lines, 1):
            for place, value in enumerate(line):
                write = sheet.write_string if isinstance(value, str) else sheet.write_number
                if value is not None and write(number, place, value):
                    raise errors.UsageError("{key} is too long for a cell of Excel", "use -f csv", key=heading[place])
    yield buffer.getvalue()


def heading_of(rows: Sequence[Row], columns: Columns = ()) -> list[str]:
    """The keys whose values fit in a cell: of the columns, or else of all rows as they first come."""
    keys = columns or dict.fromkeys(key for row in rows for key in row)
    return [key for key in keys if key not in NESTED]


def cells(rows: Sequence[Row], columns: Columns = ()) -> list[list[str]]:
    """The heading, then the cells of each row; nothing at all where there is no column."""
    heading = heading_of(rows, columns)
    return [heading, *([cell(row.get(key)) for key in heading] for row in rows)] if heading else []


def cell(value: Any) -> str:
    """One value as plain text; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return "; ".join(map(cell, value))
    if isinstance(value, Mapping):
        return json_value(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is, on one line; an address is a link that no renderer rewrites."""
    marked = {ord(special): f"\\{special}" for special in "\\`*_[]~#"}
    entities = {ord(special): f"&#{ord(special)};" for special in "<>|&"}
    parts = re.split(ADDRESS, text)
    written = [part.translate(marked | entities).replace("\n", "<br>").replace("\r", "&#13;") for part in parts]
    written[1::2] = [f"<{address}>" for address in parts[1::2]]
    return "".join(written)


def for_excel(rows: Sequence[Row]) -> list[Row]:
    """The rows with an apostrophe before whatever a spreadsheet would run as a formula."""

    def disarmed(value: Any) -> Any:
        formula = isinstance(value, str | tuple) and cell(value).startswith(FORMULA_STARTS)
        return f"'{cell(value)}" if formula else value

    return [{key: disarmed(value) for key, value in row.items()} for row in rows]


FORMATS: dict[str, Callable[..., Iterator[str] | Iterator[bytes]]] = {
    "json": as_json, "jsonl": as_jsonl, "csv": as_csv, "tsv": as_tsv, "yaml": as_yaml, "markdown": as_markdown,
    "xlsx": as_xlsx,
}  # fmt: skip
SUFFIXES = {f".{name}": name for name in FORMATS}
SUFFIXES |= {".ndjson": "jsonl", ".yml": "yaml", ".md": "markdown", ".txt": "table"}
