"""A claim beside the records of a base: what is compared, in which order, the records nearest to it, and verdicts."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.check import circumstances, figures, relations, rivals, wording
from dongbei_cli.check.claims import Claim
from dongbei_cli.check.comparison import NEAR, Comparison
from dongbei_cli.check.cover import Difference
from dongbei_cli.check.evidence import Evidence
from dongbei_cli.readings import edtf

MAIN = (
    ({"direction", "value"}, "value"),
    ({"negation", "value"}, "value"),
    ({"date", "speaker"}, "speaker"),
    ({"date", "actors"}, "actors"),
    ({"status", "speaker", "actors", "negation", "direction"}, "status"),
    ({"qualifier", "direction", "negation"}, "qualifier"),
    ({"role", "region"}, "role"),
    ({"region", "name"}, "region"),
    ({"region", "place"}, "place"),
    ({"role", "place"}, "role"),
)
"""Differences that come of one: of a figure that moves, of another meeting, of who did what is but proposed."""


class Result(NamedTuple):
    """The verdict on a claim or a part of it, with the records that decide it."""

    verdict: str
    evidence: tuple[Evidence, ...] = ()
    difference: Difference | None = None


UNMENTIONED = Result("unmentioned")


def together(results: Sequence[Result]) -> Result:
    """Return the verdict on a claim by those on its parts: none may be unmentioned, one that is refuted decides."""
    others = [result for result in results if result.verdict != "supported"]
    evidence = tuple(each for result in (*others, *results) for each in result.evidence)
    if not results or any(result.verdict == "unmentioned" for result in others):
        return UNMENTIONED
    refuted = next((result.difference for result in others if result.verdict == "refuted"), None)
    return Result("refuted" if refuted else "disputed" if others else "supported", evidence, refuted)


def settle(pair: Comparison) -> None:
    """Take two differences as one: a direction and the value it leads to, a meeting and its date."""
    meetings = [each for slot in pair.claim.parties for each in pair.evidence.names.meetings.get(slot.value, ())]
    days = [edtf.bounds(date) for _, date in meetings if date]
    held = all(any(circumstances.inside(day, edtf.bounds(slot.value)) for day in days) for slot in pair.claim.dates)
    found = [*pair.differences.values()]
    spoken = [each.claimed for each in found if each.slot == "speech"]
    quoted = [slot.text for slot in pair.claim.quotations if spoken]
    found = [one for one in found if one.claimed in spoken or not any(one.claimed in words for words in spoken)]
    pair.differences = {("", each.slot if each.slot == "negation" else each.claimed): each for each in reversed(found)}
    for several, kept in MAIN:
        if (
            kept in pair.slots <= several
            and (kept != "value" or pair.figure)
            and (held or kept not in ("speaker", "actors"))
        ):
            pair.differences = {key: each for key, each in pair.differences.items() if each.slot == kept}
    there = {slot.text for slot in pair.claim.regions if pair.claim.documents and slot.value in dict(meetings)}
    where = {slot.text for slot in pair.claim.regions}
    then = {slot.text for slot in (*pair.claim.dates, *pair.claim.parties)}
    met = then if held and days and pair.literal > NEAR * (2 - pair.claim.chinese) else set[str]()
    told = {"actors": there, "status": then, "occasion": where, "speaker": met}.get("".join(pair.slots), set())
    quoted += [*spoken, *(each.claimed for each in pair.differences.values() if each.slot in ("name", "occasion"))]
    pair.open = [word for word in pair.open if word not in told and not any(word in words for words in quoted)]


CHECKS: tuple[Callable[[Comparison], None], ...] = (
    wording.words, wording.degrees, wording.replacements, wording.venues, wording.papers,
    figures.amounts, figures.durations,
    circumstances.dates, circumstances.times, circumstances.regions, circumstances.parties,
    wording.speech, wording.status, wording.denials, wording.hedges, wording.misplaced,
    relations.crossed, relations.turned, relations.measures, relations.sums,
    relations.meetings, relations.several, settle,
)  # fmt: skip
"""What is compared of a record whose words are near those of the claim."""


def nearest(claim: Claim, evidence: Iterable[Evidence], least: float) -> list[Comparison]:
    """Return the comparisons with the records whose words are near those of a claim, the nearest first."""
    found = [Comparison(claim, each) for each in evidence]
    for one in found:
        if (rest := rivals.ranked(one)) != claim.rest:
            one.read(rest)  # what it ranks is no word of its own
    top = max((one.shared for one in found if one.fits), default=0)
    few = top / 2 - (1 if claim.chinese else NEAR / 3)
    sure = [one for one in found if one.shared >= few or one.covered.turned or (one.figure and claim.amounts)]
    near_ = [one for one in sure if one.strange <= least or isinstance(one.evidence.record, model.Person)]
    for one in near_:
        for check in CHECKS:
            check(one)
    told = bool(claim.regions or claim.dates)  # where and when something was, the record of it says best
    return sorted(near_, key=lambda one: (-one.weight, told and not one.evidence.has_place))
