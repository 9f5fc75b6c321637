"""Queries that may have been meant by one that finds nothing: its unknown words mended, by letters, sound or one character."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from sqlite3 import Connection

from dongbei_cli import resolve
from dongbei_cli.names import match
from dongbei_cli.names.match import Name
from dongbei_cli.search import query, rank, typed, words
from dongbei_cli.search.index import Index, matching
from dongbei_cli.search.lexemes import BREAK, Phrase, phrase

MOST = 3
LONGEST = 60
"""Code points of a query that is mended; longer ones are no slip."""
MOST_NAMES = 5_000


def suggestions(connection: Connection, asked: str) -> list[str]:
    """Return at most three queries, likeliest first, each of which finds something."""
    text = query.folded(asked[: LONGEST + 1])
    if not text or len(text) > LONGEST:
        return []
    index = Index(connection)
    names = vocabulary(connection, index)
    found: list[str] = []
    for mended in dict.fromkeys(corrections(connection, index, text, names)):
        if mended != text and rank.run(index, connection, mended):
            found.append(mended)
        if len(found) == MOST:
            break
    return found


def vocabulary(connection: Connection, index: Index) -> list[Name]:
    """Return every form of a term or name, what people type for them, and each English word of these and of titles."""
    forms = list(dict.fromkeys(written_forms(connection)))[:MOST_NAMES]
    texts = (*forms, *index.english_titles(MOST_NAMES), typed.ALONE.replace("|", " "))
    found = dict.fromkeys(word for text in texts for word in text.split() if len(word) > 3 and word.isalpha() and word.isascii())
    return [Name(form, (form,)) for form in dict.fromkeys((*forms, *found))]


def written_forms(connection: Connection) -> Iterator[str]:
    """Yield every form of every term and name, and what people type for words of the base."""
    for chinese, english, aliases in connection.execute("SELECT zh, en, aliases FROM terms ORDER BY rowid"):
        yield from filter(None, (chinese, english, *(aliases or "").split("\n")))
    for (text,) in connection.execute("SELECT DISTINCT typed FROM synonyms"):
        yield str(text)


def corrections(connection: Connection, index: Index, text: str, names: Sequence[Name]) -> Iterator[str]:
    """Yield the query as a whole mended, then with its unknown words mended."""
    whole = match.match(text, names) if len(text) > 1 else []
    yield from (found.form for found in whole if found.how == "initials")
    if slipped := likely(text, names):
        yield from (found.key for found in slipped)
        return
    question = query.understood(text, index, resolve.published(connection))
    texts = [text]
    for word in question.words:
        if not word.forms:
            texts = [
                one.replace(wrong, right, 1) for one in texts for wrong, right in slips(text, word.typed, names, index)
            ][:MOST]
    yield from texts


def likely(slip: str, names: Sequence[Name]) -> "list[match.Match]":
    """Return the names that were misspelt, those in the same script first; no name with words around it."""
    found = [one for one in match.suggestions(slip, names, MOST) if one.how in ("sound", "spelling")]
    shortest = [one for one in found if not any(other.key != one.key and other.key in one.key for other in found)]
    return sorted(shortest, key=lambda one: one.key.isascii() != slip.isascii())


def slips(text: str, unknown: str, names: Sequence[Name], index: Index) -> list[tuple[str, str]]:
    """Return what may be wrong around an unknown word, and what would be right there."""
    found = sorted((one.key for one in likely(unknown, names)), key=lambda key: key.count(" "))
    if found or unknown.isascii():
        return [(unknown, key) for key in found]
    chunk = next(chunk for chunk in text.split() if unknown in chunk)
    for window, at in windows(chunk, chunk.index(unknown), len(unknown)):
        found = [one.key for one in sounding(window, tuple(names)) if len(one.key) == len(window)]
        found = found or ["".join(other) for other in nearly(window, at, index)]
        if found:
            return [(window, key) for key in found]
    return []


def windows(chunk: str, at: int, size: int) -> Iterator[tuple[str, int]]:
    """Yield the parts of a text that hold a word at a place in it, longest first, and where the word is in each."""
    for length in range(min(len(chunk), query.LONGEST_NAME), 1, -1):
        for start in range(max(0, at + size - length), min(at, len(chunk) - length) + 1):
            yield chunk[start : start + length], at - start


def nearly(window: str, at: int, index: Index) -> list[Phrase]:
    """Return the words of the base that sound like a part of a query, or are it but for one character from `at` on."""
    whole = phrase(window)
    if len(whole) < 3 or len(whole) != len(window):
        return []
    sounds = [query.near_sounds(character) for character in whole]
    found = query.spelled(tuple(sound[0] for sound in sounds), index) if len(whole) > 3 and all(sounds) else ()
    return [*found, *(other for place in range(at, len(whole)) for other in differing(whole, place, index))]


def differing(whole: Phrase, at: int, index: Index) -> tuple[Phrase, ...]:
    """Return the names and terms that are this phrase but for one place, the commonest first."""
    sides = " AND ".join(matching([side]) for side in (whole[:at], whole[at + 1 :]) if side)
    names = [
        tuple(lexemes)
        for text in index.texts(sides)
        for is_break, lexemes in ((key, list(group)) for key, group in groupby(text.split(), BREAK.__eq__))
        if not is_break
    ]
    found = [name for name in names if (*name[:at], whole[at], *name[at + 1 :]) == whole]
    return tuple(sorted(dict.fromkeys(found), key=lambda name: -found.count(name)))


@lru_cache(maxsize=64)
def sounding(window: str, names: tuple[Name, ...]) -> "list[match.Match]":
    """Return the names that sound like a part of a query."""
    return [one for one in match.suggestions(window, names, MOST) if one.how == "sound"]
