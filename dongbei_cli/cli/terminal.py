"""What surrounds a run: language, stdout and files for data, stderr for talk, the screen and its pager."""

import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import typer

from dongbei_cli import errors, files

PLAINER = str.maketrans("─█▉▊▋▌▍▎▏⚠¶●⌜⌟✓✗·−–", "-########!#*[]+x---")


def before_dashes(words: list[str]) -> list[str]:
    """Return the words of a line that may be options: those before `--`."""
    return words[: words.index("--") if "--" in words else None]


@cache
def language() -> str:
    """Return zh or en: `--lang` wherever it stands, else DONGBEI_LANG, else the locale, English for all but Chinese."""
    given = re.findall("\0--lang[=\0]([^\0]*)", "\0".join(["", *before_dashes(sys.argv[1:])]))
    for origin, text in (("--lang", given and given[-1]), ("DONGBEI_LANG", os.environ.get("DONGBEI_LANG"))):
        name = re.split("[-_.@]", (text or "").casefold())[0]
        if name in ("zh", "en"):
            return name
        if text:
            raise errors.UsageError("{origin} is {value}", "it takes zh or en", origin=origin, value=errors.shown(text))
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if locale.casefold().startswith("zh") else "en"


def _(text: str) -> str:
    """Translate a text or template; it stays English where the language asked for is none of ours."""
    with suppress(errors.UsageError):
        return errors.translated(text, language())
    return text


def prepare() -> None:
    """Make the standard streams fit to write to; UnwritableOutputError for a stdout that is closed."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is None:  # it is closed: lest a file that is opened takes its place and gets what goes to it
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        raise errors.UnwritableOutputError(errors.Message("stdout"), "it is closed")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # for the help, which is all that is printed as text


def abandon() -> None:
    """Say nothing more to stdout, not even what is still in its buffer."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write(chunks: Iterable[bytes], path: Path | None, force: bool = False, inputs: Sequence[Path] = ()) -> None:
    """Write bytes to `path`, whole or not at all, or to stdout, where one write may take only a part."""
    if path is not None:
        files.write(path, chunks, force, inputs)
        return
    rest = memoryview(b"".join(chunks))
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) or 0 :]


def drawn(draw: Callable[[int], Iterator[Any]], on_stdout: bool = True) -> str:
    """Return what Rich makes of the renderables that `draw` yields for a width, with escapes where they are wanted."""
    from rich.console import Console

    buffer = io.StringIO()
    live = on_stdout and colourful()
    width = min(max(shutil.get_terminal_size()[0], 2), 1000)  # a Chinese character takes two cells
    colours: Any = None if not live else "standard" if dumb() else "auto"
    console = Console(
        file=buffer, width=width, force_terminal=live, color_system=colours, highlight=False, markup=False, emoji=False,
        legacy_windows=False,
    )  # fmt: skip
    for renderable in draw(console.width):
        console.print(renderable, no_wrap=True, overflow="ignore", crop=False)  # the views have broken the lines
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def colourful() -> bool:
    """Return whether stdout wants escapes: NO_COLOR forbids them, FORCE_COLOR and CLICOLOR_FORCE demand them."""
    if os.environ.get("NO_COLOR"):
        return False
    forced = any(os.environ.get(name, "") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE"))
    return forced or (sys.stdout.isatty() and not dumb())


def dumb() -> bool:
    """Return whether the terminal can do no more than print."""
    return os.environ.get("TERM", "" if os.name == "posix" else "windows") in ("", "dumb")


def show(text: str, paged: bool) -> None:
    """Write text to stdout, through a pager where it is tall and may be `paged`; with plainer lines where it must."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        data = text.translate(PLAINER).encode(encoding, "backslashreplace")
    if paged and sys.stdout.isatty() and not dumb() and text.count("\n") >= shutil.get_terminal_size()[1]:
        import shlex
        import signal
        import subprocess

        command = shlex.split(os.environ.get("DONGBEI_PAGER", os.environ.get("PAGER", "less -FRX")))
        ours = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C belongs to the pager while it runs
        try:
            environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
            subprocess.run(command, input=data, env=environment, check=False)
            return
        except (OSError, ValueError, IndexError):  # it cannot be run, or is the empty text for none
            pass
        finally:
            signal.signal(signal.SIGINT, ours)
    write([data], None)


def say(message: str) -> None:
    """Write one line of talk to stderr."""
    typer.echo(one_line(message), err=True)


def one_line(message: str) -> str:
    """Return a message without line breaks, control characters or endless words."""
    cut = re.sub(r"(\S{60})\S{4000,}", r"\1...", message.replace("\n", " "))
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in cut)
