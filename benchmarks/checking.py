"""How long `dongbei check` takes, and how well it decides a set of claims.

    python -m benchmarks.checking                       one claim against a search; a draft of 100 sentences
    python -m benchmarks.checking CLAIMS.tsv [FACTS]    verdicts on claims: verdict, slip and claim, parted by tabs
    python -m benchmarks.checking DRAFTS [FACTS]        the same of a folder of drafts: 1.md, and its claims in 1.tsv

Times are those of the processor, medians of whole processes on the shipped base, compiled, that print tables; the
ratios are to a search for the claim's own words, and to one for two words that finds the same fact.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from dongbei_cli.base import open_base

ROUNDS = 9
CLAIMS = {
    "2003~2022年，中央给吉林的转移支付为28628亿元。": "吉林 转移支付",
    "徐林认为，很多城市的吸引力下降。": "城市 吸引力",
    "The symposium was held in Harbin in September 2023.": "symposium Harbin",
    "座谈会提出实施国有企业振兴专项行动。": "国有企业 振兴",
    "2010年到2020年，东北流失了1100万人口。": "东北 人口",
}
SENTENCES = (
    "2003年到2022年，黑龙江得到的中央转移支付总额为58847亿元。",
    "徐林认为，很多城市的吸引力下降。",
    "他还提出要从体制机制、商业文化等多方面持续发力。",
    "The symposium was held in Harbin in September 2023.",
    "座谈会提出实施国有企业振兴专项行动。",
)
DRAFT = "\n\n".join("".join(SENTENCES) for _ in range(20))


def seconds(*words: str) -> float:
    """Return the processor time of a run of the command, the median of several; other work hardly changes it."""
    taken = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(*words)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken)


def run(*words: str) -> None:
    """Run the command; what it prints is not wanted."""
    null = subprocess.DEVNULL
    subprocess.run([sys.executable, "-m", "dongbei_cli", *words], stdout=null, stderr=null, check=False)


def speed() -> None:
    """Print the times of claims beside searches, and of a draft."""
    with tempfile.TemporaryDirectory() as folder:
        facts, draft = Path(folder) / "facts.db", Path(folder) / "draft.md"
        run("build", "-o", str(facts))
        draft.write_text(DRAFT, encoding="utf-8")
        for claim, query in CLAIMS.items():
            words = ("check", claim), ("search", claim), ("search", query)
            checked, same, short = (seconds(*each, f"--facts={facts}") for each in words)
            ratios = f"{checked / same:.2f} and {checked / short:.2f} times a search"
            print(f"{checked:.3f} s, {ratios} ({same:.3f}, {short:.3f} s): {claim}")
        print(f"100 sentences {seconds('check', f'--file={draft}', f'--facts={facts}'):.2f} s")


def alike(one: str, other: str) -> bool:
    """Return whether one of two sentences is in the other, whatever marks and spaces they have."""
    one, other = ("".join(filter(str.isalnum, each)).lower() for each in (one, other))
    return one in other or other in one


def score(claims: Path, facts: Path | None) -> None:
    """Print how many verdicts are right, and each sort of wrong one."""
    base, counts = open_base(facts) if facts else open_base(), Counter[tuple[str, str]]()
    for table in sorted(claims.glob("*.tsv")) if claims.is_dir() else [claims]:
        draft = table.with_suffix(".md")
        whole = base.check(draft.read_text(encoding="utf-8")) if draft.exists() else None
        for line in table.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                wanted, _, claim, *_ = line.split("\t")
                found = base.check(claim) if whole is None else [each for each in whole if alike(each.claim, claim)]
                said = {each.verdict for each in found}
                counts[wanted, said.pop() if len(said) == 1 else "mixed" if said else "passed over"] += 1
    right = sum(count for (wanted, called), count in counts.items() if wanted == called)
    print(f"{right} of {counts.total()} right ({right / counts.total():.1%})")
    for (wanted, called), count in sorted(counts.items()):
        print(f"  {wanted} called {called}: {count}")


if __name__ == "__main__":
    paths = [Path(each) for each in sys.argv[1:3]]
    score(paths[0], paths[1] if len(paths) > 1 else None) if paths else speed()
