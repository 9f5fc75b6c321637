"""Slips of a hand and of a disk: fact bases mutated at random, and what is wrong with the readings of a text.

Slips come from seeds, so that a failure can be repeated. `python -m tests.fuzz` runs a part, with `--long` all.
"""

import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from dongbei_cli import errors, rules
from dongbei_cli.curate import load, yaml
from dongbei_cli.errors import Problem
from dongbei_cli.readings import dates as chinese_dates
from dongbei_cli.readings import quantities, units
from dongbei_cli.readings import typed as typed_forms
from dongbei_cli.search import query as search_query
from tests.conftest import ARTICLE, ROOT
from tests.test_bad_bases import SOUND

TOKENS = (
    " ", "\n", ":", "-", "'", '"', "[", "]", "{", "}", ",", "#", "&", "*", "!", "|", ">", "%", "@", "`", "?", "~", "\\",
    "/", "0", "9", ".", "a", "Z", "北", "，", "。", "“", "”", "：", "　", "\t", "\r", "\0",
    "\x1b", "\x7f", "\u00a0",
    "\u200b", "\u202e", "\ufeff", "\ud800", "😀", "  - ", "    ", "\n\n", ": ", " #", "---", "...", "<<: ",
    "id: ", "null", "[]",
)  # fmt: skip
KEY_LINE = re.compile(r" *(?:- )?[a-z_0-9]+ *:(?: |$)")


def mutated(data: bytes, rng: random.Random) -> bytes:
    """One to three slips: of characters, of lines, or of single bits."""
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        data = rng.choice(SLIPS)(data, rng)
    return data


def typed(data: bytes, rng: random.Random) -> bytes:
    """A token put in, or in the place of some characters; or only these left out, up to the end at the most."""
    text = data.decode("utf-8", "surrogateescape")
    start = rng.randrange(len(text) + 1)
    end = min(len(text), start + rng.choice((0, 0, 1, 2, 9, 20, 200, len(text))))
    token = "" if end > start and rng.random() < 0.5 else rng.choice(TOKENS)
    return (text[:start] + token + text[end:]).encode("utf-8", "surrogatepass")


def flipped(data: bytes, rng: random.Random) -> bytes:
    """A bit in another state."""
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes((data[at] ^ 1 << rng.randrange(8),)) + data[at + 1 :]


def line_moved(data: bytes, rng: random.Random) -> bytes:
    """A line deleted, doubled, indented, or put elsewhere."""
    lines = data.split(b"\n")
    line = lines.pop(rng.randrange(len(lines)))
    what = rng.choice(("deleted", "doubled", "moved", "indented", "outdented"))
    at = rng.randrange(len(lines) + 1)
    if what == "doubled":
        lines[at:at] = [line, line]
    elif what == "moved":
        lines.insert(at, line)
    elif what != "deleted":
        lines.insert(at, b"  " + line if what == "indented" else line[2:])
    return b"\n".join(lines)


SLIPS = (typed, typed, typed, flipped, line_moved)


def slips(data: bytes, path: Path, seeds: range) -> tuple[int, list[str]]:
    """Try a mutation for each seed on a base, written to `path`: how many were refused, and what is wrong."""
    refused, flaws = 0, []
    for seed in seeds:
        mutant = mutated(data, random.Random(seed))
        path.write_bytes(mutant)
        try:
            problems = faults(path)
        except errors.DongbeiError as fault:
            flaws += [f"{seed}: {fault}"] if fault.exit_code != errors.UnusableBaseError.exit_code else []
            refused += 1
            continue
        except Exception as fault:  # that there is none is what is tried
            flaws.append(f"{seed}: {type(fault).__name__}: {fault}")
            continue
        refused += bool(problems)
        lines = ((str(each).isprintable() and each.place.line > 0 < each.place.column, each) for each in problems)
        flaws += [f"{seed}: unclean: {problem!r}" for clean, problem in lines if not clean]
        flaws += [] if problems else [f"{seed}: {fault}" for fault in reshaped(mutant)]
    return refused, flaws


def faults(path: Path) -> Sequence[Problem]:
    """What keeps a facts.yaml from being used."""
    file, problems = load.load(path)
    return problems if file is None else rules.structural_problems(file)


def reshaped(data: bytes) -> Iterator[str]:
    """What an accepted base lost on the way: as many keys were read as lines begin with one, and each of its line."""
    root, _ = yaml.parse(data, "facts.yaml")
    assert root is not None
    text = data.decode()
    found, written = keys(root), sum(bool(KEY_LINE.match(line)) for line in text.split("\n"))
    inline = len(re.findall(r"\{[a-z]+ *:(?: |$)", text, re.MULTILINE))
    if found != written + inline:
        yield f"{found} keys were read where {written} lines and {inline} brackets begin with one"


def keys(value: yaml.Node) -> int:
    """How many keys stand in a tree."""
    if isinstance(value, yaml.Mapping):
        return len(value.values) + sum(map(keys, value.values.values()))
    return sum(map(keys, value.items)) if isinstance(value, yaml.Sequence) else 0


WORDS = tuple(
    "零一二三四五六七八九十百千万亿两半0123456789.,，~～-—/年月日季度初末底上下本去今前后至到从约近超逾多余个元人％%分之点第"
)


def reading_flaws(text: str) -> Iterator[str]:
    """An exception or a place outside of the text; a numeral alone is read, or a ValueError says that it is none."""
    try:
        found: list[Any] = [*quantities.readings(text), *chinese_dates.readings(text, "2023-11-01")]
        spans = [(reading.start, reading.end) for reading in found]
        typed = typed_forms.numbers_in_chinese(text)
        spans += [
            (at, at + len(word.typed)) for at, word in search_query.exact_words(typed, "2023-11-01") if typed == text
        ]
        with suppress(ValueError):
            units.number(text)
    except Exception as fault:  # that there is none is what is tried
        yield f"{text!r}: {type(fault).__name__}: {fault}"
        return
    if not all(0 <= start < end <= len(text) for start, end in spans):
        yield f"{text!r}: {spans}"


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
        refused, flaws = slips(SOUND.encode(), folder / "facts.yaml", range(sizes["small"]))
        data = (ROOT / "facts.yaml").read_bytes()
        more_refused, more_flaws = slips(data, shipped(folder / "shipped"), range(sizes["shipped"]))
    rng = random.Random(2023)
    texts = ("".join(rng.choices(WORDS, k=rng.randrange(1, 9))) for _ in range(sizes["texts"]))
    flaws += [*more_flaws, *(flaw for text in texts for flaw in reading_flaws(text))]
    counts = f"{sizes['small'] + sizes['shipped']} mutations, {sizes['texts']} texts, {refused + more_refused} refused"
    counts = f"{counts}, {len(flaws)} flaws"
    sys.stdout.writelines(f"{line}\n" for line in (f"{counts}, {time.monotonic() - began:.0f} s", *flaws))
    return int(bool(flaws))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
