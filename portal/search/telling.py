"""Which words tell what a text is about, and how much of that another text says. Pure."""

from collections.abc import Collection, Iterable, Mapping
from math import log

MOST = 8
"""Of the words of a text, the rarest."""
FEWEST = 3
"""Words below which a text tells too little to be compared."""

Weights = Mapping[str, float]


def weights(words: Iterable[str], counted: Mapping[str, int], size: int) -> Weights:
    """The rarest of the words, the rarest first, each with its weight: what all of `size` documents hold has none.

    Of `counted` words alone, and of none with a digit. Empty where too few tell anything.
    """
    known = {word for word in words if word in counted and not any(map(str.isdigit, word))}
    weighed = {word: log(size / counted[word]) for word in known if counted[word] < size}
    rarest = sorted(weighed, key=lambda word: (-weighed[word], word))[:MOST]
    return {word: weighed[word] for word in rarest} if len(rarest) >= FEWEST else {}


def share(weighed: Weights, others: Collection[str]) -> float:
    """Which part of the weight stands in the other text, 0 to 1."""
    whole = sum(weighed.values())
    return sum(weight for word, weight in weighed.items() if word in others) / whole if whole else 0.0


def needed(weighed: Weights, least: float) -> list[str]:
    """The fewest words of which every text holds one that has `least` of the weight or more: without them too little
    is left.
    """
    left, found = sum(weighed.values()), []
    enough = least * left
    for word, weight in weighed.items():
        if left < enough:
            break
        found.append(word)
        left -= weight
    return found
