"""Queries that may have been meant by one that finds nothing: its unknown words mended. They are offered, never run."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dongbei_cli import queries
from dongbei_cli.database import Connection
from dongbei_cli.names import matching, spellings
from dongbei_cli.search import fulltext, questions, searching

MOST = 3
LONGEST = 60
"""Code points of a query that is mended; longer ones are no slip."""
MOST_NAMES = 5_000
LONGEST_NAME = 12
"""Characters of a Chinese name that is looked for inside a longer query."""


def suggestions(connection: Connection, query: str) -> list[str]:
    """At most three queries, likeliest first, each of which finds something."""
    text = questions.folded(query[: LONGEST + 1])
    if not text or len(text) > LONGEST:
        return []
    names = vocabulary(connection)
    found: list[str] = []
    for mended in dict.fromkeys(corrections(connection, text, names)):
        if mended != text and searching.search(connection, mended):
            found.append(mended)
        if len(found) == MOST:
            break
    return found


def vocabulary(connection: Connection) -> list[matching.Name]:
    """Every form of a topic, area, region or name, and each English word of it or of a title, as a name of its own."""
    forms = list(dict.fromkeys(queries.forms(connection)))[:MOST_NAMES]
    texts = (*forms, *fulltext.FullText(connection).glosses(MOST_NAMES))
    words = dict.fromkeys(word for text in texts for word in spellings.words(text) if len(word) > 3 and word.isascii())
    return [matching.Name(form, (form,)) for form in dict.fromkeys((*forms, *words))]


def corrections(connection: Connection, text: str, names: Sequence[matching.Name]) -> Iterator[str]:
    """The query as a whole mended, then with its unknown words mended."""
    whole = matching.match(text, names) if len(text) > 1 else []
    yield from (match.form for match in whole if match.how == "initials")
    if slipped := likely(text, names):
        yield from (match.key for match in slipped)
        return
    index = fulltext.FullText(connection)
    question = questions.understood(text, index, queries.published(connection))
    mended = [text]
    for word in question.words:
        if word.role == "unknown":
            mended = [
                one.replace(wrong, right, 1) for one in mended for wrong, right in slips(text, word.typed, names)
            ][:MOST]
    yield from mended


def likely(typed: str, names: Sequence[matching.Name]) -> list[matching.Match]:
    """The names that were misspelt, those in the same script first; a name with words around is no typo."""
    found = [match for match in matching.suggestions(typed, names, MOST) if match.how in ("sound", "spelling")]
    return sorted(found, key=lambda match: match.key.isascii() != typed.isascii())


def slips(text: str, unknown: str, names: Sequence[matching.Name]) -> list[tuple[str, str]]:
    """What may be wrong around an unknown word, and what would be right there."""
    found = [(unknown, match.key) for match in likely(unknown, names)]
    if found or unknown.isascii():
        return found
    chunk = next(chunk for chunk in text.split() if unknown in chunk)
    at = chunk.index(unknown)
    for size in range(min(len(chunk), LONGEST_NAME), 1, -1):
        for start in range(max(0, at + len(unknown) - size), min(at, len(chunk) - size) + 1):
            window = chunk[start : start + size]
            found = [(window, match.key) for match in sounding(window, tuple(names)) if len(match.key) == size]
            if found:
                return found
    return []


@lru_cache(maxsize=64)
def sounding(window: str, names: tuple[matching.Name, ...]) -> list[matching.Match]:
    """The names that sound like a part of a query."""
    return [match for match in matching.suggestions(window, names, MOST) if match.how == "sound"]
