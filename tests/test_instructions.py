"""How much an installed lookup does, in instructions: a count that repeats, where a timing does not."""

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
MOST = 1.03
"""Times what a Typer program executes that prints one line."""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("valgrind"), reason="counting instructions takes valgrind"
)


def benchmark() -> ModuleType:
    """The script that counts, which is no package."""
    spec = importlib.util.spec_from_file_location("instructions", ROOT / "benchmarks" / "instructions.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_json_lookup_executes_little_more_than_a_typer_hello(tmp_path: Path) -> None:
    """Whatever a command imports or prepares without need shows here before anybody feels it."""
    instructions = benchmark()
    instructions.lay_out(tmp_path)
    lookup = instructions.counted(tmp_path, ("dongbei", "stats", "transfers", "--json"))
    hello = instructions.counted(tmp_path, ("hello",))
    assert lookup <= MOST * hello, f"{lookup:,} instructions against {hello:,}: {lookup / hello:.3f}"
