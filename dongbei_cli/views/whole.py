"""One fact whole: its fields, its words marked in their paragraph, its arithmetic, and where to cite and mend it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.readings.article import Article
from dongbei_cli.views import typesetting
from dongbei_cli.views.equations import equation
from dongbei_cli.views.fields import Row, fields
from dongbei_cli.views.grid import RULE, fold
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import APART, BLANK, bracketed, clean, headline, paragraph, run

FEWEST_CELLS = 20
"""What a value wants beside the name of its field."""
DEFAULT_RULE = 80


class Evidence(Protocol):
    """What stands around the records; see `surroundings.Evidence`."""

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
    def facts(self) -> Mapping[str, model.Record]:
        """These records and all that they are related to, by id."""

    @property
    def topics(self) -> Mapping[str, model.Term]:
        """The topics by slug."""

    @property
    def file(self) -> str:
        """The name of the facts.yaml."""

    @property
    def lines(self) -> Mapping[str, int]:
        """The line of each record in it, by id."""


def whole(records: Sequence[model.Record], evidence: Evidence, lang: str, room: int) -> Iterator[RenderableType]:
    """Each record, one below the other."""
    for number, record in enumerate(records):
        yield from [BLANK, BLANK] if number else []
        yield from title(record, lang, room)
        yield from listed(list(fields(record, evidence.topics, lang)), room)
        yield BLANK
        yield from marked_paragraphs(record, Article(evidence.articles[record.source]), lang, room)
        for relation in evidence.relations:
            if record.id in (relation.whole, *relation.parts):
                yield from equation(relation, evidence.facts, lang, room)
                yield BLANK
        yield from places(record, evidence, lang, room)


def title(record: model.Record, lang: str, room: int) -> Iterator[RenderableType]:
    """Kind, title, gloss and id, over a rule."""
    names = [Text(label(record.kind, lang), "magenta").append(APART).append_text(headline(record, lang))]
    yield run([*names, *([Text(clean(record.title), "bold")] if lang == "en" else ())], room)
    yield fold(Text(clean(record.id), "dim"), room)
    yield Text(RULE * min(room, DEFAULT_RULE), "dim")


def listed(rows: Sequence[Row], room: int) -> Iterator[RenderableType]:
    """A line a field, its name before it."""
    indent = max(typesetting.width(name) for name, _ in rows) + len(APART)
    for name, pieces in rows:
        if room < indent + FEWEST_CELLS:
            yield fold(Text.assemble((f"{name}: ", "cyan"), APART.join(pieces)), room)
            continue
        lead = Text(name + " " * (indent - typesetting.width(name)), "cyan")
        lines = run(map(Text, pieces), room - indent).split("\n")
        yield Text().append_text(lead).append_text(Text("\n" + " " * indent).join(lines))


def places(record: model.Record, evidence: Evidence, lang: str, room: int) -> Iterator[RenderableType]:
    """Where to mend the record, how to cite it, and the article at its very words: the address is never broken."""
    line = f"{clean(evidence.file)}:{evidence.lines[record.id]}"
    yield from listed(
        [(label("field line", lang), [line]), (label("field cite", lang), [f"dongbei cite {clean(record.id)}"])], room
    )
    yield Text(clean(record.link), "dim")


def marked_paragraphs(record: model.Record, article: Article, lang: str, room: int) -> Iterator[RenderableType]:
    """The paragraphs in which the record is anchored, its words marked: in colour and in brackets."""
    for span in article.paragraphs:
        inside = [anchor for anchor in record.anchors if span.holds(anchor.start, anchor.end)]
        if inside:
            text = Text().append(f"{paragraph(span.number, lang)} ", "dim")
            text.append_text(bracketed(span.text, [(a.start - span.start, a.end - span.start) for a in inside]))
            yield fold(text, room)
            yield BLANK
