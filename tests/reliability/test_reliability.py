"""The command that counts what was withstood: its numbers are pinned, and a sample of every trial is run through it."""

import shutil

import pytest

from tests.bad_bases import cases
from tests.faults import ERRORS, WRITINGS
from tests.fuzz.__main__ import BOUNDED, LONG
from tests.naive.protections import PROTECTIONS
from tests.naive.test_protections import WITHSTOOD
from tests.reliability import SAMPLE, Count, counts, summary

BAD_INPUTS = 1359


def test_how_much_is_tried() -> None:
    """Who takes something out of a table sees it here."""
    assert sum(1 for _ in cases()) == BAD_INPUTS
    assert (len(WRITINGS), len(ERRORS)) == (12, 4)
    assert len(PROTECTIONS.keys() - WITHSTOOD) == 44
    assert LONG["small"] + LONG["shipped"] == 20_000
    assert (LONG["queries"], LONG["readings"]) == (5_000, 50_000)
    assert (BOUNDED["small"], BOUNDED["shipped"], BOUNDED["queries"]) == (1_000, 20, 400)


@pytest.mark.skipif(shutil.which("cc") is None, reason="a C compiler makes the shim of the faults")
def test_a_sample_of_everything_is_withstood() -> None:
    """No traceback, no lost byte."""
    found = counts(SAMPLE)
    assert [count.flaws for count in found] == [[], [], [], [], []]
    assert found[0].tried == found[0].withstood == -(-BAD_INPUTS // SAMPLE.stride)
    assert found[1].tried == found[1].withstood >= 12
    assert summary(found)[-2:] == [f"{'tracebacks':28} {0:7}", f"{'lost bytes':28} {0:7}"]


def test_flaws_are_counted_by_what_they_are() -> None:
    """A traceback is one, and so is a file that is neither old nor new."""
    found = [Count("a", 3, 1, ["x: exit 70: a bug in dongbei: ...", "y: neither old nor new: ['t']"])]
    assert summary(found) == [f"{'a':28} {1:7} of {3:7}", f"{'tracebacks':28} {1:7}", f"{'lost bytes':28} {1:7}"]
