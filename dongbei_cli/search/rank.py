"""The search: a query, understood, against the full-text index; facts ranked by what they say of the words, and where.

All words are wanted; where no fact has them all, those with most of them answer, if that is enough to be relevant.
"""

from collections.abc import Iterator, Sequence
from math import log1p
from sqlite3 import Connection
from typing import Any, NamedTuple

from dongbei_cli import model, resolve, store
from dongbei_cli.search import fulltext
from dongbei_cli.search.fulltext import FIELDS, OWNED, WEIGHTS, FullText, Row, expression
from dongbei_cli.search.lexemes import BREAK
from dongbei_cli.search.query import LONGEST, Question, Word, understood
from dongbei_cli.store import Condition

WANTED = ("wanted", "unknown")
ENOUGH = 0.45
"""What part of the weight of many wanted words a fact must have."""
MOST_DEMANDED = 2.5
"""What a word of the base may count for at most when a fact is judged relevant: a rare one is not more to the point."""
FEW = 0.5
"""What is added to it for one word; the half of it for two, a third for three."""
MOST_RANKED = 300
"""Facts that are compared in full, after the index has put the likeliest first."""
MOST_COUNTED = 20_000
"""A query that more facts meet is answered from titles and names, in the order of the base."""
TINY = 1e-9
COMMON = 0.4
"""The part of all facts that a common word stands in, at the least."""
SOFTNESS = 0.3
FOREIGN = 0.55
"""What an unknown word in letters weighs beside one in Chinese: a gloss is one of many ways to say it in English."""
SINGLE = 0.6
"""The same of a single character, which is more often a verb than a subject."""
CERTAIN = 4.0
"""The weight of a date or a number."""
ELSEWHERE = 0.1
"""What a word is worth in each further field, for the score."""
PARTLY = 0.5
"""How well the least part of a title, a name or an alias fits it."""
IN_PARTS = 0.8
SIDE_BY_SIDE = 0.3
ASKED_FOR = 1.5
DATED = 1.2
NEARLY = 1
"""Digits of a score where the most or the least is asked for: what is nearly as good is ordered by its value."""
ORDINAL = 0.6
"""What a figure that only says which of several, as 第七次, is worth beside one that counts."""
KINDS = {
    "document": 0.9,
    "person": 1.0,
    "figure": 1.05,
    "event": 1.05,
    "measure": 1.0,
    "quote": 0.97,
    "organization": 0.95,
}
NAMES = frozenset(("person", "organization"))
NAMING = frozenset(("title", "title_en", "name", "field", "pinyin"))
WHOLE = frozenset(("title", "title_en"))
LISTS = frozenset(("name", "field", "topic", "topics", "alias", "pinyin"))
"""Fields of short texts, where a word that is all of one counts more than one in the middle."""


class Ranked(NamedTuple):
    """A fact that was found, by number and id, before its record is fetched."""

    kind: str
    id: str
    score: float
    matched: tuple[str, ...]


class Hit:
    """A record that was found: as a mapping it has the record's keys, then `score` and `matched`.

    `score` only orders the hits of one search; `matched` says which words stand in which field, as `title: 人口`.
    """

    def __init__(self, record: model.Record, score: float, matched: tuple[str, ...]) -> None:
        self.record, self.score, self.matched = record, score, matched

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        yield from self.record
        yield "score", self.score
        yield "matched", self.matched

    def __repr__(self) -> str:
        return f"Hit({self.record.id!r}, {self.score})"

    def __getattr__(self, key: str) -> Any:
        return getattr(self.record, key)


class Ranking(Sequence[Hit]):
    """The facts found, best first; their records are fetched when they are looked at.

    `facts` counts all that met the query; fewer are ranked where they are very many.
    """

    def __init__(self, connection: Connection, ranked: Sequence[Ranked], facts: int, words: Sequence[Word]) -> None:
        self.connection, self.ranked, self.facts, self.words = connection, ranked, facts, words

    def __len__(self) -> int:
        return len(self.ranked)

    @property
    def note(self) -> str:
        """That not all were compared, where that is so."""
        if self.facts <= MOST_RANKED or not self.ranked:
            return ""
        if self.facts <= MOST_COUNTED:
            return f"{self.facts} facts meet the query; the likeliest {len(self)} are ranked"
        return f"{self.facts} facts meet the query, too many to rank: {len(self)} of those that have it in their titles"

    def __getitem__(self, index: Any) -> Any:
        """One hit, or a slice of them as a list."""
        if not isinstance(index, slice):
            return self[index : index + 1 or None][0]
        wanted = self.ranked[index]
        found = store.select(
            self.connection,
            [Condition("id IN (SELECT value FROM json_each(?))", [store.as_list(one.id for one in wanted)])],
        )
        records = {record.id: record for record in found}
        return [Hit(records[one.id], one.score, one.matched) for one in wanted]


def search(connection: Connection, query: str, kinds: Sequence[str] = (), topics: Sequence[str] = ()) -> Ranking:
    """The facts of these kinds and topics (slugs) that a query is about, best first; none where nothing is relevant.

    A query that is the id of a fact finds it first.
    """
    index = FullText(connection)
    question = understood(query[: LONGEST + 1], index, resolve.published(connection))
    conditions = [*store.one_of("kind", kinds), *store.tagged("topic", topics)]
    missing = any(word.role == "must" and not word.phrases for word in question.words)
    if len(query) > LONGEST or not question.words or missing:
        return Ranking(connection, (), 0, ())
    weights = [weight(word, index) for word in question.words]
    question = question._replace(words=tuple(eased(question.words, weights, log1p(1 / COMMON))))
    rows, met = candidates(index, question, weights, conditions)
    found = [(one, row.value or 0) for row in rows if (one := rank(row, question, weights))]
    found.sort(key=lambda pair: (-pair[0].score, -question.extreme * pair[1]))
    return Ranking(connection, identified(index, query, [one for one, _ in found], conditions), met, question.words)


def identified(
    index: FullText, query: str, ranked: Sequence[Ranked], conditions: Sequence[Condition]
) -> Sequence[Ranked]:
    """The facts found, before them the one whose id was typed."""
    asked = query.strip().lower()
    rows = index.rows("", [*conditions, Condition("id = ?", (asked,))], 1) if "-" in asked else []
    best = ranked[0].score if ranked else 0.0
    named = [Ranked(row.kind, row.id, best + 1, (f"id: {row.id}",)) for row in rows]
    return [*named, *(one for one in ranked if all(one.id != row.id for row in rows))]


def eased(words: Sequence[Word], weights: Sequence[float], common: float) -> Iterator[Word]:
    """The words; what nearly every fact says, as 东北, need not be met if there are others."""
    others = any(word.role not in ("soft",) and its > common for word, its in zip(words, weights, strict=True))
    for word, its in zip(words, weights, strict=True):
        yield word._replace(role="soft") if others and word.role == "wanted" and its <= common else word


def weight(word: Word, index: FullText) -> float:
    """How much a word says: the rarer the more, most of all when it stands nowhere."""
    if word.date or (word.role == "must" and word.typed[:1].isdigit()):
        return CERTAIN
    if not word.phrases:
        return log1p(2 * index.size) * (FOREIGN if word.typed.isascii() else 1 if len(word.typed) > 1 else SINGLE)
    rarity = log1p(index.size / (index.count(expression(word)) + 0.5))
    if word.role == "soft":
        rarity *= SOFTNESS * (2 if any(map(index.names, word.phrases)) else 1)
    return rarity


def candidates(
    index: FullText, question: Question, weights: Sequence[float], conditions: Sequence[Condition]
) -> tuple[list[Row], int]:
    """The facts worth comparing, and how many met the query: those with all words, then those with enough of them."""
    needed = [word for word in question.words if word.role == "must"]
    dated = [fulltext.found_or_dated(word, *days(word.date)) for word in needed if word.date]
    numbers = [expression(word) for word in needed if not word.date]
    wanted = [(its, one) for its, one in zip(weights, question.words, strict=True) if one.role in WANTED]
    conditions = [*conditions, *dated]
    rows: list[Row] = []
    met = 0
    if all(one.phrases for _, one in wanted):
        rows, met = likeliest(index, " AND ".join([*numbers, *(expression(one) for _, one in wanted)]), conditions)
    some = " OR ".join(expression(one) for one in rarest(wanted))
    if some and not (rows and (len(wanted) == 1 or len(rows) == MOST_RANKED)):
        more, met = likeliest(index, " AND ".join([*numbers, f"({some})"]), conditions)
        rows = list({row.number: row for row in (*rows, *more)}.values())
    return rows, met


def enough(words: int) -> float:
    """What part of the weight of so many words a fact must have."""
    return ENOUGH + FEW / words


def rarest(wanted: Sequence[tuple[float, Word]]) -> list[Word]:
    """Words of which a fact must have one, since the others together are not enough."""
    wanted = [(min(its, MOST_DEMANDED) if word.phrases else its, word) for its, word in wanted]
    allowed = sum(weight for weight, _ in wanted) * enough(len(wanted)) if wanted else 0
    chosen: list[Word] = []
    left = sum(weight for weight, _ in wanted)
    for weight, word in sorted(wanted, key=lambda one: -one[0]):
        if left < allowed:
            break
        left -= weight
        if word.phrases:
            chosen.append(word)
    return chosen


def likeliest(index: FullText, expression: str, conditions: Sequence[Condition]) -> tuple[list[Row], int]:
    """The facts to rank, and how many there were."""
    met = index.count(expression) if expression else 0
    if met <= MOST_COUNTED:
        rows = index.rows(expression, conditions, MOST_RANKED)
        return rows, met
    titles = f"{{title title_en name}} : ({expression})"
    rows = index.rows(titles, conditions, MOST_RANKED, ranked=False)
    return rows or index.rows(expression, conditions, MOST_RANKED, ranked=False), met


def days(date: str | None) -> tuple[str | None, str | None]:
    """The first and the last day of a date in EDTF."""
    from dongbei_cli.readings import edtf

    return edtf.bounds(date) if date else (None, None)


def rank(row: Row, question: Question, weights: Sequence[float]) -> Ranked | None:
    """What a fact is worth as an answer; None where it is not relevant."""
    total = score = held = owned = sought = 0.0
    matched: list[str] = []
    named = True
    for word, its_weight in zip(question.words, weights, strict=True):
        worth, fields, own = found(word, row)
        if word.role == "must" and not worth:
            return None
        if word.role != "soft":
            demand = min(its_weight, MOST_DEMANDED) if word.phrases else its_weight
            sought += demand
            held += demand if worth else 0
            owned += demand * own
            named &= not NAMING.isdisjoint(fields)
        score += its_weight * worth
        total += its_weight
        matched += [f"{field}: {word.typed}" for field in fields]
    if not sought or held / sought < enough(sum(word.role != "soft" for word in question.words)) - TINY:
        return None
    score = (score + side_by_side(row, question, weights)) / total * (owned / sought) ** 2
    score *= fitness(row.kind, question, named) * (ORDINAL if row.qualifier == "ordinal" else 1)
    return Ranked(row.kind, row.id, round(score, NEARLY if question.extreme else 3), tuple(dict.fromkeys(matched)))


def fitness(kind: str, question: Question, named: bool) -> float:
    """How likely facts of a kind are to answer; `named`: every word stands in the name, the title or an own field."""
    if kind in question.kinds:
        return ASKED_FOR
    if kind in NAMES and (question.kinds or not named):
        return 0.6
    return DATED if kind == "event" and any(word.date for word in question.words) else KINDS.get(kind, 0.95)


def found(word: Word, row: Row) -> tuple[float, list[str], float]:
    """What a word is worth in a fact, the fields that have it, best first, and how far it is the fact's own."""
    worths = {}
    own = 0.0
    for field, worth, owned, text in zip(FIELDS, WEIGHTS, OWNED, row.texts, strict=True):
        cover = fit(word, field, text)
        if cover:
            worths[field] = worth * cover
            own = max(own, owned)
    if word.date and (close := closeness(days(word.date), (row.earliest, row.latest))):
        worths["date"] = 10 * close
        own = 1.0
    fields = sorted(worths, key=lambda field: -worths[field])
    worth = worths[fields[0]] + ELSEWHERE * sum(worths[field] for field in fields[1:]) if fields else 0.0
    return worth, fields, own


def fit(word: Word, field: str, text: str) -> float:
    """How well a word fits a field; less well where it stands there in parts."""
    whole = max((covered(" ".join(phrase), field, text) for phrase in word.phrases), default=0.0)
    parts = min((covered(" ".join(part), field, text) for part in word.parts), default=0.0)
    return max(whole, IN_PARTS * parts)


def covered(phrase: str, field: str, text: str) -> float:
    """How well a phrase fits a field: 0 where it is not in it, 1 where it is all of it."""
    if f" {phrase} " not in text:
        return 0.0
    if field not in WHOLE and field not in LISTS:
        return 1.0
    texts = [text] if field in WHOLE else [part for part in text.split(BREAK) if f" {phrase} " in part]
    size = phrase.count(" ") + 1
    return PARTLY + (1 - PARTLY) * max((size / len(part.replace(BREAK, " ").split()) for part in texts), default=0.0)


def closeness(asked: tuple[str | None, str | None], given: tuple[str | None, str | None]) -> float:
    """How near a fact's date is to the one asked for: the same 1, inside it 0.9, one end inside 0.6."""
    (first, last), (begins, ends) = asked, given
    if asked == given:
        return 1.0
    low, high = first or "0000", last or "9999"
    inside = [low <= end <= high for end in (begins, ends) if end]
    if not inside:
        return 0.0
    if all(inside) and len(inside) == 2:
        return 0.9
    return 0.6 if any(inside) else 0.0


def side_by_side(row: Row, question: Question, weights: Sequence[float]) -> float:
    """What it adds that words which stand side by side in the query do so in the fact."""
    bonus = 0.0
    for at in range(1, len(question.words)):
        pair = question.words[at - 1 : at + 1]
        if pair[1].joined and all(len(word.phrases) == 1 for word in pair):
            phrase = f" {' '.join(pair[0].phrases[0] + pair[1].phrases[0])} "
            best = max((w for w, text in zip(WEIGHTS, row.texts, strict=True) if phrase in text), default=0)
            bonus += SIDE_BY_SIDE * best * sum(weights[at - 1 : at + 1])
    return bonus
