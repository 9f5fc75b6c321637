"""`dongbei schema`."""

from typing import Annotated

import typer

from dongbei_cli import schemas
from dongbei_cli.cli import terminal

WHICH = "A command, or nothing for facts.yaml."


def command(
    name: Annotated[
        str | None, typer.Argument(metavar="[COMMAND]", help=WHICH, autocompletion=lambda: [*schemas.ANSWERS])
    ] = None,
) -> None:
    """JSON Schema of facts.yaml, or of the JSON that a command prints.

    \b
    Examples:
      dongbei schema > facts.schema.json
      dongbei schema stats
    """
    terminal.write([schemas.text(name).encode()], None)
