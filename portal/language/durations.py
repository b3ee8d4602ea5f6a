"""Spans of time in natural words, two units at most; what is cut off is never rounded up."""

from collections.abc import Callable
from datetime import datetime, timedelta

from portal.language.definitions import Language
from portal.language.languages import language
from portal.language.messages import plural, text

Unit = tuple[int, Callable[[Language, int], str]]

SECOND, MINUTE, HOUR, DAY, YEAR = 1, 60, 3600, 86400, 365 * 86400
_MANY_DAYS = 10 * DAY

_SPANS: tuple[Unit, ...] = (
    (YEAR, lambda tongue, count: plural(tongue, "%(count)s year", "%(count)s years", count)),
    (DAY, lambda tongue, count: plural(tongue, "%(count)s day", "%(count)s days", count)),
    (HOUR, lambda tongue, count: plural(tongue, "%(count)s hour", "%(count)s hours", count)),
    (MINUTE, lambda tongue, count: plural(tongue, "%(count)s minute", "%(count)s minutes", count)),
    (SECOND, lambda tongue, count: plural(tongue, "%(count)s second", "%(count)s seconds", count)),
)
_PAST: tuple[Unit, ...] = (
    (YEAR, lambda tongue, count: plural(tongue, "%(count)s year ago", "%(count)s years ago", count)),
    (DAY, lambda tongue, count: plural(tongue, "%(count)s day ago", "%(count)s days ago", count)),
    (HOUR, lambda tongue, count: plural(tongue, "%(count)s hour ago", "%(count)s hours ago", count)),
    (MINUTE, lambda tongue, count: plural(tongue, "%(count)s minute ago", "%(count)s minutes ago", count)),
)
_FUTURE: tuple[Unit, ...] = (
    (YEAR, lambda tongue, count: plural(tongue, "in %(count)s year", "in %(count)s years", count)),
    (DAY, lambda tongue, count: plural(tongue, "in %(count)s day", "in %(count)s days", count)),
    (HOUR, lambda tongue, count: plural(tongue, "in %(count)s hour", "in %(count)s hours", count)),
    (MINUTE, lambda tongue, count: plural(tongue, "in %(count)s minute", "in %(count)s minutes", count)),
)


def duration(written_in: Language | str, seconds: float | timedelta) -> str:
    """A span of at least 0 seconds: "2 days and 4 hours"; a year is 365 days.

    From ten days up to a year the hours are left out.
    """
    tongue = language(written_in)
    left = int(seconds.total_seconds() if isinstance(seconds, timedelta) else seconds)
    if left < 0:
        raise ValueError(f"a span of {seconds} seconds")
    for place, (size, words) in enumerate(_SPANS):
        if left >= size:
            first, rest = words(tongue, left // size), left % size
            return _with_second(tongue, first, rest, place + 1) if _second_matters(left) else first
    return text(tongue, "less than a second")


def ago(written_in: Language | str, instant: datetime, now: datetime) -> str:
    """How long before ``now`` an instant was, in its largest unit; for one to come, how long until then."""
    tongue = language(written_in)
    seconds = int((now - instant).total_seconds())
    for size, words in _PAST if seconds >= 0 else _FUTURE:
        if abs(seconds) >= size:
            return words(tongue, abs(seconds) // size)
    return text(tongue, "just now") if seconds >= 0 else text(tongue, "in less than a minute")


def _second_matters(seconds: int) -> bool:
    return seconds < _MANY_DAYS or seconds >= YEAR


def _with_second(tongue: Language, first: str, rest: int, place: int) -> str:
    if place == len(_SPANS):
        return first
    size, words = _SPANS[place]
    if rest < size:
        return first
    return text(tongue, "%(first)s and %(second)s", first=first, second=words(tongue, rest // size))
