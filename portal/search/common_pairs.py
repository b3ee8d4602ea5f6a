"""Pairs of very common words next to each other, each a token of its own: what others call common grams.

Most cases hold two such words somewhere; to find those in which they are a phrase, each would have to be read. The
words (`common_words.txt`, those of a language on a line) are learnt from real reviews, of which nothing else is kept.
Another list of them needs an index built anew.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

SIGN = "^"
"""What such a token begins with, and no text can hold."""
_COMMON = frozenset(Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split())


def common_pairs(stems: Sequence[str]) -> Iterator[str]:
    """The tokens of those neighbours that are both very common."""
    return (f"{SIGN}{before} {after}" for before, after in pairwise(stems) if before in _COMMON and after in _COMMON)


def are_all_paired(stems: Sequence[str]) -> bool:
    """Whether every word is very common: then the tokens of the pairs tell of each."""
    return len(stems) > 1 and _COMMON.issuperset(stems)
