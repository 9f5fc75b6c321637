"""A claim against one record: what each slot of the claim says, and what the record says there."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.check.amounts import Amount, is_article, is_count, near, relation
from dongbei_cli.check.claims import GAP, SESSIONS, Claim, Slot, blanked
from dongbei_cli.check.cover import NEUTRAL, NOT, cover, has, listed, opposites, turned_title
from dongbei_cli.check.evidence import Evidence
from dongbei_cli.readings import edtf
from dongbei_cli.readings.quantities import Quantity

MOST = re.compile("最[多高大]|(?:the )?(?:most|largest|highest|biggest|greatest)(?: amount| sum)?(?: of)?")
LEAST = re.compile("最[少低小]|(?:the )?(?:least|smallest|lowest)(?: amount| sum)?(?: of)?")
EXTREME = re.compile("最先|最早|最晚|最迟|earliest|latest")
LATEST = re.compile("晚|迟|latest")
AMONG = re.compile(r"[三两四几]省|[三两四几]个省|之中|其中|中[，最]|(?i:\b(?:of the|among|three)\b)")
DRAFTED, PREPARING = re.compile("草案|征求意见|draft"), re.compile("酝酿|筹备|研究制定|筹划|将[为在被会把]|拟(?:于|将|出台)")
DONE = re.compile("决定|批准|下令|正式|已经?|完成了?|[立施行台设造]了|[立建办搞]起来|(?:have|has) been|already|completed")
GENERAL = {"专家": "proposed", "学者": "proposed", "experts": "proposed", "官方": "official", "高层": "official"}
HEDGE, SOFTENED = re.compile("可能|预计"), re.compile("可能|预计|预期|有望|将|会(?!议)")
OUGHT = re.compile("应|要|需|须|建议|提出|必|措施|思路|主张")
"""With which of these words a claim says that something is wanted, not that it is so."""
RANK = re.compile("[长员家授任席理者裁士事记官]$|^副|^vice|president|director|professor|researcher|chair")
EDGES = {
    "底": "[底末]",
    "末": "[底末]",
    "初": "初",
    "end": "[底末]",
    "close": "[底末]",
    "beginning": "初",
    "start": "初",
}
"""How the article writes the end or the beginning of a year that a claim names."""
FUTURE = re.compile("将|(?i:\\b(?:will|would|could|may|might)\\b)")
FORMER = re.compile("原|前|曾|former|ex-|onetime")
CURRENT = re.compile("现任|在任|时任|(?i:current|incumbent)")
OPPOSED = re.compile("反对|拒绝|抵制|反对把|(?i:\\b(?:oppos|reject)\\w+)")
CLAUSE = "，。；：,.;"
COPULA = re.compile("看作|视为|当作|作为|看成|是|在于")
"""Words that say that two things are one, in whatever order they come."""
RELATIVE = re.compile(r"(?:此前|早|晚|前|后)\||\|(?:之?[后前]|later|earlier|ago|after)")
"""Where an amount is the time between two events."""
SUMS = frozenset("累计总额规模合") | {"total", "cumulative", "overall", "sum"}
"""Characters that call an amount a sum, of one thing or of several."""
SHORT_TERM = 6
"""Characters of the longest quotation that may be a term."""


class Difference(NamedTuple):
    """A slot in which a claim and a record differ, and what each says."""

    slot: str
    claimed: str
    stated: str


class Comparison:
    """A claim, which has at most one measured amount, beside one record.

    `differences` are what the two say otherwise, `open` what the record neither says nor contradicts.
    """

    def __init__(self, claim: Claim, evidence: Evidence) -> None:
        self.claim, self.evidence, self.figure = claim, evidence, evidence.figure
        self.differences: dict[tuple[str, str | None], Difference] = {}
        self.open: list[str] = []
        self.unknown: list[str] = []
        self.disputed = self.finer = False
        passage = evidence.passage(claim.chinese, wide=self.figure is not None)
        self.covered = cover(claim.text, self.ranked(), passage, evidence.proposes, "" if claim.chinese else evidence.passage(True, wide=self.figure is not None))
        self.pieces = [piece for piece in self.covered.pieces if piece.place > NEUTRAL]
        self.weight = sum(piece.end - piece.start for piece in self.pieces) + 4 * claim.slots
        self.literal = sum(piece.end - piece.start for piece in self.pieces if piece.literal)
        self.words()
        for check in () if self.strange > 0.5 else CHECKS:
            check(self)

    @property
    def strange(self) -> float:
        """How much of the words has no account, as a share of those that have."""
        return sum(map(len, self.unknown)) / (self.weight or 1)

    @property
    def bound(self) -> bool:
        """Whether an unknown word adds a cause, a rank or a rate, which no other difference settles."""
        settled = {"negation", "qualifier", "status"} & {key[0] for key in self.differences}
        return not settled and any(has(word, sorted(listed("binding"))) for word in self.unknown)

    @property
    def known(self) -> bool:
        """Whether the record has a word or a slot of the claim as it is."""
        return bool(self.literal or self.claim.amounts or self.claim.dates or self.claim.regions)

    @property
    def personal(self) -> bool:
        """Whether who, where or in which role differs, which says little where the words are others too."""
        return not {"speaker", "actors", "role", "place", "region"}.isdisjoint(key[0] for key in self.differences)

    @property
    def own(self) -> bool:
        """Whether the record itself has all words of the claim, without the others of its sentence."""
        return all(piece.place < len(self.evidence.passage(self.claim.chinese)) for piece in self.pieces)

    @property
    def supports(self) -> bool:
        """Whether the record says all of the claim, and the claim says more than a name or a number."""
        says = bool(self.pieces) or (self.figure is not None and self.claim.slots > 1)
        return says and self.known and not (self.differences or self.open or self.unknown or self.disputed)

    def settle(self) -> None:
        """Take a direction and a value that differ as one, where the direction is that of a change to the value."""
        slots = {each.slot for each in self.differences.values()}
        if slots == {"date", "speaker"}:
            meetings = {each for slot in self.claim.parties for each in self.evidence.names.meetings.get(slot.value, ())}
            dates = [edtf.bounds(date) for _, date in meetings if date]
            if all(any(inside(one, edtf.bounds(slot.value)) for one in dates) for slot in self.claim.dates):
                self.differences = {key: each for key, each in self.differences.items() if each.slot == "speaker"}
        if self.figure and slots == {"direction", "value"}:
            self.differences = {key: each for key, each in self.differences.items() if each.slot == "value"}

    def differ(self, slot: str, claimed: str, stated: str | None) -> None:
        """Note a difference; of a role one is noted."""
        key = {"role": "", "region": stated, "place": stated}.get(slot, claimed)
        self.differences.setdefault((slot, key), Difference(slot, claimed, stated or ""))

    def ranked(self) -> str:
        """Return the rest of the claim without a superlative among the regions of a sentence; note one that is wrong."""
        rest, own = self.claim.rest, self.figure
        if match := EXTREME.search(rest):
            record, sort = self.evidence.record, self.evidence.values.get("category")
            times = [m.record.when for m in self.evidence.mates if m.values.get("category") == sort and m.record.when]
            if isinstance(record, model.Event) and times and self.amounts_are_counts():
                first = (max if LATEST.search(match[0]) else min)([record.when, *times])
                if first != record.when:
                    self.differ("date", match[0], first)
                return blanked(rest, [Slot(*match.span(), "", "")])
        match = MOST.search(rest) or LEAST.search(rest)
        if not match or not own or not AMONG.search(self.claim.text) or len(self.claim.regions) != 1:
            return rest
        others = [
            mate.figure
            for mate in self.evidence.mates
            if mate.figure and mate.figure.indicator == own.indicator and mate.figure.period == own.period
        ]
        others = [each for each in others if each.region not in (None, own.region) and not each.total_of]
        if not others or own.total_of or own.region != self.claim.regions[0].value:
            return rest
        end = (max if MOST.search(rest) else min)((own, *others), key=lambda each: each.value_si)
        if end is not own:
            self.differ("value", match[0], f"{end.region} {end.written}")
        return blanked(rest, [Slot(*match.span(), "", "")])

    def amounts_are_counts(self) -> bool:
        """Return whether the claim has no amount but the number of what it compares."""
        return all(is_count(amount.quantity) for amount in self.claim.amounts)

    def words(self) -> None:
        """Note the words that are turned round or without account, but for a rank, and a quotation that is altered."""
        claim, own = self.claim, self.evidence.values
        title = turned_title(claim.rest, self.evidence.heading(claim.chinese), claim.chinese)
        apart = any(excepted(slot.value, self.evidence.passages[0]) for slot in claim.regions)
        for turned in self.covered.turned or title:
            if not (turned.slot == "negation" and apart):
                self.differ(*turned)
        self.unknown = [word for word in self.covered.lacking if not (own.get("role") and self.is_rank(word))]
        for word in self.covered.lacking if len(self.unknown) < len(self.covered.lacking) else ():
            self.differ("role", word, own.get("role"))
        if isinstance(self.evidence.record, model.Measure) and (opposed := OPPOSED.search(claim.rest)):
            self.unknown = [word for word in self.unknown if word not in opposed[0]]
            self.differ("negation", opposed[0], "")

    def degrees(self) -> None:
        """Note a word of how many, how sure or how soon, and the word of the passage that contradicts it."""
        passage = self.evidence.passage(self.claim.chinese)
        for ours, theirs in opposites():
            word, other = has(self.claim.rest, ours), has(passage, theirs)
            if word and other and not has(passage, ours) and not has(self.claim.rest, theirs):
                self.differ("qualifier", word, other)
                self.unknown = [each for each in self.unknown if each not in word and word not in each]

    def papers(self) -> None:
        """Compare documents: one that the paragraph does not name contradicts the one that the sentence is of."""
        evidence = self.evidence
        for slot in self.claim.documents:
            if slot.value in evidence.paragraph or slot.value in evidence.passages[0]:
                continue
            known = [each.record for each in (evidence, *evidence.mates) if isinstance(each.record, model.Document)]
            if known:
                self.differ("name", slot.text, known[0].name)
            else:
                self.open.append(slot.text)

    def is_rank(self, word: str) -> bool:
        """Return whether a word is the rank right before the name of a person or behind that of a body."""
        at = self.claim.rest.find(word)
        beside = any(slot.start == at + len(word) or slot.end == at for slot in self.claim.parties)
        return beside and RANK.search(word) is not None

    def amounts(self) -> None:
        """Compare the amounts with that of a figure, or with those in the words of any other record."""
        for amount in self.claim.amounts:
            if amount.quantity.unit == "省" and amount.quantity.value == len({r.value for r in self.claim.regions}):
                continue
            if self.figure:
                self.measured(amount, self.figure)
                continue
            known = self.evidence.amounts
            told = [relation(amount.quantity, one.quantity) for one in known]
            if self.counted(amount):
                continue
            if RELATIVE.search(self.claim.text[: amount.start] + GAP + self.claim.text[amount.end :]):
                self.unknown.append(amount.text)
                continue
            article = is_article(amount.quantity)
            other = [one for one, how in zip(known, told, strict=True) if how in ("differs", "unit")]
            other = [one for one in other if not article or one.quantity.unit == amount.quantity.unit]
            other = [one for one in other if not is_article(one.quantity)]
            if "same" in told or (article and not other):
                continue
            if len(other) == 1:
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
        if how in ("differs", "unit"):
            digits = said.value == stated.value
            slot = "unit" if digits and said.unit != stated.unit else "qualifier" if digits else "value"
            self.differ(slot, amount.text, figure.written)
        elif how != "same" and not self.counted(amount):
            self.open.append(amount.text)
        self.indicator(amount, figure)

    def counted(self, amount: Amount) -> bool:
        """Return whether an amount is but a count: of the paragraph, of its regions, or of what the claim lists."""
        clause = re.split("[，,。；]", self.claim.text[: amount.start])[-1]
        listed_ = len(re.findall("、|和|以及", clause)) + 1
        if listed_ > 1 and is_count(amount.quantity._replace(unit=amount.quantity.unit.replace("人", "个"))):
            return amount.quantity.value == listed_
        said = [relation(amount.quantity, one.quantity) for one in self.evidence.around.amounts]
        regions = len({slot.value for slot in self.evidence.names.in_text(self.evidence.sentence)[1]})
        return is_count(amount.quantity) and ("same" in said or relation(amount.quantity, Quantity(Decimal(regions), None, "省", "exact")) == "same")

    def indicator(self, amount: Amount, figure: model.Figure) -> None:
        """Note that the claim's words around an amount are those of another figure of the sentence: net for gross."""
        key, text = "indicator" if self.claim.chinese else "indicator_en", self.claim.rest
        begin = max(text.rfind(mark, 0, amount.start) for mark in CLAUSE) + 1
        end = min((at for mark in CLAUSE if (at := text.find(mark, amount.end)) >= 0), default=len(text))
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
        said_here = set() if self.figure else {slot.value for slot in self.evidence.read.dates}
        own = self.evidence.periods | {date for _, date in self.occasions() if date and not self.figure}
        known = set() if own else {slot.value for slot in self.evidence.around.dates}
        dates = [edtf.bounds(each) for each in own]
        for slot in self.claim.dates:
            said = edtf.bounds(slot.value)
            if slot.value in known | said_here or any(said == one or (not self.figure and inside(one, said)) for one in dates):
                continue
            alike = any(len(one) == len(slot.value) and "/" not in one for one in own) and "/" not in slot.value
            finer = (not alike and any(inside(said, one) for one in dates)) or slot.text.endswith(("起", "以来"))
            if not dates or (
                finer and not (self.figure and slot.text[-1] not in "起来" and any("/" in e for e in own))
            ):
                self.finer = any(len(each) >= len("2023-10") and "/" not in each for each in own)
                self.open.append(slot.text)
            elif any(mark in each for each in own for mark in ("..", "~", "?")):
                self.open.append(slot.text)
            else:
                self.differ("period" if self.figure else "date", slot.text, "、".join(sorted(own)))

    def times(self) -> None:
        """Note the end or the beginning of a year that is not in the article, and what is yet to come."""
        sentence = self.evidence.sentence
        for slot in self.claim.dates:
            edge = EDGES.get(slot.text[-1]) or EDGES.get(slot.text.lower().removeprefix("the ").split()[0])
            if slot.text in {each.claimed for each in self.differences.values()}:
                continue
            if edge and "月" not in slot.text and not re.search(f"{slot.value.split('/')[-1][:4]}年?{edge}", sentence):
                self.open.append(slot.text)
        future = (
            FUTURE.search(self.claim.rest) if self.figure or isinstance(self.evidence.record, model.Event) else None
        )
        if future and not re.search("将|会(?!议)|预计|未来", sentence):
            self.open.append(future[0])

    def occasions(self) -> set[tuple[str | None, str]]:
        """Return where and when the meeting was that speaks in the record and in the claim."""
        said = {slot.value for slot in self.claim.parties} & set(self.evidence.who)
        return {each for name in said for each in self.evidence.names.meetings.get(name, ())}

    def regions(self) -> None:
        """Compare regions: of a figure its own, else those of the words; what is excepted (除辽宁省外) is not said."""
        own = self.evidence.values.get("region") or self.evidence.values.get("place")
        measured = f"{self.evidence.values.get('indicator')}|{self.evidence.values.get('indicator_en')}"
        national = "全国" in measured
        national = national or (self.figure is not None and "全国" in self.evidence.record.anchors[0].exact)
        claimed = [s for s in self.claim.regions if s.text not in measured and not (national and s.value == "中国")]
        for slot in claimed[-1:] if self.figure and own else claimed:
            apart = excepted(slot.value, self.evidence.passages[0])
            if excepted(slot.text, self.claim.text) and not apart:
                other = re.search("除了?(\\w{2,3}?)省?[之以]?外", self.evidence.passages[0])
                self.differ("region", slot.text, other[1]) if other else self.open.append(slot.text)
            elif apart and not re.search(NOT + "|除|apart|except|excluding", self.claim.text):
                self.differ("region", slot.text, apart[0])
            elif slot.value != own:
                self.region(slot, own)

    def region(self, slot: Slot, own: str | None) -> None:
        """Compare a region that is not the one of the record."""
        evidence, here = self.evidence, {slot.value for slot in self.evidence.read.regions}
        nearby = here | {slot.value for slot in evidence.around.regions}
        if slot.value in {place for place, _ in self.occasions()}:
            return
        several = len({each.value for each in self.claim.regions}) > 1
        if slot.value in evidence.names.subjects and several and not self.figure:
            return
        if own and not self.figure and own in {each.value for each in self.claim.regions}:
            self.open.append(slot.text)
            return
        if self.figure and own and any(self.vague(amount) for amount in self.claim.amounts):
            self.open.append(slot.text)
            return
        if not own and slot.text in evidence.passages[0 if self.claim.chinese else 1] and not self.figure:
            return
        if self.figure and not own and slot.value in nearby:
            self.open += [slot.text] if len(self.claim.regions) == 1 and len(nearby) > 2 and slot.value in here else []
        elif (slot.value in here and not self.figure) or (slot.value in evidence.names.subjects and not own):
            return
        elif slot.value == "中国" and not self.figure:
            self.open.append(slot.text)
        elif own or (here and slot.value not in nearby):
            name = "place" if "place" in evidence.record.FIELDS else "region"
            self.differ(name, slot.text, own or "、".join(here))
        elif here or slot.value not in nearby:
            self.open.append(slot.text)

    def vague(self, amount: Amount) -> bool:
        """Return whether an amount is no more than a bound, which may be true of other regions too."""
        return amount.quantity.qualifier in ("over", "under")

    def parties(self) -> None:
        """Compare persons and bodies with who speaks and whom the words name; a role must be that of its person."""
        evidence, record = self.evidence, self.evidence.record
        known = {*evidence.who, *(slot.value for slot in evidence.read.parties)}
        nearby = {slot.value for slot in evidence.around.parties}
        people = [slot for slot in self.claim.parties if slot.value in evidence.names.people & known]
        thing = isinstance(record, model.Person | model.Organization)
        for slot in self.claim.parties:
            if any(one == slot.value or akin(one, slot.value) for one in known):
                continue
            if any(0 <= person.start - slot.end <= 2 * SHORT_TERM for person in people):
                self.differ("role", slot.text, evidence.values.get("role"))
            elif self.is_meeting(slot) and evidence.values.get("occasion"):
                self.differ("occasion", slot.text, evidence.values["occasion"])
            elif slot.value not in evidence.names.own and not thing and not isinstance(record, model.Event) and not self.is_meeting(slot):
                self.open.append(slot.text)
            elif not thing and any(one.value in evidence.who for one in self.claim.parties):
                self.open.append(slot.text)
            elif evidence.who and not thing and not isinstance(record, model.Document):
                self.differ("actors" if "actors" in record.FIELDS else "speaker", slot.text, "、".join(evidence.who))
            elif isinstance(record, model.Person) and slot.value in evidence.names.people and self.pieces:
                self.differ("role", slot.text, record.name)
            elif thing or slot.value not in nearby:
                self.open.append(slot.text)

    def is_meeting(self, slot: Slot) -> bool:
        """Return whether a party is a meeting, which is named as who says something."""
        return slot.value.endswith(("会议", "委员会", "常委会", "会"))

    def speech(self) -> None:
        """Compare what is in quotation marks: only direct speech may be, or a term that the article has so."""
        own, chinese = self.evidence.values, self.claim.chinese
        for slot in self.claim.quotations:
            words = slot.text.rstrip("。.，,！!")
            counted = any(slot.start <= amount.start < slot.end for amount in self.claim.amounts)
            term = len(words) <= SHORT_TERM if chinese else len(words.split()) < 4
            if f"“{words}" in self.evidence.paragraph or (term and (counted or not chinese)):
                continue
            inside = [word for word in self.unknown if word in words]
            if "speech" in own and own["speech"] != "direct":
                self.differ("speech", "direct", own["speech"])
                self.unknown = [word for word in self.unknown if word not in inside]
            elif "speech" in own and words not in own["text"] and chinese:
                self.differ("speech", words, own["text"])
                self.unknown = [word for word in self.unknown if word not in inside]
            elif "speech" not in own and not (term and words in self.evidence.paragraph):
                self.open.append(slot.text)

    def status(self) -> None:
        """Compare what is proposed with what a claim says was done, or was said by experts and officials at large."""
        text, roles = self.claim.rest, self.evidence.names.roles
        named = "|".join(roles.get(slot.value) or "" for slot in self.claim.parties)
        former = self.evidence.values.get("role") or named
        if re.search("原|former", former) and (now := CURRENT.search(text)):
            self.differ("role", now[0], former)
        elif re.search("原|former", former) and not FORMER.search(self.claim.text):
            self.open += [former] if any(slot.value in former for slot in self.claim.parties) else []
        anchor = self.evidence.passages[0]
        if (draft := DRAFTED.search(text)) and "正式" in anchor:
            self.differences = {("status", ""): Difference("status", draft[0], "正式")}
            self.unknown = [word for word in self.unknown if not re.search("征求|草案|draft", word)]
        if not self.evidence.proposes and not PREPARING.search(anchor):
            return
        own = self.evidence.values.get("status")
        general = [word for word, status in GENERAL.items() if word in text and own and status != own]
        if done := DONE.search(text):
            self.differ("status", done[0], "proposed")
            self.unknown = [word for word in self.unknown if not DONE.search(word) and word not in done[0]]
        elif general and not self.claim.parties:
            self.differ("status", general[0], own)
        elif self.evidence.proposes and self.claim.chinese and not self.claim.parties and not OUGHT.search(self.claim.text):
            self.open.append("proposed")

    def hedges(self) -> None:
        """Note the hedges of the main words (可能, 预计) that a claim leaves out, so that it says more."""
        used = [self.claim.text[piece.start : piece.end] for piece in self.pieces if piece.end - piece.start > 2]
        clauses = re.findall(f"[^{CLAUSE}|]+", self.evidence.record.anchors[0].exact)
        for clause in clauses if self.claim.chinese and not self.figure and not self.differences else ():
            hedge = HEDGE.search(clause)
            if hedge and any(words in clause for words in used) and not SOFTENED.search(self.claim.text):
                self.open.append(hedge[0])

    def denials(self) -> None:
        """Note that the passage denies what a claim says: 没有 before its words, or in the clause it has most from."""
        in_sentence = self.figure and self.claim.chinese
        passage = self.evidence.sentence if in_sentence else self.evidence.passage(self.claim.chinese)
        if any(each.slot == "direction" for each in self.differences.values()):
            return
        if not self.claim.chinese:
            self.english_denials(passage)
            return
        clauses = re.findall(f"[^{CLAUSE}|]+", passage)
        said = [self.claim.text[piece.start : piece.end] for piece in self.pieces]
        for clause, following in zip(clauses, [*clauses[1:], ""], strict=True):
            goes_on = following.startswith(("而", "反而", "但")) and any(words in following for words in said)
            most = sum(len(words) for words in said if words in clause) > 0.6 * (sum(map(len, said)) or 1)
            for match in re.finditer(NOT, clause) if not re.search(NOT, self.claim.text) else ():
                behind = clause[match.end() : match.end() + 2]
                weak = match[0] in ("无", "不") and behind[:1] != "是"
                if (len(behind) == 2 and behind in self.claim.rest) or (most and not goes_on and not weak):
                    self.differ("negation", "", match[0] + behind)

    def english_denials(self, passage: str) -> None:
        """Note that the sentence that an English claim has most words from denies something, and the claim nothing."""
        words = [piece for piece in self.pieces if piece.end - piece.start > 3]
        for match in re.finditer(r"[^|.;]+", passage) if not re.search(NOT, self.claim.text) else ():
            here = sum(match.start() <= piece.place < match.end() for piece in words)
            denial = re.search(r"(?i)\b(?:not|never|cannot|nor)\b", match[0])
            if denial and here > 0.6 * len(words):
                self.differ("negation", "", denial[0])

    def order(self) -> None:
        """Note that the pieces of a Chinese claim are in another order in a clause, so that it may turn it round."""
        passage = self.evidence.passage(self.claim.chinese)
        for match in re.finditer(f"[^{CLAUSE}|]+", passage) if self.claim.chinese and not self.figure else ():
            places = [piece.place for piece in self.pieces if match.start() <= piece.place < match.end()]
            if not COPULA.search(self.claim.text) and any(first > middle > last for first, middle, last in zip(places, places[1:], places[2:], strict=False)):
                self.open.append("order")


CHECKS: tuple[Callable[[Comparison], None], ...] = (
    Comparison.degrees, Comparison.papers, Comparison.amounts, Comparison.dates, Comparison.times,
    Comparison.regions, Comparison.parties, Comparison.speech, Comparison.status,
    Comparison.denials, Comparison.hedges, Comparison.order, Comparison.settle,
)  # fmt: skip
"""What is compared once all words have an account."""


def inside(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Return whether days are within others; what is open is in nothing."""
    return None not in (*one, *other) and f"{other[0]}" <= f"{one[0]}" and f"{one[1]}" <= f"{other[1]}"


def excepted(region: str, text: str) -> "re.Match[str] | None":
    """Return where a text excepts a region (除辽宁省外)."""
    return re.search(f"除了?{re.escape(region)}省?[之以]?外", text)


def akin(one: str, other: str) -> bool:
    """Return whether two names are those of a body and of its meeting."""
    short, long = sorted((one, other), key=len)
    return long.removeprefix(short) in SESSIONS
