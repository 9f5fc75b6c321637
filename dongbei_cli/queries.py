"""One function a question: a connection in, records out. Every SELECT stands here.

Answers keep the order of the article unless a function says otherwise, and are empty when nothing fits.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import isqrt
from typing import TYPE_CHECKING, Any, TypeVar

from dongbei_cli import errors, model
from dongbei_cli.database import Connection, columns

if TYPE_CHECKING:
    from dongbei_cli.names.match import Name

R = TypeVar("R", bound=model.Record)

ARTICLE_ORDER = 'source, start, "end", number'
CHRONOLOGICAL = f"chronology, {ARTICLE_ORDER}"
AMONG_ALIASES = "instr(char(10) || aliases || char(10), char(10) || ?2 || char(10))"
CHUNK = 500
"""Values in one list of SQL."""


class Condition:
    """A piece of SQL with its values; several are joined by AND. No named tuple: making one takes a million steps."""

    def __init__(self, sql: str, values: tuple[Any, ...]) -> None:
        self.sql = sql
        self.values = values


ACTIVE = {"expert": "quotes WHERE speaker", "proposer": "measures WHERE proposer"}
DATED = Condition("chronology IS NOT NULL", ())


def one_of(column: str, values: Sequence[str]) -> list[Condition]:
    """The column is one of `values`; no condition at all when there are none."""
    return [Condition(f"{column} IN ({', '.join('?' * len(values))})", tuple(values))] if values else []


def about(topics: Sequence[str]) -> list[Condition]:
    """The fact has one of these topics."""
    marks = ", ".join("?" * len(topics))
    sql = f"number IN (SELECT fact FROM fact_topics WHERE topic IN ({marks}))"
    return [Condition(sql, tuple(topics))] if topics else []


def dated(since: str | None, until: str | None, kinds: Sequence[str]) -> list[Condition]:
    """What of these kinds may have happened on or after the day `since` and on or before the day `until`."""
    if not (since or until):
        return []
    (kind,) = one_of("kind", kinds)
    sql = f"""number IN (SELECT number FROM facts WHERE chronology IS NOT NULL AND {kind.sql}
        AND coalesce(latest, '9999') >= ? AND coalesce(earliest, '0000') <= ?)"""
    return [Condition(sql, (*kind.values, since or "0000", until or "9999"))]


def select(
    connection: Connection,
    cls: type[R],
    conditions: Sequence[Condition] = (),
    order: str = ARTICLE_ORDER,
    limit: int | None = None,
) -> list[R]:
    """The records of one kind that meet all conditions."""
    view = cls.__name__.lower()
    keys = cls.KEYS[:-1]
    wanted = ", ".join(f'"{key}"' for key in keys)
    where = " AND ".join(condition.sql for condition in conditions) or "1"
    values = [value for condition in conditions for value in condition.values]
    tail = f'FROM "{view}" WHERE {where} ORDER BY {order} LIMIT {-1 if limit is None else limit}'
    rows = connection.execute(f"SELECT number, {wanted} {tail}", values).fetchall()
    anchors = anchors_by_fact(connection, [row[0] for row in rows])
    return [columns.record(cls, row[1:], anchors.get(row[0], ())) for row in rows]


def text(connection: Connection, sql: str, *values: str) -> str:
    """The one text that a SELECT gives, which every sound base has."""
    row = connection.execute(sql, values).fetchone()
    if row is None or type(row[0]) is not str:
        raise errors.DamagedBaseError(f"nothing where a text should be ({sql.split()[1]})")
    return row[0]


def anchors_by_fact(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[model.Anchor, ...]]:
    """The anchors of the facts with these numbers, by the number."""
    wanted = 'fact, exact, prefix, suffix, paragraph, start, "end"'
    found: dict[int, tuple[model.Anchor, ...]] = {}
    for first in range(0, len(numbers), CHUNK):
        facts = ", ".join(map(str, numbers[first : first + CHUNK]))
        sql = f"SELECT {wanted} FROM anchors WHERE fact IN ({facts}) ORDER BY fact, position"
        for fact, *rest in connection.execute(sql):
            found[fact] = (*found.get(fact, ()), columns.entry(model.Anchor, rest))
    return found


def events(
    connection: Connection,
    since: str | None = None,
    until: str | None = None,
    categories: Sequence[str] = (),
    topics: Sequence[str] = (),
    limit: int | None = None,
) -> list[model.Event]:
    """Events in chronological order; `since` and `until` are days."""
    conditions = [DATED, *dated(since, until, ["event"]), *one_of("category", categories), *about(topics)]
    return select(connection, model.Event, conditions, CHRONOLOGICAL, limit)


def timeline(
    connection: Connection,
    since: str | None = None,
    until: str | None = None,
    topics: Sequence[str] = (),
    limit: int | None = None,
) -> list[model.Record]:
    """Every dated record except persons and organisations, in chronological order."""
    days = dated(since, until, list(model.KINDS))
    conditions = [DATED, *days, *(about(topics) if days else about_first(connection, topics, limit))]
    return by_id(connection, in_order(connection, conditions, CHRONOLOGICAL, limit))


def figures(
    connection: Connection,
    topics: Sequence[str] = (),
    regions: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> list[model.Figure]:
    """Figures; one without a period meets neither `since` nor `until`."""
    conditions = [*one_of("region", regions), *dated(since, until, ["figure"])]
    if limit is None or conditions or not topics:
        return select(connection, model.Figure, [*about(topics), *conditions], limit=limit)
    return select(connection, model.Figure, [first(connection, "figure", topics, limit)])


def first(connection: Connection, kind: str, topics: Sequence[str], limit: int) -> Condition:
    """The fact is one of the first of a kind that have one of these topics."""
    (has,) = about_first(connection, topics, limit)
    sql = f"number IN (SELECT number FROM facts WHERE kind = ? AND {has.sql} ORDER BY {ARTICLE_ORDER} LIMIT {limit})"
    return Condition(sql, (kind, *has.values))


def about_first(connection: Connection, topics: Sequence[str], limit: int | None) -> list[Condition]:
    """The same as `about`, for a query that wants only the first in an order for which there is an index.

    Where many facts have the topic, they are soon met by walking through all in order; where few have it, they are
    sorted.
    """
    if not topics or limit is None:
        return about(topics)
    (topic,) = one_of("topic", topics)
    facts = connection.execute("SELECT max(number) FROM facts").fetchone()[0] or 0
    many = isqrt(limit * facts) + 1
    having = f"SELECT count(*) FROM (SELECT 1 FROM fact_topics WHERE {topic.sql} LIMIT {many})"
    if connection.execute(having, topic.values).fetchone()[0] < many:
        return about(topics)
    return [Condition(f"EXISTS (SELECT 1 FROM fact_topics WHERE fact = number AND {topic.sql})", topic.values)]


def quotes(
    connection: Connection, speakers: Sequence[str] = (), topics: Sequence[str] = (), speech: Sequence[str] = ()
) -> list[model.Quote]:
    """Statements by these speakers (names)."""
    conditions = [*one_of("speaker", speakers), *about(topics), *one_of("speech", speech)]
    return select(connection, model.Quote, conditions)


def measures(
    connection: Connection,
    areas: Sequence[str] = (),
    statuses: Sequence[str] = (),
    proposers: Sequence[str] = (),
    topics: Sequence[str] = (),
) -> list[model.Measure]:
    """Measures of these areas (slugs), put forward by these proposers (names)."""
    conditions = [*one_of("area_slug", areas), *one_of("status", statuses), *one_of("proposer", proposers)]
    return select(connection, model.Measure, [*conditions, *about(topics)])


def people(connection: Connection) -> list[model.Person]:
    """Everyone whom the article names."""
    return select(connection, model.Person)


def facts(
    connection: Connection, kinds: Sequence[str] = (), topics: Sequence[str] = (), limit: int | None = None
) -> list[model.Record]:
    """Records of every kind."""
    conditions = [*one_of("kind", kinds), *about_first(connection, topics, limit)]
    return by_id(connection, in_order(connection, conditions, ARTICLE_ORDER, limit))


def in_order(
    connection: Connection, conditions: Sequence[Condition], order: str, limit: int | None = None
) -> list[tuple[str, str]]:
    """Kind and id of the facts that meet all conditions."""
    where = " AND ".join(condition.sql for condition in conditions) or "1"
    values = [value for condition in conditions for value in condition.values]
    tail = f"ORDER BY {order} LIMIT {-1 if limit is None else limit}"
    return connection.execute(f"SELECT kind, id FROM facts WHERE {where} {tail}", values).fetchall()


def by_id(connection: Connection, wanted: Iterable[tuple[str, str]]) -> list[model.Record]:
    """The records of these kinds and ids, in the order given."""
    wanted = list(wanted)
    found: dict[str, model.Record] = {}
    for kind, cls in model.KINDS.items():
        ids = [fact_id for other, fact_id in wanted if other == kind]
        for first in range(0, len(ids), CHUNK):
            chunk = ids[first : first + CHUNK]
            found |= {record.id: record for record in select(connection, cls, one_of("id", chunk))}
    try:
        return [found[fact_id] for _, fact_id in wanted]
    except KeyError as fault:
        raise errors.DamagedBaseError(f"the fact {errors.shown(str(fault.args[0]))} is not whole") from fault


def kinds_by_id(connection: Connection, ids: Sequence[str] = ()) -> dict[str, str]:
    """The kind of every fact, or of those in `ids` that exist."""
    conditions = one_of("id", ids)
    return {fact_id: kind for kind, fact_id in in_order(connection, conditions, ARTICLE_ORDER)}


def ids_near(connection: Connection, typed: str, most: int) -> list[str]:
    """The ids that one may have been meant by: all of a small base, else the first that begin most like it."""
    rows = connection.execute("SELECT id FROM facts ORDER BY id LIMIT ?", (most + 1,)).fetchall()
    ids = dict.fromkeys(fact_id for (fact_id,) in rows) if len(rows) <= most else {}
    for size in range(len(typed) - 1, 0, -1) if not ids else ():
        ids |= dict.fromkeys(fact_id for fact_id, _ in titles_by_id(connection, typed[:size], most - len(ids)))
        if len(ids) >= most:
            break
    return list(ids)


def titles_by_id(connection: Connection, start: str, most: int) -> list[tuple[str, str]]:
    """Ids that begin so, at most so many of them, with the titles, in the order of the ids."""
    sql = "SELECT id, title FROM facts WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    return connection.execute(sql, (start, f"{start}\U0010ffff", most)).fetchall()


def ids_of_parties(connection: Connection, names: Sequence[str]) -> list[str]:
    """The ids of the records of these persons and organisations, in the order of the article."""
    sql = "SELECT id FROM facts WHERE number IN (SELECT fact FROM names WHERE {}) ORDER BY number"
    return [
        found for each in one_of("name", names) for (found,) in connection.execute(sql.format(each.sql), each.values)
    ]


def ids_titled(connection: Connection, words: str, most: int) -> list[str]:
    """The ids of the first `most` facts whose titles hold these words, in the order of the article."""
    sql = "SELECT id FROM (SELECT id, title FROM facts ORDER BY number LIMIT ?) WHERE instr(title, ?)"
    return [fact_id for (fact_id,) in connection.execute(sql, (most, words))] if words.strip() else []


def lines_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """The line of facts.yaml on which each fact begins."""
    condition = one_of("id", ids)[0]
    return dict(connection.execute(f"SELECT id, line FROM facts WHERE {condition.sql}", condition.values))


def base_file(connection: Connection) -> str:
    """The name of the facts.yaml that was compiled."""
    return text(connection, "SELECT file FROM base")


def terms(connection: Connection, sort: str | None = None, counted: bool = True) -> list[model.Term]:
    """The vocabulary in the order of facts.yaml, with how many facts use each term; 0 where they are not counted."""
    uses = """CASE type WHEN 'topic' THEN (SELECT count(*) FROM fact_topics WHERE topic = slug)
        WHEN 'area' THEN (SELECT count(*) FROM measures WHERE area = slug)
        ELSE (SELECT count(*) FROM figures WHERE region = zh) + (SELECT count(*) FROM events WHERE place = zh) END"""
    wanted = f"type, slug, zh, en, aliases, {uses if counted else 0}"
    rows = connection.execute(f"SELECT {wanted} FROM terms WHERE type = ?1 OR ?1 IS NULL ORDER BY rowid", (sort,))
    return [columns.entry(model.Term, row) for row in rows]


def sources(connection: Connection, ids: Sequence[str] = ()) -> list[model.Source]:
    """The articles with these ids, or all of them, in the order of facts.yaml."""
    wanted = ", ".join(model.Source._fields)
    if len(ids) > CHUNK:
        few = frozenset(ids)
        return [source for source in sources(connection) if source.id in few]
    cited = one_of("id", ids) or [Condition("1", ())]
    rows = connection.execute(f"SELECT {wanted} FROM sources WHERE {cited[0].sql} ORDER BY rowid", cited[0].values)
    return [columns.entry(model.Source, row) for row in rows]


def published(connection: Connection) -> str:
    """When the first article was published: what words such as 今年 are read against."""
    return text(connection, "SELECT published FROM sources ORDER BY rowid LIMIT 1")


def article(connection: Connection, source: str) -> str:
    """The text of an article."""
    return text(connection, "SELECT text FROM sources WHERE id = ?", source)


def waivers(connection: Connection, source: str) -> list[tuple[int, int, str]]:
    """Start, end and reason of every passage of an article that is waived."""
    return connection.execute('SELECT start, "end", reason FROM waivers WHERE source = ?', (source,)).fetchall()


def relations(connection: Connection, ids: Sequence[str] = ()) -> list[model.Relation]:
    """The relations that one of these facts takes part in; all of them when no fact is given."""
    within = one_of("member.id", ids)
    where = f"""r.id IN (
        SELECT relation FROM (SELECT id AS relation, whole AS fact FROM relations UNION ALL
        SELECT relation, fact FROM relation_parts) JOIN facts member ON member.number = fact
        WHERE {within[0].sql})""" if within else "1"  # fmt: skip
    sql = f"""SELECT r.id, r.kind, (SELECT id FROM facts WHERE number = r.whole),
        (SELECT group_concat(id, char(10)) FROM (SELECT f.id FROM relation_parts p JOIN facts f ON f.number = p.fact
            WHERE p.relation = r.id ORDER BY p.position)),
        computed, unit, discrepancy, discrepancy_en FROM relations r WHERE {where} ORDER BY r.rowid"""
    rows = connection.execute(sql, within[0].values if within else ()).fetchall()
    return [columns.entry(model.Relation, row) for row in rows]


def speakers(connection: Connection) -> "list[Name]":
    """Everyone who is quoted."""
    return parties(connection, "SELECT speaker FROM quotes")


def proposers(connection: Connection) -> "list[Name]":
    """Everyone who puts forward a measure."""
    return parties(connection, "SELECT proposer FROM measures")


def everyone(connection: Connection) -> "list[Name]":
    """Every person and organisation."""
    return parties(connection, "SELECT name FROM names")


def parties(connection: Connection, names: str) -> "list[Name]":
    """The persons and organisations whose names the SELECT `names` gives."""
    from dongbei_cli.names.match import Name
    from dongbei_cli.views.labels import LABELS

    sql = f"""SELECT n.name, n.name_en, n.pinyin, n.aliases, o.type FROM names n
        LEFT JOIN organizations o ON o.fact = n.fact WHERE n.name IN ({names}) ORDER BY n.fact"""
    return [
        Name(name, (name, *columns.members(also)), (english,), (pinyin,), LABELS.get(type_, ()) if type_ else ())
        for name, english, pinyin, also, type_ in connection.execute(sql)
    ]


def written(connection: Connection, sort: str, word: str) -> list[str]:
    """What of a sort is written just so: the keys of terms, the names of experts or proposers, the ids of facts."""
    if sort == "fact":
        return list(kinds_by_id(connection, [word]))
    return (parties_written if sort in ACTIVE else terms_written)(connection, sort, word)


def terms_written(connection: Connection, sort: str, word: str) -> list[str]:
    """The slugs of the terms that are written just so: as a slug, in Chinese or as a Chinese alias. Regions by name."""
    key = "zh" if sort == "region" else "slug"
    sql = f"""SELECT {key}, rowid FROM terms WHERE type = ?1 AND slug = ?2
        UNION SELECT {key}, rowid FROM terms WHERE type = ?1 AND zh = ?2
        UNION SELECT {key}, rowid FROM terms WHERE type = ?1 AND aliases IS NOT NULL AND NOT ?3 AND {AMONG_ALIASES}
        ORDER BY rowid"""
    return [key for key, _ in connection.execute(sql, (sort, word, word.isascii()))]


def parties_written(connection: Connection, sort: str, word: str) -> list[str]:
    """The experts or proposers who are written just so: their name, or an alias."""
    sql = f"""SELECT name FROM (SELECT name, fact FROM people WHERE name = ?1
        UNION SELECT name, fact FROM organizations WHERE name = ?1
        UNION SELECT name, fact FROM people WHERE aliases IS NOT NULL AND {AMONG_ALIASES.replace("?2", "?1")}
        UNION SELECT name, fact FROM organizations WHERE aliases IS NOT NULL AND {AMONG_ALIASES.replace("?2", "?1")})
        WHERE EXISTS (SELECT 1 FROM {ACTIVE[sort]} = name) ORDER BY fact"""
    return [name for (name,) in connection.execute(sql, (word,))]


def forms(connection: Connection) -> Iterator[str]:
    """Every form of every term and name, and what people type for them, one by one."""
    sql = """SELECT zh, en, aliases FROM terms UNION ALL SELECT name, name_en, aliases FROM names
        UNION ALL SELECT term, NULL, aliases FROM wordings"""
    for zh, en, aliases in connection.execute(sql):
        yield from filter(None, (zh, en, *(aliases or "").split("\n")))
