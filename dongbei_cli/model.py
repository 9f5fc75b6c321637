"""The records: what a lookup answers with, one class a kind. Their keys, in order, are the output contract.

Plain classes instead of dataclasses: defining eight of those takes 30 ms, half of what a whole lookup may take.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, ClassVar, Literal, NamedTuple, NoReturn

Category = Literal["meeting", "document", "strategy", "publication", "period", "forecast"]
Qualifier = Literal["exact", "nearly", "over", "about", "under", "range", "ordinal"]
Speech = Literal["direct", "reported", "written"]
Status = Literal["official", "proposed"]
Attribution = Literal["reporter", "standfirst", "heading"]
OrganizationType = Literal["party", "government", "meeting", "research", "media"]
Kind = Literal["event", "figure", "quote", "measure", "claim", "person", "organization", "document"]


class Anchor(NamedTuple):
    """Words of the article that prove a fact; `start`/`end` are code points in its file, end exclusive."""

    exact: str
    prefix: str | None
    suffix: str | None
    paragraph: int
    start: int
    end: int


class Record:
    """What every record holds after its kind's own keys; immutable, equal when all its values are."""

    kind: Kind
    id: str
    title: str
    title_en: str
    topics: tuple[str, ...]
    note: str | None
    note_en: str | None
    excerpt: str
    source: str
    paragraph: int
    start: int
    end: int
    link: str
    anchors: tuple[Anchor, ...]

    KEYS: ClassVar[tuple[str, ...]]
    """Own keys first, then those of every record, `anchors` last."""

    def __init_subclass__(cls) -> None:
        cls.KEYS = (*cls.__annotations__, *(key for key in Record.__annotations__ if key != "KEYS"))

    def __init__(self, values: Iterable[Any]) -> None:
        """Take the values in the order of `KEYS`."""
        self.__dict__.update(zip(self.KEYS, values, strict=True))

    def __setattr__(self, key: str, value: object) -> NoReturn:
        raise AttributeError(f"a record never changes: {key}")

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(self.__dict__.items())

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash((self.kind, self.id))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r}, {self.title!r})"


class Event(Record):
    """Something that happened; `date` is EDTF, `date_text` the article's own wording of it."""

    date: str
    date_text: str
    category: Category
    actors: tuple[str, ...]
    place: str | None
    place_en: str | None


class Figure(Record):
    """A statistic; `value` (and `upper`, of a range) in `unit` as written, `value_si` in `unit_si`."""

    indicator: str
    indicator_en: str
    region: str | None
    region_en: str | None
    period: str | None
    value: Decimal
    upper: Decimal | None
    unit: str
    qualifier: Qualifier
    written: str
    value_si: Decimal
    unit_si: str
    discrepancy: str | None
    discrepancy_en: str | None


class Quote(Record):
    """What a person or a meeting said or wrote; `text` is a quotation only when `speech` is direct."""

    speaker: str
    speaker_en: str
    role: str | None
    role_en: str | None
    affiliation: str | None
    affiliation_en: str | None
    speech: Speech
    verb: str
    text: str
    text_en: str
    occasion: str | None
    date: str | None


class Measure(Record):
    """A policy measure, `official` or `proposed`."""

    area: str
    area_en: str
    status: Status
    proposer: str
    proposer_en: str
    date: str | None
    components: tuple[str, ...]


class Claim(Record):
    """What the article asserts in its own voice."""

    attribution: Attribution


class Person(Record):
    """Someone the article names, with the role it gives him; `quotes` and `measures` count his."""

    name: str
    name_en: str
    pinyin: str
    role: str
    role_en: str
    affiliation: str | None
    affiliation_en: str | None
    quotes: int
    measures: int


class Organization(Record):
    """A body that acts or speaks in the article."""

    name: str
    name_en: str
    pinyin: str
    type: OrganizationType


class Document(Record):
    """A text that the article names."""

    name: str
    name_en: str
    issuer: str | None
    issuer_en: str | None
    date: str | None


KINDS: dict[str, type[Record]] = {
    "event": Event,
    "figure": Figure,
    "quote": Quote,
    "measure": Measure,
    "claim": Claim,
    "person": Person,
    "organization": Organization,
    "document": Document,
}


class Source(NamedTuple):
    """The article as a citation needs it; `file` is beside facts.yaml."""

    id: str
    file: str
    sha256: str
    title: str
    title_en: str
    author: str
    author_en: str
    publisher: str
    publisher_en: str
    published: str
    url: str


class Term(NamedTuple):
    """A word of the vocabulary with the number of facts that use it; `type` is topic, area or region."""

    type: str
    slug: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    facts: int


class Relation(NamedTuple):
    """Arithmetic between facts; `computed` is what the parts give, in the unit of the whole."""

    id: str
    kind: str
    whole: str | None
    parts: tuple[str, ...]
    computed: Decimal | None
    unit: str | None
    discrepancy: str | None
    discrepancy_en: str | None
