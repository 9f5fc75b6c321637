"""`python -m tests.fuzz [--long]`: what random slips in fact bases found, and how many there were."""

import sys
import tempfile
import time
from pathlib import Path

from tests import fuzz
from tests.conftest import ARTICLE, ROOT

BOUNDED = {"small": 1000, "shipped": 20}
LONG = {"small": 19_000, "shipped": 1000}


def shipped(folder: Path) -> Path:
    """Where a mutant of the shipped base goes, beside a copy of its article."""
    (folder / "seeds").mkdir(parents=True)
    for article in (ROOT / "seeds").iterdir():
        (folder / "seeds" / article.name).write_bytes(article.read_bytes())
    return folder / "facts.yaml"


def main(arguments: list[str]) -> int:
    """Print the counts, then every flaw; 1 when there is one."""
    sizes, began = LONG if "--long" in arguments else BOUNDED, time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "article.txt").write_bytes(ARTICLE.encode())
        small = fuzz.slips(fuzz.small(), folder / "facts.yaml", range(sizes["small"]))
        data = (ROOT / "facts.yaml").read_bytes()
        large = fuzz.slips(data, shipped(folder / "shipped"), range(sizes["shipped"]))
    flaws = [*small.flaws, *large.flaws]
    counts = f"{small.tried + large.tried} mutations, {small.refused + large.refused} refused, {len(flaws)} flaws"
    sys.stdout.writelines(f"{line}\n" for line in (f"{counts}, {time.monotonic() - began:.0f} s", *flaws))
    return int(bool(flaws))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
