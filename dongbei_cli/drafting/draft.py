"""Stubs as YAML: a whole facts.yaml, or records put into one that there is, all its other bytes kept."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dongbei_cli import errors, model
from dongbei_cli.curate import yaml
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.curate.load import TODO
from dongbei_cli.drafting.stubs import Open, Stub, section

FIRST = ("id", "source", "title", "title_en", "topics")
LAST = ("anchors", "prefix", "suffix", "reason")
PARTS = ("exact", "prefix", "suffix")
Position = tuple[float, float]
"""Which article, and where in it."""
LAST_OF_ALL: Position = (float("inf"), 0)
PLAIN = re.compile(r"[\w《（][^:#\"'{}\[\],&*!|>%@`\\]*[^\s:#\"'{}\[\],&*!|>%@`\\]|\w|https?://[^\s#'\"]+")
"""What YAML takes as a string without quotes."""
WITH = {"name": (), "affiliation": ("affiliation_en",), "verb": ("verb_en",)}
"""English keys that a record with these has as well."""
HEADING = """\
# yaml-language-server: $schema=facts.schema.json
#
# What the article says, as far as its words give it for certain. TODO is left to you: dongbei verify names each line.
"""


def scalar(value: Any) -> str:
    """Return a value as YAML has it, quoted where it must be."""
    text = str(value)
    if PLAIN.fullmatch(text):
        return text
    return '"' + text + '"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def values_of(stub: Stub, number: int, source: str) -> dict[str, Any]:
    """Return every key that a record is to have, in order; what is required and not known is open."""
    fields = [name for name, field in stub.cls.FIELDS.items() if field.written]
    order = [*FIRST, *(name for name in fields if name not in (*FIRST, *LAST)), *LAST]
    kind = stub.cls.__name__.lower()
    values = {"id": f"{kind}-{source}-{number}"} | stub.values if "id" in fields else stub.values
    glosses = {name for key in stub.values for name in WITH.get(key, ())}
    needed = {name for name in fields if stub.cls.FIELDS[name].default is model.REQUIRED} | glosses
    return {key: values.get(key, Open()) for key in order if key in fields and (key in values or key in needed)}


def entry(values: Mapping[str, Any], cls: type[model.Entry], indent: str = "  ") -> str:
    """Return a record as an item of a list."""
    lines: list[str] = []
    for key, value in values.items():
        if isinstance(value, Open):
            several = cls.FIELDS[key].several
            could = f"  # {' or '.join(value.candidates)}" if value.candidates else ""
            lines.append(f"{key}: {f'[{TODO}]' if several else TODO}{could}")
        elif key == "anchors":
            lines.append("anchors:")
            for anchor in value:
                keys = [(name, getattr(anchor, name)) for name in PARTS]
                told = [f"{name}: {scalar(words)}" for name, words in keys if words]
                lines += [f"  - {told[0]}", *(f"    {each}" for each in told[1:])]
        elif isinstance(value, tuple):
            lines.append(f"{key}: [{', '.join(map(scalar, value))}]")
        else:
            lines.append(f"{key}: {scalar(value)}")
    return "".join(f"{indent}{'- ' if not number else '  '}{line}\n" for number, line in enumerate(lines))


def numbered(stubs: Sequence[Stub], source: str, taken: Sequence[str] = ()) -> list[tuple[Stub, dict[str, Any]]]:
    """Return each stub with the keys of its record; its id is the next of its kind that is free."""
    used, found = {*taken}, []
    for stub in stubs:
        number = 1
        while f"{stub.cls.__name__.lower()}-{source}-{number}" in used:
            number += 1
        used.add(f"{stub.cls.__name__.lower()}-{source}-{number}")
        found.append((stub, values_of(stub, number, source)))
    return found


def document(source: Mapping[str, str], stubs: Sequence[Stub], regions: Sequence[model.Term]) -> str:
    """Return a whole facts.yaml for one article."""
    term = entry(values_of(Stub(model.Term, 0, 0, {}), 1, ""), model.Term)
    sections = {"sources": [entry(values_of(Stub(model.Source, 0, 0, dict(source)), 1, ""), model.Source)]}
    sections |= {"topics": [term], "areas": [term] if any(stub.cls is model.Measure for stub in stubs) else []}
    sections["regions"] = [entry({"slug": each.slug, "zh": each.zh, "en": each.en}, model.Term) for each in regions]
    for stub, values in numbered(stubs, source["id"]):
        sections.setdefault(section(stub.cls), []).append(entry(values, stub.cls))
    ordered = [(name, sections[name]) for name in model.SECTIONS if sections.get(name)]
    return HEADING + "\n" + "\n".join(f"{name}:\n" + "\n".join(entries) for name, entries in ordered)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of a record for JSON; one that is open holds its candidates."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key == "anchors":
            found[key] = [{name: said for name, said in each if said and name in PARTS} for each in value]
        else:
            found[key] = {TODO: value.candidates} if isinstance(value, Open) else value
    return found


def place_of(item: yaml.Node, file: FactFile) -> Position:
    """Return where in the articles an entry of a facts.yaml belongs: by its first words, else at the end."""
    values = yaml.plain(item) if isinstance(item, yaml.Mapping) else {}
    source = values.get("source", file.first)
    words = values.get("exact") or next((anchor["exact"] for anchor in values.get("anchors", ())), "")
    if not words or source not in file.articles:
        return LAST_OF_ALL
    return list(file.articles).index(source), file.articles[source].text.find(words)


def inserted(
    data: str, root: yaml.Mapping, entries: Mapping[str, Sequence[tuple[Position, str]]], file: FactFile
) -> str:
    """Return a facts.yaml with more entries in its sections, each before the first entry that comes later.

    `entries` holds by section where in the articles a new entry belongs, and its text. Every other byte stays.
    """
    lines, added = data.splitlines(keepends=True), list[tuple[int, str]]()
    begun = sorted(line for line, _ in root.keys.values())
    for name, new in entries.items():
        node = root.values.get(name)
        items = node.items if isinstance(node, yaml.Sequence) else []
        if name not in root.values:
            added += [(len(lines), f"\n{name}:\n{new[0][1]}"), *((len(lines), f"\n{text}") for _, text in new[1:])]
            continue
        if not items or "-" not in lines[items[0].line - 1]:
            hint = errors.Message("write a line that begins with - for each entry")
            raise errors.UsageError("{section} is written in brackets", hint, section=name)
        after = next((line for line in begun if line > root.keys[name][0]), len(lines) + 1)
        starts, places = [*(item.line for item in items), after], [place_of(item, file) for item in items]
        for position, text in new:
            at = next((number for number, place in enumerate(places) if place > position), len(items))
            line = starts[at] - 1
            while line and (not lines[line - 1].strip() or lines[line - 1].lstrip().startswith("#")):
                line -= 1
            added.append((line, f"\n{text}"))
    blocks: dict[int, str] = {}
    for line, text in added:
        blocks[line] = blocks.get(line, "") + text
    for line in sorted(blocks, reverse=True):
        lines.insert(line, blocks[line])
    return "".join(lines)
