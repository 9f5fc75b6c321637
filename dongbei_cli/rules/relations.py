"""The rule on relations: the source's own arithmetic, recomputed."""

import re
from collections.abc import Iterator

from dongbei_cli import model
from dongbei_cli.curate import arithmetic
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings.article import Span
from dongbei_cli.rules import figures, questions
from dongbei_cli.rules.text import PROVED, Verdict, text_of

TOTALS = "累计|合计|共计|总计|总共"
PLACES = ("省", "市", "县", "区", "州", "国", "镇", "村")


def relation_holds(file: FactFile) -> Iterator[Verdict]:
    """Every relation, recomputed with what its words allow, holds, or declares the contradiction that is computed.

    The parts are all facts of their sort in the passage that holds them: each member of the list, each event counted.
    A total (累计, 合计) beside the list of its parts has its sum. A declared contradiction that is none fails.

    Fails: a sum without one of its parts; 120028亿元 against 近11万亿元 without a discrepancy; an order that falls.
    """
    for relation in file.base.relations:
        fault = misread(file, relation) or next(faults(file, relation), None)
        yield file.problem(relation, (fault[0],), "relation-holds", *fault[1:]) if fault else PROVED
    yield from totals(file)


def misread(file: FactFile, relation: model.Relation) -> tuple[str, str, str] | None:
    """That a relation cannot be judged, since a figure in it is not what its anchors say: that one is to be mended."""
    states = questions.states(file)
    for key, ids in (("parts", relation.parts), ("whole", (relation.whole or "",))):
        for figure in (file.facts_by_id.get(fact_id) for fact_id in ids):
            if isinstance(figure, model.Figure) and any(
                each.fault
                for field, each in states[figure.id].items()
                if field in ("written", "value", "upper", "unit")
            ):
                return (
                    key,
                    f"the number of {figure.id} is not what its anchors say",
                    f"mend line {file.place(figure).line} first",
                )
    return None


def faults(file: FactFile, relation: model.Relation) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a relation: the key, what, and how to mend it."""
    facts = file.facts_by_id
    if misfit := arithmetic.misfit(relation, facts):
        yield "parts", misfit, "name the facts that it is made of"
        return
    parts = [facts[part] for part in relation.parts]
    alike = ordered if relation.kind == "order" else sort
    if relation.kind in ("order", "count", "sum", "duration") and len({alike(part) for part in parts}) > 1:
        yield "parts", "its parts are not of one sort", "name figures of one measure, or events of one category"
    if relation.kind == "order":
        if not arithmetic.rises(relation, facts) or relation.discrepancy or relation.discrepancy_en:
            yield "parts", "the dates fall", "put them in the order of time, without a discrepancy"
        return
    if lacking := [fact.id for fact in peers(file, relation) if fact.id not in relation.parts]:
        yield "parts", f"{', '.join(lacking)} is beside its parts", "name every part, or only those of one list"
    if relation.kind == "count" and not countable(facts[relation.whole or ""], parts):
        yield "whole", f"{relation.whole} does not count such things", "name the figure that does"
    if relation.kind == "duration" and not file_holds(file, facts[relation.whole or ""], parts[1]):
        yield "parts", f"{parts[1].id} is not in the sentence of {relation.whole}", "end where the whole is told"
    yield from discrepancy_faults(file, relation)


def countable(whole: model.Record, parts: list[model.Record]) -> bool:
    """Whether the unit of the whole can count the parts: no years, and places only where each part has its own."""
    unit = getattr(whole, "unit", "")
    regions = {getattr(part, "region", None) for part in parts} - {None}
    return not unit.endswith(("年", "%", "元")) and (unit not in PLACES or len(regions) == len(parts))


def file_holds(file: FactFile, whole: model.Record, part: model.Record) -> bool:
    """Whether an anchor of a part is in a sentence of the whole."""
    text = text_of(file, whole)
    sentences = {text.sentence(span.start) for _, span in file.anchored(whole)}
    return any(text_of(file, part).sentence(span.start) in sentences for _, span in file.anchored(part))


def discrepancy_faults(file: FactFile, relation: model.Relation) -> Iterator[tuple[str, str, str]]:
    """What is wrong with what a relation declares: it is just what the arithmetic gives."""
    facts = file.facts_by_id
    if arithmetic.computed(relation, facts) is None:
        yield "parts", "the parts give no number", "see whether one of them is zero"
        return
    chinese, english = arithmetic.discrepancy(relation, facts)
    for key, given, own in (
        ("discrepancy", chinese, relation.discrepancy),
        ("discrepancy_en", english, relation.discrepancy_en or (relation.discrepancy and english)),
    ):
        if own and not given:
            yield key, "the parts agree with the whole", "remove the discrepancy"
        elif own != given:
            yield key if own else "whole", f"the arithmetic gives: {given}", f"declare it: {key}: {given}"


def peers(file: FactFile, relation: model.Relation) -> list[model.Record]:
    """All facts like the parts in the narrowest passage that holds every part: anchor, sentence or paragraph."""
    if relation.kind not in ("sum", "count"):
        return []
    parts = [file.facts_by_id[part] for part in relation.parts]
    sorts = {(sort(part), getattr(part, "period", None)) for part in parts}
    alike = [f for f in file.base.facts() if (sort(f), getattr(f, "period", None)) in sorts and f.id != relation.whole]
    whole = file.facts_by_id[relation.whole or ""]
    text, spans = text_of(file, whole), [span for _, span in file.anchored(whole)]
    wider = [text.sentence(span.start) for span in spans] + [text.paragraph(span.start) for span in spans]
    wider += [text.paragraph(span.start) for _, span in file.anchored(parts[0])]
    for scope in (*spans, *wider, Span(0, 0, len(text.text), "")):
        held = [fact for fact in alike if text_of(file, fact) is text and stands_in(file, fact, scope)]
        if all(part in held for part in parts):
            return held
    return []


def sort(fact: model.Record) -> tuple[str | None, ...]:
    """What facts that belong together have in common: kind and category, or what a figure measures and in what."""
    if isinstance(fact, model.Figure):
        thing = re.sub(f"(?:{figures.CALCULATED})$", "", fact.indicator)
        return ("figure", thing, arithmetic.measure(fact), fact.source)
    return (fact.kind, getattr(fact, "category", None), fact.source)


def ordered(fact: model.Record) -> tuple[str | None, ...]:
    """What facts that are put in an order of time have in common: kind and category, or measure."""
    if isinstance(fact, model.Figure):
        return ("figure", arithmetic.measure(fact))
    return (fact.kind, getattr(fact, "category", None))


def stands_in(file: FactFile, fact: model.Record, scope: Span) -> bool:
    """Whether a fact has an anchor in a passage."""
    return any(scope.start <= span.start and span.end <= scope.end for _, span in file.anchored(fact))


def totals(file: FactFile) -> Iterator[Verdict]:
    """A verdict on each total that is in one sentence with a list of its parts: it is the whole of a sum."""
    wholes = {relation.whole for relation in file.base.relations if relation.kind == "sum"}
    for figure in file.base.figures:
        if re.search(TOTALS, figure.indicator) and len(listed_beside(file, figure)) > 1:
            message = f"{figure.indicator} is beside its parts, and no sum says whether they agree"
            hint = f"add a relation of kind sum with the whole {figure.id}"
            yield PROVED if figure.id in wholes else file.problem(figure, (), "relation-holds", message, hint)


def listed_beside(file: FactFile, figure: model.Figure) -> list[model.Figure]:
    """The figures of one measure that are listed in the sentence of a total."""
    text = text_of(file, figure)
    sentences = {text.sentence(reading.start) for reading in figures.readings_of(file, figure)}
    return [
        other
        for other in file.base.figures
        if other is not figure
        and text_of(file, other) is text
        and arithmetic.measure(other) == arithmetic.measure(figure)
        for reading in figures.readings_of(file, other)
        if text.sentence(reading.start) in sentences and figures.member(text, reading)
    ]
