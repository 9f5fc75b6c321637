"""What typed arguments mean, and the options that several commands share."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from dongbei_cli import errors

Texts = list[str] | None
"""What a repeatable option was given; None where it was not."""
DASHES = re.compile("[‐-―−﹘﹣－]{1,2}([A-Za-z][A-Za-z-]*)")
"""What a word processor makes of the hyphens of an option."""


def typed() -> list[str]:
    """Return the arguments of this process as UTF-8 whatever the locale says; UsageError where they are not."""
    words = [word if word.isascii() else decoded(word) for word in sys.argv[1:]]
    for word in words[: words.index("--")] if "--" in words else words:
        if found := DASHES.match(word):
            option = f"--{found[1]}" if len(found[1]) > 1 else f"-{found[1]}"
            raise errors.UsageError(
                "{word} does not begin with a hyphen", errors.did_you_mean([option]), word=errors.shown(word)
            )
    return words


def decoded(word: str) -> str:
    """Return one argument, read anew from its bytes."""
    try:
        return os.fsencode(word).decode()
    except UnicodeError:
        text = os.fsencode(word).decode("utf-8", "backslashreplace")
        raise errors.UsageError(
            "{text} is not UTF-8", "set the terminal to UTF-8", text=f"'{text[: errors.LONGEST_SHOWN]}'"
        ) from None


def path(text: str) -> Path:
    """Return a path as the system wants it; UsageError for an empty one, which a variable that is not set leaves."""
    if not text:
        raise errors.UsageError("a path is empty", "name a file, or leave the option out")
    try:
        return Path(os.fsdecode(text.encode()))
    except UnicodeError:  # it comes from the environment as it is
        return Path(text)


def count(text: str) -> int:
    """Return a number of records as people write it: plain digits, nothing else that Python would take, and not 0."""
    if not (text.isascii() and text.isdigit()) or not 0 < len(text) <= 9 or int(text) == 0:
        raise errors.UsageError(
            "--limit is {value}", "it takes a whole number from 1, such as 10", value=errors.shown(text)
        )
    return int(text)


def one_of(what: str, words: Callable[[], Sequence[str]]) -> dict[str, Any]:
    """Return what makes an option take one of these words in any case, and Tab offer them."""

    def choice(text: str) -> str:
        if text in words():
            return text
        from dongbei_cli.workspace import naming

        return naming.choice(what, text, words())

    def complete() -> list[str]:
        return list(words())

    return {"parser": choice, "autocompletion": complete}


def offers(sort: str) -> Callable[[str], list[Any]]:
    """Return what completes the name of a thing of this sort, or a word of this closed vocabulary."""

    def complete(incomplete: str) -> list[Any]:
        from dongbei_cli.cli import tab

        return tab.candidates(sort, incomplete)

    return complete


Topic = Annotated[
    Texts,
    typer.Option("--topic", "-t", metavar="TOPIC", help="Only facts on this topic.", autocompletion=offers("topic")),
]
Kind = Annotated[
    Texts,
    typer.Option(
        "--kind", "-k", metavar="KIND", autocompletion=offers("kind"),
        help="event, figure, quote, measure, claim, person, organization or document.",
    ),
]  # fmt: skip
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Not before: 2003, 2003-10, 2023-10-27, 2023年9月."),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Not after: 2003, 2003-10, 2023-10-27, 2023年9月."),
]
Ids = Annotated[
    list[str], typer.Argument(metavar="ID...", show_default=False, help="Ids of facts.", autocompletion=offers("fact"))
]
Facts = Annotated[
    Path | None,
    typer.Option(
        "--facts", metavar="PATH", parser=path, envvar="DONGBEI_FACTS",
        help="Another facts.yaml or facts.db (DONGBEI_FACTS).",
    ),
]  # fmt: skip
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", parser=path, help="Write here; the suffix sets the format."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]
Accessed = Annotated[
    str | None,
    typer.Option("--accessed", metavar="DATE", help="When you read the article, for its citation; else today."),
]
Unproved = Annotated[bool, typer.Option("--unproved", help="Without the proof.")]


def target(output: Path | None) -> Path | None:
    """Return where to write; None for stdout, also where it is called `-`."""
    return None if output == Path("-") else output
