"""How good the search is: hit@1, hit@3 and false positives by style of query, on the sets of queries beside this file.

    python benchmarks/search_quality.py [--cli] [--misses] [FILE ...]

A query is a hit when one of the facts that answer it is among the first (three). A query of style `nothing` must find
nothing; a slip is mended by the search itself. `--cli` asks the command instead of the library.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
SETS = tuple(sorted((HERE / "queries").glob("*.tsv")))
RANKS = 3


class Query(NamedTuple):
    """A line of a set."""

    style: str
    text: str
    ids: tuple[str, ...]


class Outcome(NamedTuple):
    """A query with the rank of its first right answer, from 1, or none, and what came first."""

    query: Query
    rank: int | None
    found: tuple[str, ...]


def queries(path: Path) -> list[Query]:
    """The queries of a set."""
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [Query(style, text, tuple(ids.split())) for style, text, ids in lines]


def in_process() -> Callable[[str], list[str]]:
    """Ask the library."""
    import dongbei_cli
    from dongbei_cli import errors

    base = dongbei_cli.open_base()

    def ask(text: str) -> list[str]:
        try:
            return [hit.record.id for hit in base.search(text, limit=10)]
        except errors.NothingFoundError:
            return []

    return ask


def by_command(text: str) -> list[str]:
    """Ask the command."""
    command = [sys.executable, "-m", "dongbei_cli", "search", "--json", "--", text]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{text!r}: exit {done.returncode}: {done.stderr}")
    return [record["id"] for record in json.loads(done.stdout)]


def outcome(query: Query, ask: Callable[[str], list[str]]) -> Outcome:
    """Ask one query."""
    found = ask(query.text)
    rank = next((rank for rank, fact in enumerate(found, 1) if fact in query.ids), None)
    return Outcome(query, rank, tuple(found))


def report(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line a style, then all together."""
    yield f"{'style':12} {'queries':>7} {'hit@1':>7} {'hit@3':>7} {'false':>6}"
    styles = list(dict.fromkeys(one.query.style for one in outcomes))
    for style in (*styles, "all"):
        members = [one for one in outcomes if style in (one.query.style, "all")]
        asked = [one for one in members if one.query.ids]
        false = sum(bool(one.found) for one in members if not one.query.ids)
        shares = (f"{share(asked, ranks):.1%}" if asked else "" for ranks in (1, RANKS))
        yield f"{style:12} {len(members):7} {next(shares):>7} {next(shares):>7} {false:6}"


def share(outcomes: Sequence[Outcome], ranks: int) -> float:
    """The part of the queries that have a right answer among so many."""
    return sum(one.rank is not None and one.rank <= ranks for one in outcomes) / len(outcomes)


def misses(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The queries whose first answer is wrong."""
    for one in outcomes:
        if one.rank != 1 if one.query.ids else one.found:
            yield f"{one.query.style:12} {one.query.text}  -> rank {one.rank}: {' '.join(one.found[:3])}"


def main(arguments: Sequence[str]) -> None:
    """Report on each set."""
    ask = by_command if "--cli" in arguments else in_process()
    named = [Path(argument) for argument in arguments if not argument.startswith("--")]
    for path in named or [path for path in SETS if path.exists()]:
        outcomes = [outcome(query, ask) for query in queries(path)]
        print(path.name, *report(outcomes), *(misses(outcomes) if "--misses" in arguments else ()), "", sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
