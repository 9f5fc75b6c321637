"""`python -m tests.fuzz [--long]`: what random slips, queries and readings found, and how many there were."""

import sys
import tempfile
import time
from pathlib import Path

import dongbei_cli
from tests import fuzz
from tests.conftest import ARTICLE, ROOT

BOUNDED = {"small": 1000, "shipped": 20, "queries": 400, "readings": 2000}
LONG = {"small": 19_000, "shipped": 1000, "queries": 5000, "readings": 50_000}


def shipped(folder: Path) -> Path:
    """Where a mutant of the shipped base goes, beside a copy of its article."""
    (folder / "seeds").mkdir(parents=True)
    for article in (ROOT / "seeds").iterdir():
        (folder / "seeds" / article.name).write_bytes(article.read_bytes())
    return folder / "facts.yaml"


def slips(sizes: dict[str, int]) -> fuzz.Slips:
    """Mutations of the small base and of the shipped one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "article.txt").write_bytes(ARTICLE.encode())
        small = fuzz.slips(fuzz.small(), folder / "facts.yaml", range(sizes["small"]))
        data = (ROOT / "facts.yaml").read_bytes()
        large = fuzz.slips(data, shipped(folder / "shipped"), range(sizes["shipped"]))
    return fuzz.Slips(small.tried + large.tried, small.refused + large.refused, [*small.flaws, *large.flaws])


def main(arguments: list[str]) -> int:
    """Print the counts, then every flaw; 1 when there is one."""
    sizes = LONG if "--long" in arguments else BOUNDED
    began = time.monotonic()
    found = slips(sizes)
    asked = list(fuzz.queries(dongbei_cli.open_base(), range(sizes["queries"])))
    read = list(fuzz.readings(range(sizes["readings"])))
    flaws = [*found.flaws, *asked, *read]
    lines = [
        f"mutations of a fact base   {found.tried:7}  refused {found.refused:6}  flaws {len(found.flaws)}",
        f"random queries             {sizes['queries']:7}                  flaws {len(asked)}",
        f"random readings            {sizes['readings']:7}                  flaws {len(read)}",
        f"in {time.monotonic() - began:.0f} s",
        *flaws,
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(bool(flaws))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
