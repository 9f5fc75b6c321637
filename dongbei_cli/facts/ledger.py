"""The entries of a facts.yaml kept on disk while it is compiled, so that a base may be larger than the memory.

They stand in a temporary database of their own, which the system removes when the process ends, however it ends.
"""

from collections import deque
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


Kept = tuple[int, int, int]
"""Number, line and column of an entry that was read."""


class Range(NamedTuple):
    """The class and the numbers of the entries of a section, first and last."""

    of: type[entries.Entry]
    first: int
    last: int


NOTHING = Range(entries.Entry, 1, 0)


class Remembered:
    """Entries that were read last, by identity: where they stand can be asked until many others have been read."""

    def __init__(self) -> None:
        self.groups: deque[Sequence[entries.Entry]] = deque()
        self.kept: dict[int, Kept] = {}

    def add(self, group: Sequence[entries.Entry], kept: Iterable[Kept]) -> None:
        """Remember some entries; as long as they are remembered they exist, and no other has their identity."""
        while self.groups and len(self.kept) + len(group) > ENTRIES_KEPT:
            for entry in self.groups.popleft():
                del self.kept[id(entry)]
        self.groups.append(group)
        self.kept.update(zip(map(id, group), kept, strict=True))


class Ledger:
    """The entries by section and number, in the order of the file; they are written once, then read many times."""

    def __init__(self) -> None:
        self.connection: Connection = database.scratch(SCHEMA)
        self.ranges: dict[str, Range] = {}
        self.count = 0
        self.rows: list[tuple[Any, ...]] = []
        self.nodes: list[tuple[int, bytes]] = []
        self.walked, self.found = Remembered(), Remembered()
        self.encode = msgspec.msgpack.Encoder().encode

    def keep(self, section: str, entry: entries.Entry, node: yamlnodes.Mapping) -> None:
        """Write down an entry, its place and those of its fields; the entries of a section come together."""
        self.count += 1
        first = self.ranges[section].first if section in self.ranges else self.count
        self.ranges[section] = Range(type(entry), first, self.count)
        name = getattr(entry, "name", None) if section in NAMED else None
        row = (section, getattr(entry, "id", None), name, node.line, node.column, self.encode(entry))
        self.rows.append((self.count, *row))
        self.nodes.append((self.count, self.encode(node)))
        if len(self.rows) == BATCH:
            self.flush()

    def flush(self) -> None:
        """Write to the database what waits."""
        self.connection.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", self.rows)
        self.connection.executemany("INSERT INTO nodes VALUES (?, ?)", self.nodes)
        self.rows.clear()
        self.nodes.clear()

    def keep_article(self, source: str, data: bytes) -> None:
        """Write down the text that a source cites; of two sources with one id, the later."""
        row = (source, digest(data), data.decode())
        self.connection.execute("INSERT OR REPLACE INTO articles VALUES (?, ?, ?)", row)

    def file(self, name: str) -> FactFile:
        """All that was written down, as the checks and the compiler read it."""
        self.flush()
        self.connection.executescript(INDICES)
        return LedgerFile(name, self)

    def read(self, wanted: Range) -> Iterator[Any]:
        """The entries of one class from one number to another."""
        decode = decoder(wanted.of)
        sql = "SELECT entry, number, line, place FROM entries WHERE number BETWEEN ? AND ? ORDER BY number"
        for low in range(wanted.first, wanted.last + 1, BATCH):
            rows = self.connection.execute(sql, (low, min(low + BATCH - 1, wanted.last))).fetchall()
            group = [decode(row[0]) for row in rows]
            self.walked.add(group, (row[1:] for row in rows))
            yield from group

    def find(self, where: str, values: Sequence[str]) -> Any:
        """The first entry that meets a condition; None where there is none."""
        sql = f"SELECT section, entry, number, line, place FROM entries WHERE {where} LIMIT 1"
        row = self.connection.execute(sql, values).fetchone()
        if row is None:
            return None
        entry = decoder(self.ranges[row[0]].of)(row[1])
        self.found.add((entry,), (row[2:],))
        return entry

    def kept(self, entry: entries.Entry) -> Kept:
        """Where an entry stands that was read last."""
        return self.walked.kept.get(id(entry)) or self.found.kept[id(entry)]

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
        number, *spot = self.ledger.kept(entry)
        return Place(self.name, *(yamlnodes.at(self.ledger.node(number), *path) if path else spot))

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
