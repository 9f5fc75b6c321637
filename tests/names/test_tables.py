"""The readings and the traditional characters are what their sources say."""

import runpy
from collections import Counter

import pytest

from dongbei_cli.names.fold import simplified, table
from dongbei_cli.names.pinyin import readings
from tests.conftest import ROOT


def test_tables_are_what_the_script_makes() -> None:
    """Nobody edited a table by hand, and none is older than the libraries it comes from."""
    made: dict[str, str] = runpy.run_path(str(ROOT / "scripts" / "make_tables.py"))["tables"]()
    assert {name: table(name) for name in made} == made


@pytest.mark.parametrize("name", ["pinyin.txt", "traditional.txt"])
def test_a_character_has_one_line(name: str) -> None:
    """A reading is searched for in the text, so a character may be in it only once, and in no comment."""
    rows = [line for line in table(name).splitlines() if not line.startswith("#")]
    comments = table(name).removesuffix("\n".join(rows) + "\n")
    counts = Counter(character for row in rows for character in row.split("\t")[1])
    assert not any("\u3007" <= character <= "鿿" for character in comments)
    assert set(counts.values()) == {1}


def test_all_of_gb2312_can_be_read() -> None:
    """Every Chinese character of the old standard has a reading, in letters only."""
    rows = (bytes([high, low]).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    common = [readings(character).common for character in rows if character]
    assert len(common) == 6763
    assert all(each and all(one.isalpha() and one.isascii() for one in each) for each in common)


@pytest.mark.parametrize(
    ("character", "common", "rare"),
    [
        ("重", ("zhong", "chong"), ("tong",)),
        ("覃", ("tan",), ("qin", "yan")),
        ("吕", ("lv",), ()),
        ("東", ("dong",), ()),
        ("〇", ("ling",), ("yuan", "xing")),
        *((other, (), ()) for other in ("x", "#", "\t", "", "，", "重庆", "\ud800")),
    ],
)
def test_readings(character: str, common: tuple[str, ...], rare: tuple[str, ...]) -> None:
    """Readings are in order of use, the rare ones apart; what is no Chinese character has none."""
    assert readings(character) == (common, rare)


def test_no_simplified_form_is_simplified_further() -> None:
    """Folded text stays as it is."""
    simple_by_code = simplified()
    assert len(simple_by_code) > 2800
    assert not [simple for simple in simple_by_code.values() if ord(simple) in simple_by_code]
