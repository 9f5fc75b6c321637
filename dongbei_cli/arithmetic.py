"""The source's own arithmetic: what the parts of a relation give, exactly."""

from collections.abc import Mapping
from decimal import Decimal

from dongbei_cli import edtf, entries, quantities


def computed(relation: entries.Relation, facts: Mapping[str, entries.Fact]) -> tuple[Decimal, str] | None:
    """What the parts give, in the unit of the whole; None for an order, which has no whole."""
    whole = facts.get(relation.whole or "")
    if not isinstance(whole, entries.Figure):
        return None
    parts = [facts[part] for part in relation.parts]
    if relation.kind == "count":
        return Decimal(len(parts)), whole.unit
    if relation.kind == "duration":
        return Decimal(year(parts[1]) - year(parts[0])), whole.unit
    values = [value_in_si(part) for part in parts]
    si = {"sum": sum, "difference": lambda v: v[0] - v[1], "share": lambda v: v[0] / v[1] * 100}
    total = Decimal(si.get(relation.kind, lambda v: v[0] / v[1])(values))
    if relation.kind in ("share", "ratio"):
        return total, whole.unit
    return quantities.converted(total, quantities.in_si(Decimal(1), whole.unit)[1], whole.unit), whole.unit


def value_in_si(fact: entries.Fact) -> Decimal:
    """The value of a figure, scales multiplied out."""
    assert isinstance(fact, entries.Figure)
    return quantities.in_si(Decimal(fact.value), fact.unit)[0]


def year(fact: entries.Fact) -> int:
    """The year in which a dated fact begins."""
    date = getattr(fact, "date", None) or getattr(fact, "period", None)
    earliest = edtf.bounds(date)[0] if date else None
    assert earliest, f"{fact.id} has no date"
    return int(earliest[:4])
