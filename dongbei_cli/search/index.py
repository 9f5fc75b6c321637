"""The full-text index of a base: made when the base is compiled, read when it is searched. All its SQL is here.

Table `search` has one row a fact: what each of its fields says, as words. Table `synonyms` has what else people type
for words that the base has. Phrases are lexemes, of which none is FTS syntax.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from dongbei_cli import errors, model
from dongbei_cli.names.pinyin import spoken
from dongbei_cli.search import words
from dongbei_cli.search.words import BREAK, Phrase
from dongbei_cli.store import UNINDEXED, Condition, Connection

if TYPE_CHECKING:
    from dongbei_cli.curate import FactFile

WEIGHTS = {
    "title": 8, "title_en": 8, "name": 10, "field": 6, "words": 4, "gloss": 4, "topic": 3, "topics": 1.5, "note": 1,
    "context": 0.7, "pinyin": 5, "amount": 12,
}  # fmt: skip
"""What a word is worth in each field: most where the field names the fact, least in the sentence around it."""
FIELDS = tuple(WEIGHTS)
NAMING = ("title", "title_en", "name", "field", "topic", "topics", "pinyin")
"""Fields of short texts, each of which is a word for something."""
SAID = ("indicator", "role", "role_en", "affiliation_en", "occasion", "components", "written", "category")
REFERRING = ("region", "place", "speaker", "proposer", "actors", "issuer", "affiliation")
NUMERAL = re.compile("[0-9零〇一二三四五六七八九十百千万亿两半廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億]")
"""What is in every amount; looking for it takes a tenth of the time of reading."""


class Row(NamedTuple):
    """A fact as the index has it: what it sums and lists in number, its lexemes by field with a space at either end."""

    number: int
    kind: str
    id: str
    start_date: str | None
    end_date: str | None
    value: float | None
    qualifier: str | None
    region: str | None
    unit: str | None
    parts: int
    listed: int
    texts: dict[str, str]

    @property
    def counted(self) -> bool:
        """Whether the fact is a count of things, as four documents."""
        return self.kind == "figure" and bool(self.unit) and not words.measure(self.unit or "")


def fill(connection: Connection, file: "FactFile") -> None:
    """Make the index of the facts of a file; UnusableBaseError where SQLite has no full-text search."""
    try:
        columns = f"{', '.join(FIELDS)}, parts UNINDEXED, listed UNINDEXED"
        tokens = 'tokenize = "unicode61 remove_diacritics 0"'
        connection.execute(f"CREATE VIRTUAL TABLE search USING fts5 ({columns}, {tokens})")
    except connection.DatabaseError as fault:
        hint = errors.Message("use a Python whose SQLite has FTS5")
        raise errors.UnusableBaseError("this SQLite cannot search: {fault}", hint, fault=fault) from fault
    connection.execute("CREATE TABLE synonyms (phrase TEXT, typed TEXT, means TEXT)")
    connection.execute("CREATE INDEX synonyms_by_phrase ON synonyms (phrase, means)")
    writer = Writer(file)
    rows = ({"rowid": number, **writer.columns(fact)} for number, fact in enumerate(file.base.facts(), 1))
    names = ("rowid", *FIELDS, "parts", "listed")
    sql = f"INSERT INTO search ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"
    connection.executemany(sql, rows)
    connection.execute(UNINDEXED)
    pairs = ((" ".join(words.phrase(typed)), typed, " ".join(means)) for typed, means in synonyms(connection, file))
    connection.executemany("INSERT INTO synonyms VALUES (?, ?, ?)", pairs)
    connection.commit()


def synonyms(connection: Connection, file: "FactFile") -> Iterator[tuple[str, Phrase]]:
    """Yield what people type for words that the base has, and these words."""
    index = Index(connection)
    for said, typed in words.synonyms():
        known = [phrase for phrase in map(words.phrase, said) if index.has(phrase)]
        for text in dict.fromkeys(typed) if known else ():
            yield from ((text, phrase) for phrase in known if phrase != words.phrase(text))
    for person in file.base.people:  # as people call somebody by the family name
        titles = (*sorted(words.words("courtesies-zh")), person.role[-2:], person.role[-3:])
        family = person.name[:1]
        chinese = [f"{name}{title}" for name in (family, person.name) for title in titles]
        english = [f"{title} {person.name_en.split()[0]}" for title in sorted(words.words("courtesies-en"))]
        yield from ((text, words.phrase(person.name)) for text in (f"老{family}", f"姓{family}", *chinese, *english))
    places = {short: names for short, *names in map(str.split, words.sections()["abbreviations"])}
    several = re.compile(f"[{''.join(places)}]{{2,3}}")  # 日韩, for 日本 and for 韩国
    for run in dict.fromkeys(run for article in file.articles.values() for run in several.findall(article.text)):
        yield from ((name, words.phrase(run)) for character in run for name in places[character])


class Writer:
    """What the rows of the index are made of: a file, every form of its terms and names, and its relations."""

    def __init__(self, file: "FactFile") -> None:
        from dongbei_cli import curate

        self.file = file
        self.forms = {name: (name, party.name_en, *party.aliases) for name, party in file.names.items()}
        for term in (*file.base.topics, *file.base.areas, *file.base.regions):
            self.forms[term.zh] = self.forms[term.slug] = (term.zh, term.en, term.slug, *term.aliases)
        self.sums: dict[str, model.Relation] = {}
        self.contradictions: dict[str, list[str | None]] = defaultdict(list)
        for relation in curate.relations(file):
            self.sums |= {relation.whole: relation} if relation.whole else {}
            for fact_id in dict.fromkeys((relation.whole or "", *relation.parts)):
                self.contradictions[fact_id] += (relation.discrepancy, relation.discrepancy_en)

    def columns(self, fact: model.Record) -> dict[str, str | int]:
        """Return what each column of a fact says."""
        main, *others = [self.forms.get(slug, (slug,)) for slug in (*fact.topics, *values(fact, ("area",)))]
        referred = [form for name in values(fact, REFERRING) for form in self.forms.get(name, (name,))]
        named, said = values(fact, ("name", "name_en", "aliases")), values(fact, SAID)
        exacts = [anchor.exact for anchor in fact.anchors]
        notes = (fact.note, fact.note_en, *self.contradictions[fact.id])
        spoken = (fact.title, *named, *referred, *main, *values(fact, ("indicator",)), exacts[0])
        article, parties = self.file.article(fact), self.file.names
        curated = {text: parties[text].pinyin if text in parties else "" for text in spoken if not text.isascii()}
        parts = self.sums[fact.id].parts if fact.id in self.sums else ()
        return {
            "title": listed((fact.title,)),
            "title_en": listed((fact.title_en,)),
            "name": listed(named),
            "field": listed((*referred, *said)),
            "words": listed(exacts) + numbers(exacts[0]),
            "gloss": listed(values(fact, ("text_en", "indicator_en"))),
            "topic": listed(main),
            "topics": listed(chain.from_iterable(others)),
            "note": listed(filter(None, notes)),
            "context": listed(article.sentence(span.start).text for _, span in self.file.anchored(fact)),
            "pinyin": " ".join(sound(text, pinyin) for text, pinyin in curated.items()),
            "amount": " ".join(self.amounts(fact)),
            "parts": len(parts),
            "listed": max(len(values(fact, ("components",))), len(parts), 1 + exacts[0].count("、")),
        }

    def amounts(self, fact: model.Record) -> Iterator[str]:
        """Yield the value of a figure, its upper end and what its parts give, as people may type them."""
        computed = self.sums[fact.id].computed if fact.id in self.sums else None
        for end in (fact.value, fact.upper, computed) if isinstance(fact, model.Figure) else ():
            if end is not None:
                yield from words.amounts(end, getattr(fact, "unit", None) or "")
        if computed is not None:  # as who adds its parts types it, which are in a smaller unit
            yield words.amount(Decimal("".join(map(str, computed.normalize().as_tuple().digits))))


def values(fact: model.Record, fields: Iterable[str]) -> list[str]:
    """Return what the fact has in these fields, members of lists one by one."""
    found: list[str] = []
    for field in fields:
        if value := getattr(fact, field, None):
            found += (value,) if isinstance(value, str) else value
    return found


def listed(texts: Iterable[str]) -> str:
    """Return texts as one column, a BREAK before and after each."""
    found = f" {BREAK} ".join(map(column, dict.fromkeys(texts)))
    return f"{BREAK} {found} {BREAK}" if found else ""


@lru_cache(maxsize=4096)
def column(text: str) -> str:
    """Return the lexemes of one text, parted by spaces; names and terms come again and again."""
    return " ".join(words.lexemes(text))


@lru_cache(maxsize=4096)
def sound(text: str, pinyin: str) -> str:
    """Return the syllables of one text, by its pinyin if it has any."""
    said = [words.syllable(reading.common[0]) for word in spoken(pinyin) for reading in word]
    return " ".join((BREAK, *(said or words.spoken(text)), BREAK))


@lru_cache(maxsize=4096)
def numbers(text: str) -> str:
    """Return the amounts that a text names, each after a space."""
    from dongbei_cli.readings import quantities
    from dongbei_cli.readings.amounts import folded

    if not NUMERAL.search(folded(text)):
        return ""
    found = (each.quantity for each in quantities.readings(text))
    ends = ((end, one.unit) for one in found for end in (one.value, one.upper) if end is not None)
    return "".join(f" {each}" for end, unit in ends for each in words.amounts(end, unit))


def matching(phrases: Iterable[Phrase]) -> str:
    """Return the FTS expression for any of these phrases; words in letters need only be near each other."""
    return " OR ".join(
        f"NEAR({' '.join(phrase)}, 4)" if in_words(phrase) else f'"{" ".join(phrase)}"' for phrase in phrases
    )


def in_words(phrase: Phrase) -> bool:
    """Tell whether a phrase is several words in letters, which need not be side by side."""
    return len(phrase) > 1 and all(one.isascii() and one.isalpha() for one in phrase)


class Index:
    """The index of a base; what was asked once is kept."""

    def __init__(self, connection: Connection) -> None:
        self.cursor = connection.cursor()
        self.cursor.row_factory = None  # lexemes are not what people see, and hold characters that nobody can
        self.known: dict[str, bool] = {}
        self.proper: dict[Phrase, tuple[str, tuple[Phrase, ...]]] = {}
        self.published: str = self.cursor.execute("SELECT published FROM sources ORDER BY rowid LIMIT 1").fetchone()[0]
        self.size: int = self.cursor.execute("SELECT max(number) FROM facts").fetchone()[0] or 0

    def finds(self, expression: str) -> bool:
        """Tell whether an FTS expression finds anything."""
        if expression not in self.known:
            sql = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"
            self.known[expression] = self.cursor.execute(sql, (expression,)).fetchone() is not None
        return self.known[expression]

    def has(self, phrase: Phrase) -> bool:
        """Tell whether these lexemes are somewhere side by side."""
        return bool(phrase) and self.finds(matching([phrase]))

    def names(self, phrase: Phrase) -> bool:
        """Tell whether these lexemes are all of a title, a name or a term, or what people type for words of the base."""  # noqa: E501
        whole = f"{{{' '.join(NAMING)}}} : {matching([(BREAK, *phrase, BREAK)])}"
        return self.finds(whole) or bool(self.meanings(phrase))

    def meanings(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """Return the words of the base that people mean by a phrase."""
        sql = "SELECT means FROM synonyms WHERE phrase = ? ORDER BY rowid"
        return tuple(dict.fromkeys(tuple(means.split()) for (means,) in self.cursor.execute(sql, (" ".join(phrase),))))

    def named(self, phrases: Iterable[Phrase]) -> tuple[str, tuple[Phrase, ...]] | None:
        """Return whether one of these phrases names a region (place) or a person (name), and all forms of that."""
        if not self.proper:
            sql = "SELECT type, key, zh, en, aliases FROM terms WHERE type IN ('region', 'person')"
            for sort, *texts, aliases in self.cursor.execute(sql):
                forms = tuple(map(words.phrase, filter(None, (*texts, *(aliases or "").split("\n")))))
                self.proper |= dict.fromkeys(forms, ("place" if sort == "region" else "name", forms))
        return next((self.proper[phrase] for phrase in phrases if phrase in self.proper), None)

    def widest_region(self) -> str | None:
        """Return the region that most facts are for."""
        sql = "SELECT value FROM tags WHERE type = 'region' GROUP BY value ORDER BY count(*) DESC LIMIT 1"
        found = self.cursor.execute(sql).fetchone()
        return found and str(found[0])

    def count(self, expression: str) -> int:
        """Count the facts that an FTS expression finds."""
        sql = "SELECT count(*) FROM search WHERE search MATCH ?"
        return int(self.cursor.execute(sql, (expression,)).fetchone()[0])

    def texts(self, expression: str) -> list[str]:
        """Return the naming fields, the words and the pinyin of some facts that an FTS expression finds."""
        sql = "SELECT title, name, field, words, topic FROM search WHERE search MATCH ? LIMIT 300"
        return [text for row in self.cursor.execute(sql, (expression,)) for text in row]

    def rows(self, expression: str, conditions: Sequence[Condition], most: int) -> list[Row]:
        """Return the facts, at most so many, that meet all conditions and the expression, if any, likeliest first."""
        conditions = [*conditions, *([Condition("search MATCH ?", (expression,))] if expression else [])]
        where = " AND ".join(condition.sql for condition in conditions) or "1"
        values = [value for condition in conditions for value in condition.values]
        order = f"bm25(search, {', '.join(map(str, WEIGHTS.values()))})" if expression else "search.rowid"
        columns = ", ".join(f"search.{field}" for field in FIELDS)
        sql = f"""SELECT number, kind, id, start_date, end_date, CAST(record ->> '$.value' AS REAL), record ->> '$.qualifier',
            record ->> '$.region', record ->> '$.unit', parts, listed, {columns} FROM search JOIN facts ON number = search.rowid WHERE {where} ORDER BY {order} LIMIT {most}"""  # noqa: E501
        found = self.cursor.execute(sql, values).fetchall()
        return [
            Row._make((*row[:11], dict(zip(FIELDS, (f" {text} " for text in row[11:]), strict=True)))) for row in found
        ]
