"""Tests of `dongbei_cli.readings`; what they read, and as what, is in the tables beside them."""

from pathlib import Path


def table(name: str, separator: str = "\n") -> list[str]:
    """The cells of a table, as dates/whole, cut at line ends and at a separator; a line with = first is a remark."""
    file, _, section = name.partition("/")
    text = Path(__file__).with_name(f"{file}.txt").read_text(encoding="utf-8")
    body = text.partition(f"== {section}\n")[2].partition("\n== ")[0]
    lines = [line for line in body.splitlines() if line and not line.startswith("= ")]
    return [cell for line in lines for cell in line.split(separator)]
