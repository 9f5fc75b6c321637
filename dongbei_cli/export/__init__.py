"""A base for other programs: SQLite, one HTML page, JSON-LD, and a Frictionless Data Package (v2).

The package has a descriptor and CSV tables: one a kind with all keys of its records, one of all facts, and what these
refer to. The CSV is lossless: a list is a JSON array, null is an empty cell.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from dongbei_cli import errors, formats, model
from dongbei_cli.base import Base
from dongbei_cli.model import derived

FORMS: dict[str, tuple[str, ...]] = {
    "sqlite": (".db", ".sqlite", ".sqlite3"),
    "datapackage": (".zip", ""),
    "jsonld": (".jsonld", ".json"),
    "html": (".html", ".htm"),
}
"""The forms of an export, each with the suffixes of its files; a name without one is a folder."""
FILES = FORMS | {"facts.yaml": (".yaml", ".yml")}
TEXTS = frozenset(("jsonld", "html"))  # what may go to stdout as well
PROFILES = "https://datapackage.org/profiles/2.0"
MIT = {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"}
DESCRIPTION = (
    "Each fact with the exact words of the article that prove it. The passages quoted belong to the publishers of the "
    "articles; the licence covers the selection, the fields and the English glosses."
)


def content(base: Base, form: str, lang: str = "zh", accessed: str | None = None) -> bytes | dict[str, bytes]:
    """The whole base in one form: the bytes of a file, or those of several by name.

    A page opens in `lang`, and its citations say that the article was read on the day `accessed`.
    """
    if form == "sqlite":
        return base.image()
    if form == "datapackage":
        return data_package(base)
    if form == "jsonld":
        from dongbei_cli.export import jsonld

        return jsonld.document(base).encode()
    from dongbei_cli import report, resolve

    return report.render(base, lang, resolve.day_read(base.connection, accessed)).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one zip, the same bytes whenever and wherever they are packed."""
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the first moment that a zip can name
            entry.external_attr, entry.create_system, entry.compress_type = 0o644 << 16, 3, zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
    return buffer.getvalue()


def demand_suffix(path: Path, form: str) -> None:
    """UsageError where the suffix of a file is not one of the form's; a device may have any name."""
    suffixes, suffix = FILES[form], path.suffix.lower()
    right = suffix in suffixes or ("" in suffixes and suffix[1:].isdecimal())  # a folder v1.2
    if not right and (path.is_file() or not path.exists()):
        hint = errors.Message("use {suffixes}", suffixes=errors.listed(suffixes))
        if "" in suffixes:
            hint = errors.Message("use {suffixes}, or no suffix for a folder", suffixes=suffixes[0])
        raise errors.UsageError("the suffix of {path} is not that of {format}", hint, path=path, format=form)


class Unit(model.Entry):
    """A unit that a figure is in, and how much of its base unit it is."""

    unit: str = derived("单位", "Unit", "Unit as written.")
    factor: Decimal = derived("倍数", "Factor", "How many of the base unit make one.")
    unit_si: str = derived("基本单位", "Base unit", "The base unit: no scale such as 亿.")


class FactAnchor(model.Anchor):
    """Words that prove a fact; positions are code points in the file of its source."""

    fact: str = derived("事实", "Fact", "Id of a fact.")
    position: int = derived("序", "Position", "Place in the list, counted from 1.")
    source: str = derived("文章", "Article", "Id of the article, or the first.")


class Table(NamedTuple):
    """Entries of one class with some of its keys; which of these identify a row, or refer to which table's column."""

    name: str
    title: str
    cls: type[model.Entry]
    entries: Sequence[model.Entry]
    keys: Sequence[str]
    references: dict[str, tuple[str, str]]
    primary: tuple[str, ...] = ("id",)


def data_package(base: Base) -> dict[str, bytes]:
    """The files by name, the descriptor first; the same bytes for the same base."""
    contents, resources = {}, []
    for table in tables(base):
        values = [[(key, getattr(entry, key)) for key in table.keys] for entry in table.entries]
        rows = [
            {key: json.dumps(each, ensure_ascii=False) if isinstance(each, tuple | dict) else each for key, each in row}
            for row in values
        ]
        contents[f"{table.name}.csv"] = "".join(formats.as_csv(rows, table.keys)).encode()
        resources.append(resource(table, contents[f"{table.name}.csv"]))
    descriptor = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": "dongbei-facts",
        "title": " / ".join(titles(base.sources)),
        "description": DESCRIPTION,
        "keywords": ["provenance", "statistics"],
        "licenses": [MIT],
        "sources": [
            {"title": f"{each.author}：《{each.title}》，{each.publisher}，{each.published}", "path": each.url}
            for each in base.sources
        ],
        "resources": resources,
    }
    described = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    return {"datapackage.json": described.encode(), **contents}


def tables(base: Base) -> Iterator[Table]:
    """Every table, those that others refer to first; a kind without records has none."""
    from dongbei_cli.readings import quantities

    records, relations = base.facts(), base.relations()
    yield Table("sources", "Articles that the facts are taken from", model.Source, base.sources, model.Source.KEYS, {})
    for sort in ("topic", "area", "region"):
        keys: Sequence[str] = ("slug", "zh", "en", "aliases")
        yield Table(f"{sort}s", f"Vocabulary: {sort}s", model.Term, base.topics(sort), keys, {}, ("slug",))
    names = dict.fromkeys(record.unit for record in records if isinstance(record, model.Figure))
    in_si = {name: quantities.in_si(Decimal(1), name) for name in names}
    units = [Unit(unit=name, factor=factor, unit_si=base_unit) for name, (factor, base_unit) in in_si.items()]
    yield Table("units", "Units of the figures", Unit, units, Unit.KEYS, {}, ("unit",))
    keys = ("id", "kind", "title", "title_en", "source", "paragraph", "body_paragraph", "link")
    yield Table("facts", "Every fact", model.Record, records, keys, {"source": ("sources", "id")})
    for kind, cls in model.KINDS.items():
        if members := [record for record in records if record.kind == kind]:
            refers, keys = references(base, members), [key for key in cls.KEYS if key != "anchors"]
            yield Table(cls.SECTION, f"Facts of the kind {kind}", cls, members, keys, refers)
    words = [
        FactAnchor(fact=record.id, position=number, source=record.source, **dict(anchor))
        for record in records
        for number, anchor in enumerate(record.anchors, 1)
    ]
    title, refers = "Words of the article that prove the facts", {"fact": ("facts", "id"), "source": ("sources", "id")}
    yield Table("anchors", title, FactAnchor, words, FactAnchor.KEYS, refers, ("fact", "position"))
    whole = {"whole": ("facts", "id")}
    yield Table("relations", "Arithmetic between facts", model.Relation, relations, model.Relation.KEYS, whole)


def references(base: Base, records: Sequence[model.Record]) -> dict[str, tuple[str, str]]:
    """Which columns of a kind refer to another table: regions and areas where the vocabulary has all their names."""
    found = {"id": ("facts", "id"), "source": ("sources", "id")}
    if isinstance(records[0], model.Figure):
        found["unit"] = ("units", "unit")
    for key, sort in (("region", "region"), ("place", "region"), ("area", "area")):
        given = {getattr(record, key, None) for record in records} - {None}
        if given and given <= {term.zh for term in base.topics(sort)}:
            found[key] = (f"{sort}s", "zh")
    return found


def column(field: model.Field) -> dict[str, Any]:
    """A field as a column of Table Schema; `unitField` names the column that holds the unit of its amounts."""
    kind = "number" if field.decimal else "integer" if field.whole else "string"
    kind = "array" if field.several else "object" if field.mapping else kind
    unit = "unit_si" if field.name in ("value_si", "factor") else "unit"
    limits = ({} if field.optional else {"required": True}) | ({"enum": [*field.choices]} if field.choices else {})
    entry = {"name": field.name, "type": kind, "description": field.description}
    return entry | ({"unitField": unit} if field.decimal else {}) | ({"constraints": limits} if limits else {})


def resource(table: Table, content: bytes) -> dict[str, Any]:
    """What the descriptor says of a table."""
    foreign = [
        {"fields": [field], "reference": {"resource": other, "fields": [key]}}
        for field, (other, key) in table.references.items()
    ]
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [column(table.cls.FIELDS[key]) for key in table.keys],
        "primaryKey": table.primary,
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
