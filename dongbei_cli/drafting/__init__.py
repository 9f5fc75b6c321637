"""Records drafted from an article; here as YAML: a whole facts.yaml, or put into one, all its other bytes kept."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from dongbei_cli import errors, model
from dongbei_cli.curate import FactFile, yaml
from dongbei_cli.curate.load import TODO
from dongbei_cli.drafting.stubs import Open, Stub, parts

Keyed = tuple[Stub, dict[str, Any]]
"""A stub with every key that its record is to have, in order."""
PLAIN = re.compile(r"[\w《（][^:#\"'{}\[\],&*!|>%@`\\]*[^\s:#\"'{}\[\],&*!|>%@`\\]|\w|https?://[^\s#'\"]+")
"""What YAML takes as a string without quotes."""
HEADING = """\
# yaml-language-server: $schema=facts.schema.json
#
# What the article says, as far as its words give it for certain. TODO is left to you: dongbei verify names each line.

"""


def scalar(value: Any) -> str:
    """Return a value as YAML has it, quoted where it must be; a string of JSON is one of YAML."""
    return str(value) if PLAIN.fullmatch(str(value)) else json.dumps(str(value), ensure_ascii=False)


def keyed(stub: Stub, name: str = "") -> Keyed:
    """Return a stub with its keys, `name` as its id; what is required and not known is open."""
    first, last = ("id", "source", "title", "title_en", "topics"), ("anchors", "prefix", "suffix", "reason")
    fields = {key: field for key, field in stub.cls.FIELDS.items() if field.written}
    values = {"id": name, **stub.values}
    wanted = {key for key, field in fields.items() if field.default is model.REQUIRED}
    wanted |= {*stub.values, *(f"{key}_en" for key in ("affiliation", "verb") if key in stub.values)}
    order = [*first, *(key for key in fields if key not in (*first, *last)), *last]
    return stub, {key: values.get(key, Open()) for key in order if key in wanted}


def numbered(stubs: Sequence[Stub], source: str, taken: Sequence[str] = ()) -> Iterator[Keyed]:
    """Return each stub with its keys; its id is the next of its kind that is free, and no term comes twice."""
    used = {*taken}
    for stub in stubs:
        named = (f"{stub.cls.__name__.lower()}-{source}-{number}" for number in count(1))
        names = [stub.values["slug"]] if stub.cls is model.Term else named
        if name := next((name for name in names if name not in used), ""):
            used.add(name)
            yield keyed(stub, name)


def entry(record: Keyed) -> str:
    """Return a record as an item of a list."""
    lines: list[str] = []
    for key, value in record[1].items():
        if isinstance(value, Open):
            todo = f"[{TODO}]" if record[0].cls.FIELDS[key].several else TODO
            lines.append(f"{key}: {todo}" + (f"  # {' or '.join(value.candidates)}" if value.candidates else ""))
        elif key == "anchors":
            lines.append("anchors:")
            for anchor in value:
                words = (f"{name}: {scalar(said)}" for name, said in parts(anchor).items())
                lines += [f"  {'  ' if at else '- '}{each}" for at, each in enumerate(words)]
        elif isinstance(value, tuple):
            lines.append(f"{key}: [{', '.join(map(scalar, value))}]")
        else:
            lines.append(f"{key}: {scalar(value)}")
    return "".join(f"  {'- ' if not number else '  '}{line}\n" for number, line in enumerate(lines))


def sections(records: Sequence[Keyed]) -> str:
    """Return records as the sections of a facts.yaml."""
    found: dict[str, list[str]] = {}
    for record in records:
        found.setdefault(record[0].section, []).append(entry(record))
    return "\n".join(f"{name}:\n" + "\n".join(found[name]) for name in model.SECTIONS if name in found)


def document(source: Mapping[str, str], stubs: Sequence[Stub]) -> str:
    """Return a whole facts.yaml for one article."""
    term = entry(keyed(Stub(model.Term, 0, 0, {})))
    areas = f"\nareas:\n{term}" if any(stub.cls is model.Measure for stub in stubs) else ""
    cited = sections([keyed(Stub(model.Source, 0, 0, dict(source)))])
    return f"{HEADING}{cited}\ntopics:\n{term}{areas}\n{sections([*numbered(stubs, source['id'])])}"


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of a record for JSON; one that is open holds its candidates."""
    opened = {key: {TODO: value.candidates} for key, value in values.items() if isinstance(value, Open)}
    anchors = {"anchors": [parts(each) for each in values["anchors"]]} if "anchors" in values else {}
    return {**values, **opened, **anchors}


def place_of(values: Mapping[str, Any], file: FactFile) -> tuple[float, float]:
    """Return where in the articles an entry of a facts.yaml belongs: by its first words, else at the end."""
    source = values.get("source", file.first)
    words = values.get("exact") or next((anchor["exact"] for anchor in values.get("anchors", ())), "")
    if not words or source not in file.articles:
        return float("inf"), 0.0
    return list(file.articles).index(source), file.articles[source].text.find(words)


def inserted(data: str, root: yaml.Mapping, records: Sequence[Keyed], file: FactFile) -> str:
    """Return a facts.yaml with more records, each before the first entry of its section that comes later."""
    lines, blocks = data.splitlines(keepends=True), dict[int, str]()
    begun = sorted(line for line, _ in root.keys.values())
    for name in dict.fromkeys(stub.section for stub, _ in records):
        new = [record for record in records if record[0].section == name]
        node = root.values.get(name)
        if node is None:
            blocks[len(lines)] = blocks.get(len(lines), "") + f"\n{sections(new)}"
            continue
        items = node.items if isinstance(node, yaml.Sequence) else []
        if not items or "-" not in lines[items[0].line - 1]:
            hint = errors.Message("write a line that begins with - for each entry")
            raise errors.UsageError("{section} is written in brackets", hint, section=name)
        after = next((line for line in begun if line > root.keys[name][0]), len(lines) + 1)
        starts, places = [*(item.line for item in items), after], [place_of(yaml.plain(each), file) for each in items]
        for record in new:
            position = place_of(plain(record[1]), file)
            line = starts[next((number for number, place in enumerate(places) if place > position), len(items))] - 1
            while line and (not lines[line - 1].strip() or lines[line - 1].lstrip().startswith("#")):
                line -= 1
            blocks[line] = blocks.get(line, "") + f"\n{entry(record)}"
    for line in sorted(blocks, reverse=True):
        lines.insert(line, blocks[line])
    return "".join(lines)
