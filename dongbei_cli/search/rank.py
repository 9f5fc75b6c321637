"""The search: a query, understood, against the index; facts ranked by what they say of its words, and where.

Slots decide whether a fact can be an answer at all: a place, a date or a number that is named must be the fact's own,
and half of what else is asked for must be met. The score only orders the answers.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log1p
from typing import Any, NamedTuple

from dongbei_cli import model, store
from dongbei_cli.search.index import WEIGHTS, Index, Row
from dongbei_cli.search.query import LONGEST, Question, Word, understood
from dongbei_cli.store import Condition, Connection

CONTENT = ("wanted", "unknown")
OWNED = defaultdict(float, {"place": 1.0, "name": 1.0, "subject": 0.8})
"""How far a place, a person or a subject must be the fact's own: not the note's or the sentence's around it."""
NEEDED = ("must", "place", "subject")
ENOUGH = 0.5
"""What part of the weight of the wanted words a fact must have; 0.45 lets false answers in, 0.55 loses right ones."""
MOST_OF_IT = 0.7
"""What part a figure must have that answers how many: a number of something else is no answer."""
MOST_DEMANDED = 2.5
"""What a word of the base may count for at most when a fact is judged relevant: a rare one is not more to the point."""
MISSING = 2.0
"""What a word counts for that the base has not: as much as one that a sixth of all facts have."""
MOST_RANKED = 300
"""Facts that are compared in full, after the index has put the likeliest first."""
COMMON = log1p(1 / 0.4)
"""The weight of a word that four in ten facts have: with others beside it, it need not be met."""
EASED = ("wanted", "place")
SOFTNESS = 0.5
"""What a light word weighs beside another as rare; more or less changes a few in a thousand answers."""
CERTAIN = 4.0
"""The weight of a date or a number."""
MEANT = 0.8
"""How well another word for the same fits."""
RARELY_MEANT = 0.85
"""What a document is worth beside other facts where no kind is asked for."""
BESIDE = 0.5
"""How well it fits where the base has the word itself: Beijing the city before the central authorities."""
ASKED_FOR = 1.5
"""What the kind of fact that was asked for is worth beside others."""
ALSO_ASKED_FOR = 1.45
"""What another kind is worth that may also answer: when something happened an event says rather than a document."""
DATED = 1.2
"""What an event is worth where a date is asked for: it happened then, others only mention it."""
ORDINAL = 0.6
"""What a figure that only says which of several, as 第七次, is worth beside one that counts."""
NEARLY = 0.95
"""What part of the best score the figures have that the most or the least is looked for among."""
TOGETHER = 0.4
"""What a figure for all regions together is worth where one of them is asked for."""
NARROW = 0.7
"""What a figure for one region is worth where the question names none."""
FORMER = ("原", "former", "曾 任", "前 任")
"""What marks a post that somebody no longer holds, as lexemes."""
PARTIES = ("person", "organization")
UNASKED = 0.6
"""What they are worth where another kind of fact is asked for."""
BORROWED = {"context": 0.4, "topic": 0.8, "topics": 0.7, "note": 0.7}
"""How far a word that is only in one of these fields is said by the fact itself."""


class Met(NamedTuple):
    """A word of the query in a field of a fact, and what it is worth there."""

    word: str
    field: str
    worth: float


class Ranked(NamedTuple):
    """A fact that was found, by kind and id, before its record is fetched."""

    kind: str
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
    """The facts found, best first; their records are fetched when they are looked at.

    `mended` is the query that was run where the one asked for found nothing, or has a name misspelt.
    """

    mended: str | None = None

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
    from dongbei_cli.search import mend

    index = Index(connection)
    ranking = run(index, connection, query, kinds, topics)
    if ranking and all(word.forms for word in ranking.question.words):
        return ranking
    for mended in mend.suggestions(connection, index, ranking.question, query, sure=bool(ranking)):
        if found := run(index, connection, mended, kinds, topics):
            found.mended = mended
            return found
    return ranking


def known_place(connection: Connection, query: str) -> str | None:
    """Return the place or the person that a query names and the base has."""
    question = understood(query[: LONGEST + 1], Index(connection))
    return next((word.typed for word in question.words if word.role in ("place", "name") and word.forms), None)


def run(
    index: Index, connection: Connection, query: str, kinds: Sequence[str] = (), topics: Sequence[str] = ()
) -> Ranking:
    """Return the facts that a query is about, best first; none where nothing is relevant. An id finds its fact first."""  # noqa: E501
    question = understood(query[: LONGEST + 1], index)
    conditions = [*store.one_of("kind", kinds), *store.tagged("topic", topics)]
    missing = any(word.role in NEEDED and not word.forms for word in question.words)
    if len(query) > LONGEST or not question.words or missing:
        return Ranking(connection, (), question)
    question = question._replace(words=eased([word._replace(weight=weight(word, index)) for word in question.words]))
    wide = None if any(word.role == "place" for word in question.words) else index.widest_region
    rows = candidates(index, question, conditions)
    found = [(one, row) for row in rows if (one := rank(row, question, wide))]
    found.sort(key=lambda pair: (pair[0].score, latest(pair[1]), sum(met.worth for met in pair[0].met)), reverse=True)
    if unanswered(question, [row for _, row in found]):
        found = []
    if found and question.extreme:
        best = found[0][0].score
        found.sort(key=lambda pair: (pair[0].score < best * NEARLY, -question.extreme * (pair[1].value or 0)))
    return Ranking(connection, identified(index, query, [one for one, _ in found], conditions), question)


def latest(row: Row) -> str:
    """Return what orders facts of one score: figures of today, then older ones, then what is no measured figure."""
    return (row.end_date or "9999") if row.kind == "figure" and not row.counted else ""


def unanswered(question: Question, rows: Sequence[Row]) -> bool:
    """Tell whether no figure is among facts that should say how many, or no list where the base only has the count."""
    if "count" in question.kinds and not any(row.kind == "figure" for row in rows):
        return True
    count = next((row for row in rows if row.value == question.listed), None)
    return count is not None and not lists(count, question) and not lists(rows[0], question)


def identified(index: Index, query: str, ranked: Sequence[Ranked], conditions: Sequence[Condition]) -> Sequence[Ranked]:
    """Return the facts found, before them the one whose id was typed."""
    asked = query.strip().lower()
    rows = index.rows("", [*conditions, Condition("id = ?", (asked,))], 1) if "-" in asked and asked.isascii() else []
    best = ranked[0].score if ranked else 0.0
    named = [Ranked(row.kind, row.id, best + 1, (Met(row.id, "id", 1.0),)) for row in rows]
    return [*named, *(one for one in ranked if all(one.id != row.id for row in rows))]


def eased(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words; what nearly every fact says, as 东北, need not be met if there are others."""
    rare = [word.role in (*CONTENT, "name") and bool(word.forms) and word.weight > COMMON for word in words]
    return tuple(
        word._replace(role="soft") if any(rare) and word.role in EASED and word.weight <= COMMON else word
        for word in words
    )


def weight(word: Word, index: Index) -> float:
    """Return how much a word says: the rarer the more."""
    if word.date or (word.role == "must" and word.typed[:1].isdigit()):
        return CERTAIN
    if not word.forms:
        return MISSING
    rarity = log1p(index.size / (index.count(word.expression) + 0.5))
    if word.role == "soft":
        rarity *= SOFTNESS * (2 if word.meanings or any(map(index.names, word.phrases)) else 1)
    return rarity


def candidates(index: Index, question: Question, conditions: Sequence[Condition]) -> list[Row]:
    """Return the facts worth comparing: those with all slots and one of the other words."""
    needed = [word for word in question.words if word.role in NEEDED]
    dated = [found_or_dated(word) for word in needed if word.date]
    content = [word for word in question.words if word.role in CONTENT]
    wanted = content or [word for word in question.words if word.role == "name"]
    some = " OR ".join(word.expression for word in wanted if word.forms)
    if wanted and not some:
        return []
    expressions = [*(word.expression for word in needed if not word.date), *([f"({some})"] if some else [])]
    return index.rows(" AND ".join(expressions), [*conditions, *dated], MOST_RANKED)


def found_or_dated(word: Word) -> Condition:
    """Return the condition that a fact says a date, or begins or ends in it; one around it says nothing of it."""
    sql = """(search.rowid IN (SELECT rowid FROM search WHERE search MATCH ?) OR search.rowid IN (
        SELECT number FROM facts WHERE start_date BETWEEN ? AND ? OR end_date BETWEEN ? AND ?))"""
    first, last = days(word.date)
    low, high = first or "0000", last or "9999"
    return Condition(sql, (word.expression, low, high, low, high))


def days(date: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day of a date in EDTF."""
    from dongbei_cli.readings import edtf

    return edtf.bounds(date) if date else (None, None)


def rank(row: Row, question: Question, wide: str | None) -> Ranked | None:
    """Return what a fact is worth as an answer; None where it is not relevant."""
    score = held = owned = sought = 0.0
    found: list[Met] = []
    counts = "count" in question.kinds and row.kind == "figure"
    counted = CONTENT if any(word.role in CONTENT for word in question.words) else (*NEEDED, "name")
    for word in question.words:
        worth, met, own = look(word, row)
        if (word.role == "must" and not worth) or own < (0 if counts and word.role == "name" else OWNED[word.role]):
            return None
        if word.role in counted:
            demand = min(word.weight, MOST_DEMANDED)
            sought += demand
            held += demand if worth else 0
            owned += demand * own
        score += word.weight * worth
        found += met
    if not sought or held < sought * (MOST_OF_IT if counts else ENOUGH) or not precise(row, question):
        return None
    score *= (owned / sought) ** 2 / sum(word.weight for word in question.words)
    score *= fitness(row, question, wide)
    return Ranked(row.kind, row.id, round(score, 3), tuple(found))


def precise(row: Row, question: Question) -> bool:
    """Tell whether a date is as fine as the question asks (a day, a month), a post still held, a figure no mere count."""  # noqa: E501
    size = 10 if "day" in question.kinds else 7 if "month" in question.kinds else 0
    former = row.kind != "person" or any(f" {former} " in row.texts["field"] for former in FORMER)
    if ("present" in question.kinds and former) or (question.large and row.counted):
        return False
    return not size or bool(row.start_date and row.end_date and row.start_date[:size] == row.end_date[:size])


def lists(row: Row, question: Question) -> bool:
    """Tell whether a fact lists as many things as are asked for, or any."""
    return row.listed == question.listed if question.listed > 1 else row.listed > question.listed > 0


def fitness(row: Row, question: Question, wide: str | None) -> float:
    """Return how likely a fact is to answer by its kind and its region; `wide` where the question names no place."""
    fit = 1.0
    if row.kind in question.kinds:
        fit = ASKED_FOR if row.kind == question.kinds[0] else ALSO_ASKED_FOR
    elif row.kind in PARTIES and question.kinds:
        fit = UNASKED
    elif row.kind == "event" and any(word.date for word in question.words):
        fit = DATED
    elif row.kind == "document":
        fit = RARELY_MEANT
    fit *= ASKED_FOR if lists(row, question) else 1
    fit *= ORDINAL if row.qualifier == "ordinal" else 1
    if wide and question.extreme:
        return fit * TOGETHER if row.region in (None, wide) else fit
    return fit * NARROW if wide and row.region not in (None, wide) else fit


def look(word: Word, row: Row) -> tuple[float, list[Met], float]:
    """Return what a word is worth in a fact, where it is, best first, and how far that is the fact's own."""
    met = [
        Met(word.typed, field, WEIGHTS[field] * cover)
        for field, text in row.texts.items()
        if (cover := fit(word, text))
    ]
    if word.date and (close := closeness(days(word.date), (row.start_date, row.end_date))):
        met.append(Met(word.typed, "date", 10 * close))
    met.sort(key=lambda one: -one.worth)
    own = max((BORROWED.get(one.field, 1.0) for one in met), default=0.0)
    return met[0].worth if met else 0.0, met, own


def fit(word: Word, text: str) -> float:
    """Return how well a word fits a text: 0 where it is not in it; less well by another word for it."""
    if any(f" {' '.join(each)} " in text for each in word.phrases):
        return 1.0
    meant = any(f" {' '.join(each)} " in text for each in word.meanings)
    return meant * (BESIDE if word.phrases else MEANT)


def closeness(asked: tuple[str | None, str | None], given: tuple[str | None, str | None]) -> float:
    """Return how near a fact's date is to the one asked for: the same 1, inside it 0.9, one end inside 0.6."""
    if asked == given:
        return 1.0
    low, high = asked[0] or "0000", asked[1] or "9999"
    inside = [low <= end <= high for end in given if end]
    return 0.9 if len(inside) == 2 and all(inside) else 0.6 if any(inside) else 0.0
