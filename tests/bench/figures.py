"""Figures of many timings, and tables of them."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from pathlib import Path
from textwrap import wrap


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share (0-1) of the values does not exceed."""
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f}" if seconds < 1 else f"{seconds * 1000:,.0f}"


def megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def folder_size(folder: Path) -> int:
    """Bytes of all files below the folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def prose(text: str) -> Iterator[str]:
    """A paragraph in lines that fit the page."""
    yield from wrap(text, 110, break_long_words=False, break_on_hyphens=False)
    yield ""


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table, the first column to the left and figures to the right."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join(['---', *['---:'] * (len(heads) - 1)])}|"
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"
    yield ""
