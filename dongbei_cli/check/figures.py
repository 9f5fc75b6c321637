"""The amounts of a claim beside those of a record: how much, how many, of what, and which is the most."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from dongbei_cli import model
from dongbei_cli.check.amounts import MOST_COUNTED, TIMES, Amount, in_text, is_article, is_count, near, relation
from dongbei_cli.check.claims import GAP, blanked, taken
from dongbei_cli.check.comparison import CLAUSE, FORMS, Comparison
from dongbei_cli.check.cover import NEUTRAL, cover
from dongbei_cli.readings import edtf
from dongbei_cli.readings.quantities import Quantity

SUMS = frozenset("累计总额规模合") | {"total", "cumulative", "overall", "sum"}
"""What calls an amount a sum, of one thing or of several."""
NET = frozenset(("净", "net"))
"""What tells what is left from the whole: a figure that is not called so is not what a claim calls so."""
FIRST_YEAR = 1000
"""Below it a number of years is a duration."""
HEAD = {True: 6, False: 24}
"""Within how many characters behind a number a claim names what it counts."""


def amounts(pair: Comparison) -> None:
    """Compare the amounts with that of a figure, or with those in the words of any other record."""
    quoted = [slot for slot in pair.claim.quotations if slot.text.rstrip("。") in pair.evidence.paragraph]
    for amount in (each for each in pair.claim.amounts if each is not pair.against[1] and not taken(each, quoted)):
        places = len({slot.value for slot in pair.claim.regions})
        named = amount.quantity.unit == "省" or FORMS["places"].match(pair.claim.text, amount.end)
        if named and amount.quantity.value == places:
            continue
        if listed := lengths(blanked(pair.claim.text, pair.claim.dates)[amount.end :], amount):
            if amount.quantity.value not in listed:
                pair.differ("value", amount.text, f"{listed[-1]}")
        elif pair.figure:
            measured(pair, amount, pair.figure)
        elif amount.quantity.unit in TIMES and FORMS["relative"].search(
            pair.claim.text[: amount.start] + GAP + pair.claim.text[amount.end :]
        ):
            pair.unknown += [] if since(pair, amount) else [amount.text]
        elif not counted(pair, amount):
            mentioned(pair, amount)


def lengths(behind: str, amount: Amount) -> range | None:
    """Return how many things the words behind a number may list, of which some may have an and inside."""
    match = FORMS["listing"].search(behind)
    counts = is_count(amount.quantity) and amount.quantity.qualifier == "exact" and amount.quantity.unit not in TIMES
    if not match or not counts or is_article(amount.quantity):
        return None
    least = len(re.findall("、|, ", match["items"])) + 1
    most = least + len(re.findall("[和与及]| and ", match["items"]))
    return range(least, most + 1) if most > 1 else None


def since(pair: Comparison, amount: Amount) -> bool:
    """Return whether a claim and the record both count as many years back (五年前, ago)."""
    back = FORMS["back"].match(pair.claim.text, amount.end)
    spans_ = (one.end for one in pair.evidence.amounts if relation(amount.quantity, one.quantity) == "same")
    return back is not None and any(FORMS["back"].match(pair.evidence.counting, end) for end in spans_)


def mentioned(pair: Comparison, amount: Amount) -> None:
    """Compare an amount with those in the words of a record that is no figure."""
    changed = FORMS["changed"].search(pair.claim.text[: amount.start])
    gaps = list(changes(pair.evidence.amounts, pair.evidence.counting)) if changed else []
    known = [each for each in gaps or pair.evidence.amounts if not of_other_things(pair, amount, each.quantity)]
    told = [(one, related(amount, one.quantity)) for one in known]
    same = [one for one, how in told if how == "same"]
    moved = [one for one in same if FORMS["change"].search(pair.evidence.counting[: one.start][-4:])]
    if changed and not gaps and not moved:
        pair.open.append(amount.text)
        return
    article = is_article(amount.quantity)
    if swapped(pair, amount, [one.text for one in same]):
        return
    if not in_its_item(pair, amount):
        pair.open.append(amount.text)
        return
    beside = [each.quantity for each in pair.claim.amounts if each is not amount]
    other = [one for one, how in told if how in ("differs", "unit") and not is_article(one.quantity)]
    other = [one for one in other if not any(relation(each, one.quantity) == "same" for each in beside)]
    bound = article or amount.quantity.qualifier == "ordinal"
    other = [one for one in other if not bound or one.quantity.unit == amount.quantity.unit]
    if same or (article and not other):
        return
    if len(other) == 1 and not strange_behind(pair, amount):
        digits = amount.quantity.value == other[0].quantity.value
        pair.differ("qualifier" if digits else "value", amount.text, other[0].text)
    else:
        pair.open.append(amount.text)


def related(amount: Amount, stated: Quantity) -> str:
    """Return how an amount is to a quantity, which is not less or more than itself: 不到26条 is not 26条."""
    itself = stated.qualifier == "exact" and relation(amount.quantity._replace(qualifier="exact"), stated) == "same"
    beyond = amount.quantity.unit not in TIMES and FORMS["beyond"].search(amount.text)
    return "differs" if itself and beyond else relation(amount.quantity, stated)


def swapped(pair: Comparison, amount: Amount, written: Iterable[str]) -> bool:
    """Note that a claim says that something came to an amount from which the record says that it went, or contrary."""
    ours, sentence = FORMS["ends"].search(pair.claim.text[: amount.start]), pair.evidence.sentence
    places = [match.start() for words in written for match in re.finditer(re.escape(words), sentence)]
    theirs = [FORMS["ends"].search(sentence[:place]) for place in places]
    wrong = [each[0] for each in theirs if each and ours and each.lastgroup != ours.lastgroup]
    if wrong and len(wrong) == len(theirs):
        pair.differ("value", amount.text, f"{wrong[0]}{amount.text}")
        return True
    return False


def changes(found: Iterable[Amount], passage: str) -> Iterator[Amount]:
    """Yield how much a passage says that something changed that went from one amount to another."""
    for first, last in pairwise(sorted(found)):
        between = re.match("(?:（[^）]*）)?[^，。；]*[到至为]", passage[first.end : last.start])
        if between and passage[: first.start].endswith(("从", "由")) and first.quantity.unit == last.quantity.unit:
            gap, unit = abs(last.quantity.value - first.quantity.value), last.quantity.unit
            unit = "个百分点" if unit == "%" else unit
            yield Amount(first.start, last.end, f"{gap}{unit}", Quantity(gap, None, unit, "exact"))


def measured(pair: Comparison, amount: Amount, figure: model.Figure) -> None:
    """Compare an amount with a figure; near a total that the article contradicts it is disputed."""
    said, stated = amount.quantity, Quantity(figure.value, figure.upper, figure.unit, figure.qualifier)
    if pair.evidence.ends and figure.unit == "%" and said.qualifier == "exact":
        said = said._replace(qualifier="about")  # nobody tells all digits of what is computed
    how, ends = related(amount._replace(quantity=said), stated), [(figure.value, figure.unit), *pair.evidence.totals]
    if ends[1:] and how != "other" and any(near(said, *end) for end in ends):
        pair.disputed = True
        return
    at = max((slot.start for slot in pair.claim.regions if slot.value == figure.region), default=0)
    if not is_count(said) and FORMS["of_it"].search(pair.claim.text[amount.end : at]):
        pair.open.append(amount.text)
        return
    if ends[1:] and all(relation(said, Quantity(value, None, unit, "exact")) == "same" for value, unit in ends):
        how = "same"  # over or under all that the total may be
    digits = said.value == stated.value
    pair.counts = pair.counts or how == "same"
    if how == "same" and swapped(pair, amount, [figure.written]):
        return
    if other_indicator(pair, amount, figure) or (how in ("differs", "unit") and counts_other(pair, amount)):
        pair.open.append(amount.text)
    elif how in ("differs", "unit"):
        slot = "unit" if digits and said.unit != stated.unit else "qualifier" if digits else "value"
        pair.differ(slot, amount.text, figure.written)
    elif not (in_its_item(pair, amount) if how == "same" else counted(pair, amount)):
        pair.open.append(amount.text)
    if not FORMS["changed"].search(pair.claim.text[: amount.start]):
        indicator(pair, amount, figure)


def other_indicator(pair: Comparison, amount: Amount, figure: model.Figure) -> bool:
    """Return whether an amount is of another sort: a change, a level, one side of trade, or a net loss."""
    stated = pair.evidence.record.anchors[0].exact.partition(figure.written)[0]
    level = not pair.evidence.ends and not FORMS["change"].search(re.split("[，。；]", stated)[-1])
    told = pair.claim.text[: amount.start]
    changed = FORMS["changed"].search(told) is not None
    one_side = "进出口" in figure.indicator and FORMS["trade"].search(pair.claim.rest) is not None
    flow, net = "流" in figure.indicator, "净" in figure.indicator
    still = flow and not FORMS["moves"].search(pair.claim.rest)
    gross = flow and not net and FORMS["shrunk"].search(pair.claim.rest) is not None
    before = net_before(told, pair.claim.text[amount.end :]) if flow and not pair.evidence.computed else None
    gross |= before is not None and before != net
    moved = changed or FORMS["change"].search(re.split("[，。；：]", told)[-1] + pair.claim.text[amount.end :][:6])
    rose = moved and not FORMS["ends"].search(told)
    rate, mixed = figure.unit == "%", {amount.quantity.unit, figure.unit} == {"%", "个百分点"}
    apart = pair.evidence.ends and (mixed if rose and rate else rate or (mixed and not rose))
    return bool((changed and level) or one_side or still or gross or apart)


def net_before(told: str, behind: str) -> bool | None:
    """Return whether the loss of people that a clause before that of an amount tells is net; None where none does."""
    *earlier, here = re.split("[，,。；：]", told)
    here += re.split("[，,。；：]", behind)[0]
    moves = [*FORMS["outflow"].finditer("，".join(earlier))]
    own = any(FORMS[form].search(here) for form in ("outflow", "netted"))
    return any(moves[-1].groups()) if moves and not own else None


def counts_other(pair: Comparison, amount: Amount) -> bool:
    """Return whether an amount that differs from a figure counts or ranks another thing."""
    said, claim, passage = amount.quantity, pair.claim, pair.evidence.passages[not pair.claim.chinese]
    if said.qualifier == "ordinal":
        return not pair.own
    end = amount.end + HEAD[claim.chinese]
    beyond = [piece.place >= len(passage) for piece in pair.pieces if amount.end <= piece.start < end]
    bare = not (said.unit or claim.chinese or beyond)
    return bare or strange_behind(pair, amount) or (is_count(said) and any(beyond))


def strange_behind(pair: Comparison, amount: Amount) -> bool:
    """Return whether, in Chinese, a word that the record has not is right behind an amount."""
    words = pair.unknown if pair.claim.chinese else ()
    return any(0 <= pair.claim.text.find(word, amount.end) - amount.end < 3 for word in words)


def of_other_things(pair: Comparison, amount: Amount, quantity: Quantity) -> bool:
    """Return whether a bare number of things, in English, is beside a number of provinces."""
    things = FORMS["things"].match(pair.claim.text, amount.end) is not None
    return things and not amount.quantity.unit and quantity.unit == "省"


def counted(pair: Comparison, amount: Amount) -> bool:
    """Return whether an amount is but a count: of the paragraph, of its regions, or of what the claim lists."""
    clause = re.split("[，,。；]", pair.claim.text[: amount.start])[-1]
    length = len(re.findall("、|和|以及", clause)) + 1
    if length > 1 and is_count(amount.quantity._replace(unit=amount.quantity.unit.replace("人", "个"))):
        return amount.quantity.value == length
    regions = {slot.value for slot in pair.evidence.names.in_text(pair.evidence.sentence)[1]}
    counts = [one.quantity for one in in_text(pair.evidence.paragraph, chinese=True)]
    if not any(each.unit == "省" for each in counts):
        several = (regions, regions - pair.evidence.names.subjects)
        counts += [Quantity(Decimal(len(each)), None, "省", "exact") for each in several]
    counts += [span for each in (pair.evidence, *pair.evidence.mates) for span in spans(each.periods)]
    few = amount.quantity.value <= MOST_COUNTED and (is_count(amount.quantity) or amount.quantity.unit in TIMES)
    counts = [each for each in counts if not of_other_things(pair, amount, each)]
    return few and any(related(amount, one) == "same" for one in counts) and in_its_item(pair, amount)


def in_its_item(pair: Comparison, amount: Amount) -> bool:
    """Return whether what a claim counts is not what its sentence has another number of than this one, which it has."""
    unit = amount.quantity.unit
    measured_ = unit in (*TIMES, "省") or not is_count(amount.quantity) or amount.quantity.qualifier == "ordinal"
    if unit and (measured_ or is_article(amount.quantity)):
        return True
    chinese, behind = pair.claim.chinese, re.split("[，。；,.;]", pair.claim.text[amount.end :])[0]
    sizes = dict[bool, int]()
    for figure in (one.figure for one in (pair.evidence, *pair.evidence.mates) if one.figure and one.counts):
        how = related(amount, Quantity(figure.value, figure.upper, figure.unit, figure.qualifier))
        same = how not in ("differs", "unit")
        pieces = cover(behind, behind, figure.indicator if chinese else f"{figure.indicator_en}").pieces
        long = (one.end - one.start for one in pieces if one.place > NEUTRAL)
        sizes[same] = sizes.get(same, 0) + sum(size for size in long if size > (1 if chinese else 3))
    return sizes.get(True, 1) > 0 or not sizes.get(False)


def indicator(pair: Comparison, amount: Amount, figure: model.Figure) -> None:
    """Note that the claim's words around an amount are those of another figure of the sentence: net for gross."""
    key, text = "indicator" if pair.claim.chinese else "indicator_en", pair.claim.rest
    loss = FORMS["outflow"].search(pair.claim.text) if "净" in figure.indicator else None
    net = re.search(r"净|\bnet\b", pair.claim.text) or FORMS["netted"].search(text)
    gross = FORMS["gross"].search(pair.claim.text) or (None if net else loss)
    if loss and gross:
        pair.differ("indicator", gross[0], figure.__dict__[key])
        return
    *before, local = re.split(f"[{CLAUSE}、]", text[: amount.start].lower())
    local += re.split(f"[{CLAUSE}、]", text[amount.start :].lower())[0]
    while before and not FORMS["numeral"].search(before[-1]):
        local = f"{before.pop()}，{local}"
    local += "|".join(("", *NET)) if FORMS["netted"].search(local) else ""
    for other in (mate.figure for mate in pair.evidence.mates):
        if other and other.unit_si == figure.unit_si and other.indicator != figure.indicator:
            names = [each.__dict__[key].lower() for each in (figure, other)]
            own, its = (set(name if pair.claim.chinese else name.split()) - SUMS for name in names)
            ours, theirs = ([mark for mark in each if mark in local] for each in (own - its, its - own))
            more = len(theirs) > len(ours) and (own - its or len(theirs) == len(its - own))
            if more or NET.intersection(theirs):
                pair.differ("indicator", other.__dict__[key], figure.__dict__[key])
                return


def durations(pair: Comparison) -> None:
    """Note how long a claim says that a period is (2010~2020年这十年间), where it is not so long."""
    periods = [slot for slot in pair.claim.dates if "/" in slot.value]
    told = [one for slot in periods for one in in_text(slot.text, pair.claim.chinese)]
    lasting = [*spans(slot.value for slot in periods)]
    for amount in (*told, *pair.claim.amounts) if lasting else ():
        years = amount.quantity.unit == "年" and amount.quantity.value < FIRST_YEAR
        if years and not any(related(amount, one) == "same" for one in lasting):
            pair.open.append(amount.text)


def spans(periods: Iterable[str]) -> Iterator[Quantity]:
    """Yield how many years or days periods last, a first and a last year counted or not."""
    for first, last in (edtf.bounds(period) for period in periods if "/" in period):
        if first and last:
            years = int(last[:4]) - int(first[:4])
            yield from (Quantity(Decimal(years + more), None, "年", "exact") for more in (0, 1))
            if first[:7] == last[:7]:
                yield Quantity(Decimal(int(last[8:]) - int(first[8:]) + 1), None, "天", "exact")
