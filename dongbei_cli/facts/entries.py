"""The entries of facts.yaml, one class a section: the shape that a curator writes.

Values stand as written (text); `loader` makes entries out of YAML, `checks` proves them against the article and
`database` compiles them into the records of `model`. The JSON Schema of facts.yaml is made from these classes.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from dongbei_cli.model import Attribution, Category, OrganizationType, Qualifier, Speech, Status

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="ASCII kebab case, stable for ever")]
Text = Annotated[str, Meta(min_length=1)]
EdtfDate = Annotated[str, Meta(min_length=4, description="EDTF: 2003, 2003-10, 2023-10-27, 2003/2022, [..2023-11-01]")]
Number = Annotated[
    str, Meta(pattern=r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$", max_length=60, description="an exact decimal, as in 8.5")
]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Url = Annotated[str, Meta(pattern=r"^https?://[^\s]+$")]

WaiverReason = Literal["heading", "image", "metadata"]
Calculation = Literal["sum", "difference", "share", "ratio", "count", "duration", "order"]


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every section's entries have in common: strict keys, and values that never change."""


class Anchor(Entry, frozen=True, kw_only=True):
    """The exact words of the article; `prefix` and `suffix` are the words beside them that make them unique."""

    exact: Text
    prefix: Text | None = None
    suffix: Text | None = None


class Source(Entry, frozen=True, kw_only=True):
    """The article: its file beside facts.yaml, pinned by SHA-256, and what a citation needs."""

    id: Slug
    file: Text
    sha256: Sha256
    title: Text
    title_en: Text
    author: Text
    author_en: Text
    publisher: Text
    publisher_en: Text
    published: EdtfDate
    url: Url


class Term(Entry, frozen=True, kw_only=True):
    """A word of the vocabulary: a topic, an area of policy or a region."""

    slug: Slug
    zh: Text
    en: Text
    aliases: tuple[Text, ...] = ()


class Wording(Entry, frozen=True, kw_only=True):
    """Words that people type for a `term` of the article: who searches for one of them finds what says the term."""

    term: Text
    aliases: Annotated[tuple[Text, ...], Meta(min_length=1)]


class Fact(Entry, frozen=True, kw_only=True):
    """What every fact has: a name for ever, a title, its gloss, its topics and its proof."""

    kind: ClassVar[str]

    id: Slug
    title: Text
    title_en: Text
    topics: Annotated[tuple[Slug, ...], Meta(min_length=1)]
    source: Slug | None = None
    anchors: Annotated[tuple[Anchor, ...], Meta(min_length=1)]
    note: Text | None = None
    note_en: Text | None = None


class Event(Fact, frozen=True, kw_only=True):
    """Something that happened, for the timeline; `date_text` is the article's own wording of the date."""

    kind = "event"

    date: EdtfDate
    date_text: Text
    category: Category
    actors: tuple[Text, ...] = ()
    place: Text | None = None


class Figure(Fact, frozen=True, kw_only=True):
    """A statistic: `value` (and `upper`, of a range) in `unit`, and how the article has it `written`."""

    kind = "figure"

    indicator: Text
    indicator_en: Text
    region: Text | None = None
    period: EdtfDate | None = None
    value: Number
    upper: Number | None = None
    unit: Text
    qualifier: Qualifier
    written: Text


class Quote(Fact, frozen=True, kw_only=True):
    """What a person or a meeting said or wrote: the words are the first anchor, `verb` is how they are reported."""

    kind = "quote"

    text_en: Text
    speaker: Text
    speech: Speech
    verb: Text
    occasion: Text | None = None
    date: EdtfDate | None = None


class Measure(Fact, frozen=True, kw_only=True):
    """A policy measure, put forward at a meeting (`official`) or by an expert (`proposed`)."""

    kind = "measure"

    area: Slug
    status: Status
    proposer: Text
    date: EdtfDate | None = None
    components: tuple[Text, ...] = ()


class Claim(Fact, frozen=True, kw_only=True):
    """What the article asserts in its own voice."""

    kind = "claim"

    attribution: Attribution


class Person(Fact, frozen=True, kw_only=True):
    """Someone the article names, with the role it gives him."""

    kind = "person"

    name: Text
    name_en: Text
    pinyin: Text
    role: Text
    role_en: Text
    affiliation: Text | None = None
    affiliation_en: Text | None = None
    aliases: tuple[Text, ...] = ()


class Organization(Fact, frozen=True, kw_only=True):
    """A body that acts or speaks in the article, its meetings included."""

    kind = "organization"

    name: Text
    name_en: Text
    pinyin: Text
    type: OrganizationType
    aliases: tuple[Text, ...] = ()


class Document(Fact, frozen=True, kw_only=True):
    """A text that the article names or speaks of."""

    kind = "document"

    name: Text
    name_en: Text
    issuer: Text | None = None
    date: EdtfDate | None = None
    aliases: tuple[Text, ...] = ()


class Relation(Entry, frozen=True, kw_only=True):
    """Arithmetic between facts: what `whole` must be if `parts` are right; a discrepancy that holds is declared.

    sum: whole = all parts together. difference: whole = first part - second part. share: whole (in %) = first part /
    second part. ratio: whole = first part / second part. count: whole = how many parts there are. duration: whole (in
    years) = from the first part's date to the second's. order: the parts' dates rise; there is no whole.
    """

    id: Slug
    kind: Calculation
    whole: Slug | None = None
    parts: Annotated[tuple[Slug, ...], Meta(min_length=2)]
    discrepancy: Text | None = None
    discrepancy_en: Text | None = None


class Waiver(Anchor, frozen=True, kw_only=True):
    """A passage that states no fact, and why; in the first article where it names no `source`."""

    source: Slug | None = None
    reason: WaiverReason


FACT_KINDS: tuple[type[Fact], ...] = (Event, Figure, Quote, Measure, Claim, Person, Organization, Document)


class FactBase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of facts.yaml; each section keeps the order of the file."""

    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    topics: Annotated[tuple[Term, ...], Meta(min_length=1)]
    areas: tuple[Term, ...] = ()
    regions: tuple[Term, ...] = ()
    aliases: tuple[Wording, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    measures: tuple[Measure, ...] = ()
    claims: tuple[Claim, ...] = ()
    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    documents: tuple[Document, ...] = ()
    relations: tuple[Relation, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def sections(self) -> Sequence[Sequence[Fact]]:
        """The facts, kind by kind."""
        return (
            self.events, self.figures, self.quotes, self.measures,
            self.claims, self.people, self.organizations, self.documents,
        )  # fmt: skip

    def facts(self) -> Iterator[Fact]:
        """Every fact, section by section."""
        for section in self.sections():
            yield from section
