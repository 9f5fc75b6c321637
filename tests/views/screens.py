"""Every view over the shipped base as text, the texts that must be read in it, and an eye that reads them."""

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.console import Console

from dongbei_cli import amounts, base, model, views
from dongbei_cli.errors import translated
from dongbei_cli.views import Look, word
from tests.conftest import ROOT

SECOND = ROOT / "tests" / "data" / "lanjiang" / "facts.yaml"
BASE = base.open_base(ROOT / "facts.yaml")


def screen(view: str, records: Sequence[Any], look: Look, of: base.Base = BASE) -> str:
    """What a view prints, without colour."""
    file = io.StringIO()
    console = Console(file=file, width=look.width, highlight=False, markup=False, emoji=False)
    for renderable in views.draw(view, records, of, look):
        console.print(renderable, no_wrap=True, overflow="ignore", crop=False)
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n"))


class Hit(NamedTuple):
    """A fact that a search found."""

    record: model.Record
    matched: tuple[str, ...] = ("title: 人口", "title_en: population")
    score: float = 1.0


class View(NamedTuple):
    """A view, what it is drawn of, and what must be read in it in a language."""

    name: str
    records: Callable[[], Sequence[Any]]
    texts: Callable[[str], Iterable[str]]


def said(records: Iterable[model.Entry], lang: str, field: str = "title") -> list[str]:
    """A field of records in a language, where they have it."""
    return [text for each in records if (text := getattr(each, field if lang == "zh" else f"{field}_en"))]


def figures(lang: str) -> list[str]:
    """What is said of every figure: title, amount, words, contradiction."""
    found = BASE.figures()
    values = [text for each in found for text in (amounts.written(each), each.excerpt)]
    return [*said(found, lang), *values, *said(BASE.relations(), lang, "discrepancy")]


def statements(lang: str) -> list[str]:
    """The words of every statement, and in Chinese how each was put."""
    return [*said(BASE.quotes(), lang, "text"), *(each.verb for each in BASE.quotes() if lang == "zh")]


def whole(lang: str) -> list[str]:
    """Ids, titles, words, notes and links of some records of every kind."""
    found = BASE.facts()[::9]
    fixed = [text for each in found for text in (each.id, each.excerpt, each.link)]
    return [*said(found, lang), *said(found, lang, "note"), *fixed]


@cache
def segments() -> tuple[Any, ...]:
    """The article in pieces."""
    return tuple(segment for annotation in BASE.annotations() for segment in annotation.segments)


def roles(lang: str) -> list[str]:
    """What people says of everyone: a person's role, a body by its type."""
    key = "role" if lang == "zh" else "role_en"
    return [getattr(each, key) if isinstance(each, model.Person) else word(each.type, lang) for each in BASE.people()]


VIEWS = {
    "timeline": View("timeline", BASE.events, lambda lang: said(BASE.events(), lang)),
    "timeline --all": View("timeline", BASE.timeline, lambda lang: said(BASE.timeline(), lang)),
    "stats": View("stats", BASE.figures, figures),
    "quote": View("quotes", BASE.quotes, statements),
    "policy": View("measures", BASE.measures, lambda lang: said(BASE.measures(), lang)),
    "people": View("people", BASE.people, roles),
    "list": View("facts", BASE.facts, lambda lang: said([f for f in BASE.facts() if f.kind != "person"], lang)),
    "search": View("found", lambda: list(map(Hit, BASE.figures())), lambda lang: said(BASE.figures(), lang)),
    "show": View("whole", lambda: BASE.facts()[::9], whole),
    "topics": View("topics", BASE.topics, lambda _: [text for t in BASE.topics() for text in (t.slug, t.zh, t.en)]),
    "article": View("annotated", segments, lambda lang: [translated("picture", lang)]),
    "chosen": View(
        "chosen",
        lambda: [{"id": f.id, "value": f.value, "title": f.title} for f in BASE.figures()],
        lambda _: [text for f in BASE.figures() for text in (f.id, f.title, f"{f.value:f}")],
    ),
    "bibliography": View(
        "bibliography",
        lambda: [(f.id, BASE.citation(f, accessed="2026-01-02")) for f in BASE.figures("transfers")],
        lambda _: [f.id for f in BASE.figures("transfers")],
    ),
    "source_line": View("source_line", lambda: BASE.sources, lambda _: ["2023"]),
}
"""Every view over the shipped base, by what is typed for it."""


class Screen:
    """A page as a person's eye goes over it: down a column, from line to line.

    Of the two cells of a wide character the second is empty text.
    """

    def __init__(self, text: str) -> None:
        """Keep the lines of `text`, and where each character stands."""
        self.lines = text.split("\n")
        self.cells = [[cell for c in line for cell in (c, *[""] * (cell_len(c) - 1))] for line in self.lines]
        self.spots: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for y, row in enumerate(self.cells):
            for x, character in enumerate(row):
                if character.strip():
                    self.spots[character].append((y, x))

    def shows(self, field: str) -> bool:
        """Whether every character of `field` that is not white space can be read on, line by line, in one column."""
        wanted = "".join(field.split())
        return not wanted or any(self.follows(wanted, y, x) for y, x in self.spots[wanted[0]])

    def follows(self, wanted: str, y: int, x: int) -> bool:
        """Whether `wanted` can be read from one spot on.

        A later line of it begins where the first one does, at the margin, or after blanks (cells set to the right).
        """
        read = self.length(wanted, y, x)
        if read == len(wanted):
            return True
        if not read or y + 1 >= len(self.cells):
            return False
        rest, row = wanted[read:], self.cells[y + 1]
        starts = [n for n, c in enumerate(row) if c == rest[0] and (n == x or not n or row[n - 1] == " ")]
        return any(self.follows(rest, y + 1, start) for start in starts)

    def length(self, wanted: str, y: int, x: int) -> int:
        """How many characters of `wanted` stand on one line from a spot on, up to a gutter; 0 if text goes on there."""
        row, read, blanks = self.cells[y], 0, 0
        for character in row[x:]:
            if read == len(wanted) or blanks == 2:
                return read
            if not character:
                continue
            if character == " ":
                blanks += 1
            elif character == wanted[read]:
                read, blanks = read + 1, 0
            else:
                return 0
        return read
