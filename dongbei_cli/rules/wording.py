"""What a curator says in words of his own: titles and notes name, count, date and quote only what the article has.

Whether they are well chosen, or right in what they explain, is not proved.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from dongbei_cli import model
from dongbei_cli.curate import arithmetic
from dongbei_cli.curate.complete import date_of
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings import quantities
from dongbei_cli.rules.english import Names, names_of
from dongbei_cli.rules.glosses import values
from dongbei_cli.rules.text import Verdict, dates_of, inside, quantities_of, share_of_pairs, text_of, verdict

FACT_ID = r"(?<![\w-])[a-z]+(?:-[a-z0-9]+)+(?![\w-])"
"""What looks like the id of a fact in a Chinese note."""
MEASURED = re.compile("[0-9百千万亿]")
"""What makes a number one of the article's: small numerals (两处, 四项) count what a note itself speaks of."""
LEAST_SHARE = 0.4
"""How many pairs of neighbouring characters of a title must be in the sentences of its anchors."""


def title_as_said(file: FactFile) -> Iterator[Verdict]:
    """The names, numbers, dates and “ ” of a title are the fact's own or in its words, and it is about its anchors.

    A region in a figure's title is its region, a date there its period; a person or a body in a quote's or a measure's
    title is who speaks, or is in the words. The title of a person or a body is its name. Of any other, but of the
    article's own publication, two fifths of the pairs of characters are in the sentences of the anchors.

    Fails: title: 中央对辽宁的转移支付总额 with region: 吉林; 2020年… with period: 2021; 人才是关键 over 推进一体化.
    """
    names = names_of(file)
    for fact in file.base.facts():
        if isinstance(fact, model.Person | model.Organization):
            named = fact.title in (fact.name, *fact.aliases)
            fault = "" if named else f"{fact.title!r} is not the name {fact.name}"
        else:
            fault = next(title_faults(file, names, fact), "")
        yield verdict(file, fact, ("title",), "title-as-said", fault, "name, count and date what the words do")


def title_faults(file: FactFile, names: Names, fact: model.Record) -> Iterator[str]:
    """Every way in which a title says what its fact does not."""
    text, title, date = text_of(file, fact), fact.title, date_of(fact)
    sound = [span for _, span in file.anchored(fact)]
    anchors = "|".join(anchor.exact for anchor in fact.anchors)
    sentences = "|".join((anchors, *dict.fromkeys(text.sentence(span.start).text for span in sound)))
    paragraphs = "|".join((sentences, *dict.fromkeys(text.paragraph(span.start).text for span in sound)))
    yield from title_names(names, fact, sentences, paragraphs)
    own = {Decimal(digits) for digits in re.findall("[0-9]+", date or "")}
    told = paragraphs if isinstance(fact, model.Claim) else f"{anchors}|{getattr(fact, 'indicator', '')}"
    most = max(len({m.name for m in found(sentences)}) for found in (names.parties_in, names.regions_in))
    for each in dates_of(title, text.source.published):
        unsaid = each.certain if isinstance(fact, model.Figure) and date else each.text not in told
        if each.edtf != date and unsaid:
            yield f"{each.text} is not the date of the fact"
    for reading in quantities_of(title):
        if reading.text not in told and not values(reading.quantity) & own and not 1 < reading.quantity.value <= most:
            yield f"no anchor says {reading.text}"
    for digits in re.findall("[0-9]+", title):
        if digits not in told and Decimal(digits) not in own:
            yield f"no anchor says {digits}"
    yield from (f"“{words}” is not in the words of the fact" for words in unquoted(title, sentences))
    said = anchors if isinstance(fact, model.Quote | model.Measure) else sentences
    said = paragraphs if isinstance(fact, model.Figure) else said
    known = "|".join((said, *own_names(fact), *(getattr(fact, key, "") for key in ("name", "indicator", "verb"))))
    publication = isinstance(fact, model.Event) and fact.category == "publication"
    if not publication and share_of_pairs(title, known) < LEAST_SHARE:
        yield f"hardly anything of {title!r} is in {anchors[:40]!r}"


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
            yield f"the words of the fact do not speak of {form}"
    titled = names.regions_in(fact.title)
    if isinstance(fact, model.Figure) and fact.region is not None:
        beside = {fact.region, *(mention.name for mention in names.regions_in(fact.indicator))}
        yield from (f"{each.name} is not its region, {fact.region}" for each in titled if each.name not in beside)
        return
    wide = paragraphs if isinstance(fact, model.Claim | model.Quote) else sentences
    orders = [[each.name for each in names.regions_in(passage, anywhere=True)] for passage in wide.split("|")]
    following = [iter(order) for order in orders]
    if titled and not any(all(each.name in order for each in titled) for order in following):
        yield f"the words do not name {'、'.join(each.name for each in titled)}, or not in this order"


def note_as_told(file: FactFile) -> Iterator[Verdict]:
    """The numbers, dates and “ ” of a note are the article's or follow from the fact, and the facts it names exist.

    Numbers and dates in digits, and numbers above a hundred, are in the article, or follow from the fact: its value,
    its date, what a relation of it gives, its years counted from publication. Its English refers to the same facts.

    Fails: note: 原文写“812万” over 821万; a note that refers to a fact that does not exist.
    """
    for fact in file.base.facts():
        if fact.note:
            key, fault = next(note_faults(file, fact, fact.note), ("note", ""))
            yield verdict(file, fact, (key,), "note-as-told", fault, "take it from the article")


def note_faults(file: FactFile, fact: model.Record, note: str) -> Iterator[tuple[str, str]]:
    """Every way in which a note says what neither the article nor the fact does: the key, and what."""
    for words in stray_numbers(file, fact, note):
        yield "note", f"neither the article nor the fact has {words}"
    keys = ("title", "role", "written", "indicator", "name", "date_text", "verb", "occasion")
    own = "|".join(str(getattr(fact, key)) for key in keys if getattr(fact, key, None))
    yield from (("note", f"the article does not say “{w}”") for w in unquoted(note, f"{file.article(fact).text}|{own}"))
    for named in re.findall(FACT_ID, note):
        if named not in file.facts_by_id:
            yield "note", f"no fact is called {named}"
        elif named not in (fact.note_en or ""):
            yield "note_en", f"note_en does not refer to {named}"


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
        if MEASURED.search(reading.text) and reading.text not in told and not values(reading.quantity) & own:
            yield reading.text
    digits = r"[0-9]+(?:\.[0-9]+)?"
    here = set(re.findall(digits, text.text))
    yield from (run for run in re.findall(digits, rest) if run not in here and Decimal(run) not in own)


def derived(file: FactFile, fact: model.Record) -> set[Decimal]:
    """The numbers that follow from a fact: its own, those of its relations, and years counted from publication."""
    text = text_of(file, fact)
    found = {Decimal(digits) for digits in re.findall("[0-9]+", date_of(fact) or "")}
    if isinstance(fact, model.Figure):
        ends = {fact.value, fact.upper or fact.value}
        found |= ends | {quantities.in_si(end, fact.unit)[0] for end in ends}
    year = int(text.source.published[:4])
    for reading in (r for _, span in file.anchored(fact) for r in inside(text.quantities, span)):
        if reading.quantity.unit.endswith("年"):
            found |= {year + sign * each for each in values(reading.quantity) for sign in (1, -1)}
    for relation in file.base.relations:
        if fact.id in (relation.whole, *relation.parts):
            result = arithmetic.computed(relation, file.facts_by_id)
            found |= {result[0], quantities.in_si(*result)[0]} if result else set()
    return found
