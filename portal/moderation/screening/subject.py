"""A log-linear model of what a text is about: which letter sequences occur in it, the rare ones counting more.

A text is a set of the sequences of one to ``order`` characters within its tokens, a token being what stands between
spaces, with its punctuation, as `` token ``; of its whole tokens; and of its pairs of neighbouring tokens. Each counts
once, however often it occurs, by its rarity (the inverse document frequency, idf); the sum is divided by the Euclidean
norm of the rarities, so that long and short texts are measured alike:

    log odds = bias + Σ weight · idf / √Σ idf²

In the weight file a sequence has two bytes: weight · idf, 128 being 0, and idf. Read, they are one number, idf² above
the lower 32 bits, so that both sums are one. Whole tokens longer than ``order`` and pairs are its phrases.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, repeat
from math import sqrt

from portal.moderation.screening.recent import Recent
from portal.moderation.screening.sequences import SequenceTree
from portal.moderation.screening.weights import read_weights

_ZERO = 128
_NOWHERE = -1
_SQUARES = 32
_LOW = (1 << _SQUARES) - 1
_MOST_TOKENS = 1 << 14
_LONGEST_KEPT = 40
_FIGURE = re.compile("[1-9٠-٩۰-۹]")


def tokens(text: str) -> list[str]:
    """What stands between spaces, letters of either keyboard and figures of any kind made alike."""
    return _FIGURE.sub("0", text).replace("ي", "ی").replace("ك", "ک").lower().split()


def token_pairs(text_tokens: Sequence[str]) -> Iterator[str]:
    """Each token with the next one, the first and the last with the edges of the text."""
    return map(" ".join, pairwise(["^", *text_tokens, "$"]))


@dataclass(frozen=True, slots=True, eq=False)
class KnownSequences:
    """Where the sequences stand that a model knows."""

    tree: SequenceTree
    phrases: Mapping[str, int]
    order: int

    def places(self, token: str) -> "array[int]":
        """Those of all runs of one to ``order`` characters of a token and the spaces around it, and of the whole."""
        marked = f" {token} "
        found = set(self.tree.places(marked, self.order))
        found.update(self.of_phrases([marked]))
        return array("I", found)

    def of_phrases(self, phrases: Iterable[str]) -> set[int]:
        found = set(map(self.phrases.get, phrases, repeat(_NOWHERE)))
        found.discard(_NOWHERE)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class SubjectModel:
    """``warn_below`` and ``block_below`` are log odds, set on posts the weights were not made from."""

    bias: float
    scale: float
    warn_below: float
    block_below: float
    known: KnownSequences
    places: Recent["array[int]"]
    numbers: "array[int]"

    def log_odds(self, text_tokens: Sequence[str]) -> float:
        """How likely it is that the text is on the subject; the bias alone where nothing in it is known."""
        found = self.known.of_phrases(token_pairs(text_tokens))
        found.update(*map(self.places.__getitem__, set(text_tokens)))
        numbers = self.numbers
        packed = sum([numbers[place] for place in found])
        strength, squares = (packed & _LOW) - _ZERO * len(found), packed >> _SQUARES
        return self.bias + self.scale * strength / sqrt(squares) if squares else self.bias


@lru_cache
def load_subject(name: str) -> SubjectModel:
    weights = read_weights(name)
    facts, numbers = weights.facts, weights.numbers
    nodes = facts["nodes"]
    phrases = {phrase: nodes + place for place, phrase in enumerate(weights.phrases)}
    known = KnownSequences(weights.tree, phrases, facts["order"])
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return SubjectModel(
        bias=facts["bias"],
        scale=facts["scale"],
        warn_below=facts["warn_below"],
        block_below=facts["block_below"],
        known=known,
        places=Recent(known.places, most=_MOST_TOKENS, longest=_LONGEST_KEPT),
        numbers=array("q", (weight | rarity * rarity << _SQUARES for weight, rarity in pairs)),
    )
