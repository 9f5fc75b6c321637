"""The words that rules look for, one table a file: plain text that anybody can add a line to."""

from functools import cache
from pathlib import Path


@cache
def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a table, cut at tabs, without its comments."""
    lines = Path(__file__).with_name(f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))
