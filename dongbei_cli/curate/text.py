"""An article with what a base names in it: quantities, dates, clauses, and who and what place is named where."""

import re
from collections.abc import Iterable
from datetime import date as date_class
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any, NamedTuple, Protocol, TypeVar

from dongbei_cli import model, readings
from dongbei_cli.curate import FactFile
from dongbei_cli.errors import Place
from dongbei_cli.names import Forms, forms
from dongbei_cli.readings import Article, Span, edtf, quantities
from dongbei_cli.readings import dates as chinese_dates

Path = tuple[str | int, ...]
Verdict = tuple[model.Entry | Place, Path, str | None, str]
"""What a rule says of one thing: the entry that has it at a path, or its place; its fault, which is empty where it is
proved, and None where it is the curator's word; and how to mend it."""
TABLES = FilePath(__file__).with_name("words")
MARKS = "，。；：！？“”‘’（）《》!?;*#\n"
"""Where a clause begins or ends; 、 joins words inside one."""
JOINTS = r"(?:、|和|与|及|以及|或)"
EXPECTED = "预[计期测]|估计|目标|任务|力争|争取|确保|计划|有望|将|要|完成|实现"
"""Words with which 全年 may be a year that is still to come."""
PART_OF_YEAR = "前?第?[一二三四1-4](?:[至到—-]第?[一二三四1-4])?个?季度|[上下]半年|前.{1,2}个?月"


def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a table of `words`, to which anybody can add."""
    return readings.rows(TABLES / f"{table}.tsv")


class Allowed(NamedTuple):
    """The values that the words allow for a field, the likeliest first.

    certain: they allow no other. firm: they say so outright, so that not even the curator may differ. why: what is
    missing, where a list of the values would not say it.
    """

    values: tuple[Any, ...] = ()
    certain: bool = True
    firm: bool = True
    why: str = ""


def one_of(values: Iterable[Any], certain: bool = True, firm: bool = True, why: str = "") -> Allowed:
    """Return what several readings of a text allow; equal values count once."""
    return Allowed(tuple(dict.fromkeys(values)), certain, firm, why)


class Placed(Protocol):
    """Anything with a place in the article."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point after the last."""


P = TypeVar("P", bound=Placed)


class Text(Article):
    """One article with what a base names in it."""

    def __init__(self, file: FactFile, source: model.Source) -> None:
        super().__init__(file.articles[source.id].text)
        self.source, self.file = source, file
        self.quantities = quantities_of(self.text)
        self.dates = dates_of(self.text, source.published)
        self.masked = masked(self.text)
        self.parties = file.party_forms.mentions(self.text)
        """Where persons and bodies of the base are named; of two names in one place the longer."""
        titles = (Span(0, *match.span(), "") for match in re.finditer("《[^》]*》", self.text))
        longer: list[Placed] = [*self.parties, *titles]
        own = {form: region.zh for region in file.base.regions for form in forms(region.zh, region.aliases)}
        named = Forms({place: place for place, _ in rows("places")} | own).mentions(self.text)
        named = [each for each in named if self.text[each.end : each.end + 1] not in ("亚", "级")]
        self.places = [each for each in named if not any(holds(name, each) for name in longer)]
        """Where a region of the base or a place of the table is named for itself, not in a longer name."""
        self.nameless = self.masked
        """The masked text with each name of a party or a place made letters: none of its characters is a word."""
        for each in (*self.parties, *self.places):
            self.nameless = f"{self.nameless[: each.start]}{'x' * (each.end - each.start)}{self.nameless[each.end :]}"

    def is_sure(self, date: chinese_dates.DateReading) -> bool:
        """Whether a date can mean nothing else: by its words, or since another that is certain names that day (28日).

        A day and a month of the last weeks are also sure in a text that has not spoken of years long past before, and
        so is a quarter or a half that ended then (前三季度), in a paragraph that has spoken of no other year.
        """
        known, published = [each for each in self.dates if each.certain], self.source.published
        if not date.certain and re.fullmatch(PART_OF_YEAR, date.text):
            end, here = edtf.bounds(date.edtf)[1] or "", self.paragraph(date.start).start
            years = {each.edtf[:4] for each in self.dates if here <= each.start < date.start and each.edtf[0] != "["}
            return years <= {date.edtf[:4]} and is_recent(end, published)
        if date.text == "全年":
            earlier = [each for each in inside(self.dates, self.sentence(date.start)) if each.start < date.start]
            ahead = re.search(EXPECTED, self.clause(date).text)
            return {each.edtf for each in earlier} == {date.edtf} and not ahead
        if date.certain or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", date.edtf):
            return date.certain
        recent = is_recent(date.edtf, published) and "月" in date.text
        long_past = str(int(published[:4]) - 2)
        past = any(each.start < date.start and each.edtf[:4] < long_past for each in known)
        return any(date.edtf in each.edtf.split("/") for each in known) or (recent and not past)

    def clause(self, place: Placed) -> Span:
        """The clause that holds a place, terms in “ ” included."""
        start = max(self.masked.rfind(mark, 0, place.start) for mark in MARKS) + 1
        ends = [at for mark in MARKS if (at := self.masked.find(mark, place.end)) >= 0]
        end = min(ends, default=len(self.text))
        return Span(0, start, end, self.text[start:end])


def is_recent(day: str, published: str) -> bool:
    """Return whether a day is one of the 45 before the publication."""
    days = (date_class.fromisoformat(published[:10]) - date_class.fromisoformat(day[:10])).days
    return 0 <= days <= 45


@lru_cache(maxsize=8)
def read(file: FactFile, source: model.Source) -> Text:
    """Return the text of a source, read for a base."""
    return Text(file, source)


def text_of(file: FactFile, fact: model.Record) -> Text:
    """Return the text that a fact cites."""
    return read(file, file.source(fact))


@lru_cache(maxsize=4096)
def quantities_of(text: str) -> tuple[quantities.Reading, ...]:
    """Every quantity of a text, in order."""
    return tuple(quantities.readings(text))


@lru_cache(maxsize=4096)
def dates_of(text: str, published: str) -> tuple[chinese_dates.DateReading, ...]:
    """Every date of a text, in order; none when `published` names no day to count from."""
    try:
        return tuple(chinese_dates.readings(text, published[:10]))
    except ValueError:
        return ()


def inside(things: Iterable[P], place: Placed) -> list[P]:
    """Those of `things` that lie wholly in `place`."""
    return [thing for thing in things if holds(place, thing)]


def holds(place: Placed, thing: Placed) -> bool:
    """Whether `thing` lies wholly in `place`."""
    return place.start <= thing.start and thing.end <= place.end


def masked(text: str) -> str:
    """The text with each aside and each term in quotation or title marks overwritten by letters, for a clause to go on.

    Words in “ ” are a term where they are few, and no mark that begins speech is before them or the clause goes on.
    """
    term = "“[^“”，。！？；\n]{1,24}”"
    terms = f"《[^《》\n]*》|（[^（）\n]*）|‘[^‘’\n]{{1,24}}’|(?<![：:，。\n”]){term}|{term}(?=[^，。；\n])"
    return re.sub(terms, lambda match: "x" * len(match[0]), text)


def is_byline(article: Article, name: str) -> bool:
    """Whether a name has a line of its own, with or without 记者 before it, or is in a dateline (记者王明)."""
    label = r"(?:^|(?<=\s))(?:作者|文|本?报?记者)[:： /|｜]*"
    lines = (re.sub(label, "", line.text.strip("#* ")) for line in article.paragraphs)
    dateline = (
        rf"[（(【](?:本报|见习)?(?:记者|编辑|作者|通讯员)[:： ]?[^）)】]*{re.escape(name)}[^）)】]{{0,20}}[）)】]"
    )
    return any(name in re.split(r"[、，,\s]", line) for line in lines) or bool(re.search(dateline, article.text))


def share_of_pairs(own: str, text: str) -> float:
    """Which part of the neighbouring pairs of characters in `own` is in `text` too, from 0 to 1."""
    plain, held = (re.sub(r"[\W_]", "", each) for each in (own, text))
    pairs = [plain[at : at + 2] for at in range(len(plain) - 1)] or [plain]
    return sum(pair in held for pair in pairs) / len(pairs)
