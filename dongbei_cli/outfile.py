"""Writing a file whole or not at all."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dongbei_cli import errors


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A temporary file that takes the place of `path` in one step, unless the block fails: then nothing changes."""
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        os.close(descriptor)
        temporary = Path(name)
        yield temporary
        temporary.chmod(0o666 & ~current_umask())
        synchronise(temporary)
        temporary.replace(path)
    except OSError as fault:
        raise errors.UnwritableOutputError(path, fault.strerror or str(fault)) from fault
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write(path: Path, chunks: Iterable[bytes]) -> None:
    """Replace `path` by these bytes in one step."""
    with beside(path) as temporary, temporary.open("wb") as stream:
        stream.writelines(chunks)


def synchronise(path: Path) -> None:
    """Have the bytes of `path` on the disk before its name is changed."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def current_umask() -> int:
    """The permissions that new files go without."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
