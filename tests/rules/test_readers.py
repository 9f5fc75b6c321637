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


<<<<<<< HEAD
@pytest.mark.parametrize(("article", "written", "places", "times", "sure"), rows("places and times"))
def test_where_and_when(article: str, written: str, places: str, times: str, sure: str) -> None:
=======
@pytest.mark.parametrize(
    ("article", "written", "places", "times", "sure"),
    [
        ("2023年，甲省增长5%，乙省增长4%。", "4%", "乙省", "2023", True),
        ("甲省、乙省的增速分别为4.2%、6.4%，比上年提高6.7、0.3个百分点。", "0.3个百分点", "乙省", "2023", None),
        ("2022年、2023年产量为5万吨、6万吨。", "5万吨", "", "2022", True),
        ("甲省比重从2003年的8.5%降到2021年的4.9%。", "4.9%", "甲省", "2021", True),
        ("2023年，甲省三次产业结构比为8.4:37.5:54.1。", "8.4:37.5:54.1", "甲省", "2023", True),
        ("2023年，甲省增长5%，比乙省高0.2个百分点。", "0.2个百分点", "甲省", "2023", True),
        ("中央对甲省的支出达100亿元，高于乙省。", "100亿元", "甲省", "", None),
        ("甲省的人口，按乙省的口径，为300万人。", "300万人", "甲省 乙省", "", None),
        ("记者28日获悉，2023年甲省增长5%。", "5%", "甲省", "2023", True),
        ("2017年，甲省增长2.3%，高于上一年-2.5%。", "-2.5%", "甲省", "2017 2016", False),
        ("2023年，甲省在2021年突破7万亿元的基础上占全国6.5%。", "6.5%", "甲省", "2023 2021", None),
        ("2025年，甲省的目标为5万吨，目前为3万吨。", "3万吨", "甲省", "2025", False),
        ("甲省2023年投入5亿元，是2013年的2倍。", "2倍", "甲省", "2023 2013", False),
        ("甲省增长5亿元，是乙省的2倍。", "2倍", "甲省", "", None),
        ("2019年至2023年，甲省产量由5万吨增至6万吨。", "5万吨", "甲省", "2019/2023", False),
        ("自2003年实施以来，甲省投入5亿元。", "5亿元", "甲省", "2003", False),
        ("甲省2022年、2023年分别增长2.1%、5.3%，乙省分别为-1.9%、6.3%。", "6.3%", "乙省", "2023", True),
        ("五年来，甲省总量从6.3万亿元增长到8.7万亿元。", "6.3万亿元", "甲省", "2019/2024", False),
        ("去年12月，甲省用电增长11.3%，全年增长8.7%。", "8.7%", "甲省", "2023", False),
        ("去年，甲省用电增长8.7%，全年新增3万户。", "3万户", "甲省", "2023", True),
        ("去年，甲省用电增长8.7%，预计全年新增3万户。", "3万户", "甲省", "2023", False),
        ("去年12月，甲省用电增长11.3%，累计增长9%。", "9%", "甲省", "", False),
        ("与2019年相比，甲省出口增长1.2倍，达到340亿元。", "340亿元", "甲省", "", False),
        ("2023年，甲省出口与2019年相比增长1.2倍。", "1.2倍", "甲省", "2023", True),
        ("2023年，甲省比重由上年的28%提高到31.4%。", "31.4%", "甲省", "2023", True),
        ("甲省比重由上年的28%提高到31.4%。", "31.4%", "甲省", "", False),
        ("2024年4月，甲省增长5%。较去年同期回落1.7个百分点。", "1.7个百分点", "", "2024-04", False),
        ("按2018年不变价计算，甲省总产出为4300亿元。", "4300亿元", "甲省", "", False),
        ("根据2021年签订的协议，甲省将出资90亿元。", "90亿元", "甲省", "", False),
        ("2023年，根据2020年普查，甲省人口为300万人。", "300万人", "甲省", "2023", False),
        ("甲省1998年建成的电厂装机120万千瓦。", "120万千瓦", "甲省", "", False),
        ("甲省电厂（1998年建成）装机120万千瓦。", "120万千瓦", "甲省", "", False),
        ("2021年甲省的产量为5万吨。", "5万吨", "甲省", "2021", True),
        ("2021年改造后，甲省产量提高5万吨。", "5万吨", "甲省", "", False),
        ("2021年计划将甲省产能定为300万吨。", "300万吨", "甲省", "", False),
        ("一季度，甲省产量为5万吨。", "5万吨", "甲省", "2024-33", False),
        ("前4个月，甲省产量为5万吨。", "5万吨", "甲省", "2024-01/2024-04", True),
        ("2022年增长3%，前4个月，甲省产量为5万吨。", "5万吨", "甲省", "", False),
    ],
)
def test_where_and_when(article: str, written: str, places: str, times: str, sure: bool | None) -> None:
>>>>>>> r13a
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
