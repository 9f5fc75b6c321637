"""Rules on the curator's words: they name, count, date and quote what the article has, and point the way it does."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, pairwise

from dongbei_cli import model
from dongbei_cli.curate import FactFile, arithmetic
from dongbei_cli.curate.text import Verdict, dates_of, holds, inside, quantities_of, share_of_pairs, text_of
from dongbei_cli.errors import Message
from dongbei_cli.readings import quantities
from dongbei_cli.readings.polarity import NEGATION, Pointer, beside, concepts, longest, masked, pattern, pointers
from dongbei_cli.rules.english import Names, glosses, names_of, numbers_in_both, values_of

FACT_ID = r"(?<![\w-])[a-z]+(?:-[a-z0-9]+)+(?![\w-])"  # what looks like the id of a fact in a Chinese note
LEAST_SHARE = 0.4  # of the pairs of neighbouring characters of a title that must be in the sentences of its anchors
NAMES = ("name_en", "role_en", "affiliation_en", "verb_en")  # glosses that are names: their words point nowhere
ANY = "."  # the licence of a concept whose English words may be wherever nothing says the contrary
SHORT = "升降增减涨跌仅只已将拟曾"  # words of one character that say something by themselves
WAYS = ("rise", "fall", "imports", "exports", "inflow", "outflow")
"""Concepts that a number has beside it, as it has a unit or a comparison; see `misplaced`."""


def title_as_said(file: FactFile) -> Iterator[Verdict]:
    """The names, numbers, dates and “ ” of a title are the fact's own or in its words, and it is about its anchors.

    A region in a figure's title is its region, a date there its period; a person or a body in a quote's or a measure's
    title is who speaks, or is in the words. The title of a person or a body is its name. Of any other, but of the
    article's own publication, two fifths of the pairs of characters are in the sentences of the anchors. Words of an
    anchor, of a figure with its number, are always right.

    Fails: title: 中央对辽宁的转移支付总额 with region: 吉林; 2020年… with period: 2021; 人才是关键 over 推进一体化.
    """
    names = names_of(file)
    for fact in file.base.facts():
        if isinstance(fact, model.Person | model.Organization):
            named = fact.title in (fact.name, *fact.aliases)
            fault = "" if named else Message("{fact.title!r} is not the name {fact.name}", fact=fact)
        else:
            fault = next(title_faults(file, names, fact), "")
        yield fact, ("title",), fault, "name, count and date what the words do"


def title_faults(file: FactFile, names: Names, fact: model.Record) -> Iterator[str]:
    """Every way in which a title says what its fact does not."""
    text, title, date = text_of(file, fact), fact.title, fact.when
    sound = [span for _, span in file.anchored(fact)]
    anchors = "|".join(anchor.exact for anchor in fact.anchors)
    if title in anchors and getattr(fact, "written", "") in title:
        return
    sentences = "|".join((anchors, *dict.fromkeys(text.sentence(span.start).text for span in sound)))
    paragraphs = "|".join((sentences, *dict.fromkeys(text.paragraph(span.start).text for span in sound)))
    yield from title_names(names, fact, sentences, paragraphs)
    own = {Decimal(digits) for digits in re.findall("[0-9]+", date or "")}
    told = paragraphs if isinstance(fact, model.Claim) else f"{anchors}|{getattr(fact, 'indicator', '')}"
    most = max(len({m.name for m in found(sentences)}) for found in (names.parties_in, names.regions_in))
    for each in dates_of(title, text.source.published):
        unsaid = each.certain if isinstance(fact, model.Figure) and date else each.text not in told
        if each.edtf != date and unsaid:
            yield Message("{text} is not the date of the fact", text=each.text)
    for reading in quantities_of(title):
        follows = values_of(reading.quantity) & own or 1 < reading.quantity.value <= most
        if reading.text not in told and not follows:
            yield Message("no anchor says {text}", text=reading.text)
    for digits in re.findall("[0-9]+", title):
        if digits not in told and Decimal(digits) not in own:
            yield Message("no anchor says {digits}", digits=digits)
    yield from (Message("“{words}” is not in the words of the fact", words=w) for w in unquoted(title, sentences))
    said = anchors if isinstance(fact, model.Quote | model.Measure) else sentences
    said = paragraphs if isinstance(fact, model.Figure) else said
    known = "|".join((said, *own_names(fact), *(getattr(fact, key, "") for key in ("name", "indicator", "verb"))))
    if not is_publication(fact) and share_of_pairs(title, known) < LEAST_SHARE:
        yield Message("hardly anything of {title!r} is in {words!r}", title=title, words=anchors[:40])


def is_publication(fact: model.Record) -> bool:
    """Whether a fact is that a text appeared, which the text itself need not say."""
    return isinstance(fact, model.Event) and fact.category == "publication"


def own_names(fact: model.Record) -> list[str]:
    """The names in the fields of a fact."""
    keys = ("speaker", "proposer", "issuer", "region", "place")
    return [*filter(None, (getattr(fact, key, None) for key in keys)), *getattr(fact, "actors", ())]


def unquoted(words: str, told: str) -> list[str]:
    """What is in “ ” in a curator's words, and nowhere in a text."""
    return [quoted for quoted in re.findall("“([^”]*)”", words) if quoted not in told]


def title_names(names: Names, fact: model.Record, sentences: str, paragraphs: str) -> Iterator[str]:
    """A person, a body or a region that the fact does not speak of, or regions in another order."""
    said = isinstance(fact, model.Quote | model.Measure)
    told = fact.anchors[0].exact if said else paragraphs if isinstance(fact, model.Claim) else sentences
    known = {*own_names(fact), *(mention.name for mention in names.parties_in(told))}
    for mention in names.parties_in(fact.title):
        form = fact.title[mention.start : mention.end]
        if mention.name not in known and form not in told:
            yield Message("the words of the fact do not speak of {form}", form=form)
    titled = names.regions_in(fact.title)
    if isinstance(fact, model.Figure) and fact.region is not None:
        beside = {fact.region, *(mention.name for mention in names.regions_in(fact.indicator))}
        astray = (each.name for each in titled if each.name not in beside)
        yield from (Message("{name} is not its region, {own}", name=name, own=fact.region) for name in astray)
        return
    wide = paragraphs if isinstance(fact, model.Claim | model.Quote) else sentences
    orders = [[each.name for each in names.regions_in(passage, anywhere=True)] for passage in wide.split("|")]
    following = [iter(order) for order in orders]
    if titled and not any(all(each.name in order for each in titled) for order in following):
        every = "、".join(each.name for each in titled)
        yield Message("the words do not name {names}, or not in this order", names=every)


def note_as_told(file: FactFile) -> Iterator[Verdict]:
    """The numbers, dates and “ ” of a note are the article's or follow from the fact, and the facts it names exist.

    Numbers and dates in digits, and numbers above a hundred, are in the article, or follow from the fact: its value,
    its date, what a relation of it gives, its years counted from publication. Its English refers to the same facts.

    Fails: note: 原文写“812万” over 821万; a note that refers to a fact that does not exist.
    """
    for fact in (fact for fact in file.base.facts() if fact.note):
        note, english = fact.note or "", fact.note_en or ""
        strays, faults = stray_numbers(file, fact, note), list[tuple[str, str]]()
        faults += [("note", Message("neither the article nor the fact has {words}", words=words)) for words in strays]
        keys = ("title", "role", "written", "indicator", "name", "date_text", "verb", "occasion")
        told = "|".join((file.article(fact).text, *(str(getattr(fact, key, None) or "") for key in keys)))
        faults += [("note", Message("the article does not say “{words}”", words=w)) for w in unquoted(note, told)]
        for named in re.findall(FACT_ID, note):
            if named not in file.facts_by_id:
                faults.append(("note", Message("no fact is called {name}", name=named)))
            elif named not in english:
                faults.append(("note_en", Message("note_en does not refer to {name}", name=named)))
        key, fault = next(iter(faults), ("note", ""))
        yield fact, (key,), fault, "take it from the article"


def stray_numbers(file: FactFile, fact: model.Record, note: str) -> Iterator[str]:
    """The numbers and dates of a note that neither are in the article nor follow from the fact."""
    text, own = text_of(file, fact), derived(file, fact)
    known, rest = {date.edtf for date in text.dates}, re.sub(FACT_ID, "", note)
    for date in reversed(dates_of(note, text.source.published)):
        years = {Decimal(year) for year in re.findall("[0-9]{4}", date.edtf)}
        if date.text in text.text or date.edtf in known or own >= years:
            rest = rest.replace(date.text, "|")
    yield from re.findall("(?:[0-9]+年)?[0-9]+月(?:[0-9]+日)?|[0-9]+日", rest)
    told = {reading.text for reading in text.quantities}
    for reading in quantities_of(rest):
        large = re.search("[0-9百千万亿]", reading.text)  # others (两处, 四项) count what the note itself speaks of
        if large and reading.text not in told and not values_of(reading.quantity) & own:
            yield reading.text
    digits = r"[0-9]+(?:\.[0-9]+)?"
    here = set(re.findall(digits, text.text))
    yield from (run for run in re.findall(digits, rest) if run not in here and Decimal(run) not in own)


def derived(file: FactFile, fact: model.Record) -> set[Decimal]:
    """The numbers that follow from a fact: its own, those of its relations, and years counted from publication."""
    text = text_of(file, fact)
    found = {Decimal(digits) for digits in re.findall("[0-9]+", fact.when or "")}
    if isinstance(fact, model.Figure):
        ends = {fact.value, fact.upper or fact.value}
        found |= ends | {quantities.in_si(end, fact.unit)[0] for end in ends}
    year = int(text.source.published[:4])
    for reading in (r for _, span in file.anchored(fact) for r in inside(text.quantities, span)):
        if reading.quantity.unit.endswith("年"):
            found |= {year + sign * each for each in values_of(reading.quantity) for sign in (1, -1)}
    for relation in file.base.relations:
        if fact.id in (relation.whole, *relation.parts):
            result = arithmetic.computed(relation, file.facts_by_id)
            found |= {result[0], quantities.in_si(*result)[0]} if result else set()
    return found


def polarity_agrees(file: FactFile) -> Iterator[Verdict]:
    """English points the way of its Chinese, and a Chinese title the way of its anchors.

    For words of direction, negation, modality, completion and degree the gloss has one of their English words, and none
    that the Chinese has no word for; a title has no such word that its words have not, and keeps a hedge (可能, 预计).
    A measure is not told as done. Wording that is right all the same is declared: curated: {title_en: why}.

    Fails: title_en: Net population inflow over 人口净流出; note_en: … is said over 原文未说明; 通过 for 审议.
    """
    tasks = [measure.anchors[0].exact for measure in file.base.measures]
    for fact in file.base.facts():
        if not isinstance(fact, model.Person | model.Organization) and not is_publication(fact):
            yield worded(fact, "title", turned_title(file, fact))
        measure, said = isinstance(fact, model.Measure), fact.anchors[0].exact
        is_task = measure or (isinstance(fact, model.Quote) and any(task in said for task in tasks))
        for key, chinese, english, held in glosses(fact):
            if key in NAMES or (isinstance(fact, model.Person) and key == "title_en"):
                continue
            beside = () if key in ("note_en", "text_en") else held
            faults = turned(chinese, english, "|".join((*beside, *(["建议"] if measure else []))))
            done = re.search(r"\b(?:has|have|had) (?:been|already)\b|\b(?:was|were) [a-z]+(?:ed|en|ilt)\b", english)
            if is_task and done and not re.search("[已了过曾]|完成", chinese):
                faults = chain(faults, [Message("says {word!r}, and the Chinese does not", word=done[0])])
            yield worded(fact, key, faults)


def worded(fact: model.Record, key: str, faults: Iterator[Message]) -> Verdict:
    """Return the verdict on one wording: what the rule cannot follow may be declared, and counts as his word."""
    fault = next(faults, "")
    message = Message("{key} {fault}", key=key, fault=fault) if fault else ""
    hint = Message('say it as the words do, or declare it: curated: {{{key}: "how you know"}}', key=key)
    return fact, (key,), None if fault and key in (fact.curated or {}) else message, hint


def turned(chinese: str, english: str, held: str = "") -> Iterator[Message]:
    """How an English text says the contrary of the Chinese, or more or less than it and what is `held`."""
    table, english, named = concepts(), english.replace("May", "").lower(), "".join(re.findall("《[^》]*》", chinese))
    known = masked(f"{chinese}|{held}") + named
    here, there = pointers(chinese), pointers(english, "english")
    spoken = {name for each in here for name in each.names}
    yield from unmatched(chinese, here, there)
    for each in longest(there):
        word = english[each.start : each.end]
        if each.names & spoken or pattern(table["everyday"].english).fullmatch(word):
            continue
        against = {other for name in each.names for other in table[name].contrary} & spoken
        asked = {name for name in each.names if table[name].licence != ANY}
        fitting = (name for name in asked if not against.intersection(table[name].contrary))
        if any(pattern(table[name].licence).search(known) for name in fitting):
            continue
        if against:
            own = next(chinese[other.start : other.end] for other in here if against & other.names)
            yield Message("says {said!r} where the Chinese says {own}", said=word, own=own)
        elif asked:
            yield Message("says {word!r}, and the Chinese does not", word=word)
    yield from miscounted(chinese, english)
    for start, end, reading in misplaced(chinese, english):
        yield Message("says {said!r} where the Chinese says {own}", said=english[start:end], own=reading.text)


def unmatched(chinese: str, here: Sequence[Pointer], there: Sequence[Pointer]) -> Iterator[Message]:
    """The words that must be said and for which English has no word: one word cannot answer for two concepts."""
    said: dict[Pointer, set[Pointer]] = {}
    spoken = pointers(re.sub("“[^”]*”", lambda match: "|" * len(match[0]), chinese))
    for word in longest([each for each in spoken if each.kept]):
        names = frozenset[str]().union(*(each.names for each in here if holds(each, word)))
        if not any(word.start < other.end for other in said):
            said[word._replace(names=names)] = {each for each in there if each.names & names}
    for word, choice in sorted(said.items(), key=lambda item: len(item[1])):
        free = sorted(choice, key=lambda each: sum(each in others for others in said.values()))
        for other in (other for other in said if not other.names & word.names):
            said[other].difference_update(free[:1])
        if not free:
            yield Message("has no word for {word}", word=chinese[word.start : word.end])


def miscounted(chinese: str, english: str) -> Iterator[Message]:
    """A negation that English leaves out, or has of its own: each is counted.

    What is negative in itself may be said in other words (不足: short).
    """
    plain, lexical = concepts()[NEGATION], concepts()[f"{NEGATION}-in-words"]
    denied, lacking = (pattern(each.kept).findall(chinese) for each in (plain, lexical))
    said = pattern(plain.english).findall(english)
    other = len(pattern(lexical.english).findall(english))
    most = max(0, len(pattern(plain.licence).findall(chinese)) - min(other, len(lacking)))
    if len(said) < len(denied) or len(said) + other < len(denied) + len(lacking):
        yield Message("leaves out one of {words}", words="、".join(denied + lacking))
    elif len(said) - said.count("nor") > most:
        yield Message("says {said!r}, and the Chinese does not", said=said[-1])


def misplaced(chinese: str, english: str) -> Iterator[tuple[int, int, quantities.Reading]]:
    """Where English gives a number with the contrary of the word beside it, as the other end, or out of its turn.

    同比上涨0.1%，环比上涨0.3% is not 0.3% year on year, nor 由20万元提高到25万元 from 250,000 to 200,000.
    """
    table, pairs = concepts(), numbers_in_both(chinese, english)
    others = [*longest(pointers(english, "english"))] if pairs else []
    words = [each for each in longest(pointers(chinese)) if not re.match(".?[速幅率]", chinese[each.end - 1 :])]
    for reading, said in pairs:
        own = {name for each in beside(words, chinese, reading.start, reading.end) for name in each.names}
        near = beside(others, english, said.start, said.end)
        missed = own.difference(*(each.names for each in near))
        against = {other for name in missed if "/" in name or name in WAYS for other in table[name].contrary}
        for each in (each for each in near if each.names & against and not each.names & own):
            yield min(each.start, said.start), max(each.end, said.end), reading
        times = reading.quantity.unit == "倍" and re.search("[增涨高加大]长?了?$", chinese[: reading.start])
        result = times and re.search(r"\bto (?:\w+ )?$", english[: said.start])
        yield from [(result.start(), said.end, reading)] if result else []
    for (one, first), (other, second) in pairwise(pairs):
        before, between = re.split("[，。；]", chinese[: one.start])[-1], chinese[one.end : other.start]
        ends = [re.findall(r"\b(?:from|to)\b", english[: said.start])[-1:] for said in (second, first)]
        swapped = re.search("[由从]", before) and re.search("[到至为]", between) and ends == [["from"], ["to"]]
        listed = "respectively" in english and re.search("分别|依次", before) and first.start > second.start
        if (swapped or listed) and not re.search("[，。；]", between):
            yield min(first.start, second.start), max(first.end, second.end), one


def turned_title(file: FactFile, fact: model.Record) -> Iterator[Message]:
    """How a Chinese title says what its words do not, or more than they do."""
    title, main, text = fact.title, fact.anchors[0].exact, text_of(file, fact)
    anchors = "|".join(anchor.exact for anchor in fact.anchors)
    around = "|".join(text.sentence(span.start).text for _, span in file.anchored(fact))
    told = f"{anchors}|{around}|{getattr(fact, 'indicator', '')}"
    strange = {title[each.start : each.end]: each.names for each in longest(pointers(title))}
    strange = {word: names for word, names in strange.items() if word not in told and (len(word) > 1 or word in SHORT)}
    spoken = {name for each in pointers(told) if each.end - each.start > 1 for name in each.names} if strange else set()
    for word in (word for word, names in strange.items() if not names & spoken):
        yield Message("it says {word}, and the words do not", word=word)
    for hedge in (concepts()[name] for name in ("may", "expect", "deliberate")):
        for match in pattern(hedge.kept).finditer(main):
            behind = main[match.end() : match.end() + 6]
            kept = re.search("将|会|要|拟|望", title) or pattern(hedge.chinese).search(title)
            if not kept and any(behind[at : at + 2] in title for at in range(len(behind) - 1)):
                yield Message("it leaves out {words}", words=match[0])
    # a negation is dropped, or added: what is right beside it, or beside the gap, is not so in the words
    negations = "不|没有|未|非|无"
    for match in re.finditer(f"({negations})(?=(.?))", title):
        if match[1] + match[2] not in around:
            yield Message("the words do not say {match[1]}{match[2]}", match=match)
    for match in re.finditer(f"(.?)({negations})([^\\W_]{{1,2}})", anchors):
        plain = re.compile(f"[^{match[2][-1]}]{match[3]}" if len(match[3]) > 1 else match[1] + match[3])
        dropped = any(gap[0] not in f"|{anchors}" for gap in plain.finditer(f"|{title}"))
        yield from [Message("it leaves out {match[2]} before {match[3]}", match=match)] if dropped else []
