"""Faults in data: values that are collected with their place, never raised.

A bad call is another family: see `errors`.
"""

from typing import NamedTuple


class Place(NamedTuple):
    """A spot in a text file; line and column count from 1, the column in code points."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One fault in a fact base; problems sort by place, so a list of them reads from the top of the file."""

    place: Place
    rule: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """The one line that an editor can jump to."""
        tail = f"; {self.hint}" if self.hint else ""
        return f"{self.place}: {self.rule}: {self.message}{tail}"


class Outcome(NamedTuple):
    """What one rule found in a base.

    How many things it proved, every problem in the order of the file, and how many things it takes on the curator's
    word. One that found nothing of its sort has none of the three.
    """

    rule: str
    proved: int
    problems: tuple[Problem, ...]
    curated: int = 0
