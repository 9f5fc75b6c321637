"""What Tab offers: commands, options, their values, and the names of the base.

The scripts ask by running dongbei with `_DONGBEI_COMPLETE` set to the shell and the words of the line as arguments,
the unfinished one last; each line of the answer is a value, a tab and a description. They are our own, since those of
Typer evaluate what they are given in zsh and cut words at `=` in bash. Whatever goes wrong, nothing is said: it would
land in the middle of what somebody types.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from dongbei_cli.cli import helping
from dongbei_cli.cli.app import NAMES, app, built
from dongbei_cli.cli.language import _

FILES = ":files"
"""The answer that leaves the word to the shell's own completion of file names."""
MOST = 200
SAFE = re.compile(r"[\w.+-]+")
"""What may be put on a command line unquoted."""

Offer = tuple[str, str]
"""A value and its description."""


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
        yield from at_root(last)
        return
    command, own = built(before[at]), before[at + 1 :]
    context = command.make_context(before[at], [*own], resilient_parsing=True)
    if context.params.get("facts"):
        os.environ["DONGBEI_FACTS"] = os.path.expanduser(re.sub(r"\\(.)", r"\1", str(context.params["facts"])))  # noqa: PTH111
    ended = "--" in own
    waiting = option(command, own[-1]) if own and not ended else None
    name, equals, value = last.partition("=")
    if waiting is not None and not waiting.is_flag:
        yield from values(context, waiting, last)
    elif equals and not ended:
        start = "" if shell == "bash" else f"{name}="
        yield from ((start + each, text) for each, text in values(context, option(command, name), value))
    elif last.startswith("-") and not ended:
        yield from options(context, last)
    else:
        arguments = [param for param in command.params if param.param_type_name == "argument"]
        free = (param for param in arguments if param.nargs == -1 or context.params.get(param.name) is None)
        yield from values(context, next(free, None), last)


def joined(words: list[str]) -> list[str]:
    """Return the words as other shells have them: bash makes three of --option=value."""
    found: list[str] = []
    for word in words:
        if found and (word == "=" or (found[-1].endswith("=") and found[-1].startswith("--"))):
            found[-1] += word
        else:
            found.append(word)
    return found


def at_root(last: str) -> Iterator[Offer]:
    """Yield commands, or the options of `dongbei` itself."""
    if last.startswith("-"):
        yield from options(typer.Context(typer.main.get_command(app)), last)
    else:
        yield from ((name, _(helping.summary(built(name)))) for name in NAMES if name.startswith(last))


def option(command: Any, name: str) -> Any:
    """Return the option of a command that is called so; None where there is none."""
    return next((param for param in command.params if name in param.opts), None)


def options(context: Any, last: str) -> Iterator[Offer]:
    """Yield the options that can still be given, by their long names unless a short one is typed."""
    for item in context.command.shell_complete(context, last):
        if item.value.startswith("--") or item.value == last:
            yield item.value, _(item.help or "")


def values(context: Any, param: Any, last: str) -> Iterator[Offer]:
    """Yield what a parameter of a command can be."""
    if param is None:
        return
    if param.type.name == "path":
        yield FILES, ""
    elif param.name == "fields":
        yield from fields(context.command, last)
    else:
        yield from ((item.value, item.help or "") for item in param.shell_complete(context, last))


def fields(command: Any, last: str) -> Iterator[Offer]:
    """Yield the last of several fields with a comma between each, and those before it as they are."""
    from dongbei_cli.cli.lookup import keys_of

    before, comma, start = last.rpartition(",")
    for key in keys_of(command.callback.kinds):
        if key.startswith(start) and key not in before.split(","):
            yield f"{before}{comma}{key}", ""


SORTS = {"expert": "speaker"}
"""What the base calls a sort of name, where that is another word than the option."""


def candidates(sort: str, incomplete: str) -> list[Offer]:
    """Return the names of the base that what was typed can become, each with the other language beside it.

    sort: topic, area, region, expert, proposer, fact, or a closed vocabulary. None where the base cannot be used.
    """
    from dongbei_cli import errors, resolve
    from dongbei_cli.base import open_base
    from dongbei_cli.names import match

    if sort in resolve.CHOICES:
        return [(word, "") for word in resolve.CHOICES[sort]]
    try:
        base = open_base(os.environ.get("DONGBEI_FACTS") or None)
        if sort == "fact":
            return base.titles(incomplete, MOST)
        names = {name.key: name for name in resolve.names(base.connection, SORTS.get(sort, sort))}
    except errors.DongbeiError:
        return []
    found = match.completions(incomplete, [*names.values()])
    offers = (offer(names[match.key], match.form, incomplete) for match in found)
    return [each for each in offers if each and len({fit.key for fit in match.match(each[0], [*names.values()])}) == 1]


def offer(name: Any, form: str, incomplete: str) -> Offer | None:
    """Return a name in the spelling that was begun, with the other language beside it; None where it has none such.

    Who types letters is offered slugs and pinyin, since shells drop what does not begin with the word.
    """
    from dongbei_cli.names import pinyin

    letters = not incomplete or incomplete.isascii()
    spelled = [pinyin.letters(reading) for reading in name.pinyin]
    aloud = pinyin.usual(form)
    ways = [one for one in (name.key, *name.forms, *spelled, aloud) if one and one.isascii() == letters]
    value = next((way for way in ways if way.startswith(incomplete.lower()) and SAFE.fullmatch(way)), None)
    if value is None:
        return None
    chinese = next((one for one in (name.key, *name.forms) if not one.isascii()), "")
    return value, chinese if letters else next(iter(name.english), "")
