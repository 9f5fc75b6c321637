"""Wording turned round: a word for its contrary, a negation put in or left out, a hedge for a certainty.

The words are those of any thesaurus; the table that the rules read is another.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from dongbei_cli import model
from tests.mutations.wording import Change, spliced

LINES = Path(__file__).with_name("antonyms.tsv").read_text(encoding="utf-8").splitlines()[1:]
PAIRS_EN, PAIRS_ZH = ([line.split("\t")[1:] for line in LINES if line.startswith(lang)] for lang in ("en", "zh"))


def turned_changes(fact: model.Record) -> Iterator[Change]:
    """Every wording of a fact turned round."""
    for key in ("title_en", "text_en", "note_en", "indicator_en"):
        text = getattr(fact, key, None) or ""
        yield from swapped(key, text, PAIRS_EN, r"\b{}\b")
        yield from denied(key, text)
    if not isinstance(fact, model.Person | model.Organization):
        yield from swapped("title", fact.title, PAIRS_ZH, "{}")
    note = fact.note or ""
    for match in re.finditer("未(?!来)|没有|不(?=[是能明再])", note):
        yield Change(
            "note",
            spliced(note, match.start(), match[0], "已" if match[0] != "不" else ""),
            f"turned: {match[0]} at {match.start()}",
        )


def swapped(key: str, text: str, pairs: list[list[str]], form: str) -> Iterator[Change]:
    """Each word of a pair for the other."""
    for one, other in pairs:
        for here, there in ((one, other), (other, one)):
            if form == "{}" and there in text:
                continue
            for match in re.finditer(form.format(re.escape(here)), text):
                yield Change(
                    key,
                    spliced(text, match.start(), here, there.replace("-", " ")),
                    f"turned: {here} at {match.start()} -> {there}",
                )


def denied(key: str, text: str) -> Iterator[Change]:
    """A negation left out, or put behind the first verb."""
    for match in re.finditer(r"\bnot |\bnever |\bno (?!one)|n't\b|\bcannot\b|\bwithout\b|\bneither\b", text):
        with_ = {"cannot": "can", "without": "with", "neither": "both"}.get(match[0], "")
        yield Change(
            key,
            spliced(text, match.start(), match[0], with_),
            f"turned: {match[0].strip()} at {match.start()} left out",
        )
    verb = re.search(r"\b(?:is|are|was|were|has|have|had|will|should|must|can|may)\b(?! not)", text)
    if verb:
        yield Change(key, spliced(text, verb.end(), "", " not"), f"turned: not behind {verb[0]}")
