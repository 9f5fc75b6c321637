"""Writes dongbei_cli/names/data/: the readings of Chinese characters and the simplified forms of traditional ones.

The data comes from pypinyin and opencc-python-reimplemented, which only this script and its test import. Run it after
changing the version of either, and commit what it writes:

    python scripts/make_tables.py
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from opencc import OpenCC  # type: ignore[import-untyped]
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

TABLES = Path(__file__).parent.parent / "dongbei_cli" / "names" / "data"
HAN = "\u3007" + "".join(map(chr, range(0x4E00, 0xA000)))

PINYIN_HEADER = """\
# How Chinese characters are read: common readings, "/", rare readings; a tab; the characters so read.
# Without tones, v for ü. Common: the first reading, and those that words use. Most usual reading first.
# Made by scripts/make_tables.py from pypinyin {version}: its data is that of pinyin-data and phrase-pinyin-data,
# (c) mozillazg and contributors, MIT licence: see README.md.
"""
TRADITIONAL_HEADER = """\
# Simplified characters, a tab, and the traditional and variant characters that are compared as if they were it.
# Made by scripts/make_tables.py from opencc-python-reimplemented {version}: its dictionaries are those of OpenCC,
# (c) BYVoid and contributors, Apache License 2.0: see README.md.
"""


def toneless(reading: str) -> str:
    """Strip the tone mark, and write ü as v."""
    marks = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(mark for mark in marks if not unicodedata.combining(mark))


def attested() -> dict[str, set[str]]:
    """The readings that pypinyin's 47,000 words give each character."""
    found: dict[str, set[str]] = defaultdict(set)
    for word, readings in PHRASES_DICT.items():
        if len(word) == len(readings):
            for character, reading in zip(word, readings, strict=True):
                found[character].add(toneless(reading[0]))
    return found


def spellings(character: str) -> list[str]:
    """The character's readings, most usual first; sighs without a vowel (ng, hm) only where there is no other."""
    readings = list(dict.fromkeys(map(toneless, PINYIN_DICT[ord(character)].split(","))))
    return [reading for reading in readings if set(reading) & set("aeiouv")] or readings


def entry(readings: list[str], in_words: set[str]) -> str:
    """`zhong chong/tong`: the common readings apart from the rare ones, to which belong those that only words know."""
    common = [reading for reading in readings if reading == readings[0] or reading in in_words]
    rare = [reading for reading in (*readings, *sorted(in_words.difference(readings))) if reading not in common]
    return " ".join(common) + ("/" + " ".join(rare) if rare else "")


def grouped(pairs: Iterable[tuple[str, str]]) -> str:
    """One line for each left side, with all its right sides, sorted."""
    lines: dict[str, list[str]] = defaultdict(list)
    for left, right in pairs:
        lines[left].append(right)
    return "".join(f"{left}\t{''.join(sorted(lines[left]))}\n" for left in sorted(lines))


def pinyin() -> str:
    """The text of pinyin.txt: every character of Unicode's basic Han block that pypinyin can read."""
    words = attested()
    known = (character for character in HAN if ord(character) in PINYIN_DICT)
    rows = grouped((entry(spellings(character), words[character]), character) for character in known)
    return PINYIN_HEADER.format(version=version("pypinyin")) + rows


def traditional() -> str:
    """The text of traditional.txt; a simplified character is never on both sides, so converting twice is idle."""
    convert = OpenCC("t2s").convert
    rows = []
    for character in HAN:
        simplified = convert(convert(character))
        if simplified != character and simplified in HAN:
            rows.append((simplified, character))
    return TRADITIONAL_HEADER.format(version=version("opencc-python-reimplemented")) + grouped(rows)


def tables() -> dict[str, str]:
    """What each file of dongbei_cli/names/data must hold."""
    return {"pinyin.txt": pinyin(), "traditional.txt": traditional()}


if __name__ == "__main__":
    for name, text in tables().items():
        (TABLES / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{TABLES / name}: {len(text.splitlines())} lines")
