"""The rule on relations: the source's own arithmetic, recomputed."""

import re
from collections.abc import Iterator
from decimal import Decimal

from dongbei_cli import model
from dongbei_cli.curate import arithmetic
from dongbei_cli.curate.factfile import FactFile
from dongbei_cli.readings import edtf, quantities
from dongbei_cli.readings.article import Span
from dongbei_cli.rules import figures
from dongbei_cli.rules.passages import PROVED, Verdict

TOTALS = "累计|合计|共计|总计|总共"
PLACES = ("省", "市", "县", "区", "州", "国", "镇", "村")
SCALES_EN = (1, 10**3, 10**4, 10**6, 10**8, 10**9, 10**12)


def relation_holds(file: FactFile) -> Iterator[Verdict]:
    """Every relation, recomputed with what its words allow, holds, or declares in numbers by how much it does not.

    The parts are all facts of their sort in the passage that holds them: each member of the list, each event counted.
    A total (累计, 合计) beside the list of its parts has its sum. A declared discrepancy that has vanished fails.

    Fails: a sum without one of its parts; 120028亿元 against 近11万亿元 without a discrepancy; an order that falls.
    """
    for relation in file.base.relations:
        fault = misread(file, relation) or next(faults(file, relation), None)
        if fault is None:
            yield PROVED
        else:
            key, message, hint = fault
            yield file.problem(relation, (key,), "relation-holds", message, hint)
    yield from totals(file)


def misread(file: FactFile, relation: model.Relation) -> tuple[str, str, str] | None:
    """That a relation cannot be judged, since a figure in it is not what its anchors say: that one is to be mended."""
    for key, ids in (("parts", relation.parts), ("whole", (relation.whole or "",))):
        for figure in (file.facts_by_id.get(fact_id) for fact_id in ids):
            if isinstance(figure, model.Figure) and not any(
                figures.says(reading, figure) for reading in figures.readings_of(file, figure)
            ):
                line = file.place(figure).line
                return (
                    key,
                    f"it hangs on {figure.id}, whose number is not what its anchors say",
                    f"mend line {line} first",
                )
    return None


def faults(file: FactFile, relation: model.Relation) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a relation: the key, what, and how to mend it."""
    facts = file.facts_by_id
    misfit = arithmetic.misfit(relation, facts)
    if misfit:
        yield "parts", misfit, "name the facts that it is made of"
        return
    alike = ordered if relation.kind == "order" else sort
    if relation.kind in ("order", "count", "sum") and len({alike(facts[part]) for part in relation.parts}) > 1:
        yield "parts", "its parts are not of one sort", "name figures of one measure, or events of one category"
    if relation.kind == "order":
        if not arithmetic.rises(relation, facts) or relation.discrepancy or relation.discrepancy_en:
            yield "parts", "the dates do not rise", "put them in the order of time, without a discrepancy"
        return
    lacking = [fact.id for fact in peers(file, relation) if fact.id not in relation.parts]
    if lacking:
        yield "parts", f"{', '.join(lacking)} stands beside its parts", "name every part, or only those of one list"
    if relation.kind == "count" and not countable(file, relation):
        yield "whole", f"{relation.whole} does not count such things", "name the figure that does"
    if relation.kind == "duration":
        yield from duration_faults(file, relation)
    yield from discrepancy_faults(file, relation)


def countable(file: FactFile, relation: model.Relation) -> bool:
    """Whether the unit of the whole can count the parts: no years, and places only where each part has its own."""
    whole, parts = file.facts_by_id[relation.whole or ""], [file.facts_by_id[part] for part in relation.parts]
    unit = getattr(whole, "unit", "")
    regions = {getattr(part, "region", None) for part in parts} - {None}
    return not unit.endswith(("年", "%", "元")) and (unit not in PLACES or len(regions) == len(parts))


def duration_faults(file: FactFile, relation: model.Relation) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the two ends of a duration: one sort, a date each, the second in the sentence of the whole."""
    first, last = (file.facts_by_id[part] for part in relation.parts)
    if sort(first) != sort(last):
        yield "parts", "its parts are not of one sort", "name two events of one category"
    if edtf.parse(arithmetic.dates(first) or "").precision == "interval":
        yield "parts", f"{first.id} is no point in time", "begin with one that is"
    whole = file.facts_by_id[relation.whole or ""]
    sentences = {file.article(whole).sentence_at(span.start) for _, span in file.anchored(whole)}
    if not any(file.article(last).sentence_at(span.start) in sentences for _, span in file.anchored(last)):
        yield "parts", f"{last.id} does not stand in the sentence of {whole.id}", "end where the whole is told"


def discrepancy_faults(file: FactFile, relation: model.Relation) -> Iterator[tuple[str, str, str]]:
    """What is wrong with what a relation declares."""
    facts = file.facts_by_id
    result = arithmetic.computed(relation, facts)
    whole = facts[relation.whole or ""]
    assert isinstance(whole, model.Figure)
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


def tells(words: str, whole: model.Figure, result: tuple[Decimal, str]) -> bool:
    """Whether the Chinese words give exactly what the parts and the whole are, and no other number of that measure."""
    exactly = whole_told = False
    for reading in quantities.readings(words):
        read = reading.quantity
        whole_told = whole_told or figures.says(reading, whole)
        try:
            given = quantities.converted(*result, read.unit)
        except ValueError:
            continue
        exactly = exactly or (read.qualifier == "exact" and read.value == given)
        rounded = read.qualifier == "about" and given.quantize(read.value) == read.value
        if not (read.value == given or rounded or figures.says(reading, whole)):
            return False
    return exactly and whole_told


def tells_in_english(words: str, whole: model.Figure, result: tuple[Decimal, str]) -> bool:
    """The same of the English words; a number is told at any scale (12.0 trillion, 120,028亿元)."""
    given = quantities.in_si(*result)[0]
    said = quantities.in_si(Decimal(whole.value), whole.unit)[0]
    exactly = whole_told = False
    for match in re.finditer(r"[0-9][0-9,]*(?:\.[0-9]+)?", words):
        number = Decimal(match.group().replace(",", ""))
        exactly = exactly or any(number * scale == given for scale in SCALES_EN)
        whole_told = whole_told or any(number * scale == said for scale in SCALES_EN)
        if not any(number * scale == said or (given / scale).quantize(number) == number for scale in SCALES_EN):
            return False
    return exactly and whole_told


def peers(file: FactFile, relation: model.Relation) -> list[model.Record]:
    """All facts like the parts in the narrowest passage that holds every part: anchor, sentence or paragraph.

    Alike are figures of one indicator, period and measure, or facts of one kind and category.
    """
    parts = [file.facts_by_id[part] for part in relation.parts]
    if relation.kind not in ("sum", "count"):
        return []
    sorts = {(sort(part), period(part)) for part in parts}
    alike = [fact for fact in file.base.facts() if (sort(fact), period(fact)) in sorts and fact.id != relation.whole]
    for scope in scopes(file, file.facts_by_id[relation.whole or ""], parts[0]):
        held = [fact for fact in alike if stands_in(file, fact, scope)]
        if all(part in held for part in parts):
            return held
    return []


def sort(fact: model.Record) -> tuple[str | None, ...]:
    """What facts that belong together have in common: kind and category, or what a figure measures."""
    if isinstance(fact, model.Figure):
        return ("figure", re.sub(f"(?:{figures.CALCULATED})$", "", fact.indicator), fact.source)
    return (fact.kind, getattr(fact, "category", None), fact.source)


def ordered(fact: model.Record) -> tuple[str | None, ...]:
    """What facts that are put in an order of time have in common: kind and category, or measure."""
    return ("figure", arithmetic.measure(fact)) if isinstance(fact, model.Figure) else sort(fact)


def period(fact: model.Record) -> tuple[str | None, ...]:
    """For what time a figure is given, and in what it is measured."""
    return (fact.period, arithmetic.measure(fact)) if isinstance(fact, model.Figure) else ()


def scopes(file: FactFile, whole: model.Record, part: model.Record) -> Iterator[Span]:
    """The anchors of the whole, their sentences, the paragraphs of the whole and of the parts, the whole text."""
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
    yield Span(0, 0, len(article.text), article.text)


def stands_in(file: FactFile, fact: model.Record, scope: Span) -> bool:
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


def listed_beside(file: FactFile, figure: model.Figure) -> list[model.Figure]:
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
