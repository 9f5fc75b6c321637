"""Pictures of figures that compare, in cells of a terminal: bars to one scale, with what the parts of a sum give."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import amounts, comparison, model
from dongbei_cli.comparison import Comparison
from dongbei_cli.readings import quantities
from dongbei_cli.views.lists import compact
from dongbei_cli.views.table import APART, BLANK, NARROW, Column, Look, Section, tables
from dongbei_cli.views.words import clean, label, text_of
from dongbei_cli.views.wrap import wrap

EIGHTHS = " ▏▎▍▌▋▊▉█"
OPEN, COMPUTED, MORE = "░", "▒", "▸"
LEAST_CELLS, MOST_CELLS = 16, 48
"""How long the longest bar is; with less room the bars stand below the words."""


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

    def on_scale(self, scale: Decimal, cells: int) -> Text:
        """Return the bar on a scale, at most so many cells long."""
        size = cells - 1 if self.end is None else cells
        if self.computed:
            return Text(COMPUTED * max(1, int(self.full / scale * size)), "yellow")
        full = bar(self.full / scale * size)
        reached = size if self.end is None else int(self.end / scale * size)
        return Text(full + OPEN * (reached - len(full)) + (MORE if self.end is None else ""), "cyan")


def drawn(compared: Comparison, look: Look, *, with_period: bool) -> Iterator[RenderableType]:
    """Draw what the figures share, a bar a figure, then one for what each sum gives, all to one scale."""
    bars = list(bars_of(compared, look.lang))
    scale = max(each.full if each.end is None else each.end for each in bars)
    widths = [
        max(line.cell_len for text in texts for line in text.split("\n"))
        for texts in ([each.name for each in bars], [each.amount for each in bars])
    ]
    cells = min(look.width - min(widths[0], look.width // 3) - widths[1] - 2 * len(APART), MOST_CELLS)
    yield wrap(Text(subject(compared, look.lang, with_period), "italic"), look.width)
    if cells >= LEAST_CELLS and look.width >= NARROW:
        rows = [[each.name, each.amount, each.on_scale(scale, cells)] for each in bars]
        columns = [Column(prose=True), Column("", "right"), Column()]
        yield from tables(columns, [Section(rows)], look.width, spaced=any("\n" in each.amount.plain for each in bars))
    else:
        for each in bars:
            yield wrap(Text(" ").join([*each.name.split("\n"), *each.amount.split("\n")]), look.width)
            yield each.on_scale(scale, look.width)
    if compared.over_time and (change := comparison.change(compared.figures)):
        given = " · ".join(amounts.change(change, look.lang))
        yield wrap(Text(f"{label('change', look.lang)} {given}", "italic"), look.width)
    if any(each.end != each.full and not each.computed for each in bars):
        yield wrap(Text(label("open", look.lang), "dim"), look.width)


def subject(compared: Comparison, lang: str, with_period: bool) -> str:
    """Return what all figures of a picture share: indicator, region, period."""
    first = compared.figures[0]
    keys = [
        key
        for key in ("indicator", "region", *(["period"] if with_period else []))
        if getattr(first, key) and len({getattr(figure, key) for figure in compared.figures}) == 1
    ]
    words = [compact(first.period or "", lang) if key == "period" else text_of(first, key, lang) for key in keys]
    return " · ".join(words)


def bars_of(compared: Comparison, lang: str) -> Iterator[Bar]:
    """Yield the bars of a comparison; a figure that a sum should give is named as the stated total."""
    for figure in compared.figures:
        name = Text(name_among(figure, compared, lang), "bold")
        if figure.id in compared.totals:
            name.append(f"\n{label('stated', lang)}", "italic not bold")
        yield Bar(name, value(figure, lang), *comparison.reach(figure))
    for relation, (name, amount, _) in zip(compared.sums, results(compared, lang), strict=False):
        total = quantities.in_si(*comparison.total(relation, compared.figures))[0]
        yield Bar(name, amount, total, total, computed=True)


def name_among(figure: model.Figure, compared: Comparison, lang: str) -> str:
    """Return what tells a figure from the others: its period in a series, else its region, indicator or title."""
    if compared.over_time:
        return compact(figure.period or "", lang)
    for key in ("region", "indicator"):
        own = getattr(figure, key)
        if own and [getattr(other, key) for other in compared.figures].count(own) == 1:
            return text_of(figure, key, lang)
    return text_of(figure, "title", lang)


def value(figure: model.Figure, lang: str) -> Text:
    """Return the amount as the article writes it, with its unit; in English the gloss over it."""
    written = Text(clean(amounts.written(figure)), "bold")
    gloss = clean(amounts.in_english(figure))
    if lang == "zh" or gloss == written.plain:
        return written
    return Text.assemble((f"{gloss}\n", "bold"), (written.plain, "dim"))


def results(compared: Comparison, lang: str) -> Iterator[list[Text]]:
    """Yield what the parts of each sum give together, and how much a series changed: a name, an amount, a share."""
    for relation in compared.sums:
        given = amounts.computed(*comparison.total(relation, compared.figures), lang)
        yield [Text(label("computed", lang), "italic"), Text("\n".join(given), "italic"), Text("100%")]
    change = comparison.change(compared.figures) if compared.over_time else None
    if change:
        given = amounts.change(change, lang)
        yield [Text(label("change", lang), "italic"), Text("\n".join(given), "italic"), BLANK]
