"""One fact whole; the article whole, its words marked where facts are; what no fact claims; verdicts on claims.

Corners hold words that facts claim; with the list of facts below, the raised number of a fact ends it: `⌜甲⌜乙²丙¹` is
fact 1 on 甲乙丙 and fact 2 on 乙.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, groupby, pairwise
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import amounts, model
from dongbei_cli.base import Base
from dongbei_cli.errors import Message, translated
from dongbei_cli.readings import Article, body_paragraphs, edtf, quantities
from dongbei_cli.views import CONTRADICTION, STYLES, cell, clean, place, text_of, word
from dongbei_cli.views.figures import ranges
from dongbei_cli.views.lists import SUPERSCRIPTS
from dongbei_cli.views.table import APART, BLANK, NARROW, ROOMY, Column, Look, Section, indented, run, tables, wrap

if TYPE_CHECKING:
    from dongbei_cli.check import Verdict

ELSEWHERE = (
    "kind", "id", "title", "excerpt", "anchors", "start", "end", "paragraph", "body_paragraph", "source", "link",
    "note", "date_text", "start_date", "end_date", "discrepancy", "value", "upper", "unit", "qualifier", "written",
    "value_si", "unit_si",
)  # fmt: skip
"""What stands in the heading, in the paragraph, under the relations, or in the line of another field."""
SIGNS = {"sum": "+", "difference": "−", "share": "÷", "ratio": "÷"}  # between two parts; others are a list
Line = tuple[str, Sequence[str]]  # the name of a field, and the pieces of its value: the English before the Chinese


def whole(records: Sequence[model.Record], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw each record, one below the other."""
    topics = {term.slug: getattr(term, look.lang) for term in base.topics("topic")}
    names = {slug: slug if slug == name else f"{name} ({slug})" for slug, name in topics.items()}
    names |= {body.name: body.name_en for kind in ("person", "organization") for body in base.of_kind(kind, [])}
    for number, record in enumerate(records):
        yield from [BLANK, BLANK] if number else []
        titles = [Text(word(record.kind, look.lang), "magenta"), Text(text_of(record, "title", look.lang), "bold")]
        yield run([*titles, *([Text(clean(record.title), "bold")] if look.lang == "en" else ())], look.width)
        yield Text(clean(record.id), "dim")
        yield Text("─" * min(look.width, 80), "dim")
        yield listed(list(fields(record, names, look.lang)), look.width)
        yield BLANK
        yield from marked_paragraphs(record, base, look)
        for relation in base.relations([record.id]):
            yield from equation(relation, base, look)
            yield BLANK
        line, citing = f"{clean(base.name)}:{base.line(record)}", f"dongbei cite {clean(record.id)}"
        yield listed([(look.say("Fact base"), [line]), (look.say("To cite"), [citing])], look.width)
        yield Text(clean(record.link), "dim")


def fields(record: model.Record, names: Mapping[str, str], lang: str) -> Iterator[Line]:
    """Yield every field that holds something, topics, persons and bodies by `names`; amount first and note last."""
    if isinstance(record, model.Figure):
        shown, gloss = clean(amounts.written(record)), clean(amounts.in_english(record))
        yield model.label("value", lang), [shown] if lang == "zh" or gloss == shown else [gloss, shown]
        if clean(record.written) != shown:
            yield model.label("written", lang), [clean(record.written)]
        if record.upper is None and record.value_si != record.value:
            yield model.label("value_si", lang), [clean(amounts.in_base_units(record))]
    for key, found in record:
        if key not in ELSEWHERE and not key.endswith("_en") and found not in (None, "", (), {}):
            pieces = worded(record, key, found, names, lang)
            yield model.label(key, lang, type(record)), list(dict.fromkeys(pieces))
    if note := text_of(record, "note", lang):
        yield model.label("note", lang), [note]


def worded(record: model.Record, key: str, found: Any, names: Mapping[str, str], lang: str) -> list[str]:
    """Return the value of one field in words, before it that in English where it has one."""
    named = tuple(names.get(each, each) for each in found) if key in ("topics", "actors") else ()
    if key == "topics":
        return [clean(each) for each in named]
    if key in ("date", "period"):
        words, own = edtf.worded(found, lang), clean(record.__dict__.get("date_text") or "")
        return [words] if own in words else [words, own]
    coded = record.FIELDS[key].choices or key in ("category", "type")  # these hold a word of ours, or any other
    text = word(found, lang) if coded else cell(found)
    text = f"“{text}”" if key == "text" and record.__dict__.get("speech") == "direct" else text
    english = named if key == "actors" else record.__dict__.get(f"{key}_en")
    return [cell(english), text] if english and lang == "en" else [text]


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
            covered = [any(each.start <= at < each.end for each in inside) for at in range(span.start, span.end)]
            for claimed, stretch in groupby(zip(span.text, covered, strict=True), lambda pair: pair[1]):
                words = clean(MARKUP.sub("", "".join(character for character, _ in stretch)))
                text.append(f"[{words}]" if claimed else words, "bold yellow" if claimed else "")
            yield wrap(text, look.width)
            yield BLANK


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
        name = translated("computed change" if relation.kind == "order" else "computed", lang)
        yield indented(Text(f"{given}{APART}{name}", "italic"), Text("  ="), 4, look.width)
    if said := text_of(relation, "discrepancy", lang):
        yield wrap(Text(f"⚠ {look.say(CONTRADICTION)}{said}", "bold yellow"), look.width)


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
    return edtf.worded(record.when, lang) if record.when else ""


def result(relation: model.Relation, parts: Sequence[model.Record], lang: str) -> str:
    """Return what the parts give: the change between the figures of an order, else what was computed."""
    if relation.kind == "order":
        figures = [part for part in parts if isinstance(part, model.Figure)]
        one_series = len(figures) == len(parts) and len(amounts.same_measure(figures)) == 1
        change = amounts.change(figures) if one_series else None
        return " · ".join(amounts.signed(change, lang)) if change else ""
    if relation.computed is None:
        return ""
    rounded = round(relation.computed, 4)
    if rounded == relation.computed:
        return " · ".join(amounts.computed(relation.computed, relation.unit or "", lang))
    found = quantities.Quantity(rounded, None, relation.unit or "", "about")
    return quantities.written(found) if lang == "zh" else f"{quantities.english(*found)} · {quantities.written(found)}"


MARK = "dim"
CORNERS = Message("⌜ ⌟ words that facts claim · numbered list: --index")
NUMBERED = Message("⌜ a fact begins · ¹ it ends, by its number below: dongbei show 1")
OPENS, CLOSES = "⌜", "⌟"
MARKUP = re.compile(r"^#+ |\*\*|!\[[^\]\n]*\]\([^)\n]*\)")
"""Markdown that is not shown: signs of headings and of bold, and pictures, which have a word instead."""


def annotated(segments: Sequence[Any], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw the paragraphs with their marks and a legend; with `look.numbered` the facts by their numbers."""
    claimed = {fact for segment in segments for fact in segment.facts}
    facts = {number: fact for number, fact in enumerate(base.facts(), 1) if fact.id in claimed}
    numbers = {fact.id: number for number, fact in facts.items()}
    styles = {fact.id: STYLES[fact.kind] for fact in facts.values()}
    body = {source.id: body_paragraphs(Article(base.article(source.id))) for source in base.sources}
    for (source, paragraph), group in groupby(segments, key=lambda segment: (segment.source, segment.paragraph)):
        if paragraph is not None:
            number = body[source].get(paragraph)
            lead = Text(f"{base.mark(source)}¶{number} " if number else "", MARK)
            yield wrap(lead.append_text(marked(list(group), styles, numbers, look)), look.width)
            yield BLANK
    yield wrap(Text(look.say(NUMBERED if look.numbered else CORNERS), MARK), look.width)
    kinds = (Text(word(kind, look.lang), style) for kind, style in STYLES.items())
    yield wrap(Text(" · ").join(kinds), look.width)
    if look.numbered:
        rows = []
        for number, fact in facts.items():
            what = Text.assemble(text_of(fact, "title", look.lang), APART, (clean(fact.id), MARK))
            rows.append([Text(str(number)), Text(word(fact.kind, look.lang), STYLES[fact.kind]), what])
        yield BLANK
        yield from tables([Column("", "right"), Column(), Column(prose=True)], [Section(rows)], look.width)


def marked(segments: Sequence[Any], styles: Mapping[str, str], numbers: Mapping[str, int], look: Look) -> Text:
    """Return a paragraph without its Markdown, in the colour of the shortest fact at each place, with the marks."""
    text = "".join(segment.text for segment in segments)
    markup = {match.start(): match.group() for match in MARKUP.finditer(text)}
    hidden = {at for start, sign in markup.items() for at in range(start, start + len(sign))}
    sizes = Counter(fact for segment in segments for fact in segment.facts for _ in segment.text)
    found, places = Text(), count()
    for before, segment in pairwise([None, *segments, None]):
        old, new = (set(each.facts) if each else set() for each in (before, segment))
        if look.numbered or old.isdisjoint(new):
            ended = ranges(sorted(numbers[fact] for fact in old - new))
            raised = ended.replace(", ", "·").replace("–", "⁻").translate(SUPERSCRIPTS)
            found.append(raised if look.numbered or not ended else CLOSES, MARK)
            found.append(OPENS if new - old else "", MARK)
        if segment:
            style = styles[min(segment.facts, key=sizes.__getitem__)] if new else MARK if segment.waiver else ""
            for character, at in zip(segment.text, places, strict=False):
                picture = markup.get(at, "").startswith("!")
                found.append(f"[{look.say('picture')}]" if picture else "", MARK)
                found.append("" if at in hidden else clean(character), style)
    if markup and not any(sign.startswith("!") for sign in markup.values()):
        found.stylize("bold")
    return found


CALLED = {
    "sentence": Message("sentences"), "quantity": Message("quantities"), "quotation": Message("quotations"),
    "heading": Message("heading"), "image": Message("image"), "metadata": Message("head of the article"),
    "misread": Message("misread"), "negation": Message("Negation"), "direction": Message("Direction"),
}  # fmt: skip
"""What can be claimed, why something need not be, and what of a claim is no field."""
HEADINGS = (Message("In the article"), Message("Claimed"), Message("Unclaimed"))


def coverage(sentences: Sequence[Any], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw each sentence that lacks a claim, with the words that lack one, and the counts of all."""
    body = {source.id: body_paragraphs(Article(base.article(source.id))) for source in base.sources}
    for sentence in sentences:
        if sentence.unclaimed:
            number = body[sentence.source].get(sentence.paragraph)
            lead = place(number, look.lang, base.mark(sentence.source)).append(" ")
            yield wrap(lead.append(clean(sentence.text), "not dim"), look.width)
            for words, fault in zip(sentence.unclaimed, sentence.faults, strict=True):
                sort, why = map(look.say, fault.split(": "))
                why = look.say("{sort}: {fault}", sort=sort, fault=why)
                yield wrap(Text.assemble(("✗ ", "bold red"), (clean(words), "red"), (f"  {why}", MARK)), look.width)
            yield BLANK
    annotations = base.annotations()
    findings = [finding for annotation in annotations for finding in annotation.findings]
    rows = []
    for sort in dict.fromkeys(finding.sort for finding in findings):
        faults = [bool(finding.fault) for finding in findings if finding.sort == sort]
        counts = (len(faults), faults.count(False), faults.count(True))
        rows.append([Text(look.say(CALLED[sort])), *(Text(str(count)) for count in counts)])
    headings = [look.say(key) for key in HEADINGS]
    columns = [Column(prose=True), *(Column(heading, "right") for heading in headings)]
    yield from tables(columns, [Section(rows)], look.width)
    waived = [waiver for annotation in annotations for waiver in annotation.waived]
    if waived:
        reasons = cell(tuple(dict.fromkeys(look.say(CALLED[waiver.sort]) for waiver in waived)))
        said = look.say("Waived: {count} ({reasons})", count=len(waived), reasons=reasons)
        yield wrap(Text(said, MARK), look.width)


VERDICTS = {"supported": "bold green", "refuted": "bold red", "disputed": "bold yellow", "unmentioned": "dim"}


def verdicts(found: "Sequence[Verdict]", base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw a row a claim: the verdict, the claim, below it what differs and the words of the article."""
    regions = {each.zh: each.en for each in base.topics("region")}
    names = regions | {each.name: each.name_en for each in base.people()} if look.lang == "en" else {}
    rows = []
    for each in found:
        contradicted = base.relations(each.facts) if each.verdict == "disputed" else []
        said = dict.fromkeys(filter(None, (text_of(one, "discrepancy", look.lang) for one in contradicted)))
        facts = "\n".join(map(clean, each.facts))
        below = [
            (difference(each, names, look.lang) if each.slot else "", "red"),
            *((f"{look.say(CONTRADICTION)}{text}", "yellow") for text in said),
            (clean(each.excerpt or ""), "dim"),
            (facts if look.long and look.width < ROOMY else "", "dim"),
        ]
        what = Text.assemble(clean(each.claim), *((f"\n{text}", style) for text, style in below if text))
        fact = base.fact(each.facts[0]) if each.facts else None
        where = place(fact.body_paragraph, look.lang, base.mark(fact.source or "")) if fact else BLANK
        lead = Text(word(each.verdict, look.lang), VERDICTS[each.verdict])
        rows.append([lead, what, where, Text(facts, "dim") if look.width >= ROOMY else BLANK])
    yield from tables([Column(), Column(prose=True), Column(), Column()], [Section(rows)], look.width)
    if len(found) > 1:
        counts = Counter[str](each.verdict for each in found)
        summed = " · ".join(f"{word(name, look.lang)} {counts[name]}" for name in VERDICTS if counts[name])
        yield wrap(Text(summed, "bold"), look.width)


def difference(verdict: "Verdict", names: Mapping[str, str], lang: str) -> str:
    """Return the slot that differs with what the claim and the article say there; a name has its gloss of `names`."""
    slot = verdict.slot or ""
    name = model.label(slot, lang, model.Document)
    name = translated(CALLED[slot], lang) if name == slot else name
    sides = []
    for side in (verdict.claimed or "", verdict.stated or ""):
        gloss = f"{names[side]} ({clean(side)})" if side in names else word(side, lang)
        sides.append(gloss or translated("(nothing)", lang))
    return translated("{slot} differs: claimed {claimed}, the article {stated}", lang).format(
        slot=name, claimed=sides[0], stated=sides[1]
    )
