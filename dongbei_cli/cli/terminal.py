"""stdout, stderr and files: data goes to the first or to a file, talk to the second."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dongbei_cli import errors

if TYPE_CHECKING:
    from dongbei_cli.workspace.answers import Base

DEFAULT_WIDTH = 80
WIDEST = 1000
NARROWEST = 2
"""Cells of a Chinese character: with fewer there would be nothing to print it in."""
PLAINER = str.maketrans("─█▉▊▋▌▍▎▏⚠¶░▒●∙▸◂├┤│╌⌜−–", "-########!#.=*.><++|.[--")


@contextmanager
def flushed() -> Iterator[None]:
    """See that what the block prints has left the process; a stdout that takes nothing is an error, not a traceback."""
    occupy()
    if sys.stdout is None:
        raise errors.UnwritableOutputError("stdout", "it is closed")
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
        raise errors.UnwritableOutputError("stdout", fault.strerror or str(fault)) from fault


def occupy() -> None:
    """Give the places of closed streams to nothing, lest a file that is opened gets what goes to one of them."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is None:
            os.open(os.devnull, os.O_RDWR)


def abandon() -> None:
    """Say nothing more to stdout, not even what is still in its buffer."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write(chunks: Iterable[bytes], path: Path | None) -> None:
    """Bytes to `path`, whole or not at all, or to stdout."""
    if path is not None:
        from dongbei_cli import outfile  # tempfile and shutil with it: 5 million instructions

        outfile.write(path, chunks)
    else:
        for chunk in chunks:
            write_whole(chunk)


def demand_replaceable(path: Path, base: "Base", force: bool) -> None:
    """UnwritableOutputError where a file stands that must not be replaced; see `exports.replacing`."""
    from dongbei_cli import exports

    exports.demand_replaceable(path, base.files, force, pins=[source.sha256 for source in base.sources])


def write_whole(data: bytes) -> None:
    """All of `data` to stdout: where Python does not buffer, one write may take only a part."""
    rest = memoryview(data)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) or 0 :]


def draw(drawn: Callable[[int], Iterator[Any]], path: Path | None, no_color: bool) -> None:
    """Rich renderables to stdout, with escapes on a terminal that wants them, or as plain text."""
    from rich.console import Console

    buffer = io.StringIO()
    plain = no_color or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    live = path is None and sys.stdout.isatty() and not plain
    console = Console(
        file=buffer, width=room(), force_terminal=live, no_color=plain or None,
        color_system="auto" if live else None, highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    for renderable in drawn(console.width):
        console.print(renderable, no_wrap=True, overflow="ignore", crop=False)  # the views have broken the lines
    text = "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))
    encoding = "utf-8" if path is not None else sys.stdout.encoding or "utf-8"
    write([drawable(text, encoding)], path)


def drawable(text: str, encoding: str) -> bytes:
    """`text` for a console that may not have all its characters: plainer lines and bars, and no character lost."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(PLAINER).encode(encoding, "backslashreplace")


def room() -> int:
    """Cells of a line: COLUMNS where it makes sense, else what the terminal says, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns[:9]) > 0:
        return min(max(int(columns[:9]), NARROWEST), WIDEST)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError):
        return DEFAULT_WIDTH


def say(message: str) -> None:
    """A line of talk; who listens to nothing gets the exit code."""
    try:
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()
    except AttributeError:  # it is closed
        return
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
