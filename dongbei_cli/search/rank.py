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

from dongbei_cli import store
from dongbei_cli.names import match
from dongbei_cli.names import words as words_of
from dongbei_cli.readings.typed import ALONE
from dongbei_cli.search import Met, Ranked, Ranking, words
from dongbei_cli.search.index import WEIGHTS, Index, Row, in_words
from dongbei_cli.search.query import LONGEST, LONGEST_WORD, Question, Word, folded, spelled, understood
from dongbei_cli.search.words import SPOKEN, syllables
from dongbei_cli.store import Condition, Connection

MOST_MENDED = 3
"""Mended queries that are tried."""
LONGEST_MENDED = 60
"""Code points of a query that is mended; longer ones are no slip."""
SLIPS = ((5, 1), (9, 2), (14, 3))
"""How many letters may be wrong in a word of at least so many; a shorter one may have two neighbours swapped."""
CONTENT = ("wanted", "unknown")
OWNED = defaultdict(float, {"place": 1.0, "name": 1.0, "subject": 0.8})
"""How far a place, a person or a subject must be the fact's own: not the note's or the sentence's around it."""
OWN = 0.75
"""How far one of the other words must be, where a place is named: what is only around it is said of another."""
NEEDED = ("must", "place", "subject")
ENOUGH = 0.5
"""What part of the weight of the wanted words a fact must have; 0.45 lets false answers in, 0.55 loses right ones."""
MOST_OF_IT = 0.7
"""What part a figure must have that answers how many: a number of something else is no answer."""
MOST_DEMANDED = 2.5
"""What a word of the base may count for at most when a fact is judged relevant: a rare one is not more to the point."""
MISSING = 1.3
"""What a word counts for that the base has not: as much as one that a third of all facts have."""
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
BESIDE = 0.5
"""How well it fits where the base has the word itself: Beijing the city before the central authorities."""
NEARLY = 0.95
"""What part of the best score the figures have that the most or the least is looked for among."""
CLOSE = 0.1
"""What part of the best score a figure must have to be what was asked for."""
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
FORMER = ("原", "former", "曾 任", "前 任")
"""What marks a post that somebody no longer holds, as lexemes."""
PARTIES = ("person", "organization")
TITLES = "SELECT record ->> '$.title_en', record ->> '$.title', record ->> '$.indicator' FROM facts LIMIT 3000"
"""What words of facts slips are mended by, of so many that a large base still answers in half a second."""
BORROWED = {"context": 0.4, "topic": 0.8, "topics": 0.7, "note": 0.7}
"""How far a word that is only in one of these fields is said by the fact itself."""


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


def run(
    index: Index, connection: Connection, query: str, kinds: Sequence[str] = (), topics: Sequence[str] = ()
) -> Ranking:
    """Return the facts that a query is about, best first; none where nothing is relevant. An id finds its fact first."""  # noqa: E501
    question = understood(query[: LONGEST + 1], index)
    conditions = [*store.one_of("kind", kinds), *store.tagged("topic", topics)]
    missing = any(word.role in NEEDED and not word.forms for word in question.words)
    if len(query) > LONGEST or not question.words or missing:
        return Ranking(connection, (), question)
    weighed = [word._replace(weight=weight(word, index)) for word in question.words]
    question = question._replace(words=eased(weighed))
    wide = None if any(word.role == "place" for word in question.words) else index.widest_region
    rows = candidates(index, question, conditions)
    found = [(one, row) for row in rows if (one := rank(row, question, wide))]
    found.sort(key=lambda pair: (pair[0].score, latest(pair[1]), sum(met.worth for met in pair[0].met)), reverse=True)
    if unanswered(question, [row for one, row in found if one.score > found[0][0].score * CLOSE]):
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
    count = next((row for row in rows if row.value == question.listed), rows[0] if rows and rows[0].counted else None)
    return bool(question.listed) and count is not None and not lists(count, question) and not lists(rows[0], question)


def identified(index: Index, query: str, ranked: Sequence[Ranked], conditions: Sequence[Condition]) -> Sequence[Ranked]:
    """Return the facts found, before them the one whose id was typed."""
    asked = query.strip().lower()
    rows = index.rows("", [*conditions, Condition("id = ?", (asked,))], 1) if "-" in asked and asked.isascii() else []
    best = ranked[0].score if ranked else 0.0
    named = [Ranked(row.kind, row.id, best + 1, (Met(row.id, "id", 1.0),)) for row in rows]
    return [*named, *(one for one in ranked if all(one.id != row.id for row in rows))]


def eased(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words; what nearly every fact says, as 东北, need not be met if there are others."""
    if not any(word.role in (*CONTENT, "name") and word.forms and word.weight > COMMON for word in words):
        return tuple(words)
    common = [word.role in EASED and word.weight <= COMMON for word in words]
    return tuple(word._replace(role="soft") if each else word for word, each in zip(words, common, strict=True))


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
            demand = min(word.weight, MOST_DEMANDED)
            sought += demand
            held += demand if worth else 0
            owned += demand * own
            best = max(best, own)
        score += word.weight * worth
        found += met
    if not sought or held < sought * (MOST_OF_IT if counts else ENOUGH) or not precise(row, question):
        return None
    if wide is None and best < OWN:
        return None
    score *= (owned / sought) ** 2 / sum(word.weight for word in question.words)
    score *= fitness(row, question, wide, len({met.word for met in found}) < len(question.words))
    return Ranked(row.kind, row.id, round(score, 3), tuple(found))


def precise(row: Row, question: Question) -> bool:
    """Tell whether a date is as fine as the question asks (a day, a month), a post still held, a figure no mere count."""  # noqa: E501
    kinds, figure = set(question.kinds), row.kind == "figure"
    size = 10 if "day" in kinds else 7 if "month" in kinds else 0
    former = row.kind != "person" or any(f" {former} " in row.texts["field"] for former in FORMER)
    lacking = (
        former and kinds.issuperset(("present", "person")),
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
    elif row.kind in PARTIES and (question.kinds or (missing and row.kind == "organization")):
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
    if word.date and (close := closeness(days(word.date), (row.start_date, row.end_date))):
        met.append(Met(word.typed, "date", 10 * close))
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


def closeness(asked: tuple[str | None, str | None], given: tuple[str | None, str | None]) -> float:
    """Return how near a fact's date is to the one asked for: the same 1, inside it 0.9, one end inside 0.6."""
    if asked == given:
        return 1.0
    low, high = asked[0] or "0000", asked[1] or "9999"
    inside = [low <= end <= high for end in given if end]
    return 0.9 if len(inside) == 2 and all(inside) else 0.6 if any(inside) else 0.0


def suggestions(connection: Connection, index: Index, question: Question, asked: str, *, sure: bool) -> Sequence[str]:
    """Return at most three queries, likeliest first, with unknown words mended; `sure`: by proper names alone."""
    text = folded(asked[:LONGEST])
    light = words.words("light-zh") | (words.words("bare-zh") if sure else frozenset())
    unknown = [word for word in question.words if not word.forms and word.typed not in light]
    if len(text) > LONGEST_MENDED or not unknown or any(map(certain, unknown)):
        return ()
    names = list(dict.fromkeys((*written_forms(connection, sure=sure), *ALONE.split("|"))))
    texts = [text]
    for word in unknown:
        fix = latin(word, names) if word.typed.isascii() else chinese(text, word.typed, question, names, index)
        texts = [one.replace(wrong, right, 1) for one in texts for wrong, right in fix][:MOST_MENDED] or texts
        texts = [one for one in texts if word.role != "must" or word.typed[:2] in one]
    return [one for one in dict.fromkeys(texts) if one != text]


def certain(word: Word) -> bool:
    """Tell whether a word that the base has not is no slip: a number but an ordinal, a place, a subject by its list."""
    listed = word.typed.isascii() or words.in_chinese(word.typed) is not None
    return listed and word.role in NEEDED and word.typed[0] != "第"


def written_forms(connection: Connection, *, sure: bool) -> Iterator[str]:
    """Yield every form of every term and name, then what people type for words of the base; `sure`: only proper names."""  # noqa: E501
    proper = "WHERE type IN ('region', 'person', 'organization')" if sure else ""
    for chinese, english, aliases in connection.execute(f"SELECT zh, en, aliases FROM terms {proper} ORDER BY rowid"):
        yield from filter(None, (chinese, english, *(aliases or "").split("\n")))
    if not sure:
        yield from (text for (text,) in connection.execute("SELECT DISTINCT typed FROM synonyms"))
        yield from filter(None, chain.from_iterable(connection.execute(TITLES)))


def latin(word: Word, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what a word in letters may have been meant for, likeliest first: initials, English, a name in pinyin."""
    unknown = word.typed
    known, parts = {word: word for text in names for word in words_of(text) if word.isascii()}, list[str]()
    for name in names:
        said = [one[0].removeprefix(SPOKEN) for one in map(syllables, name) if one]
        if len(said) == len(name) > 1:
            known["".join(said)] = name
            initials = "".join(letters[0] for letters in said)
            if initials == unknown or (len(initials) > 5 and match.distance(unknown, initials, 1) == 1):
                yield unknown, name
            elif len(unknown) > 2 and unknown in initials:
                parts.append(name[initials.index(unknown) :][: len(unknown)])
    yield from ((unknown, part) for part in dict.fromkeys(parts))
    allowed = next((wrong for size, wrong in reversed(SLIPS) if len(unknown) + (word.role == "name") >= size), 0)
    apart = {
        name: distance
        for word, name in known.items()
        if abs(len(word) - len(unknown)) <= allowed and word[:1] == unknown[:1]
        if 0 < (distance := match.distance(unknown, word, max(allowed, 1))) <= allowed
        or (distance == 1 and sorted(word) == sorted(unknown))
    }
    best = min(apart.values(), default=0)
    yield from ((unknown, name) for name, distance in apart.items() if distance == best)


def chinese(
    text: str, unknown: str, question: Question, names: Sequence[str], index: Index
) -> Iterator[tuple[str, str]]:
    """Yield what a part of a query around an unknown word may have been meant for: a name that sounds so, or nearly is it."""  # noqa: E501
    chunk = next(chunk for chunk in text.split() if unknown in chunk)
    at, known = chunk.index(unknown), tuple(name for name in names if not name.isascii())
    kept = [*words.asking(), *(one.typed for one in question.words if one.forms)]
    whole = [(chunk.index(typed), len(typed)) for typed in kept if typed in chunk]
    for length in range(min(len(chunk), LONGEST_WORD), 1, -1):
        for start in range(max(0, at + len(unknown) - length), min(at, len(chunk) - length) + 1):
            if any(first < edge < first + size for first, size in whole for edge in (start, start + length)):
                continue  # it would cut a known word
            window = chunk[start : start + length]
            same = [name for name in known if len(name) == length]
            found = [name for name in same if sounds_alike(window, name)]
            if found := found or spoken(window, index) or [name for name in same if nearly(window, name, at - start)]:
                yield from ((window, name) for name in dict.fromkeys(found) if name != window)
                return


def sounds_alike(window: str, name: str) -> bool:
    """Tell whether a name is said as a part of a query is."""
    return all(not set(syllables(one)).isdisjoint(syllables(other)) for one, other in zip(window, name, strict=True))


def spoken(window: str, index: Index) -> list[str]:
    """Return the words of the base that sound like a part of a query of three characters or more."""
    sounds = [syllables(character)[:1] for character in window]
    found = spelled(tuple(chain.from_iterable(sounds)), index) if len(window) > 2 and all(sounds) else ()
    return list(map("".join, found))


def nearly(window: str, name: str, at: int) -> bool:
    """Tell whether a part of a query is a name but for one character from `at` on, which rhymes in a short name."""
    apart = [(place, *pair) for place, pair in enumerate(zip(window, name, strict=True)) if pair[0] != pair[1]]
    if len(apart) != 1 or len(window) < 3:
        return False
    place, typed, meant = apart[0]
    return place >= max(at, 1) and (len(window) > 3 or rhyme(typed, meant))


def rhyme(one: str, other: str) -> bool:
    """Tell whether two characters end alike: 翼 and 冀, but not 虎 and 亚."""
    ends = [{re.sub(".[bcdfghjklmnpqrstwxyz]h?", "", said) for said in syllables(each)} for each in (one, other)]
    return not ends[0].isdisjoint(ends[1])
