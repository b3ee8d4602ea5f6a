"""Views that were counted and are not yet in the database, and who was counted today: in this process alone.

A process that is lost loses seconds of counts and nothing else.
"""

import logging
import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from hashlib import blake2b
from threading import Lock

from portal.db import BusyError

PAUSE = timedelta(seconds=10)
MOST_VISITS = 200_000
log = logging.getLogger(__name__)


class DaysVisits:
    """Who has read which case today. Visitors are known by a hash whose salt is forgotten with the day."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._salt = b""
        self._seen: set[bytes] = set()

    def is_first(self, complaint_id: int, visitor: str, day: date) -> bool:
        if day != self._day or len(self._seen) >= MOST_VISITS:
            self._day, self._salt, self._seen = day, secrets.token_bytes(16), set()
        visit = blake2b(f"{complaint_id} {visitor}".encode(), digest_size=8, key=self._salt).digest()
        is_first = visit not in self._seen
        self._seen.add(visit)
        return is_first


class ViewCounter:
    """Counts in memory and hands on, every few seconds at most, what `keep` is to add to the database."""

    def __init__(self, keep: Callable[[Mapping[int, int]], None]) -> None:
        self._keep = keep
        self._visits = DaysVisits()
        self._waiting: Counter[int] = Counter()
        self._kept_at: datetime | None = None
        self._lock = Lock()

    def see(self, complaint_id: int, visitor: str, now: datetime) -> None:
        """A visitor, told apart by what is in the string, reads a case; once a day."""
        with self._lock:
            if self._visits.is_first(complaint_id, visitor, now.date()):
                self._waiting[complaint_id] += 1

    def keep_when_due(self, now: datetime) -> None:
        with self._lock:
            if self._kept_at is not None and timedelta() <= now - self._kept_at < PAUSE:
                return
            self._kept_at = now
        self.keep()

    def keep(self) -> None:
        """Hands everything on. Where that fails it waits for the next time."""
        with self._lock:
            taken, self._waiting = self._waiting, Counter()
        if not taken:
            return
        try:
            self._keep(taken)
        except BusyError:
            self._put_back(taken)
        except Exception:
            log.exception("views could not be kept; they wait for the next time")
            self._put_back(taken)

    def _put_back(self, taken: Counter[int]) -> None:
        with self._lock:
            self._waiting.update(taken)
