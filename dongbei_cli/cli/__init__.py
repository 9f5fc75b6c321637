"""The command line: `main` runs one command and turns whatever goes wrong into one line and an exit code."""

import os
import sys

import typer

from dongbei_cli import errors
from dongbei_cli.cli import terminal
from dongbei_cli.cli.group import app


def main() -> None:
    """Run `dongbei` with the arguments of this process."""
    sys.exit(run())


def run() -> int:
    """Run one command; the exit code says how it went."""
    try:
        return int(app()(standalone_mode=False, prog_name="dongbei") or 0)
    except typer.Exit as leaving:
        return leaving.exit_code
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 (nothing more can be said there)
        return errors.BROKEN_PIPE
    except (KeyboardInterrupt, typer.Abort):
        return errors.INTERRUPTED
    except Exception as fault:
        return told(fault)


def told(fault: Exception) -> int:
    """Say what went wrong, one line a thing, and how to mend it; the exit code."""
    if isinstance(fault, typer.TyperException):
        fault = errors.UsageError(fault.format_message(), "dongbei -h shows how")
    if not isinstance(fault, errors.DongbeiError):
        if os.environ.get("DONGBEI_DEBUG"):
            raise fault
        fault = errors.BugError(fault)
    for problem in getattr(fault, "problems", ()):
        terminal.say(one_line(str(problem)))
    terminal.say(one_line(f"dongbei: {fault.message}" + (f"; {fault.hint}" if fault.hint else "")))
    return fault.exit_code


def one_line(message: str) -> str:
    """`message` without line breaks or control characters."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in message.replace("\n", " "))
