"""JSON Schema of facts.yaml and of the JSON that each command prints, made from the classes themselves."""

import json
from decimal import Decimal
from functools import cache
from types import GenericAlias
from typing import Any, Literal, NotRequired, TypedDict, get_type_hints

import msgspec

from dongbei_cli import errors, model
from dongbei_cli.facts import entries
from dongbei_cli.proof import annotation

DIALECT = "https://json-schema.org/draft/2020-12/schema"

ANSWERS: dict[str, tuple[Any, ...]] = {
    "timeline": (model.Event, model.Figure, model.Quote, model.Measure, model.Document),
    "stats": (model.Figure,),
    "quote": (model.Quote,),
    "policy": (model.Measure,),
    "people": (model.Person,),
    "search": tuple(model.KINDS.values()),
    "list": tuple(model.KINDS.values()),
    "show": tuple(model.KINDS.values()),
    "article": (annotation.Segment, annotation.Sentence),
    "topics": (model.Term,),
}
"""What each command answers with."""


def text(command: str | None) -> str:
    """The schema of a command's JSON, or of facts.yaml, as indented JSON with a final line feed."""
    if command is not None and command not in ANSWERS:
        hint = errors.Message("schemas are those of {commands}", commands=", ".join(ANSWERS))
        raise errors.UsageError("{command} prints no records", hint, command=errors.shown(command))
    schema = of_command(command) if command else of_facts()
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def of_facts() -> dict[str, Any]:
    """The schema of facts.yaml as an editor wants it: what we read as text may look like a number to it."""
    (reference,), definitions = msgspec.json.schema_components([entries.FactBase], ref_template="#/$defs/{name}")
    for definition in definitions.values():
        for value in definition.get("properties", {}).values():
            for each in (value, *value.get("anyOf", ()), value.get("items", {})):
                if each.get("type") == "string" and "enum" not in each:
                    each["type"] = ["string", "number"]
    return {"$schema": DIALECT, "title": "facts.yaml", **reference, "$defs": definitions}


def of_command(command: str) -> dict[str, Any]:
    """The schema of the array that `dongbei COMMAND --json` prints."""
    rows = [row_type(cls, command == "search") for cls in ANSWERS[command]]
    references, definitions = msgspec.json.schema_components(rows, ref_template="#/$defs/{name}")
    for definition in definitions.values():
        definition["additionalProperties"] = False
    items = references[0] if len(references) == 1 else {"anyOf": list(references)}
    return {"$schema": DIALECT, "title": f"dongbei {command}", "type": "array", "items": items, "$defs": definitions}


@cache
def row_type(cls: type[Any], ranked: bool = False) -> Any:
    """A record class as the mapping that its JSON is; `ranked` where a search found it."""
    hints = {key: hint for key, hint in get_type_hints(cls).items() if key != "KEYS"}
    order = getattr(cls, "KEYS", None) or hints
    fields = {key: in_json(hints[key]) for key in order}
    if ranked:
        fields |= {"score": float, "matched": tuple[str, ...]}
    if issubclass(cls, model.Record):
        fields["kind"] = Literal[cls.__name__.lower()]
        fields["citation"] = NotRequired[str]  # with --cite
    return TypedDict(cls.__name__, fields)  # type: ignore[operator]


def in_json(hint: Any) -> Any:
    """The type that a value of this type has in JSON."""
    if hint is Decimal:
        return float
    if hint == Decimal | None:
        return float | None
    if hint == tuple[model.Anchor, ...]:
        return GenericAlias(tuple, (row_type(model.Anchor), ...))
    return hint
