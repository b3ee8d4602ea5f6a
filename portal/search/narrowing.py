"""A page of what an index beside the database found: the database says which of it may be shown, and in what state."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from portal.complaints import count_marks, longest_unanswered_cases, public_ids
from portal.db import Session
from portal.search.engine import CAP, RANKED, RANKED_OF_MORE, Asked, Counts, Hits, Sort

QUARTER = timedelta(minutes=15)
"""Days begin with one in every zone."""
QUARTERS = timedelta(days=1) // QUARTER
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
    shown = frozenset(ids) if marks.total == len(ids) else public_ids(session, narrowed, now)
    total, is_floor = marks.total + found.total - len(ids), False
    if _asks_the_database(asked) and found.total > len(ids):
        total, is_floor = marks.total, True
    if asked.sort is Sort.LONGEST_UNANSWERED:
        rows = longest_unanswered_cases(session, narrowed, now, limit, offset)
        page = [row.id for row in rows]
    else:
        page = [*(case_id for case_id in ids if case_id in shown), *found.ids[counted:]][offset : offset + limit]
    scores = dict(zip(found.ids, found.scores, strict=True))
    opened = (at for case_id, at in zip(found.ids, found.opened, strict=True) if case_id in shown)
    days = Counter(local_days(opened, asked.zone))
    is_partly_ranked = asked.sort is Sort.RELEVANCE and found.total > RANKED
    return Hits(
        {case_id: scores[case_id] for case_id in page},
        total,
        is_floor,
        Counts(marks.stores, marks.categories, marks.states, marks.languages, days),
        RANKED_OF_MORE if is_partly_ranked else None,
    )


def _asks_the_database(asked: Asked) -> bool:
    return asked.narrowed.state is not None or asked.sort is Sort.LONGEST_UNANSWERED


def local_days(opened: Iterable[int], zone: str) -> Iterator[date]:
    """The day of each instant in that zone."""
    # To ask the zone for each of a thousand takes as long as to find them.
    for at in opened:
        utc_day, quarter = divmod(at, QUARTERS)
        first, last, turn = _turn(utc_day, zone)
        yield last if quarter >= turn else first


@lru_cache(maxsize=1 << 12)
def _turn(utc_day: int, zone: str) -> tuple[date, date, int]:
    """The days on which one of UTC begins and ends in the zone, and its quarter hour in which the later begins."""
    there, begins = ZoneInfo(zone), utc_day * QUARTERS

    def day(quarter: int) -> date:
        return (_EPOCH + (begins + quarter) * QUARTER).astimezone(there).date()

    last = day(QUARTERS - 1)
    return day(0), last, bisect_left(range(QUARTERS), last, key=day)
