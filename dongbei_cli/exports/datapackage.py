"""A Frictionless Data Package (v2): CSV tables and a descriptor with types, keys, units, licences and sources.

One table a kind with all keys of its records, one of all facts, and the tables that lists and links need. The CSV is
lossless: a list is a JSON array, null is an empty cell.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from dongbei_cli import model
from dongbei_cli.exports import fields
from dongbei_cli.files import DESCRIPTOR
from dongbei_cli.readings import quantities

if TYPE_CHECKING:
    from dongbei_cli.exports import Material

PROFILES = "https://datapackage.org/profiles/2.0"
PLURALS = {"person": "people"}
MIT = {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"}


class Table(NamedTuple):
    """A table: its fields and rows, the fields that identify a row, and which fields refer to which table's field."""

    name: str
    title: str
    fields: list[fields.Field]
    rows: list[list[Any]]
    key: list[str]
    references: dict[str, tuple[str, str]] = {}  # noqa: RUF012 (read only)


def files(material: "Material") -> dict[str, bytes]:
    """The files by name, the descriptor first; the same bytes for the same base."""
    made = tables(material)
    contents = {f"{table.name}.csv": as_csv(table) for table in made}
    resources = [resource(table, contents[f"{table.name}.csv"]) for table in made]
    described = json.dumps(descriptor(material, resources), ensure_ascii=False, indent=2) + "\n"
    return {DESCRIPTOR: described.encode(), **contents}


def tables(material: "Material") -> list[Table]:
    """Every table, those that others refer to first; a kind without records has none."""
    found = [sources(material.sources), *(terms(sort, material.terms) for sort in ("topic", "area", "region"))]
    found += [units(material.records), facts(material.records)]
    for kind, cls in model.KINDS.items():
        members = [record for record in material.records if record.kind == kind]
        if members:
            found.append(kind_table(kind, cls, members, material))
    return [*found, anchors(material.records), topics(material.records), *relations(material.relations)]


def sources(known: Iterable[model.Source]) -> Table:
    """The articles, without their texts, which are not ours to give away."""
    rows = [list(source) for source in known]
    return Table("sources", "Articles that the facts are taken from", fields.of(model.Source), rows, ["id"])


def terms(sort: str, known: Iterable[model.Term]) -> Table:
    """The vocabulary of one sort."""
    shown = [field for field in fields.of(model.Term) if field.name not in ("type", "facts")]
    rows = [[term.slug, term.zh, term.en, term.aliases] for term in known if term.type == sort]
    return Table(f"{sort}s", f"Vocabulary: {sort}s", shown, rows, ["slug"])


def units(records: Iterable[model.Record]) -> Table:
    """Every unit that a figure is in, and how much of its base unit it is."""
    names = dict.fromkeys(record.unit for record in records if isinstance(record, model.Figure))
    rows = [[name, *quantities.in_si(Decimal(1), name)] for name in names]
    return Table("units", "Units of the figures", fields.chosen("unit", "factor", "unit_si"), rows, ["unit"])


def facts(records: Iterable[model.Record]) -> Table:
    """Every fact with what all kinds have."""
    names = ("id", "kind", "title", "title_en", "source", "paragraph", "link")
    rows = [[getattr(record, name) for name in names] for record in records]
    return Table("facts", "Every fact", fields.chosen(*names), rows, ["id"], {"source": ("sources", "id")})


def kind_table(kind: str, cls: type[model.Record], records: Sequence[model.Record], material: "Material") -> Table:
    """The records of one kind with all their keys."""
    shown = fields.of(cls)
    rows = [[getattr(record, field.name) for field in shown] for record in records]
    references = {"id": ("facts", "id"), "source": ("sources", "id")}
    if kind == "figure":
        references["unit"] = ("units", "unit")
    name = PLURALS.get(kind, f"{kind}s")
    return Table(name, f"Facts of the kind {kind}", shown, rows, ["id"], references | named(records, material))


def named(records: Sequence[model.Record], material: "Material") -> dict[str, tuple[str, str]]:
    """References by name, where all records give a name that the vocabulary has or none: regions and areas."""
    found = {}
    for key, sort in (("region", "region"), ("place", "region"), ("area", "area")):
        known = {term.zh for term in material.terms if term.type == sort}
        given = {getattr(record, key, None) for record in records} - {None}
        if given and given <= known:
            found[key] = (f"{sort}s", "zh")
    return found


def anchors(records: Iterable[model.Record]) -> Table:
    """The words that prove each fact; positions are code points in the file of its source."""
    rows = [[r.id, number, r.source, *anchor] for r in records for number, anchor in enumerate(r.anchors, 1)]
    shown = fields.chosen("fact", "position", "source") + fields.of(model.Anchor)
    references = {"fact": ("facts", "id"), "source": ("sources", "id")}
    return Table("anchors", "Words of the article that prove the facts", shown, rows, ["fact", "position"], references)


def topics(records: Iterable[model.Record]) -> Table:
    """Which fact is on which topic."""
    rows = [[r.id, number, topic] for r in records for number, topic in enumerate(r.topics, 1)]
    references = {"fact": ("facts", "id"), "topic": ("topics", "slug")}
    shown = fields.chosen("fact", "position", "topic")
    return Table("fact_topics", "Topics of the facts", shown, rows, ["fact", "position"], references)


def relations(known: Sequence[model.Relation]) -> list[Table]:
    """The arithmetic between facts, and its parts."""
    shown = fields.chosen("id", "relation_kind", "whole", "computed", "unit_of_whole", "discrepancy", "discrepancy_en")
    rows = [[r.id, r.kind, r.whole, r.computed, r.unit, r.discrepancy, r.discrepancy_en] for r in known]
    parts = [[r.id, number, part] for r in known for number, part in enumerate(r.parts, 1)]
    references = {"relation": ("relations", "id"), "fact": ("facts", "id")}
    return [
        Table("relations", "Arithmetic between facts", shown, rows, ["id"], {"whole": ("facts", "id")}),
        Table(
            "relation_parts", "Facts that a relation computes with", fields.chosen("relation", "position", "fact"),
            parts, ["relation", "position"], references,
        ),
    ]  # fmt: skip


def as_csv(table: Table) -> bytes:
    """A heading and a line a row, RFC 4180, UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([field.name for field in table.fields])
    writer.writerows([[cell(value) for value in row] for row in table.rows])
    return buffer.getvalue().encode()


def cell(value: Any) -> str:
    """One value as its type in the descriptor wants it."""
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)


def resource(table: Table, content: bytes) -> dict[str, Any]:
    """What the descriptor says of a table."""
    foreign = [
        {"fields": [field], "reference": {"resource": other, "fields": [key]}}
        for field, (other, key) in table.references.items()
    ]
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [fields.described(field) for field in table.fields],
        "primaryKey": table.key,
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


def descriptor(material: "Material", resources: list[dict[str, Any]]) -> dict[str, Any]:
    """datapackage.json: what this is, whose it is, and where it comes from."""
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "generator": "dongbei",
        "name": "dongbei-facts",
        "title": "东北全面振兴：事实与数据 / Facts and statistics on the revitalisation of Northeast China",
        "description": "Each fact with the exact words of the article that prove it. The passages quoted belong to "
        "the publishers of the articles; the licence covers the selection, the fields and the English glosses.",
        "keywords": ["东北振兴", "Northeast China", "provenance", "statistics"],
        "licenses": [MIT],
        "sources": [
            {
                "title": f"{source.author}：《{source.title}》，{source.publisher}，{source.published}",
                "path": source.url,
            }
            for source in material.sources
        ],
        "resources": resources,
    }
