"""YAML nodes -> entries: every problem of shape at once, each with its place.

What the entries say of the article is not looked at here: see `checks`.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol, get_args, get_origin, get_type_hints

import msgspec

from dongbei_cli import errors, yamlnodes
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile, Shelf
from dongbei_cli.problems import Place, Problem
from dongbei_cli.readings import edtf

SECTIONS: dict[str, type[entries.Entry]] = {
    section: entries_of.__args__[0] for section, entries_of in get_type_hints(entries.FactBase).items()
}
DATES = ("date", "period", "published")
REQUIRED = ("sources", "topics")
MAX_ARTICLE_BYTES = 16_000_000
STEP = 256
"""Entries that are read before somebody is told."""

Slugs = Mapping[tuple[str, str], str]
"""Slugs of topics and areas by the key of a fact that takes them and by their names."""
Loaded = tuple[FactFile | None, list[Problem]]
Heard = Callable[[int], None]


class Store(Protocol):
    """What takes in entries and articles as they are read, and gives the whole in the end."""

    def keep(self, section: str, entry: entries.Entry, node: yamlnodes.Mapping) -> None:
        """Take in an entry of a section and the node that it was made from."""

    def keep_article(self, source: str, data: bytes) -> None:
        """Take in the text that a source cites."""

    def file(self, name: str) -> FactFile:
        """All that was taken in, under the name of its file."""


def ignored(_done: int) -> None:
    """Nobody is told."""


def load(path: Path) -> Loaded:
    """Read a facts.yaml and its articles into memory; the file is None when a problem keeps it from being used."""
    return read(path, Shelf())


def load_large(path: Path, heard: Heard = ignored) -> Loaded:
    """The same with the entries on disk, in memory for one article; `heard` is told how many bytes were read."""
    from dongbei_cli.facts.ledger import Ledger

    return read(path, Ledger(), heard)


def read(path: Path, store: Store, heard: Heard = ignored) -> Loaded:
    """Read into `store`, an item at a time."""
    slips: list[Problem] = []
    reading = Reading(path, store)
    with opened(path) as stream:
        for number, item in enumerate(yamlnodes.items(stream, str(path), slips)):
            reading.take(item)
            if number % STEP == 0:
                heard(stream.tell())
        problems = slips or cut_off(stream, str(path)) or reading.problems() or reading.unread
    return (None, sorted(problems)) if problems else (store.file(str(path)), [])


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A fact base to read; a folder, a device or a file that cannot be read or changes is an error of the call."""
    try:
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "is no file" if path.exists() else "does not exist"
            hint = errors.Message("give the path of a facts.yaml or a facts.db")
            raise errors.UnusableBaseError("{path} {reason}", hint, path=path, reason=errors.Message(what))
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            yield stream
            after = os.fstat(stream.fileno())
    except OSError as fault:
        raise errors.UnusableBaseError("{path} {reason}", path=path, reason=reason(fault)) from fault
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise errors.UnusableBaseError("{path} was changed while it was read", "try again", path=path)


def cut_off(stream: BinaryIO, name: str) -> list[Problem]:
    """The problem of a file whose last line does not end."""
    stream.seek(-1, os.SEEK_END)
    if stream.read() == b"\n":
        return []
    stream.seek(0)
    place = Place(name, sum(1 for _ in stream), 1)
    hint = "restore the end of the file, or add a line feed if nothing is missing"
    return [Problem(place, "file-cut", "the last line does not end; the file may have been cut", hint)]


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


def reason(fault: Exception) -> str:
    """A fault of reading as the end of a sentence."""
    if isinstance(fault, UnicodeDecodeError):
        return f"is not UTF-8 (byte {fault.start})"
    if isinstance(fault, OSError):
        return f"cannot be read: {fault.strerror}"
    return str(fault)


class Reading:
    """Items on their way into a store: what is wrong with their shape, and which articles cannot be read."""

    def __init__(self, path: Path, store: Store) -> None:
        self.path, self.name, self.store = path, str(path), store
        self.sections: set[str] = set()
        self.slugs: dict[tuple[str, str], str] = {}
        self.found: list[Problem] = []
        self.unread: list[Problem] = []

    def take(self, item: yamlnodes.Item) -> None:
        """Keep a sound entry."""
        section, node = item.key.text, item.value
        cls = SECTIONS.get(section)
        if cls is None:
            self.reject(item.key)
        elif item.listed:
            entry = sound(cls, node)
            if entry is not None and isinstance(node, yamlnodes.Mapping):
                self.keep(section, entry, node)
            else:
                self.found += faults(cls, node, self.name, self.slugs)
        elif not isinstance(node, yamlnodes.Sequence):
            place = Place(self.name, *yamlnodes.at(node))
            self.found.append(Problem(place, "wrong-type", f"{section} is not a list", "begin each entry with '- '"))
        elif section in REQUIRED:
            place = Place(self.name, *yamlnodes.at(node))
            self.found.append(Problem(place, "missing-key", f"{section} has no entry"))
        self.sections.add(section)

    def reject(self, key: yamlnodes.Scalar) -> None:
        """Report a section that there is not, once."""
        if key.text not in self.sections:
            place, hint = Place(self.name, key.line, key.column), f"sections are {', '.join(SECTIONS)}"
            self.found.append(Problem(place, "unknown-key", f"no section is called {key.text!r}", hint))

    def keep(self, section: str, entry: entries.Entry, node: yamlnodes.Mapping) -> None:
        """Store an entry, and with a source its article."""
        self.store.keep(section, entry, node)
        if isinstance(entry, entries.Term):
            key = {"areas": "area"}.get(section, section)
            self.slugs |= {(key, form): entry.slug for form in (entry.zh, entry.en, *entry.aliases)}
        if isinstance(entry, entries.Source):
            try:
                data = article_bytes(self.path, entry.file)
                self.store.keep_article(entry.id, data)
            except (OSError, RuntimeError, ValueError) as fault:  # RuntimeError: a link that leads to itself
                place = Place(self.name, *yamlnodes.at(node, "file"))
                self.unread.append(Problem(place, "source-file", f"the article {entry.file} {reason(fault)}"))

    def problems(self) -> list[Problem]:
        """What is wrong with the shape of the entries, when all have been read."""
        for section in REQUIRED:
            if section not in self.sections:
                place = Place(self.name, 1, 1)
                self.found.append(Problem(place, "missing-key", f"the section {section} is missing"))
        return self.found


def sound(cls: type[entries.Entry], item: yamlnodes.Value) -> entries.Entry | None:
    """The entry that an item is; None where something is wrong with it, which `faults` finds."""
    try:
        entry = msgspec.convert(yamlnodes.plain(item), cls)
        for key in dated(cls):
            dates(getattr(entry, key))
    except (msgspec.ValidationError, ValueError):
        return None
    return entry


@cache
def dated(cls: type[entries.Entry]) -> list[str]:
    """The keys of an entry that hold dates."""
    return [key for key in DATES if key in cls.__struct_fields__]


@lru_cache(maxsize=4096)
def dates(text: str | None) -> None:
    """ValueError where a date is none."""
    if text:
        edtf.parse(text)


def faults(cls: type[entries.Entry], item: yamlnodes.Value, name: str, slugs: Slugs | None = None) -> Iterator[Problem]:
    """Every fault of shape in one entry, not only the first; `slugs` are those of the terms read before."""
    if not isinstance(item, yamlnodes.Mapping):
        yield Problem(Place(name, *yamlnodes.at(item)), "wrong-type", "this entry is not a list of `key: value` lines")
        return
    fields = fields_by_name(cls)
    for key in item.values.keys() - fields.keys():
        hint = f"its keys are {', '.join(fields)}"
        message = f"{cls.__name__.lower()} has no key {key!r}"
        yield Problem(Place(name, *item.keys[key]), "unknown-key", message, hint)
    for key, field in fields.items():
        if key in item.values:
            yield from value_faults(field, item, name, slugs or {})
        elif field.required:
            message = f"{cls.__name__.lower()} {label(item)}lacks the key {key!r}"
            yield Problem(Place(name, *yamlnodes.at(item)), "missing-key", message)


@cache
def fields_by_name(cls: type[entries.Entry]) -> dict[str, msgspec.structs.FieldInfo]:
    """The keys of an entry with what may stand at each."""
    return {field.name: field for field in msgspec.structs.fields(cls)}


def value_faults(
    field: msgspec.structs.FieldInfo, item: yamlnodes.Mapping, name: str, slugs: Slugs
) -> Iterator[Problem]:
    """The fault of one field, if it has one."""
    value = yamlnodes.plain(item.values[field.name])
    try:
        msgspec.convert(value, field.type)
        if field.name in DATES:
            edtf.parse(value)
    except msgspec.ValidationError as fault:
        message, _, path = str(fault).partition(" - at `$")
        steps = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", path)]
        unknown = re.match("Object contains unknown field `(.+)`", message)
        steps += [unknown[1]] if unknown else []
        place = Place(name, *yamlnodes.at(item, field.name, *steps))
        choices = get_args(field.type) if get_origin(field.type) is Literal else ()
        hint = f"use one of {', '.join(choices)}" if choices else slug_hint(field.name, value, steps, slugs)
        said = f"{'.'.join(map(str, (field.name, *steps)))}: {plainly(message)}"
        printable = "".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in said)
        yield Problem(place, "wrong-value", printable, hint)
    except ValueError as fault:
        yield Problem(Place(name, *yamlnodes.at(item, field.name)), "wrong-date", f"{field.name}: {fault}")


def slug_hint(key: str, value: Any, steps: list[str | int], slugs: Slugs) -> str:
    """The slug of a term that was written in words."""
    for step in steps:
        value = value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
    return f"write the slug, {slugs[key, value]}" if isinstance(value, str) and (key, value) in slugs else ""


def label(item: yamlnodes.Mapping) -> str:
    """The id or slug of an entry, to tell a reader which one is meant."""
    named = item.values.get("id") or item.values.get("slug")
    return f"{named.text!r} " if isinstance(named, yamlnodes.Scalar) else ""


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


def plainly(message: str) -> str:
    """A validator's message in the curator's words."""
    for pattern, words in PLAIN_WORDS:
        if match := re.match(pattern, message):
            return match.expand(words)
    return message
