"""What plots are made of, ready for their component: a sentence, the same in figures, and the drawing's pieces."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from portal.plots import Part

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What every plot has beside its drawing.

    `sentence` says what is seen, `columns` and `rows` hold the same figures as text, the first cell of a row its
    name. `note` says what a reader has to know to read it.
    """

    id: str
    title: str
    sentence: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis across, with the lines of its label."""

    x: float
    lines: Sequence[str]
    anchor: Anchor = "middle"


@dataclass(frozen=True, slots=True)
class Level:
    """A place on the axis upwards."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line worth a label; `below`: the label stands under it."""

    x: float
    y: float
    label: str = ""
    anchor: Anchor = "end"
    below: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Plot):
    """Lines with their bands between two axes. Bands and lines are paths, in hundredths of the plot area.

    `others` are marks of something held beside the line, of which one bears its name. `drop` is where a line goes
    down to the axis across.
    """

    ticks: Sequence[Tick]
    levels: Sequence[Level]
    bands: Sequence[str]
    lines: Sequence[str]
    dots: Sequence[Dot] = ()
    others: Sequence[Dot] = ()
    drop: Dot | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name and its figures in words; without parts there is too little to draw."""

    label: str
    value: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars(Plot):
    """Bars one under the other. `divisions` are places across at which they are cut into equal steps."""

    bars: Sequence[Bar]
    divisions: Sequence[float] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares(Plot):
    """One bar of shares that make a whole, each with its key; `between` is what nobody knows, if anything."""

    parts: Sequence[Part]
    keys: Sequence[tuple[str, str, str]]
    between: Part | None
    between_label: str


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A line the size of a word, with where it ends; `label` says it in words."""

    label: str
    bands: Sequence[str]
    lines: Sequence[str]
    end: Dot
