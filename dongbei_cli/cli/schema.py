"""`dongbei schema`."""

from typing import Annotated

import typer

from dongbei_cli.cli import terminal

WHICH = "A command, sqlite for the metadata that Datasette reads, or nothing for facts.yaml."


def commands() -> list[str]:
    """Return what has a schema."""
    from dongbei_cli import schemas  # PyYAML with it, which the help does without

    return [*schemas.NAMES]


def command(
    name: Annotated[str | None, typer.Argument(metavar="[COMMAND]", help=WHICH, autocompletion=commands)] = None,
) -> None:
    """JSON Schema of facts.yaml, or of the JSON that a command prints.

    \b
    Examples:
      dongbei schema > facts.schema.json
      dongbei schema stats
      dongbei schema sqlite > metadata.json
    """
    from dongbei_cli import schemas

    terminal.write([schemas.text(name).encode()], None)
