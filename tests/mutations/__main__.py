"""The trial of every mutant of the shipped base, printed: `python -m tests.mutations [field ...]`, some minutes."""

import sys
from collections import Counter
from collections.abc import Iterator

from tests.conftest import ROOT
from tests.mutations.trial import Bench

APART = ("turned", "curated", "record removed")
"""Headings that are summed up apart: wording, what the curator takes on his word, and what a base no longer says."""


def report(trials: list[tuple[str, str, str]]) -> Iterator[str]:
    """Rates by field, refusals by rule, survivors by name; each trial is a field, a name and the rule that refused."""
    tried = Counter(field for field, _, _ in trials)
    sums = {f"ALL {name}": [field for field in tried if field.startswith(name)] for name in APART}
    sums["ALL values"] = [field for field in tried if not field.startswith(APART)]
    for name, group in ({field: [field] for field in tried} | sums).items():
        of_group = [bool(rule) for field, _, rule in trials if field in group]
        yield f"{name:28} {sum(of_group):6} of {len(of_group):6}  {sum(of_group) / max(len(of_group), 1):7.2%}"
    yield from (
        f"{rule:24} {count:6}" for rule, count in Counter(rule or "no rule" for *_, rule in trials).most_common()
    )
    yield from (f"survives: {name}" for _, name, rule in trials if not rule)


if __name__ == "__main__":
    bench = Bench(ROOT / "facts.yaml")
    asked = [mutant for mutant in bench.mutants() if mutant.field in sys.argv[1:] or not sys.argv[1:]]
    tried = [(mutant.field, mutant.name, bench.refusal(mutant)) for mutant in asked]
    sys.stdout.writelines(f"{line}\n" for line in report(tried))
