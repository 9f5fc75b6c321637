"""The commands: each takes its arguments, asks one question of the base, and names the view that draws the answer."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from dongbei_cli.cli import options
from dongbei_cli.cli.reply import Reply, lookup
from dongbei_cli.workspace import Base


@lookup
def timeline(
    base: Base,
    since: options.Since = None,
    until: options.Until = None,
    category: options.Category = None,
    topic: options.Topic = None,
    everything: options.Everything = False,
) -> Reply:
    """What happened when, in order.

    \b
    Examples:
      dongbei timeline
      dongbei timeline --since 2023 --category meeting
      dongbei timeline --all --until 2010 --json
    """
    if everything:
        return Reply(base.timeline(since, until, topic), "timeline")
    return Reply(base.events(since, until, category, topic), "timeline")


@lookup
def stats(
    base: Base,
    topic: options.TopicArgument = None,
    region: options.Region = None,
    since: options.Since = None,
    until: options.Until = None,
    unit: options.Unit = None,
) -> Reply:
    """Figures, with bars, sums and the article's own contradictions.

    \b
    Examples:
      dongbei stats transfers
      dongbei stats --region 吉林 --unit 万亿元
      dongbei stats transfers --json | jq '.[] | [.region, .value, .unit]'
    """
    figures = base.figures(topic, region, since, until, unit)
    wider = base.topics()
    return Reply(figures, "stats", lambda: (base.relations([figure.id for figure in figures]), wider))


@lookup
def quote(
    base: Base, expert: options.Experts = None, topic: options.Topic = None, speech: options.Speech = None
) -> Reply:
    """Who said what; quotation marks stand only around direct speech.

    \b
    Examples:
      dongbei quote --expert 徐林
      dongbei quote -e "Wang Mingyuan" -e 迟福林
      dongbei quote --speech direct --lang en
    """
    return Reply(base.quotes(expert or (), topic, speech), "quotes")


@lookup
def policy(
    base: Base,
    area: options.Area = None,
    status: options.Status = None,
    by: options.By = None,
    topic: options.Topic = None,
) -> Reply:
    """Policy measures: adopted at a meeting, or proposed by an expert.

    \b
    Examples:
      dongbei policy --area 国企改革
      dongbei policy --status proposed --by 迟福林
      dongbei policy -f markdown -o measures.md
    """
    return Reply(base.measures(area, status, by, topic), "measures")


@lookup
def people(base: Base) -> Reply:
    """The experts and officials, their roles, and how often they are heard.

    \b
    Examples:
      dongbei people
      dongbei people --fields name,name_en,role --lang en
    """
    return Reply(base.people(), "people")


@lookup
def list_(base: Base, kind: options.Kind = None, topic: options.Topic = None) -> Reply:
    """Every fact, in the order of the article.

    \b
    Examples:
      dongbei list --kind document
      dongbei list --topic opening-up -f csv -o facts.csv
    """
    return Reply(base.facts(kind, topic), "facts")


@lookup
def show(base: Base, ids: options.Ids) -> Reply:
    """One fact whole: every field, its words in their paragraph, its arithmetic.

    \b
    Examples:
      dongbei show transfers-jilin-2003-2022
      dongbei show share-2003 share-2021 --json
    """
    records = base.records(ids)
    return Reply(records, "whole", lambda: (base.evidence(records),))


@lookup
def topics(base: Base) -> Reply:
    """The vocabulary: topics, areas of policy and regions.

    \b
    Examples:
      dongbei topics
      dongbei topics --json | jq -r '.[].slug'
    """
    return Reply(base.topics(), "topics")


def schema(
    command: Annotated[
        str | None,
        typer.Argument(metavar="[COMMAND]", help="A command, or nothing for facts.yaml.", show_default=False),
    ] = None,
) -> None:
    """JSON Schema of facts.yaml, or of the JSON that a command prints.

    \b
    Examples:
      dongbei schema > facts.schema.json
      dongbei schema stats
    """
    from dongbei_cli import schemas
    from dongbei_cli.cli import terminal

    terminal.write([schemas.text(command).encode()], None)


def build(
    facts: Annotated[
        str | None, typer.Argument(metavar="[FACTS.YAML]", help="What to compile.", show_default=False)
    ] = None,
    output: Annotated[
        str, options.option("--output", "-o", metavar="FILE", help="The database; facts.db if not given.")
    ] = "facts.db",
) -> None:
    """Compile a facts.yaml into one SQLite file that answers faster.

    \b
    Examples:
      dongbei build facts.yaml -o facts.db
      dongbei timeline --facts facts.db
    """
    from pathlib import Path

    from dongbei_cli import workspace
    from dongbei_cli.cli import terminal

    made = workspace.build(Path(facts) if facts else None, Path(output))
    terminal.say(f"{output}: {made} facts")


COMMANDS: dict[str, Callable[..., Any]] = {
    "timeline": timeline,
    "stats": stats,
    "quote": quote,
    "policy": policy,
    "people": people,
    "list": list_,
    "show": show,
    "topics": topics,
    "schema": schema,
    "build": build,
}
"""Every command by the name that people type, in the order of the help."""
