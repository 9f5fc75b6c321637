"""The trial of every mutant of the shipped base, printed: `python -m tests.mutations [field ...]`, some minutes."""

import sys
from collections import Counter
from collections.abc import Iterator

from tests.conftest import ROOT
from tests.mutations.trial import Bench

APART = ("turned", "curated", "record removed")
"""Headings that are summed up apart: wording, what the curator takes on his word, and what a base no longer says."""


def main(fields: list[str]) -> None:
    """Print the rate of refusal by field, then the survivors."""
    bench = Bench(ROOT / "facts.yaml")
    wanted = (mutant for mutant in bench.mutants() if not fields or mutant.field in fields)
    trials = [(mutant.field, mutant.name, bench.refusal(mutant)) for mutant in wanted]
    sys.stdout.writelines(f"{line}\n" for line in report(trials))


def report(trials: list[tuple[str, str, str]]) -> Iterator[str]:
    """Rates by field, refusals by rule, survivors by name; each trial is a field, a name and the rule that refused."""
    tried = Counter(field for field, _, _ in trials)
    refused = Counter(field for field, _, rule in trials if rule)
    for field, count in tried.items():
        yield rate(field, refused[field], count)
    groups = {"values": [field for field in tried if not field.startswith(APART)]}
    groups |= {name: [field for field in tried if field.startswith(name)] for name in APART}
    for name, group in groups.items():
        yield rate(f"ALL {name}", sum(refused[field] for field in group), sum(tried[field] for field in group) or 1)
    for rule, count in Counter(rule or "no rule" for _, _, rule in trials).most_common():
        yield f"{rule:24} {count:6}"
    yield from (f"survives: {name}" for _, name, rule in trials if not rule)


def rate(name: str, refused: int, tried: int) -> str:
    """A line of the table."""
    return f"{name:28} {refused:6} of {tried:6}  {refused / tried:7.2%}"


if __name__ == "__main__":
    main(sys.argv[1:])
