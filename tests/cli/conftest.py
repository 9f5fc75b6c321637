"""`dongbei` for the tests of the command line: forked from a process that has imported everything."""

import signal
import subprocess
from collections.abc import Iterator

import pytest

from tests.conftest import Runner, shipped_database
from tests.warm import Warm


@pytest.fixture(scope="session", autouse=True)
def _heeding() -> None:
    """Hear the signals that whoever runs the tests may ignore, as `nohup` does; processes inherit it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """What processes are forked from."""
    with Warm() as process:
        yield process


@pytest.fixture
def dongbei(warm: Warm) -> Runner:
    """Run `dongbei` in 80 columns and English on the compiled shipped base unless told otherwise."""

    def run(*arguments: str, folder: str = "/", **environment: str) -> "subprocess.CompletedProcess[str]":
        bare = not arguments or arguments[0].startswith("-")  # says itself what it answers from
        variables = {} if bare else {"DONGBEI_FACTS": shipped_database()}
        done = warm.run(*arguments, folder=folder, **variables | environment)
        return subprocess.CompletedProcess(arguments, done.code, done.out.decode().replace("\r\n", "\n"), done.err)

    return run
