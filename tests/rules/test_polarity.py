"""Which way a wording points: every gloss turned round is refused, true ones are not."""

import pytest

from dongbei_cli.readings import rows
from dongbei_cli.readings.polarity import TABLE, concepts
from dongbei_cli.rules.wording import miscounted, turned
from tests.conftest import table


@pytest.mark.parametrize("row", table("rules/polarity/true"))
def test_a_true_gloss_passes(row: str) -> None:
    """Words of the right direction, number of negations and degree."""
    assert list(turned(*row.split(" | "))) == []


@pytest.mark.parametrize("row", table("rules/polarity/turned"))
def test_a_turned_gloss_is_refused(row: str) -> None:
    """The contrary word, a lost or added negation, a lost hedge."""
    assert list(turned(*row.split(" | ")))


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
