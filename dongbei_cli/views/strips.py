"""When, as a picture in one line: points and spans on a scale of years."""

from collections.abc import Sequence
from itertools import chain

from dongbei_cli.readings import edtf

RAIL, POINT, FROM, TO, LINE, SINCE, UNTIL = "╌", "●", "├", "┤", "─", "▸", "◂"

SPANS = ("interval", "decade", "century")
"""What is drawn as long as it is."""


class Scale:
    """The whole years that some dates cover, on so many cells."""

    def __init__(self, dates: Sequence[str], cells: int) -> None:
        """`dates` are EDTF, at least one of which has a bound."""
        days = [day for day in chain.from_iterable(map(edtf.bounds, dates)) if day]
        self.first, self.last, self.cells = int(min(days)[:4]), int(max(days)[:4]), cells

    def heading(self) -> str:
        """The first and the last year at the ends of the rail; the year alone where all falls into one."""
        if self.first == self.last:
            return f"{self.first:04}{RAIL * (self.cells - 4)}"
        ends = f"{self.first:04}", f"{self.last:04}"
        return f"{ends[0]}{RAIL * (self.cells - 8)}{ends[1]}"

    def cell(self, day: str) -> int:
        """The cell that a day falls into."""
        return int((edtf.year(day) - self.first) / (self.last + 1 - self.first) * self.cells)

    def drawn(self, date: str) -> str:
        """A point for a date, however long it is, a span for an interval; an arrow on a side without a bound."""
        earliest, latest = edtf.bounds(date)
        start = self.cell(earliest) if earliest else 0
        end = self.cell(latest) if latest else self.cells - 1
        if earliest and latest:
            if edtf.parse(date).precision not in SPANS:
                end = start
            elif start == end:  # a span has two ends, and so two cells
                start, end = (start - 1, end) if end == self.cells - 1 else (start, end + 1)
        if start == end:
            strip = POINT if earliest and latest else SINCE if earliest else UNTIL
        else:
            strip = (FROM if earliest else UNTIL) + LINE * (end - start - 1) + (TO if latest else SINCE)
        return RAIL * start + strip + RAIL * (self.cells - 1 - end)
