"""Line breaking over the real article and its facts: nothing lost, nothing misplaced, numbers whole."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import dongbei_cli
from dongbei_cli import queries
from dongbei_cli.views.typesetting import cell_width, column_widths, longest_piece, width, wrapped

BASE = dongbei_cli.open_base()
ARTICLE = queries.article(BASE.connection, BASE.sources[0].id)
PROSE = [line for line in ARTICLE.split("\n") if line.strip()]
VALUES = [value for record in BASE.facts() for key, value in record if isinstance(value, str) and key != "link"]
TEXTS = sorted({*PROSE, *VALUES}, key=len)[::-1]
NUMBER = re.compile(r"[近约超上第]?[0-9][0-9.,~]*[%％]?(?:[十百千万亿]*(?:元|人|年|周年|个|月|日)?)")


def bare(text: str) -> str:
    """`text` without white space."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("room", range(1, 201))
def test_no_character_is_lost_at_any_width(room: int) -> None:
    """Only the white space at which a line breaks is gone, and a line is wider than its room only for one character."""
    for text in TEXTS:
        if room > 1.2 * width(text):
            break  # what is left fits on one line, as the texts before it did
        lines = wrapped(text, room)
        assert bare("".join(lines)) == bare(text)
        assert all(width(line) <= max(room, 2) for line in lines)


@pytest.mark.parametrize("room", [*range(12, 41), 60, 80, 100, 120, 200])
def test_punctuation_keeps_to_its_side(room: int) -> None:
    """No line begins with closing punctuation or ends with opening punctuation."""
    for text in PROSE:
        if "](" in text or text.startswith("**http"):
            continue
        lines = wrapped(text, room)
        assert [line for line in lines[1:] if line[0] in "、，。；：！？）”》"] == []
        assert [line for line in lines[:-1] if line[-1] in "（“《"] == []


@pytest.mark.parametrize("room", [*range(14, 41), 60, 80, 100, 120, 200])
def test_a_number_keeps_its_digits_and_its_unit(room: int) -> None:
    """58847亿元 and 近11万亿元 stand on one line wherever a line has room for them."""
    for text in PROSE:
        if "http" in text:
            continue
        lines = wrapped(text, room)
        for number in set(NUMBER.findall(text)):
            if width(number) + 2 <= room:
                assert sum(line.count(number) for line in lines) == text.count(number), (number, lines)


@given(st.text(max_size=80), st.integers(1, 200))
def test_any_text_survives(text: str, room: int) -> None:
    """Whatever a value holds, each of its characters that is not white space is printed, in order."""
    assert bare("".join(wrapped(text, room))) == bare(text)


@given(st.text(st.sampled_from("甲乙ab1 ，。“"), max_size=60), st.integers(2, 60))
def test_breaking_broken_lines_again_changes_nothing(text: str, room: int) -> None:
    """A line that was made to fit is not broken a second time."""
    for line in wrapped(text, room):
        assert wrapped(line, room) == [line]


def test_widths_are_those_of_rich() -> None:
    """Every character of the article and of the facts takes as many cells here as Rich gives it."""
    characters = sorted(set("".join(TEXTS)) - set("\n"))
    assert len(characters) > 500
    assert [c for c in characters if cell_width(c) != cell_len(c)] == []
    assert [text for text in PROSE if width(text) != cell_len(text)] == []


def test_line_breaks_of_the_text_stay() -> None:
    """What stands on two lines is never joined, and an empty line is kept."""
    assert wrapped("甲\n乙", 80) == ["甲", "乙"]
    assert wrapped("甲\n\n乙", 80) in (["甲", "", "乙"], ["甲", "乙"])
    assert wrapped("", 80) == [""]
    assert wrapped("2003 to 2023\n二十年来", 18) == ["2003 to 2023", "二十年来"]


def test_a_word_too_long_for_its_line_breaks_at_a_dash_before_it_breaks_anywhere() -> None:
    """An id in a narrow column stays readable."""
    assert wrapped("transfers-heilongjiang-2003-2022", 28) == ["transfers-heilongjiang-2003-", "2022"]
    assert wrapped("abcdefgh", 3) == ["abc", "def", "gh"]


def test_the_longest_piece_fits_its_own_width() -> None:
    """A column as wide as its longest piece breaks nothing but at the places made for it."""
    for text in PROSE:
        room = longest_piece(text)
        lines = wrapped(text, room)
        assert all(width(line.strip()) <= room for line in lines)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 90)), min_size=1, max_size=6), st.integers(1, 200))
def test_columns_fill_their_room_and_no_more(columns: list[tuple[int, int]], room: int) -> None:
    """Each column gets at least what it needs, all together at most the room; None just when that cannot be."""
    least = [low for low, _ in columns]
    wanted = [want for _, want in columns]
    widths = column_widths(least, wanted, room)
    if widths is None:
        assert sum(least) > room
    else:
        assert all(given >= low for given, low in zip(widths, least, strict=True))
        assert sum(widths) <= room


def test_more_room_never_takes_more_lines() -> None:
    """Widening the terminal does not lengthen a paragraph."""
    for text in PROSE:
        counts = [len(wrapped(text, room)) for room in range(20, 121)]
        assert all(after <= before for before, after in pairwise(counts))
