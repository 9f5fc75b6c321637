"""The full-text index: what stands where, and which facts to rank. Every SELECT on it stands here.

Phrases are lexemes, of which none is FTS syntax: see `lexemes`.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from sqlite3 import Connection
from typing import NamedTuple

from dongbei_cli.names import pinyin
from dongbei_cli.search.lexemes import BREAK, syllable
from dongbei_cli.search.query import Word
from dongbei_cli.store import Condition

Phrase = tuple[str, ...]

FIELDS = (
    "title", "title_en", "name", "field", "words", "gloss", "topic", "topics", "note", "context", "alias",
    "pinyin", "amount",
)  # fmt: skip
"""The columns of the index, in order."""
WEIGHTS = (8, 8, 10, 6, 4, 4, 3, 1.5, 1, 0.7, 5, 5, 12)
"""What a word found in each of them is worth."""


MOST_READ = 100
"""Facts that are read to tell which characters a word in pinyin stands for."""
OWNED = (1, 1, 1, 1, 1, 1, 0.8, 0.7, 0.7, 0.4, 0.9, 1, 1)
"""How far a word that stands only there belongs to the fact itself."""


NAMING = ("title", "title_en", "name", "field", "topic", "topics", "alias", "pinyin")
"""Columns of short texts, each of which is a word for something."""


class Row(NamedTuple):
    """A fact as the index has it; `texts` are its lexemes, field by field, with a space at either end."""

    number: int
    kind: str
    id: str
    earliest: str | None
    latest: str | None
    value: float | None
    qualifier: str | None
    texts: tuple[str, ...]


@cache
def said(lexeme: str) -> str:
    """How a lexeme is said, if it is a Chinese character."""
    common = pinyin.readings(lexeme).common
    return syllable(common[0]) if common else ""


def matching(phrases: Iterable[Phrase]) -> str:
    """The FTS expression for any of these phrases."""
    return " OR ".join('"' + " ".join(phrase) + '"' for phrase in phrases)


def expression(word: Word) -> str:
    """The FTS expression for a word: any of its phrases, or all its parts."""
    whole = matching(word.phrases)
    return f"({whole} OR ({' AND '.join(matching([part]) for part in word.parts)}))" if word.parts else f"({whole})"


class FullText:
    """The index of a base; what was asked once is kept."""

    def __init__(self, connection: Connection) -> None:
        self.cursor = connection.cursor()
        self.cursor.row_factory = None  # lexemes are not what people see, and hold characters that nobody can
        self.known: dict[Phrase, bool] = {}
        self.size: int = self.cursor.execute("SELECT max(number) FROM facts").fetchone()[0] or 0

    def has(self, phrase: Phrase) -> bool:
        """Whether these lexemes stand somewhere, side by side."""
        if phrase not in self.known:
            sql = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"
            self.known[phrase] = self.cursor.execute(sql, (matching([phrase]),)).fetchone() is not None
        return self.known[phrase]

    def names(self, phrase: Phrase) -> bool:
        """Whether these lexemes are all of a title, a name, a term or an alias."""
        whole = (BREAK, *phrase, BREAK)
        if whole not in self.known:
            sql = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"
            expression = f"{{{' '.join(NAMING)}}} : {matching([whole])}"
            self.known[whole] = self.cursor.execute(sql, (expression,)).fetchone() is not None
        return self.known[whole]

    def spelled(self, syllables: Phrase) -> tuple[Phrase, ...]:
        """The Chinese words of titles, names, topics and terms that are so said, the commonest first."""
        sql = f"SELECT title, name, field, words, topic, alias FROM search WHERE search MATCH ? LIMIT {MOST_READ}"
        texts = " ".join(text for row in self.cursor.execute(sql, (matching([syllables]),)) for text in row).split()
        size = len(syllables)
        windows = (tuple(texts[at : at + size]) for at in range(len(texts) - size + 1))
        found = [window for window in windows if tuple(map(said, window)) == syllables]
        return tuple(sorted(dict.fromkeys(found), key=lambda window: -found.count(window)))

    def differing(self, phrase: Phrase, at: int) -> tuple[Phrase, ...]:
        """The names and terms that are this phrase but for one place, the commonest first."""
        sides = matching([phrase[:at]] if at else []), matching([phrase[at + 1 :]] if at + 1 < len(phrase) else [])
        columns = ", ".join(NAMING)
        sql = f"SELECT {columns} FROM search WHERE search MATCH ? LIMIT {MOST_READ}"
        rows = self.cursor.execute(sql, (f"{{{' '.join(NAMING)}}} : ({' AND '.join(filter(None, sides))})",))
        names = [tuple(name.split()) for row in rows for text in row for name in text.split(BREAK)]
        found = [name for name in names if (*name[:at], phrase[at], *name[at + 1 :]) == phrase]
        return tuple(sorted(dict.fromkeys(found), key=lambda name: -found.count(name)))

    def glosses(self, most: int) -> list[str]:
        """The English titles of the first facts of the base."""
        return [title for (title,) in self.cursor.execute("SELECT record ->> '$.title_en' FROM facts LIMIT ?", (most,))]

    def count(self, expression: str) -> int:
        """How many facts an FTS expression finds."""
        sql = "SELECT count(*) FROM search WHERE search MATCH ?"
        return int(self.cursor.execute(sql, (expression,)).fetchone()[0])

    def rows(self, expression: str, conditions: Sequence[Condition], most: int, ranked: bool = True) -> list[Row]:
        """The facts that meet the expression (if any) and all conditions, likeliest first, at most so many.

        Without an expression, or not `ranked`, the first of the base.
        """
        conditions = [*conditions, *([Condition("search MATCH ?", (expression,))] if expression else [])]
        where = " AND ".join(condition.sql for condition in conditions) or "1"
        values = [value for condition in conditions for value in condition.values]
        order = f"bm25(search, {', '.join(map(str, WEIGHTS))})" if expression and ranked else "search.rowid"
        columns = ", ".join(f"search.{field}" for field in FIELDS)
        sql = f"""SELECT number, kind, id, start_date, end_date, record ->> '$.value', record ->> '$.qualifier',
            {columns} FROM search JOIN facts ON number = search.rowid
            WHERE {where} ORDER BY {order} LIMIT {most}"""
        rows = self.cursor.execute(sql, values).fetchall()
        return [Row._make((*row[:7], tuple(f" {text} " for text in row[7:]))) for row in rows]


def found_or_dated(word: Word, earliest: str | None, latest: str | None) -> Condition:
    """The fact says the word, or its date begins or ends on one of these days; one around them says nothing of them."""
    sql = """(search.rowid IN (SELECT rowid FROM search WHERE search MATCH ?) OR search.rowid IN (
        SELECT number FROM facts WHERE start_date BETWEEN ? AND ? OR end_date BETWEEN ? AND ?))"""
    low, high = earliest or "0000", latest or "9999"
    return Condition(sql, (expression(word), low, high, low, high))
