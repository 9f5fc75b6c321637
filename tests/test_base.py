"""The Python API over the shipped base: typed records, filters, dates as intervals, exact units, and its files."""

from collections.abc import Callable
from typing import Any

import pytest

import dongbei_cli
from dongbei_cli import errors, model
from dongbei_cli.base import Base, build, open_base, prove
from dongbei_cli.readings import edtf
from tests.conftest import FACTS, Writer

BASE = open_base()
EVERYTHING, FIGURES = BASE.facts(), BASE.figures()
DAYS = [None, "1999", "2000", "2003", "2003-10", "2010", "2020-12-31", "2022-12", "2023-09", "2023-10-27", "2025"]
SQL = "' OR 1=1 --"


@pytest.mark.parametrize(
    ("ask", "cls"),
    [
        (Base.events, model.Event), (Base.figures, model.Figure), (Base.quotes, model.Quote),
        (Base.measures, model.Measure), (lambda base: base.facts("person"), model.Person), (Base.topics, model.Term),
        (Base.relations, model.Relation),
    ],
)  # fmt: skip
def test_answers_are_typed_records(ask: Callable[[Base], list[Any]], cls: type[model.Entry]) -> None:
    """Every question has an answer in the shipped base, of one class, and no value has a wrong type."""
    found = ask(BASE)
    assert {type(record) for record in found} == {cls}
    for name, field in cls.FIELDS.items():
        closed = str | (type(None) if field.optional else str) if field.choices else field.type
        expected: Any = tuple if field.several else dict | None if field.mapping else closed
        assert all(isinstance(getattr(record, name), expected) for record in found), name


def test_every_record_knows_its_place() -> None:
    """In the order of the article; words, paragraph of the file and of the printed text, line of facts.yaml."""
    assert [r.start for r in EVERYTHING] == sorted(r.start for r in EVERYTHING)
    assert len({record.id for record in EVERYTHING}) == len(EVERYTHING)
    text = BASE.article(BASE.sources[0].id)
    lines = BASE.files[0].read_text().split("\n")
    for record in EVERYTHING:
        assert text[record.start : record.end] == record.excerpt == record.anchors[0].exact
        assert lines[BASE.line(record) - 1] == f"  - id: {record.id}"
    paragraphs = {record.id: (record.paragraph, record.body_paragraph) for record in EVERYTHING}
    assert paragraphs["transfers-jilin-2003-2022"] == (13, 7)
    assert paragraphs["publication-2023-11-01"] == (3, None)
    assert min(body for _, body in paragraphs.values() if body) == 1


DATED = [record for record in EVERYTHING if isinstance(record, model.DATED) and record.when]


def test_a_dated_record_has_its_first_and_last_day() -> None:
    """As EDTF means them; null where there is no date, or where it is open."""
    assert len(DATED) > 50
    for record in EVERYTHING:
        if isinstance(record, model.DATED):
            days = edtf.bounds(record.when) if record.when else (None, None)
            assert (record.start_date, record.end_date) == days


@pytest.mark.parametrize("since", DAYS)
def test_since_and_until_are_interval_logic(since: str | None) -> None:
    """Brute force over every dated fact: found when it overlaps the days asked for, and only then."""
    for until in DAYS:
        if since and until and str(edtf.bounds(since)[0]) > str(edtf.bounds(until)[1]):
            with pytest.raises(errors.UsageError, match=f"--since {since} is after --until {until}"):
                BASE.timeline(since, until)
            continue
        expected = {record.id for record in DATED if meets(str(record.when), since, until)}
        assert {record.id for record in BASE.timeline(since, until)} == expected, (since, until)
        assert {record.id for record in BASE.events(since, until)} == expected & {r.id for r in BASE.events()}
        if since or until:  # what has no period meets no date
            assert {record.id for record in BASE.figures(since=since, until=until)} == expected & {
                r.id for r in FIGURES
            }


def meets(date: str, since: str | None, until: str | None) -> bool:
    """Whether something so dated overlaps two dates, or certainly lies between them where it is open."""
    earliest, latest = edtf.bounds(date)
    first = edtf.bounds(since)[0] if since else None
    last = edtf.bounds(until)[1] if until else None
    if earliest is None:
        return first is None and (latest or "9999") <= (last or "9999")
    if latest is None:
        return last is None and earliest >= (first or "0000")
    return latest >= (first or "0000") and earliest <= (last or "9999")


def test_filters_narrow_each_other() -> None:
    """Every filter, alone and together, gives what brute force over all records gives."""
    measures = BASE.measures()
    for status in (None, "official", "proposed"):
        for by in (None, "王明远"):
            expected = [m for m in measures if status in (None, m.status) and by in (None, m.proposer)]
            assert BASE.measures(status=status, by=by) == expected
    for topic in ("industry", "opening-up"):
        assert BASE.facts(topic=topic) == [record for record in EVERYTHING if topic in record.topics]
        assert BASE.facts(topic=topic, limit=2) == BASE.facts(topic=topic)[:2]
    assert BASE.facts(kind="quote") == BASE.quotes()
    assert [q for q in BASE.quotes() if q.speech == "direct"] == BASE.quotes(speech="direct")
    assert BASE.events(category="meeting") == [e for e in BASE.events() if e.category == "meeting"]
    assert BASE.measures(area="国企改革") == [m for m in measures if m.area == "国企改革"]


def test_typed_text_is_never_sql() -> None:
    """It is a name that fits nothing."""
    asked = (
        lambda: BASE.figures(topic=SQL), lambda: BASE.figures(region=SQL), lambda: BASE.quotes(SQL),
        lambda: BASE.measures(area=SQL), lambda: BASE.records([SQL]), lambda: BASE.facts(kind=SQL),
    )  # fmt: skip
    for ask in asked:
        with pytest.raises(errors.UnknownNameError):
            ask()


def test_what_a_query_returns_gives_itself_as_dictionaries() -> None:
    """With the keys of JSON, anchors too, in every sort of list."""
    (figure,) = BASE.figures("transfers", region="吉林").to_dicts()
    assert (figure["value"], figure["unit"]) == (28628, "亿元")
    assert figure["anchors"][0]["exact"] == figure["excerpt"]
    lists = (BASE.events(), BASE.timeline(), BASE.quotes(), BASE.measures(), BASE.people(), BASE.facts(), BASE.topics())
    assert all(len(found.to_dicts()) == len(found) > 0 for found in lists)
    ids = ["share-2021", "quote-xu-lin-cities", "share-2003"]
    assert [row["id"] for row in BASE.records([*ids, "SHARE-2021"]).to_dicts()] == ids


def test_what_a_query_returns_is_a_table_in_a_notebook() -> None:
    """A row a record, and no text is markup."""
    people = BASE.people()
    html = people._repr_html_()
    assert html.count("<tr>") == len(people) + 1
    assert "<td>徐林</td>" in html
    marked = type(people)([people[0].replace(note="<b>x</b>")])._repr_html_()
    assert "&lt;b&gt;x&lt;/b&gt;" in marked


def test_a_base_of_ones_own(write_base: Writer) -> None:
    """It is opened, is not proved, and closes at the end of a `with`."""
    with open_base(write_base()) as base:
        assert [record.kind for record in base.facts()] == ["figure", "person", "quote"]
        assert [path.name for path in base.files] == ["facts.yaml", "article.txt"]
        assert (base.name, base.proved) == ("facts.yaml", False)


def test_a_base_that_fails_the_proof_is_not_built(write_base: Writer) -> None:
    """Unless it may be unproved, which it then says of itself."""
    path = write_base(FACTS.replace("value: 28628", "value: 28682"))
    with pytest.raises(errors.UnusableBaseError, match="is not proved: .* failed") as caught:  # noqa: RUF043
        build(path)
    assert any("value-in-anchor" in str(problem) for problem in caught.value.problems)
    assert not build(path, unproved=True).proved
    assert build(None).proved
    with pytest.raises(errors.UnusableBaseError, match="is a compiled base"):
        prove(path.with_suffix(".db"))


def test_only_what_is_public_can_be_imported() -> None:
    """`open_base` comes lazily, and a slip in its name is an AttributeError."""
    assert dongbei_cli.__all__ == ["__version__", "open_base"]
    assert dongbei_cli.open_base is open_base
    with pytest.raises(AttributeError):
        dongbei_cli.open_bases  # noqa: B018
