"""Known words that a word may be a slip for: of the ear, of the finger, or of a letter.

No dictionary: the words are those of the index, with how often each is found. They are kept by length
and either end, each with the set of its letters as bits; two words within k edits differ by 2k bits at most, which
leaves few to be compared.
"""

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from heapq import nsmallest
from itertools import accumulate, islice, pairwise, takewhile
from math import log10

from portal.text.lists import load

_SHORTEST = 3
_SHORT, _LONGEST = 4, 40
_OF_EAR, _OF_FINGER, _SWAPPED, _VOWEL, _EDIT = 0.3, 0.7, 0.7, 0.7, 1.0
_FREQUENCY = 0.2

_SOUNDS = {letter: alike[0] for alike in ("زذضظ", "سصث", "تط", "هح", "قغ", "اعء") for letter in alike}
_VOWELS = frozenset("اوی")


def _neighbours() -> frozenset[str]:
    """Pairs of letters whose keys touch, on any keyboard."""
    rows = [board["plain"].split() for board in load("layouts").values()]
    touching = [one + other for row in rows for one, other in pairwise(row)]
    return frozenset([*touching, *(pair[::-1] for pair in touching)])


_TOUCHING = _neighbours()


def _bits(word: str) -> int:
    """The letters of a word, those that sound alike as one."""
    found = 0
    for letter in word:
        found |= 1 << (ord(_SOUNDS.get(letter, letter)) & 63)
    return found


class Vocabulary:
    """Words and how often each is found. Takes some 100 bytes a word beside the words themselves.

    Each order of them is made when it is first asked for: who counts or begins words need not wait for the buckets.
    """

    def __init__(self, counted: Mapping[str, int]) -> None:
        self.counted = counted

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(word for word in self.counted if word and not any(map(str.isdigit, word)))

    @cached_property
    def _in_buckets(self) -> dict[tuple[int, int, str], list[tuple[str, int]]]:
        made: dict[tuple[int, int, str], list[tuple[str, int]]] = {}
        for word in self._in_order:
            entry = word, _bits(word)
            for bucket in _buckets(word, len(word)):
                made.setdefault(bucket, []).append(entry)
        return made

    def beginning(self, letters: str, most: int) -> list[str]:
        """Words without a digit that begin with the letters, the most frequent first."""
        first = bisect_left(self._in_order, letters)
        found = takewhile(lambda word: word.startswith(letters), islice(self._in_order, first, None))
        return nsmallest(most, found, key=lambda word: (-self.counted[word], word))

    def near(self, word: str, edits: int) -> set[str]:
        """Words that may be within so many edits of `word`: all that are and keep an end of it, and some others."""
        bits, most = _bits(word), 2 * edits
        return {
            known
            for length in range(len(word) - edits, len(word) + edits + 1)
            for bucket in _buckets(word, length)
            for known, others in self._in_buckets.get(bucket, ())
            if (bits ^ others).bit_count() <= most
        }


def _buckets(word: str, length: int) -> tuple[tuple[int, int, str], tuple[int, int, str]]:
    """Where a word is kept: with those of its length that begin alike, and with those that end alike."""
    first, last = word[0], word[-1]
    return (length, 0, _SOUNDS.get(first, first)), (length, -1, _SOUNDS.get(last, last))


def closest(word: str, vocabulary: Vocabulary, limit: int = 3, edits: int = 2) -> list[str]:
    """Return known words that `word`, in one spelling, may be a slip for, the likeliest first; never `word` itself.

    It may be wrong in one place; a longer one, where no word is so near and two `edits` are allowed, in two. Letters
    that sound alike and keys that touch count less. Numbers and words of less than three letters have none.
    """
    if not _SHORTEST <= len(word) <= _LONGEST or any(map(str.isdigit, word)):
        return []
    found = _ranked(word, vocabulary, 1)
    if not found and len(word) > _SHORT and edits > 1:
        found = _ranked(word, vocabulary, 2)
    return found[:limit]


def _ranked(word: str, vocabulary: Vocabulary, edits: int) -> list[str]:
    costs = {known: distance(word, known, edits) for known in vocabulary.near(word, edits) if known != word}
    likely = [known for known, cost in costs.items() if cost <= edits]
    return sorted(likely, key=lambda known: (costs[known] - _FREQUENCY * log10(vocabulary.counted[known]), known))


def distance(one: str, other: str, most: float) -> float:
    """Return what it costs to make one word of the other by changed, left out, added and swapped letters.

    Above `most` any figure above it may be returned.
    """
    one, other = _different(one, other)
    before: list[float] = []
    row = [0.0, *accumulate(map(_weight, other))]
    for place, letter in enumerate(one):
        following = [row[0] + _weight(letter)]
        for index, wanted in enumerate(other):
            cost = min(
                row[index] + _changed(letter, wanted),
                row[index + 1] + _weight(letter),
                following[index] + _weight(wanted),
            )
            if place and index and letter == other[index - 1] and one[place - 1] == wanted:
                cost = min(cost, before[index - 1] + _SWAPPED)
            following.append(cost)
        before, row = row, following
        if min(row) > most:
            return min(row)
    return row[-1]


def is_one_slip(word: str, meant: str) -> bool:
    """Tell whether the two differ in one place: a letter changed, left out or added, or two neighbours swapped."""
    one, other = _different(word, meant)
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])


def _different(one: str, other: str) -> tuple[str, str]:
    """The words without what they begin and end with alike."""
    shorter = min(len(one), len(other))
    start = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    rest = shorter - start
    end = next((place for place in range(rest) if one[-1 - place] != other[-1 - place]), rest)
    return one[start : len(one) - end], other[start : len(other) - end]


def _weight(letter: str) -> float:
    return _VOWEL if letter in _VOWELS else _EDIT


def _changed(letter: str, wanted: str) -> float:
    if letter == wanted:
        return 0.0
    if letter in _SOUNDS and _SOUNDS[letter] == _SOUNDS.get(wanted):
        return _OF_EAR
    return _OF_FINGER if letter + wanted in _TOUCHING else _EDIT
