"""Help pages in two languages, and what to say of a call that Typer refuses: what is wrong, and what was meant."""

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dongbei_cli import errors
from dongbei_cli.cli import COMMANDS, NAMES, built
from dongbei_cli.cli.terminal import _
from dongbei_cli.errors import Message
from dongbei_cli.formats import FORMATS
from dongbei_cli.readings import rows

SHORT = Message("""\
Facts on the revitalisation of Northeast China from one
article, each with the words that prove it.

  dongbei timeline                what happened when
  dongbei stats transfers         the money
  dongbei quote --expert 徐林     who said what
  dongbei policy --area 国企改革  what is proposed

All commands: dongbei -h
""")
OTHER = Message("Facts of the base that DONGBEI_FACTS names.\n\nAll commands: dongbei -h\n")
TABLE = rows(Path(__file__).with_name("names.tsv"))
OTHER_NAMES = {name: said.split() for name, said, *_words in TABLE}
WORDS = {name: word for name, _said, *words in TABLE for word in words}
"""The option that somebody means who types a word where a command takes none."""


def page(context: Any, width: int) -> Iterator[Any]:
    """Draw the help of a command, or of the program, as our tables are drawn: Typer counts characters, not cells."""
    from rich.text import Text

    from dongbei_cli.views.table import BLANK, Column, Section, indented, tables

    command = context.command
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield Text(_("Usage: {usage}").format(usage=usage))
    for paragraph in command.help.split("\n\n"):
        yield BLANK
        if paragraph.startswith("\b"):
            heading, *examples = paragraph.removeprefix("\b\n").split("\n")
            yield Text("\n".join(f"  {line}" for line in (_(heading), *examples)))
        else:
            yield indented(Text(_(" ".join(paragraph.split("\n")))), Text(""), 2, width)
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in command.get_params(context):
        text = _(each.help or "")
        text = _("{text} May be repeated.").format(text=text) if getattr(each, "multiple", False) else text
        heading = _("Arguments:") if each.param_type_name == "argument" else _("Options:")
        groups.setdefault(heading, []).append((each.get_help_record(context)[0], text))
    if context.parent is None:
        groups |= {_(group) + _(":"): [(name, summary(name)) for name in names] for group, names in COMMANDS.items()}
    for heading, entries in groups.items():
        yield from (BLANK, Text(heading))
        cells = [[Text(f"  {left}"), Text(right)] for left, right in entries]
        yield from tables([Column(), Column(prose=True)], [Section(cells)], width)


def summary(name: str) -> str:
    """Return the first paragraph of a command's help."""
    return _(" ".join(built(name).help.split("\n\n")[0].split("\n")))


def explained(fault: Any, typed: Sequence[str]) -> errors.UsageError:
    """Return a fault of Typer's as an error of ours, whose hint names what was meant, else the help of the command."""
    name = fault.ctx.info_name if fault.ctx else "".join(typed[:1])
    command = f"dongbei {name}" if name in NAMES else "dongbei"
    hint = Message("{command} -h shows how", command=command)
    message = fault.format_message().rstrip(".")
    option = getattr(fault, "option_name", None)
    if option and "No such option" in message:
        option = next((word for word in typed if re.fullmatch("-[a-z]{3,}", word) and option[1:] in word), option)
        return errors.UsageError("no such option: {option}", meant_option(option, fault.ctx) or hint, option=option)
    if option:
        flag = "not take a value" in message
        return errors.UsageError("{option} takes no value" if flag else "{option} wants a value", hint, option=option)
    if extra := re.fullmatch(r"Got unexpected extra argument\(s\) \((.*)\)", message, re.DOTALL):
        offer = errors.did_you_mean([f"{WORDS[name]} {quoted([extra[1]])}"] if name in WORDS else [])
        word = errors.shown(extra[1])
        return errors.UsageError("{command} takes no {word}", offer or hint, command=command, word=word)
    if message.startswith("Missing argument"):
        return errors.UsageError("{name} is missing", hint, name=fault.param.human_readable_name)
    return errors.UsageError(Message(f"{message[:1].lower()}{message[1:]}"), hint)


def meant_option(typed: str, context: Any) -> Message | None:
    """Return the question which option was meant by one that a command has not; None where nobody can tell."""
    known = [name for param in context.command.get_params(context) for name in param.opts if name.startswith("-")]
    if not context.parent and any(typed in param.opts for name in NAMES for param in built(name).params):
        return Message("options stand behind the command: dongbei COMMAND {option}", option=typed)
    return errors.did_you_mean(meant(typed, known)) or None


def unknown_command(words: Sequence[str]) -> errors.UsageError:
    """Return the error for a first word that is no command, with the command to run."""
    typed = words[0]
    names = meant(typed, (*NAMES, "--version"))
    rest = quoted(words[1:])
    offers = [f"dongbei {name} {rest}".rstrip() if name[0] != "-" else f"dongbei {name}" for name in names]
    if not offers and not typed.isascii():
        offers = [f"dongbei search {quoted(words)}"]
    hint = errors.did_you_mean(offers) or Message("dongbei -h lists them")
    return errors.UsageError("no command is called {name}", hint, name=errors.shown(typed))


def meant(typed: str, known: Sequence[str]) -> list[str]:
    """Return the names of ours that may be meant: in capitals, with one dash, by another name, else by a slip."""
    from dongbei_cli.names.match import Name, suggestions

    folded = typed.casefold()
    other = folded.lstrip("-")
    others = [name for name, said in OTHER_NAMES.items() if other in said]
    others += [f"--format {name}" for name in FORMATS if name == other]
    if found := [name for name in (folded, f"-{folded}", *others) if name.partition(" ")[0] in known]:
        return found[:1]
    return [match.key for match in suggestions(typed, [Name(name, (name,)) for name in known])]


def quoted(words: Iterable[str]) -> str:
    """Return words as one types them in a shell; Chinese ones need no quotation marks."""
    return " ".join(word if word.replace("-", "").isalnum() else shlex.quote(word) for word in words)
