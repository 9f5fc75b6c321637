"""The parser of PyYAML that is there, and the stream that it reads; where the two parsers differ, it is mended here."""

from itertools import count as count_from
from typing import Any

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

from dongbei_cli.yamlnodes.plaintext import Source

MAX_SILENCE = 4 << 20  # characters without a key or a value: a quote left open would take the whole file into memory


class PythonLoader(yaml.SafeLoader):
    """The parser of PyYAML for where libyaml is missing, made to read what libyaml reads."""

    def scan_plain(self) -> Any:
        """Go on after a question mark between brackets; refuse `[a:]` and `[a:?b]`."""
        token = super().scan_plain()
        while self.flow_level and self.peek() == "?" and self.line == token.end_mark.line:
            head = token.value + " " * (self.index - token.end_mark.index) + "?"
            self.forward()
            token = self._glued(head, token.start_mark)
        if self.flow_level and (":?" in token.value or (self.peek() == ":" and self.peek(1) in ",[]{}")):
            mark = self.get_mark()
            raise ScannerError("while scanning a plain scalar", token.start_mark, "found unexpected ':'", mark)
        return token

    def _glued(self, head: str, start: Any) -> ScalarToken:
        end = self.get_mark()
        blanks = next(count for count in count_from(0) if self.peek(count) != " ")
        self.forward(blanks)
        rest = super().scan_plain()
        if not rest.value:
            return ScalarToken(head, True, start, end)
        return ScalarToken(head + " " * blanks + rest.value, True, start, rest.end_mark)

    def scan_tag(self) -> Any:
        """Refuse the signs that libyaml allows only in `!<...>`."""
        token = super().scan_tag()
        handle, suffix = token.value
        if handle is not None and any(sign in ",[]" for sign in suffix):
            raise ScannerError("while scanning a tag", token.start_mark, "found a flow sign", token.start_mark)
        return token


LOADER: Any = getattr(yaml, "CSafeLoader", PythonLoader)


class Stream:
    """What a PyYAML parser reads: a Source that dries up when too much of it passes without a single event."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.event: Any = None  # the last one parsed
        self.silence_after: Any = None
        self.silence = 0
        self.overrun = False

    def read(self, _size: int) -> str:
        """The next chunk, of any length."""
        if self.event is not self.silence_after:
            self.silence_after, self.silence = self.event, 0
        self.overrun = self.overrun or self.silence > MAX_SILENCE
        text = "" if self.overrun else self.source.chunk()
        self.silence += len(text)
        return self._undirected(text) if "\n%" in text or text[:1] == "%" else text

    def _undirected(self, text: str) -> str:
        """Refuse directives, on which the parsers differ, and make comments of them."""
        first, offset, _ = self.source.recent[-1]
        for row, line in enumerate(text.split("\n"), first):
            if line[:1] == "%" and not (offset and row == first):
                self.source.findings.add((row, 0), "yaml-directive", "a line begins with %", "delete the line")
        return text.replace("\n%", "\n#") if offset else ("\n" + text).replace("\n%", "\n#")[1:]
