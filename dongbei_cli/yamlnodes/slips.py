"""The words in which a YAML parser gives up -> one clear sentence with a place and a hint.

Both parsers of PyYAML say the same of the same slip, in different words and now and then a column apart.
"""

import re
from collections.abc import Callable
from typing import Any

from dongbei_cli.yamlnodes.plaintext import shown

Spot = tuple[int, int]
Lines = Callable[[int], str]
QUOTE_IT = "put the whole value in double quotes"


class SlipError(Exception):
    """A fault after which nothing more can be parsed; `spot` is line and column, counted from 0."""

    def __init__(self, spot: Spot, message: str, hint: str, rule: str = "yaml") -> None:
        super().__init__(message)
        self.spot, self.message, self.hint, self.rule = spot, message, hint, rule


def explained(error: Any, line: Lines) -> SlipError:
    """The slip behind a MarkedYAMLError; `line` gives the text of a line, or nothing."""
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark is not None]
    spots = [(mark.line, mark.column) for mark in marks] or [(0, 0)]
    said = f"{error.context or ''}: {error.problem or ''}"
    for words, answer in _ANSWERS:
        if words in said:
            return answer(spots[0], spots[-1], line)
    return SlipError(spots[0], "this is not YAML as it is written here", "compare it with the lines above")


def colonless(text: str) -> tuple[str, str] | None:
    """What is wrong with a line whose key has no colon that counts, and how to mend it."""
    if re.match(r"(?:\s*- )*\s*[^\s:：]+：", text):
        return "the colon is a full-width ：", "write an ASCII colon and a space"
    if re.match(r"(?:\s*- )*\s*[^\s:]+:[^\s/]", text):
        return "no space after the colon", "write key: value"
    return None


def _anchor(_at: Spot, begun: Spot, _line: Lines) -> SlipError:
    return SlipError(begun, "a value begins with & or *, a YAML anchor or alias", QUOTE_IT, "yaml-anchor")


def _tag(_at: Spot, begun: Spot, _line: Lines) -> SlipError:
    return SlipError(begun, "a value begins with !, a YAML tag", QUOTE_IT, "yaml-tag")


def _unclosed(_at: Spot, begun: Spot, _line: Lines) -> SlipError:
    return SlipError(begun, "the quote that opens here is never closed", "close it on the same line")


def _escape(at: Spot, _begun: Spot, line: Lines) -> SlipError:
    text = line(at[0])
    start = max(0, text.rfind("\\", 0, at[1] + 1))
    message = f"{shown(text[start : start + 2]) or 'this'} is no escape of a double-quoted value"
    return SlipError((at[0], start), message, "write \\\\ for a backslash, or use single quotes")


def _keyless(_at: Spot, begun: Spot, line: Lines) -> SlipError:
    """A line that should be `key: value` and has no colon that counts."""
    hint = "write a key and a colon, or keep the value above on one line"
    return SlipError(begun, *(colonless(line(begun[0])[begun[1] :]) or ("this line is not a key: value", hint)))


def _colon(at: Spot, _begun: Spot, line: Lines) -> SlipError:
    """A second colon in a line, or a key below a line that has its value, or that has no colon that counts."""
    before = line(at[0])[: at[1]].rstrip()
    if ": " in before or before[-1:] in ("'", '"'):
        return SlipError(at, "a colon inside a value", QUOTE_IT)
    above = line(at[0] - 1) if at[0] else ""
    if why := colonless(above):
        return SlipError((at[0] - 1, len(above) - len(above.lstrip(" -"))), *why)
    return SlipError(at, "a key below a line that already has a value", "indent it like the keys above")


def _dash(at: Spot, _begun: Spot, _line: Lines) -> SlipError:
    return SlipError(
        at, "a list cannot begin here", "begin it on the next line, or quote a value that begins with a dash"
    )


def _question(at: Spot, _begun: Spot, _line: Lines) -> SlipError:
    return SlipError(at, "a value begins with a question mark and a space", QUOTE_IT)


def _character(at: Spot, _begun: Spot, line: Lines) -> SlipError:
    return SlipError(at, f"a value cannot begin with {shown(line(at[0])[at[1] : at[1] + 1])}", QUOTE_IT)


def _bracket(_at: Spot, begun: Spot, line: Lines) -> SlipError:
    sign = line(begun[0])[begun[1] : begun[1] + 1]
    return SlipError(begun, f"the bracket {sign} is not closed, or a comma is missing", "close it on the same line")


def _content(at: Spot, _begun: Spot, line: Lines) -> SlipError:
    sign = line(at[0])[at[1] : at[1] + 1]
    message = f"{sign} where a value should stand" if sign else "a value is missing here"
    return SlipError(at, message, "write the value; put it in double quotes if it begins with a sign")


def _block(at: Spot, _begun: Spot, _line: Lines) -> SlipError:
    return SlipError(at, "a value that begins with | or > must go on in the next line", QUOTE_IT)


def _bare_colon(_at: Spot, begun: Spot, _line: Lines) -> SlipError:
    return SlipError(begun, "no space after the colon", "write key: value, or quote what holds a colon")


def _misfit(at: Spot, _begun: Spot, line: Lines) -> SlipError:
    """Something that is neither the next key nor the next item."""
    before, sign = line(at[0])[: at[1]].rstrip(), line(at[0])[at[1] : at[1] + 1]
    if sign and sign in "]}":
        return SlipError(at, f"the bracket {sign} closes nothing", "delete it, or put the whole value in double quotes")
    if before[-1:] in ("'", '"'):
        return SlipError(at, "text after the closing quote", 'write \\" for a quote inside double quotes')
    if before[-1:] in ("]", "}"):
        return SlipError(at, "text after the closing bracket", QUOTE_IT)
    if sign == ":":
        return SlipError(at, "a colon without a key", "write a key before it")
    return SlipError(at, "the indentation fits no line above", "keys stand under keys, and dashes under dashes")


def _deep(at: Spot, _begun: Spot, _line: Lines) -> SlipError:
    return SlipError(at, "too many levels", "write it flatter", "yaml-depth")


def _after(at: Spot, _begun: Spot, _line: Lines) -> SlipError:
    return SlipError(
        at, "this stands outside the mapping that the file holds", "indent it like the first key of the file"
    )


# The first words that occur in what the parser said decide.
_ANSWERS: tuple[tuple[str, Callable[[Spot, Spot, Lines], SlipError]], ...] = (
    ("maximum nesting depth", _deep),
    ("scanning an anchor", _anchor),
    ("scanning an alias", _anchor),
    ("ing a tag", _tag),
    ("undefined tag handle", _tag),
    ("quoted scalar: found unexpected", _unclosed),
    ("quoted scalar", _escape),
    ("could not find expected ':'", _keyless),
    ("mapping values are not allowed", _colon),
    ("sequence entries are not allowed", _dash),
    ("mapping keys are not allowed", _question),
    ("cannot start any token", _character),
    ("parsing a flow mapping", _bracket),
    ("parsing a flow sequence", _bracket),
    ("node content", _content),
    ("scanning a block scalar", _block),
    ("plain scalar: found unexpected ':'", _bare_colon),
    ("<document start>", _after),
    ("parsing a block", _misfit),
)
