"""Break Chinese and Latin text into lines of so many terminal cells.

No line begins with closing punctuation or ends with opening punctuation; a number keeps its digits, its qualifier and
its unit. Ids and addresses are never broken, however long. Nothing is lost but the spaces at which a line breaks.
"""

import re
from collections.abc import Iterator
from functools import cache

from rich.cells import cell_len, chop_cells
from rich.text import Text

OPENING = "“‘（《〈「『【〔([⌜"
CLOSING = "、，。；：！？”’）》〉」』】〕]…,.;:!?)%％⌟⁰¹²³⁴⁵⁶⁷⁸⁹·⁻●*"


@cache
def pieces() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a piece that stays together, of an id or address, and of a seam of a long piece."""
    digits = r"[0-9０-９](?:[.,，:：~～–—/-]?[0-9０-９])*"
    counted = "[十百千万亿]*(?:个百分点|百分点|周年|[元人年月日种份个次波极省区大成倍段页％])?"
    measured = "(?: (?:trillion|billion|million)(?: yuan| people)?|%)"
    number = rf"(?:nearly |about |over |[近约超逾上第¶+−])?{digits}(?:{measured}|{counted}(?:[0-9]+[月日]){{0,2}})"
    day = r"[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}|[A-Z][a-z]+ [0-9]{4}"
    word = r"[!-~À-ɏ]+(?:’[a-z]+)*"
    bar = "[█▏▎▍▌▋▊▉░▒]+"
    opening, closing = re.escape(OPENING), re.escape(CLOSING)
    whole = rf"[{opening}]*(?:{day}|(?<![0-9A-Za-z-]){number}|{word}|{bar}|.)[{closing}]*"
    fixed = r"[\[(]?(?:https?://\S+|[a-z0-9]+(?:-[a-z0-9]+)+)[\])，,.;:]*"
    seam = r"(?<=[-/_&=?])(?=\w)|(?<= )|(?<=[年月])(?=[0-9])"
    return re.compile(rf"(?P<gap>[ \n]+)|{whole}", re.DOTALL), re.compile(fixed), re.compile(seam)


def wrap(text: Text, width: int) -> Text:
    """Return the text with its lines broken at `width` cells; its styles stay."""
    return Text("\n").join(lines(text, width))


def lines(text: Text, width: int) -> list[Text]:
    """Return the lines of the text, at most `width` cells each."""
    offsets = [offset for line in offsets_of_lines(text.plain, width) for offset in line]
    return list(text.divide(offsets)[1::2])


def longest_piece(text: str) -> int:
    """Return the cells of the longest id or address in the text; 0 where there is none."""
    pattern, fixed, _ = pieces()
    found = (match.group() for match in pattern.finditer(text))
    return max((cell_len(piece) for piece in found if fixed.fullmatch(piece)), default=0)


def offsets_of_lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends."""
    start = end = used = 0
    for match in pieces()[0].finditer(text):
        piece, size = match.group(), cell_len(match.group())
        if match["gap"]:
            used += size
            for at, character in enumerate(piece, match.start() + 1):
                if character == "\n":
                    yield start, end
                    start, end, used = at, at, match.end() - at
        elif used + size <= width:
            used, end = used + size, match.end()
        else:
            if end > start:
                yield start, end
            start = match.start()
            *whole, last = chopped(piece, width)
            for part in whole:
                yield start, start + len(part)
                start += len(part)
            used, end = cell_len(last), match.end()
    yield start, end


def chopped(piece: str, width: int) -> list[str]:
    """Cut a piece that is wider than a line, at a seam where it has one; an id or address stays whole."""
    _, fixed, seam = pieces()
    if cell_len(piece) <= width or fixed.fullmatch(piece):
        return [piece]
    parts = []
    while cell_len(head := piece[: 4 * width]) > width:
        fits = len(chop_cells(head, width)[0]) or 1
        seams = [match.start() for match in seam.finditer(head[: fits + 1]) if 0 < match.start() <= fits]
        whole = next((at for at in range(min(fits, len(head) - 1), 0, -1) if head[at] not in CLOSING), fits)
        cut = seams[-1] if seams else whole
        parts.append(piece[:cut])
        piece = piece[cut:]
    return [*parts, piece] if piece else parts
