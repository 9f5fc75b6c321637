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
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

ROOT = Path(__file__).parent.parent
DONGBEI = "dongbei_cli.__main__:main"
CPU_SECONDS = 5
MEMORY = 512 << 20
PATIENCE = 30
"""Seconds by the clock after which a process that waits for something is killed; a busy machine needs many."""
IMPORTED = (
    "dongbei_cli.cli.look_up", "dongbei_cli.cli.completion", "dongbei_cli.curate.load", "dongbei_cli.rules", "dongbei_cli.search.rank",  # noqa: E501
    "dongbei_cli.names.match", "dongbei_cli.citations", "dongbei_cli.files", "dongbei_cli.views.lists",
    "dongbei_cli.views.figures", "rich.console",
)  # fmt: skip


class Done(NamedTuple):
    """How a process ended: `code` is negative for the signal that ended it."""

    code: int
    out: bytes
    err: str


class Warm:
    """The process that is forked from; as a context manager it ends with the block."""

    def __init__(self, entry: str = DONGBEI) -> None:
        """`entry` is the module and the function that the forked processes run."""
        environment = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "LANG": "en_GB.UTF-8"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm", entry], cwd=ROOT, env=environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def run(self, *arguments: str, folder: Path | str = "/", stdin: str = os.devnull, **environment: str) -> Done:
        """Run one process; `stdin` is the path of what it reads."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        wish = {"arguments": arguments, "folder": str(folder), "stdin": stdin, "environment": environment}
        self.process.stdin.write(json.dumps(wish).encode() + b"\n")
        self.process.stdin.flush()
        code, out, err = json.loads(self.process.stdout.readline())
        return Done(code, out.encode("latin-1"), err)


def serve(entry: str) -> None:
    """Fork a process for each line of stdin, and write how it ended to stdout."""
    module, _, name = entry.partition(":")
    function = getattr(importlib.import_module(module), name)
    if entry == DONGBEI:
        for each in IMPORTED:
            importlib.import_module(each)
    for line in sys.stdin:
        answer = forked(function, **json.loads(line))
        print(json.dumps((answer.code, answer.out.decode("latin-1"), answer.err)), flush=True)  # noqa: T201


def forked(
    function: Callable[[], Any], arguments: Sequence[str], folder: str, stdin: str, environment: Mapping[str, str]
) -> Done:
    """One process."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            become(function, (stdin, out, err), arguments, folder, environment)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        err.seek(0)
        return Done(code, out.read(), err.read().decode("utf-8", "backslashreplace"))


def become(
    function: Callable[[], Any],
    streams: tuple[str, IO[bytes], IO[bytes]],
    arguments: Sequence[str],
    folder: str,
    environment: Mapping[str, str],
) -> None:
    """Turn this process into the one that was wished for; never returns."""
    code = 1
    try:
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        stdin, out, err = streams
        os.dup2(os.open(stdin, os.O_RDONLY | os.O_NONBLOCK), 0)
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.chdir(folder)
        os.environ.update({"COLUMNS": "80", **environment})
        sys.argv = ["dongbei", *arguments]
        function()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
        with contextlib.suppress(Exception):
            sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
