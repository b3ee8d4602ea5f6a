"""When two posts are nearly the same text. Pure."""

from collections.abc import Sequence
from heapq import nsmallest

from portal.moderation.rules import Kind
from portal.moderation.screening import Finding, Severity
from portal.moderation.screening.rules import DUPLICATE
from portal.text import fold, new_words, runs

SKETCH = 8
"""So many of a text's runs are kept, those with the smallest hashes: two texts that share half of their runs have
one of these in common with probability 1 - 0.5^8 (Broder 1997, bottom-k sketches)."""

FEWEST_WORDS = 12
NEARLY_THE_SAME = 0.7
LIKE = 0.3
COPIED_ELSEWHERE = frozenset({Kind.REPLY})
"""Whether a store copies its replies, another rule judges: it asks whether they are answers."""


def words_of(body: str) -> list[str]:
    return fold(body).split()


def sketch(words: Sequence[str]) -> frozenset[int]:
    """The runs by which a text is found again; none for one too short to be compared."""
    return frozenset(nsmallest(SKETCH, runs(words))) if len(words) >= FEWEST_WORDS else frozenset()


def likeness(words: Sequence[str], others: Sequence[str]) -> float:
    """Which share of the words stands in the other text too, in runs of three."""
    return 1 - new_words(words, runs(others)) / len(words) if words else 0.0


def duplicate(kind: Kind, length: int, likenesses: Sequence[float]) -> Finding | None:
    """The finding on a text of that many characters, where another one is nearly the same."""
    most = max(likenesses, default=0.0)
    if kind in COPIED_ELSEWHERE or most < NEARLY_THE_SAME:
        return None
    return Finding(DUPLICATE.name, DUPLICATE.version, Severity.WARN, 0, length, {"share": f"{most:.2f}"})
