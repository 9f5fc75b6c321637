"""Rules on names: persons, bodies and documents are called what the article calls them, and do what it says they do."""

import re
import unicodedata
from collections.abc import Iterator

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.names import tables, typos
from dongbei_cli.readings.article import Span
from dongbei_cli.rules import anchors, passages, speech
from dongbei_cli.rules.passages import PROVED, Verdict

Named = model.Person | model.Organization | model.Document
BYLINE = "作者"
FORMER = ("原", "前", "曾任")
EXONYMS = ("Harbin", "Shaanxi", "Hohhot", "Qiqihar", "Lhasa", "Urumqi", "Ordos", "Kashgar")
"""Names of regions that English spells nearly as pinyin does."""
PLACES_EN = "City|Province|Bay|County|District|Prefecture|Region|Port|Municipality|Island|River"
NEAR_MISS = 1
COMPONENT_JOINTS = r"(?:、|或|和|与|及|以及)"
COMPONENT_LEADS = "构建|建设|打造|推进|发展|完善|形成"


def name_in_anchor(file: FactFile) -> Iterator[Verdict]:
    """The name of a person, a body or a document stands in every one of its anchors, at least by an alias.

    The name of a document without a title may leave words out (徐林去年12月撰文 over 徐林去年12月也撰文分析).

    Fails: name: 王明远 over the anchor 北京改革与发展研究会研究员王远明.
    """
    named: list[Named] = [*file.base.people, *file.base.organizations, *file.base.documents]
    for fact in named:
        forms = passages.chinese_forms(fact.name, fact.aliases)
        for number, anchor in enumerate(fact.anchors):
            if any(form in anchor.exact for form in forms) or names_document(file, fact, anchor):
                yield PROVED
            else:
                message = f"{anchor.exact!r} does not name {fact.name}"
                hint = "write the name as the article has it, or anchor the words that name it"
                yield file.problem(fact, ("anchors", number), "name-in-anchor", message, hint)
        if not any(names_wholly(file, fact, anchor) for anchor in fact.anchors):
            message = f"no anchor holds the name {fact.name!r} as a whole"
            yield file.problem(fact, ("name",), "name-in-anchor", message, "write it as the article has it")


def names_wholly(file: FactFile, fact: Named, anchor: model.Anchor) -> bool:
    """Whether an anchor holds the name of a person or a body; of a document, with its ends where words end."""
    return names_document(file, fact, anchor) if isinstance(fact, model.Document) else fact.name in anchor.exact


def names_document(file: FactFile, fact: Named, anchor: model.Anchor) -> bool:
    """Whether an anchor holds the name of a document: all of a title in 《 》, else whole words, but for 也, 又, 曾."""
    spans = file.spans(file.source(fact).id, anchor)
    if not isinstance(fact, model.Document) or len(spans) != 1:
        return False
    found = re.search("[也又还已曾都]?".join(map(re.escape, fact.name)), anchor.exact)
    if found is None or "《" in anchor.exact:
        return f"《{fact.name}》" in anchor.exact
    text, start = file.article(fact).text, spans[0].start + found.start()
    name = Span(0, start, start + len(found.group()), found.group())
    begins, ends = anchors.edges(file, file.source(fact))
    own = {match.start() for match in re.finditer(re.escape(fact.name), text)} | {name.end}
    verb = re.match("分析|指出|表示|认为|称|显示", text[name.end : name.end + 2]) is not None
    return anchors.begins_well(text, name, begins - own | heads(file, fact)) and (
        verb or anchors.ends_well(text, name, ends - own)
    )


def heads(file: FactFile, fact: Named) -> frozenset[int]:
    """Where parties, quantities and dates begin."""
    text, source = file.article(fact).text, file.source(fact)
    parties = (mention.start for mention in passages.named(file, source))
    dated = (date.start for date in passages.dates(file, source))
    return frozenset((*parties, *dated, *(reading.start for reading in passages.quantities_of(text))))


def role_as_stated(file: FactFile) -> Iterator[Verdict]:
    """A person's role stands right before the name in an anchor and is all of what stands there.

    作者 is the role of the author of the source, whose name is a line of its own. The affiliation begins the role,
    unless the role is a former one (原, 前).

    Fails: role: 北京改革与发展研究会 where the article says 北京改革与发展研究会研究员王明远.
    """
    for person in file.base.people:
        if person.role == BYLINE:
            proved = is_byline(file, person)
        else:
            proved = any(role_before(file, person, span) for _, span in file.anchored(person))
        if not proved:
            message = f"the article does not call {person.name} {person.role!r}"
            hint = f"it says {said_before(person)!r}"
            yield file.problem(person, ("role",), "role-as-stated", message, hint)
        elif person.affiliation and not belongs(person.role, person.affiliation):
            message = f"{person.role!r} does not put {person.name} in {person.affiliation}"
            yield file.problem(person, ("affiliation",), "role-as-stated", message, "take it from the role")
        else:
            yield PROVED


def belongs(role: str, affiliation: str) -> bool:
    """Whether a role is one in that body now; 国家发改委原…司司长 is one no longer."""
    return role.startswith(affiliation) and not role.removeprefix(affiliation).startswith(FORMER)


def is_byline(file: FactFile, person: model.Person) -> bool:
    """Whether the person is the author of the source and stands in a line of his own."""
    source = file.source(person)
    lines = {paragraph.text.strip("* ") for paragraph in file.articles[source.id].paragraphs}
    return person.name in re.split("[、，, ]", source.author) and any(
        person.name in re.split("[、，,  ]", line) for line in lines
    )


def role_before(file: FactFile, person: model.Person, span: Span) -> bool:
    """Whether the role and the name stand together in an anchor, and the role begins where a word does."""
    text = file.article(person).text
    start = text.find(person.role + person.name, span.start, span.end)
    if start < 0:
        return False
    role = Span(0, start, start + len(person.role), person.role)
    before = text[start - 1 : start]
    return start == 0 or before in passages.CLAUSE_MARKS or anchors.begins_well(text, role, frozenset())


def said_before(person: model.Person) -> str:
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
            mentions = passages.named(file, file.source(document))
            spans = (span for _, span in file.anchored(document))
            proved = any(document.issuer == m.name for span in spans for m in passages.inside(mentions, span))
            yield PROVED if proved else file.problem(document, ("issuer",), "listed-in-anchor", message, hint)
    for measure in file.base.measures:
        if measure.components:
            message = f"{'、'.join(measure.components)} is not a whole list in an anchor"
            hint = "take every member of the list as it stands there"
            proved = any(listed(measure, file.article(measure).text, span) for _, span in file.anchored(measure))
            yield PROVED if proved else file.problem(measure, ("components",), "listed-in-anchor", message, hint)


def acts(file: FactFile, event: model.Event, actor: str) -> bool:
    """Whether an anchor names the actor, the title no one else, and the words of a forecast are the actor's."""
    source = file.source(event)
    held = [
        mention for _, span in file.anchored(event) for mention in passages.inside(passages.named(file, source), span)
    ]
    if not any(stands_for(mention.name, actor) for mention in held if not is_attribute(file, source, mention)):
        return False
    parties = (*file.base.people, *file.base.organizations)
    titled = [mention.name for mention in passages.parties_named(event.title, parties)]
    if (titled and actor not in titled) or any(other != actor and actor in other for other in event.actors):
        return False
    words = next((span for _, span in file.anchored(event)), None)
    if event.category != "forecast" or words is None or not isinstance(file.names.get(actor), model.Person):
        return True
    frame = speech.governing(file, source, words)
    return frame is not None and actor in frame.speakers


def stands_for(name: str, actor: str) -> bool:
    """Whether a name means the actor: as it is, as one of two (中共中央、国务院), or as the body that meets."""
    return (
        actor == name or actor in name.split("、") or name in (f"{actor}会议", f"{actor}全体会议", f"{actor}常务会议")
    )


def is_attribute(file: FactFile, source: model.Source, mention: passages.Mention) -> bool:
    """Whether a body is only named in the role of the person who follows it."""
    text = file.articles[source.id].text
    return any(
        start <= mention.start and mention.end <= start + len(person.role)
        for person in file.base.people
        for start in [text.find(person.role + person.name)]
        if start >= 0
    )


def listed(measure: model.Measure, text: str, span: Span) -> bool:
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

    So is the English of a region that is one letter away from its pinyin, but for what English spells otherwise
    (Harbin, Shaanxi).

    Fails: pinyin: Wáng Míngyuán Xīn for 王明远; name_en: Xu Ling for 徐林; en: Jiling for 吉林.
    """
    parties: list[model.Person | model.Organization] = [*file.base.people, *file.base.organizations]
    for party in parties:
        letters = syllables(party.pinyin)
        if not spells(party.name, letters):
            message = f"{party.pinyin!r} is no reading of {party.name}"
            yield file.problem(party, ("pinyin",), "pinyin-agrees", message, f"one is {usual(party.name)}")
        elif isinstance(party, model.Person) and not spells(party.name, syllables(party.name_en)):
            message = f"{party.name_en!r} does not spell {party.name}"
            yield file.problem(party, ("name_en",), "pinyin-agrees", message, f"write {usual(party.name)}")
        else:
            yield PROVED
    for region in file.base.regions:
        word = re.sub(rf"(?i)\b(?:{PLACES_EN})\b", "", region.en)
        near = 0 < offset(region.zh, syllables(word)) <= NEAR_MISS and word.strip() not in EXONYMS
        message = f"{region.en!r} is misspelt for {region.zh}"
        hint = f"write {usual(region.zh).replace(' ', '').capitalize()}, or its English name"
        yield file.problem(region, ("en",), "pinyin-agrees", message, hint) if near else PROVED


def offset(name: str, letters: str) -> int:
    """How many letters a spelling is away from the nearest beginning of a name in its usual readings, at most."""
    said = [(tables.readings(character).common or (character.lower(),))[0] for character in name]
    starts = [name[:size] for size in range(min(2, len(said)), len(said) + 1)]
    if not letters or any(spells(start, letters) for start in starts):
        return 0
    return min(typos.distance(letters, "".join(said[: len(start)]), NEAR_MISS) for start in starts)


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
