"""Whatever a command prints as JSON is what `dongbei schema` says, and so is facts.yaml."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from dongbei_cli import formats, model, schemas
from dongbei_cli.base import Base, open_base
from dongbei_cli.cli import COMMANDS, built
from dongbei_cli.curate import yaml
from tests.conftest import ROOT

BASE = open_base(ROOT / "facts.yaml")
ASKED: dict[str, Callable[[Base], Sequence[model.Entry]]] = {
    "timeline": Base.timeline,
    "stats": Base.figures,
    "quote": Base.quotes,
    "policy": Base.measures,
    "people": Base.people,
    "list": Base.facts,
    "show": lambda base: base.records(["share-2003", "org-ndrc", "doc-opinions-2003"]),
    "topics": Base.topics,
}


def faults(schema: Any, value: Any) -> list[str]:
    """What a validator finds."""
    Draft202012Validator.check_schema(schema)
    return [f"{list(error.path)}: {error.message[:200]}" for error in Draft202012Validator(schema).iter_errors(value)]


def schema(command: str) -> Any:
    """What `dongbei schema COMMAND` prints."""
    return json.loads(schemas.text(command, built(command).callback.kinds))


def printed(rows: Sequence[model.Entry]) -> Any:
    """The rows as a program reads them out of our JSON."""
    return json.loads("".join(formats.as_json([dict(row) for row in rows])))


@pytest.mark.parametrize("command", ASKED)
def test_every_record_of_a_command_validates(command: str) -> None:
    """The schema holds for each record that the command can print."""
    rows = printed(ASKED[command](BASE))
    assert rows
    assert faults(schema(command), rows) == []


@pytest.mark.parametrize("command", COMMANDS["Look up"])
def test_a_schema_refuses_what_is_not_its_records(command: str) -> None:
    """An object that is no array, and records without keys or with a value of another type."""
    assert faults(schema(command), []) == []
    wrong: tuple[Any, ...] = ({}, [{}], [{"id": 7}])
    assert all(faults(schema(command), value) for value in wrong)


def test_a_schema_pins_keys_and_types() -> None:
    """Change or leave out one value of a true record, and it validates no longer; a citation may be there."""
    pinned = schema("stats")
    (row,) = printed(BASE.figures("transfers", limit=1))
    assert faults(pinned, [row, row | {"citation": "..."}]) == []
    changes = ({"value": "1"}, {"topics": "a"}, {"qualifier": "so"}, {"kind": "quote"}, {"more": 1})
    assert all(faults(pinned, [row | change]) for change in changes)
    assert all(faults(pinned, [{other: row[other] for other in row if other != key}]) for key in row)


def shipped() -> Any:
    """The shipped facts.yaml as plain values."""
    root, problems = yaml.read(ROOT / "facts.yaml")
    assert root is not None
    assert problems == []
    return yaml.plain(root)


def as_an_editor(value: Any) -> Any:
    """The values as an editor has them, to which digits are a number."""
    if isinstance(value, dict):
        return {key: as_an_editor(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_an_editor(each) for each in value]
    return float(value) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) else value


@pytest.mark.parametrize("read", [lambda value: value, as_an_editor])
def test_facts_yaml_validates(read: Callable[[Any], Any]) -> None:
    """The schema that editors use has nothing against the shipped base, be 2003 text or a number to them."""
    assert faults(schemas.of_facts(), read(shipped())) == []


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("relations", "kind", "product"), ("measures", "status", "planned"), ("figures", "value", "三万"),
        ("figures", "topics", []), ("figures", "indikator", "x"),
    ],
)  # fmt: skip
def test_an_editor_marks_a_slip(section: str, key: str, value: Any) -> None:
    """What the loader refuses in shape, the schema refuses as well."""
    facts = shipped()
    facts[section][0][key] = value
    assert faults(schemas.of_facts(), facts)


def test_the_schema_that_facts_yaml_names_is_current() -> None:
    """Write it anew with: python -m dongbei_cli schema > dongbei_cli/curate/facts.schema.json."""
    first = (ROOT / "facts.yaml").read_text(encoding="utf-8").split("\n", 1)[0]
    named = Path(first.removeprefix("# yaml-language-server: $schema="))
    assert (ROOT / named).read_text(encoding="utf-8") == schemas.text(None)
