"""The nodes that YAML text becomes: strings, lists and mappings, each with the place where it stands."""

from typing import Any, NamedTuple


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
