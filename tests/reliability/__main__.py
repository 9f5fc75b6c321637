"""`python -m tests.reliability [--long]`: what was tried and withstood, in numbers, then every flaw."""

import sys

from tests.reliability import PART, WHOLE, counts, summary


def main(arguments: list[str]) -> int:
    """Print the counts; 1 when there is a flaw."""
    found = counts(WHOLE if "--long" in arguments else PART)
    flaws = [line for count in found for line in count.flaws]
    sys.stdout.write("\n".join([*summary(found), *flaws]) + "\n")
    return int(bool(flaws))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
