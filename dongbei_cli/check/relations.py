"""How the words of a claim are joined, beside those of a record: what is before and behind a word that relates them.

Words alone do not tell who gives and who receives, or which adjective belongs to which noun. All that is joined
otherwise than in the record is left open; refuted are a sum of several regions that is one region's, and the only one
of two meetings.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.check.amounts import is_count
from dongbei_cli.check.claims import GAP, WORDS, blanked, named
from dongbei_cli.check.comparison import CLAUSE, FORMS, Comparison
from dongbei_cli.check.cover import NEUTRAL, cover, english_place, said_in, stem_places
from dongbei_cli.check.evidence import side_by_side
from dongbei_cli.readings import rows
from dongbei_cli.readings.forms import Form

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


class Relation(NamedTuple):
    """What is related in a text: by which relation of the table, where, and the words of its two sides."""

    start: int
    end: int
    name: str
    sides: tuple[str, str]


@cache
def relating() -> dict[str, list[str]]:
    """Return the patterns of each relation; those of English begin with (?i:."""
    found: dict[str, list[str]] = {}
    for name, pattern in rows(WORDS / "relations.tsv"):
        found.setdefault(name, []).append(pattern)
    return found


@cache
def forms(name: str, chinese: bool) -> list[Form]:
    """Return the patterns of a relation in a language."""
    return [Form(each) for each in relating()[name] if each.startswith("(?i:") != chinese]


@lru_cache(maxsize=4096)
def relations_in(text: str, name: str, chinese: bool) -> tuple[Relation, ...]:
    """Return what is in a relation in a text of a language; who says so is on no side."""
    found = list[Relation]()
    for pattern in forms(name, chinese):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(start < each.end and each.start < end for each in found):
                begin = max((each.end for each in found if each.end <= start), default=0)
                found.append(Relation(start, end, name, sides(match, begin)))
    return tuple(found)


def sides(match: re.Match[str], begin: int) -> tuple[str, str]:
    """Return the words of the two sides of a match of the table; what is before it begins there at the earliest."""
    before = FORMS["said"].split(match.string[begin : match.start()])[-1]
    behind = re.split(f"[{CLAUSE}|]", match.string[match.end() :])[0]
    words = match.groupdict()
    a, b = words.get("a", before), words.get("b", before if "a" in words else behind)
    return "，".join(filter(None, (a, words.get("A")))), "，".join(filter(None, (b, words.get("B"))))


def turned(pair: Comparison) -> None:
    """Note what a claim relates otherwise than its record: what is on one side there is on the other."""
    if pair.open or not pair.fits:
        return
    text = blanked(pair.claim.text, [*pair.claim.dates, *pair.claim.amounts]).replace(GAP, "_")
    own = "|".join((pair.evidence.passage(True, pair.figure is not None), pair.evidence.sentence))
    chinese = named(own, pair.evidence.names, claimed=False).text
    passages = {chinese: chinese} if pair.claim.chinese else {chinese: "", pair.passage: pair.passage}
    related = [each for name in relating() for each in relations_in(text, name, pair.claim.chinese)]
    for ours in (each for each in related if pair.claim.rest[each.start : each.end].strip(GAP)):
        its = {one: relations_in(one, ours.name, one == chinese) for one in passages}
        pair.open += [] if any(its.values()) or not ours.name.endswith("!!") else [ours.name]
        for one, passage in passages.items():
            told = [agrees(pair, ours, each, passage) for each in its[one]]
            pair.open += [ours.name] if False in told and True not in told else []


def agrees(pair: Comparison, ours: Relation, its: Relation, passage: str) -> bool | None:
    """Return whether a record has what a claim has on each side there too, and not on the other; None if nowhere.

    The words of a passage count by their length; without one only names do.
    """
    told, known, strict = list[bool](), False, ours.name.endswith("!")
    if ours.sides[1] and not its.sides[1]:
        return None
    for side, far, here, there in zip(ours.sides, ours.sides[::-1], its.sides, its.sides[::-1], strict=True):
        own, others = values_in(pair, here), values_in(pair, there)
        values = values_in(pair, side) - pair.evidence.names.subjects - values_in(pair, far)
        values &= others | pair.evidence.regions
        found = words_in(pair, side, passage)
        same = [word for word in found if holds(here, word)]
        across = [word for word in found if word not in same and holds(there, word)]
        wrong = [word for word in found if word not in same] if strict and words_in(pair, here, passage) else across
        known |= bool(same or across or values)
        told += [values <= own, sum(map(len, same)) >= sum(map(len, wrong))]
        told += [not strict or not across or found[0] != across[0]]
    return all(told) if known else None


def values_in(pair: Comparison, text: str) -> set[str]:
    """Return what persons, bodies and regions a text names."""
    found = {slot.value for slots in pair.evidence.names.in_text(text) for slot in slots}
    found |= side_by_side(text)
    found |= {"中国"} if FORMS["whole_country"].search(text) else set()
    return found - {"中国"} or found


def words_in(pair: Comparison, text: str, passage: str) -> list[str]:
    """Return the words of a side that a passage has, but for names."""
    rest = blanked(text, [slot for slots in pair.evidence.names.in_text(text) for slot in slots])
    found = [text[one.start : one.end] for one in cover(text, rest, passage).pieces if one.place > NEUTRAL]
    return [word for word in found if len(word) > 1 + 2 * word.isascii() and not re.search("[0-9_]", word)]


def holds(text: str, word: str) -> bool:
    """Return whether a text has a word or a synonym."""
    if not word.isascii():
        return said_in(word, text)
    return english_place(word.lower(), stem_places(text), text, "") >= 0


def measures(pair: Comparison) -> None:
    """Note a share or a speed that a claim tells as a level."""
    text, heading = pair.claim.text, pair.evidence.heading(pair.claim.chinese)
    if FORMS["share"].search(heading) and not FORMS["share"].search(text):
        pair.open.append("share")
    outgoing = FORMS["outgoing"].search(text) if pair.figure else None
    yearly = FORMS["yearly"].search(text) if pair.figure and any("/" in one for one in pair.evidence.periods) else None
    pair.open += [match[0] for match in (outgoing, yearly) if match]
    level, own = FORMS["level"].search(pair.claim.rest), "|".join((*pair.evidence.passages, pair.passage))
    if level and level[0] not in own:
        pair.open.append(level[0])


def sums(pair: Comparison) -> None:
    """Note that a claim tells the amount of one region as that of several together."""
    own, others = pair.evidence.values.get("region"), pair.against[0]
    regions = [slot for slot in pair.claimed_regions if slot.value not in others]
    if not pair.figure or not own or len(pair.claim.amounts) > 1 or pair.against[1]:
        return
    listed = [one for one, two in pairwise(regions) if FORMS["and"].fullmatch(pair.claim.text[one.end : two.start])]
    if pair.claim.amounts and listed and own in {slot.value for slot in regions}:
        pair.differ("region", pair.claim.text[regions[0].start : regions[-1].end], own)
    together = FORMS["together"].search(pair.claim.text)
    if together and pair.claim.rest[slice(*together.span())].strip(GAP) and own not in pair.evidence.names.subjects:
        pair.open.append(together[0])


def several(pair: Comparison) -> None:
    """Note that a claim says of each of several, or of one alone, what the words of the record do not say so of."""
    claim, own = pair.claim, "|".join(anchor.exact for anchor in pair.evidence.record.anchors)
    known = {slot.value for slot in pair.evidence.named.regions} | pair.evidence.names.subjects
    more = any(slot.value not in known for slot in claim.regions)
    more |= len(claim.dates) == 1 and "/" not in claim.dates[0].value
    more |= not all(is_count(amount.quantity) for amount in claim.amounts)
    alike, alone = FORMS["alike"].search(claim.text), FORMS["alone"].search(claim.text)
    pair.open += [alike[0]] if alike and (more or not FORMS["each"].search(own)) else []
    said = alone and (FORMS["alone"].search(pair.passage) or re.search("[只仅唯除]", pair.evidence.sentence))
    pair.open += [alone[0]] if alone and not (said or pair.differences) else []


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
