"""`dongbei check`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dongbei_cli import errors, files
from dongbei_cli.base import Base
from dongbei_cli.check import Checked, Verdict
from dongbei_cli.cli import terminal
from dongbei_cli.cli.options import Reply, Texts, lookup, path
from dongbei_cli.cli.terminal import _

LONGEST = 2_000_000  # bytes of the longest draft: a book


CLAIM = typer.Argument(metavar="[TEXT]...", help="A claim in Chinese or English; - reads stdin.")
DRAFT = typer.Option(
    "--file", metavar="FILE", parser=path, help="A draft, checked sentence by sentence; - reads stdin."
)

app = typer.Typer()


@app.command("check")
@lookup(Verdict)
def check(base: Base, text: Annotated[Texts, CLAIM] = None, file: Annotated[Path | None, DRAFT] = None) -> Reply:
    """What the article says of a claim, or of each sentence of a draft: supported, refuted, disputed or unmentioned.

    Exit 0 where all that is claimed is supported, else 1. What is not certain is unmentioned.

    \b
    Examples:
      dongbei check 2003~2022年，中央给吉林的转移支付为28628亿元
      dongbei check "The symposium was held in Changchun."
      dongbei check --file draft.md -f csv
    """
    found = Checked()
    for each in texts(text or [], file):
        checked = base.check(each)
        found += checked
        found.passed += checked.passed
    if found.passed:
        said = _("dongbei: headings, questions and opinions passed over: {count}")
        terminal.say(said.format(count=found.passed))
    supported = sum(each.verdict == "supported" for each in found)
    hint = errors.Message("what is unmentioned may be true all the same")
    said = errors.Message("{supported} of {claims} claims are supported", supported=supported, claims=len(found))
    fault: errors.DongbeiError | None = None if supported == len(found) else errors.UnprovedError(said, hint)
    if not found:
        fault = errors.NothingFoundError("nothing here claims anything", "give a sentence that says who, what or when")
    return Reply(found, "verdicts", fault=fault)


def texts(typed: list[str], file: Path | None) -> list[str]:
    """Return what is to be checked: a draft, stdin, or what was typed, words without quotes as one claim."""
    if file == Path("-") and not typed:
        typed, file = ["-"], None
    if bool(typed) == bool(file):
        raise errors.UsageError(
            "check takes a text or a file", "dongbei check TEXT, dongbei check --file FILE; - reads stdin"
        )
    if not file and typed != ["-"]:
        return [" ".join(typed)] if all(word.isascii() and " " not in word for word in typed) else typed
    name = file or "stdin"
    try:
        with file.open("rb") if file else sys.stdin.buffer as stream:
            data = stream.read(LONGEST + 1)
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        hint = errors.Message("save it as UTF-8") if isinstance(fault, UnicodeDecodeError) else ""
        raise errors.UsageError("{path} {reason}", hint, path=name, reason=files.reason(fault)) from fault
    if len(data) > LONGEST:
        raise errors.UsageError("{path} is longer than a draft can be", "check it in parts", path=name)
    return [text.replace("\r\n", "\n")]
