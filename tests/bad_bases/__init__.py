"""Bad fact bases by name; `expected.txt` pins what dongbei says of each."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """A bad base: `make` writes it into an empty folder and gives what follows `--facts`."""

    name: str
    make: Callable[[Path], str]
    command: tuple[str, ...] = ("list", "--json")


def cases() -> Iterator[Case]:
    """All of them; names are unique."""
    from tests.bad_bases import cuts, databases, places, shapes, traps

    for module in (traps, shapes, places, cuts, databases):
        yield from module.cases()
