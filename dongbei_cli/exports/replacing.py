"""What a file that is to be written may take the place of: nothing, or what dongbei itself has made.

A fact base or an article that one pins is never replaced, whatever is forced and whichever base is read.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

from dongbei_cli import database, errors, formats, model, outfile
from dongbei_cli.exports import marks

START = 1 << 16
"""Bytes in which a file shows what it is."""
PARAGRAPHS = ("source", "paragraph", "start", "end", "text", "facts", "waiver")
SENTENCES = ("source", "paragraph", "sentence", "start", "end", "text", "facts", "waiver", "unclaimed", "faults")
WHOLE = (model.Term._fields, PARAGRAPHS, SENTENCES)
KEYS = frozenset((*(key for cls in model.KINDS.values() for key in cls.KEYS), "citation", "score", "matched"))
OWN = frozenset(("excerpt", *(key for key in KEYS if "_" in key)))
"""Keys that nobody else's table is likely to have."""
NEIGHBOURS = 100
"""Files beside a text that are looked at for its check sum."""
HINT = "choose another place with -o"


def demand_replaceable(
    path: Path, inputs: Sequence[Path], force: bool, rebuilds: bool = False, pins: Collection[str] = ()
) -> None:
    """UnwritableOutputError where a file stands that must not be replaced; nothing that is no plain file is looked at.

    `rebuilds` says that a compiled base is what is to be written; `pins` are the check sums of articles.
    """
    outfile.refuse_input(path, inputs)
    with outfile.unwritable(path):
        if not path.is_file() or not path.stat().st_size:
            return
        with path.open("rb") as stream:
            start = stream.read(START)
        if database.is_ours(start):
            if not rebuilds:
                raise errors.UnwritableOutputError(path, "it is a compiled fact base, and would be lost", HINT)
        elif is_fact_base(start):
            raise errors.UnwritableOutputError(path, "it is a fact base, and would be lost", HINT)
        elif is_pinned(path, pins):
            raise errors.UnwritableOutputError(path, "it is the article of a fact base, and would be lost", HINT)
        elif not (force or marks.is_ours(path) or outfile.is_unchanged(path) or is_result(start)):
            raise errors.UnwritableOutputError(path, "dongbei did not make it", "--force replaces it")


def is_fact_base(start: bytes) -> bool:
    """Whether a file that begins so is a facts.yaml."""
    return all(re.search(rb"(?m)^" + line, start) for line in (rb"sources:\s*$", rb"[ -]+sha256: *['\"]?[0-9a-f]{64}"))


def is_pinned(path: Path, pins: Collection[str]) -> bool:
    """Whether a file is an article of the base with these check sums, or of one beside it or in the folder above."""
    with path.open("rb") as stream:
        total = hashlib.file_digest(stream, "sha256").hexdigest()
    return total in pins or any(total.encode() in text for text in neighbours(path))


def neighbours(path: Path) -> Iterator[bytes]:
    """The fact bases that may pin a file."""
    real = path.resolve()
    for folder in (real.parent, real.parent.parent):
        for beside in islice((each for each in folder.glob("*.y*ml") if each.is_file() and each != real), NEIGHBOURS):
            text = beside.read_bytes()
            if is_fact_base(text[:START]):
                yield text


def is_result(start: bytes) -> bool:
    """Whether a file that begins so is laid out as the answer to a lookup, with keys that only dongbei has."""
    text = start.decode("utf-8", "replace").removeprefix("\ufeff")
    if text == "[]\n":
        return True
    keys = tuple(formats.first_keys(text))
    return keys in WHOLE or (KEYS.issuperset(keys) and not OWN.isdisjoint(keys))
