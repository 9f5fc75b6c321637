"""The trial of every mutant of the shipped base, printed: `python -m tests.mutations [field ...]`."""

import sys
import time
from collections import Counter

from tests.mutations.trial import ROOT, Bench, argued


def main(fields: list[str]) -> int:
    """Print the kill rate by field, then the survivors; 1 when one of them is not argued."""
    bench = Bench(ROOT / "facts.yaml")
    begun = time.perf_counter()
    tried, killed, rules, survivors = Counter[str](), Counter[str](), Counter[str](), []
    for mutant, rule in bench.verdicts():
        if fields and mutant.field not in fields:
            continue
        tried[mutant.field] += 1
        killed[mutant.field] += bool(rule)
        rules[rule or "none"] += 1
        if not rule:
            survivors.append(mutant.name)
    for field in tried:
        print(f"{field:24} {killed[field]:6} of {tried[field]:6}  {killed[field] / tried[field]:7.2%}")
    print(f"{'all':24} {killed.total():6} of {tried.total():6}  {killed.total() / tried.total():7.2%}")
    print("\nrefused by: " + ", ".join(f"{rule} {count}" for rule, count in rules.most_common()))
    known = argued()
    print(f"\n{len(survivors)} survivors, {len(set(survivors) - set(known))} of them not argued:")
    for name in survivors:
        print(f"  {'      ' if name in known else 'NEW   '}{name}")
    print(f"\n{time.perf_counter() - begun:.0f} s")
    return int(bool(set(survivors) - set(known)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
