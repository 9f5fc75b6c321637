"""`dongbei build`."""

from pathlib import Path
from typing import Annotated

import typer

from dongbei_cli import export, files
from dongbei_cli.base import build
from dongbei_cli.cli import terminal
from dongbei_cli.cli.lookup import Force, Unproved, path
from dongbei_cli.cli.terminal import _
from dongbei_cli.cli.verify import warn_of_another


def command(
    facts: Annotated[
        list[Path] | None, typer.Argument(metavar="[FACTS.YAML]...", help="What to compile.", parser=path)
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
    from rich.console import Console

    target = output or Path("facts.db")
    files.check(target, force, facts or [])
    export.demand_suffix(target, "sqlite")
    warn_of_another(facts)
    with Console(stderr=True).status(_("compiling")):
        base = build(facts, unproved)
        files.write(target, [base.image()], force, base.files)
    terminal.say(_("{path}: {count} facts").format(path=target, count=len(base)))
