"""Figures under their topics: values, bars of those that compare, totals, contradictions, and the words that prove."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import amounts, model
from dongbei_cli.amounts import Comparison
from dongbei_cli.base import Base
from dongbei_cli.errors import Message, translated
from dongbei_cli.readings import quantities
from dongbei_cli.views import CONTRADICTION, INFERRED, clean, place, text_of, when, word
from dongbei_cli.views.table import APART, BLANK, NARROW, ROOMY, Column, Look, Section, indented, run, tables, wrap

COUNTS = Message("Left out, mere counts of their sentence (三大, 第七次): {count} · --all")
OPEN, COMPUTED, MORE = "░", "▒", "▸"
LEAST_CELLS, MOST_CELLS = 16, 48  # how long the longest bar is; with less room the bars stand below the words
COMMAS = ("", "，", "、", "；", ",", " ")  # what may be between two passages that are printed as one


def stats(records: Sequence[model.Figure], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw figures under their topics, those that only count things of their sentence left out unless asked for."""
    shown, relations, legend = selected(records, base, look)
    gap = [BLANK] if look.narrowed else []
    sections = []
    for topic, members in amounts.by_topic(shown, base.topics("topic")):
        after = [*gap, *remarks(members, relations, look), *evidence(members, base, look)]
        compared = amounts.comparisons(members, relations)
        sections.append(Section(list(rows(members, compared, look)), heading(topic, members, look), after))
    names = [word("figure", look.lang).capitalize(), model.label("value", look.lang), look.say("Bar")]
    columns = [Column("", "right"), Column(names[0], prose=True), Column(names[1], "right"), Column(names[2])]
    columns += [Column(look.say("Share"), "right"), Column(model.label("period", look.lang))]
    yield from tables(columns, sections, look.width, ruled=look.narrowed, spaced=look.narrowed and look.lang == "en")
    yield from legend


def pictures(records: Sequence[model.Figure], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw a picture of the figures that compare under each topic, a table of the others, and the words of all."""
    shown, relations, legend = selected(records, base, look)
    for number, (topic, members) in enumerate(amounts.by_topic(shown, base.topics("topic"))):
        yield from [BLANK] if number else []
        yield heading(topic, members, look)
        compared = amounts.comparisons(members, relations)
        for each in compared:
            yield from drawn(each, look, with_period=not common_period(members, look.lang))
        pictured = {figure.id for each in compared for figure in each.figures}
        others = [figure for figure in members if figure.id not in pictured]
        if others:
            cells = [[Text(text_of(each, "title", look.lang)), value(each, look.lang)] for each in others]
            yield from tables([Column(prose=True), Column("", "right")], [Section(cells)], look.width)
        yield from remarks(members, relations, look)
        yield BLANK
        yield from evidence(members, base, look, numbered=False)
    yield from legend


def selected(
    records: Sequence[model.Figure], base: Base, look: Look
) -> tuple[Sequence[model.Figure], list[model.Relation], list[Text]]:
    """Return the figures without mere counts, unless asked for or all that there is; their relations, and a legend."""
    measured = [figure for figure in records if look.everything or not amounts.is_mere_count(figure)]
    shown = measured or records
    said = []
    if len(shown) < len(records):
        said.append(look.say(COUNTS, count=len(records) - len(shown)))
    if any(when(figure, look.lang).endswith("*") for figure in shown):
        said.append(look.say(INFERRED))
    legend = [wrap(Text(each, "dim"), look.width) for each in said]
    return shown, base.relations([figure.id for figure in shown]), legend


def heading(topic: model.Term, figures: Sequence[model.Figure], look: Look) -> Text:
    """Return the name of a topic, its slug, and the period of all its figures where that is one."""
    first, *others = [topic.zh] if look.lang == "zh" else [topic.en, topic.zh]
    slug = [topic.slug] if topic.slug != first else []
    names = [Text(clean(first), "bold underline"), *(Text(clean(each), "dim") for each in (*others, *slug))]
    return run([*names, Text(common_period(figures, look.lang))], look.width)


def common_period(figures: Sequence[model.Figure], lang: str) -> str:
    """Return the period that several figures share; empty where they differ."""
    periods = {when(figure, lang) for figure in figures}
    return periods.pop() if len(figures) > 1 and len(periods) == 1 else ""


def rows(figures: Sequence[model.Figure], compared: Sequence[Comparison], look: Look) -> Iterator[list[Text]]:
    """Yield a row a figure, numbered for the words below, then one a sum of them and one a change over time."""
    bars: dict[str, str] = {}
    for each in compared:
        parts = [figure for figure in each.figures if figure.id not in each.totals]  # a stated total is none
        tallest = max(figure.value_si for figure in parts)
        bars |= {figure.id: bar(figure.value_si / tallest * (8 if look.width < ROOMY else 12)) for figure in parts}
    shares, shared = amounts.shares(compared), common_period(figures, look.lang)
    for number, figure in enumerate(figures, 1):
        what = Text(text_of(figure, "title", look.lang), "bold" if look.narrowed else "")
        record_id = Text(clean(figure.id), "dim")
        if look.narrowed or look.long:
            below = [Text(clean(figure.title)), record_id] if look.lang == "en" else [record_id]
            what = Text("\n").join([what, Text(APART).join(below)])
        elif look.width >= ROOMY:
            what = Text(APART).join([what, record_id])
        share = f"{shares[figure.id]:.1f}%" if figure.id in shares else ""
        period = "" if shared else when(figure, look.lang)
        drawn = [Text(bars.get(figure.id, ""), "cyan"), Text(share), Text(period, "cyan")]
        yield [Text(str(number), "dim"), what, value(figure, look.lang), *drawn]
    for each in compared:
        yield from ([BLANK, *computed, BLANK, share, BLANK] for *computed, share in results(each, look.lang))


def remarks(
    figures: Sequence[model.Figure], relations: Sequence[model.Relation], look: Look
) -> Iterator[RenderableType]:
    """Yield which sums lack some of their parts here, and each contradiction of the article."""
    ids = {figure.id for figure in figures}
    for relation in relations:
        parts, shown = len({*relation.parts}), len(ids.intersection(relation.parts))
        if relation.kind == "sum" and 0 < shown < parts:
            lacking = look.say("No total: parts shown: {shown} of {parts}", parts=parts, shown=shown)
            yield wrap(Text(lacking, "italic"), look.width)
    for sentence in amounts.contradictions(figures, relations, look.lang):
        yield wrap(Text(f"⚠ {look.say(CONTRADICTION)}{clean(sentence)}", "bold yellow"), look.width)


def evidence(
    figures: Sequence[model.Figure], base: Base, look: Look, *, numbered: bool = True
) -> Iterator[RenderableType]:
    """Yield each passage once, after the numbers of its rows, and, where asked for, the notes in the same way."""
    entries = []
    for start, end, at, figure in passages(figures, base):
        lead = place(figure.body_paragraph, look.lang, base.mark(figure.source)).append(" ")
        words = clean(base.article(figure.source)[start:end])
        entries.append((at, lead.append(words, "not dim" if look.narrowed else "")))
    if look.narrowed or look.long:
        notes: dict[str, list[int]] = {}
        for number, figure in enumerate(figures, 1):
            notes.setdefault(text_of(figure, "note", look.lang), []).append(number)
        name = look.say("Note: ")
        entries += [(at, Text(f"{name}{note}", "dim italic")) for note, at in notes.items() if note]
    margin = max(len(ranges(at)) for at, _ in entries) + 1 if numbered else 0
    for at, text in entries:
        yield indented(text, Text(ranges(at).rjust(margin - 1) if numbered else "", "dim"), margin, look.width)


def passages(figures: Sequence[model.Figure], base: Base) -> list[tuple[int, int, list[int], model.Figure]]:
    """Return begin, end, numbers of the rows and a figure of each passage, those that overlap or touch as one."""
    found: list[tuple[int, int, list[int], model.Figure]] = []
    places = enumerate(figures, 1)
    for number, figure in sorted(places, key=lambda each: (each[1].source, each[1].paragraph, each[1].start)):
        start, end, rows = figure.start, figure.end, [number]
        if found:
            begun, ended, proved, other = found[-1]
            together = (figure.source, figure.paragraph) == (other.source, other.paragraph)
            if together and base.article(figure.source)[ended:start] in COMMAS:
                found.pop()
                start, end, rows = begun, max(ended, end), sorted([*proved, number])
        found.append((start, end, rows, figure))
    return sorted(found, key=lambda passage: passage[2])


def ranges(numbers: Sequence[int]) -> str:
    """Return rising numbers, three and more in a row with a dash: 1–3, 5."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(f"{row[0]}–{row[-1]}" if len(row) > 2 else ", ".join(map(str, row)) for row in found)


def bar(cells: Decimal) -> str:
    """Return a bar of so many cells, exact to an eighth of one; never empty."""
    full, rest = divmod(max(1, int(cells * 8)), 8)
    return "█" * full + " ▏▎▍▌▋▊▉"[rest].strip()


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
    first, keys = compared.figures[0], ("indicator", "region", *(["period"] if with_period else []))
    shared = [key for key in keys if len({getattr(figure, key) for figure in compared.figures}) == 1]
    words = [when(first, look.lang) if key == "period" else text_of(first, key, look.lang) for key in shared]
    if said := " · ".join(filter(None, words)):
        yield wrap(Text(said, "italic"), look.width)
    if cells >= LEAST_CELLS and look.width >= NARROW:
        rows = [[each.name, each.amount, each.on_scale(scale, cells)] for each in bars]
        columns = [Column(prose=True), Column("", "right"), Column()]
        yield from tables(columns, [Section(rows)], look.width, spaced=any("\n" in each.amount.plain for each in bars))
    else:
        for each in bars:
            yield wrap(Text(" ").join([*each.name.split("\n"), *each.amount.split("\n")]), look.width)
            yield each.on_scale(scale, look.width)
    if compared.over_time and (change := amounts.change(compared.figures)):
        given = " · ".join(amounts.signed(change, look.lang))
        yield wrap(Text(f"{look.say('computed change')} {given}", "italic"), look.width)
    if any(each.end != each.full and not each.computed for each in bars):
        yield wrap(Text(look.say("░ what the words leave open"), "dim"), look.width)


def bars_of(compared: Comparison, lang: str) -> Iterator[Bar]:
    """Yield the bars of a comparison; a figure that a sum should give is named as the stated total."""
    for figure in compared.figures:
        alike = {key: [text_of(each, key, lang) for each in compared.figures] for key in ("region", "indicator")}
        own = [text for key in alike if (text := text_of(figure, key, lang)) and alike[key].count(text) == 1]
        name = Text(when(figure, lang) if compared.over_time else [*own, text_of(figure, "title", lang)][0], "bold")
        if figure.id in compared.totals:
            name.append(f"\n{translated('stated total', lang)}", "italic not bold")
        yield Bar(name, value(figure, lang), *amounts.reach(figure))
    for relation, (name, amount, _) in zip(compared.sums, results(compared, lang), strict=False):
        total = quantities.in_si(*amounts.total(relation, compared.figures))[0]
        yield Bar(name, amount, total, total, computed=True)


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
        given = amounts.computed(*amounts.total(relation, compared.figures), lang)
        yield [Text(translated("computed sum", lang), "italic"), Text("\n".join(given), "italic"), Text("100%")]
    change = amounts.change(compared.figures) if compared.over_time else None
    if change:
        given = amounts.signed(change, lang)
        yield [Text(translated("computed change", lang), "italic"), Text("\n".join(given), "italic"), BLANK]
