"""`dongbei verify`: run the rules on a facts.yaml and write what they found."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dongbei_cli import errors, workspace
from dongbei_cli.cli import terminal

if TYPE_CHECKING:
    from dongbei_cli.checks import Outcome


def verify(only: Sequence[str], as_json: bool, named: Path | None, no_color: bool) -> None:
    """Write the outcome of all rules, or of those named; raises UnprovedError unless all ran and none failed."""
    from dongbei_cli import checks

    chosen = [rule_named(name) for name in dict.fromkeys(only)] or list(checks.RULES)
    warn_of_another(named)
    path = named or nearby(workspace.shipped_yaml())
    outcomes = workspace.proof(path, chosen)
    if as_json:
        text = json.dumps([as_data(outcome, path) for outcome in outcomes], ensure_ascii=False, indent=2)
        terminal.write([f"{text}\n".encode()], None)
    else:
        packaged = not named and path.is_absolute()
        write_table(outcomes, f"{path} (packed in dongbei)" if packaged else str(path), no_color)
    failed = sum(len(outcome.problems) for outcome in outcomes)
    if failed or len(outcomes) < len(checks.RULES):
        raise errors.UnprovedError(path, failed, len(outcomes), len(checks.RULES))


def warn_of_another(named: Path | None) -> None:
    """Say that there is a facts.yaml here which is not meant, where no base is named and another is taken."""
    here = Path("facts.yaml")
    if named or not here.is_file() or here.samefile(workspace.shipped_yaml()):
        return
    terminal.say("dongbei: this is not the facts.yaml of this folder, but the one that comes with dongbei; name it")


def nearby(path: Path) -> Path:
    """The path as seen from here where that is shorter, so that an editor can jump to it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def rule_named(name: str) -> Any:
    """The rule of an id; UsageError with what may have been meant."""
    from dongbei_cli import checks
    from dongbei_cli.names.match import Name
    from dongbei_cli.names.typos import suggestions

    rules = {checks.rule_id(rule): rule for rule in checks.RULES}
    if name not in rules:
        near = suggestions(name, [Name(rule, (rule,)) for rule in rules])
        hint = errors.did_you_mean([match.form for match in near]) or f"rules are {', '.join(rules)}"
        raise errors.UsageError(f"no rule is called {errors.shown(name)}", hint)
    return rules[name]


def as_data(outcome: "Outcome", base: Path) -> dict[str, Any]:
    """One rule as JSON has it."""
    problems = [
        {**problem.place._asdict(), "message": problem.message, "hint": problem.hint or None}
        for problem in outcome.problems
    ]
    counts = {"proved": outcome.proved, "failed": len(problems)}
    return {"rule": outcome.rule, **counts, "problems": problems, "base": str(base)}


def write_table(outcomes: "Sequence[Outcome]", name: str, no_color: bool) -> None:
    """The problems in the order of the file, then the counts, with the name of the base that they are of."""
    from dongbei_cli import views
    from dongbei_cli.cli import one_line

    problems = sorted(problem for outcome in outcomes for problem in outcome.problems)
    terminal.write([f"{one_line(str(problem))}\n".encode() for problem in problems], None)
    terminal.draw(lambda room: views.named("proof")(outcomes, name, room), None, no_color)
