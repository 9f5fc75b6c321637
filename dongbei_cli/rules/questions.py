"""One question a field is asked: which values do the words of the article allow it.

A set of one is a derivation, a set of one other value a contradiction. For anything else the curator declares the field
in `curated` with a reason, and it counts as the curator's word. Readers answer the question, one a field. The rule on
relations rests on the answers.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, Literal

from dongbei_cli import model
from dongbei_cli.curate import FactFile, arithmetic
from dongbei_cli.curate.text import Allowed, Verdict, holds, text_of
from dongbei_cli.errors import Message, either
from dongbei_cli.readings import Span, edtf
from dongbei_cli.rules import figures, parties, speech

READERS: Mapping[str, Callable[[FactFile, Any], Allowed]] = {
    "date_text": figures.date_text, "written": figures.written, "value": partial(figures.part, name="value"),
    "upper": partial(figures.part, name="upper"), "unit": figures.unit,
    "qualifier": partial(figures.part, name="qualifier"), "region": figures.region, "period": figures.period,
    "indicator": figures.indicator, "speaker": speech.speaker, "speech": speech.speech_of, "verb": speech.verb,
    "occasion": speech.occasion, "proposer": speech.speaker, "status": speech.status, "issuer": parties.issuer,
    "date": figures.date, "place": parties.place, "actors": parties.actors, "components": parties.components,
    "attribution": speech.attribution, "role": parties.role, "affiliation": parties.affiliation,
}  # fmt: skip
"""The fields that the words must give where a curator writes them, with the reader of each."""
State = Literal["derived", "curated"] | tuple[str, str]  # what became of a field; a fault is a message and a hint
Fault = tuple[str, str, str]


def given(fact: model.Record) -> list[str]:
    """The fields of a fact that the words must give."""
    return [field for field in READERS if field in fact.FIELDS and fact.FIELDS[field].written]


def state(fact: model.Record, field: str, allowed: Allowed) -> State | None:
    """Judge a field of a fact by what the words allow; None where it is empty and need not be said."""
    own, reason = getattr(fact, field), (fact.curated or {}).get(field)
    single = allowed.certain and len(allowed.values) == 1
    lacking = field == "upper" and single and allowed.values[0] is not None
    if own in (None, ()) and not lacking:
        return "curated" if reason else None
    if single and allowed.values[0] == own:
        return "derived"
    if single and (allowed.firm or not reason):
        said = shown(allowed.values[0])
        fault = Message("{field} is {own}, and the words say {said}", field=field, own=shown(own), said=said)
        return fault, Message("write {field}: {said}", field=field, said=said)
    if reason:
        return "curated"
    could = [shown(value) for value in allowed.values if value is not None]
    why = allowed.why or Message("the words leave it open" if could else "no words give it")
    if len(could) > 1 and not allowed.why:
        why = Message("it could be {names}", names=either(could))
    hint = Message('anchor the words that give it, or declare it: curated: {{{field}: "how you know"}}', field=field)
    return Message("{field} {own} cannot be derived: {why}", field=field, own=shown(own), why=Message(why)), hint


def shown(value: Any) -> str:
    """A value for a message."""
    return "、".join(value) if isinstance(value, tuple) else str(value)


@lru_cache(maxsize=4)
def states(file: FactFile) -> dict[str, dict[str, State]]:
    """Return the state of every field that is asked for, by the id of the fact."""
    found: dict[str, dict[str, State]] = {}
    for fact in file.base.facts():
        judged = ((field, state(fact, field, READERS[field](file, fact))) for field in given(fact))
        found[fact.id] = {field: each for field, each in judged if each}
    return found


def proof(file: FactFile, fact: model.Record) -> dict[str, Any]:
    """Return which fields of a fact are derived, and which are the curator's word with his reasons."""
    judged = states(file)[fact.id].items()
    curated = {field: (fact.curated or {})[field] for field, each in judged if each == "curated"}
    return {"derived": [field for field, each in judged if each == "derived"], "curated": curated}


def asked(rule: str, **fields: str) -> Callable[[FactFile], Iterator[Verdict]]:
    """Return the rule that certain fields (kind="field field") are derived or declared."""

    def judge(file: FactFile) -> Iterator[Verdict]:
        for fact in file.base.facts():
            for field in fields.get(fact.kind, "").split():
                judged = states(file)[fact.id].get(field)
                if isinstance(judged, tuple):
                    yield fact, (field,), *judged
                elif judged:
                    yield fact, (field,), "" if judged == "derived" else None, ""

    judge.__name__ = rule.replace("-", "_")
    return judge


def curated_known(file: FactFile) -> Iterator[Verdict]:
    """Every key under `curated` is a field of the fact that the words are asked for, or a wording of it.

    Fails: curated: {titel: ...}; curated: {topics: ...}, since topics are the curator's anyway.
    """
    for fact in file.base.facts():
        wordings = ("title", *(key for key in fact.FIELDS if key.endswith("_en") and fact.FIELDS[key].written))
        known = (*given(fact), *wordings)
        for field in fact.curated or {}:
            fault = Message("{field!r} is no field of a {kind} that words give", field=field, kind=fact.kind)
            hint = Message("those are {names}", names=", ".join(known))
            yield fact, ("curated", field), "" if field in known else fault, hint


def relation_holds(file: FactFile) -> Iterator[Verdict]:
    """Every relation, recomputed with what its words allow, holds, or declares the contradiction that is computed.

    The parts are all facts of their sort in the passage that holds them: each member of the list, each event counted.
    A declared contradiction that is none fails.

    Fails: a sum without one of its parts; 120028亿元 against 近11万亿元 without a discrepancy; an order that falls.
    """
    for relation in file.base.relations:
        key, fault, hint = next(faults(file, relation), ("", "", ""))
        yield relation, (key,), fault, hint


def faults(file: FactFile, relation: model.Relation) -> Iterator[Fault]:
    """What is wrong with a relation: the key, what, and how to mend it."""
    facts = file.facts_by_id
    for key, ids in (("parts", relation.parts), ("whole", (relation.whole or "",))):
        for fact_id in ids:
            judged = states(file).get(fact_id, {})
            if any(isinstance(judged.get(field), tuple) for field in ("written", "value", "upper", "unit")):
                line = file.place(facts[fact_id]).line
                fault = Message("the number of {fact} is not what its anchors say", fact=fact_id)
                yield key, fault, Message("mend line {line} first", line=line)
    if misfit := arithmetic.misfit(relation, facts):
        yield "parts", misfit, "name the facts that it is made of"
        return
    parts, order = [facts[part] for part in relation.parts], relation.kind == "order"
    if relation.kind in ("order", "count", "sum", "duration") and len({sort(part, order) for part in parts}) > 1:
        yield "parts", "its parts are not of one sort", "name figures of one measure, or events of one category"
    if not order:
        yield from part_faults(file, relation, facts[relation.whole or ""], parts)
        yield from discrepancy_faults(file, relation)
    elif not arithmetic.rises(relation, facts) or relation.discrepancy or relation.discrepancy_en:
        yield "parts", "the dates fall", "put them in the order of time, without a discrepancy"


def part_faults(
    file: FactFile, relation: model.Relation, whole: model.Record, parts: list[model.Record]
) -> Iterator[Fault]:
    """What is wrong with the parts of a sum, a count or a duration."""
    if lacking := [fact.id for fact in peers(file, relation, whole, parts) if fact not in parts]:
        fault = Message("{lacking} is beside its parts", lacking=", ".join(lacking))
        yield "parts", fault, "name every part, or only those of one list"
    unit, regions = getattr(whole, "unit", ""), {getattr(part, "region", None) for part in parts} - {None}
    counts = not unit.endswith(("年", "%", "元")) and (unit not in [*"省市县区州国镇村"] or len(regions) == len(parts))
    if relation.kind == "count" and not counts:
        yield "whole", Message("{whole} does not count such things", whole=relation.whole), "name the figure that does"
    if relation.kind == "duration":
        sentences = {text_of(file, whole).sentence(span.start) for _, span in file.anchored(whole)}
        last = {text_of(file, parts[1]).sentence(span.start) for _, span in file.anchored(parts[1])}
        if edtf.parse(parts[0].when or "").precision == "interval" or not sentences & last:
            yield "parts", "they are not its two ends", "begin at a point in time, and end in the sentence of the whole"


def discrepancy_faults(file: FactFile, relation: model.Relation) -> Iterator[Fault]:
    """What is wrong with what a relation declares: it is just what the arithmetic gives."""
    if arithmetic.computed(relation, file.facts_by_id) is None:
        yield "parts", "the parts give no number", "see whether one of them is zero"
        return
    chinese, english = arithmetic.discrepancy(relation, file.facts_by_id)
    declared = relation.discrepancy_en or (relation.discrepancy and english)
    for key, given, own in (("discrepancy", chinese, relation.discrepancy), ("discrepancy_en", english, declared)):
        if own and not given:
            yield key, "the parts agree with the whole", "remove the discrepancy"
        elif own != given:
            fault, hint = "the arithmetic gives: {given}", "declare it: {key}: {given}"
            yield key if own else "whole", Message(fault, given=given), Message(hint, key=key, given=given)


def peers(
    file: FactFile, relation: model.Relation, whole: model.Record, parts: list[model.Record]
) -> list[model.Record]:
    """All facts like the parts in the narrowest passage that holds every part: anchor, sentence, paragraph or text."""
    if relation.kind not in ("sum", "count"):
        return []
    sorts = {(sort(part), getattr(part, "period", None)) for part in parts}
    alike = [f for f in file.base.facts() if (sort(f), getattr(f, "period", None)) in sorts and f.id != relation.whole]
    text, spans = text_of(file, whole), [span for _, span in file.anchored(whole)]
    wider = [text.sentence(span.start) for span in spans] + [text.paragraph(span.start) for span in spans]
    wider += [text.paragraph(span.start) for _, span in file.anchored(parts[0])]
    for scope in (*spans, *wider, Span(0, 0, len(text.text), "")):
        here = (f for f in alike if text_of(file, f) is text)
        held = [f for f in here if any(holds(scope, span) for _, span in file.anchored(f))]
        if all(part in held for part in parts):
            return held
    return []


def sort(fact: model.Record, in_time: bool = False) -> tuple[str | None, ...]:
    """What facts that belong together have in common: kind and category, or what a figure measures and in what.

    For an order `in_time` figures of one measure will do, and facts of several articles.
    """
    if isinstance(fact, model.Figure):
        thing = speech.WORDS["COUNTED"].sub("", fact.indicator)
        return ("figure", arithmetic.measure(fact), *(() if in_time else (thing, fact.source)))
    return (fact.kind, getattr(fact, "category", None), *(() if in_time else (fact.source,)))
