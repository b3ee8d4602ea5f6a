"""A log-linear model over the letter sequences of words: trained elsewhere, read here, summed word by word.

A word is taken as ``_word_``; its features are all runs of one to ``order`` letters. The weight file has a byte a
class for each sequence, 128 being 0.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import byteorder

from portal.moderation.screening.letters import LONGEST_WORD
from portal.moderation.screening.recent import Recent
from portal.moderation.screening.sequences import SequenceTree
from portal.moderation.screening.weights import Weights, read_weights

_ZERO = 128
_MOST_WORDS = 1 << 14
_LANE = 4
_HALF = 1 << 8 * _LANE - 1


@dataclass(frozen=True, slots=True, eq=False)
class PackedRows:
    """The weights of each sequence by class, ``summed`` with those of the sequences it begins with.

    All classes stand in one whole number, a lane of 32 bits a class, so that sequences and words are added up in one
    go.
    """

    tree: SequenceTree
    order: int
    summed: Sequence[int]

    def total(self, word: str) -> int:
        """The weights of a word, summed over its sequences."""
        return sum(map(self.summed.__getitem__, self.tree.ends(f"_{word}_", self.order)))


def packed_rows(weights: Weights) -> PackedRows:
    order, width = weights.facts["order"], len(weights.facts["classes"])
    lanes, size, zero = array("I", iter(weights.numbers)).tobytes(), _LANE * width, _all_lanes(_ZERO, width)
    summed = [0]
    for place, parent in weights.tree.parents():
        row = int.from_bytes(lanes[place * size : (place + 1) * size], byteorder)
        summed.append(summed[parent] + row - zero)
    return PackedRows(weights.tree, order, summed)


@dataclass(frozen=True, slots=True, eq=False)
class LinearModel:
    """A text's score is ``bias + scale · Σ sums / √letters``."""

    classes: tuple[str, ...]
    scale: float
    bias: tuple[float, ...]
    sums: Recent[int]

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


@lru_cache
def _all_lanes(number: int, width: int) -> int:
    return sum(number << 8 * _LANE * place for place in range(width))


def _unpacked(packed: int, width: int) -> memoryview:
    """The lanes of a packed number, each ``_HALF`` too much, which keeps the negative ones from borrowing."""
    return memoryview((packed + _all_lanes(_HALF, width)).to_bytes(_LANE * width, byteorder)).cast("I")


@lru_cache
def load(name: str) -> LinearModel:
    weights = read_weights(name)
    facts = weights.facts
    classes = tuple(facts["classes"])
    sums = Recent(packed_rows(weights).total, most=_MOST_WORDS, longest=LONGEST_WORD)
    return LinearModel(classes, facts["scale"], tuple(facts["bias"]), sums)
