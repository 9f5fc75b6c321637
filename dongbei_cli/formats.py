"""Rows -> JSON, JSON lines, CSV, TSV, YAML or Markdown, as text. A row is one flat mapping, its keys in order.

Formats with a heading take its columns from the caller, since they must not depend on the rows that were found.

Numbers are written digit for digit as curated: neither json nor csv of the standard library can do that with a
Decimal, hence the small JSON writer here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

Row = Mapping[str, Any]
Columns = Sequence[str]
NESTED = ("anchors",)
"""Keys whose values only JSON and YAML can hold."""
NESTING = ("json", "jsonl", "yaml")
UNSAFE = (*range(0x7F, 0xA0), 0x2028, 0x2029, *range(0xD800, 0xE000), 0xFEFF)
"""What JSON allows as it stands, but a terminal obeys, YAML reads as a line break, or UTF-8 does not have."""
SHORT_ESCAPES = {'"': '"', "\\": "\\", "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t"}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def json_value(value: Any) -> str:  # noqa: PLR0911 (a case a type)
    """One value as JSON on one line."""
    match value:
        case str():  # the most usual type first
            return json_string(value)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return repr(value)
        case Decimal():
            return f"{value:f}"
        case Mapping():
            return "{" + ", ".join(f"{json_value(key)}: {json_value(each)}" for key, each in value.items()) + "}"
        case _ if hasattr(value, "KEYS"):
            return json_value(dict(value))
        case _:
            return "[" + ", ".join(map(json_value, value)) + "]"


def json_string(text: str) -> str:
    """`text` in quotes; text that prints and has neither quote nor backslash, almost all there is, needs no table."""
    if '"' in text or "\\" in text or not text.isprintable():
        text = text.translate(json_escapes())
    return f'"{text}"'


@cache
def json_escapes() -> dict[int, str]:
    """What to write for a character that stands in no JSON string, by its code point; importing json costs more."""
    long = {code: f"\\u{code:04x}" for code in (*range(0x20), *UNSAFE)}
    return long | {ord(character): f"\\{letter}" for character, letter in SHORT_ESCAPES.items()}


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

    heading = flat(columns or keys_of(rows))
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for values in ([heading] if heading else []), ([cell(row.get(key)) for key in heading] for row in rows):
        for line in values:
            writer.writerow(line)
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()


def as_tsv(rows: Sequence[Row], columns: Columns = ()) -> Iterator[str]:
    r"""A heading and a line a row, cut by tabs; within a cell these are \t, line breaks \n and \r, a backslash \\.

    So each row is one line for `cut` and `awk`, and nothing is lost. Source: Linear TSV.
    """
    escapes = {ord("\\"): "\\\\", ord("\t"): "\\t", ord("\n"): "\\n", ord("\r"): "\\r"}
    heading = flat(columns or keys_of(rows))
    if heading:
        yield "\t".join(heading) + "\r\n"
    for row in rows:
        yield "\t".join(cell(row.get(key)).translate(escapes) for key in heading) + "\r\n"


def as_markdown(rows: Sequence[Row], columns: Columns = ()) -> Iterator[str]:
    """A pipe table in which no value is markup."""
    heading = flat(columns or keys_of(rows))
    if heading:
        yield f"| {' | '.join(heading)} |\n|{' --- |' * len(heading)}\n"
    for row in rows:
        yield f"| {' | '.join(escaped(cell(row.get(column))) for column in heading)} |\n"


def keys_of(rows: Sequence[Row]) -> list[str]:
    """Every key of the rows, in the order in which they first come."""
    return list(dict.fromkeys(key for row in rows for key in row))


def flat(keys: Columns) -> list[str]:
    """The keys whose values fit in a cell."""
    return [key for key in keys if key not in NESTED]


def first_keys(text: str) -> list[str]:
    """The keys of the first row of a text that is laid out as here; none where it is not."""
    import re

    first, _, rest = text.partition("\n")
    first = first.removesuffix("\r")
    if first == "[":
        return re.findall(r'(?m)^    "(\w+)": ', rest.partition("\n  }")[0])
    if first.startswith("- "):
        return re.findall(r"(?m)^(?:- |  )(\w+): ", (first + "\n" + rest).partition("\n- ")[0])
    if first.startswith("| ") and rest.startswith("| ---"):
        return [key.strip() for key in first.strip("| ").split("|")]
    if first.startswith("{"):
        own, nested, _ = first.partition(', "anchors": [')
        return re.findall(r'[{ ]"(\w+)": ', own) + ["anchors"] * bool(nested)
    return first.split("\t" if "\t" in first else ",")


def cell(value: Any) -> str:
    """One value as plain text; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return "; ".join(map(cell, value))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is, on one line."""
    marked = {ord(special): f"\\{special}" for special in "\\`*_[]~#"}
    entities = {ord(special): f"&#{ord(special)};" for special in "<>|&"}
    return text.translate(marked | entities).replace("\n", "<br>").replace("\r", "&#13;")


def is_formula(value: Any) -> bool:
    """Whether a spreadsheet would run this text or list instead of showing it."""
    return isinstance(value, str | tuple) and cell(value).startswith(FORMULA_STARTS)


def for_excel(rows: Sequence[Row]) -> list[Row]:
    """The rows with an apostrophe before whatever a spreadsheet would run as a formula."""
    return [{key: f"'{cell(value)}" if is_formula(value) else value for key, value in row.items()} for row in rows]


FORMATS: dict[str, Callable[..., Iterator[str]]] = {
    "json": as_json,
    "jsonl": as_jsonl,
    "csv": as_csv,
    "tsv": as_tsv,
    "yaml": as_yaml,
    "markdown": as_markdown,
}
SUFFIXES = {
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
    "tsv": "tsv",
    "yaml": "yaml",
    "yml": "yaml",
    "md": "markdown",
    "txt": "table",
}
