"""A log-linear model over the letter sequences of words: trained elsewhere, read here, summed word by word.

A word is taken as ``_word_``; its features are all runs of one to ``order`` letters. The weight file has a byte a
class for each sequence, 128 being 0.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from portal.moderation.screening.weights import read_weights

_ZERO = 128


def sequences(word: str, order: int) -> Iterator[str]:
    marked = f"_{word}_"
    length = len(marked)
    yield from word
    for size in range(2, order + 1):
        for start in range(length - size + 1):
            yield marked[start : start + size]


@dataclass(frozen=True, slots=True, eq=False)
class LinearModel:
    """``sums`` adds up a word's weights; a text's score is ``bias + scale · Σ sums / √letters``."""

    classes: tuple[str, ...]
    order: int
    scale: float
    bias: tuple[float, ...]
    rows: Mapping[str, bytes]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def sums(self, word: str) -> tuple[int, ...]:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= 1 << 15:
                self._known.clear()
            known = self._known[word] = self._computed(word)
        return known

    def scores(self, words: list[str]) -> list[float]:
        """The log score of each class, not normalised; the bias alone where there are no words."""
        if not words:
            return list(self.bias)
        factor = self.scale / sum(map(len, words)) ** 0.5
        totals = map(sum, zip(*map(self.sums, words), strict=True))
        return [bias + factor * total for bias, total in zip(self.bias, totals, strict=True)]

    def _computed(self, word: str) -> tuple[int, ...]:
        rows = [row for run in sequences(word, self.order) if (row := self.rows.get(run)) is not None]
        if not rows:
            return (0,) * len(self.classes)
        zeros = _ZERO * len(rows)
        return tuple(sum(column) - zeros for column in zip(*rows, strict=True))


@lru_cache
def load(name: str) -> LinearModel:
    weights = read_weights(name)
    facts, numbers = weights.facts, weights.numbers
    classes = tuple(facts["classes"])
    width = len(classes)
    rows = {run: numbers[index * width : (index + 1) * width] for index, run in enumerate(weights.sequences)}
    return LinearModel(classes, facts["order"], facts["scale"], tuple(facts["bias"]), rows)
