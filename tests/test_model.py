"""The kinds of record: immutable, each field declared once; one added to model.py and to a record is everywhere."""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from dongbei_cli import model
from dongbei_cli.base import open_base
from tests.conftest import ROOT

FIELDS = [(cls, field) for cls in dict.fromkeys(model.SECTIONS.values()) for field in cls.FIELDS.values()]
FIELD = '    remark: str | None = field("备考", "Remark", "What else is known of the number.", default=None)\n'
FACT = "transfers-jilin-2003-2022"
WORDS = "复核过的数"
EXPORTS = """
import sys
from pathlib import Path
from dongbei_cli import export
from dongbei_cli.base import build
for form, name in (("sqlite", "facts.db"), ("html", "facts.html")):
    Path(name).write_bytes(export.content(build(Path("facts.yaml"), unproved=True), form))
for name, data in export.content(build(Path("facts.yaml"), unproved=True), "datapackage").items():
    Path(name).write_bytes(data)
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and of its base, with the new field in both, and its exports."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("dongbei_cli", "seeds"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "facts.db"))
    edited(ROOT / "facts.yaml", folder, f"  - id: {FACT}\n", f"    remark: {WORDS}\n")
    edited(ROOT / "dongbei_cli/model.py", folder, '    unit: str = field("单位", "Unit", "Unit as written.")\n', FIELD)
    run(folder, "-c", EXPORTS)
    return folder


def edited(path: Path, folder: Path, line: str, more: str) -> None:
    """Write a file of the checkout to the copy, with another line after one of its lines."""
    text = path.read_text(encoding="utf-8")
    assert text.count(line) == 1
    (folder / path.relative_to(ROOT)).write_text(text.replace(line, line + more), encoding="utf-8")


def run(folder: Path, *arguments: str) -> str:
    """What Python prints in the copy."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout


def test_it_is_in_every_export(copy: Path) -> None:
    """In the view of the database and in the data package with its description; on the page under both its labels."""
    connection = sqlite3.connect(copy / "facts.db")
    rows = dict(connection.execute("SELECT id, remark FROM figure"))
    described = dict(connection.execute("SELECT \"column\", description FROM descriptions WHERE view = 'figure'"))
    connection.close()
    assert {name: value for name, value in rows.items() if value} == {FACT: WORDS}
    assert described["remark"] == "What else is known of the number."
    lines = csv.DictReader((copy / "figures.csv").read_text(encoding="utf-8").splitlines())
    assert {row["id"]: row["remark"] for row in lines if row["remark"]} == {FACT: WORDS}
    resources = json.loads((copy / "datapackage.json").read_bytes())["resources"]
    (figures,) = [each for each in resources if each["name"] == "figures"]
    (field,) = [each for each in figures["schema"]["fields"] if each["name"] == "remark"]
    assert field == {"name": "remark", "type": "string", "description": "What else is known of the number."}
    page = (copy / "facts.html").read_text(encoding="utf-8")
    fact = page[page.index(f'id="{FACT}"') :]
    proof = fact[: fact.index("</details>")]
    assert all(words in proof for words in (WORDS, "备考", "Remark"))


def test_it_is_in_what_lookups_print(copy: Path) -> None:
    """In JSON, in CSV, in the schema, and on the screen."""
    show = ("-m", "dongbei_cli", "show", FACT, "--lang", "en", "--facts", "facts.yaml")
    assert json.loads(run(copy, *show, "--json"))[0]["remark"] == WORDS
    assert next(csv.DictReader(run(copy, *show, "-f", "csv").splitlines()))["remark"] == WORDS
    assert WORDS in run(copy, *show)
    schema = json.loads(run(copy, "-m", "dongbei_cli", "schema", "stats"))
    assert schema["$defs"]["Figure"]["properties"]["remark"]["type"] == ["string", "null"]


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
    record, common = open_base().facts()[0], model.Record.KEYS
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
