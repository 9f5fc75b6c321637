"""How time, memory and disk grow with the base: made bases of rising size, built, and asked the same questions.

    python -m benchmarks.growth [SIZE ...] [--work FOLDER] [--rounds N] [--dongbei COMMAND]

Each size is made and built in FOLDER, then every question is put to every size in turn, N times over, by a new process
each time. Times are those of the processor, of which a busy machine changes less than of the clock; the median counts.
The tables go to README.md between their marks, the curve to growth.svg.
"""

import argparse
import os
import re
import shlex
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import bases, curve
from benchmarks.reports import World, next_report

HERE = Path(__file__).parent
SIZES = (150, 1_500, 15_000)
MARKS = re.compile(r"(<!-- growth: made by benchmarks/growth.py -->\n).*?(<!-- growth: end -->)", re.DOTALL)
BUDGET_MS = 20_000
"""A question that takes longer at some size is asked there only once."""


class Cost(NamedTuple):
    """What a process took: seconds of the processor, its peak of memory in MiB, and seconds by the clock."""

    processor: float
    memory: int
    clock: float


class Question(NamedTuple):
    """A command; is it `keyed`, that is, answered by a few facts at any size; is it asked by the Tab key."""

    name: str
    words: tuple[str, ...]
    keyed: bool = True
    completed: bool = False


def questions() -> Iterator[Question]:
    """Questions about the first article, which every base has, and others whose answer grows or must be ranked."""
    facts = next_report(World(1), 1).facts
    figure = next(fact for section, fact in facts if section == "figures" and fact.get("region"))
    expert = next(fact for section, fact in facts if section == "people")
    event = next(fact for section, fact in facts if section == "events")
    region, topic, name = figure["region"], figure["topics"][0], expert["name"]
    yield Question("--version", ("--version",))
    yield Question("show ID --json", ("show", figure["id"], "--json"))
    yield Question("show ID (page)", ("show", figure["id"]))
    yield Question("cite ID", ("cite", figure["id"]))
    yield Question("quote --expert NAME --json", ("quote", "--expert", name, "--json"))
    yield Question("policy --by NAME --json", ("policy", "--by", name, "--json"))
    yield Question("stats --region PLACE --json", ("stats", "--region", region, "--json"))
    yield Question("stats --region PLACE (table)", ("stats", "--region", region))
    yield Question("stats TOPIC --region PLACE --json", ("stats", topic, "--region", region, "--json"))
    yield Question(
        "timeline of one day --json", ("timeline", "--since", event["date"], "--until", event["date"], "--json")
    )
    yield Question("list --limit 20 --json", ("list", "--limit", "20", "--json"))
    yield Question("stats TOPIC --limit 20 --json", ("stats", "transfers", "--limit", "20", "--json"))
    yield Question("timeline --limit 20 --json", ("timeline", "--limit", "20", "--json"))
    yield Question("Tab after show ID-BEGINNING", ("show", figure["id"][:8]), completed=True)
    yield Question("Tab after stats TOPIC-BEGINNING", ("stats", "tr"), completed=True)
    yield Question("Tab after --region 字", ("stats", "--region", region[:2]), False, True)
    yield Question("Tab after --expert 字", ("quote", "--expert", name[:1]), False, True)
    yield Question("quote --expert in pinyin", ("quote", "--expert", expert["name_en"], "--json"), False)
    yield Question("show of a mistyped ID", ("show", f"{figure['id']}x"), False)
    yield Question("search PLACE", ("search", region, "--json"), False)
    yield Question("search 粮食总产量", ("search", "粮食总产量", "--json"), False)
    yield Question("search grain output", ("search", "grain output", "--json"), False)
    yield Question("search 东北 (in most facts)", ("search", "东北", "--json"), False)
    yield Question("search of a word that is nowhere", ("search", "zzzzqqq", "--json"), False)


def cost(command: Sequence[str], **more: str) -> Cost:
    """Run a command to its end; what it prints is thrown away."""
    environment = {**os.environ, "LANG": "C.UTF-8", "COLUMNS": "80", **more}
    begun = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{shlex.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss >> 10, time.monotonic() - begun)


def built(dongbei: Sequence[str], folder: Path, size: int) -> dict[str, Any]:
    """Make and build a base; return what the build took, and how large the files are."""
    made, database = folder / str(size), folder / f"{size}.db"
    source = made / "facts.yaml"
    bases.write(made, size)
    spent = cost([*dongbei, "build", "--unproved", "--force", str(source), "-o", str(database)])
    articles = sum(path.stat().st_size for path in made.rglob("*.txt"))
    measured = {"yaml": source.stat().st_size, "db": database.stat().st_size, **spent._asdict()}
    return {"facts": size, "articles": articles, **measured}


def asked(dongbei: Sequence[str], folder: Path, sizes: Sequence[int], rounds: int) -> dict[str, dict[int, Cost]]:
    """The median cost of every question at every size, interleaved."""
    every = list(questions())
    found: dict[tuple[str, int], list[Cost]] = {}
    for number in range(rounds):
        for question in every:
            for size in sizes:
                costs = found.setdefault((question.name, size), [])
                if costs and costs[0].processor * 1000 > BUDGET_MS:
                    continue
                shell = {"_DONGBEI_COMPLETE": "bash"} if question.completed else {}
                costs.append(cost([*dongbei, *question.words], DONGBEI_FACTS=str(folder / f"{size}.db"), **shell))
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    return {one.name: {size: median(found[one.name, size]) for size in sizes} for one in every}


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each part."""
    processor, memory, clock = (statistics.median(part) for part in zip(*costs, strict=True))
    return Cost(processor, int(memory), clock)


def build_table(builds: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What building took."""
    yield "| facts | facts.yaml | articles | facts.db | processor | clock | facts a second | peak of memory |"
    yield "|---:|---:|---:|---:|---:|---:|---:|---:|"
    for build in builds:
        sizes = (f"{build[what] / 1e6:,.1f} MB" for what in ("yaml", "articles", "db"))
        times = (
            *(f"{build[what]:,.1f} s" for what in ("processor", "clock")),
            f"{build['facts'] / build['processor']:,.0f}",
        )
        yield f"| {build['facts']:,} | {' | '.join((*sizes, *times))} | {build['memory']:,} MiB |"


def question_table(sizes: Sequence[int], found: Mapping[str, Mapping[int, Cost]], keyed: bool) -> Iterator[str]:
    """Milliseconds of the processor at each size, and how many times those at the smallest."""
    yield f"| question | {' | '.join(f'{size:,}' for size in sizes)} | peak of memory |"
    yield f"|---|{'---:|' * (len(sizes) + 1)}"
    for question in questions():
        if question.keyed == keyed:
            costs = [found[question.name][size] for size in sizes]
            first = costs[0].processor
            larger = (f"{each.processor * 1000:,.0f} ms, {each.processor / first:.2f}x" for each in costs[1:])
            cells = (question.name, f"{first * 1000:,.0f} ms", *larger, f"{costs[-1].memory} MiB")
            yield f"| {' | '.join(cells)} |"


def section(builds: Sequence[Mapping[str, Any]], found: Mapping[str, Mapping[int, Cost]], rounds: int) -> str:
    """The tables as Markdown."""
    sizes = [build["facts"] for build in builds]
    version = ".".join(map(str, sys.version_info[:3]))
    lines = (
        *build_table(builds), "",
        f"Lookups, Python {version}, {os.cpu_count()} processors, median of {rounds} interleaved rounds:", "",
        *question_table(sizes, found, True), "",
        "Questions whose answer, candidates or words to compare grow with the base:", "",
        *question_table(sizes, found, False), "",
    )  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Measure, and write down what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, metavar="SIZE")
    parser.add_argument("--work", type=Path, default=Path("/var/tmp/dongbei-growth"), metavar="FOLDER")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--dongbei", default=str(Path(sys.executable).with_name("dongbei")), metavar="COMMAND")
    options = parser.parse_args()
    dongbei = shlex.split(options.dongbei)
    options.work.mkdir(parents=True, exist_ok=True)
    builds = [built(dongbei, options.work, size) for size in options.sizes]
    found = asked(dongbei, options.work, options.sizes, options.rounds)
    made = section(builds, found, options.rounds)
    readme = HERE / "README.md"
    readme.write_text(MARKS.sub(lambda marks: f"{marks[1]}{made}{marks[2]}", readme.read_text()))
    lines = {name: [(size, each.processor * 1000) for size, each in by_size.items()] for name, by_size in found.items()}
    (HERE / "growth.svg").write_text(curve.drawn(lines, {one.name for one in questions() if one.keyed}))
    print(made)


if __name__ == "__main__":
    main()
