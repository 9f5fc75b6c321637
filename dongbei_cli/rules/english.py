"""The names that a base declares, found in short texts: in Chinese, and in the English that it gives for them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactBase, FactFile
from dongbei_cli.rules import passages
from dongbei_cli.rules.passages import PROVED, Mention, Verdict

SLIGHT = frozenset(("the", "of", "and", "on", "in", "for", "a", "an", "at", "to"))
"""Words of an English name that tell nobody apart."""
ASIAN = ("东亚", "南亚", "西亚", "北亚")
"""How a region ends that is part of a wider one: 东北 in 东北亚."""
POINTS = ("east", "west", "north", "south")


class Names:
    """Persons, bodies and regions with all their forms; `sorts` says of each name which of the three it is."""

    def __init__(self, base: FactBase) -> None:
        parties: list[model.Person | model.Organization] = [*base.people, *base.organizations]
        self.parties = {form: party.name for party in parties for form in forms(party.name, party.aliases)}
        self.regions = {form: region.zh for region in base.regions for form in forms(region.zh, region.aliases)}
        self.sorts = {region.zh: "region" for region in base.regions}
        self.sorts |= {party.name: "person" if isinstance(party, model.Person) else "body" for party in parties}
        self.english = {region.zh: glosses(region.en, region.aliases) for region in base.regions}
        self.english |= {party.name: glosses(party.name_en, party.aliases) for party in parties}
        self._parties, self._regions = pattern(self.parties), pattern(self.regions)
        self._named = {form: name for name, known in self.english.items() for form in cased(known)}
        self._english = pattern(self._named, r"(?<![\w-])", r"(?!\w)(?! Asia)")

    def parties_in(self, text: str) -> list[Mention]:
        """Where a person or a body is named; of two names in one place the longer."""
        return [Mention(*match.span(), self.parties[match.group()]) for match in self._parties.finditer(text)]

    def regions_in(self, text: str) -> list[Mention]:
        """Where a region is named for itself: not 东北 in 中国东北振兴研究院, in 《…》 or in 东北亚."""
        longer = [*self.parties_in(text), *(Mention(*match.span(), "") for match in re.finditer("《[^》]*》", text))]
        found = self.regions_anywhere(text)
        return [mention for mention in found if not any(passages.inside([mention], name) for name in longer)]

    def regions_anywhere(self, text: str) -> list[Mention]:
        """Where a region is named, in the name of a body or a document too."""
        found = (Mention(*match.span(), self.regions[match.group()]) for match in self._regions.finditer(text))
        return [mention for mention in found if text[mention.end - 1 : mention.end + 1] not in ASIAN]

    def named(self, text: str) -> list[str]:
        """Everyone and every region that a Chinese text names, in its order."""
        return [mention.name for mention in sorted((*self.parties_in(text), *self.regions_in(text)))]

    def told(self, gloss: str) -> list[tuple[str, str]]:
        """The proper names of an English text: the form that stands there, and what it is in Chinese."""
        found = ((match.group(), self._named[match.group()]) for match in self._english.finditer(gloss))
        return [(form, name) for form, name in found if form[1:] != form[1:].lower() or form[:1].isupper()]

    def says(self, gloss: str, name: str) -> bool:
        """Whether an English text names somebody or a region: wholly, or a body by half of the words of its name."""
        known = self.english[name]
        if name in gloss or any(re.search(rf"\b{re.escape(form)}\b", gloss, re.IGNORECASE) for form in known):
            return True
        if self.sorts[name] == "region":
            points = [form.lower() for form in known if form.lower().endswith(POINTS)]
            return any(f"{point}ern" in gloss.lower() for point in points)
        said = telling_words(gloss)
        bodies = [telling_words(form) for form in known] if self.sorts[name] == "body" else []
        return any(2 * len(own & said) >= len(own) for own in bodies if own)


def forms(name: str, aliases: Sequence[str]) -> list[str]:
    """How Chinese writes a name."""
    return passages.chinese_forms(name, aliases)


def glosses(english: str, aliases: Sequence[str]) -> list[str]:
    """How English writes it."""
    return [english, *(alias for alias in aliases if alias.isascii())]


def cased(known: Sequence[str]) -> list[str]:
    """English forms as they stand inside a sentence, and as they begin one."""
    return [form for each in known for form in (each, each[:1].upper() + each[1:])]


def telling_words(text: str) -> set[str]:
    """The words of an English text that tell something."""
    return set(re.findall(r"[a-z]+", text.lower())) - SLIGHT


def pattern(known: dict[str, str], before: str = "", after: str = "") -> re.Pattern[str]:
    """What finds any of these forms, the longest first; nothing where there are none."""
    either = "|".join(map(re.escape, sorted(known, key=lambda form: (-len(form), form))))
    return re.compile(f"{before}(?:{either}){after}" if known else "(?!)")


RANKS = {
    "president": "院长|会长|总统|校长|行长|总裁|主席", "dean": "院长", "professor": "教授", "academician": "院士",
    "director": "主任|司长|局长|所长|处长|院长|总监|董事|厅长|馆长|负责人", "head": "长|主任|负责人|院士",
    "chairman": "主席|董事长|会长|委员长", "chair": "主席|董事长|会长|委员长|主任", "lecturer": "讲师",
    "researcher": "研究员|研究人员", "fellow": "研究员|院士", "expert": "专家", "economist": "经济学家|经济师",
    "minister": "部长|总理", "governor": "省长|行长", "mayor": "市长", "secretary": "书记|秘书", "author": "作者",
    "reporter": "记者", "journalist": "记者", "editor": "编辑|主编|总编", "analyst": "分析师", "founder": "创始人",
    "manager": "经理", "spokesman": "发言人", "spokesperson": "发言人", "vice": "副", "deputy": "副",
    "associate": "副", "assistant": "助理|助教", "former": "原|前|曾", "acting": "代", "senior": "高级|资深",
    "chief": "首席|总", "honorary": "名誉|荣誉", "specially": "特约|特聘|特邀", "emeritus": "荣休|名誉",
}  # fmt: skip
"""English words of a role, and Chinese ones of which one must stand in a role that has them."""
MARKS = {"副": "vice|deputy|associate|sub", "原|前(?!沿)|曾任": "former|ex-|onetime|late", "名誉": "honorary|emeritus"}
"""Chinese words of a role that may not be left out in English."""
COMPASS = {
    "东北": "Northeast", "西北": "Northwest", "东南": "Southeast", "西南": "Southwest",
    "华北": "North", "华南": "South", "华东": "East", "华中": "Central",
}  # fmt: skip


def names_as_glossed(file: FactFile) -> Iterator[Verdict]:
    """An English title, text or indicator names the persons, bodies and regions of the Chinese, and no others.

    Every proper name in it is the English of one that stands in the Chinese, or in a field of the fact. The other way
    round, it names every person; every region of a figure or an event, or where the Chinese has several; and every body
    of a title or a document, by at least half of the words of its name. A role in English has the names of the bodies
    in it, and no rank or qualifier (vice-, former, president) that the Chinese has not.

    Fails: title_en: … to Liaoning over 中央对吉林…; role_en: vice-president of … over 院长.
    """
    names = Names(file.base)
    for fact in file.base.facts():
        for key, chinese, english in translated(fact):
            message = next(misnamed(names, fact, key, chinese, english), None)
            hint = "name who and what the Chinese names"
            yield PROVED if message is None else file.problem(fact, (key,), "names-as-glossed", message, hint)


def translated(fact: model.Record) -> Iterator[tuple[str, str, str]]:
    """The glosses of a fact: the key, what it translates, and itself."""
    yield "title_en", fact.title, fact.title_en
    if isinstance(fact, model.Quote):
        yield "text_en", fact.anchors[0].exact, fact.text_en
    elif isinstance(fact, model.Figure):
        yield "indicator_en", fact.indicator, fact.indicator_en
    elif isinstance(fact, model.Document):
        yield "name_en", fact.name, fact.name_en
    elif isinstance(fact, model.Person):
        yield "role_en", fact.role, fact.role_en


def misnamed(names: Names, fact: model.Record, key: str, chinese: str, english: str) -> Iterator[str]:
    """Every name that one of the two has and the other has not."""
    named = list(dict.fromkeys(names.named(chinese)))
    told, own = names.told(english), whose(fact)
    places = [mention.name for mention in names.regions_anywhere(chinese)]
    for form, name in told:
        times = sum(other == name for _, other in told)
        if name not in named and name not in chinese and name not in own:
            yield f"{key} speaks of {form}, and {chinese[:24]!r} does not speak of {name}"
        elif names.sorts[name] == "region" and times > max(1, places.count(name)):
            yield f"{key} names {form} {times} times, and {chinese[:24]!r} does not"
    regions = [name for name in named if names.sorts[name] == "region"]
    exacting = (key == "title_en" and isinstance(fact, model.Figure | model.Event)) or len(regions) > 1
    for name in named:
        sort = names.sorts[name]
        wanted = exacting if sort == "region" else sort == "person" or key in ("title_en", "role_en", "name_en")
        if wanted and not names.says(english, name):
            yield f"{key} leaves out {names.english[name][0]}, which is {name}"
    if key == "role_en":
        yield from misranked(names, chinese, english)


def misranked(names: Names, role: str, english: str) -> Iterator[str]:
    """A rank or a qualifier that one of the two has and the other has not, and a body that is not named in full."""
    rest, plain = english, role
    for mention in reversed(names.parties_in(role)):
        form = names.english[mention.name][0]
        plain = plain[: mention.start] + plain[mention.end :]
        if form.lower() not in english.lower():
            yield f"role_en does not name {form}, which is {mention.name}"
        rest = re.sub(re.escape(form), " ", rest, flags=re.IGNORECASE)
    said = re.findall("[a-z]+", rest.lower())
    for word in said:
        if word in RANKS and (not re.search(RANKS[word], plain) or said.count(word) > 1):
            yield f"role_en says {word!r}, which {role} does not{' say twice' if said.count(word) > 1 else ''}"
    for mark, meant in MARKS.items():
        if re.search(mark, plain) and not re.search(meant, rest, re.IGNORECASE):
            yield f"role_en leaves out {re.search(mark, plain)[0]}"  # type: ignore[index]


def whose(fact: model.Record) -> str:
    """The names in the fields of a fact, which its English title may say where the Chinese one leaves them out."""
    keys = ("speaker", "proposer", "issuer", "region", "place")
    return "|".join((*(getattr(fact, key, None) or "" for key in keys), *getattr(fact, "actors", ())))


class Pair(NamedTuple):
    """Chinese and its English, whose they are and at which key; pairs of one sort must agree."""

    sort: str
    chinese: str
    english: str
    entry: model.Entry
    key: str


def one_english(file: FactFile) -> Iterator[Verdict]:
    """The same Chinese has the same English throughout: names, roles, terms, indicators, notes, words that are quoted.

    So have the titles of facts of the same persons, bodies and regions.
    Two names do not share an English, a role, an affiliation and their English come together, and the English of a
    region stands whole in the gloss of some title that names it. The region 东北 is Northeast, and so on.

    Fails: affiliation_en: China Institute where the body's own name_en is China Northeast Revitalisation Institute.
    """
    first: dict[tuple[str, str], Pair] = {}
    owners: dict[str, Pair] = {}
    for pair in pairs(file.base):
        same = first.setdefault((pair.sort, pair.chinese), pair)
        owner = owners.setdefault(pair.english.lower(), pair) if pair.sort == "name" else pair
        if same.english != pair.english:
            message = f"{pair.chinese[:24]!r} is {same.english[:60]!r} on line {file.place(same.entry, same.key).line}"
            yield file.problem(pair.entry, (pair.key,), "one-english", message, "give it one English throughout")
        elif owner.chinese != pair.chinese:
            message = f"{pair.english!r} is the English of {owner.chinese}"
            yield file.problem(pair.entry, (pair.key,), "one-english", message, "tell the two apart")
        else:
            yield PROVED
    for person in file.base.people:
        if bool(person.affiliation) != bool(person.affiliation_en):
            key = "affiliation" if person.affiliation else "affiliation_en"
            yield file.problem(person, (key,), "one-english", f"{key} stands alone", "give it in both languages")
    yield from regions_said(file)


def pairs(base: FactBase) -> Iterator[Pair]:
    """Everything in the base that has an English, in the order of the sections; bodies first, whose names recur."""
    for body in base.organizations:
        yield Pair("name", body.name, body.name_en, body, "name_en")
    for person in base.people:
        yield Pair("name", person.name, person.name_en, person, "name_en")
        yield Pair("name", person.title, person.title_en, person, "title_en")
        yield Pair("role", person.role, person.role_en, person, "role_en")
        if person.affiliation and person.affiliation_en:
            yield Pair("name", person.affiliation, person.affiliation_en, person, "affiliation_en")
    for source in base.sources:
        yield Pair("name", source.author, source.author_en, source, "author_en")
        yield Pair("name", source.publisher, source.publisher_en, source, "publisher_en")
    for region in base.regions:
        yield Pair("name", region.zh, region.en, region, "en")
    for term in (*base.topics, *base.areas):
        yield Pair("term", term.zh, term.en, term, "en")
    for fact in base.facts():
        yield from pairs_of(fact)


def pairs_of(fact: model.Record) -> Iterator[Pair]:
    """What a fact says in both languages, but for names."""
    if not isinstance(fact, model.Person):
        yield Pair(f"title of {whose(fact)}", fact.title, fact.title_en, fact, "title_en")
    if fact.note and fact.note_en:
        yield Pair("note", fact.note, fact.note_en, fact, "note_en")
    if isinstance(fact, model.Figure):
        yield Pair("indicator", fact.indicator, fact.indicator_en, fact, "indicator_en")
    elif isinstance(fact, model.Quote):
        yield Pair("words", fact.anchors[0].exact, fact.text_en, fact, "text_en")
    elif isinstance(fact, model.Document):
        yield Pair("document", fact.name, fact.name_en, fact, "name_en")


def regions_said(file: FactFile) -> Iterator[Verdict]:
    """A verdict on the English of each region: the points of the compass, and whether a gloss uses it."""
    names = Names(file.base)
    glosses: dict[str, list[str]] = {region.zh: [] for region in file.base.regions}
    for fact in file.base.facts():
        for mention in names.regions_in(fact.title):
            glosses[mention.name].append(fact.title_en)
    for region in file.base.regions:
        point, whole = COMPASS.get(region.zh, ""), re.compile(rf"\b{re.escape(region.en)}\b", re.IGNORECASE)
        if point and point not in region.en:
            message, hint = f"{region.en!r} is not {region.zh}", f"write {point} in it"
        elif glosses[region.zh] and not any(whole.search(gloss) for gloss in glosses[region.zh]):
            message = f"no title that names {region.zh} has {region.en!r} in English"
            hint = "write the region as the glosses have it, or mend them"
        else:
            yield PROVED
            continue
        yield file.problem(region, ("en",), "one-english", message, hint)
