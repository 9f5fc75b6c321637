"""Breaking Chinese and Latin text into lines of so many terminal cells.

No line begins with closing punctuation or ends with opening punctuation, and a number keeps its digits and its unit.
Nothing is dropped but the spaces at which a line breaks.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

OPENING = "“‘（《〈「『【〔([⌜"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
CLOSING = "、，。；：！？”’）》〉」』】〕]…,.;:!?)%％"
KEPT_BACK = CLOSING + "⁰¹²³⁴⁵⁶⁷⁸⁹·⁻"
"""What begins no line of a piece that has to be broken."""


@cache
def pattern() -> re.Pattern[str]:
    """A piece that stays together: white space, a reference ([第13段]), a date, a quantity, a word, a bar."""
    numerals = r"[0-9０-９][0-9０-９.,，~～–—/-]*(?:(?<=[0-9０-９])|(?<=[~～–—/-]))(?::[0-9]{2})*"
    day = (
        r"[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日"
        rf"|(?:[0-9]{{1,2}} )?(?:{MONTHS})(?: [0-9]{{4}})?(?![a-z])"
    )
    quantity = (
        rf"(?:[近约超逾上第]|nearly |about |over )?{numerals} ?"
        r"(?:[十百千万亿]*[元人年月日种份个次波极省区大成倍段页%％]?(?:百分点|周年)?"
        r"|(?:trillion|billion|million)(?: yuan)?)"
    )
    word = r"[!-'*-~]+"
    reference = r"\[[^\[\] ]{1,8}(?: [0-9]+)?\]"
    bar = "[█▏▎▍▌▋▊▉╌─├┤●◂▸]+"
    opening, closing = re.escape(OPENING), re.escape(CLOSING)
    piece = rf"(?:{reference}|[{opening}]*(?:{day}|{quantity}|{word}|{bar}|.))[{closing}]*"
    return re.compile(rf"(?P<space>[ \n]+)|{piece}", re.DOTALL)


def width(text: str) -> int:
    """Terminal cells that `text` takes: two for a wide character, none for a combining one."""
    return len(text) if text.isascii() else sum(map(cell_width, text))


@cache
def cell_width(character: str) -> int:
    """Cells of one character."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@cache
def seam() -> re.Pattern[str]:
    """Where a piece that is too wide for its line may be broken: after a dash in a word, at a space, after 年."""
    dashes = r"(?<=[a-z0-9][-/_&=?])(?=[a-z0-9])|(?<=[a-z]\.)(?=[a-z])"
    return re.compile(rf"{dashes}|(?<= )|(?<=[0-9][年月])(?=[0-9])", re.IGNORECASE)


def longest_piece(text: str) -> int:
    """Cells of the longest piece that must not be broken; 0 for no text."""
    found = (match.group() for match in pattern().finditer(text) if not match["space"])
    return max((width(bit.strip()) for piece in found for bit in seam().split(piece)), default=0)


def longest_whole(text: str) -> int:
    """Cells of the longest piece, were none broken; 0 for no text."""
    found = (match.group() for match in pattern().finditer(text) if not match["space"])
    return max((width(piece.strip()) for piece in found), default=0)


def line_offsets(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Start and end of each line of at most `room` cells; a piece wider than that is broken where it must be."""
    start = end = used = 0
    for match in pattern().finditer(text):
        piece = match.group()
        stop, size = match.start() + len(piece.rstrip()), width(piece)
        if match["space"] and "\n" in piece:
            yield start, end
            start = end = match.end()
            used = 0
        elif match["space"]:
            used += size
        elif used + width(piece.rstrip()) <= room:
            end, used = stop, used + size
        else:
            if end > start:
                yield start, end
            start = match.start()
            *whole, last = pieces(piece, room)
            for part in whole:
                yield start, start + len(part.rstrip())
                start += len(part)
            end, used = stop, width(last)
    yield start, end


def pieces(piece: str, room: int) -> list[str]:
    """A piece cut to `room`: at its seams where that is enough, else between characters."""
    parts, line = [], ""
    for bit in seam().split(piece):
        if width((line + bit).rstrip()) <= room:
            line += bit
            continue
        parts += [line] if line else []
        *whole, line = chopped(bit, room)
        parts += whole
    return [*parts, line]


def chopped(bit: str, room: int) -> list[str]:
    """`bit` between any two characters, at most `room` cells a line; before no closing mark where that can be."""
    lines = [""]
    for character in bit:
        if lines[-1] and width(lines[-1] + character) > room:
            taken = len(lines[-1])
            while taken > 1 and (lines[-1] + character)[taken] in KEPT_BACK:
                taken -= 1
            last, carried = lines[-1][:taken], lines[-1][taken:]
            fits = width(carried + character) <= room and (lines[-1] + character)[taken] not in KEPT_BACK
            lines[-1:] = [last, carried] if fits else [lines[-1], ""]
        lines[-1] += character
    return lines


def wrapped(text: str, room: int) -> list[str]:
    """The lines of `text`."""
    return [text[start:end] for start, end in line_offsets(text, room)]


def column_widths(least: list[int], wanted: list[int], room: int) -> list[int] | None:
    """Widths between `least` and `wanted` that fill at most `room`; None when not even the least fit.

    What is left over goes to the columns in proportion to what each still wants.
    """
    spare = room - sum(least)
    if spare < 0:
        return None
    wishes = [max(0, want - low) for low, want in zip(least, wanted, strict=True)]
    total = sum(wishes)
    if total <= spare:
        return [max(low, want) for low, want in zip(least, wanted, strict=True)]
    return [low + spare * wish // total for low, wish in zip(least, wishes, strict=True)]
