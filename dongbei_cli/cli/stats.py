"""`dongbei stats`."""

from typing import Annotated

import typer

from dongbei_cli import errors, model
from dongbei_cli.cli.arguments import Since, Texts, Topic, Until, offers
from dongbei_cli.cli.lookup import Reply, lookup
from dongbei_cli.workspace import Base

UNITS = ["元", "万元", "亿元", "万亿元", "人", "万人", "%", "年", "yuan", "people"]


@lookup(model.Figure)
def command(
    base: Base,
    subject: Annotated[
        Texts,
        typer.Argument(metavar="[TOPIC]...", help="Only figures on this topic.", autocompletion=offers("topic")),
    ] = None,
    topic: Topic = None,
    region: Annotated[
        Texts,
        typer.Option(
            "--region", metavar="NAME", help="Only figures for this region.", autocompletion=offers("region")
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit", metavar="UNIT", help="Convert to 元, 亿元, 万亿元, 人, 万人, trillion yuan ...",
            autocompletion=lambda: UNITS,
        ),
    ] = None,
    chart: Annotated[bool, typer.Option("--chart", help="Pictures of the figures that compare.")] = False,
) -> Reply:  # fmt: skip
    """Figures, with bars, sums and the article's own contradictions.

    \b
    Examples:
      dongbei stats transfers
      dongbei stats --region 吉林 --unit 万亿元
      dongbei stats economy --chart
      dongbei stats transfers --json | jq '.[] | [.region, .written]'
    """
    topics = [*(subject or ()), *(topic or ())]
    for word in subject or ():
        demand_topic(base, word)
    view = "pictures" if chart else "stats"
    return Reply(lambda most: base.figures(topics, region, since, until, unit, most), view)


def demand_topic(base: Base, word: str) -> None:
    """Raise the error for a word that names no topic; its hint says when it names a region."""
    try:
        base.name("topic", word)
    except errors.UnknownNameError as fault:
        try:
            base.name("region", word)
        except errors.DongbeiError:
            raise fault from None
        fault.hint = errors.did_you_mean([f"dongbei stats --region {word}"])
        raise fault from None
