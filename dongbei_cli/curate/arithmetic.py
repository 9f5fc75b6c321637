"""The source's own arithmetic: what the parts of a relation give, exactly, and whether the whole can agree with it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from pathlib import Path
from typing import cast

from dongbei_cli import model
from dongbei_cli.errors import Message, listed
from dongbei_cli.readings import edtf, quantities, rows, units
from dongbei_cli.readings.quantities import ENDLESS, Interval

PAIRS = ("difference", "share", "ratio", "duration")
"""Calculations that take just two parts."""
RESULTS = {kind: said for kind, *said in rows(Path(__file__).with_name("words") / "results.tsv")}
"""How a contradiction says what the parts give, in Chinese and English."""


def computed(relation: model.Relation, facts: Mapping[str, model.Record]) -> tuple[Decimal, str] | None:
    """What the parts give, in the unit of the whole; None for an order, and for parts that do not fit together."""
    whole = facts.get(relation.whole or "")
    if not isinstance(whole, model.Figure) or misfit(relation, facts):
        return None
    kind, parts = relation.kind, [facts[part] for part in relation.parts]
    values = [quantities.in_si(part.value, part.unit)[0] for part in parts if isinstance(part, model.Figure)]
    try:
        if kind == "count":
            return Decimal(len(parts)), whole.unit
        if kind == "duration":
            return Decimal(int(beginning(parts[1])[:4]) - int(beginning(parts[0])[:4])), whole.unit
        if kind in ("share", "ratio"):
            return values[0] / values[1] * (100 if kind == "share" else 1), whole.unit
        value = sum(values, Decimal(0)) if kind == "sum" else values[0] - values[1]
    except (DivisionByZero, InvalidOperation, Overflow):
        return None
    return quantities.converted(value, measure(whole), whole.unit), whole.unit


def discrepancy(relation: model.Relation, facts: Mapping[str, model.Record]) -> tuple[str | None, str | None]:
    """Return how the article contradicts itself, as a sentence in Chinese and in English; None where it does not."""
    result = computed(relation, facts)
    if result is None or not contradicts(relation, facts):
        return None, None
    return sentences(relation.kind, *result, cast(model.Figure, facts[relation.whole or ""]))


def sentences(kind: str, value: Decimal, unit: str, whole: model.Figure) -> tuple[str, str]:
    """Return that parts give this, and that the article says another amount of the whole, in Chinese and in English."""
    rounded = value if value == round(value, 4) else round(value, 4)
    about = "" if value == rounded else "约"
    digits = f"{rounded:f}" if rounded < 10_000 else f"{rounded:,f}"
    chinese, english = RESULTS[kind]
    gloss = quantities.english(rounded, None, unit, "about" if about else "exact")
    stated = quantities.english(whole.value, whole.upper, whole.unit, whole.qualifier)
    return (
        f"{chinese}{about}{digits}{unit}，与原文的“{whole.written}”不符",
        f"{english} {gloss} ({digits}{unit}); the article says {stated} ({whole.written})",
    )


def misfit(relation: model.Relation, facts: Mapping[str, model.Record]) -> str:
    """Why a relation cannot be computed, as a clause; empty when it can."""
    parts = [facts.get(part) for part in relation.parts]
    if None in parts or len(set(relation.parts)) < len(parts) or relation.whole in relation.parts:
        return Message("a part is missing, or stands in it twice")
    if len(parts) < 2 or (relation.kind in PAIRS and len(parts) != 2):
        fault = "a {kind} wants just two parts" if relation.kind in PAIRS else "a {kind} wants two or more parts"
        return Message(fault, kind=relation.kind)
    if relation.kind in ("order", "duration") and not all(map(beginning, cast("list[model.Record]", parts))):
        return Message("a part has no date")
    if relation.kind == "order":
        return Message("an order has no whole" if relation.whole else "")
    whole = facts.get(relation.whole or "")
    if not isinstance(whole, model.Figure):
        return Message("a {kind} wants a figure as its whole", kind=relation.kind)
    return mixed(relation.kind, whole, cast("list[model.Record]", parts))


def mixed(kind: str, whole: model.Figure, parts: Sequence[model.Record]) -> str:
    """Why the measures of whole and parts do not go together; empty when they do."""
    base = measure(whole)
    if kind == "count":
        kinds = {part.kind for part in parts}
        return Message("" if len(kinds) == 1 and whole.unit not in units.SCALES else "the parts are not of one kind")
    if kind == "duration":
        return Message("" if base == "年" else "the whole is not a number of years")
    if not all(isinstance(part, model.Figure) for part in parts):
        return Message("the parts of a {kind} are figures", kind=kind)
    own = {measure(cast(model.Figure, part)) for part in parts}
    if kind == "difference" and (base, own) == ("个百分点", {"%"}):
        return ""
    wanted = {"share": "%", "ratio": "倍"}.get(kind)
    if len(own) != 1 or (base != wanted if wanted else {base} != own):
        fault = "its measures do not go together: {base} of {measures}"
        return Message(fault, base=base, measures=listed(sorted(own)))
    return ""


def measure(figure: model.Figure) -> str:
    """What a figure measures, without its scale: 元 of 亿元."""
    return quantities.in_si(Decimal(1), figure.unit)[1]


def beginning(fact: model.Record) -> str:
    """The first day of a dated fact; empty where it has none."""
    return (edtf.bounds(fact.when)[0] or "") if fact.when else ""


def rises(relation: model.Relation, facts: Mapping[str, model.Record]) -> bool:
    """Whether no part of an order begins before the one before it."""
    days = [beginning(facts[part]) for part in relation.parts]
    return days == sorted(days)


def contradicts(relation: model.Relation, facts: Mapping[str, model.Record]) -> bool:
    """Whether the whole as it is worded excludes what the parts as they are worded allow.

    Both are taken as widely as their words allow: 近11万亿元 is more than 10 and at most 11, and a number with a scale
    or decimals may be rounded at its last digit, unless things are counted. The relation must fit together.
    """
    whole = facts[relation.whole or ""]
    assert isinstance(whole, model.Figure)
    parts = [facts[part] for part in relation.parts]
    if relation.kind not in ("count", "duration"):
        return apart(stated(whole), combined(relation.kind, [stated(cast(model.Figure, part)) for part in parts]))
    result, slack = computed(relation, facts), 0
    if relation.kind == "duration" and all(len(part.when or "") > 4 for part in parts):
        first, last = map(beginning, parts)
        slack = int(last[5:] < first[5:])  # of dates finer than a year, the last year may not be full
    return result is None or apart(stated(whole), Interval(result[0] - slack, result[0]))


def stated(figure: model.Figure) -> Interval:
    """What the words of a figure allow, in its base measure."""
    low, high, *are_open = quantities.interval(figure.value, figure.upper, figure.qualifier)
    rounded = figure.qualifier == "exact" and ("." in str(figure.value) or units.split_unit(figure.unit)[0])
    slack = Decimal(1).scaleb(cast(int, figure.value.as_tuple().exponent)) / 2 if rounded else Decimal(0)
    one = quantities.in_si(Decimal(1), figure.unit)[0]
    return Interval((low - slack) * one, (high + slack) * one, *are_open)


def combined(kind: str, parts: Sequence[Interval]) -> Interval:
    """What a sum, a difference or a quotient of bounded numbers can be."""
    are_open = any(part.low_open for part in parts), any(part.high_open for part in parts)
    if kind == "sum":
        low, high = (sum(ends, Decimal(0)) for ends in ([part.low for part in parts], [part.high for part in parts]))
        return Interval(low, high, *are_open)
    first, second = parts
    if kind == "difference":
        return Interval(first.low - second.high, first.high - second.low, *are_open)
    scale = 100 if kind == "share" else 1
    low = first.low / second.high * scale if first.low.is_finite() and second.high > 0 else -ENDLESS
    high = first.high / second.low * scale if first.high.is_finite() and second.low > 0 else ENDLESS
    return Interval(low, high, *are_open)


def apart(one: Interval, other: Interval) -> bool:
    """Whether no number lies in both."""
    orders = ((one, other), (other, one))
    return any(a.high < b.low or (a.high == b.low and (a.high_open or b.low_open)) for a, b in orders)
