"""Whatever a command prints as JSON is what `dongbei schema` says, and so is facts.yaml."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from dongbei_cli import schemas, yamlnodes
from tests.conftest import ROOT, Runner

CALLS = [
    ["timeline"],
    ["timeline", "--all"],
    ["timeline", "--since", "2023"],
    ["stats"],
    ["stats", "transfers", "--unit", "元"],
    ["quote"],
    ["quote", "--expert", "徐林"],
    ["policy"],
    ["people"],
    ["list"],
    ["topics"],
    ["show", "share-2003", "quote-xu-lin-cities", "org-ndrc", "person-xu-lin", "doc-opinions-2003", "measure-opening"],
]


class EditorLoader(yaml.SafeLoader):
    """YAML as an editor reads it: the core schema of YAML 1.2, in which a date is text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp", "merge", "bool", "int", "float"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[-+]?[0-9]+$"), list("-+0123456789"))
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]*$"), list("-+0123456789")
)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def faults(schema: Any, value: Any) -> list[str]:
    """What a validator finds."""
    Draft202012Validator.check_schema(schema)
    return [f"{list(error.path)}: {error.message[:200]}" for error in Draft202012Validator(schema).iter_errors(value)]


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_every_record_of_a_command_validates(call: list[str], dongbei: Runner) -> None:
    """The schema that the command line prints holds for the JSON that it prints."""
    schema = json.loads(dongbei("schema", call[0]).stdout)
    rows = json.loads(dongbei(*call, "--json").stdout)
    assert rows
    assert faults(schema, rows) == []


@pytest.mark.parametrize("command", schemas.ANSWERS)
def test_a_schema_refuses_what_is_not_its_records(command: str) -> None:
    """A missing key, another key and a value of another type are told, and so is an object that is no array."""
    schema = json.loads(schemas.text(command))
    assert faults(schema, []) == []
    assert faults(schema, {}) != []
    assert faults(schema, [{}]) != []
    assert faults(schema, [{"id": 7}]) != []


def test_a_schema_pins_keys_and_types(dongbei: Runner) -> None:
    """Change one value of a true record, and it validates no longer."""
    schema = json.loads(schemas.text("stats"))
    (row,) = json.loads(dongbei("stats", "transfers", "-n", "1", "--json").stdout)
    assert faults(schema, [row]) == []
    for change in (
        {"value": "32553"},
        {"topics": "transfers"},
        {"qualifier": "so"},
        {"kind": "quote"},
        {"more": 1},
        {"anchors": None},
    ):
        assert faults(schema, [row | change]) != [], change
    for key in row:
        assert faults(schema, [{other: value for other, value in row.items() if other != key}]) != [], key


@pytest.mark.parametrize("loaded", ["as text", "as an editor"])
def test_facts_yaml_validates(loaded: str) -> None:
    """The schema that editors use has nothing against the shipped base, be 2003 text or a number to them."""
    text = (ROOT / "facts.yaml").read_bytes()
    root, problems = yamlnodes.read(text, "facts.yaml")
    assert problems == []
    assert root is not None
    value = yamlnodes.plain(root) if loaded == "as text" else yaml.load(text, EditorLoader)
    assert faults(schemas.of_facts(), value) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: sum", "kind: product"),
        ("status: official", "status: planned"),
        ("    unit: 亿元\n", ""),
        ("value: 32553", "value: 三万"),
        ("topics: [transfers]", "topics: []"),
        ("indicator:", "indikator:"),
    ],
)
def test_an_editor_marks_a_slip(old: str, new: str) -> None:
    """What the loader refuses in shape, the schema refuses as well."""
    text = (ROOT / "facts.yaml").read_text()
    assert old in text
    assert faults(schemas.of_facts(), yaml.load(text.replace(old, new, 1), EditorLoader)) != []


def test_the_schema_that_facts_yaml_names_is_there_and_current(dongbei: Runner) -> None:
    """Write it anew with: python -m dongbei_cli schema > dongbei_cli/facts/facts.schema.json."""
    first = (ROOT / "facts.yaml").read_text().split("\n", 1)[0]
    named = Path(first.removeprefix("# yaml-language-server: $schema="))
    assert named.name == "facts.schema.json"
    assert (ROOT / named).read_text() == dongbei("schema").stdout == schemas.text(None)
