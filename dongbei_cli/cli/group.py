"""The `dongbei` group: a command is built when it is invoked, since building all takes longer than a lookup."""

import inspect
import os
from collections.abc import Callable, Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from dongbei_cli import __version__, errors
from dongbei_cli.cli import options
from dongbei_cli.cli.lookups import LOOKUPS
from dongbei_cli.cli.reply import lookup

SHORT_HELP = """\
dongbei answers from one article on the revitalisation of Northeast China, and shows the words that prove it.

  dongbei timeline                     what happened when
  dongbei stats transfers              the money, and where the article contradicts itself
  dongbei quote --expert 徐林          who said what
  dongbei policy --area 国企改革       which measures were put forward

All commands: dongbei -h
"""
HELP_NAMES = {"help_option_names": ["-h", "--help"]}
ORDER = (
    "timeline", "stats", "quote", "policy", "people", "search", "list", "show", "article", "cite", "topics", "schema",
    "verify", "build", "export", "completion",
)  # fmt: skip
"""The commands as the help lists them."""


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
        return list(ORDER)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (Typer's signature)
        """Build one command; None where there is none of that name."""
        return built(cmd_name) if cmd_name in ORDER else None

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options of `dongbei` itself; without a command there is only the short help."""
        if not args or args == ["--no-color"]:
            typer.echo(SHORT_HELP, nl=False)
            raise typer.Exit
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or say which one may have been meant."""
        if args[0] not in ORDER:
            from dongbei_cli.names.match import Name
            from dongbei_cli.names.typos import suggestions

            near = suggestions(args[0], [Name(name, (name,)) for name in ORDER])
            hint = errors.did_you_mean([match.key for match in near]) or "dongbei -h lists them"
            raise errors.UsageError(f"no command is called {errors.shown(args[0])}", hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 (Typer's signature)
        """The first line of each command's docstring, without building the command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, told(command)) for name, command in commands().items()])


def commands() -> Mapping[str, Callable[..., Any]]:
    """Every command by the name that people type, in the order of the help."""
    from dongbei_cli.cli.works import WORKS

    every = LOOKUPS | WORKS
    return {name: every[name] for name in ORDER}


def told(command: Callable[..., Any]) -> str:
    """What a command does, in a sentence."""
    return (inspect.getdoc(command) or "").split("\n")[0]


def built(name: str) -> Command:
    """A command with its options; a lookup has the shared ones as well."""
    found = LOOKUPS.get(name)
    command: Callable[..., Any] = found or commands()[name]
    wanted = (*options.parameters(command)[1:], *options.SHARED) if found else options.parameters(command)
    return Command(
        name=name,
        callback=lookup(found) if found else command,
        params=[options.built(name, parameter) for parameter in wanted],
        help=inspect.getdoc(command),
        context_settings=HELP_NAMES,
        rich_markup_mode=None,
    )


def show_version(_ctx: Any, _param: Any, wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"dongbei {__version__}")
        raise typer.Exit


def root(no_color: bool, **_version: bool) -> None:
    """Facts and statistics on the revitalisation of Northeast China (东北全面振兴), each with its proof."""
    if no_color:
        os.environ["NO_COLOR"] = "1"


def app() -> LazyGroup:
    """The command line, ready to be called."""
    version = TyperOption(
        param_decls=["--version"], is_flag=True, default=False, help="Print the version.", callback=show_version,
        is_eager=True,
    )  # fmt: skip
    return LazyGroup(
        name="dongbei",
        callback=root,
        params=[version, options.built("", "no_color")],
        help=root.__doc__,
        context_settings=HELP_NAMES,
        rich_markup_mode=None,
    )
