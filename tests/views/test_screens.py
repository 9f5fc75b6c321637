"""Every view at every width and in both languages: complete, never too wide, short at 80 columns, and harmless."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dongbei_cli.views import VIEWS as NAMES
from dongbei_cli.views import Look
from dongbei_cli.views.table import pieces
from tests.payloads import PAYLOADS, hostile_base
from tests.views.screens import BASE, VIEWS, Hit, Screen, screen

LANGS = ["zh", "en"]
looks = st.builds(
    Look, st.sampled_from(LANGS), st.integers(20, 200), st.booleans(), st.booleans(), st.just(True), st.booleans()
)


def test_every_view_is_tried() -> None:
    """But the proof, the coverage and the verdicts, which have tests of their own."""
    assert {view.name for view in VIEWS.values()} | {"proof", "coverage", "verdicts"} == set(NAMES)


@settings(max_examples=12, deadline=None)
@given(looks)
@pytest.mark.parametrize("name", VIEWS)
def test_nothing_is_lost_at_any_width(name: str, look: Look) -> None:
    """Each text can be read on, line by line; no line is too wide but for an id or an address.

    No line of a cell begins with closing punctuation or ends with opening punctuation.
    """
    view = VIEWS[name]
    text = screen(view.name, view.records(), look)
    page = Screen(text)
    assert [each for each in dict.fromkeys(view.texts(look.lang)) if not page.shows(each)] == []
    fixed = pieces()[1]
    wide = [line for line in page.lines if cell_len(line) > look.width]
    assert [line for line in wide if not any(fixed.fullmatch(word) for word in line.split())] == []
    if name not in ("chosen", "article"):
        assert re.findall(r"(?m)(?:^ *|  )[、，。；）”》].*|[（“《](?:$|  )", text) == []


POPULATION = """
net-outflow-2010-2020 population-loss-2010-2020 doc-census-seventh population-decade-2010-2020 census-seventh
claim-provinces-net-outflow quote-politburo-population measure-population quote-symposium-population quote-xu-lin-cities
"""
SHORT = {
    "timeline": (35, 50), "stats": (50, 70), "quote": (100, 160), "policy": (60, 90), "list": (175, 215),
    "article": (150, 150), "topics": (45, 45), "found": (16, 24), "transfers": (25, 36),
}  # fmt: skip
"""At most so many lines, in Chinese and in English; `found` is what a search for 人口 finds."""


@pytest.mark.parametrize("name", SHORT)
def test_an_answer_is_short(name: str) -> None:
    """At 80 columns, with the line that names the article."""
    own: dict[str, tuple[str, Sequence[Any]]] = {
        "found": ("found", [Hit(fact) for fact in BASE.records(POPULATION.split())]),
        "transfers": ("stats", BASE.figures("transfers")),
    }
    view, records = own[name] if name in own else (VIEWS[name].name, VIEWS[name].records())
    for lang, most in zip(LANGS, SHORT[name], strict=True):
        look = Look(lang, 80, narrowed=name == "transfers")
        text = screen(view, records, look) + screen("source_line", BASE.sources, look)
        assert text.count("\n") <= most, lang


ACTING = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Categories of characters that act on a terminal or on how others are seen."""


@pytest.mark.parametrize("look", [Look("zh", 20), Look("en", 80, True, True, True), Look("zh", 150, True)])
@pytest.mark.parametrize("name", PAYLOADS)
def test_a_table_shows_text_and_nothing_acts(name: str, look: Look) -> None:
    """No escape, no control, no mark of direction; no line too wide but for an id or an address."""
    payload = PAYLOADS[name]
    with hostile_base(payload) as base:
        found = base.facts()
        rows = [{key: value for key, value in dict(fact).items() if key != "anchors"} for fact in found[:1]]
        records: dict[str, Any] = {
            "timeline": base.timeline(), "stats": base.figures(), "quotes": base.quotes(),
            "measures": base.measures(), "people": base.people(), "facts": found, "whole": found,
            "found": [Hit(fact, (f"title: {payload}",)) for fact in found], "topics": base.topics(), "chosen": rows,
            "bibliography": [("x", payload)], "source_line": base.sources,
        }  # fmt: skip
        for view, members in records.items():
            text = screen(view, members, look, base)
            assert not [c for c in text if c != "\n" and unicodedata.category(c) in ACTING], view
            wide = [line for line in text.split("\n") if cell_len(line) > look.width]
            assert [line for line in wide if not re.search(r"https?://|[a-z]-[12]\b", line)] == [], view
            visible = "".join(c for c in payload if c.isprintable() and not c.isspace())
            squeezed = re.sub(r"<U\+[0-9A-F]+>", "", re.sub(r"[\s␀-␟␡]", "", text))
            assert view in ("stats", "found") or visible in squeezed, view
