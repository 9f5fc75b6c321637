"""Tests of `dongbei_cli.names`; what is typed, and what it means, is in the tables of names.txt."""

from pathlib import Path


def cases(section: str) -> list[tuple[str, str, str]]:
    """Return sort, key and each typed word of the cells of a table; an underscore is a space."""
    text = Path(__file__).with_name("names.txt").read_text(encoding="utf-8")
    table = text.partition(f"== {section}\n")[2].partition("\n\n")[0]
    rows = map(str.split, table.replace("\n", "|").split("|"))
    return [(sort, key, word.replace("_", " ")) for sort, key, *typed in rows for word in typed]
