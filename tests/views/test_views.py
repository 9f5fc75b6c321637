"""Every view over the shipped base, at every width, in both languages: complete, whole, never too wide."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import RenderableType

import dongbei_cli
from dongbei_cli import model, views
from dongbei_cli.cli import terminal
from dongbei_cli.readings import edtf, quantities
from dongbei_cli.views import figures
from dongbei_cli.views.labels import label
from tests.screen import Screen

BASE = dongbei_cli.open_base()
WIDTHS = [20, 30, 39, 40, 60, 80, 100, 120, 200]
LANGS = ["zh", "en"]
ADDRESSES = ("link", "url")
LINKS = {record.link for record in BASE.facts()}
"""The only lines that may be wider than the terminal: a broken address cannot be followed."""


def stats(lang: str, room: int) -> Iterator[RenderableType]:
    """All figures."""
    found = BASE.figures()
    relations = BASE.relations([figure.id for figure in found])
    yield from views.named("stats")(found, relations, BASE.topics(), BASE.article, lang, room)


def whole(lang: str, room: int) -> Iterator[RenderableType]:
    """Every record, whole."""
    records = BASE.facts()
    yield from views.named("whole")(records, BASE.evidence(records), lang, room)


def texts(record: model.Record, keys: str, lang: str) -> list[str]:
    """Fields of a record as text, with their glosses where English is read."""
    names = keys.split()
    names += [f"{name}_en" for name in names if lang == "en" and f"{name}_en" in record.KEYS]
    values = dict(record)
    found = [values[name] for name in names if values.get(name)]
    return ["、".join(value) if isinstance(value, tuple) else str(value) for value in found]


def dated(records: Sequence[model.Record], lang: str) -> list[str]:
    """The dates of records in words."""
    dates = (getattr(record, "date", None) or getattr(record, "period", None) for record in records)
    return [edtf.worded(date, lang) for date in dates if date]


def of_each(records: Sequence[model.Record], keys: str, lang: str) -> list[str]:
    """The same fields of several records."""
    return [text for record in records for text in texts(record, keys, lang)]


def quantity(figure: model.Figure) -> str:
    """What a figure says, with qualifier and unit."""
    return quantities.written(quantities.Quantity(figure.value, figure.upper, figure.unit, figure.qualifier))


def noted(records: Sequence[model.Record], lang: str) -> list[str]:
    """What is to be known of records."""
    return [(record.note if lang == "zh" else record.note_en) or record.note or "" for record in records]


def contradictions(lang: str) -> list[str]:
    """Where the article contradicts itself."""
    return [(each.discrepancy if lang == "zh" else each.discrepancy_en) or "" for each in BASE.relations()]


def shown_by_stats(lang: str) -> list[str]:
    """Titles, ids, values, periods, words, notes and contradictions."""
    found = BASE.figures()
    return [
        *of_each(found, "title id excerpt", lang),
        *map(quantity, found),
        *dated(found, lang),
        *noted(found, lang),
        *contradictions(lang),
    ]


CODES = (
    *("kind", "anchors", "source", "excerpt", "date", "period", "unit", "unit_si", "qualifier", "note", "note_en"),
    *("discrepancy", "discrepancy_en"),
)
"""What is shown in words, or as part of something else, or not at all."""
CLOSED = ("category", "speech", "status", "attribution", "type")


def shown_by_whole(lang: str) -> list[str]:
    """Every field of every record that holds text, in the language of the reader, its Chinese beside English."""
    found = BASE.facts()
    values = [
        label(value, lang) if key in CLOSED else value
        for record in found
        for key, value in record
        if key not in CODES and key not in ADDRESSES and isinstance(value, str) and (lang == "en" or key[-3:] != "_en")
    ]
    named = {term.slug: term.zh if lang == "zh" else term.en for term in TERMS}
    topics = [named[slug] for record in found for slug in record.topics]
    words = [*dated(found, lang), *noted(found, lang), *contradictions(lang)]
    return [*values, *topics, *words, *map(quantity, BASE.figures())]


class View:
    """A view over the base, and the texts that must be read in it."""

    def __init__(self, drawn: Callable[[str, int], Iterator[Any]], fields: Callable[[str], list[str]]) -> None:
        """Keep both."""
        self.drawn = drawn
        self.fields = fields


def listing(view: Callable[..., Iterator[Any]], records: Sequence[Any], keys: str) -> View:
    """A view that takes records alone."""
    return View(lambda lang, room: view(records, lang, room), lambda lang: of_each(records, keys, lang))


def noted_listing(view: Callable[..., Iterator[Any]], records: Sequence[Any], keys: str) -> View:
    """A view that takes records alone and shows their dates and notes."""
    plain = listing(view, records, keys)
    return View(plain.drawn, lambda lang: [*plain.fields(lang), *dated(records, lang), *noted(records, lang)])


TERMS = BASE.topics()
VIEWS = {
    "timeline": noted_listing(views.named("timeline"), BASE.events(), "title id excerpt date_text"),
    "timeline --all": noted_listing(views.named("timeline"), BASE.timeline(), "title id excerpt"),
    "stats": View(stats, shown_by_stats),
    "quote": noted_listing(views.named("quotes"), BASE.quotes(), "speaker role occasion text verb id"),
    "policy": noted_listing(views.named("measures"), BASE.measures(), "title id excerpt area components"),
    "people": noted_listing(views.named("people"), BASE.people(), "name role id"),
    "list": listing(views.named("facts"), BASE.facts(), "title id excerpt"),
    "show": View(whole, shown_by_whole),
    "topics": View(
        lambda lang, room: views.named("topics")(TERMS, lang, room),
        lambda _: [text for term in TERMS for text in (term.slug, term.zh, term.en, ", ".join(term.aliases))],
    ),
}


@pytest.fixture(params=WIDTHS)
def room(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """A width of the terminal."""
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def page(drawn: Callable[[int], Iterator[Any]], capsysbinary: pytest.CaptureFixture[bytes]) -> str:
    """What the command would print."""
    terminal.show(terminal.drawn(drawn), paged=False)
    return capsysbinary.readouterr().out.decode()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_complete_at_every_width(
    name: str, lang: str, room: int, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Every character of every field is there, in order; no ellipsis, no line too wide, no number in two pieces."""
    view = VIEWS[name]
    text = page(lambda width: view.drawn(lang, width), capsysbinary)
    screen = Screen(text)
    fields = view.fields(lang)
    assert fields
    assert [field for field in dict.fromkeys(fields) if not screen.shows(field)] == []
    assert "…" not in text
    assert [line for line in screen.lines if cell_len(line) > room and line not in LINKS] == []
    assert [
        number for number in numbers(fields) if not re.search(rf"(?<![0-9.]){re.escape(number)}(?![0-9])", text)
    ] == []


def numbers(fields: Sequence[str]) -> set[str]:
    """The runs of digits in fields."""
    return {number for field in fields for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", field)}


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("lang", LANGS)
def test_no_line_of_a_cell_begins_with_closing_punctuation(
    name: str, lang: str, room: int, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """At the margin and at the start of a column stand no 、，。；） and no closing quotation mark."""
    text = page(lambda width: VIEWS[name].drawn(lang, width), capsysbinary)
    assert re.findall(r"(?m)(?:^ *|   )[、，。；）”》].*", text) == []
    assert room == 20 or re.findall(r"(?m)[（“《](?:$|   )", text) == []


@pytest.mark.parametrize("lang", LANGS)
def test_quotation_marks_stand_only_around_direct_speech(
    lang: str, room: int, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A reported or written statement is never printed as a quotation."""
    assert {quote.speech for quote in BASE.quotes()} == {"direct", "reported", "written"}
    screen = Screen(page(lambda width: views.named("quotes")(BASE.quotes(), lang, width), capsysbinary))
    assert room >= min(WIDTHS)
    for quote in BASE.quotes():
        assert screen.shows(f"“{quote.text}”") == (quote.speech == "direct"), quote.id
        assert quote.speech == "direct" or not (screen.shows(f"“{quote.text}") or screen.shows(f"{quote.text}”"))


@pytest.mark.parametrize("cells", [10, 20])
def test_bars_grow_with_their_values(cells: int) -> None:
    """A greater value never has a shorter bar, the greatest fills its room, and none above nothing is invisible."""
    amounts = [Decimal(n) for n in (0, 1, 2, 500, 28628, 32553, 58847)]
    lengths = [bar_length(figures.bar(amount, amounts[-1], cells)) for amount in amounts]
    assert all(one <= two for one, two in pairwise(lengths))
    assert lengths[0] == 0
    assert lengths[1] > 0
    assert lengths[-1] == cells * 8


def bar_length(bar: str) -> int:
    """The length of a bar in eighths of a cell."""
    return sum("▏▎▍▌▋▊▉█".index(character) + 1 for character in bar)


def test_only_figures_of_one_indicator_and_unit_are_compared_by_bars() -> None:
    """The three provinces have bars, and the total of another indicator has none."""
    found = BASE.figures(topic="transfers")
    bars = figures.bars_by_id(found, 20)
    assert set(bars) == {figure.id for figure in found if figure.region}
    by_value = sorted((figure for figure in found if figure.id in bars), key=lambda figure: figure.value)
    assert all(bar_length(bars[one.id]) < bar_length(bars[two.id]) for one, two in pairwise(by_value))


def test_the_transfers_show_sum_shares_and_the_contradiction(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The three provinces, their sum, their shares of it, what the article says instead, and that the two differ."""
    monkeypatch.setenv("COLUMNS", "100")
    found = BASE.figures(topic="transfers")
    relations = BASE.relations([figure.id for figure in found])
    text = page(
        lambda width: views.named("stats")(found, relations, BASE.topics(), BASE.article, "zh", width), capsysbinary
    )
    for expected in (
        "32553亿元",
        "28628亿元",
        "58847亿元",
        "近11万亿元",
        "12.0028万亿元",
        "27.1%",
        "23.9%",
        "49.0%",
        "原文矛盾",
    ):
        assert text.count(expected) >= 1, expected


def test_show_marks_the_anchor_in_its_paragraph(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without colour the words stand in brackets, and what is around them is there as well."""
    monkeypatch.setenv("COLUMNS", "200")
    record = BASE.fact("quote-xu-lin-cities")
    text = page(lambda width: views.named("whole")([record], BASE.evidence([record]), "zh", width), capsysbinary)
    joined = text.replace("\n", "")
    assert "[很多城市繁荣度下降、吸引力下降，人口外流]。" in joined
    assert "[国家发改委原发展规划司司长徐林去年12月也撰文分析]，过去虽然" in joined


def test_a_value_is_never_markup_or_an_escape() -> None:
    """Brackets stay brackets, and a control character becomes its picture."""
    from dongbei_cli.views.parts import clean

    assert clean("[red]a[/red]\x1b[31m\x07\x9b\x7f") == "[red]a[/red]␛[31m␇␛␡"
