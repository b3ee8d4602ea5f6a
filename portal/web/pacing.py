"""How fast somebody may ask for what costs work and keeps nothing: counted in the memory of this process alone."""

from collections import OrderedDict
from threading import Lock

from werkzeug.exceptions import TooManyRequests

MOST_KNOWN = 10_000


class Pace:
    """At most `most` times in `seconds`, a window that begins with the first; who asked longest ago is forgotten."""

    def __init__(self, most: int, seconds: int) -> None:
        self._most, self._seconds = most, seconds
        self._windows: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def keep(self, asker: str, now: float) -> None:
        """Counts one; raises TooManyRequests, and counts nothing, where there were too many. `now` is in seconds."""
        with self._lock:
            began, count = self._windows.pop(asker, (now, 0))
            if now - began >= self._seconds:
                began, count = now, 0
            self._windows[asker] = (began, min(count + 1, self._most))
            if len(self._windows) > MOST_KNOWN:
                self._windows.popitem(last=False)
        if count >= self._most:
            raise TooManyRequests(retry_after=max(1, round(began + self._seconds - now)))
