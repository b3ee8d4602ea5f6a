"""How well a document matches: BM25 of its stems, and half as much of its words in the spelling they were asked for."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import log

from portal.search.embedded.matching import FEW, Hit, groups_of
from portal.search.embedded.schema import STEMS, WRITTEN
from portal.search.embedded.segments import Key, Moment, Segment
from portal.search.engine import Sought

SPELLED = 0.5
_OFTEN, _LENGTH = 1.2, 0.75
"""BM25's k1 and b."""


def scores(moment: Moment, sought: Sought, hits: Sequence[Hit]) -> list[float]:
    """The score of each hit, the higher the better; none where nothing is sought to rank by."""
    keys = _keys(sought)
    size = moment.size or 1
    weights = [(key, share * (log(size / (moment.held(key) + 1)) + 1)) for key, share in keys]
    mean = sum(segment.length for segment in moment.segments) / sum(segment.size for segment in moment.segments)
    found: dict[Hit, float] = dict.fromkeys(hits, 0.0)
    by_segment: dict[Segment, list[int]] = {}
    for segment, number in hits:
        by_segment.setdefault(segment, []).append(number)
    for segment, numbers in by_segment.items():
        # What a weight is divided by, where a word stands in a text of such a length.
        lengths = {number: _OFTEN * (1 - _LENGTH + _LENGTH * segment.length_of(number) / mean) for number in numbers}
        for key, weight in weights:
            for number, often in _weighed(segment, key, numbers):
                found[segment, number] += weight * often * (_OFTEN + 1) / (often + lengths[number])
    return [found[hit] for hit in hits]


def _keys(sought: Sought) -> list[tuple[Key, float]]:
    """What is counted, and by how much; of alternatives each."""
    stems = dict.fromkeys(word for words in groups_of(sought) for word in words)
    return [
        *(((STEMS, word), 1.0) for word in stems),
        *(((WRITTEN, word), SPELLED) for word in dict.fromkeys(sought.written)),
    ]


def _weighed(segment: Segment, key: Key, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Those of the documents that hold the word, each with its weight there."""
    postings = segment.postings(*key)
    if postings is None:
        return
    ids, weights = postings.ids, postings.weights
    if len(numbers) * FEW < len(ids):
        for number in numbers:
            index = bisect_left(ids, number)
            if index < len(ids) and ids[index] == number:
                yield number, weights[index]
    else:
        wanted = set(numbers)
        yield from ((number, weight) for number, weight in zip(ids, weights, strict=True) if number in wanted)
