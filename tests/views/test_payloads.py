"""A base whose every text is hostile: no view lets any of it act, and what can be seen is seen."""

import re
import unicodedata
from typing import Any

import pytest
from rich.cells import cell_len

from dongbei_cli.views import Look
from tests.payloads import PAYLOADS, hostile_base
from tests.views.screens import Hit, screen

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
            "timeline": base.timeline(), "stats": base.figures(), "pictures": base.figures(), "quotes": base.quotes(),
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
            assert view in ("stats", "pictures", "found") or visible in squeezed, view
