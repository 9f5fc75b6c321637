"""What of the article no fact claims: sentence by sentence, then in counts."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli.proof import inventory
from dongbei_cli.proof.annotation import Annotation, Sentence
from dongbei_cli.views.grid import Column, fold, table
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import BLANK, clean, paragraph


def coverage(
    sentences: Sequence[Sentence], annotations: Sequence[Annotation], lang: str, room: int
) -> Iterator[RenderableType]:
    """Each sentence that lacks a claim, with the words that lack one, and the counts of all."""
    for sentence in sentences:
        if sentence.unclaimed:
            number = paragraph(sentence.paragraph or 0, lang)
            yield fold(Text().append(f"{number} ", "dim").append(clean(sentence.text)), room)
            for words, fault in zip(sentence.unclaimed, sentence.faults, strict=True):
                yield fold(
                    Text().append("✗ ", "bold red").append(clean(words), "red").append(f"  {fault}", "dim"), room
                )
            yield BLANK
    yield table(
        [Column(""), *(Column(label(key, lang), right=True) for key in ("In the article", "Claimed", "Unclaimed"))],
        [[Text(label(sort, lang)), *map(Text, counts(sort, annotations))] for sort in inventory.SORTS],
        room,
    )
    yield BLANK
    waived = [waiver for annotation in annotations for waiver in annotation.waived]
    if waived:
        reasons = ", ".join(dict.fromkeys(label(waiver.reason, lang) for waiver in waived))
        yield fold(Text(f"{label('Waived', lang)}: {len(waived)} ({reasons})", "dim"), room)


def counts(sort: inventory.Sort, annotations: Sequence[Annotation]) -> tuple[str, str, str]:
    """How many things of a sort the articles hold, how many of these are claimed, and how many are not."""
    found = [finding for annotation in annotations for finding in annotation.findings if finding.sort == sort]
    lacking = sum(bool(finding.fault) for finding in found)
    return str(len(found)), str(len(found) - lacking), str(lacking)
