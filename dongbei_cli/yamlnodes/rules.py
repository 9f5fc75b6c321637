"""What YAML allows in a value and a fact base does not: anchors, tags, hidden escapes, line breaks.

Each fault is reported and reading goes on. What YAML itself refuses is in `slips`.
"""

import re
from collections.abc import Sequence
from typing import Any

from dongbei_cli.yamlnodes.plaintext import Findings, invisible, named, shown
from dongbei_cli.yamlnodes.slips import QUOTE_IT, Lines, SlipError

_CHINESE = "\u2014\u2018-\u201d\u2026\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"


class Rules:
    """The rules over the events of one file; `line` gives the text of a line that was just read."""

    def __init__(self, findings: Findings, line: Lines) -> None:
        self.findings, self.line = findings, line

    def properties(self, event: Any) -> None:
        """A node has no anchor and no tag."""
        if event.anchor is not None:
            self._refuse(event, "yaml-anchor", f"the YAML anchor &{shown(event.anchor)}", "delete it")
        if event.tag is not None:
            tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
            hint = "delete it; put a value that begins with ! in double quotes"
            self._refuse(event, "yaml-tag", f"the YAML tag {tag}", hint)

    def scalar(self, event: Any) -> None:
        """A value is one line of visible characters, and no line break became a space inside Chinese text."""
        if event.style and event.style in "|>":
            self._header(event)
        self.properties(event)
        if "\n" in event.value:
            self._refuse(event, "yaml-newline", "the value runs over more than one line", "write it on one line")
            return
        one_line = event.start_mark.line == event.end_mark.line
        if event.style == '"' and not (
            one_line and event.end_mark.column - event.start_mark.column == len(event.value) + 2
        ):
            self._escapes(event)
        if not one_line:
            self._fold(event)

    def _escapes(self, event: Any) -> None:
        """Refuse an invisible character that was written as an escape, and so never stood in the text."""
        # U+FFFD stands for what has been reported where it was read.
        found = invisible().search(event.value.replace("\ufffd", ""))
        if found:
            message = f"an escape makes the invisible character {named(found[1])}"
            self._refuse(event, "yaml-invisible", message, "delete the escape")

    def _fold(self, event: Any) -> None:
        last = event.end_mark.line - (event.end_mark.column == 0)
        lines = [self.line(row) for row in range(event.start_mark.line, last + 1)]
        fold, text = (" *\n *", "\n".join(lines)) if all(lines) else (" ", event.value)
        found = re.search(f"([{_CHINESE}]){fold}([{_CHINESE}])", text)
        if found:
            message = f"the line break puts a space between {found[1]} and {found[2]}"
            self._refuse(event, "yaml-folded", message, "write the value on one line")
        elif event.style in ("'", '"'):
            self._swallowed(event, lines)

    def _swallowed(self, event: Any, lines: Sequence[str]) -> None:
        """A quote closed too late has taken in a key; where text follows it, the parser itself refuses it."""
        key = re.search(r"\n *(?:- )?([a-z_0-9]+):(?: |$)", "\n".join(lines))
        if key and re.fullmatch(r" *(?:#.*)?", lines[-1][event.end_mark.column :]):
            message = f"the quoted value runs on over a line that begins with {key[1]}:"
            self._refuse(event, "yaml-folded", message, "close the quote on its own line")

    def _header(self, event: Any) -> None:
        """Nothing stands right behind | or >; on a comment there the parsers differ."""
        row, column = event.start_mark.line, event.start_mark.column
        if self.line(row)[column:].lstrip("|>+-0123456789").startswith("#"):
            spot = (row, self.line(row).index("#", column))
            raise SlipError(spot, "a value that begins with | or > must go on in the next line", QUOTE_IT)

    def _refuse(self, event: Any, rule: str, message: str, hint: str) -> None:
        self.findings.add((event.start_mark.line, event.start_mark.column), rule, message, hint)
