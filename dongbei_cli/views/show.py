"""One fact whole, and the article whole: words marked where facts are, and what of it no fact claims.

Corners hold words that facts claim. With the list of facts below, a corner opens where a fact begins and its raised
number ends it, one group of numbers at a place: `⌜甲⌜乙²丙¹` is fact 1 on 甲乙丙 and fact 2 on 乙.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import amounts, model
from dongbei_cli.base import Base
from dongbei_cli.readings import Article, body_paragraphs, edtf, quantities
from dongbei_cli.views.figures import ranges
from dongbei_cli.views.lists import SUPERSCRIPTS
from dongbei_cli.views.table import APART, BLANK, NARROW, RULE, Column, Look, Section, indented, run, tables, wrap
from dongbei_cli.views.words import cell, clean, date_of, label, place, text_of, word

ELSEWHERE = frozenset(
    (
        *("kind", "id", "title", "excerpt", "anchors", "start", "end", "paragraph", "body_paragraph", "source", "link"),
        *("note", "date_text", "start_date", "end_date", "discrepancy"),
        *("value", "upper", "unit", "qualifier", "written", "value_si", "unit_si"),
    )
)
"""What stands in the heading, in the paragraph, under the relations, or in the line of another field."""
OPEN_WORDS = ("category", "type")
"""Fields that hold a word of ours, or any other."""
WIDEST_RULE = 80
SIGNS = {"sum": "+", "difference": "−", "share": "÷", "ratio": "÷"}
"""What stands between two parts; the parts of other relations are a list."""
DECIMALS = 4
"""More than these are rounded in a quotient."""

Line = tuple[str, Sequence[str]]
"""The name of a field, and the pieces of its value: the English before the Chinese."""


def whole(records: Sequence[model.Record], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw each record, one below the other."""
    topics = {term.slug: term for term in base.topics("topic")}
    english = {body.name: body.name_en for kind in ("person", "organization") for body in base.of_kind(kind, [])}
    for number, record in enumerate(records):
        yield from [BLANK, BLANK] if number else []
        names = [Text(word(record.kind, look.lang), "magenta"), Text(text_of(record, "title", look.lang), "bold")]
        yield run([*names, *([Text(clean(record.title), "bold")] if look.lang == "en" else ())], look.width)
        yield Text(clean(record.id), "dim")
        yield Text(RULE * min(look.width, WIDEST_RULE), "dim")
        yield listed(list(fields(record, topics, english, look.lang)), look.width)
        yield BLANK
        yield from marked_paragraphs(record, base, look)
        for relation in base.relations([record.id]):
            yield from equation(relation, base, look)
            yield BLANK
        line, citing = f"{clean(base.name)}:{base.line(record)}", f"dongbei cite {clean(record.id)}"
        yield listed([(label("fact base", look.lang), [line]), (label("to cite", look.lang), [citing])], look.width)
        yield Text(clean(record.link), "dim")


def fields(
    record: model.Record, topics: Mapping[str, model.Term], names: Mapping[str, str], lang: str
) -> Iterator[Line]:
    """Yield every field that holds something, the amount of a figure first and the note last.

    `names` are the English ones of persons and bodies by the Chinese.
    """
    if isinstance(record, model.Figure):
        yield from figure_lines(record, lang)
    for key, found in record:
        if key in ELSEWHERE or key.endswith("_en") or found in (None, "", (), {}):
            continue
        pieces = worded(record, key, found, topics, lang)
        own = tuple(names.get(name, name) for name in found) if key == "actors" else record.__dict__.get(f"{key}_en")
        english = [cell(own)] if own and lang == "en" else []
        yield model.label(key, lang, type(record)), list(dict.fromkeys([*english, *pieces]))
    if note := text_of(record, "note", lang):
        yield model.label("note", lang), [note]


def worded(record: model.Record, key: str, found: Any, topics: Mapping[str, model.Term], lang: str) -> list[str]:
    """Return the value of one field in words."""
    if key in ("date", "period"):
        words, own = edtf.worded(found, lang), clean(record.__dict__.get("date_text") or "")
        return [words] if own in words else [words, own]
    if key == "topics":
        return [named(topics.get(slug), slug, lang) for slug in found]
    if key == "text" and record.__dict__.get("speech") == "direct":
        return [f"“{clean(found)}”"]
    return [word(found, lang) if record.FIELDS[key].choices or key in OPEN_WORDS else cell(found)]


def named(topic: model.Term | None, slug: str, lang: str) -> str:
    """Return the name of a topic, and the slug that is typed for it."""
    name = topic and (topic.zh if lang == "zh" else topic.en)
    return clean(f"{name} ({slug})" if name and name != slug else slug)


def figure_lines(figure: model.Figure, lang: str) -> Iterator[Line]:
    """Yield what a figure says, how the article writes it, and what that is without 万 and 亿."""
    shown, gloss = clean(amounts.written(figure)), clean(amounts.in_english(figure))
    yield model.label("value", lang), [shown] if lang == "zh" or gloss == shown else [gloss, shown]
    if clean(figure.written) != shown:
        yield model.label("written", lang), [clean(figure.written)]
    if figure.upper is None and figure.value_si != figure.value:
        yield model.label("value_si", lang), [clean(amounts.in_base_units(figure))]


def listed(rows: Sequence[Line], width: int) -> Text:
    """Draw a line a field, its name before it."""
    margin = max(cell_len(name) for name, _ in rows) + len(APART)
    found = []
    for name, pieces in rows:
        if width < NARROW:
            found.append(wrap(Text.assemble((f"{name}: ", "cyan"), APART.join(pieces)), width))
        else:
            found.append(indented(run(map(Text, pieces), width - margin), Text(name, "cyan"), margin, width))
    return Text("\n").join(found)


def marked_paragraphs(record: model.Record, base: Base, look: Look) -> Iterator[RenderableType]:
    """Yield the paragraphs in which a record is anchored, its words marked: in colour and in brackets."""
    article = Article(base.article(record.source))
    body = body_paragraphs(article)
    for span in article.paragraphs:
        inside = [anchor for anchor in record.anchors if span.holds(anchor.start, anchor.end)]
        if inside:
            text = place(body.get(span.number), look.lang, base.mark(record.source)).append(" ")
            text.append_text(bracketed(span.text, [(at.start - span.start, at.end - span.start) for at in inside]))
            yield wrap(text, look.width)
            yield BLANK


def bracketed(text: str, spans: Sequence[tuple[int, int]]) -> Text:
    """Return a text with these passages, which may overlap, in colour and in brackets."""
    result = Text()
    covered = [any(start <= at < end for start, end in spans) for at in range(len(text))]
    for inside, stretch in groupby(zip(text, covered, strict=True), lambda pair: pair[1]):
        words = clean(MARKUP.sub("", "".join(character for character, _ in stretch)))
        result.append(f"[{words}]" if inside else words, "bold yellow" if inside else "")
    return result


def equation(relation: model.Relation, base: Base, look: Look) -> Iterator[RenderableType]:
    """Yield a relation: its whole, a line a part, what these give, and the contradiction if there is one."""
    lang = look.lang
    parts = base.records(relation.parts)
    order = (" before " if lang == "en" else "先于").join(dated(part, lang) for part in parts)
    whole_ = member(base.fact(relation.whole), lang) if relation.whole else [Text(order, "bold cyan")]
    yield run([Text(word(relation.kind, lang).capitalize(), "bold magenta"), *whole_], look.width)
    for number, part in enumerate(parts):
        sign = SIGNS.get(relation.kind, "·") if number or relation.kind not in SIGNS else " "
        yield indented(run(member(part, lang), look.width - 4), Text(f"  {sign}"), 4, look.width)
    if given := result(relation, parts, lang):
        name = label("change" if relation.kind == "order" else "gives", lang)
        yield indented(Text(f"{given}{APART}{name}", "italic"), Text("  ="), 4, look.width)
    if said := text_of(relation, "discrepancy", lang):
        yield wrap(Text(f"⚠ {label('contradiction', lang)}{said}", "bold yellow"), look.width)


def member(fact: model.Record, lang: str) -> list[Text]:
    """Return a fact of a relation: what it amounts to, else when it was; its title; its id."""
    if isinstance(fact, model.Figure):
        gloss = [amounts.in_english(fact)] if lang == "en" else []
        said = Text(clean(" · ".join(dict.fromkeys([*gloss, amounts.written(fact)]))), "bold")
    else:
        said = Text(dated(fact, lang), "bold cyan")
    return [*([said] if said.plain else []), Text(text_of(fact, "title", lang)), Text(clean(fact.id), "dim")]


def dated(record: model.Record, lang: str) -> str:
    """Return the date or period of a record in words; empty where it has none."""
    return edtf.worded(date_of(record), lang) if date_of(record) else ""


def result(relation: model.Relation, parts: Sequence[model.Record], lang: str) -> str:
    """Return what the parts give: the change between the figures of an order, else what was computed."""
    if relation.kind == "order":
        figures = [part for part in parts if isinstance(part, model.Figure)]
        one_series = len(figures) == len(parts) and len(amounts.same_measure(figures)) == 1
        change = amounts.change(figures) if one_series else None
        return " · ".join(amounts.signed(change, lang)) if change else ""
    if relation.computed is None:
        return ""
    rounded = round(relation.computed, DECIMALS)
    if rounded == relation.computed:
        return " · ".join(amounts.computed(relation.computed, relation.unit or "", lang))
    found = quantities.Quantity(rounded, None, relation.unit or "", "about")
    return quantities.written(found) if lang == "zh" else f"{quantities.english(*found)} · {quantities.written(found)}"


STYLES = {
    "event": "cyan", "figure": "yellow", "quote": "green", "measure": "magenta", "claim": "blue",
    "person": "bold", "organization": "bold", "document": "underline",
}  # fmt: skip
MARK = "dim"
OPENS, CLOSES = "⌜", "⌟"
MARKUP = re.compile(r"^#+ |\*\*|!\[[^\]\n]*\]\([^)\n]*\)")
"""Markdown that is not shown: signs of headings and of bold, and pictures, which have a word instead."""


def annotated(segments: Sequence[Any], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw the paragraphs with their marks and a legend; with `look.numbered` the facts by their numbers."""
    claimed = {fact for segment in segments for fact in segment.facts}
    every = base.facts()
    numbers = {fact.id: number for number, fact in enumerate(every, 1)}
    facts = [fact for fact in every if fact.id in claimed]
    kinds = {fact.id: fact.kind for fact in facts}
    body = numbers_of_paragraphs(base)
    for at, group in groupby(segments, key=lambda segment: (segment.source, segment.paragraph)):
        if at[1] is not None:
            number = body[at[0]].get(at[1])
            lead = Text(f"{base.mark(at[0])}¶{number} " if number else "", MARK)
            yield wrap(lead.append_text(Paragraph(list(group), kinds).marked(numbers, look)), look.width)
            yield BLANK
    yield wrap(Text(label("index" if look.numbered else "article", look.lang), MARK), look.width)
    kinds_ = (Text(word(kind, look.lang), style) for kind, style in STYLES.items())
    yield wrap(Text(" · ").join(kinds_), look.width)
    if look.numbered:
        rows = []
        for fact in facts:
            what = Text.assemble(text_of(fact, "title", look.lang), "  ", (clean(fact.id), MARK))
            kind = Text(word(fact.kind, look.lang), STYLES[fact.kind])
            rows.append([Text(str(numbers[fact.id])), kind, what])
        yield BLANK
        yield from tables([Column("", "right"), Column(), Column(prose=True)], [Section(rows)], look.width)


def numbers_of_paragraphs(base: Base) -> dict[str, dict[int, int]]:
    """Return by source and line of the article which paragraph a reader counts there."""
    return {source.id: body_paragraphs(Article(base.article(source.id))) for source in base.sources}


class Paragraph:
    """One paragraph with the places of its facts."""

    def __init__(self, segments: Sequence[Any], kinds: Mapping[str, str]) -> None:
        self.segments, self.kinds = segments, kinds
        self.text = "".join(segment.text for segment in segments)
        self.first: int = segments[0].start

    @cached_property
    def spans(self) -> dict[tuple[int, int], list[str]]:
        """Where facts are, the ids of those at one place together; passages of one fact that touch are one."""
        begun: dict[str, int] = {}
        spans: dict[tuple[int, int], list[str]] = {}
        for segment, after in zip(self.segments, [*self.segments[1:], None], strict=True):
            for fact in segment.facts:
                begun.setdefault(fact, segment.start)
                if after is None or fact not in after.facts:
                    spans.setdefault((begun.pop(fact), segment.end), []).append(fact)
        return spans

    @property
    def stretches(self) -> dict[tuple[int, int], list[str]]:
        """Where facts are, those that overlap taken together."""
        found: dict[tuple[int, int], list[str]] = {}
        for span, ids in sorted(self.spans.items()):
            if found and span[0] < (last := max(found))[1]:
                found[last[0], max(last[1], span[1])] = [*found.pop(last), *ids]
            else:
                found[span] = ids
        return found

    def marked(self, numbers: Mapping[str, int], look: Look) -> Text:
        """Return the text without its Markdown, with a mark wherever a fact begins or ends."""
        spans = self.spans if look.numbered else self.stretches
        begun = {start for start, _ in spans}
        ended: dict[int, list[int]] = {}
        for (_, end), ids in spans.items():
            ended.setdefault(end, []).extend(numbers[each] for each in ids)
        markup = {match.start(): match for match in MARKUP.finditer(self.text)}
        hidden = {at for match in markup.values() for at in range(*match.span())}
        styles = [style for segment in self.segments for style in [self.style(segment)] * len(segment.text)]
        found = Text()
        for at, character in enumerate(self.text):
            if at in markup and markup[at].group().startswith("!"):
                found.append(f"[{label('picture', look.lang)}]", MARK)
            found.append(OPENS if self.first + at in begun else "", MARK)
            found.append("" if at in hidden else clean(character), styles[at])
            closed = sorted(ended.get(self.first + at + 1, ()))
            if closed:
                raised = ranges(closed).replace(", ", "·").replace("–", "⁻").translate(SUPERSCRIPTS)
                found.append(raised if look.numbered else CLOSES, MARK)
        if markup and not any(match.group().startswith("!") for match in markup.values()):
            found.stylize("bold")
        return found

    def style(self, segment: Any) -> str:
        """Return the style of the shortest fact that holds a segment; dim where it is waived."""
        around = [(end - start, ids) for (start, end), ids in self.spans.items() if start <= segment.start < end]
        if not around:
            return MARK if segment.waiver else ""
        return STYLES[self.kinds[min(around)[1][0]]]


def coverage(sentences: Sequence[Any], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw each sentence that lacks a claim, with the words that lack one, and the counts of all."""
    body = numbers_of_paragraphs(base)
    for sentence in sentences:
        if sentence.unclaimed:
            number = body[sentence.source].get(sentence.paragraph)
            lead = place(number, look.lang, base.mark(sentence.source)).append(" ")
            yield wrap(lead.append(clean(sentence.text), "not dim"), look.width)
            for words, fault in zip(sentence.unclaimed, sentence.faults, strict=True):
                why = label(fault, look.lang)
                yield wrap(Text.assemble(("✗ ", "bold red"), (clean(words), "red"), (f"  {why}", MARK)), look.width)
            yield BLANK
    annotations = base.annotations()
    findings = [finding for annotation in annotations for finding in annotation.findings]
    rows = []
    for sort in dict.fromkeys(finding.sort for finding in findings):
        faults = [bool(finding.fault) for finding in findings if finding.sort == sort]
        counts = (len(faults), faults.count(False), faults.count(True))
        rows.append([Text(label(sort, look.lang)), *(Text(str(count)) for count in counts)])
    headings = [label(key, look.lang) for key in ("in the article", "claimed", "unclaimed")]
    columns = [Column(prose=True), *(Column(heading, "right") for heading in headings)]
    yield from tables(columns, [Section(rows)], look.width)
    waived = [waiver for annotation in annotations for waiver in annotation.waived]
    if waived:
        reasons = cell(tuple(dict.fromkeys(label(waiver.reason, look.lang) for waiver in waived)))
        said = label("waived", look.lang).format(count=len(waived), reasons=reasons)
        yield wrap(Text(said, MARK), look.width)
