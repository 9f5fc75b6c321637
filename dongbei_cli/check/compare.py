"""A claim against one record: what each slot of the claim says, and what the record says there."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from dongbei_cli import model
from dongbei_cli.check.amounts import MOST_COUNTED, TIMES, Amount, is_article, is_count, near, relation
from dongbei_cli.check.claims import GAP, SESSIONS, Claim, Slot, blanked, table, taken
from dongbei_cli.check.cover import (
    NEUTRAL,
    NOT,
    Difference,
    binds,
    cover,
    directions,
    has,
    nearest_directions,
    opposites,
    turned_title,
)
from dongbei_cli.check.evidence import Evidence
from dongbei_cli.readings import edtf
from dongbei_cli.readings.quantities import Quantity

FORMS = {name: re.compile(pattern) for name, pattern in table("patterns")}
"""What a claim or a record may say, by name."""
EDGES = dict.fromkeys(("底", "末", "end", "close"), "[底末]") | dict.fromkeys(("初", "beginning", "start"), "初")
"""How the article writes the end or the beginning of a year that a claim names."""
CLAUSE = "，。；：,.;"
SUMS = frozenset("累计总额规模合") | {"total", "cumulative", "overall", "sum"}
"""What calls an amount a sum, of one thing or of several."""
LEFT_OPEN = (
    (FORMS["part"], ("value", "period", "date")),
    (FORMS["ordered"], ("speaker", "actors", "period", "date")),
    (FORMS["undenied"], ("negation",)),
)
"""Words of a claim that make a difference in these slots none that is certain."""
HEAD = {True: 6, False: 24}
"""Within how many characters behind a number a claim names what it counts."""
SHORT_TERM = 6
"""Characters of the longest quotation that may be a term."""
LEAST_STRANGE = 0.15
"""Which share of unknown words a claim may have that says that something proposed is done."""
PERSONAL = ("speaker", "actors", "role", "place", "region")
"""Slots whose difference says little where the words are others too."""
SETTLED = ("negation", "qualifier", "status")
"""Slots whose difference decides even if the claim adds a cause, a rank or a rate."""
MAIN = (
    ({"direction", "value"}, "value"),
    ({"date", "speaker"}, "speaker"),
    ({"status", "speaker"}, "status"),
    ({"role", "region"}, "role"),
    ({"role", "place"}, "role"),
)
"""Differences that come of one: of a figure that moves, of another meeting, of who did what is but proposed."""
PAUSES = frozenset(("", *"，。；：、|的在是"))
"""What is beside many a region and tells nothing of it."""
LEAST_SAID = {True: 5, False: 16}
"""How many characters of a statement a claim must share for who said it, and when, to be wrong."""


class Comparison:
    """A claim, which has at most one measured amount, beside one record.

    `differences` are what the two say otherwise, `unknown` the words that the record has not, `open` what it neither
    says nor contradicts; `finer` is whether that is a day of a month that it names.
    """

    def __init__(self, claim: Claim, evidence: Evidence) -> None:
        """Compare the words; `compare` compares the slots."""
        self.claim, self.evidence, self.figure = claim, evidence, evidence.figure
        self.differences: dict[tuple[str, str], Difference] = {}
        self.open: list[str] = []
        self.disputed = self.finer = self.counts = False
        self.against: tuple[str | None, Amount | None] = (None, None)
        self.passage = evidence.passage(claim.chinese, wide=self.figure is not None)
        other = evidence.sentence if claim.chinese else evidence.passage(chinese=True, wide=self.figure is not None)
        rest = self.ranked()
        self.covered = cover(claim.text, rest, self.passage, other, evidence.proposes)
        self.unknown = [*self.covered.lacking]
        self.pieces = [piece for piece in self.covered.pieces if piece.place > NEUTRAL]
        self.shared = sum(piece.end - piece.start for piece in self.pieces)
        self.weight = self.shared + 4 * (claim.slots + (rest != claim.rest))
        self.literal = sum(piece.end - piece.start for piece in self.pieces if piece.literal)

    def compare(self) -> "Comparison":
        """Compare all slots."""
        for check in CHECKS:
            check(self)
        return self

    @property
    def strange(self) -> float:
        """How much of the words has no account, as a share of those that have."""
        return sum(map(len, (*self.unknown, *self.covered.borrowed))) / (self.weight or 1)

    @property
    def slots(self) -> set[str]:
        """The slots that differ."""
        return {each.slot for each in self.differences.values()}

    @property
    def claimed_regions(self) -> list[Slot]:
        """The regions of the claim without the group of which it says that one is the most."""
        regions, text = self.claim.regions, self.claim.text
        return [slot for slot in regions if len(regions) == 1 or not FORMS["group"].match(text, slot.end)]

    @property
    def known(self) -> bool:
        """Whether the record has a word or a slot of the claim as it is."""
        claim = self.claim
        return bool(self.literal or claim.amounts or claim.dates or claim.regions or len(claim.parties) > 1)

    @property
    def own(self) -> bool:
        """Whether the record itself has all words of the claim, without the others of its sentence."""
        return all(piece.place < len(self.evidence.passage(self.claim.chinese)) for piece in self.pieces)

    @property
    def fits(self) -> bool:
        """Whether nothing differs and all words have an account."""
        return not (self.differences or self.unknown)

    @property
    def supports(self) -> bool:
        """Whether the record says all of the claim, and the claim says more than a name or a number."""
        says = bool(self.pieces) or (self.counts and self.claim.slots > 1)
        mostly = self.counts or self.covered.spared <= (self.shared + self.literal) / 2
        return says and mostly and self.known and self.fits and not (self.open or self.disputed)

    def refutes(self, strange: float) -> bool:
        """Whether one thing differs and the words are the same but for a share of unknown ones."""
        if len(self.differences) != 1 or not self.known or self.doubtful:
            return False
        share = strange / (2 if self.slots.intersection(PERSONAL) else 1)
        added = not self.slots.intersection(SETTLED) and any(map(binds, self.unknown))
        return self.strange <= share and not added

    @property
    def doubtful(self) -> bool:
        """Whether the one difference may come of another thing than the claim is about."""
        (difference,), chinese = self.differences.values(), self.claim.chinese
        slot, event = difference.slot, isinstance(self.evidence.record, model.Event | model.Document)
        words = self.literal or self.claim.amounts or (event and self.pieces)
        asks = (self.figure or event) and (self.pieces or self.unknown) and slot not in SETTLED
        turned = slot == "negation" or (slot == "direction" and not chinese)
        apart = FORMS["versus"].search(self.claim.rest) is not None and not self.against[0]
        return bool(
            (not words and slot in ("period", "date", "region", "place", "direction"))
            or (not event and slot in ("speaker", "actors", "date") and self.shared < LEAST_SAID[chinese])
            or (self.evidence.computed and slot not in ("value", "unit", "qualifier"))
            or (asks and not self.of_its_heading)
            or (slot == "direction" and not (chinese or self.figure) and self.literal < LEAST_SAID[False])
            or (turned and difference.claimed and self.beside_unknown(difference.claimed))
            or (apart and slot in ("region", "place", "value"))
            or (slot == "status" and self.strange > LEAST_STRANGE)
        )

    def beside_unknown(self, claimed: str) -> bool:
        """Return whether words of the claim are next to one that the record has not."""
        pairs = (pair for word in self.unknown for pair in ((word, claimed), (claimed, word)))
        return any(re.search(r"\W?".join(map(re.escape, pair)), self.claim.text) for pair in pairs)

    @property
    def likeness(self) -> int:
        """How many characters the record has as the claim has them, and those of a word that it turns round."""
        turned = [each.claimed for each in self.differences.values() if each.slot == "direction" and self.claim.chinese]
        return self.literal + sum(len(word) + 1 for word in turned)

    @property
    def of_its_heading(self) -> bool:
        """Whether the claim has a word of what the record is of."""
        heading = self.evidence.heading(self.claim.chinese).replace(self.evidence.values.get("region") or GAP, GAP)
        return any(piece.place > NEUTRAL for piece in cover(self.claim.text, self.claim.rest, heading).pieces)

    def differ(self, slot: str, claimed: str, stated: str | None) -> None:
        """Note a difference; of a role one is noted, and one that may be none is open."""
        if any(slot in slots and words.search(self.claim.rest) for words, slots in LEFT_OPEN):
            self.open.append(claimed)
            return
        key = "" if slot == "role" else claimed
        self.differences.setdefault((slot, key), Difference(slot, claimed, stated or ""))

    def account(self, known: Callable[[str], object]) -> None:
        """Take words that have been compared out of those without account."""
        self.unknown = [word for word in self.unknown if not known(word)]

    def ranked(self) -> str:
        """Return the rest of the claim without a superlative among records of a sentence; note one that is wrong."""
        rest, own, mates = self.versus(), self.figure, self.evidence.mates
        sort = self.evidence.values.get("category")
        if (
            (match := FORMS["extreme"].search(rest))
            and sort
            and all(is_count(each.quantity) for each in self.claim.amounts)
        ):
            own_time = self.evidence.record.when
            times = [m.record.when for m in mates if m.values.get("category") == sort and m.record.when]
            first = (max if match["late"] or match["latest"] else min)([own_time, *times]) if own_time else None
            if first != own_time:
                self.differ("date", match[0], first)
            return blanked(rest, [Slot(*match.span(), "", "")]) if times else rest
        match = FORMS["most"].search(rest)
        if not match or not own or own.total_of or [slot.value for slot in self.claimed_regions] != [own.region]:
            return rest
        alike = (m.figure for m in mates if m.figure and m.figure.region not in (None, own.region))
        others = [f for f in alike if (f.indicator, f.period, f.total_of) == (own.indicator, own.period, ())]
        among = FORMS["among"].search(self.claim.text) or len(self.claimed_regions) < len(self.claim.regions)
        if not others or not among:
            return rest
        end = (max if match["high"] or match["High"] else min)((own, *others), key=lambda figure: figure.value_si)
        if end is not own:
            self.differ("value", match[0], f"{end.region} {end.written}")
        return blanked(rest, [Slot(*match.span(), "", "")])

    def versus(self) -> str:
        """Return the rest of the claim without what compares two regions of the sentence; note one that is wrong."""
        claim, own = self.claim, self.figure
        places = [slot.value for slot in claim.regions if slot.value not in self.evidence.names.subjects]
        match = FORMS["versus"].search(claim.rest)
        factor = next((one for one in claim.amounts if one.quantity.unit == "倍"), None)
        alike = (m.figure for m in self.evidence.mates if m.figure and own and m.figure.indicator == own.indicator)
        other = next((figure for figure in alike if own and places == [own.region, figure.region]), None)
        if not own or not other or not (match or factor):
            return claim.rest
        ratio, times = own.value_si / other.value_si, factor.quantity.value if factor else Decimal(1)
        if match and match["twice"]:
            times = Decimal(2)
        if match and (match["low"] or match["less"]):
            true = ratio < 1
        elif match or (factor and factor.quantity.qualifier == "over"):
            true = times < ratio and (times == 1 or ratio < 2 * times)
        else:
            true = near(Quantity(ratio, None, "", "exact"), times, "")
        if not true:
            self.differ("value", claim.text, f"{other.region} {other.written}")
        self.against = (other.region, factor)
        return blanked(claim.rest, [Slot(*match.span(), "", "")] if match else [])

    def words(self) -> None:
        """Note the words that are turned round, and those that are a rank."""
        claim, role = self.claim, self.evidence.values.get("role")
        role = role or next(filter(None, (self.evidence.names.roles.get(slot.value) for slot in claim.parties)), None)
        title = turned_title(claim.rest, self.evidence.heading(claim.chinese), claim.chinese)
        apart = any(excepted(slot.value, self.evidence.passages[0]) for slot in claim.regions)
        for turned in self.covered.turned or title:
            if not (turned.slot == "negation" and apart):
                self.differ(*turned)
        for turned in nearest_directions(claim.rest, self.passage, self.pieces) if claim.chinese else ():
            self.differ(*turned)
        for word in filter(self.is_rank, self.unknown if role else ()):
            self.differ("role", word, role)
        self.account(lambda word: role and self.is_rank(word))

    def is_rank(self, word: str) -> bool:
        """Return whether a word is the rank right before the name of a person or behind that of a body."""
        at, text = self.claim.rest.find(word), self.claim.text
        gaps = [
            text[at + len(word) : slot.start] if slot.start > at else text[slot.end : at] for slot in self.claim.parties
        ]
        return FORMS["rank"].search(word) is not None and any(FORMS["between"].fullmatch(gap) for gap in gaps)

    def degrees(self) -> None:
        """Note a word of how many, how sure or how soon, and the word of the record that contradicts it."""
        passage, rest = self.evidence.passage(self.claim.chinese), self.claim.rest
        for ours, theirs in opposites():
            word = has(rest, ours)
            other = has(passage, theirs) if word and not has(passage, ours) and not has(rest, theirs) else ""
            if other:
                self.differ("qualifier", word, other)
                self.account(lambda each, word=word: each in word or word in each)  # type: ignore[misc]

    def papers(self) -> None:
        """Compare documents: one that the paragraph does not name contradicts the one that the sentence is of."""
        known = [each.record for each in (self.evidence, *self.evidence.mates)]
        names = [record.name for record in known if isinstance(record, model.Document)]
        for slot in self.claim.documents:
            if slot.value not in self.evidence.paragraph and slot.value not in self.evidence.passages[0]:
                self.differ("name", slot.text, names[0]) if names else self.open.append(slot.text)

    def amounts(self) -> None:
        """Compare the amounts with that of a figure, or with those in the words of any other record."""
        for amount in (each for each in self.claim.amounts if each is not self.against[1]):
            if amount.quantity.unit == "省" and amount.quantity.value == len({r.value for r in self.claim.regions}):
                continue
            if self.figure:
                self.measured(amount, self.figure)
            elif amount.quantity.unit in TIMES and FORMS["relative"].search(
                self.claim.text[: amount.start] + GAP + self.claim.text[amount.end :]
            ):
                self.unknown.append(amount.text)
            elif not self.counted(amount):
                self.mentioned(amount)

    def mentioned(self, amount: Amount) -> None:
        """Compare an amount with those in the words of a record that is no figure."""
        told = [(one, relation(amount.quantity, one.quantity)) for one in self.evidence.amounts]
        article = is_article(amount.quantity)
        if not self.in_its_item(amount):
            self.open.append(amount.text)
            return
        other = [one for one, how in told if how in ("differs", "unit") and not is_article(one.quantity)]
        bound = article or amount.quantity.qualifier == "ordinal"
        other = [one for one in other if not bound or one.quantity.unit == amount.quantity.unit]
        lasted = article and amount.quantity.unit in TIMES
        if "same" in [how for _, how in told] or (article and not other and not lasted):
            return
        if len(other) == 1 and not lasted:
            self.differ("value", amount.text, other[0].text)
        else:
            self.open.append(amount.text)

    def measured(self, amount: Amount, figure: model.Figure) -> None:
        """Compare an amount with a figure; near a total that the article contradicts it is disputed."""
        said, stated = amount.quantity, Quantity(figure.value, figure.upper, figure.unit, figure.qualifier)
        how, totals = relation(said, stated), self.evidence.totals
        if totals and how != "other" and any(near(said, *end) for end in ((figure.value, figure.unit), *totals)):
            self.disputed = True
            return
        digits = said.value == stated.value
        self.counts = self.counts or how == "same"
        if self.other_indicator(amount, figure) or (how in ("differs", "unit") and self.counts_other(amount, figure)):
            self.open.append(amount.text)
        elif how in ("differs", "unit"):
            slot = "unit" if digits and said.unit != stated.unit else "qualifier" if digits else "value"
            self.differ(slot, amount.text, figure.written)
        elif not (self.in_its_item(amount) if how == "same" else self.counted(amount)):
            self.open.append(amount.text)
        if not FORMS["changed"].search(self.claim.text[: amount.start]):
            self.indicator(amount, figure)

    def other_indicator(self, amount: Amount, figure: model.Figure) -> bool:
        """Return whether an amount is a change and the figure none, or one side of trade and the figure both."""
        stated = self.evidence.record.anchors[0].exact.partition(figure.written)[0]
        level = not self.evidence.ends and not FORMS["change"].search(re.split("[，。；]", stated)[-1])
        changed = FORMS["changed"].search(self.claim.text[: amount.start]) is not None
        one_side = "进出口" in figure.indicator and FORMS["trade"].search(self.claim.rest) is not None
        return (changed and level) or one_side

    def counts_other(self, amount: Amount, figure: model.Figure) -> bool:
        """Return whether an amount that differs from a figure counts or ranks another thing."""
        said, claim, passage = amount.quantity, self.claim, self.evidence.passages[not self.claim.chinese]
        if said.qualifier == "ordinal":
            return not self.own
        end = amount.end + HEAD[claim.chinese]
        beyond = [piece.place >= len(passage) for piece in self.pieces if amount.end <= piece.start < end]
        bare = not (said.unit or claim.chinese or beyond)
        few = said.unit == "人" and said.value <= MOST_COUNTED < figure.value_si and said.value != figure.value
        return bare or few or (is_count(said) and any(beyond))

    def counted(self, amount: Amount) -> bool:
        """Return whether an amount is but a count: of the paragraph, of its regions, or of what the claim lists."""
        if amount.quantity.qualifier == "ordinal" and not self.in_its_item(amount):
            return False
        clause = re.split("[，,。；]", self.claim.text[: amount.start])[-1]
        length = len(re.findall("、|和|以及", clause)) + 1
        if length > 1 and is_count(amount.quantity._replace(unit=amount.quantity.unit.replace("人", "个"))):
            return amount.quantity.value == length
        regions = {slot.value for slot in self.evidence.names.in_text(self.evidence.sentence)[1]}
        counts = [Quantity(Decimal(len(regions)), None, "省", "exact")]
        counts += [one.quantity for one in self.evidence.around.amounts]
        counts += [span for each in (self.evidence, *self.evidence.mates) for span in spans(each.periods)]
        few = amount.quantity.value <= MOST_COUNTED and is_count(amount.quantity)
        return few and any(relation(amount.quantity, one) == "same" for one in counts)

    def in_its_item(self, amount: Amount) -> bool:
        """Return whether the Chinese word behind an amount is that of its own item of a list."""
        behind = self.claim.text[amount.end :].lstrip("的")[:2]
        items = re.split("[、，。；|]", self.evidence.sentence)
        own = [item for item in items if amount.text in item]
        free = not self.claim.chinese or amount.quantity.unit in TIMES
        return free or not own or not any(behind in item for item in items) or any(behind in item for item in own)

    def indicator(self, amount: Amount, figure: model.Figure) -> None:
        """Note that the claim's words around an amount are those of another figure of the sentence: net for gross."""
        key, text = "indicator" if self.claim.chinese else "indicator_en", self.claim.rest
        begin = max(text.rfind(mark, 0, amount.start) for mark in f"{CLAUSE}、") + 1
        end = min((at for mark in f"{CLAUSE}、" if (at := text.find(mark, amount.end)) >= 0), default=len(text))
        local = text[begin:end].lower()
        for other in (mate.figure for mate in self.evidence.mates):
            if other and other.unit_si == figure.unit_si and other.indicator != figure.indicator:
                names = [each.__dict__[key].lower() for each in (figure, other)]
                own, its = (set(name if self.claim.chinese else name.split()) - SUMS for name in names)
                ours, theirs = ([mark for mark in each if mark in local] for each in (own - its, its - own))
                if len(theirs) > len(ours) and (own - its or len(theirs) == len(its - own)):
                    self.differ("indicator", other.__dict__[key], figure.__dict__[key])
                    return

    def dates(self) -> None:
        """Compare dates: a coarser one is right, a finer one is open; of a figure only the very period is right."""
        evidence, several = self.evidence, self.figure is not None
        own = evidence.periods | {date for _, date in self.occasions() if date and not several}
        known = {slot.value for slot in (evidence.around if not own else evidence.read).dates if not (own and several)}
        known |= {date.partition("/")[0] for date in known if date.endswith("/..")}
        dates = [edtf.bounds(each) for each in own]
        for slot in self.claim.dates:
            said = edtf.bounds(slot.value)
            if slot.value in known or any(said == one or (not several and inside(one, said)) for one in dates):
                continue
            alike = any(len(one) == len(slot.value) and "/" not in one for one in own) and "/" not in slot.value
            since = slot.text.endswith(("起", "以来"))
            finer = since or (not alike and any(inside(said, one) for one in dates))
            if not dates or (finer and not (several and not since and any("/" in each for each in own))):
                self.finer = any(len(each) >= len("2023-10") and "/" not in each for each in own)
                self.open.append(slot.text)
            elif any(mark in each for each in own for mark in ("..", "~", "?")):
                self.open.append(slot.text)
            else:
                self.differ("period" if several else "date", slot.text, "、".join(sorted(own)))

    def times(self) -> None:
        """Note the end or the beginning of a year that is not in the article, and what is yet to come."""
        sentence, wrong = self.evidence.sentence, {each.claimed for each in self.differences.values()}
        for slot in self.claim.dates:
            edge = EDGES.get(slot.text[-1]) or EDGES.get(slot.text.lower().removeprefix("the ").split()[0])
            year = slot.value.split("/")[-1][:4]
            if (
                edge
                and slot.text not in wrong
                and "月" not in slot.text
                and not re.search(f"{year}年?{edge}", sentence)
            ):
                self.open.append(slot.text)
        future = FORMS["future"].search(self.claim.rest)
        happened = self.figure or isinstance(self.evidence.record, model.Event | model.Document)
        if future and happened and not re.search("将|(?<!员)会(?!议)|预计|未来", sentence):
            self.open.append(future[0])

    def occasions(self) -> set[tuple[str | None, str]]:
        """Return where and when the meetings were that speak in the record, or that it and the claim name."""
        named = {slot.value for slot in self.claim.parties} & {slot.value for slot in self.evidence.read.parties}
        return {each for name in (*self.evidence.who, *named) for each in self.evidence.names.meetings.get(name, ())}

    def regions(self) -> None:
        """Compare regions: of a figure its own, else those of the words; what is excepted (除辽宁省外) is not said."""
        values, passage = self.evidence.values, self.evidence.passages[0]
        own = values.get("region") or values.get("place")
        measured = f"{values.get('indicator')}|{values.get('indicator_en')}"
        national = "全国" in measured or (self.figure and "全国" in self.evidence.record.anchors[0].exact)
        claimed = [s for s in self.claimed_regions if s.text not in measured and not (national and s.value == "中国")]
        starts = {slot.start for slot in self.claim.parties}
        claimed = [slot for slot in claimed if slot.end not in starts and slot.value != self.against[0]]
        for slot in claimed[-1:] if self.figure and own else claimed:
            apart, other = excepted(slot.value, passage), excepted(r"\w{2,3}?", passage)
            if excepted(slot.text, self.claim.text) and not apart:
                self.differ("region", slot.text, other[0]) if other else self.open.append(slot.text)
            elif apart and not re.search(NOT + "|除|apart|except|excluding", self.claim.text):
                self.differ("region", slot.text, apart[0])
            elif slot.value != own:
                self.region(slot, own)

    def region(self, slot: Slot, own: str | None) -> None:
        """Compare a region that is not the one of the record."""
        evidence, figure = self.evidence, self.figure is not None
        here = {each.value for each in evidence.read.regions}
        nearby, said = here | {each.value for each in evidence.around.regions}, {s.value for s in self.claim.regions}
        subject = slot.value in evidence.names.subjects and (not own or (len(said) > 1 and not figure))
        named = slot.value in here or (not own and slot.text in evidence.passages[not self.claim.chinese])
        if slot.value in {place for place, _ in self.occasions()} or (not figure and (named or subject)):
            return
        if rival := self.rival(slot):
            self.differ("region", slot.text, rival)
            return
        if slot.value == "中国" and re.search("国家|我们", evidence.passages[0]):
            return
        bound = figure and any(amount.quantity.qualifier in ("over", "under") for amount in self.claim.amounts)
        if (own and bound) or (own in said and not figure) or (slot.value == "中国" and not figure):
            self.open.append(slot.text)
        elif figure and not own and slot.value in nearby:
            self.open += [slot.text] if len(said) == 1 and len(nearby) > 2 and slot.value in here else []
        elif subject:
            return
        elif own or (here and slot.value not in nearby):
            missing = here - said - evidence.names.subjects
            added = [each.text for each in self.claim.regions if each.value not in here | evidence.names.subjects]
            name = "place" if "place" in evidence.record.FIELDS else "region"
            apart = not own and self.claim.chinese and not self.in_its_place(slot)
            if apart or (
                not own and (FORMS["added"].search(self.claim.rest) or (here & said and len(added) != len(missing)))
            ):
                self.open.append(slot.text)
            elif not own and len(added) == len(missing):
                self.differ(name, "、".join(added), "、".join(sorted(missing)))
            else:
                self.differ(name, slot.text, own or "、".join(sorted(here)))
        elif here or slot.value not in nearby:
            self.open.append(slot.text)

    def rival(self, slot: Slot) -> str | None:
        """Return another region that the words of the record have before what is behind a region in the claim."""
        behind, passage, names = (
            self.claim.text[slot.end : slot.end + 3],
            self.evidence.passages[0],
            self.evidence.names,
        )
        said = {each.value for each in self.claim.regions}
        found = (match for match in names.patterns[1].finditer(passage) if passage.startswith(behind, match.end()))
        return next((m[0] for m in found if len(behind) == 3 and names.regions[m["name"]] not in said), None)

    def in_its_place(self, slot: Slot) -> bool:
        """Return whether a region stands beside a word that one of the record has there, or most else is the same."""
        said, passage = self.claim.text, self.evidence.passages[0]
        places = [(each.start, each.end) for each in self.evidence.read.regions]
        before, behind = (
            {passage[at + by : at + by + 1] for at in ends}
            for ends, by in ((dict(places), -1), (dict(places).values(), 0))
        )
        neighbours = (
            said[slot.start - 1 : slot.start] in before - PAUSES,
            said[slot.end : slot.end + 1] in behind - PAUSES,
        )
        return any(neighbours) or self.literal > 2 * SHORT_TERM

    def parties(self) -> None:
        """Compare persons and bodies with who speaks and whom the words name; a role must be that of its person."""
        evidence, record = self.evidence, self.evidence.record
        known = {*evidence.who, *(slot.value for slot in evidence.read.parties)}
        people = [slot for slot in self.claim.parties if slot.value in evidence.names.people & known]
        thing = isinstance(record, model.Person | model.Organization)
        spoken = not thing and any(slot.value in evidence.who for slot in self.claim.parties)
        for slot in self.claim.parties:
            where = next((region.text for region in self.claim.regions if region.end == slot.start), "")
            named = [form for form, key in evidence.names.parties.items() if where and key == slot.value]
            if any(f"{where}{form}" in evidence.passages[0] for form in named):
                continue
            ends = [match.end() for match in evidence.names.patterns[1].finditer(evidence.passages[0])]
            placed = any(evidence.passages[0].startswith(form, at) for form in named for at in ends)
            if not placed and any(one == slot.value or akin(one, slot.value) for one in known):
                continue
            met = slot.value.endswith(("会", "会议"))
            strange = slot.value not in evidence.names.kinds and not isinstance(record, model.Event) and not met
            if any(0 <= person.start - slot.end <= 2 * SHORT_TERM for person in people):
                self.differ("role", slot.text, evidence.values.get("role"))
            elif met and evidence.values.get("occasion"):
                self.differ("occasion", slot.text, evidence.values["occasion"])
            elif (strange and not thing) or spoken:
                self.open.append(slot.text)
            elif evidence.who and not thing and not isinstance(record, model.Document):
                self.differ("actors" if "actors" in record.FIELDS else "speaker", slot.text, "、".join(evidence.who))
            elif isinstance(record, model.Person) and (self.pieces or slot.value not in evidence.names.people):
                self.differ("role", slot.text, record.role)
            elif thing or slot.value not in {each.value for each in evidence.around.parties}:
                self.open.append(slot.text)

    def speech(self) -> None:
        """Compare what is in quotation marks: only direct speech may be, or a term that the article has so."""
        own, chinese, paragraph = self.evidence.values, self.claim.chinese, self.evidence.paragraph
        for slot in self.claim.quotations:
            words = slot.text.rstrip("。.，,！!")
            counted = taken(slot, self.claim.amounts) or taken(slot, self.claim.dates)
            term = len(words) <= SHORT_TERM if chinese else len(words.split()) < 4
            if f"“{words}" in paragraph or (term and (counted or not chinese)):
                continue
            if "speech" not in own:
                self.open += [] if term and words in paragraph else [slot.text]
            elif own["speech"] != "direct" or (chinese and words not in own["text"]):
                direct = own["speech"] == "direct"
                self.differ("speech", *((words, own["text"]) if direct else ("direct", own["speech"])))
                self.account(lambda word, words=words: word in words)  # type: ignore[misc]

    def status(self) -> None:
        """Compare what is proposed with what a claim says was done, and a former role with a present one."""
        evidence, text, passage = self.evidence, self.claim.rest, self.evidence.passages[0]
        roles = "|".join(evidence.names.roles.get(slot.value) or "" for slot in self.claim.parties)
        former = evidence.values.get("role") or roles
        if re.search("原|former", former) and (now := FORMS["current"].search(text)):
            self.differ("role", now[0], former)
            self.account(FORMS["current"].search)
        elif (
            re.search("原|former", former) and "role" not in self.slots and not FORMS["former"].search(self.claim.text)
        ):
            self.open += [former] if any(slot.value in former for slot in self.claim.parties) else []
        if (post := former.partition("副")[2]) and re.search(f"(?<!副){post[:3]}", text):
            self.differ("role", post, former)
        if (draft := FORMS["drafted"].search(text)) and "正式" in passage:
            self.differences = {("status", ""): Difference("status", draft[0], "正式")}
            self.account(lambda word: re.search("征求|草案|draft", word))
        if (evidence.proposes or FORMS["preparing"].search(passage)) and (done := FORMS["done"].search(text)):
            self.differ("status", done[0], "proposed")
            self.account(lambda word: FORMS["done"].search(word) or word in done[0])
        elif (
            evidence.proposes
            and self.claim.chinese
            and not (self.claim.parties or FORMS["ought"].search(self.claim.text))
        ):
            self.open.append("proposed")

    def denials(self) -> None:
        """Note that the passage denies what a claim says: 没有 before its words, or in the clause it has most from."""
        for word in directions(self.claim.rest) if self.claim.chinese else ():
            denied = re.search(f"(?:{NOT})$", self.claim.rest[: word.start()])
            places = [each.start() for each in re.finditer(word[0], self.passage)] if denied else []
            if places and not any(re.search(NOT, re.split(f"[{CLAUSE}|]", self.passage[:at])[-1]) for at in places):
                self.differ("negation", f"{denied and denied[0]}{word[0]}", word[0])
        if "direction" in self.slots or re.search(NOT, self.claim.text):
            return
        if not self.claim.chinese:
            words = [piece for piece in self.pieces if piece.end - piece.start > 3]
            for match in re.finditer(r"[^|.;]+", self.passage):
                here = sum(match.start() <= piece.place < match.end() for piece in words)
                denial = re.search(r"(?i)\b(?:not|never|cannot|nor)\b", match[0])
                if denial and here > 0.6 * len(words):
                    self.differ("negation", "", denial[0])
            return
        clauses = re.findall(f"[^{CLAUSE}|]+", self.evidence.sentence if self.figure else self.passage)
        said = [self.claim.text[piece.start : piece.end] for piece in self.pieces]
        for clause, following in zip(clauses, [*clauses[1:], ""], strict=True):
            goes_on = following.startswith(("而", "反而", "但")) and any(words in following for words in said)
            most = sum(len(words) for words in said if words in clause) > 0.6 * (sum(map(len, said)) or 1)
            for match in re.finditer(NOT, clause):
                behind = clause[match.end() : match.end() + 2]
                weak = match[0] in ("无", "不") and behind[:1] != "是"
                if re.match("[^的]{2,5}的\\w", clause[match.end() :]):
                    self.open += [match[0] + behind] if behind in self.claim.rest else []
                elif (len(behind) == 2 and behind in self.claim.rest) or (most and not goes_on and not weak):
                    self.differ("negation", "", match[0] + behind)

    def hedges(self) -> None:
        """Note the hedges of the main words (可能, 预计) that a claim leaves out, so that it says more."""
        if not self.claim.chinese or self.figure or self.differences or FORMS["softened"].search(self.claim.text):
            return
        used = [self.claim.text[piece.start : piece.end] for piece in self.pieces if piece.end - piece.start > 2]
        for clause in re.findall(f"[^{CLAUSE}|]+", self.evidence.record.anchors[0].exact):
            if (hedge := FORMS["hedge"].search(clause)) and any(words in clause for words in used):
                self.open.append(hedge[0])

    def order(self) -> None:
        """Note that three pieces of a clause, or two of two clauses, are the other way round in a Chinese claim."""
        if not self.claim.chinese or self.figure or self.differences or FORMS["copula"].search(self.claim.text):
            return
        said = [piece for piece in self.pieces if piece.literal and piece.end - piece.start > 2]
        for one, two in pairwise(said):
            between = self.claim.text[one.start : two.end]
            other_clause = re.fullmatch(f"[^|]*[{CLAUSE}][^|]*", self.passage[two.place : one.place])
            if other_clause and not re.search(f"[{CLAUSE}由被把将]", between):
                self.open.append("order")
        for match in re.finditer(f"[^{CLAUSE}|]+", self.passage):
            places = [piece.place for piece in self.pieces if match.start() <= piece.place < match.end()]
            if any(one > two > three for one, two, three in zip(places, places[1:], places[2:], strict=False)):
                self.open.append("order")

    def settle(self) -> None:
        """Take two differences as one: a direction and the value it leads to, a meeting and its date."""
        meetings = (each for slot in self.claim.parties for each in self.evidence.names.meetings.get(slot.value, ()))
        days = [edtf.bounds(date) for _, date in meetings if date]
        held = all(any(inside(day, edtf.bounds(slot.value)) for day in days) for slot in self.claim.dates)
        spoken = [each.claimed for each in self.differences.values() if each.slot == "speech"]
        kept_ = [
            each
            for each in self.differences.values()
            if each.claimed in spoken or not any(each.claimed in words for words in spoken)
        ]
        self.differences = {
            ("", each.slot if each.slot == "negation" else each.claimed): each for each in reversed(kept_)
        }
        for several, kept in MAIN:
            if self.slots == several and (kept != "value" or self.figure) and (kept != "speaker" or held):
                self.differences = {key: each for key, each in self.differences.items() if each.slot == kept}


CHECKS: tuple[Callable[[Comparison], None], ...] = (
    Comparison.words, Comparison.degrees, Comparison.papers, Comparison.amounts, Comparison.dates, Comparison.times,
    Comparison.regions, Comparison.parties, Comparison.speech, Comparison.status,
    Comparison.denials, Comparison.hedges, Comparison.order, Comparison.settle,
)  # fmt: skip
"""What is compared of a record whose words are near those of the claim."""


def nearest(claim: Claim, evidence: Iterable[Evidence], least: float) -> list[Comparison]:
    """Return the comparisons with the records whose words are near those of a claim, the nearest first."""
    found = [Comparison(claim, each) for each in evidence]
    top = max((one.shared for one in found if one.fits), default=0)
    few = top / 2 - (1 if claim.chinese else 2 * SHORT_TERM)
    sure = [one for one in found if one.shared >= few or one.covered.turned or (one.figure and claim.amounts)]
    near_ = [one for one in sure if one.strange <= least]
    return sorted((one.compare() for one in near_), key=lambda one: -one.weight)


def inside(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Return whether days are within others; what is open is in nothing."""
    return None not in (*one, *other) and f"{other[0]}" <= f"{one[0]}" and f"{one[1]}" <= f"{other[1]}"


def spans(periods: Iterable[str]) -> Iterator[Quantity]:
    """Yield how many years or days periods last, a first and a last year counted or not."""
    for first, last in (edtf.bounds(period) for period in periods if "/" in period):
        if first and last:
            years = int(last[:4]) - int(first[:4])
            yield from (Quantity(Decimal(years + more), None, "年", "exact") for more in (0, 1))
            if first[:7] == last[:7]:
                yield Quantity(Decimal(int(last[8:]) - int(first[8:]) + 1), None, "天", "exact")


def excepted(region: str, text: str) -> "re.Match[str] | None":
    """Return where a text excepts a region, a pattern (除辽宁省外)."""
    return re.search(f"除了?{region}省?[之以]?外", text)


def akin(one: str, other: str) -> bool:
    """Return whether two names are those of a body and of its meeting, or one ends the other (中央 for 中共中央)."""
    short, long = sorted((one, other), key=len)
    return long.removeprefix(short) in SESSIONS or long.endswith(short)
