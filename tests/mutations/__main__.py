"""The trial of every mutant of the shipped base, printed: `python -m tests.mutations [field ...]`."""

import sys
from collections import Counter
from collections.abc import Iterator

from tests.conftest import ROOT
from tests.mutations.trial import Bench, argued


def main(fields: list[str]) -> int:
    """Print the kill rate by field, then the survivors; 1 when one of them is not argued."""
    bench = Bench(ROOT / "facts.yaml")
    wanted = (mutant for mutant in bench.mutants() if not fields or mutant.field in fields)
    trials = [(mutant.field, mutant.name, bench.refusal(mutant)) for mutant in wanted]
    sys.stdout.writelines(f"{line}\n" for line in report(trials))
    return int(any(not rule and name not in argued() for _, name, rule in trials))


def report(trials: list[tuple[str, str, str]]) -> Iterator[str]:
    """Rates by field, refusals by rule, survivors by name; each trial is a field, a name and the rule that refused."""
    tried = Counter(field for field, _, _ in trials)
    killed = Counter(field for field, _, rule in trials if rule)
    for field, count in tried.items():
        yield rate(field, killed[field], count)
    yield rate("all", killed.total(), tried.total())
    yield ""
    for rule, count in Counter(rule or "no rule" for _, _, rule in trials).most_common():
        yield f"{rule:24} {count:6}"
    known = argued()
    yield ""
    for _, name, rule in trials:
        if not rule:
            yield f"survives, {'argued' if name in known else 'NOT ARGUED'}: {name}"


def rate(name: str, killed: int, tried: int) -> str:
    """A line of the table."""
    return f"{name:24} {killed:6} of {tried:6}  {killed / tried:7.2%}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
