"""Wording turned round: a word for its contrary, and whole constructions denied, hedged, made certain or weakened.

The words are those of any thesaurus, the constructions those of any grammar; the table that the rules read is another.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from dongbei_cli import model
from tests.mutations.wording import Change


def table(name: str) -> list[list[str]]:
    """The lines of a table beside this file, cut at tabs, without its head."""
    lines = Path(__file__).with_name(f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def lines(language: str) -> list[tuple[str, str, str]]:
    """A kind, a pattern, and what is put in its place, for wording in one language."""
    found = []
    for spoken, one, other in table("antonyms"):
        for here, there in ((one, other), (other, one)):
            form = rf"\b{re.escape(here)}\b" if language == "en" else re.escape(here)
            found += [("opposite", form, there.replace("-", " "))] if spoken == language else []
    return [
        *found,
        *((kind, form, there) for spoken, kind, form, there in table("constructions") if spoken == language),
    ]


ENGLISH, CHINESE = lines("en"), lines("zh")


def turned_changes(fact: model.Record) -> Iterator[Change]:
    """Every wording of a fact turned round."""
    for key in ("title_en", "text_en", "note_en", "indicator_en"):
        yield from turned(key, getattr(fact, key, None) or "", ENGLISH)
    if not isinstance(fact, model.Person | model.Organization):
        yield from turned("title", fact.title, CHINESE)
    yield from turned("note", fact.note or "", [line for line in CHINESE if line[0] != "opposite"])


def turned(key: str, text: str, table: list[tuple[str, str, str]]) -> Iterator[Change]:
    """Every place of a text where a line of a table fits and changes it."""
    for number, (kind, form, there) in enumerate(table if text else ()):
        if kind == "opposite" and there in text and "\\b" not in form:
            continue
        for match in re.finditer(form, text):
            changed = f"{text[: match.start()]}{match.expand(there)}{text[match.end() :]}"
            yield Change(key, changed, f"turned {kind}: {number}, {match[0]} at {match.start()} -> {there}")
