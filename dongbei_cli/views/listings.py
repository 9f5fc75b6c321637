"""Tables of records: timeline, quotes, measures, people, facts of every kind, the vocabulary."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.views.grid import Column, fold, table
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import (
    BLANK,
    cell,
    clean,
    date,
    dated,
    expression,
    headline,
    paragraph,
    run,
    said,
    tail,
    words,
)  # fmt: skip
from dongbei_cli.views.strips import Scale
from dongbei_cli.views.typesetting import width

LONG = 24
"""Cells of a value that need not stand on one line."""

ROOMY = 100
"""With so many cells the timeline has a column for its scale; with fewer the scale stands under the dates."""
FEWEST = 60
"""With fewer than these it has none."""
WIDEST_ASIDE = 32
"""Cells of a column that says who and when, and leaves the room to what."""
DATE_CELLS = 16
"""What a date wants: 2003年至2022年, 27 October 2023."""


def timeline(records: Sequence[model.Record], lang: str, room: int) -> Iterator[RenderableType]:
    """Dates, as points and spans on a scale as well, what happened, and the words that say so."""
    mixed = len({record.kind for record in records}) > 1
    dates = [expression(record) for record in records]
    apart = room >= ROOMY
    scale = Scale(dates, room // 5 if apart else DATE_CELLS) if room >= FEWEST else None
    axis = scale.heading() if scale else ""
    columns = [
        Column(label("Date", lang) + ("" if apart else f"\n{axis}"), prose=True, floor=DATE_CELLS),
        Column(axis),
        Column(label("Fact" if mixed else "Event", lang), prose=True),
        Column(label("Words", lang), prose=True),
    ]
    rows, tails = [], []
    for record, others in gathered(records):
        strip = Text(scale.drawn(expression(record)) if scale else "", "cyan")
        when = date(record, lang, BLANK if apart else strip)
        rows.append([when, strip if apart else BLANK, headline(record, lang, mixed), words(record, lang)])
        below = [*tail(record, lang), *(piece for other in others for piece in companion(other, lang))]
        tails.append(list({piece.plain: piece for piece in below}.values()))  # they may have one note
    yield table(columns, rows, room, spaced=True, tails=tails, at=2)


def gathered(records: Sequence[model.Record]) -> list[tuple[model.Record, list[model.Record]]]:
    """Each record with the figures, quotes and so on of its date whose words stand in its own; events stand alone."""
    leaders: dict[str, list[model.Record]] = {}
    holders: dict[tuple[str, str, int], list[model.Record]] = {}
    for record in sorted(records, key=lambda each: (each.kind != "event", each.start - each.end)):
        there = holders.setdefault((expression(record), record.source, record.paragraph), [])
        holder = next((each for each in there if each.start <= record.start and record.end <= each.end), None)
        if holder is None or record.kind == "event":
            there.append(record)
            leaders[record.id] = []
        else:
            leaders[holder.id].append(record)
    return [(record, leaders[record.id]) for record in records if record.id in leaders]


def companion(record: model.Record, lang: str) -> list[Text]:
    """A record below another: its kind, title and id, and its note."""
    title, (named, *note) = headline(record, lang, with_kind=True), tail(record, lang)
    return [*([run([title, named])] if lang == "zh" else [title, named]), *note]


def quotes(records: Sequence[model.Quote], lang: str, room: int) -> Iterator[RenderableType]:
    """Statements under their speakers; the marks “ ” only around direct speech."""
    columns = [Column(label("Speech", lang)), Column(label("Statement", lang), prose=True)]
    for number, speaker in enumerate(dict.fromkeys(record.speaker for record in records)):
        members = [record for record in records if record.speaker == speaker]
        if number:
            yield BLANK
        yield byline(members[0], lang, room)
        rows = [[manner(quote, lang), statement(quote, lang)] for quote in members]
        ids = [[Text(clean(quote.id), "dim")] for quote in members]
        yield table(columns, rows, room, spaced=True, tails=ids, at=1)


def byline(quote: model.Quote, lang: str, room: int) -> Text:
    """The speaker, his English name, and the role that the article gives him."""
    name = quote.speaker if lang == "zh" else f"{quote.speaker_en} {quote.speaker}"
    roles = filter(None, [quote.role] if lang == "zh" else [quote.role_en, quote.role])
    segments = [Text(clean(name), "bold underline"), *(Text(clean(role), "dim") for role in roles)]
    return run(segments, room).append("\n")


def manner(quote: model.Quote, lang: str) -> Text:
    """Whether these are the speaker's words, the article's verb for them, and when; no word twice."""
    told = [label(quote.speech, lang), clean(quote.verb), clean(quote.occasion or "")]
    first, *others = [word for word in dict.fromkeys(told) if not any(word in other != word for other in told)]
    text = Text().append(first, "green" if quote.speech == "direct" else "magenta")
    text.append("".join(f"\n{other}" for other in others))
    return text.append(f"\n{dated(quote, lang)}", "dim") if quote.date else text


def statement(quote: model.Quote, lang: str) -> Text:
    """The words, in marks when the speaker's own; in English their translation first."""
    chinese = f"“{clean(quote.text)}”" if quote.speech == "direct" else clean(quote.text)
    text = Text().append(f"{clean(quote.text_en)}\n", "bold").append(chinese) if lang == "en" else Text(chinese)
    text.append(f" {paragraph(quote.paragraph, lang)}", "dim")
    note = said(quote, lang)
    return text.append(f"\n{label('Note', lang)}{note}", "italic dim") if note else text


def measures(records: Sequence[model.Measure], lang: str, room: int) -> Iterator[RenderableType]:
    """Measures under their areas, with who put them forward and the words."""
    aside = min(room // 4, WIDEST_ASIDE) if room >= FEWEST else room
    columns = [
        Column(label("By", lang)),
        Column(label("Measure", lang), prose=True),
        Column(label("Words", lang), prose=True),
    ]
    for number, area in enumerate(dict.fromkeys(record.area for record in records)):
        members = [record for record in records if record.area == area]
        if number:
            yield BLANK
        names = [area] if lang == "zh" else [members[0].area_en, area]
        yield run([Text(clean(name), "bold underline") for name in names], room).append("\n")
        rows = [[fold(proposal(each, lang), aside), headline(each, lang), words(each, lang)] for each in members]
        yield table(columns, rows, room, spaced=True, tails=[measure_tail(each, lang) for each in members], at=1)


def measure_tail(measure: model.Measure, lang: str) -> list[Text]:
    """What a measure consists of, between its id and its note."""
    first, *note = tail(measure, lang)
    parts = "、".join(map(clean, measure.components))
    return [first, *([Text(f"{label('Components', lang)}{parts}", "dim")] if parts else ()), *note]


def proposal(measure: model.Measure, lang: str) -> Text:
    """Official or proposed, by whom, and when."""
    text = Text().append(label(measure.status, lang), "green" if measure.status == "official" else "magenta")
    text.append(f"\n{clean(measure.proposer if lang == 'zh' else measure.proposer_en)}")
    return text.append(f"\n{dated(measure, lang)}", "dim") if measure.date else text


def people(records: Sequence[model.Person], lang: str, room: int) -> Iterator[RenderableType]:
    """Who is named, as what, and how often heard."""
    columns = [
        Column(label("Name", lang)),
        Column(label("Role", lang), prose=True),
        Column(label("Quotes", lang), right=True),
        Column(label("Measures", lang), right=True),
        Column(label("Para", lang), right=True),
    ]
    rows = [
        [
            Text().append(clean(person.name), "bold").append(f"\n{clean(person.name_en)}", "dim"),
            bilingual(person.role, person.role_en, lang),
            Text(str(person.quotes)),
            Text(str(person.measures)),
            Text(str(person.paragraph), "dim"),
        ]
        for person in records
    ]
    yield table(columns, rows, room, spaced=True, tails=[person_tail(person, lang) for person in records], at=1)


def person_tail(person: model.Person, lang: str) -> list[Text]:
    """His id and the note; his name stands above in both languages."""
    return [Text(clean(person.id), "dim"), *tail(person, lang)[1:]]


def bilingual(chinese: str, english: str, lang: str) -> Text:
    """The Chinese, under its English where English is read."""
    return Text(clean(chinese)) if lang == "zh" else Text(clean(english)).append(f"\n{clean(chinese)}")


def facts(records: Sequence[model.Record], lang: str, room: int) -> Iterator[RenderableType]:
    """Any records, with the words that prove them."""
    columns = [
        Column(label("Sort", lang)),
        Column(label("Fact", lang), prose=True),
        Column(label("Words", lang), prose=True),
    ]
    rows = [[Text(label(r.kind, lang), "magenta"), headline(r, lang), words(r, lang)] for r in records]
    yield table(columns, rows, room, spaced=True, tails=[tail(each, lang, noted=False) for each in records], at=1)


def topics(terms: Sequence[model.Term], lang: str, room: int) -> Iterator[RenderableType]:
    """The vocabulary: what can be asked for, and below each term the other words for it."""
    columns = [
        Column(label("Sort", lang)),
        Column(label("Slug", lang)),
        Column(label("Chinese", lang)),
        Column(label("English", lang), prose=True),
        Column(label("Facts", lang), right=True),
    ]
    rows = [
        [
            Text(label(term.type, lang), "magenta"),
            Text(clean(term.slug), "bold"),
            Text(clean(term.zh)),
            Text(clean(term.en)),
            Text(str(term.facts)),
        ]
        for term in terms
    ]
    aliases = [", ".join(map(clean, term.aliases)) for term in terms]
    tails = [[Text(f"{label('Aliases', lang)}{words}", "dim")] if words else [] for words in aliases]
    yield table(columns, rows, room, tails=tails, at=1)


def chosen(rows: Sequence[Mapping[str, Any]], room: int) -> Iterator[RenderableType]:
    """Just the fields that the user named; numbers to the right, and room shared by what is long."""
    columns = []
    for key in rows[0]:
        values = [row[key] for row in rows]
        number = all(value is None or isinstance(value, int | Decimal) for value in values)
        columns.append(Column(key, right=number, prose=max(map(width, map(cell, values))) > LONG))
    yield table(columns, [[Text(cell(value)) for value in row.values()] for row in rows], room)
