"""Folded text: what two spellings of one name have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli.names import fold


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
        ("straße", "strasse"),
        ("阿•达·尔・汗‧王", "阿·达·尔·汗·王"),
        ("2003–2022 — ‐", "2003-2022 - -"),
        ("people’s", "people's"),
        (" \u3000\t", ""),
        ("\0", "\0"),
        ("\ud800", "\ud800"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Width, case, traditional and invisible characters, spaces, dots, dashes and apostrophes fold."""
    assert fold.fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded stays as it is."""
    assert fold.fold(fold.fold(text)) == fold.fold(text)


@given(st.text(), st.sampled_from(["\u200b", "\u2060", "\ufeff"]))
def test_invisible_characters_do_not_count(text: str, invisible: str) -> None:
    """A zero-width character between any two others changes nothing."""
    assert fold.fold(invisible.join(text)) == fold.fold(text)


def test_text_is_cut_into_characters_and_words() -> None:
    """Chinese is cut into characters, the rest into words; punctuation is dropped, also that of a slug."""
    assert fold.pieces("GDP增速，3~5年 net-outflow") == ("gdp", "增", "速", "3", "5", "年", "net", "outflow")
    assert fold.words("GDP增速，3~5年 net-outflow") == ["gdp", "3", "5", "net", "outflow"]
