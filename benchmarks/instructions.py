"""Instructions that a run executes, counted by callgrind: unlike times they repeat to the digit.

    python benchmarks/instructions.py

Package and hello are laid out as an installation has them: byte-compiled, with facts.db, started by the same script.
"""

import compileall
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAMS = {
    "dongbei": ("dongbei_cli.__main__", "main"),
    "hello": ("hello", "hello"),
    "hello-table": ("hello", "hello_table"),
}
"""Module and function that each script calls."""
RUNS: dict[str, tuple[Sequence[str], str]] = {
    "hello": (("hello",), "hello"),
    "stats transfers --json": (("dongbei", "stats", "transfers", "--json"), "hello"),
    "quote --expert 徐林 --json": (("dongbei", "quote", "--expert", "徐林", "--json"), "hello"),
    "hello-table": (("hello-table",), "hello-table"),
    "stats transfers": (("dongbei", "stats", "transfers"), "hello-table"),
    "hello --help": (("hello", "--help"), "hello --help"),
    "--help": (("dongbei", "--help"), "hello --help"),
}
"""What is run, and the run that it is measured against."""


def lay_out(folder: Path) -> None:
    """Put into `folder` what a wheel installs, and a script for each program."""
    shutil.copytree(ROOT / "dongbei_cli", folder / "dongbei_cli", ignore=shutil.ignore_patterns("__pycache__", "*.db"))
    shutil.copytree(ROOT / "seeds", folder / "dongbei_cli" / "seeds")
    shutil.copy(ROOT / "facts.yaml", folder / "dongbei_cli")
    shutil.copy(ROOT / "benchmarks" / "hello" / "hello.py", folder)
    compileall.compile_dir(folder, quiet=1)
    for program, (module, function) in PROGRAMS.items():
        (folder / program).write_text(f"import sys\nfrom {module} import {function}\nsys.exit({function}())\n")
    build = [sys.executable, str(folder / "dongbei"), "build", "-o", str(folder / "dongbei_cli" / "facts.db")]
    subprocess.run(build, env=environment(folder), check=True, capture_output=True)


def environment(folder: Path) -> Mapping[str, str]:
    """The same for every run, and nothing of the user's."""
    fixed = {"LANG": "C.UTF-8", "COLUMNS": "100", "PYTHONHASHSEED": "0", "HOME": str(folder), "PYTHONPATH": str(folder)}
    return {"PATH": os.environ["PATH"], **fixed}


def counted(folder: Path, command: Sequence[str]) -> int:
    """Instructions of one run of a program, from the first of the interpreter to the last."""
    plain = [sys.executable, str(folder / command[0]), *command[1:]]
    # The first run writes the bytecode of the libraries, where they have none yet; it is not counted.
    subprocess.run(plain, env=environment(folder), check=True, capture_output=True)
    traced = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *plain]
    done = subprocess.run(traced, env=environment(folder), check=True, capture_output=True, encoding="utf-8")
    found = re.search(r"Collected : (\d+)", done.stderr)
    if not found:
        raise SystemExit(f"valgrind counted nothing:\n{done.stderr}")
    return int(found[1])


def main() -> None:
    """Print the counts as a Markdown table."""
    if not shutil.which("valgrind"):
        raise SystemExit("valgrind is not installed; apt-get install valgrind")
    with tempfile.TemporaryDirectory() as name:
        lay_out(Path(name))
        counts = {run: counted(Path(name), command) for run, (command, _) in RUNS.items()}
    print("| run | instructions | against | ratio |\n| --- | ---: | --- | ---: |")
    for run, (_, measure) in RUNS.items():
        print(f"| `{run}` | {counts[run]:,} | `{measure}` | {counts[run] / counts[measure]:.2f} |")


if __name__ == "__main__":
    main()
