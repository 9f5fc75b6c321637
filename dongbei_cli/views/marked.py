"""The article with its facts marked: a corner where a fact begins, its raised number where it ends, then the list.

However facts overlap, one corner and one group of numbers stand at a place: `⌜甲⌜乙²丙¹` is fact 1 on 甲乙丙 and fact 2
on 乙. Brackets that nest would tell more of this, and cannot be read where facts are dense.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Span, Text

from dongbei_cli import model
from dongbei_cli.proof.annotation import Segment
from dongbei_cli.views import typesetting
from dongbei_cli.views.grid import Column, table
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import BLANK, clean, headline, paragraph, ranges, tail

STYLES = {
    "event": "cyan",
    "figure": "yellow",
    "quote": "green",
    "measure": "magenta",
    "claim": "blue",
    "person": "bold",
    "organization": "bold",
    "document": "underline",
}
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MARK = "dim"
CORNER = "⌜"

Spans = Mapping[tuple[int, int], Sequence[str]]


def annotated(
    segments: Sequence[Segment], facts: Sequence[model.Record], lang: str, room: int
) -> Iterator[RenderableType]:
    """The paragraphs with their marks, then what each number stands for; colours tell the kinds of fact."""
    shown = dict.fromkeys(fact for segment in segments for fact in segment.facts)
    listed = [fact for fact in facts if fact.id in shown]
    numbers = {fact.id: number for number, fact in enumerate(listed, 1)}
    kinds = {fact.id: fact.kind for fact in listed}
    for place, group in groupby(segments, key=lambda segment: (segment.source, segment.paragraph)):
        if place[1] is not None:
            yield marked(list(group), numbers, kinds, Text().append(f"{paragraph(place[1], lang)} ", MARK), room)
            yield BLANK
    columns = [
        Column(label("No.", lang), right=True),
        Column(label("Kind", lang)),
        Column(label("Fact", lang), prose=True),
    ]
    rows = [[Text(str(numbers[f.id])), kind(f, lang), headline(f, lang)] for f in listed]
    yield table(columns, rows, room, tails=[tail(f, lang, noted=False) for f in listed], at=2)


def kind(fact: model.Record, lang: str) -> Text:
    """The kind of a fact in the colour that it has in the text."""
    return Text(label(fact.kind, lang), STYLES[fact.kind])


def marked(
    segments: Sequence[Segment], numbers: Mapping[str, int], kinds: Mapping[str, str], lead: Text, room: int
) -> Text:
    """One paragraph in lines of at most `room` cells."""
    spans = spans_of(segments)
    begun = {start for start, _ in spans}
    ended: dict[int, list[int]] = {}
    for (_, end), ids in spans.items():
        ended.setdefault(end, []).extend(numbers[each] for each in ids)
    styles = [style for segment in segments for style in [colour(segment, spans, kinds)] * len(segment.text)]
    text, first = "".join(segment.text for segment in segments), segments[0].start

    def piece(start: int, end: int) -> Text:
        """Some characters with the corner before each of them and the numbers behind it."""
        found = Text()
        for at in range(start, end):
            found.append(CORNER if first + at in begun else "", MARK)
            found.append(clean(text[at]), styles[at])
            found.append(superscript(sorted(ended.get(first + at + 1, ()))), MARK)
        return found

    return lined((piece(*match.span()) for match in typesetting.pattern().finditer(text)), lead, room)


def spans_of(segments: Sequence[Segment]) -> dict[tuple[int, int], list[str]]:
    """Where facts stand, the ids of those that stand at one place together; a fact's passages that touch are one."""
    begun: dict[str, int] = {}
    spans: dict[tuple[int, int], list[str]] = {}
    for segment, after in zip(segments, [*segments[1:], None], strict=True):
        for fact in segment.facts:
            begun.setdefault(fact, segment.start)
        for fact in segment.facts:
            if after is None or fact not in after.facts:
                spans.setdefault((begun.pop(fact), segment.end), []).append(fact)
    return spans


def colour(segment: Segment, spans: Spans, kinds: Mapping[str, str]) -> str:
    """The style of the shortest passage that holds a segment; dim where it is waived, none where nothing claims it."""
    around = [(end - start, ids) for (start, end), ids in spans.items() if start <= segment.start < end]
    if not around:
        return MARK if segment.waiver else ""
    return STYLES[kinds[min(around)[1][0]]]


def superscript(numbers: Sequence[int]) -> str:
    """Numbers, which rise, in small raised digits: three and more in a row as ³⁻⁵, others with · between."""
    return ranges(numbers, "⁻", "·").translate(SUPERSCRIPTS)


def lined(pieces: Iterator[Text], lead: Text, room: int) -> Text:
    """Pieces that stay together, in lines; the spaces at which a line breaks are dropped, as in `typesetting`."""
    lines, gap = [lead], Text()
    for piece in pieces:
        if not piece.plain.strip():
            gap = piece
        elif lines[-1].cell_len + gap.cell_len + piece.cell_len <= room:
            lines[-1].append_text(gap).append_text(piece)
            gap = Text()
        else:
            lines += cut(piece, room)
            gap = Text()
    return joined(Text("\n").join(lines))


def joined(text: Text) -> Text:
    """The same text, with one span where several of one style follow each other: less to send to a terminal."""
    spans: list[Span] = []
    for start, end, style in sorted(text.spans):
        follows = spans and spans[-1].end == start and spans[-1].style == style
        spans.append(Span(spans.pop().start if follows else start, end, style))
    text.spans = spans
    return text


def cut(piece: Text, room: int) -> list[Text]:
    """A piece in parts of at most `room` cells; just itself where it has room."""
    starts = [0]
    for part in typesetting.pieces(piece.plain, room)[:-1]:
        starts.append(starts[-1] + len(part))
    return list(piece.divide(starts[1:]))
