"""`dongbei search`."""

from typing import Annotated

import typer

from dongbei_cli.base import Base
from dongbei_cli.cli import terminal
from dongbei_cli.cli.lookup import EVERY_KIND, Kind, Reply, Topic, classes, lookup
from dongbei_cli.errors import shown

RANKED = ("score", "matched", "mended")
"""What a search adds to the keys of a record."""
Query = Annotated[list[str], typer.Argument(metavar="QUERY...", help="Words, a question, a number or a date.")]

Explain = Annotated[bool, typer.Option("--explain", help="Say which words the first answer has in which field.")]


@lookup(*EVERY_KIND)
def command(base: Base, query: Query, kind: Kind = None, topic: Topic = None, explain: Explain = False) -> Reply:
    """Facts of every kind that a query is about, best first: Chinese, English, pinyin, numbers, dates.

    The best ten in every format, or as many as --limit says.

    \b
    Examples:
      dongbei search 人口流失
      dongbei search "fiscal transfers to Jilin" --kind figure
      dongbei search 黑龙江一共拿了多少钱？ --json | jq '.[0].id'
    """
    asked = " ".join(query)
    ranking = base.ranking(asked, kind, topic)
    if ranking.mended:
        said = terminal._("dongbei: nothing for {query}; showing {mended}")
        terminal.say(said.format(query=shown(asked), mended=ranking.mended))
    for met in ranking[0].met if explain and ranking else ():
        terminal.say(f"{met.word}: {terminal._(met.field)} {met.worth:.1f}")
    fault = None if ranking else base.nothing(asked)
    return Reply(ranking, "found", classes(kind), fault, most=10, more=RANKED)
