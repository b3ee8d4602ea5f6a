"""What is asked for where nothing holds all the words: the most telling of them. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from math import log

from portal.search.documents import stems
from portal.search.words import Word, held

STEPS = (0.6, 0.4, 0.2)
"""Which part of the weight of the words is enough: less of it where too little holds more. The last leaves out what
holds nothing but a word that very many hold.
"""
MOST = 6
"""Of the words, the rarest: with each more there are twice as many ways to leave some out."""


def loosened(held_by: Mapping[Word, int], size: int, least: float) -> list[tuple[str, ...]]:
    """Groups of stems; who holds one of each holds at least that part of the words, weighed by how
    rare they are.

    `held_by` tells how many of the `size` documents hold a word; one that none holds is no matter. The last group is
    of all the words and asks for nothing more: it lets those count that can be done without.
    """
    weighed = {word: log(1 + size / count) for word, count in held_by.items() if count}
    rarest = sorted(weighed, key=lambda word: -weighed[word])[:MOST]
    enough = least * sum(weighed[word] for word in rarest)
    groups = [*_smallest(rarest, lambda rest: sum(weighed[word] for word in rest) < enough), rarest]
    return list(dict.fromkeys(map(_joined, filter(None, groups))))


def _smallest(words: Sequence[Word], is_too_little: Callable[[list[Word]], bool]) -> Iterator[tuple[Word, ...]]:
    """The sets of words without which too little is left, but those that hold another of them."""
    found: list[frozenset[Word]] = []
    for size in range(1, len(words) + 1):
        for group in combinations(words, size):
            is_needless = any(smaller.issubset(group) for smaller in found)
            if not is_needless and is_too_little([word for word in words if word not in group]):
                found.append(frozenset(group))
                yield group


def _joined(group: Iterable[Word]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(word.either for word in group)))


def narrower(words: Sequence[Word], texts: Iterable[str]) -> list[tuple[Word, ...]]:
    """The choices of words that one of the texts holds, each once, those of most words first; never all of them."""
    choices = dict.fromkeys(held(words, set(stems(text))) for text in texts)
    return sorted((choice for choice in choices if 0 < len(choice) < len(words)), key=lambda one: -len(one))
