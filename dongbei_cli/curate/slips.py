"""The words in which PyYAML gives up, as one clear sentence with a place and a hint."""

import re
from typing import NamedTuple

QUOTE_IT = "put the whole value in double quotes"
CLOSE_IT = "close it on the same line"
BLOCK = ("yaml", "a value that begins with | or > must go on in the next line", QUOTE_IT)
NO_SPACE = ("no space after the colon", "write key: value, or quote what holds a colon")
WIDE_COLON = ("the colon is a full-width ：", "write an ASCII colon and a space")
SLIPS = (
    # words of PyYAML; whether the slip is where the thing begins or where PyYAML gave up; rule, message and hint
    ("maximum nesting depth", False, "yaml-depth", "too many levels", "write it flatter"),
    ("scanning an a", True, "yaml-anchor", "a value begins with & or *, a YAML anchor or alias", QUOTE_IT),
    (" tag", True, "yaml-tag", "a value begins with !, a YAML tag", QUOTE_IT),
    ("quoted scalar: found unexpected", True, "yaml", "the quote that opens here is never closed", CLOSE_IT),
    ("sequence entries", False, "yaml", "a list cannot begin here", "begin it on the next line, or quote the value"),
    ("mapping keys", False, "yaml", "a value cannot begin with {sign}", QUOTE_IT),
    ("cannot start any token", False, "yaml", "a value cannot begin with {sign}", QUOTE_IT),
    ("node content", False, "yaml", "{sign} where a value should be", f"write the value, or {QUOTE_IT}"),
    ("parsing a flow", True, "yaml", "the bracket {sign} is not closed, or a comma is missing", CLOSE_IT),
    ("scanning a block scalar", False, *BLOCK),
    ("plain scalar: found unexpected ':'", True, "yaml", *NO_SPACE),
    ("<document start>", False, "yaml", "this is outside the mapping of the file", "indent it like the first key"),
)


class Slip(NamedTuple):
    """What a curator did and how to mend it; `spot` is line and column, counted from 0 as PyYAML does."""

    spot: tuple[int, int]
    rule: str
    message: str
    hint: str


def explain(said: str, at: tuple[int, int], begun: tuple[int, int], lines: list[str]) -> Slip:
    """Return the slip behind what PyYAML said when it gave up at one spot, within a thing that begins at another."""
    for words, is_begun, rule, message, hint in SLIPS:
        if words in said:
            row, column = begun if is_begun else at
            sign = shown(lines[row][column : column + 1]) or "nothing"
            return Slip((row, column), rule, message.format(sign=sign), hint)
    if "quoted scalar" in said:
        return _bad_escape(at, lines[at[0]])
    if "could not find expected ':'" in said:
        hint = "write a key and a colon, or keep the value above on one line"
        why = bad_colon(lines[begun[0]][begun[1] :]) or ("this line is not a key: value", hint)
        return Slip(begun, "yaml", *why)
    if "mapping values" in said:
        return _misplaced_colon(at, lines)
    return Slip(at, *_misfit(lines[at[0]][: at[1]].rstrip(), lines[at[0]][at[1] : at[1] + 1]))


def shown(text: str) -> str:
    """Cut a text to what fits into a message, with the number of each character that does not print."""
    cut = text if len(text) <= 40 else f"{text[:40]}…"
    return "".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in cut)


def bad_colon(line: str) -> tuple[str, str] | None:
    """Return message and hint for the colon of a line in which YAML sees no key."""
    if re.match(r"(?:\s*- )*\s*[^\s:：]+：", line):
        return WIDE_COLON
    return NO_SPACE if re.match(r"(?:\s*- )*\s*[^\s:]+:[^\s/]", line) else None


def _bad_escape(at: tuple[int, int], line: str) -> Slip:
    column = max(0, line.rfind("\\", 0, at[1] + 1))
    escape = re.match(r"\\[xuU][0-9a-fA-F]*|.{,2}", line[column:])
    message = f"the escape {shown(escape[0]) if escape else ''} means no character"
    return Slip((at[0], column), "yaml", message, "write the character itself, and \\\\ for a backslash")


def _misplaced_colon(at: tuple[int, int], lines: list[str]) -> Slip:
    """Return the slip of a second colon in a line, or of a key below a line that has a value or no good colon."""
    before, above = lines[at[0]][: at[1]].rstrip(), lines[at[0] - 1] if at[0] else ""
    if ": " in before or before.endswith(("'", '"')):
        return Slip(at, "yaml", "a colon inside a value", QUOTE_IT)
    if why := bad_colon(above):
        return Slip((at[0] - 1, len(above) - len(above.lstrip(" -"))), "yaml", *why)
    return Slip(at, "yaml", "a key below a line that already has a value", "indent it like the keys above")


def _misfit(before: str, sign: str) -> tuple[str, str, str]:
    """Return what is wrong with a sign that is neither the next key nor the next item."""
    if sign and sign in "]}:":
        return "yaml", f"{sign} has nothing before it that it belongs to", f"delete it, or {QUOTE_IT}"
    if before.endswith(("'", '"', "]", "}")):
        hint = 'put the whole value in double quotes, and write \\" for a quote in it'
        return "yaml", f"text after the closing {before[-1]}", hint
    return "yaml", "the indentation fits no line above", "keys are under keys, and dashes under dashes"
