"""One question a field is asked: which values do the words of the article allow it.

A set of one is a derivation, a set of one other value a contradiction. For anything else the curator declares the field
in `curated` with a reason, and it counts as the curator's word. Readers answer the question, one a field.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.rules import dates, figures, parties, statements
from dongbei_cli.rules.text import PROVED, Allowed, Curated, Verdict, verdict

Reader = Callable[[FactFile, Any], Allowed]

READERS: Mapping[str, Mapping[str, Reader]] = {
    "event": {
        "date_text": dates.date_text, "date": dates.event_date, "place": parties.place, "actors": parties.actors,
    },
    "figure": {
        "written": figures.written, "value": figures.part("value"), "upper": figures.part("upper"),
        "unit": figures.unit, "qualifier": figures.part("qualifier"), "region": figures.region,
        "period": figures.period, "indicator": figures.indicator,
    },
    "quote": {
        "speaker": statements.speaker, "speech": statements.speech_of, "verb": statements.verb,
        "occasion": statements.occasion, "date": dates.said_on,
    },
    "measure": {
        "proposer": statements.speaker, "status": statements.status, "date": dates.said_on,
        "components": parties.components,
    },
    "claim": {"attribution": statements.attribution},
    "person": {"role": parties.role, "affiliation": parties.affiliation},
    "document": {"issuer": parties.issuer, "date": dates.said_on},
}  # fmt: skip
"""The fields of each kind that the words must give, with the reader of each."""
State = Literal["derived", "curated"] | tuple[str, str]
"""What became of a field; a fault is a message and a hint."""


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
        return f"{field} is {shown(own)}, and the words say {said}", f"write {field}: {said}"
    if reason:
        return "curated"
    could = [shown(value) for value in allowed.values if value is not None]
    several = f"it could be {' or '.join(could)}" if len(could) > 1 else "the words leave it open"
    why = allowed.why or (several if could else "no words give it")
    hint = f'anchor the words that give it, or declare it: curated: {{{field}: "how you know"}}'
    return f"{field} {shown(own)} cannot be derived: {why}", hint


def shown(value: Any) -> str:
    """A value for a message."""
    return "、".join(value) if isinstance(value, tuple) else str(value)


@lru_cache(maxsize=4)
def states(file: FactFile) -> dict[str, dict[str, State]]:
    """Return the state of every field that is asked for, by the id of the fact."""
    found: dict[str, dict[str, State]] = {}
    for fact in file.base.facts():
        readers = READERS.get(fact.kind, {})
        judged = ((field, state(fact, field, reader(file, fact))) for field, reader in readers.items())
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
                    yield file.problem(fact, (field,), rule, *judged)
                elif judged:
                    yield PROVED if judged == "derived" else Curated((fact.curated or {})[field])

    judge.__name__ = rule.replace("-", "_")
    return judge


def curated_known(file: FactFile) -> Iterator[Verdict]:
    """Every key under `curated` is a field of the fact that the words are asked for.

    Fails: curated: {titel: ...}; curated: {title: ...}, since a title is the curator's anyway.
    """
    for fact in file.base.facts():
        known = READERS.get(fact.kind, {})
        for field in fact.curated or {}:
            fault = "" if field in known else f"{field!r} is no field of a {fact.kind} that words give"
            yield verdict(file, fact, ("curated", field), "curated-known", fault, f"those are {', '.join(known)}")
