"""Files are written whole or not at all, and nothing but plain files is ever replaced."""

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dongbei_cli import errors, outfile


def broken() -> Iterator[bytes]:
    """Some bytes, then a fault."""
    yield b"half"
    raise ValueError("a fault")


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(each.name for each in folder.iterdir())


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """All bytes are there, nothing else is in the folder, and the permissions are those of any new file."""
    path = tmp_path / "数据.csv"
    path.write_bytes(b"old")
    outfile.write(path, [b"new", b"er"])
    assert path.read_bytes() == b"newer"
    assert names(tmp_path) == [path.name]
    (tmp_path / "other").touch()
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_fault_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    """What was there is there, to the byte."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="a fault"):
        outfile.write(path, broken())
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv"]


def test_a_fault_makes_no_file_where_there_was_none(tmp_path: Path) -> None:
    """An answer that failed leaves nothing that could be taken for one."""
    with pytest.raises(ValueError, match="a fault"):
        outfile.write(tmp_path / "a.csv", broken())
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["missing/a.csv", "file/a.csv", "folder"])
def test_a_place_that_cannot_be_written_is_an_error_of_the_call(name: str, tmp_path: Path) -> None:
    """The sentence names the place as it was typed, the exit code is 4, and no litter stays."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(errors.UnwritableOutputError, match=name) as caught:
        outfile.write(tmp_path / name, [b"x"])
    assert caught.value.exit_code == 4
    assert names(tmp_path) == ["file", "folder"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that it leads to is replaced, not the link."""
    (tmp_path / "target.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("target.csv")
    outfile.write(tmp_path / "link.csv", [b"new"])
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "target.csv").read_bytes() == b"new"


def test_a_pipe_gets_the_bytes_and_stays_a_pipe(tmp_path: Path) -> None:
    """What is neither a plain file nor a folder is written to where it stands: a rename would destroy a device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    outfile.write(pipe, [b"some", b"thing"])
    reader.join(10)
    assert read == [b"something"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert names(tmp_path) == ["pipe"]


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    """The new files are there, the old ones are not, and the permissions are those of any new folder."""
    path = tmp_path / "数据"
    outfile.write_folder(path, {"a.csv": b"1", "b.csv": b"2"})
    outfile.write_folder(path, {"a.csv": b"3"})
    assert {each.name: each.read_bytes() for each in path.iterdir()} == {"a.csv": b"3"}
    (tmp_path / "other").mkdir()
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode
    assert names(tmp_path) == ["other", "数据"]


def test_a_fault_leaves_the_old_folder_and_no_litter(tmp_path: Path) -> None:
    """A file that cannot be made, here for its name, leaves what was there to the byte."""
    path = tmp_path / "folder"
    outfile.write_folder(path, {"a.csv": b"old"})
    with pytest.raises(errors.UnwritableOutputError, match="folder"):
        outfile.write_folder(path, {"a.csv": b"new", "x" * 300: b"2"})
    assert (path / "a.csv").read_bytes() == b"old"
    assert names(tmp_path) == ["folder"]


def test_folders_are_exchanged_also_where_the_system_cannot_do_it_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the old one is set aside for a moment."""
    monkeypatch.setattr(outfile, "exchanged", lambda _one, _other: False)
    for content in (b"old", b"new"):
        outfile.write_folder(tmp_path / "folder", {"a": content})
    assert (tmp_path / "folder" / "a").read_bytes() == b"new"
    assert names(tmp_path) == ["folder"]


def test_files_are_written_also_where_none_can_be_nameless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A temporary file beside it does as well, and goes when there is a fault."""
    monkeypatch.setattr(outfile, "nameless", lambda _folder: None)
    path = tmp_path / "a.csv"
    outfile.write(path, [b"old"])
    (tmp_path / "other").touch()
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode
    with pytest.raises(ValueError, match="a fault"):
        outfile.write(path, broken())
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv", "other"]


def test_what_a_killed_process_left_is_swept_and_what_a_living_one_makes_is_not(tmp_path: Path) -> None:
    """A lock tells them apart; files of other names are not looked at."""
    for name in (".a.12345678.part", ".a.87654321.part", ".b.12345678.part", ".a.part"):
        (tmp_path / name).mkdir()
    held = os.open(tmp_path / ".a.87654321.part", os.O_RDONLY)
    try:
        assert outfile.claimed(held)
        outfile.write(tmp_path / "a", [b"x"])
    finally:
        os.close(held)
    assert names(tmp_path) == [".a.87654321.part", ".a.part", ".b.12345678.part", "a"]


def test_nothing_takes_the_place_of_what_is_being_read(tmp_path: Path) -> None:
    """Neither by its name, nor by a link of either sort, nor as the folder that holds it."""
    read = tmp_path / "in" / "facts.yaml"
    read.parent.mkdir()
    read.write_bytes(b"facts")
    (tmp_path / "soft").symlink_to(read)
    (tmp_path / "hard").hardlink_to(read)
    for path in (read, tmp_path / "soft", tmp_path / "hard", read.parent, tmp_path):
        with pytest.raises(errors.UnwritableOutputError, match="would be lost"):
            outfile.refuse_input(path, [read])
    outfile.refuse_input(tmp_path / "in" / "facts.db", [read])


@pytest.mark.parametrize("name", ["pipe", "link"])
def test_a_folder_cannot_take_the_place_of_a_pipe(name: str, tmp_path: Path) -> None:
    """An exchange would destroy a device; it is refused, also behind a link, and the pipe keeps its name."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    with pytest.raises(errors.UnwritableOutputError, match="no folder"):
        outfile.write_folder(tmp_path / name, {"a": b"x"})
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert names(tmp_path) == ["link", "pipe"]
