"""The amount of one region beside those of others in its sentence: which is more, in which order, and their sum."""

import re
from decimal import Decimal
from itertools import pairwise

from dongbei_cli import model
from dongbei_cli.check.amounts import Amount, is_count, near, relation
from dongbei_cli.check.claims import GAP, Slot, blanked
from dongbei_cli.check.comparison import FORMS, Comparison
from dongbei_cli.readings.quantities import Quantity
from dongbei_cli.readings.units import in_si


def ranked(pair: Comparison) -> str:
    """Return the rest of the claim without what sets a region beside others; note what of that is wrong."""
    if pair.figure is None:
        return pair.claim.rest
    found = [step(pair, pair.figure) for step in (versus, summed, sequence)]
    rest = blanked(pair.claim.rest, [Slot(*match.span(), "", "") for match in found if match])
    most = None if any(found) else extreme(pair, pair.figure)
    return blanked(rest, [Slot(*most.span(), "", "")]) if most else rest


def alike(pair: Comparison, own: model.Figure) -> dict[str, model.Figure]:
    """Return the figures of the sentence, by region, that measure the same as one at the same time, and it."""
    mates = (mate.figure for mate in pair.evidence.mates if mate.figure)
    same = (each for each in mates if (each.indicator, each.period, each.unit) == (own.indicator, own.period, own.unit))
    return {each.region: each for each in (own, *same) if each.region and not each.total_of}


def first_of_list(pair: Comparison, own: model.Figure) -> list[model.Figure]:
    """Return the figures of the regions that a claim lists side by side, of which the record's must be the first."""
    known, regions = alike(pair, own), pair.claim.regions
    places = [slot for slot in regions if slot.value in known]
    gaps = (pair.claim.text[one.end : other.start] for one, other in pairwise(places))
    side_by_side = len(places) > 1 and all(map(FORMS["and"].fullmatch, gaps))
    listed = [known[slot.value] for slot in places] if side_by_side and places[0].value == own.region else []
    return listed if len({each.region for each in listed}) == len(listed) else []


def summed(pair: Comparison, own: model.Figure) -> re.Match[str] | None:
    """Compare an amount of several regions together with the sum of theirs, unless a total has all of them."""
    listed, match = first_of_list(pair, own), FORMS["added_up"].search(pair.claim.rest)
    said = [each for each in pair.claim.amounts if not is_count(each.quantity)]
    if not match or len(said) != 1 or not listed or len(listed) == len(alike(pair, own)):
        return None
    total = sum(each.value for each in listed)
    pair.against = ([each.region or "" for each in listed[1:]], said[0])
    how = relation(said[0].quantity, Quantity(Decimal(total), None, own.unit, "exact"))
    pair.counts = how == "same"
    if how in ("differs", "unit"):
        pair.differ("value", said[0].text, "+".join(each.written for each in listed) + f"={total}{own.unit}", sure=True)
    elif how != "same":
        pair.open.append(said[0].text)
    return match


def sequence(pair: Comparison, own: model.Figure) -> re.Match[str] | None:
    """Compare the order in which a claim lists regions by their amounts."""
    listed, match = first_of_list(pair, own), FORMS["descending"].search(pair.claim.rest)
    if not match or not listed:
        return None
    pair.open += [each.text for each in pair.claim.amounts if not is_count(each.quantity)]
    pair.open += [match[0]] if len(listed) < len(alike(pair, own)) else []
    falling = match["high"] is not None or match["High"] is not None
    right = sorted(listed, key=lambda each: each.value_si, reverse=falling)
    pair.against, pair.counts = ([each.region or "" for each in listed[1:]], None), listed == right
    if listed != right:
        order = "、".join(f"{each.region} {each.written}" for each in right)
        pair.differ("value", "、".join(each.region or "" for each in listed), order, sure=True)
    return match


def extreme(pair: Comparison, own: model.Figure) -> re.Match[str] | None:
    """Compare which of the regions of the sentence has the most or the least."""
    match = FORMS["most"].search(pair.claim.rest)
    others = [each for each in alike(pair, own).values() if each is not own]
    if not match or own.total_of or [slot.value for slot in pair.claimed_regions] != [own.region]:
        return None
    among = (
        match[0][-1:] in ("底", "位")
        or FORMS["among"].search(pair.claim.text)
        or len(pair.claimed_regions) < len(pair.claim.regions)
    )
    if not others or not among:
        return None
    end = (max if match["high"] or match["High"] else min)((own, *others), key=lambda figure: figure.value_si)
    pair.counts = end is own
    if end is not own:
        pair.differ("value", match[0], f"{end.region} {end.written}")
    return match


def versus(pair: Comparison, own: model.Figure) -> re.Match[str] | None:
    """Compare a region with others of the sentence, or with the whole: more, less, that many times, by that much."""
    claim = pair.claim
    places = [slot.value for slot in claim.regions if slot.value not in pair.evidence.names.subjects]
    match, share = (FORMS[form].search(claim.rest) for form in ("versus", "whole"))
    mates = [mate for mate in pair.evidence.mates if mate.figure and mate.figure.indicator == own.indicator]
    known = {mate.figure.region: mate.figure for mate in mates if mate.figure}
    wholes = [each for each in pair.evidence.mates if share and each.figure and own.id in each.figure.total_of]
    others = [mate.figure for mate in wholes if mate.figure] or [known[one] for one in places[1:] if one in known]
    times = [one for one in claim.amounts if one.quantity.unit[:1] in ("倍", "/")]
    said = next(iter(times or (one for one in claim.amounts if match and adjoins(one, match))), None)
    pair.open += [match[0]] if match and own.region in places[1:] else []  # of the other
    unread = FORMS["not_twice"].search(claim.rest) or (match and FORMS["added_up"].search(claim.rest))
    pair.open += [unread[0]] if unread else []
    compared = [each.region for each in others if not wholes]
    if not others or places != [own.region, *compared] or not (match or said):
        return None
    pair.against = ([slot.value for slot in claim.regions if slot.value != own.region], said)
    limit = FORMS["multiple"].search(claim.rest[: said.start]) if said else None
    if said and limit and said.quantity.qualifier == "exact":
        said = said._replace(quantity=said.quantity._replace(qualifier=limit.lastgroup or ""))
    values = [each.value_si for each in others] + [in_si(*end)[0] for mate in wholes for end in mate.totals]
    held = [exceeds(own, value, match, said) for value in values]
    pair.disputed = bool(wholes) and {True, False} == {*held}
    if None in held:
        pair.open.append(said.text if said else "")
    elif not (all(held) or pair.disputed):
        theirs = "、".join(f"{one.region or one.indicator} {one.written}" for one in others)
        pair.differ("value", claim.text, theirs, sure=not FORMS["between_two"].search(claim.rest))
    return match


def adjoins(amount: Amount, match: re.Match[str]) -> bool:
    """Return whether an amount is right behind words that compare, or in English right before them."""
    return amount.start == match.end() or not match.string[amount.end : match.start()].strip(f"{GAP} ")


def exceeds(one: model.Figure, other: Decimal, match: re.Match[str] | None, said: Amount | None) -> bool | None:
    """Return whether a figure is more, less, that many times or by that much more than a value; None if unsure."""
    ratio, times = one.value_si / other, Decimal(2 if match and match["twice"] else 1)
    if said and (said.quantity.unit[:1] not in ("倍", "/") or (match and said.quantity.unit != "倍")):
        how = relation(said.quantity, Quantity(abs(one.value_si - other), None, one.unit_si or "", "exact"))
        if how != "same":
            return False if how == "differs" else None
    elif said:
        times = said.quantity.value / Decimal(said.quantity.unit[1:] or 1)
        if match and match[0].startswith("比"):  # 比 … 多两倍 is three times as much
            how = relation(said.quantity, Quantity(ratio - 1, None, "倍", "exact"))
            close = near(Quantity(ratio, None, "", "exact"), times + 1, "")
            return None if match["low"] else close if said.quantity.qualifier == "exact" else how == "same" or None
    if match and (match["low"] or match["less"]):
        return ratio < 1
    if match or (said and said.quantity.qualifier == "over"):
        return times < ratio and (times == 1 or ratio < 2 * times or None)
    if said and said.quantity.qualifier in ("under", "nearly"):
        return ratio < times and (times / 2 < ratio or None)
    return near(Quantity(ratio, None, "", "exact"), times, "")
