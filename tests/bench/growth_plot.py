"""How times grow with the number of cases, drawn as SVG for the page of measured figures: both axes logarithmic."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log10
from pathlib import Path

from markupsafe import escape

WIDTH, HEIGHT = 720, 380
LEFT, TOP, RIGHT, BOTTOM = 60, 20, 190, 40
LABEL = 15
COLOURS = ("#b3261e", "#1f5fbf", "#2e7d32", "#7b4fa3")

Line = Sequence[tuple[int, float]]
"""Numbers of cases, each with milliseconds."""


def write(file: Path, lines: Mapping[str, Line]) -> None:
    """Draws a line for each of them; `file` is replaced."""
    sizes = sorted({size for line in lines.values() for size, _ in line})
    times = [time for line in lines.values() for _, time in line]
    decades = range(_floor(min(times)), _floor(max(times)) + 2)

    def x(size: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (log10(size / sizes[0]) / log10(sizes[-1] / sizes[0]))

    def y(time: float) -> float:
        share = (log10(time) - decades[0]) / (decades[-1] - decades[0])
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share

    parts = [_level(y(10**decade), f"{10.0**decade:g} ms") for decade in decades]
    parts += [_text(x(size), HEIGHT - BOTTOM + 22, f"{size:,}", "middle") for size in sizes]
    labelled = apart([y(line[-1][1]) for line in lines.values()])
    for colour, (name, line), at in zip(COLOURS * 2, lines.items(), labelled, strict=False):
        dots = " ".join(f"{x(size):.1f},{y(time):.1f}" for size, time in line)
        dashed = "" if list(lines).index(name) < len(COLOURS) else ' stroke-dasharray="5 4"'
        parts.append(f'<polyline points="{dots}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>')
        parts.append(_text(x(line[-1][0]) + 8, at + 4, name, "start", colour))
    body = "\n".join(parts)
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="12">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n{body}\n</svg>\n',
        encoding="utf-8",
    )


def apart(heights: Sequence[float]) -> list[float]:
    """The heights in their order, each moved down where the one above it would touch it."""
    moved = list(heights)
    for above, below in pairwise(sorted(range(len(moved)), key=moved.__getitem__)):
        moved[below] = max(moved[below], moved[above] + LABEL)
    return moved


def _floor(time: float) -> int:
    return int(log10(time) // 1)


def _level(y: float, label: str) -> str:
    line = f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ccc"/>'
    return line + _text(LEFT - 8, y + 4, label, "end")


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
