"""Background work: a queue whose only task is to nudge the deliveries.

A nudge only saves waiting for the next sweep; losing one loses nothing.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from huey import SqliteHuey
from huey.consumer import Consumer

from portal.config import Config, ConfigurationError

SWEEP_SECONDS = 1.0
SHUTDOWN_SECONDS = 10
Duty = Callable[[], object]
log = logging.getLogger(__name__)


class _Listener(Consumer):  # type: ignore[misc]
    """Takes nudges from the queue. Signals stay with whoever runs the worker."""

    def _set_signal_handlers(self) -> None:
        pass


class Jobs:
    """The queue of one installation, and its duties: each does what is due and is safe to call at any time."""

    def __init__(self, config: Config, duties: Sequence[Duty]) -> None:
        self.queue = _queue(config.instance / "jobs.db")
        self._duties = duties
        self._turn = threading.Lock()
        self._nudged = self.queue.task(name="deliver")(self.deliver)

    def nudge(self) -> None:
        """Asks a worker to deliver now. Never fails: the sweep comes anyway."""
        try:
            self._nudged()
        except Exception:
            log.warning("the queue did not take a nudge", exc_info=True)

    def deliver(self) -> None:
        """All duties in turn, whatever becomes of one of them; one turn at a time in this process."""
        with self._turn:
            for duty in self._duties:
                try:
                    duty()
                except Exception:
                    log.exception("a duty failed; the next turn tries again")

    def work(self, stop: threading.Event) -> None:
        """Sweeps every second until *stop* is set, and listens for nudges in between."""
        listener = _Listener(
            self.queue,
            workers=1,
            periodic=False,
            initial_delay=0.05,
            max_delay=0.5,
            shutdown_timeout=SHUTDOWN_SECONDS,
        )
        listener.start()
        try:
            while not stop.wait(SWEEP_SECONDS):
                self.deliver()
        finally:
            listener.stop(graceful=True)


def _queue(path: Path) -> SqliteHuey:
    try:
        return SqliteHuey("portal", filename=str(path), results=False, fsync=False, timeout=5)
    except sqlite3.Error as error:
        raise ConfigurationError(
            f"PORTAL_INSTANCE: cannot use {path} ({error}); it holds nothing but nudges and may be removed"
        ) from None
