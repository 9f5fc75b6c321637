"""What a claim says in typed slots (amounts, dates, regions, parties, documents), and the words that remain."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from dongbei_cli import model, resolve, store
from dongbei_cli.check import amounts
from dongbei_cli.check.amounts import Amount
from dongbei_cli.names import simplified
from dongbei_cli.names.match import Name
from dongbei_cli.readings import Grammar, dates, rows, typed
from dongbei_cli.readings.forms import Form
from dongbei_cli.store import Connection

WORDS = amounts.WORDS
FORMS = Grammar(WORDS / "claims.tsv", YEAR=typed.YEAR, MONTH=typed.MONTH, ALONE=typed.ALONE)
"""What is read in a claim, by name."""
GAP = "|"
"""Stands for each character of a slot in the words that remain."""
WHOLE = ("中国", "我国", "全国", "China")
"""The country, which before a region in it (中国东北) or behind its part (central China) says nothing."""
BRITISH = re.compile("is(?=ation|ing)")
"""What American English writes with a z."""
SESSIONS = ("会议", "全会", "全体会议")
"""What the name of a meeting adds to that of its body."""
THIRDS = {"early": "上旬", "mid": "中旬", "late": "下旬"}
CITIES = {province: frozenset(cities.split()) for province, cities in rows(WORDS / "within.tsv")}
"""The cities in a province: who names the province alone says less than an article that names the city."""
QUARTERS = ("first", "second", "third", "fourth")


class Slot(NamedTuple):
    """A place in a claim and what is meant there: an EDTF date, the key of a name, or the words of a quotation."""

    start: int
    end: int
    text: str
    value: str


class Claim(NamedTuple):
    """A claim by its slots; `rest` is its text with each slot blanked by GAPs."""

    text: str
    rest: str
    amounts: tuple[Amount, ...]
    dates: tuple[Slot, ...]
    regions: tuple[Slot, ...]
    parties: tuple[Slot, ...]
    quotations: tuple[Slot, ...]
    documents: tuple[Slot, ...]

    @property
    def chinese(self) -> bool:
        """Whether it is to be compared with Chinese words."""
        return is_chinese(self.text)

    @property
    def slots(self) -> int:
        """How many things it says that must agree."""
        return len((*self.amounts, *self.dates, *self.regions, *self.parties, *self.documents))

    def part(self, start: int, end: int, inherits: bool = True) -> "Claim":
        """Return one part of the claim; who speaks, when and where comes from before where the part does not say."""

        def within(slots: Sequence[Slot], earlier: bool = inherits) -> tuple[Slot, ...]:
            own = tuple(slot for slot in slots if start <= slot.start and slot.end <= end)
            return own or (tuple(slot for slot in slots if slot.end <= start)[-1:] if earlier else ())

        found = tuple(amount for amount in self.amounts if start <= amount.start < end)
        return self._replace(
            rest=GAP * start + self.rest[start:end] + GAP * (len(self.rest) - end),
            amounts=found,
            dates=within(self.dates, inherits and not FORMS["recent"].search(self.rest, start, end)),
            regions=within(self.regions, inherits and not (found[1:] and found[0].quantity.unit == "省")),
            parties=within(self.parties),
            quotations=within(self.quotations, earlier=False),
            documents=within(self.documents, earlier=False),
        )

    def alone(self, number: int) -> "Claim":
        """Return the claim with one of its amounts, and the date and the region that belong to it."""
        dates_, regions = (self.belonging(slots, number) for slots in (self.dates, self.regions))
        return self._replace(amounts=(self.amounts[number],), dates=dates_, regions=regions)

    def belonging(self, slots: Sequence[Slot], number: int) -> tuple[Slot, ...]:
        """Return the slot of an amount: in order where there is one for each, else the one before it."""
        slots = [slot for slot in slots if not self.text[: slot.start].endswith("占")] or slots
        amount, first, last = self.amounts[number], self.amounts[0], self.amounts[-1]
        single = [each for each in self.amounts if not FORMS["summed"].search(self.text[: each.start])]
        if amount not in single:
            return tuple(slots)
        if len(slots) == len(single) == 2 and slots[0] in self.dates:
            behind = self.text[slots[1].end : single[0].start]  # 到2021年底，从2003年的8.5%降到4.9%
            slots = [*slots[::-1]] if behind in ("", "的") and slots[1].end <= single[0].start else slots
        if len(slots) == len(single):
            return (slots[single.index(amount)],)
        ends = slots[0].value.split("/") if len(slots) == 1 else []
        if len(ends) == 2 and ".." not in ends:
            for one, other in pairwise(self.amounts):
                to = FORMS["from_to"].search(self.text[one.end : other.start])
                if to and amount in (one, other) and one.quantity.unit == other.quantity.unit:
                    end = ends[amount is other]
                    return (slots[0]._replace(text=slots[0].text if amount is other else end, value=end),)
        to = FORMS["from_to"].search(self.text[first.end : last.start])
        before = [slot for slot in slots if slot.end <= amount.start]
        between = to and any(slot.start > first.end for slot in slots)
        return tuple(before[-1:] or ([] if between else slots[:1]))


class Names:
    """The persons, bodies, places and documents that claims may name, by the forms that people write."""

    def __init__(self, connection: Connection) -> None:
        people, bodies, regions = (resolve.terms(connection, (e,)) for e in ("person", "organization", "region"))
        self.people = {name.key for name in people}
        self.kinds = {name.key: name.kinds for name in (*people, *bodies)}
        surnames = {form.split()[0]: name.key for name in people for form in name.english if " " in form}
        places = {
            form: chinese for chinese, english in rows(amounts.TABLES / "places.tsv") for form in (chinese, english)
        }
        self.documents = at_large("document")
        self.parties = at_large("body") | at_large("meeting") | surnames | by_form([*people, *bodies])
        own = by_form(regions)
        at_large_ = {form: own.get(chinese, chinese) for form, chinese in at_large("place").items()}
        self.regions = at_large_ | places | own | dict.fromkeys(WHOLE, "中国")
        self.patterns = [pattern(self.parties), pattern(self.regions, "(?:自治区|[省市](?![长委级内场政区]))?")]
        self.papers = re.compile(f"《(?P<title>[^《》]+)》|{pattern(self.documents).pattern}", re.IGNORECASE)
        sql = "SELECT record ->> '$.name', record ->> '$.{}' FROM facts WHERE kind = 'person'"
        self.roles, self.english_roles = (
            dict(connection.execute(sql.format(role)).fetchall()) for role in ("role", "role_en")
        )
        found = store.select(connection, store.one_of("kind", ["event"]))
        events = [event for event in found if isinstance(event, model.Event)]
        self.meetings = {
            name: {(e.place, str(e.date or "")) for e in events if name in e.title or name in e.actors}
            for name, kinds in self.kinds.items()
            if "meeting" in kinds
        }
        """Where and when each meeting was."""
        sql = "SELECT record ->> '$.title', record ->> '$.publisher' FROM sources"
        titles, self.publishers = zip(*connection.execute(sql).fetchall(), strict=True)
        self.topic = "|".join(re.split("[，：]", title)[0] for title in titles)
        self.subjects = {slot.value for slot in self.in_text("|".join(titles))[1]}
        """The regions that the articles are about as a whole."""

    def in_text(self, text: str) -> tuple[list[Slot], list[Slot]]:
        """Return the parties and the regions that a text names, in order; no region inside the name of a party."""
        parties = [Slot(*m.span(), m[0], self.parties[m["name"]]) for m in self.patterns[0].finditer(text)]
        found = [Slot(*m.span(), m[0], self.regions[m["name"]]) for m in self.patterns[1].finditer(text)]
        parties = [one for one in parties if not any(each.start < one.start < each.end for each in found)]  # 东北大多数
        found = [slot for slot in found if not taken(slot, parties)]
        before = {slot.start - gap for slot in found for gap in (0, 1)}
        whole = [s for s in found if s.value == "中国" and (s.end in before or FORMS["part"].search(text[: s.start]))]
        return parties, [slot for slot in found if slot not in whole]

    def meeting(self, name: str, met: bool) -> str | None:
        """Return the meeting that a name is, or that of a body of which it is said that it met."""
        if "meeting" in self.kinds.get(name, ()):
            return name
        named = (key for key, kinds in self.kinds.items() if "meeting" in kinds and key.removeprefix(name) in SESSIONS)
        return next(named, None) if met else None


def is_chinese(text: str) -> bool:
    """Return whether a text has Chinese characters."""
    return any("一" <= character <= "鿿" for character in text)


@cache
def at_large(sort: str) -> dict[str, str]:
    """Return the first Chinese form of each listed name of a sort by every form."""
    lines = (line.removeprefix(sort) for (line,) in rows(WORDS / "names.txt") if line.startswith(f"{sort} "))
    halves = (line.partition(" | ") for line in lines)
    return {
        form: chinese.split()[0]
        for chinese, _, english in halves
        for form in (*chinese.split(), *filter(None, english.split(", ")))
    }


def by_form(names: Iterable[Name]) -> dict[str, str]:
    """Return the keys of names by every form that is long enough to be told in a text, in American spelling too."""
    forms = {form: name.key for name in names for form in (*name.forms, *name.english) if len(form) > 1}
    forms |= {BRITISH.sub("iz", form): key for form, key in forms.items() if form.isascii()}
    return {form[:1].upper() + form[1:]: key for form, key in forms.items() if form.isascii()} | forms


def pattern(forms: Iterable[str], behind: str = "") -> re.Pattern[str]:
    """Return what finds any of these forms, the longest first; words in letters only as whole words."""
    longest = sorted(forms, key=lambda form: (-len(form), form))
    escaped = [[re.escape(form) for form in longest if form.isascii() == letters] for letters in (True, False)]
    english, chinese = ("|".join(each) or "(?!)" for each in escaped)
    return re.compile(rf"(?P<name>(?<![\w-])(?:{english})(?![\w-])|(?:{chinese})(?!亚|(?<=中东)北)){behind}")


def taken(place: Slot | Amount, slots: Iterable[Slot | Amount]) -> bool:
    """Return whether a place overlaps one of the slots."""
    return any(slot.start < place.end and place.start < slot.end for slot in slots)


def blanked(text: str, slots: Iterable[Slot | Amount]) -> str:
    """Return a text with GAPs in place of these slots."""
    for slot in slots:
        text = text[: slot.start] + GAP * (slot.end - slot.start) + text[slot.end :]
    return text


class Named(NamedTuple):
    """A text as it is compared, and the papers, parties and regions that it names."""

    text: str
    papers: list[Slot]
    parties: list[Slot]
    regions: list[Slot]


@lru_cache(maxsize=1024)
def named(text: str, names: Names, claimed: bool = True) -> Named:
    """Return what a text names: a claim, or the words of an article, of which only short names are spelled out."""
    text = unglossed(FORMS["single"].sub(r"“\1”", text.translate(simplified())), names)
    chinese = is_chinese(text)
    for other, usual in rewritten(chinese, ("rewritten", "spelled") if claimed else ("spelled",)):
        text = other.sub(usual, text)
    text = text if chinese else FORMS["decade"].sub(since, text)
    papers = [Slot(*m.span(), m[0], m["title"] or names.documents.get(m[0], m[0])) for m in names.papers.finditer(text)]
    return Named(text, papers, *([slot for slot in each if not taken(slot, papers)] for each in names.in_text(text)))


def unglossed(text: str, names: Names) -> str:
    """Return a text without the Chinese form of a name in brackets behind its English one."""
    glosses = [*FORMS["gloss"].finditer(text)]
    known = {slot.end: slot.value for slots in names.in_text(text) for slot in slots} if glosses else {}
    for match in reversed(glosses):
        meant = names.parties.get(match["name"]) or names.regions.get(match["name"])
        if meant and known.get(match.start()) == meant:
            text = text[: match.start()] + text[match.end() :]
    return text


def since(decade: re.Match[str]) -> str:
    """Return from which year to which the decade or the two decades to a year are."""
    return f"{int(decade['end']) - (19 if decade['two'] else 10)} to {decade['end']}"


@lru_cache(maxsize=1024)
def dated(text: str, names: Names, published: str, claimed: bool = True) -> list[Slot]:
    """Return the dates that a text names, but for those in titles."""
    text, papers, *_ = named(text, names, claimed)
    return [slot for slot in dates_in(text, published, is_chinese(text)) if not taken(slot, papers)]


@lru_cache(maxsize=1024)
def read(text: str, names: Names, published: str) -> Claim:
    """Return a claim by its slots; relative dates count from the publication of the article."""
    days = dated(text, names, published)
    text, papers, parties, regions = named(text, names)
    chinese = is_chinese(text)
    slots = [*parties, *days, *regions, *papers]
    found = amounts.in_text(text if chinese else blanked(text, slots), chinese)
    found = tuple(amount for amount in found if not taken(amount, slots))
    quoted = [Slot(*match.span(1), match[1], match[1]) for match in FORMS["quoted"].finditer(blanked(text, papers))]
    rest = FORMS["beside"].sub(lambda match: GAP * len(match[0]), blanked(text, [*slots, *found]))
    regions = [slot for slot in regions if not is_of_city(slot, regions, text)]
    return Claim(text, rest, found, *(tuple(each) for each in (days, regions, parties, quoted, papers)))


def is_of_city(province: Slot, regions: Sequence[Slot], text: str) -> bool:
    """Return whether a province is named only as that of a city beside it: 黑龙江哈尔滨, Harbin, Heilongjiang."""
    for city in (each for each in regions if each.value in CITIES.get(province.value, ())):
        first, last = sorted((province, city))
        if text[first.end : last.start] in ("", "的", "市", ", ", " in "):
            return True
    return False


@cache
def rewritten(chinese: bool, tables: tuple[str, ...]) -> list[tuple[Form, str]]:
    """Return other ways to write something, each with the way that is compared."""
    found = (row for table in tables for row in rows(WORDS / f"{table}.tsv"))
    return [(Form(other), usual) for other, usual in found if is_chinese(other + usual * chinese) == chinese]


def dates_in(text: str, published: str, chinese: bool) -> list[Slot]:
    """Return the dates of a text that leave no doubt which days they are."""
    if not chinese:
        written = ((m, in_chinese(FORMS["edge"].sub("", m[0].lower()))) for m in FORMS["date"].finditer(text))
        written = (
            (m, f"{date.strip()}以来" if FORMS["since"].search(text[: m.start()]) else date) for m, date in written
        )
        read = ((match, dates.readings(date.strip(), published[:10])) for match, date in written)
        return [Slot(*match.span(), match[0], found[0].edtf) for match, found in read if len(found) == 1]
    known = dates.readings(text, published[:10])
    known = [d for d in known if d.certain or not d.relative or FORMS["certain"].match(text, d.start, d.end)]
    return [Slot(date.start, date.end, date.text, date.edtf) for date in known if not date.edtf.startswith("[")]


def in_chinese(date: str) -> str:
    """Return an English date as Chinese writes it, a quarter and two days of a month too."""
    if quarter := re.match(rf"(?:the )?({'|'.join(QUARTERS)})[ -]quarter(?: of (\d{{4}}))?", date):
        year = f"{quarter[2]}年第" if quarter[2] else "今年"
        return f"{year}{QUARTERS.index(quarter[1]) + 1}季度"
    if day := re.fullmatch(r"(\d\d?)(?:st|nd|rd|th)", date):
        return f"{day[1]}日"
    date = re.sub(r"^(\d\d?)\w*\s*(-|–|to|and)\s*(\d\d?)\w*\s+(?:of )?([a-z]+)(.*\d)?\.?$", r"\4 \1\5 \2 \3", date)
    if days := re.fullmatch(r"([a-z].*\d)\s*(?:-|–|to|and)\s*(\d\d?)", date):
        return f"{typed.numbers_in_chinese(days[1]).strip()}至{days[2]}日"
    month = re.fullmatch(r"(?:(early|mid|late)[ -])?([a-z]{3})[a-z]*\.?,?\s*(\d{4})?", date)
    if month and month[2] in typed.MONTHS:
        year, number = f"{month[3]}年" if month[3] else "", typed.MONTHS.index(month[2]) + 1
        return f"{year}{number}月{THIRDS.get(month[1], '')}"
    return typed.numbers_in_chinese(date)


def akin(one: str, other: str) -> bool:
    """Return whether two names are those of a body and of its meeting, or one ends the other (中央 for 中共中央)."""
    short, long = sorted((one, other), key=len)
    return long.removeprefix(short) in SESSIONS or long.endswith(short)
