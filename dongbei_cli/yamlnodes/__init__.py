"""YAML text -> strings, lists and mappings, each with the place where it stands.

The only module that imports `yaml`, and of it only the event stream: no tag is resolved, no tree is built twice, and a
big file passes through in pieces. Every scalar stays the string that was written; what it means is not decided here.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count as count_from
from typing import Any, BinaryIO, NamedTuple

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

from dongbei_cli.problems import Problem
from dongbei_cli.yamlnodes.plaintext import Findings, Source, shown
from dongbei_cli.yamlnodes.rules import Rules
from dongbei_cli.yamlnodes.slips import SlipError, Spot, colonless, explained

MAX_LEVELS = 24
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


class Scalar(NamedTuple):
    """A string as written, quotes and escapes undone; a key without a value has an empty one, at its own place."""

    text: str
    line: int
    column: int


class Sequence(NamedTuple):
    """A list; it stands where its first dash or its bracket stands."""

    items: "list[Value]"
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys in the order of the file; `keys` holds the place of each key of `values`, and no other."""

    values: "dict[str, Value]"
    keys: dict[str, tuple[int, int]]
    line: int
    column: int


Value = Scalar | Sequence | Mapping
_tuple = tuple.__new__  # half the time of Scalar(...), which is half of what is done for a value
_DROPPED = Scalar("", 0, 0)  # stands for a refused key: what follows it is read, and kept nowhere


def read(data: bytes, file: str, loader: Any = LOADER) -> tuple[Mapping | None, list[Problem]]:
    """The whole tree and every problem in it, in the order of the file.

    After a fault of syntax the tree holds the entries that are complete before it; it is None when the file holds no
    mapping. `loader` is the PyYAML class that parses.
    """
    problems: list[Problem] = []
    reading = _Reading(BytesIO(data), Findings(file, problems), loader)
    for _ in reading.finished():
        pass
    root = reading.root
    return root if isinstance(root, Mapping) else None, sorted(problems)


class Item(NamedTuple):
    """A value of the section `key`: a member of its list, or, where it is no list or an empty one, all there is."""

    key: Scalar
    value: Value
    listed: bool


def items(stream: BinaryIO, file: str, problems: list[Problem], loader: Any = LOADER) -> Iterator[Item]:
    """The items of all sections, one at a time, in memory for one.

    Problems join `problems` while the
    iteration runs, not in the order of the file, and are all there only when it has ended.
    """
    reading = _Reading(stream, Findings(file, problems), loader)
    streamed: Value | None = None
    for key, node in reading.finished():
        section = reading.open[-1]
        if isinstance(section, Sequence):
            section.items.clear()
            streamed = section
        if key is not _DROPPED and node is not streamed:
            yield _tuple(Item, (key, node, isinstance(section, Sequence)))


def plain(value: Value) -> Any:
    """The strings, lists and dicts alone, without their places."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    return {key: item[0] if type(item) is Scalar else plain(item) for key, item in value.values.items()}


def at(value: Value, *path: str | int) -> tuple[int, int]:
    """Line and column of the deepest node that exists along `path`, a run of keys and of list indexes from 0."""
    for step in path:
        if isinstance(value, Mapping) and step in value.values:
            value = value.values[str(step)]
        elif isinstance(value, Sequence) and isinstance(step, int) and 0 <= step < len(value.items):
            value = value.items[step]
        else:
            break
    return value.line, value.column


class _Stream:
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


class _Reading:
    """One pass over one file: the collections that are open, the key that waits in each, and the tree so far."""

    def __init__(self, stream: BinaryIO, findings: Findings, loader: Any) -> None:
        self.findings = findings
        self.source = Source(stream, findings)
        self.stream = _Stream(self.source)
        self.rules = Rules(findings, self.source.line)
        self.loader = loader
        self.root: Value | None = None
        self.open: list[Sequence | Mapping] = []
        self.pending: list[Scalar | None] = []
        self.section = _DROPPED
        self.flow = 0  # how many of the open collections stand in brackets: always the innermost ones
        self.documents = 0
        self.spread: Any = None  # the last value of more than one line
        self.closed = False

    def finished(self) -> Iterator[tuple[Scalar, Value]]:
        """Each item of each top-level list, and each top-level value, as soon as it is complete."""
        try:
            yield from self._nodes()
            self._ended()
        except SlipError as slip:
            self._slipped(slip)
        except yaml.MarkedYAMLError as error:
            self._slipped(self._explained(error))
        except (yaml.YAMLError, ValueError, OverflowError):
            self._slipped(SlipError((self.row, 0), "this is not YAML", "compare it with the lines above"))
        while self.stream.read(0):
            self.stream.silence = 0

    def _nodes(self) -> Iterator[tuple[Scalar, Value]]:
        take: dict[type, Callable[[Any], Value | None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceStartEvent: self._sequence,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: self._document_end,
            yaml.StreamStartEvent: self._nothing,
            yaml.StreamEndEvent: self._nothing,
        }
        next_event = self.loader(self.stream).get_event
        while (event := next_event()) is not None:
            self.stream.event = event
            node = take[type(event)](event)
            if node is not None and len(self.open) <= 2 and self._is_finished():
                yield self.section, node

    def _is_finished(self) -> bool:
        """Whether the node just completed is an item of a section or the value of a top-level key."""
        in_place = len(self.open) == 1 or (len(self.open) == 2 and isinstance(self.open[1], Sequence))
        return in_place and self.pending[0] is None

    @property
    def row(self) -> int:
        """The line where the last event ends, from 0."""
        return int(self.stream.event.end_mark.line) if self.stream.event else 0

    def _ended(self) -> None:
        if self.stream.overrun:
            message = f"more than {MAX_SILENCE >> 20} MiB without a key or a value"
            self.findings.add((self.row, 0), "yaml", message, "close the quote, or delete the comment")
        elif self.root is None and not self.source.foreign:
            self.findings.add((0, 0), "yaml-empty", "the file holds nothing", "write at least one section")

    def _slipped(self, slip: SlipError) -> None:
        """Report a fault of syntax, unless refused characters at or before its place are its likely cause."""
        undecoded = self.findings.undecoded
        caused = slip.spot[0] in self.findings.damaged or (undecoded is not None and undecoded < slip.spot)
        if not (caused and slip.rule == "yaml"):
            self.findings.add(slip.spot, slip.rule, slip.message, slip.hint)

    def _explained(self, error: yaml.MarkedYAMLError) -> SlipError:
        slip = explained(error, self.source.line)
        if slip.rule == "yaml-depth":  # libyaml looks ahead from 0.2.6 on, and gives up before it tells of a bracket
            return _too_deep(_spot(self.open[-self.flow]) if self.flow else slip.spot)
        if self.closed:
            return _another_document(slip.spot)
        if self.spread and self.spread.style in "'\"" and slip.spot[0] == self.spread.end_mark.line:
            begun, end = self.spread.start_mark, self.spread.end_mark
            message = f"the quote that opens here is closed only at {end.line + 1}:{end.column}, and text follows"
            return SlipError((begun.line, begun.column), message, "close it on the same line")
        if self.flow and slip.spot[0] >= self.source.row:
            innermost = self.open[-1]
            return SlipError(
                _spot(innermost), "the bracket that opens here is never closed", "close it on the same line"
            )
        return slip

    def _nothing(self, _event: Any) -> None:
        """The stream itself begins and ends without a value."""

    def _document(self, event: Any) -> None:
        spot = (event.start_mark.line, event.start_mark.column)
        if self.documents:
            raise _another_document(spot)
        self.documents = 1

    def _document_end(self, event: Any) -> None:
        self.closed = bool(event.explicit)

    def _scalar(self, event: Any) -> Scalar:
        mark, text = event.start_mark, event.value
        node = _tuple(Scalar, (text, mark.line + 1, mark.column + 1))
        if event.style or event.tag is not None or event.anchor is not None or mark.line != event.end_mark.line:
            self.rules.scalar(event)
            if mark.line != event.end_mark.line and event.style:
                self.spread = event
        elif not text and self.pending and (key := self.pending[-1]) is not None and key is not _DROPPED:
            node = Scalar("", key.line, key.column)  # the parsers disagree on where nothing stands
        self._add(node)
        return node

    def _mapping(self, event: Any) -> None:
        self._begin(event, Mapping({}, {}, event.start_mark.line + 1, event.start_mark.column + 1))

    def _sequence(self, event: Any) -> None:
        self._begin(event, Sequence([], event.start_mark.line + 1, event.start_mark.column + 1))

    def _begin(self, event: Any, node: Sequence | Mapping) -> None:
        if len(self.open) == MAX_LEVELS:
            raise _too_deep(_spot(self.open[-self.flow] if self.flow else node))
        self.rules.properties(event)
        if len(self.open) < 2:
            self._add(node)  # a section stands even when the file breaks off inside it; an entry must be complete
        self.flow += bool(event.flow_style)
        self.open.append(node)
        self.pending.append(None)

    def _end(self, _event: Any) -> Value:
        self.pending.pop()
        self.flow -= self.flow > 0
        node = self.open.pop()
        if len(self.open) >= 2:
            self._add(node)
        return node

    def _alias(self, event: Any) -> Scalar:
        node = Scalar(f"*{event.anchor}", event.start_mark.line + 1, event.start_mark.column + 1)
        self._report(node, "yaml-anchor", f"the YAML alias {shown(node.text)}", "repeat what it stands for")
        self._add(node)
        return node

    def _add(self, node: Value) -> None:
        """Put a node where it belongs: under the waiting key, as the next key, as the next item, as the root."""
        if not self.open:
            self._set_root(node)
            return
        parent = self.open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif (key := self.pending[-1]) is None:
            key = self.pending[-1] = self._key(parent, node)
            if len(self.open) == 1:
                self.section = key
        else:
            self.pending[-1] = None
            if key is not _DROPPED:
                parent.values[key.text] = node
                parent.keys[key.text] = (key.line, key.column)

    def _set_root(self, node: Value) -> None:
        if node == Scalar("", node.line, node.column):
            raise SlipError((0, 0), "the file holds nothing", "write at least one section", "yaml-empty")
        if not isinstance(node, Mapping):
            why = colonless(node.text) if isinstance(node, Scalar) else None
            what = "list" if isinstance(node, Sequence) else "text"
            hint = "write sections: a key, a colon and a space, then the value"
            raise SlipError(
                _spot(node), *(why or (f"the file holds a {what}, not keys and values", hint)), "yaml-not-mapping"
            )
        self.root = node

    def _key(self, parent: Mapping, node: Value) -> Scalar:
        """The node as a key, or _DROPPED when it is refused."""
        if not isinstance(node, Scalar):
            self._report(node, "yaml-complex-key", "a key is a list or a mapping", "write a plain word")
        elif not node.text:
            self._report(node, "yaml-complex-key", "a key is missing before the colon", "write one")
        elif node.text == "<<":
            self._report(node, "yaml-merge-key", "the YAML merge key <<", "repeat the keys it would bring in")
        elif node.text in parent.keys:
            line, column = parent.keys[node.text]
            message = f"the key {shown(node.text)} stands already at {line}:{column}"
            self._report(node, "yaml-duplicate-key", message, "keep one of the two")
        else:
            return node
        return _DROPPED

    def _report(self, node: Value, rule: str, message: str, hint: str) -> None:
        self.findings.add(_spot(node), rule, message, hint)


def _spot(node: Value) -> Spot:
    return node.line - 1, node.column - 1


def _too_deep(spot: Spot) -> SlipError:
    return SlipError(spot, f"more than {MAX_LEVELS} levels", "write it flatter", "yaml-depth")


def _another_document(spot: Spot) -> SlipError:
    return SlipError(spot, "a second document begins", "keep one, and no line of --- or ...", "yaml-many-documents")
