"""Pictures of figures that compare: bars to one scale, with what the parts of a sum give, and courses over time.

Drawn in cells of a terminal; whatever has no room beside a picture stands above it, whole.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.readings import edtf, quantities
from dongbei_cli.views import comparison, typesetting
from dongbei_cli.views.comparison import Comparison
from dongbei_cli.views.evidence import Reader, evidence
from dongbei_cli.views.figures import (
    EIGHTHS,
    amount,
    common_period,
    figures_table,
    heading,
    remarks,
    sections,
    signed,
    total_of,
    value,
)  # fmt: skip
from dongbei_cli.views.grid import GUTTER, NARROW, fold
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import BLANK, clean, dated

FEWEST_CELLS = 16
"""Less room than this for the picture, and the words stand above it."""
LONGEST_COURSE = 6
"""Lines between the first and the last figure of a course."""
OPEN, COMPUTED, POINT, PATH, MORE = "░", "▒", "●", "∙", "▸"


class Bar(NamedTuple):
    """A name, an amount in words, and how far the bar is full and how far shaded, in SI; no `end` is an open end."""

    name: Text
    amount: Text
    full: Decimal
    end: Decimal | None
    computed: bool = False


def pictures(
    figures: Sequence[model.Figure],
    relations: Sequence[model.Relation],
    topics: Sequence[model.Term],
    article: Reader,
    lang: str,
    room: int,
) -> Iterator[RenderableType]:
    """The figures of each topic: a picture of those that compare, a table of the others, and the words of all."""
    for number, (topic, members) in enumerate(sections(figures, topics)):
        if number:
            yield BLANK
        found = comparison.comparisons(members, relations)
        period = common_period(members, lang)
        yield heading(topic, period, lang, room)
        for place, each in enumerate(found):
            yield from [BLANK] if place else []
            yield from subject(each, lang, room, with_period=not period)
            yield from course(each, lang, room) if each.over_time else bars(each, lang, room)
        pictured = {figure.id for each in found for figure in each.figures}
        others = [figure for figure in members if figure.id not in pictured]
        if others:
            yield from [BLANK] if found else []
            yield figures_table(others, [], lang, room, numbered=False)
        yield from remarks(members, relations, lang, room)
        yield BLANK
        yield from evidence(members, article, lang, room, numbered=False)


def subject(compared: Comparison, lang: str, room: int, with_period: bool) -> Iterator[RenderableType]:
    """What all figures of a picture share: indicator, region, period."""
    first, shared = compared.figures[0], []
    if len({figure.indicator for figure in compared.figures}) == 1:
        shared.append(bilingual(first.indicator, first.indicator_en, lang, " "))
    if first.region and len({figure.region for figure in compared.figures}) == 1:
        shared.append(bilingual(first.region, first.region_en, lang, " "))
    if with_period and len({figure.period for figure in compared.figures}) == 1 and first.period:
        shared.append(dated(first, lang))
    if shared:
        yield fold(Text(" · ".join(shared) + "\n", "italic"), room)


def bilingual(chinese: str, english: str | None, lang: str, between: str) -> str:
    """The Chinese, after its English where English is read."""
    return clean(chinese) if lang == "zh" or not english else clean(english) + between + clean(chinese)


def bars(compared: Comparison, lang: str, room: int) -> Iterator[RenderableType]:
    """A bar a figure, then one for what each sum gives, all to one scale."""
    rows = [figure_bar(figure, compared, lang) for figure in compared.figures]
    rows += [sum_bar(relation, compared.figures, lang) for relation in compared.sums]
    scale = max((row.full if row.end is None else row.end) for row in rows)
    names, amounts, cells = columns([row.name for row in rows], [row.amount for row in rows], room)
    spaced = not cells or any("\n" in row.amount.plain for row in rows)
    for row in rows:
        drawn = pictured(row, scale, cells or room)
        if cells:
            yield beside(fold(row.name, names), fold(row.amount, amounts), drawn, (names, amounts))
        else:
            yield above(row.name, row.amount, room)
            yield drawn
        if spaced:
            yield BLANK
    if any(row.end != row.full and not row.computed for row in rows):
        yield fold(Text(f"{OPEN} {label('Open', lang)}", "dim"), room)


def figure_bar(figure: model.Figure, compared: Comparison, lang: str) -> Bar:
    """A figure; one that a sum is said to give is marked as the stated total."""
    name = Text(name_among(figure, compared.figures, lang), "bold")
    if any(relation.whole == figure.id for relation in compared.sums):
        name.append(f"\n{label('Stated', lang)}", "italic not bold")
    return Bar(name, value(figure, lang), *comparison.reach(figure))


def name_among(figure: model.Figure, others: Sequence[model.Figure], lang: str) -> str:
    """What tells a figure from the others: its region, else its indicator, else its title."""
    for key in ("region", "indicator"):
        own = getattr(figure, key)
        if own and [getattr(other, key) for other in others].count(own) == 1:
            return bilingual(own, getattr(figure, f"{key}_en"), lang, "\n")
    return bilingual(figure.title, figure.title_en, lang, "\n")


def sum_bar(relation: model.Relation, figures: Sequence[model.Figure], lang: str) -> Bar:
    """What the parts of a sum give, which the article does not say."""
    computed, unit = total_of(relation, figures)
    total = quantities.in_si(computed, unit)[0]
    words = Text(amount(computed, unit, lang), "italic")
    return Bar(Text(label("Computed", lang), "italic"), words, total, total, computed=True)


def columns(names: Sequence[Text], amounts: Sequence[Text], room: int) -> tuple[int, int, int]:
    """Cells of the names, the amounts and the picture; no picture where there is no room for one beside them."""
    longest = max(widest(name) for name in names)
    needed = max(typesetting.longest_piece(name.plain) for name in names)
    name = max(needed, min(longest, room // 3))
    amount = max(map(widest, amounts))
    cells = room - name - amount - 2 * GUTTER
    return name, amount, cells if cells >= FEWEST_CELLS and room >= NARROW else 0


def widest(text: Text) -> int:
    """Cells of its longest line."""
    return max(map(typesetting.width, text.plain.split("\n")))


def pictured(row: Bar, scale: Decimal, cells: int) -> Text:
    """A bar of at most so many cells: full as far as the amount is certain, shaded as far as it may reach."""
    size = cells - 1 if row.end is None else cells
    if row.computed:
        return Text(COMPUTED * max(1, int(row.full / scale * size)), "yellow")
    full, rest = divmod(int(row.full / scale * size * 8), 8)
    drawn = "█" * full + (EIGHTHS[rest] if rest else "")
    reached = len(drawn) if row.end is None else int(row.end / scale * size)
    return Text((drawn + OPEN * (reached - len(drawn)) or EIGHTHS[1]) + (MORE if row.end is None else ""), "cyan")


def beside(name: Text, amount: Text, drawn: Text, widths: tuple[int, int]) -> Text:
    """Name, amount and picture in one row; the picture is as high as the amount."""
    names, amounts = name.split("\n"), amount.split("\n")
    gutter = " " * GUTTER
    lines = []
    for number in range(max(len(names), len(amounts))):
        left = names[number] if number < len(names) else Text()
        right = amounts[number] if number < len(amounts) else Text()
        line = Text.assemble(left, " " * (widths[0] - typesetting.width(left.plain)), gutter)
        line.append(" " * (widths[1] - typesetting.width(right.plain))).append_text(right)
        lines.append(line.append(gutter).append_text(drawn) if number < len(amounts) else line)
    return Text("\n").join(lines)


def above(name: Text, amount: Text, room: int) -> Text:
    """Name and amount on lines of their own."""
    return fold(Text(": ").join([Text(" ").join(name.split("\n")), Text(" ").join(amount.split("\n"))]), room)


def course(compared: Comparison, lang: str, room: int) -> Iterator[RenderableType]:
    """Time runs downwards, amounts to the right, both to scale; dots lead from one figure to the next."""
    periods = [Text(dated(figure, lang)) for figure in compared.figures]
    amounts = [Text(" ").join(value(figure, lang).split("\n")) for figure in compared.figures]
    names, _, cells = columns(periods, amounts, room)
    scale = max(figure.value_si for figure in compared.figures)
    places = [int(figure.value_si / scale * ((cells or room) - 2)) for figure in compared.figures]
    gaps = [*gaps_between(compared.figures), 0]
    for number, (period, words, place) in enumerate(zip(periods, amounts, places, strict=True)):
        margin = period.plain + " " * (names - typesetting.width(period.plain)) + " " * GUTTER if cells else ""
        line = Text.assemble(margin, "├", "─" * place, (POINT, "bold cyan"))
        yield line.append(" ").append_text(words) if cells else above(period, words, room).append(f"\n{line}")
        for step in range(1, gaps[number] + 1):
            between = place + (places[number + 1] - place) * step // (gaps[number] + 1)
            yield Text.assemble(" " * typesetting.width(margin), "│", " " * between, (PATH, "cyan"))
    yield from changed(compared, lang, room)


def gaps_between(figures: Sequence[model.Figure]) -> list[int]:
    """Lines between each figure and the next, in proportion to the years between them, one at least."""
    years = [middle(figure.period or "") for figure in figures]
    whole = years[-1] - years[0]
    return [max(1, round(LONGEST_COURSE * (after - before) / whole)) for before, after in pairwise(years)]


def middle(period: str) -> float:
    """The middle of a period, in years."""
    earliest, latest = edtf.bounds(period)
    return (edtf.year(earliest or latest or "") + edtf.year(latest or earliest or "")) / 2


def changed(compared: Comparison, lang: str, room: int) -> Iterator[RenderableType]:
    """The last figure less the first, which the article does not say."""
    found = comparison.change(compared)
    if found:
        yield fold(Text(f"{label('Change', lang)}: {signed(found, lang, '  ')}", "italic"), room)
