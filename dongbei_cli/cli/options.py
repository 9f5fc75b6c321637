"""The options that commands share, each declared once."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

import typer

from dongbei_cli import model


def whole_number(text: str) -> int:
    """A count as people write it: plain digits, nothing else that Python would take."""
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise typer.BadParameter(f"{text[:40]!r} is not a whole number such as 10")
    return int(text)


def option(*names: str, help: str, **more: Any) -> Any:  # noqa: A002 (Typer's word)
    """An option whose help shows no default: each says in words what happens without it."""
    return typer.Option(*names, help=help, show_default=False, **more)


def names_of(sort: str) -> Callable[[str], list[tuple[str, str]]]:
    """What Tab offers for a sort of name."""

    def offered(incomplete: str) -> list[tuple[str, str]]:
        from dongbei_cli.cli.completion import candidates

        return candidates(sort, incomplete)

    return offered


def styles(incomplete: str) -> list[str]:
    """What Tab offers for a style of citation."""
    from dongbei_cli.citations import STYLES

    return [style for style in STYLES if style.startswith(incomplete)]


Since = Annotated[str | None, option("--since", metavar="DATE", help="Not before: 2003, 2003-10, 2023-10-27.")]
Until = Annotated[str | None, option("--until", metavar="DATE", help="Not after: 2003, 2003-10, 2023-10-27.")]
Topic = Annotated[
    str | None,
    option("--topic", "-t", metavar="TOPIC", help="Only facts on this topic.", autocompletion=names_of("topic")),
]
TopicArgument = Annotated[
    str | None,
    typer.Argument(metavar="[TOPIC]", help="Only figures on this topic.", autocompletion=names_of("topic")),
]
Category = Annotated[model.Category | None, option("--category", help="Only events of this sort.")]
Everything = Annotated[bool, option("--all", "-a", help="Dated figures, quotes, measures and documents as well.")]
Region = Annotated[
    str | None,
    option("--region", metavar="NAME", help="Only figures for this region.", autocompletion=names_of("region")),
]
Unit = Annotated[str | None, option("--unit", metavar="UNIT", help="Convert to 元, 亿元, 万亿元, 人, 万人 ...")]
Experts = Annotated[
    list[str] | None,
    option("--expert", "-e", metavar="NAME", help="Who says it; may be repeated.", autocompletion=names_of("expert")),
]
Speech = Annotated[model.Speech | None, option("--speech", help="Only this kind of speech.")]
Area = Annotated[str | None, option("--area", metavar="NAME", help="Only this area.", autocompletion=names_of("area"))]
Status = Annotated[model.Status | None, option("--status", help="Adopted at a meeting, or proposed by an expert.")]
By = Annotated[
    str | None, option("--by", metavar="NAME", help="Only by this proposer.", autocompletion=names_of("proposer"))
]
Chart = Annotated[bool, option("--chart", help="Pictures of the figures that compare.")]
Coverage = Annotated[bool, option("--coverage", help="What of it no fact claims, sentence by sentence.")]
Query = Annotated[list[str], typer.Argument(metavar="QUERY...", help="Words, a question, a number or a date.")]
Kind = Annotated[model.Kind | None, option("--kind", "-k", help="Only this kind of fact.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of facts.", autocompletion=names_of("fact"))]

Format = Annotated[
    str | None,
    option("--format", "-f", metavar="FORMAT", help="table, json, jsonl, csv, tsv, yaml or markdown."),
]
Json = Annotated[bool, option("--json", "-j", help="Short for --format json.")]
Fields = Annotated[str | None, option("--fields", metavar="A,B,C", help="Only these fields, in this order.")]
Limit = Annotated[int | None, option("--limit", "-n", metavar="N", parser=whole_number, help="At most N records.")]
Lang = Annotated[str | None, option("--lang", metavar="zh|en", help="Language of tables; else DONGBEI_LANG or locale.")]
Output = Annotated[str | None, option("--output", "-o", metavar="FILE", help="Write here; the suffix sets the format.")]
Excel = Annotated[bool, option("--excel", help="CSV for Excel: with BOM, formulas disarmed.")]
ExportFormat = Annotated[
    Literal["sqlite", "datapackage", "jsonld", "html"],
    typer.Argument(metavar="FORMAT", help="sqlite, datapackage (a folder or a .zip), jsonld or html."),
]
ExportOutput = Annotated[
    str | None, option("--output", "-o", metavar="PATH", help="Write here; jsonld and html go to stdout without it.")
]
Force = Annotated[bool, option("--force", help="Replace a file that dongbei did not make.")]
Cite = Annotated[
    str | None,
    option("--cite", metavar="[STYLE]", help="Cite each fact: gbt7714 if no style is named, see cite.",
           autocompletion=styles),
]  # fmt: skip
Accessed = Annotated[
    str | None, option("--accessed", metavar="DATE", help="When you read the article, for its citation; else today.")
]
Style = Annotated[
    str | None,
    option("--style", "-s", metavar="STYLE", help="gbt7714 (default), gbt7714-2015, apa, bibtex, csl-json.",
           autocompletion=styles),
]  # fmt: skip
OptionalIds = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID...]", help="Ids of facts; the article if none.", autocompletion=names_of("fact")),
]
Only = Annotated[
    list[str] | None, option("--only", metavar="RULE", help="Only this rule: no proof, so exit 1; may be repeated.")
]
Unproved = Annotated[bool, option("--unproved", help="Without the proof; lookups in it will say so.")]
ProofJson = Annotated[bool, option("--json", "-j", help="An array of rules, each with its problems.")]
Facts = Annotated[str | None, option("--facts", metavar="PATH", help="Another facts.yaml or facts.db (DONGBEI_FACTS).")]
NoColor = Annotated[bool, option("--no-color", help="No colour.")]
