"""The command line: `run` runs one command and turns whatever goes wrong into one line and an exit code."""

import os
import sys

import typer

from dongbei_cli import database, errors
from dongbei_cli.cli import arguments, terminal
from dongbei_cli.cli.group import app

MOST_PROBLEMS = 1000
"""More are not shown: nobody reads them, and the last line says how many there are."""


def run() -> int:
    """Run one command; the exit code says how it went."""
    shell = os.environ.pop("_DONGBEI_COMPLETE", "")
    if shell in ("bash", "zsh", "fish"):
        from dongbei_cli.cli import completion

        return completion.answer(shell, sys.argv[1:])
    try:
        with terminal.flushed():
            typed = arguments.typed()
            if typed[:1] == ["help"]:
                typed = [*typed[1:2], "--help"]
            return int(app().main(typed, standalone_mode=False, prog_name="dongbei") or 0)
    except typer.Exit as leaving:
        return leaving.exit_code
    except (BrokenPipeError, SystemExit):  # Typer makes an exit with 1 of a broken pipe
        terminal.abandon()
        return errors.BROKEN_PIPE
    except typer.Abort:
        return errors.INTERRUPTED
    except Exception as fault:
        return told(fault)


def told(fault: Exception) -> int:
    """Say what went wrong, one line a thing, and how to mend it; the exit code."""
    if isinstance(fault, typer.TyperException):
        from dongbei_cli.cli import misuse

        fault = misuse.explained(fault)
    if database.is_damage(fault):
        fault = errors.DamagedBaseError(fault)
    if isinstance(fault, MemoryError):
        fault = errors.UnusableBaseError("the base needs more memory than there is", "dongbei build makes it smaller")
    if isinstance(fault, UnicodeEncodeError):  # what we keep can be encoded; what the system hands over may not
        fault = errors.UsageError(
            f"{errors.shown(str(fault.object))} cannot be written here", "set the locale to UTF-8"
        )
    if not isinstance(fault, errors.DongbeiError):
        if os.environ.get("DONGBEI_DEBUG"):
            import traceback

            terminal.say("".join(traceback.format_exception(fault)).rstrip())
        fault = errors.BugError(fault)
    for problem in getattr(fault, "problems", ())[:MOST_PROBLEMS]:
        terminal.say(one_line(str(problem)))
    terminal.say(one_line(f"dongbei: {fault.message}" + (f"; {fault.hint}" if fault.hint else "")))
    return fault.exit_code


def one_line(message: str) -> str:
    """`message` without line breaks, control characters or endless words."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in errors.short(message.replace("\n", " ")))
