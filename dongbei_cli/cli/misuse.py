"""Calls that Typer refuses, in our words: what is wrong with an option or an argument, and what may have been meant."""

import re
import shlex
from typing import Any

from dongbei_cli import errors
from dongbei_cli.cli import options

MEANT_BY = {
    "quote": "--expert",
    "policy": "--area",
    "timeline": "--since",
    "list": "--topic",
    "people": "dongbei quote --expert",
    "topics": "dongbei list --topic",
    "article": "dongbei search",
    "verify": "--facts",
    "export": "-o",
}
"""The option that somebody means who types a word where a command takes none."""
SYNONYMS = {
    "--by": "--expert",
    "--speaker": "--expert",
    "--who": "--expert",
    "--person": "--expert",
    "--name": "--expert",
    "--expert": "--by",
    "--proposer": "--by",
    "--from": "--since",
    "--after": "--since",
    "--to": "--until",
    "--before": "--until",
    "--date": "--since",
    "--type": "--kind",
    "--out": "--output",
    "--file": "--output",
    "--language": "--lang",
    "--db": "--facts",
    "--base": "--facts",
    "--year": "--since",
    "--province": "--region",
    "--place": "--region",
}
"""What other programs, or other commands of ours, call an option."""


def explained(fault: Any) -> errors.UsageError:
    """The fault as an error of ours, whose hint names the option that was meant, else the help of the command."""
    context = getattr(fault, "ctx", None)
    command = getattr(context, "command_path", "dongbei")
    message = fault.format_message().rstrip(".")
    hint = f"{command} -h shows how"
    if unknown := getattr(fault, "option_name", None) if "No such option" in message else None:
        message = f"no such option: {unknown}"
        hint = meant_option(unknown, context) or hint
    elif extra := re.fullmatch(r"Got unexpected extra argument\(s\) \((.*)\)", message, re.DOTALL):
        message = f"{command} takes no {errors.shown(extra[1])}"
        hint = meant_word(extra[1], command) or hint
    return errors.UsageError(f"{message[:1].lower()}{message[1:]}", hint)


def meant_option(typed: str, context: Any) -> str:
    """The option that may have been meant by one that there is not; empty where nobody can tell."""
    known = [name for param in context.command.params for name in param.opts if name.startswith("--")]
    if not hasattr(context.command, "list_commands"):
        if (synonym := next((each for each in synonyms(typed) if each in known), None)) is not None:
            return errors.did_you_mean([synonym])
        from dongbei_cli.names.match import Name
        from dongbei_cli.names.typos import suggestions

        near = suggestions(typed, [Name(name, (name,)) for name in known])
        return errors.did_you_mean([match.key for match in near])
    written = (name for what, names, _, _ in options.DECLARED.values() if what != "argument" for name in names.split())
    return f"options stand behind the command: dongbei COMMAND {typed}" if typed in written else ""


def synonyms(typed: str) -> list[str]:
    """What an option is called elsewhere; nobody who is quoted here is a proposer there."""
    found = SYNONYMS.get(typed)
    return [found, SYNONYMS.get(found, found)] if found else []


def meant_word(typed: str, command: str) -> str:
    """How to ask for a word that a command does not take as it stands; empty where nobody can tell."""
    meant = MEANT_BY.get(command.rpartition(" ")[2])
    word = typed if typed.isalnum() else shlex.quote(typed)
    return errors.did_you_mean([f"{meant} {word}"]) if meant else ""
