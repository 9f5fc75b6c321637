"""Where a fact base comes from: it is found, loaded and checked, compiled, and opened as a `Base` of `answers`."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dongbei_cli import database, errors
from dongbei_cli.workspace.answers import Base

if TYPE_CHECKING:
    from dongbei_cli import checks

__all__ = ["Base", "build", "open_base", "proof", "shipped_base", "shipped_yaml"]

PACKAGE = Path(__file__).parent.parent
DATABASE_SUFFIXES = frozenset((".db", ".sqlite", ".sqlite3"))


def shipped_base() -> Path:
    """The base that comes with dongbei: compiled in an installed package, else the facts.yaml of the checkout."""
    for path in (PACKAGE / "facts.db", PACKAGE.parent / "facts.yaml", PACKAGE / "facts.yaml"):
        if path.is_file():
            return path
    raise errors.UnusableBaseError("this installation has no fact base", "install dongbei-cli again")


def shipped_yaml() -> Path:
    """The facts.yaml that comes with dongbei."""
    for path in (PACKAGE.parent / "facts.yaml", PACKAGE / "facts.yaml"):
        if path.is_file():
            return path
    raise errors.UnusableBaseError("this installation has no facts.yaml", "name one: dongbei build facts.yaml")


def open_base(path: str | Path | None = None) -> Base:
    """Open a facts.yaml or a facts.db; the shipped base where no path is given.

    Raises UnusableBaseError, with every problem and its place, for a base that cannot be used.
    """
    chosen = shipped_base() if path is None else Path(path)
    if chosen.suffix in DATABASE_SUFFIXES:
        if not os.path.isfile(chosen):  # noqa: PTH113 (no error for a path that is too long)
            raise errors.UnusableBaseError(
                "{path} is no file" if os.path.exists(chosen) else "{path} does not exist",  # noqa: PTH110
                "give the path of a facts.yaml or a facts.db", path=chosen,
            )  # fmt: skip
        return Base(database.open_readonly(chosen), [chosen])
    return compiled_base(chosen)


def compiled_base(path: Path) -> Base:
    """A facts.yaml compiled in memory; its files are it and its articles."""
    from dongbei_cli.facts import compiler

    file = sound_file(path)
    connection = database.create()
    compiler.fill(connection, file)
    base = Base(connection)
    base.uncompiled = file
    base.files = [path, *(path.parent / source.file for source in base.sources)]
    return base


Heard = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


def unheard(_what: str, _done: int, _whole: int) -> None:
    """Nobody is told."""


def build(path: Path | None, target: Path, heard: Heard = unheard, force: bool = False, unproved: bool = False) -> int:
    """Compile a facts.yaml into the file `target`, whole or not at all; the number of facts in it.

    A base that fails the proof is an UnusableBaseError, unless it may be `unproved`, which the file then records.
    One too large to be proved is recorded as such. UnwritableOutputError where a file exists, unless `force`.
    """
    from dongbei_cli import files
    from dongbei_cli.facts import compiler
    from dongbei_cli.workspace import standing

    origin = path or shipped_yaml()
    file = sound_file(origin, heard)
    facts = sum(map(len, file.base.sections()))
    inputs = [origin, *(origin.parent / source.file for source in file.base.sources)]
    files.check(target, force, inputs)
    stands = standing.demand(origin, facts, unproved, heard)
    connection = database.create()
    compiler.fill(connection, file, lambda done: heard("compiling", done, facts), indexed=True)
    database.stand(connection, stands)
    files.write(target, [database.image(connection)], force, inputs)
    return facts


def sound_file(path: Path, heard: Heard = unheard) -> Any:
    """Load a facts.yaml and check that it can answer; every problem is in the error."""
    from dongbei_cli import checks
    from dongbei_cli.facts import loader

    file, problems = loader.load_large(path, lambda done: heard("reading", done, path.stat().st_size))
    if file is not None:
        problems = checks.structural_problems(file, lambda done, whole: heard("checking", done, whole))
    if file is None or problems:
        message = errors.Message("{path} cannot be used; problems: {count}", path=path, count=len(problems))
        raise errors.UnusableBaseError(message, "mend the lines named above", problems)
    return file


def proof(path: Path, rules: "Sequence[checks.Rule]") -> "list[checks.Outcome]":
    """What the rules find in a facts.yaml; a base whose shape is wrong, or a compiled one, is an UnusableBaseError."""
    from dongbei_cli import checks
    from dongbei_cli.facts import loader

    if path.suffix in DATABASE_SUFFIXES:
        hint = errors.Message("verify the facts.yaml that it was compiled from")
        raise errors.UnusableBaseError("{path} is a compiled base, which has no lines to prove", hint, path=path)
    file, problems = loader.load(path)
    if file is None:
        message = errors.Message("{path} cannot be read; problems: {count}", path=path, count=len(problems))
        raise errors.UnusableBaseError(message, "mend the lines named above", problems)
    return checks.prove(file, rules)
