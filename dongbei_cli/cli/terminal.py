"""stdout, stderr and files: data goes to the first or to a file, talk to the second."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dongbei_cli import errors

DEFAULT_WIDTH = 80
WIDEST = 1000
NARROWEST = 2
"""Cells of a Chinese character: with fewer there would be nothing to print it in."""
PLAINER = str.maketrans("─█▉▊▋▌▍▎▏⚠¶░▒●▸⌜⌟✓✗·−–", "-########!#.=*>[]+x---")


@contextmanager
def flushed() -> Iterator[None]:
    """See that what the block prints has left the process; a stdout that takes nothing is an error, not a traceback."""
    occupy()
    if sys.stdout is None:
        raise errors.UnwritableOutputError(errors.Message("stdout"), "it is closed")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # for the help, which is all that is printed as text
    try:
        try:
            yield
        finally:  # before anything is said of a fault
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as fault:
        if fault.filename is not None:  # of a file, not of a stream
            raise
        abandon()
        raise errors.UnwritableOutputError(errors.Message("stdout"), fault.strerror or str(fault)) from fault


def occupy() -> None:
    """Give the places of closed streams to nothing, lest a file that is opened gets what goes to one of them."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is None:
            os.open(os.devnull, os.O_RDWR)


def abandon() -> None:
    """Say nothing more to stdout, not even what is still in its buffer."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write(chunks: Iterable[bytes], path: Path | None, force: bool = False, inputs: Sequence[Path] = ()) -> None:
    """Write bytes to `path`, whole or not at all, or to stdout, where one write may take only a part."""
    if path is not None:
        from dongbei_cli import files

        files.write(path, chunks, force, inputs)
        return
    for chunk in chunks:
        rest = memoryview(chunk)
        while rest:
            rest = rest[sys.stdout.buffer.write(rest) or 0 :]


def drawn(draw: Callable[[int], Iterator[Any]], on_stdout: bool = True) -> str:
    """Return what Rich makes of the renderables that `draw` yields for a width, with escapes where they are wanted."""
    from rich.console import Console

    buffer = io.StringIO()
    live = on_stdout and colourful()
    console = Console(
        file=buffer, width=width(), force_terminal=live, no_color=None if live else True,
        color_system=None if not live else "standard" if dumb() else "auto", highlight=False, markup=False,
        emoji=False, legacy_windows=False,
    )  # fmt: skip
    for renderable in draw(console.width):
        console.print(renderable, no_wrap=True, overflow="ignore", crop=False)  # the views have broken the lines
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def colourful() -> bool:
    """Return whether stdout wants escapes: NO_COLOR forbids them, FORCE_COLOR and CLICOLOR_FORCE demand them."""
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return sys.stdout.isatty() and not dumb()


def dumb() -> bool:
    """Return whether the terminal can do no more than print."""
    return os.environ.get("TERM", "" if os.name == "posix" else "windows") in ("", "dumb")


def show(text: str, paged: bool) -> None:
    """Write text to stdout, through a pager where it is taller than the terminal and `paged` allows it."""
    data = drawable(text, sys.stdout.encoding or "utf-8")
    if not (paged and sys.stdout.isatty() and not dumb() and text.count("\n") >= height() and through_pager(data)):
        write([data], None)


def through_pager(data: bytes) -> bool:
    """Show bytes in $DONGBEI_PAGER, $PAGER or less; False where it cannot be run."""
    import shlex
    import signal
    import subprocess

    command = os.environ.get("DONGBEI_PAGER") or os.environ.get("PAGER") or "less -FRX"
    sys.stdout.flush()
    ours = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C belongs to the pager while it runs
    try:
        environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
        subprocess.run(shlex.split(command), input=data, env=environment, check=False)
    except (OSError, ValueError):
        return False
    finally:
        signal.signal(signal.SIGINT, ours)
    return True


def drawable(text: str, encoding: str) -> bytes:
    """Return text for a console that may not have all its characters: plainer lines and bars, no character lost."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(PLAINER).encode(encoding, "backslashreplace")


def width() -> int:
    """Return the cells of a line: COLUMNS where it makes sense, else what the terminal says, else 80."""
    return min(max(sized("COLUMNS", 0) or DEFAULT_WIDTH, NARROWEST), WIDEST)


def height() -> int:
    """Return the lines of the screen: LINES where it makes sense, else what the terminal says, else 24."""
    return sized("LINES", 1) or 24


def sized(variable: str, side: int) -> int:
    """Return a size of the terminal from a variable or the terminal itself; 0 where neither knows it."""
    typed = os.environ.get(variable, "")
    if typed.isascii() and typed.isdigit() and int(typed[:9]) > 0:
        return int(typed[:9])
    try:
        return os.get_terminal_size(sys.stdout.fileno())[side]
    except (OSError, ValueError):
        return 0


def say(message: str) -> None:
    """Write a line of talk; who listens to nothing gets the exit code."""
    try:
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()
    except AttributeError:  # it is closed
        return
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def one_line(message: str) -> str:
    """Return a message without line breaks, control characters or endless words."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in errors.short(message.replace("\n", " ")))
