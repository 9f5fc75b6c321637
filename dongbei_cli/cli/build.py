"""`dongbei build`."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from dongbei_cli import exports, files, workspace
from dongbei_cli.cli import terminal
from dongbei_cli.cli.arguments import Force, Unproved, path
from dongbei_cli.cli.language import _
from dongbei_cli.cli.verify import warn_of_another


def command(
    facts: Annotated[
        Path | None, typer.Argument(metavar="[FACTS.YAML]", help="What to compile.", parser=path)
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", parser=path, help="The database; facts.db if not given."),
    ] = None,
    force: Force = False,
    unproved: Unproved = False,
) -> None:  # fmt: skip
    """Compile a facts.yaml into one SQLite file that answers faster; one that fails the proof is refused.

    \b
    Examples:
      dongbei build facts.yaml -o facts.db
      dongbei timeline --facts facts.db
    """
    target = output or Path("facts.db")
    files.check(target, force, [facts] if facts else [])
    exports.demand_suffix(target, "sqlite")
    warn_of_another(facts)
    with progress() as heard:
        made = workspace.build(facts, target, heard, force, unproved)
    terminal.say(_("{path}: {count} facts").format(path=target, count=made))


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Yield what the work is to call with its name, how much of it is done and how much there is."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM", "") in ("", "dumb"):
        yield workspace.unheard
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def heard(what: str, done: int, whole: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(_(what), total=whole)
            bar.update(tasks[what], completed=done)

        yield heard
