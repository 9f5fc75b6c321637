"""The search of a base: what it returns; `rank.search` makes it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dongbei_cli import model, store

if TYPE_CHECKING:
    from dongbei_cli.search.query import Question
    from dongbei_cli.store import Connection


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

    def __init__(self, connection: "Connection", ranked: Sequence[Ranked], question: "Question") -> None:
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
