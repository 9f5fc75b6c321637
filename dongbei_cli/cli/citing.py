"""The style of a citation: named, asked for by the suffix of a file, or left out behind a bare `--cite`."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dongbei_cli import errors, files

DEFAULT = "gbt7714"
STYLES_BY_SUFFIX = {".bib": "bibtex", ".json": "csl-json", ".txt": DEFAULT}


def spelled_out(arguments: Iterable[str]) -> Iterator[str]:
    """Yield the arguments with the style of a bare `--cite`; only the name of a style counts as its value.

    Typer has no option whose value may be left out; here `show --cite ID` and `stats --cite transfers` work.
    """
    from dongbei_cli.citations import STYLES

    waiting = False
    for argument in arguments:
        if waiting:
            is_style = argument.casefold() in STYLES
            yield f"--cite={argument if is_style else DEFAULT}"
            waiting = False
            if is_style:
                continue
        waiting = argument == "--cite"
        if not waiting:
            yield argument
    if waiting:
        yield f"--cite={DEFAULT}"


def named(style: str) -> str:
    """Return a style that is typed in any case; UsageError where there is none of that name."""
    from dongbei_cli.citations import STYLES

    folded = style.strip().casefold()
    if folded not in STYLES:
        raise errors.UsageError(
            "there is no citation style {style}", "write one of {styles}",
            style=errors.shown(style), styles=", ".join(STYLES),
        )  # fmt: skip
    return folded


def style_for(path: Path | None) -> str:
    """Return the style that the suffix of a file asks for; UsageError where it asks for none."""
    if path is None or files.is_device(path):
        return DEFAULT
    if path.suffix.lower() not in STYLES_BY_SUFFIX:
        raise errors.UsageError(
            "the suffix of {path} names no style", "use {suffixes}, or --style",
            path=path, suffixes=", ".join(STYLES_BY_SUFFIX),
        )  # fmt: skip
    return STYLES_BY_SUFFIX[path.suffix.lower()]


def style_of(typed: str | None, fields: Sequence[str], accessed: str | None) -> str | None:
    """Return the style that the options of a lookup ask for; None where nothing is to be cited."""
    chosen = named(typed) if typed else DEFAULT if "citation" in fields else None
    if accessed and not chosen:
        raise errors.UsageError("--accessed is the date in a citation", "add --cite")
    return chosen
