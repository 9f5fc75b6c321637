"""The proof of a base: every problem on a line of its own, then what each rule proved."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli.problems import Outcome
from dongbei_cli.views.grid import Column, fold, table


def proof(outcomes: Sequence[Outcome], name: str, room: int) -> Iterator[RenderableType]:
    """A row a rule with its counts, and the sum of them with the name of the base."""
    columns = [Column("Rule"), Column("Proved", right=True), Column("Failed", right=True)]
    yield table(columns, [counts(outcome) for outcome in outcomes], room)
    proved, failed = sum(o.proved for o in outcomes), sum(len(o.problems) for o in outcomes)
    rules = f"{len(outcomes)} rule{'s' if len(outcomes) > 1 else ''}"
    yield fold(Text(f"{name}: {rules}, {proved} things proved, {failed} failed"), room)


def counts(outcome: Outcome) -> list[Text]:
    """One rule and its counts."""
    failed = len(outcome.problems)
    return [Text(outcome.rule), Text(str(outcome.proved)), Text(str(failed), "bold red" if failed else "")]
