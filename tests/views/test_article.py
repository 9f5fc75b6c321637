"""The article on a screen: rendered, its facts marked, no character lost; and what no fact claims."""

import re
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from dongbei_cli import base
from dongbei_cli.views import Look
from dongbei_cli.views.show import MARKUP, marked
from tests.conftest import Writer
from tests.views.screens import BASE, SECOND, screen

MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹·⁻⌜⌟"


STYLES = ("bold", "cyan", "yellow")


def paragraph(text: str, places: list[tuple[int, int]], *, numbered: bool = True) -> Text:
    """A text with the marks of facts, by number from 1, at some places."""
    cuts = sorted({0, len(text), *(end for place in places for end in place)})
    segments = []
    for start, end in pairwise(cuts):
        facts = tuple(str(n) for n, (begin, stop) in enumerate(places, 1) if begin <= start and end <= stop)
        segments.append(SimpleNamespace(text=text[start:end], facts=facts, waiver=None))
    numbers = {str(number): number for number in range(1, len(places) + 1)}
    styles = {name: STYLES[number % 3] for name, number in numbers.items()}
    return marked(segments, styles, numbers, Look("zh", 80, numbered=numbered))


@pytest.mark.parametrize(
    ("places", "corners", "numbers"),
    [
        ([], "甲乙丙丁戊", "甲乙丙丁戊"),
        ([(0, 5)], "⌜甲乙丙丁戊⌟", "⌜甲乙丙丁戊¹"),
        ([(1, 3), (1, 3)], "甲⌜乙丙⌟丁戊", "甲⌜乙丙¹·²丁戊"),
        ([(1, 3)] * 3, "甲⌜乙丙⌟丁戊", "甲⌜乙丙¹⁻³丁戊"),
        ([(0, 4), (1, 2)], "⌜甲乙丙丁⌟戊", "⌜甲⌜乙²丙丁¹戊"),
        ([(0, 2), (2, 4)], "⌜甲乙⌟⌜丙丁⌟戊", "⌜甲乙¹⌜丙丁²戊"),
        ([(0, 3), (1, 4), (2, 5)], "⌜甲乙丙丁戊⌟", "⌜甲⌜乙⌜丙¹丁²戊³"),
    ],
)
def test_corners_and_numbers(places: list[tuple[int, int]], corners: str, numbers: str) -> None:
    """Corners hold what facts claim, overlapping ones together; a number ends its fact, one group at a place.

    An escape in an article is shown as its picture.
    """
    assert paragraph("甲乙丙丁戊", places, numbered=False).plain == corners
    assert paragraph("甲乙丙丁戊", places).plain == numbers
    assert paragraph("甲\x1b[2J乙", [(0, 1)]).plain == "⌜甲¹␛[2J乙"


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(1, 12)).filter(lambda pair: pair[0] < pair[1]), max_size=7))
def test_where_each_fact_begins_and_ends_is_read_back(places: list[tuple[int, int]]) -> None:
    """However facts overlap, a corner is just where one begins, and each number just where its fact ends."""
    begun: set[int] = set()
    ended: dict[int, int] = {}
    position = 0
    for token in re.findall(r"⌜|[⁰¹²³⁴⁵⁶⁷⁸⁹·⁻]+|.", paragraph("甲乙丙丁戊己庚辛壬癸子丑", places).plain):
        if token == "⌜":
            begun.add(position)
        elif token[0] in MARKS:
            for part in token.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")).split("·"):
                low, _, high = part.partition("-")
                ended |= dict.fromkeys(range(int(low), int(high or low) + 1), position)
        else:
            position += 1
    assert begun == {start for start, _ in places}
    assert ended == {number: end for number, (_, end) in enumerate(places, 1)}


def test_colours_tell_the_kind_of_the_innermost_fact() -> None:
    """Each character has the colour of the shortest passage that holds it, and marks are dim."""
    text = paragraph("甲乙丙丁", [(0, 3), (1, 2)])
    coloured = [(text.plain[span.start : span.end], span.style) for span in text.spans if span.style]
    assert coloured == [("⌜", "dim"), ("甲", "cyan"), ("⌜", "dim"), ("乙", "yellow"), ("²", "dim"), ("丙", "cyan"),
                        ("¹", "dim")]  # fmt: skip


@pytest.mark.parametrize("width", [20, 33, 57, 80, 160])
@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("path", [None, SECOND], ids=["shipped", "second"])
def test_no_character_is_lost(width: int, numbered: bool, path: Path | None) -> None:
    """Without marks each paragraph is the article's, its Markdown rendered, in lines that fit and begin well."""
    of = base.open_base(path) if path else BASE
    (annotation,) = of.annotations()
    text = screen("annotated", annotation.segments, Look("zh", width, numbered=numbered), of)
    body, _, legend = text.partition("\n\n⌜ ")
    blocks = [block for block in body.split("\n\n") if block]
    plain = [re.sub(rf"[{MARKS}\s]", "", re.sub(r"^¶[0-9]+ ", "", block)).replace("[图]", "") for block in blocks]
    assert plain == [re.sub(r"[·\s]", "", MARKUP.sub("", each.text)) for each in annotation.article.paragraphs]
    lines = [line for line in body.split("\n") if line and "http" not in line]
    assert max(map(cell_len, lines)) <= width
    assert [line for line in lines if line[0] in f"、，。；）”]{MARKS[:-2]}⌟" or line[-1] in "“《（⌜"] == []
    assert not re.search(r"(?m)^#|\*\*|!\[", body)
    assert ("years-title" in legend) == (numbered and not path)


def test_the_index_has_every_fact_once() -> None:
    """Its number, its kind, its title and its id."""
    (annotation,) = BASE.annotations()
    text = screen("annotated", annotation.segments, Look("en", 80, numbered=True))
    index = text.rpartition("document\n\n")[2]
    numbers = [int(number) for number in re.findall(r"(?m)^ *([0-9]+)  [a-z]", index)]
    assert numbers == [*range(1, len(BASE.facts()) + 1)]
    assert [fact.id for fact in BASE.facts() if not re.search(rf"(?<![\w-]){fact.id}(?![\w-])", index)] == []


def test_coverage_names_what_no_fact_claims(write_base: Writer) -> None:
    """Sentence by sentence, then in counts."""
    with base.open_base(write_base()) as of:
        sentences = [sentence for annotation in of.annotations() for sentence in annotation.sentences]
        text = screen("coverage", sentences, Look("zh", 80), of)
    assert "✗ 去年12月" in text
    assert re.search(r"(?m)^ +文中  已收录  未收录$", text)
    full = [sentence for annotation in BASE.annotations() for sentence in annotation.sentences]
    assert screen("coverage", full, Look("zh", 80)).endswith("免收录：3（图片、标题）\n")
