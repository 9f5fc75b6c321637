"""Who, where and when: the dates, regions, persons and bodies of a claim beside those of a record."""

import re
from collections.abc import Sequence

from dongbei_cli import model
from dongbei_cli.check.claims import CITIES, Slot, akin, dated
from dongbei_cli.check.comparison import FORMS, NEAR, Comparison, excepted
from dongbei_cli.check.evidence import SHORTS
from dongbei_cli.readings import edtf

EDGES = dict.fromkeys(("底", "末", "end", "close"), "[底末]") | dict.fromkeys(("初", "beginning", "start"), "初")
"""How the article writes the end or the beginning of a year that a claim names."""
SCOPES = frozenset(("世界", "全球", "中国"))
"""Of what something is the largest, not where it is."""
PAUSES = frozenset(("", *"，。；：、|的在是"))
"""What is beside many a region and tells nothing of it."""


def dates(pair: Comparison) -> None:
    """Compare dates: a coarser one is right, a finer one is open; of a figure only the very period is right."""
    if not pair.claim.dates:
        return
    evidence, several = pair.evidence, pair.figure is not None
    own = evidence.periods | {date for _, date in occasions(pair) if date and not several}
    around = dated(evidence.paragraph, evidence.names, evidence.published, claimed=False)
    known = {slot.value for slot in (evidence.dates if own else around) if not (own and several)}
    known -= set() if own else {date for mate in evidence.mates for date in mate.periods}
    known |= {date.partition("/")[0] for date in known if date.endswith("/..")}
    bounds, quote = [edtf.bounds(each) for each in own], isinstance(evidence.record, model.Quote)
    for slot in pair.claim.dates:
        said = edtf.bounds(slot.value)
        held = [day for day in held_by(pair, slot) if not inside(edtf.bounds(day), said) and day != slot.value]
        if held:
            pair.differ("date", slot.text, held[0])
            continue
        since = slot.text.endswith(("起", "以来")) or FORMS["since"].search(pair.claim.text[: slot.start])
        others = [each for each in evidence.dates if each.text.endswith(("起", "以来"))] if since else []
        later = others and not several and slot.value not in known
        if later and all(each.value[:4] != slot.value[:4] for each in others):
            pair.differ("date", slot.text, others[0].text)
            continue
        exact = "/" in slot.value and any("/" in each and len(each) == len(slot.value) for each in own)
        coarser = not (several or exact)
        if slot.value in known or any(said == one or (coarser and inside(one, said)) for one in bounds):
            continue
        alike = any(len(one) == len(slot.value) and "/" not in one for one in own)
        if since and any("/" in each and edtf.bounds(each)[0] == said[0] for each in own):
            continue
        finer = since or (not alike and any(inside(said, one) for one in bounds))
        if (
            not bounds
            or (finer and (since or not several))
            or any(mark in each for each in own for mark in ("..", "~", "?"))
            or (quote and not alike and any(one[:4] == slot.value[:4] for one in own))
            or ("周年" in evidence.passages[0] and "周年" not in pair.claim.text)  # of what began before
        ):
            pair.open.append(slot.text)
        else:
            pair.differ("period" if several else "date", slot.text, "、".join(sorted(own)))


def times(pair: Comparison) -> None:
    """Note the end or the beginning of a year that is not in the article, and what is yet to come."""
    sentence, wrong = pair.evidence.sentence, {each.claimed for each in pair.differences.values()}
    for slot in pair.claim.dates:
        edge = EDGES.get(slot.text[-1]) or EDGES.get(slot.text.lower().removeprefix("the ").split()[0])
        year = slot.value.split("/")[-1][:4]
        if f"{year}-{'01' if edge == '初' else '12'}" in pair.evidence.periods:
            continue
        if edge and slot.text not in wrong and "月" not in slot.text and not re.search(f"{year}年?{edge}", sentence):
            pair.open.append(slot.text)
    future = FORMS["future"].search(pair.claim.rest)
    happened = pair.figure or isinstance(pair.evidence.record, model.Event | model.Document)
    if future and happened and not re.search("将|(?<!员)会(?!议)|预计|未来", sentence):
        pair.open.append(future[0])


def held_by(pair: Comparison, date: Slot) -> list[str]:
    """Return when the meeting was that a claim names right behind a date (9月的座谈会)."""
    behind = [slot for slot in pair.claim.parties if slot.start >= date.end]
    joined = [each.value for each in behind[:1] if FORMS["date_of"].fullmatch(pair.claim.text[date.end : each.start])]
    return [day for name in joined for _, day in pair.evidence.names.meetings.get(name, ()) if day]


def occasions(pair: Comparison) -> set[tuple[str | None, str]]:
    """Return where and when the meetings were that speak in the record, or that it and the claim name."""
    named = {slot.value for slot in pair.claim.parties} & {slot.value for slot in pair.evidence.named.parties}
    return {each for name in (*pair.evidence.who, *named) for each in pair.evidence.names.meetings.get(name, ())}


def regions(pair: Comparison) -> None:
    """Compare regions: of a figure its own, else those of the words; what is excepted (除辽宁省外) is not said."""
    values, passage = pair.evidence.values, pair.evidence.passages[0]
    own = values.get("region") or values.get("place")
    measured = f"{values.get('indicator')}|{values.get('indicator_en')}"
    national = "全国" in measured or (pair.figure and "全国" in pair.evidence.record.anchors[0].exact)
    claimed = [s for s in pair.claimed_regions if s.text not in measured and not (national and s.value == "中国")]
    claimed = [slot for slot in claimed if slot.value not in pair.against[0]]
    if own in {slot.value for slot in pair.claim.regions}:
        claimed = [slot for slot in claimed if slot.value != "中国"]
    parts = {mate.figure.region for mate in pair.evidence.mates if mate.figure} - {own}
    some = len(claimed) == 1 or (FORMS["added_up"].search(pair.claim.rest) and len(claimed) < len(parts - {None}))
    if pair.figure and pair.figure.total_of and some:
        pair.open += [slot.text for slot in claimed if slot.value in parts]  # of one part, or of some
    every = FORMS["every"].search(pair.claim.text) and not FORMS["except"].search(pair.claim.text)
    left_out = excepted(r"\w{2,3}?", pair.evidence.sentence)
    if every and left_out and not claimed and (provinces := FORMS["provinces"].search(pair.claim.text)):
        pair.differ("region", provinces[0], left_out[0])
    known = {*pair.evidence.names.subjects, *(slot.value for slot in pair.claim.regions)}
    excepts = [slot for slot in claimed[:-1] if excepted(slot.text, pair.claim.text)]
    for slot in [*excepts, *claimed[-1:]] if pair.figure and own else claimed:
        said = pair.evidence.sentence if pair.figure else passage
        apart, other = excepted(slot.value, said), excepted(r"\w{2,3}?", passage)
        too = [each.text for each in pair.evidence.named.regions if each.value not in (*known, slot.value)]
        too = [name for name in too if not excepted(name, said)]
        if excepted(slot.text, pair.claim.text) and not apart:
            pair.differ("region", slot.text, other[0]) if other else pair.open.append(slot.text)
        elif not (own or apart) and FORMS["only"].search(pair.claim.text[: slot.start]):
            pair.differ("region", slot.text, "、".join(too)) if too else pair.open.append(slot.text)
        elif apart and not FORMS["excepts"].search(pair.claim.text):
            pair.differ("region", slot.text, apart[0])
        elif every and left_out and slot.value in pair.evidence.names.subjects:
            pair.differ("region", slot.text, left_out[0])
        elif (ranked := rival(pair, slot, said)) and FORMS["ranking"].match(pair.claim.text, slot.end):
            pair.differ("region", slot.text, ranked)
        elif slot.value != own:
            region(pair, slot, own)


def region(pair: Comparison, slot: Slot, own: str | None) -> None:
    """Compare a region that is not the one of the record."""
    evidence, figure = pair.evidence, pair.figure is not None
    here = {each.value for each in evidence.named.regions}
    nearby, said = here | {each.value for each in evidence.nearby.regions}, {s.value for s in pair.claim.regions}
    topic = len(said) > 1 or not re.search(r"[在于到]$|\b(?:in|at)(?: the)? $", pair.claim.text[: slot.start])
    subject = slot.value in evidence.names.subjects and (not own or (topic and not figure))
    named = slot.value in here or slot.text in evidence.passages[not pair.claim.chinese]
    met = {place for place, _ in occasions(pair) if place}
    parts = {SHORTS[one] for name in here if set(name) <= SHORTS.keys() for one in name}
    if slot.value in met or (not figure and (named or subject)) or slot.value in parts:
        pair.open += [slot.text] if slot.value in parts - met and not (named or parts <= said) else []
        return
    name = "place" if "place" in evidence.record.FIELDS else "region"
    coarser = not figure and not CITIES.get(slot.value, frozenset()).isdisjoint({own, *here, *met})
    asked = any(each.start() <= slot.start < each.end() for each in FORMS["asked_at"].finditer(pair.claim.rest))
    bound = figure and all(amount.quantity.qualifier in ("over", "under", "ordinal") for amount in pair.claim.amounts)
    if coarser or asked:
        pair.open.append(slot.text)
    elif other := rival(pair, slot, evidence.passages[0]):
        pair.differ("region", slot.text, other)
    elif slot.value == "中国" and re.search("国家|我们", evidence.passages[0]):
        return
    elif (own and bound) or (own in said and not figure) or (slot.value == "中国" and not figure):
        pair.open.append(slot.text)
    elif figure and not own and slot.value in nearby:
        pair.open += [slot.text] if len(said) == 1 and len(nearby) > 2 and slot.value in here else []
    elif subject:
        return
    elif own:
        pair.differ(name, slot.text, own)
    elif (here - SCOPES or (here and slot.value in SCOPES)) and slot.value not in nearby:
        exchanged(pair, slot, name, here)
    elif (here - SCOPES and not FORMS["anaphor"].search(evidence.passages[0])) or slot.value not in nearby:
        pair.open.append(slot.text)


def exchanged(pair: Comparison, slot: Slot, name: str, here: set[str]) -> None:
    """Compare a region that the paragraph does not name with those that the record does, in whose place it may be."""
    said = {each.value for each in pair.claim.regions}
    missing = here - said - pair.evidence.names.subjects
    added = [each.text for each in pair.claim.regions if each.value not in here | pair.evidence.names.subjects]
    others = FORMS["added"].search(pair.claim.rest)
    shared = (here & said) - pair.evidence.names.subjects
    listed = shared and not others and "等" not in pair.evidence.passages[0]
    named, apart = (places(each) for each in (pair.claim.regions, pair.evidence.named.regions))
    lacking = [place for place in apart if place.isdisjoint(said | pair.evidence.names.subjects)]
    closed = listed and sum(place.isdisjoint(here | pair.evidence.names.subjects) for place in named) <= len(lacking)
    alike = (closed or len(added) == len(missing) == 1) and not pair.unknown
    more = not alike and len(added) != len(missing) and (others or shared or (here & said and not missing))
    if more or (pair.claim.chinese and not (alike or in_its_place(pair, slot))):
        pair.open.append(slot.text)
    elif alike or len(added) == len(missing):
        pair.differ(name, "、".join(added), "、".join(sorted(missing)))
        pair.open = [word for word in pair.open if word not in added or not alike]
    else:
        pair.differ(name, slot.text, "、".join(sorted(here)))


def places(regions: Sequence[Slot]) -> set[frozenset[str]]:
    """Return the places of a text, each with the country right before it (德国鲁尔区)."""
    starts, ends = {one.start for one in regions}, {one.end: one.value for one in regions}
    return {frozenset((one.value, ends.get(one.start, one.value))) for one in regions if one.end not in starts}


def rival(pair: Comparison, slot: Slot, passage: str) -> str | None:
    """Return another region that a passage has before what is behind a region in the claim."""
    names = pair.evidence.names
    behind = pair.claim.text[slot.end : slot.end + 4].lstrip("省市")[:3]
    said = {each.value for each in pair.claim.regions}
    ends = ((match, passage[match.end() : match.end() + 4]) for match in names.patterns[1].finditer(passage))
    found = (match for match, following in ends if following.lstrip("省市").startswith(behind))
    return next((m[0] for m in found if names.regions[m["name"]] not in said), None)


def in_its_place(pair: Comparison, slot: Slot) -> bool:
    """Return whether a region stands beside a word that one of the record has there, or most else is the same."""
    said, own = pair.claim.text, pair.evidence.named
    before = {own.text[each.start - 1 : each.start] for each in own.regions} - PAUSES
    behind = {own.text[each.end : each.end + 1] for each in own.regions} - PAUSES
    return said[slot.start - 1 : slot.start] in before or said[slot.end : slot.end + 1] in behind or pair.literal > NEAR


def parties(pair: Comparison) -> None:
    """Compare persons and bodies with who speaks and whom the words name; a role must be that of its person."""
    evidence, record = pair.evidence, pair.evidence.record
    known = {*evidence.who, *(slot.value for slot in evidence.named.parties)}
    people = [slot for slot in pair.claim.parties if slot.value in evidence.names.people & known]
    thing = isinstance(record, model.Person | model.Organization)
    spoken = not thing and any(slot.value in evidence.who for slot in pair.claim.parties)
    for slot in pair.claim.parties:
        where = next((region.text for region in pair.claim.regions if region.end == slot.start), "")
        named = [form for form, key in evidence.names.parties.items() if where and key == slot.value]
        if any(f"{where}{form}" in evidence.passages[0] for form in (named if where else [slot.text])):
            continue
        ends = [match.end() for match in evidence.names.patterns[1].finditer(evidence.passages[0])]
        placed = any(evidence.passages[0].startswith(form, at) for form in named for at in ends)
        if not placed and any(one == slot.value or akin(one, slot.value) for one in known):
            continue
        behind = [pair.claim.text[slot.end : each.start] for each in people if each.start >= slot.end]
        before = pair.claim.text[: slot.start][-NEAR:]
        if slot.value in evidence.names.publishers:
            cited = any(map(FORMS["citing"].search, (before, *behind)))
            pair.open += [] if cited or evidence.values.get("category") == "publication" else [slot.text]
            continue
        kinds = evidence.names.kinds.get(slot.value, ("meeting",))
        met = "meeting" in kinds and slot.value.endswith(("会", "会议", "论坛", "峰会"))
        strange = slot.value not in evidence.names.kinds and not isinstance(record, model.Event) and not met
        host = FORMS["host"].match(pair.claim.text, slot.end) and FORMS["hosted"].search(evidence.paragraph)
        occasion = host[0] if host and slot.text not in evidence.paragraph else met and evidence.values.get("occasion")
        heard = FORMS["heard"].search(before) or any(map(FORMS["asked"].search, behind))
        once = isinstance(record, model.Person) and FORMS["former"].search(pair.claim.rest)
        if (
            heard
            or (once and strange and not any(FORMS[form].search(pair.claim.rest) for form in ("rank", "held")))
            or re.match("的(?:投入|目标|资金)", pair.claim.text[slot.end :])
        ):
            payer = spoken and FORMS["payer"].fullmatch(slot.text) and "这些" in evidence.passages[0]
            pair.open += [] if payer else [slot.text]
        elif slot.value not in evidence.names.people and any(len(words) <= NEAR for words in behind):
            pair.differ("role", slot.text, evidence.values.get("role"))
        elif occasion:
            pair.differ("occasion", slot.text, occasion)
            pair.open = [word for word in pair.open if word != slot.text]
        elif met and "委员会" not in slot.value and len(known) == len(pair.claim.parties) > 1:
            pair.differ("actors", slot.text, "、".join(sorted(known - {each.value for each in pair.claim.parties})))
        elif (strange and not thing) or spoken or any(slot.value in who for who in evidence.who):
            pair.open.append(slot.text)
        elif evidence.who and not thing and not isinstance(record, model.Document):
            pair.differ("actors" if "actors" in record.FIELDS else "speaker", slot.text, "、".join(evidence.who))
        elif isinstance(record, model.Person) and (
            slot.value not in evidence.names.people or (pair.pieces and not pair.unknown)
        ):
            pair.differ("role", slot.text, record.role)
        elif thing or slot.value not in {each.value for each in evidence.nearby.parties}:
            pair.open.append(slot.text)


def inside(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Return whether days are within others; what is open is in nothing."""
    return None not in (*one, *other) and f"{other[0]}" <= f"{one[0]}" and f"{one[1]}" <= f"{other[1]}"
