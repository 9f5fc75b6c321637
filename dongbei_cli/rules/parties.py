"""What the words say of persons, bodies and documents: names, roles, who acts, who issues, and where something was."""

import re
from collections.abc import Iterator

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.names import pinyin, typos
from dongbei_cli.readings.article import Span
from dongbei_cli.rules import speech, words
from dongbei_cli.rules.readers import Allowed, one_of
from dongbei_cli.rules.text import (
    JOINTS,
    MARKS,
    PROVED,
    Mention,
    Text,
    Verdict,
    forms,
    inside,
    party_forms,
    text_of,
)

Named = model.Person | model.Organization | model.Document
BYLINES = ("作者", "记者", "本报记者")
FORMER = ("原", "前", "曾任")
THERE = "在|于|赴|到|亲临|来到|前往|抵达|抵|访问|考察|走进"
"""Words before the place of an event."""
LEADS = "构建|建设|打造|推进|发展|完善|形成"
"""Verbs that may be before a member of a list of components."""
EXONYMS = ("Harbin", "Shaanxi", "Hohhot", "Qiqihar", "Lhasa", "Urumqi", "Ordos", "Kashgar")
"""English names of places that pinyin spells nearly so."""
PLACES_EN = "City|Province|Bay|County|District|Prefecture|Region|Port|Municipality|Island|River"


def name_in_anchor(file: FactFile) -> Iterator[Verdict]:
    """The name of a person, a body or a document is in every anchor of it, at least as an alias, and whole in one.

    The name of a document without a title may leave words out (徐林去年12月撰文 over 徐林去年12月也撰文分析).

    Fails: name: 王明远 over the anchor 北京改革与发展研究会研究员王远明.
    """
    for fact in (*file.base.people, *file.base.organizations, *file.base.documents):
        known = forms(fact.name, fact.aliases)
        for number, anchor in enumerate(fact.anchors):
            if any(form in anchor.exact for form in known) or names_wholly(fact, anchor):
                yield PROVED
            else:
                message, hint = f"{anchor.exact!r} does not name {fact.name}", "anchor the words that name it"
                yield file.problem(fact, ("anchors", number), "name-in-anchor", message, hint)
        if not any(names_wholly(fact, anchor) for anchor in fact.anchors):
            message = f"no anchor has the name {fact.name!r} as a whole"
            yield file.problem(fact, ("name",), "name-in-anchor", message, "write it as the article has it")


def names_wholly(fact: Named, anchor: model.Anchor) -> bool:
    """Whether an anchor has the whole name: of a document all of a title in 《 》, else its words but for 也, 又, 曾."""
    if not isinstance(fact, model.Document):
        return fact.name in anchor.exact
    if "《" in anchor.exact:
        return f"《{fact.name}》" in anchor.exact
    found = re.search("[也又还已曾都]?".join(map(re.escape, fact.name)), anchor.exact)
    rest = "x" if found is None else anchor.exact[: found.start()] + anchor.exact[found.end() :]
    return found is not None and (
        len(rest) <= 2
        or not re.match(r"[\u4e00-\u9fff]", anchor.exact[found.end() :])
        or bool(re.fullmatch(".*(?:分析|指出|表示|认为|称|显示)", anchor.exact))
    )


def role(file: FactFile, person: model.Person) -> Allowed:
    """What an anchor has before or behind the name, as a whole; that of an author is the byline."""
    text, found = text_of(file, person), list[str]()
    if person.role in BYLINES:
        return Allowed((person.role,)) if is_byline(text, person) else Allowed(why="no byline has the name")
    for anchor, span in file.anchored(person):
        before, name, behind = anchor.exact.partition(person.name)
        lead = text.text[span.start - 1 : span.start]
        title = re.match(
            r"(?:[，（(]|担任|出任|任|为)?([^，。）)]{2,30}?(?:长|任|席|书记|授|员|士|家|理|裁|人|师|官))(?=$|[，。）)])",
            behind,
        )
        if (
            name
            and before
            and (not lead or lead in MARKS + "：和与、由" or not lead.isalnum() or begins_role(text, span))
        ):
            found.append(
                (before if behind[:1] not in "为担出任" or not title else "")
                + (title[1] if title and behind[0] not in "，（(" else "")
            )
        elif name and title:
            found.append(title[1])
    longest = max(found, key=len, default="")
    return one_of(each for each in found if not longest.endswith(each) or each == longest)


def begins_role(text: Text, span: Span) -> bool:
    """Whether a role begins where a body is named, or behind a word that joins."""
    starts = {mention.start for mention in text.parties} | {date.end for date in text.dates}
    return (
        span.start in starts
        or re.search("(?:由|据|对|与|和|及|的|是|了|在)$", text.text[: span.start][-1:]) is not None
    )


def is_byline(text: Text, person: model.Person) -> bool:
    """Whether a person is an author of the source and is named in a line of his own or a dateline (记者王明)."""
    lines = [paragraph.text.strip("* ") for paragraph in text.article.paragraphs]
    bare = any(
        person.name in re.split("[、，,  ]", re.sub("^(?:作者|文|本?报?记者)[:： /]*", "", line)) for line in lines
    )
    dateline = re.search(f"[（(【](?:本报|见习)?(?:记者|编辑|作者)[:： ]?[^）)】]*{re.escape(person.name)}", text.text)
    return person.name in re.split("[、，,; ]", text.source.author) and (bare or dateline is not None)


def affiliation(file: FactFile, person: model.Person) -> Allowed:
    """The body that begins the role, unless the role is a former one (国家发改委原…司司长)."""
    own = person.affiliation or ""
    former = person.role.removeprefix(own).startswith(FORMER) or person.role.startswith(FORMER)
    if own and person.role.startswith(own) and not former:
        return Allowed((own,))
    text = text_of(file, person)
    beside = own and any(f"{own}{person.name}" in text.sentence(span.start).text for _, span in file.anchored(person))
    return Allowed((own,)) if beside else Allowed(why="the role does not begin with it")


def actors(file: FactFile, event: model.Event) -> Allowed:
    """Who acts: everyone named in the anchors but in another's role; the title names no others.

    Who expects something in a forecast is the subject of the verb over its words.
    """
    text = text_of(file, event)
    spans = [span for _, span in file.anchored(event)]
    named = [each for span in spans for each in inside(text.parties, span) if not in_role(text, each)]
    known = {each.name for each in named}
    titled = {each.name for each in party_forms(file).mentions(event.title)}
    lacking = [actor for actor in event.actors if not any(stands_for(name, actor) for name in known)]
    doubled = [a for a in event.actors if any(other != a and a in other for other in event.actors)]
    if (
        lacking
        or doubled
        or (titled and not {*event.actors} & titled and not any(stands_for(t, a) for t in titled for a in event.actors))
    ):
        return one_of(
            [(name,) for name in sorted(known)], certain=False, why="" if known else "no anchor names who acts"
        )
    people = [actor for actor in event.actors if isinstance(file.names.get(actor), model.Person)]
    if event.category == "forecast" and people and spans:
        frame = speech.under(text, spans[0])
        if frame is None or not frame.certain or frame.speakers != tuple(people):
            return one_of([frame.speakers] if frame else [], certain=False)
    return Allowed((event.actors,))


def stands_for(name: str, actor: str) -> bool:
    """Whether a name means the actor: as it is, as one of two (中共中央、国务院), or as the body that meets."""
    return (
        actor == name
        or actor in name.split("、")
        or re.fullmatch(f"{re.escape(actor)}(?:全体|常务)?会议", name) is not None
    )


def in_role(text: Text, mention: Mention) -> bool:
    """Whether a body is only named in the role of the person who follows it."""
    roles = ((each.role + each.name, each.role) for each in text.file.base.people)
    spans = ((start, start + len(own)) for whole, own in roles for start in text.article.occurrences(whole))
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def place(file: FactFile, event: model.Event) -> Allowed:
    """Where an event was: the places in its anchors behind a word for being or going there, or at the head of a clause."""
    text, there, head = text_of(file, event), list[str](), list[str]()
    for _, span in file.anchored(event):
        for each in inside(text.places, span):
            lead = text.text[max(0, each.start - 3) : each.start]
            if re.search(f"(?:{THERE})$", lead):
                there.append(each.name)
            elif lead[-1:] in MARKS:
                head.append(each.name)
    return one_of(there or head)


def issuer(file: FactFile, document: model.Document) -> Allowed:
    """The bodies and persons that the anchors of a document name."""
    text = text_of(file, document)
    return one_of(
        each.name
        for _, span in file.anchored(document)
        for each in inside(text.parties, span)
        if not in_role(text, each)
    )


def components(file: FactFile, measure: model.Measure) -> Allowed:
    """All members of one list in an anchor, in its order, with at most a verb and a number before one of them."""
    text = text_of(file, measure)
    for _, span in file.anchored(measure):
        counts = [re.escape(reading.text) for reading in inside(text.quantities, span)]
        between = f"{JOINTS}(?:{LEADS})?(?:{'|'.join(counts)})?"
        found = re.search(between.join(map(re.escape, measure.components)), span.text)
        if (
            found
            and not re.search(f"{between}$", span.text[: found.start()])
            and not re.match(JOINTS, span.text[found.end() :])
        ):
            return Allowed((measure.components,))
    return Allowed(why="they are not a whole list in an anchor")


def pinyin_agrees(file: FactFile) -> Iterator[Verdict]:
    """The pinyin of a name is a reading of it, character for character; a person's English name is the same letters.

    The English of a region is neither one letter away from its pinyin, unless English spells it so (Harbin), nor the
    name of another place.

    Fails: pinyin: Wáng Míngyuán Xīn for 王明远; name_en: Xu Ling for 徐林; en: Jiling, or Liaoning, for 吉林.
    """
    for party in (*file.base.people, *file.base.organizations):
        if not spells(party.name, pinyin.letters(party.pinyin)):
            message = f"{party.pinyin!r} is no reading of {party.name}"
            yield file.problem(party, ("pinyin",), "pinyin-agrees", message, f"one is {pinyin.usual(party.name)}")
        elif isinstance(party, model.Person) and not spells(party.name, pinyin.letters(party.name_en)):
            message = f"{party.name_en!r} does not spell {party.name}"
            yield file.problem(party, ("name_en",), "pinyin-agrees", message, "spell the name in pinyin")
        else:
            yield PROVED
    english = {en.lower(): zh for zh, en in words.rows("places")}
    own = {region.zh for region in file.base.regions}
    for region in file.base.regions:
        word = re.sub(rf"(?i)\b(?:{PLACES_EN})\b", "", region.en).strip()
        other = english.get(word.lower(), region.zh)
        spelt = [zh for zh in own - {region.zh} if spells(zh.removesuffix("地区"), pinyin.letters(word))]
        wrong = (
            other[:2] not in region.zh and region.zh not in other and other not in ("全国", "中国", "我国")
        ) or spelt
        near = 0 < offset(region.zh, pinyin.letters(word)) <= 1 and word not in EXONYMS
        if (wrong or near) and not spells(region.zh, pinyin.letters(word)):
            message, hint = f"{region.en!r} is not how {region.zh} is spelt", "spell it in pinyin, or as English does"
            yield file.problem(region, ("en",), "pinyin-agrees", message, hint)
        else:
            yield PROVED


def offset(name: str, letters: str) -> int:
    """How many letters a spelling is away from the nearest beginning of a name in its usual readings, at most 1."""
    starts = [name[:size] for size in range(min(2, len(name)), len(name) + 1)]
    if not letters or any(spells(start, letters) for start in starts):
        return 0
    return min(typos.distance(letters, pinyin.usual(start), 1) for start in starts)


def spells(name: str, letters: str) -> bool:
    """Whether the letters are a reading of the name, from the first character to the last."""
    return pinyin.spells(letters, pinyin.sound(name), pinyin.in_full)
