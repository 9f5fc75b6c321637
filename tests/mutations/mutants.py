"""The mutants: facts.yaml with one value changed, as a curator's slip or a forger's pen would change it.

What is judgement and not proof is left alone: topics, areas, categories, types, and the wording of titles, notes and
glosses but for names, numbers, dates and words that have an opposite.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from dongbei_cli import model
from dongbei_cli.curate import FactBase
from dongbei_cli.readings import Article
from dongbei_cli.readings.dates import is_edtf
from tests.mutations import wording
from tests.mutations.wording import Change

SECTIONS = (
    "sources", "regions", "events", "figures", "quotes", "measures", "claims",
    "people", "organizations", "documents", "relations", "waivers",
)  # fmt: skip
FIELDS: dict[type[model.Entry], tuple[str, ...]] = {
    model.Source: ("title", "author", "publisher", "url", "sha256", "published"),
    model.Term: ("en",),
    model.Event: ("date", "date_text", "place"),
    model.Figure: ("value", "upper", "unit", "qualifier", "written", "region", "period", "indicator"),
    model.Quote: ("speaker", "speech", "verb", "occasion", "date"),
    model.Measure: ("proposer", "status", "date"),
    model.Claim: ("attribution",),
    model.Person: ("name", "pinyin", "name_en", "role", "affiliation"),
    model.Organization: ("name", "pinyin"),
    model.Document: ("name", "issuer", "date"),
    model.Relation: ("whole", "kind"),
    model.Waiver: ("reason",),
}
"""The fields of each class that are changed by their sort, and to the values of other records."""
NUMBER_WORDS = r"(?i)\b(?:two|three|four|five|second|fourth|seventh|ten|twenty)\b"
SPELLED = ("title", "author", "publisher", "url", "sha256", "date_text", "written", "verb", "name", "role")
"""Fields of which each character is changed too."""


class Mutant(NamedTuple):
    """One change: its field, a name for it that stays, whose it is, and the entry in its place (None: gone)."""

    field: str
    name: str
    section: str
    place: int
    entry: model.Entry | None


class Scene(NamedTuple):
    """What a change may take its values from."""

    base: FactBase
    article: Article
    thorough: bool


def mutants(base: FactBase, article: Article, thorough: bool = True) -> Iterator[Mutant]:
    """Every mutant of a base, section by section; unless `thorough`, long anchors are changed at some places only."""
    scene = Scene(base, article, thorough)
    for section in SECTIONS:
        for place, entry in enumerate(getattr(base, section)):
            label = f"{section}/{getattr(entry, 'id', None) or getattr(entry, 'slug', None) or place}"
            for change in changes(scene, entry):
                changed = entry.replace(**{change.key: change.value})
                if changed != entry:
                    field = change.how.partition(" ")[0] if change.key == "anchors" else change.key
                    field = f"{change.how.partition(':')[0]} {field}" if change.how.startswith("turned") else field
                    known = change.key in (getattr(entry, "curated", None) or {})
                    field = f"curated {change.key}" if known else field
                    yield Mutant(field, f"{label} {change.key}: {change.how}", section, place, changed)
            if section not in ("sources", "regions"):
                yield Mutant("record removed", f"{label} removed", section, place, None)


def changes(scene: Scene, entry: model.Entry) -> Iterator[Change]:
    """Every change to one entry: another date or number, other characters, the value of another record."""
    for key in FIELDS[type(entry)]:
        field, value = entry.FIELDS[key], getattr(entry, key)
        if field.form == "edtf":
            yield from dates(key, value)
        if field.decimal and value is not None:
            yield from numbers(key, str(value))
        if key in SPELLED:
            yield from characters(key, value)
        for other in dict.fromkeys(others(scene.base, entry, key)):
            if other is not None and other != value:
                yield Change(key, other, f"{value} -> {other}")
    if own := OWN.get(type(entry)):
        yield from own(scene, entry)
    if isinstance(entry, model.Record):
        yield from wording.wording_changes(scene.base, entry)
        yield from wording.turned_changes(entry)
        for key in ("title_en", "text_en"):
            gloss = getattr(entry, key, None) or ""
            yield from wording.replaced(key, gloss, "[0-9]", lambda digit: wording.altered(digit[0]))
            yield from wording.replaced(key, gloss, NUMBER_WORDS, "nine")
        yield from anchor_changes(scene, entry)


def others(base: FactBase, entry: model.Entry, key: str) -> Sequence[Any]:
    """The values that a field could have instead."""
    known: dict[str, Sequence[Any]] = {
        "region": [region.zh for region in base.regions],
        "place": [region.zh for region in base.regions],
        **dict.fromkeys(("speaker", "proposer", "issuer"), parties(base)),
        "affiliation": [body.name for body in base.organizations],
        "whole": [figure.id for figure in base.figures],
    }
    if isinstance(entry, model.Figure) and key == "unit":
        unit = entry.unit
        known["unit"] = [
            *dict.fromkeys(figure.unit for figure in base.figures),
            unit.translate(str.maketrans("万亿", "亿万")),
            *(unit.replace(old, new) for old, new in (("元", "%"), ("%", "元"), ("元", "美元"), ("%", "个百分点"))),
            unit.lstrip("万亿"),
            re.sub("[元人]$", "", unit) or "个",
            f"万{unit}",
        ]
    if key in known or entry.FIELDS[key].choices:
        return known.get(key) or entry.FIELDS[key].choices
    named = model.Person | model.Organization
    sort: Any = named if isinstance(entry, named) else type(entry)
    alike = [each for section in SECTIONS for each in getattr(base, section) if isinstance(each, sort)]
    return [getattr(each, key, None) for each in alike] + (["全国两会"] if key == "occasion" else [])


def characters(key: str, text: str, thorough: bool = True) -> Iterator[Change]:
    """One character changed, left out or doubled, at each place; or else at the ends, at digits, and here and there."""
    for at, character in enumerate(text):
        if not (thorough or at < 2 or at > len(text) - 3 or character.isdigit() or at % 7 == 0):
            continue
        yield Change(key, text[:at] + wording.altered(character) + text[at + 1 :], f"changed at {at}")
        yield Change(key, text[:at] + text[at + 1 :], f"shortened at {at}")
        yield Change(key, text[: at + 1] + text[at:], f"doubled at {at}")


def numbers(key: str, text: str) -> Iterator[Change]:
    """Each digit changed, one more and one less, ten times as much and a tenth, two digits in the wrong order."""
    for at, character in enumerate(text):
        if character.isdigit():
            yield Change(key, Decimal(text[:at] + wording.altered(character) + text[at + 1 :]), f"{text} digit {at}")
    value = Decimal(text)
    made = [value + 1, value - 1, value * 10, value / 10]
    made += [
        Decimal(text[:at] + text[at + 1] + text[at] + text[at + 2 :]) for at in range(len(text) - 1) if "." not in text
    ]
    for other in dict.fromkeys(made):
        if other != value:
            yield Change(key, other, f"{text} -> {other.normalize():f}")


def dates(key: str, text: str | None) -> Iterator[Change]:
    """One year, month and day more and less, at each end, and the same date said more coarsely or more finely."""
    for match in re.finditer(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?:T[0-9:]+)?", text or ""):
        for other in moved(match.group()):
            whole = (text or "")[: match.start()] + other + (text or "")[match.end() :]
            if is_edtf(whole):
                yield Change(key, whole, f"{text} -> {whole}")
    if text and "/" in text:
        for side in text.split("/"):
            if side != "..":
                yield Change(key, side, f"{text} -> {side}")


def moved(text: str) -> Iterator[str]:
    """One date at other places of the calendar."""
    day, _, time = text.partition("T")
    parts = day.split("-")
    for at, part in enumerate(parts):
        for step in (1, -1):
            other = "-".join([*parts[:at], f"{int(part) + step:0{len(part)}}", *parts[at + 1 :]])
            yield other + (f"T{time}" if time else "")
    if time:
        yield day
    if len(parts) > 1:
        yield "-".join(parts[:-1])
    if len(parts) < 3:
        yield f"{text}-01"


def parties(base: FactBase) -> list[str]:
    """Everyone's name."""
    return [*(person.name for person in base.people), *(body.name for body in base.organizations)]


def event_changes(scene: Scene, event: model.Event) -> Iterator[Change]:
    """Other actors."""
    for number, actor in enumerate(event.actors):
        for other in parties(scene.base):
            if other not in event.actors:
                changed = (*event.actors[:number], other, *event.actors[number + 1 :])
                yield Change("actors", changed, f"{actor} -> {other}")
    if not event.actors:
        yield from (Change("actors", (other,), f"+ {other}") for other in parties(scene.base))


def measure_changes(scene: Scene, measure: model.Measure) -> Iterator[Change]:
    """Other components."""
    for other in scene.base.measures:
        if other.components:
            yield Change("components", other.components, f"those of {other.id}")
    for number, component in enumerate(measure.components):
        rest = (*measure.components[:number], *measure.components[number + 1 :])
        yield Change("components", rest or ("",), f"without {component}")
        yield Change("components", (*rest, component), f"{component} last")


def relation_changes(scene: Scene, relation: model.Relation) -> Iterator[Change]:
    """A part too few, too many or wrong; a discrepancy gone, made up or wrong."""
    facts = [fact.id for fact in (*scene.base.events, *scene.base.figures)]
    for number, part in enumerate(relation.parts):
        before, after = relation.parts[:number], relation.parts[number + 1 :]
        yield Change("parts", (*before, *after), f"without {part}")
        yield Change("parts", (*before, part, part, *after), f"{part} twice")
        yield from (Change("parts", (*before, other, *after), f"{part} -> {other}") for other in facts if other != part)
    if relation.kind not in ("sum", "count"):
        yield Change("parts", relation.parts[::-1], "backwards")
    for key in ("discrepancy", "discrepancy_en"):
        words = getattr(relation, key)
        yield from [Change(key, None, "dropped")] if words and key == "discrepancy" else []
        yield Change(key, "与原文相符" if words else "与原文不符", "made up")
        yield from wording.replaced(key, words or "", "[0-9]", lambda digit: wording.altered(digit[0]))


def waiver_changes(scene: Scene, waiver: model.Waiver) -> Iterator[Change]:
    """A passage that is wider, narrower or another."""
    span = scene.article.locate(waiver.exact, waiver.prefix, waiver.suffix)[0]
    text = scene.article.text
    for left, right in ((1, 0), (0, 1), (2, 2), (-1, 0), (0, -1), (0, 30), (30, 0)):
        yield Change("exact", text[max(0, span.start - left) : span.end + right], f"widened by {left} and {right}")
    for sentence in scene.article.sentences:
        yield Change("exact", sentence.text, f"-> sentence {sentence.number}")


def anchor_changes(scene: Scene, fact: model.Record) -> Iterator[Change]:
    """One anchor changed, but for what leaves it in its place: a prefix may be as long as one likes."""
    article = scene.article
    for number, anchor in enumerate(fact.anchors):
        own = article.locate(anchor.exact, anchor.prefix, anchor.suffix)
        changed = [(anchor.replace(**{key: value}), how) for key, value, how in passage_changes(scene, anchor)]
        home = article.sentence(own[0].start).number
        for sentence in (each for each in article.sentences if 0 < abs(each.number - home) <= 2):
            words = sentence.text.strip("*# ")
            for passage in (words, words.rstrip("。"), re.split("[，。：]", words)[0]):
                if passage and len(article.locate(passage)) == 1:
                    how = f"anchor-moved to sentence {sentence.number}, {len(passage)} characters"
                    changed.append((model.Anchor(exact=passage), how))
        for other, how in changed:
            if article.locate(other.exact, other.prefix, other.suffix) != own:
                anchors = (*fact.anchors[:number], other, *fact.anchors[number + 1 :])
                sort, _, where = how.partition(" ")
                yield Change("anchors", anchors, f"{sort} of {number} {where}")


def passage_changes(scene: Scene, anchor: model.Anchor) -> Iterator[Change]:
    """A character of the words, or of those beside them, changed, left out or added; the words cut short or grown."""
    article = scene.article
    exact, text = anchor.exact, article.text
    for change in characters("exact", exact, scene.thorough):
        yield change._replace(how=f"anchor-{change.how}")
    for key in ("prefix", "suffix"):
        beside = getattr(anchor, key)
        if beside:
            yield Change(key, None, f"anchor-{key}-dropped")
            for change in characters(key, beside):
                yield change._replace(how=f"anchor-{key}-{change.how}")
    spans = article.locate(exact, anchor.prefix, anchor.suffix)
    start, end = spans[0].start, spans[0].end
    for left, right in ((1, 0), (0, 1), (2, 0), (0, 2), (-2, 0), (0, -2), (-3, 0), (0, -3)):
        words = text[max(0, start - left) : end + right]
        kept = {"prefix": anchor.prefix if not left else None, "suffix": anchor.suffix if not right else None}
        if words and len(article.locate(words, **kept)) == 1:
            yield Change("exact", words, f"anchor-regrown by {left} and {right}")


OWN: dict[type[model.Entry], Callable[..., Iterator[Change]]] = {
    model.Term: lambda _scene, region: wording.misspelt("en", region.en),
    model.Event: event_changes,
    model.Figure: lambda _scene, figure: iter(
        [Change("upper", None, "dropped") if figure.upper else Change("upper", Decimal(9999), "+ 9999")]
    ),
    model.Measure: measure_changes,
    model.Relation: relation_changes,
    model.Waiver: waiver_changes,
}
"""Changes that only one class has."""
