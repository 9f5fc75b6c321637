"""How far a long work is: one line on stderr, on a terminal, when the work takes long, and gone at its end."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

PATIENCE = 1.0
"""Seconds that pass before anything is drawn."""
PAUSE = 0.1
CELLS = 30

Heard = Callable[[str, int, int], None]


class Line:
    """The line."""

    def __init__(self) -> None:
        self.due = monotonic() + PATIENCE
        self.drawn = ""

    def __call__(self, what: str, done: int, whole: int) -> None:
        """Hear what is being done, how much of it is done, and how much there is."""
        if monotonic() >= self.due:
            self.draw(pictured(what, done, whole))
            self.due = monotonic() + PAUSE

    def draw(self, text: str) -> None:
        """Put `text` over what stands there; no escape sequence, so that any terminal shows it."""
        sys.stderr.write(f"\r{text:{len(self.drawn)}}")
        sys.stderr.flush()
        self.drawn = text

    def clear(self) -> None:
        """Leave the line empty, with the cursor at its beginning."""
        if self.drawn:
            self.draw("")
            sys.stderr.write("\r")


def pictured(what: str, done: int, whole: int) -> str:
    """A word, a bar and a percentage; nothing to do is done, and so is more than there was to do."""
    part = min(done / whole, 1.0) if whole else 1.0
    full = int(part * CELLS)
    return f"{what:9} [{'#' * full}{'.' * (CELLS - full)}] {part:4.0%}"


@contextmanager
def shown() -> Iterator[Heard]:
    """What a long work is to call while the block runs."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda what, done, whole: None  # noqa: ARG005 (nobody looks)
        return
    line = Line()
    try:
        yield line
    finally:
        line.clear()
