"""`dongbei show`."""

from typing import Annotated

import typer

from dongbei_cli.base import Base
from dongbei_cli.cli.lookup import EVERY_KIND, Reply, lookup, names

Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of facts.", autocompletion=names("fact"))]


@lookup(*EVERY_KIND)
def command(base: Base, ids: Ids) -> Reply:
    """One fact whole: every field, its words in their paragraph, its arithmetic.

    \b
    Examples:
      dongbei show transfers-jilin-2003-2022
      dongbei show share-2003 share-2021 --json
    """
    return Reply([*{record.id: record for record in base.records(ids)}.values()], "whole")
