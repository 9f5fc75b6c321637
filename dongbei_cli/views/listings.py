"""Tables of records: timeline, quotes, measures, people, facts of every kind, the vocabulary."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.views.grid import Column, fold, table
from dongbei_cli.views.labels import label
from dongbei_cli.views.parts import BLANK, cell, clean, date, dated, expression, headline, paragraph, words
from dongbei_cli.views.strips import Scale

ROOMY = 100
"""Fewer cells than this, and the timeline has no scale."""


def timeline(records: Sequence[model.Record], lang: str, room: int) -> Iterator[RenderableType]:
    """Dates, where there is room also as points and spans on a scale, what happened, and the words that say so."""
    mixed = len({record.kind for record in records}) > 1
    scale = Scale([expression(record) for record in records], room // 5)
    columns = [
        Column(label("Date", lang), prose=True),
        Column(scale.heading()),
        Column("", prose=True),
        Column(label("Words", lang), prose=True),
    ]
    rows = [
        [
            date(record, lang),
            Text(scale.drawn(expression(record)) if room >= ROOMY else "", "cyan"),
            headline(record, lang, mixed),
            words(record, lang),
        ]
        for record in records
    ]
    yield table(columns, rows, room, spaced=True)


def quotes(records: Sequence[model.Quote], lang: str, room: int) -> Iterator[RenderableType]:
    """Statements under their speakers; the marks “ ” only around direct speech."""
    columns = [Column(label("Speech", lang)), Column(label("Statement", lang), prose=True)]
    for speaker in dict.fromkeys(record.speaker for record in records):
        members = [record for record in records if record.speaker == speaker]
        yield fold(byline(members[0], lang), room)
        yield table(columns, [[manner(quote, lang), statement(quote, lang)] for quote in members], room, spaced=True)
        yield BLANK


def byline(quote: model.Quote, lang: str) -> Text:
    """The speaker, his English name, and the role that the article gives him."""
    text = Text().append(clean(quote.speaker), "bold underline")
    if lang == "en":
        text = Text().append(f"{clean(quote.speaker_en)} {clean(quote.speaker)}", "bold underline")
    roles = filter(None, [quote.role] if lang == "zh" else [quote.role_en, quote.role])
    return text.append("".join(f"  {clean(role)}" for role in roles) + "\n", "dim not underline")


def manner(quote: model.Quote, lang: str) -> Text:
    """Whether these are the speaker's words, the article's verb for them, and when."""
    text = Text().append(label(quote.speech, lang), "green" if quote.speech == "direct" else "magenta")
    text.append(f"\n{clean(quote.verb)}")
    if quote.occasion:
        text.append(f"\n{clean(quote.occasion)}", "dim")
    return text.append(f"\n{dated(quote, lang)}", "dim") if quote.date else text


def statement(quote: model.Quote, lang: str) -> Text:
    """The words, in marks when the speaker's own; in English their translation first."""
    chinese = f"“{clean(quote.text)}”" if quote.speech == "direct" else clean(quote.text)
    text = Text().append(f"{clean(quote.text_en)}\n", "bold").append(chinese) if lang == "en" else Text(chinese)
    text.append(f" {paragraph(quote.paragraph, lang)}", "dim")
    if quote.note:
        text.append(f"\n{clean((quote.note if lang == 'zh' else quote.note_en) or quote.note)}", "italic dim")
    return text.append(f"\n{clean(quote.id)}", "dim")


def measures(records: Sequence[model.Measure], lang: str, room: int) -> Iterator[RenderableType]:
    """Measures under their areas, with who put them forward and the words."""
    columns = [
        Column(label("Measure", lang), prose=True),
        Column(label("By", lang), prose=True),
        Column(label("Words", lang), prose=True),
    ]
    areas = list(dict.fromkeys(record.area for record in records))
    for area in areas:
        members = [record for record in records if record.area == area]
        yield (
            Text()
            .append(clean(area if lang == "zh" else f"{members[0].area_en}  {area}"), "bold underline")
            .append("\n")
        )
        rows = [[headline(each, lang), proposal(each, lang), words(each, lang)] for each in members]
        yield table(columns, rows, room, spaced=True)
        yield BLANK


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
    yield table(columns, rows, room)


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
    yield table(columns, rows, room, spaced=True)


def topics(terms: Sequence[model.Term], lang: str, room: int) -> Iterator[RenderableType]:
    """The vocabulary: what can be asked for; the aliases, which are many, only where there is room."""
    columns = [
        Column(label("Sort", lang)),
        Column(label("Slug", lang)),
        Column(label("Chinese", lang)),
        Column(label("English", lang), prose=True),
        Column(label("Facts", lang), right=True),
        Column(label("Aliases", lang), prose=True),
    ]
    rows = [
        [
            Text(label(t.type, lang), "magenta"),
            Text(clean(t.slug), "bold"),
            Text(clean(t.zh)),
            Text(clean(t.en)),
            Text(str(t.facts)),
            Text(clean(", ".join(t.aliases)) if room >= ROOMY else "", "dim"),
        ]
        for t in terms
    ]
    yield table(columns, rows, room)


def chosen(rows: Sequence[Mapping[str, Any]], room: int) -> Iterator[RenderableType]:
    """Just the fields that the user named."""
    columns = [Column(key, prose=True) for key in rows[0]]
    yield table(columns, [[Text(cell(value)) for value in row.values()] for row in rows], room)
