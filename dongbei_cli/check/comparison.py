"""A claim beside one record: the words they share, their differences, and whether those refute or support."""

import re
from collections.abc import Callable

from dongbei_cli import model
from dongbei_cli.check.amounts import Amount
from dongbei_cli.check.claims import GAP, WORDS, Claim, Slot
from dongbei_cli.check.cover import NEUTRAL, NOT, Difference, binds, cover
from dongbei_cli.check.evidence import Evidence
from dongbei_cli.readings import Grammar, rows

FORMS = Grammar(WORDS / "patterns.tsv", NOT=NOT)
"""What a claim or a record may say, by name."""
CLAUSE = "，。；：,.;"
UNCERTAIN = [(form, slots.split()) for form, slots in rows(WORDS / "uncertain.tsv")]
"""Forms of a claim that make a difference in these slots none that is certain."""
NEAR = 12
"""How many characters a claim and a record must share at least to be near, and at most may be between two names."""
LEAST_STRANGE = 0.15
"""Which share of unknown words a claim may have that says that something proposed is done."""
PERSONAL = ("speaker", "actors", "role", "place", "region")
"""Slots whose difference says little where the words are others too."""
SETTLED = ("negation", "qualifier", "status")
"""Slots whose difference decides even if the claim adds a cause, a rank or a rate."""
COMPUTED = {True: ("value", "unit", "qualifier", "direction"), False: ("value", "unit", "qualifier")}
"""Slots in which what is computed of two figures can differ, of a change of a level and of what is between them."""
LEAST_SAID = {True: 5, False: 16}
"""How many characters of a statement a claim must share for who said it, and when, to be wrong."""


class Comparison:
    """A claim, which has at most one measured amount, beside one record.

    `differences` are what the two say otherwise, `unknown` the words that the record has not, `open` what it neither
    says nor contradicts; `apart` is whether the record denies something else than the claim does.
    """

    def __init__(self, claim: Claim, evidence: Evidence) -> None:
        """Compare the words; the modules beside this one compare the slots."""
        self.claim, self.evidence, self.figure = claim, evidence, evidence.figure
        self.differences: dict[tuple[str, str], Difference] = {}
        self.open: list[str] = []
        self.disputed = self.counts = self.apart = False
        self.against: tuple[list[str], Amount | None] = ([], None)
        self.passage = evidence.passage(claim.chinese, wide=self.figure is not None)
        self.read(claim.rest)

    def read(self, rest: str) -> None:
        """Compare these words of the claim with those of the record."""
        claim, evidence = self.claim, self.evidence
        wide = evidence.passage(chinese=True, wide=self.figure is not None)
        other = evidence.context if claim.chinese else f"{wide}|{evidence.names.topic}"
        self.covered = cover(claim.text, rest, self.passage, other, evidence.proposes)
        self.unknown = [*self.covered.lacking]
        self.pieces = [piece for piece in self.covered.pieces if piece.place > NEUTRAL]
        self.shared = sum(piece.end - piece.start for piece in self.pieces)
        self.stated = claim.slots + (rest != claim.rest)
        self.weight = self.shared + 4 * self.stated
        self.literal = sum(piece.end - piece.start for piece in self.pieces if piece.literal)

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
        regions, rest = self.claim.regions, self.claim.rest
        return [slot for slot in regions if len(regions) == 1 or not FORMS["group"].match(rest, slot.end)]

    @property
    def excepts(self) -> bool:
        """Whether the record excepts a region that the claim names."""
        return any(excepted(slot.value, self.evidence.passages[0]) for slot in self.claim.regions)

    @property
    def known(self) -> bool:
        """Whether the record has a word or a slot of the claim as it is."""
        claim = self.claim
        several = len((*claim.parties, *claim.documents)) > 1
        return bool(self.literal or claim.amounts or claim.dates or claim.regions or several)

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
        says = bool(self.pieces or self.claim.documents) or (self.counts and self.stated > 1)
        mostly = self.counts or self.claim.documents or self.covered.spared <= (self.shared + self.literal) / 2
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
        acts = event and self.evidence.takes_part(self.claim.parties)
        words = self.literal or self.claim.amounts or (event and self.pieces) or acts
        asks = (self.figure or event) and (self.pieces or self.unknown) and slot not in SETTLED
        apart = FORMS["versus"].search(self.claim.rest) is not None and not self.against[0]
        return bool(
            (not words and slot in ("period", "date", "region", "place", "direction"))
            or (not event and slot in ("speaker", "actors", "date") and self.shared < LEAST_SAID[chinese])
            or (slot in ("speaker", "actors") and not self.pieces)
            or (self.evidence.computed and slot not in COMPUTED[bool(self.evidence.ends)])
            or (asks and not ((acts and slot == "value") or self.of_its_heading))
            or (slot == "direction" and not (chinese or self.figure) and self.literal < LEAST_SAID[False])
            or (apart and slot in ("region", "place", "value"))
            or (slot == "status" and self.strange > LEAST_STRANGE)
        )

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

    def differ(self, slot: str, claimed: str, stated: str | None, sure: bool = False) -> None:
        """Note a difference; of a role one is noted, and one that may be none is open, but if it is sure."""
        if not sure and any(slot in slots and FORMS[form].search(self.claim.rest) for form, slots in UNCERTAIN):
            self.open.append(claimed)
            return
        key = "" if slot == "role" else claimed
        self.differences.setdefault((slot, key), Difference(slot, claimed, stated or ""))

    def replace(self, slot: str, claimed: str, stated: str | None) -> None:
        """Note a difference whose words in the claim need no other account."""
        self.differ(slot, claimed, stated)
        self.account(lambda word: word in claimed or claimed in word)

    def account(self, known: Callable[[str], object]) -> None:
        """Take words that have been compared out of those without account."""
        self.unknown = [word for word in self.unknown if not known(word)]


def excepted(region: str, text: str) -> re.Match[str] | None:
    """Return where a text excepts a region, a pattern (除辽宁省外)."""
    return re.search(rf"除了?{region}省?[之以]?外|(?i:\b(?:except|apart from|other than)(?: for)?) {region}\b", text)
