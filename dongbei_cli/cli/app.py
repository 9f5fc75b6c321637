"""The Typer app: its commands in the order of the help, each imported and built only when it is asked for."""

import os
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from dongbei_cli import __version__
from dongbei_cli.cli.language import _
from dongbei_cli.errors import Message

COMMANDS: dict[str, tuple[str, ...]] = {
    Message("Look up"): (
        "timeline", "stats", "quote", "policy", "people", "search", "list", "show", "article", "topics",
        "check",
    ),
    Message("Take away"): ("cite", "export", "schema"),
    Message("Curate"): ("verify", "build"),
    Message("Set up"): ("completion", "mcp"),
}  # fmt: skip
NAMES = tuple(name for names in COMMANDS.values() for name in names)
SETTINGS = {"help_option_names": ["-h", "--help"]}
PLAIN: dict[str, Any] = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}


def without_colour(_context: Any, _option: Any, wanted: bool) -> None:
    """Let everything that draws do so without colour."""
    if wanted:
        os.environ["NO_COLOR"] = "1"


def common_options() -> list[TyperOption]:
    """Return the options of every command and of the program; what the first is given, `language` reads by itself."""
    lang = TyperOption(
        param_decls=["--lang"], metavar="zh|en", expose_value=False, autocompletion=lambda *_: ["zh", "en"],
        help="Language of help, messages and tables; else DONGBEI_LANG or locale.",
    )  # fmt: skip
    colour = TyperOption(
        param_decls=["--no-color"], is_flag=True, expose_value=False, callback=without_colour, help="No colour."
    )
    return [lang, colour]


class Command(TyperCommand):
    """A command with the common options, help in two languages, and a `--cite` that may stand without a value."""

    def __init__(self, *arguments: Any, params: Any = None, **more: Any) -> None:
        """Add the common options to the command's own."""
        super().__init__(*arguments, params=[*params, *common_options()], **more)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments once the style of a bare `--cite` is written out."""
        if "--cite" in args and any(param.name == "cite" for param in self.params):
            from dongbei_cli.cli import cite

            args = list(cite.spelled_out(args))
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        from dongbei_cli.cli import helping

        return helping.page(self, ctx)


class LazyGroup(TyperGroup):
    """A group that imports the module of a command when it is asked for it: all of them take longer than a lookup."""

    def __init__(self, *arguments: Any, params: Any = None, **more: Any) -> None:
        """Add the common options to those of the program."""
        super().__init__(*arguments, params=[*params, *common_options()], **more)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (Typer's signature)
        """Return the names of all commands in the order of the help."""
        return [*NAMES]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (Typer's signature)
        """Return a command; None where there is none of that name."""
        return built(cmd_name) if cmd_name in NAMES else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or say which one may have been meant."""
        if args[0] not in NAMES:
            from dongbei_cli.cli import mending

            raise mending.unknown_command(args)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        from dongbei_cli.cli import helping

        return helping.page(self, ctx, groups=COMMANDS)


def built(name: str) -> Any:
    """Return the command of that name, made from the function `command` of its module."""
    single = typer.Typer(**PLAIN)
    single.command(name, cls=Command, context_settings=SETTINGS)(import_module(f"dongbei_cli.cli.{name}").command)
    return typer.main.get_command(single)


app = typer.Typer(cls=LazyGroup, invoke_without_command=True, context_settings=SETTINGS, **PLAIN)


def show_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"dongbei {__version__}")
        raise typer.Exit


@app.callback()
def dongbei(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 (its callback has done the work)
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=show_version)
    ] = False,
) -> None:
    """Facts and statistics on the revitalisation of Northeast China (东北全面振兴), each with its proof."""
    if context.invoked_subcommand is None:
        from dongbei_cli.cli import helping

        typer.echo(_(helping.SHORT), nl=False)
