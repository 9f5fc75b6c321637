"""Near misses: what a hint shows of the passage that comes closest."""

import pytest
from dongbei_cli.checks import hints

TEXT = "中央先后给吉林的转移支付达28628亿元，累计规模近11万亿元。"


@pytest.mark.parametrize(
    ("words", "found", "there", "here"),
    [
        ("给吉林的转移支付达28682亿元", "给吉林的转移支付达28628亿元", "2", "8"),
        ("给辽宁的转移支付达28628亿元", "给吉林的转移支付达28628亿元", "林", "宁"),
        ("累计规模近12万亿元", "累计规模近11万亿元", "1", "2"),
    ],
)
def test_a_hint_shows_the_closest_passage_and_what_differs(words: str, found: str, there: str, here: str) -> None:
    """The passage of the article, its character and the one in its place."""
    assert hints.closest(TEXT, words) == f"the article has {found!r}, that is {there!r} where this has {here!r}"


def test_words_that_are_nowhere_have_no_closest_passage() -> None:
    """Two characters in common are chance."""
    assert hints.closest(TEXT, "吉林增长") == "copy the passage from the article"
    assert hints.closest("", "吉林") == "copy the passage from the article"


@pytest.mark.parametrize("size", range(1, len(TEXT)))
def test_the_longest_prefix_is_found_at_every_length(size: int) -> None:
    """Whatever stands in the text is found whole, and no more of it."""
    assert hints.longest_prefix(TEXT, TEXT[:size] + "？") == size
