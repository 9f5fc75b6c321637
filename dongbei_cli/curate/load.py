"""Load a facts.yaml and its articles; every problem of shape is collected with its place.

What the entries say of the article is not looked at here: see `rules`.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from dongbei_cli import errors
from dongbei_cli.curate import yaml
from dongbei_cli.curate.factfile import FactBase, FactFile
from dongbei_cli.errors import Place, Problem
from dongbei_cli.model import REQUIRED, SECTIONS, Anchor, Entry, Field, Source, Term
from dongbei_cli.readings import edtf

REQUIRED_SECTIONS = ("sources", "topics")


class Form(NamedTuple):
    """What text a field takes: a pattern that it fits as a whole, and what a curator reads whose text does not."""

    pattern: str
    wanted: str


FORMS = {
    "text": Form(".+", "the value is missing"),
    "slug": Form(
        "[a-z0-9]+(-[a-z0-9]+)*", "small letters, digits and dashes are wanted, as in net-outflow-2020, for ever"
    ),
    "edtf": Form(".{4,}", "a date is wanted, as in 2003, 2003-10, 2023-10-27 or 2003/2022"),
    "number": Form(r"-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,20})?", "a number is wanted, as in 28628 or 8.5"),
    "sha256": Form("[0-9a-f]{64}", "64 hexadecimal digits are wanted"),
    "url": Form(r"https?://[^\s]+", "an address that begins with https:// is wanted"),
    "reasons": Form(".{4,}", "the value is missing or too short"),
}
"""The forms of text that `model` names; a date must be EDTF as well."""


def load(path: Path) -> tuple[FactFile | None, list[Problem]]:
    """Read a facts.yaml and its articles; the file is None when a problem keeps it from being used."""
    root, problems = yaml.read(path)
    if root is None or problems:
        return None, problems
    reading = Reading(path)
    reading.take(root)
    if reading.problems:
        return None, sorted(reading.problems)
    return FactFile(str(path), FactBase(reading.sections), reading.nodes, reading.articles), []


def load_sound(path: Path) -> FactFile:
    """Read a facts.yaml; an UnusableBaseError holds every problem of shape."""
    file, problems = load(path)
    if file is None:
        raise errors.UnusableBaseError.with_problems(path, problems)
    return file


class Reading:
    """The sections of one file on their way to entries."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, str(path)
        self.sections: dict[str, list[Entry]] = {}
        self.nodes: dict[int, yaml.Mapping] = {}
        self.articles: dict[str, bytes] = {}
        self.slugs: dict[tuple[str, str], str] = {}
        self.problems: list[Problem] = []

    def fault(self, place: Sequence[int], rule: str, message: str, hint: str = "") -> None:
        """Keep a fault at a place that ends with line and column, as each node does."""
        self.problems.append(Problem(Place(self.name, *place[-2:]), rule, message, hint))

    def take(self, root: yaml.Mapping) -> None:
        """Read every section, the vocabulary first, whose words hints about the facts name."""
        for section in root.values.keys() - SECTIONS.keys():
            hint = f"sections are {', '.join(SECTIONS)}"
            self.fault(root.keys[section], "unknown-key", f"no section is called {section!r}", hint)
        for section, cls in SECTIONS.items():
            if section in root.values:
                self.take_section(section, cls, root.values[section])
            elif section in REQUIRED_SECTIONS:
                self.fault((1, 1), "missing-key", f"the section {section} is missing")

    def take_section(self, section: str, cls: type[Entry], node: yaml.Node) -> None:
        """Keep the sound entries of a section and the faults of the others."""
        if not isinstance(node, yaml.Sequence):
            self.fault(yaml.place(node), "wrong-type", f"{section} is not a list", "begin each entry with '- '")
        elif not node.items and section in REQUIRED_SECTIONS:
            self.fault(yaml.place(node), "missing-key", f"{section} has no entry")
        else:
            for item in node.items:
                self.take_entry(section, cls, item)

    def take_entry(self, section: str, cls: type[Entry], item: yaml.Node) -> None:
        """Keep an entry, and with a source its article; else its faults."""
        before = len(self.problems)
        self.check(cls, item)
        if len(self.problems) > before or not isinstance(item, yaml.Mapping):
            return
        entry = made(cls, item)
        self.sections.setdefault(section, []).append(entry)
        self.nodes[id(entry)] = item
        if isinstance(entry, Term):
            key = "area" if section == "areas" else section
            self.slugs |= {(key, form): entry.slug for form in (entry.zh, entry.en, *entry.aliases)}
        if isinstance(entry, Source):
            self.take_article(entry, item)

    def take_article(self, source: Source, node: yaml.Mapping) -> None:
        """Read the text that a source cites."""
        try:
            data = article_bytes(self.path, source.file)
            data.decode()
            self.articles[source.id] = data
        except (OSError, RuntimeError, ValueError) as fault:  # RuntimeError: a link that leads to itself
            self.fault(yaml.place(node, "file"), "source-file", f"the article {source.file} {yaml.reason(fault)}")

    def check(self, cls: type[Entry], node: yaml.Node) -> None:
        """Find every fault of shape in an entry or an anchor."""
        if not isinstance(node, yaml.Mapping):
            self.fault(yaml.place(node), "wrong-type", "this is not a list of key: value lines")
            return
        fields = {key: field for key, field in cls.FIELDS.items() if field.written}
        kind = cls.__name__.lower()
        for key in node.values.keys() - fields.keys():
            self.fault(node.keys[key], "unknown-key", f"{kind} has no key {key!r}", f"its keys are {', '.join(fields)}")
        for key, field in fields.items():
            if key in node.values:
                self.check_value(field, node.values[key])
            elif field.default is REQUIRED:
                self.fault(yaml.place(node), "missing-key", f"{kind} {called(node)}lacks the key {key!r}")

    def check_value(self, field: Field, node: yaml.Node) -> None:
        """Find every fault in the value of a field."""
        if not field.several and not field.mapping:
            self.check_text(field, node)
        elif not isinstance(node, yaml.Sequence if field.several else yaml.Mapping):
            wanted = "a list is wanted, as in [a, b]" if field.several else "keys with values are wanted"
            self.fault(yaml.place(node), "wrong-value", f"{field.name}: {wanted}")
        elif isinstance(node, yaml.Mapping):
            for each in node.values.values():
                self.check_text(field, each)
        elif field.default is REQUIRED and len(node.items) < field.least:
            self.fault(yaml.place(node), "wrong-value", f"{field.name}: at least {field.least} wanted")
        else:
            for each in node.items:
                self.check(Anchor, each) if field.name == "anchors" else self.check_text(field, each)

    def check_text(self, field: Field, node: yaml.Node) -> None:
        """Find the fault of a single value, if it has one."""
        form, place = FORMS[field.form], yaml.place(node)
        if not isinstance(node, yaml.Scalar):
            self.fault(place, "wrong-value", f"{field.name}: a single value is wanted")
        elif field.choices and node.text not in field.choices:
            message = f"{field.name}: {errors.shown(node.text)} may not stand here"
            self.fault(place, "wrong-value", message, f"use one of {', '.join(field.choices)}")
        elif not re.fullmatch(form.pattern, node.text):
            slug = self.slugs.get((field.name, node.text))
            self.fault(place, "wrong-value", f"{field.name}: {form.wanted}", f"write the slug, {slug}" if slug else "")
        elif field.form == "edtf":
            try:
                edtf.parse(node.text)
            except ValueError as fault:
                self.fault(place, "wrong-date", f"{field.name}: {fault}")


def article_bytes(base: Path, file: str) -> bytes:
    """The bytes of an article, which must be a plain file in or below the folder of the fact base."""
    folder = base.resolve().parent
    path = (folder / file).resolve()
    if Path(file).is_absolute() or not path.is_relative_to(folder):
        raise ValueError("lies outside the folder of the fact base")
    if path.exists() and not path.is_file():
        raise ValueError("is no plain file")
    return path.read_bytes()


def made(cls: type[Entry], item: yaml.Mapping) -> Entry:
    """The entry that a sound node holds; its derived fields are still empty."""
    values: dict[str, Any] = {}
    for key, node in item.values.items():
        value: Any = yaml.plain(node)
        if cls.FIELDS[key].form == "number":
            value = Decimal(value)
        elif isinstance(value, list):
            value = tuple(Anchor(**each) if isinstance(each, dict) else each for each in value)
        values[key] = value
    return cls(**values)


def called(item: yaml.Mapping) -> str:
    """The id or slug of an entry, for a message."""
    named = item.values.get("id") or item.values.get("slug")
    return f"{named.text!r} " if isinstance(named, yaml.Scalar) else ""
