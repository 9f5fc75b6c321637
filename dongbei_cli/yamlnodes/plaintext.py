"""Bytes -> clean text: UTF-8, LF or CRLF, no tab and no character that cannot be seen; every fault with its place.

Knows nothing of YAML but one thing: its escapes that stand for no character are refused here, with the rest.
"""

import codecs
import re
from collections import deque
from collections.abc import Callable
from functools import cache
from typing import BinaryIO

from dongbei_cli.problems import Place, Problem

MAX_PROBLEMS = 1000
CHUNK = 64 << 10
# A class of a few ranges is searched ten times faster: most text is nothing else.
VISIBLE = re.compile("[\n -~\xa1-\xac\xae-\u024f\u2010-\u2027\u3000-\u3163\u3165-\uabff\uf900-\ufaff\uff00-\uff9f]*")
_BAD_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*(\\(?:(?:u|U0000)[dD][89a-fA-F][0-9a-fA-F]{2}|U(?!000|0010)[0-9a-fA-F]{8}))")
_WIDE_UNIT = ((False, True, False, True), (True, False, True, False), (False, True, True, True), (True,) * 3 + (False,))


@cache  # compiling this class takes longer than reading a sound file with the short one above
def invisible() -> re.Pattern[str]:
    """A run of one character that cannot be seen, told from a plain space, or trusted to stay; group 1 is one of it."""
    ranges = (
        "([\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
        "\u205f-\u206f\u2800\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff\U0001bca0-\U0001bca3"
        "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
        + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17))
        + "])\\1*"
    )
    return re.compile(ranges)


def named(character: str) -> str:
    """A character by its number, and by its Unicode name where it has one: U+200B ZERO WIDTH SPACE."""
    import unicodedata

    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def shown(text: str, limit: int = 40) -> str:
    """Text fit for one line of a message: what cannot be seen as U+XXXX, the end cut at `limit` characters."""
    cut = text if len(text) <= limit else text[:limit] + "…"
    return invisible().sub(lambda run: f"U+{ord(run[1]):04X}", cut.replace("\n", "U+000A"))


class Findings:
    """The problems of one file, at most MAX_PROBLEMS; lines and columns arrive counted from 0.

    `damaged` are the lines whose characters were refused, `undecoded` the place of the first byte that is not UTF-8.
    """

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems
        self.count = 0
        self.damaged: set[int] = set()
        self.undecoded: tuple[int, int] | None = None

    @property
    def full(self) -> bool:
        """Whether one more problem would be dropped."""
        return self.count >= MAX_PROBLEMS

    def add(self, spot: tuple[int, int], rule: str, message: str, hint: str) -> None:
        """One more problem; the last that fits says that there are more."""
        self.count += 1
        if self.count == MAX_PROBLEMS:
            rule, message, hint = "yaml-too-many", f"more than {MAX_PROBLEMS} problems", "mend the others first"
        if self.count <= MAX_PROBLEMS:
            self.problems.append(Problem(Place(self.file, spot[0] + 1, spot[1] + 1), rule, message, hint))

    def character(self, spot: tuple[int, int], match: re.Match[str]) -> None:
        """A run of one refused character; bytes that are not UTF-8 arrive as surrogates, and only the first is told."""
        found = match[0]
        if "\udc80" <= found[0] <= "\udcff":
            self._byte(spot, ord(found[0]) - 0xDC00)
        elif found[0] == "\t":
            self.add(spot, "yaml-tab", "a tab", "write spaces")
        elif found[0] == "\r":
            self.add(spot, "yaml-invisible", "a carriage return without a line feed", "save with LF or CRLF line ends")
        elif found[0] == "\ufffd":
            self.add(spot, "yaml-invisible", f"{named(found[0])}: a character was lost here", "write it again")
        else:
            times = f" ({len(found)} times)" if len(found) > 1 else ""
            hint = "write a plain space" if found[0].isspace() and found[0] > "\x85" else "delete it"
            self.add(spot, "yaml-invisible", f"the invisible character {named(found[0])}{times}", hint)

    def escape(self, spot: tuple[int, int], match: re.Match[str]) -> None:
        """An escape whose number is half of a surrogate pair, or too large."""
        self.add(spot, "yaml-invisible", f"the escape {match[1]} stands for no character", "write the character itself")

    def _byte(self, spot: tuple[int, int], byte: int) -> None:
        if self.undecoded is None:
            self.undecoded = spot
            self.add(spot, "yaml-encoding", f"the byte 0x{byte:02X} is not UTF-8 here", "save the file as UTF-8")


class Source:
    """A binary stream as clean text, in chunks; what is refused is reported and replaced at the same length.

    So columns stay right, and a parser can go on to find more. The last chunks are kept for `line`.
    """

    def __init__(self, stream: BinaryIO, findings: Findings) -> None:
        self.stream, self.findings = stream, findings
        self.decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self.rest = ""
        self.started = self.ended = self.foreign = False
        self.row = self.offset = 0
        self.recent: deque[tuple[int, int, str]] = deque(maxlen=3)

    def chunk(self) -> str:
        """The next lines, always whole unless longer than CHUNK; empty at the end."""
        while not self.ended:
            data = self.stream.read(CHUNK)
            self.ended = not data or self._is_foreign(data)
            text = self.rest + self.decoder.decode(b"" if self.foreign else data, self.ended)
            if self.ended and text and text[-1] != "\n":
                text += "\n"  # parsers disagree on where a last line without an end ends
            cut = len(text) if self.ended else text.rfind("\n") + 1 or max(0, len(text) - CHUNK)
            self.rest = text[cut:]
            if cut:
                return self._checked(text[:cut])
        return ""

    def line(self, row: int) -> str:
        """The text of a line of the last chunks, row from 0; empty when it is gone or longer than a chunk."""
        for first, offset, text in self.recent:
            if first <= row < first + text.count("\n") and not (offset and row == first):
                return text.split("\n")[row - first]
        return ""

    def _is_foreign(self, data: bytes) -> bool:
        """Whether the file begins as UTF-16 or UTF-32, with or without a byte order mark."""
        if not self.started:
            self.started = True
            bom = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
            self.foreign = bom or tuple(byte == 0 for byte in data[:4]) in _WIDE_UNIT
            if self.foreign:
                self.findings.add((0, 0), "yaml-encoding", "the file is UTF-16 or UTF-32", "save the file as UTF-8")
        return self.foreign

    def _checked(self, text: str) -> str:
        if self.row == self.offset == 0:
            text = text.removeprefix("\ufeff")
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        if not VISIBLE.fullmatch(text) and invisible().search(text):
            text = self._mended(text, invisible(), self.findings.character)
        if "\\" in text:
            text = self._mended(text, _BAD_ESCAPE, self.findings.escape)
        self.recent.append((self.row, self.offset, text))
        lines = text.count("\n")
        self.row += lines
        self.offset = len(text) - text.rfind("\n") - 1 + (0 if lines else self.offset)
        return text

    def _mended(
        self, text: str, pattern: re.Pattern[str], report: Callable[[tuple[int, int], re.Match[str]], None]
    ) -> str:
        """The text with U+FFFD, or a space for white space, wherever `pattern` stands; each one reported."""
        for row, line in enumerate(text.split("\n"), self.row):
            if self.findings.full:
                break
            before = self.offset if row == self.row else 0
            for match in pattern.finditer(line):
                self.findings.damaged.add(row)
                report((row, before + match.start(1)), match)
        return pattern.sub(lambda match: (" " if match[0][0] in "\t\r" else "\ufffd") * len(match[0]), text)
