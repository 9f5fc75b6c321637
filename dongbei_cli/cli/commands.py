"""The commands: each takes its arguments, asks one question of the base, and names the view that draws the answer.

A command that gives a `Reply` is a lookup: it gets the shared options, and the base that they name, when it is built.
"""

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Literal

import typer

from dongbei_cli import errors
from dongbei_cli.cli import options
from dongbei_cli.cli.reply import Reply
from dongbei_cli.workspace import Base


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
        return Reply(lambda most: base.timeline(since, until, topic, most), "timeline")
    return Reply(lambda most: base.events(since, until, category, topic, most), "timeline")


def stats(  # noqa: PLR0913, PLR0917 (its own options)
    base: Base,
    topic: options.TopicArgument = None,
    region: options.Region = None,
    since: options.Since = None,
    until: options.Until = None,
    unit: options.Unit = None,
    chart: options.Chart = False,
) -> Reply:
    """Figures, with bars, sums and the article's own contradictions.

    \b
    Examples:
      dongbei stats transfers
      dongbei stats --region 吉林 --unit 万亿元
      dongbei stats economy --chart
      dongbei stats transfers --json | jq '.[] | [.region, .value, .unit]'
    """
    figures = cache(lambda most: base.figures(topic, region, since, until, unit, most))
    view = "pictures" if chart else "stats"
    return Reply(
        figures,
        view,
        lambda: (base.relations([each.id for each in figures(None)]), base.topics("topic"), base.article),
    )


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


def policy(
    base: Base,
    area: options.Area = None,
    status: options.Status = None,
    by: options.By = None,
    topic: options.Topic = None,
) -> Reply:
    """Policy measures: put forward at a meeting, or proposed by an expert.

    \b
    Examples:
      dongbei policy --area 国企改革
      dongbei policy --status proposed --by 迟福林
      dongbei policy -f markdown -o measures.md
    """
    return Reply(base.measures(area, status, by, topic), "measures")


def people(base: Base) -> Reply:
    """The experts and officials, their roles, and how often they are heard.

    \b
    Examples:
      dongbei people
      dongbei people --fields name,name_en,role --lang en
    """
    return Reply(base.people(), "people")


def search(base: Base, query: options.Query, kind: options.Kind = None, topic: options.Topic = None) -> Reply:
    """Facts of every kind that a query is about, best first: Chinese, English, pinyin, numbers, dates.

    \b
    Examples:
      dongbei search 人口流失
      dongbei search "fiscal transfers to Jilin" --kind figure
      dongbei search 黑龙江一共拿了多少钱？ --json | jq '.[0].id'
    """
    from dongbei_cli.cli import terminal

    asked = " ".join(query)
    ranking = base.ranking(asked, kind, topic)
    if ranking.note:
        terminal.say(f"dongbei: {ranking.note}")
    return Reply(ranking, "found", lambda: (ranking.words,), None if ranking else base.nothing(asked), most=10)


def list_(base: Base, kind: options.Kind = None, topic: options.Topic = None) -> Reply:
    """Every fact, in the order of the article.

    \b
    Examples:
      dongbei list --kind document
      dongbei list --topic opening-up -f csv -o facts.csv
    """
    return Reply(lambda most: base.facts(kind, topic, most), "facts")


def show(base: Base, ids: options.Ids) -> Reply:
    """One fact whole: every field, its words in their paragraph, its arithmetic.

    \b
    Examples:
      dongbei show transfers-jilin-2003-2022
      dongbei show share-2003 share-2021 --json
    """
    records = base.records(ids)
    return Reply(records, "whole", lambda: (base.evidence(records),))


def article(base: Base, coverage: options.Coverage = False) -> Reply:
    """The article itself, its facts marked and numbered.

    \b
    Examples:
      dongbei article
      dongbei article --coverage
      dongbei article --json | jq -r '.[].text'
    """
    texts = base.annotations()
    if coverage:
        lacking = sum(bool(finding.fault) for text in texts for finding in text.findings)
        fault = errors.UnclaimedError(lacking) if lacking else None
        sentences = [sentence for text in texts for sentence in text.sentences]
        return Reply(sentences, "coverage", lambda: (texts,), fault)
    segments = [segment for text in texts for segment in text.segments]
    return Reply(segments, "annotated", lambda: (base.facts(),))


def cite(
    ids: options.OptionalIds = None,
    style: options.Style = None,
    accessed: options.Accessed = None,
    output: options.Output = None,
    facts: options.Facts = None,
) -> None:
    """Citations of facts, or of the article, to paste into a paper.

    \b
    Examples:
      dongbei cite
      dongbei cite transfers-jilin-2003-2022 --style apa
      dongbei cite share-2003 share-2021 -o references.bib
    """
    import os
    from pathlib import Path

    from dongbei_cli import outfile, workspace
    from dongbei_cli.cli import citing, terminal

    target = None if output in (None, "-") else Path(str(output))
    chosen = style or citing.STYLES_BY_SUFFIX.get(target.suffix if target else "", citing.DEFAULT)
    base = workspace.open_base(facts or os.environ.get("DONGBEI_FACTS") or None)
    if target:
        outfile.refuse_input(target, base.files)
    with base.answering():
        terminal.write([f"{base.citations(ids or (), chosen, accessed)}\n".encode()], target)


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


def verify(
    only: options.Only = None,
    json: options.ProofJson = False,
    facts: options.Facts = None,
    no_color: options.NoColor = False,
) -> None:
    """The proof of the base: every field of every fact derived anew from the article's words.

    \b
    Examples:
      dongbei verify
      dongbei verify --only relation-holds
      dongbei verify --json | jq -r '.[].problems[].message'
    """
    from dongbei_cli.cli import proving

    proving.verify(only or (), json, facts, no_color)


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
    from dongbei_cli.cli import progress, terminal

    with progress.shown() as heard:
        made = workspace.build(Path(facts) if facts else None, Path(output), heard)
    terminal.say(f"{output}: {made} facts")


def export(
    form: options.ExportFormat,
    output: options.ExportOutput = None,
    force: options.Force = False,
    lang: options.Lang = None,
    accessed: options.Accessed = None,
    facts: options.Facts = None,
) -> None:
    """The whole base for other programs: a database, a data package, linked data, or a page to read.

    \b
    Examples:
      dongbei export html -o northeast.html --lang zh
      dongbei export datapackage -o northeast.zip
      dongbei export jsonld | jq '."@graph" | length'
    """
    from dongbei_cli.cli import taking

    taking.take(form, output, force, (lang, accessed), facts)


def completion(
    shell: Annotated[Literal["bash", "zsh", "fish"], typer.Argument(metavar="SHELL", help="bash, zsh or fish.")],
) -> None:
    """The script that lets Tab complete commands, options and names in a shell.

    \b
    Examples:
      eval "$(dongbei completion bash)"
      dongbei completion fish > ~/.config/fish/completions/dongbei.fish
    """
    from dongbei_cli.cli import completion_scripts, terminal

    terminal.write([completion_scripts.SCRIPTS[shell].encode()], None)


COMMANDS: dict[str, Callable[..., Any]] = {
    "timeline": timeline,
    "stats": stats,
    "quote": quote,
    "policy": policy,
    "people": people,
    "search": search,
    "list": list_,
    "show": show,
    "article": article,
    "cite": cite,
    "topics": topics,
    "schema": schema,
    "verify": verify,
    "build": build,
    "export": export,
    "completion": completion,
}
"""Every command by the name that people type, in the order of the help."""
