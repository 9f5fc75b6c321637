"""The shapes in which names are compared."""

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from dongbei_cli.names import spellings, tables

HAN = st.text(st.sampled_from("东東北吉林辽遼宁黑龙龍江重长行转移支付徐乐率女吕〇覃薴"), min_size=1, max_size=8)
SYLLABLES = sorted({reading for code in range(0x4E00, 0x9FA6) for reading in tables.readings(chr(code)).common[:1]})


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("東北", "东北"),
        ("黑龍江 遼寧", "黑龙江辽宁"),
        ("徐　林", "徐林"),
        (" Xu   LIN\n", "xu lin"),
        ("ｘｕｌｉｎ", "xulin"),
        ("徐\u200b林\ufeff", "徐林"),
        ("８．５％", "8.5%"),
        ("GDP 增速", "gdp 增速"),
        ("STRASSE", "strasse"),
        ("straße", "strasse"),
        ("", ""),
        (" \u3000\t", ""),
        ("\0", "\0"),
        ("\ud800", "\ud800"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Width, case, traditional characters, invisible characters and spaces fold; nothing breaks it."""
    assert spellings.fold(text) == folded


@given(st.text())
def test_folding_twice_is_idle(text: str) -> None:
    """What is folded stays as it is."""
    assert spellings.fold(spellings.fold(text)) == spellings.fold(text)


@given(st.text(), st.sampled_from(["\u200b", "\u2060", "\ufeff"]))
def test_invisible_characters_do_not_count(text: str, invisible: str) -> None:
    """A zero-width character between any two others changes nothing."""
    assert spellings.fold(invisible.join(text)) == spellings.fold(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("重庆", (("zhong", "chong"), ("qing",))),
        ("GDP增速", (("gdp",), ("zeng",), ("su",))),
        ("3~5年", (("3",), ("5",), ("nian",))),
        ("", ()),
        ("，。", ()),
    ],
)
def test_syllables(text: str, said: tuple[tuple[str, ...], ...]) -> None:
    """Each character has its common readings; Latin letters and digits read as themselves."""
    assert spellings.syllables(text) == said


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Xú Lín", "xulin"),
        ("xu2 lin2", "xulin"),
        ("xu2lin2", "xulin"),
        ("Xī'ān", "xian"),
        ("xi’an", "xian"),
        ("lǚ liáng", "lvliang"),
        ("lu:liang", "lvliang"),
        ("Xu, Lin", "xulin"),
        ("ｇｄｐ", "gdp"),
        ("G20", "g20"),
        ("ɡɑo", "gao"),
        ("rènkǒu", "renkou"),
        ("徐林", ""),
        ("2023", ""),
        ("xu/lin", ""),
        ("xu\0lin", ""),
        ("", ""),
    ],
)
def test_letters(text: str, letters: str) -> None:
    """Pinyin in any of the ways it is typed is the same letters; what cannot be pinyin is none."""
    assert spellings.letters(text) == letters


@pytest.mark.parametrize(
    ("pinyin", "cut"),
    [
        ("Xú Lín", "xu lin"),
        ("Wáng Míngyuǎn", "wang ming yuan"),
        ("Xī'ān", "xi an"),
        ("Hā'ěrbīn", "ha er bin"),
        ("Zhōngguó Dōngběi Zhènxīng Yánjiūyuàn", "zhong guo dong bei zhen xing yan jiu yuan"),
        ("Liáoníng", "liao ning"),
        ("Lǚliáng", "lv liang"),
        ("xióng'ān", "xiong an"),
        ("Cambridge", "cambridge"),
        ("", ""),
    ],
)
def test_spoken(pinyin: str, cut: str) -> None:
    """Standard spelling is cut where it says; what is no pinyin stays whole."""
    assert " ".join(syllable.common[0] for syllable in spellings.spoken(pinyin)) == cut


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6))
def test_standard_spelling_is_never_ambiguous(chosen: list[str]) -> None:
    """Any syllables, joined with the apostrophes that the standard asks for, are cut into themselves again."""
    vowelled = [one for one in chosen if set(one) & set("aeiouv")]
    joined = "".join(("'" if one[0] in "aeo" else "") + one for one in vowelled)
    assert [syllable.common[0] for syllable in spellings.spoken(joined)] == vowelled


def test_words_are_spelled_as_pypinyin_reads_them() -> None:
    """For 3,000 words the letters that pypinyin gives are a spelling of the word, and letters missing are none."""
    words = random.Random(20231101).sample([word for word in PHRASES_DICT if len(word) > 1], 3000)
    for word in words:
        letters = "".join(lazy_pinyin(word, v_to_u=False))
        assert spellings.spells(letters, spellings.sound(word), spellings.in_full), word
        assert spellings.begins(letters[:-1], spellings.sound(word), spellings.in_full), word
        assert not spellings.spells(letters + "q", spellings.sound(word), spellings.in_full)


@given(HAN)
def test_every_reading_spells(text: str) -> None:
    """Any choice of readings spells a text, and its initials do as well."""
    said = spellings.sound(text)
    for choice in list(product(*(syllable.common + syllable.rare for syllable in said)))[:200]:
        assert spellings.spells("".join(choice), said, spellings.in_full)
    short = "".join(syllable.common[0][0] for syllable in said)
    assert spellings.spells(short, said, spellings.in_short)


def test_polyphones_do_not_multiply() -> None:
    """A hundred characters with three readings each are compared at once, whichever way it ends."""
    said = spellings.sound("行" * 100)
    assert spellings.spells("hangxing" * 50, said, spellings.in_full)
    assert not spellings.spells("hangxing" * 50 + "x", said, spellings.in_full)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("xulin", "xulin", 0),
        ("xulni", "xulin", 1),
        ("xuling", "xulin", 1),
        ("ulin", "xulin", 1),
        ("tansfer", "transfers", 2),
        ("徐明", "徐林", 1),
        ("ca", "abc", 3),
        ("", "ab", 2),
        ("", "", 0),
    ],
)
def test_distance(one: str, other: str, apart: int) -> None:
    """Changes, additions, omissions and swaps of neighbours count one each."""
    assert spellings.distance(one, other, 9) == apart


def slow_distance(one: str, other: str) -> int:
    """The distance by its definition."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        slow_distance(one[1:], other) + 1,
        slow_distance(one, other[1:]) + 1,
        slow_distance(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if len(one) > 1 and len(other) > 1 and one[:2] == other[1::-1]:
        ways.append(slow_distance(one[2:], other[2:]) + 1)
    return min(ways)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(1, 7))
def test_distance_is_its_definition_up_to_the_limit(one: str, other: str, limit: int) -> None:
    """The band, the early end and the common beginning never change the answer."""
    assert spellings.distance(one, other, limit) == min(slow_distance(one, other), limit + 1)
