"""Every SELECT over a small base and the shipped one: order, emptiness, and that no typed text is SQL."""

from decimal import Decimal

import pytest

import dongbei_cli
from dongbei_cli import model, queries, workspace
from tests.conftest import Writer

CONNECTION = dongbei_cli.open_base().connection
SQL = "' OR 1=1 --"


@pytest.mark.parametrize(
    "found",
    [
        queries.figures(CONNECTION, topics=[SQL]),
        queries.figures(CONNECTION, regions=[SQL]),
        queries.quotes(CONNECTION, [SQL]),
        queries.measures(CONNECTION, areas=[SQL]),
        queries.events(CONNECTION, categories=[SQL]),
        queries.facts(CONNECTION, [SQL]),
        queries.relations(CONNECTION, [SQL]),
        queries.events(CONNECTION, topics=[SQL]),
        queries.timeline(CONNECTION, topics=[SQL]),
    ],
)
def test_text_is_never_sql(found: list[object]) -> None:
    """A value with quotes finds nothing and breaks nothing."""
    assert found == []


def test_a_small_base_answers_in_full(write_base: Writer) -> None:
    """Each value stands where its key says, numbers exact, lists as tuples."""
    base = workspace.open_base(write_base())
    (figure,) = queries.figures(base.connection)
    assert dict(figure) | {"anchors": ()} == {
        "indicator": "转移支付",
        "indicator_en": "fiscal transfers",
        "region": "吉林",
        "region_en": "Jilin",
        "period": "2003/2022",
        "value": Decimal("28628"),
        "upper": None,
        "unit": "亿元",
        "qualifier": "exact",
        "written": "28628亿元",
        "value_si": Decimal("2862800000000"),
        "unit_si": "元",
        "discrepancy": None,
        "discrepancy_en": None,
        "kind": "figure",
        "id": "transfers-jilin",
        "title": "中央给吉林的转移支付",
        "title_en": "Transfers to Jilin",
        "topics": ("transfers",),
        "note": None,
        "note_en": None,
        "excerpt": "2003~2022年之间，中央给吉林的转移支付达28628亿元",
        "source": "paper",
        "paragraph": 2,
        "start": 6,
        "end": 37,
        "link": figure.link,
        "anchors": (),
    }
    assert figure.anchors == (model.Anchor(figure.excerpt, None, None, 2, 6, 37),)


def test_keys_are_the_same_for_a_kind_and_end_alike() -> None:
    """The contract of the output: own keys first, then those of every record, anchors last."""
    common = (
        "kind",
        "id",
        "title",
        "title_en",
        "topics",
        "note",
        "note_en",
        "excerpt",
        "source",
        "paragraph",
        "start",
        "end",
        "link",
        "anchors",
    )
    for cls in model.KINDS.values():
        assert cls.KEYS[-len(common) :] == common
    for record in queries.facts(CONNECTION):
        assert tuple(key for key, _ in record) == type(record).KEYS


def test_more_ids_than_sqlite_takes_values_are_found() -> None:
    """A base may have many more facts than a statement has places."""
    wanted = list(queries.kinds_by_id(CONNECTION).items())
    many = [(kind, fact_id) for fact_id, kind in wanted] * 9
    assert [record.id for record in queries.by_id(CONNECTION, many)] == [fact_id for _, fact_id in many]


def test_terms_count_the_facts_that_use_them() -> None:
    """Counted anew over all records."""
    records = queries.facts(CONNECTION)
    for term in queries.terms(CONNECTION, "topic"):
        assert term.facts == sum(term.slug in record.topics for record in records) > 0
    for term in queries.terms(CONNECTION, "area"):
        assert term.facts == sum(getattr(record, "area", None) == term.zh for record in records) > 0


def test_people_count_what_they_say_and_propose() -> None:
    """Counted anew over all quotes and measures."""
    quotes, measures = queries.quotes(CONNECTION), queries.measures(CONNECTION)
    for person in queries.people(CONNECTION):
        assert person.quotes == sum(quote.speaker == person.name for quote in quotes)
        assert person.measures == sum(measure.proposer == person.name for measure in measures)


def test_a_limit_takes_the_first_of_the_order() -> None:
    """Fewer records, the same order."""
    assert queries.facts(CONNECTION, limit=7) == queries.facts(CONNECTION)[:7]
    assert queries.facts(CONNECTION, limit=0) == []
