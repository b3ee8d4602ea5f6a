"""The history of the scores: one point a store at the first midnight UTC of each month (PURE)."""

from datetime import datetime, timedelta
from typing import NamedTuple

from portal.scores.rules import VERSION

MONTHS = 24
SETTLED_AFTER = timedelta(days=14)


class Point(NamedTuple):
    """The score of a store as of an instant; score and interval are None below the minimum of cases."""

    at: datetime
    n: int
    score: float | None
    low: float | None
    high: float | None


class Made(NamedTuple):
    """When the points of a month were computed, and by which version of the formula."""

    computed_at: datetime
    version: int


def month_starts(as_of: datetime, count: int = MONTHS) -> list[datetime]:
    """The first midnights UTC of the latest months that had begun by `as_of` (in UTC), newest first."""
    latest = as_of.year * 12 + as_of.month - 1
    midnight = as_of.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return [midnight.replace(year=month // 12, month=month % 12 + 1) for month in range(latest, latest - count, -1)]


def is_due(at: datetime, made: Made | None, now: datetime) -> bool:
    """Whether the points of the month that began at `at` are still to be computed.

    Twice, the second time 14 days later: what moderators decide in between about acts of the month before counts.
    """
    if made is None or made.version != VERSION:
        return True
    settled = at + SETTLED_AFTER
    return made.computed_at < settled <= now
