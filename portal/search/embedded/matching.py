"""Which documents hold what is sought, the newest first, and how many. Nothing is scored.

The rarest words are read whole, of commoner ones only whether they hold what is left. Of a single word, however common,
no more is looked at than is asked for.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import chain, filterfalse, islice, pairwise, repeat

from portal.search.embedded.codec import Postings
from portal.search.embedded.schema import CATEGORY, LANGUAGE, NATURE, STEMS, STORE
from portal.search.embedded.segments import Key, Moment, Segment
from portal.search.engine import Sought

FEW = 16
"""So many times as many documents are gone through in the time one is searched for."""
Numbers = Sequence[int]
"""Documents of a segment, in the order of their numbers."""
Hit = tuple[Segment, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is sought, in which language and span of time (as the index keeps instants), and cases that are not."""

    sought: Sought
    language: str | None = None
    since: int | None = None
    before: int | None = None
    gone: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Matching:
    """All documents that match; those `out` among them do not, and are not counted."""

    parts: Sequence[tuple[Segment, Numbers, frozenset[int]]]

    @property
    def total(self) -> int:
        return sum(len(numbers) - len(out) for _, numbers, out in self.parts)

    def newest(self, most: int) -> list[Hit]:
        """So many of them, the newest first."""
        return list(islice(self._newest(), most))

    def _newest(self) -> Iterator[Hit]:
        parts = sorted((part for part in self.parts if len(part[1])), key=_first)
        if all(_last(one) < _first(other) for one, other in pairwise(parts)):
            return chain.from_iterable(map(_newest_of, reversed(parts)))
        return merge(*map(_newest_of, parts), key=lambda hit: hit[0].age(hit[1]), reverse=True)


def matching(moment: Moment, wanted: Wanted) -> Matching:
    groups = list(_groups(wanted))
    found = []
    for part in moment.parts.values():
        numbers = _spanned(part.segment, _matching(part.segment, wanted.sought, groups), wanted)
        gone = (number for number, case_id in enumerate(part.segment.ids) if case_id in wanted.gone)
        out = part.deleted.union(gone) if wanted.gone else part.deleted
        found.append((part.segment, numbers, frozenset(number for number in out if _holds(numbers, number))))
    return Matching(found)


def _groups(wanted: Wanted) -> Iterator[Sequence[Key]]:
    yield from ([(STEMS, word) for word in words] for words in wanted.sought.groups)
    sought = wanted.sought
    narrowed = {STORE: sought.store, CATEGORY: sought.category, NATURE: sought.nature, LANGUAGE: wanted.language}
    yield from ([(field, value)] for field, value in narrowed.items() if value)


def _matching(segment: Segment, sought: Sought, groups: Iterable[Sequence[Key]]) -> Numbers:
    each = [[found.ids for key in group if (found := segment.postings(*key))] for group in groups]
    if not all(each):
        return ()
    each.sort(key=_count)
    numbers: Numbers = _either(each[0]) if each else range(segment.size)
    for others in each[1:]:
        numbers = _both(numbers, others)
    for phrase in sought.phrases:
        if len(phrase) > 1:
            numbers = _in_a_row(segment, phrase, numbers)
    for words in sought.without:
        numbers = _without(segment, words, numbers)
    return numbers


def _count(lists: Iterable[Numbers]) -> int:
    return sum(map(len, lists))


def _either(lists: Sequence[Numbers]) -> Numbers:
    return lists[0] if len(lists) == 1 else sorted(set().union(*lists))


def _both(numbers: Numbers, lists: Sequence[Numbers]) -> Numbers:
    if len(numbers) * FEW < _count(lists):
        return [number for number in numbers if any(_holds(others, number) for others in lists)]
    among = set(numbers)
    return sorted(among.intersection(lists[0]).union(*(among.intersection(others) for others in lists[1:])))


def _without(segment: Segment, words: Sequence[str], numbers: Numbers) -> Numbers:
    found = [segment.postings(STEMS, word) for word in words]
    if not all(found):
        return numbers
    held = numbers
    for each in found:
        held = _both(held, [each.ids] if each else [])
    if len(words) > 1:
        held = _in_a_row(segment, words, held)
    left = set(held)
    return [number for number in numbers if number not in left]


def _in_a_row(segment: Segment, words: Sequence[str], numbers: Numbers) -> Numbers:
    """Those of the documents, all of which hold all words, that hold them in a row."""
    first, *others = ((found, _indices(found, numbers)) for word in words if (found := segment.postings(STEMS, word)))

    def is_in_a_row(nth: int) -> bool:
        reached = first[0].places(first[1][nth])
        for found, index in others:
            reached = reached << 1 & found.places(index[nth])
        return bool(reached)

    return [number for nth, number in enumerate(numbers) if is_in_a_row(nth)]


def _indices(postings: Postings, numbers: Numbers) -> Sequence[int]:
    """Where each of the documents, all of which hold the word, stands among those that do."""
    start, between = _between(postings, numbers)
    if len(numbers) * FEW < len(between):
        return [bisect_left(postings.ids, number) for number in numbers]
    wanted = set(numbers)
    return [index for index, number in enumerate(between, start) if number in wanted]


def weighed(postings: Postings, numbers: Numbers) -> list[int]:
    """How much the word weighs in each of the documents, 0 where one does not hold it."""
    start, between = _between(postings, numbers)
    if len(numbers) * FEW < len(between):
        places = ((number, bisect_left(between, number)) for number in numbers)
        return [
            postings.weights[start + place] if place < len(between) and between[place] == number else 0
            for number, place in places
        ]
    weights = dict(zip(between, postings.weights[start : start + len(between)], strict=True))
    return [weights.get(number, 0) for number in numbers]


def _between(postings: Postings, numbers: Numbers) -> tuple[int, Numbers]:
    """The documents of the word from the first to the last of those, and where they begin among its own."""
    if not numbers:
        return 0, ()
    start = bisect_left(postings.ids, numbers[0])
    return start, postings.ids[start : bisect_right(postings.ids, numbers[-1])]


def _spanned(segment: Segment, numbers: Numbers, wanted: Wanted) -> Numbers:
    """Those that were opened in the span of time."""
    if wanted.since is None and wanted.before is None:
        return numbers
    opened = segment.opened
    first, last = wanted.since, wanted.before
    if segment.is_in_order:
        start = 0 if first is None else bisect_left(numbers, bisect_left(opened, first))
        end = len(numbers) if last is None else bisect_left(numbers, bisect_left(opened, last))
        return numbers[start:end]
    return [
        number
        for number in numbers
        if (first is None or opened[number] >= first) and (last is None or opened[number] < last)
    ]


def _holds(numbers: Numbers, number: int) -> bool:
    index = bisect_left(numbers, number)
    return index < len(numbers) and numbers[index] == number


def _first(part: tuple[Segment, Numbers, frozenset[int]]) -> tuple[int, int]:
    return part[0].oldest


def _last(part: tuple[Segment, Numbers, frozenset[int]]) -> tuple[int, int]:
    return part[0].newest


def _newest_of(part: tuple[Segment, Numbers, frozenset[int]]) -> Iterator[Hit]:
    segment, numbers, out = part
    ordered = (
        reversed(numbers) if segment.is_in_order else sorted(numbers, key=segment.places.__getitem__, reverse=True)
    )
    # Most often none is out, and there are thousands.
    return zip(repeat(segment), filterfalse(out.__contains__, ordered) if out else ordered, strict=False)
