"""What a claim says in typed slots: amounts, dates, regions, persons and bodies, quotations; and the words that remain."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from dongbei_cli import resolve
from dongbei_cli.conversion import ENGLISH_SCALES
from dongbei_cli.names import tables
from dongbei_cli.names.match import Name
from dongbei_cli.readings import dates, quantities
from dongbei_cli.readings.quantities import Quantity
from dongbei_cli.rules import words
from dongbei_cli.search import typed
from dongbei_cli.store import Connection

BESIDE = re.compile(r"除了?\|+[之以]?外|(?:只有|仅有|仅为|[仅只才]|高达|多达|低至|不过|as (?:high|much|many) as|only|just)\s?(?=\|)")
"""Words around a slot that say nothing more than it: an exception, and what somebody thinks of an amount."""
QUOTED = re.compile("[“\"「]([^”“\"「」]+)[”\"」]")
CHINESE = re.compile("[一-鿿]")
GAP = "|"
"""Stands for each character of a slot in the words that remain."""
WHOLE = ("中国", "我国", "全国", "China")
"""The country, which before a region in it (中国东北) says nothing."""
SESSIONS = ("会议", "全会", "全体会议")
"""What the name of a meeting adds to that of its body."""
ENGLISH_UNITS = {
    "percentage points": "个百分点", "percentage point": "个百分点", "percent": "%", "per cent": "%", "%": "%",
    "yuan": "元", "rmb": "元", "people": "人", "residents": "人", "inhabitants": "人", "persons": "人", "years": "年", "provinces": "省",
}  # fmt: skip
ENGLISH_QUALIFIERS = {
    "nearly": "nearly", "almost": "nearly", "close to": "nearly", "over": "over", "more than": "over",
    "above": "over", "at least": "over", "exceeding": "over", "about": "about", "around": "about",
    "roughly": "about", "approximately": "about", "some": "about", "under": "under", "less than": "under",
    "fewer than": "under", "below": "under",
}  # fmt: skip


class Slot(NamedTuple):
    """A place in a claim and what is meant there: an EDTF date, the key of a name, or the words of a quotation."""

    start: int
    end: int
    text: str
    value: str


class Amount(NamedTuple):
    """A quantity and its place in a claim."""

    start: int
    end: int
    text: str
    quantity: Quantity


class Claim(NamedTuple):
    """A claim by its slots; `rest` is its text with each slot blanked by GAPs."""

    text: str
    rest: str
    amounts: tuple[Amount, ...]
    dates: tuple[Slot, ...]
    regions: tuple[Slot, ...]
    parties: tuple[Slot, ...]
    quotations: tuple[Slot, ...]

    @property
    def chinese(self) -> bool:
        """Whether it is to be compared with Chinese words."""
        return CHINESE.search(self.text) is not None

    def part(self, start: int, end: int) -> "Claim":
        """Return one part of the claim; who speaks, when and where comes from before where the part does not say."""

        def kept(slots: Sequence[Slot]) -> tuple[Slot, ...]:
            own = tuple(slot for slot in slots if start <= slot.start and slot.end <= end)
            return own or tuple(slot for slot in slots if slot.end <= start)[-1:]

        rest = GAP * start + self.rest[start:end] + GAP * (len(self.rest) - end)
        own = tuple(amount for amount in self.amounts if start <= amount.start < end)
        quoted = tuple(slot for slot in self.quotations if start <= slot.start < end)
        return Claim(self.text, rest, own, kept(self.dates), kept(self.regions), kept(self.parties), quoted)

    def alone(self, number: int) -> "Claim":
        """Return the claim with one of its amounts, and the date and the region that belong to it."""
        amount = self.amounts[number]
        return self._replace(
            amounts=(amount,),
            dates=belonging(self.dates, number, self.amounts, self.text),
            regions=belonging(self.regions, number, self.amounts, self.text),
        )


def belonging(slots: Sequence[Slot], number: int, amounts: Sequence[Amount], text: str) -> tuple[Slot, ...]:
    """Return the slot of an amount: in order where there is one for each, else the one in brackets or before it."""
    if len(slots) == len(amounts):
        return (slots[number],)
    behind = [slot for slot in slots if re.fullmatch("[(（]?", text[amounts[number].end : slot.start] or "x")]
    before = [slot for slot in slots if slot.end <= amounts[number].start]
    return tuple(behind[:1] or before[-1:] or slots[:1])


class Names:
    """The persons, bodies and places that claims may name, by the forms that people write."""

    def __init__(self, connection: Connection) -> None:
        parties = resolve.terms(connection, ("person", "organization"))
        regions = resolve.terms(connection, ("region",))
        self.people = {name.key for name in resolve.terms(connection, ("person",))}
        self.kinds = {name.key: name.kinds for name in parties}
        self.parties = by_form(parties) | {
            surname: name.key for name in parties if name.key in self.people for surname in surnames(name)
        }
        places = {form: chinese for chinese, english in words.rows("places") for form in (chinese, english)}
        self.regions = places | by_form(regions) | dict.fromkeys(WHOLE, "中国")
        self.patterns = [pattern(tuple(self.parties)), pattern(tuple(self.regions), "(?:[省市](?![长委级内场政区]))?")]
        titles = "|".join(title for (title,) in connection.execute("SELECT record ->> '$.title' FROM sources"))
        self.subjects = {slot.value for slot in self.in_text(titles)[1]}
        """The regions that the articles are about as a whole."""

    def in_text(self, text: str) -> tuple[list[Slot], list[Slot]]:
        """Return the parties and the regions that a text names, in order; no region inside the name of a party."""
        parties = [Slot(*m.span(), m[0], self.parties[m[0]]) for m in self.patterns[0].finditer(text)]
        found = [Slot(*m.span(), m[0], self.regions[m["name"]]) for m in self.patterns[1].finditer(text)]
        own = [slot for slot in found if not taken(slot.start, slot.end, parties)]
        led = {slot.end for slot in own} - {slot.start - 1 for slot in own} - {slot.start for slot in own}
        return parties, [slot for slot in own if slot.value != "中国" or slot.end in led]


    def meeting(self, name: str, met: bool) -> str | None:
        """Return the meeting that a name is, or that of a body of which it is said that it met."""
        if "meeting" in self.kinds.get(name, ()):
            return name
        named = (key for key, kinds in self.kinds.items() if "meeting" in kinds and key.removeprefix(name) in SESSIONS)
        return next(named, None) if met else None


def by_form(names: Iterable[Name]) -> dict[str, str]:
    """Return the keys of names by every form that is long enough to be told in a text."""
    forms = {form: name.key for name in names for form in (*name.forms, *name.english) if len(form) > 1}
    capitals = {form[:1].upper() + form[1:]: key for form, key in forms.items() if form.isascii()}
    return {**capitals, **forms}


def surnames(name: Name) -> list[str]:
    """Return the first words of the English names of a person."""
    return [form.split()[0] for form in name.english if " " in form]


def pattern(forms: Sequence[str], behind: str = "") -> re.Pattern[str]:
    """Return what finds any of these forms, the longest first; words in letters only as whole words."""
    longest = sorted(forms, key=lambda form: (-len(form), form))
    either = [rf"(?<![\w-]){re.escape(f)}(?![\w-])" if f.isascii() else re.escape(f) + "(?!亚)" for f in longest]
    return re.compile(f"(?P<name>{'|'.join(either) or '(?!)'}){behind}")


def taken(start: int, end: int, slots: Iterable[Slot | Amount]) -> bool:
    """Return whether a place overlaps one of the slots."""
    return any(slot.start < end and start < slot.end for slot in slots)


@lru_cache(maxsize=1024)
def read(text: str, names: Names, published: str) -> Claim:
    """Return a claim by its slots; relative dates count from the publication of the article."""
    text = text.translate(tables.simplified())
    parties, regions = names.in_text(text)
    named = dates_in(text, published)
    regions = [slot for slot in regions if not taken(slot.start, slot.end, named)]
    quoted = [Slot(*match.span(1), match[1], match[1]) for match in QUOTED.finditer(text)]
    slots = [*parties, *named, *regions]
    english = text if CHINESE.search(text) else blanked(text, slots)
    amounts = [amount for amount in amounts_in(english) if not taken(amount.start, amount.end, slots)]
    rest = BESIDE.sub(lambda match: GAP * len(match[0]), blanked(text, [*slots, *amounts]))
    return Claim(text, rest, tuple(amounts), tuple(named), tuple(regions), tuple(parties), tuple(quoted))


def blanked(text: str, slots: Iterable[Slot | Amount]) -> str:
    """Return a text with GAPs in place of these slots."""
    for slot in slots:
        text = text[: slot.start] + GAP * (slot.end - slot.start) + text[slot.end :]
    return text


def dates_in(text: str, published: str) -> list[Slot]:
    """Return the dates of a text that leave no doubt which days they are."""
    if CHINESE.search(text):
        found = dates.readings(text, published[:10])
        return [
            Slot(d.start, d.end, d.text, d.edtf)
            for d in found
            if (d.certain or not d.relative) and not d.edtf.startswith("[")
        ]
    return [Slot(d.start, d.end, text[d.start : d.end], d.edtf) for d in typed.dates(text.lower(), published)]


def amounts_in(text: str) -> list[Amount]:
    """Return the quantities of a text, Chinese or English."""
    if CHINESE.search(text):
        found = [Amount(r.start, r.end, r.text, r.quantity) for r in quantities.readings(text)]
        return [approximate(each) if text[: each.start].endswith("约") else each for each in found]
    return [Amount(*match.span(), match[0], in_english(match)) for match in english().finditer(text)]


def approximate(amount: Amount) -> Amount:
    """Return an amount with the 约 before it, which another word may seem to have (流失约820万)."""
    quantity = amount.quantity._replace(qualifier="about") if amount.quantity.qualifier == "exact" else amount.quantity
    return Amount(amount.start - 1, amount.end, f"约{amount.text}", quantity)


@cache
def english() -> re.Pattern[str]:
    """The pattern of a quantity in English; a number word counts as well as digits."""
    spelled = "|".join(word for word, _ in words.rows("numbers") if word not in ("both", "second", "third", "decade"))
    scales = "|".join(scale for scale in ENGLISH_SCALES if scale)
    number = rf"[0-9][0-9,]*(?:\.[0-9]+)?|(?:{spelled})\b"
    measures = "|".join(re.escape(unit) for unit in ENGLISH_UNITS)
    return re.compile(
        rf"(?:\b(?P<qualifier>{'|'.join(ENGLISH_QUALIFIERS)})\s+)?(?:RMB\s?|¥)?(?<![\w.])(?P<low>{number})"
        rf"(?:\s?(?:-|–|to)\s?(?P<high>{number}))?(?:[\s-]?(?P<scale>{scales})\b)?"
        rf"(?P<ordinal>(?:st|nd|rd|th)\b)?(?P<anniversary>(?=\s+anniversary))?(?:\s?(?P<measure>{measures})(?!\w))?",
        re.IGNORECASE,
    )


def in_english(match: re.Match[str]) -> Quantity:
    """Return the quantity of a match of `english`."""
    ends = [None if text is None else number(text.lower()) for text in (match["low"], match["high"])]
    unit = ENGLISH_SCALES[(match["scale"] or "").lower()] + ENGLISH_UNITS.get((match["measure"] or "").lower(), "")
    qualifier = ENGLISH_QUALIFIERS.get((match["qualifier"] or "").lower(), "exact")
    if match["anniversary"] is not None:
        return Quantity(ends[0] or Decimal(0), None, "周年", "exact")
    ordinal = match["ordinal"] or re.search("(?:th|first)$", match["low"])
    return Quantity(
        ends[0] or Decimal(0), ends[1], unit, "ordinal" if ordinal else "range" if ends[1] is not None else qualifier
    )


def number(text: str) -> Decimal:
    """Return the value of digits or of a number word."""
    return Decimal(dict(words.rows("numbers")).get(text) or text.replace(",", ""))
