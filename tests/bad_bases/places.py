"""Articles and fact bases that are no plain files, lie elsewhere, or are not what they were."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.bad_bases import Case, whole

Maker = Callable[[Path], None]
LONG = "a" * 300


def fifo(path: Path) -> None:
    """A pipe that nobody writes to."""
    os.mkfifo(path)


def folder(path: Path) -> None:
    """A folder."""
    path.mkdir()


def leading(target: str) -> Maker:
    """A symbolic link."""
    return lambda path: path.symlink_to(target)


def holding(data: bytes) -> Maker:
    """A file."""

    def made(path: Path) -> None:
        path.write_bytes(data)

    return made


def sparse(path: Path) -> None:
    """A file of 100 GB that takes no room."""
    with path.open("wb") as stream:
        stream.truncate(100 << 30)


ARTICLES: dict[str, tuple[str, Maker | None]] = {
    "missing": ("nothing.txt", None), "absolute": ("/etc/hostname", None), "above": ("../article.txt", None),
    "above-from-below": ("below/../../article.txt", None), "home": ("~/article.txt", None), "itself": (".", None),
    "device": ("/dev/zero", None), "null": ("/dev/null", None), "stdin": ("/dev/stdin", None), "long": (LONG, None),
    "process": ("/proc/self/environ", None), "address": ("https://example.org/a.txt", None), "spaces": (" ", None),
    "drive": ("C:\\article.txt", None), "a-variable": ("$HOME/article.txt", None),
    "many-dots": ("../" * 50 + "etc/hosts", None),
    "pipe": ("x.txt", fifo), "folder": ("x.txt", folder), "sparse": ("x.txt", sparse),
    "link-to-a-device": ("x.txt", leading("/dev/zero")), "link-outside": ("x.txt", leading("/etc/hostname")),
    "link-above": ("x.txt", leading("../article.txt")), "link-to-nothing": ("x.txt", leading("nothing")),
    "link-to-itself": ("x.txt", leading("x.txt")), "empty": ("x.txt", holding(b"")),
    "null-bytes": ("x.txt", holding(bytes(99))),
    "not-utf-8": ("x.txt", holding("北".encode("gbk"))), "cut-in-a-character": ("x.txt", holding("北".encode()[:2])),
    "utf-16": ("x.txt", holding("北\n".encode("utf-16"))),
    "changed": ("x.txt", holding(whole.ARTICLE.replace("28628", "28682").encode())),
    "crlf": ("x.txt", holding(whole.ARTICLE.replace("\n", "\r\n").encode())),
    "with-a-mark": ("x.txt", holding(b"\xef\xbb\xbf" + whole.ARTICLE.encode())),
    "with-a-line-more": ("x.txt", holding(whole.ARTICLE.encode() + b"\n")),
}  # fmt: skip
BASES: dict[str, tuple[str, Maker | None]] = {
    "missing": ("nothing", None), "folder": ("x", folder), "pipe": ("x", fifo), "empty": ("x", holding(b"")),
    "sparse": ("x", sparse), "link-to-nothing": ("x", leading("nothing")), "link-to-itself": ("x", leading("x")),
    "link-to-a-device": ("x", leading("/dev/zero")), "link-to-a-folder": ("x", leading("/")), "too-long": (LONG, None),
    "below-a-file": ("article.txt/x", None), "null-bytes": ("x", holding(bytes(4096))),
    "one-byte": ("x", holding(b"S")),
    "ten-thousand-long": ("a/" * 5000, None),
}  # fmt: skip
DEVICES = ("/dev/zero", "/dev/null", "/dev/stdin", "/dev/full", "/proc/self/mem", "/proc/self/fd/0", "/", "", "-")


def cases() -> Iterator[Case]:
    """Each with the name of a facts.yaml, and with that of a database."""
    for name, (file, make) in ARTICLES.items():
        yield Case(f"article/{name}", partial(citing, file=file, make=make))
    for suffix in (".yaml", ".db"):
        for name, (file, make) in BASES.items():
            yield Case(f"base/{name}{suffix}", partial(standing, file=f"{file}{suffix}", make=make))
    for device in DEVICES[:-2]:
        yield Case(f"base{device}", partial(named, path=device))
    yield Case("base/-", partial(named, path="-"))


def citing(folder: Path, file: str, make: Maker | None) -> str:
    """A sound base whose article is something else."""
    if make:
        make(folder / file)
    return whole.write(folder, whole.text().replace("article.txt", file.replace("\\", "\\\\")))


def standing(folder: Path, file: str, make: Maker | None) -> str:
    """A base that is something else."""
    whole.write(folder)
    if make:
        make(folder / file)
    return str(folder / file)


def named(_folder: Path, path: str) -> str:
    """What the system has."""
    return path
