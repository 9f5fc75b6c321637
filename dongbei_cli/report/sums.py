"""The arithmetic of a base, worked out for the page: what the parts give beside what the article states."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.readings import quantities
from dongbei_cli.readings.article import Article
from dongbei_cli.report import charts, fields
from dongbei_cli.report.passages import Passage, cut
from dongbei_cli.report.wording import CALCULATIONS, Words


class Sum(NamedTuple):
    """A relation worked out; `drawn` where its parts add up in one unit, `scale` where both results are amounts."""

    relation: model.Relation
    method: Words
    sign: str
    whole: model.Record | None
    parts: Sequence[model.Record]
    computed: Words | None
    stated: Words | None
    drawn: charts.Total | None
    scale: tuple[str, str] | None

    def evidence(self, articles: Mapping[str, Article]) -> Iterator[tuple[str, Passage]]:
        """The sentences of the article that hold the terms, their words marked, each with the id of its source."""
        terms = [*([self.whole] if self.whole else []), *self.parts]
        for source in dict.fromkeys(term.source for term in terms):
            anchors = [anchor for term in terms if term.source == source for anchor in term.anchors]
            for passage in cut(anchors, articles[source]):
                told = tuple(piece for piece in passage.pieces if piece.sort != "around")
                yield source, Passage(passage.paragraph, told)


def worked_out(relation: model.Relation, records: Mapping[str, model.Record]) -> Sum:
    """One relation worked out among the records by id."""
    method, sign = CALCULATIONS.get(relation.kind, (Words(relation.kind, relation.kind), "、"))
    whole = records.get(relation.whole or "")
    parts = [records[part] for part in relation.parts if part in records]
    figures = {name: record for name, record in records.items() if isinstance(record, model.Figure)}
    drawn = charts.total(relation, figures) if relation.kind == "sum" else None
    stated = fields.measured(whole) if whole else None
    return Sum(relation, method, sign, whole, parts, computed(relation), stated, drawn, scale(relation, whole))


def computed(relation: model.Relation) -> Words | None:
    """What the parts of a relation give."""
    if relation.computed is None or relation.unit is None:
        return None
    return Words(
        f"{relation.computed:f}{relation.unit}", quantities.english(relation.computed, None, relation.unit, "exact")
    )


def scale(relation: model.Relation, whole: model.Record | None) -> tuple[str, str] | None:
    """How long the bars of the computed and of the stated amount are; None where one is not above nothing."""
    amounts = (relation.computed or Decimal(0), whole.value if isinstance(whole, model.Figure) else Decimal(0))
    if min(amounts) <= 0:
        return None
    first, second = (charts.percent(amount, max(amounts)) for amount in amounts)
    return first, second
