"""The commands that give facts to other programs: citations, whole bases in several forms, and schemas."""

from typing import Annotated, Any

import typer

from dongbei_cli import errors, export, files
from dongbei_cli.base import open_base
from dongbei_cli.cli import COMMANDS, options, terminal
from dongbei_cli.cli.options import DEFAULT_STYLE, Accessed, Facts, Force, Output, Source, Texts, Unproved
from dongbei_cli.cli.terminal import _

STYLES_BY_SUFFIX = {".bib": "bibtex", ".json": "csl-json", ".ris": "ris", ".txt": DEFAULT_STYLE}
IDS = "Ids of facts; the article if none."
STYLES = "gbt7714 (the 2025 edition, default), gbt7714-2015, apa, bibtex, biblatex, ris, csl-json."
STYLE = typer.Option("--style", "-s", metavar="STYLE", help=STYLES, **options.ANY_STYLE)
FORM = typer.Argument(
    metavar="FORMAT", help="sqlite, datapackage, jsonld or html.", **options.one_of("format", lambda: [*export.FORMS])
)
WHICH = typer.Argument(
    metavar="[COMMAND]", help="A command, sqlite for the metadata that Datasette reads, or nothing for facts.yaml.",
    autocompletion=lambda: [*COMMANDS["Look up"], "sqlite"],
)  # fmt: skip

app = typer.Typer()


@app.command("cite")
def cite(  # noqa: PLR0913, PLR0917 (what a citation can be)
    ids: Annotated[Texts, typer.Argument(metavar="[ID...]", help=IDS, autocompletion=options.names("fact"))] = None,
    style: Annotated[str | None, STYLE] = None,
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
    if style is None:
        style = DEFAULT_STYLE
        if output is not None and not files.is_device(output):
            style = options.by_suffix(output, STYLES_BY_SUFFIX, "--style")
    base = open_base(facts)
    base.narrow(source or ())
    text = base.citations(ids or (), style, accessed)
    terminal.write([f"{text}\n".encode()], output, force, base.files)


@app.command("export")
def export_base(  # noqa: PLR0913, PLR0917 (see lookup)
    form: Annotated[str, FORM],
    output: Output = None,
    force: Force = False,
    accessed: Accessed = None,
    facts: Facts = None,
    source: Source = None,
    unproved: Unproved = False,
) -> None:
    """The whole base for other programs: a database, a data package, linked data, or a page to read.

    \b
    Examples:
      dongbei export html -o northeast.html --lang zh
      dongbei export datapackage -o northeast.zip
      dongbei export jsonld | jq '."@graph" | length'
    """
    if output is None and form not in export.TEXTS:
        raise errors.UsageError("{format} does not go to a terminal", "say where with -o PATH", format=form)
    base = open_base(facts)
    base.narrow(source or ())
    as_folder = output is not None and form == "datapackage" and output.suffix.lower() != ".zip"
    if output is not None:
        (files.check_folder if as_folder else files.check)(output, force, base.files)
        export.demand_suffix(output, form)
    if not unproved:
        base.demand_proof()
    content: Any = export.content(base, form, terminal.language(), accessed)
    if output is not None and as_folder:
        files.write_folder(output, content, force, base.files)
    else:
        terminal.write([export.zipped(content) if form == "datapackage" else content], output, force, base.files)
    if output is not None:
        terminal.say(_("{path}: {count} facts").format(path=output, count=len(base)))


@app.command("schema")
def schema(name: Annotated[str | None, WHICH] = None) -> None:
    """JSON Schema of facts.yaml, or of the JSON that a command prints.

    \b
    Examples:
      dongbei schema > facts.schema.json
      dongbei schema stats
      dongbei schema sqlite > metadata.json
    """
    from dongbei_cli import schemas  # PyYAML with it, which the help does without

    terminal.write([schemas.text(name).encode()], None)
