"""Whether an article says what a claim says: supported, refuted, disputed or unmentioned.

Nothing is guessed: supported needs one record, or the records of one sentence, for all of the claim; refuted one that
says all of it but one slot. Everything else is unmentioned.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from dongbei_cli import model, resolve, store
from dongbei_cli.check import claims, drafts
from dongbei_cli.check.claims import Amount, Claim, Names
from dongbei_cli.check.cover import NEUTRAL, cover
from dongbei_cli.check.compare import Compared, Difference, Evidence, compare, relation
from dongbei_cli.model import derived
from dongbei_cli.readings import units
from dongbei_cli.readings.article import Article
from dongbei_cli.search.fulltext import FullText, matching
from dongbei_cli.search.lexemes import BREAK, lexemes
from dongbei_cli.store import Connection

MOST_COMPARED = 60
"""Records that are compared with a claim, those first that share most words with it."""
ENOUGH = {True: 6, False: 12}
"""What a record must share with a Chinese and an English claim to refute it, in characters."""
LEAST = {True: 4, False: 8}
"""What each thing that a claim lists must say to be looked for by itself, in characters."""
JOINTS = ("[，,；;：:]|\\b(?:and that|while|but)\\b", "、|以及|和|并|\\band\\b")
"""Where a claim is cut that no record holds as a whole: first its clauses, then its lists."""
ORDER = ("unit", "qualifier", "indicator", "negation", "direction", "speech", "status", "role", "place", "region", "value", "speaker")
"""Which of several single differences is named."""


class Verdict(model.Entry):
    """What the base says of one claim."""

    verdict: Literal["supported", "refuted", "disputed", "unmentioned"] = derived(
        "判定", "Verdict", "Whether the article says so; disputed where it contradicts itself."
    )
    claim: str = derived("说法", "Claim", "The claim as it was checked.")
    facts: tuple[str, ...] = derived("事实", "Facts", "Ids of the facts that decide.")
    slot: str | None = derived("差异", "Differs in", "The one thing in which claim and article differ.")
    claimed: str | None = derived("说法中", "Claimed", "What the claim says there.")
    stated: str | None = derived("原文中", "Stated", "What the article says there.")
    excerpt: str | None = derived("原文", "Words", "The words of the article that decide, code point for code point.")
    paragraph: int | None = derived(
        "行段", "Line", "Which line of the article that is not blank, counted from 1."
    )
    link: str | None = derived("链接", "Link", "Address of the article with a text fragment that leads to the words.")
    start: int = derived("起", "Start", "Where the claim begins in the text that was checked, in code points from 0.")
    end: int = derived("止", "End", "Where the claim ends there, exclusive.")


class Checked(list[Verdict]):
    """The verdicts on a text in its order; `passed` counts its headings, questions and opinions."""

    passed: int = 0


class Result(NamedTuple):
    """The verdict on a claim or a part of it, with the records that decide it."""

    verdict: str
    evidence: tuple[Evidence, ...] = ()
    difference: Difference | None = None


UNMENTIONED = Result("unmentioned")


def check(connection: Connection, text: str) -> Checked:
    """Check each sentence of a text that claims something."""
    checker = Checker(connection)
    memory = drafts.Memory(checker.names)
    sentences, passed = drafts.sentences(text)
    found = Checked()
    found.passed = passed
    for sentence in sentences:
        claim = memory.resolved(claims.read(sentence.text, checker.names, checker.published))
        found.append(verdict(sentence, checker.judge(claim)))
    return found


def verdict(sentence: drafts.Sentence, result: Result) -> Verdict:
    """Return the record of a verdict."""
    first = result.evidence[0].record if result.evidence else None
    slot, claimed, stated = result.difference or (None, None, None)
    return Verdict(
        verdict=result.verdict,
        claim=sentence.text,
        facts=tuple(dict.fromkeys(each.record.id for each in result.evidence)),
        slot=slot,
        claimed=claimed or None,
        stated=stated or None,
        excerpt=first and first.excerpt,
        paragraph=first and first.paragraph,
        link=first and first.link,
        start=sentence.start,
        end=sentence.end,
    )


class Checker:
    """Compares claims with the records of one base; what was read once is kept."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.names = Names(connection)
        self.index = FullText(connection)
        self.published = resolve.published(connection)
        self.evidence: dict[str, Evidence] = {}
        self.changes: list[Evidence] = []
        self.articles: dict[str, Article] = {}
        relations = (store.read(model.Relation, row) for (row,) in connection.execute("SELECT record FROM relations"))
        self.totals = {
            each.whole: (each.computed, each.unit) for each in relations if each.discrepancy and each.computed is not None
        }

    def judge(self, claim: Claim) -> Result:
        """Return the verdict on a claim: as a whole, else clause by clause, else each thing that it lists."""
        evidence = self.candidates(claim)
        result = whole(claim, evidence)
        for joint in JOINTS:
            if result is UNMENTIONED and len(parts := split(claim, joint)) > 1:
                result = together([whole(part, evidence) for part in parts])
        return result

    def candidates(self, claim: Claim) -> list[Evidence]:
        """Return the records that share words with a claim."""
        row = lexemes(claim.text)
        pairs = [(a, b) for a, b in zip(row, row[1:], strict=False) if BREAK not in (a, b) and not (a + b).isascii()]
        words = [(each,) for each in row if each.isascii() and each.isalnum() and len(each) > 2]
        phrases = list(dict.fromkeys([*pairs, *words]))
        if not phrases:
            return []
        rows = self.index.rows(matching(phrases), [], MOST_COMPARED)
        missing = [row.id for row in rows if row.id not in self.evidence]
        for record in store.select(self.connection, store.one_of("id", missing)) if missing else ():
            self.add(record)
        found = [self.evidence[row.id] for row in rows]
        return found + [each for each in self.changes if self.evidence[each.record.id] in found]

    def add(self, record: model.Record) -> None:
        """Keep a record as evidence, beside the figures and events of its sentence."""
        if record.source not in self.articles:
            sql = "SELECT text FROM sources WHERE id = ?"
            self.articles[record.source] = Article(self.connection.execute(sql, (record.source,)).fetchone()[0])
        article = self.articles[record.source]
        sentence, paragraph = article.sentence_at(record.start), article.paragraph_at(record.start)
        one = Evidence(record, sentence.text if sentence else "", paragraph.text if paragraph else "", self.names, self.published)
        total = self.totals.get(record.id)
        one.totals = (total,) if total else ()
        for other in self.evidence.values():
            near = other.sentence == one.sentence and other.record.source == record.source
            if near:
                other.mates.append(one)
                one.mates.append(other)
                self.changes += change(one, other)
        self.evidence[record.id] = one


def whole(claim: Claim, evidence: Sequence[Evidence]) -> Result:
    """Return the verdict on a claim by single records; of several amounts each is compared with figures by itself."""
    others = [each for each in evidence if not isinstance(each.record, model.Figure)]
    if len(claim.amounts) < 2:
        return chosen(claim, [compare(claim, each) for each in (evidence if claim.amounts else others)])
    result = chosen(claim, [compare(claim, each) for each in others])
    if result.verdict == "supported":
        return result
    figures = [each for each in evidence if isinstance(each.record, model.Figure)]
    alone = [claim.alone(number) for number in range(len(claim.amounts))]
    results = [chosen(one, [compare(one, each) for each in figures]) for one in alone]
    decided = [each for one in results for each in one.evidence]
    results = [one for one, part in zip(results, alone, strict=True) if one.evidence or not beside(part.amounts[0], decided)]
    found = together(results) if decided else UNMENTIONED
    return result if found is UNMENTIONED else found


def beside(amount: Amount, decided: Sequence[Evidence]) -> bool:
    """Return whether an amount without a figure is but a count that the sentence has too, or of the regions there."""
    scale, measure = units.split_unit(amount.quantity.unit)
    known = units.measures().get(measure)
    if scale or known is None or not (known.counted or known.base == "年"):
        return False
    said = [one.quantity for each in decided for one in claims.amounts_in(each.sentence)]
    counted = {len({slot.value for slot in each.names.in_text(each.sentence)[1]}) for each in decided}
    return amount.quantity in said or (measure == "省" and amount.quantity.value in counted) or any(
        relation(amount.quantity, each) == "same" for each in said
    )


def change(one: Evidence, other: Evidence) -> list[Evidence]:
    """Return the change between two percentages of one thing as evidence, in percentage points."""
    first, last = one.record, other.record
    if not (isinstance(first, model.Figure) and isinstance(last, model.Figure) and first.period and last.period):
        return []
    if (first.unit, first.indicator, first.region) != ("%", last.indicator, last.region) or last.unit != "%":
        return []
    if first.period > last.period:
        first, last = last, first
    gap = abs(last.value - first.value)
    made = last.replace(value=gap, unit="个百分点", unit_si="个百分点", written=f"{gap}个百分点", period=f"{first.period}/{last.period}")
    found = Evidence(made, one.sentence, one.paragraph, one.names, one.published)
    found.mates, found.ends = [one, other, *one.mates], frozenset((first.period, last.period, f"{first.period}/{last.period}"))
    return [found]


def chosen(claim: Claim, compared: Iterable[Compared]) -> Result:
    """Return the verdict of the records that were compared with a claim."""
    complete = sorted((one for one in compared if not one.open), key=lambda one: -one.weight)
    for name, decides in (("disputed", lambda one: one.disputed and not one.differences), ("supported", supports)):
        if found := [one for one in complete if decides(one)]:
            return Result(name, tuple(one.evidence for one in found[:1]))
    single = [one for one in complete if len(one.differences) == 1 and one.weight >= ENOUGH[claim.chinese]]
    single.sort(key=lambda one: ORDER.index(one.differences[0].slot) if one.differences[0].slot in ORDER else len(ORDER))
    return Result("refuted", (single[0].evidence,), single[0].differences[0]) if single else UNMENTIONED


def supports(one: Compared) -> bool:
    """Return whether a record says all of a claim, and the claim says something."""
    return one.supports and one.weight > 0


def together(results: Sequence[Result]) -> Result:
    """Return the verdict on a claim by those on its parts: none may be unmentioned, one that is refuted decides."""
    others = [result for result in results if result.verdict != "supported"]
    evidence = tuple(each for result in (*others, *results) for each in result.evidence)
    if not others:
        return Result("supported", evidence)
    if any(result.verdict == "unmentioned" for result in others):
        return UNMENTIONED
    refuted = [result for result in others if result.verdict == "refuted"]
    return Result("refuted", evidence, refuted[0].difference) if refuted else Result("disputed", evidence)


def split(claim: Claim, joint: str) -> list[Claim]:
    """Return the parts of a claim, each with who, when and where of those before it; none where a part says little.

    A part before them that only names somebody is no part of its own.
    """
    ends = [match.span() for match in re.finditer(joint, claim.rest)]
    places = zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(claim.rest)], strict=True)
    parts = [claim.part(*place) for place in places]
    while parts and size(parts[0]) == 0:
        parts.pop(0)
    least = LEAST[claim.chinese] if joint == JOINTS[1] else 1
    return [] if any(0 < size(part) < least for part in parts) else [part for part in parts if size(part)]


def size(part: Claim) -> int:
    """Return how many characters of a part are words of its own beside names and verbs of saying."""
    pieces = cover(part.text, part.rest, "").pieces
    return 4 * len(part.amounts) + sum(piece.end - piece.start for piece in pieces if piece.place != NEUTRAL)
