"""The entries of a facts.yaml kept on disk while it is compiled, so that a base may be larger than the memory.

They stand in a temporary database of their own, which the system removes when the process ends, however it ends.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar, cast, overload

import msgspec

from dongbei_cli import database, yamlnodes
from dongbei_cli.database import Connection
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile, digest
from dongbei_cli.problems import Place
from dongbei_cli.readings.article import Article

T = TypeVar("T")

SCHEMA = """
CREATE TABLE entries (
    number INTEGER PRIMARY KEY, section TEXT, id TEXT, name TEXT, line INTEGER, place INTEGER, entry BLOB
);
CREATE TABLE nodes (number INTEGER PRIMARY KEY, node BLOB);
CREATE TABLE articles (source TEXT PRIMARY KEY, sha256 TEXT, text TEXT);
CREATE TABLE words (word TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID;
"""
INDICES = """
CREATE INDEX entries_by_id ON entries (id, number) WHERE id IS NOT NULL;
CREATE INDEX entries_by_name ON entries (name, number) WHERE name IS NOT NULL;
"""
SECTIONS = entries.FactBase.__struct_fields__
NAMED = ("people", "organizations")
SOURCE = "id = ? AND section = 'sources' ORDER BY number"
FACT = "id = ? AND section NOT IN ('sources', 'relations') ORDER BY number"
PARTY = "name = ? ORDER BY number"
BATCH = 256
ARTICLES_KEPT = 64
ENTRIES_KEPT = 4 * BATCH
"""Entries that can be asked for their place: those read last."""


class Kept(NamedTuple):
    """An entry that was read, and which one it is."""

    entry: entries.Entry
    number: int
    line: int
    column: int


class Range(NamedTuple):
    """The class and the numbers of the entries of a section, first and last."""

    of: type[entries.Entry]
    first: int
    last: int


NOTHING = Range(entries.Entry, 1, 0)


class Ledger:
    """The entries by section and number, in the order of the file; they are written once, then read many times."""

    def __init__(self) -> None:
        self.connection: Connection = database.scratch(SCHEMA)
        self.ranges: dict[str, Range] = {}
        self.count = 0
        self.kept: dict[int, Kept] = {}

    def keep(self, section: str, entry: entries.Entry, node: yamlnodes.Mapping) -> None:
        """Write down an entry, its place and those of its fields; the entries of a section come together."""
        self.count += 1
        first = self.ranges[section].first if section in self.ranges else self.count
        self.ranges[section] = Range(type(entry), first, self.count)
        name = getattr(entry, "name", None) if section in NAMED else None
        row = (section, getattr(entry, "id", None), name, node.line, node.column, msgspec.msgpack.encode(entry))
        self.connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", (self.count, *row))
        self.connection.execute("INSERT INTO nodes VALUES (?, ?)", (self.count, msgspec.msgpack.encode(node)))

    def keep_article(self, source: str, data: bytes) -> None:
        """Write down the text that a source cites; of two sources with one id, the later."""
        row = (source, digest(data), data.decode())
        self.connection.execute("INSERT OR REPLACE INTO articles VALUES (?, ?, ?)", row)

    def file(self, name: str) -> FactFile:
        """All that was written down, as the checks and the compiler read it."""
        self.connection.executescript(INDICES)
        return LedgerFile(name, self)

    def read(self, wanted: Range) -> Iterator[Any]:
        """The entries of one class from one number to another."""
        decode = decoder(wanted.of)
        sql = "SELECT entry, number, line, place FROM entries WHERE number BETWEEN ? AND ? ORDER BY number"
        for low in range(wanted.first, wanted.last + 1, BATCH):
            rows = self.connection.execute(sql, (low, min(low + BATCH - 1, wanted.last))).fetchall()
            for entry, *place in rows:
                yield self.remembered(Kept(decode(entry), *place))

    def find(self, where: str, values: Sequence[str]) -> Any:
        """The first entry that meets a condition; None where there is none."""
        sql = f"SELECT section, entry, number, line, place FROM entries WHERE {where} LIMIT 1"
        row = self.connection.execute(sql, values).fetchone()
        return row and self.remembered(Kept(decoder(self.ranges[row[0]].of)(row[1]), *row[2:]))

    def remembered(self, kept: Kept) -> entries.Entry:
        """The entry, which can be asked for its place until many others have been read."""
        if len(self.kept) >= ENTRIES_KEPT:
            del self.kept[next(iter(self.kept))]
        self.kept[id(kept.entry)] = kept
        return kept.entry

    def node(self, number: int) -> yamlnodes.Value:
        """The node that an entry was made from."""
        blob = self.connection.execute("SELECT node FROM nodes WHERE number = ?", (number,)).fetchone()[0]
        return revived(msgspec.msgpack.decode(blob))

    def words(self) -> MutableMapping[str, int]:
        """An empty mapping; there is one at a time."""
        self.connection.execute("DELETE FROM words")
        return Words(self.connection)


@lru_cache
def decoder(cls: type[entries.Entry]) -> Callable[[bytes], entries.Entry]:
    """What makes entries out of bytes."""
    return msgspec.msgpack.Decoder(cls).decode


def revived(value: Any) -> yamlnodes.Value:
    """A node out of the lists that it was written down as."""
    content, *rest = value
    if isinstance(content, str):
        return yamlnodes.Scalar(content, *rest)
    if isinstance(content, list):
        return yamlnodes.Sequence([revived(item) for item in content], *rest)
    keys = {key: tuple(place) for key, place in rest[0].items()}
    return yamlnodes.Mapping({key: revived(item) for key, item in content.items()}, keys, *rest[1:])


class Section(Sequence[T]):
    """The entries of one section, read anew each time."""

    def __init__(self, ledger: Ledger, section: str) -> None:
        self.ledger = ledger
        self.range = ledger.ranges.get(section, NOTHING)

    def __len__(self) -> int:
        return self.range.last - self.range.first + 1

    def __iter__(self) -> Iterator[T]:
        return self.ledger.read(self.range)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: Any) -> Any:
        """One entry, or a slice of them as a list."""
        numbers = range(self.range.first, self.range.last + 1)[index]
        if isinstance(numbers, int):
            return next(self.ledger.read(Range(self.range.of, numbers, numbers)))
        return [self[number - self.range.first] for number in numbers]


class Words(MutableMapping[str, int]):
    """Words and the lines where they stand, on disk."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def __getitem__(self, word: str) -> int:
        row = self.connection.execute("SELECT line FROM words WHERE word = ?", (word,)).fetchone()
        if row is None:
            raise KeyError(word)
        return int(row[0])

    def __setitem__(self, word: str, line: int) -> None:
        self.connection.execute("INSERT OR REPLACE INTO words VALUES (?, ?)", (word, line))

    def __delitem__(self, word: str) -> None:
        self.connection.execute("DELETE FROM words WHERE word = ?", (word,))

    def __iter__(self) -> Iterator[str]:
        return (word for (word,) in self.connection.execute("SELECT word FROM words ORDER BY word"))

    def __len__(self) -> int:
        return int(self.connection.execute("SELECT count(*) FROM words").fetchone()[0])


class Found(Mapping[str, T]):
    """What a function finds by a word; the last ones found are kept."""

    def __init__(self, find: Callable[[str], T | None], words: Callable[[], Iterable[str]], most: int = BATCH) -> None:
        self.find, self.words = lru_cache(most)(find), words

    def __getitem__(self, word: str) -> T:
        found = self.find(word)
        if found is None:
            raise KeyError(word)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(self.words()))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class LedgerFile(FactFile):
    """A facts.yaml whose entries are on disk; one can be asked for its place while it is being looked at."""

    def __init__(self, name: str, ledger: Ledger) -> None:
        self.ledger = ledger
        sections = {section: cast("tuple[Any, ...]", Section(ledger, section)) for section in SECTIONS}
        articles = Found(self.text, self.cited, ARTICLES_KEPT)
        super().__init__(name, entries.FactBase(**sections), {}, articles, Found(self.pin, self.cited))

    def place(self, entry: entries.Entry, *path: str | int) -> Place:
        """Where a value of an entry that was read last stands."""
        kept = self.ledger.kept[id(entry)]
        spot = yamlnodes.at(self.ledger.node(kept.number), *path) if path else (kept.line, kept.column)
        return Place(self.name, *spot)

    def words(self) -> MutableMapping[str, int]:
        """A mapping on disk."""
        return self.ledger.words()

    @cached_property
    def sources_by_id(self) -> Mapping[str, entries.Source]:
        """Every source by its id."""
        return Found(lambda word: self.ledger.find(SOURCE, (word,)), lambda: (one.id for one in self.base.sources))

    @cached_property
    def facts_by_id(self) -> Mapping[str, entries.Fact]:
        """Every fact by its id."""
        return Found(lambda word: self.ledger.find(FACT, (word,)), lambda: (one.id for one in self.base.facts()))

    @cached_property
    def names(self) -> Mapping[str, entries.Person | entries.Organization]:
        """Every person and organisation by name."""
        parties = (self.base.people, self.base.organizations)
        return Found(
            lambda word: self.ledger.find(PARTY, (word,)), lambda: (one.name for each in parties for one in each)
        )

    def cited(self) -> Iterator[str]:
        """The ids of the sources."""
        return (source.id for source in self.base.sources)

    def text(self, source: str) -> Article | None:
        """The article of a source."""
        row = self.ledger.connection.execute("SELECT text FROM articles WHERE source = ?", (source,)).fetchone()
        return row and Article(row[0])

    def pin(self, source: str) -> str | None:
        """The SHA-256 of the bytes of an article."""
        row = self.ledger.connection.execute("SELECT sha256 FROM articles WHERE source = ?", (source,)).fetchone()
        return row and str(row[0])
