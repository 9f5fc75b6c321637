"""How much of a curated base `dongbei new` drafts from its articles alone, and what it says for certain that is wrong.

    python -m benchmarks.drafts [FACTS.yaml ...]

One line a kind: records whose draft has the right value for certain, those for which it is at least offered, and all.
Below them each certain value that no record over the same words has.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dongbei_cli import model
from dongbei_cli.base import sound_file
from dongbei_cli.curate import FactBase, FactFile
from dongbei_cli.drafting.stubs import Draft, Open, Stub

ASKED: dict[type[model.Record], tuple[str, ...]] = {
    model.Event: ("date",), model.Figure: ("value", "upper", "unit", "qualifier"), model.Quote: ("speaker",),
    model.Measure: ("proposer",), model.Person: (), model.Organization: (), model.Document: (),
}  # fmt: skip
"""What a draft is to have right; a name is right where it is found."""
SAID = (model.Quote, model.Measure)
OTHER_NAMES = {"speaker": "proposer", "proposer": "speaker"}
COMPARED = (
    "value", "upper", "unit", "qualifier", "region", "period", "date", "place", "speaker", "proposer", "speech",
    "status", "role", "affiliation", "issuer",
)  # fmt: skip
"""Fields that are compared wherever a draft is certain of them."""


class Score(NamedTuple):
    """How many records of a kind are drafted right for certain, how many at least offered, and how many there are."""

    certain: int
    offered: int
    all: int


def drafts(path: Path) -> Iterator[tuple[model.Record, list[Stub]]]:
    """Yield each record of a base with the stubs that are drafted for its words when nothing is known."""
    file = sound_file(path)
    for source in file.base.sources:
        bare = FactFile(file.name, FactBase({"sources": [source]}), {}, {})
        bare.articles = file.articles
        stubs = Draft(bare, source).stubs()
        for fact in file.base.facts():
            if file.source(fact) == source and type(fact) in ASKED:
                spans = [(span.start, span.end) for _, span in file.anchored(fact)]
                yield fact, [stub for stub in stubs if is_for(stub, fact, spans)]


def is_for(stub: Stub, fact: model.Record, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a stub is for what a record says."""
    if stub.cls is not type(fact) and not (stub.cls in SAID and isinstance(fact, SAID)):
        return False
    if isinstance(fact, model.Figure):
        written = str(stub.values["written"])
        return (written in fact.written or fact.written in written) and held(stub, spans)
    if isinstance(fact, model.Event):
        return held(stub, spans)
    if isinstance(fact, SAID):
        return stub.start < spans[0][1] and spans[0][0] < stub.end
    names = (stub.values["name"], *stub.values.get("aliases", ()))
    return bool({getattr(fact, "name", None), *getattr(fact, "aliases", ())}.intersection(names))


def held(stub: Stub, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a stub begins in one of some passages."""
    return any(start <= stub.start < end for start, end in spans)


def value(stub: Stub, key: str) -> Any:
    """Return a value of a stub; who says a measure is its proposer."""
    return stub.values.get(key if key in stub.cls.FIELDS else OTHER_NAMES.get(key, key))


def is_right(stub: Stub, fact: model.Record, *, offered: bool) -> bool:
    """Whether a stub has what is asked of a record, or offers it."""
    pairs = [(value(stub, key), getattr(fact, key)) for key in ASKED[type(fact)]]
    return all(
        own == true or (offered and isinstance(own, Open) and str(true) in own.candidates) for own, true in pairs
    )


def measured(path: Path) -> tuple[dict[str, Score], list[str]]:
    """Return the score of each kind of a base, and what the drafts have wrong for certain."""
    found = list(drafts(path))
    scores = {}
    for cls in ASKED:
        own = [(fact, stubs) for fact, stubs in found if type(fact) is cls]
        right = [sum(any(is_right(s, f, offered=some) for s in stubs) for f, stubs in own) for some in (False, True)]
        scores[cls.__name__.lower()] = Score(right[0], right[1], len(own))
    facts_by_stub: dict[int, list[model.Record]] = {}
    stubs_by_id = {id(stub): stub for _, stubs in found for stub in stubs}
    for fact, stubs in found:
        for stub in stubs:
            facts_by_stub.setdefault(id(stub), []).append(fact)
    wrong = []
    for key, stub in stubs_by_id.items():
        for field in COMPARED:
            own, facts = value(stub, field), facts_by_stub[key]
            true = {getattr(fact, field, getattr(fact, OTHER_NAMES.get(field, field), own)) for fact in facts}
            if own is not None and not isinstance(own, Open) and own not in true:
                wrong.append(f"{stub.values['anchors'][0].exact}: {field} {own}, not {' or '.join(map(str, true))}")
    return scores, wrong


def main() -> None:
    """Print the scores of some bases."""
    for path in map(Path, sys.argv[1:] or ["facts.yaml"]):
        scores, wrong = measured(path)
        lines = [f"{kind:12} {one.certain:4} {one.offered:4} {one.all:4}" for kind, one in scores.items() if one.all]
        print(path, *lines, *(f"wrong: {each}" for each in wrong), sep="\n")


if __name__ == "__main__":
    main()
