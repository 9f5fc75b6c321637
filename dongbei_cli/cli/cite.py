"""`dongbei cite`."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated

import typer

from dongbei_cli import files
from dongbei_cli.base import open_base
from dongbei_cli.cli import terminal
from dongbei_cli.cli.lookup import (
    ANY_STYLE,
    DEFAULT_STYLE,
    Accessed,
    Facts,
    Force,
    Output,
    Source,
    Texts,
    by_suffix,
    names,
    styles,
    target,
)

STYLES_BY_SUFFIX = {".bib": "bibtex", ".json": "csl-json", ".ris": "ris", ".txt": DEFAULT_STYLE}
IDS = "Ids of facts; the article if none."
NAMED = "gbt7714 (the 2025 edition, default), gbt7714-2015, apa, bibtex, biblatex, ris, csl-json."


def command(  # noqa: PLR0913, PLR0917 (what a citation can be)
    ids: Annotated[Texts, typer.Argument(metavar="[ID...]", help=IDS, autocompletion=names("fact"))] = None,
    style: Annotated[str | None, typer.Option("--style", "-s", metavar="STYLE", help=NAMED, **ANY_STYLE)] = None,
    accessed: Accessed = None,
    output: Output = None,
    force: Force = False,
    facts: Facts = None,
    source: Source = None,
) -> None:
    """Citations of facts, or of the article, to paste into a paper.

    \b
    Examples:
      dongbei cite
      dongbei cite transfers-jilin-2003-2022 --style apa
      dongbei cite share-2003 share-2021 -o references.bib
    """
    path = target(output)
    if style is None:
        style = DEFAULT_STYLE if path is None or files.is_device(path) else by_suffix(path, STYLES_BY_SUFFIX, "--style")
    base = open_base(facts)
    base.narrow(source or ())
    text = base.citations(ids or (), style, accessed)
    terminal.write([f"{text}\n".encode()], path, force, base.files)


def spelled_out(words: Sequence[str]) -> list[str]:
    """Return the words of a line with the style of a bare `--cite`: Typer has no option whose value may be left out."""
    return [
        f"--cite={DEFAULT_STYLE}" if word == "--cite" and after.casefold() not in styles() else word
        for word, after in pairwise([*words, ""])
    ]
