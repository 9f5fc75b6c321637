"""The search: a query, understood, against the index; facts ranked by what they say of its words, and where.

Slots decide whether a fact can be an answer at all: a place, a date or a number that is named must be the fact's own,
and half of what else is asked for must be met. The score only orders the answers. A query that finds nothing is mended:
only words that nothing knows, each as a whole, by letters, sound or one character; never a place or a number.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from math import log1p
from typing import Any, NamedTuple

from dongbei_cli import model, store
from dongbei_cli.names import match
from dongbei_cli.names import words as words_of
from dongbei_cli.readings.typed import ALONE
from dongbei_cli.search import words
from dongbei_cli.search.index import WEIGHTS, Index, Row, in_words
from dongbei_cli.search.query import LONGEST, LONGEST_WORD, Question, Word, folded, spelled, understood
from dongbei_cli.search.words import SPOKEN, syllables
from dongbei_cli.store import Condition, Connection

CONTENT = ("wanted", "unknown")
OWNED = defaultdict(float, {"place": 1.0, "name": 1.0, "subject": 0.8})
"""How far a place, a person or a subject must be the fact's own: not the note's or the sentence's around it."""
ENOUGH, MOST_OF_IT = 0.5, 0.7
"""What part of the weight of the wanted words a fact must have, and a figure that answers how many; 0.45 lets false
answers in, 0.55 loses right ones."""
MEANT, BESIDE = 0.8, 0.5
"""How well another word for the same fits, and how well beside the word itself: Beijing the city before the state."""
NEEDED = ("must", "place", "subject")
WORTH = {
    "asked": 1.5,  # the kind of fact, the rank, the total or the list that is asked for
    "dated": 1.2,  # an event where a date is asked for: it happened then, others only mention it
    "document": 0.75,  # a document where no kind is asked for
    "unasked": 0.6,  # a person where another kind is asked for, a body also where the query says more than its name
    "ordinal": 0.6,  # a figure that only says which of several, as 第七次
    "together": 0.4,  # a figure for all regions where one of them is asked for
    "narrow": 0.7,  # a figure for one region where the question names none
}
"""What a fact is worth beside others."""
BORROWED = {"context": 0.4, "topic": 0.8, "topics": 0.7, "note": 0.7}
"""How far a word that is only in one of these fields is said by the fact itself."""


class Met(NamedTuple):
    """A word of the query in a field of a fact, and what it is worth there."""

    word: str
    field: str
    worth: float


class Ranked(NamedTuple):
    """A fact that was found, before its record is fetched."""

    id: str
    score: float
    met: tuple[Met, ...]


class Hit:
    """A record that was found: as a mapping it has the record's keys, then `score`, `matched` and `mended`.

    `score` only orders the hits of one search; `matched` says which words are in which field, as `title: 人口`, and
    `met` what each is worth there; `mended` is the query that was run instead of the one asked, if it was another.
    """

    def __init__(self, record: model.Record, ranked: Ranked, mended: str | None = None) -> None:
        self.record, self.score, self.met, self.mended = record, ranked.score, ranked.met, mended
        self.matched = tuple(dict.fromkeys(f"{met.field}: {met.word}" for met in ranked.met))

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        yield from self.record
        yield "score", self.score
        yield "matched", self.matched
        yield "mended", self.mended

    def __repr__(self) -> str:
        return f"Hit({self.record.id!r}, {self.score})"

    def __getattr__(self, key: str) -> Any:
        return getattr(self.record, key)


class Ranking(Sequence[Hit]):
    """The facts found, best first; their records are fetched when they are looked at."""

    mended: str | None = None
    """The query that was run where the one asked for found nothing, or has a name misspelt."""

    def __init__(self, connection: Connection, ranked: Sequence[Ranked], question: Question) -> None:
        self.connection, self.ranked, self.question = connection, ranked, question

    def __len__(self) -> int:
        return len(self.ranked)

    def __getitem__(self, index: Any) -> Any:
        """Return one hit, or a slice of them as a list."""
        if not isinstance(index, slice):
            return self[index : index + 1 or None][0]
        wanted = self.ranked[index]
        found = store.select(self.connection, store.one_of("id", [one.id for one in wanted])) if wanted else []
        records = {record.id: record for record in found}
        return [Hit(records[one.id], one, self.mended) for one in wanted]


def search(connection: Connection, query: str, kinds: Sequence[str] = (), topics: Sequence[str] = ()) -> Ranking:
    """Return the facts of these kinds and topics (slugs) that a query is about, or the query that was meant by it."""
    index = Index(connection)
    ranking = run(index, connection, query, kinds, topics)
    if ranking and all(word.forms for word in ranking.question.words):
        return ranking
    for mended in suggestions(connection, index, ranking.question, query, sure=bool(ranking)):
        if found := run(index, connection, mended, kinds, topics):
            found.mended = mended
            return found
    return ranking


def known_place(connection: Connection, query: str) -> str | None:
    """Return the place or the person that a query names and the base has."""
    question = understood(query[: LONGEST + 1], Index(connection))
    return next((word.typed for word in question.words if word.role in ("place", "name") and word.forms), None)


def run(index: Index, connection: Connection, query: str, kinds: Sequence[str], topics: Sequence[str]) -> Ranking:
    """Return the facts that a query is about, best first; none where nothing is relevant. An id finds its fact."""
    question = understood(query[: LONGEST + 1], index)
    conditions = [*store.one_of("kind", kinds), *store.tagged("topic", topics)]
    missing = any(word.role in NEEDED and not word.forms for word in question.words)
    if len(query) > LONGEST or not question.words or missing:
        return Ranking(connection, (), question)
    question = question._replace(words=weighed(question.words, index))
    wide = None if any(word.role == "place" for word in question.words) else index.widest_region()
    rows = candidates(index, question, conditions)
    found = [(one, row) for row in rows if (one := rank(row, question, wide))]
    found.sort(key=lambda pair: (pair[0].score, latest(pair[1]), sum(met.worth for met in pair[0].met)), reverse=True)
    best = found[0][0].score if found else 0.0
    if unanswered(question, [row for one, row in found if one.score > best * 0.1]):
        found = []
    if question.extreme:  # the most or the least of the figures that score nearly best
        found.sort(key=lambda pair: (pair[0].score < best * 0.95, -question.extreme * (pair[1].value or 0)))
    ranked, asked = [one for one, _ in found], query.strip().lower()
    by_id = [*conditions, Condition("id = ?", (asked,))]
    for row in index.rows("", by_id, 1) if "-" in asked and asked.isascii() else ():
        best = ranked[0].score if ranked else 0.0
        first = Ranked(row.id, best + 1, (Met(row.id, "id", 1.0),))
        ranked = [first, *(one for one in ranked if one.id != row.id)]
    return Ranking(connection, ranked, question)


def latest(row: Row) -> str:
    """Return what orders facts of one score: figures of today, then older ones, then what is no measured figure."""
    return (row.end_date or "9999") if row.kind == "figure" and not row.counted else ""


def unanswered(question: Question, rows: Sequence[Row]) -> bool:
    """Tell whether no figure is among facts that should say how many, or no list where the base only has the count."""
    if "count" in question.kinds and not any(row.kind == "figure" for row in rows):
        return True
    count = next((row for row in rows if row.value == question.listed), rows[0] if rows and rows[0].counted else None)
    return bool(question.listed) and count is not None and not lists(count, question) and not lists(rows[0], question)


def weighed(words: Sequence[Word], index: Index) -> tuple[Word, ...]:
    """Return the words with how much each says; one that four in ten facts have need not be met beside others."""
    found, common = [], log1p(1 / 0.4)
    for word in words:
        if word.date or (word.role == "must" and word.typed[:1].isdigit()):
            weight = 4.0
        elif not word.forms:
            weight = 1.3  # as one that a third of all facts have
        else:
            weight = log1p(index.size / (index.count(word.expression) + 0.5))
        found.append(word._replace(weight=weight))
    if not any(word.role in (*CONTENT, "name") and word.forms and word.weight > common for word in found):
        return tuple(found)
    eased = [word.role in ("wanted", "place") and word.weight <= common for word in found]
    return tuple(word._replace(role="soft") if each else word for word, each in zip(found, eased, strict=True))


def candidates(index: Index, question: Question, conditions: Sequence[Condition]) -> list[Row]:
    """Return the facts worth comparing, the likeliest 300: those with all slots and one of the other words."""
    needed = [word for word in question.words if word.role in NEEDED]
    content = [word for word in question.words if word.role in CONTENT]
    wanted = content or [word for word in question.words if word.role == "name"]
    some = " OR ".join(word.expression for word in wanted if word.forms)
    if wanted and not some:
        return []
    conditions = [*conditions]
    for word in (word for word in needed if word.date):  # said in the fact, or its date begins or ends in it
        first, last = days(word.date)
        low, high = first or "0000", last or "9999"
        sql = """(search.rowid IN (SELECT rowid FROM search WHERE search MATCH ?) OR search.rowid IN (
            SELECT number FROM facts WHERE start_date BETWEEN ? AND ? OR end_date BETWEEN ? AND ?))"""
        conditions.append(Condition(sql, (word.expression, low, high, low, high)))
    expressions = [*(word.expression for word in needed if not word.date), *([f"({some})"] if some else [])]
    return index.rows(" AND ".join(expressions), conditions, 300)


def days(date: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day of a date in EDTF."""
    from dongbei_cli.readings import edtf

    return edtf.bounds(date) if date else (None, None)


def rank(row: Row, question: Question, wide: str | None) -> Ranked | None:
    """Return what a fact is worth as an answer; None where it is not relevant."""
    score = held = owned = sought = best = 0.0
    found: list[Met] = []
    counts = "count" in question.kinds and row.kind == "figure"
    counted = CONTENT if any(word.role in CONTENT for word in question.words) else (*NEEDED, "name")
    for word in question.words:
        worth, met, own = look(word, row)
        spared = counts and word.role == "name" and word.forms
        if (word.role == "must" and not worth) or (own < OWNED[word.role] and not spared):
            return None
        if word.role in counted:
            demand = min(word.weight, 2.5)  # a rare word is not more to the point
            sought += demand
            held += demand if worth else 0
            owned += demand * own
            best = max(best, own)
        score += word.weight * worth
        found += met
    if not sought or held < sought * (MOST_OF_IT if counts else ENOUGH) or not precise(row, question):
        return None
    if wide is None and best < 0.75:  # where a place is named, what is only around it is said of another
        return None
    score *= (owned / sought) ** 2 / sum(word.weight for word in question.words)
    score *= fitness(row, question, wide, len({met.word for met in found}) < len(question.words))
    return Ranked(row.id, round(score, 3), tuple(found))


def precise(row: Row, question: Question) -> bool:
    """Tell whether a date is as fine as the question asks, a post still held, a figure no mere count."""
    kinds, figure = set(question.kinds), row.kind == "figure"
    size = 10 if "day" in kinds else 7 if "month" in kinds else 0
    former = ("原", "former", "曾 任", "前 任")
    held = row.kind == "person" and not any(f" {each} " in row.texts["field"] for each in former)
    lacking = (
        not held and kinds.issuperset(("present", "person")),
        figure and "large" in kinds and row.counted,
        figure and row.unit and not set(question.units).issubset(row.unit),
        "dated" in kinds and not row.start_date,
        (row.start_date or "?")[:size] != (row.end_date or "")[:size],
    )
    return not any(lacking)


def lists(row: Row, question: Question) -> bool:
    """Tell whether a fact lists as many things as are asked for, or any."""
    return row.listed == question.listed if question.listed > 1 else row.listed > question.listed > 0


def fitness(row: Row, question: Question, wide: str | None, missing: bool) -> float:
    """Return how likely a fact is to answer by its kind and its region; `wide` where the question names no place."""
    fit = 1.0
    if row.kind in question.kinds:
        fit = WORTH["asked"]
    elif row.kind in ("person", "organization") and (question.kinds or (missing and row.kind == "organization")):
        fit = WORTH["unasked"]
    elif row.kind == "event" and any(word.date for word in question.words):
        fit = WORTH["dated"]
    elif row.kind == "document":
        fit = WORTH["document"]
    fit *= WORTH["asked"] if lists(row, question) else 1
    if row.qualifier == "ordinal":
        fit *= WORTH["asked"] if "rank" in question.kinds else WORTH["ordinal"]
    fit *= WORTH["asked"] if row.parts and "total" in question.kinds else 1
    if wide and question.extreme:
        return fit * WORTH["together"] if row.region in (None, wide) else fit
    return fit * WORTH["narrow"] if wide and row.region not in (None, wide) else fit


def look(word: Word, row: Row) -> tuple[float, list[Met], float]:
    """Return what a word is worth in a fact, where it is, best first, and how far that is the fact's own."""
    met = [
        Met(word.typed, field, WEIGHTS[field] * cover)
        for field, text in row.texts.items()
        if (cover := fit(word, text))
    ]
    if word.date:  # the same date 1, one that begins or ends in it 0.9
        asked, given = days(word.date), (row.start_date, row.end_date)
        low, high = asked[0] or "0000", asked[1] or "9999"
        close = 1.0 if asked == given else 0.9 if any(low <= end <= high for end in given if end) else 0.0
        met += [Met(word.typed, "date", 10 * close)] if close else []
    met.sort(key=lambda one: -one.worth)
    own = max((BORROWED.get(one.field, 1.0) for one in met), default=0.0)
    return met[0].worth if met else 0.0, met, own


def fit(word: Word, text: str) -> float:
    """Return how well a word fits a text: 0 where it is not in it; less well by another word for it."""
    if any(f" {' '.join(each)} " in text.replace(f" 副 {' '.join(each)} ", " ") for each in word.phrases):
        return 1.0
    if any(in_words(each) and all(f" {one} " in text for one in each) for each in word.phrases):
        return 0.7
    meant = any(f" {' '.join(each)} " in text for each in word.meanings)
    return meant * (MEANT if all(map(in_words, word.phrases)) else BESIDE)


def suggestions(connection: Connection, index: Index, question: Question, asked: str, *, sure: bool) -> Sequence[str]:
    """Return at most three queries, likeliest first, with unknown words mended; `sure`: by proper names alone."""
    text = folded(asked[:LONGEST])
    light = words.words("light-zh") | (words.words("bare-zh") if sure else frozenset())
    unknown = [word for word in question.words if not word.forms and word.typed not in light]
    if len(text) > 60 or not unknown or any(map(certain, unknown)):  # what is longer is no slip
        return ()
    proper = "WHERE type IN ('region', 'person', 'organization')" if sure else ""
    rows = connection.execute(f"SELECT zh, en, aliases FROM terms {proper} ORDER BY rowid")
    forms = [form for *both, aliases in rows for form in (*both, *(aliases or "").split("\n"))]
    if not sure:  # and what else is typed for words of the base, and the words of as many facts as half a second takes
        titles = "SELECT record ->> '$.title_en', record ->> '$.title', record ->> '$.indicator' FROM facts LIMIT 3000"
        forms += chain.from_iterable(connection.execute("SELECT DISTINCT typed FROM synonyms"))
        forms += chain.from_iterable(connection.execute(titles))
    names = list(dict.fromkeys((*filter(None, forms), *ALONE.split("|"))))
    texts = [text]
    for word in unknown:
        fix = latin(word, names) if word.typed.isascii() else chinese(text, word.typed, question, names, index)
        texts = [one.replace(wrong, right, 1) for one in texts for wrong, right in fix][:3] or texts
        texts = [one for one in texts if word.role != "must" or word.typed[:2] in one]
    return [one for one in dict.fromkeys(texts) if one != text]


def certain(word: Word) -> bool:
    """Tell whether a word that the base has not is no slip: a number but an ordinal, a place, a subject by its list."""
    listed = word.typed.isascii() or words.in_chinese(word.typed) is not None
    return listed and word.role in NEEDED and word.typed[0] != "第"


def latin(word: Word, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what a word in letters may have been meant for, likeliest first: initials, English, a name in pinyin."""
    unknown = word.typed
    known = {word: word for text in names for word in words_of(text) if word.isascii()}
    for name in names:
        said = [one[0].removeprefix(SPOKEN) for one in map(syllables, name) if one]
        if len(said) == len(name) > 1:
            known["".join(said)] = name
            initials = "".join(letters[0] for letters in said)
            if initials == unknown or (len(initials) > 5 and match.distance(unknown, initials, 1) == 1):
                yield unknown, name
    least = (4, 8, 13) if word.role == "name" else (5, 9, 14)
    alike = ((match.typo(unknown, each, least), name) for each, name in known.items() if each[:1] == unknown[:1])
    apart = {name: distance for distance, name in alike if distance}
    best = min(apart.values(), default=0)
    yield from ((unknown, name) for name, distance in apart.items() if distance == best)


def chinese(
    text: str, unknown: str, question: Question, names: Sequence[str], index: Index
) -> Iterator[tuple[str, str]]:
    """Yield what a part of a query around an unknown word may be meant for: a name that sounds so, or nearly is it."""
    chunk = next(chunk for chunk in text.split() if unknown in chunk)
    at, known = chunk.index(unknown), tuple(name for name in names if not name.isascii())
    kept = [*words.asking(), *(one.typed for one in question.words if one.forms)]
    whole = [(chunk.index(typed), len(typed)) for typed in kept if typed in chunk]
    for length in range(min(len(chunk), LONGEST_WORD), 1, -1):
        for start in range(max(0, at + len(unknown) - length), min(at, len(chunk) - length) + 1):
            if any(first < edge < first + size for first, size in whole for edge in (start, start + length)):
                continue  # it would cut a known word
            window = chunk[start : start + length]
            said = [syllables(character) for character in window]
            same = [name for name in known if len(name) == length]
            found = [name for name in same if not any(map(set.isdisjoint, map(set, said), map(syllables, name)))]
            if not found and length > 2 and all(said):
                found = ["".join(each) for each in spelled(tuple(one for one, *_ in said), index)]
            if found := found or [name for name in same if nearly(window, name, at - start)]:
                yield from ((window, name) for name in dict.fromkeys(found) if name != window)
                return


def nearly(window: str, name: str, at: int) -> bool:
    """Tell whether a part of a query is a name but for one character from `at` on, which rhymes in a short name."""
    apart = [(place, *pair) for place, pair in enumerate(zip(window, name, strict=True)) if pair[0] != pair[1]]
    if len(apart) != 1 or len(window) < 3:
        return False
    place, *both = apart[0]
    ends = [{re.sub(".[bcdfghjklmnpqrstwxyz]h?", "", said) for said in syllables(each)} for each in both]
    return place >= max(at, 1) and (len(window) > 3 or not ends[0].isdisjoint(ends[1]))
