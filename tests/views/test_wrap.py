"""Line breaking over the real article and its facts: nothing lost, nothing misplaced, numbers whole."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from dongbei_cli.views import table
from dongbei_cli.views.words import clean
from tests.views.screens import BASE

PROSE = [line for line in BASE.article(BASE.sources[0].id).split("\n") if line.strip() and "http" not in line]
VALUES = [value for record in BASE.facts() for key, value in record if isinstance(value, str) and key != "link"]
NUMBER = re.compile(r"[近约超上第]?[0-9][0-9.,~]*[%％]?(?:[十百千万亿]*(?:元|人|年|周年|个|月|日)?)")


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text."""
    return [line.plain for line in table.lines(Text(text), width)]


def bare(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("width", [*range(14, 41), 60, 80, 100, 200])
def test_lines_of_the_article(width: int) -> None:
    """No character is lost, no line is too wide, punctuation keeps to its side, a number keeps its unit."""
    for text in PROSE:
        lines = wrapped(text, width)
        assert bare("".join(lines)) == bare(text)
        assert [line for line in lines if cell_len(line) > width] == []
        assert [line for line in lines[1:] if line[0] in "、，。；：！？）”》"] == []
        assert [line for line in lines[:-1] if line[-1] in "（“《"] == []
        for number in set(NUMBER.findall(text)):
            assert cell_len(number) + 2 > width or sum(line.count(number) for line in lines) == text.count(number)


@pytest.mark.parametrize("width", [1, 2, 5, 9, 20, 33])
def test_values_survive_any_width(width: int) -> None:
    """And an id or an address stays whole."""
    for text in VALUES:
        lines = wrapped(text, width)
        assert bare("".join(lines)) == bare(text)
        assert all(cell_len(line) <= max(width, 2) or table.longest_piece(line) > width for line in lines)


@given(st.text(max_size=80), st.integers(1, 200))
def test_any_text_survives(text: str, width: int) -> None:
    """Whatever a value holds, each of its characters that is not white space is printed, in order."""
    shown = clean(text)
    assert bare("".join(wrapped(shown, width))) == bare(shown)


@given(st.text(st.sampled_from("甲乙ab1 ，。“"), max_size=60), st.integers(2, 60))
def test_breaking_broken_lines_again_changes_nothing(text: str, width: int) -> None:
    """A line that was made to fit is not broken a second time."""
    for line in wrapped(text, width):
        assert [each.rstrip() for each in wrapped(line, width)] == [line.rstrip()]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("甲\n\n  乙", 80, ["甲", "", "  乙"]),
        ("", 80, [""]),
        ("transfers-heilongjiang-2003-2022 在", 20, ["transfers-heilongjiang-2003-2022", "在"]),
        ("见https://example.org/a/very/long/address。", 12, ["见", "https://example.org/a/very/long/address。"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("(2003–2022) (120028亿元)", 12, ["(2003–2022)", "(120028亿元)"]),
        ("of nearly 11 trillion yuan", 24, ["of", "nearly 11 trillion yuan"]),
        ("自2023年10月27日起", 12, ["自", "2023年10月", "27日起"]),
        ("自2023年10月27日起", 14, ["自", "2023年10月27日", "起"]),
        ("China’s economy", 8, ["China’s", "economy"]),
    ],
)
def test_what_stays_together(text: str, width: int, lines: list[str]) -> None:
    """Line breaks, ids, addresses, periods, amounts and dates."""
    assert wrapped(text, width) == lines


def test_styles_stay_where_they_were() -> None:
    """A bold word is bold on both of its lines."""
    text = table.wrap(Text.assemble("ab ", ("cdefgh", "bold")), 3)
    assert text.plain == "ab\ncde\nfgh"
    assert [text.plain[span.start : span.end] for span in text.spans] == ["cde", "fgh"]


def test_a_long_run_is_broken_in_reasonable_time() -> None:
    """A word of a hundred thousand characters is cut, not searched again and again."""
    assert len(wrapped("a" * 100_000, 80)) == 1250
