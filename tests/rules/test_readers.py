"""What the readers of fields answer, construction by construction, and which way a wording points.

The bases are a few records over a short text, made without YAML; the constructions are in the tables beside this file.
"""

from typing import Any

import pytest

from dongbei_cli import model, readings
from dongbei_cli.curate import FactBase, FactFile
from dongbei_cli.readings.polarity import TABLE, concepts
from dongbei_cli.rules import figures, parties, questions, speech, structure
from dongbei_cli.rules.english import Gloss, Names, number_faults, swapped_roles
from dongbei_cli.rules.wording import miscounted, turned
from tests.conftest import table

OFFICE = {"统计局": "government"}
COMMON: dict[str, Any] = {"title": "题", "title_en": "T", "topics": ("t",)}


def anchored(*words: str) -> dict[str, Any]:
    """The fields that every record has, with anchors over these words."""
    return {**COMMON, "anchors": tuple(model.Anchor(exact=each) for each in words)}


def people(*names: str) -> list[model.Person]:
    """Persons of these names."""
    return [model.Person(id=n, name=n, name_en=n, pinyin=n, role="某", role_en="x", **anchored(n)) for n in names]


def bodies(**types: str) -> list[model.Organization]:
    """Bodies by name and type."""
    return [model.Organization(id=n, name=n, name_en=n, pinyin=n, type=t, **anchored(n)) for n, t in types.items()]


def regions(*names: str) -> list[model.Term]:
    """Regions of these names."""
    return [model.Term(slug=n, zh=n, en=n) for n in names]


def file_of(article: str, published: str = "2024-05-17", **sections: list[Any]) -> FactFile:
    """The base over the article."""
    source = model.Source(
        id="s", file="a.txt", sha256="0" * 64, title="题", title_en="T", author="甲", author_en="A",
        publisher="报", publisher_en="P", published=published, url="https://example.org",
    )  # fmt: skip
    return FactFile("facts.yaml", FactBase({"sources": [source], **sections}), {}, {"s": article.encode()})


def quote(words: str, *others: str, speaker: str = "某", verb: str = "说") -> model.Quote:
    """A quote of these words."""
    return model.Quote(id="q", speaker=speaker, speech="reported", verb=verb, text_en="x", **anchored(words, *others))


def figure(written: str, anchor: str, **fields: Any) -> model.Figure:
    """A figure of a number in an anchor."""
    own: dict[str, Any] = {"indicator": "量", "indicator_en": "x", "value": 1, "unit": "个", "qualifier": "exact"}
    return model.Figure(id="f", written=written, **{**own, **fields}, **anchored(anchor))


def event(anchor: str, **fields: Any) -> model.Event:
    """An event in an anchor."""
    own: dict[str, Any] = {"date": "2024", "date_text": "今年", "category": "meeting"}
    return model.Event(id="e", **{**own, **fields}, **anchored(anchor))


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


@pytest.mark.parametrize(("article", "period", "said"), rows("periods"))
def test_no_period_is_apart_from_what_its_clause_says(article: str, period: str, said: str) -> None:
    """Not even the curator's where the words say the year; it may be within it, or where they leave it open."""
    own = figure("421亿元", article.rstrip("。"), period=period)
    allowed = figures.period(file_of(article, figures=[own]), own)
    firm = allowed.certain and allowed.firm and len(allowed.values) == 1
    assert (allowed.values if firm else ("",)) == (said,)


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


@pytest.mark.parametrize(("anchor", "sure"), rows("roles"))
def test_a_role_is_before_or_behind_the_name(anchor: str, sure: str) -> None:
    """What the anchor has beside the name, as a whole; one that is over or to come is the curator's to declare."""
    (person,) = people("李清")
    own = person.replace(role="发改委副主任", anchors=(person.anchors[0].replace(exact=anchor),))
    found = parties.role(file_of(f"{anchor}，出席会议。", people=[own]), own)
    assert found.certain == (sure == "sure")
    assert not found.certain or found.values == ("发改委副主任",)


def judged(words: str, article: str, **fields: object) -> questions.State | None:
    """What becomes of the speaker of a quote."""
    own: model.Quote = quote(words).replace(**fields)
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


def test_a_comma_between_clauses_joins_no_digits() -> None:
    """2 in 100，2月 is not of one number with 100; in groups of three digits a comma may be inside one."""
    text = "以2020年为100，2月为108.6，人数为12，345人"
    runs = {text[start:end] for start, end in structure.numbers(text, "2024-05-17")}
    assert {"100", "12，345"} <= runs
    assert "100，2" not in runs


@pytest.mark.parametrize("row", table("rules/polarity/true"))
def test_a_true_gloss_passes(row: str) -> None:
    """Words of the right direction, number of negations and degree."""
    assert list(turned(*row.split(" | "))) == []


@pytest.mark.parametrize("row", table("rules/polarity/turned"))
def test_a_turned_gloss_is_refused(row: str) -> None:
    """The contrary word, a lost or added negation, a lost hedge."""
    assert list(turned(*row.split(" | ")))


@pytest.mark.parametrize("row", table("rules/polarity/numbers"))
def test_numbers_are_those_of_the_chinese(row: str) -> None:
    """The last of a list may give the scale of all; a count of what is listed may go, a month may not."""
    chinese, english, fault = (each.strip() for each in row.split(" |"))
    found = " ".join(map(str, number_faults(Gloss("k", chinese, english, (chinese,)), "2024-02-05", chinese)))
    assert fault in found
    assert bool(found) is bool(fault)


@pytest.mark.parametrize("row", table("rules/polarity/ranks"))
def test_a_rank_is_that_of_its_person(row: str) -> None:
    """What is behind a name, or is no rank, is not judged."""
    english, faults = row.split(" | ")
    names = Names(file_of("市长李清与省长王武出席。", people=people("李清", "王武")))
    gloss = Gloss("title_en", "市长李清与省长王武出席", english, ())
    assert len(list(swapped_roles(names, gloss))) == int(faults)


@pytest.mark.parametrize(
    ("chinese", "english", "sound"),
    [("未说", "not said", True), ("未说", "said", False), ("说", "not said", False), ("未来", "future", True)],
)
def test_negations_are_counted(chinese: str, english: str, sound: bool) -> None:
    """未来 is none."""
    assert (not list(miscounted(chinese, english))) is sound


def test_the_table_is_whole() -> None:
    """Every contrary that a line names has a line, and no line has a column too many or too few."""
    assert {len(row) for row in readings.rows(TABLE)} == {6}
    assert {other for each in concepts().values() for other in each.contrary} <= concepts().keys()
