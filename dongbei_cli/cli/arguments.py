"""What typed arguments mean, and the options that several commands share."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
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
            hint = errors.did_you_mean([option])
            raise errors.UsageError("{word} does not begin with a hyphen", hint, word=errors.shown(word))
    return words


def decoded(word: str) -> str:
    """Return one argument, read anew from its bytes."""
    try:
        return os.fsencode(word).decode()
    except UnicodeError:
        text = os.fsencode(word).decode("utf-8", "backslashreplace")[: errors.LONGEST_SHOWN]
        raise errors.UsageError("'{text}' is not UTF-8", "set the terminal to UTF-8", text=text) from None


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
        hint = errors.Message("it takes a whole number from 1, such as 10")
        raise errors.UsageError("--limit is {value}", hint, value=errors.shown(text))
    return int(text)


def target(output: Path | None) -> Path | None:
    """Return where to write; None for stdout, also where it is called `-`."""
    return None if output == Path("-") else output


def one_of(what: str, words: Callable[[], Sequence[str]]) -> dict[str, Any]:
    """Return what makes an option take one of these words in any case, and Tab offer them."""

    def choice(text: str) -> str:
        from dongbei_cli import resolve

        return resolve.choice(what, text, words())

    return {"parser": choice, "autocompletion": words}


def styles() -> Sequence[str]:
    """Return the styles of citation."""
    from dongbei_cli.citations import STYLES

    return STYLES


def near(typed: str, known: Iterable[str]) -> list[str]:
    """Return the names that a slip of the keyboard may have meant."""
    from dongbei_cli.names.match import Name
    from dongbei_cli.names.typos import suggestions

    return [match.key for match in suggestions(typed, [Name(name, (name,)) for name in known])]


def names(sort: str) -> Callable[[str], list[Any]]:
    """Return what completes the name of a thing of this sort, or a word of this closed vocabulary."""

    def complete(incomplete: str) -> list[Any]:
        from dongbei_cli.cli import tab

        return tab.candidates(sort, incomplete)

    return complete


def some(sort: str, options: str, metavar: str, text: str) -> Any:
    """Return a repeatable option whose values are names of this sort, any of which will do."""
    return typer.Option(*options.split(), metavar=metavar, help=text, autocompletion=names(sort))


KINDS = "event, figure, quote, measure, claim, person, organization or document."
Topic = Annotated[Texts, some("topic", "--topic -t", "TOPIC", "Only facts on this topic.")]
Kind = Annotated[Texts, some("kind", "--kind -k", "KIND", KINDS)]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Not before: 2003, 2003-10, 2023-10-27, 2023年9月.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Not after: 2003, 2003-10, 2023-10-27, 2023年9月.")
]
BASE = "Another facts.yaml or facts.db (DONGBEI_FACTS)."
Facts = Annotated[Path | None, typer.Option("--facts", metavar="PATH", parser=path, envvar="DONGBEI_FACTS", help=BASE)]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", parser=path, help="Write here; the suffix sets the format."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]
READ = "When you read the article, for its citation; else today."
Accessed = Annotated[str | None, typer.Option("--accessed", metavar="DATE", help=READ)]
Unproved = Annotated[bool, typer.Option("--unproved", help="Without the proof.")]
