"""`dongbei policy`."""

from typing import Annotated

from dongbei_cli import model
from dongbei_cli.base import Base
from dongbei_cli.cli.lookup import Reply, Texts, Topic, lookup, some


@lookup(model.Measure)
def command(
    base: Base,
    area: Annotated[Texts, some("area", "--area", "NAME", "Only this area.")] = None,
    status: Annotated[Texts, some("status", "--status", "STATUS", "official (of a meeting) or proposed.")] = None,
    by: Annotated[Texts, some("proposer", "--by", "NAME", "Only by this proposer.")] = None,
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
