"""`dongbei verify`."""

import json
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dongbei_cli import cli, errors
from dongbei_cli.base import files_of, prove, shipped
from dongbei_cli.cli import terminal
from dongbei_cli.cli.lookup import Facts, Texts, one_of
from dongbei_cli.cli.terminal import _

if TYPE_CHECKING:
    from dongbei_cli.errors import Outcome
    from dongbei_cli.rules import Rule

PAUSE = 0.3
"""Seconds between two looks at the files."""


def rule_ids() -> list[str]:
    """Return the ids of all rules."""
    from dongbei_cli import rules

    return [rules.rule_id(rule) for rule in rules.RULES]


def command(
    only: Annotated[
        Texts,
        typer.Option("--only", metavar="RULE", help="Only this rule: no proof, so exit 1.", **one_of("rule", rule_ids)),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", "-j", help="An array of rules, each with its problems.")
    ] = False,
    long: Annotated[bool, typer.Option("--long", "-l", help="Every rule, with how much it proved.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Prove again whenever a file is saved, until Ctrl-C.")] = False,
    facts: Facts = None,
) -> None:  # fmt: skip
    """The proof of the base: every field of every fact derived anew from the article's words, and its English checked.

    Not proved, since it is judgement: how titles, notes and English are worded beyond their names, numbers, dates,
    quotations and opposites; topics, areas, categories and types; that what a record leaves out is not needed. Exit 0
    is for a whole run without a failure: with --only it is 1 at best.

    \b
    Examples:
      dongbei verify
      dongbei verify --facts facts.yaml
      dongbei verify --only relation-holds
      dongbei verify --json | jq -r '.[].problems[].message'
    """
    from dongbei_cli import rules

    chosen = [rule for rule in rules.RULES if not only or rules.rule_id(rule) in only]
    warn_of_another(facts)
    yaml, here = shipped("facts.yaml"), Path.cwd()
    paths = facts or [yaml.relative_to(here) if yaml.is_relative_to(here) else yaml]
    while watch:
        before = stamps(paths)
        try:
            report(paths, chosen, as_json, long)
        except errors.DongbeiError as fault:
            cli.report(fault, [])
        while stamps(paths) == before:
            time.sleep(PAUSE)
    report(paths, chosen, as_json, long)


def stamps(paths: Sequence[Path]) -> list[tuple[int, int]]:
    """Return when the files of a base were last written, and how large they are."""
    found = (path.stat() for path in files_of(paths) if path.exists())
    return [(status.st_mtime_ns, status.st_size) for status in found]


def report(paths: Sequence[Path], chosen: "Sequence[Rule]", as_json: bool, long: bool) -> None:
    """Prove the files of a base with some rules and write what they found; UnprovedError unless all of it holds."""
    from dongbei_cli import rules

    outcomes, path = prove(paths, chosen), paths[0]
    if as_json:
        text = json.dumps([as_data(outcome, path) for outcome in outcomes], ensure_ascii=False, indent=2)
        terminal.write([f"{text}\n".encode()], None)
    else:
        problems = sorted(problem for outcome in outcomes for problem in outcome.problems)
        terminal.write([f"{terminal.one_line(problem.translated(_))}\n".encode() for problem in problems], None)
        if long or problems:
            from dongbei_cli import views

            look = partial(views.Look, terminal.language(), long=long)
            terminal.show(terminal.drawn(lambda width: views.draw("proof", outcomes, None, look(width))), paged=False)
        terminal.show(f"{summary(outcomes)}\n", paged=False)
    failed = sum(len(outcome.problems) for outcome in outcomes)
    if failed:
        hint = errors.Message("mend the lines named above")
        raise errors.UnprovedError("{path} is not proved: {failed} failed", hint, path=path, failed=failed)
    if len(outcomes) < len(rules.RULES):
        raise errors.UnprovedError(
            "{ran} of {rules} rules ran and found nothing wrong; that proves only part of {path}, so exit code 1",
            "dongbei verify without --only proves the whole, with exit code 0",
            ran=len(outcomes), rules=len(rules.RULES), path=path,
        )  # fmt: skip


def summary(outcomes: "Sequence[Outcome]") -> str:
    """Return how a proof went, in a line; Rich is not imported for it."""
    failed = sum(len(each.problems) for each in outcomes)
    mark = "✗" if failed else "✓"
    if terminal.colourful():
        mark = typer.style(mark, fg="red" if failed else "green", bold=True)
    said = _("{rules} rules, {proved} things hold, {curated} on the curator's word, {failed} fail")
    proved, curated = sum(each.proved for each in outcomes), sum(each.curated for each in outcomes)
    return f"{mark} {said.format(rules=len(outcomes), proved=f'{proved:,}', curated=curated, failed=failed)}"


def warn_of_another(named: Sequence[Path] | None) -> None:
    """Say that there is a facts.yaml here which is not meant, where no base is named and another is taken."""
    here = Path("facts.yaml")
    if not named and here.is_file() and not here.samefile(shipped("facts.yaml")):
        terminal.say(_("dongbei: this is not the facts.yaml of this folder, but the one that comes with it"))


def as_data(outcome: "Outcome", base: Path) -> dict[str, Any]:
    """Return one rule as JSON has it."""
    counts = {"proved": outcome.proved, "curated": outcome.curated, "failed": len(outcome.problems)}
    problems = [{**one.place._asdict(), "message": one.message, "hint": one.hint or None} for one in outcome.problems]
    return {"rule": outcome.rule, **counts, "problems": problems, "base": str(base)}
