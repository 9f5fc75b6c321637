"""Rows of SQLite -> records: each value must be what the record declares, since SQLite keeps anything anywhere."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, cast, get_args, get_origin

from dongbei_cli import errors, model

R = TypeVar("R", bound=model.Record)
T = TypeVar("T")
ADDRESSES = frozenset(("link", "url"))
LONGEST_NUMBER = 120


def record(cls: type[R], row: Sequence[Any], anchors: tuple[model.Anchor, ...]) -> R:
    """A record of its columns, in the order of its keys, and its anchors; DamagedBaseError for an impossible value."""
    if not anchors:
        raise errors.DamagedBaseError("a fact has no anchor")
    readers = record_readers(cast(Any, cls))
    return cls((*(reader(value) for reader, value in zip(readers, row, strict=True)), anchors))


def entry(cls: Callable[..., T], row: Sequence[Any]) -> T:
    """The same for the plain tuples: anchors, terms, sources and what else has fields with declared types."""
    return cls(*(reader(value) for reader, value in zip(entry_readers(cls), row, strict=True)))


@cache
def record_readers(cls: Any) -> tuple[Callable[[Any], Any], ...]:
    """One function a key, but for the anchors."""
    declared = model.Record.__annotations__ | cls.__annotations__
    return tuple(reader(key, declared[key]) for key in cls.KEYS[:-1])


@cache
def entry_readers(cls: Callable[..., Any]) -> tuple[Callable[[Any], Any], ...]:
    """One function a field."""
    return tuple(reader(key, declared) for key, declared in cls.__annotations__.items())


def reader(key: str, declared: Any) -> Callable[[Any], Any]:
    """The function that makes what a field declares of a column, or finds that it cannot."""
    options = (declared,) if get_origin(declared) in (Literal, tuple) else get_args(declared) or (declared,)
    optional = type(None) in options
    (kind,) = (option for option in options if option is not type(None))
    if get_origin(kind) is tuple:
        return members
    convert = decimal if kind is Decimal else address if key in ADDRESSES else None
    allowed = frozenset(get_args(kind)) if get_origin(kind) is Literal else None
    wanted = str if allowed or kind is Decimal else kind

    def read(value: Any) -> Any:
        if type(value) is wanted and (allowed is None or value in allowed):
            return convert(value) if convert else value
        if value is None and optional:
            return None
        raise errors.DamagedBaseError(f"{key} is {errors.shown(str(value))}")

    return read


def members(column: object) -> tuple[str, ...]:
    """A list that is kept in one column, a member a line."""
    if column is None:
        return ()
    if type(column) is not str:
        raise errors.DamagedBaseError(f"a list is {errors.shown(str(column))}")
    return tuple(column.split("\n")) if column else ()


def decimal(text: str) -> Decimal:
    """An exact number, written out."""
    if len(text) > LONGEST_NUMBER or text.strip("-0123456789.") or not text.strip("-."):
        raise errors.DamagedBaseError(f"a number is {errors.shown(text)}")
    try:
        return Decimal(text)
    except ArithmeticError as fault:
        raise errors.DamagedBaseError(f"a number is {errors.shown(text)}") from fault


def address(text: str) -> str:
    """An address that a reader may follow."""
    if not text.startswith(("https://", "http://")):
        raise errors.DamagedBaseError(f"an address is {errors.shown(text)}")
    return text
