"""Folded text: what two spellings of one name have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli import names

FOLDED = (
    "東北=东北|黑龍江 遼寧=黑龙江辽宁|徐　林=徐林| Xu   LIN\n=xu lin|ｘｕｌｉｎ=xulin|徐\u200b林\ufeff=徐林"
    "|８．５％=8.5%|GDP 增速=gdp 增速|straße=strasse|阿•达·尔・汗‧王=阿·达·尔·汗·王"
    "|2003–2022 — ‐=2003-2022 - -|people’s=people's"
    "| \u3000\t=|\0=\0|\ud800=\ud800"
)


@pytest.mark.parametrize(("text", "folded"), [cell.split("=") for cell in FOLDED.split("|")])
def test_fold(text: str, folded: str) -> None:
    """Width, case, traditional and invisible characters, spaces, dots, dashes and apostrophes fold."""
    assert names.fold(text) == folded


@given(st.text(), st.sampled_from(["\u200b", "\u2060", "\ufeff"]))
def test_what_is_folded_stays_as_it_is_and_invisible_characters_do_not_count(text: str, invisible: str) -> None:
    """Folding twice changes nothing, and a zero-width character between any two others does not either."""
    assert names.fold(names.fold(text)) == names.fold(invisible.join(text)) == names.fold(text)


def test_no_simplified_form_is_simplified_further() -> None:
    """Folded text stays as it is."""
    simplified = names.simplified()
    assert len(simplified) > 2800
    assert not [simple for simple in simplified.values() if ord(simple) in simplified]


def test_text_is_cut_into_characters_and_words() -> None:
    """Chinese is cut into characters, the rest into words; punctuation is dropped, also that of a slug."""
    assert names.pieces("GDP增速，3~5年 net-outflow") == ("gdp", "增", "速", "3", "5", "年", "net", "outflow")
    assert names.words("GDP增速，3~5年 net-outflow") == ["gdp", "3", "5", "net", "outflow"]
