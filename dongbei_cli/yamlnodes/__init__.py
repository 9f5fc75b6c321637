"""YAML text -> strings, lists and mappings, each with the place where it stands.

Only this package imports `yaml`, and of it only the event stream: no tag is resolved, no tree is built twice, and a
big file passes through in pieces. Every scalar stays the string that was written; what it means is not decided here.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple

from dongbei_cli.problems import Problem
from dongbei_cli.yamlnodes.nodes import Mapping, Scalar, Sequence, Value, at, plain
from dongbei_cli.yamlnodes.parser import LOADER, MAX_SILENCE, PythonLoader
from dongbei_cli.yamlnodes.plaintext import Findings
from dongbei_cli.yamlnodes.reading import DROPPED, Reading, new

__all__ = [
    "LOADER", "MAX_SILENCE", "Item", "Mapping", "PythonLoader", "Scalar", "Sequence", "Value", "at", "items", "plain",
    "read",
]  # fmt: skip


def read(data: bytes, file: str, loader: Any = LOADER) -> tuple[Mapping | None, list[Problem]]:
    """The whole tree and every problem in it, in the order of the file.

    After a fault of syntax the tree holds the entries that are complete before it; it is None when the file holds no
    mapping. `loader` is the PyYAML class that parses.
    """
    problems: list[Problem] = []
    reading = Reading(BytesIO(data), Findings(file, problems), loader)
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

    Problems join `problems` while the iteration runs, not in the order of the file, and are all there only when it has
    ended.
    """
    reading = Reading(stream, Findings(file, problems), loader)
    streamed: Value | None = None
    for key, node in reading.finished():
        section = reading.open[-1]
        if isinstance(section, Sequence):
            section.items.clear()
            streamed = section
        if key is not DROPPED and node is not streamed:
            yield new(Item, (key, node, isinstance(section, Sequence)))
