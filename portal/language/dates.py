"""Dates and moments as each language writes them."""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from portal.language.calendars import CALENDARS
from portal.language.definitions import CalendarStyle, Language
from portal.language.figures import digits
from portal.language.languages import language

Zone = str | dt.tzinfo | None


def date(written_in: Language | str, value: dt.date, zone: Zone = None) -> str:
    """A day in full, in each calendar of the language.

    An instant is the day it falls on in ``zone``, by default the language's own. A naive one is a ValueError.
    """
    return _written(language(written_in), value, zone, lambda style: style.long)


def short_date(written_in: Language | str, value: dt.date, zone: Zone = None) -> str:
    """The same as short as the language has it, for tables and lists."""
    return _written(language(written_in), value, zone, lambda style: style.short)


def month(written_in: Language | str, value: dt.date, zone: Zone = None) -> str:
    """The month a day or instant falls in, with its year, in the last of the language's calendars."""
    tongue = language(written_in)
    day = _local(tongue, value, zone).date() if isinstance(value, dt.datetime) else value
    style = tongue.calendars[-1]
    own = CALENDARS[style.name].day(day)
    return digits(tongue, style.written("{month_name} {year}", own)) if own else date(tongue, day)


def moment(written_in: Language | str, value: dt.datetime, zone: Zone = None) -> str:
    """The date and the time in ``zone``, by default the language's own."""
    tongue = language(written_in)
    local = _local(tongue, value, zone)
    time = digits(tongue, f"{local:%H:%M}")
    return tongue.moment.format(date=date(tongue, local.date()), time=time, zone=local.tzname())


def hour(written_in: Language | str, value: dt.datetime, zone: Zone = None) -> str:
    """The time of day in ``zone``, by default the language's own: for what happens within the hour."""
    tongue = language(written_in)
    return digits(tongue, f"{_local(tongue, value, zone):%H:%M}")


def local_day(written_in: Language | str, instant: dt.datetime) -> dt.date:
    """The day on which an instant falls in the language's own zone. A naive one is a ValueError."""
    return _local(language(written_in), instant, None).date()


def midnight(written_in: Language | str, day: dt.date) -> dt.datetime:
    """The instant at which a day begins in the language's own zone."""
    return dt.datetime.combine(day, dt.time(), ZoneInfo(language(written_in).zone))


def iso(value: dt.date) -> str:
    """For machines: an instant in UTC to the second (2026-11-24T03:12:00Z), a date as it is."""
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    return f"{_aware(value).astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _written(tongue: Language, value: dt.date, zone: Zone, pattern: Callable[[CalendarStyle], str]) -> str:
    day = _local(tongue, value, zone).date() if isinstance(value, dt.datetime) else value
    days = [(style, CALENDARS[style.name].day(day)) for style in tongue.calendars]
    parts = [style.written(pattern(style), own) for style, own in days if own is not None]
    return digits(tongue, tongue.between_calendars.join(parts))


def _local(tongue: Language, value: dt.datetime, zone: Zone) -> dt.datetime:
    chosen = tongue.zone if zone is None else zone
    return _aware(value).astimezone(ZoneInfo(chosen) if isinstance(chosen, str) else chosen)


def _aware(value: dt.datetime) -> dt.datetime:
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone: which instant it means cannot be known")
    return value
