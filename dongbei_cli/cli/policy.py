"""`dongbei policy`."""

from typing import Annotated

import typer

from dongbei_cli import model
from dongbei_cli.cli.arguments import Texts, Topic, offers
from dongbei_cli.cli.lookup import Reply, lookup
from dongbei_cli.workspace import Base


@lookup(model.Measure)
def command(
    base: Base,
    area: Annotated[
        Texts, typer.Option("--area", metavar="NAME", help="Only this area.", autocompletion=offers("area"))
    ] = None,
    status: Annotated[
        Texts,
        typer.Option(
            "--status", metavar="STATUS", help="official (of a meeting) or proposed.", autocompletion=offers("status")
        ),
    ] = None,
    by: Annotated[
        Texts, typer.Option("--by", metavar="NAME", help="Only by this proposer.", autocompletion=offers("proposer"))
    ] = None,
    topic: Topic = None,
) -> Reply:
    """Policy measures: put forward at a meeting, or proposed by an expert.

    \b
    Examples:
      dongbei policy --area 国企改革
      dongbei policy --status proposed --by 迟福林
      dongbei policy -f markdown -o measures.md
    """
    return Reply(base.measures(area, status, by, topic), "measures")
