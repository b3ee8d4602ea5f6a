"""A log-linear model over the letter sequences of words: trained elsewhere, read here, summed word by word.

A word is taken as ``_word_``; its features are all runs of one to ``order`` letters. The weight file has a byte a
class for each sequence, 128 being 0.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import byteorder

from portal.moderation.screening.weights import read_weights

_ZERO = 128
_MOST_WORDS = 1 << 13
_LANE = 4
_HALF = 1 << 8 * _LANE - 1


def sequences(word: str, order: int) -> list[str]:
    marked = f"_{word}_"
    length = len(marked)
    found = list(word)
    for size in range(2, order + 1):
        found += [marked[start : start + size] for start in range(length - size + 1)]
    return found


class PackedSums(dict[str, int]):
    """The weights of a word by class, summed over its sequences, found when first asked for.

    All classes stand in one whole number, a lane of 32 bits a class, so that words are added up in one go.
    """

    def __init__(self, rows: Mapping[str, int], order: int) -> None:
        super().__init__()
        self._rows, self._order = rows, order

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        found = map(self._rows.get, sequences(word, self._order))
        self[word] = total = sum(filter(None, found))
        return total


@dataclass(frozen=True, slots=True, eq=False)
class LinearModel:
    """A text's score is ``bias + scale · Σ sums / √letters``."""

    classes: tuple[str, ...]
    scale: float
    bias: tuple[float, ...]
    sums: PackedSums

    def scores(self, words: Sequence[str]) -> list[float]:
        """The log score of each class, not normalised; the bias alone where there are no words."""
        return self.scores_of(self.packed(words), sum(map(len, words)))

    def packed(self, words: Sequence[str]) -> int:
        """What ``scores_of`` reads; parts of a text add up."""
        return sum(map(self.sums.__getitem__, words))

    def scores_of(self, packed: int, letters: int) -> list[float]:
        """The scores of words that are ``packed`` together and have so many letters."""
        if not letters:
            return list(self.bias)
        factor = self.scale / letters**0.5
        totals = _unpacked(packed, len(self.classes))
        return [bias + factor * (total - _HALF) for bias, total in zip(self.bias, totals, strict=True)]


def _all_lanes(number: int, width: int) -> int:
    return sum(number << 8 * _LANE * place for place in range(width))


@lru_cache
def _halves(width: int) -> int:
    return _all_lanes(_HALF, width)


def _unpacked(packed: int, width: int) -> memoryview:
    """The lanes of a packed number, each ``_HALF`` too much, which keeps the negative ones from borrowing."""
    return memoryview((packed + _halves(width)).to_bytes(_LANE * width, byteorder)).cast("I")


@lru_cache
def load(name: str) -> LinearModel:
    weights = read_weights(name)
    facts = weights.facts
    classes = tuple(facts["classes"])
    size = _LANE * len(classes)
    zeros = _all_lanes(_ZERO, len(classes))
    lanes = array("I", iter(weights.numbers)).tobytes()
    rows = {
        run: int.from_bytes(lanes[place * size : (place + 1) * size], byteorder) - zeros
        for place, run in enumerate(weights.sequences)
    }
    return LinearModel(classes, facts["scale"], tuple(facts["bias"]), PackedSums(rows, facts["order"]))
