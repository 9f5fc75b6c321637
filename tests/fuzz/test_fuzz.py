"""A bounded part of the fuzzing; `python -m tests.fuzz --long` runs the whole."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbei_cli import resolve
from dongbei_cli.base import open_base
from tests import fuzz
from tests.conftest import ARTICLE, ROOT
from tests.fuzz.__main__ import shipped
from tests.test_bad_bases import SOUND

BASE = open_base()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Where a small base goes, beside its article."""
    (tmp_path / "article.txt").write_bytes(ARTICLE.encode())
    return tmp_path / "facts.yaml"


@pytest.mark.parametrize("part", range(2))
def test_slips_in_a_base_are_refused_or_change_no_more_than_they_say(part: int, small: Path) -> None:
    """Never an exception, never a problem without a place, and no key is swallowed in silence."""
    found = fuzz.slips(fuzz.small(), small, range(part * 200, part * 200 + 200))
    assert found.flaws == []
    assert found.tried * 0.8 < found.refused < found.tried


def test_slips_in_the_shipped_base(tmp_path: Path) -> None:
    """The same with all its records."""
    path = shipped(tmp_path / "base")
    found = fuzz.slips((ROOT / "facts.yaml").read_bytes(), path, range(20))
    assert found.flaws == []
    assert found.refused > 8


def test_the_shape_of_an_accepted_base_is_looked_at(small: Path) -> None:
    """A reader that lost a key would be seen; the one that a quotation mark left open would take in is refused."""
    assert list(fuzz.reshaped(fuzz.small())) == []
    swallowed = SOUND.replace("    unit: 亿元\n", '    unit: "亿元\n    more: 1"\n', 1).encode()
    assert len(list(fuzz.reshaped(swallowed))) == 1
    small.write_bytes(swallowed)
    assert [problem.rule for problem in fuzz.faults(small)] == ["yaml-folded"]


def test_a_word_of_the_vocabulary_finds_every_fact_whose_title_has_it() -> None:
    """By brute force, for each name of two characters."""
    terms = resolve.terms(BASE.connection, ("topic", "area", "region", "person"))
    words = {form for term in terms for form in term.forms if re.fullmatch("[\u4e00-\u9fff]{2}", form)}
    assert len(words) > 20
    for word in sorted(words):
        titled = {fact.id for fact in BASE.facts() if word in fact.title}
        assert titled <= {hit.id for hit in BASE.search(word)}, word


SIGNS = (*fuzz.TOKENS, "AND", "NEAR(", "title:", "^", "(", ")", "+", "亿元", "转移支付", "徐林", "2003年")


@given(st.lists(st.sampled_from(SIGNS), max_size=9).map("".join))
def test_nonsense_finds_something_or_nothing(query: str) -> None:
    """Signs that mean something to some program are no errors."""
    assert len(BASE.search(query.replace("\ud800", ""))) >= 0


@given(st.text(st.sampled_from(fuzz.WORDS), max_size=16))
def test_any_numeral_or_date_is_read_or_refused(text: str) -> None:
    """Readings never fail, lie inside of the text, and a numeral reads as itself."""
    assert list(fuzz.reading_flaws(text)) == []


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    """The same for text of any characters."""
    assert list(fuzz.reading_flaws(text)) == []
