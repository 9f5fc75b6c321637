"""The arithmetic between facts in words: what the article states, of what it is made, and what that gives."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import cast

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.readings import quantities
from dongbei_cli.views import comparison
from dongbei_cli.views.figures import amount, signed, value
from dongbei_cli.views.grid import NARROW, fold
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import clean, dated, headline, run

SIGNS = {"sum": "+", "difference": "−", "share": "÷", "ratio": "÷"}
"""What stands between two parts; the parts of other relations are a list."""
DECIMALS = 4
"""More than these are rounded in a quotient."""

Facts = Mapping[str, model.Record]


def equation(relation: model.Relation, facts: Facts, lang: str, room: int) -> Iterator[RenderableType]:
    """A relation, its whole first, then a line a part, what these give, and the contradiction if there is one."""
    parts = [facts[part] for part in relation.parts]
    kind = Text(label(f"relation {relation.kind}", lang), "bold magenta")
    whole = member(facts[relation.whole], lang) if relation.whole else [order(parts, lang)]
    yield run([kind, *whole], room)
    for number, part in enumerate(parts):
        sign = SIGNS.get(relation.kind, "·") if number or relation.kind not in SIGNS else " "
        yield indented(sign, member(part, lang), room)
    given = result(relation, parts, lang)
    if given:
        name = label("Change" if relation.kind == "order" else "Calculated", lang)
        yield indented("=", [Text(given, "italic"), Text(name, "italic")], room)
    said = relation.discrepancy if lang == "zh" else relation.discrepancy_en
    if said:
        yield fold(Text(f"⚠ {label('Discrepancy', lang)}{clean(said)}", "bold yellow"), room)


def member(fact: model.Record, lang: str) -> list[Text]:
    """A fact of a relation: what it amounts to, else when it was; its title; its id."""
    if isinstance(fact, model.Figure):
        told = Text(" · ").join(value(fact, lang).split("\n"))
    else:
        told = Text(dated(fact, lang), "bold cyan")
    title = headline(fact, lang)
    title.style, title.spans = "", []
    return [*([told] if told.plain else []), title, Text(clean(fact.id), "dim")]


def order(parts: Sequence[model.Record], lang: str) -> Text:
    """2003 before 2021: what an order says."""
    dates = [dated(part, lang) for part in parts]
    return Text((" before " if lang == "en" else "先于").join(dates), "bold cyan")


def indented(sign: str, segments: Sequence[Text], room: int) -> Text:
    """Segments after a sign, their lines below each other; at the margin where there is little room."""
    if room < NARROW:
        return run([Text(sign), *segments] if sign.strip() else segments, room)
    lines = run(segments, room - 4).split("\n")
    return Text(f"  {sign} ").append_text(Text("\n    ").join(lines))


def result(relation: model.Relation, parts: Sequence[model.Record], lang: str) -> str:
    """What the parts give: the change between the figures of an order, else what was computed."""
    if relation.kind == "order":
        same = all(isinstance(part, model.Figure) for part in parts)
        figures = cast("list[model.Figure]", parts) if same else []
        change = comparison.change(comparison.Comparison(tuple(figures), (), True)) if comparable(figures) else None
        return signed(change, lang, " · ") if change else ""
    if relation.computed is None:
        return ""
    number, unit = relation.computed, relation.unit or ""
    rounded = round(number, DECIMALS)
    if rounded == number:
        return amount(number, unit, lang).replace("\n", " · ")
    return about(rounded, unit, lang)


def comparable(figures: Sequence[model.Figure]) -> bool:
    """Whether these are one thing at several times."""
    return bool(figures) and len({(each.indicator, each.region, each.unit) for each in figures}) == 1


def about(number: Decimal, unit: str, lang: str) -> str:
    """A quotient that was rounded."""
    written = quantities.written(quantities.Quantity(number, None, unit, "about"))
    return written if lang == "zh" else f"{quantities.english(number, None, unit, 'about')} · {written}"
