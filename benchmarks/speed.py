"""Whole-process time and peak memory of an installed `dongbei`, as ratios to the least that Python and Typer take.

    python benchmarks/speed.py [ROUNDS]

Builds the wheel, installs it with two hello programs and the Python tools that answer the same question, runs
everything in turns, and prints a Markdown table of the medians' ratios. A tool that is not there is said to be absent.
"""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
ROUNDS = 15
PYTHON_PEERS = ("sqlite-utils", "yq")
PEERS = ("jq", "sqlite3", *PYTHON_PEERS)
SQL = """SELECT region, value, unit, written FROM figure
    WHERE id IN (SELECT id FROM facts JOIN tags ON fact = number WHERE type = 'topic' AND tags.value = 'transfers')"""
JQ = '[.[] | select(.kind == "figure") | select(.topics | index("transfers"))]'
YQ = '[.figures[] | select(.topics | index("transfers"))]'
LAUNCHER = """
import os, sys, time
null = os.open(os.devnull, os.O_RDWR)
streams = [(os.POSIX_SPAWN_DUP2, null, number) for number in (0, 1, 2)]
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=streams)
_, status, used = os.wait4(child, 0)
print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status))
"""
"""Starts a run and measures it; small, since Linux counts the memory of the launcher as the child's as well."""


class Run(NamedTuple):
    """A command line, the run that it is fairly compared with, and what it has in its environment."""

    command: Sequence[str | Path]
    against: str
    environment: Mapping[str, str] = {}


class Sample(NamedTuple):
    """What one run took; seconds and KiB."""

    wall: float
    cpu: float
    peak: float


def install(folder: Path) -> Path:
    """Install the wheel, the hellos and the Python peers into a new environment; the folder of its programs."""
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    bin_folder = folder / "env" / "bin"
    pip: list[str | Path] = [bin_folder / "python", "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "-w", folder / "wheels", ROOT, ROOT / "benchmarks" / "hello"], check=True
    )
    subprocess.run([*pip, "install", *(folder / "wheels").glob("*.whl")], check=True)
    for peer in PYTHON_PEERS:
        subprocess.run([*pip, "install", peer], check=False, stderr=subprocess.DEVNULL)
    return bin_folder


def runs(bin_folder: Path, folder: Path) -> dict[str, Run]:
    """Everything that is measured, by the name in the table; peers that are absent are left out."""
    dongbei = bin_folder / "dongbei"
    package = next((bin_folder.parent / "lib").glob("python*/site-packages/dongbei_cli"))
    facts = folder / "facts.json"
    facts.write_bytes(subprocess.run([dongbei, "list", "--json"], check=True, capture_output=True).stdout)
    found = {
        "python -c pass": Run([bin_folder / "python", "-c", "pass"], "python -c pass"),
        "hello (Typer)": Run([bin_folder / "hello"], "hello (Typer)"),
        "hello --help": Run([bin_folder / "hello", "--help"], "hello --help"),
        "hello (Typer and a Rich table)": Run([bin_folder / "hello-table"], "hello (Typer and a Rich table)"),
        "dongbei stats transfers --json": Run([dongbei, "stats", "transfers", "--json"], "hello (Typer)"),
        "dongbei quote --expert 徐林 --json": Run([dongbei, "quote", "--expert", "徐林", "--json"], "hello (Typer)"),
        "dongbei, Tab after quote --expert x": Run(
            [dongbei, "quote", "--expert", "x"], "hello (Typer)", {"_DONGBEI_COMPLETE": "bash"}
        ),
        "dongbei --help": Run([dongbei, "--help"], "hello --help"),
    }
    for words in ("stats transfers", "timeline", "quote --expert 徐林", "search 人口"):
        found[f"dongbei {words}"] = Run([dongbei, *words.split()], "hello (Typer and a Rich table)")
    asked: dict[str, list[str | Path]] = {
        "jq": ["jq", JQ, facts],
        "sqlite3": ["sqlite3", "-json", package / "facts.db", SQL],
        "sqlite-utils": [bin_folder / "sqlite-utils", "query", package / "facts.db", SQL],
        "yq": [bin_folder / "yq", YQ, package / "facts.yaml"],
    }
    for peer, command in asked.items():
        program = shutil.which(str(command[0]))
        if program and (peer != "yq" or shutil.which("jq")):  # yq of PyPI hands over to jq
            found[f"{peer}, the figures on transfers"] = Run([program, *command[1:]], "dongbei stats transfers --json")
    return found


def sample(run: Run, bin_folder: Path) -> Sample:
    """Run once; SystemExit when it fails, lest a crash look fast."""
    fixed = {"LANG": "C.UTF-8", "COLUMNS": "100", "HOME": "/nonexistent", "PATH": os.environ["PATH"]}
    launcher: list[str | Path] = [bin_folder / "python", "-I", "-S", "-c", LAUNCHER]
    done = subprocess.run(
        [*launcher, *run.command], env={**fixed, **run.environment}, check=True, capture_output=True, encoding="utf-8"
    )
    *numbers, code = map(float, done.stdout.split())
    if code:
        raise SystemExit(f"exit {code:.0f}: {' '.join(map(str, run.command))}")
    return Sample(*numbers)


def medians(by_name: Mapping[str, Run], bin_folder: Path, rounds: int) -> dict[str, Sample]:
    """Each run's medians; all take turns, in an order that changes: what else the machine does falls on all alike."""
    taken: dict[str, list[Sample]] = {name: [] for name in by_name}
    for number in range(rounds + 1):
        for name in random.Random(number).sample(list(by_name), len(by_name)):
            measured = sample(by_name[name], bin_folder)
            if number:  # the first round warms the caches of the disk
                taken[name].append(measured)
    return {name: Sample(*map(statistics.median, zip(*samples, strict=True))) for name, samples in taken.items()}


def table(by_name: Mapping[str, Run], measured: Mapping[str, Sample]) -> str:
    """Ratios as Markdown: to bare Python, to the Typer hello, and to what is like it."""
    bare, hello = measured["python -c pass"], measured["hello (Typer)"]
    lines = [
        "| run | time / `pass` | time / Typer hello | memory / Typer hello | like for like | time | processor |",
        "| --- | ---: | ---: | ---: | --- | ---: | ---: |",
    ]
    for name, run in by_name.items():
        own, like = measured[name], measured[run.against]
        plain = f"{own.wall / bare.wall:.2f} | {own.wall / hello.wall:.2f} | {own.peak / hello.peak:.2f}"
        fair = f"{run.against} | {own.wall / like.wall:.2f} | {own.cpu / like.cpu:.2f}"
        lines.append(f"| `{name}` | {plain} | {fair if run.against != name else ' | | '} |")
    absent = [peer for peer in PEERS if not any(name.startswith(f"{peer},") for name in by_name)]
    return "\n".join([*lines, f"\nAbsent: {', '.join(absent)}." if absent else ""])


def versions(bin_folder: Path) -> str:
    """What was measured, in one line."""
    listed = subprocess.run(
        [bin_folder / "python", "-m", "pip", "list", "--format", "json"], check=True, capture_output=True
    ).stdout
    version_by_name = {each["name"].lower(): each["version"] for each in json.loads(listed)}
    named = ", ".join(f"{name} {version_by_name.get(name, '-')}" for name in ("typer", "rich", *PYTHON_PEERS))
    return f"Python {sys.version.split()[0]}, {named}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors."


def main() -> None:
    """Install, measure, print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        bin_folder = install(Path(name))
        by_name = runs(bin_folder, Path(name))
        measured = medians(by_name, bin_folder, rounds)
        print(f"{table(by_name, measured)}\nMedians of {rounds} rounds. {versions(bin_folder)}")


if __name__ == "__main__":
    main()
