"""Which of several dated events a claim says was first: the events that it names, beside their dates."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from dongbei_cli.check.amounts import TIMES, relation
from dongbei_cli.check.claims import WORDS, Claim, is_chinese
from dongbei_cli.check.compare import UNMENTIONED, Result, nearest, together
from dongbei_cli.check.comparison import FORMS, Comparison
from dongbei_cli.check.cover import NEUTRAL, Difference, cover, listed
from dongbei_cli.check.evidence import Evidence
from dongbei_cli.readings import edtf, rows, typed
from dongbei_cli.readings.forms import Form
from dongbei_cli.readings.quantities import Quantity

NUMBERS = typed.COUNTS | {word: number for number, word in enumerate(typed.ONE_TO_NINE, 1)} | {"两": 2}


@cache
def forms(chinese: bool) -> list[tuple[str, Form]]:
    """Return how a claim in a language tells an order: before, after, first, last, or among how many."""
    found = (row for row in rows(WORDS / "order.tsv") if is_chinese(row[1]) == chinese)
    return [(name, Form(f"(?i:{source})")) for name, source in found]


def matches(claim: Claim) -> list[tuple[str, re.Match[str]]]:
    """Return where a claim tells an order, from left to right, the longest of those that overlap."""
    known = [(name, each) for name, each in forms(claim.chinese) if name not in ("among", "many")]
    found = [(name, match) for name, each in known for match in each.finditer(claim.rest)]
    chosen: list[tuple[str, re.Match[str]]] = []
    for name, match in sorted(found, key=lambda one: (one[1].start(), -one[1].end())):
        if not chosen or match.start() >= chosen[-1][1].end():
            chosen.append((name, match))
    return chosen


def judged(claim: Claim, evidence: Sequence[Evidence]) -> Result:
    """Return the verdict on all orders that a claim tells; unmentioned where it tells none, or one is not certain.

    A side without words is what the order before was of; what follows the last order must be so of its first side.
    """
    orders = matches(claim)
    if sequences := [match for name, match in orders if name == "sequence"]:
        return sequence(claim, dated(evidence), evidence, sequences[0])
    among = dict(forms(claim.chinese))["among"].search(claim.text)
    if among and any(among.start() <= match.start() < among.end() for _, match in orders):
        among = None  # it is a side of an order
    begin, stop = 0, len(claim.rest)
    if among:
        begin, stop = (begin, among.start()) if among.start() else (among.end(), stop)
    events, first, results = dated(evidence), list[Evidence](), list[Result]()
    found = [(name, match) for name, match in orders if begin <= match.start() < stop]
    for number, (name, match) in enumerate(found):
        following = found[number + 1][1].start() if found[number + 1 :] else stop
        groups = match.re.groupindex
        side = claim.part(*(match.span("one") if "one" in groups else (begin, match.start())), inherits=False)
        first, wrong = named(side, events) if says(side) else (first, None)
        if wrong:
            return Result("refuted", (wrong[0],), wrong[1])
        if name == "at":
            begin = match.end()
            apart = re.search("最|其中|之一|中，|(?i: of the )", claim.text[: match.start()])
            results += [UNMENTIONED if apart else then(claim, first, match)] if first else []
        elif name in ("first", "last"):
            begin = match.end()
            results.append(extreme(first, events, name, among, claim.text[slice(*match.span())]))
        else:
            comma = claim.rest.find("，", match.end(), following)
            end = following if comma < 0 else comma
            other = claim.part(*(match.span("other") if "other" in groups else (match.end(), end)), inherits=False)
            begin = match.end() if "other" in groups else end
            span = match.start(), max(begin, match.end())
            results.append(ordered(claim, first, named(other, events)[0], name, span))
    if says(tail := claim.part(begin, stop, inherits=False)):
        fits = any(one.fits and not one.open for one in nearest(tail, first, 0))
        results.append(Result("supported", tuple(first[:1])) if fits else UNMENTIONED)
    return together(results)


def sequence(claim: Claim, events: Sequence[Evidence], evidence: Sequence[Evidence], match: re.Match[str]) -> Result:
    """Return whether events come in the order in which a claim lists them, of which it tells how many they are."""
    cuts = [each.span() for each in re.finditer("[、,]|和|以及|(?:, )?and ", claim.text[slice(*match.span("items"))])]
    begin, end = match.span("items")
    if FORMS["denies"].search(claim.text[:begin]) or says(claim.part(end, len(claim.rest), inherits=False)):
        return UNMENTIONED
    ends = [begin, *(begin + at for cut in cuts for at in cut), end]
    found = [named(claim.part(*each, inherits=False), events)[0] for each in zip(ends[::2], ends[1::2], strict=True)]
    head = claim.part(0, match.start(), inherits=False)
    told = dict(forms(claim.chinese))["many"].search(head.text)
    fits = not says(head) or any(one.fits and not one.open for one in nearest(head, evidence, 0))
    alike = ([[one for one in each if one.values["category"] == sort] for each in found] for sort in categories(found))
    listed = next(([event for (event,) in each] for each in alike if all(len(one) == 1 for one in each)), [])
    if len(listed) < 2 or (told and NUMBERS[told[1].lower()] != len(listed)) or not fits:
        return UNMENTIONED
    spans = [days(event) for event in listed]
    if not all(one[1] < other[0] or other[1] < one[0] for one, other in pairwise(spans)):
        return UNMENTIONED
    return settled(spans == sorted(spans), tuple(listed), claim.text[begin:end])


def categories(found: Sequence[Sequence[Evidence]]) -> list[str]:
    """Return of which categories each of several things has events."""
    return sorted(set[str].intersection(*({str(one.values["category"]) for one in each} for each in found)))


def dated(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the events of which it is known when they were; no periods, anniversaries and forecasts."""
    events = [one for one in evidence if one.values.get("category") not in (None, "forecast")]
    events = [one for one in events if not re.search("周年|[/~?]", f"{one.record.title}{one.values['date']}")]
    return [one for one in events if None not in edtf.bounds(str(one.values["date"]))]


def says(part: Claim) -> bool:
    """Return whether a part of a claim has words of its own or names something."""
    return bool(part.slots) or any(each.place != NEUTRAL for each in cover(part.text, part.rest, "").pieces)


def named(side: Claim, events: Sequence[Evidence]) -> tuple[list[Evidence], tuple[Evidence, Difference] | None]:
    """Return the events that words name, those with most of them, or the one of which they tell another date."""
    scores = dict[Comparison, tuple[int, int, int]]()
    for one in nearest(side, events, 0):
        known = one.evidence.regions | one.evidence.names.subjects | {"中国"}
        title = f"{one.evidence.record.title}|{one.evidence.values.get('title_en')}".lower()
        here = sum(slot.text.lower() in title or slot.value in title for slot in side.regions)
        words = [side.text[piece.start : piece.end].lower() for piece in one.pieces]
        words = [word for word in words if word not in listed("neutral")]
        fits = not (one.open or one.unknown or one.slots - {"date", "period"})
        if fits and all(slot.value in known for slot in side.regions) and (words or here or side.parties):
            scores[one] = here, sum(len(word) for word in words if word in title), sum(map(len, words))
    best = [one for one in scores if scores[one] == max(scores.values())]
    dated = [(one.evidence, each) for one in best for each in one.differences.values()]
    fitting = [one.evidence for one in best if one.fits]
    return fitting, None if fitting or len(dated) != 1 else dated[0]


def days(event: Evidence) -> tuple[str, str]:
    """Return the first and the last day on which an event may have been."""
    first, last = edtf.bounds(str(event.values["date"]))
    return str(first), str(last)


def ordered(claim: Claim, one: list[Evidence], other: list[Evidence], name: str, span: tuple[int, int]) -> Result:
    """Return whether all that one side may be is before or after all that the other may be, and by as many years."""
    pairs = [(a, b) for a in one for b in other if a is not b]
    pairs = [(a, b) for a, b in pairs if a.values["category"] == b.values["category"]] or pairs
    known = [(days(a), days(b)) for a, b in pairs]
    before = all(a[1] < b[0] for a, b in known)
    if not known or not (before or all(b[1] < a[0] for a, b in known)):
        return UNMENTIONED
    said = [each for each in claim.amounts if each.quantity.unit in TIMES and span[0] <= each.start <= span[1] + 1]
    gaps = [(amount.quantity, gap(amount.quantity.unit, a, b)) for amount in said for a, b in known]
    if any(each is None or relation(quantity, each) != "same" for quantity, each in gaps):
        return UNMENTIONED
    return settled(before == (name == "before"), pairs[0], claim.text[slice(*span)])


def gap(unit: str, one: tuple[str, str], other: tuple[str, str]) -> Quantity | None:
    """Return how many years or months are between two events, as a calendar counts them; None for other units."""
    years, months = (int(one[0][part]) - int(other[0][part]) for part in (slice(4), slice(5, 7)))
    if unit == "个月" and all(first[:7] == last[:7] for first, last in (one, other)):
        return Quantity(Decimal(abs(12 * years + months)), None, unit, "exact")
    return Quantity(Decimal(abs(years)), None, unit, "exact") if unit == "年" else None


def extreme(
    one: list[Evidence], events: Sequence[Evidence], name: str, among: re.Match[str] | None, words: str
) -> Result:
    """Return whether an event is the first or the last of as many of its category as the claim says that there are."""
    number = NUMBERS.get(str(among[among.lastgroup or 0]).lower()) if among else None
    for each in one:
        group = sorted((e for e in events if e.values["category"] == each.values["category"]), key=days)
        if len(group) == number:
            end = group[0 if name == "first" else -1]
            others = [days(e) for e in group if e is not each]
            first, last = (all(days(each)[1] < o[0] for o in others), all(o[1] < days(each)[0] for o in others))
            return settled(first if name == "first" else last, (each, *([] if end is each else [end])), words)
    return UNMENTIONED


def then(claim: Claim, one: list[Evidence], match: re.Match[str]) -> Result:
    """Return whether all that words name was when a claim says; unsure where only some was, or the claim is finer."""
    said = [slot for slot in claim.dates if match.start("at") <= slot.start < match.end("at")]
    spans = [days(each) for each in one]
    if len(said) != 1 or None in (bounds := edtf.bounds(said[0].value)):
        return UNMENTIONED
    first, last = map(str, bounds)
    right = all(first <= span[0] and span[1] <= last for span in spans)
    if not right and any(span[0] <= last and first <= span[1] for span in spans):
        return UNMENTIONED
    near = min(one, key=lambda event: abs(int(days(event)[0][:4]) - int(first[:4])))
    return settled(right, (near,), said[0].text)


def settled(right: bool, events: tuple[Evidence, ...], words: str) -> Result:
    """Return the verdict on an order, with the dates where it is wrong."""
    dates = "、".join(str(each.values["date"]) for each in events)
    return Result("supported", events) if right else Result("refuted", events, Difference("date", words, dates))
