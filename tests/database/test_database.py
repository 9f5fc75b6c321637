"""The compiled base as a file: what is refused, what holds in it, and that others can read it."""

import sqlite3
from pathlib import Path

import pytest

from dongbei_cli import database, errors, model, workspace
from tests.conftest import Runner, Writer


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped base as one SQLite file."""
    path = tmp_path_factory.mktemp("compiled") / "facts.db"
    workspace.build(None, path)
    return path


def altered(compiled: Path, folder: Path, pragma: str) -> Path:
    """A copy of the base with another header."""
    path = folder / "other.db"
    path.write_bytes(compiled.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA {pragma}")
    connection.close()
    return path


def test_another_schema_version_is_refused_with_the_command_that_mends_it(
    compiled: Path, tmp_path: Path, dongbei: Runner
) -> None:
    """Exit 3, no data, and a command to copy."""
    path = altered(compiled, tmp_path, "user_version = 99")
    done = dongbei("list", "--json", "--facts", str(path))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert "schema version 99" in done.stderr
    assert f"dongbei build facts.yaml -o {path}" in done.stderr


def test_a_database_of_another_program_is_refused(compiled: Path, tmp_path: Path, dongbei: Runner) -> None:
    """Its tables may look like ours by chance; its application id does not."""
    done = dongbei("list", "--json", "--facts", str(altered(compiled, tmp_path, "application_id = 7")))
    assert (done.returncode, done.stdout) == (3, "")
    assert "was not made by dongbei" in done.stderr


@pytest.mark.parametrize(
    "data", [b"", b"not a database at all, but long enough to have a header" * 9, b"SQLite format 3\x00"]
)
def test_what_is_no_database_is_refused(data: bytes, tmp_path: Path, dongbei: Runner) -> None:
    """One line and exit 3, whatever the file holds."""
    path = tmp_path / "facts.db"
    path.write_bytes(data)
    done = dongbei("list", "--json", "--facts", str(path))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)


@pytest.mark.parametrize("keep", [4096, 30000])
def test_a_truncated_or_damaged_database_is_not_taken_for_data(
    compiled: Path, keep: int, tmp_path: Path, dongbei: Runner
) -> None:
    """A file that was cut off, or whose pages were overwritten, gives exit 3 and never half an answer."""
    data = compiled.read_bytes()
    for content in (data[:keep], data[:keep] + bytes(byte ^ 0x5A for byte in data[keep:])):
        path = tmp_path / "facts.db"
        path.write_bytes(content)
        done = dongbei("list", "--json", "--facts", str(path))
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1), done.stderr


def test_our_header_without_our_tables_is_refused(tmp_path: Path) -> None:
    """Application id and version alone make no fact base."""
    path = tmp_path / "facts.db"
    connection = sqlite3.connect(path)
    connection.executescript(
        f"PRAGMA application_id = {database.APPLICATION_ID}; PRAGMA user_version = {database.SCHEMA_VERSION}"
    )
    connection.execute("CREATE TABLE other (x)")
    connection.close()
    with pytest.raises(errors.UnusableBaseError):
        database.open_readonly(path)


def test_an_open_base_cannot_be_changed(compiled: Path) -> None:
    """Neither rows nor tables."""
    connection = database.open_readonly(compiled)
    for sql in ("DELETE FROM facts", "DROP TABLE facts", "PRAGMA user_version = 3", "CREATE TABLE x (y)"):
        with pytest.raises(sqlite3.OperationalError):
            connection.execute(sql)
    connection.close()


def test_a_path_may_hold_what_means_something_in_an_address(compiled: Path, tmp_path: Path) -> None:
    """A question mark, a hash, a percent sign and Chinese are parts of a name."""
    path = tmp_path / "事实 a?b#c%20.db"
    path.write_bytes(compiled.read_bytes())
    assert len(workspace.open_base(path).people()) == 5


def test_every_foreign_key_holds(compiled: Path) -> None:
    """No row of the shipped base points to nothing, and there are keys to check."""
    connection = sqlite3.connect(compiled)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert sum(len(connection.execute(f"PRAGMA foreign_key_list('{table}')").fetchall()) for table in tables) >= 12
    connection.close()


@pytest.mark.parametrize("kind", model.KINDS)
def test_the_view_of_a_kind_has_the_keys_of_its_records(kind: str, compiled: Path) -> None:
    """Who opens the file in sqlite3 or Datasette finds the names that JSON has, and a row a record."""
    connection = sqlite3.connect(compiled)
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info('{kind}')")]
    assert [key for key in model.KINDS[kind].KEYS if key != "anchors" and key not in columns] == []
    (rows,) = connection.execute(f'SELECT count(*) FROM "{kind}"').fetchone()
    assert rows == len(workspace.open_base(compiled).facts(kind)) > 0
    connection.close()


def test_values_are_numbers_for_those_who_ask_in_sql(compiled: Path) -> None:
    """The table of figures can be summed, and its exact text says the same."""
    connection = sqlite3.connect(compiled)
    (total,) = connection.execute(
        "SELECT sum(g.value) FROM figures g JOIN facts f ON f.number = g.fact"
        " WHERE f.id LIKE 'transfers-%' AND g.region IS NOT NULL"
    ).fetchone()
    assert total == 120028
    (odd,) = connection.execute("SELECT count(*) FROM figures WHERE value <> CAST(value_exact AS NUMERIC)").fetchone()
    assert odd == 0
    connection.close()


def test_yaml_and_database_give_the_same_answers(compiled: Path, dongbei: Runner) -> None:
    """Compiling loses nothing: the same bytes come out."""
    yaml_path = str(workspace.shipped_yaml())
    for arguments in (("list", "--json"), ("stats",), ("topics", "-f", "csv"), ("timeline", "--all", "-f", "yaml")):
        from_yaml = dongbei(*arguments, "--facts", yaml_path)
        assert from_yaml.returncode == 0
        assert dongbei(*arguments, "--facts", str(compiled)).stdout == from_yaml.stdout


def test_building_twice_gives_the_same_bytes(compiled: Path, tmp_path: Path) -> None:
    """A wheel can be built again and compared."""
    workspace.build(None, tmp_path / "again.db")
    assert (tmp_path / "again.db").read_bytes() == compiled.read_bytes()


def test_a_base_that_cannot_be_used_leaves_the_old_database(
    write_base: Writer, dongbei: Runner, tmp_path: Path
) -> None:
    """A failed build changes nothing and leaves no litter."""
    path = write_base()
    target = tmp_path / "facts.db"
    assert dongbei("build", "--unproved", str(path), "-o", str(target)).returncode == 0
    before = target.read_bytes()
    path.write_text(path.read_text().replace("徐林\n", "徐琳\n", 1).replace("speaker: 徐林", "speaker: 无人"))
    assert dongbei("build", "--unproved", str(path), "-o", str(target)).returncode == 3
    assert target.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["article.txt", "facts.db", "facts.yaml"]
