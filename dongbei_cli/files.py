"""Files: written whole or not at all, beside their place first and then moved into it; and what may be read."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from dongbei_cli import errors

DESCRIPTOR = "datapackage.json"


def write(path: Path, chunks: Iterable[bytes], force: bool = False, inputs: Sequence[Path] = ()) -> None:
    """Write a file; a device or a pipe gets the bytes as they come, and a link stays a link."""
    check(path, force, inputs)
    with unwritable(path):
        if is_device(path):
            with path.open("wb") as stream:
                stream.writelines(chunks)
            return
        with beside(path) as (temporary, place):
            write_safely(temporary, chunks)
            temporary.replace(place)


def write_folder(path: Path, contents: Mapping[str, bytes], force: bool = False, inputs: Sequence[Path] = ()) -> None:
    """Write a folder with these files in it; with `force` it may replace another data package, never anything else."""
    check_folder(path, force, inputs)
    with unwritable(path), beside(path) as (temporary, place):
        temporary.mkdir()
        for name, content in contents.items():
            write_safely(temporary / name, [content])
        if place.exists() and any(place.iterdir()):
            old = temporary.with_suffix(".old")
            place.rename(old)
            temporary.rename(place)
            remove(old)
        else:
            temporary.replace(place)


def demand(path: Path) -> None:
    """Raise UnusableBaseError where a path leads to no plain file."""
    if not path.is_file():
        hint = errors.Message("give the path of a facts.yaml or a facts.db")
        said = errors.Message("{path} is no file" if path.exists() else "{path} does not exist", path=path)
        raise errors.UnusableBaseError(said, hint)


def reason(fault: Exception) -> errors.Message:
    """Return why a file cannot be read, as the end of a sentence."""
    if isinstance(fault, UnicodeDecodeError):
        return errors.Message("is not UTF-8 (byte {start})", start=fault.start)
    if isinstance(fault, OSError):
        return errors.Message("cannot be read: {reason}", reason=errors.Message(fault.strerror or ""))
    return errors.Message(str(fault))


def write_safely(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a new file whose bytes are on the disk when this returns."""
    with path.open("xb") as stream:
        stream.writelines(chunks)
        stream.flush()
        os.fsync(stream.fileno())


def check(path: Path, force: bool, inputs: Sequence[Path]) -> None:
    """Raise UnwritableOutputError where a file must not be written: over an input, or over a file without `force`."""
    with unwritable(path):
        refuse_inputs(path, inputs)
        if path.is_dir():
            raise errors.UnwritableOutputError(path, "it is a folder")
        if path.is_file() and path.stat().st_size and not force:
            raise errors.UnwritableOutputError(path, "it exists", "--force replaces it")


def check_folder(path: Path, force: bool, inputs: Sequence[Path]) -> None:
    """Raise UnwritableOutputError where a folder must not be written."""
    with unwritable(path):
        refuse_inputs(path, inputs)
        if path.exists() and not path.is_dir():
            raise errors.UnwritableOutputError(path, "it is no folder")
        if not path.is_dir() or not any(path.iterdir()):
            return
        own = {DESCRIPTOR} if (path / DESCRIPTOR).is_file() else set()
        with suppress(OSError, ValueError, LookupError, TypeError):
            own |= {str(each["path"]) for each in json.loads((path / DESCRIPTOR).read_bytes())["resources"]}
        if any(entry.name not in own for entry in path.iterdir()):
            raise errors.UnwritableOutputError(path, "it is a folder with other things in it")
        if not force:
            raise errors.UnwritableOutputError(path, "it exists", "--force replaces it")


def refuse_inputs(path: Path, inputs: Sequence[Path]) -> None:
    """Raise UnwritableOutputError when writing `path` would replace one of the files that are read."""
    target = Path(os.path.realpath(path))
    for each in inputs:
        read = Path(os.path.realpath(each))
        if target == read or target in read.parents or (target.exists() and read.exists() and target.samefile(read)):
            reason = errors.Message("{input} is being read, and would be lost", input=each)
            raise errors.UnwritableOutputError(path, reason)


def is_device(path: Path) -> bool:
    """Return whether `path` is something else than a plain file or a folder."""
    return path.exists() and not path.is_file() and not path.is_dir()


@contextmanager
def beside(path: Path) -> Iterator[tuple[Path, Path]]:
    """Yield a free name beside the place of `path`, and that place; signals wait until the name is free again."""
    import signal

    place = Path(os.path.realpath(path))
    temporary = place.with_name(f".{os.urandom(6).hex()}.part")
    held = {signal.SIGTERM, signal.SIGHUP, signal.SIGINT} if hasattr(signal, "pthread_sigmask") else set()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held) if held else set()
    try:
        try:
            yield temporary, place
        finally:
            remove(temporary)
    finally:
        if held:  # all systems but Windows
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    import shutil  # only what is written needs it

    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    """Turn what the system refuses into an UnwritableOutputError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise errors.UnwritableOutputError(path, fault.strerror or str(fault)) from fault
