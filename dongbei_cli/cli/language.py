"""The language of help, messages and tables, and the Chinese of what is written in English in the code."""

import os
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from dongbei_cli import errors

CATALOGUES = Path(__file__).parent.parent / "locale"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@cache
def current() -> str:
    """Return zh or en: `--lang` wherever it stands, else DONGBEI_LANG, else the locale, English for all but Chinese."""
    if typed := typed_language(sys.argv[1:]):
        return named(typed)
    if variable := os.environ.get("DONGBEI_LANG"):
        return named(variable, "DONGBEI_LANG")
    locale = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    return "zh" if locale.casefold().startswith("zh") else "en"


def typed_language(words: list[str]) -> str | None:
    """Return the value of the last `--lang` among the words of a command line."""
    found = None
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == "--":
            break
        if word == "--lang":
            found = following
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    return found


def named(text: str, origin: str = "--lang") -> str:
    """Return the language that a text such as zh, EN or zh_CN.UTF-8 names; UsageError for others."""
    language = re.split("[-_.@]", text.casefold())[0]
    if language not in ("zh", "en"):
        raise errors.UsageError("{origin} is {value}", "it takes zh or en", origin=origin, value=errors.shown(text))
    return language


@cache
def translator() -> Callable[[str], str]:
    """Return what translates a text or template; English where the language asked for is none of ours."""
    try:
        if current() == "en":
            return str
    except errors.UsageError:
        return str
    import gettext

    return gettext.translation("dongbei", CATALOGUES, ["zh"], fallback=True).gettext


def _(text: str) -> str:
    """Translate a text or template."""
    return translator()(text) if text else text
