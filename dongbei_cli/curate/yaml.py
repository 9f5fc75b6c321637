"""Placeholder until the real reader lands."""

from pathlib import Path
from typing import Any, NamedTuple

import yaml as pyyaml

from dongbei_cli.problems import Problem


class Scalar(NamedTuple):
    """S."""

    text: str
    line: int
    column: int


class Sequence(NamedTuple):
    """Q."""

    items: list[Any]
    line: int
    column: int


class Mapping(NamedTuple):
    """M."""

    values: dict[str, Any]
    keys: dict[str, tuple[int, int]]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


def read(path: Path) -> tuple[Mapping | None, list[Problem]]:
    """R."""
    return parse(path.read_bytes(), str(path))


def parse(text: bytes, name: str) -> tuple[Any, list[Problem]]:
    """P."""
    return conv(pyyaml.compose(text, pyyaml.CSafeLoader)), []


def conv(node: Any) -> Any:
    """C."""
    spot = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, pyyaml.ScalarNode):
        return Scalar(node.value, *spot)
    if isinstance(node, pyyaml.SequenceNode):
        return Sequence([conv(each) for each in node.value], *spot)
    keys = {k.value: (k.start_mark.line + 1, k.start_mark.column + 1) for k, _ in node.value}
    return Mapping({k.value: conv(v) for k, v in node.value}, keys, *spot)


def plain(node: Any) -> Any:
    """L."""
    if isinstance(node, Scalar):
        return node.text
    return (
        [plain(each) for each in node.items]
        if isinstance(node, Sequence)
        else {k: plain(v) for k, v in node.values.items()}
    )


def place(node: Any, *path: str | int) -> tuple[int, int]:
    """A."""
    spot = (node.line, node.column)
    for step in path:
        if isinstance(node, Mapping) and step in node.values:
            node = node.values[step]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
        spot = (node.line, node.column)
    return spot


def reason(fault: Exception) -> str:
    """A fault of reading as the end of a sentence."""
    if isinstance(fault, UnicodeDecodeError):
        return f"is not UTF-8 (byte {fault.start})"
    return f"cannot be read: {fault.strerror}" if isinstance(fault, OSError) else str(fault)
