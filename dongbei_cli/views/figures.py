"""Figures under their topics: values, bars of those that compare, totals, contradictions, and the words that prove."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import amounts, model
from dongbei_cli.amounts import Comparison
from dongbei_cli.base import Base
from dongbei_cli.errors import Message
from dongbei_cli.readings import quantities
from dongbei_cli.views import CONTRADICTION, INFERRED, clean, place, text_of, when, word
from dongbei_cli.views.table import APART, BLANK, ROOMY, Column, Look, Section, indented, run, tables, wrap

COUNTS = Message("Left out, mere counts of their sentence (三大, 第七次): {count} · --all")
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
    """Yield a row a figure, numbered for the words below, then one a sum of them and one a change over time.

    A chart has longer bars, those of stated and computed sums too, and beside them no room for ids and shares.
    """
    cells = look.width * 2 // 7 if look.chart else 8 if look.width < ROOMY else 12
    bars: dict[model.Entry, str] = {}
    for each in compared:
        sizes: dict[model.Entry, Decimal] = {
            figure: figure.value_si for figure in each.figures if look.chart or figure.id not in each.totals
        }
        if look.chart:
            sizes |= {one: quantities.in_si(one.computed or Decimal(0), one.unit or "")[0] for one in each.sums}
        bars |= {entry: bar(size / max(sizes.values()) * cells) for entry, size in sizes.items()}
    shares, shared = {} if look.chart else amounts.shares(compared), common_period(figures, look.lang)
    for number, figure in enumerate(figures, 1):
        what = Text(text_of(figure, "title", look.lang), "bold" if look.narrowed else "")
        record_id = Text(clean(figure.id), "dim")
        if (look.narrowed or look.long) and not look.chart:
            below = [Text(clean(figure.title)), record_id] if look.lang == "en" else [record_id]
            what = Text("\n").join([what, Text(APART).join(below)])
        elif look.width >= ROOMY and not look.chart:
            what = Text(APART).join([what, record_id])
        share = f"{shares[figure.id]:.1f}%" if figure.id in shares else ""
        period = "" if shared else when(figure, look.lang)
        beside = [Text(bars.get(figure, ""), "cyan"), Text(share), Text(period, "cyan")]
        yield [Text(str(number), "dim"), what, value(figure, look.lang), *beside]
    for each in compared:
        for relation in each.sums:
            given = amounts.computed(*amounts.total(relation, each.figures), look.lang)
            beside = [Text(bars.get(relation, ""), "yellow"), Text("" if look.chart else "100%"), BLANK]
            yield [BLANK, Text(look.say("computed sum"), "italic"), Text("\n".join(given), "italic"), *beside]
        if each.over_time and (change := amounts.change(each.figures)):
            given = amounts.signed(change, look.lang)
            name = Text(look.say("computed change"), "italic")
            yield [BLANK, name, Text("\n".join(given), "italic"), BLANK, BLANK, BLANK]


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


def evidence(figures: Sequence[model.Figure], base: Base, look: Look) -> Iterator[RenderableType]:
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
    margin = max(len(ranges(at)) for at, _ in entries) + 1
    for at, text in entries:
        yield indented(text, Text(ranges(at).rjust(margin - 1), "dim"), margin, look.width)


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


def value(figure: model.Figure, lang: str) -> Text:
    """Return the amount as the article writes it, with its unit; in English the gloss over it."""
    written = Text(clean(amounts.written(figure)), "bold")
    gloss = clean(amounts.in_english(figure))
    if lang == "zh" or gloss == written.plain:
        return written
    return Text.assemble((f"{gloss}\n", "bold"), (written.plain, "dim"))
