"""A record as evidence: the words that prove it, read as claims are, and the records of its sentence."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from dongbei_cli import model
from dongbei_cli.check import amounts, claims
from dongbei_cli.check.amounts import TIMES, Amount, is_count
from dongbei_cli.check.claims import FORMS, Named, Names, Slot
from dongbei_cli.readings import rows, units
from dongbei_cli.readings.quantities import Quantity

WHO = ("speaker", "proposer", "issuer", "name")
FIELDS = ("indicator", "region", "place", "role", "affiliation", "speaker", "proposer", "occasion", "verb", "name")
INFLOW = {"indicator": "流入人口", "title": "流入人口抵消", "indicator_en": "inflow", "title_en": "inflow offset"}
"""What is between the gross and the net outflow of people."""
SHORTS = {row[0]: row[1] for row in rows(claims.WORDS / "shorts.tsv")}
"""The regions by the characters that name them where two are side by side (京津冀)."""


class Evidence:
    """A record with its sentence and its paragraph.

    `mates` are the other records of the sentence. `totals` are what the parts of a total give that the article
    contradicts. `computed` is whether two figures give it; `ends` are the dates from and to which such a change goes.
    """

    def __init__(self, record: model.Record, sentence: str, paragraph: str, names: Names, published: str) -> None:
        self.record, self.sentence, self.paragraph = record, sentence, paragraph
        self.names, self.published = names, published
        self.values = record.__dict__
        self.mates: list[Evidence] = []
        self.totals: tuple[tuple[Decimal, str], ...] = ()
        self.ends: frozenset[str] = frozenset()
        self.computed = False

    @cached_property
    def context(self) -> str:
        """What the article is on, and its sentence with the one before it but for what that measures."""
        before = re.findall("[^。]+。", self.paragraph.partition(self.sentence)[0])[-1:]
        return "".join((*(FORMS["measured"].sub("|", each) for each in before), self.sentence, self.names.topic))

    @cached_property
    def figure(self) -> model.Figure | None:
        """The record where it is a figure."""
        return self.record if isinstance(self.record, model.Figure) else None

    @property
    def counts(self) -> bool:
        """Whether it says of how many things something is so."""
        one = self.figure
        if one is None or one.unit in TIMES or one.qualifier == "ordinal":
            return False
        return is_count(Quantity(one.value, None, one.unit, "exact"))

    @property
    def has_place(self) -> bool:
        """Whether it is the record of something that took place somewhere."""
        return bool(self.values.get("place"))

    @cached_property
    def who(self) -> list[str]:
        """Who speaks or acts."""
        return [self.values[key] for key in WHO if self.values.get(key)] or list(self.values.get("actors", ()))

    @cached_property
    def passages(self) -> tuple[str, str]:
        """All that the record says, in Chinese and in English."""
        own = [anchor.exact for anchor in self.record.anchors] + [self.record.title]
        own += [self.values[key] for key in FIELDS if self.values.get(key)] + list(self.values.get("actors", ()))
        own += [("上午", "下午")[time >= "12"] for time in (str(self.values.get("date")).partition("T")[2],) if time]
        kinds = [kind for name in self.who for kind in self.names.kinds.get(name, ())]
        glossed = [value for key, value in self.values.items() if key.endswith("_en") and key != "note_en" and value]
        plain = [each if isinstance(each, str) else "|".join(each) for each in glossed]
        return "|".join((*own, *kinds)), "|".join((*plain, *kinds))

    def passage(self, chinese: bool, wide: bool = False) -> str:
        """All that the record says in a language, and with `wide` the figures and events of its sentence too."""
        mates = [mate for mate in self.mates if wide and isinstance(mate.record, model.Figure | model.Event)]
        number = 0 if chinese else 1
        elsewhere = {
            anchor.exact for mate in mates for anchor in mate.record.anchors if anchor.exact not in self.sentence
        }
        beside = [part for mate in mates for part in mate.passages[number].split("|") if part not in elsewhere]
        return "|".join((self.passages[number], *beside))

    def heading(self, chinese: bool) -> str:
        """What the record is of, in a few words."""
        keys = ("title", "indicator") if chinese else ("title_en", "indicator_en")
        return "|".join(filter(None, (self.values.get(key) for key in keys)))

    @cached_property
    def named(self) -> Named:
        """What its words name."""
        return claims.named(self.passages[0], self.names, claimed=False)

    @cached_property
    def nearby(self) -> Named:
        """What its paragraph names."""
        return claims.named(self.paragraph, self.names, claimed=False)

    @cached_property
    def dates(self) -> list[Slot]:
        """The dates of its words."""
        return claims.dated(self.passages[0], self.names, self.published, claimed=False)

    @cached_property
    def counting(self) -> str:
        """Its words as they are read for quantities: what is the first of its kind is counted."""
        return FORMS["first"].sub("第一", self.passages[0])

    @cached_property
    def amounts(self) -> list[Amount]:
        """The quantities of its words and names, placed in `counting`, each once, but not those that figures decide."""
        found = {one.quantity: one for one in amounts.in_text(self.counting, chinese=True)}
        return [one for one in found.values() if not self.is_one_of_several(one)]

    def is_one_of_several(self, amount: Amount) -> bool:
        """Whether an amount is of a sort of which the sentence has several figures, so that those decide."""
        figures = [mate.figure for mate in self.mates if mate.figure]
        base = units.in_si(Decimal(1), amount.quantity.unit)[1]
        return len({(each.value, each.upper) for each in figures if each.unit_si == base or not base}) > 1

    @cached_property
    def periods(self) -> set[str]:
        """The dates that the record is of."""
        own = {str(self.values[key]).partition("T")[0] for key in ("date", "period") if self.values.get(key)}
        return own | (self.ends if self.figure and own else {slot.value for slot in self.dates})

    @cached_property
    def regions(self) -> set[str]:
        """The regions that it or its paragraph names, those in 京津冀 too."""
        named = {slot.value for slot in (*self.nearby.regions, *self.named.regions)}
        return named | side_by_side(self.paragraph)

    @cached_property
    def denial(self) -> str:
        """The denial in which the words of the record end, or with which the sentence goes on (目标并没有实现)."""
        parts = [(anchor.exact, self.sentence.partition(anchor.exact)[2]) for anchor in self.record.anchors]
        found = [FORMS["denied"].match(behind) or FORMS["denial"].search(word) for word, behind in parts]
        return next((match[0] for match in found if match), "")

    def takes_part(self, slots: Iterable[Slot]) -> bool:
        """Return whether one of these persons and bodies acts in the record, or is named in it."""
        own = {*self.who, *(slot.value for slot in self.named.parties)}
        return any(slot.value in own for slot in slots)

    @cached_property
    def proposes(self) -> bool:
        """Whether the record is what somebody wants to be done."""
        if self.figure:
            return any(
                isinstance(m.record, model.Measure) and m.record.start <= self.record.start < m.record.end
                for m in self.mates
            )
        if not isinstance(self.record, model.Quote):
            return isinstance(self.record, model.Measure)
        same = (m.record.proposer == self.record.speaker for m in self.mates if isinstance(m.record, model.Measure))
        return any(same) or self.record.verb == "建议" or FORMS["wanted"].search(self.record.text) is not None


def side_by_side(text: str) -> set[str]:
    """Return the regions that a text names by one character each, two or more side by side (京津冀)."""
    return {SHORTS[each] for run in re.findall(f"[{''.join(SHORTS)}]{{2,}}", text) for each in run}


def change(one: Evidence, other: Evidence) -> list[Evidence]:
    """Return what two figures of a sentence give: a change of a level, or the inflow between gross and net outflow."""
    first, last = one.figure, other.figure
    if not (first and last) or first.unit != last.unit or first.region != last.region or first.value == last.value:
        return []
    net = [("净" in each.indicator, "人口" in each.indicator, each.period) for each in (first, last)]
    if net[0] != net[1] and net[0][1:] == net[1][1:] == (True, first.period):
        first, last = sorted((first, last), key=lambda figure: "净" not in figure.indicator)
        gap, ends = last.value - first.value, frozenset[str]()
        made = [last.replace(value=gap, written=f"{gap}{last.unit}", **INFLOW)]
    elif first.indicator == last.indicator and first.period != last.period:
        first, last = sorted((first, last), key=lambda figure: (str(figure.period), figure.start))
        unit, period = "个百分点" if last.unit == "%" else last.unit, f"{first.period}/{last.period}"
        gap = abs(last.value - first.value)
        rate = round(100 * gap / first.value, 1)
        made = [
            last.replace(value=value, unit=measure, unit_si=measure, written=f"{value}{measure}", period=period)
            for value, measure in ((gap, unit), (rate, "%"))
        ]
        ends = frozenset((f"{first.period}", f"{last.period}", period))
    else:
        return []
    found = [Evidence(each, one.sentence, one.paragraph, one.names, one.published) for each in made]
    for each in found:
        each.mates, each.ends, each.computed = [one, other, *one.mates], ends, True
    return found
