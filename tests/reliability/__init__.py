"""All trials of reliability in one place, counted: bad inputs, faults, slips, queries, readings."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import dongbei_cli
from tests import fuzz
from tests.bad_bases import cases
from tests.bad_bases.test_bad_inputs import flaw, pinned, tried, verdict
from tests.faults import WRITINGS, Disk, compiled, trial
from tests.fuzz.__main__ import BOUNDED, LONG, slips
from tests.warm import Warm


class Extent(NamedTuple):
    """How much to try: every so many-th bad input, so many calls of each command, and the sizes of the fuzzing."""

    stride: int
    writings: Sequence[str]
    points: int | None
    sizes: dict[str, int]


ALL = tuple(writing.name for writing in WRITINGS)
SAMPLE = Extent(40, ("lookup",), 2, {"small": 100, "shipped": 2, "queries": 50, "readings": 200})
PART = Extent(1, ALL, 4, BOUNDED)
WHOLE = Extent(1, ALL, None, LONG)


class Count(NamedTuple):
    """What was tried, how much of it was withstood, and what was not, a line each."""

    what: str
    tried: int
    withstood: int
    flaws: Sequence[str]


def counts(extent: Extent) -> list[Count]:
    """Every trial, in the order in which a base travels."""
    return [bad_inputs(extent.stride), faults(extent.writings, extent.points), *fuzzing(extent.sizes)]


def bad_inputs(stride: int) -> Count:
    """Bad bases refused as they are pinned."""
    flaws = []
    chosen = list(cases())[::stride]
    known = pinned()
    with tempfile.TemporaryDirectory() as folder, Warm() as warm:
        for number, case in enumerate(chosen):
            done, path = tried(case, Path(folder) / str(number), warm)
            wrong = flaw(done) or (verdict(done, path) != known[case.name] and "not as it is pinned")
            flaws += [f"{case.name}: {wrong}"] if wrong else []
    return Count("bad inputs refused", len(chosen), len(chosen) - len(flaws), flaws)


def faults(names: Sequence[str], points: int | None) -> Count:
    """Faults and kills while writing."""
    flaws: list[str] = []
    total = 0
    with tempfile.TemporaryDirectory() as name, Warm(preload=compiled(Path(name))) as warm:
        for writing in WRITINGS:
            if writing.name in names:
                found = trial(Disk(Path(name) / writing.name, writing, warm), points)
                total += found.tried
                flaws += found.flaws
    return Count("faults survived", total, total - len(flaws), flaws)


def fuzzing(sizes: dict[str, int]) -> list[Count]:
    """Slips, queries and readings from seeds."""
    found = slips(sizes)
    asked = list(fuzz.queries(dongbei_cli.open_base(), range(sizes["queries"])))
    read = list(fuzz.readings(range(sizes["readings"])))
    return [
        Count("mutations refused", found.tried, found.refused, found.flaws),
        Count("queries as by brute force", sizes["queries"], sizes["queries"] - len(asked), asked),
        Count("readings sound", sizes["readings"], sizes["readings"] - len(read), read),
    ]


def summary(found: Sequence[Count]) -> list[str]:
    """A line a trial, then the tracebacks and the lost bytes: files that were torn, or answers that were not whole."""
    flaws = [line for count in found for line in count.flaws]
    traces = sum("Traceback" in line or "a bug in" in line or "Error: " in line for line in flaws)
    lost = sum("torn" in line or "neither old nor new" in line or "an answer" in line for line in flaws)
    lines = [f"{count.what:28} {count.withstood:7} of {count.tried:7}" for count in found]
    return [*lines, f"{'tracebacks':28} {traces:7}", f"{'lost bytes':28} {lost:7}"]
