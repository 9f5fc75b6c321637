"""The rule on relations: the source's own arithmetic, recomputed."""

import re
from collections.abc import Iterator

from dongbei_cli import model
from dongbei_cli.curate import arithmetic
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings import edtf
from dongbei_cli.readings.article import Span
from dongbei_cli.rules import figures, questions
from dongbei_cli.rules.text import PROVED, Verdict, holds, text_of

Fault = tuple[str, str, str]
PLACES = ("省", "市", "县", "区", "州", "国", "镇", "村")


def relation_holds(file: FactFile) -> Iterator[Verdict]:
    """Every relation, recomputed with what its words allow, holds, or declares the contradiction that is computed.

    The parts are all facts of their sort in the passage that holds them: each member of the list, each event counted.
    A declared contradiction that is none fails.

    Fails: a sum without one of its parts; 120028亿元 against 近11万亿元 without a discrepancy; an order that falls.
    """
    for relation in file.base.relations:
        fault = next(faults(file, relation), None)
        yield file.problem(relation, (fault[0],), "relation-holds", *fault[1:]) if fault else PROVED


def faults(file: FactFile, relation: model.Relation) -> Iterator[Fault]:
    """What is wrong with a relation: the key, what, and how to mend it."""
    facts = file.facts_by_id
    for key, ids in (("parts", relation.parts), ("whole", (relation.whole or "",))):
        for fact_id in ids:
            states = questions.states(file).get(fact_id, {})
            if any(isinstance(states.get(field), tuple) for field in ("written", "value", "upper", "unit")):
                line = file.place(facts[fact_id]).line
                yield key, f"the number of {fact_id} is not what its anchors say", f"mend line {line} first"
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
        yield "parts", f"{', '.join(lacking)} is beside its parts", "name every part, or only those of one list"
    unit, regions = getattr(whole, "unit", ""), {getattr(part, "region", None) for part in parts} - {None}
    counts = not unit.endswith(("年", "%", "元")) and (unit not in PLACES or len(regions) == len(parts))
    if relation.kind == "count" and not counts:
        yield "whole", f"{relation.whole} does not count such things", "name the figure that does"
    if relation.kind == "duration":
        sentences = {text_of(file, whole).sentence(span.start) for _, span in file.anchored(whole)}
        last = {text_of(file, parts[1]).sentence(span.start) for _, span in file.anchored(parts[1])}
        if edtf.parse(arithmetic.dates(parts[0]) or "").precision == "interval" or not sentences & last:
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
            yield key if own else "whole", f"the arithmetic gives: {given}", f"declare it: {key}: {given}"


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
        held = [
            f for f in alike if text_of(file, f) is text and any(holds(scope, span) for _, span in file.anchored(f))
        ]
        if all(part in held for part in parts):
            return held
    return []


def sort(fact: model.Record, in_time: bool = False) -> tuple[str | None, ...]:
    """What facts that belong together have in common: kind and category, or what a figure measures and in what.

    For an order `in_time` figures of one measure will do, and facts of several articles.
    """
    if isinstance(fact, model.Figure):
        thing = re.sub(f"(?:{figures.CALCULATED})$", "", fact.indicator)
        return ("figure", arithmetic.measure(fact), *(() if in_time else (thing, fact.source)))
    return (fact.kind, getattr(fact, "category", None), *(() if in_time else (fact.source,)))
