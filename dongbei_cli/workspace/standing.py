"""Whether a base is proved, where nobody has asked: before it is built or exported.

`verify` is the proof itself, on request. Here every rule runs too, but one that finds nothing of its sort in the base
is no failure: a base without quotes says nothing false about quotes.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dongbei_cli import database, errors

if TYPE_CHECKING:
    from dongbei_cli.problems import Problem

MOST_PROVED = 3000
"""Facts; the proof of so many takes about ten seconds and 70 MB, and that of more grows faster than they do."""
Heard = Callable[[str, int, int], None]


def failures(path: Path) -> "list[Problem]":
    """Every problem that a rule finds in a facts.yaml, in the order of the file."""
    from dongbei_cli import checks
    from dongbei_cli.facts import loader

    file, problems = loader.load(path)
    if file is None:
        return problems
    return sorted(problem for rule in checks.RULES for problem in rule(file) if problem is not None)


def demand(path: Path, facts: int, unproved: bool, heard: Heard | None = None) -> "database.Standing":
    """How a base of so many facts stands, as its database records; an UnusableBaseError holds each failure of it.

    Nothing is proved where it may be `unproved`, and where there are more than MOST_PROVED.
    """
    if unproved:
        return "unproved"
    if facts > MOST_PROVED:
        return "large"
    if heard:
        heard("proving", 0, facts)
    found = failures(path)
    if found:
        hint = errors.Message("mend the lines named above, or take it as it is with --unproved")
        raise errors.UnusableBaseError(
            "{path} is not proved: {failed} failed", hint, found, path=path, failed=len(found)
        )
    return "proved"
