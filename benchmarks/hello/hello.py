"""The least that a Typer program can do, as its tutorial writes it: what `dongbei` is measured against."""

import typer


def greet(name: str = "world") -> None:
    """Greet someone."""
    typer.echo(f"Hello {name}")


def tabulate() -> None:
    """Print a Rich table of twenty rows."""
    from rich.console import Console
    from rich.table import Table

    table = Table("Number", "Square", "Cube", "Word")
    for number in range(1, 21):
        table.add_row(str(number), str(number**2), str(number**3), "东北全面振兴")
    Console().print(table)


def hello() -> None:
    """`hello`: one command."""
    typer.run(greet)


def hello_table() -> None:
    """`hello-table`: one command that draws a table."""
    typer.run(tabulate)
