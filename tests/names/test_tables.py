"""The readings and the traditional characters are what their sources say, and are only opened when needed."""

import runpy
import subprocess
import sys
from collections import Counter

import pytest

from dongbei_cli.names import tables
from tests.conftest import ROOT


def test_tables_are_what_the_script_makes() -> None:
    """Nobody edited a table by hand, and none is older than the libraries it comes from."""
    made: dict[str, str] = runpy.run_path(str(ROOT / "scripts" / "make_tables.py"))["tables"]()
    assert {name: tables.text(name) for name in made} == made


@pytest.mark.parametrize("name", ["pinyin.txt", "traditional.txt"])
def test_a_character_has_one_line(name: str) -> None:
    """A reading is looked for in the text, so a character may stand in it once only, and in no comment."""
    rows = [line for line in tables.text(name).splitlines() if not line.startswith("#")]
    comments = tables.text(name).removesuffix("\n".join(rows) + "\n")
    counts = Counter(character for row in rows for character in row.split("\t")[1])
    assert not any("\u3007" <= character <= "鿿" for character in comments)
    assert set(counts.values()) == {1}


def test_all_of_gb2312_can_be_read() -> None:
    """Every Chinese character of the old standard has a reading, in letters only."""
    rows = (bytes([high, low]).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    characters = [character for character in rows if character]
    assert len(characters) == 6763
    assert all(reading.isalpha() and reading.isascii() for one in characters for reading in tables.readings(one).common)
    assert all(tables.readings(character).common for character in characters)


@pytest.mark.parametrize(
    ("character", "common", "rare"),
    [
        ("林", ("lin",), ()),
        ("重", ("zhong", "chong"), ("tong",)),
        ("长", ("zhang", "chang"), ()),
        ("覃", ("tan",), ("qin", "yan")),
        ("吕", ("lv",), ()),
        ("東", ("dong",), ()),
        ("〇", ("ling",), ("yuan", "xing")),
        ("嗯", ("n",), ("ng",)),
        ("乐", ("le", "yue"), ("lao",)),
        ("x", (), ()),
        ("#", (), ()),
        ("\t", (), ()),
        ("", (), ()),
        ("，", (), ()),
        ("重庆", (), ()),
        ("\ud800", (), ()),
    ],
)
def test_readings(character: str, common: tuple[str, ...], rare: tuple[str, ...]) -> None:
    """Readings stand in order of use, the rare ones apart; what is no Chinese character has none."""
    assert tables.readings(character) == (common, rare)


def test_simplifying_twice_is_idle() -> None:
    """No simplified form is itself simplified further, so folded text stays as it is."""
    simplified = tables.simplified()
    assert len(simplified) > 2800
    assert not [simple for simple in simplified.values() if ord(simple) in simplified]


@pytest.mark.parametrize(
    ("query", "opened"),
    [
        ("jilin", ""),
        ("Lin Xu", ""),
        ("xulin", ""),
        ("xl", ""),
        ("吉林", ""),
        ("ＪＩＬＩＮ", ""),
        ("徐 林", "traditional.txt"),
        ("renkou", "pinyin.txt"),
    ],
)
def test_a_table_is_opened_only_when_needed(query: str, opened: str) -> None:
    """An exact name, ASCII and curated pinyin need no table, and no query needs the libraries that made them."""
    program = """
import sys
from dongbei_cli.names import matching, tables
read = []
tables.text = lambda name, text=tables.text: read.append(name) or text(name)
names = [
    matching.Name("徐林", ("徐林",), ("Xu Lin",), ("Xú Lín",)),
    matching.Name("jilin", ("吉林",), ("Jilin",), ("Jílín",)),
]
if sys.argv[1] == "renkou":
    names.append(matching.Name("population", ("人口",)))
assert matching.match(sys.argv[1], names)
print(*sorted(set(read)))
print(*sorted({"difflib", "pypinyin", "opencc", "dataclasses"} & set(sys.modules)))
"""
    answer = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program, query],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert answer.stdout == f"{opened}\n\n"
