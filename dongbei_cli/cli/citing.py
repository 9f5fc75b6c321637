"""Citations on the command line: `--cite` beside the records of a lookup, and what a suffix says of a style."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dongbei_cli import errors, model
from dongbei_cli.workspace import Base

DEFAULT = "gbt7714"
STYLES_BY_SUFFIX = {".bib": "bibtex", ".json": "csl-json"}


def spelled_out(arguments: Iterable[str]) -> Iterator[str]:
    """The arguments with the style of a bare `--cite`; only the name of a style counts as its value.

    So `show --cite ID` and `stats --cite transfers` mean what they say.
    """
    from dongbei_cli.citations import STYLES

    waiting = False
    for argument in arguments:
        if waiting:
            yield f"--cite={argument if argument in STYLES else DEFAULT}"
            waiting = False
            if argument in STYLES:
                continue
        waiting = argument == "--cite"
        if not waiting:
            yield argument
    if waiting:
        yield f"--cite={DEFAULT}"


def style(named: str | None, fields: Sequence[str], accessed: str | None) -> str | None:
    """The style that the options ask for; None where nothing is to be cited."""
    chosen = named or (DEFAULT if "citation" in fields else None)
    if accessed and not chosen:
        raise errors.UsageError("--accessed is the date in a citation", "add --cite")
    return chosen


def citation_by_id(base: Base, records: Sequence[Any], chosen: str, accessed: str | None) -> dict[str, str]:
    """The citation of each record; UsageError for what has no place in the article."""
    records = [getattr(record, "record", record) for record in records]
    if any(not isinstance(record, model.Record) for record in records):
        raise errors.UsageError("only facts can be cited", "leave --cite out")
    return {record.id: base.citation(record, chosen, accessed) for record in records}
