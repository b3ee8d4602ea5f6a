"""How well a document matches: BM25 of its stems, and half as much of its words in the spelling they were asked for."""

from collections.abc import Iterator, Sequence

from portal.search.embedded.matching import Hit, weighed
from portal.search.embedded.schema import STEMS, WRITTEN
from portal.search.embedded.segments import Key, Moment, Segment
from portal.search.engine import SPELLED, Sought, rarity

_OFTEN, _LENGTH = 1.2, 0.75
"""BM25's k1 and b."""


def scores(moment: Moment, sought: Sought, hits: Sequence[Hit]) -> list[float]:
    """The score of each hit, the higher the better; 0 where nothing is sought to rank by."""
    keys, size = list(_keys(sought)), moment.size
    counts = {stem: rarity(moment.held((STEMS, stem)), size) for stem in {stem for _, stem, _ in keys}}
    weights = [(key, share * counts[stem]) for key, stem, share in keys]
    mean = sum(segment.length for segment in moment.segments) / sum(segment.size for segment in moment.segments)
    by_segment: dict[Segment, list[int]] = {}
    for segment, number in hits:
        by_segment.setdefault(segment, []).append(number)
    found = {segment: _scores(segment, sorted(numbers), weights, mean) for segment, numbers in by_segment.items()}
    return [found[segment][number] for segment, number in hits]


def _scores(
    segment: Segment, numbers: Sequence[int], weights: Sequence[tuple[Key, float]], mean: float
) -> dict[int, float]:
    # What a word is divided by beside how often it stands there: the longer the text, the more.
    lengths = [_OFTEN * (1 - _LENGTH + _LENGTH * length / mean) for length in segment.lengths(numbers)]
    sums = [0.0] * len(numbers)
    for key, weight in weights:
        postings = segment.postings(*key)
        if postings is not None:
            whole = weight * (_OFTEN + 1)
            sums = [
                before + whole * often / (often + length) if often else before
                for before, often, length in zip(sums, weighed(postings, numbers), lengths, strict=True)
            ]
    return dict(zip(numbers, sums, strict=True))


def _keys(sought: Sought) -> Iterator[tuple[Key, str, float]]:
    """What is counted, the stem whose rarity tells how much, and which part of that; of alternatives each."""
    yield from (((STEMS, stem), stem, 1.0) for stem in sought.ranking)
    yield from (((WRITTEN, word), stem, SPELLED) for word, stem in sought.written.items())
