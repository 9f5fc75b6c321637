"""One question a field: which values do the words of the article allow?

A set of one is a derivation, a certain set of one other value a contradiction. For anything else the curator declares
the field in `curated` with a reason, and it is counted as the curator's word. Readers answer the question, a field
each; none of them knows what the curator wrote.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.problems import Problem
from dongbei_cli.rules import dates, figures, parties, statements
from dongbei_cli.rules.readers import NOTHING, Allowed
from dongbei_cli.rules.text import PROVED, Curated, Verdict

Reader = Callable[[FactFile, Any], Allowed]

READERS: Mapping[str, Mapping[str, Reader]] = {
    "event": {"date_text": dates.date_text, "date": dates.event_date, "place": parties.place, "actors": parties.actors},
    "figure": {
        "written": figures.written,
        "value": figures.value,
        "upper": figures.upper,
        "unit": figures.unit,
        "qualifier": figures.qualifier,
        "region": figures.region,
        "period": figures.period,
        "indicator": figures.indicator,
    },
    "quote": {
        "speaker": statements.speaker,
        "speech": statements.speech_of,
        "verb": statements.verb,
        "occasion": statements.occasion,
        "date": dates.said_on,
    },
    "measure": {
        "proposer": statements.speaker,
        "status": statements.status,
        "date": dates.said_on,
        "components": parties.components,
    },
    "claim": {"attribution": statements.attribution},
    "person": {"role": parties.role, "affiliation": parties.affiliation},
    "document": {"issuer": parties.issuer, "date": dates.said_on},
}
"""The fields of each kind that the words must give, with the reader of each."""
ASKED_WHEN_EMPTY = ("upper",)
"""Fields that may not be left out where the words give them."""


class State(NamedTuple):
    """What became of a field: derived, curated, or its fault (a message and a hint)."""

    derived: bool = False
    curated: bool = False
    fault: tuple[str, str] | None = None


def state(fact: model.Record, field: str, allowed: Allowed) -> State | None:
    """Judge a field of a fact by what the words allow; None where it is empty and need not be said."""
    own = getattr(fact, field)
    reason = (fact.curated or {}).get(field)
    only = allowed.values[0] if allowed.certain and len(allowed.values) == 1 else NOTHING
    if own is None or own == ():
        if field not in ASKED_WHEN_EMPTY or only in (NOTHING, None):
            return State(curated=True) if reason else None
        return State(fault=(f"the words give {field} {shown(only)}", f"write {field}: {shown(only)}"))
    if only is not NOTHING and only == own:
        return State(derived=True)
    if only is not NOTHING:
        return State(
            fault=(f"{field} is {shown(own)}, and the words say {shown(only)}", f"write {field}: {shown(only)}")
        )
    if reason:
        return State(curated=True)
    could = " or ".join(dict.fromkeys(shown(value) for value in allowed.values if value is not None))
    why = allowed.why or (f"it could be {could}" if could else "no words give it")
    return State(
        fault=(
            f"{field} {shown(own)} cannot be derived: {why}",
            f'anchor the words that give it, or declare it: curated: {{{field}: "how you know"}}',
        )
    )


def shown(value: Any) -> str:
    """A value for a message."""
    return "、".join(value) if isinstance(value, tuple) else str(value)


@lru_cache(maxsize=4)
def states(file: FactFile) -> dict[str, dict[str, State]]:
    """Return the state of every field that is asked for, by the id of the fact."""
    found: dict[str, dict[str, State]] = {}
    for fact in file.base.facts():
        asked = READERS.get(fact.kind, {})
        judged = ((field, state(fact, field, reader(file, fact))) for field, reader in asked.items())
        found[fact.id] = {field: each for field, each in judged if each is not None}
    return found


def proof(file: FactFile, fact: model.Record) -> dict[str, Any]:
    """Return which fields of a fact are derived, and which are the curator's word with his reasons."""
    judged = states(file).get(fact.id, {})
    curated = {field: (fact.curated or {})[field] for field, each in judged.items() if each.curated}
    return {"derived": [field for field, each in judged.items() if each.derived], "curated": curated}


def asked(rule: str, **fields: str) -> Callable[[FactFile], Iterator[Verdict]]:
    """Return the rule that certain fields (kind="field field") are derived or declared."""

    def judge(file: FactFile) -> Iterator[Verdict]:
        for fact in file.base.facts():
            judged = states(file)[fact.id]
            for field in fields.get(fact.kind, "").split():
                if field in judged:
                    derived, _, fault = judged[field]
                    reason = (fact.curated or {}).get(field, "")
                    sound = PROVED if derived else Curated(reason)
                    yield file.problem(fact, (field,), rule, *fault) if fault else sound

    judge.__name__ = rule.replace("-", "_")
    return judge


def curated_known(file: FactFile) -> Iterator[Verdict]:
    """Every key under `curated` is a field of the fact that the words are asked for.

    Fails: curated: {titel: ...}; curated: {title: ...}, since a title is the curator's anyway.
    """
    for fact in file.base.facts():
        for field in fact.curated or {}:
            known = READERS.get(fact.kind, {})
            message = f"{field!r} is no field of a {fact.kind} that is derived from the words"
            hint = f"those are {', '.join(known)}" if known else "remove it"
            yield (
                PROVED
                if field in known
                else Problem(file.place(fact, "curated", field), "curated-known", message, hint)
            )
