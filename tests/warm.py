"""`dongbei` as hundreds of processes in little time: each is forked from one that has imported everything.

Each gets its own arguments, environment, folder and standard streams, five seconds of processor time and 512 MB; its
exit code is the real one. What a cold start does is not seen this way: for that see `conftest.run_dongbei`.
"""

import contextlib
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

ROOT = Path(__file__).parent.parent
CPU_SECONDS = 5
MEMORY = 512 << 20
PATIENCE = 30
"""Seconds by the clock after which a process that waits for something is killed; a busy machine needs many."""
IMPORTED = (
    "__main__", "cli.look_up", "cli.completion", "curate.load", "rules", "search", "names.match", "citations",
    "files", "views.lists", "views.figures",
)  # fmt: skip


class Done(NamedTuple):
    """How a process ended: `code` is negative for the signal that ended it."""

    code: int
    out: bytes
    err: str


class Warm:
    """The process that is forked from; as a context manager it ends with the block."""

    def __init__(self) -> None:
        """Start it."""
        environment = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "LANG": "en_GB.UTF-8"}
        command, pipe = [sys.executable, "-m", "tests.warm"], subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.process.communicate()

    def run(self, *arguments: str, folder: Path | str = "/", stdin: str = os.devnull, **environment: str) -> Done:
        """Run one process; `stdin` is the path of what it reads."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
            wish = (arguments, str(folder), (stdin, out.name, err.name), environment)
            self.process.stdin.write(f"{json.dumps(wish)}\n")
            self.process.stdin.flush()
            code = int(self.process.stdout.readline())
            return Done(code, out.read(), err.read().decode("utf-8", "backslashreplace"))


def serve() -> None:
    """Fork a process for each line of stdin, and write its exit code to stdout."""
    for each in IMPORTED:
        importlib.import_module(f"dongbei_cli.{each}")
    importlib.import_module("rich.console")
    for line in sys.stdin:
        if not (child := os.fork()):
            become(*json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201


def become(arguments: Sequence[str], folder: str, streams: Sequence[str], environment: Mapping[str, str]) -> None:
    """Turn this process into the one that was wished for; never returns."""
    code = 1
    try:
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        for number, path in enumerate(streams):
            os.dup2(os.open(path, os.O_RDWR if number else os.O_RDONLY | os.O_NONBLOCK), number)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.chdir(folder)
        os.environ.update({"COLUMNS": "80", **environment})
        sys.argv = ["dongbei", *arguments]
        sys.modules["dongbei_cli.__main__"].main()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
