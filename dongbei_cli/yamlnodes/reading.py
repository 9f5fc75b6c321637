"""The events of a parser -> nodes, as soon as each is complete, and every fault on the way."""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import yaml

from dongbei_cli.yamlnodes.nodes import Mapping, Scalar, Sequence, Value
from dongbei_cli.yamlnodes.parser import MAX_SILENCE, Stream
from dongbei_cli.yamlnodes.plaintext import Findings, Source, shown
from dongbei_cli.yamlnodes.rules import Rules
from dongbei_cli.yamlnodes.slips import SlipError, Spot, colonless, explained

MAX_LEVELS = 24
DROPPED = Scalar("", 0, 0)
"""Stands for a refused key: what follows it is read, and kept nowhere."""
new = tuple.__new__
"""Makes a node in half the time of Scalar(...), which is half of what is done for a value."""


class Reading:
    """One pass over one file: the collections that are open, the key that waits in each, and the tree so far."""

    def __init__(self, stream: BinaryIO, findings: Findings, loader: Any) -> None:
        self.findings = findings
        self.source = Source(stream, findings)
        self.stream = Stream(self.source)
        self.rules = Rules(findings, self.source.line)
        self.loader = loader
        self.root: Value | None = None
        self.open: list[Sequence | Mapping] = []
        self.pending: list[Scalar | None] = []
        self.section = DROPPED
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
        next_event, stream, begun, scalar = self.loader(self.stream).get_event, self.stream, self.open, self._scalar
        while (event := next_event()) is not None:
            stream.event = event
            kind = type(event)
            node = scalar(event) if kind is yaml.ScalarEvent else take[kind](event)
            if node is not None and len(begun) <= 2 and self._is_finished():
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
        mark, text, pending = event.start_mark, event.value, self.pending
        row, waiting = mark.line, pending[-1] if pending else None
        node = new(Scalar, (text, row + 1, mark.column + 1))
        if event.style or row != event.end_mark.line or event.tag is not None or event.anchor is not None:
            self.rules.scalar(event)
            if row != event.end_mark.line and event.style:
                self.spread = event
        elif not text and waiting is not None and waiting is not DROPPED:
            node = Scalar("", waiting.line, waiting.column)  # the parsers disagree on where nothing stands
        if waiting is None or waiting is DROPPED:
            self._add(node)
        else:  # what `_add` does, without a call for half of all that is read
            pending[-1] = None
            parent: Any = self.open[-1]
            parent[0][text := waiting[0]] = node
            parent[1][text] = waiting[1:]
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
            if key is not DROPPED:
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
        """The node as a key, or DROPPED when it is refused."""
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
        return DROPPED

    def _report(self, node: Value, rule: str, message: str, hint: str) -> None:
        self.findings.add(_spot(node), rule, message, hint)


def _spot(node: Value) -> Spot:
    return node.line - 1, node.column - 1


def _too_deep(spot: Spot) -> SlipError:
    return SlipError(spot, f"more than {MAX_LEVELS} levels", "write it flatter", "yaml-depth")


def _another_document(spot: Spot) -> SlipError:
    return SlipError(spot, "a second document begins", "keep one, and no line of --- or ...", "yaml-many-documents")
