"""Load a facts.yaml and its articles; every problem of shape is collected with its place."""

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from dongbei_cli import errors, files
from dongbei_cli.curate import FactBase, FactFile, yaml
from dongbei_cli.errors import Message, Place, Problem
from dongbei_cli.model import REQUIRED, SECTIONS, Anchor, Entry, Field, Source, Term, Waiver
from dongbei_cli.readings import edtf

TODO = "TODO"
"""What `new` writes where the words leave a field open; the record is proved once it is filled in."""
REQUIRED_SECTIONS = ("sources", "topics")


class Form(NamedTuple):
    """What text a field takes: a pattern that it fits as a whole, and what a curator reads whose text does not."""

    pattern: str
    wanted: str


FORMS = {
    "text": Form(".+", "the value is missing"),
    "slug": Form("[a-z0-9]+(-[a-z0-9]+)*", "small letters, digits and dashes are wanted, as in net-outflow-2020"),
    "edtf": Form(".{4,}", "a date is wanted, as in 2003, 2003-10, 2023-10-27 or 2003/2022"),
    "number": Form(r"-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,20})?", "a number is wanted, as in 28628 or 8.5"),
    "sha256": Form("[0-9a-f]{64}", "64 hexadecimal digits are wanted"),
    "url": Form(r"https?://[^\s]+", "an address that begins with https:// is wanted"),
    "reasons": Form(".{4,}", "the value is missing or too short"),
}
"""The forms of text that `model` names; a date must be EDTF as well."""


def load(*paths: Path) -> tuple[FactFile | None, list[Problem]]:
    """Read a facts.yaml and its articles, or several as one; the file holds those that can be used, None if none can.

    Of several each record names its source, and a term that more than one declares is one term with all aliases.
    """
    whole, problems = Reading(paths[0]), list[Problem]()
    for path in paths:
        root, faults_of_syntax = yaml.read(path)
        reading = Reading(path, len(paths) > 1)
        if root is not None and not faults_of_syntax:
            reading.take(root)
        found = [*faults_of_syntax, *reading.problems]
        problems += found
        if not found:
            whole.join(reading)
    if not whole.sections:
        return None, sorted(problems)
    file = FactFile(whole.name, FactBase(whole.sections), whole.nodes, whole.articles)
    file.todo, file.held, file.files = whole.todo, whole.held, whole.files
    return file, sorted(problems)


class Reading:
    """The sections of one file on their way to entries; `among` others each record names its source."""

    def __init__(self, path: Path, among: bool = False) -> None:
        self.path, self.name, self.among = path, str(path), among
        self.files: dict[int, str] = {}
        self.todo: list[tuple[yaml.Mapping, Problem]] = []
        self.held: list[Waiver] = []
        self.sections: dict[str, list[Entry]] = {}
        self.nodes: dict[int, yaml.Mapping] = {}
        self.articles: dict[str, bytes] = {}
        self.slugs: dict[tuple[str, str], str] = {}
        self.problems: list[Problem] = []

    def fault(self, place: Sequence[int], rule: str, message: str, hint: str = "", **values: object) -> None:
        """Keep a fault at a place that ends with line and column, as each node does; values fill message and hint."""
        said = Message(message, **values), Message(hint, **values)
        self.problems.append(Problem(Place(self.name, *place[-2:]), rule, *said))

    def join(self, other: "Reading") -> None:
        """Take in the entries of another file."""
        self.nodes |= other.nodes
        self.articles |= other.articles
        self.files |= dict.fromkeys(other.nodes, other.name)
        self.todo, self.held = self.todo + other.todo, self.held + other.held
        for section, entries in other.sections.items():
            own = self.sections.setdefault(section, [])
            known = {(term.slug, term.zh, term.en): at for at, term in enumerate(own) if isinstance(term, Term)}
            for entry in entries:
                if not isinstance(entry, Term) or (at := known.get((entry.slug, entry.zh, entry.en))) is None:
                    own.append(entry)
                    continue
                term: Any = own[at]  # with the aliases of both, at the place of the first
                own[at] = term.replace(aliases=tuple(dict.fromkeys((*term.aliases, *entry.aliases))))
                self.nodes[id(own[at])], self.files[id(own[at])] = self.nodes[id(term)], self.files[id(term)]

    def take(self, root: yaml.Mapping) -> None:
        """Read every section, the vocabulary first, whose words hints about the facts name."""
        for section in root.values.keys() - SECTIONS.keys():
            message, hint = "no section is called {section!r}", "sections are {known}"
            self.fault(root.keys[section], "unknown-key", message, hint, section=section, known=", ".join(SECTIONS))
        for section, cls in SECTIONS.items():
            node, required = root.values.get(section), section in REQUIRED_SECTIONS
            if isinstance(node, yaml.Sequence):
                for item in node.items:
                    self.take_entry(section, cls, item)
                if not node.items and required:
                    self.fault(yaml.place(node), "missing-key", "{section} has no entry", section=section)
            elif node is not None:
                message, hint = "{section} is not a list", "begin each entry with '- '"
                self.fault(yaml.place(node), "wrong-type", message, hint, section=section)
            elif required:
                self.fault((1, 1), "missing-key", "the section {section} is missing", section=section)

    def take_entry(self, section: str, cls: type[Entry], item: yaml.Node) -> None:
        """Keep an entry, and with a source its article; else its faults."""
        before = len(self.problems)
        self.check(cls, item)
        if len(self.problems) > before or not isinstance(item, yaml.Mapping) or self.leave_open(cls, item):
            return
        entry = made(cls, item)
        if self.among and "source" in cls.FIELDS and not entry.__dict__["source"]:
            entry = entry.replace(source=self.own_source())
        self.sections.setdefault(section, []).append(entry)
        self.nodes[id(entry)] = item
        if isinstance(entry, Term):
            key = "area" if section == "areas" else section
            self.slugs |= {(key, form): entry.slug for form in (entry.zh, entry.en, *entry.aliases)}
        if isinstance(entry, Source):
            try:
                self.articles[entry.id] = article_bytes(self.path, entry.file)
            except (OSError, RuntimeError, ValueError) as fault:  # RuntimeError: a link that leads to itself
                message, why = "the article {file} {reason}", files.reason(fault)
                self.fault(yaml.place(item, "file"), "source-file", message, file=entry.file, reason=why)

    def own_source(self) -> str | None:
        """Return the id of the first source of the file, which its records cite where they name none."""
        first: Any = next(iter(self.sections.get("sources", ())), None)
        return first and str(first.id)

    def leave_open(self, cls: type[Entry], item: yaml.Mapping) -> bool:
        """Keep what is still to be filled in; whether the entry can be no record before it is."""
        todo = [key for key, node in item.values.items() if is_open(node)]
        for key in todo:
            place = Place(self.name, *yaml.place(item, key))
            message = Message("{key} is still {todo}", key=key, todo=TODO)
            self.todo.append((item, Problem(place, "filled-in", message, "write what the words give")))
        fields = [cls.FIELDS[key] for key in todo if cls.FIELDS[key].default is REQUIRED]
        names = ("", "topic", "category")  # filters by words that name nothing in the base
        held = any(field.form not in ("text", "slug") or field.choices or field.tag not in names for field in fields)
        if held and "anchors" in item.values:
            own = self.own_source() if self.among else None
            source = yaml.plain(item.values["source"]) if "source" in item.values else own
            anchors = yaml.plain(item.values["anchors"])
            self.held += [Waiver(**each, reason="misread", source=source) for each in anchors]
        return held

    def check(self, cls: type[Entry], node: yaml.Node) -> None:
        """Find every fault of shape in an entry or an anchor."""
        if not isinstance(node, yaml.Mapping):
            self.fault(yaml.place(node), "wrong-type", "this is not a list of key: value lines")
            return
        fields = {key: field for key, field in cls.FIELDS.items() if field.written}
        kind = cls.__name__.lower()
        for key in node.values.keys() - fields.keys():
            message, hint = "{kind} has no key {key!r}", "its keys are {keys}"
            self.fault(node.keys[key], "unknown-key", message, hint, kind=kind, key=key, keys=", ".join(fields))
        for key, field in fields.items():
            if key in node.values:
                if not is_open(node.values[key]):
                    self.check_value(field, node.values[key])
            elif field.default is REQUIRED:
                named = node.values.get("id") or node.values.get("slug")
                name = f"{named.text!r} " if isinstance(named, yaml.Scalar) else ""
                message = "{kind} {name}lacks the key {key!r}"
                self.fault(yaml.place(node), "missing-key", message, kind=kind, name=name, key=key)

    def check_value(self, field: Field, node: yaml.Node) -> None:
        """Find every fault in the value of a field."""
        if not field.several and not field.mapping:
            self.check_text(field, node)
        elif field.mapping and isinstance(node, yaml.Mapping):
            for each in node.values.values():
                self.check_text(field, each)
        elif not field.several or not isinstance(node, yaml.Sequence):
            wanted = Message("a list is wanted, as in [a, b]" if field.several else "keys with values are wanted")
            self.fault(yaml.place(node), "wrong-value", "{name}: {wanted}", name=field.name, wanted=wanted)
        elif field.default is REQUIRED and len(node.items) < field.least:
            self.fault(yaml.place(node), "wrong-value", "{field.name}: at least {field.least} wanted", field=field)
        else:
            for each in node.items:
                self.check(Anchor, each) if field.name == "anchors" else self.check_text(field, each)

    def check_text(self, field: Field, node: yaml.Node) -> None:
        """Find the fault of a single value, if it has one."""
        form, place = FORMS[field.form], yaml.place(node)
        if not isinstance(node, yaml.Scalar):
            self.fault(place, "wrong-value", "{name}: a single value is wanted", name=field.name)
        elif field.choices and node.text not in field.choices:
            message, hint = "{name}: {text} may not stand here", "use one of {choices}"
            text, choices = errors.shown(node.text), ", ".join(field.choices)
            self.fault(place, "wrong-value", message, hint, name=field.name, text=text, choices=choices)
        elif not re.fullmatch(form.pattern, node.text):
            slug = self.slugs.get((field.name, node.text))
            message, hint = "{name}: {wanted}", "write the slug, {slug}" if slug else ""
            self.fault(place, "wrong-value", message, hint, name=field.name, wanted=Message(form.wanted), slug=slug)
        elif field.form == "edtf":
            try:
                edtf.parse(node.text)
            except ValueError as fault:
                self.fault(place, "wrong-date", "{name}: {wanted}", name=field.name, wanted=fault.args[0])


def article_bytes(base: Path, file: str) -> bytes:
    """The bytes of an article in UTF-8, which must be a plain file in or below the folder of the fact base."""
    folder = base.resolve().parent
    path = (folder / file).resolve()
    if Path(file).is_absolute() or not path.is_relative_to(folder):
        raise ValueError("lies outside the folder of the fact base")
    if path.exists() and not path.is_file():
        raise ValueError("is no plain file")
    data = path.read_bytes()
    data.decode()
    return data


def is_open(node: yaml.Node) -> bool:
    """Whether a value is one that `new` has left to the curator."""
    return yaml.plain(node) in (TODO, [TODO])


def made(cls: type[Entry], item: yaml.Mapping) -> Entry:
    """The entry that a sound node holds; its derived fields are still empty."""
    values: dict[str, Any] = {}
    for key, node in item.values.items():
        value: Any = yaml.plain(node)
        if is_open(node) and cls.FIELDS[key].default is not REQUIRED:
            continue
        if cls.FIELDS[key].form == "number":
            value = Decimal(value)
        elif isinstance(value, list):
            value = tuple(Anchor(**each) if isinstance(each, dict) else each for each in value)
        values[key] = value
    return cls(**values)
