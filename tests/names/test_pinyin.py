"""Pinyin: how names are said, which letters spell them, and the table of readings."""

import random
import runpy
from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from dongbei_cli.names import pinyin, table
from tests.conftest import ROOT

HAN = st.text(st.sampled_from("东東北吉林辽遼宁黑龙龍江重长行转移支付徐乐率女吕〇覃薴"), min_size=1, max_size=8)
SYLLABLES = sorted({reading for code in range(0x4E00, 0x9FA6) for reading in pinyin.readings(chr(code)).common[:1]})


LETTERS = {
    "xulin": ("Xú Lín", "xu2 lin2", "xu2lin2", "Xu, Lin", "ＸＵｌｉｎ"),
    "xian": ("Xī'ān", "xi’an"),
    "lvliang": ("lǚ liáng", "lu:liang"),
    "g20": ("G20",),
    "gao": ("ɡɑo",),
    "": ("徐林", "2023", "xu/lin", "xu\0lin", ""),
}
SPOKEN = """
Xú_Lín xu lin | Wáng_Míngyuǎn wang ming+yuan | Hā'ěrbīn ha+er+bin | Hā’ěrbīn_Shì ha+er+bin shi
Zhōngguó_Dōngběi_Yánjiūyuàn zhong+guo dong+bei yan+jiu+yuan | Lǚliáng lv+liang | Cambridge cambridge
"""


def test_sound() -> None:
    """Each character has its common readings; words in letters and digits read as themselves."""
    said = [" ".join(syllable.common) for syllable in pinyin.sound("重庆，G3增")]
    assert said == ["zhong chong", "qing", "g3", "zeng"]
    assert pinyin.usual("乾坤") == "qiankun"


@pytest.mark.parametrize(("letters", "text"), [(letters, text) for letters in LETTERS for text in LETTERS[letters]])
def test_letters(letters: str, text: str) -> None:
    """Pinyin in any of the ways it is typed is the same letters; what cannot be pinyin is none."""
    assert pinyin.letters(text) == letters


@pytest.mark.parametrize("row", SPOKEN.strip().replace("\n", " | ").split(" | "))
def test_spoken(row: str) -> None:
    """Standard spelling is cut into words and syllables where it says; what is no pinyin stays whole."""
    text, *cut = row.split()
    words = pinyin.spoken(text.replace("_", " "))
    assert ["+".join(syllable.common[0] for syllable in word) for word in words] == cut


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6))
def test_standard_spelling_is_never_ambiguous(chosen: list[str]) -> None:
    """Any syllables, joined with the apostrophes that the standard asks for, are cut into themselves again."""
    vowelled = [one for one in chosen if set(one) & set("aeiouv")]
    joined = "".join(("'" if one[0] in "aeo" else "") + one for one in vowelled)
    assert [syllable.common[0] for word in pinyin.spoken(joined) for syllable in word] == vowelled


def test_words_are_spelled_as_pypinyin_reads_them() -> None:
    """For 3,000 words the letters that pypinyin gives are a spelling of the word, and letters missing are none."""
    for word in random.Random(20231101).sample([word for word in PHRASES_DICT if len(word) > 1], 3000):
        letters, said = "".join(lazy_pinyin(word, v_to_u=False)), pinyin.sound(word)
        assert pinyin.spells(letters, said, pinyin.in_full), word
        assert pinyin.begins(letters[:-1], said, pinyin.in_full), word
        assert not pinyin.spells(letters + "q", said, pinyin.in_full)


@given(HAN)
def test_every_reading_spells(text: str) -> None:
    """Any choice of readings spells a text, and its initials do as well."""
    said = pinyin.sound(text)
    for choice in list(product(*(syllable.common + syllable.rare for syllable in said)))[:200]:
        assert pinyin.spells("".join(choice), said, pinyin.in_full)
    assert pinyin.spells("".join(syllable.common[0][0] for syllable in said), said, pinyin.in_short)


def test_letters_spell_runs_of_syllables() -> None:
    """Each run is given by its first syllable and the one after its last."""
    assert list(pinyin.spans("dongbei", pinyin.sound("中国东北振兴东北"), pinyin.usually)) == [(2, 4), (6, 8)]
    assert not list(pinyin.spans("ongbei", pinyin.sound("东北"), pinyin.usually))
    many = pinyin.sound("行" * 100)  # whose readings would multiply
    assert pinyin.spells("hangxing" * 50, many, pinyin.in_full)
    assert not pinyin.spells("hangxing" * 50 + "x", many, pinyin.in_full)


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
    common = [pinyin.readings(character).common for character in rows if character]
    assert len(common) == 6763
    assert all(each and all(one.isalpha() and one.isascii() for one in each) for each in common)


READINGS = "重 zhong,chong tong | 覃 tan qin yan | 吕 lv | 東 dong | 〇 ling yuan xing"


@pytest.mark.parametrize("row", READINGS.split(" | "))
def test_readings(row: str) -> None:
    """Readings are in order of use, the rare ones apart; what is no Chinese character has none."""
    character, common, *rare = row.split()
    assert pinyin.readings(character) == (tuple(common.split(",")), tuple(rare))
    assert {pinyin.readings(other) for other in ("x", "#", "\t", "", "，", "重庆", "\ud800")} == {((), ())}
