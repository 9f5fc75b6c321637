"""`dongbei export`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from dongbei_cli import errors, export, files
from dongbei_cli.base import open_base
from dongbei_cli.cli import language, terminal
from dongbei_cli.cli.arguments import Accessed, Facts, Force, Output, Unproved, one_of, target


def command(
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
    if path is not None:
        as_folder = form == "datapackage" and path.suffix.lower() != ".zip"
        (files.check_folder if as_folder else files.check)(path, force, base.files)
        export.demand_suffix(path, form)
    if not unproved:
        base.demand_proof()
    content = export.content(base, form, language.current(), accessed)
    if path is not None:
        place(path, content, force, base.files)
        terminal.say(language._("{path}: {count} facts").format(path=path, count=len(base)))
    elif isinstance(content, bytes):
        terminal.write([content], None)


def place(path: Path, content: bytes | dict[str, bytes], force: bool, inputs: Sequence[Path]) -> None:
    """Write an export: a file, a folder of files, or those files as one zip."""
    if isinstance(content, bytes):
        files.write(path, [content], force, inputs)
    elif path.suffix.lower() == ".zip":
        files.write(path, [export.zipped(content)], force, inputs)
    else:
        files.write_folder(path, content, force, inputs)
