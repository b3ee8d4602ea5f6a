"""A page of what an index beside the database found: the database says which of it may be shown, and in what state."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache, partial
from itertools import chain, islice

from portal.clock import microseconds
from portal.complaints import count_marks, longest_unanswered_cases, public_ids
from portal.db import Session
from portal.search.engine import CAP, RANKED, RANKED_OF_MORE, Asked, Counts, Hits, Sort


@dataclass(frozen=True, slots=True)
class Looked:
    """The newest cases that an index found, in the order asked for, and how many it found in all.

    `opened` is when each was, in microseconds since 1970.
    """

    ids: Sequence[int]
    scores: Sequence[float]
    opened: Sequence[int]
    total: int


def looked_at(asked: Asked, limit: int, offset: int) -> int:
    """How many of the newest matches a page is made of."""
    return CAP if _asks_the_database(asked) else max(RANKED, offset + limit)


def page_among(session: Session, found: Looked, asked: Asked, now: datetime, limit: int, offset: int) -> Hits:
    """The page of those of them that are public now and let through by the filter, and how many there are."""
    counted = len(found.ids) if _asks_the_database(asked) else RANKED
    ids = found.ids[:counted]
    narrowed = replace(asked.narrowed, ids=ids)
    marks = count_marks(session, narrowed, now)
    places: Sequence[int] = range(len(ids))
    if marks.total != len(ids):
        shown = public_ids(session, narrowed, now)
        places = [place for place in places if ids[place] in shown]
    total, is_floor = marks.total + found.total - len(ids), False
    if _asks_the_database(asked) and found.total > len(ids):
        total, is_floor = marks.total, True
    if asked.sort is Sort.LONGEST_UNANSWERED:
        rows = longest_unanswered_cases(session, narrowed, now, limit, offset)
        page = dict.fromkeys((row.id for row in rows), 0.0)
    else:
        listed = islice(chain(places, range(len(ids), len(found.ids))), offset, offset + limit)
        page = {found.ids[place]: found.scores[place] for place in listed}
    years = by_year(map(found.opened.__getitem__, places), asked.years)
    is_partly_ranked = asked.sort is Sort.RELEVANCE and found.total > RANKED
    return Hits(
        page,
        total,
        is_floor,
        Counts(marks.stores, marks.categories, marks.states, marks.languages, years),
        RANKED_OF_MORE if is_partly_ranked else None,
    )


def _asks_the_database(asked: Asked) -> bool:
    return asked.narrowed.state is not None or asked.sort is Sort.LONGEST_UNANSWERED


def by_year(opened: Iterable[int], years: tuple[datetime, ...]) -> dict[date, int]:
    """How many were opened in each of the years that begin then; what is older than all of them is left out."""
    counted = Counter(map(partial(bisect_right, _begun(years)), opened))
    return {years[number - 1].date(): count for number, count in counted.items() if number}


@lru_cache
def _begun(years: tuple[datetime, ...]) -> Sequence[int]:
    # To write down forty takes as long as to find a rare word.
    return list(map(microseconds, years))
