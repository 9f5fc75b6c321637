"""Changes to what a curator words himself: titles, notes and English, each made to say something else.

Words are turned to their contraries, which are those of any thesaurus, and whole constructions denied, hedged, made
certain or weakened, as in any grammar; the table that the rules read is another.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dongbei_cli import model
from dongbei_cli.curate import FactBase

NUMERALS = "一二三四五六七八九十"
OTHER_RANKS = ("vice-", "deputy ", "former ", "acting ")


class Change(NamedTuple):
    """A new value for one key, and how to call the change."""

    key: str
    value: Any
    how: str


def wording_changes(base: FactBase, fact: model.Record) -> Iterator[Change]:
    """Another name, number, date, direction or yes for no in the words of a fact; the title of another of its kind."""
    yield from renamed("title", fact.title, names(base, "zh", "name"))
    yield from renumbered("title", fact.title)
    if isinstance(fact, model.Figure | model.Person | model.Organization | model.Document):
        alike = (another for another in getattr(base, fact.SECTION) if another.title != fact.title)
        yield from (Change("title", another.title, f"that of {another.id}") for another in alike)
    for key in ("title_en", "text_en", "indicator_en", "note_en"):
        yield from renamed(key, getattr(fact, key, None) or "", names(base, "en", "name_en"))
    yield from note_changes(base, fact)
    yield from english_changes(base, fact)


def names(base: FactBase, region: str, party: str) -> list[list[str]]:
    """Regions, persons and bodies by these fields; each is swapped for another of its sort."""
    sorts = ((base.regions, region), (base.people, party), (base.organizations, party))
    return [[getattr(each, key) for each in known] for known, key in sorts]


def replaced(key: str, text: str, pattern: str, other: str | Callable[[re.Match[str]], str]) -> Iterator[Change]:
    """Each place of a text where a pattern fits, with what `re.sub` would put there."""
    for match in re.finditer(pattern, text):
        new = match.expand(other) if isinstance(other, str) else other(match)
        changed = f"{text[: match.start()]}{new}{text[match.end() :]}"
        yield Change(key, changed, f"{match[0]} at {match.start()} -> {new}")


def altered(character: str) -> str:
    """Another character of the same sort."""
    if character.isdigit():
        return str((int(character) + 1) % 10)
    return {"的": "地", "，": "。", "。": "，"}.get(character, "的" if character > "\u3000" else "x")


def renamed(key: str, text: str, sorts: Sequence[Sequence[str]]) -> Iterator[Change]:
    """Each name in a text swapped for each other one of its sort; of two in one place the longer."""
    for known in sorts:
        either = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
        for other in known:
            for change in replaced(key, text, either, other):
                if other not in (named := change.how.partition(" at ")[0]) and named not in other:
                    yield change


def renumbered(key: str, text: str) -> Iterator[Change]:
    """Each digit changed, each two neighbours swapped, each numeral before a word that counts one more."""
    yield from replaced(key, text, "[0-9]", lambda digit: altered(digit[0]))
    yield from replaced(key, text, r"(?=([0-9]))\1(?!\1)[0-9]", lambda digits: digits[0][::-1])
    numeral = f"[{NUMERALS[1:]}](?=[大份个种省次波极年十项周])"
    yield from replaced(key, text, numeral, lambda match: NUMERALS[NUMERALS.index(match[0]) - 1])


def note_changes(base: FactBase, fact: model.Record) -> Iterator[Change]:
    """A note or its English gone; another number, name or quotation in one of them."""
    for key in ("note", "note_en"):
        text = getattr(fact, key)
        if text:
            yield Change(key, None, "dropped")
            yield from renumbered(key, text)
        else:
            yield Change(key, "原文如此。" if key == "note" else "So the article says.", "made up")
    note = fact.note or ""
    yield from renamed("note", note, names(base, "zh", "name"))
    yield from replaced("note", note, "(?<=“)[^”]", "某")


def english_changes(base: FactBase, fact: model.Record) -> Iterator[Change]:
    """Another role or affiliation in English, one of another rank, a name misspelt."""
    if isinstance(fact, model.Person):
        for other in base.people:
            if other.role_en != fact.role_en:
                yield Change("role_en", other.role_en, f"that of {other.name}")
            if fact.affiliation_en and other.affiliation_en not in (None, fact.affiliation_en):
                yield Change("affiliation_en", other.affiliation_en, f"that of {other.name}")
        for rank in OTHER_RANKS:
            yield Change("role_en", rank + fact.role_en, f"{rank}put before")
        yield Change("role_en", fact.role_en.replace("former ", ""), "without former")
        yield Change("affiliation_en", None, "dropped")
    elif isinstance(fact, model.Organization):
        for body in base.organizations:
            if body.name_en != fact.name_en:
                yield Change("name_en", body.name_en, f"that of {body.id}")


def misspelt(key: str, name: str) -> Iterator[Change]:
    """A letter left out, doubled or swapped with the next, at each place."""
    for at in range(len(name)):
        if name[at].isalpha():
            yield Change(key, name[:at] + name[at + 1 :], f"without letter {at}")
            yield Change(key, name[: at + 1] + name[at:], f"letter {at} doubled")
            if name[at + 1 : at + 2].isalpha() and name[at] != name[at + 1]:
                yield Change(key, name[:at] + name[at + 1] + name[at] + name[at + 2 :], f"letters turned at {at}")


def table(name: str) -> list[list[str]]:
    """The lines of a table beside this file, cut at tabs, without its head."""
    lines = Path(__file__).with_name(f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def lines(language: str) -> list[tuple[str, str, str]]:
    """A kind, a pattern, and what is put in its place, for wording in one language."""
    found = [(kind, form, there) for spoken, kind, form, there in table("constructions") if spoken == language]
    pairs = [(one, other) for spoken, one, other in table("antonyms") if spoken == language]
    both = [pair for one, other in pairs for pair in ((one, other), (other, one))]
    edge = r"\b" if language == "en" else ""
    opposites = [("opposite", f"{edge}{re.escape(here)}{edge}", there.replace("-", " ")) for here, there in both]
    return [*opposites, *found]


ENGLISH, CHINESE = lines("en"), lines("zh")


def turned_changes(fact: model.Record) -> Iterator[Change]:
    """Every wording of a fact turned round."""
    for key in ("title_en", "text_en", "note_en", "indicator_en"):
        yield from turned(key, getattr(fact, key, None) or "", ENGLISH)
    if not isinstance(fact, model.Person | model.Organization):
        yield from turned("title", fact.title, CHINESE)
    yield from turned("note", fact.note or "", [line for line in CHINESE if line[0] != "opposite"])


def turned(key: str, text: str, table: list[tuple[str, str, str]]) -> Iterator[Change]:
    """Every place of a text where a line of a table fits and changes it."""
    for number, (kind, form, there) in enumerate(table if text else ()):
        if kind == "opposite" and there in text and "\\b" not in form:
            continue
        for change in replaced(key, text, form, there):
            yield change._replace(how=f"turned {kind}: {number}, {change.how}")
