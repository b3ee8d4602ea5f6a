"""Where things stand in a drawing (PURE).

A drawing is measured in hundredths of its plot area, across from the left edge and down from the upper one: it
stretches to any width while its text keeps its size.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

FULL = 100.0
PLACES = 2
Place = tuple[float, float]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Across:
    """Where a value stands across.

    Knots are values that stand at equal distances; between two of them, values run evenly. What comes first stands
    where reading begins: a curve over time runs from right to left in Persian and Arabic, as their newspapers print
    it, and so do bars. There is no plot that runs against its text.
    """

    knots: Sequence[float]
    from_right: bool

    def __call__(self, value: float) -> float:
        """The place of a value; values outside stand at the nearer edge."""
        last = len(self.knots) - 1
        before = min(max(bisect_right(self.knots, value) - 1, 0), last - 1)
        start, end = self.knots[before], self.knots[before + 1]
        part = min(max((value - start) / (end - start), 0.0), 1.0)
        along = FULL * (before + part) / last
        return round(FULL - along if self.from_right else along, PLACES)


def down(value: float, most: float = 1.0) -> float:
    """Where a value stands from 0, at the foot, to the most there can be, at the top."""
    return round(FULL * (1.0 - value / most), PLACES)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar. `kind` names what it shows."""

    kind: str
    x: float
    width: float


def parts(shares: Iterable[tuple[str, float]], *, from_right: bool) -> list[Part]:
    """Pieces one behind the other, each a share of the whole bar."""
    found, before = [], 0.0
    for kind, share in shares:
        width = FULL * share
        found.append(Part(kind, round(FULL - before - width if from_right else before, PLACES), round(width, PLACES)))
        before += width
    return found


def corners(places: Sequence[Place]) -> list[Place]:
    """A staircase through the places: level up to each of them, and only there up or down."""
    found = list(places[:1])
    for x, y in places[1:]:
        found += [(x, found[-1][1]), (x, y)]
    return found


def line(places: Iterable[Place]) -> str:
    """The path from place to place."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in places)


def area(upper: Sequence[Place], lower: Sequence[Place]) -> str:
    """The path around what lies between two lines."""
    return line([*upper, *reversed(lower)]) + "Z"


def runs(rows: Iterable[Row], is_there: Callable[[Row], bool]) -> list[list[Row]]:
    """The unbroken runs of rows that have something to draw: a line never crosses a gap."""
    return [list(run) for there, run in groupby(rows, is_there) if there]


def spaced(count: int, most: int) -> list[int]:
    """At most so many of `count` rows, evenly apart and with the last: those that get a label."""
    every = -(-count // most)
    return list(range((count - 1) % every, count, every)) if count else []
