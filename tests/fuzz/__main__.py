"""`python -m tests.fuzz [--long]`: what random slips in fact bases and random texts found, and how many there were."""

import random
import sys
import tempfile
import time
from pathlib import Path

from tests import fuzz
from tests.conftest import ARTICLE, ROOT
from tests.test_bad_bases import SOUND

BOUNDED = {"small": 1000, "shipped": 20, "texts": 1000}
LONG = {"small": 19_000, "shipped": 1000, "texts": 50_000}


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
        small = fuzz.slips(SOUND.encode(), folder / "facts.yaml", range(sizes["small"]))
        data = (ROOT / "facts.yaml").read_bytes()
        large = fuzz.slips(data, shipped(folder / "shipped"), range(sizes["shipped"]))
    rng = random.Random(2023)
    texts = ("".join(rng.choices(fuzz.WORDS, k=rng.randrange(1, 9))) for _ in range(sizes["texts"]))
    flaws = [*small.flaws, *large.flaws, *(flaw for text in texts for flaw in fuzz.reading_flaws(text))]
    tried = f"{small.tried + large.tried} mutations, {sizes['texts']} texts"
    counts = f"{tried}, {small.refused + large.refused} refused, {len(flaws)} flaws"
    sys.stdout.writelines(f"{line}\n" for line in (f"{counts}, {time.monotonic() - began:.0f} s", *flaws))
    return int(bool(flaws))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
