"""What a reader answers: the values that the words of an article allow for a field."""

from collections.abc import Iterable
from typing import Any, NamedTuple


class _Nothing:
    """No value at all, which is not None."""


NOTHING: Any = _Nothing()


class Allowed(NamedTuple):
    """Every value that the words allow, the likeliest first; `certain` says that they allow no other.

    `why` says what is missing, where a list of the values would not.
    """

    values: tuple[Any, ...] = ()
    certain: bool = True
    why: str = ""


def one_of(values: Iterable[Any], certain: bool = True, why: str = "") -> Allowed:
    """Return what is allowed by several readings of a text; equal values count once."""
    return Allowed(tuple(dict.fromkeys(values)), certain, why)
