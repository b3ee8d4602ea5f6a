"""Findings marked in place: a text cut where what the rules found begins and ends. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text. `within` are the spans it lies in, `closes` those that end with it, by their place."""

    text: str
    within: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


def passages(text: str, spans: Sequence[Span | None]) -> list[Passage]:
    """The text in pieces, which joined are the text again.

    Spans may overlap; one that reaches beyond the text is cut, and None, or an empty one, marks nothing.
    """
    within_text = [_clipped(span, len(text)) for span in spans]
    marked = {place: span for place, span in enumerate(within_text) if span is not None}
    cuts = sorted({0, len(text), *(cut for span in marked.values() for cut in span)})
    return [
        Passage(
            text[start:end],
            tuple(place for place, span in marked.items() if span[0] <= start and end <= span[1]),
            tuple(place for place, span in marked.items() if span[1] == end),
        )
        for start, end in pairwise(cuts)
    ]


def covers_all(span: Span, text: str) -> bool:
    """Whether a span says something of the text as a whole."""
    return span[0] <= 0 and span[1] >= len(text)


def _clipped(span: Span | None, length: int) -> Span | None:
    if span is None:
        return None
    start, end = max(0, span[0]), min(length, span[1])
    return (start, end) if start < end else None
