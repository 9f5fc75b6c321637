"""Queries that may have been meant by one that finds nothing: its unknown words mended by letters, sound or one character.

Only words that nothing knows are mended, each as a whole: never a place, a number or an asking word.
"""  # noqa: E501

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from dongbei_cli.names import match, words
from dongbei_cli.search import query, rank
from dongbei_cli.search.index import Index, matching
from dongbei_cli.search.words import ALONE, BREAK, Phrase, phrase, syllables
from dongbei_cli.store import Connection

MOST = 3
LONGEST = 60
"""Code points of a query that is mended; longer ones are no slip."""
MOST_READ = 5_000
"""Titles whose words a slip may have meant."""
SLIPS = ((5, 1), (9, 2), (14, 3))
"""How many letters may be wrong in a word of at least so many; a shorter one may have two neighbours swapped."""


def suggestions(connection: Connection, asked: str, *, sure: bool = False) -> list[str]:
    """Return at most three queries, likeliest first, each of which finds something; `sure`: with a name mended."""
    text = query.folded(asked[: LONGEST + 1])
    index = Index(connection)
    question = query.understood(text, index)
    if not text or len(text) > LONGEST or any(word.role in rank.NEEDED and not word.forms for word in question.words):
        return []
    found: list[str] = []
    for mended in dict.fromkeys(corrections(connection, index, text, question, sure=sure)):
        if mended != text and rank.run(index, connection, mended):
            found.append(mended)
        if len(found) == MOST:
            break
    return found


def corrections(
    connection: Connection, index: Index, text: str, question: query.Question, *, sure: bool
) -> Iterator[str]:
    """Yield the query with its unknown words mended."""
    names = list(dict.fromkeys(written_forms(connection, sure=sure)))
    titles = [] if sure else [*index.english_titles(MOST_READ), ALONE.replace("|", " ")]
    texts = [text]
    for word in question.words:
        if not word.forms:
            fixes = [
                *(
                    latin(word.typed, names, titles)
                    if word.typed.isascii()
                    else chinese(text, word.typed, question, names, index)
                )
            ]
            texts = [one.replace(wrong, right, 1) for one in texts for wrong, right in fixes][:MOST] or texts
    yield from texts


def written_forms(connection: Connection, *, sure: bool) -> Iterator[str]:
    """Yield every form of every term and name, then what people type for words of the base; `sure`: only proper names."""  # noqa: E501
    proper = "WHERE type IN ('region', 'person', 'organization')" if sure else ""
    for chinese, english, aliases in connection.execute(f"SELECT zh, en, aliases FROM terms {proper} ORDER BY rowid"):
        yield from filter(None, (chinese, english, *(aliases or "").split("\n")))
    if not sure:
        yield from (text for (text,) in connection.execute("SELECT DISTINCT typed FROM synonyms"))


def initials(name: str) -> str:
    """Return the first letters of a Chinese name; nothing for another."""
    said = [syllables(character) for character in name]
    return "".join(sounds[0][1] for sounds in said) if all(said) else ""


def latin(unknown: str, names: Sequence[str], titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what a word in letters may have been meant for, likeliest first: initials, English, a name in pinyin."""
    if 1 < len(unknown) < SLIPS[1][0]:
        yield from ((unknown, name) for name in names if initials(name) == unknown)
    known = {word: word for text in (*names, *titles) for word in words(text) if word.isascii()}
    known |= {
        "".join(sound[0][1:] for sound in said): name
        for name in names
        if len(name) > 1 and (said := [*map(syllables, name)]) and all(said)
    }
    allowed = next((wrong for size, wrong in reversed(SLIPS) if len(unknown) >= size), 0)
    apart = {
        name: distance
        for word, name in known.items()
        if abs(len(word) - len(unknown)) <= max(allowed, 0) and word[:1] == unknown[:1]
        if 0 < (distance := match.distance(unknown, word, max(allowed, 1))) <= allowed
        or (distance == 1 and sorted(word) == sorted(unknown))
    }
    best = min(apart.values(), default=0)
    yield from ((unknown, name) for name, distance in apart.items() if distance == best)


def chinese(
    text: str, unknown: str, question: query.Question, names: Iterable[str], index: Index
) -> Iterator[tuple[str, str]]:
    """Yield what a part of a query around an unknown word may have been meant for: a name that sounds so, or nearly is it."""  # noqa: E501
    chunk = next(chunk for chunk in text.split() if unknown in chunk)
    at, known = chunk.index(unknown), tuple(name for name in names if not name.isascii())
    whole = [
        (chunk.index(word.typed), len(word.typed)) for word in question.words if word.forms and word.typed in chunk
    ]
    for length in range(min(len(chunk), query.LONGEST_NAME), 1, -1):
        for start in range(max(0, at + len(unknown) - length), min(at, len(chunk) - length) + 1):
            if any(first < edge < first + size for first, size in whole for edge in (start, start + length)):
                continue  # it would cut a known word
            window = chunk[start : start + length]
            found = [name for name in known if len(name) == length and sounds_alike(window, name)]
            if found := found or nearly(window, at - start, index):
                yield from ((window, name) for name in dict.fromkeys(found) if name != window)
                return


def sounds_alike(window: str, name: str) -> bool:
    """Tell whether a name is said as a part of a query is; by many speakers, if it is no short one."""
    return all(
        not set(query.near_sounds(one) if len(name) > 2 else syllables(one)).isdisjoint(syllables(other))
        for one, other in zip(window, name, strict=True)
    )


def nearly(window: str, at: int, index: Index) -> list[str]:
    """Return the words of the base that sound like a part of a query, or are it but for one character from `at` on."""
    whole = phrase(window)
    if len(whole) < 3 or len(whole) != len(window):
        return []
    sounds = [syllables(character) for character in whole]
    found = query.spelled(tuple(sound[0] for sound in sounds), index) if all(sounds) else ()
    others = (other for place in range(max(at, 1), len(whole)) for other in differing(whole, place, index))
    return ["".join(other) for other in (*found, *others)]


def differing(whole: Phrase, at: int, index: Index) -> tuple[Phrase, ...]:
    """Return the names and terms that are this phrase but for one place, the commonest first."""
    sides = " AND ".join(matching([side]) for side in (whole[:at], whole[at + 1 :]) if side)
    groups = (groupby(text.split(), BREAK.__eq__) for text in index.texts(sides))
    names = [tuple(lexemes) for parts in groups for is_break, lexemes in parts if not is_break]
    found = [
        name
        for name in names
        if len(name) == len(whole) and (*name[:at], whole[at], *name[at + 1 :]) == whole
        if len(name) > 3 or rhyme(name[at], whole[at])
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda name: -found.count(name)))


def rhyme(one: str, other: str) -> bool:
    """Tell whether two characters end alike: 翼 and 冀, but not 虎 and 亚."""
    ends = [{re.sub(".[bcdfghjklmnpqrstwxyz]h?", "", said) for said in syllables(each)} for each in (one, other)]
    return not ends[0].isdisjoint(ends[1])
