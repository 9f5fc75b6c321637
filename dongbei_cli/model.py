"""The kinds of record, each with its fields: name, type, origin, labels and description, declared here once.

Loader, JSON Schemas, database, keys of JSON and CSV, labels and data package follow from them. Dates are EDTF (ISO
8601-2), positions are code points in the file of the article, end exclusive. Plain classes, since dataclasses take 30
ms to define, half of what a lookup may take.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar, Literal, NamedTuple, NoReturn, Self, get_args, get_origin

from dongbei_cli.readings import rows

Qualifier = Literal["exact", "nearly", "over", "about", "under", "range", "ordinal"]
Speech = Literal["direct", "reported", "written"]
Nature = Literal["statement", "emphasis"]
Status = Literal["official", "proposed"]
Attribution = Literal["reporter", "standfirst", "heading"]
Kind = Literal["event", "figure", "quote", "measure", "claim", "person", "organization", "document"]
Calculation = Literal["sum", "difference", "share", "ratio", "count", "duration", "order"]
CATEGORIES = (
    "meeting", "document", "strategy", "publication", "period", "forecast", "opening", "appointment", "agreement",
    "visit", "interview",
)  # fmt: skip
"""The categories of events that have a name in both languages; a base may use others."""
WaiverReason = Literal["heading", "image", "metadata", "misread"]

REQUIRED: Any = object()  # default of a field that each record must have


class Field(NamedTuple):
    """A field of a kind of record.

    `form` says what text it takes beyond its type: text, slug, edtf, number, url or sha256. `written` fields stand in
    facts.yaml, the others are derived. `shown` fields are keys of JSON and CSV. `tag` names the filter that finds
    records by this field, `least` how many members a list must have. What follows is read off the annotation.
    """

    zh: str
    en: str
    description: str
    form: str = "text"
    default: Any = REQUIRED
    written: bool = True
    shown: bool = True
    tag: str = ""
    least: int = 1
    name: str = ""
    type: Any = None
    optional: bool = False
    several: bool = False
    decimal: bool = False
    whole: bool = False
    mapping: bool = False
    choices: tuple[str, ...] = ()

    def read(self, value: Any) -> Any:
        """The value of the field out of its JSON."""
        if self.decimal and value is not None:
            return Decimal(value)
        if isinstance(value, list):
            return tuple(Anchor.read(each) if isinstance(each, dict) else each for each in value)
        return value


field: Any = Field
"""A field that the curator writes; its name and type are those of the attribute that it is the value of."""


def derived(zh: str, en: str, description: str) -> Any:
    """A field that follows from the others, from the article or from the base."""
    return Field(zh, en, description, default=None, written=False)


class Entry:
    """A record of the base: immutable, equal to another when all values are; `fields` are declared as annotations."""

    FIELDS: ClassVar[Mapping[str, Field]] = {}
    KEYS: ClassVar[tuple[str, ...]] = ()
    """The names of the shown fields, in the order of JSON: a kind's own before those of every record."""

    def __init_subclass__(cls) -> None:
        declared = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}
        own = {}
        for name, value in declared.items():
            kind: Any = cls.__annotations__[name]
            parts = (kind, *get_args(kind))
            found = {get_origin(part) or part for part in parts}
            words = next((get_args(part) for part in parts if get_origin(part) is Literal), ())
            own[name] = value._replace(
                name=name, type=kind, optional=type(None) in found, several=get_origin(kind) is tuple,
                decimal=Decimal in found, whole=int in found, mapping=dict in found, choices=words,
            )  # fmt: skip
        cls.FIELDS = own | {name: field for name, field in cls.FIELDS.items() if name not in own}
        cls.KEYS = tuple(name for name, field in cls.FIELDS.items() if field.shown)

    def __init__(self, **values: Any) -> None:
        """Take the values by name; a field that is not given has its default."""
        for name, field in self.FIELDS.items():
            if name not in values and field.default is REQUIRED:
                raise TypeError(f"{type(self).__name__} needs {name}")
        self.__dict__.update({name: values.get(name, field.default) for name, field in self.FIELDS.items()})

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Self:
        """The record out of its JSON."""
        record = object.__new__(cls)
        record.__dict__.update(
            {name: field.read(values[name]) if field.shown else field.default for name, field in cls.FIELDS.items()}
        )
        return record

    def replace(self, **values: Any) -> Self:
        """The record with other values of some fields."""
        return type(self)(**{**self.__dict__, **values})

    def __setattr__(self, key: str, value: object) -> NoReturn:
        raise AttributeError(f"a record never changes: {key}")

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return ((key, self.__dict__[key]) for key in self.KEYS)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash((type(self), self.__dict__.get("id"), self.__dict__.get("exact"), self.__dict__.get("slug")))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{key}={value!r}' for key, value in list(self)[:4])})"


class Anchor(Entry):
    """Words of the article that prove a fact."""

    exact: str = field("原文", "Words", "Words of the article, code point for code point (W3C TextQuoteSelector).")
    prefix: str | None = field("前文", "Before", "Words before it that make it unique in the article.", default=None)
    suffix: str | None = field("后文", "After", "Words after it that make it unique in the article.", default=None)
    paragraph: int = derived("段", "Paragraph", "Which line of the file that is not blank, counted from 1.")
    start: int = derived("起", "Start", "Where the words begin in the file of the source, in code points from 0.")
    end: int = derived("止", "End", "Where the words end in the file of the source, in code points, exclusive.")


class Record(Entry):
    """A fact: what every kind of record has beside its own fields."""

    kind: Kind = derived("类别", "Kind", "Kind of fact.")
    id: str = field("编号", "Id", "Name that never changes.", form="slug")
    title: str = field("标题", "Title", "What the fact is, in Chinese.")
    title_en: str = field("英文标题", "Title in English", "What the fact is, in English.")
    topics: tuple[str, ...] = field("主题", "Topics", "Slugs of topics, the main one first.", form="slug", tag="topic")
    note: str | None = field("注", "Note", "What a reader should know of the wording.", default=None)
    note_en: str | None = field("英文注", "Note in English", "The note in English.", default=None)
    excerpt: str = derived("原文", "Words", "The words that prove the fact, code point for code point.")
    source: str = field("文章", "Article", "Id of the article, or the first.", form="slug", default=None)
    paragraph: int = derived("行段", "Line", "Which line of the file that is not blank, counted from 1.")
    body_paragraph: int | None = derived(
        "段", "Paragraph", "Paragraph of the text as printed, from the standfirst on; null in title, head and headings."
    )
    start: int = derived("起", "Start", "Where the words begin in the file of the source, in code points from 0.")
    end: int = derived("止", "End", "Where the words end in the file of the source, in code points, exclusive.")
    link: str = derived("链接", "Link", "Address of the article with a text fragment that leads to the words.")
    curated: dict[str, str] | None = field(
        "整理者认定", "Curator's word", "Fields that only the curator knows, each with how.", "reasons", default=None
    )
    proof: dict[str, Any] | None = derived(
        "证明", "Proof", "Which fields are derived, which curated; null if unproved."
    )
    anchors: tuple[Anchor, ...] = field("出处", "Anchors", "Every passage that proves the fact, the main one first.")

    SECTION: ClassVar[str]
    """The section of facts.yaml that holds the records of a kind."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.kind = cls.__name__.lower()  # type: ignore[assignment]

    def __init__(self, **values: Any) -> None:
        """Take the values by name; the kind is that of the class."""
        super().__init__(**{**values, "kind": type(self).kind})

    @property
    def when(self) -> str | None:
        """The date or period; None where there is neither."""
        date: str | None = self.__dict__.get("date") or self.__dict__.get("period")
        return date


FIRST_DAY = derived("起始日", "First day", "First day of the date or period (ISO 8601); null where it is open.")
LAST_DAY = derived("截止日", "Last day", "Last day of the date or period (ISO 8601); null where it is open.")
QUOTES = derived("言论数", "Quotes", "How many statements by that name the article holds.")
MEASURES = derived("建议数", "Measures", "How many measures that name puts forward.")


class Event(Record):
    """Something that happened, for the timeline."""

    SECTION = "events"

    date: str = field("日期", "Date", "Date in EDTF (ISO 8601-2).", form="edtf")
    start_date: str | None = FIRST_DAY
    end_date: str | None = LAST_DAY
    date_text: str = field("原文时间用语", "Date as written", "The article's own wording of the date.")
    category: str = field("类别", "Category", "Sort of event: meeting, opening ...", form="slug", tag="category")
    actors: tuple[str, ...] = field("参与者", "Actors", "Who acts.", default=())
    place: str | None = field("地点", "Place", "Where it happened.", default=None, tag="region")
    place_en: str | None = derived("英文地点", "Place in English", "The place in English.")


class Figure(Record):
    """A statistic: a number in its unit as written, for a region and a period."""

    SECTION = "figures"

    indicator: str = field("指标", "Indicator", "What is measured.")
    indicator_en: str = field("英文指标", "Indicator in English", "What is measured, in English.")
    region: str | None = field("地区", "Region", "Region that the figure is for.", default=None, tag="region")
    region_en: str | None = derived("英文地区", "Region in English", "The region in English.")
    period: str | None = field("时期", "Period", "Period in EDTF (ISO 8601-2).", form="edtf", default=None)
    start_date: str | None = FIRST_DAY
    end_date: str | None = LAST_DAY
    value: Decimal = field("数值", "Value", "The number in its unit as written.", form="number")
    upper: Decimal | None = field("上限", "Upper end", "Upper end of a range.", form="number", default=None)
    unit: str = field("单位", "Unit", "Unit as written.")
    qualifier: Qualifier = field("精确程度", "Precision", "How exact the number is; an ordinal is no amount.")
    written: str = field("原文写法", "As written", "The number in the article's words.")
    value_si: Decimal = derived("换算", "In base units", "The number in unit_si.")
    unit_si: str = derived("基本单位", "Base unit", "The base unit: no scale such as 亿.")
    total_of: tuple[str, ...] = derived("合计自", "Total of", "Ids of the figures of which this is the stated sum.")
    discrepancy: str | None = derived("原文矛盾", "Contradiction", "Where the article contradicts itself.")
    discrepancy_en: str | None = derived("英文原文矛盾", "Contradiction in English", "The contradiction in English.")


class Quote(Record):
    """What a person or a meeting said or wrote; `text` is a quotation only when `speech` is direct."""

    SECTION = "quotes"

    speaker: str = field("说话人", "Speaker", "Who says it.", tag="speaker")
    speaker_en: str = derived("英文说话人", "Speaker in English", "The speaker in English.")
    role: str | None = derived("职务", "Role", "Role of the speaker as the article states it.")
    role_en: str | None = derived("英文职务", "Role in English", "The role in English.")
    affiliation: str | None = derived("单位", "Affiliation", "The body that the speaker belongs to.")
    affiliation_en: str | None = derived("英文单位", "Affiliation in English", "The affiliation in English.")
    speech: Speech = field(
        "方式", "Speech", "The speaker's words (direct), the article's (reported), or a text (written).", tag="speech"
    )
    nature: Nature | None = field("陈述性质", "Nature", "Whether a body states something or stresses it.", default=None)
    verb: str = field("用词", "Verb", "The article's verb for the saying.")
    verb_en: str | None = field("英文用词", "Verb in English", "The verb in English.", default=None)
    text: str = derived("内容", "Statement", "The words of the article; a quotation only where speech is direct.")
    text_en: str = field("英文内容", "Statement in English", "The words in English.")
    occasion: str | None = field("场合", "Occasion", "On what occasion it was said.", default=None)
    occasion_en: str | None = field("英文场合", "Occasion in English", "The occasion in English.", default=None)
    date: str | None = field("日期", "Date", "Date in EDTF (ISO 8601-2).", form="edtf", default=None)
    start_date: str | None = FIRST_DAY
    end_date: str | None = LAST_DAY


class Measure(Record):
    """A policy measure, put forward at a meeting (`official`) or by an expert (`proposed`)."""

    SECTION = "measures"

    area: str = field("领域", "Area", "Area of policy.", form="slug", tag="area")
    area_en: str = derived("英文领域", "Area in English", "The area in English.")
    status: Status = field("性质", "Status", "Put forward at a meeting (official), or by an expert.", tag="status")
    proposer: str = field("提出者", "By", "Who puts the measure forward.", tag="proposer")
    proposer_en: str = derived("英文提出者", "By, in English", "The proposer in English.")
    date: str | None = field("日期", "Date", "Date in EDTF (ISO 8601-2).", form="edtf", default=None)
    start_date: str | None = FIRST_DAY
    end_date: str | None = LAST_DAY
    components: tuple[str, ...] = field("包括", "Includes", "The parts of a measure that has several.", default=())
    components_en: tuple[str, ...] = field("英文包括", "Includes, in English", "The parts in English.", default=())


class Claim(Record):
    """What the article asserts in its own voice."""

    SECTION = "claims"

    attribution: Attribution = field("出自", "Said by", "In whose voice the article says so.")
    text_en: str | None = field("英文内容", "Statement in English", "The words in English.", default=None)


class Person(Record):
    """Someone whom the article names, with the role that it gives; `quotes` and `measures` count theirs."""

    SECTION = "people"

    name: str = field("姓名", "Name", "Name as the article gives it.")
    name_en: str = field("英文姓名", "Name in English", "Name in English.")
    pinyin: str = field("拼音", "Pinyin", "Name in Hanyu Pinyin.")
    role: str = field("职务", "Role", "Role as the article states it.")
    role_en: str = field("英文职务", "Role in English", "The role in English.")
    affiliation: str | None = field("单位", "Affiliation", "The body that the person belongs to.", default=None)
    affiliation_en: str | None = field("英文单位", "Affiliation in English", "The body in English.", default=None)
    aliases: tuple[str, ...] = field("别名", "Aliases", "What else people type.", default=(), shown=False)
    quotes: int = QUOTES
    measures: int = MEASURES


class Organization(Record):
    """A body that acts or speaks in the article, its meetings included; `quotes` and `measures` count theirs."""

    SECTION = "organizations"

    name: str = field("名称", "Name", "Name as the article gives it.")
    name_en: str = field("英文名称", "Name in English", "Name in English.")
    pinyin: str = field("拼音", "Pinyin", "Name in Hanyu Pinyin.")
    type: str = field("类型", "Type", "Sort of body: government, company, university, or any other.", form="slug")
    aliases: tuple[str, ...] = field("别名", "Aliases", "What else people type.", default=(), shown=False)
    quotes: int = QUOTES
    measures: int = MEASURES


class Document(Record):
    """A text that the article names or speaks of."""

    SECTION = "documents"

    name: str = field("名称", "Name", "Name as the article gives it.")
    name_en: str = field("英文名称", "Name in English", "Name in English.")
    issuer: str | None = field("发文者", "Issuer", "Who issued the document.", default=None)
    issuer_en: str | None = derived("英文发文者", "Issuer in English", "The issuer in English.")
    date: str | None = field("日期", "Date", "Date in EDTF (ISO 8601-2).", form="edtf", default=None)
    start_date: str | None = FIRST_DAY
    end_date: str | None = LAST_DAY
    aliases: tuple[str, ...] = field("别名", "Aliases", "What else people type.", default=(), shown=False)


class Source(Entry):
    """The article as a citation needs it."""

    id: str = field("编号", "Id", "Name that never changes.", form="slug")
    file: str = field("文件", "File", "Name of the file that holds the article, beside facts.yaml.")
    sha256: str = field("校验", "SHA-256", "SHA-256 of the file.", form="sha256")
    title: str = field("标题", "Title", "Title of the article.")
    title_en: str = field("英文标题", "Title in English", "Title of the article in English.")
    author: str = field("作者", "Author", "Who wrote the article.")
    author_en: str = field("英文作者", "Author in English", "Who wrote the article, in English.")
    publisher: str = field("发布者", "Publisher", "Who published the article.")
    publisher_en: str = field("英文发布者", "Publisher in English", "Who published the article, in English.")
    published: str = field("发布时间", "Published", "When the article appeared (ISO 8601).", form="edtf")
    url: str = field("网址", "Address", "Address of the article.", form="url")

    @property
    def authors(self) -> list[str]:
        """The names of those who wrote the article."""
        return [name for name in re.split("[、，,；; ]+", self.author) if name]


class Term(Entry):
    """A word of the vocabulary; `facts` counts the facts that use it."""

    type: Literal["topic", "area", "region"] = derived("类别", "Sort", "What the word is: topic, area or region.")
    slug: str = field("代号", "Slug", "Name of the term in Latin letters.", form="slug")
    zh: str = field("中文", "Chinese", "The term in Chinese.")
    en: str = field("英文", "English", "The term in English.")
    aliases: tuple[str, ...] = field("别名", "Aliases", "Other words for the term.", default=())
    facts: int = derived("事实数", "Facts", "How many facts use the term.")


class Relation(Entry):
    """Arithmetic between facts: what `whole` must be if `parts` are right; a discrepancy that holds is declared.

    sum: whole = all parts together. difference: whole = first part - second part. share: whole (in %) = first part /
    second part. ratio: whole = first part / second part. count: whole = how many parts there are. duration: whole (in
    years) = from the first part's date to the second's. order: the parts' dates rise; there is no whole.
    """

    id: str = field("编号", "Id", "Name that never changes.", form="slug")
    kind: Calculation = field("运算", "Calculation", "What is computed: sum, share, count, duration, order ...")
    whole: str | None = field("整体", "Whole", "Id of the figure that the parts give.", form="slug", default=None)
    parts: tuple[str, ...] = field("各项", "Parts", "Ids of the parts, in order.", form="slug", least=2)
    computed: Decimal | None = derived("计算所得", "Computed", "What the parts give, in the unit of the whole.")
    unit: str | None = derived("单位", "Unit", "Unit of the computed value.")
    discrepancy: str | None = field("原文矛盾", "Contradiction", "Where the article contradicts itself.", default=None)
    discrepancy_en: str | None = field(
        "英文原文矛盾", "Contradiction in English", "The contradiction in English.", default=None
    )


class Waiver(Entry):
    """A passage that states no fact, and why."""

    source: str | None = field("文章", "Article", "Id of the article, or the first.", form="slug", default=None)
    exact: str = field("原文", "Words", "Words of the article, code point for code point.")
    prefix: str | None = field("前文", "Before", "Words before it that make it unique.", default=None)
    suffix: str | None = field("后文", "After", "Words after it that make it unique.", default=None)
    reason: WaiverReason = field("理由", "Reason", "Why it states no fact.")


class Passage(Entry):
    """A piece of the article with the facts that claim any of it."""

    source: str = derived("文章", "Article", "Id of the article.")
    paragraph: int | None = derived("行段", "Line", "Which line that is not blank; null between lines.")
    start: int = derived("起", "Start", "Where the piece begins, in code points from 0.")
    end: int = derived("止", "End", "Where the piece ends, in code points, exclusive.")
    text: str = derived("原文", "Words", "The words of the piece.")
    facts: tuple[str, ...] = derived("事实", "Facts", "Ids of the facts that claim any of it.")
    waiver: str | None = derived("免责", "Waiver", "Why any of it is waived, if it is.")


class Segment(Passage):
    """A piece of the article that one set of facts claims throughout; put together the pieces are the article."""


class Sentence(Passage):
    """A sentence with the facts that claim any of it."""

    sentence: int = derived("句", "Sentence", "Which sentence of the article, counted from 1.")
    unclaimed: tuple[str, ...] = derived("未覆盖", "Unclaimed", "Its passages that lack a record.")
    faults: tuple[str, ...] = derived("缺陷", "Faults", "Why each of them lacks a record.")


Sentence.KEYS = ("source", "paragraph", "sentence", *Passage.KEYS[2:], "unclaimed", "faults")


KINDS: dict[str, type[Record]] = {
    cls.kind: cls for cls in (Event, Figure, Quote, Measure, Claim, Person, Organization, Document)
}
DATED = (Event, Figure, Quote, Measure, Document)  # the kinds that have a date or a period
SECTIONS: dict[str, type[Entry]] = {
    "sources": Source,
    "topics": Term,
    "areas": Term,
    "regions": Term,
    **{cls.SECTION: cls for cls in KINDS.values()},
    "relations": Relation,
    "waivers": Waiver,
}
"""The sections of facts.yaml, in order."""

WORDS = {word: (chinese, english) for word, chinese, english in rows(Path(__file__).with_name("vocabulary.tsv"))}
"""The words of the closed vocabularies, in Chinese and English."""


def word(key: str, lang: str) -> str:
    """A word of a closed vocabulary in `lang`; one that has no translation comes back as it is."""
    chinese, english = WORDS.get(key, (key, key))
    return chinese if lang == "zh" else english


def label(name: str, lang: str, kind: type[Entry] = Record) -> str:
    """What a field is called, in the class `kind` if it has it, else in the first class that does; else its name."""
    found = (cls.FIELDS[name] for cls in (kind, *KINDS.values(), *SECTIONS.values()) if name in cls.FIELDS)
    return next((field.zh if lang == "zh" else field.en for field in found), name)
