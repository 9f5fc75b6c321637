"""A Frictionless Data Package (v2): CSV tables, and a descriptor with types, keys, units, licence and sources.

One table a kind with all keys of its records, one of all facts, and the tables that lists and links need. The CSV is
lossless: a list is a JSON array, null is an empty cell.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from dongbei_cli import formats, model
from dongbei_cli.model import Field
from dongbei_cli.readings import quantities

if TYPE_CHECKING:
    from dongbei_cli.base import Base

PROFILES = "https://datapackage.org/profiles/2.0"
MIT = {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"}
DESCRIPTION = (
    "Each fact with the exact words of the article that prove it. The passages quoted belong to the publishers of the "
    "articles; the licence covers the selection, the fields and the English glosses."
)


class Column(NamedTuple):
    """A column of Table Schema; `unit` names the column that holds the unit of its amounts."""

    name: str
    type: str
    description: str
    required: bool = True
    choices: tuple[str, ...] = ()
    unit: str = ""

    def described(self) -> dict[str, Any]:
        """The column as a descriptor has it."""
        limits: dict[str, Any] = {"required": True} if self.required else {}
        limits |= {"enum": list(self.choices)} if self.choices else {}
        entry = {"name": self.name, "type": self.type, "description": self.description}
        return entry | ({"unitField": self.unit} if self.unit else {}) | ({"constraints": limits} if limits else {})


POSITION = Column("position", "integer", "Place in the list, counted from 1.")
FACT = Column("fact", "string", "Id of a fact.")
RELATION = Column("relation", "string", "Id of a relation.")
TOPIC = Column("topic", "string", "Slug of a topic.")
FACTOR = Column("factor", "number", "How many of the base unit make one.", unit="unit_si")


class Table(NamedTuple):
    """Columns and rows, the columns that identify a row, and which column refers to which table's column."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: list[list[Any]]
    key: Sequence[str]
    references: dict[str, tuple[str, str]]


def files(base: "Base") -> dict[str, bytes]:
    """The files by name, the descriptor first; the same bytes for the same base."""
    made = list(tables(base))
    contents = {f"{table.name}.csv": as_csv(table) for table in made}
    resources = [resource(table, contents[f"{table.name}.csv"]) for table in made]
    described = json.dumps(descriptor(base.sources, resources), ensure_ascii=False, indent=2) + "\n"
    return {"datapackage.json": described.encode(), **contents}


def tables(base: "Base") -> Iterator[Table]:
    """Every table, those that others refer to first; a kind without records has none."""
    records = base.facts()
    yield of_entries("sources", "Articles that the facts are taken from", model.Source, base.sources, {})
    for sort in ("topic", "area", "region"):
        terms = base.topics(sort)
        yield of_entries(f"{sort}s", f"Vocabulary: {sort}s", model.Term, terms, {}, ("slug", "zh", "en", "aliases"))
    yield units([record for record in records if isinstance(record, model.Figure)])
    of_all = ("id", "kind", "title", "title_en", "source", "paragraph", "body_paragraph", "link")
    yield of_entries("facts", "Every fact", model.Record, records, {"source": ("sources", "id")}, of_all)
    for kind, cls in model.KINDS.items():
        members = [record for record in records if record.kind == kind]
        if members:
            keys = [key for key in cls.KEYS if key != "anchors"]
            yield of_entries(cls.SECTION, f"Facts of the kind {kind}", cls, members, references(base, members), keys)
    yield anchors(records)
    topics = [[record.id, *pair] for record in records for pair in enumerate(record.topics, 1)]
    refers = {"fact": ("facts", "id"), "topic": ("topics", "slug")}
    yield Table("fact_topics", "Topics of the facts", [FACT, POSITION, TOPIC], topics, ["fact", "position"], refers)
    yield from relations(base.relations())


def of_entries(
    name: str,
    title: str,
    cls: type[model.Entry],
    entries: Sequence[model.Entry],
    refers: dict[str, tuple[str, str]],
    keys: Sequence[str] = (),
) -> Table:
    """The table of entries of one class, with these keys or all of them; the first column that names one is its key."""
    columns = [column(cls.FIELDS[key]) for key in keys or cls.KEYS]
    rows = [[getattr(entry, each.name) for each in columns] for entry in entries]
    return Table(name, title, columns, rows, ["id" if "id" in cls.FIELDS else "slug"], refers)


def column(field: Field) -> Column:
    """The column of a declared field."""
    kind = "number" if field.decimal else "integer" if field.whole else "string"
    kind = "array" if field.several else "object" if field.mapping else kind
    unit = ("unit_si" if field.name.endswith("_si") else "unit") if field.decimal else ""
    return Column(field.name, kind, field.description, not field.optional, field.choices, unit)


def units(figures: Sequence[model.Figure]) -> Table:
    """Every unit that a figure is in, and how much of its base unit it is."""
    names = dict.fromkeys(figure.unit for figure in figures)
    rows = [[name, *quantities.in_si(Decimal(1), name)] for name in names]
    unit, unit_si = (column(model.Figure.FIELDS[name]) for name in ("unit", "unit_si"))
    return Table("units", "Units of the figures", [unit, FACTOR, unit_si], rows, ["unit"], {})


def references(base: "Base", records: Sequence[model.Record]) -> dict[str, tuple[str, str]]:
    """Which columns of a kind refer to another table: regions and areas where the vocabulary has all their names."""
    found = {"id": ("facts", "id"), "source": ("sources", "id")}
    if isinstance(records[0], model.Figure):
        found["unit"] = ("units", "unit")
    for key, sort in (("region", "region"), ("place", "region"), ("area", "area")):
        known = {term.zh for term in base.topics(sort)}
        given = {getattr(record, key, None) for record in records} - {None}
        if given and given <= known:
            found[key] = (f"{sort}s", "zh")
    return found


def anchors(records: Sequence[model.Record]) -> Table:
    """The words that prove each fact; positions are code points in the file of its source."""
    rows = [
        [record.id, number, record.source, *(value for _, value in anchor)]
        for record in records
        for number, anchor in enumerate(record.anchors, 1)
    ]
    columns = [FACT, POSITION, *map(column, (model.Record.FIELDS["source"], *model.Anchor.FIELDS.values()))]
    refers = {"fact": ("facts", "id"), "source": ("sources", "id")}
    return Table("anchors", "Words of the article that prove the facts", columns, rows, ["fact", "position"], refers)


def relations(known: Sequence[model.Relation]) -> Iterator[Table]:
    """The arithmetic between facts, and its parts."""
    keys = [key for key in model.Relation.KEYS if key != "parts"]
    refers = {"whole": ("facts", "id")}
    yield of_entries("relations", "Arithmetic between facts", model.Relation, known, refers, keys)
    parts = [[relation.id, *pair] for relation in known for pair in enumerate(relation.parts, 1)]
    refers = {"relation": ("relations", "id"), "fact": ("facts", "id")}
    title, key = "Facts that a relation computes with", ["relation", "position"]
    yield Table("relation_parts", title, [RELATION, POSITION, FACT], parts, key, refers)


def as_csv(table: Table) -> bytes:
    """A heading and a line a row, RFC 4180, UTF-8."""
    buffer = io.StringIO()
    heading = [column.name for column in table.columns]
    csv.writer(buffer, lineterminator="\r\n").writerows([heading, *(map(cell, row) for row in table.rows)])
    return buffer.getvalue().encode()


def cell(value: Any) -> str:
    """One value as its type in the descriptor wants it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple | dict) else formats.cell(value)


def resource(table: Table, content: bytes) -> dict[str, Any]:
    """What the descriptor says of a table."""
    foreign = [
        {"fields": [field], "reference": {"resource": other, "fields": [key]}}
        for field, (other, key) in table.references.items()
    ]
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [column.described() for column in table.columns],
        "primaryKey": list(table.key),
    }
    return {
        "name": table.name.replace("_", "-"),
        "$schema": f"{PROFILES}/dataresource.json",
        "type": "table",
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema | ({"foreignKeys": foreign} if foreign else {}),
    }


def titles(sources: Sequence[model.Source]) -> tuple[str, str]:
    """What a base is called in Chinese and English: by its article, or by the first of several."""
    first, others = sources[0], len(sources) - 1
    chinese = f"《{first.title}》等{others + 1}篇" if others else f"《{first.title}》"
    english = f"“{first.title_en}” and {others} more" if others else f"“{first.title_en}”"
    return f"{chinese}：事实与数据", f"Facts and statistics from {english}"


def descriptor(sources: Sequence[model.Source], resources: list[dict[str, Any]]) -> dict[str, Any]:
    """datapackage.json: what this is, whose it is, and where it comes from."""
    cited = [
        {"title": f"{each.author}：《{each.title}》，{each.publisher}，{each.published}", "path": each.url}
        for each in sources
    ]
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": "dongbei-facts",
        "title": " / ".join(titles(sources)),
        "description": DESCRIPTION,
        "keywords": ["provenance", "statistics"],
        "licenses": [MIT],
        "sources": cited,
        "resources": resources,
    }
