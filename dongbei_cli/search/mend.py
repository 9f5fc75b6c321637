"""Queries that may have been meant by one that finds nothing: its unknown words mended. They are offered, never run."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dongbei_cli import resolve
from dongbei_cli.names import fold, typos
from dongbei_cli.names.match import Match, Name, match
from dongbei_cli.search import query as questions
from dongbei_cli.search import rank
from dongbei_cli.search.fulltext import FullText, Phrase
from dongbei_cli.search.query import homophones
from dongbei_cli.search.typed import NAMED_MONTHS
from dongbei_cli.store import Connection

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
        if mended != text and rank.search(connection, mended):
            found.append(mended)
        if len(found) == MOST:
            break
    return found


def written_forms(connection: Connection) -> Iterator[str]:
    """Every form of every term, name and wording."""
    for chinese, english, aliases in connection.execute("SELECT zh, en, aliases FROM terms ORDER BY rowid"):
        yield from filter(None, (chinese, english, *(aliases or "").split("\n")))


def vocabulary(connection: Connection) -> list[Name]:
    """Every form of a topic, area, region or name, each English word of it or of a title, and the months."""
    forms = list(dict.fromkeys(written_forms(connection)))[:MOST_NAMES]
    texts = (*forms, *FullText(connection).glosses(MOST_NAMES))
    words = dict.fromkeys(word for text in texts for word in fold.words(text) if len(word) > 3 and word.isascii())
    return [Name(form, (form,)) for form in dict.fromkeys((*forms, *words, *NAMED_MONTHS))]


def corrections(connection: Connection, text: str, names: Sequence[Name]) -> Iterator[str]:
    """The query as a whole mended, then with its unknown words mended."""
    whole = match(text, names) if len(text) > 1 else []
    yield from (each.form for each in whole if each.how in ("initials", "abbreviated"))
    if slipped := likely(text, names):
        yield from (match.key for match in slipped)
        return
    index = FullText(connection)
    question = questions.understood(text, index, resolve.published(connection))
    texts = [text]
    for word in question.words:
        if word.role == "unknown":
            texts = [
                one.replace(wrong, right, 1) for one in texts for wrong, right in slips(text, word.typed, names, index)
            ][:MOST]
    yield from texts


def likely(typed: str, names: Sequence[Name]) -> list[Match]:
    """The names that were misspelt, those in the same script first; no name with words around it."""
    found = [each for each in typos.suggestions(typed, names, MOST) if each.how in ("sound", "spelling")]
    shortest = [match for match in found if not any(one.key != match.key and one.key in match.key for one in found)]
    return sorted(shortest, key=lambda match: match.key.isascii() != typed.isascii())


def slips(text: str, unknown: str, names: Sequence[Name], index: FullText) -> list[tuple[str, str]]:
    """What may be wrong around an unknown word, and what would be right there."""
    found = sorted((match.key for match in likely(unknown, names)), key=lambda key: key.count(" "))
    if found or unknown.isascii():
        return [(unknown, key) for key in found]
    chunk = next(chunk for chunk in text.split() if unknown in chunk)
    for window, at in windows(chunk, chunk.index(unknown), len(unknown)):
        found = [match.key for match in sounding(window, tuple(names)) if len(match.key) == len(window)]
        found = found or ["".join(phrase) for phrase in mended(window, at, index)]
        if found:
            return [(window, key) for key in found]
    return []


def windows(chunk: str, at: int, size: int) -> Iterator[tuple[str, int]]:
    """The parts of a text that hold a word at a place in it, longest first, and where the word is in each."""
    for length in range(min(len(chunk), LONGEST_NAME), 1, -1):
        for start in range(max(0, at + size - length), min(at, len(chunk) - length) + 1):
            yield chunk[start : start + length], at - start


def mended(window: str, at: int, index: FullText) -> list[Phrase]:
    """The words of the base that sound like a part of a query, or that are it but for one character from `at` on."""
    phrase = questions.as_written(window)
    if len(phrase) < 4 or len(phrase) != len(window):
        return []
    sounds = [homophones(character) for character in phrase]
    found = index.spelled(tuple(sound[0] for sound in sounds)) if all(sounds) else ()
    return [*found, *(each for place in range(at, len(phrase)) for each in index.differing(phrase, place))]


@lru_cache(maxsize=64)
def sounding(window: str, names: tuple[Name, ...]) -> list[Match]:
    """The names that sound like a part of a query."""
    return [each for each in typos.suggestions(window, names, MOST) if each.how == "sound"]
