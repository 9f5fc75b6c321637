"""How to tell a file that dongbei made: by a mark that each format has room for."""

import json
import zipfile
from pathlib import Path
from typing import Any

from dongbei_cli import database

GENERATOR = "dongbei"
DESCRIPTOR = "datapackage.json"
START = 4096
"""Bytes in which the mark of a text stands."""
HTML_MARK = b'name="generator" content="dongbei'
JSON_MARK = b'"generator": "dongbei'


def is_ours(path: Path) -> bool:
    """Whether an export may replace what stands at `path`: nothing, nothing in it, a device, or our own work."""
    if path.is_dir():
        return not any(path.iterdir()) or is_our_folder(path)
    if not path.is_file() or path.stat().st_size == 0:
        return True
    with path.open("rb") as stream:
        start = stream.read(START)
    return database.is_ours(start) or HTML_MARK in start or JSON_MARK in start or is_our_zip(path)


def marked(page: str) -> str:
    """An HTML page with our mark at the beginning of its head."""
    mark = f'<meta name="generator" content="{GENERATOR}">'
    return page if HTML_MARK in page[:START].encode() else page.replace("<head>", f"<head>\n{mark}", 1)


def is_data_package(path: Path) -> bool:
    """Whether a folder is empty or holds a descriptor."""
    return not any(path.iterdir()) or (path / DESCRIPTOR).is_file()


def is_our_folder(path: Path) -> bool:
    """Whether we made a folder and nobody has put anything else into it."""
    try:
        descriptor = json.loads((path / DESCRIPTOR).read_bytes())
    except (OSError, ValueError):
        return False
    return is_our_descriptor(descriptor) and {entry.name for entry in path.iterdir()} <= names(descriptor)


def is_our_zip(path: Path) -> bool:
    """Whether we made a zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            return is_our_descriptor(json.loads(archive.read(DESCRIPTOR)))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile):
        return False


def is_our_descriptor(descriptor: Any) -> bool:
    """Whether a descriptor bears our mark."""
    return isinstance(descriptor, dict) and str(descriptor.get("generator", "")).split(" ")[0] == GENERATOR


def names(descriptor: dict[str, Any]) -> set[str]:
    """The files that a descriptor of ours speaks of, and itself."""
    return {DESCRIPTOR, *(str(resource["path"]) for resource in descriptor["resources"])}
