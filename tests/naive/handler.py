"""The tool as it is written in an hour: Typer, PyYAML and Rich, no more. What protects dongbei must fail here.

It answers `timeline`, `stats` and `quote` from a facts.yaml as dongbei does, as long as nothing is out of the ordinary.
"""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from rich.console import Console
from rich.table import Table

app = typer.Typer(add_completion=False)
Facts = Annotated[Path, typer.Option()]
Limit = Annotated[int | None, typer.Option("--limit", "-n")]
Json = Annotated[bool, typer.Option("--json")]
Output = Annotated[Path | None, typer.Option("--output", "-o")]


def answer(
    facts: Path, section: str, columns: list[str], limit: int | None, as_json: bool, output: Path | None
) -> None:
    """Load the file, take a section, and print it."""
    base: dict[str, Any] = yaml.safe_load(facts.read_text(encoding="utf-8"))
    records = base.get(section, [])[:limit]
    if output:
        with output.open("w", encoding="utf-8") as stream:
            json.dump(records, stream, ensure_ascii=False, indent=2)
    elif as_json:
        typer.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        table = Table(*columns)
        for record in records:
            table.add_row(*(str(record[column]) for column in columns))
        Console().print(table)


@app.command()
def timeline(facts: Facts, limit: Limit = None, as_json: Json = False, output: Output = None) -> None:
    """What happened when."""
    answer(facts, "events", ["date", "title"], limit, as_json, output)


@app.command()
def stats(facts: Facts, limit: Limit = None, as_json: Json = False, output: Output = None) -> None:
    """Figures."""
    answer(facts, "figures", ["title", "value", "unit"], limit, as_json, output)


@app.command()
def quote(facts: Facts, limit: Limit = None, as_json: Json = False, output: Output = None) -> None:
    """Who said what."""
    answer(facts, "quotes", ["speaker", "title"], limit, as_json, output)


def main() -> None:
    """Run one command."""
    app()


if __name__ == "__main__":
    main()
