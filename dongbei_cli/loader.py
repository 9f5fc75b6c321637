"""YAML nodes -> entries: every problem of shape at once, each with its place.

What the entries say of the article is not looked at here: see `checks`.
"""

import hashlib
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from dongbei_cli import edtf, entries, errors, yamlnodes
from dongbei_cli.article import Article
from dongbei_cli.factfile import FactFile
from dongbei_cli.problems import Place, Problem

SECTIONS: dict[str, type[entries.Entry]] = {
    section: entries_of.__args__[0] for section, entries_of in get_type_hints(entries.FactBase).items()
}
DATES = ("date", "period", "published")
MAX_ARTICLE_BYTES = 16_000_000


def load(path: Path) -> tuple[FactFile | None, list[Problem]]:
    """Read a facts.yaml and its articles; the file is None when a problem keeps it from being used."""
    name = str(path)
    data = contents(path)
    root, problems = yamlnodes.read(data, name)
    if root is None or problems:
        return None, problems
    if not data.endswith(b"\n"):
        place = Place(name, data.count(b"\n") + 1, 1)
        hint = "restore the end of the file, or add a line feed if nothing is missing"
        return None, [Problem(place, "file-cut", "the last line does not end; the file may have been cut", hint)]
    nodes: dict[int, yamlnodes.Mapping] = {}
    base = convert_base(root, name, nodes, problems)
    if base is None or problems:
        return None, sorted(problems)
    articles: dict[str, Article] = {}
    pins: dict[str, str] = {}
    for source in base.sources:
        place = Place(name, *yamlnodes.at(nodes[id(source)], "file"))
        try:
            data = article_bytes(path, source.file)
            articles[source.id] = Article(data.decode())
            pins[source.id] = hashlib.sha256(data).hexdigest()
        except (OSError, ValueError) as fault:
            problems.append(Problem(place, "source-file", f"the article {source.file} {reason(fault)}"))
    return (None if problems else FactFile(name, base, nodes, articles, pins)), sorted(problems)


def contents(path: Path) -> bytes:
    """The bytes of a fact base; a folder, a device or a file that cannot be read is an error of the call."""
    try:
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "is no file" if path.exists() else "does not exist"
            raise errors.UnusableBaseError(f"{path} {what}", "give the path of a facts.yaml or a facts.db")
        return path.read_bytes()
    except OSError as fault:
        raise errors.UnusableBaseError(f"{path} {reason(fault)}") from fault


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


def convert_base(
    root: yamlnodes.Mapping, name: str, nodes: dict[int, yamlnodes.Mapping], problems: list[Problem]
) -> entries.FactBase | None:
    """All sections as entries, with the node of each kept in `nodes`; None when a section is missing or wrong."""
    sections: dict[str, tuple[Any, ...]] = {}
    for key, value in root.values.items():
        cls = SECTIONS.get(key)
        if cls is None:
            hint = f"sections are {', '.join(SECTIONS)}"
            problems.append(Problem(Place(name, *root.keys[key]), "unknown-key", f"no section is called {key!r}", hint))
        elif not isinstance(value, yamlnodes.Sequence):
            place = Place(name, *yamlnodes.at(root, key))
            problems.append(Problem(place, "wrong-type", f"{key} is not a list", "begin each entry with '- '"))
        else:
            sections[key] = tuple(convert_section(cls, value, name, nodes, problems))
    for key in ("sources", "topics"):
        if not root.values.get(key):
            problems.append(Problem(Place(name, 1, 1), "missing-key", f"the section {key} is missing"))
    return None if problems else entries.FactBase(**sections)


def convert_section(
    cls: type[entries.Entry],
    section: yamlnodes.Sequence,
    name: str,
    nodes: dict[int, yamlnodes.Mapping],
    problems: list[Problem],
) -> Iterator[entries.Entry]:
    """The sound entries of one section; the faults of the others go to `problems`."""
    for item in section.items:
        found = list(faults(cls, item, name))
        problems.extend(found)
        if not found and isinstance(item, yamlnodes.Mapping):
            entry = msgspec.convert(yamlnodes.plain(item), cls)
            nodes[id(entry)] = item
            yield entry


def faults(cls: type[entries.Entry], item: yamlnodes.Value, name: str) -> Iterator[Problem]:
    """Every fault of shape in one entry, not only the first."""
    if not isinstance(item, yamlnodes.Mapping):
        yield Problem(Place(name, *yamlnodes.at(item)), "wrong-type", "this entry is not a list of `key: value` lines")
        return
    fields = {field.name: field for field in msgspec.structs.fields(cls)}
    for key in item.values.keys() - fields.keys():
        hint = f"its keys are {', '.join(fields)}"
        message = f"{cls.__name__.lower()} has no key {key!r}"
        yield Problem(Place(name, *item.keys[key]), "unknown-key", message, hint)
    for key, field in fields.items():
        if key in item.values:
            yield from value_faults(field, item, name)
        elif field.required:
            message = f"{cls.__name__.lower()} {label(item)}lacks the key {key!r}"
            yield Problem(Place(name, *yamlnodes.at(item)), "missing-key", message)


def value_faults(field: msgspec.structs.FieldInfo, item: yamlnodes.Mapping, name: str) -> Iterator[Problem]:
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
        hint = f"use one of {', '.join(choices)}" if choices else ""
        yield Problem(place, "wrong-value", f"{'.'.join(map(str, (field.name, *steps)))}: {plainly(message)}", hint)
    except ValueError as fault:
        yield Problem(Place(name, *yamlnodes.at(item, field.name)), "wrong-date", f"{field.name}: {fault}")


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
