"""YAML text as strings, lists and mappings, each with its line and column.

Every value stays the string that was written; what it means is not decided here. What YAML allows and a fact base does
not (anchors, tags, tabs, invisible characters, duplicate keys ...) becomes a problem with its place.
"""

import codecs
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from dongbei_cli.curate.slips import BLOCK, CLOSE_IT, Slip, bad_colon, explain, shown
from dongbei_cli.errors import UnusableBaseError
from dongbei_cli.problems import Place, Problem

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 64 << 20
MAX_LEVELS = 24
MAX_PROBLEMS = 1000
TOO_MANY = ("yaml-too-many", f"more than {MAX_PROBLEMS} problems", "mend the others first")
SECOND = ("yaml-many-documents", "a second document begins", "keep one, and no line of --- or ...")
CHINESE = "\u2014\u2018-\u201d\u2026\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"


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
    """Parse a file; one that cannot be read, is no plain file or changes meanwhile raises UnusableBaseError."""
    try:
        if not path.is_file():
            raise UnusableBaseError(
                "{path} is no file" if path.exists() else "{path} does not exist",
                "give the path of a facts.yaml or a facts.db",
                path=path,
            )
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            text = stream.read(MAX_BYTES + 1)
            after = os.fstat(stream.fileno())
    except OSError as fault:
        raise UnusableBaseError("{path} {reason}", path=path, reason=reason(fault)) from fault
    if len(text) > MAX_BYTES:
        raise UnusableBaseError("{path} is larger than {most} MiB", "split it", path=path, most=MAX_BYTES >> 20)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnusableBaseError("{path} was changed while it was read", "try again", path=path)
    return parse(text, str(path))


def reason(fault: Exception) -> str:
    """Return why a file cannot be read, as the end of a sentence."""
    if isinstance(fault, UnicodeDecodeError):
        return f"is not UTF-8 (byte {fault.start})"
    return f"cannot be read: {fault.strerror}" if isinstance(fault, OSError) else str(fault)


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


class _UnreadableError(Exception):
    """A slip after which nothing more can be read."""

    def __init__(self, spot: tuple[int, int], rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.slip = Slip(spot, rule, message, hint)


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
        self.brackets: list[tuple[int, int]] = []  # those that are open
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
                self.add((len(self.lines) - 1, 0), "file-cut", message, hint)
            return root
        except _UnreadableError as error:
            slip = error.slip
        except yaml.MarkedYAMLError as error:
            slip = self._explained(error)
        except (yaml.YAMLError, ValueError, OverflowError):
            slip = Slip((self.row, 0), "yaml", "this is not YAML", "compare it with the lines above")
        if slip.rule != "yaml" or slip.spot[0] not in damaged:  # a refused character may be the cause
            self.add(*slip)
        return None

    def add(self, spot: tuple[int, int], rule: str, message: str, hint: str) -> None:
        """Report one more problem; the last that fits says that there are more."""
        if len(self.problems) == MAX_PROBLEMS - 1:
            rule, message, hint = TOO_MANY
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(Place(self.name, spot[0] + 1, spot[1] + 1), rule, message, hint))

    def _clean(self, text: str) -> str:
        """Report invisible characters and directives, and replace them at equal length so that parsing can go on."""
        refused = filter(_is_invisible, set(text))
        pattern = re.compile("|".join(["^%", *(f"{re.escape(character)}+" for character in refused)]), re.MULTILINE)
        if not pattern.search(text):
            return text
        for row, line in enumerate(text.split("\n")):
            for run in pattern.finditer(line):
                self.add((row, run.start()), *_refusal(run[0]))
            if len(self.problems) == MAX_PROBLEMS:
                raise _UnreadableError((row, 0), *TOO_MANY)
        return pattern.sub(lambda run: {"%": "#", "\t": " ", "\r": " "}.get(run[0][0], "\ufffd") * len(run[0]), text)

    def _document(self) -> Mapping:
        next(self.events)
        event = next(self.events)
        root = None if isinstance(event, yaml.StreamEndEvent) else self._node(next(self.events), 1)
        if root is None or (isinstance(root, Scalar) and not root.text):
            raise _UnreadableError((0, 0), "yaml-empty", "the file holds nothing", "write at least one section")
        if not isinstance(root, Mapping):
            why = ("the file does not hold keys and values", "write a key, a colon and a space, then the value")
            colon = bad_colon(root.text) if isinstance(root, Scalar) else None
            raise _UnreadableError((root.line - 1, root.column - 1), "yaml-not-mapping", *(colon or why))
        next(self.events)
        if isinstance(event := next(self.events), yaml.DocumentStartEvent):
            raise _UnreadableError(_spot(event), *SECOND)
        return root

    def _node(self, event: Any, level: int) -> Node:
        self.row, column = spot = _spot(event)
        place = self.row + 1, column + 1
        if isinstance(event, yaml.AliasEvent):
            alias = f"*{event.anchor}"
            self.add(spot, "yaml-anchor", f"the YAML alias {shown(alias)}", "repeat what it refers to")
            return Scalar(alias, *place)
        if event.anchor is not None:
            self.add(spot, "yaml-anchor", f"the YAML anchor &{shown(event.anchor)}", "delete it")
        if event.tag is not None:
            tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self.add(spot, "yaml-tag", f"the YAML tag {tag}", "delete it, or quote a value that begins with !")
        if isinstance(event, yaml.ScalarEvent):
            self._check_scalar(event)
            return Scalar(event.value, *place)
        if event.flow_style:
            self.brackets.append(spot)
        if level > MAX_LEVELS:
            raise self._too_deep(spot)
        node: Node
        if isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(list(self._items(level + 1)), *place)
        else:
            node = self._filled(Mapping({}, {}, *place), level + 1)
        if event.flow_style:
            self.brackets.pop()
        return node

    def _items(self, level: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self._node(event, level)

    def _filled(self, mapping: Mapping, level: int) -> Mapping:
        while not isinstance(begun := next(self.events), yaml.MappingEndEvent):
            key = self._node(begun, level)
            following = next(self.events)
            value = self._node(following, level)
            if refusal := _key_refusal(key, mapping):
                self.add(_spot(begun), *refusal)
            elif isinstance(key, Scalar):
                is_empty = isinstance(value, Scalar) and not value.text and not following.style
                mapping.values[key.text] = key._replace(text="") if is_empty else value
                mapping.keys[key.text] = (key.line, key.column)
        return mapping

    def _check_scalar(self, event: Any) -> None:
        """Refuse what YAML would do to the written text: keep or fold line breaks, undo escapes, lose a comment."""
        start, end = event.start_mark, event.end_mark
        if event.style and (header := re.match("[|>][-+0-9]*(?=#)", self.lines[start.line][start.column :])):
            raise _UnreadableError((start.line, start.column + header.end()), *BLOCK)
        if event.style in ("'", '"') and start.line != end.line:
            self.quote = event
        if "\n" in event.value:
            self.add(_spot(event), "yaml-newline", "the value runs over more than one line", "write it on one line")
            return
        escaped = sorted(filter(_is_invisible, set(event.value) - self.characters)) if event.style == '"' else []
        if escaped:
            message = f"an escape makes the invisible character {_named(escaped[0])}"
            self.add(_spot(event), "yaml-invisible", message, "delete the escape")
        if start.line != end.line:
            self._check_fold(event, self.lines[start.line : end.line + (end.column > 0)])

    def _check_fold(self, event: Any, lines: list[str]) -> None:
        """Refuse a line break that becomes a space in Chinese text, and a quote closed so late that it holds a key."""
        text = "\n".join(lines)
        key = re.search(r"\n *(?:- )?([a-z_0-9]+):(?: |$)", text) if event is self.quote else None
        if found := re.search(f"([{CHINESE}]) *\n *([{CHINESE}])", text):
            message = f"the line break puts a space between {found[1]} and {found[2]}"
            self.add(_spot(event), "yaml-folded", message, "write the value on one line")
        elif key and re.fullmatch(" *(?:#.*)?", lines[-1][event.end_mark.column :]):
            message = f"the quoted value runs on over a line that begins with {key[1]}:"
            self.add(_spot(event), "yaml-folded", message, "close the quote on its own line")

    def _explained(self, error: yaml.MarkedYAMLError) -> Slip:
        """Return the slip behind an error of PyYAML, at the bracket or quote that was not closed if there is one."""
        spots = [(mark.line, mark.column) for mark in (error.problem_mark, error.context_mark) if mark is not None]
        slip = explain(f"{error.context or ''}: {error.problem or ''}", spots[0], spots[-1], [*self.lines, ""])
        if slip.rule == "yaml-depth":
            return self._too_deep(slip.spot).slip
        if "..." in self.lines[: slip.spot[0]]:
            return Slip(slip.spot, *SECOND)
        if self.quote and slip.spot[0] == self.quote.end_mark.line:
            end = self.quote.end_mark
            message = f"the quote that opens here is closed only at {end.line + 1}:{end.column}, and text follows"
            return Slip(_spot(self.quote), "yaml", message, CLOSE_IT)
        if self.brackets and not any(self.lines[slip.spot[0] :]):
            return Slip(self.brackets[-1], "yaml", "the bracket that opens here is never closed", CLOSE_IT)
        return slip

    def _too_deep(self, spot: tuple[int, int]) -> _UnreadableError:
        spot = self.brackets[0] if self.brackets else spot
        return _UnreadableError(spot, "yaml-depth", f"more than {MAX_LEVELS} levels", "write it flatter")


def _decode(data: bytes) -> str:
    """Decode UTF-8, with a byte order mark or without, and turn CRLF into LF."""
    data = data.removeprefix(codecs.BOM_UTF8)
    hint = "save the file as UTF-8"
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or (0 in data[:4] and any(data[:4])):
        raise _UnreadableError((0, 0), "yaml-encoding", "the file is UTF-16 or UTF-32", hint)
    try:
        return data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode()
        spot = (before.count("\n"), len(before) - before.rfind("\n") - 1)
        message = f"the byte 0x{data[fault.start]:02X} is not UTF-8 here"
        raise _UnreadableError(spot, "yaml-encoding", message, hint) from fault


def _is_invisible(character: str) -> bool:
    """Whether a character cannot be seen, looks like a plain space, or is none that may be exchanged."""
    category = unicodedata.category(character)
    return (
        (category in ("Cc", "Cf", "Cs", "Zl", "Zp") and character != "\n")
        or (category == "Zs" and character not in " \u3000")
        or (category == "Cn" and (ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"))
        or character in "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\ufffd"
        or "VARIATION SELECTOR" in unicodedata.name(character, "")
    )


def _refusal(run: str) -> tuple[str, str, str]:
    """Return rule, message and hint for a run of one refused character."""
    if run == "%":
        return "yaml-directive", "a line begins with %", "delete the line"
    if run[0] == "\t":
        return "yaml-tab", "a tab", "write spaces"
    times = f" ({len(run)} times)" if len(run) > 1 else ""
    hint = "write a plain space" if unicodedata.category(run[0]) == "Zs" else "delete it"
    return "yaml-invisible", f"the invisible character {_named(run[0])}{times}", hint


def _named(character: str) -> str:
    """Return the number of a character and its Unicode name: U+200B ZERO WIDTH SPACE."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _key_refusal(key: Node, mapping: Mapping) -> tuple[str, str, str] | None:
    """Return rule, message and hint for a key that cannot be kept."""
    if not isinstance(key, Scalar):
        return "yaml-complex-key", "a key is a list or a mapping", "write a plain word"
    if not key.text:
        return "yaml-complex-key", "a key is missing before the colon", "write one"
    if key.text == "<<":
        return "yaml-merge-key", "the YAML merge key <<", "repeat the keys it would bring in"
    if key.text not in mapping.keys:
        return None
    line, column = mapping.keys[key.text]
    return "yaml-duplicate-key", f"the key {shown(key.text)} is already at {line}:{column}", "keep one of the two"


def _spot(event: Any) -> tuple[int, int]:
    return event.start_mark.line, event.start_mark.column
