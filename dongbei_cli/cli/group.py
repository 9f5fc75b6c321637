"""The `dongbei` group: a command is built when it is invoked, since building all takes longer than a lookup."""

import inspect
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info, get_group
from typer.models import CommandInfo

from dongbei_cli import __version__, errors
from dongbei_cli.cli import options
from dongbei_cli.cli.commands import COMMANDS
from dongbei_cli.cli.reply import Reply, lookup

SHORT_HELP = """\
dongbei answers from one article on the revitalisation of Northeast China, and shows the words that prove it.

  dongbei timeline                     what happened when
  dongbei stats transfers              the money, and where the article contradicts itself
  dongbei quote --expert 徐林          who said what
  dongbei policy --area 国企改革       which measures were put forward

All commands: dongbei -h
"""
HELP_NAMES = {"help_option_names": ["-h", "--help"]}


class Command(TyperCommand):
    """A command whose `--cite` may stand without a value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments once the style of a bare `--cite` is written out."""
        if "--cite" in args:
            from dongbei_cli.cli import citing

            args = list(citing.spelled_out(args))
        return super().parse_args(ctx, args)


class LazyGroup(TyperGroup):
    """A group that builds a command when it is asked for one."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (Typer's signature)
        """The commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (Typer's signature)
        """Build one command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = COMMANDS[cmd_name]
        callback = lookup(command) if command.__annotations__.get("return") is Reply else command
        info = CommandInfo(name=cmd_name, cls=Command, callback=callback, context_settings=HELP_NAMES)
        return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or say which one may have been meant."""
        if args[0] not in COMMANDS:
            from dongbei_cli.names import matching

            near = matching.suggestions(args[0], [matching.Name(name, (name,)) for name in COMMANDS])
            hint = errors.did_you_mean([match.key for match in near]) or "dongbei -h lists them"
            raise errors.UsageError(f"no command is called {errors.shown(args[0])}", hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 (Typer's signature)
        """The first line of each command's docstring, without building the command."""
        rows = [(name, (inspect.getdoc(command) or "").split("\n")[0]) for name, command in COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def show_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"dongbei {__version__}")
        raise typer.Exit


Version = Annotated[bool, options.option("--version", help="Print the version.", callback=show_version, is_eager=True)]


def root(
    ctx: typer.Context,
    version: Version = False,  # noqa: ARG001 (its callback has acted)
    no_color: options.NoColor = False,
) -> None:
    """Facts and statistics on the revitalisation of Northeast China (东北全面振兴), each with its proof."""
    if no_color:
        import os

        os.environ["NO_COLOR"] = "1"
    if ctx.invoked_subcommand is None:
        typer.echo(SHORT_HELP, nl=False)


def app() -> Any:
    """The command line, ready to be called."""
    typed = typer.Typer(cls=LazyGroup, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    typed.callback(invoke_without_command=True, context_settings=HELP_NAMES)(root)
    return get_group(typed)
