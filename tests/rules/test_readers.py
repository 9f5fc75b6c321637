"""What the readers of fields answer, construction by construction: the values that the words allow, and how surely."""

import pytest

from dongbei_cli.model import Quote
from dongbei_cli.rules import figures, parties, questions, speech
from tests.conftest import table
from tests.rules.small import bodies, event, figure, file_of, people, quote, regions

OFFICE = {"统计局": "government"}


def rows(section: str) -> list[list[str]]:
    """The rows of a table beside this file; its articles may have several paragraphs."""
    return [
        [cell.strip().replace(" // ", "\n\n") for cell in row.split("|")] for row in table(f"rules/readers/{section}")
    ]


@pytest.mark.parametrize(("article", "words", "speakers", "sure"), rows("speakers"))
def test_who_speaks(article: str, words: str, speakers: str, sure: str) -> None:
    """The subject of the verb over the words; certain only where the words leave nobody else."""
    own = quote(words)
    file = file_of(article, people=people("唐一军", "李清", "王武"), organizations=bodies(**OFFICE), quotes=[own])
    allowed = speech.speaker(file, own)
    assert (" ".join(allowed.values), allowed.certain) == (speakers, sure == "sure")


@pytest.mark.parametrize(("article", "words", "manner", "verb"), rows("manners"))
def test_how_it_is_said(article: str, words: str, manner: str, verb: str) -> None:
    """Direct is speech in “ ”; a term in “ ” is none; any verb that the quote names is a verb of speech."""
    own = quote(words, verb=verb)
    file = file_of(article, people=people("李清"), quotes=[own])
    assert speech.speech_of(file, own).values == (manner,)
    assert speech.verb(file, own).values == (verb,)


@pytest.mark.parametrize(("article", "written", "places", "times", "sure"), rows("places and times"))
def test_where_and_when(article: str, written: str, places: str, times: str, sure: str) -> None:
    """Lists are matched in order; what is compared with, or competes, leaves it open; `sure` is asked of one time."""
    own = figure(written, article.rstrip("。"))
    file = file_of(article, figures=[own], regions=regions("甲省", "乙省"))
    assert " ".join(figures.region(file, own).values) == places
    period = figures.period(file, own)
    assert set(times.split()) <= {*period.values} or not sure
    assert not sure or (period.certain and len(period.values) == 1) == (sure == "sure")


@pytest.mark.parametrize(
    ("article", "period", "values"),
    [
        ("截至2023年末，总资产421亿元。", "2019", ("2023",)),
        ("截至去年12月底，总资产421亿元。", "2024-12", ("2023-12",)),
        ("前4个月，总资产421亿元。", "2023-01/2023-04", ("2024-01/2024-04",)),
        ("到2025年底仍需421亿元。", "2030", ("2025",)),
        ("到2025年底仍需421亿元。", "2024/2025", None),
        ("截至2023年末，总资产421亿元。", "2023-12-31", None),
        ("2025年的目标目前为421亿元。", "2024", None),
        ("2022年获批，总投资421亿元。", "2026", None),
        ("由2022年的5亿元增至421亿元。", "2023", None),
    ],
)
def test_no_period_is_apart_from_what_its_clause_says(
    article: str, period: str, values: tuple[str, ...] | None
) -> None:
    """Not even the curator's where the words say the year; it may be within it, or where they leave it open."""
    own = figure("421亿元", article.rstrip("。"), period=period)
    allowed = figures.period(file_of(article, figures=[own]), own)
    firm = allowed.certain and allowed.firm and len(allowed.values) == 1
    assert (allowed.values if firm else None) == values


def test_a_measure_that_is_left_out_is_what_the_clause_speaks_of() -> None:
    """821万 of a population are people; where nothing says what is counted, it stays open."""
    own, open_ = figure("821万", "人口流失821万"), figure("35万", "达到35万")
    file = file_of("人口流失821万，资金30亿元。达到35万。", figures=[own, open_])
    assert figures.unit(file, own) == (("万人",), True, True, "")
    assert not figures.unit(file, open_).certain


@pytest.mark.parametrize(("article", "date_text", "date", "sure"), rows("events"))
def test_when_an_event_was(article: str, date_text: str, date: str, sure: str) -> None:
    """The words of the date are read where the anchor has them; what they only imply is not certain."""
    own = event(article.rstrip("。"), date=date, date_text=date_text)
    assert figures.event_date(file_of(article, events=[own]), own)[:2] == ((date,), sure == "sure")


def test_a_host_is_no_place_and_a_role_no_actor() -> None:
    """In 统计局局长李清赴甲省调研 李清 acts, in 甲省."""
    own = event("统计局局长李清赴甲省调研", actors=("李清",), place="甲省")
    (person,) = people("李清")
    file = file_of(
        "统计局局长李清赴甲省调研。",
        events=[own], people=[person.replace(role="统计局局长")], organizations=bodies(**OFFICE),
        regions=regions("甲省"),
    )  # fmt: skip
    assert parties.place(file, own).values == ("甲省",)
    assert parties.actors(file, own).values == (("李清",),)
    assert not parties.actors(file, own.replace(actors=("统计局",))).certain


@pytest.mark.parametrize(
    ("anchor", "certain"),
    [
        ("发改委副主任李清", True), ("发改委李清副主任", True), ("李清，发改委副主任", True),
        ("任命李清为发改委副主任", True), ("时任发改委副主任李清", True), ("李清不再担任发改委副主任", False),
        ("李清拟任发改委副主任", False),
    ],
)  # fmt: skip
def test_a_role_is_before_or_behind_the_name(anchor: str, certain: bool) -> None:
    """What the anchor has beside the name, as a whole; one that is over or to come is the curator's to declare."""
    (person,) = people("李清")
    own = person.replace(role="发改委副主任", anchors=(person.anchors[0].replace(exact=anchor),))
    found = parties.role(file_of(f"{anchor}，出席会议。", people=[own]), own)
    assert found.certain == certain
    assert not certain or found.values == ("发改委副主任",)


def judged(words: str, article: str, **fields: object) -> questions.State | None:
    """What becomes of the speaker of a quote."""
    own: Quote = quote(words).replace(**fields)
    file = file_of(article, people=people("李清", "王武"), quotes=[own])
    return questions.states(file)["q"].get("speaker")


def test_a_field_is_derived_curated_or_contradicted() -> None:
    """The three states, and that no message proposes what the words leave open."""
    plain, open_ = "李清说，要抓紧。", "李清说，好。\n\n他说，要抓紧。"
    reason = {"speaker": "他 is 李清 of the paragraph before"}
    assert judged("要抓紧", plain, speaker="李清") == "derived"
    assert judged("要抓紧", plain, speaker="王武")[1] == "write speaker: 李清"  # type: ignore[index]
    assert isinstance(judged("要抓紧", plain, speaker="王武", curated=reason), tuple)
    assert judged("要抓紧", open_, speaker="李清", curated=reason) == "curated"
    left_open = judged("要抓紧", open_, speaker="李清")
    assert isinstance(left_open, tuple)
    message, hint = left_open
    assert "write" not in hint
    assert "curated: {speaker:" in hint
    assert message == "speaker 李清 cannot be derived: the words leave it open"
    ambiguous = judged("要抓紧", "李清与王武座谈时说，要抓紧。", speaker="李清")
    assert ambiguous is not None
    assert ambiguous[0] == "speaker 李清 cannot be derived: it could be 李清 or 王武"


@pytest.mark.parametrize(("article", "written", "unit", "right", "wrong"), rows("measured"))
def test_what_is_measured(article: str, written: str, unit: str, right: str, wrong: str) -> None:
    """The words beside a number name what it is of; not what another number is of, nor the contrary."""
    for name in (*right.split(), *wrong.split()):
        own = figure(written, article.rstrip("。"), indicator=name, unit=unit)
        allowed = figures.indicator(file_of(article, figures=[own]), own)
        assert (name in allowed.values) == (name in right.split()), (name, allowed)
