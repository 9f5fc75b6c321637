"""The rule that nothing in an article is left unclaimed."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from dongbei_cli.checks.verdicts import PROVED, Verdict
from dongbei_cli.facts import entries
from dongbei_cli.facts.factfile import FactFile
from dongbei_cli.problems import Place, Problem
from dongbei_cli.proof import inventory, waivers
from dongbei_cli.proof.annotation import Annotation
from dongbei_cli.readings import edtf

HINTS: dict[inventory.Sort, str] = {
    "sentence": "add a record for what they say, or let the anchor of one that says it hold them",
    "digits": "a heading's waiver excuses words only: add a record",
    "quantity": "add the figure, with `written` as it stands here",
    "date": "add the record that it dates, or let the anchor of that record hold it",
    "quotation": "add a quote whose anchor is the words between the marks",
    "title": "add a document of this name",
    "name": "anchor a record over it, and add whoever is meant to people or organizations",
}


def coverage(file: FactFile) -> Iterator[Verdict]:
    """Every sentence, digit run, quantity, date, “ ”, 《 》 and name in an article is claimed by a record, or waived.

    A sentence is claimed when each of its letters, digits and ideographs lies under an anchor; only words that link
    (等, 包括, 也) may stand free between anchors, so a record that carries a clause of its own is missed when it goes.
    A quantity is claimed by a figure that has it as `written`, a date by a record that has that date (or says it in
    its title or indicator), a whole sentence in “ ” by a quote that is not reported, a title by its document; what is
    not certain to be one (数千亿, 世纪之交) by any record, and what is part of a title or a party's name with that.

    A waiver covers just one line and no claimed words. `heading` goes for the words between ** or after #, without a
    statement's punctuation, and does not excuse a number, a date, a name, a quotation or a title among them; `image`
    for ![...](...) on a line of its own, wholly for its address; `metadata` for a line that says only what the entry
    of the source says too: author, publisher, date, address.

    Fails: an article with the sentence 吉林下降8.5%。 that no anchor holds, or only that of a claim; a waiver over
    **2023年吉林下降8.5%** with the reason heading, or over one character more than a heading has.
    """
    for source in file.base.sources:
        if edtf.parse(source.published).precision not in ("day", "minute"):
            hint = "write the day, as in 2023-11-01"
            yield file.problem(source, ("published",), "coverage", "dates cannot be read without the day", hint)
            continue
        annotated, entries_of = annotation(file, source)
        for entry, (_, fault) in zip(entries_of, annotated.judged, strict=True):
            yield file.problem(*waiver_problem(entry, fault)) if fault else PROVED
        text = annotated.article.text
        lines = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
        for finding in annotated.findings:
            yield unclaimed(file, source, lines, finding) if finding.fault else PROVED


def unclaimed(file: FactFile, source: entries.Source, lines: list[int], finding: inventory.Finding) -> Problem:
    """A finding at its line and column in the article; `lines` is where each line begins."""
    line = bisect_right(lines, finding.start)
    place = Place(str(Path(file.name).parent / source.file), line, finding.start - lines[line - 1] + 1)
    return Problem(place, "coverage", f"{finding.sort} {finding.text!r}: {finding.fault}", HINTS[finding.sort])


def waiver_problem(entry: entries.Waiver, fault: str) -> tuple[entries.Waiver, tuple[str], str, str, str]:
    """A waiver that excuses nothing, as `FactFile.problem` wants it told."""
    hint = "waive just the words of a line that states no fact, or claim what it states"
    return entry, ("exact",), "coverage", f"the {entry.reason} {entry.exact!r} {fault}", hint


def annotation(file: FactFile, source: entries.Source) -> tuple[Annotation, list[entries.Waiver]]:
    """An article with its stakes and waivers, and the entry of each waiver."""
    first = file.base.sources[0]
    facts = [fact for fact in file.base.facts() if (fact.source or first.id) == source.id]
    stakes = [
        stake
        for fact in facts
        for stake in inventory.stakes(fact, [(span.start, span.end) for _, span in file.anchored(fact)])
    ]
    entries_here = [entry for entry in file.base.waivers if (entry.source or first.id) == source.id]
    waived = [(entry, span) for entry in entries_here for span in file.spans(source.id, entry)]
    parties: Sequence[entries.Person | entries.Organization] = (*file.base.people, *file.base.organizations)
    names = [name for party in parties for name in (party.name, *party.aliases)]
    passages = [waivers.Waiver(span.start, span.end, entry.reason) for entry, span in waived]
    return Annotation(source, file.articles[source.id], stakes, passages, names), [entry for entry, _ in waived]
