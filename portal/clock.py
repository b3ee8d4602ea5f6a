"""The one place where the time is read. Everything below an edge takes *now* as an argument."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _stopped.get() or datetime.now(UTC)


@contextmanager
def stopped_at(instant: datetime) -> Iterator[None]:
    """Within the block *now* is always this instant: for tests and for worlds made as of a given day."""
    token = _stopped.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)


def microseconds(instant: datetime) -> int:
    """Whole microseconds since the epoch; exact, where a float would round. Raises TypeError on a naive instant."""
    return (instant - EPOCH) // MICROSECOND
