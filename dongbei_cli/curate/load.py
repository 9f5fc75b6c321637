"""Load a facts.yaml and its articles; every problem of shape is collected with its place.

What the entries say of the article is not looked at here: see `rules`.
"""

import re
import stat
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from dongbei_cli import errors
from dongbei_cli.curate import yaml
from dongbei_cli.curate.factfile import FactBase, FactFile
from dongbei_cli.model import REQUIRED, SECTIONS, Anchor, Entry, Field, Source, Term
from dongbei_cli.problems import Place, Problem
from dongbei_cli.readings import edtf

MAX_ARTICLE_BYTES = 16_000_000
REQUIRED_SECTIONS = ("sources", "topics")
FORMS: dict[str, Any] = {
    "text": Annotated[str, Meta(min_length=1)],
    "slug": Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="ASCII kebab case, stable for ever")],
    "edtf": Annotated[str, Meta(min_length=4, description="EDTF: 2003, 2003-10, 2023-10-27, 2003/2022")],
    "number": Annotated[
        str, Meta(pattern=r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$", max_length=60, description="an exact decimal, as in 8.5")
    ],
    "sha256": Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")],
    "url": Annotated[str, Meta(pattern=r"^https?://[^\s]+$")],
    "reasons": dict[str, Annotated[str, Meta(min_length=4)]],
}
"""What text each form of field takes; a date must be EDTF as well."""

Slugs = Mapping[tuple[str, str], str]
"""Slugs of topics and areas by the key of a fact that takes them and by their names."""


def load(path: Path) -> tuple[FactFile | None, list[Problem]]:
    """Read a facts.yaml and its articles; the file is None when a problem keeps it from being used."""
    root, problems = yaml.read(path)
    if root is None or problems:
        return None, sorted(problems)
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

    def take(self, root: yaml.Mapping) -> None:
        """Read every section, the vocabulary first, whose words hints about the facts name."""
        for section in root.values.keys() - SECTIONS.keys():
            place, hint = Place(self.name, *root.keys[section]), f"sections are {', '.join(SECTIONS)}"
            self.problems.append(Problem(place, "unknown-key", f"no section is called {section!r}", hint))
        for section, cls in SECTIONS.items():
            if section in root.values:
                self.take_section(section, cls, root.values[section])
            elif section in REQUIRED_SECTIONS:
                place = Place(self.name, 1, 1)
                self.problems.append(Problem(place, "missing-key", f"the section {section} is missing"))

    def take_section(self, section: str, cls: type[Entry], node: yaml.Node) -> None:
        """Keep the sound entries of a section and the faults of the others."""
        place = Place(self.name, *yaml.place(node))
        if not isinstance(node, yaml.Sequence):
            hint = "begin each entry with '- '"
            self.problems.append(Problem(place, "wrong-type", f"{section} is not a list", hint))
        elif not node.items and section in REQUIRED_SECTIONS:
            self.problems.append(Problem(place, "missing-key", f"{section} has no entry"))
        else:
            for item in node.items:
                self.take_entry(section, cls, item)

    def take_entry(self, section: str, cls: type[Entry], item: yaml.Node) -> None:
        """Keep an entry, and with a source its article; else its faults."""
        found = list(faults(cls, item, self.name, self.slugs))
        self.problems += found
        if found or not isinstance(item, yaml.Mapping):
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
            place = Place(self.name, *yaml.place(node, "file"))
            problem = Problem(place, "source-file", f"the article {source.file} {yaml.reason(fault)}")
            self.problems.append(problem)


def article_bytes(base: Path, file: str) -> bytes:
    """The bytes of an article, which must be a plain file in or below the folder of the fact base."""
    folder = base.resolve().parent
    path = (folder / file).resolve()
    if Path(file).is_absolute() or not path.is_relative_to(folder):
        raise ValueError("lies outside the folder of the fact base")
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("is no plain file")
    if status.st_size > MAX_ARTICLE_BYTES:
        raise ValueError(f"is larger than {MAX_ARTICLE_BYTES} bytes")
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


@cache
def struct(cls: Any) -> Any:
    """The class that msgspec validates the entries of a kind with, made from the declared fields."""
    fields = [(field.name, accepted(field)) for field in cls.FIELDS.values() if field.written]
    defaults = {name: field.default for name, field in cls.FIELDS.items() if field.written}
    return msgspec.defstruct(
        cls.__name__,
        [
            (name, kind)
            if defaults[name] is REQUIRED
            else (name, kind | None if defaults[name] is None else kind, defaults[name])
            for name, kind in fields
        ],
        kw_only=True,
        forbid_unknown_fields=True,
        namespace={"__doc__": cls.__doc__},
    )


def accepted(field: Field) -> Any:
    """The type of what a curator writes in a field."""
    if field.choices:
        return field.type
    if field.name == "anchors":
        return Annotated[tuple.__class_getitem__((struct(Anchor), ...)), Meta(min_length=1)]
    if field.several:
        members: Any = tuple.__class_getitem__((FORMS[field.form], ...))
        return Annotated[members, Meta(min_length=field.least)] if field.default is REQUIRED else members
    return FORMS[field.form]


def facts_struct() -> Any:
    """The class of a whole facts.yaml, for its JSON Schema."""
    fields: list[Any] = []
    for section, cls in SECTIONS.items():
        kind: Any = cls
        members: Any = tuple.__class_getitem__((struct(kind), ...))
        if section in REQUIRED_SECTIONS:
            fields.append((section, Annotated[members, Meta(min_length=1)]))
        else:
            fields.append((section, members, ()))
    return msgspec.defstruct("FactBase", fields, kw_only=True, forbid_unknown_fields=True)


def faults(cls: type[Entry], item: yaml.Node, name: str, slugs: Slugs) -> Iterator[Problem]:
    """Every fault of shape in one entry; `slugs` are those of the terms read before."""
    if not isinstance(item, yaml.Mapping):
        yield Problem(Place(name, *yaml.place(item)), "wrong-type", "this entry is not a list of `key: value` lines")
        return
    fields = {key: field for key, field in cls.FIELDS.items() if field.written}
    kind = cls.__name__.lower()
    for key in item.values.keys() - fields.keys():
        hint = f"its keys are {', '.join(fields)}"
        yield Problem(Place(name, *item.keys[key]), "unknown-key", f"{kind} has no key {key!r}", hint)
    for key, field in fields.items():
        if key in item.values:
            yield from value_faults(field, item, name, slugs)
        elif field.default is REQUIRED:
            message = f"{kind} {called(item)}lacks the key {key!r}"
            yield Problem(Place(name, *yaml.place(item)), "missing-key", message)


def value_faults(field: Field, item: yaml.Mapping, name: str, slugs: Slugs) -> Iterator[Problem]:
    """The fault of one field, if it has one."""
    value = yaml.plain(item.values[field.name])
    try:
        msgspec.convert(value, accepted(field))
        if field.form == "edtf":
            edtf.parse(str(value))
    except msgspec.ValidationError as fault:
        message, _, path = str(fault).partition(" - at `$")
        steps = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", path)]
        unknown = re.match("Object contains unknown field `(.+)`", message)
        steps += [unknown[1]] if unknown else []
        place = Place(name, *yaml.place(item, field.name, *steps))
        said = f"{'.'.join(map(str, (field.name, *steps)))}: {plainly(message)}"
        printable = "".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in said)
        hint = f"use one of {', '.join(field.choices)}" if field.choices else slug_hint(field.name, value, steps, slugs)
        yield Problem(place, "wrong-value", printable, hint)
    except ValueError as fault:
        yield Problem(Place(name, *yaml.place(item, field.name)), "wrong-date", f"{field.name}: {fault}")


def slug_hint(key: str, value: Any, steps: list[str | int], slugs: Slugs) -> str:
    """The slug of a term that was written in words."""
    for step in steps:
        value = value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
    return f"write the slug, {slugs[key, value]}" if isinstance(value, str) and (key, value) in slugs else ""


def called(item: yaml.Mapping) -> str:
    """The id or slug of an entry, for a message."""
    named = item.values.get("id") or item.values.get("slug")
    return f"{named.text!r} " if isinstance(named, yaml.Scalar) else ""


PLAIN_WORDS = (
    (r"Expected `str`, got `array`", "a single value is wanted, this is a list"),
    (r"Expected `str`, got `object`", "a single value is wanted, these are keys"),
    (r"Expected `array`, got `str`", "a list is wanted: write [a, b] or lines that begin with '- '"),
    (r"Expected `array`, got `object`", "a list is wanted: begin each member with '- '"),
    (r"Expected `object`, got `\w+`", 'keys are wanted, as in exact: "..."'),
    (r"Expected `array` of length >= (\d+)", r"at least \1 wanted"),
    (r"Expected `str` of length >= \d+", "the value is missing or too short"),
    (r"Expected `str` of length <= (\d+)", r"at most \1 characters are wanted"),
    (r"Invalid enum value (.*)", r"\1 may not stand here"),
    (r"Object missing required field `(\w+)`", r"the key '\1' is missing"),
    (r"Object contains unknown field `(\w+)`", r"there is no key '\1' here"),
    (r"Expected `str` matching regex .*\^https.*", "an address that begins with https:// is wanted"),
    (r"Expected `str` matching regex .*a-f.*", "64 hexadecimal digits are wanted"),
    (r"Expected `str` matching regex .*a-z.*", "small letters, digits and dashes are wanted, as in net-outflow-2020"),
    (r"Expected `str` matching regex .*", "a number is wanted, as in 28628 or 8.5"),
)
"""What msgspec says, and what a curator reads instead."""


def plainly(message: str) -> str:
    """A validator's message in the curator's words."""
    for pattern, words in PLAIN_WORDS:
        if match := re.match(pattern, message):
            return match.expand(words)
    return message
