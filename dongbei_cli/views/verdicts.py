"""Verdicts on claims: which of the four, where the claim differs, and the words that decide."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from dongbei_cli import model
from dongbei_cli.base import Base
from dongbei_cli.check import Verdict
from dongbei_cli.model import word
from dongbei_cli.views.table import BLANK, ROOMY, Column, Look, Section, tables, wrap
from dongbei_cli.views.words import clean, label, place

COLOURS = {"supported": "bold green", "refuted": "bold red", "disputed": "bold yellow", "unmentioned": "dim"}


def verdicts(found: Sequence[Verdict], base: Base, look: Look) -> Iterator[RenderableType]:
    """Draw a row a claim: the verdict, the claim, below it what differs and the words of the article."""
    regions = {each.zh: each.en for each in base.topics("region")}
    names = regions | {each.name: each.name_en for each in base.people()} if look.lang == "en" else {}
    rows = []
    for each in found:
        what = Text(clean(each.claim))
        if each.slot:
            what.append(f"\n{difference(each, names, look.lang)}", "red")
        for discrepancy in discrepancies(each, base, look.lang):
            what.append(f"\n{label('contradiction', look.lang)}{discrepancy}", "yellow")
        if each.excerpt:
            what.append(f"\n{clean(each.excerpt)}", "dim")
        facts = "\n".join(map(clean, each.facts))
        if facts and look.long and look.width < ROOMY:
            what.append(f"\n{facts}", "dim")
        fact = base.fact(each.facts[0]) if each.facts else None
        where = place(fact.body_paragraph, look.lang, base.mark(fact.source or "")) if fact else BLANK
        lead = Text(word(each.verdict, look.lang), COLOURS[each.verdict])
        rows.append([lead, what, where, Text(facts, "dim") if look.width >= ROOMY else BLANK])
    yield from tables([Column(), Column(prose=True), Column(), Column()], [Section(rows)], look.width)
    if len(found) > 1:
        counts = Counter[str](each.verdict for each in found)
        said = " · ".join(f"{word(name, look.lang)} {counts[name]}" for name in COLOURS if counts[name])
        yield wrap(Text(said, "bold"), look.width)


def difference(verdict: Verdict, names: Mapping[str, str], lang: str) -> str:
    """Return the slot that differs with what the claim and the article say there; a name has its gloss of `names`."""
    slot = verdict.slot or ""
    name = model.label(slot, lang, model.Document)
    name = label(slot, lang) if name == slot else name
    sides = []
    for side in (verdict.claimed or "", verdict.stated or ""):
        gloss = f"{names[side]} ({clean(side)})" if side in names else word(clean(side), lang)
        sides.append(gloss or label("nothing", lang))
    return label("differs", lang).format(slot=name, claimed=sides[0], stated=sides[1])


def discrepancies(verdict: Verdict, base: Base, lang: str) -> list[str]:
    """Return how the article contradicts itself, where it is that which leaves a claim open."""
    if verdict.verdict != "disputed":
        return []
    texts = [one.discrepancy if lang == "zh" else one.discrepancy_en for one in base.relations(verdict.facts)]
    return [clean(text) for text in dict.fromkeys(texts) if text]
