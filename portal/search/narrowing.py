"""A page of what an index beside the database found: the database says which of it may be shown, and in what state."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import chain, islice
from zoneinfo import ZoneInfo

from portal.complaints import count_marks, longest_unanswered_cases, public_ids
from portal.db import Session
from portal.search.engine import CAP, RANKED, RANKED_OF_MORE, Asked, Counts, Hits, Sort

QUARTER = timedelta(minutes=15)
"""Days begin with one in every zone."""
KNOWN = 1 << 15
"""Quarter hours of which the day is kept, for each zone."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Looked:
    """The newest cases that an index found, in the order asked for, and how many it found in all.

    `opened` is when each was, in whole `QUARTER`s since 1970.
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
    days = Counter(local_days(map(found.opened.__getitem__, places), asked.zone))
    is_partly_ranked = asked.sort is Sort.RELEVANCE and found.total > RANKED
    return Hits(
        page,
        total,
        is_floor,
        Counts(marks.stores, marks.categories, marks.states, marks.languages, days),
        RANKED_OF_MORE if is_partly_ranked else None,
    )


def _asks_the_database(asked: Asked) -> bool:
    return asked.narrowed.state is not None or asked.sort is Sort.LONGEST_UNANSWERED


def local_days(opened: Iterable[int], zone: str) -> Iterator[date]:
    """The day of each instant in that zone."""
    return map(_day_in(zone), opened)


@cache
def _day_in(zone: str) -> Callable[[int], date]:
    """The day there of a quarter hour: to ask the zone for each of a thousand takes longer than to find them."""
    there = ZoneInfo(zone)

    @lru_cache(maxsize=KNOWN)
    def day(at: int) -> date:
        return (_EPOCH + at * QUARTER).astimezone(there).date()

    return day
