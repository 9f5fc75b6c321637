"""The kinds of record: every field declared once, and records immutable."""

import pytest

from dongbei_cli import model
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


def test_a_record_never_changes() -> None:
    """It can be a key, `replace` gives another, it needs what has no default; its own fields come first in JSON."""
    record, common = FACTS[0], model.Record.KEYS
    assert all(cls.KEYS[-len(common) :] == common and cls.KEYS[-1] == "anchors" for cls in model.KINDS.values())
    with pytest.raises(AttributeError):
        record.title = "x"
    other = record.replace(title="x")
    assert (other.title, record.title != "x") == ("x", True)
    assert other != record
    assert len({record, record.replace()}) == 1
    with pytest.raises(TypeError, match="Waiver needs exact"):
        model.Waiver(reason="image")
    assert (model.word("meeting", "zh"), model.word("签约", "en")) == ("会议", "签约")
