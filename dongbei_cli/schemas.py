"""JSON Schema of facts.yaml and of the JSON that each command prints, made from the fields that `model` declares."""

import json
from collections.abc import Sequence
from typing import Any

from dongbei_cli import model, store
from dongbei_cli.curate import load

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def text(name: str | None, kinds: Sequence[type[model.Entry]] = ()) -> str:
    """The schema of what a command prints, records of `kinds`; of facts.yaml; or of the database for Datasette."""
    schema = store.metadata() if name == "sqlite" else of_command(name, kinds) if name else of_facts()
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def of_facts() -> dict[str, Any]:
    """The schema of facts.yaml for an editor, to which text may look like a number."""
    classes: dict[str, type[model.Entry]] = {cls.__name__: cls for cls in (*model.SECTIONS.values(), model.Anchor)}
    definitions = {name: entry(cls) for name, cls in classes.items()}
    required = [*load.REQUIRED_SECTIONS]
    sections = {
        section: {"type": "array", "items": {"$ref": f"#/$defs/{cls.__name__}"}, "minItems": int(section in required)}
        for section, cls in model.SECTIONS.items()
    }
    base = closed("A fact base, section by section.", sections, required)
    return {"$schema": DIALECT, "title": "facts.yaml", **base, "$defs": definitions}


def entry(cls: type[model.Entry]) -> dict[str, Any]:
    """The schema of one entry as the curator writes it."""
    fields = [field for field in cls.FIELDS.values() if field.written]
    properties = {field.name: {**written(field), "description": field.description} for field in fields}
    return closed(cls.__doc__ or "", properties, [field.name for field in fields if field.default is model.REQUIRED])


def written(field: model.Field) -> dict[str, Any]:
    """What a curator may write in a field."""
    pattern = f"^({load.FORMS[field.form].pattern})$"
    text = {"enum": list(field.choices)} if field.choices else {"type": ["string", "number"], "pattern": pattern}
    if field.mapping:
        return {"type": "object", "additionalProperties": text}
    if field.several:
        items = {"$ref": "#/$defs/Anchor"} if field.name == "anchors" else text
        least = field.least if field.default is model.REQUIRED else 0
        return {"type": "array", "items": items, "minItems": least}
    return text


def of_command(command: str, kinds: Sequence[type[model.Entry]]) -> dict[str, Any]:
    """The schema of the array that `dongbei COMMAND --json` prints."""
    rows = {cls.__name__: row(cls, command == "search") for cls in kinds}
    references = [{"$ref": f"#/$defs/{name}"} for name in rows]
    items = references[0] if len(references) == 1 else {"anyOf": references}
    nested = {"Anchor": row(model.Anchor)} if any("anchors" in each["properties"] for each in rows.values()) else {}
    schema = {"$schema": DIALECT, "title": f"dongbei {command}", "type": "array", "items": items}
    return {**schema, "$defs": {**rows, **nested}}


def row(cls: type[model.Entry], found: bool = False) -> dict[str, Any]:
    """The schema of one record; one that a search found has its score and the words that matched."""
    properties = {key: {**typed(cls.FIELDS[key]), "description": cls.FIELDS[key].description} for key in cls.KEYS}
    if found:
        properties |= {"score": {"type": "number"}, "matched": {"type": "array", "items": {"type": "string"}}}
        properties |= {"mended": {"type": ["string", "null"]}}
    required = list(properties)
    if issubclass(cls, model.Record):
        properties["kind"] = {"const": cls.kind, "description": cls.FIELDS["kind"].description}
        properties["citation"] = {"type": "string", "description": "How to cite the fact, with --cite."}
    return closed(cls.__doc__ or "", properties, required)


def closed(description: str, properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    """An object that has these properties and no others."""
    shape = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    return {"description": description, **shape}


def typed(field: model.Field) -> dict[str, Any]:
    """The type that the value of a field has in JSON."""
    if field.name == "anchors":
        return {"type": "array", "items": {"$ref": "#/$defs/Anchor"}}
    if field.several:
        return {"type": "array", "items": {"type": "string"}}
    if field.choices:
        return {"enum": [*field.choices, None] if field.optional else list(field.choices)}
    name = "object" if field.mapping else "integer" if field.whole else "number" if field.decimal else "string"
    return {"type": [name, "null"] if field.optional else name}
