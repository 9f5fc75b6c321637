"""The base for other programs: a Frictionless data package, JSON-LD, and where such files may be written.

Records in, bytes out; a database and the HTML report are made elsewhere.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dongbei_cli import errors, files, formats, model

FORMATS = ("sqlite", "datapackage", "jsonld", "html")
TEXTS = frozenset(("jsonld", "html"))
"""What may go to stdout as well."""

SUFFIXES = {
    "sqlite": (".db", ".sqlite", ".sqlite3"),
    "datapackage": (".zip", ""),
    "jsonld": (".jsonld", ".json"),
    "html": (".html", ".htm"),
}
"""The suffixes that tell of each format."""

FOREIGN = (".bib", ".doc", ".docx", ".pdf", ".xls", ".xlsx")

Content = bytes | Mapping[str, bytes]
"""A file, or a folder of files by name."""


class Material(NamedTuple):
    """All of a base: `records` in the order of the article, the rest in the order of facts.yaml."""

    records: Sequence[model.Record]
    sources: Sequence[model.Source]
    terms: Sequence[model.Term]
    relations: Sequence[model.Relation]


def packaged(material: Material) -> dict[str, bytes]:
    """The files of a data package by name, the descriptor first."""
    from dongbei_cli.exports import datapackage

    return datapackage.files(material)


def linked(material: Material) -> bytes:
    """One JSON-LD document, UTF-8."""
    from dongbei_cli.exports.jsonld import document

    return document(material).encode()


def paged(page: str) -> bytes:
    """The report, UTF-8."""
    return page.encode()


def place(path: Path, content: Content, inputs: Sequence[Path], force: bool) -> None:
    """Write an export whole or not at all; a folder of files as a zip where the name ends in .zip."""
    from dongbei_cli.exports.archive import zipped

    if not isinstance(content, Mapping):
        files.write(path, [content], force, inputs)
    elif path.suffix.lower() == ".zip":
        files.write(path, [zipped(content)], force, inputs)
    else:
        files.write_folder(path, content, force, inputs)


def demand_suffix(path: Path, form: str) -> None:
    """UsageError where the suffix of a plain file tells of something else than what will be in it."""
    suffix = path.suffix.lower()
    own = SUFFIXES[form]
    others = [*(other for each in SUFFIXES.values() for other in each), *(f".{each}" for each in formats.SUFFIXES)]
    wrong = suffix in {*others, *FOREIGN} - {*own} if form == "datapackage" else suffix not in own
    if wrong and (suffix or form == "sqlite") and not files.is_device(path):
        wanted = ", ".join(filter(None, own)) + (", or none for a folder" if "" in own else "")
        raise errors.UsageError(
            "the suffix of {path} is not that of {format}", "use {suffixes}", path=path, format=form, suffixes=wanted
        )
