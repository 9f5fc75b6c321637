"""Write docs/pictures/*.svg: what `dongbei` prints on a terminal, as pictures that load nothing from anywhere.

Each command runs on a pseudo-terminal; Rich turns what it printed into SVG.
"""

import html
import io
import os
import pty
import re
import subprocess
import sys
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
PICTURES = {
    "transfers": (100, ["stats", "transfers", "--chart", "--lang", "en"]),
    "timeline": (120, ["timeline", "--since", "2003", "--until", "2010", "--topic", "strategy", "--lang", "en"]),
    "quote": (90, ["quote", "--expert", "徐林", "--lang", "en"]),
}
"""By name: the cells of a line, and the arguments."""
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


def printed(arguments: list[str], cells: int) -> str:
    """What `dongbei` prints on a terminal of so many cells, with its colours."""
    ours, its = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "COLUMNS": str(cells), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "dongbei_cli", *arguments]
    with subprocess.Popen(command, stdin=its, stdout=its, env=environment, cwd=FOLDER.parent.parent) as process:
        os.close(its)
        received = b"".join(iter(lambda: chunk(ours), b""))
    os.close(ours)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    return received.decode().replace("\r\n", "\n")


def chunk(terminal: int) -> bytes:
    """What stands ready on a terminal; nothing once the other side is closed, which Linux calls an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def picture(name: str) -> str:
    """One picture as SVG."""
    cells, arguments = PICTURES[name]
    console = Console(record=True, width=cells, file=io.StringIO(), highlight=False, color_system="truecolor")
    console.print(Text.from_ansi(printed(arguments, cells).rstrip("\n")), soft_wrap=True)
    title = " ".join(["dongbei", *arguments])
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
