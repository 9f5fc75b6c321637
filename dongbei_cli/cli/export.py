"""`dongbei export`."""

from typing import Annotated, Any

import typer

from dongbei_cli import errors, export, files
from dongbei_cli.base import open_base
from dongbei_cli.cli import terminal
from dongbei_cli.cli.lookup import Accessed, Facts, Force, Output, Source, Unproved, one_of, target
from dongbei_cli.cli.terminal import _


def command(  # noqa: PLR0913, PLR0917 (see lookup)
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="sqlite, datapackage, jsonld or html.", **one_of("format", lambda: [*export.FORMS])
        ),
    ],
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
    path = target(output)
    if path is None and form not in export.TEXTS:
        raise errors.UsageError("{format} does not go to a terminal", "say where with -o PATH", format=form)
    base = open_base(facts)
    base.narrow(source or ())
    as_folder = path is not None and form == "datapackage" and path.suffix.lower() != ".zip"
    if path is not None:
        (files.check_folder if as_folder else files.check)(path, force, base.files)
        export.demand_suffix(path, form)
    if not unproved:
        base.demand_proof()
    content: Any = export.content(base, form, terminal.language(), accessed)
    if path is not None and as_folder:
        files.write_folder(path, content, force, base.files)
    else:
        terminal.write([export.zipped(content) if form == "datapackage" else content], path, force, base.files)
    if path is not None:
        terminal.say(_("{path}: {count} facts").format(path=path, count=len(base)))
