"""A drawn page as a person's eye goes over it: down a column, from line to line."""

from collections import defaultdict

from rich.cells import cell_len

GUTTER = 2
BLANK = " "


class Screen:
    """Lines of cells; a wide character takes two of them, of which the second is empty text."""

    def __init__(self, text: str) -> None:
        """Keep the lines of `text`, and where each character stands."""
        self.lines = text.split("\n")
        self.cells = [self.row(line) for line in self.lines]
        self.spots: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for y, row in enumerate(self.cells):
            for x, character in enumerate(row):
                if character.strip():
                    self.spots[character].append((y, x))

    @staticmethod
    def row(line: str) -> list[str]:
        """One line as cells."""
        cells: list[str] = []
        for character in line:
            cells += [character, *[""] * (cell_len(character) - 1)]
        return cells

    def shows(self, field: str) -> bool:
        """Whether every character of `field` that is not white space can be read on, line by line, in one column."""
        wanted = "".join(field.split())
        return not wanted or any(self.follows(wanted, y, x) for y, x in self.spots[wanted[0]])

    def follows(self, wanted: str, y: int, x: int) -> bool:
        """Whether `wanted` can be read from one spot on.

        A later line of it begins where the first one does, at the margin, or after blanks (cells set to the right).
        """
        read = self.length(wanted, y, x)
        if read == len(wanted):
            return True
        if not read or y + 1 >= len(self.cells):
            return False
        rest, row = wanted[read:], self.cells[y + 1]
        starts = [n for n, c in enumerate(row) if c == rest[0] and (n == x or not n or row[n - 1] == BLANK)]
        return any(self.follows(rest, y + 1, start) for start in starts)

    def length(self, wanted: str, y: int, x: int) -> int:
        """How many characters of `wanted` stand on one line from a spot on, up to a gutter; 0 if text goes on there."""
        row, read, blanks = self.cells[y], 0, 0
        for character in row[x:]:
            if read == len(wanted) or blanks == GUTTER:
                return read
            if not character:
                continue
            if character == BLANK:
                blanks += 1
            elif character == wanted[read]:
                read, blanks = read + 1, 0
            else:
                return 0
        return read
