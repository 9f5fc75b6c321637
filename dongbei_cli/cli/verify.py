"""`dongbei verify`."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dongbei_cli import errors
from dongbei_cli.base import prove, shipped
from dongbei_cli.cli import terminal
from dongbei_cli.cli.lookup import Facts, Texts, one_of
from dongbei_cli.cli.terminal import _

if TYPE_CHECKING:
    from dongbei_cli.errors import Outcome


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
    path = facts or nearby(shipped("facts.yaml"))
    outcomes = prove(path, chosen)
    if as_json:
        text = json.dumps([as_data(outcome, path) for outcome in outcomes], ensure_ascii=False, indent=2)
        terminal.write([f"{text}\n".encode()], None)
    else:
        problems = sorted(problem for outcome in outcomes for problem in outcome.problems)
        terminal.write([f"{terminal.one_line(str(problem))}\n".encode() for problem in problems], None)
        terminal.show(terminal.drawn(lambda width: drawn(outcomes, width, long)), paged=False)
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


def warn_of_another(named: Path | None) -> None:
    """Say that there is a facts.yaml here which is not meant, where no base is named and another is taken."""
    here = Path("facts.yaml")
    if not named and here.is_file() and not here.samefile(shipped("facts.yaml")):
        terminal.say(_("dongbei: this is not the facts.yaml of this folder, but the one that comes with it"))


def nearby(path: Path) -> Path:
    """Return the path as seen from here where that is shorter, so that an editor can jump to it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def as_data(outcome: "Outcome", base: Path) -> dict[str, Any]:
    """Return one rule as JSON has it."""
    counts = {"proved": outcome.proved, "curated": outcome.curated, "failed": len(outcome.problems)}
    problems = [{**one.place._asdict(), "message": one.message, "hint": one.hint or None} for one in outcome.problems]
    return {"rule": outcome.rule, **counts, "problems": problems, "base": str(base)}


def drawn(outcomes: "Sequence[Outcome]", width: int, long: bool) -> Iterator[Any]:
    """Draw what was proved."""
    from dongbei_cli import views

    yield from views.draw("proof", outcomes, None, views.Look(terminal.language(), width, long))
