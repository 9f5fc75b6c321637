"""Slips of a hand and of a disk: fact bases mutated at random, and what is wrong with the readings of a text.

Slips come from seeds, so that a failure can be repeated. `python -m tests.fuzz` runs a part, with `--long` all.
"""

import random
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from dongbei_cli import errors, rules
from dongbei_cli.curate import load, yaml
from dongbei_cli.errors import Problem
from dongbei_cli.readings import dates as chinese_dates
from dongbei_cli.readings import quantities, units
from dongbei_cli.readings import typed as typed_forms
from dongbei_cli.search import query as search_query

TOKENS = (
    " ", "\n", ":", "-", "'", '"', "[", "]", "{", "}", ",", "#", "&", "*", "!", "|", ">", "%", "@", "`", "?", "~", "\\",
    "/", "0", "9", ".", "a", "Z", "北", "，", "。", "“", "”", "：", "　", "\t", "\r", "\0",
    "\x1b", "\x7f", "\u00a0",
    "\u200b", "\u202e", "\ufeff", "\ud800", "😀", "  - ", "    ", "\n\n", ": ", " #", "---", "...", "<<: ",
    "id: ", "null", "[]",
)  # fmt: skip
KEY_LINE = re.compile(r" *(?:- )?[a-z_0-9]+ *:(?: |$)")


class Slips(NamedTuple):
    """Mutations tried: how many were refused, and what went wrong with the others."""

    tried: int
    refused: int
    flaws: Sequence[str]


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


def slips(data: bytes, path: Path, seeds: range) -> Slips:
    """Try a mutation for each seed on the base `data`, which is written to `path`, its article beside it."""
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
        flaws += [f"{seed}: {fault}" for fault in (unclean(problems) if problems else reshaped(mutant))]
    return Slips(len(seeds), refused, flaws)


def faults(path: Path) -> Sequence[Problem]:
    """What keeps a facts.yaml from being used."""
    file, problems = load.load(path)
    return problems if file is None else rules.structural_problems(file)


def unclean(problems: Sequence[Problem]) -> Iterator[str]:
    """Problems whose line would not be one clean line, or has no place."""
    for problem in problems:
        if not str(problem).isprintable() or problem.place.line < 1 or problem.place.column < 1:
            yield f"unclean: {problem!r}"


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
