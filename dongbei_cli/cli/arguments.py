"""What the typed arguments of commands mean: texts, paths, counts, and words of closed vocabularies."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dongbei_cli import errors


def typed() -> list[str]:
    """The arguments of this process as text: UTF-8, whatever the locale says; UsageError where they are not."""
    return [argument if argument.isascii() else decoded(argument) for argument in sys.argv[1:]]


def decoded(argument: str) -> str:
    """One argument, read anew from its bytes."""
    try:
        return os.fsencode(argument).decode()
    except UnicodeError:
        shown = os.fsencode(argument).decode("utf-8", "backslashreplace")
        raise errors.UsageError(
            f"'{shown[: errors.LONGEST_SHOWN]}' is not UTF-8", "set the terminal to UTF-8"
        ) from None


def path(text: str) -> Path:
    """A path as the system wants it, from an argument."""
    return Path(text if text.isascii() else os.fsdecode(text.encode()))


def target(output: str | None) -> Path | None:
    """Where to write; None for stdout."""
    return None if output in (None, "-") else path(str(output))


def base_path(facts: str | None) -> Path | None:
    """The base that `--facts` or DONGBEI_FACTS names; None for the one that comes with dongbei."""
    named = os.environ.get("DONGBEI_FACTS")
    return path(facts) if facts else Path(named) if named else None


def count(text: str | None) -> int | None:
    """A number of records as people write it: plain digits, nothing else that Python would take, and not nothing."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or not 0 < len(text) <= 9 or int(text) == 0:
        raise errors.UsageError(f"--limit is {errors.shown(text)}", "it takes a whole number from 1, such as 10")
    return int(text)


def choice(what: str, text: str, words: Sequence[str]) -> str:
    """The one of these words that was typed, in any case; UnknownChoiceError."""
    if text in words:
        return text
    from dongbei_cli.workspace import naming

    return naming.choice(what, text, words)


def language(chosen: str | None) -> str:
    """`--lang`, else DONGBEI_LANG, else the locale: Chinese for zh*, English for all others."""
    asked = (chosen or os.environ.get("DONGBEI_LANG") or "").casefold()
    if asked and asked not in ("zh", "en"):
        origin = "--lang" if chosen else "DONGBEI_LANG"
        raise errors.UsageError(f"{origin} is {errors.shown(asked)}", "it takes zh or en")
    locale = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    return asked or ("zh" if locale.lower().startswith("zh") else "en")
