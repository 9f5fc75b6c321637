"""A base for other programs: SQLite, a Frictionless data package, JSON-LD, one HTML page."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dongbei_cli import errors

if TYPE_CHECKING:
    from dongbei_cli.base import Base

FORMS: dict[str, tuple[str, ...]] = {
    "sqlite": (".db", ".sqlite", ".sqlite3"),
    "datapackage": (".zip", ""),
    "jsonld": (".jsonld", ".json"),
    "html": (".html", ".htm"),
}
"""The forms of an export, each with the suffixes of its files; a name without one is a folder."""
TEXTS = frozenset(("jsonld", "html"))  # what may go to stdout as well


def content(base: "Base", form: str, lang: str = "zh", accessed: str | None = None) -> bytes | dict[str, bytes]:
    """The whole base in one form: the bytes of a file, or those of several by name.

    A page opens in `lang`, and its citations say that the article was read on the day `accessed`.
    """
    from dongbei_cli.export import datapackage, jsonld

    if form == "sqlite":
        return base.image()
    if form == "datapackage":
        return datapackage.files(base)
    if form == "jsonld":
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
    suffixes = FORMS[form]
    others = {suffix for name, known in FORMS.items() if name != form for suffix in known}
    wrong = path.suffix.lower() in others if "" in suffixes else path.suffix.lower() not in suffixes
    plain = path.is_file() or not path.exists()
    if wrong and plain:
        hint = errors.Message("use {suffixes}", suffixes=errors.listed(suffixes))
        if "" in suffixes:
            hint = errors.Message("use {suffixes}, or no suffix for a folder", suffixes=suffixes[0])
        raise errors.UsageError("the suffix of {path} is not that of {format}", hint, path=path, format=form)
