"""Put the transcripts into the README: each block of output below a comment that names its transcript."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"<!-- (tests/transcripts/[a-z0-9-]+\.txt) -->\n```console\n.*?```", re.DOTALL)


def filled(readme: str) -> str:
    """The README with every block as its transcript has it, without the line of the exit code."""

    def block(match: re.Match[str]) -> str:
        printed = re.sub(r"\[exit \d+\]\n$", "", (ROOT / match[1]).read_text())
        return f"<!-- {match[1]} -->\n```console\n{printed}```"

    return BLOCK.sub(block, readme)


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(filled(path.read_text()))
