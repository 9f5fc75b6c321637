"""`dongbei export`."""

from typing import Annotated

import typer

from dongbei_cli import errors, exports, files
from dongbei_cli.cli import language, terminal
from dongbei_cli.cli.arguments import Accessed, Facts, Force, Output, Unproved, one_of, target
from dongbei_cli.workspace import open_base


def command(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="sqlite, datapackage, jsonld or html.", **one_of("format", lambda: exports.FORMATS)
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
    if path is None and form not in exports.TEXTS:
        raise errors.UsageError("{format} does not go to a terminal", "say where with -o PATH", format=form)
    base = open_base(facts)
    if path is not None:
        as_folder = form == "datapackage" and path.suffix.lower() != ".zip"
        (files.check_folder if as_folder else files.check)(path, force, base.files)
        exports.demand_suffix(path, form)
    base.demand_proof(unproved)
    with base.answering():
        content = base.exported(form, language.current(), accessed)
    if path is not None:
        exports.place(path, content, base.files, force)
        terminal.say(language._("{path}: {count} facts").format(path=path, count=len(base.facts())))
    elif isinstance(content, bytes):
        terminal.write([content], None)
