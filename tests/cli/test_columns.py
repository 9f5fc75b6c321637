"""The fields of an answer depend on the command and its options, never on what is found."""

import csv
import io
import json

import pytest

from dongbei_cli import schemas
from dongbei_cli.cli import COMMANDS, built
from tests.conftest import Runner


def heading(text: str) -> list[str]:
    """Return the columns of CSV."""
    return next(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("call", "fewer"),
    [
        ("timeline --all", "-n 5"),
        ("list", "-n 1"),
        ("list --kind figure", "--topic transfers"),
        ("search 普京", "-n 1"),
        ("show share-2003 person-xu-lin", ""),
        ("policy", "--by 李洪彪 --status official"),
        ("stats", "--since 2100"),
    ],
)
def test_the_columns_do_not_depend_on_the_rows(call: str, fewer: str, dongbei: Runner) -> None:
    """CSV, TSV and Markdown have the same heading for five facts, for one and for none."""
    for name in ("csv", "tsv", "markdown"):
        many, few = (dongbei(*line.split(), "-f", name).stdout for line in (call, f"{call} {fewer}"))
        assert many.split("\n")[0] == few.split("\n")[0] != ""
    assert heading(dongbei("show", "share-2003", "-f", "csv").stdout) == heading(dongbei("list", "-f", "csv").stdout)


def test_a_single_kind_has_its_keys_in_the_order_of_json(dongbei: Runner) -> None:
    """But for the nested anchors, which no cell can hold; fields of other kinds are known before they come."""
    keys = list(json.loads(dongbei("stats", "--json").stdout)[0])
    assert heading(dongbei("stats", "-f", "csv").stdout) == [key for key in keys if key != "anchors"]
    for call in (["topics"], ["article"], ["article", "--coverage"], ["search", "人口"]):
        row = json.loads(dongbei(*call, "--json").stdout)[0]
        assert set(row) <= {*heading(dongbei(*call, "-f", "csv").stdout), "anchors"}
    assert dongbei("timeline", "--all", "-n", "5", "--fields", "id,text", "-f", "tsv").stdout.startswith("id\ttext\n")
    assert dongbei("stats", "transfers", "--fields", "id,anchors", "-f", "jsonl").returncode == 0


def test_tsv_is_a_line_a_record(dongbei: Runner) -> None:
    """Also of the article, whose pieces hold line breaks; put together again they are the article."""
    pieces = json.loads(dongbei("article", "--json").stdout)
    texts = dongbei("article", "-f", "tsv", "--fields", "text").stdout.split("\n")[1:-1]
    assert [text.replace("\\n", "\n") for text in texts] == [piece["text"] for piece in pieces]


def test_what_a_lookup_can_answer_is_what_its_schema_says() -> None:
    """The two lists are kept apart, since schemas are slow to import."""
    assert {name: {*built(name).callback.kinds} for name in COMMANDS["Look up"]} == {
        name: {*(kinds or schemas.own_rows(name))} for name, kinds in schemas.ANSWERS.items()
    }
