"""`dongbei completion`, and what Tab offers: commands, options, their values, and the names of the base.

The scripts run dongbei with `_DONGBEI_COMPLETE` set to the shell and the words of the line as arguments, the unfinished
one last; each line of the answer is a value, a tab and a description. Typer's own evaluate what they are given in zsh
and cut words at `=` in bash. Whatever goes wrong, nothing is said: it would land in what somebody types.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from dongbei_cli import errors
from dongbei_cli.cli import NAMES, built, helping, program, terminal
from dongbei_cli.cli.lookup import one_of
from dongbei_cli.cli.terminal import _

SCRIPTS = {path.suffix[1:]: path for path in sorted((Path(__file__).parent / "scripts").glob("dongbei.*"))}
SHELLS = one_of("shell", lambda: [*SCRIPTS])
FILES = ":files"
"""The answer that leaves the word to the shell's own completion of file names."""
MOST = 200
SAFE = re.compile(r"[\w.+-]+")
"""What may be put on a command line unquoted."""

Offer = tuple[str, str]
"""A value and its description."""


def command(shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.", **SHELLS)]) -> None:
    """The script that lets Tab complete commands, options and names in a shell.

    \b
    Examples:
      eval "$(dongbei completion bash)"
      dongbei completion fish > ~/.config/fish/completions/dongbei.fish
    """
    terminal.write([SCRIPTS[shell].read_bytes()], None)


def answer(shell: str, words: Sequence[str]) -> int:
    """Write what completes the last of these words; nothing at all when something is wrong."""
    try:
        offers = list(offered([word.strip("\"'") for word in words] or [""], shell))
        lines = (f"{value}\t{''.join(c if c.isprintable() else ' ' for c in text)}\n" for value, text in offers)
        sys.stdout.buffer.write("".join(lines).encode("utf-8", "ignore"))
        sys.stdout.buffer.flush()
    except BaseException:
        sys.stderr = sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 (not even a broken pipe at the end)
    return 0


def offered(words: list[str], shell: str) -> Iterator[Offer]:
    """Yield the offers for the last word."""
    *before, last = joined(words)
    at = next((at for at, word in enumerate(before) if not word.startswith("-")), None)
    if at is None:
        if last.startswith("-"):
            yield from options(typer.Context(program), last)
        else:
            names = (name for name in NAMES if name.startswith(last))
            yield from ((name, _(helping.summary(built(name)))) for name in names)
        return
    command, own = built(before[at]), before[at + 1 :]
    context = command.make_context(before[at], [*own], resilient_parsing=True)
    named = {} if "--" in own else {name: param for param in command.params for name in param.opts if name[0] == "-"}
    name, equals, value = last.partition("=")
    prefix = f"{name}=" if equals and name in named else ""
    if own and own[-1] in named and not named[own[-1]].is_flag:
        yield from values(context, named[own[-1]], last)
    elif prefix:
        prefix = "" if shell == "bash" else prefix
        yield from (
            (each if each == FILES else prefix + each, text) for each, text in values(context, named[name], value)
        )
    elif named and last.startswith("-"):
        yield from options(context, last)
    else:
        arguments = [param for param in command.params if param.param_type_name == "argument"]
        free = [param for param in arguments if param.nargs == -1 or context.params.get(param.name) is None]
        yield from values(context, free[0], last) if free else ()


def joined(words: list[str]) -> list[str]:
    """Return the words as other shells have them: bash makes three of --option=value."""
    found: list[str] = []
    for word in words:
        if found and (word == "=" or (found[-1].endswith("=") and found[-1].startswith("--"))):
            found[-1] += word
        else:
            found.append(word)
    return found


def options(context: Any, last: str) -> Iterator[Offer]:
    """Yield the options that can still be given, by their long names unless a short one is typed."""
    for item in context.command.shell_complete(context, last):
        if item.value.startswith("--") or item.value == last:
            yield item.value, _(item.help or "")


def values(context: Any, param: Any, last: str) -> Iterator[Offer]:
    """Yield what a parameter of a command can be."""
    if param.type.name == "path":
        yield FILES, ""
    else:
        yield from ((item.value, item.help or "") for item in param.shell_complete(context, last))


def candidates(context: typer.Context, sort: str, incomplete: str) -> list[Offer]:
    """Return the names that what was typed can become, each with the other language beside it.

    sort: topic, area, region, speaker, proposer, fact, or a closed vocabulary. None where the base cannot be used.
    """
    from dongbei_cli import resolve
    from dongbei_cli.base import open_base
    from dongbei_cli.names import match

    if sort in resolve.CHOICES:
        return [(word, "") for word in resolve.CHOICES[sort]]
    try:
        base = open_base(typed_paths(context))
        if sort == "fact":
            return base.titles(incomplete, MOST)
        names = {name.key: name for name in resolve.names(base.connection, sort)}
    except errors.DongbeiError:
        return []
    known = [*names.values()]
    offers = [offer(names[found.key], found.form, incomplete) for found in match.completions(incomplete, known)]
    return [each for each in offers if each and len({fit.key for fit in match.match(each[0], known)}) == 1]


def typed_paths(context: typer.Context) -> list[Path] | None:
    """Return the base that `--facts` or the variable names, as the shell would have it: it has not read `~` or `\\`."""
    paths = context.params.get("facts") or ()
    return [Path(re.sub(r"\\(.)", r"\1", str(path))).expanduser() for path in paths] or None


def offer(name: Any, form: str, incomplete: str) -> Offer | None:
    """Return a name in the spelling that was begun, with the other language beside it; None where it has none such.

    Slugs, pinyin, English with dashes and Chinese go on from what was typed, since shells drop what does not begin so;
    initials stay as they are.
    """
    from dongbei_cli.names import fold, pinyin

    spelled = [pinyin.letters(reading) for reading in name.pinyin] + ([] if form.isascii() else [pinyin.usual(form)])
    english = [each.replace(" ", "-") for each in name.english]
    ways = sorted((name.key, *name.forms, *spelled, *english), key=lambda way: not way.isascii())
    begun = (
        incomplete + way[len(incomplete) :] for way in (*ways, incomplete) if fold(way).startswith(fold(incomplete))
    )
    value = next(filter(SAFE.fullmatch, begun), None)
    if value is None:
        return None
    chinese = next((one for one in (name.key, *name.forms) if not one.isascii()), "")
    return value, chinese if value.isascii() else next(iter(name.english), "")
