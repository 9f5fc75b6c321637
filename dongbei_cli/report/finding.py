"""What the search field of the page knows beside the texts: traditional characters, pinyin, other names of things."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dongbei_cli import resolve
from dongbei_cli.names.fold import simplified
from dongbei_cli.names.pinyin import readings

if TYPE_CHECKING:
    from dongbei_cli.base import Base

NAMED = (*resolve.TERMS, *resolve.PARTIES)


def tables(base: "Base") -> dict[str, str]:
    """The tables by name, each as the text that the script reads."""
    named = "".join(form for name in resolve.terms(base.connection, NAMED) for form in name.forms)
    texts = [base.article(source.id) for source in base.sources]
    texts += [f"{record.title}{record.note or ''}" for record in base.facts()]
    printed = sorted({*named, *"".join(texts)})
    return {
        "traditional": traditional({*printed}),
        "pinyin": " ".join(pinyin(printed)),
        "aliases": "\n".join(aliases(base)),
    }


def traditional(printed: set[str]) -> str:
    """Pairs of a traditional character and the simplified one that the page has in its place."""
    pairs = ((chr(code), simple) for code, simple in sorted(simplified().items()))
    return "".join(f"{old}{simple}" for old, simple in pairs if simple in printed and old not in printed)


def pinyin(printed: list[str]) -> Iterator[str]:
    """Each common reading, followed by the characters of the page that are so read."""
    found: dict[str, str] = {}
    for character in printed:
        for reading in readings(character).common:
            found[reading] = found.get(reading, "") + character
    return (f"{reading}{so_read}" for reading, so_read in sorted(found.items()))


def aliases(base: "Base") -> Iterator[str]:
    """A line a thing that has other names than the page prints: its name, then those, cut by tabs."""
    for name in resolve.terms(base.connection, NAMED):
        printed = next((form for form in name.forms if not form.isascii()), name.key)
        others = [form for form in (*name.forms, *name.english[1:]) if form != printed]
        if others:
            yield "\t".join([printed, *others])
