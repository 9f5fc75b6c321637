"""`dongbei cite`."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from dongbei_cli import errors, files
from dongbei_cli.base import open_base
from dongbei_cli.cli import terminal
from dongbei_cli.cli.lookup import (
    DEFAULT_STYLE,
    Accessed,
    Facts,
    Force,
    Output,
    Texts,
    names,
    one_of,
    styles,
    target,
)

STYLES_BY_SUFFIX = {".bib": "bibtex", ".json": "csl-json", ".ris": "ris", ".txt": DEFAULT_STYLE}
IDS = "Ids of facts; the article if none."
NAMED = "gbt7714 (the 2025 edition, default), gbt7714-2015, apa, bibtex, biblatex, ris, csl-json."


def command(
    ids: Annotated[Texts, typer.Argument(metavar="[ID...]", help=IDS, autocompletion=names("fact"))] = None,
    style: Annotated[
        str | None, typer.Option("--style", "-s", metavar="STYLE", help=NAMED, **one_of("style", styles))
    ] = None,
    accessed: Accessed = None,
    output: Output = None,
    force: Force = False,
    facts: Facts = None,
) -> None:
    """Citations of facts, or of the article, to paste into a paper.

    \b
    Examples:
      dongbei cite
      dongbei cite transfers-jilin-2003-2022 --style apa
      dongbei cite share-2003 share-2021 -o references.bib
    """
    path = target(output)
    chosen = style or style_for(path)
    base = open_base(facts)
    text = base.citations(ids or (), chosen, accessed)
    terminal.write([f"{text}\n".encode()], path, force, base.files)


def style_for(path: Path | None) -> str:
    """Return the style that the suffix of a file asks for; UsageError where it asks for none."""
    if path is None or files.is_device(path):
        return DEFAULT_STYLE
    if path.suffix.lower() not in STYLES_BY_SUFFIX:
        hint = errors.Message("use {suffixes}, or --style", suffixes=", ".join(STYLES_BY_SUFFIX))
        raise errors.UsageError("the suffix of {path} names no style", hint, path=path)
    return STYLES_BY_SUFFIX[path.suffix.lower()]


def spelled_out(words: Sequence[str]) -> list[str]:
    """Return the words of a line with the style of a bare `--cite`: Typer has no option whose value may be left out."""
    return [
        f"--cite={DEFAULT_STYLE}" if word == "--cite" and after.casefold() not in styles() else word
        for word, after in pairwise([*words, ""])
    ]
