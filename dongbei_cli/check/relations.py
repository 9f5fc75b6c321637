"""How the words of a claim are joined, beside those of a record: what is before and behind a word that relates them.

Words alone do not tell who gives and who receives, or which adjective belongs to which noun. All that is joined
otherwise than in the record is left open; only a sum of several regions that is one region's is refuted.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.check.amounts import Amount
from dongbei_cli.check.claims import GAP, WORDS, Slot, blanked
from dongbei_cli.check.comparison import FORMS, Comparison
from dongbei_cli.readings import rows

JOINTS = "，。；：、|（）《》,.;:“”"
"""What ends an item of a list, besides a word for and."""
AND = "和与及或等也|"
"""Characters that join the items of a Chinese list or end it."""


class Part(NamedTuple):
    """A run of a claim that a record has in the same words, and where the record has it."""

    start: int
    end: int
    places: tuple[int, ...]


def runs(text: str, passage: str) -> Iterator[Part]:
    """Yield the longest runs of two Chinese characters or more that a passage has, from left to right."""
    at = 0
    while at < len(text) - 1:
        end = at + 1
        while end < len(text) and text[at : end + 1] in passage and text[end] not in JOINTS:
            end += 1
        if end > at + 1 and text[at] not in JOINTS:
            yield Part(at, end, tuple(m.start() for m in re.finditer(f"(?={re.escape(text[at:end])})", passage)))
        at = max(end, at + 1)


def crossed(pair: Comparison) -> None:
    """Note two Chinese words side by side that the sentence has in two items, each beside another word."""
    if (
        pair.differences
        or not pair.claim.chinese
        or (pair.figure and (pair.evidence.ends or not pair.evidence.dates[1:]))
    ):
        return
    names, passage = pair.evidence.names, pair.evidence.sentence
    known = names.subjects | {pair.evidence.values.get("region")}
    subjects = [slot for slot in pair.claim.regions if slot.value in known]
    days = [slot for slot in pair.claim.dates if "日" in slot.text or not pair.evidence.dates[1:]]
    text = blanked(pair.claim.text, (*pair.claim.parties, *pair.claim.amounts, *subjects, *days))
    wanted = f"{FORMS['saying'].pattern}{'|实现' if pair.evidence.proposes else ''}"
    text = re.sub(wanted, lambda match: GAP * len(match[0]), text)
    frame = max((each.start() for each in FORMS["told"].finditer(passage)), default=-1)
    for one, two in pairwise(runs(text, passage)):
        ends, named = [place + one.end - one.start for place in one.places], names.in_text(text[one.start : one.end])[1]
        starts = [start if named else before_name(pair, start) for start in two.places]
        item = re.split(f"[{JOINTS}{AND}]", text[: one.start])[-1]
        turned_round = any(passage[end : end + 2] in item for end in ends)
        if (
            FORMS["link"].fullmatch(text[one.end : two.start])
            and not turned_round
            and not any(end <= frame for end in ends)
            and text[one.start : two.end] not in pair.passage
            and pair.claim.rest[one.start : two.end].strip(GAP)
            and not any(each.start < one.start < each.end for each in pair.covered.pieces)
            and not any(joined(passage, end, start) for end in ends for start in starts)
        ):
            pair.open.append(text[one.start : two.end])


def before_name(pair: Comparison, start: int) -> int:
    """Return where words of the sentence begin with the name of a region right before them."""
    regions = pair.evidence.names.in_text(pair.evidence.sentence)[1]
    return next((slot.start for slot in regions if slot.end == start), start)


def joined(passage: str, end: int, start: int) -> bool:
    """Return whether words that end and others that begin at a place are in one item, or end or begin a list."""
    between = passage[min(end, start) : max(end, start)]
    if not re.search(f"[{JOINTS}{AND}]", between) or FORMS["list_before"].fullmatch(between):
        return True
    ends = (FORMS["edge"].match(passage, end), FORMS["edge_before"].search(passage[:start]))
    return any(ends)


def turned(pair: Comparison) -> None:
    """Note words before one that relates them to others, where the record has them only behind it, or contrary."""
    if pair.differences:
        return
    slots: list[Slot | Amount] = [*pair.claim.dates, *pair.claim.amounts]
    text, passage = blanked(pair.claim.text, slots).replace(GAP, "_"), pair.passage
    for sort, pattern in rows(WORDS / "pivots.tsv"):
        for match in re.finditer(pattern, text):
            its, ours = [sides(passage, other) for other in re.finditer(pattern, passage)], sides(text, match)
            lacking = sort == "both" or (sort == "needed" and adjoins(ours[1], pair))
            wrong = not agree(ours, its, pair, sort) if its else lacking
            if wrong and pair.claim.rest[match.start()] != GAP:
                pair.open.append(match[0])


def adjoins(behind: str, pair: Comparison) -> bool:
    """Return whether words begin with the name of a body that the record has."""
    return any(slot.start == 0 and slot.text in pair.passage for slot in pair.evidence.names.in_text(behind)[0])


def sides(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Return what is before and behind a match in its clause."""
    before = re.split(f"[，。；：|.,;:]|{FORMS['saying'].pattern}", text[: match.start()])[-1]
    return before, re.split("[，。；：|.,;:]", text[match.end() :])[0]


def agree(ours: tuple[str, str], its: Sequence[tuple[str, str]], pair: Comparison, sort: str) -> bool:
    """Return whether what a claim has beside a word is not only on the other side in the record."""
    both = ["|".join(each) for each in zip(*its, strict=True)]
    for side, (own, here, there) in enumerate(zip(ours, both, reversed(both), strict=True)):
        words = beside(own, side - 1, "|".join(both), pair, sort)
        if any(word not in here and word in there for word in words):
            return False
    exact = {"both": (0, 1), "behind": (1,)}.get(sort, ())
    return any(all(starts(ours[side], theirs[side]) for side in exact) for theirs in its)


def beside(text: str, nearest: int, passage: str, pair: Comparison, sort: str) -> list[str]:
    """Return the name and the other words that a passage has, nearest to the end or to the beginning of a text."""
    parties, regions = pair.evidence.names.in_text(text)
    edge = len(text) if nearest else 0
    names = [*regions, *(slot for slot in parties if edge in (slot.start, slot.end))]
    rest = blanked(text, (*parties, *regions))
    if sort == "needed":
        words = []
    elif pair.claim.chinese:
        words = [rest[part.start : part.end] for part in runs(rest, passage)]
    else:
        words = [word for word in re.findall("[A-Za-z-]{4,}", rest) if word in passage]
    known = [slot.text for slot in sorted(names) if slot.text in passage]
    return [each[nearest] for each in (known, words) if each]


def starts(own: str, theirs: str) -> bool:
    """Return whether the record has the first word of a claim beside one that relates it there too."""
    first = next(iter(re.findall("[一-鿿]{2,}", own)), "")
    whole = re.search(rf"{re.escape(own)}[^\W非不]", theirs) if len(own) > 1 else None
    found = next(runs(first, theirs), None)
    return not (first and theirs) or (found is not None and found.start == 0 and not whole)


def measures(pair: Comparison) -> None:
    """Note a share or a speed that a claim tells as a level."""
    text, heading = pair.claim.text, pair.evidence.heading(pair.claim.chinese)
    if FORMS["share"].search(heading) and not FORMS["share"].search(text):
        pair.open.append("share")
    level, own = FORMS["level"].search(pair.claim.rest), "|".join((*pair.evidence.passages, pair.passage))
    if level and not FORMS["level"].search(own):
        pair.open.append(level[0])


def sums(pair: Comparison) -> None:
    """Note that a claim tells the amount of one region as that of several together."""
    own, others = pair.evidence.values.get("region"), pair.against[0]
    regions = [slot for slot in pair.claim.regions if slot.value not in others]
    if not pair.figure or not own or len(pair.claim.amounts) > 1:
        return
    listed = [one for one, two in pairwise(regions) if FORMS["and"].fullmatch(pair.claim.text[one.end : two.start])]
    if pair.claim.amounts and listed and own in {slot.value for slot in regions}:
        pair.differ("region", pair.claim.text[regions[0].start : regions[-1].end], own)
    together = FORMS["together"].search(pair.claim.text)
    if together and pair.claim.rest[slice(*together.span())].strip(GAP) and own not in pair.evidence.names.subjects:
        pair.open.append(together[0])


def meetings(pair: Comparison) -> None:
    """Note where a claim says that both meetings were, or what one was on, where no event says so; or only one."""
    met = {slot.value for slot in pair.claim.parties if pair.evidence.names.meeting(slot.value, met=True)}
    event = isinstance(pair.evidence.record, model.Event)
    if FORMS["staged" if len(met) > 1 else "theme"].search(pair.claim.text) and not event:
        pair.open.append("both")
    for slot in pair.claim.parties:
        starts = [slot.start, *(day.start for day in pair.claim.dates if 0 <= slot.start - day.end < 2)]
        only = next(filter(None, (FORMS["only"].search(pair.claim.text[:at]) for at in starts)), None)
        known = {each.value: each.text for each in pair.evidence.named.parties}
        others = [known[name] for name in known.keys() - {each.value for each in pair.claim.parties}]
        if only and others and slot.value in known and not pair.evidence.who:
            pair.replace("actors", pair.claim.text[only.start() : slot.end], "、".join(sorted(others)))
        elif only:
            pair.open.append(only[0])
