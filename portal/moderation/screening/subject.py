"""A log-linear model of what a text is about: which letter sequences occur in it, the rare ones counting more.

A text is a set of the sequences of one to ``order`` characters within its tokens, a token being what stands between
spaces, with its punctuation, as `` token ``; of its whole tokens; and of its pairs of neighbouring tokens. Each counts
once, however often it occurs, by its rarity (the inverse document frequency, idf); the sum is divided by the Euclidean
norm of the rarities, so that long and short texts are measured alike:

    log odds = bias + Σ weight · idf / √Σ idf²

In the weight file a sequence has two bytes: weight · idf, 128 being 0, and idf. Read, they are one number, idf² above
the lower 32 bits, so that both sums are one.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, repeat
from math import sqrt

from portal.moderation.screening.weights import read_weights

_ZERO = 128
_NOWHERE = -1
_SQUARES = 32
_LOW = (1 << _SQUARES) - 1
_MOST_TOKENS = 1 << 13
_LONGEST_KEPT = 40
_SAME = {ord("ي"): "ی", ord("ك"): "ک"} | {code: "0" for digits in ("0٠۰",) for first in digits
                                          for code in range(ord(first), ord(first) + 10)}  # fmt: skip


def tokens(text: str) -> list[str]:
    """What stands between spaces, letters of either keyboard and figures of any kind made alike."""
    return text.translate(_SAME).lower().split()


def token_sequences(token: str, order: int) -> list[str]:
    """All runs of one to ``order`` characters of a token and the spaces around it, but for the space alone, and the
    whole of it.
    """
    marked = f" {token} "
    length = len(marked)
    found = list(token)
    for size in range(2, order + 1):
        found += [marked[start : start + size] for start in range(length - size + 1)]
    if length > order:
        found.append(marked)
    return found


def token_pairs(text_tokens: Sequence[str]) -> Iterator[str]:
    """Each token with the next one, the first and the last with the edges of the text."""
    return map(" ".join, pairwise(["^", *text_tokens, "$"]))


class KnownPlaces(dict[str, tuple[int, ...]]):
    """The places of a token's known sequences, found when the token is first met; of long ones each time."""

    def __init__(self, places: Mapping[str, int], order: int) -> None:
        super().__init__()
        self._places, self._order = places, order

    def __missing__(self, token: str) -> tuple[int, ...]:
        found = tuple(self.of(token_sequences(token, self._order)))
        if len(token) <= _LONGEST_KEPT:
            if len(self) >= _MOST_TOKENS:
                self.clear()
            self[token] = found
        return found

    def of(self, sequences: Iterable[str]) -> set[int]:
        found = set(map(self._places.get, sequences, repeat(_NOWHERE)))
        found.discard(_NOWHERE)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class SubjectModel:
    """``warn_below`` and ``block_below`` are log odds, set on posts the weights were not made from."""

    bias: float
    scale: float
    warn_below: float
    block_below: float
    known: KnownPlaces
    numbers: "array[int]"

    def log_odds(self, text_tokens: Sequence[str]) -> float:
        """How likely it is that the text is on the subject; the bias alone where nothing in it is known."""
        found = self.known.of(token_pairs(text_tokens))
        found.update(*map(self.known.__getitem__, text_tokens))
        if not found:
            return self.bias
        packed = sum(map(self.numbers.__getitem__, found))
        strength = (packed & _LOW) - _ZERO * len(found)
        return self.bias + self.scale * strength / sqrt(packed >> _SQUARES)


@lru_cache
def load_subject(name: str) -> SubjectModel:
    weights = read_weights(name)
    facts, numbers = weights.facts, weights.numbers
    places = {sequence: place for place, sequence in enumerate(weights.sequences)}
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return SubjectModel(
        bias=facts["bias"],
        scale=facts["scale"],
        warn_below=facts["warn_below"],
        block_below=facts["block_below"],
        known=KnownPlaces(places, facts["order"]),
        numbers=array("q", (weight | rarity * rarity << _SQUARES for weight, rarity in pairs)),
    )
