"""The command line: `run` runs one command and turns whatever goes wrong into one line and an exit code."""

import os
import sys

import typer

from dongbei_cli import errors, store
from dongbei_cli.cli import arguments, language, terminal

MOST_PROBLEMS = 1000
"""More are not shown: nobody reads them, and the last line says how many there are."""


def run() -> int:
    """Run one command; the exit code says how it went."""
    shell = os.environ.pop("_DONGBEI_COMPLETE", "")
    if shell in ("bash", "zsh", "fish"):
        from dongbei_cli.cli import tab

        return tab.answer(shell, sys.argv[1:])
    words: list[str] = []
    try:
        with terminal.flushed():
            from dongbei_cli.cli.app import app

            words = arguments.typed()
            language.current()
            if words[:1] == ["help"]:
                words = [*words[1:2], "--help"]
            return int(app(words, standalone_mode=False, prog_name="dongbei") or 0)
    except (BrokenPipeError, SystemExit):  # Typer makes an exit with 1 of a broken pipe
        terminal.abandon()
        return errors.BROKEN_PIPE
    except typer.Abort:
        return errors.INTERRUPTED
    except Exception as fault:
        return report(fault, words)


def report(fault: Exception, words: list[str]) -> int:
    """Say what went wrong, one line a thing, and how to mend it; return the exit code."""
    error = explained(fault, words)
    if isinstance(error, errors.BugError) and os.environ.get("DONGBEI_DEBUG"):
        import traceback

        terminal.say("".join(traceback.format_exception(fault)).rstrip())
    for problem in getattr(error, "problems", ())[:MOST_PROBLEMS]:
        terminal.say(terminal.one_line(str(problem)))
    sentences = [each.translated(language._) for each in (error.message, error.hint) if each]
    terminal.say(terminal.one_line(language._("dongbei: {message}").format(message=language._("; ").join(sentences))))
    return error.exit_code


def explained(fault: Exception, words: list[str]) -> errors.DongbeiError:
    """Return any fault as an error of ours."""
    if isinstance(fault, errors.DongbeiError):
        return fault
    if isinstance(fault, typer.TyperException):
        from dongbei_cli.cli import mending

        return mending.explained(fault, words)
    if store.is_damage(fault):
        return errors.DamagedBaseError(fault)
    if isinstance(fault, MemoryError):
        return errors.UnusableBaseError("the base needs more memory than there is", "dongbei build makes it smaller")
    if isinstance(fault, UnicodeEncodeError):  # what we keep can be encoded; what the system hands over may not
        text = errors.shown(str(fault.object))
        return errors.UsageError("{text} cannot be written here", "set the locale to UTF-8", text=text)
    text = f"{type(fault).__name__}: {fault}"
    return errors.BugError("a bug in dongbei: {fault}", "DONGBEI_DEBUG=1 shows where", fault=text)
