"""`dongbei article`: the segments are the article, marks tell where facts are, no character is lost at any width."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from dongbei_cli import model, views, workspace
from dongbei_cli.facts.entries import Source
from dongbei_cli.proof.annotation import Annotation, Segment
from dongbei_cli.proof.inventory import Stake
from dongbei_cli.readings.article import Article
from dongbei_cli.views import marked, typesetting
from tests.conftest import ROOT

BASES = [ROOT / "facts.yaml", ROOT / "tests" / "data" / "lanjiang" / "facts.yaml"]
SOURCE = Source(
    id="paper", file="a.txt", sha256="0" * 64, title="题", title_en="T", author="甲某", author_en="A",
    publisher="某报", publisher_en="P", published="2024-08-15", url="https://e.org/a",
)  # fmt: skip


def segments_of(text: str, places: list[tuple[int, int]]) -> list[Segment]:
    """The segments of a text with one fact, called a, b, c ..., at each of these places."""
    stakes = [Stake(*place, chr(97 + number), "claim", "", "", "", "", "") for number, place in enumerate(places)]
    return list(Annotation(SOURCE, Article(text), stakes, [], []).segments)


def drawn(text: str, places: list[tuple[int, int]]) -> str:
    """One paragraph as it is printed off a terminal, on one line; fact 1 is the first of `places`."""
    numbers = {chr(97 + number): number + 1 for number in range(len(places))}
    kinds = dict.fromkeys(numbers, "claim")
    return marked.marked(segments_of(text, places), numbers, kinds, Text(), 1000).plain


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], "甲乙丙丁戊"),
        ([(0, 5)], "⌜甲乙丙丁戊¹"),
        ([(1, 3)], "甲⌜乙丙¹丁戊"),
        ([(1, 3), (1, 3)], "甲⌜乙丙¹·²丁戊"),
        ([(1, 3)] * 3, "甲⌜乙丙¹⁻³丁戊"),
        ([(0, 4), (1, 2)], "⌜甲⌜乙²丙丁¹戊"),
        ([(0, 2), (2, 4)], "⌜甲乙¹⌜丙丁²戊"),
        ([(0, 3), (0, 5)], "⌜甲乙丙¹丁戊²"),
        ([(0, 5), (3, 5)], "⌜甲乙丙⌜丁戊¹·²"),
        ([(0, 3), (1, 5)], "⌜甲⌜乙丙¹丁戊²"),
        ([(0, 3), (1, 4), (2, 5)], "⌜甲⌜乙⌜丙¹丁²戊³"),
    ],
)
def test_a_corner_begins_a_fact_and_its_number_ends_it(places: list[tuple[int, int]], expected: str) -> None:
    """Facts apart, at one place, inside each other, and overlapping: never two corners or two groups at a place."""
    assert drawn("甲乙丙丁戊", places) == expected


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(1, 12)).filter(lambda pair: pair[0] < pair[1]), max_size=7))
def test_where_each_fact_begins_and_ends_is_read_back(places: list[tuple[int, int]]) -> None:
    """However facts overlap, a corner stands just where one begins, and each number just where its fact ends."""
    begun: set[int] = set()
    ended: dict[int, int] = {}
    position = 0
    for token in re.findall(r"⌜|[⁰¹²³⁴⁵⁶⁷⁸⁹·⁻]+|.", drawn("甲乙丙丁戊己庚辛壬癸子丑", places)):
        if token == "⌜":
            assert position not in begun
            begun.add(position)
        elif token[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
            ended |= dict.fromkeys(read_numbers(token), position)
        else:
            position += 1
    assert begun == {start for start, _ in places}
    assert ended == {number: end for number, (_, end) in enumerate(places, 1)}


def read_numbers(raised: str) -> list[int]:
    """The numbers that raised digits stand for."""
    plain = raised.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"))
    found: list[int] = []
    for part in plain.split("·"):
        low, _, high = part.partition("-")
        found += range(int(low), int(high or low) + 1)
    return found


@given(st.lists(st.integers(1, 400), unique=True, min_size=1).map(sorted))
def test_raised_numbers_read_back(numbers: list[int]) -> None:
    """Numbers in a row are told as a span, and no number is lost."""
    assert read_numbers(marked.superscript(numbers)) == numbers


@pytest.mark.parametrize("path", BASES, ids=["shipped", "second"])
def test_segments_are_the_article(path: Path) -> None:
    """The segments follow each other without gap and are, put together, the article; each fact is in its segments."""
    base = workspace.open_base(path)
    for annotation in base.annotations():
        text = annotation.article.text
        assert "".join(segment.text for segment in annotation.segments) == text
        assert all(one.end == other.start for one, other in pairwise(annotation.segments))
        for stake in annotation.claimed:
            held = [s for s in annotation.segments if stake.start <= s.start and s.end <= stake.end]
            assert "".join(segment.text for segment in held) == text[stake.start : stake.end]
            assert all(stake.id in segment.facts for segment in held)


@cache
def annotated(path: Path) -> tuple[list[model.Record], Annotation]:
    """The facts of a base and the one article that they stand in."""
    base = workspace.open_base(path)
    (annotation,) = base.annotations()
    return base.facts(), annotation


@pytest.mark.parametrize("room", [*range(20, 60), 80, 100, 160])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", BASES, ids=["shipped", "second"])
def test_no_character_is_lost_and_no_line_is_too_long(room: int, lang: str, path: Path) -> None:
    """Without corners, numbers and line breaks each paragraph is the article's, in lines that fit and begin well."""
    facts, annotation = annotated(path)
    pieces = views.named("annotated")(annotation.segments, facts, lang, room)
    paragraphs = [piece.plain for piece in pieces if isinstance(piece, Text) and piece.plain]
    plain = [re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹·⁻⌜\s]", "", line.split("] ", 1)[1]) for line in paragraphs]
    assert plain == [re.sub(r"\s", "", paragraph.text) for paragraph in annotation.article.paragraphs]
    lines = [line for paragraph in paragraphs for line in paragraph.split("\n")]
    assert max(map(typesetting.width, lines)) <= room
    assert [line for line in lines if line[0] in "、，。；）”]⁰¹²³⁴⁵⁶⁷⁸⁹·⁻" or line[-1] in "“《（[⌜"] == []


def test_every_fact_is_listed_with_its_number() -> None:
    """The list under the article has each fact once, its number first, with kind, title and id."""
    base = workspace.open_base(BASES[1])
    (annotation,) = base.annotations()
    shown = {fact for segment in annotation.segments for fact in segment.facts}
    assert shown == {fact.id for fact in base.facts()}


def test_control_characters_of_an_article_do_not_reach_the_terminal() -> None:
    """An escape in an article is shown as its picture."""
    assert drawn("甲\x1b[2J乙", [(0, 1)]) == "⌜甲¹␛[2J乙"


def test_colours_tell_the_kind_of_the_innermost_fact() -> None:
    """Each character has the colour of the shortest passage that holds it, marks are dim, and the text stays plain."""
    numbers, kinds = {"a": 1, "b": 2}, {"a": "event", "b": "figure"}
    lead = Text().append("[para 1] ", "dim")
    text = marked.marked(segments_of("甲乙丙丁", [(0, 3), (1, 2)]), numbers, kinds, lead, 80)
    assert text.plain == "[para 1] ⌜甲⌜乙²丙¹丁"
    assert text.style == ""
    coloured = [(text.plain[span.start : span.end], span.style) for span in text.spans]
    assert coloured == [
        ("[para 1] ⌜", "dim"), ("甲", "cyan"), ("⌜", "dim"), ("乙", "yellow"), ("²", "dim"), ("丙", "cyan"),
        ("¹", "dim"),
    ]  # fmt: skip
