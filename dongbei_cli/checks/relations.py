"""The rule on relations: the source's own arithmetic, recomputed."""

import re
from collections.abc import Iterator
from decimal import Decimal

from dongbei_cli import arithmetic, entries, quantities
from dongbei_cli.article import Span
from dongbei_cli.checks import figures
from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.factfile import FactFile

TOTALS = "累计|合计|共计|总计|总共"
SCALES_EN = (1, 10**3, 10**4, 10**6, 10**8, 10**9, 10**12)


def relation_holds(file: FactFile) -> Iterator[Verdict]:
    """Every relation, recomputed with what its words allow, holds, or declares in numbers by how much it does not.

    The parts are all facts of their sort in the passage that holds them: each member of the list, each event counted.
    A total (累计, 合计) beside the list of its parts has its sum. A declared discrepancy that has vanished fails.

    Fails: a sum without one of its three parts; 120028亿元 against 近11万亿元 without a discrepancy; an order that falls.
    """
    for relation in file.base.relations:
        fault = next(faults(file, relation), None)
        if fault is None:
            yield PROVED
        else:
            key, message, hint = fault
            yield file.problem(relation, (key,), "relation-holds", message, hint)
    yield from totals(file)


def faults(file: FactFile, relation: entries.Relation) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a relation: the key, what, and how to mend it."""
    facts = file.facts_by_id
    misfit = arithmetic.misfit(relation, facts)
    if misfit:
        yield "parts", misfit, "name the facts that it is made of"
        return
    if relation.kind == "order":
        if not arithmetic.rises(relation, facts):
            yield "parts", "the dates do not rise", "put them in the order of time"
        return
    lacking = [fact.id for fact in peers(file, relation) if fact.id not in relation.parts]
    if lacking:
        yield "parts", f"{', '.join(lacking)} stands beside its parts", "name every part, or only those of one list"
    yield from discrepancy_faults(file, relation)


def discrepancy_faults(file: FactFile, relation: entries.Relation) -> Iterator[tuple[str, str, str]]:
    """What is wrong with what a relation declares."""
    facts = file.facts_by_id
    result = arithmetic.computed(relation, facts)
    whole = facts[relation.whole or ""]
    assert isinstance(whole, entries.Figure)
    if result is None:
        yield "parts", "the parts give no number", "see whether one of them is zero"
        return
    given = f"{result[0]:f}{result[1]}"
    if not arithmetic.contradicts(relation, facts):
        if relation.discrepancy or relation.discrepancy_en:
            key = "discrepancy" if relation.discrepancy else "discrepancy_en"
            yield key, f"the parts give {given}, which agrees with {whole.written}", "remove the discrepancy"
    elif not (relation.discrepancy and relation.discrepancy_en):
        hint = "declare it in discrepancy and discrepancy_en"
        yield "whole", f"the parts give {given}, the article says {whole.written}", hint
    elif not tells(relation.discrepancy, whole, result):
        yield "discrepancy", f"its numbers are not {given} and {whole.written}", f"write {given}, or mend the parts"
    elif not tells_in_english(relation.discrepancy_en, whole, result):
        yield "discrepancy_en", f"its numbers are not {given} and {whole.value}", "write both as they are computed"


def tells(words: str, whole: entries.Figure, result: tuple[Decimal, str]) -> bool:
    """Whether the Chinese words give what the parts give, exactly, and no other number of that measure but the whole's."""
    exactly = False
    for reading in quantities.readings(words):
        read = reading.quantity
        try:
            given = quantities.converted(*result, read.unit)
        except ValueError:
            continue
        exactly = exactly or (read.qualifier == "exact" and read.value == given)
        rounded = read.qualifier == "about" and given.quantize(read.value) == read.value
        if not (read.value == given or rounded or figures.says(reading, whole)):
            return False
    return exactly


def tells_in_english(words: str, whole: entries.Figure, result: tuple[Decimal, str]) -> bool:
    """The same of the English words; a number is told at any scale (12.0 trillion, 120,028亿元)."""
    given = quantities.in_si(*result)[0]
    said = quantities.in_si(Decimal(whole.value), whole.unit)[0]
    exactly = False
    for match in re.finditer(r"[0-9][0-9,]*(?:\.[0-9]+)?", words):
        number = Decimal(match.group().replace(",", ""))
        exactly = exactly or any(number * scale == given for scale in SCALES_EN)
        if not any(number * scale == said or (given / scale).quantize(number) == number for scale in SCALES_EN):
            return False
    return exactly


def peers(file: FactFile, relation: entries.Relation) -> list[entries.Fact]:
    """All facts like the parts in the narrowest passage that holds every part: anchor, sentence or paragraph.

    Alike are figures of one indicator and period, or facts of one kind and category.
    """
    parts = [file.facts_by_id[part] for part in relation.parts]
    if relation.kind not in ("sum", "count"):
        return []
    sorts = {sort(part) for part in parts}
    alike = [fact for fact in file.base.facts() if sort(fact) in sorts]
    for scope in scopes(file, file.facts_by_id[relation.whole or ""], parts[0]):
        held = [fact for fact in alike if stands_in(file, fact, scope)]
        if all(part in held for part in parts):
            return held
    return []


def sort(fact: entries.Fact) -> tuple[str | None, ...]:
    """What facts that belong together have in common."""
    if isinstance(fact, entries.Figure):
        return ("figure", fact.indicator, fact.period, fact.source)
    return (fact.kind, getattr(fact, "category", None), None, fact.source)


def scopes(file: FactFile, whole: entries.Fact, part: entries.Fact) -> Iterator[Span]:
    """The anchors of the whole, their sentences, then the paragraphs of the whole and of the parts."""
    article = file.article(whole)
    spans = [span for _, span in file.anchored(whole)]
    yield from spans
    for span in spans:
        sentence = article.sentence_at(span.start)
        if sentence:
            yield sentence
    for span in (*spans, *(span for _, span in file.anchored(part))):
        paragraph = article.paragraph_at(span.start)
        if paragraph:
            yield paragraph


def stands_in(file: FactFile, fact: entries.Fact, scope: Span) -> bool:
    """Whether a fact has an anchor in a passage."""
    return any(scope.start <= span.start and span.end <= scope.end for _, span in file.anchored(fact))


def totals(file: FactFile) -> Iterator[Verdict]:
    """A verdict on each total that stands in one sentence with a list of its parts: it is the whole of a sum."""
    wholes = {relation.whole for relation in file.base.relations if relation.kind == "sum"}
    for figure in file.base.figures:
        if re.search(TOTALS, figure.indicator) and len(listed_beside(file, figure)) > 1:
            message = f"{figure.indicator} stands beside its parts, and no sum says whether they agree"
            hint = f"add a relation of kind sum with the whole {figure.id}"
            yield PROVED if figure.id in wholes else file.problem(figure, (), "relation-holds", message, hint)


def listed_beside(file: FactFile, figure: entries.Figure) -> list[entries.Figure]:
    """The figures of the same measure that are listed after 分别 in the sentence of a total."""
    article = file.article(figure)
    sentences = {article.sentence_at(reading.start) for reading in figures.readings_of(file, figure)}
    return [
        other
        for other in file.base.figures
        if other is not figure and file.source(other) is file.source(figure)
        and arithmetic.measure(other) == arithmetic.measure(figure)
        for reading in figures.readings_of(file, other)
        for sentence in [article.sentence_at(reading.start)]
        if sentence in sentences and sentence and figures.respectively(article, sentence, reading)
    ]  # fmt: skip
