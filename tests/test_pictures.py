"""The pictures of the README show what is printed today, and load nothing."""

import html
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "make_pictures.py"))
FOLDER = ROOT / "docs" / "pictures"


def words(svg: str) -> list[str]:
    """The texts of a picture in their order; how they are drawn may change with Rich."""
    return [html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


@pytest.mark.parametrize("name", SCRIPT["PICTURES"])
def test_a_picture_is_current_and_loads_nothing(name: str) -> None:
    """Else: python scripts/make_pictures.py. No file is left over, none is heavy or has fonts, images or scripts."""
    assert sorted(SCRIPT["PICTURES"]) == sorted(file.stem for file in FOLDER.glob("*.svg"))
    svg = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert words(svg) == words(SCRIPT["picture"](name))
    assert len(words(svg)) > 20
    assert re.findall(r"url\((?!#)|@import|@font-face|<image|<script|href", svg) == []
    assert len(svg) < 50_000


def test_a_chinese_character_is_as_wide_as_two_others() -> None:
    """In a picture it begins where its cell does, and text after it where its own does."""
    drawn = SCRIPT["TEXT"].sub(
        SCRIPT["spaced"], '<text class="a" x="12.2" y="9" textLength="61" clip-path="url(#x)">&#160;a&lt;吉林b</text>'
    )
    assert re.findall(r'x="([0-9.]+)" y="9" textLength="([0-9.]+)">([^<]+)<', drawn) == [
        ("24.4", "24.4", "a&lt;"),
        ("48.8", "48.8", "吉林"),
        ("97.6", "12.2", "b"),
    ]
