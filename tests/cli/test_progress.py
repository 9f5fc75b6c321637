"""The progress line: on a terminal, when the work takes long, and gone at its end."""

import io
import sys

import pytest

from dongbei_cli.cli import progress


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Make stderr a terminal; not as a fixture, since pytest sets stderr anew between a fixture and its test."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_long_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long work is drawn over itself, and nothing of it stays on the line; there is no escape sequence."""
    terminal = on_terminal(monkeypatch)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "PAUSE", 0)
    with progress.shown() as heard:
        heard("reading", 5, 10)
        heard("compiling", 10, 10)
    assert terminal.getvalue().split("\r") == [
        "",
        "reading   [###############...............]  50%",
        "compiling [##############################] 100%",
        " " * 47,
        "",
    ]


def test_short_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that is soon over is not drawn."""
    terminal = on_terminal(monkeypatch)
    with progress.shown() as heard:
        heard("reading", 5, 10)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("stream", "term"), [(io.StringIO(), "xterm"), (Terminal(), "dumb")])
def test_no_terminal(stream: io.StringIO, term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is drawn into a file, on a dumb terminal or without a stderr, however long the work takes."""
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setenv("TERM", term)
    for stderr in (stream, None):
        monkeypatch.setattr(sys, "stderr", stderr)
        with progress.shown() as heard:
            heard("reading", 5, 10)
    assert stream.getvalue() == ""


@pytest.mark.parametrize(("done", "whole"), [(0, 0), (11, 10)])
def test_odd_counts(done: int, whole: int) -> None:
    """A whole of nothing, or a file that grew, is all done."""
    assert progress.pictured("reading", done, whole) == f"reading   [{'#' * 30}] 100%"
