"""The arguments and options of all commands, each declared once, by the name of the parameter that takes it.

One word means the same thing everywhere; where a command means something else by it, its declaration stands under
`command.parameter`. They are plain data, and `built` makes of one what Typer wants when its command is invoked: making
those of all commands takes longer than a lookup.
"""

from collections.abc import Callable
from typing import Any

Names = tuple[str, ...]
"""What a repeatable filter was given: any of them will do; everything when it is empty."""

ARGUMENT, OPTION, FLAG = "argument", "option", "flag"

STYLES = "gbt7714 (the 2025 edition, default), gbt7714-2015, apa, bibtex, csl-json."
CATEGORIES = "meeting, document, strategy, publication, period or forecast"
KINDS = "event, figure, quote, measure, claim, person, organization or document"

DECLARED: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    # Filters; all of them may be repeated.
    "since": (OPTION, "--since", "Not before: 2003, 2003-10, 2023-10-27, 2023年9月.", {"metavar": "DATE"}),
    "until": (OPTION, "--until", "Not after: 2003, 2003-10, 2023-10-27, 2023年9月.", {"metavar": "DATE"}),
    "topic": (OPTION, "--topic -t", "Only facts on this topic.", {"metavar": "TOPIC", "many": "topic"}),
    "subject": (ARGUMENT, "subject", "Only figures on this topic.", {"metavar": "[TOPIC]...", "many": "topic"}),
    "category": (OPTION, "--category", f"{CATEGORIES}.", {"metavar": "SORT", "many": "category"}),
    "region": (OPTION, "--region", "Only figures for this region.", {"metavar": "NAME", "many": "region"}),
    "expert": (OPTION, "--expert -e", "Who says it.", {"metavar": "NAME", "many": "expert"}),
    "speech": (OPTION, "--speech", "direct, reported or written.", {"metavar": "KIND", "many": "speech"}),
    "area": (OPTION, "--area", "Only this area.", {"metavar": "NAME", "many": "area"}),
    "status": (OPTION, "--status", "official (of a meeting) or proposed.", {"metavar": "STATUS", "many": "status"}),
    "by": (OPTION, "--by", "Only by this proposer.", {"metavar": "NAME", "many": "proposer"}),
    "kind": (OPTION, "--kind -k", f"{KINDS}.", {"metavar": "KIND", "many": "kind"}),
    # What else single lookups take.
    "everything": (FLAG, "--all -a", "Dated figures, quotes, measures and documents as well.", {}),
    "unit": (OPTION, "--unit", "Convert to 元, 亿元, 万亿元, 人, 万人, trillion yuan ...", {"metavar": "UNIT"}),
    "chart": (FLAG, "--chart", "Pictures of the figures that compare.", {}),
    "coverage": (FLAG, "--coverage", "What of it no fact claims, sentence by sentence.", {}),
    "query": (ARGUMENT, "query", "Words, a question, a number or a date.",
              {"metavar": "QUERY...", "many": "", "required": True}),
    "ids": (ARGUMENT, "ids", "Ids of facts.", {"metavar": "ID...", "many": "fact", "required": True}),
    # Shared by all lookups, in the order of the help.
    "format": (OPTION, "--format -f", "table, json, jsonl, csv, tsv, yaml or markdown.", {"metavar": "FORMAT"}),
    "json": (FLAG, "--json -j", "Short for --format json.", {}),
    "fields": (OPTION, "--fields", "Only these fields, in this order.", {"metavar": "A,B,C"}),
    "limit": (OPTION, "--limit -n", "At most N records.", {"metavar": "N"}),
    "lang": (OPTION, "--lang", "Language of tables; else DONGBEI_LANG or locale.", {"metavar": "zh|en"}),
    "output": (OPTION, "--output -o", "Write here; the suffix sets the format.", {"metavar": "FILE"}),
    "force": (FLAG, "--force", "Replace a file that dongbei did not make.", {}),
    "excel": (FLAG, "--excel", "CSV for Excel: with BOM, formulas disarmed.", {}),
    "cite": (OPTION, "--cite", "Cite each fact: gbt7714 if no style is named, see cite.", {"metavar": "[STYLE]"}),
    "accessed": (OPTION, "--accessed", "When you read the article, for its citation; else today.", {"metavar": "DATE"}),
    "facts": (OPTION, "--facts", "Another facts.yaml or facts.db (DONGBEI_FACTS).", {"metavar": "PATH"}),
    "no_color": (FLAG, "--no-color", "No colour.", {}),
    # Of the commands that are no lookups.
    "style": (OPTION, "--style -s", STYLES, {"metavar": "STYLE"}),
    "cite.ids": (ARGUMENT, "ids", "Ids of facts; the article if none.", {"metavar": "[ID...]", "many": "fact"}),
    "command": (ARGUMENT, "command", "A command, or nothing for facts.yaml.", {"metavar": "[COMMAND]"}),
    "only": (OPTION, "--only", "Only this rule: no proof, so exit 1.",
             {"metavar": "RULE", "many": "rule"}),
    "verify.json": (FLAG, "--json -j", "An array of rules, each with its problems.", {}),
    "unproved": (FLAG, "--unproved", "Without the proof; lookups in it will say so.", {}),
    "build.facts": (ARGUMENT, "facts", "What to compile.", {"metavar": "[FACTS.YAML]"}),
    "build.output": (OPTION, "--output -o", "The database; facts.db if not given.", {"metavar": "FILE"}),
    "form": (ARGUMENT, "form", "sqlite, datapackage (a folder or a .zip), jsonld or html.",
             {"metavar": "FORMAT", "required": True}),
    "export.output": (OPTION, "--output -o", "Write here; jsonld and html go to stdout without it.",
                      {"metavar": "PATH"}),
    "shell": (ARGUMENT, "shell", "bash, zsh or fish.", {"metavar": "SHELL", "required": True}),
}  # fmt: skip
"""What it is, how it is written, its help, and what else: `many` may be repeated, and names what it is a name of."""

SHARED = (
    "format", "json", "fields", "limit", "lang", "output", "force", "excel", "cite", "accessed", "facts", "no_color",
)  # fmt: skip
"""The parameters that every lookup has."""


def built(command: str, parameter: str) -> Any:
    """The option or argument that gives a parameter of a command its value."""
    from typer import core

    what, written, told, more = DECLARED.get(f"{command}.{parameter}") or DECLARED[parameter]
    many, metavar = "many" in more, more.get("metavar")
    if what == ARGUMENT:
        return core.TyperArgument(
            param_decls=[written], metavar=metavar, help=told, nargs=-1 if many else 1,
            required="required" in more, show_default=False,
        )  # fmt: skip
    declared = [parameter, *written.split()]
    told = f"{told[:-1]}; may be repeated." if many else told
    return core.TyperOption(
        param_decls=declared, is_flag=what == FLAG, default=False if what == FLAG else None, multiple=many,
        metavar=metavar, help=told,
    )  # fmt: skip


def offered(command: str, parameter: str) -> str:
    """What Tab can offer for a parameter: a sort of name of the base, or the parameter itself."""
    more = (DECLARED.get(f"{command}.{parameter}") or DECLARED.get(parameter) or ("", "", "", {}))[3]
    return more.get("many") or parameter


def parameters(command: Callable[..., Any]) -> tuple[str, ...]:
    """The names of what a command takes, in order; cheaper than a signature."""
    code = command.__code__
    return tuple(code.co_varnames[: code.co_argcount])
