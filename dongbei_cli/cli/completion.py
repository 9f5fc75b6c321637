"""`dongbei completion`."""

from pathlib import Path
from typing import Annotated

import typer

from dongbei_cli.cli import terminal
from dongbei_cli.cli.arguments import one_of

SCRIPTS = {path.suffix[1:]: path for path in sorted((Path(__file__).parent / "scripts").glob("dongbei.*"))}
SHELLS = one_of("shell", lambda: [*SCRIPTS])


def command(shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.", **SHELLS)]) -> None:
    """The script that lets Tab complete commands, options and names in a shell.

    \b
    Examples:
      eval "$(dongbei completion bash)"
      dongbei completion fish > ~/.config/fish/completions/dongbei.fish
    """
    terminal.write([SCRIPTS[shell].read_bytes()], None)
