"""Write docs/pictures/*.svg: what `dongbei` shows on a terminal, as pictures that load nothing from anywhere."""

import html
import io
import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console

from dongbei_cli import base, views

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
BASE = base.open_base(ROOT / "facts.yaml")
PICTURES: dict[str, tuple[str, int, str, Sequence[Any]]] = {
    "transfers": ("stats transfers --chart", 100, "stats", BASE.figures("transfers")),
    "timeline": ("timeline", 100, "timeline", BASE.events()),
    "quote": ("quote --expert 徐林", 90, "quotes", BASE.quotes("徐林")),
}
"""By name: the command, the cells of a line, the view and its records."""
CELL = 12.2
"""How wide Rich draws a cell."""
TEXT = re.compile(
    r'<text (?P<class>class="[^"]*") x="(?P<x>[0-9.]+)" (?P<y>y="[0-9.]+") textLength="[0-9.]+"[^>]*>'
    r"(?P<text>[^<]*)</text>"
)
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
font: {char_height}px/{line_height}px "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace;
}}
.{unique_id}-title {{ font: bold 18px sans-serif }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""Rich's own frame asks a server for its font; here the reader's fonts do."""


def picture(name: str) -> str:
    """One picture as SVG."""
    command, cells, view, records = PICTURES[name]
    console = Console(
        record=True, width=cells, file=io.StringIO(), force_terminal=True, color_system="truecolor",
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    look = views.Look("en", cells, narrowed=view != "timeline", chart="--chart" in command)
    for drawn, of in ((view, records), ("source_line", BASE.sources)):
        for renderable in views.draw(drawn, of, BASE, look):
            console.print(renderable, no_wrap=True, overflow="ignore", crop=False)
    title = f"dongbei {command} --lang en"
    return TEXT.sub(spaced, console.export_svg(title=title, code_format=FORMAT, unique_id=f"dongbei-{name}"))


def spaced(match: re.Match[str]) -> str:
    """A text as several, each of wide or of narrow characters, where their cells are.

    Rich counts a Chinese character as one cell when it says how long a text is, which squeezes it.
    """
    x, parts = float(match["x"]), []
    for width, run in groupby(html.unescape(match["text"]), cell_len):
        text = "".join(run)
        words = html.escape(text.strip(), quote=False).replace("\xa0", "&#160;")
        start = x + (len(text) - len(text.lstrip())) * width * CELL
        length = cell_len(text.strip()) * CELL
        if words:
            parts.append(
                f'<text {match["class"]} x="{start:.1f}" {match["y"]} textLength="{length:.1f}">{words}</text>'
            )
        x += cell_len(text) * CELL
    return "".join(parts)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PICTURES:
        (FOLDER / f"{name}.svg").write_text(picture(name), encoding="utf-8")
