"""`dongbei timeline`."""

from typing import Annotated

import typer

from dongbei_cli import errors, model
from dongbei_cli.base import Base
from dongbei_cli.cli.lookup import Reply, Since, Texts, Topic, Until, lookup, some

DATED = (model.Event, model.Figure, model.Quote, model.Measure, model.Document)
CATEGORIES = "meeting, document, strategy, publication, period or forecast."
OTHERS = "Dated figures, quotes, measures and documents as well."


@lookup(*DATED)
def command(
    base: Base,
    since: Since = None,
    until: Until = None,
    category: Annotated[Texts, some("category", "--category", "SORT", CATEGORIES)] = None,
    topic: Topic = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help=OTHERS)] = False,
) -> Reply:
    """What happened when, in order.

    \b
    Examples:
      dongbei timeline
      dongbei timeline --since 2023 --category meeting
      dongbei timeline --all --until 2010 --json
    """
    if everything and category:
        raise errors.UsageError("--category sorts events, and --all shows other facts as well", "leave out one of them")
    days = base.days(since, until)
    if everything:
        return Reply(lambda most: base.timeline(since, until, topic, most), "timeline", days=days)
    return Reply(lambda most: base.events(since, until, category, topic, most), "timeline", (model.Event,), days=days)
