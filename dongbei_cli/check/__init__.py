"""Whether an article says what a claim says: supported, refuted, disputed or unmentioned.

Nothing is guessed: supported needs one record, or the records of one sentence, for all of the claim; refuted one that
says all of it but one slot. Everything else is unmentioned.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from dongbei_cli import model, resolve, store
from dongbei_cli.check import claims, drafts, order
from dongbei_cli.check.amounts import is_article, is_count
from dongbei_cli.check.claims import Claim, Names
from dongbei_cli.check.compare import UNMENTIONED, Result, nearest, together
from dongbei_cli.check.comparison import FORMS, Comparison
from dongbei_cli.check.cover import NEUTRAL, Difference, alternatives, binds, cover
from dongbei_cli.check.evidence import Evidence, change
from dongbei_cli.check.figures import counted
from dongbei_cli.model import derived
from dongbei_cli.readings import Article
from dongbei_cli.search.index import Index, matching
from dongbei_cli.search.words import BREAK, lexemes, phrase
from dongbei_cli.store import Condition, Connection

LONGEST = 1_000
"""Characters of the longest sentence that is compared; one that is longer says more than any record."""
MOST_COMPARED = 60
"""Records that are compared with a claim, those first that share most words with it."""
ENOUGH = {True: 6, False: 12}
"""What a record must share with a Chinese and an English claim to refute it, in characters."""
MOST_STRANGE = (0.25, 0.5)
"""Which share of unknown words a claim may have to be refuted, and to be compared at all."""
CLOSE = {True: 1, False: 4}
"""By how many characters less than one that contradicts it a record may share with a claim to support it."""
LEAST = {True: 4, False: 8}
"""What each thing that a claim lists must say to be looked for by itself, in characters."""
ORDER = (
    "unit", "name", "qualifier", "indicator", "negation", "direction", "speech", "status", "role", "place", "occasion",
    "region", "value", "date", "period", "speaker", "actors",
)  # fmt: skip
"""Which of several single differences is named, the first first."""


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
    paragraph: int | None = derived("行段", "Line", "Which line of the article that is not blank, counted from 1.")
    start: int = derived("起", "Start", "Where the claim begins in the text that was checked, in code points from 0.")
    end: int = derived("止", "End", "Where the claim ends there, exclusive.")
    link: str | None = derived("链接", "Link", "Address of the article with a text fragment that leads to the words.")


class Checked(list[Verdict]):
    """The verdicts on a text in its order; `passed` counts its headings, questions and opinions."""

    passed: int = 0


COUNTED = ("value", "indicator", "speaker")
"""Slots in which a record decides nothing where another has more of the claim and nothing against it."""


def check(connection: Connection, text: str) -> Checked:
    """Check each sentence of a text that claims something."""
    checker = Checker(connection)
    memory = drafts.Memory(checker.names, checker.published)
    found = Checked()
    for sentence in drafts.sentences(text):
        if len(sentence.text) > LONGEST:
            found.append(verdict(sentence, UNMENTIONED))
            continue
        claim, several = memory.read(sentence.text)
        if sentence.claims is not False:
            result = checker.judge(claim)
            result = UNMENTIONED if result.verdict == "refuted" and checker.corrects(claim) else result
            for leaning, verdicts in memory.leaning(claim) if result is UNMENTIONED else ():
                told = checker.judge(leaning)
                result = told if result is UNMENTIONED and told.verdict in verdicts else result
            result = checker.pasted(sentence.text) if result is UNMENTIONED else result
            result = UNMENTIONED if several and result.verdict == "supported" else result
            memory.measured = next((one.figure for one in result.evidence if one.figure), memory.measured)
        if sentence.claims or (sentence.claims is None and claim.slots and result is not UNMENTIONED):
            found.append(verdict(sentence, result))
        else:
            found.passed += 1
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
        self.index = Index(connection)
        self.published = resolve.published(connection)
        self.evidence: dict[str, Evidence] = {}
        self.changes: list[Evidence] = []
        self.articles = {key: Article(text) for key, text in connection.execute("SELECT id, text FROM sources")}
        rows = connection.execute("SELECT record FROM relations")
        relations = [store.read(model.Relation, row) for (row,) in rows]
        self.totals = {e.whole: (e.computed, e.unit) for e in relations if e.discrepancy and e.computed and e.unit}

    def judge(self, claim: Claim) -> Result:
        """Return the verdict on a claim: as a whole, else clause by clause, else each thing that it lists."""
        if not (claim.slots or size(claim)):
            return UNMENTIONED  # no word says anything
        evidence = self.candidates(claim)
        if (orders := order.matches(claim)) and (result := self.ordered(claim)) is not UNMENTIONED:
            return result
        result = whole(claim, evidence, 0)
        for joint in ("clauses", "lists"):
            if result is UNMENTIONED and len(parts := split(claim, joint)) > 1:
                result = together([whole(part, evidence, 0) for part in parts])
        if result is UNMENTIONED:
            result = whole(claim, evidence, MOST_STRANGE[0])
        slot, other, _ = result.difference or ("", "", "")
        match = FORMS["contrast"].search(claim.rest) if result is UNMENTIONED or result.difference else None
        if match and (slot in ("", "negation") or other in claim.text[slice(*match.span())].lower()):
            said = claim.text[: match.start()] + claim.text[match.end() :]
            told = self.judge(claims.read(said, self.names, self.published))
            return UNMENTIONED if told.verdict == "supported" else told
        if result.verdict != "supported":
            return result
        done = FORMS["realized"].search(claim.rest) and not FORMS["denies"].search(claim.rest)
        denied = [each for each in result.evidence if done and each.denial]
        if denied:
            return Result("refuted", tuple(denied), Difference("negation", "", denied[0].denial))
        names = {name for name, _ in orders}
        several = names - {"at"} and len({each.record.id for each in result.evidence}) > 1
        listed = "sequence" in names and not FORMS["descending"].search(claim.rest)
        ranked = several or listed or names & {"first", "last"}
        return UNMENTIONED if ranked or self.goes_beyond(claim, result.evidence) else result

    def corrects(self, claim: Claim) -> bool:
        """Return whether a claim denies one thing for another that is so (not A but B); A alone refutes nothing."""
        said = FORMS["instead"].sub("", claim.text, count=1)
        return said != claim.text and self.judge(claims.read(said, self.names, self.published)).verdict == "supported"

    def ordered(self, claim: Claim) -> Result:
        """Return the verdict on which of several dated events was first; unmentioned where that is not certain."""
        for record in store.select(self.connection, store.one_of("kind", ["event"])):
            self.add(record)
        return order.judged(claim, [*self.evidence.values()])

    def goes_beyond(self, claim: Claim, evidence: Sequence[Evidence]) -> bool:
        """Return whether a claim names what its evidence does not, or leaves open what it is about."""
        named = self.names.subjects.union({"中国"}, *(each.regions for each in evidence))
        who = {name for each in evidence for name in each.who}.union(slot.value for slot in claim.parties)
        met = (place or "" for name in who for place, _ in self.names.meetings.get(name, ()))
        said = "|".join((*self.names.kinds, *met, *(each.paragraph for each in evidence)))
        strange = [slot for slot in claim.regions if slot.value not in named and slot.value not in said]
        lived = claim.regions and FORMS["life"].search(claim.rest)
        open_ = lived or drafts.FORMS["unsettled"].search(claim.rest) or drafts.FORMS["origin"].search(claim.text)
        figure = not claim.amounts and drafts.FORMS["that_figure"].match(claim.rest)
        compared = {slot.value for slot in claim.regions} if FORMS["versus"].search(claim.rest) else set[str]()
        alone = len(compared) > 1 and not any(each.figure and each.figure.region in compared for each in evidence)
        return bool(strange or alone or open_ or figure)

    def candidates(self, claim: Claim) -> list[Evidence]:
        """Return the records that share words with a claim, and the changes between them."""
        row = lexemes(claim.text)
        pairs = [(a, b) for a, b in pairwise(row) if BREAK not in (a, b) and not (a + b).isascii()]
        words = [(each,) for each in row if each.isascii() and each.isalnum() and len(each) > 2]
        others = [phrase(word) for word in alternatives(claim.rest, claim.chinese)]
        phrases = list(dict.fromkeys([*pairs, *words, *others]))
        ids = [row.id for row in self.index.rows(matching(phrases), [], MOST_COMPARED)] if phrases else []
        missing = [each for each in ids if each not in self.evidence]
        for record in store.select(self.connection, store.one_of("id", missing)) if missing else ():
            self.add(record)
        return [self.evidence[each] for each in ids if each in self.evidence] + [
            each for each in self.changes if each.record.id in ids
        ]

    def add(self, record: model.Record) -> None:
        """Keep all records of the sentence of a record as evidence, each with the others beside it."""
        if record.id in self.evidence:
            return
        article = self.articles[record.source]
        sentence, paragraph = article.sentence(record.start), article.paragraph(record.start)
        place = Condition("source = ? AND start >= ? AND start < ?", [record.source, sentence.start, sentence.end])
        found = [
            Evidence(each, sentence.text, paragraph.text, self.names, self.published)
            for each in store.select(self.connection, [place])
        ]
        for number, one in enumerate(found):
            one.totals = (self.totals[one.record.id],) if one.record.id in self.totals else ()
            one.mates = [*found[:number], *found[number + 1 :]]
            self.changes += [each for other in found[:number] for each in change(one, other)]
            self.evidence[one.record.id] = one

    def pasted(self, text: str) -> Result:
        """Return that a sentence is supported which is one of an article, letter by letter."""
        letters = re.sub(r"\W", "", text)
        found = (each for each in self.evidence.values() if re.sub(r"\W", "", each.sentence) == letters)
        return next((Result("supported", (each,)) for each in found), UNMENTIONED)


def whole(claim: Claim, evidence: Sequence[Evidence], strange: float) -> Result:
    """Return the verdict on a claim by single records; of several amounts each is compared with figures by itself."""
    others, figures = ([each for each in evidence if bool(each.figure) == sort] for sort in (False, True))
    listed = {slot.value for slot in claim.regions}  # 两省 behind two of them
    counts_them = [one for one in claim.amounts if one.quantity.unit == "省" and one.quantity.value == len(listed)]
    if len(claim.amounts) - len(counts_them) == 1:
        claim = claim._replace(amounts=tuple(one for one in claim.amounts if one not in counts_them))
    if len(claim.amounts) < 2:
        ranked = claim.amounts or any(FORMS[form].search(claim.rest) for form in ("most", "versus", "descending"))
        found = chosen(claim, evidence if ranked else others, strange)
        several = [each for each in figures if each.counts]
        told = UNMENTIONED if claim.amounts or found is not UNMENTIONED else chosen(claim, several, 0)
        return told if told.difference and told.difference.slot == "negation" else found
    result, total = chosen(claim, others, strange), chosen(claim, figures, strange)
    if result.verdict == "supported" or total.verdict == "disputed":
        return result if result.verdict == "supported" else total
    numbers = [(number, one) for number, one in enumerate(claim.amounts) if not is_article(one.quantity)]
    last = max((one.start for _, one in numbers if one.quantity.qualifier != "ordinal"), default=0)
    ranks = [one for _, one in numbers if one.quantity.qualifier == "ordinal" and one.start < last]
    singles = [claim.alone(number) for number, one in numbers if one not in ranks]
    alone = [one._replace(amounts=(*ranks, *one.amounts)) for one in singles]
    results = [chosen(one, figures, strange) for one in alone]
    decided = [each for one in results for each in one.evidence]
    results = [
        result
        for result, one in zip(results, alone, strict=True)
        if result.evidence or not any(counted(Comparison(one, each), one.amounts[-1]) for each in decided)
    ]
    left = {slot.value for slot in claim.regions}.difference(
        {"中国"}, *({slot.value for slot in one.regions} for one in alone)
    )
    found = together(results) if decided and not left else UNMENTIONED
    counts = all(is_count(one.quantity) for one in claim.amounts)
    return result if found is UNMENTIONED or (counts and result.verdict == "refuted") else found


def chosen(claim: Claim, evidence: Iterable[Evidence], strange: float) -> Result:
    """Return the verdict on a claim of the record that decides it.

    A record that supports it must have nearly as many of its very words as any record that contradicts it.
    """
    found = nearest(claim, evidence, MOST_STRANGE[1])
    compared = [one for one in found if not one.open]
    disputed = next((one for one in compared if one.disputed and not one.unknown and one.slots <= {"negation"}), None)
    if disputed:
        return Result("disputed", (disputed.evidence,))
    single = [one for one in compared if one.weight >= ENOUGH[claim.chinese] and one.refutes(strange)]
    agreeing = max((one.weight for one in compared if not (one.differences or any(map(binds, one.unknown)))), default=0)
    single = [one for one in single if one.weight > agreeing or not one.slots.intersection(COUNTED)]
    sure = [one for one in single if not one.unknown]
    least = max((one.likeness - ("date" not in one.slots and CLOSE[claim.chinese]) for one in sure), default=0)
    above = max((each.weight for each in sure), default=0) + 4  # a word that none of them has
    fitting = [one for one in compared if one.supports and one.literal >= least]
    fitting = fitting or [one for one in compared if one.supports and one.weight > above]
    if fitting:
        right = next((one for one in fitting if not one.apart), None)
        return Result("supported", (right.evidence,)) if right else UNMENTIONED
    scores = {one: one.weight * (1 - 2 * one.strange) for one in single}
    nearby = [one for one in single if scores[one] >= max(scores.values()) - 3 * CLOSE[claim.chinese]]
    refuting = [(next(iter(one.differences.values())), one.evidence) for one in nearby]
    first = min(refuting, key=rank, default=None)
    return Result("refuted", (first[1],), first[0]) if first else UNMENTIONED


def rank(refuting: tuple[Difference, Evidence]) -> tuple[int, bool, bool]:
    """Return by what a difference is named before others: its slot, the same digits otherwise put, a place."""
    difference, evidence = refuting
    claimed, stated = (sorted(re.findall(r"\d", words)) for words in (difference.claimed, difference.stated))
    return ORDER.index(difference.slot), claimed != stated, not evidence.has_place


def split(claim: Claim, joint: str) -> list[Claim]:
    """Return the parts of a claim, each with who, when and where of those before it; none where a part says little.

    A part before them that only names somebody is no part of its own; an exception (除辽宁外) is one of the next.
    """
    ends = [match.span() for match in FORMS[joint].finditer(claim.rest)]
    places = zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(claim.rest)], strict=True)
    joined = list[tuple[int, int]]()
    for begin, end in places:
        last = joined[-1:]
        excepts = any(FORMS["except"].search(claim.text[slice(*at)]) and not size(claim.part(*at)) for at in last)
        joined.append((joined.pop()[0] if excepts else begin, end))
    parts = [claim.part(*place) for place in joined]
    while parts and size(parts[0]) == 0:
        parts.pop(0)
    least = LEAST[claim.chinese] if joint == "lists" else 1
    few = [part for part in parts if 0 < size(part) < least and not FORMS["most"].search(part.rest)]
    return [] if few else [part for part in parts if size(part)]


def size(part: Claim) -> int:
    """Return how many characters of a part are words of its own beside names and verbs of saying."""
    own = sum(piece.end - piece.start for piece in cover(part.text, part.rest, "").pieces if piece.place != NEUTRAL)
    return own + 4 * sum(not is_count(amount.quantity) for amount in part.amounts)
