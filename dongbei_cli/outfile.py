"""Writing a file or a folder whole or not at all.

A file is written where it has no name yet, so that a process that is killed leaves nothing behind; a folder is made
beside its place under a hidden name, and what a killed process left of one goes when the next is made there.
"""

import os
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from dongbei_cli import errors

SEAL = "user.dongbei.crc32"
"""The attribute of a file that holds the check sum of what we wrote; where a file system keeps none, there is none."""
PIECE = 1 << 20
EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2)."""


def write(path: Path, chunks: Iterable[bytes]) -> None:
    """Replace `path` by these bytes in one step; a device or a pipe simply gets them. A link stays a link."""
    with unwritable(path):
        if is_special(path):
            with path.open("wb") as stream:
                stream.writelines(chunks)
            return
        real = Path(os.path.realpath(path))
        sweep(real)
        descriptor = nameless(real.parent)
        if descriptor is None:
            write_beside(real, chunks)
            return
        with os.fdopen(descriptor, "wb") as stream:
            filled(stream.fileno(), chunks)
            publish(stream.fileno(), real)


@contextmanager
def draft(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file beside `path` for what is made in pieces, and a stream of it; it goes when the block ends."""
    with unwritable(path):
        real = Path(os.path.realpath(path))
        folder = None if is_special(path) else real.parent
        sweep(real)
        descriptor, name = tempfile.mkstemp(prefix=f".{real.name}.", suffix=".part", dir=folder)
    try:
        with os.fdopen(descriptor, "rb") as stream:
            claimed(descriptor)
            yield Path(name), stream
    finally:
        with suppress(OSError):  # the next to write here sweeps it away
            Path(name).unlink()


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Replace the folder `path` by one with just these files, in one step where the system can do that."""
    with unwritable(path), deaf_to_signals():
        real = Path(os.path.realpath(path))
        if is_special(real):  # an exchange would put the folder in a device's place
            raise errors.UnwritableOutputError(path, "it is no folder")
        sweep(real)
        temporary = Path(tempfile.mkdtemp(prefix=f".{real.name}.", suffix=".part", dir=real.parent))
        try:
            with held(temporary) as descriptor:
                for name, content in files.items():
                    with (temporary / name).open("wb") as stream:
                        filled(stream.fileno(), [content])
                temporary.chmod(0o777 & ~current_umask())
                os.fsync(descriptor)
                swap(temporary, real)
        finally:
            for _ in range(2):  # what failed once may succeed again, and the next to write here sweeps away the rest
                shutil.rmtree(temporary, ignore_errors=True)


@contextmanager
def held(folder: Path) -> Iterator[int]:
    """A descriptor of a folder, locked for as long as the block takes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        claimed(descriptor)
        yield descriptor
    finally:
        os.close(descriptor)


def refuse_input(path: Path, inputs: Sequence[Path]) -> None:
    """UnwritableOutputError when writing `path` would replace one of the files that are being read."""
    target = Path(os.path.realpath(path))
    for each in inputs:
        read = Path(os.path.realpath(each))
        with unwritable(path):
            same = target.exists() and read.exists() and target.samefile(read)
        if target == read or target in read.parents or same:
            raise errors.UnwritableOutputError(path, f"{each} is being read, and would be lost")


def is_special(path: Path) -> bool:
    """Whether something stands at `path` that is neither a plain file nor a folder."""
    return path.exists() and not path.is_file() and not path.is_dir()


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    """Whatever the system refuses is an UnwritableOutputError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise errors.UnwritableOutputError(path, fault.strerror or str(fault)) from fault


def nameless(folder: Path) -> int | None:
    """A descriptor of a new file that has no name in `folder` and vanishes with us; None where there are none such."""
    flag = getattr(os, "O_TMPFILE", 0)
    if not flag or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, flag | os.O_WRONLY, 0o666)
    except OSError:
        return None


def filled(descriptor: int, chunks: Iterable[bytes]) -> None:
    """Write the bytes, see that they are on the disk, and note that we wrote them."""
    total = 0
    with os.fdopen(descriptor, "wb", closefd=False) as stream:
        for chunk in chunks:
            stream.write(chunk)
            total = zlib.crc32(chunk, total)
    with suppress(AttributeError, OSError):  # some systems and file systems have no such attributes
        os.setxattr(descriptor, SEAL, b"%08x" % total)
    os.fsync(descriptor)


def is_unchanged(path: Path) -> bool:
    """Whether we wrote a file and nobody has changed it since; False where that cannot be told."""
    try:
        noted = os.getxattr(path, SEAL)
    except (AttributeError, OSError):
        return False
    total = 0
    with path.open("rb") as stream:
        while chunk := stream.read(PIECE):
            total = zlib.crc32(chunk, total)
    return noted == b"%08x" % total


def publish(descriptor: int, path: Path) -> None:
    """Give a nameless file its name, in place of what has it now."""
    claimed(descriptor)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # Only the call with folders follows the link in /proc, and no link can replace a file: hence the rename.
        temporary = f".{path.name}.{os.urandom(4).hex()}.part"
        origin = f"/proc/self/fd/{descriptor}"
        with suppress(FileExistsError):
            os.link(origin, path.name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=True)
            return
        os.link(origin, temporary, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=True)
        replace(temporary, path.name, folder)
    finally:
        os.fsync(folder)
        os.close(folder)


def replace(temporary: str, name: str, folder: int) -> None:
    """Rename inside a folder; what cannot be renamed is removed."""
    try:
        os.replace(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except OSError:
        os.unlink(temporary, dir_fd=folder)
        raise


def write_beside(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file beside `path` and rename it: all that systems other than Linux can do."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            claimed(descriptor)
            filled(stream.fileno(), chunks)
        temporary.chmod(0o666 & ~current_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def swap(temporary: Path, path: Path) -> None:
    """Let a new folder take the place of `path`; what stood there is then at `temporary`."""
    if not path.exists():
        temporary.rename(path)
    elif not exchanged(temporary, path):
        aside = temporary.with_suffix(".old")
        path.rename(aside)
        temporary.rename(path)
        aside.rename(temporary)


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system cannot."""
    import ctypes

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here = -100  # AT_FDCWD: both paths are absolute
    return bool(call(here, os.fsencode(one), here, os.fsencode(other), EXCHANGE) == 0)


def sweep(path: Path) -> None:
    """Remove what killed processes left beside `path`; a lock tells that its owner lives."""
    ours = re.compile(rf"\.{re.escape(path.name)}\.[a-z0-9_]{{8}}\.part")
    with suppress(OSError):
        for left in [Path(entry) for entry in os.scandir(path.parent) if ours.fullmatch(entry.name)]:
            if not is_owned(left):
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def is_owned(path: Path) -> bool:
    """Whether a living process has claimed this file or folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return not claimed(descriptor)
    finally:
        os.close(descriptor)


def claimed(descriptor: int) -> bool:
    """Lock it for as long as it stays open; False when another has, or when there are no locks here."""
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


@contextmanager
def deaf_to_signals() -> Iterator[None]:
    """Put off the signals that would end the process at once, for a block that is soon over."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGHUP, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def current_umask() -> int:
    """The permissions that new files go without."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
