"""`dongbei cite`."""

from typing import Annotated

import typer

from dongbei_cli.cli import citing, terminal
from dongbei_cli.cli.arguments import Accessed, Facts, Force, Output, Texts, offers, target
from dongbei_cli.workspace import open_base


def styles() -> list[str]:
    """Return the styles that there are."""
    from dongbei_cli.citations import STYLES

    return [*STYLES]


def command(  # noqa: PLR0913, PLR0917 (its options)
    ids: Annotated[
        Texts, typer.Argument(metavar="[ID...]", help="Ids of facts; the article if none.", autocompletion=offers("fact"))
    ] = None,
    style: Annotated[
        str | None,
        typer.Option(
            "--style", "-s", metavar="STYLE", autocompletion=styles,
            help="gbt7714 (the 2025 edition, default), gbt7714-2015, apa, bibtex, csl-json.",
        ),
    ] = None,
    accessed: Accessed = None,
    output: Output = None,
    force: Force = False,
    facts: Facts = None,
) -> None:  # fmt: skip
    """Citations of facts, or of the article, to paste into a paper.

    \b
    Examples:
      dongbei cite
      dongbei cite transfers-jilin-2003-2022 --style apa
      dongbei cite share-2003 share-2021 -o references.bib
    """
    path = target(output)
    chosen = citing.named(style) if style else citing.style_for(path)
    base = open_base(facts)
    with base.answering():
        text = base.citations(ids or (), chosen, accessed)
    terminal.write([f"{text}\n".encode()], path, force, base.files)
