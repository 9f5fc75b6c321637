"""The lookups: each takes its arguments, asks one question of the base, and names the view that draws the answer.

What an argument is called, written and told is declared in `options`. A `Reply` is written by `reply`, which gives each
lookup the shared options and the base that they name.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from dongbei_cli import errors, model
from dongbei_cli.cli.options import Names
from dongbei_cli.cli.reply import Reply
from dongbei_cli.workspace.answers import Base

DATED = (model.Event, model.Figure, model.Quote, model.Measure, model.Document)
EVERY_KIND = tuple(model.KINDS.values())


def timeline(
    base: Base,
    since: str | None = None,
    until: str | None = None,
    category: Names = (),
    topic: Names = (),
    everything: bool = False,
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
    if everything:
        return Reply(lambda most: base.timeline(since, until, topic, most), "timeline", DATED)
    return Reply(lambda most: base.events(since, until, category, topic, most), "timeline", (model.Event,))


def stats(  # noqa: PLR0913, PLR0917 (its own options)
    base: Base,
    subject: Names = (),
    topic: Names = (),
    region: Names = (),
    since: str | None = None,
    until: str | None = None,
    unit: str | None = None,
    chart: bool = False,
) -> Reply:
    """Figures, with bars, sums and the article's own contradictions.

    \b
    Examples:
      dongbei stats transfers
      dongbei stats --region 吉林 --unit 万亿元
      dongbei stats economy --chart
      dongbei stats transfers --json | jq '.[] | [.region, .written]'
    """
    figures = cache(lambda most: base.figures((*subject, *topic), region, since, until, unit, most))
    view = "pictures" if chart else "stats"

    def context() -> tuple[Any, ...]:
        return base.relations([each.id for each in figures(None)], unit), base.topics("topic"), base.article

    return Reply(figures, view, (model.Figure,), context)


def quote(base: Base, expert: Names = (), topic: Names = (), speech: Names = ()) -> Reply:
    """Who said what; quotation marks stand only around direct speech.

    \b
    Examples:
      dongbei quote --expert 徐林
      dongbei quote -e "Wang Mingyuan" -e 迟福林
      dongbei quote --speech direct --lang en
    """
    return Reply(base.quotes(expert, topic, speech), "quotes", (model.Quote,))


def policy(base: Base, area: Names = (), status: Names = (), by: Names = (), topic: Names = ()) -> Reply:
    """Policy measures: put forward at a meeting, or proposed by an expert.

    \b
    Examples:
      dongbei policy --area 国企改革
      dongbei policy --status proposed --by 迟福林
      dongbei policy -f markdown -o measures.md
    """
    return Reply(base.measures(area, status, by, topic), "measures", (model.Measure,))


def people(base: Base) -> Reply:
    """The experts and officials, their roles, and how often they are heard.

    \b
    Examples:
      dongbei people
      dongbei people --fields name,name_en,role --lang en
    """
    return Reply(base.people(), "people", (model.Person,))


def search(base: Base, query: Names, kind: Names = (), topic: Names = ()) -> Reply:
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
    fault = None if ranking else base.nothing(asked)
    return Reply(ranking, "found", base.classes(kind), lambda: (ranking.words,), fault, most=10, more=RANKED)


RANKED = ("score", "matched")
"""What a search adds to the keys of a record."""


def list_(base: Base, kind: Names = (), topic: Names = ()) -> Reply:
    """Every fact, in the order of the article.

    \b
    Examples:
      dongbei list --kind document
      dongbei list --topic opening-up -f csv -o facts.csv
    """
    return Reply(lambda most: base.facts(kind, topic, most), "facts", base.classes(kind))


def show(base: Base, ids: Names) -> Reply:
    """One fact whole: every field, its words in their paragraph, its arithmetic.

    \b
    Examples:
      dongbei show transfers-jilin-2003-2022
      dongbei show share-2003 share-2021 --json
    """
    records = base.records(ids)
    return Reply(records, "whole", EVERY_KIND, lambda: (base.evidence(records),))


def article(base: Base, coverage: bool = False) -> Reply:
    """The article itself, its facts marked and numbered.

    \b
    Examples:
      dongbei article
      dongbei article --coverage
      dongbei article --json | jq -j '.[].text'
    """
    from dongbei_cli.proof import annotation

    texts = base.annotations()
    if coverage:
        lacking = sum(bool(finding.fault) for text in texts for finding in text.findings)
        fault = errors.UnclaimedError(lacking) if lacking else None
        sentences = [sentence for text in texts for sentence in text.sentences]
        return Reply(sentences, "coverage", (annotation.Sentence,), lambda: (texts,), fault)
    segments = [segment for text in texts for segment in text.segments]
    return Reply(segments, "annotated", (annotation.Segment,), lambda: (base.facts(),))


def topics(base: Base) -> Reply:
    """The vocabulary: topics, areas of policy and regions.

    \b
    Examples:
      dongbei topics
      dongbei topics --json | jq -r '.[].slug'
    """
    return Reply(base.topics(), "topics", (model.Term,))


ANSWERS: dict[str, tuple[type, ...]] = {
    "timeline": DATED,
    "stats": (model.Figure,),
    "quote": (model.Quote,),
    "policy": (model.Measure,),
    "people": (model.Person,),
    "search": EVERY_KIND,
    "list": EVERY_KIND,
    "show": EVERY_KIND,
    "topics": (model.Term,),
}
"""What each can give, but `article`."""

LOOKUPS: dict[str, Callable[..., Reply]] = {
    "timeline": timeline,
    "stats": stats,
    "quote": quote,
    "policy": policy,
    "people": people,
    "search": search,
    "list": list_,
    "show": show,
    "article": article,
    "topics": topics,
}
"""Every lookup by the name that people type."""
