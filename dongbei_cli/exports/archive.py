"""Zip files that are the same byte for byte whenever their contents are."""

import io
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name."""
PLAIN_FILE = 0o644 << 16
UNIX = 3


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in the order given, without the time or the machine on which they were packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr, entry.create_system, entry.compress_type = PLAIN_FILE, UNIX, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=9)
    return buffer.getvalue()
