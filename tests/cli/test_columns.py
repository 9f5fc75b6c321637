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
        (["timeline", "--all"], ["-n", "5"]),
        (["list"], ["-n", "1"]),
        (["list", "--kind", "figure"], ["--topic", "transfers"]),
        (["search", "普京"], ["-n", "1"]),
        (["show", "share-2003", "person-xu-lin"], []),
        (["policy"], ["--by", "李洪彪", "--status", "official"]),
        (["stats"], ["--since", "2100"]),
    ],
    ids=" ".join,
)
def test_the_columns_do_not_depend_on_the_rows(call: list[str], fewer: list[str], dongbei: Runner) -> None:
    """CSV, TSV and Markdown have the same heading for five facts, for one and for none."""
    for name in ("csv", "tsv", "markdown"):
        many, few = dongbei(*call, "-f", name), dongbei(*call, *fewer, "-f", name)
        assert many.stdout.split("\n")[0] == few.stdout.split("\n")[0] != ""
    assert heading(dongbei("show", "share-2003", "-f", "csv").stdout) == heading(dongbei("list", "-f", "csv").stdout)


def test_a_single_kind_has_its_keys_in_the_order_of_json(dongbei: Runner) -> None:
    """But for the nested anchors, which no cell can hold."""
    keys = list(json.loads(dongbei("stats", "--json").stdout)[0])
    assert heading(dongbei("stats", "-f", "csv").stdout) == [key for key in keys if key != "anchors"]
    for call in (["topics"], ["article"], ["article", "--coverage"], ["search", "人口"]):
        row = json.loads(dongbei(*call, "--json").stdout)[0]
        assert set(row) <= {*heading(dongbei(*call, "-f", "csv").stdout), "anchors"}


@pytest.mark.parametrize(
    "call", [["search", "zzzzq"], ["stats", "--since", "2100"], ["people"], ["article"]], ids=" ".join
)
def test_a_field_that_there_is_not_is_refused_whatever_is_found(call: list[str], dongbei: Runner) -> None:
    """A slip in a script shows on the first day, not on the day with a result."""
    done = dongbei(*call, "--fields", "bogus", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no field is called 'bogus'; it can be " in done.stderr


def test_fields_of_other_kinds_are_known_before_they_come(dongbei: Runner) -> None:
    """`text` is of quotes, and the first five dated facts have none."""
    done = dongbei("timeline", "--all", "-n", "5", "--fields", "id,text", "-f", "tsv")
    assert done.returncode == 0
    assert done.stdout.split("\n")[0] == "id\ttext"
    assert dongbei("timeline", "--fields", "text", "--json").returncode == 2


@pytest.mark.parametrize("name", ["csv", "tsv", "markdown", "table"])
def test_nested_anchors_are_not_dropped_without_a_word(name: str, dongbei: Runner) -> None:
    """Who asks for them in a format that cannot hold them is told which can."""
    done = dongbei("stats", "transfers", "--fields", "id,anchors", "-f", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert "use json, jsonl, yaml" in done.stderr
    assert dongbei("stats", "transfers", "--fields", "id,anchors", "-f", "jsonl").returncode == 0


def test_tsv_is_a_line_a_record(dongbei: Runner) -> None:
    """Also of the article, whose pieces hold line breaks; put together again they are the article."""
    pieces = json.loads(dongbei("article", "--json").stdout)
    lines = dongbei("article", "-f", "tsv").stdout.split("\n")[:-1]
    assert len(lines) == len(pieces) + 1
    whole = "".join(piece["text"] for piece in pieces)
    texts = dongbei("article", "-f", "tsv", "--fields", "text").stdout.split("\n")[1:-1]
    assert "".join(texts).replace("\\n", "\n") == whole


def test_what_a_lookup_can_answer_is_what_its_schema_says() -> None:
    """The two lists are kept apart, since schemas are slow to import."""
    assert {name: {*built(name).callback.kinds} for name in COMMANDS["Look up"]} == {
        name: {*(kinds or schemas.own_rows(name))} for name, kinds in schemas.ANSWERS.items()
    }
