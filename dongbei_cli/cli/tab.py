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

from dongbei_cli.cli.app import NAMES, app, built

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
    waiting, used, ended, count = read(command, own)
    option, equals, value = last.partition("=")
    if waiting is not None:
        yield from values(command, waiting, last, own)
    elif equals and option.startswith("--"):
        start = "" if shell == "bash" else f"{option}="
        found = values(command, named(command, option), value, own)
        yield from ((start + each, text) for each, text in found if each != FILES)
    elif last.startswith("-") and not ended:
        yield from option_names(command, last, used)
    else:
        arguments = [param for param in command.params if param.param_type_name == "argument"]
        if arguments and (count < len(arguments) or arguments[-1].nargs == -1):
            yield from values(command, arguments[min(count, len(arguments) - 1)], last, own)


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
    from dongbei_cli.cli import helping
    from dongbei_cli.cli.language import _

    if last.startswith("-"):
        yield from option_names(typer.main.get_command(app), last, frozenset())
        return
    yield from ((name, _(helping.summary(built(name)))) for name in NAMES if name.startswith(last))


def read(command: Any, words: Sequence[str]) -> tuple[Any, frozenset[str], bool, int]:
    """Return the option that waits for its value, the options used, whether they have ended, and how many arguments."""
    waiting, used, ended, count = None, set(), False, 0
    for word in words:
        if waiting is not None:
            waiting = None
        elif word == "--" and not ended:
            ended = True
        elif word.startswith("-") and not ended:
            option = named(command, word.partition("=")[0])
            used.add(getattr(option, "name", ""))
            waiting = None if option is None or option.is_flag or "=" in word else option
        else:
            count += 1
    return waiting, frozenset(used), ended, count


def named(command: Any, option: str) -> Any:
    """Return the option of a command that is called so; None where there is none."""
    return next((param for param in command.params if option in param.opts), None)


def option_names(command: Any, last: str, used: frozenset[str]) -> Iterator[Offer]:
    """Yield the options that can still be given, by their long names unless a short one is typed."""
    from dongbei_cli.cli.language import _

    for param in command.get_params(typer.Context(command)):
        if param.param_type_name == "option" and not param.hidden and (param.multiple or param.name not in used):
            names = (name for name in param.opts if name.startswith(last) and (name.startswith("--") or name == last))
            yield from ((name, _(param.help or "")) for name in names)


def values(command: Any, param: Any, last: str, own: Sequence[str]) -> Iterator[Offer]:
    """Yield what a parameter of a command can be."""
    if param is None:
        return
    if param.type.name == "path":
        yield FILES, ""
    elif param.name == "fields":
        yield from fields(command, last)
    else:
        given = [word for at, word in enumerate(own) if at and own[at - 1] == "--facts"]
        given += [word.removeprefix("--facts=") for word in own if word.startswith("--facts=")]
        if given:
            os.environ["DONGBEI_FACTS"] = os.path.expanduser(re.sub(r"\\(.)", r"\1", given[-1]))  # noqa: PTH111
        items = param.shell_complete(typer.Context(command), last)
        yield from ((item.value, item.help or "") for item in items)


def fields(command: Any, last: str) -> Iterator[Offer]:
    """Yield the last of several fields with a comma between each, and those before it as they are."""
    from dongbei_cli.cli.lookup import keys_of

    before, comma, start = last.rpartition(",")
    for key in keys_of(command.callback.kinds):
        if key.startswith(start) and key not in before.split(","):
            yield f"{before}{comma}{key}", ""


def candidates(sort: str, incomplete: str) -> list[Offer]:
    """Return the names of the base that what was typed can become, each told in the other language.

    sort: topic, area, region, expert, proposer, fact, or a closed vocabulary. Who types letters is offered slugs and
    pinyin, since shells drop what does not begin with the word; who types Chinese, Chinese. None where the base cannot
    be used.
    """
    from dongbei_cli import errors
    from dongbei_cli.names import matching
    from dongbei_cli.workspace import naming, open_base

    if sort in naming.CHOICES:
        return [(word, "") for word in naming.CHOICES[sort]]
    try:
        base = open_base(os.environ.get("DONGBEI_FACTS") or None)
        if sort == "fact":
            return base.titles(incomplete, MOST) or base.titles_within(incomplete, MOST)
        names = base.names(sort)
    except errors.DongbeiError:
        return []
    by_key = {name.key: name for name in names}
    offers = (offer(by_key[match.key], match.form, incomplete) for match in matching.completions(incomplete, names))
    return [found for found in offers if found is not None and meant(found[0], names)][:MOST]


def meant(value: str, names: Sequence[Any]) -> bool:
    """Return whether a command would take a value for just one of the names."""
    from dongbei_cli.names import matching

    return len({match.key for match in matching.match(value, names)}) == 1


def offer(name: Any, form: str, incomplete: str) -> Offer | None:
    """Return a name in the spelling that was begun, with the other language beside it; None where it has none such."""
    from dongbei_cli.names import matching, spellings

    letters = not incomplete or incomplete.isascii()
    spelled = [spellings.letters(reading) for reading in name.pinyin]
    aloud = "".join(syllable[0] for syllable in matching.syllables(form) if syllable)
    ways = [one for one in (name.key, *name.forms, *spelled, aloud) if one and one.isascii() == letters]
    value = next((way for way in ways if way.startswith(incomplete.lower()) and SAFE.fullmatch(way)), None)
    if value is None:
        return None
    chinese = next((one for one in (name.key, *name.forms) if not one.isascii()), "")
    return value, chinese if letters else next(iter(name.english), "")
