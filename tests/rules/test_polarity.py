"""Which way a wording points: every gloss turned round is refused, true ones are not."""

import pytest

from dongbei_cli.readings import rows
from dongbei_cli.readings.polarity import TABLE, concepts
from dongbei_cli.rules.english import Gloss, Names, number_faults, swapped_roles
from dongbei_cli.rules.wording import miscounted, turned
from tests.conftest import table
from tests.rules.small import file_of, people


@pytest.mark.parametrize("row", table("rules/polarity/true"))
def test_a_true_gloss_passes(row: str) -> None:
    """Words of the right direction, number of negations and degree."""
    assert list(turned(*row.split(" | "))) == []


@pytest.mark.parametrize("row", table("rules/polarity/turned"))
def test_a_turned_gloss_is_refused(row: str) -> None:
    """The contrary word, a lost or added negation, a lost hedge."""
    assert list(turned(*row.split(" | ")))


@pytest.mark.parametrize("row", table("rules/polarity/numbers"))
def test_numbers_are_those_of_the_chinese(row: str) -> None:
    """The last of a list may give the scale of all; a count of what is listed may go, a month may not."""
    chinese, english, fault = (each.strip() for each in row.split(" |"))
    found = " ".join(map(str, number_faults(Gloss("k", chinese, english, (chinese,)), "2024-02-05", chinese)))
    assert fault in found
    assert bool(found) is bool(fault)


@pytest.mark.parametrize("row", table("rules/polarity/ranks"))
def test_a_rank_is_that_of_its_person(row: str) -> None:
    """What is behind a name, or is no rank, is not judged."""
    english, faults = row.split(" | ")
    names = Names(file_of("市长李清与省长王武出席。", people=people("李清", "王武")))
    gloss = Gloss("title_en", "市长李清与省长王武出席", english, ())
    assert len(list(swapped_roles(names, gloss))) == int(faults)


@pytest.mark.parametrize(
    ("chinese", "english", "sound"),
    [("未说", "not said", True), ("未说", "said", False), ("说", "not said", False), ("未来", "future", True)],
)
def test_negations_are_counted(chinese: str, english: str, sound: bool) -> None:
    """未来 is none."""
    assert (not list(miscounted(chinese, english))) is sound


def test_the_table_is_whole() -> None:
    """Every contrary that a line names has a line, and no line has a column too many or too few."""
    assert {len(row) for row in rows(TABLE)} == {6}
    assert {other for each in concepts().values() for other in each.contrary} <= concepts().keys()
