"""Citations on the command line: `--cite` beside the records of a lookup, and what a suffix says of a style."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dongbei_cli import errors, model, outfile
from dongbei_cli.workspace.answers import Base

DEFAULT = "gbt7714"
STYLES_BY_SUFFIX = {".bib": "bibtex", ".json": "csl-json", ".txt": DEFAULT}


def spelled_out(arguments: Iterable[str]) -> Iterator[str]:
    """The arguments with the style of a bare `--cite`; only the name of a style counts as its value.

    So `show --cite ID` and `stats --cite transfers` mean what they say.
    """
    from dongbei_cli.citations import STYLES

    waiting = False
    for argument in arguments:
        if waiting:
            named = argument.casefold() in STYLES
            yield f"--cite={argument if named else DEFAULT}"
            waiting = False
            if named:
                continue
        waiting = argument == "--cite"
        if not waiting:
            yield argument
    if waiting:
        yield f"--cite={DEFAULT}"


def named(style: str) -> str:
    """A style in any case; UsageError where there is none of that name."""
    from dongbei_cli.citations import STYLES

    folded = style.strip().casefold()
    if folded not in STYLES:
        raise errors.UsageError(
            f"there is no citation style {errors.shown(style)}", f"write one of {', '.join(STYLES)}"
        )
    return folded


def style_for(target: Path | None) -> str:
    """The style that the suffix of a file asks for; UsageError where it asks for none."""
    if target is None or outfile.is_special(target):
        return DEFAULT
    if target.suffix.lower() not in STYLES_BY_SUFFIX:
        hint = f"use {', '.join(STYLES_BY_SUFFIX)}, or --style"
        raise errors.UsageError(f"the suffix of {target} names no style", hint)
    return STYLES_BY_SUFFIX[target.suffix.lower()]


def style(typed: str | None, fields: Sequence[str], accessed: str | None) -> str | None:
    """The style that the options ask for; None where nothing is to be cited."""
    chosen = named(typed) if typed else DEFAULT if "citation" in fields else None
    if accessed and not chosen:
        raise errors.UsageError("--accessed is the date in a citation", "add --cite")
    return chosen


def citation_by_id(base: Base, records: Sequence[Any], chosen: str, accessed: str | None) -> dict[str, str]:
    """The citation of each record; UsageError for what has no place in the article."""
    records = [getattr(record, "record", record) for record in records]
    if any(not isinstance(record, model.Record) for record in records):
        raise errors.UsageError("only facts can be cited", "leave --cite out")
    return {record.id: base.citation(record, chosen, accessed) for record in records}
