"""A picture of how times grow: a line a question, facts to the right, milliseconds upwards, both logarithmic."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 960, 560
LEFT, RIGHT, TOP, BOTTOM = 70, 300, 50, 60
GREY, KEYED, OTHERS = (
    "#9a9a9a",
    "#1f77b4",
    ("#d62728", "#ff7f0e", "#2ca02c", "#9467bd", "#8c564b", "#e377c2", "#17becf"),
)
APART = 15
"""Units between two labels."""

Points = Sequence[tuple[int, float]]


class Scale:
    """Where a value stands between two ends of the picture."""

    def __init__(self, values: Collection[float], start: float, end: float) -> None:
        self.low, self.high = floor(log10(min(values))), ceil(log10(max(values)))
        self.start, self.end = start, end

    def at(self, value: float) -> float:
        """The place of one value."""
        part = (log10(value) - self.low) / max(self.high - self.low, 1)
        return self.start + part * (self.end - self.start)

    def decades(self) -> list[float]:
        """The powers of ten between its ends."""
        return [10.0**power for power in range(self.low, self.high + 1)]


def drawn(lines: Mapping[str, Points], keyed: Collection[str]) -> str:
    """The picture as SVG; the lines of `keyed` questions have one colour, the others one each."""
    points = [point for line in lines.values() for point in line]
    across = Scale([facts for facts, _ in points], LEFT, WIDTH - RIGHT)
    upwards = Scale([time for _, time in points], HEIGHT - BOTTOM, TOP)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
            "<title>Time of a lookup by size of the base</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
            text(LEFT, 24, "Time of a lookup by size of the base (whole process, processor time)", size=16),
            *axes(across, upwards),
            *curves(lines, keyed, across, upwards),
            "</svg>\n",
        )
    )


def axes(across: Scale, upwards: Scale) -> Iterator[str]:
    """The lines of the powers of ten, with their numbers."""
    for facts in across.decades():
        x = across.at(facts)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#e5e5e5"/>'
        yield text(x, HEIGHT - BOTTOM + 20, f"{facts:,.0f}", anchor="middle")
    for time in upwards.decades():
        y = upwards.at(time)
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e5e5e5"/>'
        yield text(LEFT - 8, y + 4, f"{time:,.0f} ms", anchor="end")
    yield text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, "facts in the base", anchor="middle")


def curves(lines: Mapping[str, Points], keyed: Collection[str], across: Scale, upwards: Scale) -> Iterator[str]:
    """Each line with its label at its right end; labels are moved apart, the keyed ones share one."""
    ordered = sorted(lines, key=lambda name: -lines[name][-1][1])
    colours = iter(OTHERS * len(lines))
    free = float(TOP)
    for name in ordered:
        colour = KEYED if name in keyed else next(colours)
        path = " ".join(f"{across.at(facts):.1f},{upwards.at(time):.1f}" for facts, time in lines[name])
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        if name not in keyed:
            free = max(free, upwards.at(lines[name][-1][1]))
            yield text(WIDTH - RIGHT + 10, free + 4, name, colour)
            free += APART
    free = max([free, *(upwards.at(lines[name][-1][1]) for name in keyed)])
    yield text(WIDTH - RIGHT + 10, free + 4, f"{len(keyed)} keyed lookups and completions", KEYED)


def text(x: float, y: float, words: str, colour: str = "#333", anchor: str = "start", size: int = 12) -> str:
    """Words at a place."""
    place = f'x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}" font-size="{size}"'
    return f"<text {place}>{escape(words)}</text>"
