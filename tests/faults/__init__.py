"""Disks that fail: every call of the system on a folder in turn, as a full, broken, closed or read-only disk has it.

The faults come from `shim.c`, which stands between Python and the C library; a compiler makes it when it is needed.
"""

import errno
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bad_bases import whole
from tests.warm import Done, Warm, uncautioned

SHIM = Path(__file__).with_name("shim.c")


class Writing(NamedTuple):
    """A command that writes `target`, and whether an older one of its kind stands there before."""

    name: str
    arguments: tuple[str, ...]
    target: str
    replaces: bool = True
    named: bool = False


UNPROVED = ("--unproved", "--facts", "facts.yaml")
WRITINGS = (
    Writing("build", ("build", "--unproved", "facts.yaml", "-o", "facts.db"), "facts.db"),
    Writing("build-first", ("build", "--unproved", "facts.yaml", "-o", "facts.db"), "facts.db", replaces=False),
    Writing("build-named", ("build", "--unproved", "facts.yaml", "-o", "facts.db"), "facts.db", named=True),
    Writing("lookup", ("list", "--facts", "facts.yaml", "-o", "facts.csv"), "facts.csv"),
    Writing("lookup-named", ("list", "--facts", "facts.yaml", "-o", "a.csv"), "a.csv", replaces=False, named=True),
    Writing("lookup-of-a-database", ("list", "--facts", "base.db", "-o", "facts.json"), "facts.json"),
    Writing("table", ("stats", "--facts", "facts.yaml", "-f", "table", "-o", "facts.txt"), "facts.txt"),
    Writing("citation", ("cite", "--facts", "facts.yaml", "-o", "a.bib", "--accessed", "2024-01-01"), "a.bib"),
    Writing("page", ("export", "html", *UNPROVED, "-o", "a.html", "--accessed", "2024-01-01"), "a.html"),
    Writing("package", ("export", "datapackage", *UNPROVED, "-o", "package"), "package"),
    Writing("package-first", ("export", "datapackage", *UNPROVED, "-o", "package"), "package", False),
    Writing("zip", ("export", "datapackage", *UNPROVED, "-o", "package.zip"), "package.zip"),
)  # fmt: skip
ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EACCES": errno.EACCES, "EROFS": errno.EROFS}

Contents = Mapping[str, bytes]


def compiled(folder: Path) -> Path:
    """The shim as a library."""
    library = folder / "shim.so"
    command = ["cc", "-shared", "-fPIC", "-O1", "-w", "-o", str(library), str(SHIM), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return library


def contents(folder: Path) -> Contents:
    """Every file below a folder by name, hidden ones too, and empty folders as nothing."""
    return {
        str(path.relative_to(folder)): b"" if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }


class Disk:
    """A folder with a base in it, before and after a command that writes."""

    def __init__(self, folder: Path, writing: Writing, warm: Warm, database: bool = True) -> None:
        """Run the command once without faults, to know what it writes; `old` is the folder before, `new` after.

        With `database` the base lies there compiled as well.
        """
        self.folder, self.writing, self.warm, self.database = folder, writing, warm, database
        self.master = folder.with_name(f"{folder.name}.old")
        self.log = folder.with_name(f"{folder.name}.calls")
        self.master.mkdir(parents=True)
        if writing.replaces:
            other = whole.text().replace("A title", "Another title").replace("某报", "另报")
            self.prepare(self.master, other)
        self.prepare(self.master, whole.text(), only_base=True)
        self.old = contents(self.master)
        done = self.run()
        assert (done.code, self.litter()) == (0, []), done.err
        self.new = contents(self.folder)
        self.calls = int(self.log.read_text())
        assert self.old != self.new

    def prepare(self, folder: Path, text: str, only_base: bool = False) -> None:
        """Put a base into the folder, and unless `only_base` what the command makes of it."""
        whole.write(folder, text)
        if self.database:
            assert self.warm.run("build", "--unproved", "facts.yaml", "-o", "base.db", folder=folder).code == 0
        if not only_base:
            done = self.warm.run(*self.writing.arguments, folder=folder)
            assert done.code == 0, done.err

    def run(self, call: int = 0, error: int = 0, **more: str) -> Done:
        """Run the command in a fresh copy of the folder, its n-th call failing."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.master, self.folder)
        self.log.unlink(missing_ok=True)
        faults = {"FAULT_UNDER": str(self.folder), "FAULT_LOG": str(self.log)}
        faults |= {"FAULT_AT": str(call), "FAULT_ERRNO": str(error)} | more
        if self.writing.named:
            faults["FAULT_NAMED"] = "1"
        return self.warm.run(*(self.placed(each) for each in self.writing.arguments), folder=self.folder, **faults)

    def placed(self, argument: str) -> str:
        """A name of a file as an absolute path, by which the shim knows it."""
        return str(self.folder / argument) if "." in argument or argument == "package" else argument

    def litter(self) -> list[str]:
        """What is in the folder that belongs neither to what was there nor to what was to be made."""
        target = self.writing.target
        return [name for name in contents(self.folder) if name not in self.old and name.split("/")[0] != target]

    def flaw(self, done: Done) -> str | None:
        """What is wrong with how the command fared with a fault; None where nothing is."""
        now = contents(self.folder)
        if now not in (self.old, self.new):
            changed = sorted(name for name in {**now, **self.new} if now.get(name) != self.new.get(name))
            return f"neither old nor new: {changed[:5]}"
        if done.code == 0 and now != self.new:
            return "exit 0, and nothing was written"
        if done.code not in (0, 3, 4) or "Traceback" in done.err or "a bug in" in done.err:
            return f"exit {done.code}: {done.err[-300:]}"
        if done.out or uncautioned(done.err).count("\n") > (
            2 if done.code == 3 else 1
        ):  # a problem of the base has its own line
            return f"not one line: {done.err!r}"
        return None


class Trial(NamedTuple):
    """Faults tried, and what went wrong."""

    tried: int
    flaws: Sequence[str]


def trial(disk: Disk, points: int | None = None) -> Trial:
    """Every fault at every call until a run is clean, and a kill at every call; or at so many `points` of each."""
    flaws: list[str] = []
    tried = 0
    for number, (name, stays) in enumerate([*((name, False) for name in ERRORS), ("ENOSPC", True)]):
        for call in calls(disk, points, number):
            done = disk.run(call, ERRORS[name], **({"FAULT_STAYS": "1"} if stays else {}))
            tried += 1
            if flaw := disk.flaw(done):
                flaws.append(f"{disk.writing.name}: {name}{' for good' if stays else ''} at call {call}: {flaw}")
    for call in calls(disk, points, len(ERRORS)):
        tried += 1
        if call <= disk.calls and (flaw := killed_flaw(disk, disk.run(call, -signal.SIGKILL))):
            flaws.append(f"{disk.writing.name}: killed at call {call}: {flaw}")
    return Trial(tried, flaws)


def calls(disk: Disk, points: int | None, number: int) -> range:
    """The calls to fail: all, and one that is not reached; or `points` of them, from elsewhere for each `number`."""
    step = 1 if points is None else max(1, disk.calls // points)
    return range(1 + number % step, disk.calls + 2, step)


def killed_flaw(disk: Disk, done: Done) -> str | None:
    """What is wrong after a kill, and after the run that follows it."""
    if done.code != -signal.SIGKILL:
        return f"it lived: {done.code}"
    target = disk.writing.target
    now, old, new = (
        {name: data for name, data in each.items() if name.split("/")[0] == target}
        for each in (contents(disk.folder), disk.old, disk.new)
    )
    if now not in (old, new):
        return "the target is torn"
    left = disk.litter()
    if not all(name.split("/")[0].endswith(".part") for name in left):
        return f"left behind: {left}"
    again = disk.warm.run(*disk.writing.arguments, folder=disk.folder)
    if again.code or contents(disk.folder) != disk.new:
        return f"the next run: {again.code} {again.err} {disk.litter()}"
    return None
