"""YAML text as strings, lists and mappings, each with its line and column.

Every value stays the string that was written; what it means is not decided here. What YAML allows and a fact base does
not (anchors, tags, tabs, invisible characters, duplicate keys ...) becomes a problem with its place.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from dongbei_cli import files
from dongbei_cli.errors import Message, Place, Problem, UnusableBaseError
from dongbei_cli.readings import rows

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_LEVELS = 24
CHINESE = "\u2014\u2018-\u201d\u2026\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"
LOOKS_EMPTY = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\ufffd"
"""Characters that cannot be seen, though Unicode sorts them with letters and symbols."""
SLIPS = Path(__file__).with_name("words") / "slips.tsv"


class Scalar(NamedTuple):
    """A string, its quotes and escapes undone; the empty value of a key has the place of the key."""

    text: str
    line: int
    column: int


class Sequence(NamedTuple):
    """A list, at the place of its first dash or of its bracket."""

    items: "list[Node]"
    line: int
    column: int


class Mapping(NamedTuple):
    """Values by key in the order of the file, and the place of each key."""

    values: "dict[str, Node]"
    keys: dict[str, tuple[int, int]]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


def read(path: Path) -> tuple[Mapping | None, list[Problem]]:
    """Parse a file; one that cannot be read or is no plain file raises UnusableBaseError."""
    try:
        files.demand(path)
        return parse(path.read_bytes(), str(path))
    except OSError as fault:
        raise UnusableBaseError("{path} {reason}", path=path, reason=files.reason(fault)) from fault


def parse(text: bytes, name: str) -> tuple[Mapping | None, list[Problem]]:
    """Return the mapping that a file holds, None after a fault of syntax, and all problems in the order of the file."""
    reader = _Reader(name)
    root = reader.read(text)
    return root, sorted(reader.problems)


def plain(node: Node) -> Any:
    """Return the strings, lists and dicts of a node, without places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.values.items()}


def place(node: Node, *path: str | int) -> tuple[int, int]:
    """Return line and column of the deepest node that exists along a path of keys and list indexes."""
    for step in path:
        if isinstance(node, Mapping) and step in node.values:
            node = node.values[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            break
    return node.line, node.column


def last_line(node: Node) -> int:
    """Return the line on which the last value of a node begins."""
    inner = node.items if isinstance(node, Sequence) else node.values.values() if isinstance(node, Mapping) else ()
    return max([node.line, *map(last_line, inner)])


class _SlipError(Exception):
    """A slip after which nothing more can be read: its line and column, counted from 0, its rule, message and hint."""


class _Reader:
    """One pass over the events of PyYAML, from which come the nodes of one file and its problems.

    `yaml.compose` would hide where aliases are, forget what was read before a fault, and recurse as deep as the file.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.lines: list[str] = []
        self.characters: set[str] = set()
        self.events: Iterator[Any] = iter(())
        self.quote: Any = None  # the last quoted value of more than one line
        self.row = 0

    def read(self, data: bytes) -> Mapping | None:
        """Return the mapping that a file holds, or None after a fault."""
        damaged: set[int] = set()
        try:
            text = self._clean(_decode(data))
            damaged = {problem.place.line - 1 for problem in self.problems}
            self.lines, self.characters = text.split("\n"), set(text)
            self.events = yaml.parse(text if text.endswith("\n") else f"{text}\n", Loader=LOADER)
            root = self._document()
            if not self.problems and not text.endswith("\n"):
                message = "the last line does not end; the file may have been cut"
                hint = "restore the end of the file, or add a line feed if nothing is missing"
                self._add((len(self.lines) - 1, 0), "file-cut", message, hint)
            return root
        except _SlipError as error:
            slip = error
        except yaml.MarkedYAMLError as error:
            slip = self._explained(error)
        except (yaml.YAMLError, ValueError, OverflowError):
            slip = _SlipError((self.row, 0), "yaml", "this is not YAML", "compare it with the lines above")
        (row, _), rule, *_ = slip.args
        if rule != "yaml" or row not in damaged:  # a refused character may be the cause
            self._add(*slip.args)
        return None

    def _add(self, spot: tuple[int, int], rule: str, message: str, hint: str, **values: object) -> None:
        place = Place(self.name, spot[0] + 1, spot[1] + 1)
        self.problems.append(Problem(place, rule, Message(message, **values), hint))

    def _clean(self, text: str) -> str:
        """Report invisible characters, and replace them at equal length so that parsing can go on."""
        refused = [f"{re.escape(character)}+" for character in filter(is_invisible, set(text))]
        if not refused:
            return text
        pattern = re.compile("|".join(refused))
        for row, line in enumerate(text.split("\n")):
            for run in pattern.finditer(line):
                spot, sign = (row, run.start()), run[0][0]
                if sign == "\t":
                    self._add(spot, "yaml-tab", "a tab", "write spaces")
                    continue
                hint = "write a plain space" if unicodedata.category(sign) == "Zs" else "delete it"
                self._add(spot, "yaml-invisible", "the invisible character {character}", hint, character=_named(sign))
        return pattern.sub(lambda run: (" " if run[0][0] in "\t\r" else "\ufffd") * len(run[0]), text)

    def _document(self) -> Mapping:
        next(self.events)
        event = next(self.events)
        root = None if isinstance(event, yaml.StreamEndEvent) else self._node(next(self.events), 1)
        if root is None or (isinstance(root, Scalar) and not root.text):
            raise _SlipError((0, 0), "yaml-empty", "the file holds nothing", "write at least one section")
        if not isinstance(root, Mapping):
            message, hint = "the file does not hold keys and values", "write a key, a colon and a space, then the value"
            raise _SlipError((root.line - 1, root.column - 1), "yaml-not-mapping", message, hint)
        next(self.events)
        if isinstance(event := next(self.events), yaml.DocumentStartEvent):
            message, hint = "a second document begins", "keep one, and no line of ---"
            raise _SlipError(_spot(event), "yaml-many-documents", message, hint)
        return root

    def _node(self, event: Any, level: int) -> Node:
        self.row, column = spot = _spot(event)
        place = self.row + 1, column + 1
        if isinstance(event, yaml.AliasEvent):
            alias = f"*{event.anchor}"
            self._add(spot, "yaml-anchor", "the YAML alias {alias}", "repeat what it refers to", alias=_shown(alias))
            return Scalar(alias, *place)
        if event.anchor is not None:
            self._add(spot, "yaml-anchor", "the YAML anchor &{anchor}", "delete it", anchor=_shown(event.anchor))
        if event.tag is not None:
            tag = _shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
            hint = "delete it, or quote a value that begins with !"
            self._add(spot, "yaml-tag", "the YAML tag {tag}", hint, tag=tag)
        if isinstance(event, yaml.ScalarEvent):
            self._check_scalar(event)
            return Scalar(event.value, *place)
        if level > MAX_LEVELS:
            message = Message("more than {most} levels", most=MAX_LEVELS)
            raise _SlipError(spot, "yaml-depth", message, "write it flatter")
        if isinstance(event, yaml.SequenceStartEvent):
            inner = takewhile(lambda each: not isinstance(each, yaml.SequenceEndEvent), self.events)
            return Sequence([self._node(each, level + 1) for each in inner], *place)
        return self._filled(Mapping({}, {}, *place), level + 1)

    def _filled(self, mapping: Mapping, level: int) -> Mapping:
        while not isinstance(begun := next(self.events), yaml.MappingEndEvent):
            key, spot = self._node(begun, level), _spot(begun)
            following = next(self.events)
            value = self._node(following, level)
            if not isinstance(key, Scalar):
                self._add(spot, "yaml-complex-key", "a key is a list or a mapping", "write a plain word")
            elif not key.text:
                self._add(spot, "yaml-complex-key", "a key is missing before the colon", "write one")
            elif key.text == "<<":
                self._add(spot, "yaml-merge-key", "the YAML merge key <<", "repeat the keys it would bring in")
            elif known := mapping.keys.get(key.text):
                message, hint = "the key {key} is already at {line}:{column}", "keep one of the two"
                named = {"key": _shown(key.text), "line": known[0], "column": known[1]}
                self._add(spot, "yaml-duplicate-key", message, hint, **named)
            else:
                is_empty = isinstance(value, Scalar) and not value.text and not following.style
                mapping.values[key.text] = key._replace(text="") if is_empty else value
                mapping.keys[key.text] = (key.line, key.column)
        return mapping

    def _check_scalar(self, event: Any) -> None:
        """Refuse what YAML would do to the written text: keep or fold line breaks, or make what cannot be seen."""
        spot, start, end = _spot(event), event.start_mark.line, event.end_mark
        if event.style in ("'", '"') and start != end.line:
            self.quote = event
        lines = self.lines[start : end.line + (end.column > 0)] if start != end.line else [""]
        written = "\n".join(lines)
        key = re.search(r"\n *(?:- )?([a-z_0-9]+):(?: |$)", written) if event is self.quote else None
        if "\n" in event.value:
            self._add(spot, "yaml-newline", "the value runs over more than one line", "write it on one line")
        elif escaped := sorted(filter(is_invisible, set(event.value) - self.characters)):
            self._add(
                spot, "yaml-invisible", "an escape makes {character}", "delete the escape", character=_named(escaped[0])
            )
        elif found := re.search(f"([{CHINESE}]) *\n *([{CHINESE}])", written):
            message = "the line break puts a space between {found[1]} and {found[2]}"
            self._add(spot, "yaml-folded", message, "write the value on one line", found=found)
        elif key and re.fullmatch(" *(?:#.*)?", lines[-1][end.column :]):
            message = "the quoted value runs on over a line that begins with {key}:"
            self._add(spot, "yaml-folded", message, "close the quote on its own line", key=key[1])

    def _explained(self, error: yaml.MarkedYAMLError) -> _SlipError:
        """Return the slip behind an error of PyYAML, at the quote that was closed too late if there is one."""
        spots = [(mark.line, mark.column) for mark in (error.problem_mark, error.context_mark) if mark is not None]
        if self.quote and spots[0][0] == (end := self.quote.end_mark).line:
            fault = "the quote that opens here is closed only at {line}:{column}, and text follows"
            closed = Message(fault, line=end.line + 1, column=end.column)
            return _SlipError(_spot(self.quote), "yaml", closed, "close it on the same line")
        lines, (row, column), begun = [*self.lines, ""], spots[0], spots[-1]
        above = lines[row - 1] if row else ""
        texts = {
            "at": (spots[0], lines[row][column:]),
            "begun": (begun, lines[begun[0]][begun[1] :]),
            "before": (spots[0], lines[row][:column].rstrip()),
            "above": ((row - 1, len(above) - len(above.lstrip(" -"))), above),
        }
        said = f"{error.context or ''}: {error.problem or ''}"
        fits = ((slip, re.search(slip[2], texts[slip[1]][1])) for slip in rows(SLIPS) if slip[0] in said)
        (_, where, _, rule, message, hint), sign = next((slip, found[0]) for slip, found in fits if found)
        words = Message(message, sign=_shown(sign), most=MAX_LEVELS)
        return _SlipError(texts[where][0], rule, words, hint)


def _decode(data: bytes) -> str:
    """Decode UTF-8, with a byte order mark or without, and turn CRLF into LF."""
    data = data.removeprefix(codecs.BOM_UTF8)
    hint = "save the file as UTF-8"
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or (0 in data[:4] and any(data[:4])):
        raise _SlipError((0, 0), "yaml-encoding", "the file is UTF-16 or UTF-32", hint)
    try:
        return data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode()
        spot = (before.count("\n"), len(before) - before.rfind("\n") - 1)
        message = Message("the byte 0x{byte:02X} is not UTF-8 here", byte=data[fault.start])
        raise _SlipError(spot, "yaml-encoding", message, hint) from fault


def is_invisible(character: str) -> bool:
    """Whether a character cannot be seen, or looks like a plain space."""
    category = unicodedata.category(character)
    return (
        (category in ("Cc", "Cf", "Cs", "Zl", "Zp") and character != "\n")
        or (category == "Zs" and character not in " \u3000")
        or (character in LOOKS_EMPTY or "\ufe00" <= character <= "\ufe0f")
    )


def _named(character: str) -> str:
    """Return the number of a character and its Unicode name: U+200B ZERO WIDTH SPACE."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _shown(text: str) -> str:
    """Cut a text to what fits into a message, with the number of each character that does not print."""
    cut = text if len(text) <= 40 else f"{text[:40]}…"
    return "".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in cut)


def _spot(event: Any) -> tuple[int, int]:
    return event.start_mark.line, event.start_mark.column
