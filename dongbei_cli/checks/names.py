"""Rules on names: persons, bodies and documents are called what the article calls them, and do what it says they do."""

import re
import unicodedata
from collections.abc import Iterator

from dongbei_cli import entries, tables
from dongbei_cli.article import Span
from dongbei_cli.checks import anchors, frames, passages
from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.factfile import FactFile

BYLINE = "作者"
COMPONENT_JOINTS = r"(?:、|或|和|与|及|以及)"
COMPONENT_LEADS = "构建|建设|打造|推进|发展|完善|形成"


def name_in_anchor(file: FactFile) -> Iterator[Verdict]:
    """The name of a person, a body or a document stands in every one of its anchors, at least by an alias.

    The name of a document without a title may leave words out (徐林去年12月撰文 over 徐林去年12月也撰文分析).

    Fails: name: 王明远 over the anchor 北京改革与发展研究会研究员王远明.
    """
    base = file.base
    for fact in (*base.people, *base.organizations, *base.documents):
        forms = (fact.name, *(alias for alias in fact.aliases if not alias.isascii()))
        for number, anchor in enumerate(fact.anchors):
            if any(form in anchor.exact for form in forms) or inside_title(fact, anchor):
                yield PROVED
            else:
                message = f"{anchor.exact!r} does not name {fact.name}"
                hint = "write the name as the article has it, or anchor the words that name it"
                yield file.problem(fact, ("anchors", number), "name-in-anchor", message, hint)
        if not any(fact.name in anchor.exact or inside_title(fact, anchor) for anchor in fact.anchors):
            message = f"no anchor holds the name {fact.name!r}"
            yield file.problem(fact, ("name",), "name-in-anchor", message, "write it as the article has it")


def inside_title(fact: entries.Fact, anchor: entries.Anchor) -> bool:
    """Whether the anchor has the name of an untitled document, with other words between."""
    return (
        isinstance(fact, entries.Document)
        and "《" not in anchor.exact
        and re.search(".{0,3}".join(map(re.escape, fact.name)), anchor.exact) is not None
    )


def role_as_stated(file: FactFile) -> Iterator[Verdict]:
    """A person's role stands right before the name in an anchor and is all of what stands there.

    作者 is the role of the author of the source, whose name is a line of its own. The affiliation begins the role.

    Fails: role: 北京改革与发展研究会 where the article says 北京改革与发展研究会研究员王明远.
    """
    for person in file.base.people:
        if person.role == BYLINE:
            proved = is_byline(file, person)
        else:
            proved = any(role_before(file, person, span) for _, span in file.anchored(person))
        if not proved:
            message = f"the article does not call {person.name} {person.role!r}"
            hint = f"it says {said_before(file, person)!r}"
            yield file.problem(person, ("role",), "role-as-stated", message, hint)
        elif person.affiliation and not person.role.startswith(person.affiliation):
            message = f"{person.affiliation} is not the body that {person.role!r} names"
            yield file.problem(person, ("affiliation",), "role-as-stated", message, "take it from the role")
        else:
            yield PROVED


def is_byline(file: FactFile, person: entries.Person) -> bool:
    """Whether the person is the author of the source and stands in a line of his own."""
    source = file.source(person)
    lines = {paragraph.text.strip("* ") for paragraph in file.articles[source.id].paragraphs}
    return person.name in re.split("[、，, ]", source.author) and any(
        person.name in re.split("[、，,  ]", line) for line in lines
    )


def role_before(file: FactFile, person: entries.Person, span: Span) -> bool:
    """Whether the role and the name stand together in an anchor, and the role begins where a word does."""
    text = file.article(person).text
    start = text.find(person.role + person.name, span.start, span.end)
    if start < 0:
        return False
    role = Span(0, start, start + len(person.role), person.role)
    before = text[start - 1 : start]
    return start == 0 or before in passages.CLAUSE_MARKS or anchors.begins_well(text, role, frozenset())


def said_before(file: FactFile, person: entries.Person) -> str:
    """What stands before the name in the anchors."""
    held = (anchor.exact.partition(person.name) for anchor in person.anchors)
    return next((before for before, name, _ in held if name and before), "nothing before the name")


def listed_in_anchor(file: FactFile) -> Iterator[Verdict]:
    """Whoever acts in an event, issues a document or belongs to a measure as a component stands in one of its anchors.

    Whoever expects something in a forecast is the subject of the verb over its words. The components of a measure are
    a whole list in one anchor, in its order: nothing between them but 、, 或, 和 and the like, a verb and a number, and
    no further member beside them.

    Fails: actors: [国务院] over 中共中央政治局会议审议; components: [新能源, 电子信息] over 新能源、新材料、电子信息.
    """
    for event in file.base.events:
        for number, actor in enumerate(event.actors):
            message, hint = f"no anchor says that {actor} does this", "name who acts in the anchor"
            proved = acts(file, event, actor)
            yield PROVED if proved else file.problem(event, ("actors", number), "listed-in-anchor", message, hint)
    for document in file.base.documents:
        if document.issuer is not None:
            message, hint = f"no anchor says that {document.issuer} issued it", "name the issuer as the anchor does"
            proved = any(document.issuer in anchor.exact for anchor in document.anchors)
            yield PROVED if proved else file.problem(document, ("issuer",), "listed-in-anchor", message, hint)
    for measure in file.base.measures:
        if measure.components:
            message = f"{'、'.join(measure.components)} is not a whole list in an anchor"
            hint = "take every member of the list as it stands there"
            proved = any(listed(file, measure, file.article(measure).text, span) for _, span in file.anchored(measure))
            yield PROVED if proved else file.problem(measure, ("components",), "listed-in-anchor", message, hint)


def acts(file: FactFile, event: entries.Event, actor: str) -> bool:
    """Whether an anchor of the event names the actor, and the words of a forecast are his."""
    party = file.names.get(actor)
    forms = (actor, *(alias for alias in (party.aliases if party else ()) if len(alias) > 1))
    if not any(form in anchor.exact for form in forms for anchor in event.anchors):
        return False
    if event.category != "forecast" or not isinstance(party, entries.Person):
        return True
    words = next((span for _, span in file.anchored(event)), None)
    frame = frames.governing(file, file.source(event), words) if words else None
    return frame is not None and actor in frame.speakers


def listed(file: FactFile, measure: entries.Measure, text: str, span: Span) -> bool:
    """Whether the components are all members of one list in a passage."""
    counts = [re.escape(reading.text) for reading in passages.inside(passages.quantities_of(text), span)]
    between = f"{COMPONENT_JOINTS}(?:{COMPONENT_LEADS})?(?:{'|'.join(counts)})?"
    words = text[span.start : span.end]
    found = re.search(between.join(map(re.escape, measure.components)), words)
    if not found:
        return False
    lead = re.search(f"{between}$", words[: found.start()])
    return not lead and not re.match(COMPONENT_JOINTS, words[found.end() :])


def pinyin_agrees(file: FactFile) -> Iterator[Verdict]:
    """The pinyin of a name is, character for character, a reading of it; a person's English name is the same letters.

    Fails: pinyin: Wáng Míngyuán Xīn for 王明远; name_en: Xu Ling for 徐林.
    """
    for party in (*file.base.people, *file.base.organizations):
        letters = syllables(party.pinyin)
        if not spells(party.name, letters):
            message = f"{party.pinyin!r} is no reading of {party.name}"
            yield file.problem(party, ("pinyin",), "pinyin-agrees", message, f"one is {usual(party.name)}")
        elif isinstance(party, entries.Person) and not spells(party.name, syllables(party.name_en)):
            message = f"{party.name_en!r} does not spell {party.name}"
            yield file.problem(party, ("name_en",), "pinyin-agrees", message, f"write {usual(party.name)}")
        else:
            yield PROVED


def syllables(pinyin: str) -> str:
    """The letters of a pinyin without tones, spaces and marks, with v for ü."""
    plain = unicodedata.normalize("NFD", pinyin.lower()).replace("u\u0308", "v")
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


def spells(name: str, letters: str) -> bool:
    """Whether the letters are a reading of the name, from the first character to the last."""
    ends = {0}
    for character in name:
        if character.isalnum():
            known = tables.readings(character)
            sounds = (*known.common, *known.rare) or (character.lower(),)
            ends = {end + len(sound) for end in ends for sound in sounds if letters.startswith(sound, end)}
    return len(letters) in ends


def usual(name: str) -> str:
    """The most usual reading of each character."""
    return " ".join((tables.readings(character).common or (character,))[0] for character in name)
