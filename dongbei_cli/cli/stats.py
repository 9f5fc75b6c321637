"""`dongbei stats`."""

from contextlib import suppress
from typing import Annotated

import typer

from dongbei_cli import errors, model
from dongbei_cli.base import Base, open_base
from dongbei_cli.cli.lookup import Reply, Since, Texts, Topic, Until, lookup, names, some

UNITS = ["元", "万元", "亿元", "万亿元", "人", "万人", "%", "年", "yuan", "people"]
ON_TOPIC = "Only figures on this topic."
CONVERT = "Convert to 元, 亿元, 万亿元, 人, 万人, trillion yuan ..."


def units(context: typer.Context) -> list[str]:
    """Return the units that the figures asked for can be given in."""
    from dongbei_cli import amounts
    from dongbei_cli.cli.completion import typed_paths

    base, given = open_base(typed_paths(context)), context.params
    topics = [*(given["subject"] or ()), *(given["topic"] or ())]
    figures = base.figures(topics, given["region"], given["since"], given["until"])
    return [unit for unit in UNITS if any(amounts.figure_in(figure, unit) for figure in figures)]


@lookup(model.Figure)
def command(  # noqa: PLR0913, PLR0917 (its options)
    base: Base,
    subject: Annotated[
        Texts, typer.Argument(metavar="[TOPIC]...", help=ON_TOPIC, autocompletion=names("topic"))
    ] = None,
    topic: Topic = None,
    region: Annotated[Texts, some("region", "--region", "NAME", "Only figures for this region.")] = None,
    since: Since = None,
    until: Until = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help=CONVERT, autocompletion=units)] = None,
    chart: Annotated[bool, typer.Option("--chart", help="Pictures of the figures that compare.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help="Mere counts (三大, 第七次) in tables as well.")
    ] = False,
) -> Reply:
    """Figures, with bars, sums and the article's own contradictions.

    \b
    Examples:
      dongbei stats transfers
      dongbei stats --region 吉林 --unit 万亿元
      dongbei stats economy --chart
      dongbei stats transfers --json | jq '.[] | [.region, .written]'
    """
    topics = [topic_named(base, word) for word in subject or ()] + (topic or [])
    view = "pictures" if chart else "stats"
    return Reply(lambda most: base.figures(topics, region, since, until, unit, most), view, everything=everything)


def topic_named(base: Base, word: str) -> str:
    """Return the topic that a word names; the hint of the error says when the word names a region."""
    try:
        return base.name_of("topic", word)
    except errors.UnknownNameError as fault:
        with suppress(errors.DongbeiError):
            base.name_of("region", word)
            fault.hint = errors.did_you_mean([f"dongbei stats --region {word}"])
        raise
