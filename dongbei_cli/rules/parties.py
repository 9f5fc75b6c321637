"""What the words say of persons, bodies and documents: names, roles, who acts, who issues, and where something was."""

import re
from collections.abc import Iterator

from dongbei_cli import model
from dongbei_cli.curate import FactFile
from dongbei_cli.curate.text import JOINTS, MARKS, Allowed, Text, Verdict, inside, is_byline, one_of, rows, text_of
from dongbei_cli.errors import Message
from dongbei_cli.names import Mention, forms, match, pinyin
from dongbei_cli.rules import speech

Named = model.Person | model.Organization | model.Document
PLACES_EN = "City|Province|Bay|County|District|Prefecture|Region|Port|Municipality|Island|River"


def name_in_anchor(file: FactFile) -> Iterator[Verdict]:
    """The name of a person, a body or a document is in every anchor of it, at least as an alias, and whole in one.

    The name of a document without a title may leave words out (徐林去年12月撰文 over 徐林去年12月也撰文分析).

    Fails: name: 王明远 over the anchor 北京改革与发展研究会研究员王远明.
    """
    named: list[Named] = [
        *file.base.people,
        *file.base.organizations,
        *file.base.documents,
    ]
    for fact in named:
        known = forms(fact.name, fact.aliases)
        loose = "[也又还已曾都]?".join(map(re.escape, fact.name))
        loose = f"{loose}(?:分析|指出|表示|认为|称|显示|$|[^\u4e00-\u9fff])"
        found = False
        for number, anchor in enumerate(fact.anchors):
            whole = fact.name in anchor.exact
            if isinstance(fact, model.Document):
                titled = f"《{fact.name}》" in anchor.exact
                whole = titled if "《" in anchor.exact else re.search(loose, anchor.exact) is not None
            found = found or whole
            fits = whole or any(form in anchor.exact for form in known)
            fault = "" if fits else Message("{words!r} does not name {name}", words=anchor.exact, name=fact.name)
            yield fact, ("anchors", number), fault, "write the name as the anchor has it, or anchor the words"
        if not found:
            fault = Message("no anchor has the name {name!r} as a whole", name=fact.name)
            yield fact, ("name",), fault, "write the name as the anchor has it, or anchor the words"


def role(file: FactFile, person: model.Person) -> Allowed:
    """What an anchor has before or behind the name, as a whole; that of an author is the byline."""
    text, found = text_of(file, person), list[str]()
    if person.role in ("作者", "记者", "本报记者"):
        signed = person.name in text.source.authors and is_byline(text, person.name)
        return Allowed((person.role,) if signed else (), why="no byline has the name")
    for anchor, span in file.anchored(person):
        before, name, behind = re.sub("^[时现]任", "", anchor.exact).partition(person.name)
        post = speech.WORDS["ROLE"].match(behind)
        if name and post and (post["mark"] or not before):
            found.append(post["title"] if not before or post["mark"] not in ("，", "（", "(") else before)
        elif name and before:  # it begins where a clause, a body or a word behind a date does, or behind a joint
            lead = text.text[span.start - 1 : span.start]
            starts = {mention.start for mention in text.parties} | {date.end for date in text.dates}
            if not lead.isalnum() or lead in f"{MARKS}由据对与和及的是了在" or span.start in starts:
                found.append(before + (post["title"] if post else ""))
    longest = max(found, key=len, default="")
    held = all(not speech.WORDS["LEAVES"].search(anchor.exact) for anchor in person.anchors)
    return one_of((each for each in found if each == longest or not longest.endswith(each)), held, firm=False)


def affiliation(file: FactFile, person: model.Person) -> Allowed:
    """The body that begins the role, unless the role is a former one (国家发改委原…司司长), or is before the name."""
    own = person.affiliation or ""
    former = re.match(f"(?:{re.escape(own)})?(?:原|前|曾任)", person.role)
    around = (text_of(file, person).sentence(span.start).text for _, span in file.anchored(person))
    beside = any(f"{own}{person.name}" in sentence for sentence in around)
    holds = (person.role.startswith(own) and not former) or beside
    return Allowed((own,) if own and holds else (), why="the role does not begin with it")


def actors(file: FactFile, event: model.Event) -> Allowed:
    """Who acts: everyone named in the anchors but in another's role; the title names no others.

    Who expects something in a forecast is the subject of the verb over its words.
    """
    text, spans = text_of(file, event), [span for _, span in file.anchored(event)]
    known = {each.name for span in spans for each in inside(text.parties, span) if not in_role(text, each)}
    titled = {each.name for each in file.party_forms.mentions(event.title)}
    lacking = [actor for actor in event.actors if not any(stands_for(name, actor) for name in known)]
    doubled = [a for a in event.actors if any(other != a and a in other for other in event.actors)]
    elsewhere = titled and not any(stands_for(name, actor) for name in titled for actor in event.actors)
    if lacking or doubled or elsewhere:
        why = "" if known else "no anchor names who acts"
        return one_of([(name,) for name in sorted(known)], certain=False, why=why)
    people = tuple(actor for actor in event.actors if isinstance(file.names.get(actor), model.Person))
    frame = speech.under(text, spans[0]) if event.category == "forecast" and people and spans else None
    if frame and not (frame.certain and frame.speakers == people):
        return one_of([frame.speakers], certain=False)
    return Allowed((event.actors,))


def stands_for(name: str, actor: str) -> bool:
    """Whether a name means the actor: as it is, as one of two (中共中央、国务院), or as the body that meets."""
    return actor in name.split("、") or re.fullmatch(f"{re.escape(actor)}(?:(?:全体|常务)?会议)?", name) is not None


def in_role(text: Text, mention: Mention) -> bool:
    """Whether a body is only named in the role of the person who follows it."""
    roles = ((each.role + each.name, len(each.role)) for each in text.file.base.people)
    spans = ((start, start + size) for whole, size in roles for start in text.occurrences(whole))
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def place(file: FactFile, event: model.Event) -> Allowed:
    """Where an event was: the places in its anchors behind a word for being there, or at the head of a clause."""
    text = text_of(file, event)
    held = [each for _, span in file.anchored(event) for each in inside(text.places, span)]
    there = [each.name for each in held if speech.WORDS["THERE"].search(text.text, max(0, each.start - 3), each.start)]
    head = [each.name for each in held if text.text[each.start - 1 : each.start] in MARKS]
    return one_of(there or head, firm=False)


def issuer(file: FactFile, document: model.Document) -> Allowed:
    """The bodies and persons that the anchors of a document name."""
    text = text_of(file, document)
    held = (each for _, span in file.anchored(document) for each in inside(text.parties, span))
    return one_of((each.name for each in held if not in_role(text, each)), firm=False)


def components(file: FactFile, measure: model.Measure) -> Allowed:
    """All members of one list in an anchor, in its order, with at most a verb and a number before one of them."""
    text = text_of(file, measure)
    for _, span in file.anchored(measure):
        counts = "|".join(re.escape(reading.text) for reading in inside(text.quantities, span))
        between = f"{JOINTS}(?:{speech.WORDS.sources['LEADS']})?(?:{counts})?"
        found = re.search(between.join(map(re.escape, measure.components)), span.text)
        lead, rest = (span.text[: found.start()], span.text[found.end() :]) if found else ("", "")
        if found and not re.search(f"{between}$", lead) and not re.match(JOINTS, rest):
            return Allowed((measure.components,))
    return Allowed(why="they are not a whole list in an anchor")


def pinyin_agrees(file: FactFile) -> Iterator[Verdict]:
    """The pinyin of a name is a reading of it, character for character; a person's English name is the same letters.

    The English of a region is neither one letter away from its pinyin, unless English spells it so (Harbin), nor the
    name of another place.

    Fails: pinyin: Wáng Míngyuán Xīn for 王明远; name_en: Xu Ling for 徐林; en: Jiling, or Liaoning, for 吉林.
    """
    for party in file.parties:
        fault, hint = Message("{party.pinyin!r} is no reading of {party.name}", party=party), pinyin.usual(party.name)
        fits = spells(party.name, party.pinyin)
        yield party, ("pinyin",), "" if fits else fault, Message("one is {pinyin}", pinyin=hint)
        if isinstance(party, model.Person):
            fault = Message("{party.name_en!r} does not spell {party.name}", party=party)
            yield party, ("name_en",), "" if spells(party.name, party.name_en) else fault, "spell the name in pinyin"
    for region in file.base.regions:
        fault = Message("{en!r} is not how {zh} is spelt", en=region.en, zh=region.zh)
        yield region, ("en",), fault if is_misspelt(file, region) else "", "spell it in pinyin, or as English does"


def is_misspelt(file: FactFile, region: model.Term) -> bool:
    """Whether the English of a region is not that of the table, a slip of its pinyin, or the name of another place."""
    word = re.sub(rf"(?i)\b(?:{PLACES_EN})\b", "", region.en).strip()
    listed = [en.lower() for zh, en in rows("places") if region.zh.startswith(zh) and en != "China"]
    if spells(region.zh, word) or listed:
        return not spells(region.zh, word) and not any(en in region.en.lower() for en in listed)
    starts = [region.zh[:size] for size in range(min(2, len(region.zh)), len(region.zh) + 1)]
    letters = pinyin.letters(word)
    slip = letters and min(match.distance(letters, pinyin.usual(start), 1) for start in starts) <= 1
    other = any(spells(each.zh, word) for each in file.base.regions) or word in {en for _, en in rows("places")}
    return other or bool(slip and not any(spells(start, word) for start in starts))


def spells(name: str, written: str) -> bool:
    """Whether some letters are a reading of the name, from the first character to the last."""
    return pinyin.spells(pinyin.letters(written), pinyin.sound(name), pinyin.in_full)
