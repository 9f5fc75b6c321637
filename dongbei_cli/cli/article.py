"""`dongbei article`."""

from typing import Annotated

import typer

from dongbei_cli import errors
from dongbei_cli.base import Base
from dongbei_cli.cli.lookup import Reply, lookup
from dongbei_cli.model import Segment, Sentence


@lookup(Segment, Sentence, without=("cite", "accessed"))
def command(
    base: Base,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="What of it no fact claims, sentence by sentence.")
    ] = False,
    numbered: Annotated[bool, typer.Option("--index", help="Number the facts, and list them below.")] = False,
) -> Reply:
    """The article itself, its facts marked and numbered.

    \b
    Examples:
      dongbei article
      dongbei article --coverage
      dongbei article --json | jq -j '.[].text'
    """
    texts = base.annotations()
    if coverage:
        lacking = sum(bool(finding.fault) for text in texts for finding in text.findings)
        hint = errors.Message("dongbei verify --only coverage says where and what to do")
        fault = errors.NothingFoundError("things in the article that no fact claims: {things}", hint, things=lacking)
        sentences = [sentence for text in texts for sentence in text.sentences]
        return Reply(sentences, "coverage", (Sentence,), fault if lacking else None)
    return Reply([segment for text in texts for segment in text.segments], "annotated", (Segment,), numbered=numbered)
