"""`dongbei completion`, and what Tab offers: commands, options and their values.

The scripts run dongbei with the shell in `_DONGBEI_COMPLETE` and the words of the line, the unfinished one last; an
answer is lines of a value, a tab and a description. Typer's own scripts evaluate what they get in zsh and cut words at
`=` in bash. Whatever goes wrong, nothing is said: it would land in what somebody types.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from dongbei_cli.cli import NAMES, built, helping, program, terminal
from dongbei_cli.cli.options import Offer, one_of
from dongbei_cli.cli.terminal import _

SCRIPTS = {path.suffix[1:]: path for path in sorted((Path(__file__).parent / "scripts").glob("dongbei.*"))}
SHELL = typer.Argument(metavar="SHELL", help="bash, zsh or fish.", **one_of("shell", lambda: [*SCRIPTS]))
FILES = ":files"  # the answer that leaves the word to the shell's own completion of file names

app = typer.Typer()


@app.command("completion")
def script(shell: Annotated[str, SHELL]) -> None:
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
        typed: list[str] = []
        for word in [each.strip("\"'") for each in words] or [""]:
            if typed and (word == "=" or (typed[-1].endswith("=") and typed[-1].startswith("--"))):
                typed[-1] += word  # bash makes three words of --option=value
            else:
                typed.append(word)
        offers = list(offered(typed, shell))
        lines = (f"{value}\t{''.join(c if c.isprintable() else ' ' for c in text)}\n" for value, text in offers)
        sys.stdout.buffer.write("".join(lines).encode("utf-8", "ignore"))
        sys.stdout.buffer.flush()
    except BaseException:
        sys.stderr = sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 (not even a broken pipe at the end)
    return 0


def offered(words: list[str], shell: str) -> Iterator[Offer]:
    """Yield the offers for the last word."""
    *before, last = words
    at = next((at for at, word in enumerate(before) if word[0:1] != "-" and before[at - 1 : at] != ["--lang"]), None)
    if at is None and before[-1:] == ["--lang"]:
        yield from ((each, "") for each in ("zh", "en") if each.startswith(last))
        return
    if at is None:
        names = [] if last.startswith("-") else [name for name in NAMES if name.startswith(last)]
        yield from ((name, helping.summary(name)) for name in names)
        yield from options(typer.Context(program), last)
        return
    command, own = built(before[at]), before[at + 1 :]
    context = command.make_context(before[at], [*own], resilient_parsing=True)
    named = {} if "--" in own else {name: param for param in command.params for name in param.opts if name[0] == "-"}
    name, equals, value = last.partition("=")
    if own and own[-1] in named and not named[own[-1]].is_flag:
        yield from values(context, named[own[-1]], last)
    elif equals and name in named:
        kept = "" if shell == "bash" else f"{name}="
        yield from ((kept * (each != FILES) + each, text) for each, text in values(context, named[name], value))
    elif named and last.startswith("-"):
        yield from options(context, last)
    else:
        arguments = [param for param in command.params if param.param_type_name == "argument"]
        free = [param for param in arguments if param.nargs == -1 or context.params.get(param.name) is None]
        yield from values(context, free[0], last) if free else ()


def options(context: Any, last: str) -> Iterator[Offer]:
    """Yield the options that can still be given, by their long names unless a short one is typed."""
    for item in context.command.shell_complete(context, last) if last.startswith("-") else ():
        if item.value.startswith("--") or item.value == last:
            yield item.value, _(item.help or "")


def values(context: Any, param: Any, last: str) -> Iterator[Offer]:
    """Yield what a parameter of a command can be."""
    if param.type.name in ("path", "target"):
        yield FILES, ""
    else:
        yield from ((item.value, item.help or "") for item in param.shell_complete(context, last))
