"""The command line: a Typer app, each command imported and built when it is asked for, and how a run of it ends."""

import os
import re
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dongbei_cli import __version__, errors, store
from dongbei_cli.cli import terminal
from dongbei_cli.cli.terminal import _
from dongbei_cli.errors import Message

COMMANDS: dict[str, tuple[str, ...]] = {
    Message("Look up"): (
        "timeline", "stats", "quote", "policy", "people", "search", "list", "show", "article", "check", "topics",
    ),
    Message("Take away"): ("cite", "export", "schema"),
    Message("Curate"): ("new", "suggest", "verify", "build"),
    Message("Set up"): ("completion", "mcp"),
}  # fmt: skip
NAMES = tuple(name for names in COMMANDS.values() for name in names)
DASHES = re.compile("[‐-―−﹘﹣－]{1,2}([A-Za-z][A-Za-z-]*)")  # what a word processor makes of the hyphens of an option


def help_page(context: Any) -> str:
    """Return the help of a command in the language of the reader."""
    from dongbei_cli.cli import helping

    return terminal.drawn(lambda width: helping.page(context, min(width, 80))).rstrip("\n")


class LazyGroup(TyperGroup):
    """A group that imports the module of a command when it is asked for it: all of them take longer than a lookup."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (Typer's signature)
        """Return a command."""
        return built(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or say which one may have been meant."""
        if args[0] not in NAMES:
            from dongbei_cli.cli import helping

            raise helping.unknown_command(args)
        return super().resolve_command(ctx, args)


LANGUAGE = typer.Option(
    "--lang", metavar="zh|en", help="Language of help, messages and tables; else DONGBEI_LANG or locale.",
    autocompletion=lambda: ["zh", "en"], expose_value=False,
)  # fmt: skip
app = typer.Typer(
    cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
)  # fmt: skip


@app.callback()
def dongbei(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    lang: Annotated[str | None, LANGUAGE] = None,  # noqa: ARG001 (`terminal` reads it by itself)
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour.", expose_value=False)] = False,  # noqa: ARG001
) -> None:
    """Facts and statistics on the revitalisation of Northeast China (东北全面振兴), each with its proof."""
    if version:
        typer.echo(f"dongbei {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from dongbei_cli.base import open_base
        from dongbei_cli.cli import helping, options

        if named := options.bases(None):
            open_base(named).close()
        typer.echo(_(helping.OTHER if named else helping.SHORT), nl=False)


program: Any = typer.main.get_command(app)
program.get_help = help_page


def built(name: str) -> Any:
    """Return the command of that name with the options that the program has too: they may stand on either side."""
    shared = "look_up" if name in COMMANDS["Look up"] else "produce"
    module = name if name in ("check", "completion", "mcp") else shared
    commands = import_module(f"{__name__}.{module}").app.registered_commands
    (info,) = (each for each in commands if each.name == name)
    command: Any = typer.main.get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    command.params += program.params[1:]
    command.get_help = help_page
    return command


def run() -> int:
    """Run one command, or complete the line of a shell; the exit code says how it went."""
    shell = os.environ.pop("_DONGBEI_COMPLETE", "")
    if shell in ("bash", "zsh", "fish"):
        from dongbei_cli.cli import completion

        return completion.answer(shell, sys.argv[1:])
    words: list[str] = []
    try:
        terminal.prepare()
        terminal.language()
        words = typed()
        try:
            return int(program(words, standalone_mode=False, prog_name="dongbei") or 0)
        finally:  # before anything is said of a fault
            sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # Typer makes an exit with 1 of a broken pipe
        terminal.abandon()
        return errors.BROKEN_PIPE
    except typer.Abort:
        return errors.INTERRUPTED
    except Exception as fault:
        return report(fault, words)


def typed() -> list[str]:
    """Return the words of the command line as Typer takes them: `help X` as an option, a bare `--cite` with a style."""
    words = sys.argv[1:]
    " ".join(words).encode()  # bytes that are no text are refused before they are looked for
    for word in terminal.before_dashes(words):
        if found := DASHES.match(word):
            hint = errors.did_you_mean([f"--{found[1]}" if len(found[1]) > 1 else f"-{found[1]}"])
            raise errors.UsageError("{word} does not begin with a hyphen", hint, word=errors.shown(word))
        if word == "--no-color":
            os.environ["NO_COLOR"] = "1"
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    if "--cite" in words:
        from dongbei_cli.cli import options

        words = options.spelled_out(words)
    return words


def report(fault: Exception, words: list[str]) -> int:
    """Say what went wrong, one line a thing, and how to mend it; return the exit code."""
    error = explained(fault, words)
    if isinstance(error, errors.BugError) and os.environ.get("DONGBEI_DEBUG"):
        import traceback

        for line in "".join(traceback.format_exception(fault)).splitlines():
            terminal.say(line)
    for problem in getattr(error, "problems", ()):
        terminal.say(problem.translated(_))
    sentences = [each.translated(_) for each in (error.message, error.hint) if each]
    terminal.say(_("dongbei: {message}").format(message=_("; ").join(sentences)))
    return error.exit_code


def explained(fault: Exception, words: list[str]) -> errors.DongbeiError:
    """Return any fault as an error of ours."""
    if isinstance(fault, errors.DongbeiError):
        return fault
    if isinstance(fault, typer.TyperException):
        from dongbei_cli.cli import helping

        return helping.explained(fault, words)
    if isinstance(fault, OSError) and fault.filename is None:  # of a stream, not of a file
        terminal.abandon()
        return errors.UnwritableOutputError(errors.Message("stdout"), fault.strerror or str(fault))
    if store.is_damage(fault):
        return errors.DamagedBaseError(errors.Message(str(fault)))
    if isinstance(fault, UnicodeEncodeError):  # what we keep can be encoded; what the system hands over may not
        text = errors.shown(str(fault.object))
        return errors.UsageError("{text} is no text here", "set the terminal and the locale to UTF-8", text=text)
    text = f"{type(fault).__name__}: {fault}"
    return errors.BugError("a bug in dongbei: {fault}", "DONGBEI_DEBUG=1 shows where", fault=text)
