"""A bounded part of the fuzzing; `python -m tests.fuzz --long` runs the whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import fuzz
from tests.conftest import ARTICLE, ROOT
from tests.test_bad_bases import SOUND


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Where a small base goes, beside its article."""
    (tmp_path / "article.txt").write_bytes(ARTICLE.encode())
    return tmp_path / "facts.yaml"


def test_slips_in_a_base_are_refused_or_change_no_more_than_they_say(small: Path) -> None:
    """Never an exception, never a problem without a place, and no key is swallowed in silence."""
    refused, flaws = fuzz.slips(SOUND.encode(), small, range(400))
    assert flaws == []
    assert 320 < refused < 400


def test_slips_in_the_shipped_base(tmp_path: Path) -> None:
    """The same with all its records."""
    data = (ROOT / "facts.yaml").read_bytes()
    refused, flaws = fuzz.slips(data, fuzz.shipped(tmp_path / "base"), range(20))
    assert flaws == []
    assert refused > 8


def test_the_shape_of_an_accepted_base_is_looked_at(small: Path) -> None:
    """A reader that lost a key would be seen; the one that a quotation mark left open would take in is refused."""
    assert list(fuzz.reshaped(SOUND.encode())) == []
    swallowed = SOUND.replace("    unit: 亿元\n", '    unit: "亿元\n    more: 1"\n', 1).encode()
    assert len(list(fuzz.reshaped(swallowed))) == 1
    small.write_bytes(swallowed)
    assert [problem.rule for problem in fuzz.faults(small)] == ["yaml-folded"]


@given(st.text(st.sampled_from(fuzz.WORDS), max_size=16) | st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Readings never fail and lie inside of the text, be it of numerals and words of dates or of any characters."""
    assert list(fuzz.reading_flaws(text)) == []
