"""What Tab offers: commands, options, their values, and the names of the base.

The scripts of `completion_scripts` ask by running dongbei with `_DONGBEI_COMPLETE` set to the shell and the words of
the line as arguments, the unfinished one last. The answer is a line an offer: the value, a tab, a description.
Whatever goes wrong, nothing is said: it would land in the middle of what somebody types.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dongbei_cli.cli import options

VARIABLE = "_DONGBEI_COMPLETE"
SHELLS = ("bash", "zsh", "fish")
FILES = ":files"
"""The answer that leaves the word to the shell's own completion of file names."""
MOST = 200
HELP_OPTIONS = ("-h", "--help")
FORMATS = ("table", "json", "jsonl", "csv", "tsv", "yaml", "markdown")
ANSWERING = ("timeline", "stats", "quote", "policy", "people", "search", "list", "show", "article", "topics")
FIXED = {
    "format": FORMATS,
    "lang": ("zh", "en"),
    "command": ANSWERING,
    "shell": SHELLS,
    "form": ("sqlite", "datapackage", "jsonld", "html"),
    "unit": ("元", "万元", "亿元", "万亿元", "人", "万人", "%", "年", "yuan", "people"),
}
"""Closed values, by what `options.offered` calls them."""
NAMED = ("topic", "area", "region", "expert", "proposer", "fact")
FILE_NAMES = ("FILE", "PATH", "[FACTS.YAML]", "FACTS")
SAFE = re.compile(r"[\w.+-]+")
"""What may be put on a command line unquoted."""

Offer = tuple[str, str]
"""A value and its description."""


class Position(NamedTuple):
    """Where the unfinished word stands: after which command, as whose value, and what was used before."""

    command: Any
    param: Any
    used: frozenset[str]
    options_ended: bool


def answer(shell: str, words: Sequence[str]) -> int:
    """Write what completes the last of these words; nothing at all when something is wrong."""
    try:
        offers = list(offered([unquoted(word) for word in words] or [""], shell))
        text = "".join(f"{value}\t{one_line(described)}\n" for value, described in offers)
        sys.stdout.buffer.write(text.encode("utf-8", "ignore"))
        sys.stdout.buffer.flush()
    except BaseException:
        sys.stderr = sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 (not even a broken pipe at the end)
    return 0


def unquoted(word: str) -> str:
    """A word without the quotation mark with which an unfinished one begins."""
    return word.strip("\"'")


def one_line(text: str) -> str:
    """A description without anything that acts on a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def offered(words: list[str], shell: str) -> Iterator[Offer]:
    """The offers for the last word; those that a shell could not insert are left out."""
    *before, last = split_unit(words)
    name, own = command_of(before)
    if name is None:
        yield from at_root(last)
        return
    place = position(name, own)
    option, equals, value = last.partition("=")
    if equals and option.startswith("--") and not place.param:
        param = named(place.command, option)
        start = "" if shell == "bash" else f"{option}="
        yield from ((start + found, told) for found, told in values(place, param, value, own) if found != FILES)
    elif last.startswith("-") and place.param is None and not place.options_ended:
        yield from option_names(place, last)
    elif place.param is not None:
        yield from values(place, place.param, last, own)
    else:
        yield from values(place, argument(place.command, len(positionals(place.command, own))), last, own)


def split_unit(words: list[str]) -> list[str]:
    """The words as other shells have them: bash makes three of --option=value."""
    joined: list[str] = []
    for word in words:
        if word == "=" and joined:
            joined[-1] += "="
        elif joined and joined[-1].endswith("=") and joined[-1].startswith("--"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def command_of(before: Sequence[str]) -> tuple[str | None, list[str]]:
    """The command among the finished words, and what stands after it."""
    at = next((at for at, word in enumerate(before) if not word.startswith("-")), None)
    return (None, []) if at is None else (before[at], list(before[at + 1 :]))


def at_root(last: str) -> Iterator[Offer]:
    """Commands, or the options of `dongbei` itself; no command is built for it."""
    import inspect

    from dongbei_cli.cli.group import commands

    if last.startswith("-"):
        options = {"--version": "Print the version.", "--no-color": "No colour.", "--help": "Show help."}
        yield from ((name, told) for name, told in options.items() if name.startswith(last))
        return
    for name, command in commands().items():
        if name.startswith(last):
            yield name, (inspect.getdoc(command) or "").split("\n")[0]


def position(name: str, own: Sequence[str]) -> Position:
    """What the words after a command leave open."""
    from dongbei_cli.cli.group import app

    command = app().get_command(None, name)
    param, ended = None, False
    used: set[str] = set()
    for word in own:
        if param is not None:
            param = None
        elif word == "--":
            ended = True
        elif word.startswith("-") and not ended:
            option = named(command, word.partition("=")[0])
            used.add(getattr(option, "name", ""))
            param = option if takes_value(option) and "=" not in word else None
    return Position(command, param, frozenset(used), ended)


def named(command: Any, option: str) -> Any:
    """The option of a command that is called so; None where there is none."""
    return next((param for param in getattr(command, "params", ()) if option in param.opts), None)


def takes_value(param: Any) -> bool:
    """Whether an option wants a value; `--cite` may do without."""
    return param is not None and not getattr(param, "is_flag", False)


def positionals(command: Any, own: Sequence[str]) -> list[str]:
    """The finished words that are arguments and not options or their values."""
    found: list[str] = []
    value_next = ended = False
    for word in own:
        if value_next:
            value_next = False
        elif word == "--" and not ended:
            ended = True
        elif word.startswith("-") and not ended:
            value_next = "=" not in word and takes_value(named(command, word))
        else:
            found.append(word)
    return found


def argument(command: Any, number: int) -> Any:
    """The argument that the next word would be; None where no more are taken."""
    arguments = [param for param in getattr(command, "params", ()) if param.param_type_name == "argument"]
    if arguments and number >= len(arguments):
        return arguments[-1] if arguments[-1].nargs == -1 else None
    return arguments[number] if arguments else None


def option_names(place: Position, last: str) -> Iterator[Offer]:
    """The options of a command that can still be given, by their long names unless a short one is typed."""
    for param in getattr(place.command, "params", ()):
        again = getattr(param, "multiple", False) or param.name not in place.used
        if param.param_type_name == "option" and again and not getattr(param, "hidden", False):
            yield from ((name, param.help or "") for name in param.opts if shown(name, last))
    yield from ((name, "Show help.") for name in HELP_OPTIONS if shown(name, last))


def shown(name: str, last: str) -> bool:
    """Whether the name of an option completes what was typed."""
    return name.startswith(last) and (name.startswith("--") or last == name)


def values(place: Position, param: Any, last: str, own: Sequence[str]) -> Iterator[Offer]:
    """What a parameter of the command can be."""
    if param is None:
        return
    sort = options.offered(place.command.name, param.name)
    if sort == "fields":
        yield from fields(place.command.name, last)
    elif (param.metavar or "").strip("[]") in FILE_NAMES or param.metavar in FILE_NAMES:
        yield FILES, ""
    elif sort in NAMED:
        given = [word for at, word in enumerate(own) if at and own[at - 1] == "--facts"]
        given += [word.removeprefix("--facts=") for word in own if word.startswith("--facts=")]
        if given:
            os.environ["DONGBEI_FACTS"] = given[-1]
        yield from ((value, told) for value, told in candidates(sort, last) if SAFE.fullmatch(value))
    else:
        yield from ((value, "") for value in closed(sort) if value.startswith(last))


def closed(sort: str) -> Sequence[str]:
    """Every value of a closed vocabulary; none where it is not one."""
    if sort in FIXED:
        return FIXED[sort]
    if sort in ("style", "cite"):
        from dongbei_cli.citations import STYLES

        return STYLES
    if sort == "rule":
        from dongbei_cli import checks

        return [checks.rule_id(rule) for rule in checks.RULES]
    from dongbei_cli.workspace import naming

    return naming.CHOICES.get(sort, ())


def fields(command: str, last: str) -> Iterator[Offer]:
    """The last of several fields with a comma between each, and those before it as they are."""
    from dongbei_cli.cli.lookups import ANSWERS
    from dongbei_cli.cli.reply import Reply

    before, comma, start = last.rpartition(",")
    for key in Reply((), "", ANSWERS.get(command, ())).fields():
        if key.startswith(start) and key not in before.split(","):
            yield f"{before}{comma}{key}", ""


def candidates(sort: str, incomplete: str) -> list[Offer]:
    """The names of the base that what was typed can become, each told in the other language.

    sort: topic, area, region, expert, proposer or fact. Who types letters is offered slugs and pinyin, since shells
    drop what does not begin with the word; who types Chinese, Chinese. None where the base cannot be used.
    """
    from dongbei_cli import errors
    from dongbei_cli.names import matching
    from dongbei_cli.workspace import open_base

    try:
        base = open_base(os.environ.get("DONGBEI_FACTS") or None)
        if sort == "fact":
            return base.titles(incomplete, MOST) or base.titles_within(incomplete, MOST)
        names = base.names(sort)
    except errors.DongbeiError:
        return []
    by_key = {name.key: name for name in names}
    offers = (offer(by_key[match.key], match.form, incomplete) for match in matching.completions(incomplete, names))
    return [found for found in offers if found is not None][:MOST]


def offer(name: Any, form: str, incomplete: str) -> Offer | None:
    """A name in the spelling that was begun, with the other language beside it; None where it has none such."""
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
