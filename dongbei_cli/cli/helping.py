"""Help pages: what Typer knows of a command, in two languages, with lines broken by cells.

Typer counts characters, and a Chinese one takes two cells.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dongbei_cli.cli import terminal
from dongbei_cli.cli.language import _
from dongbei_cli.errors import Message

WIDEST = 80
GAP = 2
MOST_ASIDE = 24
"""Cells of the left column; what is longer has its explanation on the next line."""
PIECES = re.compile(r" +|[（《“]*[\u2e80-\uffef][，。；：、！？）》”…]*|[^ \u2e80-\uffef]+[，。；：、）》”]*")
"""What no line is broken in."""
SHORT = Message("""\
Facts on the revitalisation of Northeast China from one
article, each with the words that prove it.

  dongbei timeline                what happened when
  dongbei stats transfers         the money
  dongbei quote --expert 徐林     who said what
  dongbei policy --area 国企改革  what is proposed

All commands: dongbei -h
""")


def page(command: Any, context: Any, groups: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return the help of a command; `groups` are the commands of a program by the headings above them."""
    room = min(terminal.width(), WIDEST)
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    lines = [_("Usage: {usage}").format(usage=usage)]
    for paragraph in command.help.split("\n\n"):
        lines += ["", *(f"  {line}" for line in text(paragraph, room - 2))]
    parameters = command.get_params(context)
    for heading, sort in ((_("Arguments:"), "argument"), (_("Options:"), "option")):
        rows = [row(each, context) for each in parameters if each.param_type_name == sort and not each.hidden]
        lines += section(heading, rows, room)
    for heading, names in (groups or {}).items():
        commands = [command.get_command(context, name) for name in names]
        rows = [(each.name, _(summary(each))) for each in commands]
        lines += section(f"{_(heading)}{_(':')}", rows, room)
    return "\n".join(lines)


def summary(command: Any) -> str:
    """Return the first paragraph of a command's help."""
    return " ".join((command.help or "").split("\n\n")[0].split("\n"))


def text(paragraph: str, room: int) -> list[str]:
    """Return a paragraph of a docstring in lines; one that begins with the mark for examples keeps its own."""
    if not paragraph.startswith("\b"):
        return list(wrapped(_(" ".join(paragraph.split("\n"))), room))
    heading, *examples = paragraph.removeprefix("\b\n").split("\n")
    return [_(heading), *examples]


def row(parameter: Any, context: Any) -> tuple[str, str]:
    """Return how a parameter is written, and what it does."""
    written, _help = parameter.get_help_record(context)
    text = _(parameter.help or "")
    return written, _("{text} May be repeated.").format(text=text) if getattr(parameter, "multiple", False) else text


def section(heading: str, rows: Sequence[tuple[str, str]], room: int) -> Iterator[str]:
    """Yield a heading and two columns below it; nothing where there are no rows."""
    if not rows:
        return
    yield from ("", heading)
    aside = min(max(cells(left) for left, _right in rows), MOST_ASIDE) + GAP
    for left, right in rows:
        first, *others = list(wrapped(right, room - aside - GAP)) or [""]
        if cells(left) + GAP > aside:
            yield f"  {left}"
            yield f"{' ' * (aside + GAP)}{first}"
        else:
            yield f"  {left}{' ' * (aside - cells(left))}{first}".rstrip()
        yield from (f"{' ' * (aside + GAP)}{line}" for line in others)


def wrapped(sentence: str, room: int) -> Iterator[str]:
    """Yield lines of at most so many cells, broken at spaces and beside Chinese characters, not before punctuation."""
    line = ""
    for piece in PIECES.findall(sentence):
        if line and cells(line + piece.rstrip()) > room:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()


def cells(written: str) -> int:
    """Return how many cells a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in written)
