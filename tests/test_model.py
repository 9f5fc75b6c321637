"""The kinds of record: every field declared once, records immutable, and back out of their JSON as they were."""

import json
from decimal import Decimal

import pytest

from dongbei_cli import formats, model
from dongbei_cli.base import open_base

FACTS = open_base().facts()
FIELDS = [(cls, field) for cls in dict.fromkeys(model.SECTIONS.values()) for field in cls.FIELDS.values()]


@pytest.mark.parametrize(("cls", "field"), FIELDS, ids=[f"{cls.__name__}.{field.name}" for cls, field in FIELDS])
def test_a_field_is_declared_whole(cls: type[model.Entry], field: model.Field) -> None:
    """Each has a label in both languages and a sentence, and each word of a closed vocabulary has its translation."""
    assert field.zh
    assert not field.zh.isascii() or field.zh == "SHA-256"
    assert field.en.isascii()
    assert field.description.endswith(".")
    assert set(field.choices) <= model.WORDS.keys() | {"image", "metadata"}
    assert model.label(field.name, "en", cls) == field.en


def test_a_record_comes_back_out_of_its_json() -> None:
    """Numbers digit for digit, lists as tuples, anchors as anchors; its own keys come first, anchors last."""
    assert {record.kind for record in FACTS} == set(model.KINDS)
    for record in FACTS:
        common, text = model.Record.KEYS, formats.json_value(dict(record))
        assert (record.KEYS[-len(common) :], record.KEYS[-1]) == (common, "anchors")
        again = type(record).read(json.loads(text, parse_float=Decimal))
        assert dict(again) == dict(record)
        assert formats.json_value(dict(again)) == text


def test_a_record_never_changes() -> None:
    """It can be a key, `replace` gives another, it needs what has no default; open words need no translation."""
    record = FACTS[0]
    with pytest.raises(AttributeError):
        record.title = "x"
    other = record.replace(title="x")
    assert (other.title, record.title != "x") == ("x", True)
    assert other != record
    assert len({record, record.replace()}) == 1
    with pytest.raises(TypeError, match="Waiver needs exact"):
        model.Waiver(reason="image")
    assert (model.word("meeting", "zh"), model.word("签约", "en")) == ("会议", "签约")
