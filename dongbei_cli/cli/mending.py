"""Calls that Typer refuses, in our words: what is wrong, and the command or option that may have been meant."""

import re
import shlex
from collections.abc import Iterable, Sequence
from typing import Any

from dongbei_cli import errors
from dongbei_cli.cli.app import NAMES, built
from dongbei_cli.cli.arguments import near

COMMANDS = {
    "experts": "people", "speakers": "people", "officials": "people", "policies": "policy", "measures": "policy",
    "find": "search", "grep": "search", "events": "timeline", "figures": "stats", "statistics": "stats",
    "statements": "quote", "facts": "list", "get": "show", "text": "article", "citation": "cite", "check": "verify",
    "version": "--version",
}  # fmt: skip
"""What somebody may call a command of ours."""
WORDS = {
    "quote": "--expert", "policy": "--area", "timeline": "--since", "list": "--topic", "verify": "--facts",
    "people": "dongbei quote --expert", "topics": "dongbei list --topic", "article": "dongbei search", "export": "-o",
}  # fmt: skip
"""The option that somebody means who types a word where a command takes none."""
OPTIONS = {
    "--by": "--expert", "--speaker": "--expert", "--who": "--expert", "--person": "--expert", "--name": "--expert",
    "--expert": "--by", "--proposer": "--by", "--from": "--since", "--after": "--since", "--to": "--until",
    "--before": "--until", "--date": "--since", "--year": "--since", "--type": "--kind", "--out": "--output",
    "--file": "--output", "--language": "--lang", "--db": "--facts", "--base": "--facts", "--province": "--region",
    "--place": "--region",
}  # fmt: skip
"""What other programs, or other commands of ours, call an option."""
LONGEST = 60
"""Characters of a command that is offered whole."""


def explained(fault: Any, typed: Sequence[str]) -> errors.UsageError:
    """Return a fault of Typer's as an error of ours, whose hint names what was meant, else the help of the command."""
    context = getattr(fault, "ctx", None)
    command = (
        context.command_path if context else f"dongbei {typed[0]}" if typed[:1] and typed[0] in NAMES else "dongbei"
    )
    hint = errors.Message("{command} -h shows how", command=command)
    message = fault.format_message().rstrip(".")
    option = getattr(fault, "option_name", None)
    if option and "No such option" in message:
        option = next((word for word in typed if re.fullmatch("-[a-z]{3,}", word) and option[1:] in word), option)
        return errors.UsageError("no such option: {option}", meant_option(option, context) or hint, option=option)
    if option:
        flag = "not take a value" in message
        return errors.UsageError("{option} takes no value" if flag else "{option} wants a value", hint, option=option)
    if extra := re.fullmatch(r"Got unexpected extra argument\(s\) \((.*)\)", message, re.DOTALL):
        meant = meant_word(extra[1], command)
        return errors.UsageError(
            "{command} takes no {word}", meant or hint, command=command, word=errors.shown(extra[1])
        )
    if message.startswith("Missing argument"):
        return errors.UsageError("{name} is missing", hint, name=fault.param.human_readable_name)
    return errors.UsageError(errors.Message(f"{message[:1].lower()}{message[1:]}"), hint)


def meant_option(typed: str, context: Any) -> errors.Message | None:
    """Return the question which option was meant by one that there is not; None where nobody can tell."""
    known = [name for param in context.command.get_params(context) for name in param.opts if name.startswith("--")]
    if f"-{typed}" in known:  # -help
        return errors.did_you_mean([f"-{typed}"])
    synonym = OPTIONS.get(typed, "")
    for other in (synonym, OPTIONS.get(synonym)):
        if other in known:
            return errors.did_you_mean([str(other)])
    if context.parent is None:
        everywhere = {name for command in NAMES for param in built(command).params for name in param.opts}
        hint = errors.Message("options stand behind the command: dongbei COMMAND {option}", option=typed)
        return hint if typed in everywhere else None
    return errors.did_you_mean(near(typed, known)) or None


def meant_word(typed: str, command: str) -> errors.Message | None:
    """Return the question how a word was meant that a command does not take; None where nobody can tell."""
    meant = WORDS.get(command.rpartition(" ")[2])
    return errors.did_you_mean([f"{meant} {quoted([typed])}"]) if meant else None


def unknown_command(words: Sequence[str]) -> errors.UsageError:
    """Return the error for a first word that is no command, with the command to run."""
    typed = words[0]
    names = [COMMANDS[typed.casefold()]] if typed.casefold() in COMMANDS else near(typed, NAMES)
    rest = quoted(words[1:])
    offers = [f"dongbei {name} {rest}".rstrip() if name[0] != "-" else f"dongbei {name}" for name in names]
    if not offers and not typed.isascii():
        offers = [f"dongbei search {quoted(words)}"]
    short = [offer if len(offer) <= LONGEST else " ".join(offer.split()[:2]) for offer in offers]
    hint = errors.did_you_mean(short) or errors.Message("dongbei -h lists them")
    return errors.UsageError("no command is called {name}", hint, name=errors.shown(typed))


def quoted(words: Iterable[str]) -> str:
    """Return words as one types them in a shell; Chinese ones need no quotation marks."""
    return " ".join(word if word.replace("-", "").isalnum() else shlex.quote(word) for word in words)
