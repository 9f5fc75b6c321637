"""Pictures of figures that compare, in cells of a terminal: bars to one scale, with what the parts of a sum give."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import comparison, model
from dongbei_cli.base import Base
from dongbei_cli.comparison import Comparison
from dongbei_cli.readings import quantities
from dongbei_cli.views.table import BLANK, NARROW, Column, Look, Section, clean, label, tables, title
from dongbei_cli.views.wrap import wrap

EIGHTHS = " ▏▎▍▌▋▊▉█"
OPEN, COMPUTED, MORE = "░", "▒", "▸"
LEAST_CELLS = 16
"""Less room than this for the bars, and they stand below the words."""


def bar(cells: Decimal) -> str:
    """Return a bar of so many cells, exact to an eighth of one; never empty."""
    full, rest = divmod(max(1, int(cells * 8)), 8)
    return "█" * full + (EIGHTHS[rest] if rest else "")


class Bar(NamedTuple):
    """A name, an amount, and how far the bar is full and how far shaded, in base units; no `end` is an open end."""

    name: Text
    amount: Text
    full: Decimal
    end: Decimal | None
    computed: bool = False

    def drawn(self, scale: Decimal, cells: int) -> Text:
        """Return the bar on a scale, at most so many cells long."""
        size = cells - 1 if self.end is None else cells
        if self.computed:
            return Text(COMPUTED * max(1, int(self.full / scale * size)), "yellow")
        full = bar(self.full / scale * size)
        reached = size if self.end is None else int(self.end / scale * size)
        return Text(full + OPEN * (reached - len(full)) + (MORE if self.end is None else ""), "cyan")


def pictures(records: Sequence[model.Figure], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw a picture of the figures that compare under each topic, a table of the others, and the words of all."""
    from dongbei_cli.views import figures

    relations = base.relations([figure.id for figure in records])
    for number, (topic, members) in enumerate(comparison.by_topic(records, base.topics("topic"))):
        yield from [BLANK] if number else []
        yield figures.heading(topic, members, look)
        yield BLANK
        compared = comparison.comparisons(members, relations)
        for each in compared:
            yield from drawn(each, look)
            yield BLANK
        others = [figure for figure in members if not any(figure in each.figures for each in compared)]
        if others:
            cells = [[Text(title(each, look.lang)), figures.value(each, look.lang)] for each in others]
            yield from tables([Column(prose=True), Column("", "right")], [Section(cells)], look.width)
            yield BLANK
        yield from figures.remarks(members, relations, look._replace(narrowed=False))
        yield from figures.evidence(compared_first(members, compared), base, look)


def compared_first(figures: Sequence[model.Figure], compared: Sequence[Comparison]) -> list[model.Figure]:
    """Return the figures in the order in which they are drawn."""
    drawn_first = [figure for each in compared for figure in each.figures]
    return [*drawn_first, *(figure for figure in figures if figure not in drawn_first)]


def drawn(compared: Comparison, look: Look) -> Iterator[RenderableType]:
    """Draw a bar a figure, then one for what each sum gives, all to one scale."""
    bars = list(bars_of(compared, look.lang))
    scale = max(each.full if each.end is None else each.end for each in bars)
    texts = [[each.name, each.amount] for each in bars]
    columns = [Column(prose=True), Column("", "right"), Column()]
    widest = [max(len_of(text) for text in column) for column in zip(*texts, strict=True)]
    names = min(widest[0], look.width // 3)
    cells = look.width - names - widest[1] - 4
    if cells >= LEAST_CELLS and look.width >= NARROW:
        rows = [[wrap(each.name, names), each.amount, picture(each, scale, cells)] for each in bars]
        yield from tables(columns, [Section(rows)], look.width, spaced=any("\n" in each.amount.plain for each in bars))
    else:
        for each in bars:
            words = Text(" ").join([*each.name.split("\n"), *each.amount.split("\n")])
            yield wrap(words, look.width)
            yield each.drawn(scale, look.width)
    if any(each.end != each.full and not each.computed for each in bars):
        yield wrap(Text(label("open", look.lang), "dim"), look.width)


def picture(each: Bar, scale: Decimal, cells: int) -> Text:
    """Return a bar as high as its amount."""
    height = each.amount.plain.count("\n") + 1
    return Text("\n").join([each.drawn(scale, cells)] * height)


def len_of(text: Text) -> int:
    """Return the cells of the longest line."""
    return max(line.cell_len for line in text.split("\n"))


def bars_of(compared: Comparison, lang: str) -> Iterator[Bar]:
    """Yield the bars of a comparison; a figure that a sum should give is named as the stated total."""
    from dongbei_cli.views import figures

    for figure in compared.figures:
        name = Text(name_among(figure, compared, lang), "bold")
        if figure.id in compared.totals:
            name.append(f"\n{label('stated', lang)}", "italic not bold")
        yield Bar(name, figures.value(figure, lang), *comparison.reach(figure))
    for relation, (name, amount, _) in zip(compared.sums, figures.results(compared, lang), strict=False):
        total = quantities.in_si(*comparison.total(relation, compared.figures))[0]
        yield Bar(name, amount, total, total, computed=True)


def name_among(figure: model.Figure, compared: Comparison, lang: str) -> str:
    """Return what tells a figure from the others: its period in a series, else its region, indicator or title."""
    from dongbei_cli.views.lists import compact

    if compared.over_time:
        return compact(figure.period or "", lang)
    for key in ("region", "indicator"):
        own = getattr(figure, key)
        if own and [getattr(other, key) for other in compared.figures].count(own) == 1:
            return clean((lang == "en" and getattr(figure, f"{key}_en")) or own)
    return title(figure, lang)
