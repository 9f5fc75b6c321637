"""Exports: what they hold, where they may be written, and that a broken one changes nothing."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import dongbei_cli
from dongbei_cli import exports, model
from dongbei_cli.exports import datapackage, fields, jsonld
from tests.conftest import Runner, Writer

BASE = dongbei_cli.open_base()
MATERIAL = exports.Material(BASE.facts(), BASE.sources, BASE.topics(), BASE.relations())
NAMES = {"sqlite": "out.db", "datapackage": "out", "zip": "out.zip", "jsonld": "out.jsonld", "html": "out.html"}


@pytest.fixture(params=["facts.yaml", "facts.db"])
def base(request: pytest.FixtureRequest, write_base: Writer, dongbei: Runner) -> Path:
    """The small base, as text and compiled."""
    path = write_base()
    if request.param == "facts.db":
        assert dongbei("build", "--unproved", str(path), "-o", str(path.with_suffix(".db"))).returncode == 0
        path = path.with_suffix(".db")
    return path


def contents(path: Path) -> dict[str, bytes]:
    """All files at a path, by name."""
    return {each.name: each.read_bytes() for each in (path.iterdir() if path.is_dir() else [path])}


def names(folder: Path) -> list[str]:
    """What is in a folder, hidden or not."""
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize("form", NAMES)
def test_an_export_is_the_same_however_often_it_is_made(form: str, base: Path, tmp_path: Path, dongbei: Runner) -> None:
    """To the byte, from text as well as compiled; and no litter stays."""
    out = tmp_path / "away" / NAMES[form]
    out.parent.mkdir()
    arguments = ["export", form.replace("zip", "datapackage"), "--unproved", "--facts", str(base), "-o", str(out)]
    arguments += ["--accessed", "2026-07-31", "--lang", "zh"]
    first = dongbei(*arguments)
    assert (first.stdout, first.returncode) == ("", 0)
    before = contents(out)
    assert dongbei(*arguments, "--force").returncode == 0
    assert contents(out) == before
    assert names(out.parent) == [out.name]


def test_the_database_is_the_base_that_was_read(base: Path, tmp_path: Path, dongbei: Runner) -> None:
    """Byte for byte what `build` makes, or what was opened."""
    assert (
        dongbei("export", "sqlite", "--unproved", "--facts", str(base), "-o", str(tmp_path / "out.db")).returncode == 0
    )
    built = base
    if base.suffix == ".yaml":
        built = tmp_path / "built.db"
        assert dongbei("build", "--unproved", str(base), "-o", str(built)).returncode == 0
    assert (tmp_path / "out.db").read_bytes() == built.read_bytes()


@pytest.mark.parametrize("form", ["jsonld", "html"])
def test_texts_go_to_stdout_where_no_file_is_named(form: str, base: Path, dongbei: Runner) -> None:
    """As data does everywhere."""
    result = dongbei("export", form, "--unproved", "--facts", str(base))
    assert result.returncode == 0
    assert ("吉林" in result.stdout, result.stderr) == (True, "")


@pytest.mark.parametrize("arguments", [["sqlite"], ["datapackage", "-o", "-"], ["pdf"], []])
def test_what_cannot_be_exported_is_a_usage_error(arguments: list[str], dongbei: Runner) -> None:
    """In one line; a database is not for a terminal."""
    result = dongbei("export", *arguments)
    assert (result.stdout, result.returncode, result.stderr.count("\n")) == ("", 2, 1)


@pytest.mark.parametrize("form", NAMES)
def test_what_exists_stays_unless_forced(form: str, base: Path, tmp_path: Path, dongbei: Runner) -> None:
    """A file somebody wrote, whatever its name; for a folder it needs to be a data package at least."""
    out = tmp_path / NAMES[form]
    foreign = out
    if form == "datapackage":
        out.mkdir()
        foreign = out / "datapackage.json"
    foreign.write_bytes(b'{"name": "mine"}')
    arguments = ["export", form.replace("zip", "datapackage"), "--unproved", "--facts", str(base), "-o", str(out)]
    refused = dongbei(*arguments)
    assert (refused.returncode, refused.stderr.count("\n")) == (4, 1)
    assert "it exists; --force replaces it" in refused.stderr
    assert foreign.read_bytes() == b'{"name": "mine"}'
    assert dongbei(*arguments, "--force").returncode == 0
    assert foreign.read_bytes() != b'{"name": "mine"}'


def test_a_folder_with_other_things_is_never_replaced(base: Path, tmp_path: Path, dongbei: Runner) -> None:
    """Not even with --force: nobody looks into a folder before naming it."""
    out = tmp_path / "papers"
    out.mkdir()
    (out / "thesis.tex").write_bytes(b"years of work")
    result = dongbei("export", "datapackage", "--unproved", "--facts", str(base), "-o", str(out), "--force")
    assert (result.returncode, names(out)) == (4, ["thesis.tex"])


def test_a_data_package_to_which_something_was_added_stays(
    base: Path, tmp_path: Path, dongbei: Runner
) -> None:
    """Notes among our files are somebody's notes."""
    out = tmp_path / "out"
    arguments = ["export", "datapackage", "--unproved", "--facts", str(base), "-o", str(out)]
    assert dongbei(*arguments).returncode == 0
    (out / "notes.txt").write_bytes(b"mine")
    assert dongbei(*arguments, "--force").returncode == 4
    assert (out / "notes.txt").read_bytes() == b"mine"


@pytest.mark.parametrize("form", ["sqlite", "datapackage", "jsonld", "html"])
@pytest.mark.parametrize("place", [".", "link", "facts"])
def test_an_export_never_takes_the_place_of_its_input(
    form: str, place: str, base: Path, tmp_path: Path, dongbei: Runner
) -> None:
    """Neither the base nor its folder, by whatever name; --force or not."""
    out = base if place == "facts" else tmp_path / place
    if place == "link":
        out.symlink_to(base)
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path) if (tmp_path / name).is_file()}
    result = dongbei("export", form, "--unproved", "--facts", str(base), "-o", str(out), "--force")
    assert (result.returncode, result.stderr.count("\n")) == (4, 1)
    assert "would be lost" in result.stderr
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


def test_an_export_never_takes_the_place_of_the_article(write_base: Writer, dongbei: Runner) -> None:
    """Which a base in YAML is read with."""
    path = write_base()
    article = path.with_name("article.txt")
    before = article.read_bytes()
    result = dongbei("export", "html", "--unproved", "--facts", str(path), "-o", str(article), "--force")
    assert (result.returncode, article.read_bytes()) == (4, before)


@pytest.mark.parametrize("form", NAMES)
def test_a_file_is_no_folder(form: str, base: Path, tmp_path: Path, dongbei: Runner) -> None:
    """What is there is of the other sort: refused, --force or not."""
    out = tmp_path / NAMES[form]
    if form == "datapackage":
        out.write_bytes(b"")
    else:
        out.mkdir()
    result = dongbei(
        "export", form.replace("zip", "datapackage"), "--unproved", "--facts", str(base), "-o", str(out), "--force"
    )
    assert (result.returncode, result.stderr.count("\n")) == (4, 1)
    assert out.is_dir() == (form != "datapackage")


@pytest.mark.parametrize("form", NAMES)
def test_a_full_disk_changes_nothing(form: str, base: Path, tmp_path: Path) -> None:
    """The old export is there byte for byte, nothing else is, and one line says why; here files may have 500 bytes."""
    out = tmp_path / "away" / NAMES[form]
    out.parent.mkdir()
    command = [sys.executable, "-m", "dongbei_cli", "export", form.replace("zip", "datapackage")]
    command += ["--unproved", "--force", "--facts", str(base), "-o", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    before = contents(out)
    failed = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)),
    )
    assert (failed.returncode, failed.stdout, failed.stderr.count("\n")) == (4, "", 1)
    assert f"cannot write {out}: File too large" in failed.stderr
    assert contents(out) == before
    assert names(out.parent) == [out.name]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "none", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root can mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("form", NAMES)
def test_a_disk_without_room_is_left_as_it_was(form: str, small_disk: Path, dongbei: Runner) -> None:
    """No part of what did not fit stays on it."""
    (small_disk / "precious").write_bytes(b"x" * 100_000)
    result = dongbei("export", form.replace("zip", "datapackage"), "-o", str(small_disk / NAMES[form]))
    assert (result.returncode, result.stderr.count("\n")) == (4, 1)
    assert "No space left on device" in result.stderr
    assert names(small_disk) == ["precious"]


@pytest.mark.parametrize("form", NAMES)
def test_a_killed_export_leaves_the_old_one(form: str, base: Path, tmp_path: Path, dongbei: Runner) -> None:
    """Killed at any moment: old or new, but whole."""
    out = tmp_path / "away" / NAMES[form]
    out.parent.mkdir()
    other = tmp_path / "other" / NAMES[form]
    other.parent.mkdir()
    arguments = ["export", form.replace("zip", "datapackage"), "--accessed", "2026-07-31", "--force", "-o"]
    old = [*arguments, str(out), "--unproved", "--facts", str(base)]
    new = [*arguments, str(other)]
    assert dongbei(*old).returncode == dongbei(*new).returncode == 0
    wholes = [contents(out), contents(other)]
    command = [sys.executable, "-m", "dongbei_cli", *arguments, str(out)]
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    longest = time.monotonic() - started
    chance = random.Random(form)
    for _ in range(12):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(longest * chance.uniform(0.5, 1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert contents(out) in wholes
    assert dongbei(*old).returncode == 0
    assert contents(out) == wholes[0]


def test_every_column_of_the_data_package_is_described() -> None:
    """In one sentence each, and no sentence is left over."""
    used = {field.name for table in datapackage.tables(MATERIAL) for field in table.fields}
    assert used == set(fields.DESCRIPTIONS)


def test_a_data_package_holds_every_value_of_every_record() -> None:
    """Read back by the types of its descriptor, each table of a kind gives the records, digit for digit."""
    import csv
    import io

    files = exports.packaged(MATERIAL)
    descriptor = json.loads(files["datapackage.json"])
    seen = 0
    for resource_ in descriptor["resources"]:
        rows = list(csv.reader(io.StringIO(files[resource_["path"]].decode(), newline="")))
        heading, *body = rows
        assert heading == [field["name"] for field in resource_["schema"]["fields"]]
        if "kind" not in heading or resource_["name"] == "facts":
            continue
        for row in body:
            read = {
                f["name"]: typed(f["type"], cell) for f, cell in zip(resource_["schema"]["fields"], row, strict=True)
            }
            record = dict(BASE.fact(str(read["id"])))
            assert {**read, "anchors": record["anchors"]} == record
            seen += 1
    assert seen == len(MATERIAL.records)


def typed(kind: str, cell: str) -> object:
    """A cell by its type in the descriptor."""
    readers: dict[str, Any] = {"integer": int, "number": Decimal, "string": str}
    if kind == "array":
        return tuple(json.loads(cell))
    return readers[kind](cell) if cell else None


def test_an_archive_says_nothing_of_when_and_where_it_was_packed(base: Path, tmp_path: Path, dongbei: Runner) -> None:
    """All times are the first that a zip can name, and its files are those of the folder."""
    for name in ("out.zip", "out"):
        assert (
            dongbei("export", "datapackage", "--unproved", "--facts", str(base), "-o", str(tmp_path / name)).returncode
            == 0
        )
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name: archive.read(name) for name in archive.namelist()} == contents(tmp_path / "out")
        assert archive.namelist()[0] == "datapackage.json"


def test_linked_data_has_a_node_for_every_fact_and_selectors_for_every_anchor() -> None:
    """The positions are those of the text that the checksum names."""
    graph = json.loads(jsonld.document(MATERIAL))["@graph"]
    nodes = {node["@id"]: node for node in graph}
    assert len(nodes) == len(graph)
    url = BASE.sources[0].url
    text = BASE.evidence(MATERIAL.records).articles[BASE.sources[0].id]
    assert nodes[f"{url}#text"]["sha256"] == BASE.sources[0].sha256
    for record in MATERIAL.records:
        assert nodes[f"{url}#{record.id}"]["identifier"] == record.id
        for number, anchor in enumerate(record.anchors, 1):
            page, file = nodes[f"{url}#{record.id}.anchor-{number}"]["hasTarget"]
            words, place = file["hasSelector"]
            assert text[int(place["start"]) : int(place["end"])] == words["exact"] == anchor.exact
            assert (page["hasSource"], page["hasSelector"]) == (url, words)


def test_only_direct_speech_is_a_quotation_in_linked_data() -> None:
    """Reported and written statements are claims of their speakers."""
    graph = json.loads(jsonld.document(MATERIAL))["@graph"]
    types = {node["identifier"]: node["@type"] for node in graph if "identifier" in node}
    quotes = [record for record in MATERIAL.records if isinstance(record, model.Quote)]
    assert {quote.speech for quote in quotes} == {"direct", "reported", "written"}
    assert all((types[quote.id] == "Quotation") == (quote.speech == "direct") for quote in quotes)


def test_a_device_takes_an_export(dongbei: Runner) -> None:
    """/dev/null stays what it is."""
    for form in ("sqlite", "jsonld"):
        assert dongbei("export", form, "-o", os.devnull).returncode == 0
    assert not Path(os.devnull).is_file()
