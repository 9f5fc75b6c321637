"""Rules on English: it has the numbers, months, names and roles of its Chinese, and is one throughout a base."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.curate import FactFile
from dongbei_cli.curate.text import Verdict, dates_of, holds, quantities_of, rows
from dongbei_cli.errors import Message
from dongbei_cli.names import Forms, Mention, forms
from dongbei_cli.readings import quantities, units

SLIGHT = frozenset(("the", "of", "and", "on", "in", "for", "a", "an", "at", "to"))  # they tell no two names apart
WIDER = ("东亚", "南亚", "西亚", "北亚")  # how a place ends that is part of a wider one: 东北 in 东北亚
WHOSE = ("speaker", "proposer", "issuer", "region", "place", "actors")
"""Fields whose names an English text may say where the Chinese leaves them out."""
SCALES: dict[str | None, int] = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
NUMERALS = {"两": 2, "双": 2, **{numeral: value for value, numeral in enumerate("二三四五六七八九十", 2)}}
NUMBER = re.compile(
    r"(?:([0-9][0-9,]*(?:\.[0-9]+)?)|([a-z]+))(?:[ -](thousand|million|billion|trillion)\b)?"
    r"(?=((?:,? and |,? or | to |[,–-] ?)[0-9.]+)*(?: (thousand|million|billion|trillion)\b)?)"
)
"""A number in digits or in words with its scale, which the last of a list may give for all."""


class Gloss(NamedTuple):
    """English at a key of a fact, the Chinese that it translates, and the texts that it may take numbers from."""

    key: str
    chinese: str
    english: str
    held: tuple[str, ...]


def glosses(fact: model.Record) -> Iterator[Gloss]:
    """Return every gloss of a fact: each field that has an English one beside it; `text_en` glosses the main anchor."""
    for key, field in fact.FIELDS.items():
        if key.endswith("_en") and field.written and getattr(fact, key):
            own = key.removesuffix("_en")
            chinese = fact.anchors[0].exact if own == "text" else getattr(fact, own) or ""
            english = getattr(fact, key)
            if isinstance(english, tuple):
                chinese, english = "、".join(chinese), ", ".join(english)
            held = (chinese, fact.title, "|".join(anchor.exact for anchor in fact.anchors))
            yield Gloss(key, chinese, english, held)


class Names:
    """The names of a base in short texts, in both languages; `sorts` says if each is a person's, body's or region's."""

    def __init__(self, file: FactFile) -> None:
        regions = file.base.regions
        self.parties_in = file.party_forms.mentions
        self.region_forms = Forms({form: r.zh for r in regions for form in forms(r.zh, r.aliases)})
        parties = {name: "person" if isinstance(p, model.Person) else "body" for name, p in file.names.items()}
        self.sorts = {**{region.zh: "region" for region in regions}, **parties}
        named = [(region.zh, region.en, region.aliases) for region in regions]
        named += [(name, party.name_en, party.aliases) for name, party in file.names.items()]
        self.english = {zh: [en, *(each for each in aliases if each.isascii())] for zh, en, aliases in named}
        known = ((form, name) for name, listed in self.english.items() for form in listed)
        self.by_english = Forms({each: n for form, n in known for each in (form, form[:1].upper() + form[1:])})
        self.told_by = re.compile(rf"(?<![\w-])(?:{self.by_english.pattern.pattern})(?!\w)(?! Asia)")

    def regions_in(self, text: str, anywhere: bool = False) -> list[Mention]:
        """Where a region is named for itself, or `anywhere`: 东北 in 中国东北振兴研究院 and in 《 》 too."""
        found = [m for m in self.region_forms.mentions(text) if text[m.end - 1 : m.end + 1] not in WIDER]
        longer = [*self.parties_in(text), *(Mention(*match.span(), "") for match in re.finditer("《[^》]*》", text))]
        return [mention for mention in found if anywhere or not any(holds(each, mention) for each in longer)]

    def named(self, text: str) -> list[str]:
        """Everyone and every region that a Chinese text names, in its order."""
        return [mention.name for mention in sorted((*self.parties_in(text), *self.regions_in(text)))]

    def told(self, gloss: str) -> list[tuple[str, str]]:
        """The proper names of an English text: the form that is there, and what it is in Chinese."""
        found = ((match.group(), self.by_english[match.group()]) for match in self.told_by.finditer(gloss))
        return [(form, name) for form, name in found if form[1:] != form[1:].lower() or form[:1].isupper()]

    def says(self, gloss: str, name: str) -> bool:
        """Whether an English text names somebody or a region: wholly, or a body by half of the words of its name."""
        known = self.english[name]
        if name in gloss or any(re.search(rf"\b{re.escape(form)}\b", gloss, re.IGNORECASE) for form in known):
            return True
        if self.sorts[name] == "region":
            compass = ("east", "west", "north", "south")
            return any(form.lower().endswith(compass) and f"{form.lower()}ern" in gloss.lower() for form in known)
        said, *bodies = ({*re.findall("[a-z]+", words.lower())} - SLIGHT for words in (gloss, *known))
        return self.sorts[name] == "body" and any(2 * len(own & said) >= len(own) for own in bodies if own)


names_of = lru_cache(maxsize=8)(Names)  # the names of a base, read once


def names_as_glossed(file: FactFile) -> Iterator[Verdict]:
    """English names the persons, bodies and regions of its Chinese, and no others.

    Every proper name in it is the English of one in the Chinese, or in a field of the fact. The other way round, it
    names every person; every region of a figure or an event, or where there are several; and every body of a title, a
    role or a document, by at least half of the words of its name. A role has no rank that the Chinese has not.

    Fails: title_en: … to Liaoning over 中央对吉林…; role_en: vice-president of … over 院长.
    """
    names = names_of(file)
    for fact in file.base.facts():
        for gloss in glosses(fact):
            yield fact, (gloss.key,), next(misnamed(names, fact, gloss), ""), "name who and what the Chinese names"


def misnamed(names: Names, fact: model.Record, gloss: Gloss) -> Iterator[str]:
    """Every name that one of the two has and the other has not."""
    key, chinese, english = gloss.key, gloss.chinese, gloss.english
    note, every = key == "note_en", names.named(chinese)
    named = list(dict.fromkeys(names.named(re.sub("“[^”]*”", "", chinese)) if note else every))
    told, own = names.told(english), "|".join(str(getattr(fact, each, "")) for each in (*WHOSE, "name"))
    places = [mention.name for mention in names.regions_in(chinese, anywhere=True)]
    for form, name in told:
        times = sum(other == name for _, other in told)
        if name not in every and name not in chinese and (note or name not in own):
            fault = "{key} speaks of {form}, and {chinese!r} does not speak of {name}"
            yield Message(fault, key=key, form=form, chinese=chinese[:24], name=name)
        elif names.sorts[name] == "region" and times > max(1, places.count(name)):
            fault = "{key} names {form} {times} times, and {chinese!r} does not"
            yield Message(fault, key=key, form=form, times=times, chinese=chinese[:24])
    several = sum(names.sorts[name] == "region" for name in named) > 1
    exacting = note or several or (key == "title_en" and isinstance(fact, model.Figure | model.Event))
    for name in named:
        sort = names.sorts[name]
        wanted = exacting if sort == "region" else sort == "person" or key in ("title_en", "role_en", "name_en") or note
        known = note and sort == "body" and any(name in words for words in (*gloss.held, own))
        if wanted and not known and not names.says(english, name):
            form = names.english[name][0]
            yield Message("{key} leaves out {form}, which is {name}", key=key, form=form, name=name)
    yield from swapped_roles(names, gloss)
    if key == "role_en" or (key == "name_en" and isinstance(fact, model.Organization)):
        yield from misranked(names, chinese, english, key)


def swapped_roles(names: Names, gloss: Gloss) -> Iterator[Message]:
    """A rank that English has before one person and the Chinese beside another: 省长李清、市长王武 as Mayor Li."""
    people = [mention for mention in names.parties_in(gloss.chinese) if names.sorts[mention.name] == "person"]
    cut = re.compile("[，。、；：与和及]")
    roles = [cut.split(gloss.chinese[: p.start])[-1] + cut.split(gloss.chinese[p.end :])[0][:4] for p in people]
    for person, role in zip(people, roles, strict=True):
        form = names.english[person.name][0]
        for before in re.findall(rf"([\w’' -]*)\b{re.escape(form)}", gloss.english):
            for word in re.findall("[a-z-]+", re.split(r"\b(?:and|with|by|to) ", before.lower())[-1]):
                rank = re.compile(ranks().get(word, "(?!)"))
                if not rank.search(role) and any(map(rank.search, roles)):
                    yield Message("{key} says {word!r}, which the Chinese does not", key=gloss.key, word=word)


@cache
def ranks() -> dict[str, str]:
    """The Chinese words of which one must be where English has a rank or a sort of body, by the English word."""
    found: dict[str, str] = {}
    for sort, wanted, listed in rows("roles"):
        for word in listed.split("|") if sort == "said" else ():
            found[word] = f"{found[word]}|{wanted}" if word in found else wanted
    return found


def misranked(names: Names, chinese: str, english: str, key: str) -> Iterator[str]:
    """A rank or a sort of body that one of the two has and the other has not; in a role, a body not named in full."""
    rest, plain = english, chinese
    for mention in reversed(names.parties_in(chinese)) if key == "role_en" else ():
        form = names.english[mention.name][0]
        plain = plain[: mention.start] + plain[mention.end :]
        if form.lower() not in english.lower():
            yield Message("{key} does not name {form}, which is {name}", key=key, form=form, name=mention.name)
        rest = re.sub(re.escape(form), " ", rest, flags=re.IGNORECASE)
    spoken = re.findall("[a-z]+(?:-general)?", rest.lower())
    for word in (word for word in spoken if word in ranks()):
        if not re.search(ranks()[word], plain) or (key == "role_en" and spoken.count(word) > 1):
            yield Message("{key} says {word!r} oftener than {chinese}", key=key, word=word, chinese=chinese)
    for sort, wanted, listed in rows("roles"):
        mark = re.search(wanted, plain) if sort == "wanted" else None
        if mark and not re.search(rf"\b(?:{listed})\b", rest, re.IGNORECASE):
            yield Message("{key} leaves out {mark}", key=key, mark=mark[0])


class Pair(NamedTuple):
    """Chinese and its English, whose they are and at which key; pairs of one sort must agree."""

    sort: str
    chinese: str
    english: str
    entry: model.Entry
    key: str


def one_english(file: FactFile) -> Iterator[Verdict]:
    """One Chinese has one English throughout: names, roles, terms, indicators, notes, verbs, words that are quoted.

    So have the titles of facts of one person, body or region. Two names do not share an English; a note or an
    affiliation has its English, and the other way round. Titles have the English of a region whole. Of several files
    each may word its own records, but who, what and where is named has one English in all.

    Fails: affiliation_en: China Institute where the body's own name_en is China Northeast Revitalisation Institute.
    """
    first, owners = dict[tuple[str, str, str], Pair](), dict[str, Pair]()
    for pair in pairs(file):
        own = "" if pair.sort in ("name", "term") else file.files.get(id(pair.entry), "")
        known = first.setdefault((pair.sort, pair.chinese, own), pair)
        owner = owners.setdefault(pair.english.lower(), pair) if pair.sort == "name" else pair
        fault = Message("")
        if known.english != pair.english:
            first_place, here = file.place(known.entry, known.key), file.place(pair.entry)
            where = Message("line {line}", line=first_place.line) if first_place.file == here.file else first_place
            chinese, english = pair.chinese[:24], known.english[:60]
            fault = Message("{chinese!r} is {english!r} on {at}", chinese=chinese, english=english, at=where)
        elif owner.chinese != pair.chinese:
            fault = Message("{pair.english!r} is the English of {owner.chinese}", pair=pair, owner=owner)
        yield pair.entry, (pair.key,), fault, "give it one English throughout, and its own"
    for fact in file.base.facts():
        for key in ("affiliation", "note"):
            one, other = getattr(fact, key, None), getattr(fact, f"{key}_en", None)
            fault = Message("") if one and other else Message("{key} is given in one language", key=key)
            if one or other:
                yield fact, (key if one else f"{key}_en",), fault, "give it in both"
    for region in file.base.regions:
        titles = [fact.title_en for fact in file.base.facts() if region.zh in fact.title]
        whole = any(re.search(rf"\b{re.escape(region.en)}\b", title, re.IGNORECASE) for title in titles)
        fault = Message("{en!r} is not how titles have {zh}", en=region.en, zh=region.zh)
        yield region, ("en",), "" if whole or not titles else fault, "write the region as they have it"


def pairs(file: FactFile) -> Iterator[Pair]:
    """Everything in the base that has an English; bodies first, whose names recur."""
    base = file.base
    yield from (Pair("name", body.name, body.name_en, body, "name_en") for body in base.organizations)
    for source in base.sources:
        yield Pair("name", source.author, source.author_en, source, "author_en")
        yield Pair("name", source.publisher, source.publisher_en, source, "publisher_en")
    yield from (Pair("name", region.zh, region.en, region, "en") for region in base.regions)
    yield from (Pair("term", term.zh, term.en, term, "en") for term in (*base.topics, *base.areas))
    for fact in base.facts():
        own = "|".join(str(getattr(fact, each, "")) for each in WHOSE)
        for key, chinese, english, _ in glosses(fact):
            sort = {"title_en": f"title of {own}", "affiliation_en": "name", "text_en": "words"}.get(key, key)
            sort = "name" if isinstance(fact, model.Person) and key in ("title_en", "name_en") else sort
            if not (isinstance(fact, model.Organization) and key == "name_en"):
                yield Pair(sort, chinese, english, fact, key)


def gloss_agrees(file: FactFile) -> Iterator[Verdict]:
    """English has the numbers and months of its Chinese, and no others; scales are multiplied out (354万).

    It may take a number from the title or the anchors too. No year is said oftener than in the Chinese.

    Fails: title_en: Four strategies over 三大区域发展战略; text_en: the next three to six years over 未来3~5年.
    """
    for fact in file.base.facts():
        for gloss in glosses(fact):
            fault = next(number_faults(gloss, file.source(fact).published, file.article(fact).text), "")
            yield fact, (gloss.key,), fault, "translate the numbers as they are"


def number_faults(gloss: Gloss, published: str, article: str) -> Iterator[str]:
    """What an English text says that the Chinese does not, and the other way round."""
    key, given = gloss.key, english_numbers(gloss.english)
    known, said = {n for text in gloss.held for n in numbers_of(text, published)}, {n for s in given for n in s.values}
    free = {"both"} | ({"second"} if re.search("另|后一|下半", gloss.chinese) else set())
    extra = [each.word for each in given if not each.values & known and each.word not in free]
    years = set(re.findall(r"\b[12][0-9]{3}\b", gloss.english))
    extra += [year for year in years if gloss.english.count(year) > max(gloss.chinese.count(year), 1)]
    yield from (Message("{key} says {word!r}, which the Chinese does not", key=key, word=word) for word in extra)
    for reading in quantities_of(gloss.chinese):
        share = reading.quantity.unit == "成" or reading.quantity.unit.startswith("/")
        large = re.search("[0-9百千万亿]", reading.text)
        listed = not large and re.search("、[^，。、]*$", gloss.chinese[: reading.start])
        own = large or (reading.text not in article and not reading.text.startswith("两"))
        wanted = reading.certain and reading.quantity.value > 1 and not (share or listed) and (own or key != "note_en")
        if wanted and not values_of(reading.quantity) & said:
            yield Message("{key} leaves out {text}", key=key, text=reading.text)
    quoted = re.sub("“[^”]*”", "", gloss.chinese)
    for date in (date for date in dates_of(quoted, published) if re.search("[^上个本当下同]月", date.text)):
        for month in re.findall(r"[0-9]{4}-(0[1-9]|1[0-2])", date.edtf):
            if Decimal(month) not in said:
                yield Message("{key} leaves out {text}", key=key, text=date.text)


class Said(NamedTuple):
    """A number of an English text at [start, end), and what it may be: 7 in 7 and 8 billion is 7 billion too."""

    start: int
    end: int
    word: str
    values: frozenset[Decimal]


@lru_cache(maxsize=4096)
def english_numbers(gloss: str) -> tuple[Said, ...]:
    """The numbers of an English text in their order, months included; May only beside a number or a preposition."""
    known, found = {word: Decimal(value) for word, value in rows("numbers")}, []
    may = r"(?<!\d )(?<!in )(?<!of )(?<!by )(?<!since )(?<!until )\bMay\b(?! \d)|\bmay\b"
    for match in NUMBER.finditer(re.sub(may, "---", gloss).lower()):
        if match[1] or match[2] in known:
            number = Decimal(match[1].replace(",", "").rstrip(".")) if match[1] else known[match[2]]
            scales = (match[3], match[3] or (match[5] if match[1] else None))
            found.append(Said(*match.span(), match[0], frozenset(number * SCALES.get(each, 1) for each in scales)))
    return tuple(found)


@lru_cache(maxsize=4096)
def numbers_of(text: str, published: str) -> frozenset[Decimal]:
    """Every number that a Chinese text gives: quantities, digits, dates, numerals."""
    found = {Decimal(digits) for digits in re.findall(r"[0-9]+(?:\.[0-9]+)?", text)}
    found |= {value for reading in quantities_of(text) for value in values_of(reading.quantity)}
    found |= {Decimal(10 + NUMERALS.get(tens[1], 1)) for tens in re.findall("十[一二三四五六七八九]", text)}
    found |= {Decimal(value) for numeral, value in NUMERALS.items() if numeral in text}
    return frozenset(
        found | {Decimal(n) for date in dates_of(text, published) for n in re.findall("[0-9]+", date.edtf)}
    )


def values_of(quantity: quantities.Quantity) -> set[Decimal]:
    """The values of a quantity, as written and with its scale multiplied out; 三成 is 30 (%) too, 1.2倍 120."""
    ends = [end for end in (quantity.value, quantity.upper) if end is not None]
    scale = {"成": 10, "倍": 100}.get(quantity.unit) or units.SCALES.get(units.split_unit(quantity.unit)[0], 1)
    return {*ends, *(end * scale for end in ends)}


def numbers_in_both(chinese: str, english: str) -> list[tuple[quantities.Reading, Said]]:
    """The numbers of a Chinese text that English says once, and no other number of it so, each with its place there."""
    found, given = [], english_numbers(english)
    for reading in (each for each in quantities_of(chinese) if each.quantity.upper is None):
        scaled = [each for each in given if max(values_of(reading.quantity)) in each.values]
        found.append((reading, scaled or [each for each in given if each.values & values_of(reading.quantity)]))
    every = [said for _, places in found for said in places]
    once = ((reading, places[0]) for reading, places in found if len(places) == 1)
    return [(reading, said) for reading, said in once if every.count(said) == 1]
