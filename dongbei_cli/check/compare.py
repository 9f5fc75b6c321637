"""A claim against one record: what each slot of the claim says, and what the record says there."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.check import claims
from dongbei_cli.check.claims import Amount, Claim, Names, Slot
from dongbei_cli.check.cover import NEUTRAL, NOT, Cover, against, cover
from dongbei_cli.readings import edtf, quantities, units
from dongbei_cli.readings.quantities import Quantity

WHO = ("speaker", "proposer", "issuer", "name")
FIELDS = ("indicator", "region", "place", "role", "affiliation", "speaker", "proposer", "occasion", "verb", "name")
EXACT = ("exact", "range", "ordinal")
NEAR = Decimal("0.05")
"""How far from a total that the article contradicts a claim may be to be disputed, as a part of it."""
LOOSE = Decimal("0.1")
"""How far a number may be from the one that 近, 超 or under name it by."""
DONE = re.compile("决定|批准|下令|正式|已经?|完成了?|[立施行台设造]了|have been|has been|already")
GENERAL = {"专家": "proposed", "学者": "proposed", "experts": "proposed", "官方": "official", "高层": "official"}
RANK = re.compile("[长员家授任席理者裁士事记官]$|^副|^vice|president|director|professor|researcher|chair")
FORMER = re.compile("原|前|曾|former|ex-|onetime")
CLAUSE = "，。；：,.;"


class Difference(NamedTuple):
    """A slot in which a claim and a record differ, and what each says."""

    slot: str
    claimed: str
    stated: str


class Compared(NamedTuple):
    """What came of a comparison; `open` is what the record neither says nor contradicts."""

    evidence: "Evidence"
    differences: tuple[Difference, ...]
    open: tuple[str, ...]
    weight: int
    disputed: bool = False

    @property
    def supports(self) -> bool:
        """Whether the record says all of the claim."""
        return not self.differences and not self.open and not self.disputed


class Evidence:
    """A record with the words that prove it, read as claims are."""

    def __init__(self, record: model.Record, sentence: str, paragraph: str, names: Names, published: str) -> None:
        self.record, self.sentence, self.paragraph = record, sentence, paragraph
        self.names, self.published = names, published
        self.mates: list[Evidence] = []
        self.ends: frozenset[str] = frozenset()
        """Of a computed change, the dates from which and to which it goes."""
        self.totals: tuple[tuple[Decimal, str], ...] = ()
        """What the parts of a contradicted total give."""

    @cached_property
    def passages(self) -> tuple[str, str]:
        """All that the record says, in Chinese and in English."""
        values = self.record.__dict__
        own = [anchor.exact for anchor in self.record.anchors] + [self.record.title]
        own += [values[key] for key in FIELDS if values.get(key)] + list(values.get("actors", ()))
        kinds = [kind for who in WHO for kind in self.names.kinds.get(values.get(who) or "", ())]
        glossed = [value for key, value in values.items() if key.endswith("_en") and key != "note_en" and value]
        plain = [each if isinstance(each, str) else "|".join(each) for each in glossed]
        return "|".join((*own, *kinds)), "|".join((*plain, *kinds))

    def passage(self, chinese: bool, wide: bool) -> str:
        """All that the record says, and with `wide` the figures and events of its sentence too."""
        mates = [mate for mate in self.mates if isinstance(mate.record, model.Figure | model.Event)]
        found = [self, *(mates if wide else ())]
        return "|".join(each.passages[0 if chinese else 1] for each in found)

    def heading(self, chinese: bool) -> str:
        """What the record is of, in a few words."""
        keys = ("title", "indicator") if chinese else ("title_en", "indicator_en")
        return "|".join(filter(None, (self.record.__dict__.get(key) for key in keys)))

    @cached_property
    def read(self) -> Claim:
        """The slots of its Chinese words."""
        return claims.read(self.passages[0], self.names, self.published)

    @cached_property
    def amounts(self) -> list[Amount]:
        """The quantities of its Chinese words, those in names too."""
        return claims.amounts_in(self.passages[0])

    @cached_property
    def around(self) -> Claim:
        """The slots of its paragraph."""
        return claims.read(self.paragraph, self.names, self.published)

    @cached_property
    def periods(self) -> set[str]:
        """The dates that the record is of."""
        own = {self.record.__dict__.get("date"), self.record.__dict__.get("period")} - {None}
        figure = isinstance(self.record, model.Figure)
        return {str(each)[:10] if "T" in str(each) else str(each) for each in own} | (
            self.ends if figure and own else {slot.value for slot in self.read.dates}
        )


def compare(claim: Claim, evidence: Evidence) -> Compared:
    """Compare a claim, which has at most one measured amount, with one record."""
    record, wide = evidence.record, isinstance(evidence.record, model.Figure)
    covered = cover(claim.text, claim.rest, evidence.passage(claim.chinese, wide), proposes(evidence))
    heading = evidence.heading(claim.chinese)
    differences = [Difference(*turned) for turned in covered.turned or against(claim.rest, heading, claim.chinese)]
    open_ = [word for word in covered.lacking if not is_rank(word, claim)]
    if len(open_) < len(covered.lacking):
        role, ranks = record.__dict__.get("role"), [word for word in covered.lacking if word not in open_]
        differences += [Difference("role", "".join(ranks), role)] if role else []
        open_ += [] if role else ranks
    misquoted = altered(claim, evidence, open_) if open_ else None
    if misquoted:
        differences, open_ = [*differences, misquoted], []
    if open_:  # nothing else can decide
        return Compared(evidence, tuple(differences), tuple(open_), 0)
    disputed = False
    for amount in claim.amounts:
        found, is_open, near = amounts_differ(amount, claim, evidence)
        differences += found
        open_ += [amount.text] * is_open
        disputed |= near
    for check in (dates_differ, regions_differ, parties_differ, speech_differs, status_differs):
        found, missing = check(claim, evidence) if not (misquoted and check is speech_differs) else ([], [])
        differences += found
        open_ += missing
    differences += denied(claim, evidence, covered)
    if not wide:
        open_ += disordered(claim, evidence, covered)
        open_ += [] if any(one.slot == "status" for one in differences) else hedged(claim, evidence)
    named = len(claim.dates) + len(claim.regions) + len(claim.parties) + len(claim.amounts)
    weight = sum(p.end - p.start for p in covered.pieces if p.place > NEUTRAL) + 4 * named
    unlike = {one if one.slot != "role" else one.slot: one for one in differences}
    return Compared(evidence, tuple(unlike.values()), tuple(open_), weight, disputed)


def amounts_differ(amount: Amount, claim: Claim, evidence: Evidence) -> tuple[list[Difference], bool, bool]:
    """Return how an amount differs from that of a record, whether that is open, and whether it is near a total."""
    record = evidence.record
    if amount.quantity.unit == "省" and amount.quantity.value == len({slot.value for slot in claim.regions}):
        return [], False, False
    if not isinstance(record, model.Figure):
        known = list({one.quantity: one for one in evidence.amounts if not rivals(one, evidence)}.values())
        told = [relation(amount.quantity, one.quantity) for one in known]
        if is_article(amount.quantity) and not any(how in ("same", "differs") for how in told):
            return [], False, False
        if "same" in told:
            return [], False, False
        differing = [one for one, how in zip(known, told, strict=True) if how in ("differs", "unit")]
        if differing and len(differing) == 1:
            return [Difference("value", amount.text, differing[0].text)], False, False
        return [], True, False
    stated = Quantity(record.value, record.upper, record.unit, record.qualifier)
    how = relation(amount.quantity, stated)
    other = indicator_differs(amount, claim, evidence)
    if evidence.totals and how in ("same", "differs", "open"):
        ends = [(record.value, record.unit), *evidence.totals]
        if any(near(amount.quantity, value, unit) for value, unit in ends):
            return [], False, True
    if how in ("differs", "unit"):
        return [Difference(slot_of(amount.quantity, stated), amount.text, record.written), *other], False, False
    return other, how != "same", False


def altered(claim: Claim, evidence: Evidence, lacking: Sequence[str]) -> Difference | None:
    """Return that all words without account stand in a quotation of direct speech, most of which the speaker said."""
    record = evidence.record
    if not (isinstance(record, model.Quote) and record.speech == "direct") or not claim.chinese:
        return None
    if record.speaker not in {slot.value for slot in claim.parties}:
        return None
    for slot in claim.quotations:
        inside = all(word in slot.text for word in lacking)
        if inside and sum(map(len, lacking)) < len(slot.text) / 3 and slot.text not in evidence.passages[0]:
            return Difference("speech", slot.text, record.text)
    return None


def is_rank(word: str, claim: Claim) -> bool:
    """Return whether a word is the rank right before the name of a person or behind that of a body."""
    at = claim.rest.find(word)
    beside = any(slot.start == at + len(word) or slot.end == at for slot in claim.parties)
    return beside and RANK.search(word) is not None


def is_article(quantity: Quantity) -> bool:
    """Return whether a quantity may be no more than an article: 一份, 一场."""
    measure = units.measures().get(quantity.unit)
    return (quantity.value, quantity.upper, quantity.qualifier) == (1, None, "exact") and bool(measure and measure.counted)


def relation(said: Quantity, stated: Quantity) -> str:
    """Return same, differs, unit (percent for points), open, or other where the two measure different things."""
    (a, base), (b, other) = (units.in_si(each.value, each.unit) for each in (said, stated))
    if {base, other} == {"%", "个百分点"}:
        return "unit"
    elided = base != other and (may_elide(said, stated) or may_elide(stated, said))
    if (base != other and not elided) or (said.qualifier == "ordinal") != (stated.qualifier == "ordinal"):
        return "other"
    upper = [None if q.upper is None else units.in_si(q.upper, q.unit)[0] for q in (said, stated)]
    if said.qualifier in EXACT and stated.qualifier in EXACT:
        if a == b and upper[0] == upper[1]:
            return "same"
        return "open" if abs(a - b) <= half_unit(said) and a != b and half_unit(said) < abs(b) / 20 else "differs"
    if said.qualifier == stated.qualifier or {said.qualifier, stated.qualifier} == {"about", "nearly"}:
        if a == b:
            return "same"
    if stated.qualifier in EXACT:
        return rounded(said, a, b)
    if said.qualifier == stated.qualifier and not (said.qualifier == "over" and a < b):
        return "differs"
    low, high = (quantities.interval(q.value, q.upper, q.qualifier) for q in (said, stated))
    scales = [units.in_si(Decimal(1), q.unit)[0] for q in (said, stated)]
    ends = [(i.low and i.low * s, i.high and i.high * s) for i, s in zip((low, high), scales, strict=True)]
    (first, last), (begin, end) = ends
    apart = (last is not None and begin is not None and last <= begin) or (
        first is not None and end is not None and end <= first
    )
    return "differs" if apart else "open"


def may_elide(short: Quantity, whole: Quantity) -> bool:
    """Return whether a number leaves out the measure of another: 821万 for 821万人, four for 四份."""
    scale, measure = units.split_unit(short.unit)
    known = units.measures().get(units.split_unit(whole.unit)[1])
    if measure or known is None:
        return False
    return known.base in ("人", "元") if scale else known.counted


def rounded(said: Quantity, a: Decimal, b: Decimal) -> str:
    """Return how a number that a claim gives with a qualifier is to an exact one: same, differs or open."""
    gap = b - a
    fits = {"about": abs(gap) <= half_unit(said), "nearly": gap <= 0, "over": gap >= 0, "under": gap <= 0}[said.qualifier]
    if fits and abs(gap) <= LOOSE * abs(b):
        return "same"
    return "open" if fits or (said.qualifier == "about" and abs(gap) <= LOOSE * abs(b)) else "differs"


def half_unit(said: Quantity) -> Decimal:
    """Return half of the last digit of a number, in its base unit."""
    exponent = said.value.normalize().as_tuple().exponent
    return units.in_si(Decimal(1).scaleb(int(exponent)) / 2, said.unit)[0]


def near(said: Quantity, value: Decimal, unit: str) -> bool:
    """Return whether a number is so near a total that the article itself leaves it open."""
    (a, _), (b, _) = units.in_si(said.value, said.unit), units.in_si(value, unit)
    return abs(a - b) <= NEAR * abs(b)


def slot_of(said: Quantity, stated: Quantity) -> str:
    """Return what is wrong of a number: its unit where the digits are right, its qualifier, else its value."""
    same = said.value == stated.value
    return "unit" if same and said.unit != stated.unit else "qualifier" if same else "value"


def rivals(amount: Amount, evidence: Evidence) -> bool:
    """Return whether an amount in the words of a record is one of several that are figures of their own."""
    figures = [mate.record for mate in evidence.mates if isinstance(mate.record, model.Figure)]
    base = units.in_si(Decimal(1), amount.quantity.unit)[1]
    return len({(each.value, each.upper) for each in figures if each.unit_si == base or not base}) > 1


def indicator_differs(amount: Amount, claim: Claim, evidence: Evidence) -> list[Difference]:
    """Return that the claim's words around an amount are those of another figure of the sentence: net for gross."""
    record = evidence.record
    assert isinstance(record, model.Figure)
    key = "indicator" if claim.chinese else "indicator_en"
    local = around(claim, amount)
    for mate in evidence.mates:
        other = mate.record
        if isinstance(other, model.Figure) and other.unit_si == record.unit_si and other.indicator != record.indicator:
            own, its = (marks(each.__dict__[key], claim.chinese) for each in (record, other))
            told = [sum(mark in local for mark in each) for each in (own - its, its - own)]
            if told[1] > told[0] and (own - its or told[1] == len(its - own)):
                return [Difference("indicator", other.__dict__[key], record.__dict__[key])]
    return []


def around(claim: Claim, amount: Amount) -> str:
    """Return the words of a claim that belong to an amount: from the clause before it to the end of its own."""
    text = claim.rest
    begin = max(text.rfind(mark, 0, amount.start) for mark in CLAUSE) + 1
    ends = [at for mark in CLAUSE if (at := text.find(mark, amount.end)) >= 0]
    return text[begin : min(ends, default=len(text))].lower()


def marks(indicator: str, chinese: bool) -> set[str]:
    """Return what tells an indicator from others: its characters, or its English words."""
    return set(indicator) if chinese else set(indicator.lower().split())


def dates_differ(claim: Claim, evidence: Evidence) -> tuple[list[Difference], list[str]]:
    """Compare dates: a coarser one is right, a finer one is open, of a figure only the very period is right."""
    own, differences, missing = evidence.periods, list[Difference](), list[str]()
    wide = isinstance(evidence.record, model.Figure)
    for slot in claim.dates:
        dates = [edtf.bounds(each) for each in own]
        said = edtf.bounds(slot.value)
        if any(said == one or (not wide and inside(one, said)) for one in dates):
            continue
        known = {other.value for other in evidence.around.dates} if not dates else set()
        if slot.value in known:
            continue
        finer = [one for one in dates if inside(said, one)]
        if not dates or (finer and not (wide and any("/" in each for each in own))):
            missing.append(slot.text)
        else:
            differences.append(Difference("period" if wide else "date", slot.text, "、".join(sorted(own))))
    return differences, missing


def inside(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Return whether days lie within others; what is open lies in nothing."""
    return None not in (*one, *other) and f"{other[0]}" <= f"{one[0]}" and f"{one[1]}" <= f"{other[1]}"


def regions_differ(claim: Claim, evidence: Evidence) -> tuple[list[Difference], list[str]]:
    """Compare regions: of a figure its own, else those of the words; what is excepted (除辽宁省外) is not said."""
    record = evidence.record
    own = record.__dict__.get("region") or record.__dict__.get("place")
    said = {slot.value for slot in evidence.read.regions}
    nearby = said | {slot.value for slot in evidence.around.regions}
    differences, missing = list[Difference](), list[str]()
    measured = f"{record.__dict__.get('indicator')}|{record.__dict__.get('indicator_en')}"
    said_of = [slot for slot in claim.regions if slot.text not in measured]
    for slot in said_of[-1:] if isinstance(record, model.Figure) and own else said_of:
        apart = excepted(slot.value, evidence.passages[0])
        if excepted(slot.text, claim.text) and not apart:
            missing.append(slot.text)
        elif apart and not re.search(NOT + "|除|apart|except|excluding", claim.text):
            differences.append(Difference("region", slot.text, apart[0]))
        elif slot.value == own or (not own and slot.text in evidence.passages[0 if claim.chinese else 1]):
            continue
        elif (not isinstance(record, model.Figure) and slot.value in said):
            continue
        elif isinstance(record, model.Figure) and not own and slot.value in nearby:
            missing += [slot.text] * (len(claim.regions) == 1 and len(nearby) > 2 and slot.value in said)
        elif slot.value in evidence.names.subjects and not own:
            continue
        elif own or (said and slot.value not in nearby):
            differences.append(Difference("place" if "place" in record.FIELDS else "region", slot.text, own or "、".join(said)))
        elif said or slot.value not in nearby:
            missing.append(slot.text)
    return differences, missing


def excepted(region: str, text: str) -> "re.Match[str] | None":
    """Return where a text excepts a region (除辽宁省外)."""
    return re.search(f"除了?{re.escape(region)}省?[之以]?外", text)


def parties_differ(claim: Claim, evidence: Evidence) -> tuple[list[Difference], list[str]]:
    """Compare persons and bodies with the speaker and those whom the words name; a role must be that of its person."""
    values = evidence.record.__dict__
    own = [values[key] for key in WHO if values.get(key)] or list(values.get("actors", ()))
    known = {*own, *(slot.value for slot in evidence.read.parties)}
    nearby = {slot.value for slot in evidence.around.parties}
    differences, missing = list[Difference](), list[str]()
    for slot in claim.parties:
        if any(one == slot.value or akin(one, slot.value) for one in known):
            continue
        people = [other for other in claim.parties if other.value in evidence.names.people and other.value in known]
        if any(0 <= other.start - slot.end <= 12 for other in people):
            differences.append(Difference("role", slot.text, values.get("role") or ""))
        elif own and not isinstance(evidence.record, model.Person | model.Organization | model.Document):
            name = "actors" if "actors" in evidence.record.FIELDS else "speaker"
            differences.append(Difference(name, slot.text, "、".join(own)))
        elif slot.value not in nearby or isinstance(evidence.record, model.Person | model.Organization):
            missing.append(slot.text)
    return differences, missing


def akin(one: str, other: str) -> bool:
    """Return whether two names are those of a body and of its meeting."""
    short, long = sorted((one, other), key=len)
    return long.removeprefix(short) in claims.SESSIONS


def speech_differs(claim: Claim, evidence: Evidence) -> tuple[list[Difference], list[str]]:
    """Compare what stands in quotation marks: only direct speech may, or words that the article has in such marks."""
    record = evidence.record
    for slot in claim.quotations:
        words = slot.text.rstrip("。.，,！!")
        if len(words) <= 6 and any(slot.start <= amount.start < slot.end for amount in claim.amounts):
            continue  # a term like “五大安全”, whose number is compared as one
        if f"“{words}" in evidence.paragraph or (not claim.chinese and len(words.split()) < 4):
            continue
        if isinstance(record, model.Quote) and (words in record.text or not claim.chinese):
            if record.speech != "direct":
                return [Difference("speech", "direct", record.speech)], []
        elif len(words) > 6 or words not in evidence.paragraph:
            return [], [slot.text]
    return [], []


def status_differs(claim: Claim, evidence: Evidence) -> tuple[list[Difference], list[str]]:
    """Compare what is proposed with what a claim says was done, or was said by experts and officials at large."""
    record = evidence.record
    former = record.__dict__.get("role") or ""
    if re.search("原|former", former) and any(s.value in former for s in claim.parties) and not FORMER.search(claim.text):
        return [], [former]
    if not proposes(evidence):
        return [], []
    if found := DONE.search(claim.rest):
        return [Difference("status", found[0], "proposed")], []
    for word, status in GENERAL.items():
        own = record.__dict__.get("status", status)
        if word in claim.rest and not claim.parties and own != status:
            return [Difference("status", word, own)], []
    return [], []


def proposes(evidence: Evidence) -> bool:
    """Return whether a record is what somebody wants to be done."""
    record = evidence.record
    if isinstance(record, model.Quote):
        beside = any(isinstance(mate.record, model.Measure) and mate.record.proposer == record.speaker for mate in evidence.mates)
        return beside or record.verb == "建议" or re.search("^(?:要|应|必须)|[，东北](?:要|应|必须)", record.text) is not None
    return isinstance(record, model.Measure)


def clauses(text: str) -> list[tuple[int, int]]:
    """Return where the clauses of a passage begin and end."""
    return [match.span() for match in re.finditer(f"[^{CLAUSE}|]+", text)]


def denied(claim: Claim, evidence: Evidence, covered: Cover) -> list[Difference]:
    """Return that the passage denies what a claim says: 没有 before its words, or in the clause it has most from."""
    figure = isinstance(evidence.record, model.Figure) and claim.chinese
    passage = evidence.sentence if figure else evidence.passage(claim.chinese, False)
    if re.search(NOT, claim.text):
        return []
    pieces = [piece for piece in covered.pieces if piece.place >= 0]
    total = sum(piece.end - piece.start for piece in pieces) or 1
    spans = clauses(passage)
    for number, (start, end) in enumerate(spans):
        for match in re.finditer(NOT, passage[start:end]):
            behind = passage[start + match.end() : start + match.end() + 2]
            size = sum(p.end - p.start for p in pieces if claim.text[p.start : p.end] in passage[start:end])
            following = spans[number + 1] if number + 1 < len(spans) else (0, 0)
            turns = passage[slice(*following)].startswith(("而", "反而", "但"))
            goes_on = turns and any(following[0] <= p.place < following[1] for p in pieces)
            said = claim.chinese and len(behind) == 2 and behind in claim.rest
            if said or (size > 0.6 * total and not goes_on and match[0] not in ("无", "不", "without", "no")):
                return [Difference("negation", "", match[0] + behind * claim.chinese)]
    return []


def disordered(claim: Claim, evidence: Evidence, covered: Cover) -> list[str]:
    """Return that the pieces of a Chinese claim stand in another order in its passage, so that it may turn it round."""
    pieces = [piece for piece in covered.pieces if piece.place >= 0 and piece.end - piece.start > 1]
    spans = clauses(evidence.passage(claim.chinese, False))
    for start, end in spans if claim.chinese else ():
        places = [piece.place for piece in pieces if start <= piece.place < end]
        if sum(after < before for before, after in zip(places, places[1:], strict=False)) > 1:
            return ["order"]
    return []


def hedged(claim: Claim, evidence: Evidence) -> list[str]:
    """Return the hedges of the main words (可能, 预计, 建议) that a claim leaves out, so that it says more."""
    if not claim.chinese or claim.parties:
        return []
    record = evidence.record
    main = record.anchors[0].exact
    open_ = [hedge for hedge in ("可能", "预计") if hedge in main and not re.search("可能|预计|预期|有望|将|会", claim.text)]
    if proposes(evidence) and not re.search("应|要|需|须|建议|提出|必|措施|思路|主张", claim.text):
        open_.append("proposed")
    return open_
