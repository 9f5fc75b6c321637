"""The base for other programs: a Frictionless data package, JSON-LD, and where such files may be written.

Records in, bytes out; a database and the HTML report are made elsewhere.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dongbei_cli import database, errors, formats, model, outfile

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
    from dongbei_cli.exports.datapackage import files

    return files(material)


def linked(material: Material) -> bytes:
    """One JSON-LD document, UTF-8."""
    from dongbei_cli.exports.jsonld import document

    return document(material).encode()


def demand_replaceable(
    path: Path, inputs: Sequence[Path], force: bool, rebuilds: bool = False, pins: Collection[str] = ()
) -> None:
    """See `replacing`."""
    from dongbei_cli.exports import replacing

    replacing.demand_replaceable(path, inputs, force, rebuilds, pins)


def paged(page: str) -> bytes:
    """The report, UTF-8, with the mark by which we know it again."""
    from dongbei_cli.exports.marks import marked

    return marked(page).encode()


def place(path: Path, content: Content, inputs: Sequence[Path], force: bool) -> None:
    """Write an export whole or not at all; a folder of files as a zip where the name ends in .zip.

    UnwritableOutputError, and nothing is changed: for one of the `inputs`, and for what dongbei did not make unless
    `force`. A folder that is no data package is never replaced: no option should delete what nobody has looked at.
    """
    from dongbei_cli.exports.archive import zipped

    demand_replaceable(
        path, inputs, force, rebuilds=not isinstance(content, Mapping) and database.is_ours(content[:100])
    )
    as_folder = isinstance(content, Mapping) and path.suffix.lower() != ".zip"
    with outfile.unwritable(path):
        demand_free(path, as_folder, force)
    if not isinstance(content, Mapping):
        outfile.write(path, [content])
    elif as_folder:
        outfile.write_folder(path, content)
    else:
        outfile.write(path, [zipped(content)])


def demand_suffix(path: Path, form: str) -> None:
    """UsageError where the suffix of a plain file tells of something else than what will be in it."""
    suffix = path.suffix.lower()
    own = SUFFIXES[form]
    others = [*(other for each in SUFFIXES.values() for other in each), *(f".{each}" for each in formats.SUFFIXES)]
    wrong = suffix in {*others, *FOREIGN} - {*own} if form == "datapackage" else suffix not in own
    if wrong and (suffix or form == "sqlite") and not outfile.is_special(path):
        wanted = ", ".join(filter(None, own)) + (", or none for a folder" if "" in own else "")
        raise errors.UsageError(f"the suffix of {path} is not that of {form}", f"use {wanted}")


def demand_free(path: Path, as_folder: bool, force: bool) -> None:
    """UnwritableOutputError where something stands that must not be replaced."""
    from dongbei_cli.exports import marks

    if path.is_dir() != as_folder and path.exists() and not outfile.is_special(path):
        raise errors.UnwritableOutputError(path, "it is a folder" if path.is_dir() else "it is a file")
    if as_folder and path.is_dir() and not marks.is_data_package(path):
        raise errors.UnwritableOutputError(path, "it is a folder with other things in it")
    if path.is_dir() and not force and not marks.is_ours(path):
        raise errors.UnwritableOutputError(path, "dongbei did not make it", "--force replaces it")
