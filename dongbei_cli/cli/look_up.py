"""The commands that look facts up: each asks the base its question, and `options.lookup` writes the reply."""

from contextlib import suppress
from functools import partial
from typing import Annotated

import typer

from dongbei_cli import errors, model
from dongbei_cli.base import Base, open_base
from dongbei_cli.cli import options, terminal
from dongbei_cli.cli.options import EVERY_KIND, Kind, Reply, Since, Texts, Topic, Until, classes, lookup, names, some
from dongbei_cli.cli.terminal import _

UNITS = ["元", "万元", "亿元", "万亿元", "人", "万人", "%", "年", "yuan", "people"]
CATEGORIES = "meeting, document, strategy, publication, period or forecast."
OTHERS = "Dated figures, quotes, measures and documents as well."
COUNTS = "Mere counts (三大, 第七次) in tables as well."
CONVERT = "Convert to 元, 亿元, 万亿元, 人, 万人, trillion yuan ..."
EXPLAIN = "Say which words the first answer has in which field."
COVERAGE = "What of it no fact claims, sentence by sentence."
RANKED = ("score", "matched", "mended")  # what a search adds to the keys of a record

app = typer.Typer()


@app.command("timeline")
@lookup(*model.DATED)
def timeline(
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
    look = {"days": base.days(since, until)}
    if everything:
        return Reply(lambda most: base.timeline(since, until, topic, most), "timeline", look=look)
    return Reply(lambda most: base.events(since, until, category, topic, most), "timeline", (model.Event,), look=look)


def units(context: typer.Context) -> list[str]:
    """Return the units that the figures asked for can be given in."""
    from dongbei_cli import amounts

    base, given = open_base(options.typed_paths(context)), context.params
    topics = [*(given["subject"] or ()), *(given["topic"] or ())]
    figures = base.figures(topics, given["region"], given["since"], given["until"])
    return [unit for unit in UNITS if any(amounts.figure_in(figure, unit) for figure in figures)]


@app.command("stats")
@lookup(model.Figure)
def stats(  # noqa: PLR0913, PLR0917 (its options)
    base: Base,
    subject: Annotated[
        Texts, typer.Argument(metavar="[TOPIC]...", help="Only figures on this topic.", autocompletion=names("topic"))
    ] = None,
    topic: Topic = None,
    region: Annotated[Texts, some("region", "--region", "NAME", "Only figures for this region.")] = None,
    since: Since = None,
    until: Until = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT", help=CONVERT, autocompletion=units)] = None,
    chart: Annotated[bool, typer.Option("--chart", help="Longer bars, and bars of sums.")] = False,
    everything: Annotated[bool, typer.Option("--all", "-a", help=COUNTS)] = False,
) -> Reply:
    """Figures, with bars, sums and the article's own contradictions.

    \b
    Examples:
      dongbei stats transfers
      dongbei stats --region 吉林 --unit 万亿元
      dongbei stats economy --chart
      dongbei stats transfers --json | jq '.[] | [.region, .written]'
    """
    for word in subject or ():
        try:
            base.name_of("topic", word)
        except errors.UnknownNameError as fault:
            with suppress(errors.DongbeiError):
                base.name_of("region", word)
                fault.hint = errors.did_you_mean([f"dongbei stats --region {word}"])
            raise
    figures = partial(base.figures, [*(subject or ()), *(topic or ())], region, since, until, unit)
    return Reply(figures, "stats", look={"everything": everything, "chart": chart})


@app.command("quote")
@lookup(model.Quote)
def quote(
    base: Base,
    expert: Annotated[Texts, some("speaker", "--expert -e", "NAME", "Who says it.")] = None,
    topic: Topic = None,
    speech: Annotated[Texts, some("speech", "--speech", "KIND", "direct, reported or written.")] = None,
) -> Reply:
    """Who said what; quotation marks stand only around direct speech.

    \b
    Examples:
      dongbei quote --expert 徐林
      dongbei quote -e "Wang Mingyuan" -e 迟福林
      dongbei quote --speech direct --lang en
    """
    return Reply(base.quotes(expert, topic, speech), "quotes")


@app.command("policy")
@lookup(model.Measure)
def policy(
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


@app.command("people")
@lookup(model.Person, model.Organization)
def people(base: Base) -> Reply:
    """The experts and meetings that are heard, their roles, and how often.

    \b
    Examples:
      dongbei people
      dongbei people --fields name,name_en,role --lang en
    """
    return Reply(base.people(), "people")


@app.command("search")
@lookup(*EVERY_KIND)
def search(
    base: Base,
    query: Annotated[list[str], typer.Argument(metavar="QUERY...", help="Words, a question, a number or a date.")],
    kind: Kind = None,
    topic: Topic = None,
    explain: Annotated[bool, typer.Option("--explain", help=EXPLAIN)] = False,
) -> Reply:
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
        said = _("dongbei: nothing for {query}; showing {mended}")
        terminal.say(said.format(query=errors.shown(asked), mended=ranking.mended))
    for met in ranking[0].met if explain and ranking else ():
        terminal.say(f"{met.word}: {_(met.field)} {met.worth:.1f}")
    fault = None if ranking else base.nothing(asked)
    return Reply(ranking, "found", classes(kind), fault, most=10, more=RANKED)


@app.command("list")
@lookup(*EVERY_KIND)
def list_facts(base: Base, kind: Kind = None, topic: Topic = None) -> Reply:
    """Every fact, in the order of the article.

    \b
    Examples:
      dongbei list --kind document
      dongbei list --topic opening-up -f csv -o facts.csv
    """
    return Reply(lambda most: base.facts(kind, topic, most), "facts", classes(kind))


@app.command("show")
@lookup(*EVERY_KIND)
def show(
    base: Base,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of facts.", autocompletion=names("fact"))],
) -> Reply:
    """One fact whole: every field, its words in their paragraph, its arithmetic.

    \b
    Examples:
      dongbei show transfers-jilin-2003-2022
      dongbei show share-2003 share-2021 --json
    """
    return Reply(base.records(ids), "whole")


@app.command("article")
@lookup(model.Segment, model.Sentence, without=("cite", "accessed"))
def article(
    base: Base,
    coverage: Annotated[bool, typer.Option("--coverage", help=COVERAGE)] = False,
    numbered: Annotated[bool, typer.Option("--index", help="Number the facts, and list them below.")] = False,
) -> Reply:
    """The article itself, its facts marked and numbered.

    \b
    Examples:
      dongbei article
      dongbei article --coverage
      dongbei article --json | jq -j '.[].text'
    """
    texts = base.annotations()
    if coverage:
        lacking = sum(bool(finding.fault) for text in texts for finding in text.findings)
        hint = errors.Message("dongbei verify --only coverage says where and what to do")
        fault = errors.NothingFoundError("things in the article that no fact claims: {things}", hint, things=lacking)
        sentences = [sentence for text in texts for sentence in text.sentences]
        return Reply(sentences, "coverage", (model.Sentence,), fault if lacking else None)
    segments = [segment for text in texts for segment in text.segments]
    return Reply(segments, "annotated", (model.Segment,), look={"numbered": numbered})


@app.command("topics")
@lookup(model.Term, without=("cite", "accessed"))
def topics(base: Base) -> Reply:
    """The vocabulary: topics, areas of policy and regions.

    \b
    Examples:
      dongbei topics
      dongbei topics --json | jq -r '.[].slug'
    """
    return Reply(base.topics(), "topics")
