"""Background work: a queue whose only task is to nudge the deliveries.

A nudge only saves waiting for the next sweep; losing one loses nothing.
"""

import logging
import threading
from collections.abc import Callable

from huey import SqliteHuey

from portal.config import Config

SWEEP_SECONDS = 1.0
log = logging.getLogger(__name__)


class Jobs:
    """The queue of one installation. `deliver` does all work that is due and is safe to call at any time."""

    def __init__(self, config: Config, deliver: Callable[[], object]) -> None:
        self.queue = SqliteHuey(
            "portal", filename=str(config.instance / "jobs.db"), results=False, fsync=False, timeout=5
        )
        self._deliver = deliver
        self._turn = threading.Lock()
        self._nudged = self.queue.task(name="deliver")(self.deliver)

    def nudge(self) -> None:
        """Asks a worker to deliver now. Never fails: the sweep comes anyway."""
        try:
            self._nudged()
        except Exception:
            log.warning("the queue did not take a nudge", exc_info=True)

    def deliver(self) -> None:
        """One turn at a time in this process; a turn already under way serves the caller as well."""
        with self._turn:
            self._deliver()

    def work(self, stop: threading.Event) -> None:
        """Sweeps every second until *stop* is set, and listens for nudges in between."""
        consumer = self.queue.create_consumer(workers=1, periodic=False, initial_delay=0.05, max_delay=0.5)
        consumer.start()
        try:
            while not stop.wait(SWEEP_SECONDS):
                try:
                    self.deliver()
                except Exception:
                    log.exception("a sweep failed; the next one tries again")
        finally:
            consumer.stop(graceful=False)
