"""One fact whole: its fields, its words marked in their paragraph, its arithmetic, and where to cite and mend it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.readings.article import Article
from dongbei_cli.views import typesetting
from dongbei_cli.views.grid import fold
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import BLANK, cell, clean, paragraph

LEFT_OUT = frozenset(("kind", "id", "title", "title_en", "excerpt", "anchors", "start", "end", "paragraph", "source"))
MARKS = ("[", "]")


class Evidence(Protocol):
    """What stands around the records; see `workspace.Evidence`."""

    @property
    def sources(self) -> Mapping[str, model.Source]:
        """Sources by id."""

    @property
    def articles(self) -> Mapping[str, str]:
        """Texts by source id."""

    @property
    def relations(self) -> Sequence[model.Relation]:
        """The arithmetic that the records take part in."""

    @property
    def file(self) -> str:
        """The name of the facts.yaml."""

    @property
    def lines(self) -> Mapping[str, int]:
        """The line of each record in it, by id."""


def whole(records: Sequence[model.Record], evidence: Evidence, lang: str, room: int) -> Iterator[RenderableType]:
    """Each record, one below the other."""
    for record in records:
        yield fold(title(record, lang), room)
        yield from fields(record, room)
        yield BLANK
        yield from marked_paragraphs(record, Article(evidence.articles[record.source]), lang, room)
        for relation in evidence.relations:
            if record.id in (relation.whole, *relation.parts):
                yield fold(Text(f"{label('Relations', lang)}: {clean(equation(relation))}"), room)
                yield from discrepancy(relation, lang, room)
        yield fold(Text(f"{clean(evidence.file)}:{evidence.lines[record.id]}", "dim"), room)
        yield BLANK


def title(record: model.Record, lang: str) -> Text:
    """Kind, title, gloss and id."""
    text = Text().append(f"{label(record.kind, lang)} ", "magenta").append(clean(record.title), "bold")
    if lang == "en":
        text.append(f"\n{clean(record.title_en)}", "bold")
    return text.append(f"\n{clean(record.id)}", "dim")


def fields(record: model.Record, room: int) -> Iterator[RenderableType]:
    """Every field that holds something, a line each, under its name in JSON."""
    shown = {key: cell(value) for key, value in record if key not in LEFT_OUT and value not in (None, ())}
    indent = max(map(len, shown)) + 2
    for key, value in shown.items():
        lines = typesetting.wrapped(value, max(room - indent, 20)) if room >= indent + 20 else None
        if lines is None:
            yield fold(Text.assemble((f"{key}: ", "cyan"), value), room)
        else:
            yield Text.assemble((f"{key:{indent}}", "cyan"), f"\n{' ' * indent}".join(lines))


def marked_paragraphs(record: model.Record, article: Article, lang: str, room: int) -> Iterator[RenderableType]:
    """The paragraphs in which the record is anchored, its words marked: in colour and in brackets."""
    for span in article.paragraphs:
        inside = [anchor for anchor in record.anchors if span.holds(anchor.start, anchor.end)]
        if inside:
            text = Text().append(f"{paragraph(span.number, lang)} ", "dim")
            text.append_text(marked(span.text, [(a.start - span.start, a.end - span.start) for a in inside]))
            yield fold(text, room)
            yield BLANK


def marked(text: str, spans: Sequence[tuple[int, int]]) -> Text:
    """`text` with these passages, which may overlap, marked."""
    covered = [any(start <= position < end for start, end in spans) for position in range(len(text))]
    result = Text()
    for inside, run in groupby(zip(text, covered, strict=True), itemgetter(1)):
        words = clean("".join(character for character, _ in run))
        result.append(MARKS[0] + words + MARKS[1] if inside else words, "bold yellow" if inside else "")
    return result


def equation(relation: model.Relation) -> str:
    """A relation in one line, by the ids of the facts."""
    signs = {"sum": " + ", "difference": " − ", "share": " / ", "ratio": " / ", "order": " < "}
    parts = signs.get(relation.kind, ", ").join(relation.parts)
    if relation.whole is None:
        return f"{relation.kind}: {parts}"
    computed = "" if relation.computed is None else f" = {relation.computed:f}{relation.unit}"
    return f"{relation.kind}: {relation.whole} ~ {parts}{computed}"


def discrepancy(relation: model.Relation, lang: str, room: int) -> Iterator[RenderableType]:
    """The contradiction of a relation, if it has one."""
    said = relation.discrepancy if lang == "zh" else relation.discrepancy_en
    if said:
        yield fold(Text(f"⚠ {label('Discrepancy', lang)}: {clean(said)}", "bold yellow"), room)
