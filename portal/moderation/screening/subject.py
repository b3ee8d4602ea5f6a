"""A log-linear model of what a text is about: which letter sequences occur in it, the rare ones counting more.

A text is a set of the sequences of one to ``order`` characters within its tokens, a token being what stands between
spaces, with its punctuation, as `` token ``, and of its pairs of neighbouring tokens. Each sequence counts once,
however often it occurs, by its rarity (the inverse document frequency, idf); the sum is divided by the Euclidean norm
of the rarities, so that long and short texts are measured alike:

    log odds = bias + Σ weight · idf / √Σ idf²

In the weight file a sequence has two bytes: weight · idf, 128 being 0, and idf.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import sqrt

from portal.moderation.screening.weights import read_weights

_ZERO = 128
_MOST_TOKENS = 1 << 15
_SAME = {ord("ي"): "ی", ord("ك"): "ک"} | {code: "0" for digits in ("0٠۰",) for first in digits
                                          for code in range(ord(first), ord(first) + 10)}  # fmt: skip


def tokens(text: str) -> list[str]:
    """What stands between spaces, letters of either keyboard and figures of any kind made alike."""
    return text.translate(_SAME).lower().split()


def token_sequences(token: str, order: int) -> Iterator[str]:
    """All runs of one to ``order`` characters of a token and the spaces around it, but for the space alone."""
    marked = f" {token} "
    length = len(marked)
    yield from token
    for size in range(2, order + 1):
        for start in range(length - size + 1):
            yield marked[start : start + size]


def token_pairs(text_tokens: Sequence[str]) -> Iterator[str]:
    """Each token with the next one, the first and the last with the edges of the text."""
    return map(" ".join, pairwise(["^", *text_tokens, "$"]))


@dataclass(frozen=True, slots=True, eq=False)
class SubjectModel:
    """``warn_below`` and ``block_below`` are log odds, set on posts the weights were not made from."""

    order: int
    bias: float
    scale: float
    warn_below: float
    block_below: float
    places: Mapping[str, int]
    weights: "array[int]"
    squares: "array[int]"
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def log_odds(self, text_tokens: Sequence[str]) -> float:
        """How likely it is that the text is on the subject; the bias alone where nothing in it is known."""
        found: set[int] = set()
        for token in text_tokens:
            found.update(self._places_of(token))
        found.update(self._looked_up(token_pairs(text_tokens)))
        if not found:
            return self.bias
        length: int = sum(map(self.squares.__getitem__, found))
        return self.bias + self.scale * sum(map(self.weights.__getitem__, found)) / sqrt(length)

    def _places_of(self, token: str) -> tuple[int, ...]:
        known = self._known.get(token)
        if known is None:
            if len(self._known) >= _MOST_TOKENS:
                self._known.clear()
            known = self._known[token] = tuple(self._looked_up(token_sequences(token, self.order)))
        return known

    def _looked_up(self, sequences: Iterable[str]) -> set[int]:
        return {place for sequence in sequences if (place := self.places.get(sequence)) is not None}


@lru_cache
def load_subject(name: str) -> SubjectModel:
    weights = read_weights(name)
    facts = weights.facts
    return SubjectModel(
        order=facts["order"],
        bias=facts["bias"],
        scale=facts["scale"],
        warn_below=facts["warn_below"],
        block_below=facts["block_below"],
        places={sequence: place for place, sequence in enumerate(weights.sequences)},
        weights=array("h", (number - _ZERO for number in weights.numbers[::2])),
        squares=array("H", (number * number for number in weights.numbers[1::2])),
    )
