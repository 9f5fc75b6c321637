"""The rule on which way a wording points: it says neither the contrary of the words, nor more than they do.

The words of direction, negation, modality, completion and degree are a table to add to: words/polarity.tsv.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from dongbei_cli import model
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.rules import words
from dongbei_cli.rules.glosses import glosses
from dongbei_cli.rules.text import Verdict, text_of, verdict

NAMES = ("name_en", "role_en", "affiliation_en", "verb_en")
"""Glosses that are names: their words point nowhere."""
NEGATION = "not"
"""The concept whose words are counted."""
HEDGES = ("may", "expect", "deliberate")
"""Concepts that a title may not leave out: without them it says more than the words."""
DENIED = re.compile(r"\b(?:not|never|neither|nor|cannot|without|n't)(?: (?:be|been|yet|to|fully|all))? \w+")
"""A word that the English denies, which does not say the contrary of anything."""


class Concept(NamedTuple):
    """A line of the table, each part a pattern; see its head."""

    name: str
    contrary: tuple[str, ...]
    kept: str
    chinese: str
    licence: str
    english: str


@cache
def concepts() -> dict[str, Concept]:
    """The table, by name."""
    found = {}
    for name, contrary, kept, other, licence, english in words.rows("polarity"):
        chinese = "|".join(filter(None, (kept, other))) or "(?!)"
        whole = rf"(?<![\w-])(?:{english})(?![\w])"
        found[name] = Concept(name, tuple(filter(None, contrary.split(","))), kept or "(?!)", chinese, licence, whole)
    return found


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A pattern of the table, compiled when it is first needed."""
    return re.compile(source)


@lru_cache(maxsize=4096)
def concepts_in(chinese: str) -> dict[str, Concept]:
    """The concepts that a Chinese text has a word of, but for negations."""
    plain = (each for each in concepts().values() if not each.name.startswith(NEGATION))
    return {each.name: each for each in plain if pattern(each.chinese).search(chinese)}


def polarity_agrees(file: FactFile) -> Iterator[Verdict]:
    """English points the way of its Chinese, and a Chinese title the way of its anchors.

    For words of direction, negation, modality, completion and degree the gloss has one of their English words and none
    of the contrary, and no negation or hedge of its own; a title has no contrary, and keeps a hedge (可能, 预计).

    Fails: title_en: Net population inflow over 人口净流出; note_en: … is said over 原文未说明; 通过 for 审议.
    """
    rule, hint = "polarity-agrees", "say it as the words do"
    for fact in file.base.facts():
        if not isinstance(fact, model.Person | model.Organization):
            yield verdict(file, fact, ("title",), rule, next(turned_title(file, fact), ""), hint)
        for gloss in glosses(fact):
            if gloss.key not in NAMES:
                fault = next(turned(gloss.chinese, gloss.english), "")
                yield verdict(file, fact, (gloss.key,), rule, fault and f"{gloss.key} {fault}", hint)


def turned(chinese: str, english: str) -> Iterator[str]:
    """How an English text says the contrary of the Chinese."""
    table, here, english = concepts(), concepts_in(chinese), english.replace("May", "").lower()
    plain = DENIED.sub("not", english)
    said = {name: found(each, english) for name, each in here.items()}
    fitting = {word for known in said.values() for word in known}
    for name, each in here.items():
        if not said[name] and (word := pattern(each.kept).search(chinese)):
            yield f"has no word for {word[0]}"
        for other in (table[other] for other in each.contrary if other not in here):
            if wrong := found(other, plain) - fitting:
                yield f"says {min(wrong)!r} where the Chinese says {matched(each, chinese)}"
    for each in (each for name, each in table.items() if name not in (*here, NEGATION) and each.licence):
        wrong = set() if pattern(each.licence).search(chinese) else found(each, plain) - fitting
        yield from (f"says {word!r}, and the Chinese does not" for word in wrong)
    yield from miscounted(chinese, english)


def miscounted(chinese: str, english: str) -> Iterator[str]:
    """A negation that English leaves out, or has of its own: each is counted.

    What is negative in itself may be said in other words (不足: short).
    """
    plain, lexical = concepts()[NEGATION], concepts()[f"{NEGATION}-in-words"]
    denied, lacking = (pattern(each.kept).findall(chinese) for each in (plain, lexical))
    said = pattern(plain.english).findall(english)
    other = len(pattern(lexical.english).findall(english))
    most = max(0, len(pattern(plain.licence).findall(chinese)) - min(other, len(lacking)))
    if len(said) < len(denied) or len(said) + other < len(denied) + len(lacking):
        yield f"leaves out one of {'、'.join(denied + lacking)}"
    elif len(said) - said.count("nor") > most:
        yield f"says {said[-1]!r}, and the Chinese does not"


def found(concept: Concept, english: str) -> set[str]:
    """The words of an English text that are of a concept."""
    return set(pattern(concept.english).findall(english))


def matched(concept: Concept, text: str) -> str:
    """The first word of a concept in a Chinese text."""
    word = pattern(concept.chinese).search(text)
    return word[0] if word else ""


def turned_title(file: FactFile, fact: model.Record) -> Iterator[str]:
    """How a Chinese title says the contrary of its words, or more than they do."""
    title, main, text = fact.title, fact.anchors[0].exact, text_of(file, fact)
    anchors = "|".join(anchor.exact for anchor in fact.anchors)
    around = "|".join(text.sentence(span.start).text for _, span in file.anchored(fact))
    said = isinstance(fact, model.Quote | model.Measure | model.Claim)
    told = main if said else f"{anchors}|{around}|{getattr(fact, 'indicator', '')}"
    spoken = concepts_in(told)
    for name, each in concepts_in(title).items():
        against = [spoken[other] for other in each.contrary if other in spoken]
        if name not in spoken and against:
            yield f"it says {matched(each, title)} where the words have {matched(against[0], told)}"
    for hedge in (concepts()[name] for name in HEDGES):
        for match in pattern(hedge.kept).finditer(main):
            behind = main[match.end() : match.end() + 6]
            kept = re.search("将|会|要|拟|能|望", title) or pattern(hedge.chinese).search(title)
            if not kept and any(behind[at : at + 2] in title for at in range(len(behind) - 1)):
                yield f"it leaves out {match[0]}"
    yield from negation_faults(title, anchors, around)


def negation_faults(title: str, anchors: str, around: str) -> Iterator[str]:
    """A negation that is dropped, or added: what is right beside it, or beside the gap, is not so in the words."""
    negations = "不|没有|未|非|无"
    for match in re.finditer(f"({negations})(?=(.?))", title):
        if match[1] + match[2] not in around:
            yield f"the words do not say {match[1]}{match[2]}"
    for match in re.finditer(f"(.?)({negations})([^\\W_]{{1,2}})", anchors):
        plain = re.compile(f"[^{match[2][-1]}]{match[3]}" if len(match[3]) > 1 else match[1] + match[3])
        dropped = any(gap[0] not in f"|{anchors}" for gap in plain.finditer(f"|{title}"))
        yield from [f"it leaves out {match[2]} before {match[3]}"] if dropped else []
