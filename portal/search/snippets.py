"""What of a text is shown with a hit: the stretch that holds most of what was looked for."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from portal.text import Term, terms

LENGTH = 280
BEFORE = 60
"""Characters of a snippet, and of them at most before its first hit."""


class Piece(NamedTuple):
    text: str
    is_hit: bool


def snippet(text: str, wanted: Collection[str]) -> list[Piece]:
    """The stretch of the text with most of the wanted stems, the earliest of several; its beginning without any."""
    found = terms(text)
    hits = [term for term in found if term.stem in wanted]
    start = _start(found, hits)
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = max((term.end for term in found if start < term.end <= end), default=end)
    return [
        *([Piece("… ", is_hit=False)] if start else []),
        *_pieces(text, hits, start, end),
        *([Piece("…", is_hit=False)] if end < len(text) else []),
    ]


def marked(text: str, wanted: Collection[str]) -> list[Piece]:
    """The whole text, hits told apart."""
    return list(_pieces(text, [term for term in terms(text) if term.stem in wanted], 0, len(text)))


def _start(found: Sequence[Term], hits: Sequence[Term]) -> int:
    if not hits or hits[-1].end <= LENGTH:
        return 0
    best = max(hits, key=lambda first: (_told(hits, first), -first.start))
    if best.end <= LENGTH and _told(hits, best) <= len({hit.stem for hit in hits if hit.end <= LENGTH}):
        return 0
    return min(term.start for term in found if term.start >= best.start - BEFORE)


def _told(hits: Sequence[Term], first: Term) -> int:
    """How many of the stems stand in the stretch that begins shortly before a hit."""
    return len({hit.stem for hit in hits if first.start <= hit.start and hit.end <= first.start + LENGTH - BEFORE})


def _pieces(text: str, hits: Sequence[Term], start: int, end: int) -> Iterator[Piece]:
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            if start < hit.start:
                yield Piece(text[start : hit.start], is_hit=False)
            yield Piece(text[hit.start : hit.end], is_hit=True)
            start = hit.end
    if start < end:
        yield Piece(text[start:end], is_hit=False)
