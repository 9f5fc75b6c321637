"""Made news articles: Chinese text from a grammar, and the facts that it states.

Numbers, dates, places, speakers and their words differ from article to article; one seed gives the same articles.
"""

import itertools
import random
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from benchmarks import phrases

Entry = dict[str, Any]

RECENT_PEOPLE = 12
RECENT_PLACES = 6


class Place(NamedTuple):
    """A region and the parts of its name."""

    slug: str
    zh: str
    en: str
    pinyin: str


class Person(NamedTuple):
    """An expert, who speaks in a few articles one after the other."""

    id: str
    name: str
    name_en: str
    pinyin: str


class Report:
    """One article in the making: its sentences, and the facts that they state."""

    def __init__(self, number: int, author: Person, year: int, month: int, day: int) -> None:
        self.number, self.author, self.year, self.month, self.day = number, author, year, month, day
        self.id = f"report-{number}"
        self.paragraphs: list[str] = []
        self.facts: list[tuple[str, Entry]] = []
        self.relations: list[Entry] = []

    def named(self, what: str) -> str:
        """An id for the next fact of this article."""
        return f"{what}-{self.number}-{len(self.facts) + 1}"

    def says(self, sentence: str, anchors: list[str]) -> bool:
        """Add a sentence unless words that a fact cites would stand in the article twice."""
        text = "".join(self.paragraphs)
        cited = (exact for _, fact in self.facts for exact in fact["anchors"])
        if any(text.count(a) + sentence.count(a) != 1 for a in anchors) or any(exact in sentence for exact in cited):
            return False
        self.paragraphs[-1] += sentence
        return True

    def state(self, section: str, topic: str, title: tuple[str, str], anchors: list[str], **own: Any) -> str:
        """Add a fact, and give its id."""
        fact_id = self.named(section.removesuffix("s"))
        common = {"id": fact_id, "title": title[0], "title_en": title[1], "topics": [topic], "source": self.id}
        self.facts.append((section, {**common, **own, "anchors": anchors}))
        return fact_id


class World:
    """Who and what there is so far, and the dice."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.people: deque[Person] = deque(maxlen=RECENT_PEOPLE)
        self.places: deque[Place] = deque(maxlen=RECENT_PLACES)
        self.names = self.shuffled(phrases.SURNAMES, phrases.GIVEN, phrases.GIVEN)
        self.lands = self.shuffled(phrases.WILDS, phrases.PLACES, phrases.WILDS, phrases.PLACES, phrases.RANKS)

    def shuffled(self, *parts: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        """Every combination of the parts once, in an order that looks like none."""
        sizes = [len(part) for part in parts]
        total = 1
        for size in sizes:
            total *= size
        step = next(s for s in itertools.count(int(total * 0.618) | 1, 2) if all(s % p for p in (2, 3, 5, 7, 11, 13)))
        for turn in range(total):
            at = (turn * step + 17) % total
            combination = []
            for part, size in zip(parts, sizes, strict=True):
                at, index = divmod(at, size)
                combination.append(part[index])
            yield tuple(combination)

    def person(self) -> Person:
        """Someone new."""
        (s, sp, se), *given = next(self.names)
        plain = "".join(part[2] for part in given)
        spoken = f"{sp} {''.join(part[1] for part in given).capitalize()}"
        slug = f"{se.replace('ü', 'v')}-{plain}".lower()
        name = s + "".join(part[0] for part in given)
        return Person(
            f"{slug}-{ord(name[0]):x}{ord(name[1]):x}{ord(name[2]):x}", name, f"{se} {plain.capitalize()}", spoken
        )

    def place(self) -> Place:
        """A new county, town or township."""
        *parts, (rank, rank_pinyin, rank_en) = next(self.lands)
        zh = "".join(part[0] for part in parts)
        plain = "".join(part[2] for part in parts).capitalize()
        slug = f"{plain.lower()}-{'-'.join(f'{ord(c):x}' for c in zh)}-{rank_en.lower()}"
        pinyin = f"{''.join(part[1] for part in parts).capitalize()}{rank_pinyin}"
        return Place(slug, zh + rank, f"{plain} {rank_en}", pinyin)

    def amount(self, low: float, high: float) -> str:
        """A number as a newspaper has it, small ones likelier."""
        value = low * (high / low) ** self.dice.random()
        return f"{value:.1f}".removesuffix(".0") if value < 500 else str(round(value))


Teller = Callable[[World, Report, Place], None]


def tell_indicator(world: World, report: Report, place: Place) -> None:
    """A figure and its growth."""
    topic, indicator, english, unit, low, high = world.dice.choice(phrases.INDICATORS)
    year, value, growth = report.year - world.dice.randint(1, 6), world.amount(low, high), world.amount(0.3, 30)
    near, qualifier = world.dice.choice((("", "exact"), ("", "exact"), ("约", "about"), ("近", "nearly")))
    written = f"{near}{value}{unit}"
    stated, grown = f"{year}年，{place.zh}{indicator}达{written}", f"比上年增长{growth}%，高于{year - 1}年"
    if not report.says(f"{stated}，{grown}。", [stated, grown]):
        return
    shared = {"region": place.zh, "period": year}
    names = {"indicator": indicator, "indicator_en": english}
    title = f"{year}年{place.zh}{indicator}", f"{english.capitalize()} of {place.en}, {year}"
    number = {"value": value, "unit": unit, "qualifier": qualifier, "written": written}
    report.state("figures", topic, title, [stated], **names, **shared, **number)
    names = {"indicator": f"{indicator}增速", "indicator_en": f"growth of {english}"}
    title = f"{year}年{place.zh}{indicator}增速", f"Growth of {english} of {place.en}, {year}"
    number = {"value": growth, "unit": "%", "qualifier": "exact", "written": f"{growth}%"}
    report.state("figures", topic, title, [grown, stated], **names, **shared, **number)


def tell_transfers(world: World, report: Report, place: Place) -> None:
    """Four figures and their sum, of which some articles are wrong."""
    last = report.year - 1
    first = last - world.dice.randint(3, 15)
    values = [world.dice.randint(100, 60000) for _ in phrases.PROVINCES]
    wrong = world.dice.choice((0, 0, 0, 0, 0, 300))
    total = sum(values) + wrong
    amounts = "、".join(f"{value}亿" for value in values)
    given = f"{first}~{last}年之间，中央先后给辽宁、吉林和黑龙江的转移支付总额分别达{amounts}元"
    summed = f"合计{total}亿元，{place.zh}也从中受益"
    if not report.says(f"{given}，{summed}。", [given, summed]):
        return
    common = {"indicator": "转移支付总额", "indicator_en": "total fiscal transfers", "region": None}
    rest = {"period": f"{first}/{last}", "value": 0, "unit": "亿元", "qualifier": "exact"}
    parts = []
    for (_, zh, english), value in zip(phrases.PROVINCES, values, strict=True):
        title = f"{first}年至{last}年中央对{zh}的转移支付", f"Central transfers to {english}, {first} to {last}"
        own = {**common, "region": zh, **rest, "value": value, "written": f"{value}亿"}
        parts.append(report.state("figures", "transfers", title, [given], **own))
    title = f"{first}年至{last}年对三省的转移支付合计", f"Central transfers to the three provinces, {first} to {last}"
    own = {**common, **rest, "value": total, "written": f"{total}亿元"}
    whole = report.state("figures", "transfers", title, [summed], **own)
    relation = {"id": f"sum-{whole}", "kind": "sum", "whole": whole, "parts": parts}
    if wrong:
        relation["discrepancy"] = f"三省之和为{sum(values)}亿元，与同一句的“{total}亿元”不符"
        relation["discrepancy_en"] = f"the three provinces sum to {sum(values)}亿元; the same sentence says {total}亿元"
    report.relations.append(relation)


def tell_meeting(world: World, report: Report, place: Place) -> None:
    """An event, what was said at it, and a measure that it adopted."""
    subject, english, _ = world.dice.choice(phrases.SUBJECTS)
    meeting, meeting_en = world.dice.choice(phrases.MEETINGS)
    area, _, _, area_topic = world.dice.choice(phrases.AREAS)
    verb, verb_en = world.dice.choice(phrases.VERBS)
    month = world.dice.randint(1, report.month)
    day = world.dice.randint(1, 28)
    held, body = f"{month}月{day}日，{place.zh}政府召开{subject}{meeting}", f"{place.zh}政府"
    measure = f"{verb}{subject}，{world.dice.randint(2, 90)}个项目年内开工"
    if not report.says(f"{held}。会议提出，要{measure}。", [held, measure]):
        return
    date = f"{report.year}-{month:02}-{day:02}"
    title = f"{place.zh}召开{subject}{meeting}", f"{place.en} holds a {meeting_en} on {english}"
    when = {"date": date, "date_text": f"{month}月{day}日", "category": "meeting", "actors": [body], "place": place.zh}
    report.state("events", "meetings", title, [held], **when)
    title = f"{verb}{subject}", f"{verb_en.capitalize()} {english}"
    own = {"area": area, "status": "official", "proposer": body, "date": date}
    report.state("measures", area_topic, title, [measure, held], **own)


def tell_paper(world: World, report: Report, place: Place) -> None:
    """A document and the event of its publication."""
    subject, english, topic = world.dice.choice(phrases.SUBJECTS)
    paper, paper_en = world.dice.choice(phrases.PAPERS)
    month, number = world.dice.randint(1, report.month), world.dice.randint(1, 400)
    name = f"{place.zh}关于{subject}的{paper}（{report.year}年第{number}号，总{report.number}）"
    issued = f"今年{month}月，{place.zh}政府印发《{name}》"
    if not report.says(f"{issued}。", [issued, f"《{name}》"]):
        return
    name_en = f"{paper_en} of {place.en} on {english}, no. {number} of {report.year} ({report.number})"
    date, body = f"{report.year}-{month:02}", f"{place.zh}政府"
    own = {"name": name, "name_en": name_en, "issuer": body, "date": date}
    report.state("documents", topic, (name, name_en), [f"《{name}》"], **own)
    when = {"date": date, "date_text": f"今年{month}月", "category": "document", "actors": [body], "place": place.zh}
    report.state("events", topic, (f"印发{paper}", f"{place.en} issues {paper_en}"), [issued], **when)


def opinion(world: World, place: Place) -> tuple[str, str, str]:
    """Something that one may think, its gloss and its topic."""
    subject, english, topic = world.dice.choice(phrases.SUBJECTS)
    (verdict, verdict_en), (tail, tail_en) = world.dice.choice(phrases.VERDICTS), world.dice.choice(phrases.TAILS)
    n = world.dice.randint(3, 95)
    text = f"{subject}{verdict}，{tail.format(place=place.zh, n=n)}"
    return text, f"{english.capitalize()} {verdict_en}; {tail_en.format(place=place.en, n=n)}", topic


def tell_quotation(world: World, report: Report, place: Place) -> None:
    """What someone says, word for word or reported."""
    person = world.dice.choice(world.people)
    text, english, topic = opinion(world, place)
    verb, direct = world.dice.choice(("表示", "认为", "指出", "说")), world.dice.random() < 0.5
    sentence = f"“{text}。”{person.name}{verb}。" if direct else f"{person.name}{verb}，{text}。"
    if report.says(sentence, [text]):
        title = (
            f"{person.name}谈{text.split('，', maxsplit=1)[0]}",
            f"{person.name_en} on {english.split(';')[0].lower()}",
        )
        own = {"speaker": person.name, "speech": "direct" if direct else "reported", "verb": verb}
        report.state("quotes", topic, title, [text], text_en=english, **own, date=report_day(report))


def tell_proposal(world: World, report: Report, place: Place) -> None:
    """A measure that someone proposes."""
    person = world.dice.choice(world.people)
    subject, english, _ = world.dice.choice(phrases.SUBJECTS)
    verb, verb_en = world.dice.choice(phrases.VERBS)
    area, _, _, topic = world.dice.choice(phrases.AREAS)
    words = f"{verb}{place.zh}的{subject}，每年安排{world.amount(0.5, 300)}亿元"
    if report.says(f"{person.name}建议，{words}。", [words]):
        title = f"{verb}{place.zh}的{subject}", f"{verb_en.capitalize()} {english} in {place.en}"
        own = {"area": area, "status": "proposed", "proposer": person.name, "date": report_day(report)}
        report.state("measures", topic, title, [words], **own)


def tell_claim(world: World, report: Report, place: Place) -> None:
    """What the article says in its own voice."""
    subject, english, topic = world.dice.choice(phrases.SUBJECTS)
    words, words_en = world.dice.choice(phrases.OPENINGS)
    n = world.dice.randint(2, 30)
    text, english = (
        words.format(place=place.zh, subject=subject, n=n),
        words_en.format(place=place.en, subject=english, n=n),
    )
    if report.says(f"{text}。", [text]):
        report.state("claims", topic, (text, english), [text], attribution="reporter")


TELLERS: tuple[Teller, ...] = (
    tell_claim, tell_meeting, tell_indicator, tell_indicator, tell_quotation, tell_indicator, tell_paper, tell_proposal,
    tell_quotation, tell_transfers, tell_indicator, tell_claim, tell_quotation, tell_proposal, tell_quotation,
)  # fmt: skip


def report_day(report: Report) -> str:
    """The day on which the article appeared."""
    return f"{report.year}-{report.month:02}-{report.day:02}"


def introduce(world: World, report: Report, place: Place, person: Person) -> None:
    """Who is new in this article: its place's government, an institute and an expert."""
    institute, pinyin, english = world.dice.choice(phrases.INSTITUTES)
    role, role_en = world.dice.choice(phrases.ROLES)
    topic = world.dice.choice(phrases.TOPICS)[0]
    officials, expert = f"{place.zh}政府有关负责人", f"{place.zh}{institute}{role}{person.name}"
    report.says(f"{officials}近日接受采访，一同受访的还有{expert}。", [officials, expert])
    for suffix, sound, name_en, sort, words in (
        ("政府", "Zhèngfǔ", "Government", "government", officials),
        (institute, pinyin, english, "research", expert),
    ):
        name, gloss = place.zh + suffix, f"{place.en} {name_en}"
        own = {"name": name, "name_en": gloss, "pinyin": f"{place.pinyin} {sound}", "type": sort}
        report.state("organizations", topic, (name, gloss), [words], **own)
    who = {"name": person.name, "name_en": person.name_en, "pinyin": person.pinyin, "role": role, "role_en": role_en}
    own = {**who, "affiliation": place.zh + institute, "affiliation_en": f"{place.en} {english}"}
    report.state("people", topic, (person.name, person.name_en), [f"{role}{person.name}"], **own)


def next_report(world: World, number: int) -> Report:
    """The next article."""
    day = world.dice.randint(2004, 2023), world.dice.randint(1, 12), world.dice.randint(1, 28)
    report, place, person = Report(number, world.person(), *day), world.place(), world.person()
    report.paragraphs.append("")
    introduce(world, report, place, person)
    world.people.append(person)
    world.places.append(place)
    for tell in TELLERS[: world.dice.randint(6, len(TELLERS))]:
        report.paragraphs.append("")
        for _ in range(world.dice.randint(1, 2)):
            tell(world, report, world.dice.choice((place, place, *world.places)))
    return report
